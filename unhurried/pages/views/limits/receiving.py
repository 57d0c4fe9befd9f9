"""How a limit was received, one person's limits, and what follows when a limit was punished."""

from functools import partial
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.domain.limits import HowReceived, Limit, Received
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.insight.limits import received_by
from unhurried.journey import limits as journey
from unhurried.journey.limits import UnknownLimit
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.dating import moved, stamp_of, today
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.limits import ReceivedForm
from unhurried.pages.views.limits.choosing import limit_card, limit_hold, someone_of
from unhurried.pages.views.limits.saying import find_limit
from unhurried.pages.views.people.someone import find_someone, gate_now
from unhurried.pages.views.safety.people import people_to_reach
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


def limits_with(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One person's limits, and how they were received: facts, the newest first."""
    _, someone = find_someone(request, entry_id)
    kept = kept_entries(request)
    reached = gate_now(request).reaches(entry_id)
    context = {
        "someone": someone,
        "reached": reached,
        "cards": [limit_card(kept, one) for one in journey.limits_with(kept, entry_id)],
        "reception": received_by([row.entry for row in kept], entry_id, reached=reached),
        "hold": limit_hold(journey.why_not_begin(kept, entry_id, clock.now()), kept),
    }
    return render(request, "limits/with.html", context)


@require_http_methods(["GET", "POST"])
def tell_received(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """entry_id: of the limit."""
    if request.method == "POST" and not _is_here(request, entry_id):
        say(request, "limit_gone")
        return see("limits")
    _, limit = find_limit(request, entry_id)
    name, shape = f"received:{entry_id}", _shape()
    if request.method == "GET":
        form = again(request, name, shape, {"id": uuid4(), "day": today()})
        return render(request, "limits/received.html", {**_about(request, limit), "form": form})
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, name, request.POST)
        return see("limit_received", entry_id)
    said = form.cleaned_data
    try:
        journey.record_received(opened(request), stamp_of(form), entry_id, said["how"], said["happened"])
    except UnknownLimit:
        say(request, "limit_gone")
        return see("limits")
    return _after(request, said["how"], said["id"], entry_id)


def _is_here(request: HttpRequest, limit: UUID) -> bool:
    return any(one.id == limit for one in journey.limits(kept_entries(request)))


def _after(request: HttpRequest, how: HowReceived, received: UUID, limit: UUID) -> HttpResponse:
    if how is HowReceived.PUNISHED:
        return see("limit_punished", received)
    say(request, "received_kept")
    return see("limit", limit)


@require_http_methods(["GET", "POST"])
def change_received(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen, received, limit = _find_received(request, entry_id)
    name, shape = f"change_received:{entry_id}", _shape()
    if request.method == "GET":
        form = again(request, name, shape, _as_typed(seen, received))
        context = {
            **_about(request, limit),
            "received": received,
            "form": form,
            "revision": seen.revision,
            "stale": is_stale(form, seen),
        }
        return render(request, "limits/change_received.html", context)
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_received", entry_id)
    said = form.cleaned_data
    changes = {"how": said["how"], "happened": said["happened"], **moved(form, seen)}
    try:
        journey.change_received(opened(request), new_stamp(uuid4()), Kept(received, said["revision"]), **changes)
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("change_received", entry_id)
    return _after(request, said["how"], entry_id, limit.id)


def show_punished(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Safety, and why: people first, then what the flag does."""
    _, received, limit = _find_received(request, entry_id)
    if received.how is not HowReceived.PUNISHED:
        return see("limit", limit.id)
    return render(request, "limits/punished.html", {**_about(request, limit), **people_to_reach(request)})


def _find_received(request: HttpRequest, entry_id: UUID) -> tuple[Kept, Received, Limit]:
    seen = find(request, entry_id, Received)
    if not isinstance(seen.entry, Received):
        raise Http404
    return seen, seen.entry, find_limit(request, seen.entry.limit)[1]


def _about(request: HttpRequest, limit: Limit) -> dict[str, object]:
    return {"limit": limit, "someone": someone_of(kept_entries(request), limit.whom)}


def _shape() -> "partial[ReceivedForm]":
    return partial(ReceivedForm, today=today())


def _as_typed(seen: Kept, received: Received) -> dict[str, object]:
    return {
        "revision": seen.revision,
        "how": received.how.value,
        "happened": received.happened,
        "day": received.local.date(),
    }
