"""Room selftrust: making and answering tiny promises, noting signals that were heard, and who I am now.

One promise stands open at a time, and one small return. Nothing is asked more than once, and nothing adds up.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID

import msgspec

from unhurried.content.library import Library
from unhurried.content.selftrust import PromiseIdea
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.safety import gate
from unhurried.domain.selftrust import (
    Became,
    Believed,
    Like,
    Listened,
    MyValue,
    NothingToday,
    Promise,
    PromiseArea,
    PromiseOutcome,
    Returned,
    SelfRating,
    SignalHonoured,
    SmallReturn,
    StoppedDoing,
    open_promise,
    open_return,
    outcomes,
    promises,
    rated_within_a_week,
)
from unhurried.domain.today import Declined
from unhurried.journey.stamp import Stamp, beside

FARTHEST = timedelta(days=60)
"""A tiny promise is for a day that can be seen from here."""

AT_REST = timedelta(days=3)
"""After a promise was made, answered or put aside, none is suggested for so long."""

TINY = 2
"""The largest size that is offered first before anything is known."""

DUE, NEW = "promise_due", "promise_new"
"""What Today may suggest. A promise that was put aside once is not suggested again."""

_Kind = TypeVar("_Kind", bound=Entry)


class OnePromiseAtATime(Exception):
    """A promise stands open. It can be kept, changed or let go before another is made."""


class OneReturnAtATime(Exception):
    """A small return stands open."""


class TooFarOff(ValueError):
    """The day of a promise lies in the past, or farther ahead than a tiny promise is for."""


class Made(NamedTuple):
    """What a promise says."""

    if_words: str
    then_words: str
    size: int
    due: date
    area: PromiseArea | None = None
    idea: str = ""


class Told(NamedTuple):
    """A promise and the person's word on it, if there is one. is_open: it still stands."""

    promise: Promise
    outcome: PromiseOutcome | None
    is_open: bool


# --- promises -----------------------------------------------------------------------------------------------


def make_promise(notebook: Notebook, when: Stamp, today: date, made: Made) -> Promise:
    """OnePromiseAtATime, TooFarOff. The same form sent twice makes one."""
    entries = _entries(notebook)
    standing = open_promise(entries, today)
    if standing is not None and standing.id != when["id"]:
        raise OnePromiseAtATime
    _check_day(made.due, today)
    promise = Promise(**when, **made._asdict())
    notebook.write(add=[promise])
    return promise


def say_nothing_today(notebook: Notebook, when: Stamp, today: date) -> None:
    """Promise oneself nothing. Said once a day."""
    if not any(isinstance(one, NothingToday) and one.local.date() == today for one in _entries(notebook)):
        notebook.write(add=[NothingToday(**when)])


def answer_promise(notebook: Notebook, when: Stamp, promise: Promise, became: Became, note: str = "") -> None:
    """What became of it. Said again, the new word takes the place of the old one, and the old note stays."""
    row = _outcome_row(notebook.entries().kept, promise.id)
    if row is None:
        notebook.write(add=[PromiseOutcome(**when, promise=promise.id, became=became, note=note)])
        return
    changed = msgspec.structs.replace(row.entry, became=became)
    if changed != row.entry:
        notebook.write(revise=[Kept(changed, row.revision)])


def write_note(notebook: Notebook, seen: Kept, note: str) -> None:
    """A line on what became of a promise. StaleRevision when it was changed in between."""
    _change(notebook, seen, PromiseOutcome, note=note)


def change_promise(notebook: Notebook, when: Stamp, today: date, promise: Promise, made: Made) -> Promise:
    """Changed for one that fits, in one write. It is never held against the one it was.

    OnePromiseAtATime when yet another stands open; TooFarOff.
    """
    _check_day(made.due, today)
    changed = Promise(**when, **made._asdict(), instead_of=promise.id)
    kept = notebook.entries().kept
    standing = open_promise([row.entry for row in kept], today)
    if standing is not None and standing.id not in (promise.id, when["id"]):
        raise OnePromiseAtATime
    row = _outcome_row(kept, promise.id)
    if row is None:
        outcome = PromiseOutcome(**beside(when, "outcome"), promise=promise.id, became=Became.RENEGOTIATED)
        notebook.write(add=[changed, outcome])
    elif not any(one.entry.id == when["id"] for one in kept):
        renewed = msgspec.structs.replace(row.entry, became=Became.RENEGOTIATED)
        notebook.write(add=[changed], revise=[Kept(renewed, row.revision)] if renewed != row.entry else [])
    return changed


def told_promises(kept: Iterable[Kept], today: date) -> list[Told]:
    """Every promise with the word on it, the latest first."""
    entries = [row.entry for row in kept]
    standing, told = open_promise(entries, today), outcomes(entries)
    return [Told(one, told.get(one.id), one is standing) for one in reversed(promises(entries))]


def ideas_to_offer(library: Library, entries: Iterable[Entry], worked: int | None) -> list[PromiseIdea]:
    """Ideas no larger than what has worked come first, then those that were not promised yet, then the smallest.

    worked: a size, or None while nothing is known; then tiny ones come first.
    """
    known, largest = [one.idea for one in promises(entries)], worked or TINY
    return sorted(
        library.selftrust.promises.values(),
        key=lambda idea: (idea.size > largest, known.count(idea.id), idea.size),
    )


