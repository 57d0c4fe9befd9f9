"""Room selftrust: tiny promises to oneself, signals that were heard, and who I am now.

Nothing here counts days in a row, and there is no figure for how well anyone keeps their word. A promise that was
changed or let go was not broken, and one that nobody spoke of is not known.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from unhurried.domain.base import Entry, ImpossibleEntry, check_range, check_words
from unhurried.domain.steadying import Checkin, Presence, State

LONGEST_ID = 60
LONGEST_LINE = 200

SMALLEST, LARGEST = 1, 5
"""Sizes of a promise. What each means is the person's to say; the page has words for them."""

ASKED_FOR = timedelta(days=2)
"""So long after its day a promise is still open. Then nothing asks, and it can still be answered."""

WEEK = timedelta(days=7)
FEWEST_IN_A_WEEK = 3
"""Check-ins below which a week says nothing of how it was."""


# --- promises -----------------------------------------------------------------------------------------------


class PromiseArea(Enum):
    BODY = "body"
    REST = "rest"
    AROUND = "around"
    KINDNESS = "kindness"
    PACE = "pace"
    DELIGHT = "delight"


class Promise(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="promise.1"):
    """If this, then I do that.

    due: the day it is for, on the person's calendar. idea: the id in content it came from, or nothing.
    instead_of: the promise this one took the place of.
    """

    if_words: str
    then_words: str
    size: int
    due: date
    area: PromiseArea | None = None
    idea: str = ""
    instead_of: UUID | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_said("then_words", self.then_words)
        check_words("if_words", self.if_words, LONGEST_LINE)
        check_words("then_words", self.then_words, LONGEST_LINE)
        check_words("idea", self.idea, LONGEST_ID)
        check_range("size", self.size, SMALLEST, LARGEST)


class Became(Enum):
    """What became of a promise. All four are of equal worth; RENEGOTIATED means it was changed for one that fits."""

    KEPT = "kept"
    RENEGOTIATED = "renegotiated"
    LET_GO = "let_go"
    FORGOT = "forgot"


KNOWN_KEPT = {Became.KEPT: True, Became.LET_GO: False, Became.FORGOT: False}
"""What each teaches about sizes that work. A promise that was changed teaches nothing about the one it was."""


class PromiseOutcome(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="promise_outcome.1"):
    """The person's word on a promise, on its day or any time later. The latest stands."""

    promise: UUID
    became: Became
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("note", self.note)


class NothingToday(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="nothing_today.1"):
    """The person promised themselves nothing that day. An answer, and worth as much as a promise."""


def promises(entries: Iterable[Entry]) -> list[Promise]:
    """In the order in which they were made."""
    return [entry for entry in entries if isinstance(entry, Promise)]


def outcomes(entries: Iterable[Entry]) -> dict[UUID, PromiseOutcome]:
    """The latest word on each promise."""
    found: dict[UUID, PromiseOutcome] = {}
    for entry in sorted(_outcomes(entries), key=lambda one: (one.written, one.id)):
        found[entry.promise] = entry
    return found


def open_promise(entries: Iterable[Entry], today: date) -> Promise | None:
    """The promise that stands, if there is one: no word on it yet, and its day is not long past."""
    known = tuple(entries)
    told = outcomes(known)
    waiting = [one for one in promises(known) if one.id not in told and today <= one.due + ASKED_FOR]
    return waiting[-1] if waiting else None


def _outcomes(entries: Iterable[Entry]) -> list[PromiseOutcome]:
    return [entry for entry in entries if isinstance(entry, PromiseOutcome)]


def was_hard_week(entries: Iterable[Entry], now: datetime) -> bool:
    """Whether at least half of the last seven days' check-ins, three or more, were at an end of the scale, both at
    once, or hard to stay with. Fewer check-ins say nothing. What was brought in from a file is left out."""
    week = [one for one in entries if isinstance(one, Checkin) and not one.brought_in and now - WEEK < one.at <= now]
    hard = sum(_is_hard(one) for one in week)
    return len(week) >= FEWEST_IN_A_WEEK and 2 * hard >= len(week)


def _is_hard(checkin: Checkin) -> bool:
    far = checkin.state in (State.SHUT_DOWN, State.KEYED_UP, State.BOTH)
    return far or checkin.presence in (Presence.NO, Presence.PARTLY)


# --- signals that were heard --------------------------------------------------------------------------------


class Listened(Enum):
    """NOT_THIS_TIME is no fault: not listening is often how someone got through."""

    YES = "yes"
    PARTLY = "partly"
    NOT_THIS_TIME = "not_this_time"


class SignalHonoured(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="signal_honoured.1"):
    """Something the person noticed, whether they listened, and what happened. signal: an id of content, or nothing."""

    signal: str = ""
    noticed: str = ""
    listened: Listened | None = None
    happened: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_said("noticed", self.signal + self.noticed)
        check_words("signal", self.signal, LONGEST_ID)
        check_words("noticed", self.noticed)
        check_words("happened", self.happened)


# --- who I am now -------------------------------------------------------------------------------------------


class MyValue(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="my_value.1"):
    """Something that matters to the person. value: an id of content, or nothing when they have their own word."""

    value: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_said("words", self.value + self.words)
        check_words("value", self.value, LONGEST_ID)
        check_words("words", self.words, LONGEST_LINE)


class Like(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="like.1"):
    """Something the person likes."""

    words: str

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_said("words", self.words)
        check_words("words", self.words, LONGEST_LINE)


class StoppedDoing(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="stopped_doing.1"):
    """Something the person once did and stopped."""

    words: str

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_said("words", self.words)
        check_words("words", self.words, LONGEST_LINE)


class Returned(Enum):
    """How a small return was. None of the three is more worth than another."""

    STILL_MINE = "still_mine"
    NOT_THE_SAME = "not_the_same"
    NOT_NOW = "not_now"


class SmallReturn(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="small_return.1"):
    """One small way back to something that was stopped, or to nothing in particular. idea: an id of content.

    how: None while it stands open; one stands open at a time.
    """

    idea: str = ""
    words: str = ""
    stopped: UUID | None = None
    how: Returned | None = None
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_said("words", self.idea + self.words)
        check_words("idea", self.idea, LONGEST_ID)
        check_words("words", self.words, LONGEST_LINE)
        check_words("note", self.note)


def open_return(entries: Iterable[Entry]) -> SmallReturn | None:
    waiting = [entry for entry in entries if isinstance(entry, SmallReturn) and entry.how is None]
    return waiting[-1] if waiting else None


# --- how much I believe myself ------------------------------------------------------------------------------


class Believed(Enum):
    """How much I believe myself this week, in words."""

    HARDLY = "hardly"
    A_LITTLE = "a_little"
    SOMEWHAT = "somewhat"
    MOSTLY = "mostly"
    FULLY = "fully"


class SelfRating(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="self_rating.1"):
    """The person's own word on how much they believe themselves. At most one a week, and never asked for."""

    believed: Believed
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("note", self.note)


def rated_within_a_week(entries: Iterable[Entry], now: datetime) -> SelfRating | None:
    """The rating of the last seven days, if there is one: the next word takes its place."""
    recent = [entry for entry in entries if isinstance(entry, SelfRating) and now - WEEK < entry.at]
    return recent[-1] if recent else None


def _check_said(field: str, said: str) -> None:
    if not said.strip():
        raise ImpossibleEntry(field, "is empty")
