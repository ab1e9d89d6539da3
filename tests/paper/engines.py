"""Forms in PDFs, filled in and read back by two engines. The third is in `pdfjs.mjs`.

A value is what people would tell: the text, the name of the state that a box or a circle is in, the line chosen.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium

Values = dict[str, str]

# Letters from beyond Western Europe, and what PDF writes with a mark of its own.
RARE = "Łódź & Größe (3) \\ ½"
# So many fields of a form get these letters. An engine that looks for a font with them takes its time.
RARE_FIELDS = 3


def wanted(pdf: bytes) -> Values:
    """What is entered into each field of a PDF: a text of its own, a tick, the last choice."""
    found: Values = {}
    for widget in widgets(pymupdf.open(stream=pdf)):
        number = len(found)
        if widget.field_type == pymupdf.PDF_WIDGET_TYPE_TEXT:
            text = f"{RARE} {number}" if number < RARE_FIELDS else f"{number} in all"
            if widget.field_flags & pymupdf.PDF_TX_FIELD_IS_MULTILINE:
                text += "\nand more"
            found[widget.field_name] = text[: widget.text_maxlen or None]
        elif widget.choice_values:
            found[widget.field_name] = widget.choice_values[-1]
        else:
            found[widget.field_name] = str(widget.on_state())
    return found


def widgets(document: pymupdf.Document) -> Iterator[pymupdf.Widget]:
    for page in document:
        yield from page.widgets()


def is_button(widget: pymupdf.Widget) -> bool:
    return widget.field_type in (pymupdf.PDF_WIDGET_TYPE_CHECKBOX, pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON)


def mupdf_fill(pdf: bytes, values: Values) -> bytes:
    document = pymupdf.open(stream=pdf)
    for widget in widgets(document):
        value = values[widget.field_name]
        if not is_button(widget):
            widget.field_value = value
        elif str(widget.on_state()) == value:
            widget.field_value = True
        else:
            continue
        widget.update()
    return document.tobytes()


def mupdf_read(pdf: bytes) -> Values:
    found: Values = {}
    for widget in widgets(pymupdf.open(stream=pdf)):
        value = str(widget.field_value or "").replace("\r\n", "\n").replace("\r", "\n")
        if is_button(widget):
            is_on = value not in ("", "Off", "False") and value in (str(widget.on_state()), "True")
            value = str(widget.on_state()) if is_on else found.get(widget.field_name, "")
        found[widget.field_name] = value
    return found


class Field:
    """A widget on a page, as PDFium has it."""

    def __init__(self, form: pdfium.FPDF_FORMHANDLE, page: pdfium.FPDF_PAGE, annotation: pdfium.FPDF_ANNOTATION) -> None:
        self.form, self.page, self.annotation = form, page, annotation

    def _text(self, ask: Callable[..., int]) -> str:
        length = ask(self.form, self.annotation, None, 0)
        buffer = ctypes.create_string_buffer(length)
        ask(self.form, self.annotation, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
        return buffer.raw.decode("utf-16-le").removesuffix("\0")

    @property
    def name(self) -> str:
        return self._text(pdfium.FPDFAnnot_GetFormFieldName)

    @property
    def kind(self) -> int:
        return pdfium.FPDFAnnot_GetFormFieldType(self.form, self.annotation)

    @property
    def is_button(self) -> bool:
        return self.kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)

    @property
    def state(self) -> str:
        return self._text(pdfium.FPDFAnnot_GetFormFieldExportValue)

    @property
    def value(self) -> str:
        return self._text(pdfium.FPDFAnnot_GetFormFieldValue).replace("\r\n", "\n").replace("\r", "\n")

    def is_on(self) -> bool:
        return bool(pdfium.FPDFAnnot_IsChecked(self.form, self.annotation))

    def press(self) -> None:
        """Enters a tick as the keyboard does."""
        pdfium.FORM_SetFocusedAnnot(self.form, self.annotation)
        pdfium.FORM_OnChar(self.form, self.page, ord("\r"), 0)
        pdfium.FORM_ForceToKillFocus(self.form)

    def enter(self, value: str) -> None:
        pdfium.FORM_SetFocusedAnnot(self.form, self.annotation)
        if self.kind in (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
            last = pdfium.FPDFAnnot_GetOptionCount(self.form, self.annotation) - 1
            pdfium.FORM_SetIndexSelected(self.form, self.page, last, True)
        else:
            text = ctypes.create_string_buffer((value + "\0").encode("utf-16-le"))
            pdfium.FORM_SelectAllText(self.form, self.page)
            pdfium.FORM_ReplaceSelection(self.form, self.page, ctypes.cast(text, pdfium.FPDF_WIDESTRING))
        pdfium.FORM_ForceToKillFocus(self.form)


@contextmanager
def pdfium_document(pdf: bytes) -> Iterator[tuple[pypdfium2.PdfDocument, list[Field]]]:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    fields, pages = [], []
    if document.formenv:
        pages = list(document)
    for page in pages:
        for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, number)
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                fields.append(Field(document.formenv, page, annotation))
            else:
                pdfium.FPDFPage_CloseAnnot(annotation)
    try:
        yield document, fields
    finally:
        for field in fields:
            pdfium.FPDFPage_CloseAnnot(field.annotation)
        for page in pages:
            page.close()
        document.close()


def pdfium_fill(pdf: bytes, values: Values) -> bytes:
    with pdfium_document(pdf) as (document, fields):
        for field in fields:
            value = values[field.name]
            if not field.is_button:
                field.enter(value)
            elif field.state == value and not field.is_on():
                field.press()
        filled = BytesIO()
        document.save(filled)
        return filled.getvalue()


def pdfium_read(pdf: bytes) -> Values:
    found: Values = {}
    with pdfium_document(pdf) as (_, fields):
        for field in fields:
            if not field.is_button:
                found[field.name] = field.value
            else:
                found.setdefault(field.name, "")
                if field.is_on():
                    found[field.name] = field.state
    return found


FILL: dict[str, Callable[[bytes, Values], bytes]] = {"MuPDF": mupdf_fill, "PDFium": pdfium_fill}
READ: dict[str, Callable[[bytes], Values]] = {"MuPDF": mupdf_read, "PDFium": pdfium_read}
