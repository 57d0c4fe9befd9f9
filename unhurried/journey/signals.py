"""Room signals: noting an alarm, looking at it from every side, and a second look later.

An answer of danger raises flags in the same write as the sheet, so that neither is ever there without the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Someone
from unhurried.domain.safety import Hold, gate
from unhurried.domain.signals import (
    FROM_THE_PAST,
    Alarm,
    Cause,
    Closer,
    CloserAnswer,
    CueAnswer,
    CueMeaning,
    CueSaid,
    Echo,
    Loud,
    Reading,
    SecondLook,
    SignalGroup,
    calls_for_care,
    latest_looks,
    read_signs,
)
from unhurried.journey.safety import new_flags
from unhurried.journey.stamp import Stamp


class EchoHeld(Exception):
    """Something dangerous was ticked, or a flag reaches here: nothing is said about the past."""


class Sheet(NamedTuple):
    """What was tapped on the page of signals. cues: only those that were answered."""

    groups: tuple[SignalGroup, ...]
    cues: Mapping[str, CueSaid]
    whom: UUID | None


class Dials(NamedTuple):
    """How loud an alarm was. None: left open."""

    body: Loud | None = None
    behaviour: Loud | None = None


NOT_SAID = Dials()


class SaidOfPast(NamedTuple):
    """What the person says about the past. is_echo: they wrote that they think this is an echo."""

    echo_cues: tuple[str, ...]
    is_echo: bool = False
    words: str = ""


class Looked(NamedTuple):
    """An alarm as it stands now. someone: None when nobody was named. look: the second look that stands."""

    alarm: Alarm
    reading: Reading
    someone: Someone | None
    look: SecondLook | None
    calls_for_care: bool


# --- noting and sorting -------------------------------------------------------------------------------------


def note_gut_feeling(notebook: Notebook, when: Stamp) -> Alarm:
    """One tap, to be sorted later or never."""
    alarm = Alarm(**when)
    notebook.write(add=[alarm])
    return alarm


def record_sheet(notebook: Notebook, when: Stamp, meanings: Mapping[str, CueMeaning], sheet: Sheet) -> Reading:
    """A new alarm with what it comes to, and a flag for every sign. Sent twice, it is kept once."""
    entries = _entries(notebook)
    if any(entry.id == when["id"] for entry in entries):
        return _read(entries, when["written"], meanings, _alarm_of(entries, when["id"]))
    ticked, reading = _ticked(Alarm(**when), sheet, entries, when["written"], meanings)
    notebook.write(add=[ticked, *new_flags(entries, when, reading.signs, ticked.whom)])
    return reading


def change_sheet(
    notebook: Notebook, when: Stamp, seen: Kept, meanings: Mapping[str, CueMeaning], sheet: Sheet
) -> Reading:
    """Sort a quick note, or change what was ticked. Flags that were raised stay until they are taken back.

    StaleRevision when the alarm was changed in between.
    """
    entries = _entries(notebook)
    ticked, reading = _ticked(_as_alarm(seen), sheet, entries, when["written"], meanings)
    notebook.write(add=new_flags(entries, when, reading.signs, ticked.whom), revise=[Kept(ticked, seen.revision)])
    return reading


def _ticked(
    alarm: Alarm, sheet: Sheet, entries: Sequence[Entry], now: datetime, meanings: Mapping[str, CueMeaning]
) -> tuple[Alarm, Reading]:
    """The alarm with the sheet and its answer. What was called an echo before is taken back where danger is said."""
    cues = tuple(CueAnswer(cue, said) for cue, said in sheet.cues.items())
    reading = read_signs(sheet.groups, cues, meanings, _holds(entries, now, sheet.whom))
    ticked = msgspec.structs.replace(
        alarm,
        whom=sheet.whom,
        groups=sheet.groups,
        cues=cues,
        answer=reading.answer,
        echo=alarm.echo if reading.echo_may_show else _taken_back(alarm.echo),
    )
    return ticked, reading


# --- looking at it ------------------------------------------------------------------------------------------


def looked_at(kept: Sequence[Kept], now: datetime, meanings: Mapping[str, CueMeaning], alarm: Alarm) -> Looked:
    entries = [row.entry for row in kept]
    someone = next((entry for entry in entries if isinstance(entry, Someone) and entry.id == alarm.whom), None)
    reading = _read(entries, now, meanings, alarm)
    return Looked(
        alarm, reading, someone, latest_looks(entries).get(alarm.id), calls_for_care(entries, alarm.whom, now)
    )


def alarms(kept: Iterable[Kept]) -> list[Alarm]:
    """The newest first."""
    return sorted((row.entry for row in kept if isinstance(row.entry, Alarm)), key=lambda one: one.at, reverse=True)


def look_closer(notebook: Notebook, seen: Kept, answers: Mapping[Closer, str], dials: Dials = NOT_SAID) -> None:
    """Keep what was said, and leave the answer as it is. StaleRevision when it was changed in between."""
    closer = tuple(CloserAnswer(question, words) for question, words in answers.items() if words.strip())
    _revise(notebook, seen, closer=closer, body=dials.body, behaviour=dials.behaviour)


# --- the person's own word ----------------------------------------------------------------------------------


def speak_of_past(
    notebook: Notebook, seen: Kept, now: datetime, meanings: Mapping[str, CueMeaning], said: SaidOfPast
) -> None:
    """Keep what may have played a part, and that it is an echo if the person says so; else it is left open.

    Words written beside it are kept either way. EchoHeld where nothing may be said about the past.
    """
    reading = _open_reading(notebook, seen, now, meanings)
    echo = Echo(said.words, withdrawn=not said.is_echo) if said.is_echo or said.words.strip() else None
    _revise(notebook, seen, answer=reading.answer, echo=echo, echo_cues=said.echo_cues)


def withdraw_echo(notebook: Notebook, seen: Kept) -> None:
    _revise(notebook, seen, echo=_taken_back(_as_alarm(seen).echo))


def _open_reading(notebook: Notebook, seen: Kept, now: datetime, meanings: Mapping[str, CueMeaning]) -> Reading:
    reading = _read(_entries(notebook), now, meanings, _as_alarm(seen))
    if not reading.echo_may_show:
        raise EchoHeld
    return reading


def _taken_back(echo: Echo | None) -> Echo | None:
    return msgspec.structs.replace(echo, withdrawn=True) if echo else None


# --- a second look ------------------------------------------------------------------------------------------


def pick_second_look(notebook: Notebook, seen: Kept, day: date | None) -> None:
    """The day on which Today asks once. None: never."""
    _revise(notebook, seen, look_again=day, parked=False)


def park(notebook: Notebook, seen: Kept) -> None:
    """Put it aside: nothing asks about it. It stays as unclear as it was."""
    _revise(notebook, seen, look_again=None, parked=True)


def due_second_look(kept: Sequence[Kept], now: datetime, offset_minutes: int) -> Alarm | None:
    """The alarm whose day has come, the one that waited longest first."""
    today = now.astimezone(timezone(timedelta(minutes=offset_minutes))).date()
    waiting = [(one.look_again, one.at, one) for one in alarms(kept) if one.look_again and one.look_again <= today]
    return min(waiting, key=lambda found: found[:2])[2] if waiting else None


def take_second_look(
    notebook: Notebook, when: Stamp, seen: Kept, meanings: Mapping[str, CueMeaning], cause: Cause
) -> None:
    """What it was. It is not asked again. EchoHeld when the answer speaks of the past where nothing may."""
    if cause in FROM_THE_PAST:
        _open_reading(notebook, seen, when["written"], meanings)
    alarm = _as_alarm(seen)
    asked = msgspec.structs.replace(alarm, look_again=None)
    revise = [Kept(asked, seen.revision)] if asked != alarm else []
    notebook.write(add=[SecondLook(**when, alarm=alarm.id, cause=cause)], revise=revise)


# --- reading ------------------------------------------------------------------------------------------------


def read_alarm(kept: Sequence[Kept], now: datetime, meanings: Mapping[str, CueMeaning], alarm: Alarm) -> Reading:
    return _read([row.entry for row in kept], now, meanings, alarm)


def _read(entries: Sequence[Entry], now: datetime, meanings: Mapping[str, CueMeaning], alarm: Alarm) -> Reading:
    return read_signs(alarm.groups, alarm.cues, meanings, _holds(entries, now, alarm.whom))


def _holds(entries: Sequence[Entry], now: datetime, whom: UUID | None) -> tuple[Hold, ...]:
    return gate(entries, now).holds_echo([whom] if whom else [])


def _entries(notebook: Notebook) -> list[Entry]:
    return [row.entry for row in notebook.entries().kept]


def _alarm_of(entries: Sequence[Entry], alarm: UUID) -> Alarm:
    return next(entry for entry in entries if isinstance(entry, Alarm) and entry.id == alarm)


def _as_alarm(seen: Kept) -> Alarm:
    if not isinstance(seen.entry, Alarm):
        raise TypeError(type(seen.entry).__name__)
    return seen.entry


def _revise(notebook: Notebook, seen: Kept, **changes: object) -> None:
    alarm = msgspec.structs.replace(_as_alarm(seen), **changes)
    if alarm != seen.entry:
        notebook.write(revise=[Kept(alarm, seen.revision)])
