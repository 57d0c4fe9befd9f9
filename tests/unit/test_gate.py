"""The gate: what it holds, whom it reaches, when it opens, and in which order it tells why."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from tests.unit.histories import (
    EVERYONE,
    GOOD_LOOK,
    NEED,
    PEOPLE,
    START,
    WILLING,
    at,
    open_echoes,
    open_steps,
    smooth,
    stamp_at,
)
from unhurried.domain.base import Entry
from unhurried.domain.needs import NamedNeed, Weight
from unhurried.domain.people import Link, SharedHome
from unhurried.domain.readiness import (
    SPEAKS_FOR,
    Found,
    Often,
    Outcome,
    Readiness,
    Ready,
    ReadyAnswer,
    ReadySign,
    SteadyAnswer,
    SteadySign,
)
from unhurried.domain.safety import (
    GRAVE,
    Asked,
    Because,
    DangerSign,
    Flag,
    Gate,
    Hold,
    KeptAnswer,
    Lifting,
    Near,
    Pays,
    Stopped,
    StopSign,
    Toward,
    Wants,
    readiness_outcome,
    takes_effect,
    waiting_liftings,
)

DAY = timedelta(days=1)
LATER = START + timedelta(days=13)
K, L, M, N = PEOPLE


def flag(number: int, sign: DangerSign, whom: UUID | None, hours: float = 0) -> Flag:
    return Flag(**stamp_at(number, START + timedelta(hours=hours)), sign=sign, whom=whom)


def lift(number: int, what: Entry, hours: float, near: Near | None = Near.NOBODY) -> Lifting:
    return Lifting(**stamp_at(number, START + timedelta(hours=hours)), lifts=what.id, near=near)


# --- what it opens, so that the properties above are not true of a wall --------------------------------------


def test_nothing_is_held_when_nothing_speaks_against_it() -> None:
    found = at(smooth(), START)

    assert {(), (K,), (L,), (M,), (N,), (K, L), (K, M), (K, N)} == open_steps(found)
    assert {(), (K,), (L,), (M,), (N,)} == open_echoes(found)
    assert () == found.holds_echo_cards()
    assert not found.reaches(K)


def test_a_flag_taken_back_is_open_after_a_day_and_a_new_round_of_questions() -> None:
    raised = flag(1, DangerSign.PUT_DOWN, K, hours=1)
    taken_back = lift(2, raised, hours=2)
    asked_again = Asked(**stamp_at(3, START + timedelta(hours=3)), whom=K, all_no=True)
    history = (*smooth(), raised, taken_back)

    assert (Hold(Because.FLAG, raised.id, K),) == at(history, START + timedelta(hours=25)).holds_company((K,))
    assert (Hold(Because.NOT_ASKED, whom=K),) == at(history, LATER).holds_step(Toward(whom=(K,), **WILLING))
    assert () == at((*history, asked_again), LATER).holds_step(Toward(whom=(K,), **WILLING))


@pytest.mark.parametrize("sign", sorted(GRAVE, key=lambda sign: sign.value))
def test_a_grave_flag_that_was_taken_back_still_holds_steps_with_that_person_but_not_the_home(sign: DangerSign) -> None:
    raised = flag(1, sign, K)
    home = SharedHome(**stamp_at(2, START), someone=K)
    found = at((*smooth(), raised, home, lift(3, raised, hours=1)), LATER)

    assert () == found.everywhere
    assert found.holds_company((K,))
    assert found.holds_echo((K,))
    assert () == found.holds_echo((L,))


def test_the_grave_signs_are_those_that_are_promised() -> None:
    names = {"hurt", "choked", "forced", "sex_for_peace", "threat_to_kill", "weapon", "followed", "harmed_me"}

    assert names == {sign.value for sign in GRAVE}


# --- whom it reaches ----------------------------------------------------------------------------------------


def test_a_flag_reaches_those_linked_through_others_and_says_whose_it_is() -> None:
    raised = flag(1, DangerSign.CUT_OFF, K)
    links = (Link(**stamp_at(2, START), one=L, other=K), Link(**stamp_at(3, START), one=L, other=M))
    found = at((*smooth(), raised, *links), START)

    assert (Hold(Because.FLAG, raised.id, K),) == found.holds_company((K,))
    assert (Hold(Because.LINKED, raised.id, K),) == found.holds_company((L,))
    assert (Hold(Because.LINKED, raised.id, K),) == found.holds_company((M,))
    assert () == found.holds_company((N,))


def test_links_in_a_ring_or_written_twice_still_join_everyone() -> None:
    raised = flag(1, DangerSign.CUT_OFF, K)
    ring = (
        Link(**stamp_at(2, START), one=K, other=L),
        Link(**stamp_at(3, START), one=L, other=M),
        Link(**stamp_at(4, START), one=M, other=K),
        Link(**stamp_at(5, START), one=K, other=L),
    )

    assert {K, L, M} == set(at((*smooth(), raised, *ring), START).about)


def test_a_flag_for_now_hides_no_flag_on_a_person() -> None:
    now, on_k = flag(1, DangerSign.CUT_OFF, None), flag(2, DangerSign.CUT_OFF, K)

    assert at((*smooth(), now, on_k), START).reaches(K)


def test_a_round_of_questions_counts_only_when_it_says_that_all_were_no() -> None:
    assert frozenset() == at((*EVERYONE, Asked(**stamp_at(1, START), whom=K)), START).asked


def test_a_persons_own_flags_are_told_before_those_of_others() -> None:
    others, own = flag(1, DangerSign.CUT_OFF, L), flag(2, DangerSign.HARMED_ME, K)
    joined = Link(**stamp_at(3, START), one=K, other=L)

    about = at((*smooth(), others, own, joined), START)

    assert (Hold(Because.HARMED_ME, own.id, K), Hold(Because.LINKED, others.id, L)) == about.holds_company(
        (UUID(int=K.int),)
    )
    assert (Hold(Because.FLAG, others.id, L), Hold(Because.LINKED, own.id, K)) == about.holds_company(
        (UUID(int=L.int),)
    )


def test_whose_flag_it_is_does_not_hang_on_the_order_or_on_who_wrote_the_id() -> None:
    """Entries that come back from storage carry ids that are equal, and not the same object."""
    on_k, on_l = flag(1, DangerSign.CUT_OFF, UUID(int=K.int)), flag(2, DangerSign.PUT_DOWN, UUID(int=L.int))
    joined = Link(**stamp_at(3, START), one=UUID(int=L.int), other=UUID(int=K.int))
    found = at((*smooth(), joined, on_k, on_l), START)

    assert (Hold(Because.FLAG, on_l.id, L), Hold(Because.LINKED, on_k.id, K)) == found.holds_company((L,))
    assert (Hold(Because.FLAG, on_k.id, K), Hold(Because.LINKED, on_l.id, L)) == found.holds_company((K,))


def test_a_link_taken_back_holds_until_the_next_day() -> None:
    raised = flag(1, DangerSign.CUT_OFF, K)
    joined = Link(**stamp_at(2, START), one=K, other=L)
    history = (*smooth(), raised, joined, lift(3, joined, hours=0))

    assert at(history, START + timedelta(hours=23)).holds_company((L,))
    assert () == at(history, START + DAY).holds_company((L,))


def test_a_shared_home_with_someone_flagged_holds_everything_and_without_a_flag_nothing() -> None:
    home = SharedHome(**stamp_at(1, START), someone=K)
    raised = flag(2, DangerSign.PUT_DOWN, K)

    assert () == at((*smooth(), home), START).everywhere
    assert (Hold(Because.SHARED_HOME, home.id, K),) == at((*smooth(), home, raised), START).everywhere
    assert () == at((*smooth(), home, raised, lift(3, home, hours=0)), START + DAY).everywhere


def test_a_flag_for_now_is_told_first_and_ends_like_any_other() -> None:
    raised = flag(1, DangerSign.WEAPON, None)
    history = (*smooth(), raised, lift(2, raised, hours=0))

    assert Because.NOW is at(history, START).holds_step(Toward(**WILLING))[0].because
    assert () == at(history, START + DAY).holds_step(Toward(**WILLING))


def test_someone_who_was_erased_or_never_written_down_is_held() -> None:
    gone = UUID(int=1)

    assert (Hold(Because.NOT_KNOWN_HERE, whom=gone),) == at(smooth(), START).holds_company((gone,))


# --- liftings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("near", [None, Near.SOMEONE_HERE, Near.SOMEONE_ASKS])
def test_a_lifting_with_someone_near_or_with_that_question_skipped_does_not_count(near: Near | None) -> None:
    raised = flag(1, DangerSign.PUT_DOWN, K)
    history = (*smooth(), raised, lift(2, raised, hours=1, near=near))

    assert at(history, LATER).holds_company((K,))
    assert {} == waiting_liftings(history, START)


@pytest.mark.parametrize(
    ("hours", "offset", "opens"),
    [
        (0, 0, START + DAY),
        (-9, 0, START.replace(hour=6) + DAY),  # three at night: not before six on the next morning
        (0, -600, START + DAY + timedelta(hours=4)),  # two at night in Honolulu: six there is four hours more
        (-5.5, 0, START.replace(hour=6, minute=30) + DAY),
    ],
)
def test_a_lifting_takes_a_day_and_waits_for_the_morning(hours: float, offset: int, opens) -> None:
    raised = flag(1, DangerSign.PUT_DOWN, K, hours=-200)
    taken_back = Lifting(**stamp_at(2, START + timedelta(hours=hours), offset), lifts=raised.id, near=Near.NOBODY)

    assert opens == takes_effect(taken_back, raised)
    assert {raised.id: opens} == waiting_liftings((raised, taken_back), START)


def test_a_lifting_written_before_its_flag_counts_from_the_flag() -> None:
    raised = flag(1, DangerSign.PUT_DOWN, K, hours=48)

    assert START + timedelta(hours=72) == takes_effect(lift(2, raised, hours=0), raised)


def test_the_earliest_lifting_that_counts_is_the_one_that_opens() -> None:
    raised = flag(1, DangerSign.PUT_DOWN, K)
    history = (raised, lift(2, raised, hours=20), lift(3, raised, hours=0), lift(4, raised, hours=40))

    assert {raised.id: START + DAY} == waiting_liftings(history, START)
    assert {} == waiting_liftings(history, START + DAY)
    assert {} == waiting_liftings(history, LATER)


def doubt(number: int, hours: float, what: UUID, near: Near | None = Near.SOMEONE_ASKS) -> Lifting:
    """Another answer on the same thing. The id is another object, as it is when it comes back from storage."""
    return Lifting(**stamp_at(number, START + timedelta(hours=hours)), lifts=UUID(int=what.int), near=near)


@pytest.mark.parametrize("near", [Near.SOMEONE_ASKS, Near.SOMEONE_HERE, None])
@pytest.mark.parametrize("hours", [1, 23.9])
def test_another_answer_within_the_day_ends_a_taking_back(hours: float, near: Near | None) -> None:
    raised = flag(1, DangerSign.PUT_DOWN, K)

    assert {} == waiting_liftings((raised, lift(2, raised, hours=1), doubt(3, hours, raised.id, near)), START)


@pytest.mark.parametrize("hours", [0.9, 25, 90])
def test_an_answer_from_before_or_after_the_day_ends_no_taking_back(hours: float) -> None:
    raised = flag(1, DangerSign.PUT_DOWN, K)
    history = (raised, lift(2, raised, hours=1), doubt(3, hours, raised.id))

    assert {raised.id: START + timedelta(hours=25)} == waiting_liftings(history, START)


@pytest.mark.parametrize("number", [0, 9])
def test_an_answer_on_something_else_ends_no_taking_back(number: int) -> None:
    raised, other = flag(1, DangerSign.PUT_DOWN, K), flag(number, DangerSign.PUT_DOWN, L)
    history = (raised, other, lift(2, raised, hours=1), doubt(3, 2, other.id))

    assert {raised.id: START + timedelta(hours=25)} == waiting_liftings(history, START)


def test_what_is_taken_back_once_more_after_another_answer_waits_a_day_anew() -> None:
    raised = flag(1, DangerSign.PUT_DOWN, K)
    history = (raised, lift(2, raised, hours=1), doubt(3, 2, raised.id), lift(4, raised, hours=3))

    assert {raised.id: START + timedelta(hours=27)} == waiting_liftings(history, START)


def test_a_flag_left_behind_by_an_erasing_holds_nothing_more_at_home() -> None:
    """It stands for a link to whoever was erased, and links hold nothing at home."""
    home = SharedHome(**stamp_at(1, START), someone=K)
    found = at((*smooth(), home, flag(2, DangerSign.LINK_ERASED, K)), START)

    assert () == found.everywhere
    assert found.reaches(K)
    assert at((*smooth(), home, flag(2, DangerSign.LINK_ERASED, K), flag(3, DangerSign.PUT_DOWN, K)), START).everywhere
    assert at((*smooth(), flag(2, DangerSign.LINK_ERASED, None)), START).everywhere


def test_a_lifting_of_something_else_lifts_nothing() -> None:
    raised, asked = flag(1, DangerSign.PUT_DOWN, K), Asked(**stamp_at(2, START), whom=L, all_no=False)

    assert {} == waiting_liftings((raised, asked, lift(3, asked, hours=0)), START)


def test_drink_asked_about_again_ends_with_the_morning_and_not_before() -> None:
    stop = Stopped(**stamp_at(1, START), sign=StopSign.DRINK_OR_DRUGS)
    morning = START.replace(hour=6) + DAY

    assert morning == takes_effect(lift(2, stop, hours=1), stop)
    assert START + timedelta(hours=30) == takes_effect(lift(2, stop, hours=30), stop)


def test_any_other_stop_sign_takes_a_day() -> None:
    stop = Stopped(**stamp_at(1, START), sign=StopSign.LOSING_TIME)

    assert (Hold(Because.STOP_SIGN, stop.id),) == at((*smooth(), stop), START).stops
    assert START + DAY == takes_effect(lift(2, stop, hours=0), stop)
    assert () == at((*smooth(), stop, lift(2, stop, hours=0)), START + DAY).stops


# --- the danger questions -----------------------------------------------------------------------------------


def test_a_round_with_a_skip_after_one_without_has_to_be_done_again() -> None:
    doubt = Asked(**stamp_at(1, START + timedelta(hours=1)), whom=K, all_no=False)
    again = Asked(**stamp_at(2, START + timedelta(hours=2)), whom=K, all_no=True)

    assert K not in at((*smooth(), doubt), START).asked
    assert K in at((*smooth(), doubt, again), START).asked
    assert L in at((*smooth(), doubt), START).asked


def test_a_flag_on_someone_linked_asks_again_about_both() -> None:
    joined = Link(**stamp_at(1, START), one=K, other=L)
    raised = flag(2, DangerSign.PUT_DOWN, L, hours=1)

    assert frozenset({M, N}) == at((*smooth(), joined, raised), START).asked


def test_a_flag_in_the_same_moment_as_all_no_is_the_one_that_stands() -> None:
    assert K not in at((*smooth(), flag(1, DangerSign.PUT_DOWN, K)), START).asked


def test_questions_about_now_ask_about_nobody_in_particular() -> None:
    asked = Asked(**stamp_at(1, START), all_no=True)
    found = at((*EVERYONE, asked), START)

    assert frozenset() == found.asked
    assert () == found.holds_echo_cards()
    assert (Hold(Because.NOT_ASKED),) == at(EVERYONE, START).holds_echo_cards()


# --- needs, and the questions about a step ------------------------------------------------------------------


def test_a_need_that_is_not_negotiable_holds_a_step_that_bears_on_it_and_leaves_it_out() -> None:
    need = NamedNeed(**stamp_at(1, START), need=NEED, weight=Weight.NOT_NEGOTIABLE)
    bare = Toward(pays=Pays.NO, wants=Wants.WANT, bears_on=frozenset({NEED, "other"}))
    found = at((*smooth(), need), START)

    assert (Hold(Because.NEED_NOT_COVERED),) == found.holds_step(bare)
    assert () == found.holds_step(msgspec.structs.replace(bare, covered=frozenset({NEED})))
    assert () == found.holds_step(msgspec.structs.replace(bare, bears_on=frozenset({"other"})))


@pytest.mark.parametrize("weight", [Weight.NICE, Weight.IMPORTANT])
def test_a_need_of_less_weight_holds_nothing(weight: Weight) -> None:
    need = NamedNeed(**stamp_at(1, START), need=NEED, weight=weight)
    bare = Toward(pays=Pays.NO, wants=Wants.WANT, bears_on=frozenset({NEED}))

    assert () == at((*smooth(), need), START).holds_step(bare)


def test_reasons_are_told_in_the_order_of_the_gate() -> None:
    raised, stop = flag(1, DangerSign.CONTROL, K), Stopped(**stamp_at(2, START), sign=StopSign.LAST_MONTH)
    need = NamedNeed(**stamp_at(3, START), need=NEED, weight=Weight.NOT_NEGOTIABLE)
    held = at((*EVERYONE, raised, stop, need), START).holds_step(Toward(whom=(K,), bears_on=frozenset({NEED})))

    assert [
        Because.FLAG,
        Because.NOT_ASKED,
        Because.STOP_SIGN,
        Because.COULD_PAY,
        Because.STEADYING_FIRST,
        Because.NEED_NOT_COVERED,
        Because.GOING_ALONG,
    ] == [hold.because for hold in held]


# --- readiness ----------------------------------------------------------------------------------------------


def look(number: int, hours: float, **answers: object) -> Readiness:
    return Readiness(**stamp_at(number, START + timedelta(hours=hours)), **{**GOOD_LOOK, **answers})


def test_no_look_and_a_look_from_long_ago_open_nothing() -> None:
    whole_look = look(1, 0)

    assert readiness_outcome(EVERYONE, START) is None
    assert readiness_outcome((whole_look,), START + SPEAKS_FOR) == Found(Outcome.SMALL_STEPS)
    assert readiness_outcome((whole_look,), START + SPEAKS_FOR + DAY) is None
    assert Hold(Because.NO_LOOK_YET) == at(EVERYONE, START).readiness


@pytest.mark.parametrize("sign", SteadySign)
def test_most_days_calls_for_steadying_and_some_days_does_not(sign: SteadySign) -> None:
    def with_often(often: Often) -> Readiness:
        others = tuple(answer for answer in GOOD_LOOK["steady"] if answer.sign is not sign)
        return look(1, 0, steady=(*others, SteadyAnswer(sign, often)))

    assert Found(Outcome.STEADYING_FIRST, because=(sign,)) == readiness_outcome([with_often(Often.MOST_DAYS)], START)
    assert Found(Outcome.SMALL_STEPS) == readiness_outcome([with_often(Often.SOME_DAYS)], START)


@pytest.mark.parametrize("sign", ReadySign)
def test_only_ways_to_cope_and_now_and_then_hold(sign: ReadySign) -> None:
    others = tuple(answer for answer in GOOD_LOOK["ready"] if answer.sign is not sign)
    holds = sign in (ReadySign.WAYS_TO_COPE, ReadySign.NOW_AND_THEN)
    not_now = readiness_outcome([look(1, 0, ready=(*others, ReadyAnswer(sign, Ready.NOT_NOW)))], START)
    skipped = readiness_outcome([look(1, 0, ready=others)], START)

    assert (Found(Outcome.STEADYING_FIRST, because=(sign,)) if holds else Found(Outcome.SMALL_STEPS)) == not_now
    assert (Found(Outcome.STEADYING_FIRST, skipped=(sign,)) if holds else Found(Outcome.SMALL_STEPS)) == skipped


def test_of_two_looks_within_a_day_the_careful_one_stands_and_later_the_newest() -> None:
    careful = look(1, 0, ready=(ReadyAnswer(ReadySign.WAYS_TO_COPE, Ready.NOT_NOW),))
    held = Found(Outcome.STEADYING_FIRST, because=(ReadySign.WAYS_TO_COPE,), skipped=(ReadySign.NOW_AND_THEN,))

    assert held == readiness_outcome([careful, look(2, 0.02)], START)
    assert held == readiness_outcome([look(2, -0.02), careful], START)
    assert held == readiness_outcome([careful, look(2, 24)], START)
    assert Found(Outcome.SMALL_STEPS) == readiness_outcome([careful, look(2, 25)], START)


@pytest.mark.parametrize("sign", StopSign)
def test_a_stop_sign_decides_before_any_look(sign: StopSign) -> None:
    life = sign in (StopSign.ENDING_LIFE, StopSign.HURTING_MYSELF)
    stop = Stopped(**stamp_at(1, START), sign=sign)
    first = Outcome.SAFETY_FIRST if life else Outcome.STEADYING_FIRST

    assert Found(first) == readiness_outcome([look(2, 0), stop], START)
    assert Found(Outcome.SMALL_STEPS) == readiness_outcome([look(2, 0), stop, lift(3, stop, hours=0)], LATER)


def test_danger_now_or_at_home_comes_before_readiness() -> None:
    raised, home = flag(1, DangerSign.PUT_DOWN, K), SharedHome(**stamp_at(2, START), someone=K)

    assert Found(Outcome.SMALL_STEPS) == readiness_outcome([look(3, 0), raised], START)
    assert Found(Outcome.SAFETY_FIRST) == readiness_outcome([look(3, 0), raised, home], START)
    assert Found(Outcome.SAFETY_FIRST) == readiness_outcome([look(3, 0), flag(4, DangerSign.HURT, None)], START)
    assert Hold(Because.SAFETY_FIRST) == at([look(3, 0), raised, home], START).readiness


# --- the entries themselves ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Flag, Stopped, Lifting, Asked, KeptAnswer])
def test_what_is_kept_cannot_be_changed_and_takes_nothing_unknown(kind: type[Entry]) -> None:
    config = kind.__struct_config__

    assert (True, True) == (config.frozen, config.forbid_unknown_fields)
    with pytest.raises(TypeError):
        kind(*stamp_at(1, START).values())


@pytest.mark.parametrize("kind", [Hold, Toward, Gate])
def test_what_the_gate_says_cannot_be_changed(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
