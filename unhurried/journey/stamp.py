"""When something happened and when it was written down: the four fields every entry needs."""

from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

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
