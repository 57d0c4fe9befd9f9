"""The made-up year has people and steps, so that every picture of room steps has something to show."""

from functools import cache

from tests.unit.test_demo_year import ENDING, year
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.steps import About, AsFeared, StepOutcome, StepPlan, Took, feared_came_true, open_plans
from unhurried.insight.steps import find_learning, find_steps
from unhurried.journey.next_steps import offers, propose_next, seed_of, suggested_company
from unhurried.journey.safety import ask_gate
from unhurried.journey.steps import asks_about


@cache
def entries() -> list[Entry]:
    return [row.entry for row in year().kept]


def named() -> dict[str, Someone]:
    return {one.code_name: one for one in entries() if isinstance(one, Someone)}


def test_someone_has_enough_for_a_picture_and_someone_too_few() -> None:
    found = find_steps(entries())

    assert any(one.at_most is not None and one.came_true == 0 for one in found)
    assert any(one.at_most is None for one in found)
    assert any(one.unknown for one in found)


def test_every_answer_and_every_ending_occurs() -> None:
    outcomes = [one for one in entries() if isinstance(one, StepOutcome)]

    assert set(AsFeared) == {one.as_feared for one in outcomes} - {None}
    assert set(Took) == {one.took for one in outcomes}


def test_after_what_was_feared_came_true_no_step_with_them_was_taken_or_is_suggested() -> None:
    shop = named()["the shop team"]
    when = next(one.at for one in entries() if isinstance(one, StepOutcome) and one.as_feared is AsFeared.YES)

    assert {shop.id} == feared_came_true(entries())
    assert [] == [one for one in entries() if isinstance(one, StepPlan) and shop.id in one.whom and one.at > when]
    assert shop.id not in {one.id for one in suggested_company(year().kept, ENDING)}


def test_no_step_is_planned_with_the_one_who_did_harm() -> None:
    harmed = named()["K."]

    assert [harmed.id] == [one.whom for one in entries() if isinstance(one, Flag) and one.sign is DangerSign.HARMED_ME]
    assert [] == [one for one in entries() if isinstance(one, StepPlan) and harmed.id in one.whom]


def test_a_plan_is_open_one_is_begun_and_today_asks_about_the_step_of_yesterday() -> None:
    plans = open_plans(entries())
    asking = asks_about(entries(), ask_gate(year().kept, ENDING), ENDING, ENDING.date())

    assert {True, False} == {one.planned is None for one in plans}
    assert asking is not None
    assert About.NEXT_DAY is asking.about


def test_five_choices_and_three_offers_have_steps_in_them() -> None:
    proposed = propose_next(library(), year().kept, ENDING, seed_of(entries()))

    assert len(proposed.proposal.steps()) >= 2
    assert 3 == len(offers(library(), year().kept, ENDING))


def test_expectation_before_and_after_has_a_sentence() -> None:
    learning = find_learning(entries())

    assert learning.before is not None
    assert learning.after is not None
    assert learning.after < learning.before
