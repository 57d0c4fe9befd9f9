"""Room door: how the app looks, and what is done with notes that were left while it was locked."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.door import LeftNote, Preferences
from unhurried.domain.notebook import Kept, Notebook
from unhurried.journey.stamp import Stamp, stamp


def preferences(kept: Iterable[Kept]) -> Preferences | None:
    return next((row.entry for row in kept if isinstance(row.entry, Preferences)), None)


def change_preferences(notebook: Notebook, first_id: UUID, now: datetime, **changes: object) -> Preferences:
    """There is one entry of preferences in a notebook. first_id: its id, if it is not there yet."""
    rows = notebook.entries().kept
    known = preferences(rows)
    if known is None:
        first = msgspec.structs.replace(usual_preferences(first_id, now), **changes)
        notebook.write(add=[first])
        return first
    changed = msgspec.structs.replace(known, **changes)
    revision = next(row.revision for row in rows if row.entry is known)
    notebook.write(revise=[Kept(changed, revision)])
    return changed


def usual_preferences(first_id: UUID, now: datetime) -> Preferences:
    """How the app looks before anything was chosen."""
    return Preferences(**stamp(first_id, now, 0))


def keep_left_note(notebook: Notebook, when: Stamp, words: str) -> Entry:
    note = LeftNote(**when, words=words)
    notebook.write(add=[note])
    return note
