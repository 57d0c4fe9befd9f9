"""The danger rule: what no history, sheet or order may soften. Each property is tried on 2,000 made-up ones."""

import contextlib
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.histories import PEOPLE, START, at, good_signs, histories, moments, smooth, stamp_at
from tests.unit.test_gate_histories import many, reached
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, PlainNotebook
from unhurried.domain.people import Link, SharedHome
from unhurried.domain.safety import DangerSign, Flag, Lifting
from unhurried.domain.signals import (
    Alarm,
    AlarmAnswer,
    Cause,
    Closer,
    CueAnswer,
    CueSaid,
    Loud,
    Reading,
    SecondLook,
    SignalGroup,
    calls_for_care,
    found_cause,
    open_unclear,
    read_signs,
    stands_as_echo,
)
from unhurried.journey import signals as journey

MEANINGS = library().signals.meanings()
CUES = sorted(MEANINGS)
ECHO = journey.SaidOfPast(("a-smell",), is_echo=True, words="words")

groups = st.lists(st.sampled_from(SignalGroup), unique=True, max_size=3)
cues = st.dictionaries(st.sampled_from([*CUES, "gone-since"]), st.sampled_from(CueSaid), max_size=6)
yes_like = st.sampled_from((CueSaid.YES, CueSaid.SOMETHING_LIKE))
someone = st.none() | st.sampled_from(PEOPLE)
sheets = st.builds(journey.Sheet, groups.map(tuple), cues, someone)
loud = st.none() | st.sampled_from(Loud)
dials = st.builds(journey.Dials, loud, loud)


def read(entries: tuple[Entry, ...], now: datetime, sheet: journey.Sheet) -> Reading:
    holds = at(entries, now).holds_echo([sheet.whom] if sheet.whom else [])
    return read_signs(sheet.groups, [CueAnswer(*one) for one in sheet.cues.items()], MEANINGS, holds)


def is_danger(reading: Reading) -> bool:
    """Signs of danger, and no way to a text about an echo."""
    return reading.answer is AlarmAnswer.SIGNS_OF_DANGER and not reading.echo_may_show


def reaches(entries: tuple[Entry, ...], whom: UUID | None) -> bool:
    """Whether a flag nobody ever took back reaches whom it is about. Written apart from the gate."""
    lifted = {entry.lifts for entry in entries if isinstance(entry, Lifting)}
    flags = [entry for entry in entries if isinstance(entry, Flag) and entry.id not in lifted]
    flagged = {flag.whom for flag in flags}
    at_home = {flag.whom for flag in flags if flag.sign is not DangerSign.LINK_ERASED}
    links = tuple(entry for entry in entries if isinstance(entry, Link) and entry.id not in lifted)
    homes = {entry.someone for entry in entries if isinstance(entry, SharedHome) and entry.id not in lifted}
    everywhere = None in flagged or bool(homes & at_home)
    held = reached(links, {one for one in flagged if one})
    return everywhere or (whom in held if whom else bool(held))


@many
@given(histories(), moments, sheets, st.sampled_from([*CUES, "gone-since"]), yes_like)
def test_no_history_softens_a_yes_or_a_middle_answer(entries, now, sheet, cue: str, said: CueSaid) -> None:
    assert is_danger(read(entries, now, sheet._replace(cues={**sheet.cues, cue: said})))


@many
@given(histories(), moments, sheets, st.sampled_from(SignalGroup))
def test_no_history_softens_a_tapped_group(entries, now, sheet, group: SignalGroup) -> None:
    noes = dict.fromkeys(sheet.cues, CueSaid.NO)

    assert is_danger(read(entries, now, journey.Sheet((group,), noes, sheet.whom)))
    assert is_danger(read(entries, now, journey.Sheet((group,), {}, sheet.whom)))
    assert is_danger(read(entries, now, sheet._replace(groups=tuple({*sheet.groups, group}))))


