"""A made-up person's year, lived through the same journey functions as any other, so that every picture shows something.

The launcher makes the notebook, since this layer does not know how notes are sealed, and then calls

    live_a_year(notebook, ending=now, rng=np.random.default_rng(DEMO_SEED), library=library())

`ending` is aware and on the person's clock: its offset from UTC is that of the whole year.
The same seed and ending give the same year to the letter.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

import numpy as np

from unhurried.cohort.checkins import CheckingIn
from unhurried.cohort.helping import find_help, read_help_story
from unhurried.cohort.limiting import say_limits
from unhurried.cohort.noticing import Moment, notice
from unhurried.cohort.person import MadeUpPerson
from unhurried.cohort.practising import Practising
from unhurried.cohort.promising import keep_faith, read_self_story
from unhurried.cohort.sheets import read_sheet_story, write_sheets
from unhurried.cohort.stepping import read_step_story, take_steps
from unhurried.cohort.story import Story, read_story
from unhurried.content.library import Library
from unhurried.domain.notebook import Notebook, PlainNotebook
from unhurried.domain.steadying import Presence, Rhythm, State
from unhurried.journey import door, steadying, today
from unhurried.journey.stamp import Stamp, stamp

DEMO_SEED = 20

DAYS = 364
LAST_CHECKIN_AGO = timedelta(minutes=40)
"""Recent enough that today's suggestion has something to go by."""

_HOURS = {8: 0.6, 13: 0.5, 18: 0.65, 22: 0.8}
"""About when the person checks in, and how often."""

_WRITTEN_LATER = 0.04


def live_a_year(notebook: Notebook, *, ending: datetime, rng: np.random.Generator, library: Library) -> None:
    """Fill a notebook with a made-up year that ends at a moment. One write, whatever kind of notebook it is."""
    lived = PlainNotebook()
    take_steps(lived, ending, DAYS, rng.spawn(1)[0], library)  # first: the gate takes the latest entry for the present
    notice(lived, read_step_story(), _moments_before(ending, rng.spawn(1)[0]))
    say_limits(lived, library, _moments_before(ending, rng.spawn(1)[0]))
    find_help(lived, read_help_story(), _moments_before(ending, rng.spawn(1)[0]))
    keep_faith(lived, read_self_story(), _moments_before(ending, rng.spawn(1)[0]), library)
    _Year(lived, ending, rng, library, read_story()).live()
    write_sheets(lived, read_sheet_story(), _moments_before(ending, rng.spawn(1)[0]), ending.date())
    copy_into(lived, notebook)


def _moments_before(ending: datetime, rng: np.random.Generator) -> Moment:
    """Stamps of moments before the year ends. Ids by lot, from a generator of their own."""
    minutes = int((ending.utcoffset() or timedelta()).total_seconds() // 60)
    return lambda ago: stamp(UUID(bytes=rng.bytes(16), version=4), ending - ago, minutes)


def copy_into(lived: PlainNotebook, notebook: Notebook) -> None:
    notebook.write(add=[row.entry for row in lived.entries().kept])


class _Year:
    """364 days, one after the other."""

    def __init__(
        self, notebook: Notebook, ending: datetime, rng: np.random.Generator, library: Library, story: Story
    ) -> None:
        self._notebook = notebook
        self._ending = ending
        self._rng = rng
        self._story = story
        self._person = MadeUpPerson(rng)
        self._checking_in = CheckingIn(notebook, rng, self._person, story)
        self._practising = Practising(notebook, rng, library)

    def live(self) -> None:
        first = self._ending.date() - timedelta(days=DAYS - 1)
        for number in range(DAYS):
            self._live_day(first + timedelta(days=number), number // 7)
            if number % 7 == 3:  # noqa: PLR2004 - in the middle of the week
                self._mark_week(number // 7, first + timedelta(days=number))
        last = self._at(self._ending - LAST_CHECKIN_AGO)
        steadying.record_checkin(self._notebook, last, State.STIRRED, Presence.YES)

    def _live_day(self, day: date, week: int) -> None:
        hard = week in self._story.hard_weeks
        self._person.begin_day(hard=hard)
        if week in self._story.silent_weeks:
            return
        for moment in self._moments(day):
            activation = self._person.activation(moment.hour)
            checkin = self._checking_in.say_how(self._at(moment), activation, week)
            self._practising.perhaps(self._at(moment + timedelta(minutes=4)), checkin.state, week)

    def _moments(self, day: date) -> Iterator[datetime]:
        for hour, often in _HOURS.items():
            minute = int(self._rng.integers(60))
            moment = datetime.combine(day, time(hour, minute), self._ending.tzinfo)
            if self._rng.random() < often and moment < self._ending - 2 * LAST_CHECKIN_AGO:
                yield moment

    def _at(self, moment: datetime) -> Stamp:
        """Most moments are written down as they happen, a few the morning after."""
        offset = self._ending.utcoffset() or timedelta()
        later = moment + timedelta(hours=11)
        written = later if self._rng.random() < _WRITTEN_LATER and later < self._ending else moment
        return stamp(self._new_id(), written, int(offset.total_seconds() // 60), moment)

    def _new_id(self) -> UUID:
        return UUID(bytes=self._rng.bytes(16), version=4)

    def _mark_week(self, week: int, day: date) -> None:
        """What happens once in a year."""
        when = self._at(datetime.combine(day, time(20, 30), self._ending.tzinfo))
        if week == 2:  # noqa: PLR2004 - the question comes after two weeks
            steadying.answer_rhythm(self._notebook, when, Rhythm.GO_ON)
        elif week == 8:  # noqa: PLR2004 - made worse twice by then
            self._practising.hide_what_made_it_worse(when)
        elif week == 12:  # noqa: PLR2004 - after a season of trying
            self._practising.add_own(when, self._story.own_practice)
        elif week == 21:  # noqa: PLR2004 - before the silent weeks
            today.pause(self._notebook, when, when["at"] + timedelta(days=7))
        elif week == 38:  # noqa: PLR2004 - a silent week, but for this
            door.keep_left_note(self._notebook, when, self._story.left_note)
