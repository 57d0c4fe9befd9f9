"""What the page to take along is made of: the same blocks for the page on the screen and for the PDF.

Nothing here knows how a block looks, and nothing is kept: a page is made when it is asked for, and let go.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from unhurried.content.along import AlongWords
from unhurried.content.library import Library
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept
from unhurried.insight.charts import Svg
from unhurried.insight.steadying import RangeMemory
from unhurried.report.along.names import Names

LONGEST_WORDS = 300
"""Characters of each of the two answers at the top, so that the first page stays one page."""


FIRST_PAGE_NAMES = 4
"""Names in one sentence of the first page."""


class Wanted(msgspec.Struct, frozen=True):
    """What the person chose. why, help: their own words for the top, or nothing. parts: ids, as they were ticked."""

    why: str = ""
    help: str = ""
    parts: tuple[str, ...] = ()
    letters: bool = True


class Picture(msgspec.Struct, frozen=True):
    """A drawing, the same in words, and what its forms mean. tall: its height on paper, in points."""

    drawn: Svg
    in_words: str
    key: str
    tall: int


class Table(msgspec.Struct, frozen=True):
    """The first of each row is its head. Every row is as long as heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("a row is as long as the heads")


class Told(msgspec.Struct, frozen=True):
    """What one part says. first: for the first page, short. own: the person's own words. rests_on: how many entries."""

    first: tuple[str, ...]
    sentences: tuple[str, ...]
    rests_on: str
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    own: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True):
    id: str
    title: str
    told: Told
    not_proof: str


class Page(msgspec.Struct, frozen=True):
    """The whole page. who: those who are named on it and what they are to the person. empty: titles with nothing to tell."""

    made: str
    why: str
    help: str
    parts: tuple[Part, ...]
    who: tuple[str, ...]
    letters: bool
    empty: tuple[str, ...]


class Notes(NamedTuple):
    """What a part is told from. kept: every entry, oldest first. memory: where the range is remembered between pages."""

    kept: Sequence[Kept]
    entries: Sequence[Entry]
    now: datetime
    library: Library
    names: Names
    memory: RangeMemory | None

    @property
    def words(self) -> AlongWords:
        return self.library.along