@many
@given(histories(), moments, st.sampled_from(PEOPLE), st.sampled_from(DangerSign), someone)
def test_no_history_softens_a_flag_that_reaches_here(entries, now, flagged, sign, whom) -> None:
    with_flag = (*entries, Flag(**stamp_at(7000, START), sign=sign, whom=flagged))
    nothing = journey.Sheet((), {}, whom)

    assert is_danger(read(with_flag, now, nothing)) or not reaches(with_flag, whom)
    assert is_danger(read(with_flag, now, nothing._replace(whom=flagged)))
    assert is_danger(read(with_flag, now, nothing._replace(whom=None)))


@many
@given(histories(), moments, sheets, st.randoms())
def test_the_order_of_the_ticks_changes_nothing(entries, now, sheet: journey.Sheet, chance) -> None:
    tapped, said = list(sheet.groups), list(sheet.cues.items())
    chance.shuffle(tapped)
    chance.shuffle(said)
    one_way, other_way = read(entries, now, sheet), read(entries, now, journey.Sheet(tapped, dict(said), sheet.whom))

    assert one_way.answer is other_way.answer
    assert set(one_way.signs) == set(other_way.signs)
    assert one_way.echo_may_show is other_way.echo_may_show


@many
@given(st.lists(good_signs(1), max_size=8), moments, sheets)
def test_no_state_and_no_good_sign_changes_what_a_sheet_comes_to(good, now, sheet: journey.Sheet) -> None:
    assert read(smooth(), now, sheet) == read((*smooth(), *good), now, sheet)


@many
@given(histories(), moments, sheets, sheets)
def test_saying_more_only_ever_makes_the_answer_graver(entries, now, sheet: journey.Sheet, more) -> None:
    yes = {cue: said for cue, said in sheet.cues.items() if said is not CueSaid.NO}
    fuller = journey.Sheet((*sheet.groups, *more.groups), {**sheet.cues, **more.cues, **yes}, sheet.whom)

    assert is_danger(read(entries, now, fuller)) or not is_danger(read(entries, now, sheet))


ACTS = ("sheet", "change", "closer", "echo", "leave_open", "withdraw", "park", "look", "flag")


@many
@given(histories(6), st.data())
def test_no_order_of_acts_yields_an_echo_or_a_softer_answer(entries: tuple[Entry, ...], data: st.DataObject) -> None:
    notebook = PlainNotebook()
    notebook.write(add=entries)
    now = START
    for number in range(data.draw(st.integers(1, 5))):
        now += timedelta(hours=data.draw(st.integers(0, 40)))
        with contextlib.suppress(journey.EchoHeld):
            _do(data, data.draw(st.sampled_from(ACTS)), notebook, stamp_at(20_000 + number, now))
        _nothing_is_softer(notebook, now)


def _do(data: st.DataObject, act: str, notebook: PlainNotebook, when: dict) -> None:
    kept = notebook.entries().kept
    alarms = [row for row in kept if isinstance(row.entry, Alarm)]
    if act == "flag":
        flag = Flag(**when, sign=data.draw(st.sampled_from(DangerSign)), whom=data.draw(someone))
        notebook.write(add=[flag])
    elif act == "sheet" or not alarms:
        journey.record_sheet(notebook, when, MEANINGS, _sheet(data))
    else:
        _do_with(data, act, notebook, when, data.draw(st.sampled_from(alarms)))


def _do_with(data: st.DataObject, act: str, notebook: PlainNotebook, when: dict, seen: Kept) -> None:
    now = when["written"]
    if act == "change":
        journey.change_sheet(notebook, when, seen, MEANINGS, _sheet(data))
    elif act == "closer":
        journey.look_closer(notebook, seen, {Closer.FACTS: "words"}, data.draw(dials))
    elif act == "echo":
        journey.speak_of_past(notebook, seen, now, MEANINGS, ECHO)
    elif act == "leave_open":
        journey.speak_of_past(notebook, seen, now, MEANINGS, ECHO._replace(is_echo=False))
    elif act == "withdraw":
        journey.withdraw_echo(notebook, seen)
    elif act == "park":
        journey.park(notebook, seen)
    else:
        journey.take_second_look(notebook, when, seen, MEANINGS, data.draw(st.sampled_from(Cause)))


