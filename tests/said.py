"""All the words the product says, wherever they stand, and which of them it never says."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

import unhurried
from tests.words import CURLY, template_words

PACKAGE = Path(unhurried.__file__).parent
CONTENT = PACKAGE / "content"
TEMPLATES = PACKAGE / "pages" / "templates"
TERMINAL = PACKAGE / "launch" / "words.py"

NOT_OURS = {"made_up_year.toml", "search_words.toml"}
"""The made-up person's own words, and what people type. They may write what they like; only we watch our tongue."""

NOT_SHOWN = {"id", "region", "where", "source", "sources", "name", "at", "ledger", "grade", "group"}
"""Keys whose values are names and addresses, and no words of ours."""


class Allowed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    place: str
    why: str


class Forbidden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]
    why: str
    exceptions: list[Allowed] = []


def content_files() -> list[Path]:
    return [file for file in sorted(CONTENT.rglob("*.toml")) if file.name not in NOT_OURS | {"forbidden_words.toml"}]


def items(file: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Every item of a content file with its place: "file/id", or the file alone when it is one item."""
    read = tomllib.loads(file.read_text("utf-8"))
    tables = [table for table in read.values() if isinstance(table, list) and table and isinstance(table[0], dict)]
    if not tables:
        yield file.stem, read
    for table in tables:
        for item in table:
            yield f"{file.stem}/{item.get('id') or item.get('region')}", item


def shown(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_SHOWN:
                yield from shown(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from shown(inner)


@cache
def everything_said() -> tuple[tuple[str, str], ...]:
    """All places words stand in, with their words."""
    content = [(place, "\n".join(shown(item))) for file in content_files() for place, item in items(file)]
    pages = [
        (f"templates/{file.relative_to(TEMPLATES).as_posix()}", template_words(file.read_text("utf-8")))
        for file in sorted(TEMPLATES.rglob("*.html"))
    ]
    return (*content, *pages, ("launch/words.py", "\n".join(_strings(TERMINAL))))


def _strings(file: Path) -> list[str]:
    """What a module of sentences says: its constants, without its own docstring."""
    body = ast.parse(file.read_text("utf-8")).body[1:]
    nodes = [node for statement in body for node in ast.walk(statement)]
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@cache
def forbidden() -> tuple[Forbidden, ...]:
    read = tomllib.loads((CONTENT / "forbidden_words.toml").read_text("utf-8"))
    return tuple(msgspec.convert(read["forbidden"], list[Forbidden]))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = [word for group in forbidden() for word in group.words]
    spaced = {word: r"\s+".join(re.escape(part) for part in word.split()) for word in words}
    return {word: re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE) for word, pattern in spaced.items()}


def forbidden_in(said: str) -> list[str]:
    plain = said.replace(CURLY, "'")
    return [word for word, pattern in _patterns().items() if pattern.search(plain)]


@cache
def found_words() -> tuple[tuple[str, str], ...]:
    return tuple((word, place) for place, said in everything_said() for word in forbidden_in(said))
