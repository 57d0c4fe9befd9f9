"""Finding help: therapies, ways in, questions, warning signs in helpers, small steps for telling, and measures.

It keeps its hands off who is a good helper: it says what can be asked and what can be seen. No question of a measure
stands here, and no number that was not read at its source.
"""

from datetime import date
from enum import Enum

import msgspec

from unhurried.domain.safety import DangerSign
from unhurried.domain.support import RANGES, Instrument

FEWEST_SENTENCES, MOST_SENTENCES = 2, 5
DEEPEST_TELLING = 5


class Place(Enum):
    """Where a therapy stands in the list. The order is that of what is known, and no advice to one person."""

    FIRST = "first"
    ALSO = "also"
    LITTLE_TESTED = "little_tested"
    BESIDE = "beside"


class Therapy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of help, in our own words. Its grade is that of its claim.

    lead: what it is, in one sentence. session: what one does there. length: how long it takes, as far as we read it.
    tested: for what and with whom. might_not_want: what may not suit someone. ask: one thing to ask about it.
    """

    id: str
    title: str
    place: Place
    claim: str
    lead: str
    session: tuple[str, ...]
    tested: str
    might_not_want: str
    ask: str
    reviewed: date
    checklist: int
    second_reading: date | None = None
    short: str = ""
    length: str = ""

    def __post_init__(self) -> None:
        if not FEWEST_SENTENCES <= len(self.session) <= MOST_SENTENCES:
            raise ValueError(f"{self.id}: what a session is like is two to five sentences")


class WayIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to help for one situation. steps: what one could do. say: words for it. careful: what could go wrong."""

    id: str
    title: str
    drawing: str
    lead: str
    steps: tuple[str, ...]
    say: str
    careful: str
    reviewed: date
    checklist: int
    second_reading: date | None = None


class Part(Enum):
    """What a question is about."""

    BACKGROUND = "background"
    WORK = "work"
    PACE = "pace"
    FRAME = "frame"
    DANGER = "danger"


class HelperQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to ask a helper. why: what the answer tells."""

    id: str
    part: Part
    ask: str
    why: str
    reviewed: date
    checklist: int
    second_reading: date | None = None


class HelperSign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A warning sign in a helper. flag: the danger sign it is; nothing where it is worth a pause.

    says: what one may see, in the person's own voice. why: why it matters.
    """

    id: str
    says: str
    why: str
    reviewed: date
    checklist: int
    second_reading: date | None = None
    flag: DangerSign | None = None
    claim: str = ""


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small step for telling a helper. depth: how much is at stake. step: an idea of room steps that is like it."""

    id: str
    title: str
    depth: int
    how: str
    smaller: str
    way_out: str
    reviewed: date
    checklist: int
    second_reading: date | None = None
    step: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.depth <= DEEPEST_TELLING:
            raise ValueError(f"{self.id}: depth runs from 1 to {DEEPEST_TELLING}")


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From this total on. says: where it lies, in words, and never how somebody is."""

    least: int
    says: str


class Wobble(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far totals move by themselves. below: less than this is the usual wobble. beyond: from here on it is more.

    Between the two, the groups it was found with do not agree.
    """

    below: int
    beyond: int
    found_with: str


class MeasureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be said of a measure. Without bands, and without wobble, that was not checked, and is not said.

    found_with: whom the bands were found with. claim: where that was read.
    """

    id: Instrument
    title: str
    about: str
    reviewed: date
    checklist: int
    second_reading: date | None = None
    bands: tuple[Band, ...] = ()
    found_with: str = ""
    wobble: Wobble | None = None
    claim: str = ""

    def __post_init__(self) -> None:
        low, high = RANGES[self.id]
        starts = [band.least for band in self.bands]
        if starts and (starts[0] != low or starts != sorted(set(starts)) or starts[-1] > high):
            raise ValueError(f"{self.id.value}: bands go up from the lowest total")
        if (self.bands or self.wobble) and not self.claim:
            raise ValueError(f"{self.id.value}: a number needs a claim")
        if bool(self.bands) != bool(self.found_with):
            raise ValueError(f"{self.id.value}: bands say whom they were found with")


class SupportWords(msgspec.Struct, frozen=True):
    """All there is to say in room support."""

    therapies: dict[str, Therapy]
    ways_in: dict[str, WayIn]
    questions: dict[str, HelperQuestion]
    signs: dict[str, HelperSign]
    telling: dict[str, Telling]
    measures: dict[Instrument, MeasureWords]

    def in_place(self, place: Place) -> tuple[Therapy, ...]:
        return tuple(one for one in self.therapies.values() if one.place is place)

    def in_part(self, part: Part) -> tuple[HelperQuestion, ...]:
        return tuple(one for one in self.questions.values() if one.part is part)

    def claims(self) -> list[tuple[str, str]]:
        """Every claim that is named, with the id of what names it."""
        named = [(one.id, one.claim) for one in self.therapies.values()]
        named += [(one.id, one.claim) for one in self.signs.values()]
        named += [(one.id.value, one.claim) for one in self.measures.values()]
        return [(one, claim) for one, claim in named if claim]
