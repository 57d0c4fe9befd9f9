"""How steps went where a need was looked after, beside those where it was not."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from unhurried.domain.base import Entry
from unhurried.domain.needs import NamedNeed, Weight
from unhurried.domain.people import Area
from unhurried.domain.steadying import Presence
from unhurried.domain.steps import AsFeared, StepOutcome, StepPlan, Took
from unhurried.insight.needs import HowItWent, find_conditions

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def step(day: int, *covered: str, stayed: Presence | None = None, feared: AsFeared | None = None) -> list[Entry]:
    at = AT + timedelta(days=day)
    when = {"at": at, "offset_minutes": 0, "written": at}
    plan = StepPlan(id=uuid4(), **when, step="one-true-line", area=Area.WORDS, depth=2, covered=covered)
    return [plan, StepOutcome(id=uuid4(), **when, plan=plan.id, took=Took.DONE, stayed=stayed, as_feared=feared)]


def named(need: str) -> Entry:
    return NamedNeed(id=uuid4(), at=AT, offset_minutes=0, written=AT, need=need, weight=Weight.IMPORTANT)


def test_steps_are_told_apart_by_whether_the_need_was_looked_after() -> None:
    entries = [
        named("a-way-home"),
        *step(1, "a-way-home", stayed=Presence.YES, feared=AsFeared.NO),
        *step(2, "a-way-home", stayed=Presence.PARTLY, feared=AsFeared.CANNOT_TELL),
        *step(3, stayed=None, feared=AsFeared.PARTLY),
    ]
    [condition] = find_conditions(entries)

    assert HowItWent(steps=2, stayed=1, answered=2, came_true=0, known=1) == condition.looked_after
    assert HowItWent(steps=1, stayed=0, answered=0, came_true=1, known=1) == condition.not_looked_after
    assert (None, None) == (condition.stayed_differs, condition.feared_differs)


def test_a_need_that_was_never_looked_after_in_a_step_is_not_listed() -> None:
    assert () == find_conditions([named("a-way-home"), *step(1)])


def test_a_difference_is_told_only_when_it_is_more_than_the_usual_wobble() -> None:
    stayed = [entry for day in range(30) for entry in step(day, "a-way-home", stayed=Presence.YES)]
    left = [entry for day in range(30, 60) for entry in step(day, stayed=Presence.NO)]
    mixed = [entry for day in range(30, 60) for entry in step(day, stayed=Presence.NO if day % 5 else Presence.YES)]
    alike = [entry for day in range(60, 90) for entry in step(day, stayed=Presence.NO if day % 4 else Presence.YES)]
    with_it = [entry for day in range(90, 120) for entry in step(day, "a-way-home", stayed=[*Presence][day % 2])]

    assert find_conditions([named("a-way-home"), *stayed, *left])[0].stayed_differs is True
    assert find_conditions([named("a-way-home"), *with_it, *mixed, *alike])[0].stayed_differs is False


def test_the_order_is_that_in_which_needs_were_named_and_no_ranking() -> None:
    worse = [entry for day in range(20) for entry in step(day, "space", feared=AsFeared.YES)]
    better = [entry for day in range(20, 40) for entry in step(day, "a-way-home", feared=AsFeared.NO)]
    conditions = find_conditions([named("space"), named("a-way-home"), *better, *worse])

    assert ["space", "a-way-home"] == [one.need for one in conditions]
