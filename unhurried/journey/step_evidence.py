"""Room steps: what the planner learns from, as it takes it: check-ins, steps and what became of them, in their order.

It keeps its hands off what may be put forward, and holds no belief.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from unhurried.content.library import Library
from unhurried.content.steps import NEEDS_NOBODY, Fit, Step
from unhurried.domain.notebook import Kept
from unhurried.domain.steadying import Checkin, Presence
from unhurried.domain.steps import AsFeared, OwnStep, StepOutcome, StepPlan, Took, open_plans, told
from unhurried.inference.memory import Candidate, Done, Planned
from unhurried.inference.moments import Moment
from unhurried.insight.steadying import to_moments
from unhurried.journey.steps import Idea, id_of, is_left_alone

_DAY = timedelta(days=1)
_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)
_HALFWAY = 0.5
"""How much broken faith counts that was as feared in part."""


def candidate(idea: Idea, whom: Sequence[UUID]) -> Candidate:
    """A step as the planner knows it. Nobody in particular is told apart by who could be there."""
    kind = "" if isinstance(idea, OwnStep) else idea.setting.value
    return Candidate(id_of(idea), _company_key(idea, whom), idea.area.value, idea.depth, kind)


def candidate_of(library: Library, plan: StepPlan) -> Candidate:
    """The plan's own area and depth stand, whatever became of the idea."""
    idea = library.steps.get(plan.step)
    kind = idea.setting.value if idea else ""
    key = _company_key(idea, plan.whom) if idea or plan.whom else Fit.PLACE.value
    return Candidate(plan.step, key, plan.area.value, plan.depth, kind)


def _company_key(idea: Idea | None, whom: Sequence[UUID]) -> str:
    if whom:
        return "+".join(sorted(str(one) for one in whom))
    open_to = [fit.value for fit in idea.fits if fit in NEEDS_NOBODY] if isinstance(idea, Step) else []
    return open_to[0] if open_to else Fit.PLACE.value


class Source(NamedTuple):
    """What one thing rests on that the planner learns: a check-in, a plan with its outcome, or a plan left without a
    word. at, place: where it stands among them."""

    at: datetime
    place: int
    rows: tuple[Kept, ...]

    @property
    def key(self) -> "SourceKey":
        return tuple((row.entry.id, row.revision) for row in self.rows)


SourceKey = tuple[tuple[UUID, int], ...]


def sources(kept: Sequence[Kept], now: datetime) -> list[Source]:
    """Everything the planner learns from, in the order in which it happened.

    A plan that was left without a word counts as such; one put away, or not done, says nothing.
    """
    rows = {row.entry.id: row for row in kept if isinstance(row.entry, (StepPlan, StepOutcome))}
    steps = [row.entry for row in rows.values()]
    found = [Source(row.entry.at, 0, (row,)) for row in kept if isinstance(row.entry, Checkin)]
    for place, (plan, outcome) in enumerate(told(steps), start=1):
        if outcome.took is not Took.NOT_DONE:
            found.append(Source(outcome.at, place, (rows[plan.id], rows[outcome.id])))
    silent = [plan for plan in open_plans(steps) if is_left_alone(plan, now)]
    found += [Source(plan.planned or plan.at, 0, (rows[plan.id],)) for plan in silent]
    return sorted(found, key=itemgetter(0, 1))


def learned_from(library: Library, source: Source) -> tuple[Moment | Planned | Done, ...]:
    """What the planner takes from one source.

    What was expected stands directly before what happened, so that two plans at a time are not taken for one that was
    never answered.
    """
    about, outcome = source.rows[0].entry, source.rows[-1].entry
    if not isinstance(about, StepPlan):
        return to_moments([about])
    step, day = candidate_of(library, about), day_of(source.at)
    planned = Planned(day, step, _share(about.likelihood))
    return (planned, _done(step, outcome)) if isinstance(outcome, StepOutcome) else (planned,)


def day_of(moment: datetime) -> float:
    """Days since 1970 in UTC."""
    return (moment - _FIRST_DAY) / _DAY


def _done(step: Candidate, outcome: StepOutcome) -> Done:
    lies = outcome.cell
    return Done(
        day=day_of(outcome.at),
        step=step,
        came_true=outcome.came_true,
        stayed=None if outcome.stayed is None else outcome.stayed is Presence.YES,
        cell=None if lies is None else (lies.low, lies.high),
        likelihood=_share(outcome.likelihood_next),
        harm=_HALFWAY if outcome.as_feared is AsFeared.PARTLY else None,
    )


def _share(percent: int | None) -> float | None:
    return None if percent is None else percent / 100
