"""Ideas for tiny promises, signals to choose from, words for what matters, and small ways back.

It keeps its hands off what anyone keeps, likes or notices: that is the person's.
"""

from datetime import date
from enum import Enum

import msgspec

from unhurried.domain.selftrust import LARGEST, LONGEST_ID, LONGEST_LINE, SMALLEST, PromiseArea


class _Reviewed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """id is a slug and lies in people's entries. reviewed, checklist: last review."""

    id: str
    reviewed: date
    checklist: int
    second_reading: date | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.id) <= LONGEST_ID:
            raise ValueError(f"{self.id}: an id has 1 to {LONGEST_ID} signs")
        for words in _words_of(self):
            if not 0 < len(words.strip()) <= LONGEST_LINE:
                raise ValueError(f"{self.id}: words are there, and up to {LONGEST_LINE} letters")


class PromiseIdea(_Reviewed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """If this, then I do that. size: 1 to 5, our own guess. unseen: nobody else could notice that it was done."""

    area: PromiseArea
    size: int
    if_words: str
    then_words: str
    unseen: bool

    def __post_init__(self) -> None:
        super().__post_init__()
        if not SMALLEST <= self.size <= LARGEST:
            raise ValueError(f"{self.id}: a size is {SMALLEST} to {LARGEST}")


class Where(Enum):
    BODY = "body"
    OUTSIDE = "outside"


class SignalIdea(_Reviewed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something one may have noticed, in the body or around one."""

    where: Where
    says: str


class ValueWord(_Reviewed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A word for what matters, and one plain line on it."""

    word: str
    line: str


class ReturnIdea(_Reviewed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A small way back to something one stopped doing."""

    says: str


class SelfTrustWords(msgspec.Struct, frozen=True):
    """All that room selftrust offers, by id, in the order of its files."""

    promises: dict[str, PromiseIdea]
    signals: dict[str, SignalIdea]
    values: dict[str, ValueWord]
    returns: dict[str, ReturnIdea]


def _words_of(item: _Reviewed) -> list[str]:
    found = [getattr(item, field) for field in item.__struct_fields__ if field != "id"]
    return [one for one in found if isinstance(one, str)]
