"""What Poppler, qpdf, MuPDF and a validator of PDF/UA-1 find in a PDF, beside what its page promises."""

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import page as validator
import pymupdf

from sheets import Sheet

# Short and long side in millimetres, as the button names the paper.
PAPERS = {
    "A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "A7": (74, 105),
    "Letter": (216, 279), "A4 or Letter": (210, 279),
}
# What printers leave white at every edge, in millimetres.
EDGE = 4
# Cards lie on their sheets as they are cut and stacked: in an order of their own, with marks for the knife that run
# to the edge, and with no room for a title or an introduction.
IMPOSED = {"cards"}


def output(*command: str | Path) -> bytes:
    """What a command prints, whatever it says beside that."""
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def letters(text: str) -> str:
    """Only what is read aloud: no spaces, marks or hyphens, which a line break may change."""
    return "".join(filter(str.isalnum, text))


@dataclass
class Paper:
    """A PDF, looked at."""

    sheet: Sheet

    @cached_property
    def info(self) -> dict[str, str]:
        lines = output("pdfinfo", self.sheet.pdf).decode().splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}

    @cached_property
    def by_tags(self) -> str:
        """Its text in the order of the tags, as a screen reader has it."""
        # The titles of headings are printed as their bytes.
        lines = output("pdfinfo", "-struct-text", self.sheet.pdf).decode(errors="replace").splitlines()
        return letters(" ".join(found[1] for line in lines if (found := re.fullmatch(r'\s*"(.*)"', line))))

    @cached_property
    def as_drawn(self) -> str:
        """Its text in the order in which it is drawn."""
        return letters(output("pdftotext", "-raw", self.sheet.pdf, "-").decode())

    @cached_property
    def document(self) -> pymupdf.Document:
        return pymupdf.open(self.sheet.pdf)

    @cached_property
    def pictures(self) -> list["Picture"]:
        return list(pictures(output("pdftoppm", "-gray", "-r", "100", self.sheet.pdf)))

    def entry(self, name: str) -> str:
        """What the catalogue of the document says."""
        return self.document.xref_get_key(self.document.pdf_catalog(), name)[1]

    def fonts_of_fields(self) -> dict[int, str]:
        """The fonts in which fields are filled in, by the numbers of their objects."""
        kind, value = self.document.xref_get_key(self.document.pdf_catalog(), "AcroForm/DR/Font")
        if kind == "xref":
            value = self.document.xref_object(int(value.split()[0]))
        numbers = map(int, re.findall(r"(\d+) 0 R", value))
        return {number: self.document.xref_get_key(number, "BaseFont")[1] for number in numbers}

    def is_embedded(self, font: int) -> bool:
        files = (f"FontDescriptor/{name}" for name in ("FontFile", "FontFile2", "FontFile3"))
        return any(self.document.xref_get_key(font, name)[0] != "null" for name in files)

    @cached_property
    def descriptions(self) -> list[str]:
        """What its drawings are said to show."""
        numbers = range(1, self.document.xref_length())
        found = (self.document.xref_get_key(number, "Alt") for number in numbers)
        return [value for kind, value in found if kind == "string"]


@dataclass
class Picture:
    """A page at 100 dots to the inch, one byte a dot, 255 white."""

    width: int
    height: int
    dots: bytes

    def has_ink(self) -> bool:
        return min(self.dots) < 128

    def inked_edges(self) -> list[str]:
        """The edges that have ink nearer than printers reach."""
        depth = int(EDGE / 25.4 * 100)
        rows = [self.dots[at : at + self.width] for at in range(0, len(self.dots), self.width)]
        edges = {
            "top": rows[:depth],
            "bottom": rows[-depth:],
            "left": [row[:depth] for row in rows],
            "right": [row[-depth:] for row in rows],
        }
        return [name for name, parts in edges.items() if min(map(min, parts)) < 250]


def pictures(bytes: bytes) -> Iterator[Picture]:
    """The grey PGM pictures that lie one behind the other in `bytes`."""
    at = 0
    while head := re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(bytes, at):
        width, height = int(head[1]), int(head[2])
        yield Picture(width, height, bytes[head.end() : head.end() + width * height])
        at = head.end() + width * height


def texts(markdown: str) -> Iterator[tuple[str, bool]]:
    """The texts of a sheet's file in Markdown in their order, and whether each describes a drawing."""
    for line in markdown.splitlines():
        described = re.fullmatch(r"_(.+)_", line)
        line = re.sub(r"\[([^\]]*)\]\([^)]*\)|<br>", r" \1 ", line)
        parts = re.split(r"(?<!\\)\|", line) if line.startswith("|") else [re.sub(r"^(- \[[ x]\]|\d+\.)\s", "", line)]
        for part in parts:
            for text in re.split("[☐☒]", part):
                if letters(text):
                    yield text.strip(), described is not None


def not_in_order(wanted: list[str], text: str) -> list[str]:
    """Those of the wanted texts that do not follow the one before."""
    at, lost = 0, []
    for part in wanted:
        found = text.find(letters(part), at)
        if found < 0:
            lost.append(part)
        else:
            at = found + len(letters(part))
    return lost


