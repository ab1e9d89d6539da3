"""All that is checked of a PDF that lies there, by what it is of."""

from collections.abc import Callable

import books
import facts
import fields
from facts import Pair
from paper import Paper
from sheets import Sheet, Sort


def checks(sort: Sort) -> dict[str, Callable[[Paper], Pair]]:
    return facts.CHECKS | (books.CHECKS if sort is Sort.BOOK else fields.CHECKS)


def checked(sheet: Sheet) -> list[str]:
    """Looks at a PDF from every side. Returns the faults, one line each."""
    paper = Paper(sheet)
    faults = []
    for what, check in checks(sheet.sort).items():
        try:
            wanted, found = check(paper)
        except Exception as error:
            wanted, found = "an answer", f"{type(error).__name__}: {error}"
        if wanted != found:
            faults.append(f"{sheet.name}: {what}: expected {wanted}, found {found}")
    return faults
