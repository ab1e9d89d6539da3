"""Whether the fields of a form lie where they can be filled in, and say what they are for."""

from collections.abc import Callable
from itertools import combinations

import pymupdf

from facts import Pair
from paper import Paper

# The least height of a field, in points.
LEAST_HEIGHT = 8
# Neighbours may share their edge.
SHARED = 0.2


def places(paper: Paper) -> Pair:
    lost = [
        f"{field.field_name} (page {page.number + 1})"
        for page in paper.document
        for field in page.widgets()
        if field.rect not in page.rect or field.rect.is_empty
    ]
    return [], lost


def heights(paper: Paper) -> Pair:
    found = {field.field_name: round(field.rect.height, 1) for page in paper.document for field in page.widgets()}
    return {}, {name: height for name, height in found.items() if height < LEAST_HEIGHT}


def overlaps(paper: Paper) -> Pair:
    lost = []
    for page in paper.document:
        for one, other in combinations(page.widgets(), 2):
            both = pymupdf.Rect(one.rect) & other.rect
            if both.width > SHARED and both.height > SHARED:
                lost.append(f"{one.field_name} and {other.field_name} (page {page.number + 1})")
    return [], lost


def tips(paper: Paper) -> Pair:
    """What is told of a field when it is reached: whole words, and no other field's."""
    said: dict[str, str] = {}
    lost = []
    for page in paper.document:
        for field in page.widgets():
            tip = (field.field_label or "").strip()
            if not tip[:1].isalnum() or said.setdefault(tip, field.field_name) != field.field_name:
                lost.append(f"{tip!r} ({field.field_name})")
    return [], lost


def tab_order(paper: Paper) -> Pair:
    """The key Tab follows the tags, the tags follow the page, and so do viewers that know no tags."""
    pages = [(page, [field.xref for field in page.widgets()]) for page in paper.document]
    tabs = {paper.document.xref_get_key(page.xref, "Tabs")[1] for page, on_page in pages if on_page}
    names = {field.xref: field.field_name for page in paper.document for field in page.widgets()}
    by_tags = [leaf.number for leaf in paper.leaves if leaf.number in names]
    by_page = [item.replace(".", "_") for item in paper.sheet.items]
    wanted = ({"/S"} if names else set(), by_page, by_page)
    return wanted, (tabs, *(list(dict.fromkeys(map(names.get, order))) for order in (by_tags, names)))


CHECKS: dict[str, Callable[[Paper], Pair]] = {
    "fields beyond their page": places,
    f"fields lower than {LEAST_HEIGHT} pt": heights,
    "fields over one another": overlaps,
    "fields that do not tell what for": tips,
    "fields in the order of Tab": tab_order,
}
