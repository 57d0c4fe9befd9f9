"""What was expected and what happened: counts with the exact bound they allow, and silence below five."""

from datetime import timedelta

import pytest

from tests.unit.histories import PEOPLE, START, stamp_at
from unhurried.domain.base import Entry
from unhurried.domain.people import Area
from unhurried.domain.steps import AsFeared, StepOutcome, StepPlan, Took
from unhurried.insight.steps import StepFinding, find_learning, find_steps

K, L, *_ = PEOPLE
NO, PARTLY, YES = AsFeared.NO, AsFeared.PARTLY, AsFeared.YES


def step(number: int, feared: AsFeared | None, before: int | None = 75, after: int | None = 50, **plan) -> list[Entry]:
    at = START + timedelta(days=number)
    given = {"step": "sit-near-the-door", "area": Area.TIME, "depth": 2, "whom": (K,), "likelihood": before, **plan}
    planned = StepPlan(**stamp_at(5000 + number, at), **given)
    outcome = StepOutcome(
        **stamp_at(6000 + number, at), plan=planned.id, took=Took.DONE, as_feared=feared, likelihood_next=after
    )
    return [planned, outcome]


def only(*outcomes: AsFeared | None) -> StepFinding:
    (found,) = find_steps([one for n, feared in enumerate(outcomes) for one in step(n, feared)])
    return found


@pytest.mark.parametrize(
    ("outcomes", "at_most"),
    [([NO] * 5, 45), ([NO] * 10, 26), ([NO] * 6 + [YES], 52), ([NO] * 6 + [PARTLY], 52), ([YES] * 5, 100)],
)
def test_the_bound_is_the_exact_one(outcomes: list[AsFeared], at_most: int) -> None:
    assert at_most == only(*outcomes).at_most


def test_below_five_known_there_is_only_the_list_and_what_is_missing() -> None:
    found = only(NO, NO, NO, NO)

    assert (None, 1, 4) == (found.at_most, found.missing, len(found.seen))


def test_what_is_not_known_never_counts_as_good() -> None:
    found = only(NO, NO, NO, NO, AsFeared.CANNOT_TELL, AsFeared.KEPT_FROM_HAPPENING, None)

    assert (4, 0, 3, None) == (found.known, found.came_true, found.unknown, found.at_most)


def test_the_picture_is_early_below_fourteen() -> None:
    assert only(*[NO] * 13).early
    assert not only(*[NO] * 14).early


def test_each_person_and_area_stands_alone_the_latest_first() -> None:
    entries = [
        *step(1, NO),
        *step(2, NO, whom=(L,)),
        *step(3, YES, area=Area.WORDS),
        *step(4, NO, whom=()),
    ]

    assert [((), Area.TIME), ((K,), Area.WORDS), ((L,), Area.TIME), ((K,), Area.TIME)] == [
        (one.whom, one.area) for one in find_steps(entries)
    ]


def test_a_step_not_taken_stands_nowhere_and_one_stopped_early_does() -> None:
    plan, outcome = step(1, None)
    gone = StepOutcome(**stamp_at(7001, START), plan=plan.id, took=Took.NOT_DONE)
    early = StepOutcome(**stamp_at(7002, START), plan=plan.id, took=Took.STOPPED_EARLY, as_feared=NO)

    assert () == find_steps([plan, gone])
    assert [Took.STOPPED_EARLY] == [one.took for one in find_steps([plan, early])[0].seen]
    assert outcome.id != early.id


def test_an_expectation_of_100_then_0_is_taken_as_it_is() -> None:
    (found,) = find_steps(step(1, NO, before=100, after=0))

    assert ((100, 0),) == found.turns


def test_expectation_before_and_after_is_silent_below_five_pairs() -> None:
    few = find_learning([one for n in range(4) for one in step(n, NO)])
    enough = find_learning([one for n in range(5) for one in step(n, NO)])

    assert (None, None, 1) == (few.before, few.after, few.missing)
    assert (75, 50, 0, -1) == (enough.before, enough.after, enough.missing, enough.moved)
    hardly = find_learning([one for n in range(5) for one in step(n, NO, before=50, after=46)])
    assert 0 == hardly.moved


def test_learning_is_told_only_from_ten_pairs_and_when_the_band_is_of_use() -> None:
    nine = find_learning([one for n in range(9) for one in step(n, NO)])
    one_sided = find_learning(
        [one for n in range(12) for one in step(n, NO, before=max(5, 90 - 8 * n), after=max(5, 82 - 8 * n))]
    )

    assert nine.learning is None
    assert one_sided.learning is None, "nothing bad happened, so how fast bad moves it can not be known"
    assert one_sided.worse_faster in (None, False)


def test_bad_that_moves_it_much_faster_is_told_only_when_it_is_clear() -> None:
    felt, entries = 40, []
    for n in range(40):
        feared = YES if n % 4 == 3 else NO
        after = round(felt + (0.85 * (100 - felt) if feared is YES else -0.1 * felt))
        entries += step(n, feared, before=felt, after=after, depth=1)
        felt = after
    found = find_learning(entries)

    assert found.worse_faster is True
    assert found.learning is not None
    assert found.learning.from_bad.low > found.learning.from_good.high


def test_an_outcome_whose_plan_is_gone_is_passed_over() -> None:
    _, outcome = step(1, YES)

    assert () == find_steps([outcome])
