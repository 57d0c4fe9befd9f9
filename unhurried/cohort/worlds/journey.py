"""The acts of room steps as the made-up people need them, and the shortest way through them: straight to the beliefs.

For: one seam. A life sees only `Journey`, so the same life goes through the acts on a real notebook once they are there.
Must not: know what a made-up person is like inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

from unhurried.inference.memory import Candidate
from unhurried.inference.moments import Moment, Outcome
from unhurried.inference.planner import Belief, Done, Planned, start, update

FINEST = 5
"""Activation is said in whole numbers from -5 to 5."""

_HALF = 0.5 / FINEST


class AsFeared(Enum):
    """Whether it went as feared. The last two are not known."""

    NO = "no"
    PARTLY = "partly"
    YES = "yes"
    CANNOT_TELL = "cannot_tell"
    KEPT_FROM_HAPPENING = "kept_from_happening"


class Stayed(Enum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class StepPlan(NamedTuple):
    """A planned step. likelihood: of what is feared, 0 to 100."""

    id: int
    someone: str
    area: str
    depth: int
    step: str
    likelihood: int


class StepOutcome(NamedTuple):
    """What became of a plan. activation: -5 to 5; likelihood_next: 0 to 100; either may be skipped."""

    plan: int
    as_feared: AsFeared
    stayed: Stayed
    activation: int | None = None
    likelihood_next: int | None = None


class Journey(Protocol):
    """What a made-up person does with the app. Days count from the first, and never run backward."""

    def check_in(self, day: float, activation: int, stayed: Stayed) -> None:
        """An everyday moment."""

    def plan(self, day: float, plan: StepPlan) -> None:
        """Write a plan down."""

    def tell(self, day: float, outcome: StepOutcome) -> None:
        """Write down what became of it."""

    def belief(self) -> Belief:
        """What the entries so far say to the planner."""

    def candidates(self) -> Sequence[Candidate]:
        """Every step that passes the gates of the domain."""


@dataclass
class DirectJourney:
    """No notebook and no gates: every entry goes straight into the beliefs."""

    _candidates: Sequence[Candidate]

    def __post_init__(self) -> None:
        self._belief = start()
        self._plans: dict[int, Candidate] = {}
        self._steps = {(step.someone, step.depth): step for step in self._candidates}

    def check_in(self, day: float, activation: int, stayed: Stayed) -> None:
        outcome = Outcome.PRESENT if stayed is Stayed.YES else Outcome.LEFT
        self._belief = update(self._belief, Moment(day, *cell(activation), outcome))

    def plan(self, day: float, plan: StepPlan) -> None:
        step = self._plans[plan.id] = self._steps[plan.someone, plan.depth]
        self._belief = update(self._belief, Planned(day, step, plan.likelihood / 100))

    def tell(self, day: float, outcome: StepOutcome) -> None:
        step = self._plans.pop(outcome.plan)
        self._belief = update(self._belief, done_of(day, step, outcome))

    def belief(self) -> Belief:
        return self._belief

    def candidates(self) -> Sequence[Candidate]:
        return self._candidates


def done_of(day: float, step: Candidate, outcome: StepOutcome) -> Done:
    """An outcome as the planner takes it. *Partly* is as feared for the records and halfway for what is felt."""
    came_true = {AsFeared.NO: False, AsFeared.PARTLY: True, AsFeared.YES: True}.get(outcome.as_feared)
    return Done(
        day=day,
        step=step,
        came_true=came_true,
        stayed=outcome.stayed is Stayed.YES,
        cell=None if outcome.activation is None else cell(outcome.activation),
        likelihood=None if outcome.likelihood_next is None else outcome.likelihood_next / 100,
        harm=0.5 if outcome.as_feared is AsFeared.PARTLY else None,
    )


def cell(activation: int) -> tuple[float, float]:
    """The part of the line from -1 to 1 that an answer stands for."""
    middle = activation / FINEST
    return max(-1.0, middle - _HALF), min(1.0, middle + _HALF)
