"""Reads check-ins from a CSV file: our own form, exports of Daylio and Bearable, and tables we do not know (docs/reference/bringing-in.md).

Bad input never raises anything but `UnreadableTable`: what can be read is read, and every line that can not
is listed with its number and a reason. Reasons are ids; their words stand in content/en/bringing_in.toml.
What a cell holds stays text: nothing is calculated, followed or unpacked.
"""

import codecs
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NamedTuple
from uuid import UUID

import msgspec

from unhurried.domain.steadying import Checkin, State
from unhurried.report import bearable_line, checkin_line, daylio_line, other_line
from unhurried.report.line import Cells, Context, Refusal, RefusedWhy, shown
from unhurried.report.meaning import Meanings, Seen
from unhurried.report.moment import Offset
from unhurried.report.records import Record, fields, records

LARGEST_FILE = 50_000_000
"""Bytes, looked at before anything is parsed."""

MOST_LINES = 2_000_000
MOST_ROWS = 20_000
MOST_MOODS = 50
"""Different mood names. Daylio starts with five, and people add their own; more than this is another kind of file."""

MOST_WORDS = 40_000_000
"""Characters kept from one file."""

_OTHER_FILES = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
"""How spreadsheets, archives and PDF files begin. They are named, never unpacked."""


class Kind(Enum):
    """Which form a file has."""

    CHECKINS = "checkins"
    DAYLIO = "daylio"
    BEARABLE = "bearable"
    OTHER = "other"


class UnreadableWhy(Enum):
    """Why nothing at all can be read from a file."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    UTF_16 = "utf_16"
    NOT_TEXT = "not_text"
    COLUMNS_UNKNOWN = "columns_unknown"
    COLUMN_TWICE = "column_twice"
    TOO_MANY_MOODS = "too_many_moods"


class UnreadableTable(ValueError):
    """The file as a whole can not be read. `why` has its words in content."""

    def __init__(self, why: UnreadableWhy) -> None:
        super().__init__(why.value)
        self.why = why


class Refused(NamedTuple):
    """A line that could not be read. shown: the beginning of the cell in question, never a note."""

    line: int
    why: RefusedWhy
    shown: str = ""


class MoodSeen(NamedTuple):
    """A mood name of another app, or a thing it kept, and on how many lines it stands."""

    name: str
    lines: int


class Reading(msgspec.Struct, frozen=True):
    """What a file holds. rows: in the order of the file. passed_over: columns we do not know, as shown text.

    things_seen: activities, symptoms and the like, which may stand for something here. columns: of a table we do not
    know, whose meaning the person says first.
    """

    kind: Kind
    rows: tuple[Checkin, ...]
    refused: tuple[Refused, ...]
    moods_seen: tuple[MoodSeen, ...] = ()
    passed_over: tuple[str, ...] = ()
    things_seen: tuple[MoodSeen, ...] = ()
    columns: tuple[str, ...] = ()


def read_checkins(
    text: str | bytes,
    *,
    now: datetime,
    offset_minutes: Offset,
    moods: Mapping[str, State | None] | None = None,
    meanings: Meanings | None = None,
) -> Reading:
    """Read a file of any form. Raises UnreadableTable.

    offset_minutes: how far the person's clock is ahead of UTC, or a function that says so for a time on it.
    moods: for Daylio, what each mood name stands for; None leaves its lines out. A mood says nothing about
    activation, so a name that is not in the mapping is refused and never guessed.
    meanings: in place of moods, with all else that may be said about the words of another app.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    data = data.removeprefix(codecs.BOM_UTF8)
    _check_whole(data)
    lines = records(data)
    meant = meanings or Meanings(moods or {})
    layout = _read_layout(next(lines, None), may_ask=meant.columns is not None)
    return _Reader(layout, Context(now, offset_minutes, meant)).read(lines)


def _check_whole(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise UnreadableTable(UnreadableWhy.TOO_BIG)
    if not data.strip():
        raise UnreadableTable(UnreadableWhy.EMPTY)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:2]:
        raise UnreadableTable(UnreadableWhy.UTF_16)
    if data.startswith(_OTHER_FILES) or b"\0" in data[:1000].lstrip().split(b"\n", 1)[0]:
        raise UnreadableTable(UnreadableWhy.NOT_TEXT)
    if data.count(b"\n") + data.count(b"\r") > MOST_LINES:
        raise UnreadableTable(UnreadableWhy.TOO_MANY_ROWS)


class _Layout(NamedTuple):
    kind: Kind
    delimiter: str
    names: tuple[str, ...]
    passed_over: tuple[str, ...]


_KNOWN_FORMS = (
    (Kind.CHECKINS, checkin_line.NEEDED, checkin_line.KNOWN),
    (Kind.DAYLIO, daylio_line.NEEDED, daylio_line.KNOWN),
    (Kind.BEARABLE, bearable_line.NEEDED, bearable_line.KNOWN),
)


def _read_layout(header: Record | None, *, may_ask: bool) -> _Layout:
    """Which form, and what parts the columns: comma, semicolon or tab, whichever shows the columns we need.

    may_ask: the person can be asked what the columns of a table we do not know hold.
    """
    if header is None or header.flaw is not None:
        raise UnreadableTable(UnreadableWhy.COLUMNS_UNKNOWN)
    line = header.raw.decode("utf-8", "replace")
    for delimiter in (",", ";", "\t"):
        names = tuple(name.strip().casefold() for name in fields(line, delimiter))
        for kind, needed, known in _KNOWN_FORMS:
            if set(names) >= needed:
                return _layout(kind, delimiter, names, known)
    if may_ask:
        return _other_layout(line)
    raise UnreadableTable(UnreadableWhy.COLUMNS_UNKNOWN)


