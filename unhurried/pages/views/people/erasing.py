"""Putting somebody away, or erasing them with all that mentions them."""

from collections import Counter
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.domain.notebook import StaleRevision
from unhurried.journey import people as journey
from unhurried.pages.answers import see
from unhurried.pages.fetching import new_stamp
from unhurried.pages.forms.people import SureForm
from unhurried.pages.views.people.someone import find_someone, gate_now
from unhurried.pages.visits import kept_entries, opened, render, say


@require_POST
def put_away(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen, _ = find_someone(request, entry_id)
    away = request.POST.get("away") == "yes"
    try:
        journey.put_away(opened(request), seen, away=away)
    except StaleRevision:
        say(request, "both_are_here")
        return see("someone", entry_id)
    say(request, "put_away_now" if away else "listed_again")
    return see("people") if away else see("someone", entry_id)


@require_http_methods(["GET", "POST"])
def erase_someone(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Says what goes, by kind. What was written in between is shown before anything is erased."""
    if request.method == "POST" and not _is_here(request, entry_id):
        return see("people")
    _, someone = find_someone(request, entry_id)
    counted = journey.counted(kept_entries(request), entry_id)
    if request.method == "GET":
        context = {
            "someone": someone,
            "counted": counted,
            "seen": _as_seen(counted),
            "reached": gate_now(request).reaches(entry_id),
        }
        return render(request, "people/erase_someone.html", context)
    form = SureForm(request.POST)
    if not form.is_valid() or form.cleaned_data["seen"] != _as_seen(counted):
        say(request, "look_once_more")
        return see("erase_someone", entry_id)
    journey.erase_someone(opened(request), new_stamp(uuid4()), entry_id)
    say(request, "person_erased")
    return see("people")


def _is_here(request: HttpRequest, entry_id: UUID) -> bool:
    return any(one.id == entry_id for one in journey.people(kept_entries(request)))


def _as_seen(counted: Counter[str]) -> str:
    return " ".join(f"{kind}:{times}" for kind, times in sorted(counted.items()))
