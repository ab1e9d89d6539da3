"""Whether what is entered in a form can be seen: two engines fill it in, and each draws what both have filled in."""

from collections.abc import Callable, Iterator

import pymupdf

from engines import FILL, Values, is_button, pdfium_document, wanted, widgets
from paper import letters
from sheets import Sheet

# Letters of Polish, French and German that are in no encoding together.
LETTERS = "Łź éüß"
# MuPDF 1.28 writes letters beyond Latin-1 with no size where a field lets the reader's program choose the size, as ours do
# so that long answers shrink instead of being cut off. It keeps them, and other programs show them.
LATIN = "éüß"
DOTS_PER_POINT = 100 / 72
# So many dots of a field, or more, are darker by so much than in the blank form, of 255.
LEAST_DOTS, LEAST_DARKER = 6, 48

# The grey dots of a page: its width, its height, one byte a dot.
Dots = tuple[int, int, bytes]
# The number of a page, from 0, and the name of a field on it; where it lies, in dots.
Places = list[tuple[int, str, pymupdf.IRect]]


def values_of(pdf: bytes, text: str = LETTERS) -> Values:
    """The letters for each text, as far as there is room; a tick, or the last choice, for the others."""
    values = wanted(pdf)
    for field in widgets(pymupdf.open(stream=pdf)):
        if field.field_type == pymupdf.PDF_WIDGET_TYPE_TEXT:
            values[field.field_name] = text[: field.text_maxlen or None]
    return values


def places_of(pdf: bytes, values: Values) -> Places:
    """Where what is entered must be seen. Of circles that belong together, one gets its point."""
    scale = pymupdf.Matrix(DOTS_PER_POINT, DOTS_PER_POINT)
    return [
        (page.number, field.field_name, (field.rect * scale).irect)
        for page in pymupdf.open(stream=pdf)
        for field in page.widgets()
        if not is_button(field) or str(field.on_state()) == values[field.field_name]
    ]


def by_mupdf(pdf: bytes, numbers: set[int]) -> dict[int, Dots]:
    document = pymupdf.open(stream=pdf)
    drawn = {number: document[number].get_pixmap(dpi=100, colorspace=pymupdf.csGRAY) for number in numbers}
    return {number: (picture.width, picture.height, picture.samples) for number, picture in drawn.items()}


def by_pdfium(pdf: bytes, numbers: set[int]) -> dict[int, Dots]:
    found = {}
    with pdfium_document(pdf) as (document, _):
        for number in numbers:
            bitmap = document[number].render(scale=DOTS_PER_POINT, grayscale=True, may_draw_forms=True)
            rows = bytes(bitmap.buffer)
            starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
            dots = b"".join(rows[at : at + bitmap.width] for at in starts)
            found[number] = bitmap.width, bitmap.height, dots
    return found


DRAW: dict[str, Callable[[bytes, set[int]], dict[int, Dots]]] = {"MuPDF": by_mupdf, "PDFium": by_pdfium}


def is_inked(blank: Dots, filled: Dots, place: pymupdf.IRect) -> bool:
    """Whether there is more ink in a place than there was."""
    width, height, _ = blank
    darker = 0
    for row in range(max(place.y0, 0), min(place.y1, height)):
        span = slice(row * width + max(place.x0, 0), row * width + min(place.x1, width))
        darker += sum(was - now >= LEAST_DARKER for was, now in zip(blank[2][span], filled[2][span], strict=True))
    return darker >= LEAST_DOTS


def misspelt(pdf: bytes, values: Values) -> list[str]:
    """The fields whose letters on paper are not those that were entered."""
    document = pymupdf.open(stream=pdf)
    texts = [
        (page, field.field_name, field.rect + (-2, -2, 2, 2))
        for page in document
        for field in page.widgets()
        if field.field_type == pymupdf.PDF_WIDGET_TYPE_TEXT
    ]
    document.bake()
    return [name for page, name, rect in texts if letters(values[name]) not in letters(page.get_textbox(rect))]


def unseen(pdf: bytes) -> Iterator[tuple[str, list[str]]]:
    """By whom a form was filled in and drawn, and the fields in which it is not to be seen."""
    values = values_of(pdf)
    places = places_of(pdf, values)
    numbers = {number for number, _, _ in places}
    blank = {drawer: draw(pdf, numbers) for drawer, draw in DRAW.items()}
    for filler, fill in FILL.items():
        values = values_of(pdf, LATIN if filler == "MuPDF" else LETTERS)
        filled = fill(pdf, values)
        yield f"filled in by {filler}, letter by letter", misspelt(filled, values)
        for drawer, draw in DRAW.items():
            pages = draw(filled, numbers)
            lost = [name for number, name, place in places if not is_inked(blank[drawer][number], pages[number], place)]
            yield f"filled in by {filler}, drawn by {drawer}", lost


def faults(sheet: Sheet) -> list[str]:
    """What cannot be seen in a form, one line for each pair of engines."""
    return [
        f"{sheet.name}: {by}: expected to see what was entered, found nothing of it in {lost}"
        for by, lost in unseen(sheet.pdf.read_bytes())
        if lost
    ]
