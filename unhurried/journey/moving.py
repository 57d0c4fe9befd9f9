"""Room lookback, moving: what of a saved notebook is new here, bringing it in with one write, and erasing some days.

One way for a restore and for merging another notebook. Nothing here opens what is held: danger is never overwritten by
a file, and what a file takes back stays held here. Knows no kind of entry but those it has to treat with care.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.crisis import ChosenCountry, CrisisPlan, OwnLine, UnavoidableContact
from unhurried.domain.door import Preferences
from unhurried.domain.entries import encode
from unhurried.domain.limits import KINDLY, Received
from unhurried.domain.lookback import OwnReading
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Hurt, Link, SharedHome, Someone
from unhurried.domain.readiness import STANDS_TOGETHER, Readiness
from unhurried.domain.safety import Asked, Flag, KeptAnswer, Lifting, Stopped
from unhurried.domain.signals import Alarm, AlarmAnswer
from unhurried.domain.steadying import CheckinRhythm
from unhurried.domain.support import Helper, QuestionsToAsk
from unhurried.journey.lookback import goes_with
from unhurried.journey.stamp import ALLOWED_AHEAD

SAVED = b"saved"
"""What the secret for ids of second versions is made for, from the key of the notebook."""

HOLDS = (Flag, Stopped, Lifting, Asked, Link, SharedHome)
"""What the danger side of the gate reads. A file adds to it, and never changes or ends what is here."""

ONE_OF_A_KIND = (Preferences, CrisisPlan, CheckinRhythm, OwnReading, ChosenCountry, QuestionsToAsk)
"""There is one of each in a notebook, whatever its id."""

STAYS = (*HOLDS, Someone, Helper, Preferences, CrisisPlan, OwnLine, ChosenCountry, UnavoidableContact)
"""What belongs to no day. Erasing days leaves it, and each has a place of its own where it can go."""


_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class Differing(Enum):
    """What to do with an entry that is here and in the file in other words."""

    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"


class Pair(NamedTuple):
    """The same entry here and in the file, in other words."""

    mine: Kept
    theirs: Entry


class Compared(msgspec.Struct, frozen=True):
    """What a file holds, as seen from this notebook. left_out: would end what is held here. ahead: written in times to come."""

    new: tuple[Entry, ...]
    here: tuple[Entry, ...]
    differs: tuple[Pair, ...]
    left_out: tuple[Entry, ...]
    ahead: tuple[Entry, ...] = ()


class Days(msgspec.Struct, frozen=True):
    """What erasing some days would do. gone: ids, those that go along from other days too. of_danger: how many may be needed as a record."""

    gone: tuple[UUID, ...]
    counted: Mapping[type[Entry], int]
    stays: Mapping[type[Entry], int]
    of_danger: int


def compare(kept: Iterable[Kept], found: Iterable[Entry], now: datetime, secret: bytes) -> Compared:
    """Where each entry of a file belongs. secret: known to the open notebook alone; ids lie in the clear.

    What was written in times to come stays out: a look at readiness from next year would speak over every one until then.
    """
    here = _Here(tuple(kept), now, secret)
    sorted_: dict[str, list[Entry]] = {"new": [], "here": [], "left_out": [], "ahead": []}
    differs = []
    for entry in found:
        mine = here.same(entry)
        if mine is not None and not here.says_this(mine, entry) and not here.lies_ahead(entry):
            differs.append(Pair(mine, entry))
        else:
            sorted_[here.place(entry, mine)].append(entry)
    new, same, left_out, ahead = (tuple(sorted_[place]) for place in ("new", "here", "left_out", "ahead"))
    return Compared(new, same, tuple(differs), left_out, ahead)


def bring_back(
    notebook: Notebook, found: Iterable[Entry], differing: Differing, now: datetime, secret: bytes
) -> Compared:
    """Everything new, and what differs as the person chose, in one write. What is here is never overwritten unasked."""
    compared = compare(notebook.entries().kept, found, now, secret)
    add = list(compared.new)
    revise = []
    for mine, theirs in compared.differs:
        if differing is Differing.BOTH and may_be_both(mine.entry, theirs):
            add.append(msgspec.structs.replace(theirs, id=_second_id(theirs, secret)))
        elif differing is Differing.THEIRS and may_be_theirs(mine.entry, theirs):
            revise.append(Kept(msgspec.structs.replace(theirs, id=mine.entry.id), mine.revision))
    if add or revise:
        notebook.write(add=add, revise=revise)
    return compared


def may_be_both(mine: Entry, theirs: Entry) -> bool:
    """A person is not there twice: what holds the one would not hold the other."""
    return not any(isinstance(one, (Lifting, Asked, Someone, *ONE_OF_A_KIND)) for one in (mine, theirs))


def may_be_theirs(mine: Entry, theirs: Entry) -> bool:
    return type(mine) is type(theirs) and not isinstance(mine, HOLDS)


def counted(entries: Iterable[Entry]) -> Counter[type[Entry]]:
    return Counter(type(entry) for entry in entries)


def look_at_days(kept: Iterable[Kept], first: date, last: date) -> Days:
    """What goes when these days are erased, both included, by the clock the person saw."""
    entries = [row.entry for row in kept]
    speaking = _looks_that_speak(entries)
    inside = [entry for entry in entries if first <= entry.local.date() <= last]
    stays = [entry for entry in inside if isinstance(entry, STAYS) or entry.id in speaking]
    staying = {entry.id for entry in stays}
    gone = _with_what_hangs_on(entries, [entry for entry in inside if entry.id not in staying])
    return Days(
        tuple(entry.id for entry in gone), counted(gone), counted(stays), sum(_may_be_needed(entry) for entry in gone)
    )


def erase_days(notebook: Notebook, first: date, last: date) -> int:
    """In one write. How many went."""
    gone = look_at_days(notebook.entries().kept, first, last).gone
    notebook.write(erase=gone)
    return len(gone)


class _Here:
    """What is in the notebook, in the ways in which an entry of a file can be known."""

    def __init__(self, kept: Sequence[Kept], now: datetime, secret: bytes) -> None:
        entries = [row.entry for row in kept]
        self._by_id = {row.entry.id: row for row in kept}
        self._only: dict[type[Entry], Kept] = {
            type(row.entry): row for row in kept if isinstance(row.entry, ONE_OF_A_KIND)
        }
        self._brought_in = {_said(entry) for entry in entries if getattr(entry, "brought_in", False)}
        self._is_begun = any(not isinstance(entry, Preferences) for entry in entries)
        self._latest = now + ALLOWED_AHEAD
        self._secret = secret

    def same(self, entry: Entry) -> Kept | None:
        """What is here of this entry, whatever it says."""
        return self._by_id.get(entry.id) or self._only.get(type(entry))

    def says_this(self, mine: Kept, entry: Entry) -> bool:
        if mine.entry == entry or _second_id(entry, self._secret) in self._by_id:
            return True
        return mine.entry.id != entry.id and _said(mine.entry) == _said(entry)

    def lies_ahead(self, entry: Entry) -> bool:
        return entry.written > self._latest

    def place(self, entry: Entry, mine: Kept | None) -> str:
        """For an entry that differs from nothing here that it could take the place of."""
        if mine is not None and self.says_this(mine, entry):
            return "here"
        if self.lies_ahead(entry):
            return "ahead"
        if getattr(entry, "brought_in", False) and _said(entry) in self._brought_in:
            return "here"
        return "left_out" if self._would_open(entry) else "new"

    def _would_open(self, entry: Entry) -> bool:
        """Taking back something that is held here, or answers about danger that were not given here."""
        if isinstance(entry, Lifting):
            return entry.lifts in self._by_id
        if isinstance(entry, Asked):
            return self._is_begun if entry.whom is None else entry.whom in self._by_id
        return False


def _said(entry: Entry) -> Entry:
    """What it says, whatever its id and whenever it was written down."""
    at = _NEVER if isinstance(entry, ONE_OF_A_KIND) else entry.at
    return msgspec.structs.replace(entry, id=UUID(int=0), at=at, written=at)


def _second_id(entry: Entry, secret: bytes) -> UUID:
    """The id of a second version of an entry: the same each time it is brought in."""
    return UUID(bytes=blake2b(encode(entry), key=secret, digest_size=16).digest(), version=4)


def _looks_that_speak(entries: Iterable[Entry]) -> frozenset[UUID]:
    """The looks at readiness that hold steps now. Without them an older one would speak, and could open what they hold."""
    looks = [entry for entry in entries if isinstance(entry, Readiness)]
    latest = max((look.written for look in looks), default=None)
    return frozenset(look.id for look in looks if latest is not None and latest - look.written <= STANDS_TOGETHER)


def _with_what_hangs_on(entries: Sequence[Entry], first: Sequence[Entry]) -> list[Entry]:
    """These, and what says something about them and nothing else, and so on."""
    gone = {entry.id: entry for entry in first}
    size = -1
    while size != len(gone):
        size = len(gone)
        gone |= {entry.id: entry for entry in entries if entry.id not in gone and goes_with(entry, gone)}
    return list(gone.values())


def _may_be_needed(entry: Entry) -> bool:
    """Something that may count one day as a record with its date."""
    if isinstance(entry, Alarm):
        return entry.answer is AlarmAnswer.SIGNS_OF_DANGER
    if isinstance(entry, Received):
        return entry.how not in KINDLY
    return isinstance(entry, (Hurt, KeptAnswer))
