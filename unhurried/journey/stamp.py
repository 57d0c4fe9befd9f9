"""When something happened and when it was written down: the four fields every entry needs."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID, uuid5

from unhurried.domain.base import Entry

ALLOWED_AHEAD = timedelta(minutes=2)
"""A clock may be a little off; more than this lies in the future."""


class LiesAhead(ValueError):
    """The time given is still to come."""


class Stamp(TypedDict):
    """Fields of an entry that every act fills in the same way."""

    id: UUID
    at: datetime
    offset_minutes: int
    written: datetime


def stamp(entry_id: UUID, now: datetime, offset_minutes: int, at: datetime | None = None) -> Stamp:
    """Refuses a time that lies ahead (LiesAhead)."""
    if at is not None and at > now + ALLOWED_AHEAD:
        raise LiesAhead(at)
    return Stamp(id=entry_id, at=at or now, offset_minutes=offset_minutes, written=now)


def id_beside(form: UUID, name: str) -> UUID:
    """The id of one of several entries that come of one form, the same each time the form is sent.

    `form` itself is never kept. Ids lie in the clear, and so does this line: whoever knew the one could work out the
    others, and with them what was answered. It looks like any other id.
    """
    return UUID(bytes=uuid5(form, name).bytes, version=4)


def beside(when: Stamp, name: str) -> Stamp:
    """The stamp of one of several entries of the same act."""
    return Stamp(**{**when, "id": id_beside(when["id"], name)})


def after_all(when: Stamp, entries: Iterable[Entry]) -> Stamp:
    """A clock that was set back is not believed: what is written now was written after all that is here."""
    latest = max((entry.written for entry in entries), default=when["written"])
    if when["written"] >= latest:
        return when
    return Stamp(**{**when, "written": latest + timedelta.resolution})
