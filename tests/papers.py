"""Reading the tables of our own documents, and asking whether the tests they name exist."""

import ast
import re
from functools import cache
from pathlib import Path

import msgspec

import unhurried

ROOT = Path(unhurried.__file__).parent.parent
DOCS = ROOT / "docs"


class Point(msgspec.Struct, frozen=True):
    """One of the 98 points of the guide. page: the name of an address. test: a test's name, or why it is left out."""

    id: str
    words: str
    home: str
    page: str
    status: str
    test: str


def points() -> list[Point]:
    return [Point(*(bare(cell) for cell in row)) for row in rows("reference/guide-map.md", 6)]


def rows(document: str, width: int) -> list[list[str]]:
    """Every row of every table of so many columns, without heads and rulers."""
    lines = (DOCS / document).read_text("utf-8").splitlines()
    table = [
        line for line, after in zip(lines, [*lines[1:], ""], strict=True) if _is_row(line) and not _is_ruler(after)
    ]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in table if not _is_ruler(line)]
    return [row for row in found if len(row) == width]


def is_a_test(name: str) -> bool:
    """Whether a test of this name stands in the file it names: "tests/unit/test_x.py::test_y"."""
    file, _, function = bare(name).partition("::")
    return function.startswith("test_") and (ROOT / file).is_file() and function in _tests_in(ROOT / file)


def bare(cell: str) -> str:
    return cell.strip("`")


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _is_ruler(line: str) -> bool:
    return bool(re.fullmatch(r"\|( -+ \|)+", line))


@cache
def _tests_in(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(part.name for part in ast.walk(tree) if isinstance(part, ast.FunctionDef))
