#!/usr/bin/env python3
"""Proves every PDF of finished sites: that it is sound, is what its page promises, and can be read by everyone.

    check.py [--no-pdfjs] SCRATCH NAME=SITE...

Prints one line for every fault, then how many checks there were. The site named `golden` is known to the byte.
"""

import multiprocessing
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import pymupdf

import facts
import forms
import golden
from sheets import Sheet, sheets

HERE = Path(__file__).parent

# Whether sheets that can be filled in on their page have fields in their PDF. Until they have, only the forms that
# there are get filled in.
FIELDS_ARE_MADE = True


class Tally:
    """Counts checks, and tells each fault at once."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def add(self, checks: int, faults: list[str]) -> None:
        for fault in faults:
            print(fault, flush=True)
        self.passed += checks - len(faults)
        self.failed += len(faults)


def spoiled(folder: Path) -> Sheet:
    """A sheet with every fault that can be found."""
    pdf = folder / "spoiled.pdf"
    document = pymupdf.open()
    document.new_page(width=200, height=200).insert_text((1, 100), "Out of order: two, one")
    document.new_page(width=200, height=200)
    # A stream that is said to end elsewhere than it does.
    pdf.write_bytes(re.sub(rb"/Length \d", b"/Length 9", document.tobytes(), count=1))
    pdf.with_suffix(".md").write_text("# One\n\n☒ Two\n\n_A drawing of three_\n", encoding="utf-8")
    return Sheet(pdf, "spoiled.pdf", "One", "en", "A4, 1 page", "form", set())


def blind(folder: Path) -> list[str]:
    """The checks that let the spoiled sheet pass: a check must be able to fail."""
    found = "\n".join(facts.checked(spoiled(folder)))
    return [f"spoiled.pdf: {what}: expected a fault, found none" for what in facts.CHECKS if f": {what}: " not in found]


def looked_at(sites: dict[str, Path], tally: Tally, pool: Executor) -> list[Sheet]:
    """Looks at every PDF of the sites."""
    all_sheets = []
    for name, site in sites.items():
        found, faults = sheets(site, name)
        tally.add(1, faults if found else [f"{name}: sheets: expected some, found none"])
        all_sheets += found
    for faults in pool.map(facts.checked, all_sheets):
        tally.add(len(facts.CHECKS), faults)
    if "golden" in sites:
        tally.add(len(golden.hashes(sites["golden"])), golden.faults(sites["golden"]))
    return all_sheets


def all_forms(found: list[Sheet], folder: Path) -> Iterator[forms.Form]:
    """The forms of the sites, and one whose fields are known to work in every engine."""
    yield forms.form("fields.pdf", HERE / "fields.pdf", None, folder)
    for sheet in found:
        form = forms.form(sheet.name, sheet.pdf, sheet.items if FIELDS_ARE_MADE else None, folder)
        if form.names or form.values:
            yield form


def filled_in(found: list[Sheet], folder: Path, with_pdfjs: bool, tally: Tally, pool: Executor) -> None:
    """Fills in every form and reads it back."""
    folder.mkdir(exist_ok=True)
    to_fill = list(all_forms(found, folder))
    readings = forms.readings(to_fill, pool, folder, with_pdfjs)
    for form in to_fill:
        outcomes = list(forms.outcomes(form, readings))
        tally.add(len(outcomes), [fault for fault in outcomes if fault])
    print(f"{len(to_fill)} forms filled in and read by {', '.join(readings)}")


def main(arguments: list[str]) -> int:
    with_pdfjs = "--no-pdfjs" not in arguments
    scratch, *named = [argument for argument in arguments if argument != "--no-pdfjs"]
    folder = Path(scratch)
    folder.mkdir(parents=True, exist_ok=True)
    sites = {name: Path(site) for name, _, site in (argument.partition("=") for argument in named)}
    tally = Tally()
    tally.add(len(facts.CHECKS), blind(folder))
    # A copy of this process would have the engines' threads, asleep for good: each worker starts anew.
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        found = looked_at(sites, tally, pool)
        filled_in(found, folder / "filled", with_pdfjs, tally, pool)
    private = sum(not sheet.markdown.exists() for sheet in found)
    print(f"{len(found)} PDFs, {private} of them private and so without a text to compare")
    print(f"test result: {'FAILED' if tally.failed else 'ok'}. {tally.passed} passed; {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
