"""What fits, and five choices for what next: behind the gate, the same for the same notebook, and never a push."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from tests.unit.histories import PEOPLE, START, smooth, stamp_at
from unhurried.content.library import library
from unhurried.content.steps import NEEDS_NOBODY, Fit, Step
from unhurried.domain.base import Entry
from unhurried.domain.needs import Family, MeetsNeed, Met, NamedNeed, OwnNeed, Weight
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Area, Hurt, Relation
from unhurried.domain.readiness import Readiness
from unhurried.domain.safety import Because, DangerSign, Flag, Pays, Stopped, StopSign, Wants
from unhurried.domain.signals import Alarm, AlarmAnswer
from unhurried.domain.steadying import Checkin, Presence, State
from unhurried.domain.steps import AsFeared, OwnStep, Shelf, ShelvedStep, StepOutcome, StepPlan, Took
from unhurried.domain.today import Pause
from unhurried.inference.choices import Kind, Reason
from unhurried.inference.memory import Done, Planned
from unhurried.journey import next_steps
from unhurried.journey.next_steps import (
    StepMemory,
    candidates,
    company,
    fits_of,
    fitting_steps,
    offers,
    propose_next,
    seed_of,
    suggested_company,
)
from unhurried.journey.safety import ask_gate
from unhurried.journey.step_evidence import learned_from, sources
from unhurried.journey.steps import id_of

DAY = timedelta(days=1)
K, L, M, N = PEOPLE
STEP = "sit-near-the-door"
NOW = START + 30 * DAY


def kept(*entries: Entry) -> list[Kept]:
    return rows_of([*smooth(), *entries])


def rows_of(entries: list[Entry]) -> list[Kept]:
    return [Kept(one, 1) for one in sorted(entries, key=lambda one: (one.at, one.id))]


def friends(*entries: Entry) -> list[Kept]:
    """The same with everyone a friend."""
    rows = kept(*entries)
    return [
        Kept(msgspec.structs.replace(row.entry, relation=Relation.FRIEND), 1) if row.entry.id in PEOPLE else row
        for row in rows
    ]


def checkins(days: int = 21) -> list[Checkin]:
    states = (State.SETTLED, State.LOW, State.STIRRED, State.SETTLED)
    return [
        Checkin(**stamp_at(3000 + n, START + n * DAY / 2), state=states[n % 4], presence=Presence.YES)
        for n in range(2 * days)
    ]


def step(number: int, days: float, whom=(K,), feared=AsFeared.NO, took=Took.DONE):
    """A plan and its outcome."""
    at = START + days * DAY
    plan = StepPlan(
        **stamp_at(5000 + number, at),
        step=STEP,
        area=Area.TIME,
        depth=1,
        whom=whom,
        likelihood=75,
        pays=Pays.NO,
        wants=Wants.WANT,
        planned=at,
    )
    gone = {} if took is Took.NOT_DONE else {"as_feared": feared, "stayed": Presence.YES, "state": State.STIRRED}
    outcome = StepOutcome(**stamp_at(6000 + number, at), plan=plan.id, took=took, likelihood_next=50, **gone)
    return [plan, outcome]


def five(rows: list[Kept], now=NOW):
    entries = [row.entry for row in rows]
    return propose_next(library(), rows, now, seed_of(entries))


def offered(rows: list[Kept]):
    entries = [row.entry for row in rows]
    return candidates(library(), entries, ask_gate(rows, NOW), suggested_company(rows, NOW))


# --- what fits ----------------------------------------------------------------------------------------------


def learned(kept: list[Kept], now: datetime) -> tuple[object, ...]:
    """Everything the planner takes from the notebook, in its order."""
    return tuple(one for source in sources(kept, now) for one in learned_from(library(), source))


def test_someone_with_nobody_finds_places_strangers_groups_and_helpers() -> None:
    found = fitting_steps(library(), [])

    assert len(found) > 60
    assert [] == [one.id for one in found if isinstance(one, Step) and not NEEDS_NOBODY & set(one.fits)]
    assert NEEDS_NOBODY == {fit for one in found for fit in one.fits if fit in NEEDS_NOBODY}


def test_no_idea_that_is_never_put_forward_fits() -> None:
    everyone = [None, *(msgspec.structs.replace(smooth()[0], relation=one) for one in Relation)]

    assert [] == [one.id for who in everyone for one in fitting_steps(library(), [], who) if one.never_proposed]
    assert max(one.depth for who in everyone for one in fitting_steps(library(), [], who)) == 6


@pytest.mark.parametrize("relation", Relation)
def test_there_is_something_for_every_kind_of_bond(relation: Relation) -> None:
    someone = msgspec.structs.replace(smooth()[0], relation=relation)

    assert len(fitting_steps(library(), [], someone)) >= 10
    assert {Fit.GROUP} == fits_of(msgspec.structs.replace(someone, is_group=True))


def test_kept_ideas_come_first_and_hidden_ones_not_at_all() -> None:
    near = ShelvedStep(**stamp_at(1, START), step="write-to-a-help-chat", shelf=Shelf.KEPT)
    gone = ShelvedStep(**stamp_at(2, START), step=STEP, shelf=Shelf.HIDDEN)
    found = [id_of(one) for one in fitting_steps(library(), [near, gone])]

    assert "write-to-a-help-chat" == found[0]
    assert STEP not in found


def test_no_step_is_offered_with_someone_whom_a_flag_reaches_or_nobody_was_asked_about() -> None:
    unasked = msgspec.structs.replace(smooth()[0], id=UUID(int=77), code_name="new")
    rows = kept(unasked, Flag(**stamp_at(1, START), sign=DangerSign.CONTROL, whom=K))

    assert [L, M, N] == [one.id for one in company(rows, NOW)]


def test_after_what_was_feared_came_true_nothing_is_suggested_with_that_person() -> None:
    rows = friends(*checkins(), *step(1, 22, (K, L), AsFeared.YES), *step(2, 23, (M,), AsFeared.PARTLY))

    assert [K, L, M, N] == [one.id for one in company(rows, NOW)]
    assert [M, N] == [one.id for one in suggested_company(rows, NOW)]
    someones = {one.someone for one in offered(rows)}
    assert not {str(K), str(L)} & someones
    assert {str(M), str(N)} <= someones


def test_after_a_hurt_nothing_is_suggested_with_that_person_for_eight_weeks() -> None:
    rows = kept(Hurt(**stamp_at(1, START), what="late again", someone=K))

    assert K not in [one.id for one in suggested_company(rows, START + 55 * DAY)]
    assert K in [one.id for one in suggested_company(rows, START + 57 * DAY)]


def test_nothing_is_suggested_with_someone_about_whom_something_is_not_clear_yet() -> None:
    unclear = Alarm(**stamp_at(1, START), whom=K, answer=AlarmAnswer.NOT_CLEAR_YET)
    rows = friends(*checkins(), unclear)

    assert [L, M, N] == [one.id for one in suggested_company(rows, NOW)]
    assert [K, L, M, N] == [one.id for one in company(rows, NOW)]


def test_a_need_that_someone_does_not_meet_keeps_steps_that_touch_it_away() -> None:
    need = OwnNeed(**stamp_at(1, START), title="Slow", family=Family.PACE)
    named = NamedNeed(**stamp_at(2, START), need=str(need.id), weight=Weight.NOT_NEGOTIABLE)
    unmet = MeetsNeed(**stamp_at(3, START), need=str(need.id), where=K, met=Met.NO)
    rows = friends(need, named, unmet)
    found = offered(rows)
    touching = {one.id for one in library().steps.values() if Family.PACE in one.needs}

    assert [] == [one for one in found if one.someone == str(K) and one.step in touching]
    assert [] != [one for one in found if one.someone == str(L) and one.step in touching]


# --- the five -----------------------------------------------------------------------------------------------


def test_before_two_weeks_of_check_ins_all_is_rest() -> None:
    proposed = five(friends(*checkins(3))).proposal

    assert (Kind.REST, Reason.FIRST_WEEKS) == (proposed.marked, proposed.marked_choice.reason)
    assert [] == proposed.steps()


def test_the_five_stand_in_one_order_and_are_the_same_again() -> None:
    rows = friends(*checkins(), *step(1, 22), *step(2, 24))
    proposed = five(rows)

    assert list(Kind) == [choice.kind for choice in proposed.proposal.choices]
    assert [] != proposed.proposal.steps()
    assert proposed == five(rows)


def test_a_memory_changes_nothing_and_goes_on_from_what_it_knows() -> None:
    before = friends(*checkins(), *step(1, 22))
    after = friends(*checkins(), *step(1, 22), *step(2, 24))
    memory = StepMemory()
    seed = seed_of([row.entry for row in after])
    propose_next(library(), before, NOW, 1, memory)

    assert propose_next(library(), after, NOW, seed) == propose_next(library(), after, NOW, seed, memory)


def believed(memory: StepMemory, rows: list[Kept], now=NOW) -> tuple:
    """What a belief comes to, in figures that differ when anything in it does."""
    belief = memory.recall(library(), rows, now)
    felt = [(track, float(one.mean.sum())) for track, one in sorted(belief.felt.tracks.items())]
    records = [(track, float(one.weights.std())) for track, one in sorted(belief.records.tracks.items())]
    return (belief.memory, felt, records, float(belief.window.weights.std()), belief.window.count)


def test_a_memory_gives_the_same_belief_whatever_was_changed_erased_or_told_late() -> None:
    early, late = step(1, 22), step(2, 24)
    left = msgspec.structs.replace(step(3, 15)[0], planned=START + 15 * DAY)
    told_no = msgspec.structs.replace(late[1], as_feared=AsFeared.YES)
    before = friends(*checkins(), *early, *late)
    after = {
        "told late": friends(*checkins(), *early, *late, *step(4, 23)),
        "left without a word": friends(*checkins(), *early, *late, left),
        "erased": friends(*checkins(), *late),
        "told again": [Kept(told_no, 2) if row.entry.id == told_no.id else row for row in before],
        "nothing left": friends(),
    }

    for name, rows in after.items():
        memory = StepMemory()
        believed(memory, before)
        assert believed(StepMemory(), rows) == believed(memory, rows), name
        assert believed(StepMemory(), before) == believed(memory, before), name


def test_a_memory_works_out_no_more_than_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = []
    real = next_steps.update
    monkeypatch.setattr(next_steps, "update", lambda belief, one: learned.append(one) or real(belief, one))
    memory = StepMemory()
    memory.recall(library(), friends(*checkins(), *step(1, 22)), NOW)
    at_first = len(learned)
    memory.recall(library(), friends(*checkins(), *step(1, 22), *step(2, 24)), NOW)

    assert (44, 46) == (at_first, len(learned))


@pytest.mark.parametrize(
    ("entry", "because"),
    [
        (Flag(**stamp_at(1, START), sign=DangerSign.HURT), Because.NOW),
        (Stopped(**stamp_at(1, START), sign=StopSign.ROUGH_FOR_WEEKS), Because.STOP_SIGN),
    ],
)
def test_behind_a_closed_gate_no_step_is_proposed(entry: Entry, because: Because) -> None:
    proposed = five(friends(*checkins(), entry))

    assert because is proposed.holds[0].because
    assert [] == proposed.proposal.steps()
    assert [] == offers(library(), friends(*checkins(), entry), NOW)


def test_without_a_look_at_readiness_no_step_is_proposed() -> None:
    rows = [row for row in friends(*checkins()) if not isinstance(row.entry, Readiness)]

    assert [Because.NO_LOOK_YET] == [hold.because for hold in five(rows).holds]


def test_nothing_deeper_than_six_and_no_one_who_is_held_is_ever_proposed() -> None:
    own = OwnStep(**stamp_at(8, START), title="Move in", area=Area.THINGS, depth=9)
    rows = friends(
        own,
        *checkins(),
        *(one for n in range(9) for one in step(n, 12 + n, (L,))),
        Flag(**stamp_at(1, START), sign=DangerSign.CONTROL, whom=K),
    )
    found = offered(rows)

    assert max(one.depth for one in found) <= 6
    assert str(K) not in {one.someone for one in found}
    assert str(own.id) not in {one.step for one in found}


def deepened(entries: list[Entry], depth: int) -> list[Entry]:
    return [msgspec.structs.replace(one, depth=depth) if isinstance(one, StepPlan) else one for one in entries]


@pytest.mark.parametrize(
    ("taken", "deepest"),
    [
        ([], 2),
        (step(1, 22), 2),
        (deepened(step(1, 22), 3), 3),
        (deepened([*step(1, 22), *step(2, 23)], 3), 4),
        (deepened([*step(1, 22), *step(2, 23, feared=AsFeared.CANNOT_TELL)], 3), 3),
        (deepened([one for n in range(5) for one in step(n, 22 + n)], 3), 4),
    ],
)
def test_nothing_deep_is_put_forward_where_little_is_known(taken: list[Entry], deepest: int) -> None:
    found = offered(friends(*taken))

    assert deepest == max(one.depth for one in found if (one.someone, one.area) == (str(K), "time"))
    assert 2 == max(one.depth for one in found if (one.someone, one.area) != (str(K), "time"))


def test_a_step_of_ones_own_is_put_forward_only_with_those_it_was_planned_with() -> None:
    own = OwnStep(**stamp_at(8, START), title="Tea", area=Area.TIME, depth=1)
    plan = StepPlan(**stamp_at(9, START), step=str(own.id), area=Area.TIME, depth=1, whom=(K,))
    found = {one.someone for one in offered(friends(own, plan)) if one.step == str(own.id)}

    assert {str(K)} <= found <= {"place", str(K)}


def test_after_what_was_feared_came_true_the_five_never_name_that_person() -> None:
    rows = friends(*checkins(), *step(1, 22, (K,)), *step(2, 24, (K,), AsFeared.YES))

    assert str(K) not in {one.someone for one in five(rows).proposal.steps()}


def test_offers_before_the_first_weeks_are_of_the_lightest_and_need_nobody() -> None:
    found = offers(library(), friends(), NOW)

    assert [((), 1)] * 3 == [(one.whom, one.idea.depth) for one in found]
    assert found == offers(library(), friends(), NOW)


# --- what the planner is told -------------------------------------------------------------------------------


def test_not_taken_is_no_trial_and_what_is_not_known_is_not_good() -> None:
    entries = [
        *step(1, 1, took=Took.NOT_DONE),
        *step(2, 2, feared=AsFeared.KEPT_FROM_HAPPENING),
        *step(3, 3, feared=AsFeared.PARTLY),
    ]
    found = learned(rows_of(entries), NOW)

    assert [(None, None), (True, 0.5)] == [(one.came_true, one.harm) for one in found if isinstance(one, Done)]
    assert [Planned, Done, Planned, Done] == [type(one) for one in found]


def test_what_the_planner_is_told_comes_in_the_order_of_its_days() -> None:
    entries = [*step(1, 9), *step(2, 3), *checkins(2)]
    days = [one.day for one in learned(rows_of(entries), NOW)]

    assert sorted(days) == days


def test_two_plans_at_a_time_are_not_taken_for_one_that_was_never_answered() -> None:
    first, told_first = step(1, 9)
    second, told_second = step(2, 9)
    found = learned(rows_of([first, second, told_first, told_second]), NOW)

    assert [Planned, Done, Planned, Done] == [type(one) for one in found]


def test_a_draft_a_plan_to_come_and_one_put_away_tell_the_planner_nothing() -> None:
    draft = StepPlan(**stamp_at(1, START), step=STEP, area=Area.TIME, depth=1, likelihood=90)
    to_come = msgspec.structs.replace(draft, id=UUID(int=91), planned=NOW - DAY)
    away = msgspec.structs.replace(draft, id=UUID(int=92), planned=START, put_away=True)

    assert () == learned(rows_of([draft, to_come, away]), NOW)


def test_a_plan_that_was_left_without_a_word_is_told_as_such() -> None:
    left = StepPlan(**stamp_at(1, START), step=STEP, area=Area.TIME, depth=1, likelihood=90, planned=START)

    assert [Planned] == [type(one) for one in learned(rows_of([left]), NOW)]
    assert () == learned(rows_of([left]), START + 9 * DAY)


def test_nothing_is_suggested_in_a_pause() -> None:
    rows = friends(*checkins(), Pause(**stamp_at(1, START), until=None))

    assert (True, [], []) == (five(rows).quiet, five(rows).proposal.steps(), offers(library(), rows, NOW))
