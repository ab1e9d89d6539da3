"""The PDFs of a finished site, and what the pages that lead to them promise."""

from dataclasses import dataclass, field
from enum import Enum
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

# Kinds that fill their pages: they have no room for a title or an introduction.
UNTITLED = {"cards", "tiles"}


class Sort(Enum):
    """What a PDF is of."""

    SHEET = "a sheet, whole"
    HANDOUT = "a section of a sheet, to hand out"
    BOOK = "a playbook, a part of it, or a pack: many pages one behind the other"


@dataclass
class Link:
    """A link to a PDF on a page."""

    href: str
    sort: Sort
    #: The title of what it leads to, where that is not the title of the page.
    title: str
    #: What it says of the PDF: `A4 or Letter, 1 page`.
    promise: str = ""
    #: The names of what can be filled in, in their order.
    items: list[str] = field(default_factory=list)


@dataclass
class Sheet:
    """A PDF and what the page that leads to it says of it."""

    pdf: Path
    #: How faults name it: the site and the path in it.
    name: str
    sort: Sort
    title: str
    language: str
    promise: str
    #: The kind of the sheet: `form`. Headers for a wall are `tiles`.
    kind: str
    #: The names of what can be filled in, in their order.
    items: list[str]
    #: The PDF that a handout is a section of.
    whole: Path | None = None
    #: How the chapters of a book begin, in their order.
    reading: list[str] = field(default_factory=list)
    #: The titles of sheets that do not stand on paper; a book has their pages.
    untitled: set[str] = field(default_factory=set)

    @property
    def markdown(self) -> Path:
        """The same sheet as text. A sheet that is kept from others has none, nor has a handout or a book."""
        return self.pdf.with_suffix(".md")


@dataclass
class Page(HTMLParser):
    """What a page of HTML says of its PDFs."""

    title: str = ""
    language: str = ""
    playbook: str = ""
    #: The kind of its sheet; empty when it has none.
    kind: str = ""
    #: How its text begins, up to the first link or emphasis.
    opening: str = ""
    #: The page that follows when one reads on.
    next: str = ""
    links: list[Link] = field(default_factory=list)
    _items: list[str] = field(default_factory=list)
    _within: str = ""
    #: The last title of a section of a session; empty behind its end.
    _section: str = ""
    _awaits_promise: bool = False
    _is_bound: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        classes = known.get("class", "").split()
        if tag == "html":
            self.language, self.playbook = known["lang"], known.get("data-playbook", "")
        elif tag == "title":
            self._within = "title" if not self.title else ""
        elif tag == "link" and known.get("rel") == "next":
            self.next = known["href"]
        elif tag == "a" and known.get("href", "").endswith(".pdf"):
            self._enter_link(known["href"], "tiled" in classes)
        elif tag == "span" and self._awaits_promise and "quiet" in classes:
            self._within = "promise"
        if "session-title" in classes:
            self._within = "session-title"
        elif "prose" in classes:
            self._within = "prose"
        elif tag == "p":
            self._is_bound = "on-paper" in classes
            if self._within == "prose" and not self.opening:
                self._within = "opening"
        elif self._within == "opening":
            self._within = ""
        if "pack" in classes:
            self.kind = "pack"
        elif self.kind != "pack" and classes[:1] == ["sheet"]:
            self.kind = "".join(classes[1:2]).removeprefix("sheet-")
        elif self.kind != "pack" and "tiles" in classes:
            self.kind = "tiles"
        if self.kind and "data-item" in known:
            self._enter_item(known["data-item"])

    def _enter_link(self, href: str, is_tiled: bool) -> None:
        sort = Sort.HANDOUT if self._section or is_tiled else Sort.BOOK if self._is_bound else Sort.SHEET
        self.links.append(Link(href, sort, self._section))
        self._awaits_promise = True

    def _enter_item(self, item: str) -> None:
        if item not in self._items:
            self._items.append(item)
        if self._section and self.links and item not in self.links[-1].items:
            self.links[-1].items.append(item)

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._section = ""
        if tag in ("title", "a", "span", "p", "h2"):
            self._awaits_promise = self._awaits_promise and self._within != "promise"
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "title":
            self.title += data
        elif self._within == "opening":
            self.opening += data
        elif self._within == "session-title":
            self._section += data
        elif self._within == "promise":
            self.links[-1].promise += data

    def has_sheet(self) -> bool:
        return any(link.sort is Sort.SHEET for link in self.links)

    def items(self, link: Link) -> list[str]:
        return self._items if link.sort is Sort.SHEET else link.items

    def titled(self, link: Link) -> str:
        """The title that the PDF of a link must have."""
        title = link.title or self.title.removesuffix(f" – {self.playbook}")
        is_part = link.sort is Sort.BOOK and title != self.playbook
        return f"{title} · {self.playbook}" if is_part else title


