"""Someone tries to get round the rules on danger: with a second tab, another clock, an erasing, or the file alone."""

from datetime import timedelta
from itertools import product
from uuid import UUID, uuid4, uuid5

import pytest
from hypothesis import HealthCheck, given, settings

from tests.unit.histories import (
    EVERYONE,
    GOOD_LOOK,
    PEOPLE,
    START,
    histories,
    is_open_more,
    moments,
    open_steps,
    smooth,
    stamp_at,
)
from unhurried.domain.base import Entry
from unhurried.domain.notebook import PlainNotebook
from unhurried.domain.people import Link, SharedHome
from unhurried.domain.readiness import Outcome, Ready, ReadySign, SteadySign
from unhurried.domain.safety import (
    Asked,
    DangerSign,
    Flag,
    Lifting,
    Near,
    Stopped,
    StopSign,
    gate,
    readiness_outcome,
    waiting_liftings,
)
from unhurried.journey.people import erase_someone
from unhurried.journey.readiness import record_look
from unhurried.journey.safety import (
    Said,
    answer_danger_questions,
    ask_gate,
    name_stop_signs,
    raise_flag,
    raised_with,
    take_back,
)
from unhurried.journey.stamp import Stamp

K, L, M, _ = PEOPLE
DAY = timedelta(days=1)
ALL_NO = dict.fromkeys(DangerSign, Said.NO)


def when(hours: float = 0, id_: UUID | None = None) -> Stamp:
    moment = START + timedelta(hours=hours)
    return Stamp(id=id_ or uuid4(), at=moment, offset_minutes=0, written=moment)


def notebook_with(*entries: Entry) -> PlainNotebook:
    notebook = PlainNotebook()
    notebook.write(add=entries)
    return notebook


def entries_in(notebook: PlainNotebook) -> list[Entry]:
    return [row.entry for row in notebook.entries().kept]


def of(notebook: PlainNotebook, kind: type) -> list:
    return [entry for entry in entries_in(notebook) if isinstance(entry, kind)]


def names_of(notebook: PlainNotebook) -> set[str]:
    """Every name under which an entry could have been put beside another one."""
    signs = [one.value for one in (*DangerSign, *StopSign, *Near)]
    words = ["flag", "answer", "asked", "lifting", "stop", "home"]
    more = [*(str(one) for one in (*PEOPLE, None)), "asked True", "asked False", "lifting None"]
    return {*signs, *words, *more, *(" ".join(pair) for pair in product(words, signs))}


def told_by_ids(notebook: PlainNotebook) -> list[tuple[UUID, str]]:
    """What someone with the file alone learns: ids lie in the clear, and so does the source of this program."""
    ids = {entry.id for entry in entries_in(notebook)}
    derived = [(base, name, uuid5(base, name)) for base in ids for name in names_of(notebook)]
    return [(base, name) for base, name, made in derived if made in ids or UUID(bytes=made.bytes, version=4) in ids]


# --- the file alone -----------------------------------------------------------------------------------------


def test_no_answer_can_be_told_from_the_ids_of_rows() -> None:
    notebook = notebook_with(*EVERYONE)
    answers = {**ALL_NO, DangerSign.CHOKED: Said.YES, DangerSign.WEAPON: Said.MAYBE}
    answer_danger_questions(notebook, when(), K, answers, frozenset(DangerSign))
    page = uuid4()
    flag = raise_flag(notebook, when(1, page), DangerSign.FOLLOWED, None)
    name_stop_signs(notebook, when(1, page), [StopSign.ENDING_LIFE])
    take_back(notebook, when(2, page), flag.id, Near.NOBODY)

    assert [] == told_by_ids(notebook)


def test_every_id_looks_like_any_other() -> None:
    """A version in an id would tell the rows of room safety from those of others."""
    notebook = notebook_with(*(Link(**{**stamp_at(1, START), "id": uuid4()}, one=L, other=K),))
    answer_danger_questions(notebook, when(), K, {**ALL_NO, DangerSign.HURT: Said.YES}, frozenset(DangerSign))
    name_stop_signs(notebook, when(), [StopSign.LAST_MONTH])
    notebook.write(add=EVERYONE[1:])
    erase_someone(notebook, when(), K)

    made_here = {entry.id for entry in entries_in(notebook)} - set(PEOPLE)
    assert {4} == {id_.version for id_ in made_here}


