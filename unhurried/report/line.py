"""One line of a table: its cells, and why it may be refused."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple, TypeVar
from uuid import UUID, uuid5

import msgspec

from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.steadying import State
from unhurried.report.meaning import Meanings
from unhurried.report.moment import Moment, NoMoment, Offset, read_moment
from unhurried.report.records import MOST_CELLS

BROUGHT_IN = UUID("5b1f7c52-6f0e-4f4e-9a63-0c1d9d2f7e18")
"""Namespace of the ids of entries that come from files: the same line gets the same id every time."""

LONGEST_SHOWN = 40


class RefusedWhy(Enum):
    """Why a line could not be read."""

    QUOTE_OPEN = "quote_open"
    TOO_LONG = "too_long"
    NOT_UTF_8 = "not_utf_8"
    NUL = "nul"
    BIDI = "bidi"
    TOO_MANY_CELLS = "too_many_cells"
    TWICE = "twice"
    WHEN_MISSING = "when_missing"
    WHEN_UNREAD = "when_unread"
    WHEN_NO_TIME = "when_no_time"
    WHEN_AMBIGUOUS = "when_ambiguous"
    WHEN_AHEAD = "when_ahead"
    WHEN_TOO_EARLY = "when_too_early"
    STATE_MISSING = "state_missing"
    STATE_UNKNOWN = "state_unknown"
    ACTIVATION = "activation"
    PRESENCE = "presence"
    SIDE = "side"
    SIDE_ALONE = "side_alone"
    PULL = "pull"
    BODY = "body"
    COMPANY = "company"
    PATTERN = "pattern"
    MOOD_MISSING = "mood_missing"
    MOOD_UNMAPPED = "mood_unmapped"
    MOOD_LEFT_OUT = "mood_left_out"
    NO_STATE_THEN = "no_state_then"


class Refusal(ValueError):
    """This line can not be read. cell: what stands there, if it may be shown."""

    def __init__(self, why: RefusedWhy, cell: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.shown = shown(cell)


class Context(NamedTuple):
    """What a line needs to be read besides its cells."""

    now: datetime
    offset: Offset
    meanings: Meanings = Meanings()

    @property
    def moods(self) -> Mapping[str, State | None]:
        return self.meanings.moods


class Cells:
    """The cells of one line by column name. A column that is not there reads as empty."""

    def __init__(self, names: Sequence[str], values: Sequence[str]) -> None:
        if len(values) > MOST_CELLS or any(value.strip() for value in values[len(names) :]):
            raise Refusal(RefusedWhy.TOO_MANY_CELLS)
        if any(len(value) > LONGEST_WORDS for value in values):
            raise Refusal(RefusedWhy.TOO_LONG)
        self._values = dict(zip(names, values, strict=False))

    def short(self, name: str) -> str:
        """A word or a name: spaces made one, composed, and nothing in it that turns the reading direction."""
        text = unicodedata.normalize("NFC", " ".join(self._values.get(name, "").split()))
        if _TURNS.search(text):
            raise Refusal(RefusedWhy.BIDI, text)
        return text

    def words(self, name: str) -> str:
        """A longer text, as it was written. Pasting turns line ends into another form; that makes no other text."""
        return self._values.get(name, "").strip().replace("\r\n", "\n").replace("\r", "\n")

    def blank(self) -> bool:
        return not any(value.strip() for value in self._values.values())


Choice = TypeVar("Choice", bound=Enum)

_TURNS = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")
_SAYS_NOTHING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def shown(cell: str) -> str:
    """The beginning of a cell, safe to print anywhere: nothing that moves a cursor or turns the reading direction."""
    text = _SAYS_NOTHING.sub("\N{REPLACEMENT CHARACTER}", " ".join(cell[: 4 * LONGEST_SHOWN].split()))
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def chosen(kind: type[Choice], cell: str, why: RefusedWhy) -> Choice | None:
    """The answer a cell stands for, by id or in words; nothing when it is empty."""
    if not cell:
        return None
    try:
        return kind("_".join(re.split(r"[\s_-]+", cell.casefold())))
    except ValueError:
        raise Refusal(why, cell) from None


def identity(*parts: object) -> UUID:
    """The id of what a line says. It depends on nothing but the line."""
    return uuid5(BROUGHT_IN, msgspec.json.encode(parts).decode())


def when(cell: str, context: Context) -> Moment:
    try:
        return read_moment(cell, context.offset, context.now)
    except NoMoment as error:
        raise Refusal(RefusedWhy(error.why.value), cell) from None
