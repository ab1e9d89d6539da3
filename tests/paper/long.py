#!/usr/bin/env python3
"""Texts longer than any writer makes them, in each place where a book sets text.

    long.py write PLAYBOOK    makes a playbook of them
    long.py read SITE         looks for every word of them in its book, in order
"""

import re
import subprocess
import sys
from pathlib import Path

# As long as a text is, in bytes: three times as much as shaping counts at once.
LONG = 200_000

# The places by the two letters that their words begin with, and how a text is put there.
PLACES = {
    "pa": "{words}",
    "he": "## {words}",
    "co": "```\n{lines}\n```",
    "cl": "```\n{words}\n```",
    "ce": "| Who | What |\n|---|---|\n| Ada | {words} |",
    "hd": "| Who | {words} |\n|---|---|\n| Ada | keeps the list |",
    "it": "- {words}",
    "nu": "1. {words}",
    "qu": "> {words}",
    "ca": "> [!NOTE]\n> {words}",
    "fo": "As agreed.[^1]\n\n[^1]: {words}",
    "li": "[{words}](https://example.org/)",
    "bo": "**{words}**",
    "ic": "`{words}`",
}


def words(place: str) -> list[str]:
    """Words that each stand once, and tell where they belong."""
    return [f"{place}{number:05d}" for number in range(LONG // len("pa00000 "))]


def write(playbook: Path) -> None:
    playbook.mkdir(parents=True, exist_ok=True)
    (playbook / "playbook.toml").write_text('title = "Long"\nbook = true\n')
    (playbook / "index.md").write_text("# Long\n\nTexts longer than any writer makes them.\n")
    for place, form in PLACES.items():
        filled = form.format(words=" ".join(words(place)), lines="\n".join(words(place)))
        (playbook / f"{place}.md").write_text(f"# Page {place}\n\n{filled}\n")


def lost(place: str, text: str) -> str | None:
    """The first word of a place that is not read after all those before it."""
    # The number of a note may follow the last one without a space.
    found = iter(re.findall(rf"\b{place}\d{{5}}", text))
    return next((word for word in words(place) if word not in found), None)


def read(site: Path) -> int:
    [book] = site.glob("*.pdf")
    text = subprocess.run(["pdftotext", "-raw", book, "-"], check=True, capture_output=True).stdout.decode()
    faults = {place: lost(place, text) for place in PLACES}
    for place, word in faults.items():
        if word:
            print(f"long: {place}: expected `{word}` after the words before it, found it nowhere")
    failed = sum(word is not None for word in faults.values())
    print(f"{len(PLACES)} texts of {LONG} bytes read back, {failed} of them with a word lost")
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    deed, folder = arguments
    if deed == "write":
        write(Path(folder))
        return 0
    return read(Path(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
