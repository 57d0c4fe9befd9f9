"""Two sides, a talk gone over, and a question that was put away: what can be, and when it comes back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from unhurried.domain.base import ImpossibleEntry
from unhurried.domain.learning import (
    AGAIN_SOON,
    ParkedQuestion,
    Sides,
    TalkReview,
    TwoSides,
    due_question,
    went_over_lately,
)
from unhurried.domain.notebook import Kept, PlainNotebook
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Flag, Lifting, Near
from unhurried.journey import learning as journey

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = date(2026, 3, 1)
KAY, ELL = UUID(int=7), UUID(int=8)


def at(moment: datetime = NOON) -> dict[str, Any]:
    return {"id": uuid4(), "at": moment, "offset_minutes": 0, "written": moment}


def question(back_on: date | None, days_ago: int = 9) -> ParkedQuestion:
    return ParkedQuestion(**at(NOON - timedelta(days=days_ago)), question="why", back_on=back_on)


@pytest.mark.parametrize(
    ("kind", "given"),
    [(TwoSides, {"sides": Sides.SAW_TOLD, "one": " "}), (TalkReview, {}), (ParkedQuestion, {"question": ""})],
)
def test_a_sheet_with_no_word_on_it_cannot_be(kind: type, given: dict[str, Any]) -> None:
    with pytest.raises(ImpossibleEntry):
        kind(**at(), **given)


def test_one_part_is_enough() -> None:
    assert TwoSides(**at(), sides=Sides.KNOW_FEEL, other="afraid").one == ""
    assert TalkReview(**at(), not_known="why").facts == ""


def test_a_question_is_due_from_its_day_on_and_the_longest_waiting_first() -> None:
    first, second = question(TODAY - timedelta(days=1)), question(TODAY)

    assert due_question([second, first], TODAY) is first
    assert due_question([question(TODAY + timedelta(days=1)), question(None)], TODAY) is None


def test_a_question_that_got_another_day_waits_again_and_one_let_go_does_not() -> None:
    notebook = PlainNotebook()
    notebook.write(add=[question(TODAY)])
    (row,) = notebook.entries().kept
    journey.put_away_until(notebook, row, TODAY + timedelta(days=7))
    entries = [one.entry for one in notebook.entries().kept]
    assert due_question(entries, TODAY) is None
    assert due_question(entries, TODAY + timedelta(days=7)) is not None
    (row,) = notebook.entries().kept
    journey.put_away_until(notebook, row, None)

    assert due_question([one.entry for one in notebook.entries().kept], TODAY + timedelta(days=99)) is None


def test_a_talk_gone_over_within_the_last_day_is_noticed() -> None:
    talk = TalkReview(**at(), facts="he left")

    assert went_over_lately([talk], NOON + AGAIN_SOON - timedelta(minutes=1))
    assert not went_over_lately([talk], NOON + AGAIN_SOON)


def test_a_flag_reaches_whom_it_is_about_and_with_nobody_named_everyone() -> None:
    people = [Someone(**{**at(), "id": one}, code_name=str(one)[-2:]) for one in (KAY, ELL)]
    flag = Flag(**at(), sign=DangerSign.PUT_DOWN, whom=KAY)
    rows = [Kept(entry, 1) for entry in (*people, flag)]

    assert journey.flag_reaches(rows, KAY, NOON)
    assert not journey.flag_reaches(rows, ELL, NOON)
    assert journey.flag_reaches(rows, None, NOON)
    assert not journey.flag_reaches(rows[:2], None, NOON)


def test_a_flag_that_was_taken_back_no_longer_reaches_once_the_day_is_over() -> None:
    kay = Someone(**{**at(), "id": KAY}, code_name="K.")
    flag = Flag(**at(), sign=DangerSign.PUT_DOWN, whom=KAY)
    lifting = Lifting(**at(), lifts=flag.id, near=Near.NOBODY)
    rows = [Kept(entry, 1) for entry in (kay, flag, lifting)]

    assert journey.flag_reaches(rows, KAY, NOON + timedelta(hours=1))
    assert not journey.flag_reaches(rows, KAY, NOON + timedelta(days=2))
