"""The whole notebook as one JSON file, and reading such a file back (docs/reference/moving.md).

Reading never raises anything but `UnreadableArchive`: the file is read whole or not at all. Reasons are ids; their
words stand in content/en/moving.toml. Every kind of entry goes in and comes back, whatever kinds there are.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Union
from uuid import UUID

import msgspec

from unhurried.domain import entries as domain_entries
from unhurried.domain import past
from unhurried.domain.base import Entry
from unhurried.report.json_shape import Misshapen, MisshapenWhy, check_shape

FORMAT = "notes"
VERSION = 1
"""Of the file as a whole. Each entry names the version of its kind besides."""

LARGEST_FILE = 16_000_000
"""Bytes, looked at before anything is parsed. About 40,000 check-ins."""

MOST_ENTRIES = 50_000
LONGEST_PROGRAM = 40

_WHERE = re.compile(r"\$\.entries\[(\d{1,9})\]")
_KIND = re.compile(r"[a-z_]{1,60}\.\d{1,6}")


class ArchiveWhy(Enum):
    """Why a file can not be read: what is wrong with its bytes, with the file as a whole, or with one entry."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_UTF_8 = "not_utf_8"
    CUT_SHORT = MisshapenWhy.CUT_SHORT.value
    NOT_JSON = MisshapenWhy.NOT_JSON.value
    TOO_DEEP = MisshapenWhy.TOO_DEEP.value
    TOO_MANY_PARTS = MisshapenWhy.TOO_MANY_PARTS.value
    KEY_TWICE = MisshapenWhy.KEY_TWICE.value
    KEY_UNKNOWN = MisshapenWhy.KEY_UNKNOWN.value
    HALF_SIGN = MisshapenWhy.HALF_SIGN.value
    NUMBER = MisshapenWhy.NUMBER.value
    TEXT_TOO_LONG = MisshapenWhy.TEXT_TOO_LONG.value
    NOT_OURS = "not_ours"
    NEWER = "newer"
    NEWER_KIND = "newer_kind"
    TOO_MANY_ENTRIES = "too_many_entries"
    ENTRY = "entry"
    ID_TWICE = "id_twice"


class UnreadableArchive(ValueError):
    """The file can not be read, and nothing was made of it. number: the entry in question, counted from 1, or 0."""

    def __init__(self, why: ArchiveWhy, number: int = 0) -> None:
        super().__init__(why.value)
        self.why = why
        self.number = number


class Archive(msgspec.Struct, frozen=True):
    """What a file holds. program: the version of the program that wrote it. entries: of today's versions."""

    made_at: datetime
    program: str
    entries: tuple[Entry, ...]


class _Head(msgspec.Struct, frozen=True):
    format: str
    version: int


class _Kind(msgspec.Struct, frozen=True):
    kind: str


class _Kinds(msgspec.Struct, frozen=True):
    entries: list[_Kind]


def write_archive(entries: Iterable[Entry], *, made_at: datetime, program: str) -> bytes:
    """Every entry with every field, one to a line.

    UnreadableArchive when it could not be read back: such a file would be a false comfort.
    """
    head = {"format": FORMAT, "version": VERSION, "program": program, "made_at": made_at}
    encode = msgspec.json.Encoder().encode
    lines = [encode(entry) for entry in entries]
    if len(lines) > MOST_ENTRIES:
        raise UnreadableArchive(ArchiveWhy.TOO_MANY_ENTRIES)
    data = encode(head)[:-1] + b',"entries":[\n' + b",\n".join(lines) + b"\n]}\n"
    if len(data) > LARGEST_FILE:
        raise UnreadableArchive(ArchiveWhy.TOO_BIG)
    _check_shape(data)
    return data


def looks_like_archive(data: bytes) -> bool:
    """Whether it begins as one: a sealed copy and a table begin otherwise."""
    return data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read_archive(data: bytes) -> Archive:
    """Raises UnreadableArchive. Older versions of entries come up to today's; newer ones are refused by name."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    _check_size(data)
    _check_shape(data)
    _check_head(data)
    archive = _decode(data)
    _check_entries(archive.entries)
    return Archive(archive.made_at, archive.program, tuple(past.upcast(entry) for entry in archive.entries))


def _check_size(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise UnreadableArchive(ArchiveWhy.TOO_BIG)
    if not data.strip():
        raise UnreadableArchive(ArchiveWhy.EMPTY)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at_the_end = error.reason == "unexpected end of data"
        raise UnreadableArchive(ArchiveWhy.CUT_SHORT if at_the_end else ArchiveWhy.NOT_UTF_8) from None


def _check_shape(data: bytes) -> None:
    try:
        check_shape(data)
    except Misshapen as misshapen:
        raise UnreadableArchive(ArchiveWhy(misshapen.why.value)) from None


def _check_head(data: bytes) -> None:
    try:
        head = msgspec.json.decode(data, type=_Head)
    except msgspec.ValidationError:
        raise UnreadableArchive(ArchiveWhy.NOT_OURS) from None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise UnreadableArchive(ArchiveWhy.NOT_JSON) from None
    if head.format != FORMAT or head.version < 1:
        raise UnreadableArchive(ArchiveWhy.NOT_OURS)
    if head.version > VERSION:
        raise UnreadableArchive(ArchiveWhy.NEWER)


def _decode(data: bytes) -> Any:
    try:
        return _decoder(past.RETIRED).decode(data)
    except msgspec.ValidationError as error:
        found = _WHERE.search(str(error))
        number = int(found[1]) + 1 if found else 0
        raise UnreadableArchive(*_reason(data, number)) from None  # the message could hold what was written
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise UnreadableArchive(ArchiveWhy.NOT_JSON) from None


def _reason(data: bytes, number: int) -> tuple[ArchiveWhy, int]:
    """A kind nobody here knows is a newer one's; anything else is an entry that can not be, or no file of ours."""
    try:
        kinds = msgspec.json.decode(data, type=_Kinds).entries
    except msgspec.MsgspecError:
        return (ArchiveWhy.ENTRY, number) if number else (ArchiveWhy.NOT_OURS, 0)
    known = {kind.__struct_config__.tag for kind in (*domain_entries.KINDS, *past.RETIRED)}
    newer = next((at for at, one in enumerate(kinds, 1) if one.kind not in known and _KIND.fullmatch(one.kind)), 0)
    if newer:
        return ArchiveWhy.NEWER_KIND, newer
    return (ArchiveWhy.ENTRY, number) if number else (ArchiveWhy.NOT_OURS, 0)


def _check_entries(entries: list[Entry]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise UnreadableArchive(ArchiveWhy.TOO_MANY_ENTRIES)
    seen: set[UUID] = set()
    for number, entry in enumerate(entries, 1):
        if entry.id in seen:
            raise UnreadableArchive(ArchiveWhy.ID_TWICE, number)
        seen.add(entry.id)


@cache
def _decoder(retired: tuple[type[Entry], ...]) -> msgspec.json.Decoder[Any]:
    """For the file as a whole, with every kind there is and every kind there was."""
    either = Union[(*domain_entries.KINDS, *retired)]  # type: ignore[valid-type]  # built from the tuple
    fields = [
        ("format", str),
        ("version", int),
        ("program", str),
        ("made_at", datetime),
        ("entries", list[either]),
    ]
    return msgspec.json.Decoder(msgspec.defstruct("_Whole", fields, frozen=True, forbid_unknown_fields=True))
