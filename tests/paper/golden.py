#!/usr/bin/env python3
"""The PDFs of a few small sheets, known to the byte by their hashes in `golden.json`.

When a PDF is meant to change, look at it, then renew the hashes and read the difference:

    cargo build --release && python3 tests/paper/golden.py target/release/partnerbook
    git diff tests/paper/golden.json

The version of the program is in every PDF, so a new version renews them all.
"""

import json
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
HASHES = HERE / "golden.json"


def build(program: Path, site: Path) -> None:
    """Makes the site of the small sheets."""
    command: list[str | Path] = [program, "build", HERE / "golden.in", "--out", site, "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def hashes(site: Path) -> dict[str, str]:
    return {str(pdf.relative_to(site)): sha256(pdf.read_bytes()).hexdigest() for pdf in sorted(site.rglob("*.pdf"))}


def faults(site: Path) -> list[str]:
    """Where the PDFs are not those that are known, one line each."""
    known, found = json.loads(HASHES.read_text(encoding="utf-8")), hashes(site)
    return [
        f"golden/{name}: the bytes (renew: see tests/paper/golden.py): expected {known.get(name, 'no such file')}, "
        f"found {found.get(name, 'no such file')}"
        for name in sorted(known | found)
        if known.get(name) != found.get(name)
    ]


def renew(program: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(program, site)
        HASHES.write_text(json.dumps(hashes(site), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: tests/paper/golden.py PROGRAM")
    renew(Path(sys.argv[1]).resolve())