# --- a page that is sent twice ------------------------------------------------------------------------------


def test_a_page_sent_again_with_a_yes_raises_the_flag_and_says_so() -> None:
    notebook, page = notebook_with(*EVERYONE), uuid4()
    answer_danger_questions(notebook, when(0, page), K, ALL_NO)
    said = answer_danger_questions(notebook, when(1, page), K, {**ALL_NO, DangerSign.HURT: Said.YES})
    asked = next(entry for entry in of(notebook, Asked) if entry.id == said.asked)

    assert (DangerSign.HURT,) == raised_with(notebook.entries().kept, asked)
    assert not asked.all_no


def test_a_page_sent_again_with_a_skip_opens_nothing() -> None:
    notebook, page = notebook_with(*EVERYONE), uuid4()
    answer_danger_questions(notebook, when(0, page), K, ALL_NO)
    answer_danger_questions(notebook, when(0, page), K, {**ALL_NO, DangerSign.HURT: None})

    assert K not in ask_gate(notebook.entries().kept, START).asked


def test_a_page_sent_twice_is_kept_once() -> None:
    notebook, page = notebook_with(*EVERYONE), uuid4()
    for hours in (0, 1):
        answer_danger_questions(notebook, when(hours, page), K, {**ALL_NO, DangerSign.HURT: Said.YES})
        take_back(notebook, when(hours, page), K, Near.NOBODY)

    assert (1, 1, 1) == (len(of(notebook, Asked)), len(of(notebook, Flag)), len(of(notebook, Lifting)))


# --- of two answers, the careful one ------------------------------------------------------------------------


@pytest.mark.parametrize("near", [Near.SOMEONE_ASKS, Near.SOMEONE_HERE, None])
def test_saying_that_someone_is_near_ends_a_taking_back_that_is_on_its_way(near: Near | None) -> None:
    notebook, page = notebook_with(*smooth()), uuid4()
    flag = raise_flag(notebook, when(), DangerSign.PUT_DOWN, K)
    take_back(notebook, when(1, page), flag.id, Near.NOBODY)
    take_back(notebook, when(1, page), flag.id, near)

    assert {} == waiting_liftings(entries_in(notebook), START)
    assert ask_gate(notebook.entries().kept, START + 9 * DAY).reaches(K)


def test_a_taking_back_in_the_same_second_as_a_doubt_counts_from_after_it() -> None:
    notebook = notebook_with(*smooth())
    flag = raise_flag(notebook, when(), DangerSign.PUT_DOWN, K)
    take_back(notebook, when(1), flag.id, Near.SOMEONE_HERE)
    opens = take_back(notebook, when(1), flag.id, Near.NOBODY)

    assert opens is not None
    assert START + timedelta(hours=25) <= opens < START + timedelta(hours=25, seconds=1)


# --- the clock ----------------------------------------------------------------------------------------------


def test_drink_named_under_a_clock_set_back_is_not_over_at_once() -> None:
    notebook = notebook_with(*smooth())
    name_stop_signs(notebook, when(-48), [StopSign.DRINK_OR_DRUGS])
    stop = of(notebook, Stopped)[0]
    take_back(notebook, when(0), stop.id, Near.NOBODY)

    assert ask_gate(notebook.entries().kept, START).stops


def test_a_skip_under_a_clock_set_back_is_not_older_than_the_no_before_it() -> None:
    notebook = notebook_with(*EVERYONE)
    answer_danger_questions(notebook, when(), K, ALL_NO)
    answer_danger_questions(notebook, when(-1000), K, {**ALL_NO, DangerSign.WEAPON: None})

    assert K not in ask_gate(notebook.entries().kept, START).asked


def test_a_flag_under_a_clock_set_back_asks_the_questions_anew() -> None:
    notebook = notebook_with(*EVERYONE)
    answer_danger_questions(notebook, when(), K, ALL_NO)
    raise_flag(notebook, when(-1000), DangerSign.PUT_DOWN, K)

    assert K not in ask_gate(notebook.entries().kept, START).asked


