"""A file the person asked for, on its way to them: made by a form, fetched once by the address after it.

A form is never answered with words, so the file waits between the two requests. It waits in this worker's memory,
sealed in the person's session; it is never on our disk, and it is gone when it is fetched or the notebook locks.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.visits import Visit, visit_of

WAITS = timedelta(minutes=10)
"""How long a file waits to be fetched."""

_WAITING = "parcel"
"""One waits at a time, so that what nobody fetched does not pile up."""


class Parcel(msgspec.Struct, frozen=True):
    """A file. at: when it was made. name: neutral, for it shows in the list of downloads. kind: its media type."""

    id: UUID
    at: datetime
    name: str
    kind: str
    body: bytes


def put(visit: Visit, name: str, kind: str, body: bytes) -> UUID:
    """Let it wait; the one that waited before is gone. The id is random and says nothing."""
    parcel = Parcel(uuid4(), clock.now(), name, kind, body)
    visit.put(_WAITING, msgspec.msgpack.encode(parcel))
    return parcel.id


def take(visit: Visit, parcel_id: UUID) -> Parcel | None:
    """The file, once. Nothing when it was fetched before, another took its place, it waited too long, or the notebook locked."""
    parcel = waiting(visit)
    if parcel is None or parcel.id != parcel_id:
        return None
    return parcel if visit.take(_WAITING) else None


def waiting(visit: Visit) -> Parcel | None:
    """The file that waits. One that has waited too long goes."""
    held = visit.look(_WAITING)
    parcel = msgspec.msgpack.decode(held, type=Parcel) if held else None
    if parcel is not None and not timedelta(0) <= clock.now() - parcel.at <= WAITS:
        visit.take(_WAITING)
        return None
    return parcel


@require_GET
def hand_over(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Where a form leads that made a file: `see("parcel", put(...))`. The browser saves it and stays on its page."""
    parcel = take(visit_of(request), entry_id)
    if parcel is None:
        return see("home")
    answer = HttpResponse(parcel.body, content_type=parcel.kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{parcel.name}"'
    return answer