def _sheet(data: st.DataObject) -> journey.Sheet:
    empty = data.draw(st.booleans())
    return journey.Sheet(
        () if empty else tuple(data.draw(groups)), {} if empty else data.draw(cues), data.draw(someone)
    )


def _nothing_is_softer(notebook: PlainNotebook, now: datetime) -> None:
    kept = notebook.entries().kept
    entries = tuple(row.entry for row in kept)
    for alarm in [entry for entry in entries if isinstance(entry, Alarm)]:
        looked = journey.looked_at(kept, now, MEANINGS, alarm)
        ticked = bool(alarm.groups) or any(one.said is not CueSaid.NO for one in alarm.cues)
        flagged = reaches(entries, alarm.whom)
        assert is_danger(looked.reading) or not (ticked or flagged)
        assert not (ticked and stands_as_echo(alarm))
        assert not (ticked or flagged) or _counts_as_cause_or_not_known(entries, alarm, flagged=flagged)


def _counts_as_cause_or_not_known(entries: tuple[Entry, ...], alarm: Alarm, *, flagged: bool) -> bool:
    looks = [entry for entry in entries if isinstance(entry, SecondLook) and entry.alarm == alarm.id]
    return all(found_cause(alarm, look, flagged=flagged) is not False for look in looks)


@many
@given(sheets, st.sampled_from(PEOPLE), st.sampled_from([None, *Cause]), st.sampled_from(("echo", "none")))
def test_someone_is_open_until_the_person_calls_it_old(sheet, whom: UUID, cause: Cause | None, wrote: str) -> None:
    notebook = PlainNotebook()
    notebook.write(add=smooth())
    journey.record_sheet(notebook, stamp_at(20_000, START), MEANINGS, sheet._replace(whom=whom))
    with contextlib.suppress(journey.EchoHeld):
        if wrote == "echo":
            journey.speak_of_past(notebook, _alarm_row(notebook), START, MEANINGS, ECHO)
        if cause is not None:
            journey.take_second_look(notebook, stamp_at(20_001, START), _alarm_row(notebook), MEANINGS, cause)
    entries = tuple(row.entry for row in notebook.entries().kept)

    held = bool(at(entries, START).holds_company([whom]))
    assert held or whom in open_unclear(entries) or wrote == "echo" or cause is Cause.OLD_HURT


@many
@given(histories(), moments, sheets, st.sampled_from(Cause), dials)
def test_how_loud_it_was_changes_no_answer(entries, now, sheet, cause: Cause, dials: journey.Dials) -> None:
    notebook = PlainNotebook()
    notebook.write(add=entries)
    journey.record_sheet(notebook, stamp_at(20_000, now), MEANINGS, sheet)
    before = _all_that_follows(notebook, now, cause)
    journey.look_closer(notebook, _last_row(notebook), {}, dials)

    assert before == _all_that_follows(notebook, now, cause)


def _all_that_follows(notebook: PlainNotebook, now: datetime, cause: Cause) -> tuple:
    """What an alarm comes to, whom the planner leaves out, what a look back would count as, and whether care comes."""
    kept = notebook.entries().kept
    entries = [row.entry for row in kept]
    alarm = _last_row(notebook).entry
    assert isinstance(alarm, Alarm)
    look = SecondLook(**stamp_at(20_001, now), alarm=alarm.id, cause=cause)
    return (
        alarm.answer,
        journey.read_alarm(kept, now, MEANINGS, alarm),
        open_unclear(entries),
        open_unclear([*entries, look]),
        [found_cause(alarm, look, flagged=flagged) for flagged in (True, False)],
        calls_for_care(entries, alarm.whom, now),
    )


def _last_row(notebook: PlainNotebook) -> Kept:
    return next(row for row in notebook.entries().kept if row.entry.id == stamp_at(20_000, START)["id"])


def _alarm_row(notebook: PlainNotebook) -> Kept:
    return next(row for row in notebook.entries().kept if isinstance(row.entry, Alarm))
