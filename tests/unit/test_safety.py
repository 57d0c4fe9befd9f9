"""Room safety and people: the acts that raise and take back, and what erasing someone leaves behind."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from tests.unit.histories import EVERYONE, PEOPLE, START, histories, open_steps, smooth, stamp_at
from unhurried.domain.base import Entry
from unhurried.domain.crisis import UnavoidableContact, Why
from unhurried.domain.needs import MeetsNeed, Met
from unhurried.domain.notebook import PlainNotebook
from unhurried.domain.people import Easier, Hurt, Link, SharedHome, Since, Someone, WeeksAfter
from unhurried.domain.safety import (
    Asked,
    DangerSign,
    Flag,
    KeptAnswer,
    Lifting,
    Near,
    Stopped,
    StopSign,
    gate,
)
from unhurried.journey.people import erase_someone, mentions, people
from unhurried.journey.safety import (
    Said,
    answer_danger_questions,
    ask_gate,
    flags_shown,
    name_stop_signs,
    raise_flag,
    stops_shown,
    take_back,
)
from unhurried.journey.stamp import Stamp

K, L, M, N = PEOPLE
ALL_NO: dict[DangerSign, Said | None] = dict.fromkeys(DangerSign, Said.NO)


def notebook_with(*entries: Entry) -> PlainNotebook:
    notebook = PlainNotebook()
    notebook.write(add=entries)
    return notebook


def when(hours: float = 0) -> Stamp:
    moment = START + timedelta(hours=hours)
    return Stamp(id=uuid4(), at=moment, offset_minutes=0, written=moment)


def entries_in(notebook: PlainNotebook) -> list[Entry]:
    return [row.entry for row in notebook.entries().kept]


def kinds_in(notebook: PlainNotebook) -> list[str]:
    return sorted(type(entry).__name__ for entry in entries_in(notebook))


# --- the danger questions -----------------------------------------------------------------------------------


def test_a_yes_and_the_middle_answer_are_raised_alike_and_no_answer_is_kept() -> None:
    notebook = PlainNotebook()
    answers = ALL_NO | {DangerSign.CONTROL: Said.YES, DangerSign.CHOKED: Said.MAYBE}

    answered = answer_danger_questions(notebook, when(), K, answers)

    assert ((DangerSign.CHOKED, DangerSign.CONTROL), False) == answered[:2]
    assert ["Asked", "Flag", "Flag"] == kinds_in(notebook)
    assert {DangerSign.CHOKED, DangerSign.CONTROL} == {
        entry.sign for entry in entries_in(notebook) if isinstance(entry, Flag) and entry.whom == K
    }


@pytest.mark.parametrize(
    ("answers", "all_no"), [(ALL_NO, True), (ALL_NO | {DangerSign.HURT: None}, False), ({}, False)]
)
def test_all_no_needs_an_answer_to_every_question(answers: dict[DangerSign, Said | None], *, all_no: bool) -> None:
    notebook = PlainNotebook()

    assert ((), all_no) == answer_danger_questions(notebook, when(), K, answers)[:2]
    assert [all_no] == [entry.all_no for entry in entries_in(notebook) if isinstance(entry, Asked)]


def test_a_single_answer_is_kept_only_when_it_was_ticked_and_answered() -> None:
    notebook = PlainNotebook()
    answers = {
        DangerSign.HURT: Said.NO,
        DangerSign.CONTROL: Said.MAYBE,
        DangerSign.WEAPON: None,
        DangerSign.LEAVING: Said.NO,
    }
    ticked = frozenset({DangerSign.HURT, DangerSign.CONTROL, DangerSign.WEAPON})

    answer_danger_questions(notebook, when(), None, answers, ticked)

    assert {(DangerSign.HURT, False), (DangerSign.CONTROL, True)} == {
        (entry.sign, entry.yes) for entry in entries_in(notebook) if isinstance(entry, KeptAnswer)
    }


def test_a_page_that_is_sent_twice_raises_each_flag_once() -> None:
    notebook, once = PlainNotebook(), when()
    answers: dict[DangerSign, Said | None] = {DangerSign.CONTROL: Said.YES, DangerSign.HURT: Said.NO}

    for _ in range(2):
        answer_danger_questions(notebook, once, K, answers, frozenset({DangerSign.HURT}))

    assert ["Asked", "Flag", "KeptAnswer"] == kinds_in(notebook)


def test_yes_and_a_minute_later_no_leaves_the_flag_and_shows_both() -> None:
    notebook = notebook_with(*EVERYONE)
    answer_danger_questions(notebook, when(), K, ALL_NO | {DangerSign.CONTROL: Said.YES})
    answer_danger_questions(notebook, when(1 / 60), K, ALL_NO)
    kept = notebook.entries().kept

    assert ask_gate(kept, START + timedelta(days=9)).reaches(K)
    shown = flags_shown(kept, START)
    assert [(DangerSign.CONTROL, START + timedelta(minutes=1), None)] == [
        (one.flag.sign, one.said_no_since, one.opens) for one in shown
    ]


def test_answers_about_someone_else_or_from_before_contradict_nothing() -> None:
    notebook = PlainNotebook()
    answer_danger_questions(notebook, when(-1), K, ALL_NO)
    raise_flag(notebook, when(), DangerSign.CONTROL, K)
    answer_danger_questions(notebook, when(1), L, ALL_NO)

    assert [None] == [one.said_no_since for one in flags_shown(notebook.entries().kept, START)]


# --- taking back --------------------------------------------------------------------------------------------


def test_taking_back_says_when_it_opens_and_the_flag_stays_in_the_notebook() -> None:
    notebook = notebook_with(*EVERYONE)
    flag = raise_flag(notebook, when(), DangerSign.PUT_DOWN, K)

    opens = take_back(notebook, when(1), flag.id, Near.NOBODY)

    assert START + timedelta(hours=25) == opens
    assert [(flag, opens)] == [(one.flag, one.opens) for one in flags_shown(notebook.entries().kept, START)]
    assert ask_gate(notebook.entries().kept, START + timedelta(hours=24)).reaches(K)
    assert not ask_gate(notebook.entries().kept, START + timedelta(hours=25)).reaches(K)


def test_taking_back_with_someone_near_is_kept_and_opens_nothing() -> None:
    notebook = notebook_with(*EVERYONE)
    flag = raise_flag(notebook, when(), DangerSign.PUT_DOWN, K)

    assert take_back(notebook, when(1), flag.id, Near.SOMEONE_HERE) is None
    assert ask_gate(notebook.entries().kept, START + timedelta(days=9)).reaches(K)


def test_a_clock_set_back_before_taking_back_gains_no_time() -> None:
    notebook = notebook_with(*EVERYONE)
    flag = raise_flag(notebook, when(), DangerSign.PUT_DOWN, K)
    raise_flag(notebook, when(50), DangerSign.PUT_DOWN, L)

    assert START + timedelta(hours=74) == take_back(notebook, when(-200), flag.id, Near.NOBODY)


def test_a_stop_sign_named_again_is_not_ended_by_what_was_taken_back_before() -> None:
    notebook = notebook_with(*smooth())
    name_stop_signs(notebook, when(), [StopSign.LOSING_TIME, StopSign.LAST_MONTH])
    first = next(entry for entry in entries_in(notebook) if isinstance(entry, Stopped))
    take_back(notebook, when(1), first.id, Near.NOBODY)
    name_stop_signs(notebook, when(2), [first.sign])
    kept = notebook.entries().kept

    assert 3 == len(stops_shown(kept, START))
    assert [None, None, START + timedelta(hours=25)] == sorted(
        (opens for _, opens in stops_shown(kept, START)), key=lambda opens: (opens is not None, opens)
    )
    assert 2 == len(stops_shown(kept, START + timedelta(days=2)))


# --- erasing someone ----------------------------------------------------------------------------------------

ABOUT_K: tuple[Entry, ...] = (
    Link(**stamp_at(1, START), one=L, other=K),
    SharedHome(**stamp_at(2, START), someone=K),
    Easier(**stamp_at(3, START), what="tea", someone=K),
    Hurt(**stamp_at(4, START), what="shouting", someone=K),
    WeeksAfter(**stamp_at(5, START), hurt=UUID(int=10_004), since=Since.WORSE),
    Flag(**stamp_at(6, START), sign=DangerSign.PUT_DOWN, whom=K),
    Lifting(**stamp_at(7, START), lifts=UUID(int=10_006), near=Near.SOMEONE_HERE),
    Asked(**stamp_at(8, START), whom=K),
    KeptAnswer(**stamp_at(9, START), sign=DangerSign.PUT_DOWN, yes=True, whom=K),
    MeetsNeed(**stamp_at(10, START), need="quiet", where=K, met=Met.NO),
    UnavoidableContact(**stamp_at(11, START), why=Why.WORK, someone=K),
)


def test_all_that_mentions_someone_goes_with_them_and_nothing_else() -> None:
    others = (
        Hurt(**stamp_at(20, START), what="late", someone=L),
        Flag(**stamp_at(21, START), sign=DangerSign.LEAVING, whom=M),
        Lifting(**stamp_at(22, START), lifts=UUID(int=10_021), near=Near.NOBODY),
        WeeksAfter(**stamp_at(23, START), hurt=UUID(int=10_020), since=Since.NO_CHANGE),
    )
    notebook = notebook_with(*EVERYONE, *ABOUT_K, *others)

    assert {K, *(entry.id for entry in ABOUT_K)} == set(mentions(entries_in(notebook), K))
    erase_someone(notebook, when(), K)
    left = entries_in(notebook)
    assert {L, M, N, *(entry.id for entry in others)} <= {entry.id for entry in left}
    assert {DangerSign.LINK_ERASED} == {entry.sign for entry in left if isinstance(entry, Flag)} - {DangerSign.LEAVING}
    assert not [entry for entry in left if K in {getattr(entry, "whom", None), getattr(entry, "someone", None)}]


def test_erasing_someone_with_a_flag_leaves_those_held_who_were_held() -> None:
    notebook = notebook_with(*smooth(), *ABOUT_K)
    erase_someone(notebook, when(), K)
    found = ask_gate(notebook.entries().kept, START + timedelta(days=30))

    assert found.reaches(L)
    assert not found.reaches(M)
    assert found.everywhere
    assert ["P1", "P2", "P3"] == [one.code_name for one in people(notebook.entries().kept)]


def test_erasing_someone_without_a_flag_leaves_nothing_behind() -> None:
    notebook = notebook_with(*smooth(), Link(**stamp_at(1, START), one=L, other=K))
    erase_someone(notebook, when(), K)

    assert not [entry for entry in entries_in(notebook) if isinstance(entry, (Flag, Link))]


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories())
def test_erasing_someone_opens_no_step(entries: tuple[Entry, ...]) -> None:
    notebook = notebook_with(*{entry.id: entry for entry in entries}.values())
    kept = entries_in(notebook)
    latest = max(entry.written for entry in kept)
    before = open_steps(gate(kept, latest))
    erase_someone(notebook, Stamp(id=uuid4(), at=latest, offset_minutes=0, written=latest), K)

    after = {whom for whom in open_steps(gate(entries_in(notebook), latest)) if K not in whom}
    assert not after - before


def test_someone_is_listed_by_name_and_an_entry_of_another_kind_is_no_person() -> None:
    notebook = notebook_with(
        Someone(**stamp_at(1, START), code_name="b"), Someone(**stamp_at(2, START), code_name="A"), ABOUT_K[0]
    )

    assert ["A", "b"] == [one.code_name for one in people(notebook.entries().kept)]
