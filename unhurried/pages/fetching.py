"""Fetching an entry of this person for a view, and stamping a new one."""

from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest

from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept
from unhurried.journey.stamp import Stamp, stamp
from unhurried.pages import clock
from unhurried.pages.visits import kept_entries

_Kind = TypeVar("_Kind", bound=Entry)


def new_stamp(entry_id: UUID) -> Stamp:
    now = clock.now()
    return stamp(entry_id, now, clock.local_offset_minutes(now))


def find(request: HttpRequest, entry_id: UUID, kind: type[_Kind]) -> Kept:
    """An entry of this person, or 404."""
    for row in kept_entries(request):
        if row.entry.id == entry_id and isinstance(row.entry, kind):
            return row
    raise Http404