# ---- The checks. Each gives what is expected and what is found; they must be equal.

Pair = tuple[object, object]


def soundness(paper: Paper) -> Pair:
    done = subprocess.run(["qpdf", "--check", paper.sheet.pdf], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return "", "" if done.returncode == 0 else done.stdout.strip().replace("\n", " ")


def tags(paper: Paper) -> Pair:
    return "yes", paper.info.get("Tagged")


def title(paper: Paper) -> Pair:
    return paper.sheet.title, paper.info.get("Title")


def language(paper: Paper) -> Pair:
    return paper.sheet.language, paper.entry("Lang")


def size(paper: Paper) -> Pair:
    name = paper.sheet.promise.rpartition(",")[0]
    short, long = PAPERS[name.removesuffix(" on its side")]
    wanted = (long, short) if name.endswith(" on its side") else (short, long)
    found = {(round(at.rect.width / 72 * 25.4), round(at.rect.height / 72 * 25.4)) for at in paper.document}
    return {wanted}, found


def pages(paper: Paper) -> Pair:
    return paper.sheet.promise.rpartition(",")[2].split()[0], paper.info.get("Pages")


def fonts(paper: Paper) -> Pair:
    """All are in the file, and no more of each than is used; those of fields whole, for what people will enter."""
    of_fields = paper.fonts_of_fields()
    lost = [name for number, name in of_fields.items() if not paper.is_embedded(number)]
    for line in output("pdffonts", paper.sheet.pdf).decode().splitlines()[2:]:
        name, *_, embedded, subset, _, number, _ = line.split()
        if embedded != "yes" or (subset != "yes" and int(number) not in of_fields):
            lost.append(name)
    return [], lost


def title_on_paper(paper: Paper) -> Pair:
    if paper.sheet.kind in IMPOSED:
        return True, True
    return True, letters(paper.sheet.title) in paper.as_drawn


def order(paper: Paper) -> Pair:
    """What the sheet's file in Markdown says is on paper, in the same order, by tags and as drawn."""
    if not paper.sheet.markdown.exists():
        return [], []
    markdown = paper.sheet.markdown.read_text(encoding="utf-8")
    if paper.sheet.kind in IMPOSED:
        markdown = markdown.partition("| --- |")[2].partition("\n")[2]
    found = list(texts(markdown))
    said = [text for text, is_description in found if not is_description]
    if paper.sheet.kind in IMPOSED:
        return [], [text for text in said if letters(text) not in paper.by_tags]
    return [], not_in_order(said, paper.by_tags) + not_in_order(said, paper.as_drawn)


def descriptions(paper: Paper) -> Pair:
    if not paper.sheet.markdown.exists():
        return [], []
    told = letters(" ".join(paper.descriptions))
    found = texts(paper.sheet.markdown.read_text(encoding="utf-8"))
    return [], [text for text, is_description in found if is_description and letters(text) not in told]


def ticks(paper: Paper) -> Pair:
    """A box that is ticked says so to those who do not see it."""
    if not paper.sheet.markdown.exists():
        return 0, 0
    markdown = paper.sheet.markdown.read_text(encoding="utf-8")
    return markdown.count("☒") + markdown.count("- [x]"), paper.descriptions.count("x")


def blank_pages(paper: Paper) -> Pair:
    found = [number for number, picture in enumerate(paper.pictures, 1) if not picture.has_ink()]
    return (len(paper.document), []), (len(paper.pictures), found)


def edges(paper: Paper) -> Pair:
    if paper.sheet.kind in IMPOSED:
        return [], []
    found = [(number, picture.inked_edges()) for number, picture in enumerate(paper.pictures, 1)]
    return [], [f"page {number}: {' '.join(names)}" for number, names in found if names]


def accessibility(paper: Paper) -> Pair:
    report = validator.validate_pdf(paper.sheet.pdf, profile="ua1")
    return [], [f"{fault.rule_id} {fault.message}" for fault in report.failures] or ([] if report.is_compliant else ["no"])


CHECKS: dict[str, Callable[[Paper], Pair]] = {
    "qpdf --check": soundness,
    "tagged": tags,
    "title": title,
    "language": language,
    "size in millimetres": size,
    "pages": pages,
    "fonts that are not embedded as a part": fonts,
    "title on paper": title_on_paper,
    "texts out of order": order,
    "drawings without their description": descriptions,
    "ticks that are told": ticks,
    "pages, and those without ink": blank_pages,
    f"ink nearer than {EDGE} mm to the edge": edges,
    "PDF/UA-1": accessibility,
}


def checked(sheet: Sheet) -> list[str]:
    """Looks at the PDF of a sheet from every side. Returns the faults, one line each."""
    paper = Paper(sheet)
    faults = []
    for what, check in CHECKS.items():
        try:
            wanted, found = check(paper)
        except Exception as error:
            wanted, found = "an answer", f"{type(error).__name__}: {error}"
        if wanted != found:
            faults.append(f"{sheet.name}: {what}: expected {wanted}, found {found}")
    return faults
