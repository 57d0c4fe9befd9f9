"""Planning a step behind the gate, saying what came of it, and being asked about it once."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from tests.unit.histories import PEOPLE, START, smooth, stamp_at
from unhurried.content.library import library
from unhurried.domain.base import Entry, ImpossibleEntry
from unhurried.domain.needs import Family, MeetsNeed, Met, NamedNeed, OwnNeed, Weight
from unhurried.domain.notebook import Kept, PlainNotebook, StaleRevision
from unhurried.domain.people import Area
from unhurried.domain.safety import Because, DangerSign, Flag, Pays, Stopped, StopSign, Wants
from unhurried.domain.steadying import Felt, Presence, State
from unhurried.domain.steps import (
    About,
    AsFeared,
    AskedAfter,
    OwnStep,
    Shelf,
    ShelvedStep,
    StepOutcome,
    StepPlan,
    Took,
    feared_came_true,
    open_plans,
    told,
)
from unhurried.domain.today import Pause
from unhurried.journey import steps as journey
from unhurried.journey.people import erase_someone
from unhurried.journey.safety import ask_gate
from unhurried.journey.steps import (
    StepHeld,
    UnknownPlan,
    UnknownStep,
    answer_asked,
    asks_about,
    find_outcome,
    finish_plan,
    plan_step,
    put_away,
    record_outcome,
    shelve,
)

DAY = timedelta(days=1)
K, L, *_ = PEOPLE
STEP = "sit-near-the-door"
WILLING = {"pays": Pays.NO, "wants": Wants.WANT}


def notebook_of(*entries: Entry) -> PlainNotebook:
    notebook = PlainNotebook()
    notebook.write(add=[*smooth(), *entries])
    return notebook


def when(number: int, days: float = 0):
    return stamp_at(2000 + number, START + timedelta(days=days))


def seen(notebook: PlainNotebook, entry: UUID) -> Kept:
    return next(row for row in notebook.entries().kept if row.entry.id == entry)


def entries_of(notebook: PlainNotebook) -> list[Entry]:
    return [row.entry for row in notebook.entries().kept]


def planned(notebook: PlainNotebook, number: int = 1, whom=(K,), days: float = 0, **changes) -> StepPlan:
    """A finished plan. Fails when the gate holds it."""
    draft = plan_step(notebook, library(), when(number, days), STEP, whom)
    holds = finish_plan(
        notebook, library(), seen(notebook, draft.id), START + timedelta(days=days), **{**WILLING, **changes}
    )
    assert holds == ()
    return seen(notebook, draft.id).entry


# --- planning -----------------------------------------------------------------------------------------------


def test_a_draft_takes_area_depth_and_way_out_from_the_idea_and_stays_a_draft() -> None:
    notebook = notebook_of()
    draft = plan_step(notebook, library(), when(1), STEP, (K,))

    assert (Area.TIME, 1, None) == (draft.area, draft.depth, draft.planned)
    assert library().steps[STEP].way_out == draft.how_i_leave
    assert [draft] == open_plans(entries_of(notebook))


def test_a_draft_may_be_left_and_taken_up_again_with_what_was_said() -> None:
    notebook = notebook_of()
    draft = plan_step(notebook, library(), when(1), STEP)
    journey.revise_plan(notebook, seen(notebook, draft.id), likelihood=75, feared="they stare")
    holds = finish_plan(notebook, library(), seen(notebook, draft.id), START + DAY, **WILLING)
    plan = seen(notebook, draft.id).entry

    assert ((), 75, "they stare", START + DAY) == (holds, plan.likelihood, plan.feared, plan.planned)


def test_a_step_we_do_not_know_is_refused() -> None:
    with pytest.raises(UnknownStep):
        plan_step(notebook_of(), library(), when(1), str(uuid4()))


@pytest.mark.parametrize(
    ("entry", "because"),
    [
        (Flag(**stamp_at(1, START), sign=DangerSign.PUT_DOWN, whom=K), Because.FLAG),
        (Flag(**stamp_at(1, START), sign=DangerSign.HARMED_ME, whom=K), Because.HARMED_ME),
        (Flag(**stamp_at(1, START), sign=DangerSign.HURT), Because.NOW),
        (Stopped(**stamp_at(1, START), sign=StopSign.LOSING_TIME), Because.STOP_SIGN),
    ],
)
def test_the_gate_is_asked_before_a_plan_is_begun(entry: Entry, because: Because) -> None:
    notebook = notebook_of(entry)
    with pytest.raises(StepHeld) as held:
        plan_step(notebook, library(), when(1), STEP, (K,))

    assert because is held.value.holds[0].because
    assert [] == [one for one in entries_of(notebook) if isinstance(one, StepPlan)]


def test_someone_nobody_was_asked_about_waits_for_the_danger_questions() -> None:
    notebook = notebook_of()
    stranger = msgspec.structs.replace(entries_of(notebook)[0], id=UUID(int=77))
    notebook.write(add=[stranger])
    with pytest.raises(StepHeld) as held:
        plan_step(notebook, library(), when(1), STEP, (stranger.id,))

    assert [Because.NOT_ASKED] == [hold.because for hold in held.value.holds]


@pytest.mark.parametrize("pays", [None, Pays.NOT_SURE, Pays.YES])
def test_any_answer_but_no_to_who_could_make_me_pay_leaves_a_draft(pays: Pays | None) -> None:
    notebook = notebook_of()
    draft = plan_step(notebook, library(), when(1), STEP)
    holds = finish_plan(notebook, library(), seen(notebook, draft.id), START, pays=pays, wants=Wants.WANT)

    assert [Because.COULD_PAY] == [hold.because for hold in holds]
    assert (None, pays) == (seen(notebook, draft.id).entry.planned, seen(notebook, draft.id).entry.pays)


@pytest.mark.parametrize("wants", [None, Wants.NOT_SURE, Wants.GOING_ALONG])
def test_going_along_is_no_wanting(wants: Wants | None) -> None:
    notebook = notebook_of()
    draft = plan_step(notebook, library(), when(1), STEP)
    holds = finish_plan(notebook, library(), seen(notebook, draft.id), START, pays=Pays.NO, wants=wants)

    assert [Because.GOING_ALONG] == [hold.because for hold in holds]


def test_a_plan_with_someone_flagged_since_is_held_and_kept() -> None:
    notebook = notebook_of()
    plan = planned(notebook)
    notebook.write(add=[Flag(**when(9, 1), sign=DangerSign.OTHER_THREAT, whom=K)])
    kept = notebook.entries().kept

    assert Because.FLAG is journey.why_not_plan(library(), kept, plan, START + DAY)[0].because
    assert not journey.can_plan(library(), kept, plan, START + DAY)
    with pytest.raises(StepHeld):
        journey.check_can_plan(library(), kept, plan, START + DAY)
    assert [plan.id] == [one.id for one in open_plans(entries_of(notebook))]


def test_a_finished_plan_that_is_held_when_it_is_changed_goes_back_to_a_draft() -> None:
    notebook = notebook_of()
    plan = planned(notebook)
    finish_plan(notebook, library(), seen(notebook, plan.id), START + DAY, wants=Wants.GOING_ALONG)

    assert seen(notebook, plan.id).entry.planned is None


def test_reaching_help_is_not_held_by_any_flag_or_stop_sign() -> None:
    notebook = notebook_of(
        Flag(**stamp_at(1, START), sign=DangerSign.HURT), Stopped(**stamp_at(2, START), sign=StopSign.ENDING_LIFE)
    )
    for number, step in enumerate(sorted(journey.REACHES_HELP)):
        draft = plan_step(notebook, library(), when(number), step)
        assert () == finish_plan(notebook, library(), seen(notebook, draft.id), START, pays=Pays.YES)


def test_every_step_that_reaches_help_is_there_and_for_helpers_alone() -> None:
    assert [("helper",)] * 3 == [
        tuple(fit.value for fit in library().steps[one].fits) for one in sorted(journey.REACHES_HELP)
    ]


def test_a_step_with_someone_reaches_no_help_whatever_it_is() -> None:
    notebook = notebook_of(Flag(**stamp_at(1, START), sign=DangerSign.HURT, whom=K))
    with pytest.raises(StepHeld):
        plan_step(notebook, library(), when(1), "hand-a-helper-a-note", (K,))


def test_a_need_that_is_not_negotiable_holds_until_it_is_said_to_be_covered() -> None:
    need = OwnNeed(**stamp_at(1, START), title="A way out", family=Family.WAY_OUT)
    mine = NamedNeed(**stamp_at(2, START), need=str(need.id), weight=Weight.NOT_NEGOTIABLE)
    notebook = notebook_of(need, mine)
    draft = plan_step(notebook, library(), when(1), STEP)
    held = finish_plan(notebook, library(), seen(notebook, draft.id), START, **WILLING)
    free = finish_plan(notebook, library(), seen(notebook, draft.id), START, **WILLING, covered=(str(need.id),))

    assert ([Because.NEED_NOT_COVERED], ()) == ([hold.because for hold in held], free)


def test_a_need_of_another_family_does_not_bear_on_the_step_and_one_without_does() -> None:
    repair = OwnNeed(**stamp_at(1, START), title="Sorry", family=Family.REPAIR)
    open_one = OwnNeed(**stamp_at(2, START), title="Something", family=None)
    named = [
        NamedNeed(**stamp_at(3 + n, START), need=str(one.id), weight=Weight.IMPORTANT)
        for n, one in enumerate((repair, open_one))
    ]
    entries = [repair, open_one, *named]

    assert {str(open_one.id)} == journey.bears_on(library(), entries, library().steps[STEP])
    own = OwnStep(**stamp_at(9, START), title="Mine", area=Area.TIME, depth=2)
    assert {str(repair.id), str(open_one.id)} == journey.bears_on(library(), entries, own)


def test_what_someone_meets_by_my_own_word_begins_as_covered() -> None:
    need = OwnNeed(**stamp_at(1, START), title="A way out", family=Family.WAY_OUT)
    notebook = notebook_of(
        need,
        NamedNeed(**stamp_at(2, START), need=str(need.id), weight=Weight.NOT_NEGOTIABLE),
        MeetsNeed(**stamp_at(3, START), need=str(need.id), where=K, met=Met.YES),
        MeetsNeed(**stamp_at(4, START), need=str(need.id), where=L, met=Met.PARTLY),
    )

    assert (str(need.id),) == plan_step(notebook, library(), when(1), STEP, (K,)).covered
    assert () == plan_step(notebook, library(), when(2), STEP, (K, L)).covered


def test_two_plans_on_one_evening_both_stay() -> None:
    notebook = notebook_of()
    evening = date(2026, 3, 2)
    one, other = (planned(notebook, number, on_day=evening) for number in (1, 2))

    assert [other.id] == [plan.id for plan in journey.same_day(entries_of(notebook), one)]
    assert 2 == len(open_plans(entries_of(notebook)))


def test_a_plan_changed_in_another_window_is_not_overwritten() -> None:
    notebook = notebook_of()
    plan = planned(notebook)
    before = seen(notebook, plan.id)
    journey.revise_plan(notebook, before, note="first")
    with pytest.raises(StaleRevision):
        finish_plan(notebook, library(), before, START, note="second")

    assert "first" == seen(notebook, plan.id).entry.note


def test_a_plan_put_away_is_listed_nowhere_and_comes_back() -> None:
    notebook = notebook_of()
    plan = planned(notebook)
    put_away(notebook, seen(notebook, plan.id))
    assert [] == open_plans(entries_of(notebook))
    put_away(notebook, seen(notebook, plan.id), away=False)

    assert [plan.id] == [one.id for one in open_plans(entries_of(notebook))]


# --- what came of it ----------------------------------------------------------------------------------------


def test_an_outcome_closes_the_plan_and_said_again_it_takes_the_place_of_the_first() -> None:
    notebook = notebook_of()
    plan = planned(notebook, likelihood=100)
    record_outcome(notebook, when(5, 1), plan.id, Took.DONE, as_feared=AsFeared.CANNOT_TELL, likelihood_next=100)
    record_outcome(notebook, when(6, 2), plan.id, Took.STOPPED_EARLY, seen=1, as_feared=AsFeared.NO, likelihood_next=0)
    outcomes = [one for one in entries_of(notebook) if isinstance(one, StepOutcome)]

    assert [(Took.STOPPED_EARLY, AsFeared.NO, 0)] == [
        (one.took, one.as_feared, one.likelihood_next) for one in outcomes
    ]
    assert [] == open_plans(entries_of(notebook))


def test_an_outcome_told_in_another_window_is_not_overwritten_and_the_same_page_twice_leaves_one() -> None:
    notebook = notebook_of()
    plan = planned(notebook)
    for _ in range(2):
        record_outcome(notebook, when(5, 1), plan.id, Took.DONE, as_feared=AsFeared.YES)
    with pytest.raises(StaleRevision):
        record_outcome(notebook, when(6, 1), plan.id, Took.DONE, as_feared=AsFeared.NO)

    assert [AsFeared.YES] == [one.as_feared for one in entries_of(notebook) if isinstance(one, StepOutcome)]


def test_an_outcome_without_a_plan_is_refused_and_one_that_lost_its_plan_says_nothing() -> None:
    notebook = notebook_of()
    with pytest.raises(UnknownPlan):
        record_outcome(notebook, when(5), uuid4(), Took.DONE)
    notebook.write(add=[StepOutcome(**when(6), plan=uuid4(), took=Took.DONE, as_feared=AsFeared.YES)])

    assert [] == told(entries_of(notebook))
    assert frozenset() == feared_came_true(entries_of(notebook))


@pytest.mark.parametrize(
    ("answer", "came_true"),
    [
        (AsFeared.NO, False),
        (AsFeared.PARTLY, True),
        (AsFeared.YES, True),
        (AsFeared.CANNOT_TELL, None),
        (AsFeared.KEPT_FROM_HAPPENING, None),
        (None, None),
    ],
)
def test_what_i_cannot_tell_or_kept_from_happening_is_not_known(answer: AsFeared | None, came_true: object) -> None:
    outcome = StepOutcome(**when(1), plan=uuid4(), took=Took.DONE, as_feared=answer)

    assert came_true is outcome.came_true


def test_a_step_not_taken_went_neither_way() -> None:
    with pytest.raises(ImpossibleEntry):
        StepOutcome(**when(1), plan=uuid4(), took=Took.NOT_DONE, as_feared=AsFeared.NO)


@pytest.mark.parametrize("field", ["depth", "likelihood"])
@pytest.mark.parametrize("value", [-1, 101])
def test_ranges_hold(field: str, value: int) -> None:
    with pytest.raises(ImpossibleEntry) as refused:
        StepPlan(**{**when(1), "step": STEP, "area": Area.TIME, "depth": 1, field: value})

    assert field == refused.value.field


def test_a_state_beside_the_line_says_nothing_about_the_line() -> None:
    outcome = StepOutcome(**when(1), plan=uuid4(), took=Took.DONE, state=State.BOTH)

    assert outcome.cell is None
    assert (0.25, 0.75) == tuple(
        getattr(msgspec.structs.replace(outcome, state=State.STIRRED).cell, end) for end in ("low", "high")
    )


def test_erasing_a_plan_takes_its_outcome_along() -> None:
    notebook = notebook_of()
    plan = planned(notebook)
    record_outcome(notebook, when(5, 1), plan.id, Took.DONE, stayed=Presence.YES)
    answer_asked(notebook, when(6, 2), plan.id, About.NEXT_DAY, Felt.SAME)
    journey.erase_plan(notebook, plan.id)

    assert len(smooth()) == len(entries_of(notebook))


def test_erasing_someone_takes_their_open_plans_and_outcomes_along_and_no_others() -> None:
    notebook = notebook_of()
    with_k, with_both, alone = (planned(notebook, n, whom) for n, whom in enumerate(((K,), (L, K), ())))
    record_outcome(notebook, when(7, 1), with_k.id, Took.DONE)
    told = record_outcome(notebook, when(8, 1), alone.id, Took.DONE)
    erase_someone(notebook, when(9, 2), K)
    left = [one for one in entries_of(notebook) if isinstance(one, (StepPlan, StepOutcome))]

    assert {alone.id, told.id} == {one.id for one in left}
    assert with_both.id not in {one.id for one in left}


# --- asking once --------------------------------------------------------------------------------------------


def asked_on(notebook: PlainNotebook, days: float) -> About | None:
    now = START + timedelta(days=days)
    asking = asks_about(entries_of(notebook), ask_gate(notebook.entries().kept, now), now, now.date())
    return asking.about if asking else None


def test_a_plan_is_asked_about_from_the_day_after_and_then_left_alone() -> None:
    notebook = notebook_of()
    planned(notebook, on_day=date(2026, 3, 2))

    assert [None, About.OUTCOME, About.OUTCOME, None] == [asked_on(notebook, days) for days in (1, 2, 8, 9)]


def test_a_plan_without_a_day_is_asked_about_after_three_days() -> None:
    notebook = notebook_of()
    planned(notebook)

    assert [None, About.OUTCOME] == [asked_on(notebook, days) for days in (3, 4)]


def test_a_draft_is_never_asked_about() -> None:
    notebook = notebook_of()
    plan_step(notebook, library(), when(1), STEP)

    assert {None} == {asked_on(notebook, days) for days in range(20)}


def test_once_let_be_it_is_not_asked_again() -> None:
    notebook = notebook_of()
    plan = planned(notebook)
    answer_asked(notebook, when(5, 4), plan.id, About.OUTCOME)

    assert {None} == {asked_on(notebook, days) for days in range(20)}
    assert [plan.id] == [one.id for one in open_plans(entries_of(notebook))]


def test_the_day_after_a_step_is_asked_about_once_and_before_anything_else() -> None:
    notebook = notebook_of()
    planned(notebook, 1)
    plan = planned(notebook, 2)
    record_outcome(notebook, when(5, 4), plan.id, Took.STOPPED_EARLY)

    assert About.OUTCOME is asked_on(notebook, 4)
    assert About.NEXT_DAY is asked_on(notebook, 5)
    answer_asked(notebook, when(6, 5), plan.id, About.NEXT_DAY, Felt.WORSE)
    answer_asked(notebook, when(7, 5), plan.id, About.NEXT_DAY, Felt.SAME)
    assert About.OUTCOME is asked_on(notebook, 5)
    assert [Felt.SAME] == [one.felt for one in entries_of(notebook) if isinstance(one, AskedAfter)]


def test_a_step_not_taken_needs_no_care_the_day_after() -> None:
    notebook = notebook_of()
    plan = planned(notebook)
    record_outcome(notebook, when(5, 1), plan.id, Took.NOT_DONE, likelihood_next=50)

    assert asked_on(notebook, 2) is None


def test_nothing_is_asked_in_a_pause_or_about_someone_a_flag_reaches() -> None:
    paused, flagged = notebook_of(), notebook_of()
    for notebook in (paused, flagged):
        planned(notebook)
    paused.write(add=[Pause(**when(8, 1), until=None)])
    flagged.write(add=[Flag(**when(8, 1), sign=DangerSign.CONTROL, whom=K)])

    assert (None, None) == (asked_on(paused, 4), asked_on(flagged, 4))


def test_an_answer_about_a_plan_that_is_gone_is_refused() -> None:
    with pytest.raises(UnknownPlan):
        answer_asked(notebook_of(), when(1), uuid4(), About.OUTCOME)


# --- shelves ------------------------------------------------------------------------------------------------


def test_an_idea_lies_on_one_shelf_at_most() -> None:
    notebook = notebook_of()
    for number, shelf in enumerate((Shelf.KEPT, Shelf.HIDDEN, Shelf.HIDDEN)):
        shelve(notebook, when(number), STEP, shelf)

    assert [Shelf.HIDDEN] == [one.shelf for one in entries_of(notebook) if isinstance(one, ShelvedStep)]
    shelve(notebook, when(9), STEP, None)
    assert [] == [one for one in entries_of(notebook) if isinstance(one, ShelvedStep)]


def test_an_own_step_can_be_planned() -> None:
    notebook = notebook_of()
    own = journey.add_own_step(notebook, when(1), " Tea ", Area.TIME, 8, way_out="I stand up")
    draft = plan_step(notebook, library(), when(2), str(own.id), (K,))

    assert ("Tea", 8, "I stand up") == (own.title, draft.depth, draft.how_i_leave)
    assert find_outcome(entries_of(notebook), draft.id) is None
