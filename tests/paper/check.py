#!/usr/bin/env python3
"""Proves every PDF of finished sites: that it is sound, is what its page promises, and can be read, copied and
filled in by everyone.

    check.py [--no-pdfjs] SCRATCH NAME=SITE...

Prints one line for every fault, then how many checks there were. The site named `golden` is known to the byte.
"""

import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import drawn
import engines
import forms
import golden
import spoiled
from checks import checked, checks
from sheets import Sheet, Sort, sheets

HERE = Path(__file__).parent

# A sheet that is filled in on its page, but whose PDF shall have no fields.
BY_HAND = "golden/by-hand.pdf"


class Tally:
    """Counts checks, and tells each fault at once."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def add(self, checks: int, faults: list[str]) -> None:
        for fault in faults:
            print(fault, flush=True)
        self.passed += checks - len(faults)
        self.failed += len(faults)


def looked_at(sites: dict[str, Path], tally: Tally, pool: Executor) -> list[Sheet]:
    """Looks at every PDF of the sites."""
    all_sheets = []
    for name, site in sites.items():
        found, faults = sheets(site, name)
        tally.add(1, faults if found else [f"{name}: sheets: expected some, found none"])
        for sheet in found:
            if sheet.name == BY_HAND:
                sheet.items = []
        all_sheets += found
    for sheet, faults in zip(all_sheets, pool.map(checked, all_sheets), strict=True):
        tally.add(len(checks(sheet.sort)), faults)
    if "golden" in sites:
        tally.add(len(golden.hashes(sites["golden"])), golden.faults(sites["golden"]))
    return all_sheets


def all_forms(found: list[Sheet], folder: Path) -> Iterator[forms.Form]:
    """The forms of the sites, and one whose fields are known to work in every engine."""
    yield forms.form("fields.pdf", HERE / "fields.pdf", None, folder)
    for sheet in found:
        form = forms.form(sheet.name, sheet.pdf, sheet.items, folder)
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


def seen(found: list[Sheet], tally: Tally, pool: Executor) -> None:
    """Looks at what is entered in the largest form of each kind."""
    largest: dict[str, Sheet] = {}
    for sheet in sorted(found, key=lambda sheet: len(sheet.items)):
        if sheet.items:
            largest[sheet.kind] = sheet
    for faults in pool.map(drawn.faults, largest.values()):
        tally.add(len(engines.FILL) * (len(drawn.DRAW) + 1), faults)
    print(f"{len(largest)} of them, one of each kind, drawn by {', '.join(drawn.DRAW)}")


def main(arguments: list[str]) -> int:
    with_pdfjs = "--no-pdfjs" not in arguments
    scratch, *named = [argument for argument in arguments if argument != "--no-pdfjs"]
    folder = Path(scratch)
    folder.mkdir(parents=True, exist_ok=True)
    sites = {name: Path(site) for name, _, site in (argument.partition("=") for argument in named)}
    tally = Tally()
    for fault in spoiled.blind(folder):
        tally.add(1, [fault] if fault else [])
    # A copy of this process would have the engines' threads, asleep for good: each worker starts anew.
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        found = looked_at(sites, tally, pool)
        filled_in(found, folder / "filled", with_pdfjs, tally, pool)
        seen(found, tally, pool)
    private = sum(sheet.sort is Sort.SHEET and not sheet.markdown.exists() for sheet in found)
    print(f"{len(found)} PDFs, {private} of them private and so without a text to compare")
    print(f"test result: {'FAILED' if tally.failed else 'ok'}. {tally.passed} passed; {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
