"""Looking back: what differs between two spans of days, and what was said to have made it worse, told openly.

For: the person's own answers, counted in two spans, with the usual wobble named. Must not: call anything better or
worse, leave a time out, or say a word about anyone else.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from unhurried.domain.base import Entry
from unhurried.domain.limits import Limit, Received
from unhurried.domain.lookback import HarmCheck, SinceBegun
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Hurt
from unhurried.domain.selftrust import Promise, SelfRating, SignalHonoured
from unhurried.domain.signals import Alarm
from unhurried.domain.steadying import ACTIVATION, Checkin, Felt, PracticeTime, Presence
from unhurried.domain.steps import AskedAfter, StepOutcome
from unhurried.domain.support import HelpSession, OutsideMeasure
from unhurried.inference.change import Change, Wobble, find_change

# --- what changed -------------------------------------------------------------------------------------------


class Days(NamedTuple):
    """From a day to a day, both included."""

    first: date
    last: date

    @property
    def before(self) -> "Days":
        """As many days, right before these."""
        length = self.last - self.first
        return Days(self.first - length - timedelta(days=1), self.first - timedelta(days=1))

    def hold(self, entry: Entry) -> bool:
        return self.first <= entry.local.date() <= self.last


DATED = (
    *(Checkin, PracticeTime, StepOutcome, Alarm, Hurt, Received),
    *(Promise, SignalHonoured, SelfRating, OutsideMeasure, HelpSession),
)
"""What happened on a day. All else, such as people and needs, is as it stands. What became of a promise belongs to its
promise, whenever the word on it came."""


def within(kept: Iterable[Kept], days: Days) -> list[Kept]:
    """The notes as if only what happened in these days had been written down.

    A limit stands until it is changed: it is there when it was put into words in these days, or received in them.
    """
    rows = tuple(kept)
    received = {row.entry.limit for row in rows if isinstance(row.entry, Received) and days.hold(row.entry)}
    return [row for row in rows if _happened(row.entry, days) or row.entry.id in received]


def _happened(entry: Entry, days: Days) -> bool:
    return days.hold(entry) if isinstance(entry, (*DATED, Limit)) else True


class Compared(Enum):
    """What is counted in both spans."""

    STATES = "states"
    STAYED = "stayed"
    PRACTICES = "practices"
    FEARS = "fears"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question in two spans. answers: ids, in the order in which change counts them.

    moved: the answer whose share differs most, where a change may be told; None otherwise.
    """

    what: Compared
    answers: tuple[str, ...]
    change: Change
    moved: int | None

    @property
    def too_few(self) -> bool:
        return self.change.wobble is Wobble.TOO_FEW


def compare(entries: Sequence[Entry], days: Days) -> tuple[Comparison, ...]:
    """Every question that was answered in these days or in as many before them, in one order for everyone."""
    before, after = ([entry for entry in entries if span.hold(entry)] for span in (days.before, days))
    found = [_compare(what, before, after) for what in Compared]
    return tuple(one for one in found if one.change.counted)


def _compare(what: Compared, before: Sequence[Entry], after: Sequence[Entry]) -> Comparison:
    answers, answer_of = _QUESTIONS[what]
    change = find_change(*(_count(answers, answer_of, entries) for entries in (before, after)))
    return Comparison(what, answers, change, _moved(change) if change.wobble is None else None)


def _count(answers: Sequence[str], answer_of: "_AnswerOf", entries: Iterable[Entry]) -> list[int]:
    given = [answer_of(entry) for entry in entries]
    return [given.count(answer) for answer in answers]


def _moved(change: Change) -> int:
    before, after = sum(change.before), sum(change.after)
    apart = [abs(one / before - other / after) for one, other in zip(change.before, change.after, strict=True)]
    return apart.index(max(apart))


def _state(entry: Entry) -> str | None:
    return entry.state.value if isinstance(entry, Checkin) and entry.state in ACTIVATION else None


def _stayed(entry: Entry) -> str | None:
    if not isinstance(entry, Checkin) or entry.presence is None:
        return None
    return "yes" if entry.presence is Presence.YES else "not_wholly"


def _practice(entry: Entry) -> str | None:
    """How far from settled it was after, beside before; what was said to be worse is worse."""
    if not isinstance(entry, PracticeTime):
        return None
    if entry.felt is Felt.WORSE:
        return "farther"
    if entry.before not in ACTIVATION or entry.after not in ACTIVATION:
        return None
    before, after = abs(ACTIVATION[entry.before]), abs(ACTIVATION[entry.after])
    return "closer" if after < before else "same" if after == before else "farther"


def _fear(entry: Entry) -> str | None:
    if not isinstance(entry, StepOutcome) or entry.came_true is None:
        return None
    return "came_true" if entry.came_true else "did_not"


_AnswerOf = Callable[[Entry], str | None]

_QUESTIONS: dict[Compared, tuple[tuple[str, ...], _AnswerOf]] = {
    Compared.STATES: (tuple(state.value for state in ACTIVATION), _state),
    Compared.STAYED: (("yes", "not_wholly"), _stayed),
    Compared.PRACTICES: (("closer", "same", "farther"), _practice),
    Compared.FEARS: (("did_not", "came_true"), _fear),
}


# --- what made it worse -------------------------------------------------------------------------------------


class WorseBy(Enum):
    """What was said to have made it worse."""

    PRACTICE = "practice"
    STEP = "step"
    BEING_HERE = "being_here"


@dataclass(frozen=True, slots=True)
class MadeWorse:
    """One time. about: the id of the practice or the plan, or nothing."""

    at: datetime
    by: WorseBy
    about: str


def find_made_worse(entries: Iterable[Entry]) -> tuple[MadeWorse, ...]:
    """Every time the person said that something here made it worse, the newest first."""
    found = [one for one in map(_made_worse, entries) if one is not None]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _made_worse(entry: Entry) -> MadeWorse | None:
    if isinstance(entry, PracticeTime) and entry.felt is Felt.WORSE:
        return MadeWorse(entry.local, WorseBy.PRACTICE, entry.practice)
    if isinstance(entry, AskedAfter) and entry.felt is Felt.WORSE:
        return MadeWorse(entry.local, WorseBy.STEP, str(entry.plan))
    if isinstance(entry, HarmCheck) and entry.since is SinceBegun.WORSE:
        return MadeWorse(entry.local, WorseBy.BEING_HERE, "")
    return None
