"""What Poppler, qpdf, MuPDF and a validator of PDF/UA-1 find in a PDF, beside what its page promises."""

import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

import page as validator

from paper import EDGE, MARGIN, Paper, letters, output
from sheets import UNTITLED, Sheet, Sort

# Short and long side in millimetres, as the button names the paper.
PAPERS = {
    "A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "A7": (74, 105),
    "Letter": (215.9, 279.4), "A4 or Letter": (210, 279),
}
# How black texts and lines must be at least, and how wide lines, in points: a copy of a copy loses what is less.
LEAST_BLACK = 0.4
LEAST_WIDTH = 0.4
# What is less black has the colour of paper.
WHITE = 0.05


def markdown(sheet: Sheet) -> str:
    """The sheet's file in Markdown, as far as it is on paper; empty when there is none."""
    if sheet.sort is not Sort.SHEET or not sheet.markdown.exists():
        return ""
    text = sheet.markdown.read_text(encoding="utf-8")
    if sheet.kind in UNTITLED:
        # All up to the first card or page.
        text = re.split(r"\| --- \|\n|^(?=_)", text, maxsplit=1, flags=re.MULTILINE)[1]
    if sheet.kind == "canvas":
        # A table here is one of boxes there: without a head, and what is said of a box stands above its title.
        text = re.sub(r"\|.*\|\n\| --- \|.*\n", "", text)
        text = re.sub(r"^\| ([^|]+) \(([^()|]+)\) \|", r"| \2 | \1 |", text, flags=re.MULTILINE)
    return text


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
    found = {tuple(round(side / 72 * 25.4, 1) for side in (at.rect.width, at.rect.height)) for at in paper.document}
    name = paper.sheet.promise.rpartition(",")[0]
    if paper.sheet.sort is Sort.BOOK:
        # Its sheets keep the paper that they have alone.
        odd = {size for size in found if size not in PAPERS.values() and size[::-1] not in PAPERS.values()}
        return (set(), True), (odd, PAPERS[name] in found)
    short, long = PAPERS[name.removesuffix(" on its side")]
    wanted = (long, short) if name.endswith(" on its side") else (short, long)
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
    if paper.sheet.kind in UNTITLED:
        return True, True
    title = paper.sheet.title
    if paper.sheet.sort is Sort.BOOK:
        # Behind the title of a part stands that of the playbook.
        title = title.rpartition(" · ")[0] or title
    return True, letters(title) in paper.as_drawn


def order(paper: Paper) -> Pair:
    """What its page, its file in Markdown or the whole sheet says is on paper, in the same order."""
    if paper.sheet.pdf.stem.endswith("-two-sheets"):
        # Each half shows its part of the same content, and what lies beyond its edge cannot be read there.
        return [], []
    if paper.sheet.whole:
        whole = Paper(replace(paper.sheet, pdf=paper.sheet.whole))
        own = [leaf.text for leaf in dropwhile(lambda leaf: "H1" not in leaf.tags, paper.leaves)]
        return [], not_in_order(own, whole.by_tags)
    if paper.sheet.sort is Sort.BOOK:
        return [], not_in_order(paper.sheet.reading, paper.by_tags) + not_in_order(paper.sheet.reading, paper.as_drawn)
    said = [text for text, is_description in texts(markdown(paper.sheet)) if not is_description]
    if paper.sheet.kind in UNTITLED:
        return [], [text for text in said if letters(text) not in paper.by_tags]
    return [], not_in_order(said, paper.by_tags) + not_in_order(said, paper.as_drawn)


def descriptions(paper: Paper) -> Pair:
    told = letters(" ".join(paper.descriptions))
    found = texts(markdown(paper.sheet))
    return [], [text for text, is_description in found if is_description and letters(text) not in told]


def ticks(paper: Paper) -> Pair:
    """A box that is ticked says so to those who do not see it."""
    text = markdown(paper.sheet)
    if not text:
        return 0, 0
    return text.count("☒") + text.count("- [x]"), paper.descriptions.count("x")


def blank_pages(paper: Paper) -> Pair:
    found = [number for number, picture in enumerate(paper.pictures, 1) if not picture.has_ink]
    return (len(paper.document), []), (len(paper.pictures), found)


def edges(paper: Paper) -> Pair:
    if paper.sheet.kind == "cards":
        # Their marks for the knife run to the edge.
        return [], []
    found = [(number, picture.inked_edges) for number, picture in enumerate(paper.pictures)]
    return [], [f"page {at + 1}: {' '.join(names)}" for at, names in found if names and at not in paper.untitled_pages]


def blackness(colour: Sequence[float]) -> float:
    red, green, blue = colour if len(colour) == 3 else (*colour, *colour, *colour)
    return 1 - (0.299 * red + 0.587 * green + 0.114 * blue)


def faint(paper: Paper) -> Pair:
    """Texts and lines that a copy of a copy would lose; what is as white as paper takes ink away, if there is some below."""
    found = []
    for number, page in enumerate(paper.document, 1):
        drawings = page.get_drawings()
        dark = [each["rect"] for each in drawings if each["fill"] and blackness(each["fill"]) > 1 - LEAST_BLACK]
        for span in page.get_texttrace():
            black = blackness(span["color"]) * span["opacity"]
            is_reversed = black < WHITE and any(shape.contains(span["bbox"]) for shape in dark)
            if black < LEAST_BLACK and not is_reversed:
                found.append(f"page {number}: {''.join(chr(letter[0]) for letter in span['chars'])!r}")
        for drawing in drawings:
            colour, width = drawing["color"], drawing["width"]
            if colour is None or is_gap(drawing, drawings):
                continue
            if width < LEAST_WIDTH or WHITE <= blackness(colour) < LEAST_BLACK:
                found.append(f"page {number}: a line {width:.2f} pt wide at {drawing['rect']}")
    return [], found


def is_gap(line: dict, drawings: list[dict]) -> bool:
    """Whether a line of a picture has the colour of the ground that it lies on: it parts what crosses there."""
    return any(each["fill"] == line["color"] and each["rect"].contains(line["rect"]) for each in drawings)


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
    f"ink nearer than {EDGE} mm to the edge, {MARGIN} in a book": edges,
    "too faint to be copied": faint,
    "PDF/UA-1": accessibility,
}
