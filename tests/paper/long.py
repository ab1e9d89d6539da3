#!/usr/bin/env python3
"""Texts longer than any writer makes them, in each place where a book or a sheet sets text.

    long.py write PLAYBOOK            makes a playbook of them
    long.py read SITE                 looks for every word of them in its book, in order
    long.py refused PROGRAM FOLDER    builds sheets in which such a text has no room: each has to be told, by an error
"""

import json
import re
import subprocess
import sys
from pathlib import Path

# As long as a text is, in bytes: three times as much as shaping counts at once.
LONG = 200_000
# As long as one is for which there is no room: more than shaping counts at once.
REFUSED_LONG = 70_000

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


# Places in files of their own.
FILES = {
    "ti": ("ti.md", "# {words}\n\nA page.\n"),
    "su": ("su.md", '+++\ntitle = "A"\nsummary = "{words}"\n+++\n\nA page.\n'),
    "al": ("al.md", "# A page\n\nSee ![{words}](a.svg) here.\n"),
    "de": ("de.md", "# A page\n\n<details><summary>{words}</summary>\n\nA fold.\n\n</details>\n"),
    "td": ("td.md", "# A page\n\n<table><tr><td>{words}</td><td>Ada</td></tr></table>\n"),
    "kb": ("kb.md", "# A page\n\nPress <kbd>{words}</kbd>.\n"),
    "tw": ("tw.md", "# A page\n\nOnce[^1] and twice.[^1]\n\n[^1]: {words}\n"),
    "st": ("st.md", '+++\nkind = "activity"\ntitle = "A"\n+++\n\nA page.\n\n## {words} (5 min)\n\nA step.\n'),
    "ma": ("ma.md", '+++\nkind = "activity"\ntitle = "A"\nmaterials = ["{words}"]\n+++\n\nA page.\n'),
    "cr": ("cr.md", '+++\ntitle = "A"\ncredit = "{words}"\n+++\n\nA page.\n'),
    "te": ("terms.toml", 'kind = "terms"\n[[term]]\nterm = "Ada"\nmeans = "{words}"\n'),
    "wh": ("wh.toml", 'kind = "path"\ntitle = "A"\nwhen = "{words}"\nsteps = ["ma"]\n'),
    "pu": ("pu.toml", 'kind = "checklist"\ntitle = "A"\npause = "{words}"\nitems = ["Ada", "Bo"]\n'),
    "gr": ("gr.toml", 'kind = "checklist"\ntitle = "A"\npause = "Now"\n[[group]]\ntitle = "{words}"\nitems = ["Ada"]\n'),
    "in": ("in.toml", 'kind = "form"\ntitle = "A"\nintro = "{words}"\nquestions = ["Who?"]\n'),
}

# Sheets, by the letters that their files are called, in which a text this long cannot be divided.
REFUSED = {
    "item": 'kind = "checklist"\npause = "Now"\nitems = ["{words}", "Bo"]',
    "help": 'kind = "checklist"\npause = "Now"\nitems = [{{ text = "Ada", help = "{words}" }}, "Bo"]',
    "question": 'kind = "form"\nquestions = ["{words}"]',
    "choice": 'kind = "form"\n[[ask]]\nquestion = "Who?"\nchoose = ["{words}", "Bo"]',
    "head": 'kind = "table"\ncolumns = ["{words}", "Who"]\nrows = 3',
    "row": 'kind = "matrix"\nletters = "RACI"\nacross = ["Ada", "Bo"]\ndown = ["{words}", "Pay"]',
    "across": 'kind = "matrix"\nletters = "RACI"\nacross = ["{words}", "Bo"]\ndown = ["Ask", "Pay"]',
    "canvas": 'kind = "canvas"\nlayout = ["a b"]\n[boxes]\na = "{words}"\nb = "Why?"',
    "board": 'kind = "board"\ncolumns = ["{words}", "Done"]',
    "clause": 'kind = "agreement"\nbetween = ["Us", "Them"]\nreview = "every month"\nresults = ["A"]\nclauses = ["{words}"]',
    "score": 'kind = "scorecard"\npoints = 4\n[[criterion]]\nname = "{words}"\nweight = 2\n[[band]]\nfrom = 0\nsay = "Go"',
    "statement": 'kind = "health"\nscale = ["No", "Partly", "Yes"]\nstatements = ["{words}", "B", "C", "D", "E"]',
    "part": 'kind = "session"\nstart = "09:00"\n[[part]]\ntitle = "{words}"\ntime = "15 min"',
    "card": 'kind = "cards"\nsize = "A7"\ncards = ["{words}", "B"]',
    "wait": 'kind = "dependencies"\ngroups = ["Us", "Them"]\n[[wait]]\nwho = "Us"\nneeds = "{words}"\nfrom = "Them"',
}


