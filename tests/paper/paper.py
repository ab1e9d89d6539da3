"""A PDF as Poppler and MuPDF see it: its text, the tree of its tags, its links, the ink on its pages."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

import pymupdf

from sheets import Sheet, Sort

# What printers leave white at every edge, in millimetres.
EDGE = 4
# The white around what is bound.
MARGIN = 12


def output(*command: str | Path) -> bytes:
    """What a command prints, whatever it says beside that."""
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def letters(text: str) -> str:
    """Only what is read aloud: no spaces, marks or hyphens, which a line break may change."""
    return "".join(filter(str.isalnum, text))


@dataclass
class Leaf:
    """A text, or an object such as a link or a field, in the tree of tags."""

    #: The tags around it, the outermost first.
    tags: list[str]
    text: str = ""
    #: The number of the object; 0 for a text.
    number: int = 0


@dataclass
class Picture:
    """A page at 100 dots to the inch."""

    #: Whether there is ink between its head and its foot.
    has_ink: bool
    #: The edges that have ink nearer than they may.
    inked_edges: list[str]


@dataclass
class Paper:
    """A PDF, looked at."""

    sheet: Sheet

    @cached_property
    def info(self) -> dict[str, str]:
        lines = output("pdfinfo", self.sheet.pdf).decode().splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}

    @cached_property
    def leaves(self) -> list[Leaf]:
        """What hangs in the tree of tags, as a screen reader comes to it."""
        return list(leaves(self.sheet.pdf))

    @cached_property
    def by_tags(self) -> str:
        """Its text in the order of the tags."""
        return letters(" ".join(leaf.text for leaf in self.leaves))

    @cached_property
    def as_drawn(self) -> str:
        """Its text in the order in which it is drawn."""
        return letters(output("pdftotext", "-raw", self.sheet.pdf, "-").decode())

    @cached_property
    def document(self) -> pymupdf.Document:
        return pymupdf.open(self.sheet.pdf)

    @cached_property
    def bookmarks(self) -> list[tuple[str, int, float]]:
        """Titles, numbers of pages from 0, and how far below the top of the page."""
        found = self.document.get_toc(simple=False)
        return [(title, to["page"], to["to"].y if "to" in to else 0.0) for _, title, _, to in found]

    @cached_property
    def untitled_pages(self) -> set[int]:
        """The pages of a book, from 0, that are filled by sheets without a title."""
        ends = [page for _, page, _ in self.bookmarks[1:]] + [len(self.document)]
        found = zip(self.bookmarks, ends, strict=True) if self.bookmarks else []
        return {at for (title, page, _), end in found if title in self.sheet.untitled for at in range(page, end)}

    @cached_property
    def pictures(self) -> list[Picture]:
        margin = MARGIN if self.sheet.sort is Sort.BOOK else EDGE
        command = ["pdftoppm", "-gray", "-r", "100", self.sheet.pdf]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as drawn:
            assert drawn.stdout
            return list(pictures(drawn.stdout, int(margin / 25.4 * 100)))

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


def leaves(pdf: Path) -> Iterator[Leaf]:
    tags: list[str] = []
    # The titles of headings are printed as their bytes.
    for line in output("pdfinfo", "-struct-text", pdf).decode(errors="replace").splitlines():
        found = re.fullmatch(r'( *)(?:"(.*)"|Object (\d+) \d+|(\w+)(?:[ :].*)?)', line)
        if not found:
            continue
        indent, text, number, tag = found.groups()
        del tags[len(indent) // 2 :]
        if tag:
            tags.append(tag)
        else:
            yield Leaf(list(tags), text or "", int(number or 0))


def pictures(pgm: IO[bytes], depth: int) -> Iterator[Picture]:
    """Looks at the grey PGM pictures that lie one behind the other, and this many dots deep at their edges."""
    while pgm.readline() == b"P5\n":
        width, height = map(int, pgm.readline().split())
        pgm.readline()
        dots = pgm.read(width * height)
        rows = [dots[at : at + width] for at in range(0, len(dots), width)]
        edges = {
            "top": dots[: depth * width],
            "bottom": dots[-depth * width :],
            "left": b"".join(row[:depth] for row in rows),
            "right": b"".join(row[-depth:] for row in rows),
        }
        between = dots[len(dots) // 10 : -len(dots) // 10]
        yield Picture(is_darker(between, 128), [name for name, part in edges.items() if is_darker(part, 250)])


def is_darker(dots: bytes, grey: int) -> bool:
    """Whether some of the dots are darker than a grey, of 255 for white."""
    return bool(dots.translate(None, bytes(range(grey, 256))))