def test_questions_answered_under_a_clock_set_back_count_as_asked_last() -> None:
    """The clock is wrong, and the order is not: nobody is kept waiting until the clock has caught up."""
    notebook = notebook_with(*EVERYONE)
    answer_danger_questions(notebook, when(), K, {**ALL_NO, DangerSign.WEAPON: None})
    answer_danger_questions(notebook, when(-1000), K, ALL_NO)

    assert K in ask_gate(notebook.entries().kept, START).asked


def test_a_look_from_a_clock_set_ahead_does_not_outweigh_a_careful_one_after_it() -> None:
    notebook = notebook_with(*EVERYONE)
    good = {answer.sign: (answer.ready, "") for answer in GOOD_LOOK["ready"]}
    often = {answer.sign: answer.often for answer in GOOD_LOOK["steady"]}
    record_look(notebook, when(24 * 1000), good, often)
    record_look(notebook, when(), {**good, ReadySign.WAYS_TO_COPE: (Ready.NOT_NOW, "")}, dict.fromkeys(SteadySign))
    found = readiness_outcome(entries_in(notebook), START)

    assert found is not None
    assert Outcome.STEADYING_FIRST is found.outcome


# --- erasing ------------------------------------------------------------------------------------------------


def test_erasing_someone_and_lifting_another_flag_does_not_open_what_the_erased_one_held() -> None:
    notebook = notebook_with(*smooth(), Link(**stamp_at(1, START), one=L, other=K))
    raise_flag(notebook, when(), DangerSign.CONTROL, K)
    own = raise_flag(notebook, when(), DangerSign.PUT_DOWN, L)
    take_back(notebook, when(1), own.id, Near.NOBODY)
    erase_someone(notebook, when(2), K)

    assert ask_gate(notebook.entries().kept, START + 30 * DAY).reaches(L)


def test_erasing_someone_at_home_and_lifting_a_flag_for_now_does_not_open_everything() -> None:
    notebook = notebook_with(*smooth(), SharedHome(**stamp_at(1, START), someone=K))
    raise_flag(notebook, when(), DangerSign.CONTROL, K)
    now = raise_flag(notebook, when(), DangerSign.CONTROL, None)
    take_back(notebook, when(1), now.id, Near.NOBODY)
    erase_someone(notebook, when(2), K)

    assert ask_gate(notebook.entries().kept, START + 30 * DAY).everywhere


def test_erasing_someone_does_not_shut_everything_for_whoever_lives_with_their_child() -> None:
    """A flag left behind stands for a link. Those of people linked to someone at home hold no more than them."""
    home, link = SharedHome(**stamp_at(1, START), someone=L), Link(**stamp_at(2, START), one=L, other=K)
    notebook = notebook_with(*smooth(), home, link, Flag(**stamp_at(3, START), sign=DangerSign.HURT, whom=K))
    assert not ask_gate(notebook.entries().kept, START).everywhere
    erase_someone(notebook, when(2), K)
    found = ask_gate(notebook.entries().kept, START)

    assert found.reaches(L)
    assert not found.everywhere
    assert not found.reaches(M)


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(), moments)
def test_erasing_someone_opens_nothing_later_either(entries: tuple[Entry, ...], later) -> None:
    """Compared at any time after: with them in the notebook, and without."""
    notebook = notebook_with(*{entry.id: entry for entry in entries}.values())
    before = entries_in(notebook)
    latest = max(entry.written for entry in before)
    erase_someone(notebook, Stamp(id=uuid4(), at=latest, offset_minutes=0, written=latest), K)
    moment = max(latest, later)
    was, now = gate(before, moment), gate(entries_in(notebook), moment)

    assert not {whom for whom in open_steps(now) - open_steps(was) if K not in whom}
    assert {whom for whom in was.about if whom != K} <= set(now.about)
    assert not was.everywhere or now.everywhere


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(), moments)
def test_a_doubt_about_any_taking_back_opens_nothing(entries: tuple[Entry, ...], now) -> None:
    liftings = [entry for entry in entries if isinstance(entry, Lifting)]
    doubts = [
        Lifting(**stamp_at(8000 + number, one.written), lifts=one.lifts, near=Near.SOMEONE_ASKS)
        for number, one in enumerate(liftings)
    ]

    assert not is_open_more(gate(entries, now), gate((*entries, *doubts), now))
