"""The whole notebook as a table, to be read elsewhere. It can not be brought back (docs/reference/moving.md).

One line for each entry: when, its kind in words, then one column for each field that anything fills. A cell that a
spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from uuid import UUID

import msgspec

from unhurried.content.schema import Words
from unhurried.domain.base import Entry

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_BEGINS_A_FORMULA = re.compile(
    r"[\s\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069']*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]"
)
_NAMES = ("code_name", "title", "name")
_LENGTH_OF_ID = 36
_NOT_A_COLUMN = frozenset({"id", "at", "offset_minutes", "written"})


def write_sheet(entries: Iterable[Entry], words: Mapping[str, Words]) -> bytes:
    """UTF-8 with a mark for spreadsheets, commas, every cell in quotes. words: content on moving."""
    kept = tuple(entries)
    names = _names(kept)
    lines = [_cells(entry, names) for entry in kept]
    columns = list(dict.fromkeys(name for line in lines for name in line))
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([words["column_when"].says, words["column_kind"].says, *columns])
    for entry, line in zip(kept, lines, strict=True):
        cells = (safe(line.get(name, "")) for name in columns)
        writer.writerow([entry.local.isoformat(timespec="minutes"), kind_in_words(type(entry), words), *cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def kind_in_words(kind: type[Entry], words: Mapping[str, Words]) -> str:
    """What a kind of entry is called. One without words yet is an entry all the same."""
    tag = str(kind.__struct_config__.tag).partition(".")[0]
    return words.get(f"kind_{tag}", words["kind_other"]).says


def safe(cell: str) -> str:
    """The cell as text for a spreadsheet too."""
    return f"'{cell}" if _BEGINS_A_FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def differences(mine: Entry, theirs: Entry) -> list[tuple[str, str, str]]:
    """The fields in which two versions of an entry differ, with the words of both."""
    fields = [name for name in mine.__struct_fields__ if name != "id" and hasattr(theirs, name)]
    pairs = [(name, getattr(mine, name), getattr(theirs, name)) for name in fields]
    return [(name, _text(one, {}), _text(other, {})) for name, one, other in pairs if one != other]


def _names(entries: Sequence[Entry]) -> dict[UUID, str]:
    """What people and things of the person's own are called, so that no cell holds a number of ours."""
    found = ((entry.id, getattr(entry, field)) for entry in entries for field in _NAMES if hasattr(entry, field))
    return dict(found)


def _cells(entry: Entry, names: Mapping[UUID, str]) -> dict[str, str]:
    """What stands in the fields that say something."""
    fields = (name for name in entry.__struct_fields__ if name not in _NOT_A_COLUMN)
    found = ((name, _text(getattr(entry, name), names)) for name in fields)
    return {name: text for name, text in found if text}


def _text(value: object, names: Mapping[UUID, str]) -> str:
    """A field as words. What a field of several holds stands side by side."""
    if isinstance(value, UUID):
        return names.get(value, "")
    if isinstance(value, msgspec.Struct):
        return ": ".join(_parts((getattr(value, name) for name in value.__struct_fields__), names))
    if isinstance(value, (tuple, list, frozenset)):
        return "; ".join(_parts(value, names))
    if isinstance(value, str) and len(value) == _LENGTH_OF_ID:
        return names.get(_as_id(value), value)
    return _simple(value)


def _simple(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value.value if isinstance(value, Enum) else value)


def _parts(values: Iterable[object], names: Mapping[UUID, str]) -> Iterator[str]:
    return (text for value in values if (text := _text(value, names)))


def _as_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