# Each page of a site by its path from the root.
Pages = dict[str, Page]


def reading(pages: Pages, folder: str) -> list[str]:
    """How the pages below a folder begin, as one comes to them when one reads on; the shelves of sheets at the end."""
    said, path, seen = [], "index.html", set()
    while path in pages and path not in seen:
        seen.add(path)
        page = pages[path]
        if path.startswith(folder) and page.opening and not page.has_sheet():
            said.append((is_shelf(pages, path), page.opening))
        path = urljoin(path, page.next) if page.next else ""
    return [opening for _, opening in sorted(said, key=lambda each: each[0])]


def is_shelf(pages: Pages, path: str) -> bool:
    """Whether a page introduces a folder of nothing but sheets."""
    folder, _, name = path.rpartition("/")
    printed = f"{folder}/print.html"
    others = [
        page for other, page in pages.items()
        if other.rpartition("/")[0] == folder and other not in (path, printed)
    ]
    return name == "index.html" and bool(folder and others) and all(page.has_sheet() for page in others)


def is_owner(page: Path, pdf: Path) -> bool:
    """Whether a page is the one that a PDF belongs to; others may show it too."""
    return page.parent == pdf.parent and (page.stem in ("index", pdf.stem) or pdf.stem.startswith(f"{page.stem}-"))


def sheets(site: Path, name: str) -> tuple[list[Sheet], list[str]]:
    """All PDFs of the `site`, and what is wrong with the links between pages and PDFs."""
    found: dict[Path, Sheet] = {}
    faults, promises = [], []
    pages: Pages = {}
    for path in sorted(site.rglob("*.html")):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(site).as_posix()] = page
        for link in page.links:
            if page.kind == "pack" and link.sort is Sort.SHEET:
                link.sort = Sort.BOOK
        whole = next((path.parent / link.href for link in page.links if link.sort is Sort.SHEET), None)
        for link in page.links:
            pdf = (path.parent / link.href).resolve()
            promises.append((path, pdf, link.promise))
            if is_owner(path, pdf):
                found[pdf] = Sheet(
                    pdf, f"{name}/{pdf.relative_to(site)}", link.sort, page.titled(link), page.language, link.promise,
                    page.kind, page.items(link), whole if link.sort is Sort.HANDOUT else None,
                )
    for path, pdf, promise in promises:
        wanted = found[pdf].promise if pdf in found and pdf.exists() else "a file of its own"
        if promise != wanted:
            faults.append(f"{name}/{path.relative_to(site)}: {pdf.name}: expected {wanted!r}, found {promise!r}")
    left = set(site.rglob("*.pdf")) - set(found)
    faults += [f"{name}/{pdf.relative_to(site)}: its page: expected one, found none" for pdf in sorted(left)]
    untitled = {sheet.title for sheet in found.values() if sheet.kind in UNTITLED}
    for book in (sheet for sheet in found.values() if sheet.sort is Sort.BOOK):
        folder = book.pdf.parent.relative_to(site).as_posix()
        book.untitled, book.reading = untitled, reading(pages, "" if folder == "." else f"{folder}/")
        if book.kind == "pack":
            book.reading = []
    return [sheet for sheet in found.values() if sheet.pdf.exists()], faults
