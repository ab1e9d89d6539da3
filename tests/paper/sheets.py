"""The sheets of a finished site: their pages, their PDFs, and what the pages promise of them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class Sheet:
    """A PDF and what the page that leads to it says of it."""

    pdf: Path
    #: How faults name it: the site and the path in it.
    name: str
    #: The title of the page, without the name of the site.
    title: str
    language: str
    #: What the button says: `A4 or Letter, 1 page`.
    promise: str
    kind: str
    #: The names of what can be filled in.
    items: set[str]

    @property
    def markdown(self) -> Path:
        """The same sheet as text. A sheet that is kept from others has none."""
        return self.pdf.with_suffix(".md")


@dataclass
class Page(HTMLParser):
    """What a page of HTML says of its sheet."""

    title: str = ""
    language: str = ""
    playbook: str = ""
    kind: str = ""
    promise: str = ""
    pdf: str = ""
    items: set[str] = field(default_factory=set)
    _within: str = ""
    _is_sheet: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language, self.playbook = known["lang"], known.get("data-playbook", "")
        elif tag == "a":
            self._enter_link(known)
        elif tag == "title":
            self._within = "title" if not self.title else ""
        elif tag == "span" and self._within == "link":
            self._within = "promise"
        if "data-sheet" in known:
            self._is_sheet = True
            self.kind = known.get("class", "").removeprefix("sheet ").removeprefix("sheet-").split()[0]
        if self._is_sheet and "data-item" in known:
            self.items.add(known["data-item"])

    def _enter_link(self, known: dict[str, str]) -> None:
        if "tool" in known.get("class", "").split() and known.get("href", "").endswith(".pdf"):
            self.pdf, self._within = known["href"], "link"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "a", "span"):
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "title":
            self.title += data
        elif self._within == "promise":
            self.promise += data


def sheets(site: Path, name: str) -> tuple[list[Sheet], list[str]]:
    """All sheets of the `site`, and what is wrong with the links between pages and PDFs."""
    found, faults = [], []
    left = set(site.rglob("*.pdf"))
    for path in sorted(site.rglob("*.html")):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        if not page.pdf:
            continue
        pdf = path.parent / page.pdf
        if pdf not in left:
            faults.append(f"{name}/{path.relative_to(site)}: its PDF: expected a file of its own, found {page.pdf}")
            continue
        left.remove(pdf)
        title = page.title.removesuffix(f" – {page.playbook}")
        where = f"{name}/{pdf.relative_to(site)}"
        found.append(Sheet(pdf, where, title, page.language, page.promise, page.kind, page.items))
    faults += [f"{name}/{pdf.relative_to(site)}: the page that leads to it: expected one, found none" for pdf in sorted(left)]
    return found, faults
