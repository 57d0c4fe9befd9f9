"""Room signals: what an alarm comes to, who may call it an echo, and what a second look says."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from unhurried.content.library import library
from unhurried.domain.base import ImpossibleEntry
from unhurried.domain.notebook import Kept, PlainNotebook, StaleRevision
from unhurried.domain.people import Someone
from unhurried.domain.safety import GRAVE, Because, DangerSign, Flag, Hold, Lifting, Near
from unhurried.domain.signals import (
    GROUP_SIGNS,
    Alarm,
    AlarmAnswer,
    Cause,
    Closer,
    CloserAnswer,
    CueAnswer,
    CueMeaning,
    CueSaid,
    Echo,
    Loud,
    SecondLook,
    SignalGroup,
    calls_for_care,
    found_cause,
    open_unclear,
    read_signs,
    stands_as_echo,
)
from unhurried.journey import signals as journey
from unhurried.journey.lookback import erase_one
from unhurried.journey.people import erase_someone

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
K = UUID(int=100)
MEANINGS = library().signals.meanings()
DANGER, UNCLEAR = AlarmAnswer.SIGNS_OF_DANGER, AlarmAnswer.NOT_CLEAR_YET
NOTHING = journey.Sheet((), {}, K)
CONTEMPT = journey.Sheet((SignalGroup.CONTEMPT,), {"names": CueSaid.SOMETHING_LIKE}, K)
ECHO = journey.SaidOfPast(("a-smell",), is_echo=True, words="that aftershave")


def stamp_at(number: int, moment: datetime = NOON) -> dict:
    return {"id": UUID(int=number), "at": moment, "offset_minutes": 0, "written": moment}


def alarm(number: int = 1, moment: datetime = NOON, **fields) -> Alarm:
    return Alarm(**stamp_at(number, moment), **fields)


@pytest.fixture
def notebook() -> PlainNotebook:
    made = PlainNotebook()
    made.write(add=[Someone(**{**stamp_at(0), "id": K}, code_name="K.")])
    return made


def kept_alarm(notebook: PlainNotebook, number: int = 1) -> Kept:
    return next(row for row in notebook.entries().kept if row.entry.id == UUID(int=number))


def flags(notebook: PlainNotebook) -> list[Flag]:
    return [row.entry for row in notebook.entries().kept if isinstance(row.entry, Flag)]


def looked(notebook: PlainNotebook, number: int = 1, moment: datetime = NOON) -> journey.Looked:
    seen = kept_alarm(notebook, number).entry
    assert isinstance(seen, Alarm)
    return journey.looked_at(notebook.entries().kept, moment, MEANINGS, seen)


# --- the rule -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [CueSaid.YES, CueSaid.SOMETHING_LIKE])
@pytest.mark.parametrize("cue", MEANINGS)
def test_every_cue_comes_to_signs_of_danger_by_a_yes_and_by_the_middle_answer(cue: str, said: CueSaid) -> None:
    reading = read_signs((), [CueAnswer(cue, said)], MEANINGS, ())

    assert (DANGER, (MEANINGS[cue].sign,), False) == (reading.answer, reading.signs, reading.echo_may_show)


@pytest.mark.parametrize("group", SignalGroup)
def test_a_group_tapped_with_no_cue_and_one_with_nothing_but_noes_are_signs_of_danger(group: SignalGroup) -> None:
    noes = [CueAnswer(cue.id, CueSaid.NO) for cue in library().signals.cues_of(group)]

    assert (GROUP_SIGNS[group],) == read_signs([group], [], MEANINGS, ()).signs
    assert (GROUP_SIGNS[group],) == read_signs([group], noes, MEANINGS, ()).signs


def test_a_group_whose_cue_was_ticked_raises_only_the_sign_of_the_cue() -> None:
    ticked = [CueAnswer("would-die", CueSaid.YES)]

    assert (DangerSign.THREAT_TO_SELF,) == read_signs([SignalGroup.THREATS], ticked, MEANINGS, ()).signs


def test_a_group_with_no_cue_raises_its_sign_beside_a_group_that_has_one() -> None:
    reading = read_signs([SignalGroup.THREATS, SignalGroup.SEX], [CueAnswer("would-die", CueSaid.YES)], MEANINGS, ())

    assert (DangerSign.THREAT_TO_SELF, DangerSign.FORCED) == reading.signs


def test_a_cue_we_do_not_know_any_more_still_counts() -> None:
    reading = read_signs([], [CueAnswer("gone-since", CueSaid.YES)], MEANINGS, ())

    assert (DANGER, (DangerSign.SOMETHING_ELSE,)) == (reading.answer, reading.signs)


@pytest.mark.parametrize("because", [Because.NOW, Because.SHARED_HOME, Because.FLAG, Because.HARMED_ME, Because.LINKED])
def test_a_flag_that_reaches_here_is_signs_of_danger_with_nothing_ticked(because: Because) -> None:
    reading = read_signs([], [], MEANINGS, [Hold(because)])

    assert (DANGER, (), True, False) == (reading.answer, reading.signs, reading.flagged, reading.echo_may_show)


def test_someone_who_is_not_known_any_more_holds_the_echo_and_is_no_sign_of_danger() -> None:
    reading = read_signs([], [], MEANINGS, [Hold(Because.NOT_KNOWN_HERE)])

    assert (UNCLEAR, False) == (reading.answer, reading.echo_may_show)


def test_nothing_ticked_is_not_clear_yet_and_only_then_may_an_echo_be_spoken_of() -> None:
    reading = read_signs([], [CueAnswer(cue, CueSaid.NO) for cue in MEANINGS], MEANINGS, ())

    assert (UNCLEAR, (), True) == (reading.answer, reading.signs, reading.echo_may_show)


def test_every_group_stands_for_a_sign() -> None:
    assert set(GROUP_SIGNS) == set(SignalGroup)
    assert {GROUP_SIGNS[one] for one in (SignalGroup.SEX, SignalGroup.HARM, SignalGroup.DIGITAL)} <= GRAVE


# --- what can not be ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [None, UNCLEAR])
def test_an_answer_softer_than_the_ticks_can_not_be(answer: AlarmAnswer | None) -> None:
    with pytest.raises(ImpossibleEntry):
        alarm(groups=(SignalGroup.HARM,), answer=answer)
    with pytest.raises(ImpossibleEntry):
        alarm(cues=(CueAnswer("hit", CueSaid.SOMETHING_LIKE),), answer=answer)


@pytest.mark.parametrize("answer", [None, DANGER])
def test_an_echo_stands_beside_not_clear_yet_only(answer: AlarmAnswer | None) -> None:
    with pytest.raises(ImpossibleEntry):
        alarm(answer=answer, echo=Echo("words"))
    alarm(answer=answer, echo=Echo("words", withdrawn=True))


@pytest.mark.parametrize(
    "fields",
    [
        {"groups": (SignalGroup.SEX, SignalGroup.SEX), "answer": DANGER},
        {"cues": (CueAnswer("hit", CueSaid.NO), CueAnswer("hit", CueSaid.NO))},
        {"closer": (CloserAnswer(Closer.BODY, "a"), CloserAnswer(Closer.BODY, "b"))},
        {"closer": (CloserAnswer(Closer.BODY, "a\0b"),)},
        {"cues": (CueAnswer("x" * 61, CueSaid.NO),)},
        {"echo_cues": ("x" * 61,)},
        {"echo": Echo("x" * 200_001), "answer": UNCLEAR},
    ],
)
def test_what_can_not_be_is_refused(fields: dict) -> None:
    with pytest.raises(ImpossibleEntry):
        alarm(**fields)


# --- the acts -----------------------------------------------------------------------------------------------


def test_a_tick_raises_its_flag_on_whom_it_is_about(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, CONTEMPT)

    assert [(DangerSign.PUT_DOWN, K)] == [(flag.sign, flag.whom) for flag in flags(notebook)]
    assert DANGER is looked(notebook).alarm.answer


def test_with_nobody_named_the_flag_is_for_now(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, CONTEMPT._replace(whom=None))

    assert [None] == [flag.whom for flag in flags(notebook)]


def test_a_sheet_sent_twice_is_kept_once(notebook: PlainNotebook) -> None:
    for _ in range(2):
        journey.record_sheet(notebook, stamp_at(1), MEANINGS, CONTEMPT)

    assert 3 == len(notebook.entries().kept)


def test_a_flag_made_elsewhere_comes_to_signs_of_danger_and_raises_no_other(notebook: PlainNotebook) -> None:
    notebook.write(add=[Flag(**stamp_at(7), sign=DangerSign.FOLLOWED, whom=K)])
    reading = journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)

    assert (DANGER, True) == (reading.answer, reading.flagged)
    assert 1 == len(flags(notebook))


def test_a_quick_note_has_no_answer_and_can_be_sorted_later(notebook: PlainNotebook) -> None:
    journey.note_gut_feeling(notebook, stamp_at(1))
    assert looked(notebook).alarm.answer is None

    journey.change_sheet(notebook, stamp_at(2, NOON + timedelta(days=3)), kept_alarm(notebook), MEANINGS, CONTEMPT)

    assert (DANGER, NOON) == (looked(notebook).alarm.answer, looked(notebook).alarm.at)
    assert [4] == [flag.id.version for flag in flags(notebook)]


def test_unticking_lifts_no_flag_so_the_answer_stays(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, CONTEMPT)
    journey.change_sheet(notebook, stamp_at(2), kept_alarm(notebook), MEANINGS, NOTHING)

    assert (DANGER, True) == (looked(notebook).alarm.answer, looked(notebook).reading.flagged)


def test_a_sign_ticked_again_is_raised_anew_only_when_it_was_taken_back(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, CONTEMPT)
    journey.change_sheet(notebook, stamp_at(2), kept_alarm(notebook), MEANINGS, CONTEMPT)
    assert 1 == len(flags(notebook))

    notebook.write(add=[Lifting(**stamp_at(3), lifts=flags(notebook)[0].id, near=Near.NOBODY)])
    journey.change_sheet(notebook, stamp_at(4), kept_alarm(notebook), MEANINGS, CONTEMPT)
    assert 2 == len(flags(notebook))


def test_naming_someone_later_flags_them_as_well(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, CONTEMPT._replace(whom=None))
    journey.change_sheet(notebook, stamp_at(2), kept_alarm(notebook), MEANINGS, CONTEMPT)

    assert {None, K} == {flag.whom for flag in flags(notebook)}


def test_two_windows_do_not_write_over_each_other(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    seen = kept_alarm(notebook)
    journey.look_closer(notebook, seen, {Closer.FACTS: "one"})

    with pytest.raises(StaleRevision):
        journey.look_closer(notebook, seen, {Closer.FACTS: "two"})


def test_looking_closer_is_kept_and_never_changes_the_answer(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    journey.look_closer(notebook, kept_alarm(notebook), {Closer.FACTS: "he was late", Closer.BODY: "  "})

    assert (CloserAnswer(Closer.FACTS, "he was late"),) == looked(notebook).alarm.closer
    assert UNCLEAR is looked(notebook).alarm.answer


def test_how_loud_it_was_is_kept_without_a_word_and_taken_back_again(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    journey.look_closer(notebook, kept_alarm(notebook), {}, journey.Dials(Loud.FAINT, Loud.LOUD))
    seen = looked(notebook).alarm
    assert (Loud.FAINT, Loud.LOUD, UNCLEAR) == (seen.body, seen.behaviour, seen.answer)

    journey.look_closer(notebook, kept_alarm(notebook), {}, journey.Dials(behaviour=Loud.LOUD))
    assert (None, Loud.LOUD) == (looked(notebook).alarm.body, looked(notebook).alarm.behaviour)


def test_sorting_again_keeps_how_loud_it_was(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    journey.look_closer(notebook, kept_alarm(notebook), {}, journey.Dials(Loud.SOME, Loud.FAINT))
    journey.change_sheet(notebook, stamp_at(2), kept_alarm(notebook), MEANINGS, CONTEMPT)

    assert (Loud.SOME, Loud.FAINT) == (looked(notebook).alarm.body, looked(notebook).alarm.behaviour)
    assert DANGER is looked(notebook).alarm.answer


# --- an echo ------------------------------------------------------------------------------------------------


def test_the_person_writes_an_echo_and_takes_it_back(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    journey.speak_of_past(notebook, kept_alarm(notebook), NOON, MEANINGS, ECHO)
    assert stands_as_echo(looked(notebook).alarm)

    journey.withdraw_echo(notebook, kept_alarm(notebook))

    assert not stands_as_echo(looked(notebook).alarm)
    assert "that aftershave" == looked(notebook).alarm.echo.words


def test_what_played_a_part_can_be_kept_with_no_word_about_an_echo(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    journey.speak_of_past(notebook, kept_alarm(notebook), NOON, MEANINGS, ECHO._replace(is_echo=False, words=""))

    assert (None, ("a-smell",)) == (looked(notebook).alarm.echo, looked(notebook).alarm.echo_cues)


def test_leaving_it_open_takes_an_echo_back_and_keeps_the_words(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    for is_echo in (True, False):
        said = ECHO._replace(is_echo=is_echo)
        journey.speak_of_past(notebook, kept_alarm(notebook), NOON, MEANINGS, said)

    assert Echo("that aftershave", withdrawn=True) == looked(notebook).alarm.echo


def test_no_echo_is_written_beside_a_tick_or_a_flag(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    journey.record_sheet(notebook, stamp_at(2), MEANINGS, CONTEMPT)

    for number in (1, 2):
        with pytest.raises(journey.EchoHeld):
            journey.speak_of_past(notebook, kept_alarm(notebook, number), NOON, MEANINGS, ECHO)


def test_a_tick_that_comes_later_takes_the_echo_back(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    journey.speak_of_past(notebook, kept_alarm(notebook), NOON, MEANINGS, ECHO)
    journey.change_sheet(notebook, stamp_at(2), kept_alarm(notebook), MEANINGS, CONTEMPT)

    assert looked(notebook).alarm.echo.withdrawn


def test_after_a_flag_was_taken_back_and_a_day_passed_the_person_may_call_it_an_echo(notebook: PlainNotebook) -> None:
    notebook.write(add=[Flag(**stamp_at(7), sign=DangerSign.CUT_OFF, whom=K)])
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    notebook.write(add=[Lifting(**stamp_at(8), lifts=UUID(int=7), near=Near.NOBODY)])
    with pytest.raises(journey.EchoHeld):
        journey.speak_of_past(notebook, kept_alarm(notebook), NOON + timedelta(hours=20), MEANINGS, ECHO)

    journey.speak_of_past(notebook, kept_alarm(notebook), NOON + timedelta(days=2), MEANINGS, ECHO)

    assert UNCLEAR is looked(notebook).alarm.answer


# --- a second look ------------------------------------------------------------------------------------------


def test_a_second_look_is_due_on_its_day_on_the_persons_calendar_and_the_oldest_first(notebook) -> None:
    for number, day in ((1, date(2026, 3, 9)), (2, date(2026, 3, 8))):
        journey.record_sheet(notebook, stamp_at(number), MEANINGS, NOTHING)
        journey.pick_second_look(notebook, kept_alarm(notebook, number), day)
    kept = notebook.entries().kept

    assert journey.due_second_look(kept, datetime(2026, 3, 7, 23, tzinfo=UTC), 0) is None
    assert UUID(int=2) == journey.due_second_look(kept, datetime(2026, 3, 7, 23, tzinfo=UTC), 120).id
    assert UUID(int=2) == journey.due_second_look(kept, datetime(2026, 4, 1, tzinfo=UTC), 0).id


def test_once_taken_never_or_put_aside_it_is_not_asked_again(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    later = NOON + timedelta(days=30)
    acts = (
        lambda seen: journey.take_second_look(notebook, stamp_at(9), seen, MEANINGS, Cause.NEVER_FOUND_OUT),
        lambda seen: journey.pick_second_look(notebook, seen, None),
        lambda seen: journey.park(notebook, seen),
    )
    for act in acts:
        journey.pick_second_look(notebook, kept_alarm(notebook), date(2026, 3, 2))
        assert journey.due_second_look(notebook.entries().kept, later, 0)
        act(kept_alarm(notebook))
        assert journey.due_second_look(notebook.entries().kept, later, 0) is None


@pytest.mark.parametrize("cause", [Cause.OLD_HURT, Cause.BOTH])
def test_an_old_hurt_is_no_answer_about_someone_flagged(notebook: PlainNotebook, cause: Cause) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    notebook.write(add=[Flag(**stamp_at(7), sign=DangerSign.HARMED_ME, whom=K)])

    with pytest.raises(journey.EchoHeld):
        journey.take_second_look(notebook, stamp_at(9), kept_alarm(notebook), MEANINGS, cause)


@pytest.mark.parametrize(
    ("cause", "found"),
    [
        (Cause.NOW, True),
        (Cause.BOTH, True),
        (Cause.OLD_HURT, False),
        (Cause.NEVER_FOUND_OUT, None),
        (Cause.EXPLAINED_NOT_CHECKED, None),
    ],
)
def test_what_a_second_look_counts_as(cause: Cause, found) -> None:
    look = SecondLook(**stamp_at(2), alarm=UUID(int=1), cause=cause)

    assert found is found_cause(alarm(answer=UNCLEAR), look, flagged=False)
    assert found is not False or found_cause(alarm(answer=UNCLEAR), look, flagged=True) is None
    assert found is not False or found_cause(alarm(answer=DANGER), look, flagged=False) is None
    assert found_cause(alarm(), None, flagged=False) is None


def test_the_latest_of_two_looks_stands(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    for number, cause in ((9, Cause.OLD_HURT), (8, Cause.NOW)):
        moment = NOON + timedelta(hours=10 - number)
        journey.take_second_look(notebook, stamp_at(number, moment), kept_alarm(notebook), MEANINGS, cause)

    assert Cause.NOW is looked(notebook).look.cause


# --- what others are told -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "cause", "still_open"),
    [
        ({"answer": UNCLEAR}, None, True),
        ({"answer": None}, None, True),
        ({"answer": UNCLEAR, "parked": True}, None, True),
        ({"answer": UNCLEAR}, Cause.NOW, True),
        ({"answer": UNCLEAR}, Cause.BOTH, True),
        ({"answer": UNCLEAR}, Cause.NEVER_FOUND_OUT, True),
        ({"answer": UNCLEAR}, Cause.EXPLAINED_NOT_CHECKED, True),
        ({"answer": UNCLEAR}, Cause.OLD_HURT, False),
        ({"answer": UNCLEAR, "echo": Echo()}, None, False),
        ({"answer": UNCLEAR, "echo": Echo(withdrawn=True)}, None, True),
    ],
)
def test_the_planner_hears_of_everyone_about_whom_something_is_open(fields, cause, still_open) -> None:
    entries = [alarm(whom=K, **fields)]
    entries += [SecondLook(**stamp_at(2), alarm=UUID(int=1), cause=cause)] if cause else []

    assert (frozenset({K}) if still_open else frozenset()) == open_unclear(entries)


def test_an_alarm_about_nobody_is_open_about_nobody() -> None:
    assert frozenset() == open_unclear([alarm(answer=UNCLEAR)])


def test_one_open_alarm_is_enough_beside_others_that_ended() -> None:
    entries = [alarm(1, whom=K, answer=UNCLEAR, echo=Echo()), alarm(2, whom=K, answer=UNCLEAR)]

    assert frozenset({K}) == open_unclear(entries)


def test_the_third_sheet_on_one_person_within_two_days_calls_for_care() -> None:
    sheets = [alarm(number, NOON + timedelta(hours=20 * number), whom=K, answer=UNCLEAR) for number in range(3)]
    last = NOON + timedelta(hours=41)

    assert not calls_for_care(sheets[:2], K, last)
    assert calls_for_care(sheets, K, last)
    assert not calls_for_care(sheets, None, last)
    assert not calls_for_care(sheets, K, NOON + timedelta(hours=49))


def test_quick_notes_are_no_sheets() -> None:
    notes = [alarm(number, whom=K) for number in range(3)]

    assert not calls_for_care(notes, K, NOON)


def test_erasing_an_alarm_takes_its_second_looks_along_and_leaves_its_flags(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, CONTEMPT)
    journey.take_second_look(notebook, stamp_at(9), kept_alarm(notebook), MEANINGS, Cause.NOW)
    erase_one(notebook, UUID(int=1))

    assert {Someone, Flag} == {type(row.entry) for row in notebook.entries().kept}


def test_erasing_someone_erases_every_alarm_about_them_and_its_second_looks(notebook: PlainNotebook) -> None:
    journey.record_sheet(notebook, stamp_at(1), MEANINGS, NOTHING)
    journey.take_second_look(notebook, stamp_at(9), kept_alarm(notebook), MEANINGS, Cause.NOW)
    erase_someone(notebook, stamp_at(20), K)

    assert () == notebook.entries().kept


def test_a_meaning_is_told_for_every_cue_and_for_no_other() -> None:
    words = library().signals

    assert {cue.id: CueMeaning(cue.group, cue.sign) for cue in words.danger.values()} == words.meanings()
    assert set(words.danger) == {cue.id for group in SignalGroup for cue in words.cues_of(group)}


def test_the_alarm_comes_back_with_a_new_answer_only_through_its_own_checks() -> None:
    sorted_one = alarm(groups=(SignalGroup.MONEY,), answer=DANGER)

    with pytest.raises(ImpossibleEntry):
        msgspec.structs.replace(sorted_one, answer=UNCLEAR)
