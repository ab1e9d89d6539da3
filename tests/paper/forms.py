"""Every form in a PDF is filled in by each engine, saved, and read back by every engine."""

import json
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from engines import FILL, READ, Values, wanted

T = TypeVar("T")
HERE = Path(__file__).parent
PDFJS = "PDF.js"

# What an engine reads in a file, or a sentence when it cannot.
Reading = Values | str
# What each engine reads in each file.
Readings = dict[str, dict[str, Reading]]


@dataclass
class Form:
    """A PDF with fields."""

    #: How faults name it.
    name: str
    pdf: Path
    #: The names that its fields must have.
    names: set[str]
    #: What is entered.
    values: Values
    #: Where the filled files go: a path without its end.
    filled: Path

    def by(self, engine: str) -> Path:
        """The file as one engine has filled it in."""
        return self.filled.with_suffix(f".{engine}.pdf")


def form(name: str, pdf: Path, items: list[str] | None, folder: Path) -> Form:
    """A form whose fields are called as the page calls its `items`; without a page, as the first engine says."""
    values = wanted(pdf.read_bytes())
    names = set(values) if items is None else {item.replace(".", "_") for item in items}
    return Form(name, pdf, names, values, folder / name.replace("/", "-").removesuffix(".pdf"))


def attempt(work: Callable[[], T]) -> T | str:
    try:
        return work()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def fill(form: Form) -> None:
    """Leaves a filled file for each engine of Python that can take the form."""
    for engine, enter in FILL.items():
        bytes = attempt(lambda: enter(form.pdf.read_bytes(), form.values))
        if not isinstance(bytes, str):
            form.by(engine).write_bytes(bytes)


def read(path: Path) -> dict[str, Reading]:
    """What each engine of Python reads in a file."""
    if not path.exists():
        return {engine: "could not be filled in" for engine in READ}
    bytes = path.read_bytes()
    return {engine: attempt(lambda: ask(bytes)) for engine, ask in READ.items()}


def pdfjs(task: str, list: object, folder: Path) -> dict[str, Reading]:
    """Lets PDF.js work through a list, all in one go."""
    path = folder / f"{task}.json"
    path.write_text(json.dumps(list), encoding="utf-8")
    done = subprocess.run(["node", HERE / "pdfjs.mjs", task, path], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def readings(forms: list[Form], pool: Executor, folder: Path, with_pdfjs: bool) -> Readings:
    """Fills in all forms, then reads the blank and the filled ones."""
    if with_pdfjs:
        jobs = [{"from": str(form.pdf), "to": str(form.by(PDFJS)), "values": form.values} for form in forms]
        # Node works while the pool does.
        others = pool.map(fill, forms)
        pdfjs("fill", jobs, folder)
        list(others)
    else:
        list(pool.map(fill, forms))
    engines = [*FILL, *([PDFJS] if with_pdfjs else [])]
    paths = [path for form in forms for path in (form.pdf, *map(form.by, engines))]
    by_path = pool.map(read, paths)
    found: Readings = {PDFJS: pdfjs("read", list(map(str, paths)), folder)} if with_pdfjs else {}
    for path, by_engine in zip(paths, by_path, strict=True):
        for engine, values in by_engine.items():
            found.setdefault(engine, {})[str(path)] = values
    return found


def difference(form: Form, found: Reading) -> str | None:
    """Where what is read is not what was entered."""
    if isinstance(found, str):
        return f"expected {len(form.values)} values, found {found}"
    wrong = [name for name in form.values if found.get(name) != form.values[name]]
    if not wrong:
        return None
    name = wrong[0]
    return f"expected {form.values[name]!r} in {name}, found {found.get(name)!r} ({len(wrong)} of {len(form.values)} fields)"


def outcomes(form: Form, found: Readings) -> Iterator[str | None]:
    """Each check of a form: `None` where it passes, else its fault."""
    for engine, files in found.items():
        values = files[str(form.pdf)]
        names = values if isinstance(values, str) else sorted(values)
        wanted = sorted(form.names)
        yield None if names == wanted else f"{form.name}: names of fields, in {engine}: expected {wanted}, found {names}"
    for writer in found:
        for reader, files in found.items():
            fault = difference(form, files[str(form.by(writer))])
            yield fault and f"{form.name}: filled in by {writer}, read by {reader}: {fault}"
