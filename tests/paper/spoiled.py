"""PDFs with every fault that can be found: a check must be able to fail."""

import re
from collections.abc import Iterator
from pathlib import Path

import pymupdf

from checks import checked, checks
from drawn import unseen
from sheets import Sheet, Sort


def field(name: str, rect: tuple[int, int, int, int]) -> pymupdf.Widget:
    widget = pymupdf.Widget()
    widget.field_name, widget.rect, widget.field_type = name, pymupdf.Rect(rect), pymupdf.PDF_WIDGET_TYPE_TEXT
    return widget


def sheet(folder: Path) -> Sheet:
    pdf = folder / "spoiled.pdf"
    document = pymupdf.open()
    page = document.new_page(width=200, height=200)
    page.insert_text((1, 100), "Out of order: two, one", color=(0.7, 0.7, 0.7))
    page.add_widget(field("over", (150, 20, 250, 40)))
    page.add_widget(field("another", (150, 20, 190, 26)))
    document.new_page(width=200, height=200)
    # Streams that are said to end elsewhere than they do.
    pdf.write_bytes(re.sub(rb"/Length \d+", b"/Length 9", document.tobytes()))
    pdf.with_suffix(".md").write_text("# One\n\n☒ Two\n\n_A drawing of three_\n", encoding="utf-8")
    return Sheet(pdf, pdf.name, Sort.SHEET, "One", "en", "A4, 1 page", "form", ["one"])


def book(folder: Path) -> Sheet:
    """A book whose bookmark, line of contents, page number and address lead astray, and with a field."""
    pdf = folder / "spoiled-book.pdf"
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "One 2")
    page.insert_text((72, 200), "(page 7)")
    for number, stream in enumerate(page.get_contents()):
        document.update_stream(stream, b"/P <</MCID %d>> BDC\n%s\nEMC" % (number, document.xref_stream(stream)))
    place = {"page": 0, "to": pymupdf.Point(0, 400)}
    page.insert_link({"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(72, 90, 120, 110), **place})
    page.insert_link({"kind": pymupdf.LINK_URI, "uri": "nowhere", "from": pymupdf.Rect(72, 190, 120, 210)})
    link = page.annot_xrefs()[0][0]
    document.xref_set_key(link, "Contents", "(One)")
    page.add_widget(field("one", (72, 300, 120, 320)))
    document.set_toc([[1, "Nowhere", 1]])
    root, toc, line, reference, text = (document.get_new_xref() for _ in range(5))
    around = f"/Type /StructElem /Pg {page.xref} 0 R"
    document.update_object(root, f"<< /Type /StructTreeRoot /K [{toc} 0 R {text} 0 R] >>")
    document.update_object(toc, f"<< {around} /S /TOC /P {root} 0 R /K {line} 0 R >>")
    document.update_object(line, f"<< {around} /S /TOCI /P {toc} 0 R /K {reference} 0 R >>")
    of_link = f"<< /Type /OBJR /Obj {link} 0 R >>"
    document.update_object(reference, f"<< {around} /S /Link /P {line} 0 R /K [0 {of_link}] >>")
    document.update_object(text, f"<< {around} /S /P /P {root} 0 R /K 1 >>")
    document.xref_set_key(document.pdf_catalog(), "StructTreeRoot", f"{root} 0 R")
    document.xref_set_key(document.pdf_catalog(), "MarkInfo", "<< /Marked true >>")
    document.save(pdf)
    return Sheet(pdf, pdf.name, Sort.BOOK, "One", "en", "1 page", "", [])


def hidden() -> bytes:
    """A form whose field shows nothing of what is entered."""
    document = pymupdf.open()
    page = document.new_page()
    page.add_widget(field("one", (72, 300, 120, 320)))
    document.xref_set_key(next(page.widgets()).xref, "F", str(pymupdf.PDF_ANNOT_IS_HIDDEN))
    return document.tobytes()


def blind(folder: Path) -> Iterator[str | None]:
    """Each check: `None` where it finds a fault, else a sentence."""
    for spoiled in (sheet(folder), book(folder)):
        found = "\n".join(checked(spoiled))
        # A fault of sheets and of books alike need not be in both.
        own = checks(spoiled.sort).keys() - (checks(Sort.SHEET) if spoiled.sort is Sort.BOOK else {}).keys()
        for what in sorted(own):
            yield None if f": {what}: " in found else f"{spoiled.name}: {what}: expected a fault, found none"
    for by, lost in unseen(hidden()):
        yield None if lost else f"a hidden field, {by}: expected a fault, found none"
