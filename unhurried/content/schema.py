"""What a content file may contain. A file that holds anything else is refused when it is loaded."""

from datetime import date
from enum import Enum

import msgspec

SHORTEST_BREATH = 3
LONGEST_BREATH = 8
"""Seconds of one in-breath or out-breath of a pacer."""

FEWEST_STEPS = 2
MOST_STEPS = 6


class Grade(Enum):
    STRONG = "strong"
    MODERATE = "moderate"
    LIMITED = "limited"
    CONTESTED = "contested"
    CONSENSUS = "consensus"
    """Widely taught, not tested."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a claim comes from. what: authors, year, journal. where: a doi or an address, shown as text."""

    what: str
    where: str


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing the product says is known. Nothing is claimed on screen without the id of one of these.

    ledger: the block of the evidence review it rests on, such as "E8". second_reading: the day someone who did not write
    it read it again, against the review and some of its sources.
    """

    id: str
    ledger: str
    grade: Grade
    says: str
    caveat: str
    sources: tuple[Source, ...]
    checked_on: date
    second_reading: date | None = None


class Group(Enum):
    """What a practice is for."""

    KEYED_UP = "keyed_up"
    SHUT_DOWN = "shut_down"
    EITHER = "either"
    SHAME = "shame"
    FLASHBACK = "flashback"


class Pacer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds of the in-breath and the out-breath. The out-breath is the longer one; the breath is never held."""

    in_seconds: int
    out_seconds: int

    def __post_init__(self) -> None:
        if not SHORTEST_BREATH <= self.in_seconds < self.out_seconds <= LONGEST_BREATH:
            raise ValueError("a pacer breathes in for 3 seconds or more, and out for longer than in, 8 at most")


class Practice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do, in our own words.

    length: how long it takes, in words. lead: one sentence on what it is. steps: two to six, one thing each.
    eyes_open: how to do it with the eyes open. no_breath: how to do it without minding the breath.
    more: for those who want to read on. claims: ids in evidence.toml. reviewed, checklist: last review.
    """

    id: str
    title: str
    group: Group
    length: str
    lead: str
    steps: tuple[str, ...]
    eyes_open: str
    no_breath: str
    reviewed: date
    checklist: int
    more: str = ""
    pacer: Pacer | None = None
    claims: tuple[str, ...] = ()
    uses_breath: bool = False
    needs: str = ""

    def __post_init__(self) -> None:
        if not FEWEST_STEPS <= len(self.steps) <= MOST_STEPS:
            raise ValueError(f"{self.id}: a practice has 2 to 6 steps")


class CalmMinute(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The minute behind the lock page: a few short lines, outward, at one's own pace.

    with_breath: the same minute for those who like to mind their breath. It waits until it is asked for.
    """

    title: str
    lines: tuple[str, ...]
    with_breath: str
    reviewed: date
    checklist: int


class EmergencyNumbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Emergency numbers of one country or territory.

    region: ISO 3166-1 alpha-2, or XK for Kosovo. numbers: in the order to try. source: what was read, as text.
    note: what each number reaches, as far as a source says so. reason: why a number stands here that
    libphonenumber does not list for the region.
    """

    region: str
    country: str
    numbers: tuple[str, ...]
    source: str
    checked_on: date
    note: str = ""
    reason: str = ""


class AlsoCalled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another name under which someone may look for a country or territory."""

    name: str
    region: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that is looked up by its id. Names in braces are filled in where it is said."""

    id: str
    says: str
