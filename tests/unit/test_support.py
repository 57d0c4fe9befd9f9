"""Helpers, questions, sessions and totals: what is kept, what is flagged, what goes with an erasing, what a total says."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from unhurried.content.library import library
from unhurried.domain.base import ImpossibleEntry
from unhurried.domain.notebook import Kept, PlainNotebook, StaleRevision
from unhurried.domain.people import Someone
from unhurried.domain.safety import Because, DangerSign, Flag, Toward
from unhurried.domain.support import (
    MOST_BESIDE,
    RANGES,
    Helper,
    HelperAnswer,
    HelpSession,
    HowAnswered,
    Instrument,
    OutsideMeasure,
    QuestionsToAsk,
)
from unhurried.insight.support import Moved, read_measures
from unhurried.journey import people
from unhurried.journey import support as journey
from unhurried.journey.lookback import erase_one
from unhurried.journey.safety import ask_gate
from unhurried.journey.stamp import Stamp, stamp

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
KAY, LAMP, ROOK = (UUID(int=number) for number in range(1, 4))
WORDS = library().support


def at(moment: datetime = NOON, id_: UUID | None = None) -> Stamp:
    return stamp(id_ or uuid4(), moment, 0)


@pytest.fixture
def notebook() -> PlainNotebook:
    """Kay among the people; Lamp, who is Kay, and Rook, who is nobody there."""
    made = PlainNotebook()
    people.add_someone(made, Someone(**at(id_=KAY), code_name="K."))
    journey.add_helper(made, Helper(**at(id_=LAMP), code_name="Lamp", someone=KAY))
    journey.add_helper(made, Helper(**at(id_=ROOK), code_name="Rook"))
    return made


def row(notebook: PlainNotebook, id_: UUID) -> Kept:
    return next(kept for kept in notebook.entries().kept if kept.entry.id == id_)


def flags(notebook: PlainNotebook) -> list[tuple[DangerSign, UUID | None]]:
    kept = notebook.entries().kept
    return [(one.entry.sign, one.entry.whom) for one in kept if isinstance(one.entry, Flag)]


def notices(notebook: PlainNotebook, helper: UUID, *signs: str, when: Stamp | None = None) -> None:
    journey.change_helper(notebook, when or at(), row(notebook, helper), WORDS, {"signs": signs})


# --- what can be kept ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("code_name", {"code_name": "  "}),
        ("code_name", {"code_name": "n" * 61}),
        ("signs", {"code_name": "Lamp", "signs": ("threats", "threats")}),
        (
            "answers",
            {
                "code_name": "Lamp",
                "answers": (HelperAnswer("touch", HowAnswered.CLEAR), HelperAnswer("touch", HowAnswered.NOT_CLEAR)),
            },
        ),
    ],
)
def test_a_helper_that_can_not_be_is_refused(field: str, fields: dict[str, object]) -> None:
    with pytest.raises(ImpossibleEntry) as refused:
        Helper(**at(), **fields)  # type: ignore[arg-type]
    assert field == refused.value.field


@pytest.mark.parametrize("which", [one for one in Instrument if one is not Instrument.OTHER])
def test_a_total_beyond_its_measure_or_between_two_numbers_is_refused(which: Instrument) -> None:
    low, high = RANGES[which]
    for total in (low, high):
        assert total == OutsideMeasure(**at(), which=which, total=total).total
    for total in (low - 1, high + 1, low + 0.5, float("nan")):
        with pytest.raises((ImpossibleEntry, ValueError)):
            OutsideMeasure(**at(), which=which, total=total)


def test_another_measure_has_a_name_and_may_have_a_part_of_a_number() -> None:
    assert 3.4 == OutsideMeasure(**at(), which=Instrument.OTHER, total=3.4, name="sheet").total
    with pytest.raises(ImpossibleEntry):
        OutsideMeasure(**at(), which=Instrument.OTHER, total=3.4)


# --- helpers ------------------------------------------------------------------------------------------------


def test_helpers_stand_in_the_order_of_their_names_whatever_was_seen(notebook: PlainNotebook) -> None:
    journey.add_helper(notebook, Helper(**at(), code_name="heron"))
    notices(notebook, LAMP, "hurt-or-held")

    assert ["heron", "Lamp", "Rook"] == [one.code_name for one in journey.helpers(notebook.entries().kept)]


def test_a_sign_of_danger_puts_a_flag_on_whoever_the_helper_is(notebook: PlainNotebook) -> None:
    notices(notebook, LAMP, "sexual-contact", "secret-between-us")

    assert [(DangerSign.FORCED, KAY)] == flags(notebook)
    held = ask_gate(notebook.entries().kept, NOON).holds_step(Toward(whom=(KAY,)))
    assert Because.FLAG in {hold.because for hold in held}


def test_a_sign_that_is_worth_a_pause_puts_up_no_flag(notebook: PlainNotebook) -> None:
    notices(notebook, LAMP, "secret-between-us", "takes-their-side")

    assert [] == flags(notebook)


def test_with_nobody_behind_the_helper_no_flag_goes_up_until_it_is_said_who_they_are(notebook: PlainNotebook) -> None:
    notices(notebook, ROOK, "threats")
    assert [] == flags(notebook)
    journey.change_helper(notebook, at(), row(notebook, ROOK), WORDS, {"someone": KAY})

    assert [(DangerSign.OTHER_THREAT, KAY)] == flags(notebook)


def test_the_same_sign_kept_again_puts_up_no_second_flag_and_taking_the_tick_away_leaves_the_flag(
    notebook: PlainNotebook,
) -> None:
    notices(notebook, LAMP, "threats")
    notices(notebook, LAMP, "threats", "secret-between-us")
    notices(notebook, LAMP)

    assert [(DangerSign.OTHER_THREAT, KAY)] == flags(notebook)
    assert ask_gate(notebook.entries().kept, NOON).reaches(KAY)


def test_a_form_sent_twice_flags_once_and_one_from_an_older_page_still_flags(notebook: PlainNotebook) -> None:
    old, form = row(notebook, LAMP), at()
    journey.change_helper(notebook, form, old, WORDS, {"signs": ("threats",)})
    with pytest.raises(StaleRevision):
        journey.change_helper(notebook, form, old, WORDS, {"signs": ("threats",)})
    assert 1 == len(flags(notebook))
    with pytest.raises(StaleRevision):
        journey.change_helper(notebook, at(), old, WORDS, {"signs": ("hurt-or-held",)})

    assert {(DangerSign.OTHER_THREAT, KAY), (DangerSign.HURT, KAY)} == set(flags(notebook))


def test_five_stand_side_by_side_and_not_six(notebook: PlainNotebook) -> None:
    ids = [LAMP, ROOK, *(uuid4() for _ in range(MOST_BESIDE - 1))]
    for one in ids[2:]:
        journey.add_helper(notebook, Helper(**at(id_=one), code_name=str(one)[:8]))
    for one in ids[:MOST_BESIDE]:
        journey.set_beside(notebook, row(notebook, one), beside=True)
    with pytest.raises(journey.FiveAreEnough):
        journey.set_beside(notebook, row(notebook, ids[-1]), beside=True)
    journey.set_beside(notebook, row(notebook, LAMP), beside=False)
    journey.set_beside(notebook, row(notebook, ids[-1]), beside=True)

    assert MOST_BESIDE == sum(one.beside for one in journey.helpers(notebook.entries().kept))


# --- questions ----------------------------------------------------------------------------------------------


def test_there_is_one_list_of_questions_and_an_older_page_does_not_write_over_it(notebook: PlainNotebook) -> None:
    one = at()
    journey.keep_questions(notebook, one, 0, ("touch",), "")
    known = journey.questions_to_ask(notebook.entries().kept)
    assert known is not None
    journey.keep_questions(notebook, one, known.revision, ("touch", "training"), "mine")
    with pytest.raises(StaleRevision):
        journey.keep_questions(notebook, one, known.revision, (), "")

    lists = [row.entry for row in notebook.entries().kept if isinstance(row.entry, QuestionsToAsk)]
    assert [(("touch", "training"), "mine")] == [(one.questions, one.words) for one in lists]


# --- erasing ------------------------------------------------------------------------------------------------


def note_session(notebook: PlainNotebook, helper: UUID, moment: datetime = NOON) -> HelpSession:
    session = HelpSession(**at(moment), helper=helper, how="words")
    journey.note_session(notebook, session)
    return session


def test_erasing_someone_erases_the_helper_they_are_and_the_sessions_and_no_other(notebook: PlainNotebook) -> None:
    note_session(notebook, LAMP)
    other = note_session(notebook, ROOK)
    counted = people.counted(notebook.entries().kept, KAY)
    people.erase_someone(notebook, at(), KAY)

    assert {"Someone": 1, "Helper": 1, "HelpSession": 1} == dict(counted)
    assert {ROOK, other.id} == {row.entry.id for row in notebook.entries().kept}


def test_erasing_a_helper_erases_their_sessions_and_leaves_the_flag(notebook: PlainNotebook) -> None:
    note_session(notebook, LAMP)
    notices(notebook, LAMP, "threats")
    erase_one(notebook, LAMP)

    assert {Someone, Helper, Flag} == {type(row.entry) for row in notebook.entries().kept}
    assert [ROOK] == [one.id for one in journey.helpers(notebook.entries().kept)]


def test_sessions_stand_with_the_latest_first(notebook: PlainNotebook) -> None:
    early, late = (note_session(notebook, LAMP, NOON - timedelta(days=days)) for days in (9, 2))
    note_session(notebook, ROOK)

    assert [late, early] == journey.sessions_with(notebook.entries().kept, LAMP)


# --- what a total says --------------------------------------------------------------------------------------


def total(which: Instrument, value: float, days_ago: int = 0, name: str = "") -> OutsideMeasure:
    return OutsideMeasure(**at(NOON - timedelta(days=days_ago)), which=which, total=value, name=name)


@pytest.mark.parametrize(
    ("which", "value", "least"),
    [
        (Instrument.PCL_5, 30, 0),
        (Instrument.PCL_5, 31, 31),
        (Instrument.PCL_5, 33, 31),
        (Instrument.PCL_5, 34, 34),
        (Instrument.PHQ_9, 4, 0),
        (Instrument.PHQ_9, 5, 5),
        (Instrument.PHQ_9, 10, 10),
        (Instrument.PHQ_9, 19, 15),
        (Instrument.PHQ_9, 27, 20),
        (Instrument.PC_PTSD_5, 3, 3),
        (Instrument.PC_PTSD_5, 4, 4),
        (Instrument.WHO_5, 50, 0),
        (Instrument.WHO_5, 51, 51),
        (Instrument.WHO_5_RAW, 12, 0),
        (Instrument.WHO_5_RAW, 13, 13),
    ],
)
def test_a_band_begins_where_its_source_says(which: Instrument, value: int, least: int) -> None:
    found = read_measures([total(which, value)], WORDS.measures)[0]

    assert found.band is not None
    assert least == found.band.least
    assert not found.has_to_ask


@pytest.mark.parametrize("which", [Instrument.ITQ, Instrument.GAD_7, Instrument.DES_B])
def test_a_measure_whose_numbers_were_not_checked_says_nothing(which: Instrument) -> None:
    found = read_measures([total(which, 20), total(which, 2, days_ago=40)], WORDS.measures)[0]

    assert (None, None, True, 18) == (found.band, found.moved, found.has_to_ask, found.by)


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        (40, 32, Moved.WITHIN),
        (40, 31, Moved.AT_THE_EDGE),
        (25, 37, Moved.AT_THE_EDGE),
        (40, 23, Moved.AT_THE_EDGE),
        (40, 22, Moved.BEYOND),
        (22, 40, Moved.BEYOND),
        (40, 40, Moved.WITHIN),
    ],
)
def test_a_move_is_set_beside_the_usual_wobble_both_ways(before: int, now: int, moved: Moved) -> None:
    found = read_measures([total(Instrument.PCL_5, now), total(Instrument.PCL_5, before, 30)], WORDS.measures)

    assert (moved, now - before) == (found[0].moved, found[0].by)
    assert (None, None) == (found[1].moved, found[1].by)


def test_where_no_wobble_was_checked_a_move_is_told_and_not_read() -> None:
    found = read_measures([total(Instrument.PHQ_9, 2), total(Instrument.PHQ_9, 24, 30)], WORDS.measures)[0]

    assert (-22, None) == (found.by, found.moved)


def test_only_the_same_measure_is_set_beside_an_earlier_one() -> None:
    listed = [
        total(Instrument.OTHER, 5, 0, "Sheet A"),
        total(Instrument.PCL_5, 40, 1),
        total(Instrument.OTHER, 9, 2, "Sheet B"),
        total(Instrument.OTHER, 7, 3, " sheet a "),
    ]
    found = read_measures(listed, WORDS.measures)

    assert [-2, None, None, None] == [one.by for one in found]
