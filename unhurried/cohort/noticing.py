"""The made-up person's alarms, second looks and hurts, through the same acts as anyone's, gate and all.

Written so that My reads has something to show both ways, with some alarms that were never found out. It says nothing
about any real person, and nothing about how often alarms are right.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from unhurried.cohort.stepping import StepStory
from unhurried.domain.lookback import SinceBegun
from unhurried.domain.notebook import Notebook
from unhurried.domain.people import Owned, Warned
from unhurried.domain.signals import Alarm, Cause
from unhurried.journey import crisis, lookback, people, signals
from unhurried.journey.stamp import Stamp

Moment = Callable[[timedelta], Stamp]
"""The stamp of a moment so long before the year ends."""


class _Rang(NamedTuple):
    """An alarm with nothing tapped: weeks before the end, whom it is about, and what a second look found."""

    weeks_ago: int
    who: str
    found: Cause | None


_ALARMS = (
    _Rang(33, "Juniper", Cause.OLD_HURT),
    _Rang(31, "the shop team", Cause.NOW),
    _Rang(30, "Tuesday table", Cause.OLD_HURT),
    _Rang(29, "the shop team", Cause.NOW),
    _Rang(27, "K.", Cause.NOW),
    _Rang(25, "Old Bram", Cause.OLD_HURT),
    _Rang(24, "the shop team", Cause.NOW),
    _Rang(22, "the shop team", Cause.EXPLAINED_NOT_CHECKED),
    _Rang(21, "K.", Cause.NOW),
    _Rang(19, "the shop team", Cause.NEVER_FOUND_OUT),
    _Rang(17, "Lamp", Cause.OLD_HURT),
    _Rang(16, "the shop team", Cause.NOW),
    _Rang(14, "Juniper", Cause.OLD_HURT),
    _Rang(12, "the shop team", Cause.NOW),
    _Rang(11, "Tuesday table", Cause.OLD_HURT),
    _Rang(9, "the shop team", Cause.BOTH),
    _Rang(8, "the shop team", Cause.NEVER_FOUND_OUT),
    _Rang(6, "Old Bram", Cause.OLD_HURT),
    _Rang(4, "the shop team", Cause.NOW),
    _Rang(3, "the shop team", None),
)

_HURTS = (
    (36, "the shop team", Warned.NO),
    (28, "the shop team", Warned.YES),
    (26, "Juniper", Warned.NO),
    (20, "K.", Warned.YES),
    (18, "K.", Warned.NO),
    (15, "the shop team", Warned.NO),
    (13, "Tuesday table", Warned.NOT_KNOWN),
    (12, "the shop team", Warned.YES),
    (11, "Juniper", Warned.NO),
)

_HARM_CHECKS = ((44, SinceBegun.SAME), (30, SinceBegun.CANNOT_TELL), (16, SinceBegun.BETTER), (2, SinceBegun.BETTER))

_LOOKS_AFTER = timedelta(days=9)


def notice(notebook: Notebook, story: StepStory, at: Moment) -> None:
    """Fill a year in which people are known already with alarms, second looks and hurts."""
    known = {one.code_name: one.id for one in people.people(notebook.entries().kept)}
    for rang in _ALARMS:
        _ring(notebook, rang, known[rang.who], at)
    for (weeks_ago, who, warned), words in zip(_HURTS, story.hurts, strict=True):
        owned = Owned.PARTLY if warned is Warned.NO else Owned.NO
        people.note_hurt(notebook, at(timedelta(weeks=weeks_ago)), words, known[who], owned=owned, warned=warned)
    lookback.keep_own_reading(notebook, at(timedelta(days=5)), story.own_reading)
    crisis.write_crisis_plan(notebook, at(timedelta(weeks=33)), 0, story.plan)
    for weeks_ago, since in _HARM_CHECKS:
        lookback.answer_harm_check(notebook, at(timedelta(weeks=weeks_ago)), since)


def _ring(notebook: Notebook, rang: _Rang, whom: UUID, at: Moment) -> None:
    ago = timedelta(weeks=rang.weeks_ago)
    when = at(ago)
    signals.record_sheet(notebook, when, {}, signals.Sheet((), {}, whom))
    seen = next(row for row in notebook.entries().kept if row.entry.id == when["id"] and isinstance(row.entry, Alarm))
    if rang.found:
        signals.take_second_look(notebook, at(ago - _LOOKS_AFTER), seen, {}, rang.found)