def suggests(entries: Sequence[Entry], now: datetime, today: date) -> str | None:
    """What Today may suggest: to say what became of a promise whose day has come, or a tiny promise, or nothing.

    Once for each promise: put aside, it is not asked about again. After anything was said none is suggested for a while,
    and none while something is wrong now or at home: that comes first.
    """
    standing = open_promise(entries, today)
    if standing is not None:
        return due_id(standing) if standing.due <= today and not _was_declined(entries, due_id(standing)) else None
    lately = any(_was_said(one) and now - one.written < AT_REST for one in entries)
    return None if lately or gate(entries, now).everywhere else NEW


def _was_said(entry: Entry) -> bool:
    """A promise, a word on one, nothing today, or that a promise was not to be asked about."""
    if isinstance(entry, Declined):
        return entry.suggestion.startswith(DUE)
    return isinstance(entry, (Promise, PromiseOutcome, NothingToday))


def due_id(promise: Promise) -> str:
    return f"{DUE}:{promise.id}"


def _was_declined(entries: Iterable[Entry], suggestion: str) -> bool:
    return any(isinstance(one, Declined) and one.suggestion == suggestion for one in entries)


def _check_day(due: date, today: date) -> None:
    if not today <= due <= today + FARTHEST:
        raise TooFarOff(due)


def _outcome_row(kept: Iterable[Kept], promise: UUID) -> Kept | None:
    rows = [row for row in kept if isinstance(row.entry, PromiseOutcome) and row.entry.promise == promise]
    return max(rows, key=lambda row: (row.entry.written, row.entry.id), default=None)


# --- signals that were heard --------------------------------------------------------------------------------


def note_signal(  # noqa: PLR0913 - one argument for each question of the page
    notebook: Notebook,
    when: Stamp,
    *,
    signal: str = "",
    noticed: str = "",
    listened: Listened | None = None,
    happened: str = "",
) -> None:
    """signal: an id of content, noticed: own words; one of the two is enough."""
    heard = SignalHonoured(**when, signal=signal, noticed=noticed, listened=listened, happened=happened)
    notebook.write(add=[heard])


def change_signal(notebook: Notebook, seen: Kept, **changes: object) -> None:
    """StaleRevision when it was changed in between."""
    _change(notebook, seen, SignalHonoured, **changes)


def signals_heard(kept: Iterable[Kept]) -> list[SignalHonoured]:
    """The latest first."""
    return [row.entry for row in reversed(tuple(kept)) if isinstance(row.entry, SignalHonoured)]


# --- who I am now -------------------------------------------------------------------------------------------


def choose_values(notebook: Notebook, when: Stamp, chosen: Collection[str]) -> None:
    """These of our words are mine, and no others. The person's own words stay."""
    known = [one for one in _of(_entries(notebook), MyValue) if one.value]
    new = [value for value in chosen if value not in {one.value for one in known}]
    notebook.write(
        add=[MyValue(**beside(when, value), value=value) for value in new],
        erase=[one.id for one in known if one.value not in chosen],
    )


def write_value(notebook: Notebook, when: Stamp, words: str) -> None:
    notebook.write(add=[MyValue(**when, words=words)])


def write_like(notebook: Notebook, when: Stamp, words: str) -> None:
    notebook.write(add=[Like(**when, words=words)])


def write_stopped(notebook: Notebook, when: Stamp, words: str) -> None:
    notebook.write(add=[StoppedDoing(**when, words=words)])


def begin_return(notebook: Notebook, when: Stamp, idea: str, words: str, stopped: UUID | None) -> None:
    """OneReturnAtATime while another stands open."""
    standing = open_return(_entries(notebook))
    if standing is not None and standing.id != when["id"]:
        raise OneReturnAtATime
    notebook.write(add=[SmallReturn(**when, idea=idea, words=words, stopped=stopped)])


def tell_return(notebook: Notebook, seen: Kept, how: Returned, note: str) -> None:
    """StaleRevision when it was changed in between."""
    _change(notebook, seen, SmallReturn, how=how, note=note)


def rate_self(notebook: Notebook, when: Stamp, believed: Believed, note: str) -> None:
    """One word a week at most: said again within seven days, the new word takes the place of the old one."""
    kept = notebook.entries().kept
    recent = rated_within_a_week([row.entry for row in kept], when["written"])
    row = next((row for row in kept if recent is not None and row.entry.id == recent.id), None)
    if row is None:
        notebook.write(add=[SelfRating(**when, believed=believed, note=note)])
    else:
        _change(notebook, row, SelfRating, believed=believed, note=note)


def _change(notebook: Notebook, seen: Kept, kind: type[_Kind], **changes: object) -> None:
    changed = msgspec.structs.replace(seen.entry, **changes)
    if not isinstance(changed, kind):
        raise TypeError(type(seen.entry).__name__)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])


def _entries(notebook: Notebook) -> list[Entry]:
    return [row.entry for row in notebook.entries().kept]


def _of(entries: Iterable[Entry], kind: type[_Kind]) -> list[_Kind]:
    return [entry for entry in entries if isinstance(entry, kind)]