def words(place: str) -> list[str]:
    """Words that each stand once, and tell where they belong."""
    return [f"{place}{number:05d}" for number in range(LONG // len("pa00000 "))]


def write(playbook: Path) -> None:
    playbook.mkdir(parents=True, exist_ok=True)
    tagline = " ".join(words("ta"))
    (playbook / "playbook.toml").write_text(f'title = "Long"\nbook = true\ntagline = "{tagline}"\n')
    (playbook / "index.md").write_text("# Long\n\nTexts longer than any writer makes them.\n")
    for place, form in PLACES.items():
        filled = form.format(words=" ".join(words(place)), lines="\n".join(words(place)))
        (playbook / f"{place}.md").write_text(f"# Page {place}\n\n{filled}\n")
    for place, (name, form) in FILES.items():
        (playbook / name).write_text(form.format(words=" ".join(words(place))))
    (playbook / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>')


def lost(place: str, text: str) -> str | None:
    """The first word of a place that is not read after all those before it."""
    # The number of a note may follow the last one without a space.
    found = iter(re.findall(rf"\b{place}\d{{5}}", text))
    return next((word for word in words(place) if word not in found), None)


def read(site: Path) -> int:
    book = site / "playbook.pdf"
    text = subprocess.run(["pdftotext", "-raw", book, "-"], check=True, capture_output=True).stdout.decode()
    faults = {place: lost(place, text) for place in [*PLACES, *FILES, "ta"]}
    for place, word in faults.items():
        if word:
            print(f"long: {place}: expected `{word}` after the words before it, found it nowhere")
    failed = sum(word is not None for word in faults.values())
    print(f"{len(faults)} texts of {LONG} bytes read back, {failed} of them with a word lost")
    return 1 if failed else 0


def refused(program: str, folder: Path) -> int:
    playbook = folder / "playbook"
    playbook.mkdir(parents=True)
    (playbook / "playbook.toml").write_text('title = "Long"\n')
    (playbook / "index.md").write_text("# Long\n")
    text = " ".join(words("re")[: REFUSED_LONG // len("re00000 ")])
    for name, form in REFUSED.items():
        (playbook / f"{name}.toml").write_text(f'title = "{name}"\n{form.format(words=text)}\n')
    # What cannot be laid out is told alone; only then is the rest laid out.
    silent, codes = list(REFUSED), []
    for _ in range(2):
        run = subprocess.run([program, "build", folder, "--format", "json"], capture_output=True, text=True)
        codes.append(run.returncode)
        messages = [json.loads(line) for line in run.stdout.splitlines()]
        told = {Path(message["file"]).stem for message in messages if message.get("severity") == "error"}
        for name in told:
            (playbook / f"{name}.toml").unlink()
        silent = [name for name in silent if name not in told]
    for name in silent:
        print(f"long: {name}: expected an error, found none")
    print(f"{len(REFUSED)} sheets without room for their text, {len(silent)} of them not told, exit codes {codes}")
    return 1 if silent or codes != [1, 1] else 0


def main(arguments: list[str]) -> int:
    if arguments[0] == "refused":
        return refused(arguments[1], Path(arguments[2]))
    deed, folder = arguments
    if deed == "write":
        write(Path(folder))
        return 0
    return read(Path(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