def _other_layout(line: str) -> _Layout:
    """A table we do not know: whatever parts its first line into the most columns."""
    split = {delimiter: [shown(name) for name in fields(line, delimiter)] for delimiter in (",", ";", "\t")}
    delimiter, names = max(split.items(), key=lambda one: len(one[1]))
    if len(names) < 2 or not all(names):  # noqa: PLR2004 - a time and a state need two
        raise UnreadableTable(UnreadableWhy.COLUMNS_UNKNOWN)
    if len(names) > other_line.MOST_COLUMNS:
        raise UnreadableTable(UnreadableWhy.COLUMNS_UNKNOWN)
    return _layout(Kind.OTHER, delimiter, tuple(names), frozenset(names))


def _layout(kind: Kind, delimiter: str, names: tuple[str, ...], known: frozenset[str]) -> _Layout:
    if any(names.count(name) > 1 for name in known):
        raise UnreadableTable(UnreadableWhy.COLUMN_TWICE)
    return _Layout(kind, delimiter, names, tuple(shown(name) for name in names if name and name not in known))


@dataclass
class _Reader:
    """Goes through the lines once and gathers what they give."""

    layout: _Layout
    context: Context
    rows: dict[UUID, Checkin] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    moods: Counter[str] = field(default_factory=Counter)
    things: Seen = field(default_factory=Seen)
    moments: dict[str, tuple[int, list[bearable_line.Reading]]] = field(default_factory=dict)
    words: int = 0

    def read(self, lines: Iterable[Record]) -> Reading:
        for count, record in enumerate(lines, 1):
            if count > MOST_ROWS:
                raise UnreadableTable(UnreadableWhy.TOO_MANY_ROWS)
            try:
                self._read_line(record)
            except Refusal as refusal:
                self.refused.append(Refused(record.line, refusal.why, refusal.shown))
        self._join_moments()
        return Reading(
            self.layout.kind,
            tuple(self.rows.values()),
            tuple(self.refused),
            tuple(MoodSeen(name, lines) for name, lines in self.moods.most_common()),
            self.layout.passed_over,
            tuple(MoodSeen(name, lines) for name, lines in self.things.most()),
            self.layout.names if self.layout.kind is Kind.OTHER else (),
        )

    def _read_line(self, record: Record) -> None:
        cells = Cells(self.layout.names, fields(_text(record), self.layout.delimiter))
        if cells.blank():
            return
        checkin = self._one_line(record.line, cells)
        if checkin is None:
            return
        if checkin.id in self.rows:
            raise Refusal(RefusedWhy.TWICE)
        self._keep(checkin)

    def _one_line(self, line: int, cells: Cells) -> Checkin | None:
        """The check-in this line makes by itself, if it does."""
        if self.layout.kind is Kind.CHECKINS:
            return checkin_line.read(cells, self.context)
        if self.layout.kind is Kind.DAYLIO:
            self._note_mood(daylio_line.mood_name(cells))
            self.things.note(daylio_line.activities(cells))
            return daylio_line.read(cells, self.context)
        if self.layout.kind is Kind.BEARABLE:
            self._add_to_moment(line, bearable_line.read(cells, self.context))
            return None
        return self._other(cells)

    def _other(self, cells: Cells) -> Checkin | None:
        """Nothing before it is said where the time stands and where the state."""
        columns = self.context.meanings.columns or {}
        if not other_line.is_settled(columns):
            return None
        self._note_mood(other_line.mood_name(cells, self.layout.names, columns))
        self.things.note(other_line.things_in(cells, self.layout.names, columns))
        return other_line.read(cells, self.layout.names, self.context)

    def _add_to_moment(self, line: int, reading: bearable_line.Reading) -> None:
        self._note_mood(reading.mood)
        self.things.note([reading.thing] if reading.thing else [])
        self.moments.setdefault(reading.moment.as_written, (line, []))[1].append(reading)

    def _join_moments(self) -> None:
        """One check-in for each part of a day, named by the line it begins on when it can not be one."""
        for line, readings in self.moments.values():
            try:
                self._keep(bearable_line.checkin(readings, self.context))
            except Refusal as refusal:
                self.refused.append(Refused(line, refusal.why, refusal.shown))
        self.refused.sort(key=lambda one: one.line)

    def _note_mood(self, name: str) -> None:
        if name:
            self.moods[name] += 1
        if len(self.moods) > MOST_MOODS:
            raise UnreadableTable(UnreadableWhy.TOO_MANY_MOODS)

    def _keep(self, checkin: Checkin) -> None:
        self.words += len(checkin.note) + len(checkin.with_whom) + len(checkin.where)
        if self.words > MOST_WORDS:
            raise UnreadableTable(UnreadableWhy.TOO_BIG)
        self.rows[checkin.id] = checkin


def _text(record: Record) -> str:
    if record.flaw is not None:
        raise Refusal(RefusedWhy(record.flaw.value))
    if b"\0" in record.raw:
        raise Refusal(RefusedWhy.NUL)
    try:
        return record.raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(RefusedWhy.NOT_UTF_8) from None
