"""Whether one finds one's way in a book: by bookmarks, contents, links, and the numbers of pages."""

import re
from collections.abc import Callable
from itertools import pairwise

import pymupdf

from facts import Pair
from paper import Leaf, Paper, letters

# How far below its place a heading may end, in points: a part begins low, and may have three lines.
BELOW = 210


def stands(paper: Paper, title: str, page: int, top: float) -> bool:
    """Whether a heading is where one is led to. Its number may be drawn apart."""
    if page in paper.untitled_pages:
        return True
    rect = paper.document[page].rect
    text = paper.document[page].get_text(clip=pymupdf.Rect(0, top - 4, rect.width, top + BELOW))
    return letters(re.sub(r"^[\d.]+\s", "", title)) in letters(text)


def bookmarks(paper: Paper) -> Pair:
    """There are some, their words stand where they lead, and they follow one another as the places do."""
    lost = [f"{title} (page {page + 1})" for title, page, top in paper.bookmarks if not stands(paper, title, page, top)]
    places = [(page, top) for _, page, top in paper.bookmarks]
    lost += [f"{place} behind {before}" for before, place in pairwise(places) if place < before]
    return [], lost if paper.bookmarks else ["none"]


def links_of(paper: Paper) -> dict[int, dict]:
    """Its links, by the numbers of their objects."""
    return {link["xref"]: link for page in paper.document for link in page.get_links()}


def links(paper: Paper) -> Pair:
    """Each leads to a page or to an address, and is in the tree of tags."""
    found, tagged = links_of(paper), {leaf.number for leaf in paper.leaves if "Link" in leaf.tags}
    annotations = (annotation for page in paper.document for annotation in page.annot_xrefs())
    on_pages = {number for number, kind, _ in annotations if kind == pymupdf.PDF_ANNOT_LINK}
    lost = [number for number in sorted(on_pages) if number not in tagged or not leads(paper, found.get(number))]
    return [], [paper.document.xref_object(number, compressed=True) for number in lost]


def leads(paper: Paper, link: dict | None) -> bool:
    if not link:
        return False
    if link["kind"] == pymupdf.LINK_GOTO:
        return 0 <= link["page"] < len(paper.document)
    return link["kind"] == pymupdf.LINK_URI and link["uri"].startswith(("https://", "http://", "mailto:"))


def contents(paper: Paper) -> Pair:
    """Each line names a heading and the number of the page where it stands."""
    found, lost = links_of(paper), []
    for text, link in linked(paper):
        if "TOCI" not in text.tags or link not in found:
            continue
        title = paper.document.xref_get_key(link, "Contents")[1]
        page, to = found[link]["page"], found[link]["to"]
        number = re.search(r"\d*$", letters(text.text).rpartition(letters(title))[2])
        if not number or number[0] != str(page + 1) or not stands(paper, title, page, to.y):
            lost.append(f"{text.text} (page {page + 1})")
    return [], lost


def linked(paper: Paper) -> list[tuple[Leaf, int]]:
    """Each text of a link, and the number of the link, which stands behind it."""
    return [(text, link.number) for text, link in pairwise(paper.leaves) if link.number and "Link" in text.tags]


def references(paper: Paper) -> Pair:
    """A link leads to the page that is named behind it: `Role grid (page 14)`, `Role grid, Form, page 14`."""
    found, lost = links_of(paper), []
    for link, text in pairwise(paper.leaves):
        number = re.match(r"[\s(]*(?:[\w ]+, )*page (\d+)\b", text.text)
        if number and link.number in found and found[link.number]["page"] + 1 != int(number[1]):
            lost.append(f"{text.text[:40]} (page {found[link.number]['page'] + 1})")
    return [], lost


def fields(paper: Paper) -> Pair:
    return [], [widget.field_name for page in paper.document for widget in page.widgets()]


CHECKS: dict[str, Callable[[Paper], Pair]] = {
    "bookmarks astray": bookmarks,
    "lines of contents astray": contents,
    "links astray": links,
    "pages named behind links": references,
    "fields in a book": fields,
}
