"""Room steadying: the acts of checking in and practising."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from unhurried.content.library import Library
from unhurried.content.schema import Group, Practice
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.steadying import (
    ACTIVATION,
    Checkin,
    CheckinRhythm,
    Felt,
    HiddenPractice,
    OwnPractice,
    PracticeTime,
    Presence,
    Rhythm,
    State,
)
from unhurried.journey.stamp import Stamp

ASK_RHYTHM_AFTER = timedelta(days=14)
"""After two weeks of check-ins the app asks once: go on, less, or stop."""

WORSE_IN_A_ROW = 2
"""So many times worse in a row: a pause and a human being are offered."""


def record_checkin(notebook: Notebook, stamp: Stamp, state: State, presence: Presence | None = None) -> Checkin:
    """The first tap saves; the second tap and "more" revise."""
    checkin = Checkin(**stamp, state=state, presence=presence)
    notebook.write(add=[checkin])
    return checkin


def revise_checkin(notebook: Notebook, seen: Kept, **changes: object) -> Checkin:
    """Change a check-in the person saw at a revision. StaleRevision when it was changed in between."""
    checkin = msgspec.structs.replace(seen.entry, **changes)
    if not isinstance(checkin, Checkin):
        raise TypeError(type(seen.entry).__name__)
    if checkin != seen.entry:
        notebook.write(revise=[Kept(checkin, seen.revision)])
    return checkin


def erase_entry(notebook: Notebook, entry_id: UUID) -> None:
    notebook.write(erase=[entry_id])


def start_practice(notebook: Notebook, stamp: Stamp, practice: str, before: State | None) -> PracticeTime:
    time = PracticeTime(**stamp, practice=practice, before=on_the_line(before))
    notebook.write(add=[time])
    return time


def end_practice(
    notebook: Notebook, seen: Kept, *, after: State | None = None, felt: Felt | None = None
) -> PracticeTime:
    """Write down how it was, in addition to what is known already."""
    known = seen.entry
    if not isinstance(known, PracticeTime):
        raise TypeError(type(known).__name__)
    time = msgspec.structs.replace(known, after=on_the_line(after) or known.after, felt=felt or known.felt)
    if time != known:
        notebook.write(revise=[Kept(time, seen.revision)])
    return time


def on_the_line(state: State | None) -> State | None:
    """The state if it lies on the line from shut down to keyed up; both and fine outside say nothing there."""
    return state if state in ACTIVATION else None


def add_practice(notebook: Notebook, stamp: Stamp, title: str, words: str) -> OwnPractice:
    own = OwnPractice(**stamp, title=title.strip(), words=words)
    notebook.write(add=[own])
    return own


def hide_practice(notebook: Notebook, stamp: Stamp, practice: str) -> None:
    if practice not in hidden_practices(notebook.entries().kept):
        notebook.write(add=[HiddenPractice(**stamp, practice=practice)])


def show_practice_again(notebook: Notebook, practice: str) -> None:
    kept = notebook.entries().kept
    notebook.write(
        erase=[row.entry.id for row in kept if isinstance(row.entry, HiddenPractice) and row.entry.practice == practice]
    )


def hidden_practices(kept: Iterable[Kept]) -> frozenset[str]:
    return frozenset(row.entry.practice for row in kept if isinstance(row.entry, HiddenPractice))


def checkins(kept: Iterable[Kept]) -> list[Checkin]:
    return [row.entry for row in kept if isinstance(row.entry, Checkin)]


def asks_rhythm(entries: Sequence[Entry], now: datetime) -> bool:
    """Whether the one question about check-ins is due: two weeks after the first, and never answered."""
    if any(isinstance(entry, CheckinRhythm) for entry in entries):
        return False
    firsts = [entry.written for entry in entries if isinstance(entry, Checkin) and not entry.brought_in]
    return bool(firsts) and now - min(firsts) >= ASK_RHYTHM_AFTER


def answer_rhythm(notebook: Notebook, stamp: Stamp, rhythm: Rhythm) -> None:
    notebook.write(add=[CheckinRhythm(**stamp, rhythm=rhythm)])


def worse_in_a_row(entries: Sequence[Entry]) -> int:
    """How many of the latest practices in a row made it worse."""
    count = 0
    for entry in reversed([entry for entry in entries if isinstance(entry, PracticeTime)]):
        if entry.felt is not Felt.WORSE:
            break
        count += 1
    return count


def groups_for(state: State | None) -> tuple[Group, ...]:
    """The groups of practices that fit a state, the closest first."""
    if state in (State.SHUT_DOWN, State.LOW):
        return (Group.SHUT_DOWN, Group.EITHER)
    if state in (State.KEYED_UP, State.STIRRED):
        return (Group.KEYED_UP, Group.EITHER)
    return (Group.EITHER, Group.KEYED_UP, Group.SHUT_DOWN)


def fitting_practices(library: Library, state: State | None, hidden: frozenset[str]) -> tuple[Practice, ...]:
    """Practices of ours for a state, without the hidden ones, in the order of content."""
    return tuple(
        practice for group in groups_for(state) for practice in library.in_group(group) if practice.id not in hidden
    )
