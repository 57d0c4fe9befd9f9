"""Room steps: what was expected and what happened, with each person in each area, and how expectation moves.

Counts stand beside the exact bound they allow, and nothing is said below five that are known. What happened and what
was felt are never mixed, nothing is a figure for a person, and what is not known never counts as good.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from unhurried.domain.base import Entry
from unhurried.domain.people import Area
from unhurried.domain.steps import AsFeared, StepOutcome, StepPlan, Told, Took, told
from unhurried.inference.bound import upper_bound
from unhurried.inference.felt import Felt, Learning, learning_of, replay_felt
from unhurried.inference.limits import stakes_of
from unhurried.inference.records import Track

ENOUGH = 5
"""Known outcomes below which there is only the list."""

EARLY = 14
"""Below this it is an early picture."""

ENOUGH_TO_LEARN = 10
"""Pairs of before and after that a word on learning takes."""

ROOM = 25
"""How far from the end of the scale an expectation has to lie for a step to say how fast it moves that way."""

HARDLY = 5
"""Of 100: a mean that moved by less has hardly moved."""

WIDEST_USEFUL = 0.6
"""A band wider than this says nothing of use."""

SURE = 50 / 51
"""A chance at which the Bayes factor against even odds passes 50 (insight.md, rule 4)."""

_DAY = timedelta(days=1)
_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)


class Seen(NamedTuple):
    """One step that was taken. expected, next_time: how likely harm felt before and after, 0 to 100, or None."""

    day: float
    on: date
    plan: UUID
    step: str
    expected: int | None
    as_feared: AsFeared | None
    next_time: int | None
    took: Took

    @property
    def is_known(self) -> bool:
        return self.as_feared is not None and self.as_feared.is_known


@dataclass(frozen=True, slots=True)
class StepFinding:
    """What happened with someone, or with nobody in particular, in one area.

    known: steps of which it is known whether what was feared happened; came_true: of those, wholly or partly.
    at_most: as often as this in 100 it could still happen (exact, one-sided, 95 %); None while too few are known.
    missing: how many more known ones it takes. early: the picture could change.
    """

    whom: tuple[UUID, ...]
    area: Area
    seen: tuple[Seen, ...]
    known: int
    came_true: int
    unknown: int
    at_most: int | None
    missing: int
    early: bool

    @property
    def drawn(self) -> tuple[Seen, ...]:
        """Those that can be drawn: with what was expected."""
        return tuple(one for one in self.seen if one.expected is not None)

    @property
    def turns(self) -> tuple[tuple[int, int], ...]:
        """What was expected before and after, each time both were said."""
        return tuple(
            (one.expected, one.next_time) for one in self.seen if one.expected is not None and one.next_time is not None
        )


@dataclass(frozen=True, slots=True)
class LearningFinding:
    """How felt expectation moves, over all steps.

    pairs: before and after, both said. missing: how many more it takes. before, after: their means of 100.
    learning: None while too few, or while a band is too wide to be of use. worse_faster: True when bad moves
    expectation faster than good, False when slower; None while that is not clear.
    """

    pairs: int
    missing: int
    before: int | None
    after: int | None
    learning: Learning | None
    worse_faster: bool | None

    @property
    def moved(self) -> int:
        """Which way expectation went by a step, on average: -1 down, 1 up, 0 when it hardly moved."""
        if self.before is None or self.after is None or abs(self.after - self.before) < HARDLY:
            return 0
        return 1 if self.after > self.before else -1


def find_steps(entries: Sequence[Entry]) -> tuple[StepFinding, ...]:
    """One finding for each company and area in which a step was taken, the latest first."""
    by_track: dict[tuple[tuple[UUID, ...], Area], list[Told]] = {}
    for one in told(entries):
        if one.outcome.took is not Took.NOT_DONE:
            by_track.setdefault((tuple(sorted(one.plan.whom)), one.plan.area), []).append(one)
    found = [_finding(whom, area, steps) for (whom, area), steps in by_track.items()]
    return tuple(sorted(found, key=lambda one: one.seen[-1].day, reverse=True))


def find_learning(entries: Sequence[Entry]) -> LearningFinding:
    """How expectation moved, from every step of which it was said before and after."""
    steps = [one for one in told(entries) if one.outcome.took is not Took.NOT_DONE]
    turns = [(one.plan.likelihood, one.outcome.likelihood_next) for one in steps]
    pairs = [(before, after) for before, after in turns if before is not None and after is not None]
    enough = len(pairs) >= ENOUGH
    tells = len(pairs) >= ENOUGH_TO_LEARN and _had_room(steps)
    learning = learning_of(replay_felt(list(_felts(steps)))) if tells else None
    useful = learning is not None and all(
        band.high - band.low <= WIDEST_USEFUL for band in (learning.from_good, learning.from_bad)
    )
    return LearningFinding(
        pairs=len(pairs),
        missing=max(0, ENOUGH - len(pairs)),
        before=_mean([before for before, _ in pairs]) if enough else None,
        after=_mean([after for _, after in pairs]) if enough else None,
        learning=learning if useful else None,
        worse_faster=_which_is_faster(learning) if learning else None,
    )


def _finding(whom: tuple[UUID, ...], area: Area, steps: Sequence[Told]) -> StepFinding:
    seen = tuple(_seen(plan, outcome) for plan, outcome in steps)
    known = sum(one.is_known for one in seen)
    came_true = sum(one.as_feared in (AsFeared.YES, AsFeared.PARTLY) for one in seen)
    return StepFinding(
        whom=whom,
        area=area,
        seen=seen,
        known=known,
        came_true=came_true,
        unknown=len(seen) - known,
        at_most=round(100 * upper_bound(came_true, known)) if known >= ENOUGH else None,
        missing=max(0, ENOUGH - known),
        early=known < EARLY,
    )


def _seen(plan: StepPlan, outcome: StepOutcome) -> Seen:
    return Seen(
        day=_day_of(outcome.at),
        on=outcome.local.date(),
        plan=plan.id,
        step=plan.step,
        expected=plan.likelihood,
        as_feared=outcome.as_feared,
        next_time=outcome.likelihood_next,
        took=outcome.took,
    )


def _felts(steps: Iterable[Told]) -> Iterable[Felt]:
    """What was felt before, then what happened and what was felt after, for each step."""
    for plan, outcome in steps:
        track = Track("+".join(sorted(str(one) for one in plan.whom)), plan.area.value)
        stakes, day = stakes_of(plan.depth), _day_of(outcome.at)
        if plan.likelihood is not None:
            yield Felt(track, min(day, _day_of(plan.at)), rating=plan.likelihood / 100, stakes=stakes)
        after = None if outcome.likelihood_next is None else outcome.likelihood_next / 100
        yield Felt(track, day, harm=_harm(outcome), rating=after, stakes=stakes)


def _harm(outcome: StepOutcome) -> float | None:
    """Where felt expectation is drawn to; nowhere by what is not known."""
    return {AsFeared.NO: 0.0, AsFeared.PARTLY: 0.5, AsFeared.YES: 1.0}.get(outcome.as_feared or AsFeared.CANNOT_TELL)


def _had_room(steps: Sequence[Told]) -> bool:
    """Whether good and bad each came often enough where expectation could still move: at the end of the scale it can
    not, and that would look like slowness."""
    known = [(one.plan.likelihood, one.outcome.came_true) for one in steps if one.plan.likelihood is not None]
    down = sum(felt >= ROOM for felt, came_true in known if came_true is False)
    up = sum(felt <= 100 - ROOM for felt, came_true in known if came_true)
    return min(down, up) >= ENOUGH


def _which_is_faster(learning: Learning) -> bool | None:
    if learning.worse_faster > SURE:
        return True
    return False if learning.worse_faster < 1 - SURE else None


def _mean(values: Sequence[int]) -> int:
    return round(sum(values) / len(values))


def _day_of(moment: datetime) -> float:
    return (moment - _FIRST_DAY) / _DAY
