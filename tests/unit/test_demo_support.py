"""The made-up year has helpers, sessions and totals, so that no page of room support is empty; and no flag more."""

from functools import cache

from tests.unit.test_demo_year import year
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.people import Someone
from unhurried.domain.safety import Flag
from unhurried.domain.support import Helper, HelpSession, HowAnswered, OutsideMeasure, QuestionsToAsk, TooMuch
from unhurried.insight.support import read_measures
from unhurried.journey.support import dangers, measures

WORDS = library().support


@cache
def entries() -> list[Entry]:
    return [row.entry for row in year().kept]


def helpers() -> list[Helper]:
    return [one for one in entries() if isinstance(one, Helper)]


def test_helpers_can_be_looked_at_side_by_side_and_every_answer_occurs() -> None:
    assert 3 <= sum(one.beside for one in helpers()) <= 5
    assert set(HowAnswered) == {answer.said for one in helpers() for answer in one.answers}
    asked = next(one for one in entries() if isinstance(one, QuestionsToAsk))
    assert {answer.question for one in helpers() for answer in one.answers} <= set(asked.questions)


def test_every_id_is_one_of_content() -> None:
    assert [] == [one for helper in helpers() for one in helper.signs if one not in WORDS.signs]
    assert [] == [one.question for helper in helpers() for one in helper.answers if one.question not in WORDS.questions]


def test_one_helper_is_among_the_people_and_none_has_a_sign_of_danger() -> None:
    known = {one.id for one in entries() if isinstance(one, Someone)}
    flagged = {one.whom for one in entries() if isinstance(one, Flag)}
    linked = [one.someone for one in helpers() if one.someone]

    assert 1 == len(linked)
    assert set(linked) <= known - flagged
    assert [] == [one.code_name for one in helpers() if dangers(one, WORDS)]
    assert any(one.signs for one in helpers())


def test_sessions_belong_to_a_helper_and_some_were_too_much() -> None:
    sessions = [one for one in entries() if isinstance(one, HelpSession)]

    assert {one.helper for one in sessions} <= {one.id for one in helpers()}
    assert {TooMuch.NO, TooMuch.A_LITTLE} == {one.too_much for one in sessions}


def test_some_totals_can_be_read_and_one_can_not() -> None:
    found = read_measures(measures(year().kept), WORDS.measures)

    assert 3 == len([one for one in entries() if isinstance(one, OutsideMeasure)])
    assert {True, False} == {one.has_to_ask for one in found}
    assert any(one.moved for one in found)
