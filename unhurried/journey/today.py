"""Room today: one suggestion at most, and pauses."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from unhurried.content.library import Library
from unhurried.content.schema import Practice
from unhurried.domain.base import Entry
from unhurried.domain.lookback import SinceBegun, latest_harm_check
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.selftrust import Promise, open_promise
from unhurried.domain.steadying import Checkin, Felt, HiddenPractice, PracticeTime, Presence, State
from unhurried.domain.today import Declined, Pause
from unhurried.journey import selftrust
from unhurried.journey.stamp import Stamp
from unhurried.journey.steadying import fitting_practices

QUIET_TIME = timedelta(days=7)
"""A declined suggestion is not made again for so long."""

QUIET_AFTER_WORSE = timedelta(days=1)
"""After two practices in a row that made it worse, nothing is suggested for so long."""

QUIET_AFTER_HARM = timedelta(days=7)
"""After someone said that it got worse since they began here, nothing is suggested for so long."""

RECENT = timedelta(hours=3)
"""How long a check-in speaks for now."""


class Reason(Enum):
    """Why something is suggested. The words stand in the template."""

    NO_CHECKIN_YET = "no_checkin_yet"
    LOST_PRESENCE = "lost_presence"
    KEYED_UP = "keyed_up"
    SHUT_DOWN = "shut_down"
    WHILE_SETTLED = "while_settled"
    SOME_TIME_AGO = "some_time_ago"
    PROMISE_DUE = "promise_due"
    PROMISE_NEW = "promise_new"


class QuietWhy(Enum):
    """Why nothing is suggested. The words stand in the template."""

    HARM_CHECK = "harm_check"
    TWICE_WORSE = "twice_worse"


class Suggestion(NamedTuple):
    """One thing that might fit now. id is what is kept when it is declined. practice, promise: what it is about; both
    are None for a check-in, and for a promise that is still to be made."""

    id: str
    reason: Reason
    practice: Practice | None = None
    promise: Promise | None = None


def suggest(library: Library, entries: Sequence[Entry], now: datetime, today: date | None = None) -> Suggestion | None:
    """One suggestion with its reason, or None: while paused, after two times worse, or when all that fits was declined lately.

    today: the day on the person's clock, where it is not that of `now`.
    """
    if current_pause(entries, now) is not None or why_quiet(entries, now) is not None:
        return None
    quiet = _declined_lately(entries, now)
    for suggestion in _candidates(library, entries, now, today or now.date()):
        if suggestion.id not in quiet:
            return suggestion
    return None


def why_quiet(entries: Sequence[Entry], now: datetime) -> QuietWhy | None:
    """Why nothing is suggested for now, apart from a pause; None when nothing speaks against it."""
    check = latest_harm_check(entries)
    if check and check.since is SinceBegun.WORSE and now - check.at < QUIET_AFTER_HARM:
        return QuietWhy.HARM_CHECK
    return QuietWhy.TWICE_WORSE if _twice_worse(entries, now) else None


def _twice_worse(entries: Sequence[Entry], now: datetime) -> bool:
    """Two in a row made it worse within the last day. A better time after them does not end the quiet."""
    times = [entry for entry in entries if isinstance(entry, PracticeTime)]
    return any(
        first.felt is second.felt is Felt.WORSE and now - second.at < QUIET_AFTER_WORSE
        for first, second in pairwise(times)
    )


def _candidates(library: Library, entries: Sequence[Entry], now: datetime, today: date) -> list[Suggestion]:
    """Getting steady comes before a promise; a promise whose day it is comes before asking how someone is."""
    by_state, promise = _by_state(library, entries, now), _promise(entries, now, today)
    if promise is None:
        return by_state
    latest = _latest_checkin(entries)
    lately = latest is not None and now - latest.at <= RECENT
    comes_first = _is_steady(latest) if latest and lately else promise.reason is Reason.PROMISE_DUE
    return [promise, *by_state] if comes_first else [*by_state, promise]


def _by_state(library: Library, entries: Sequence[Entry], now: datetime) -> list[Suggestion]:
    latest = _latest_checkin(entries)
    if latest is None:
        return [Suggestion("checkin", Reason.NO_CHECKIN_YET)]
    if now - latest.at > RECENT:
        return [Suggestion("checkin", Reason.SOME_TIME_AGO)]
    hidden = frozenset(entry.practice for entry in entries if isinstance(entry, HiddenPractice))
    reason = _reason(latest)
    fitting = fitting_practices(library, latest.state, hidden)
    return [Suggestion(f"practice:{practice.id}", reason, practice) for practice in _least_done_first(fitting, entries)]


def _promise(entries: Sequence[Entry], now: datetime, today: date) -> Suggestion | None:
    suggested = selftrust.suggests(entries, now, today)
    if suggested is None:
        return None
    if suggested == selftrust.NEW:
        return Suggestion(suggested, Reason.PROMISE_NEW)
    return Suggestion(suggested, Reason.PROMISE_DUE, promise=open_promise(entries, today))


def _is_steady(checkin: Checkin) -> bool:
    return _reason(checkin) is Reason.WHILE_SETTLED and checkin.state is not State.BOTH


def _reason(checkin: Checkin) -> Reason:
    if checkin.presence in (Presence.NO, Presence.PARTLY):
        return Reason.LOST_PRESENCE
    if checkin.state in (State.KEYED_UP, State.STIRRED):
        return Reason.KEYED_UP
    if checkin.state in (State.SHUT_DOWN, State.LOW):
        return Reason.SHUT_DOWN
    return Reason.WHILE_SETTLED


def _least_done_first(practices: Sequence[Practice], entries: Sequence[Entry]) -> list[Practice]:
    """Variety first: the closest group stays in front, and in it what was done least. No ranking by effect."""
    done = [entry.practice for entry in entries if isinstance(entry, PracticeTime)]
    groups = list(dict.fromkeys(practice.group for practice in practices))
    return sorted(practices, key=lambda practice: (groups.index(practice.group), done.count(practice.id)))


def _latest_checkin(entries: Sequence[Entry]) -> Checkin | None:
    own = [entry for entry in entries if isinstance(entry, Checkin) and not entry.brought_in]
    return max(own, key=lambda checkin: checkin.at, default=None)


def _declined_lately(entries: Sequence[Entry], now: datetime) -> set[str]:
    return {entry.suggestion for entry in entries if isinstance(entry, Declined) and now - entry.at < QUIET_TIME}


def decline(notebook: Notebook, stamp: Stamp, suggestion: str) -> None:
    notebook.write(add=[Declined(**stamp, suggestion=suggestion)])


def pause(notebook: Notebook, stamp: Stamp, until: datetime | None) -> None:
    """Nothing asks anything until then. A pause that runs already gives way to the new one."""
    running = [row.entry.id for row in notebook.entries().kept if isinstance(row.entry, Pause)]
    notebook.write(add=[Pause(**stamp, until=until)], erase=running)


def end_pause(notebook: Notebook) -> None:
    notebook.write(erase=[row.entry.id for row in notebook.entries().kept if isinstance(row.entry, Pause)])


def current_pause(entries: Sequence[Entry], now: datetime) -> Pause | None:
    return next((entry for entry in reversed(entries) if isinstance(entry, Pause) and entry.holds(now)), None)


def entries_of(kept: Sequence[Kept]) -> list[Entry]:
    return [row.entry for row in kept]
