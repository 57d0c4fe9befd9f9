"""The made-up year has one of each sheet, and Today has nothing to bring back on its last day."""

from tests.unit.test_demo_year import ENDING, year
from unhurried.domain.learning import ParkedQuestion, Sides, TalkReview, TwoSides, due_question, went_over_lately
from unhurried.journey.learning import flag_reaches, parked, sheets


def test_one_of_each_kind_is_there() -> None:
    kept = sheets(year().kept)
    sides = {one.sides for one in kept if isinstance(one, TwoSides)}

    assert set(Sides) == sides
    assert {TwoSides, TalkReview, ParkedQuestion} == {type(one) for one in kept}


def test_one_question_waits_and_one_was_let_go() -> None:
    assert [True, False] == [one.back_on is not None for one in parked(year().kept)]


def test_nothing_comes_back_on_the_last_day() -> None:
    entries = [row.entry for row in year().kept]

    assert due_question(entries, ENDING.date()) is None
    assert not went_over_lately(entries, ENDING)


def test_a_flag_reaches_the_one_who_said_it_was_not_so() -> None:
    told = next(one for one in sheets(year().kept) if isinstance(one, TwoSides) and one.sides is Sides.SAW_TOLD)

    assert flag_reaches(year().kept, told.whom, ENDING)
