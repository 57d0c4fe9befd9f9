"""Room steadying: check-ins, practices, and what they say about activation."""

from enum import Enum

import msgspec

from unhurried.domain.base import Entry, ImpossibleEntry, check_range, check_words

FINEST = 5
"""Activation in the finer answer runs from -5 (shut down) to 5 (keyed up)."""

LONGEST_TITLE = 120


class State(Enum):
    """How a person says they are. The last two say nothing about either edge of the range."""

    SHUT_DOWN = "shut_down"
    LOW = "low"
    SETTLED = "settled"
    STIRRED = "stirred"
    KEYED_UP = "keyed_up"
    BOTH = "both"
    FINE_OUTSIDE = "fine_outside"


ACTIVATION: dict[State, float] = {
    State.SHUT_DOWN: -1.0,
    State.LOW: -0.5,
    State.SETTLED: 0.0,
    State.STIRRED: 0.5,
    State.KEYED_UP: 1.0,
}
"""Activation on [-1, 1] of the five states that lie on one line."""


class Presence(Enum):
    """Can I stay with it? Partly counts as left, with the side unknown."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Side(Enum):
    """Which way a person left their range, when they said so."""

    BELOW = "below"
    ABOVE = "above"


class Company(Enum):
    ALONE = "alone"
    ONE = "one"
    FEW = "few"
    MANY = "many"


class BodySign(Enum):
    TIGHT_CHEST = "tight_chest"
    FAST_HEART = "fast_heart"
    TENSE_SHOULDERS = "tense_shoulders"
    CLENCHED_JAW = "clenched_jaw"
    STOMACH = "stomach"
    SHAKY = "shaky"
    HEAVY = "heavy"
    NUMB = "numb"
    COLD = "cold"
    TIRED = "tired"
    WARM = "warm"
    LOOSE = "loose"


class Pattern(Enum):
    """The five patterns of the guide (S50 to S54) and pulling away (S3), named by the person, never by the app."""

    OLD_TERROR = "old_terror"
    SHAME = "shame"
    MIND_LEAVES = "mind_leaves"
    TESTING = "testing"
    ALL_OR_NOTHING = "all_or_nothing"
    PULLING_AWAY = "pulling_away"


class Checkin(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="checkin.1"):
    """How I am, and whether I can stay with it.

    activation: the finer answer, -5 to 5. toward, away: pull to and from people, 0 (none) to 4 (very strong).
    """

    state: State
    presence: Presence | None = None
    side: Side | None = None
    activation: int | None = None
    toward: int | None = None
    away: int | None = None
    body: tuple[BodySign, ...] = ()
    company: Company | None = None
    with_whom: str = ""
    where: str = ""
    note: str = ""
    pattern: Pattern | None = None
    brought_in: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        check_range("activation", self.activation, -FINEST, FINEST)
        check_range("toward", self.toward, 0, 4)
        check_range("away", self.away, 0, 4)
        check_words("with_whom", self.with_whom)
        check_words("where", self.where)
        check_words("note", self.note)
        if self.side is not None and self.presence in (None, Presence.YES):
            raise ImpossibleEntry("side", "needs a check-in in which the person could not stay")


class Felt(Enum):
    EASED = "eased"
    SAME = "same"
    WORSE = "worse"


class PracticeTime(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="practice_time.1"):
    """One time a practice was done. `practice` is an id of content or the uuid of an `OwnPractice`.

    before, after: one of the five states on the line, or nothing when skipped.
    """

    practice: str
    before: State | None = None
    after: State | None = None
    felt: Felt | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("practice", self.practice, LONGEST_TITLE)


class OwnPractice(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="own_practice.1"):
    """A practice in the person's own words."""

    title: str
    words: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.title.strip():
            raise ImpossibleEntry("title", "is empty")
        check_words("title", self.title, LONGEST_TITLE)
        check_words("words", self.words)


class HiddenPractice(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="hidden_practice.1"):
    """A practice the person does not want to be offered. Showing it again erases this entry."""

    practice: str


class Rhythm(Enum):
    GO_ON = "go_on"
    LESS = "less"
    STOP = "stop"


class CheckinRhythm(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="checkin_rhythm.1"):
    """The answer to the one question after two weeks: go on, less, or stop."""

    rhythm: Rhythm


class Cell(msgspec.Struct, frozen=True):
    """The interval of activation on [-1, 1] that an answer stands for."""

    low: float
    high: float


def cell(checkin: Checkin) -> Cell | None:
    """Where on the line of activation a check-in lies, or None when it says nothing about the line."""
    if checkin.state not in ACTIVATION:
        return None
    if checkin.activation is not None:
        return _cell_around(checkin.activation / FINEST, 0.5 / FINEST)
    return _cell_around(ACTIVATION[checkin.state], 0.25)


def _cell_around(middle: float, half: float) -> Cell:
    return Cell(max(-1.0, middle - half), min(1.0, middle + half))
