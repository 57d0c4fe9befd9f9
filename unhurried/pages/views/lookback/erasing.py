"""Room lookback: erasing some days. What goes and what stays is said before."""

from datetime import date
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.journey.moving import Days, look_at_days
from unhurried.journey.moving import erase_days as erase_now
from unhurried.pages.answers import see
from unhurried.pages.forms.moving import DaysForm
from unhurried.pages.views.lookback.moving import count_unsorted
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed, visit_of
from unhurried.report.sheet import kind_in_words

CHOSEN = "days_to_erase"
CHANGED = "days_changed"


@require_http_methods(["GET", "POST"])
def erase_days(request: HttpRequest) -> HttpResponse:
    """Which days."""
    opened(request)
    if request.method == "GET":
        typed = take_typed(request, CHOSEN)
        return render(request, "lookback/erase_days.html", {"form": DaysForm(typed)})
    form = DaysForm(request.POST)
    keep_typed(request, CHOSEN, request.POST)
    if not form.is_valid():
        return see("erase_days")
    days = (form.cleaned_data["first"], form.cleaned_data["last"])
    visit_of(request).put(CHOSEN, msgspec.msgpack.encode(days))
    return see("erase_days_preview")


@require_http_methods(["GET", "POST"])
def erase_days_preview(request: HttpRequest) -> HttpResponse:
    """What would go, by kind, and one more tap."""
    notebook = opened(request)
    visit = visit_of(request)
    stored = visit.look(CHOSEN)
    if stored is None:
        return see("erase_days")
    first, last = msgspec.msgpack.decode(stored, type=tuple[date, date])
    days = look_at_days(kept_entries(request), first, last)
    if request.method == "GET":
        changed = visit.take(CHANGED) is not None
        more = {"changed": changed, "unsorted": count_unsorted(request)}
        return render(request, "lookback/erase_days_preview.html", _context(first, last, days) | more)
    if request.POST.get("seen") != _as_seen(days):
        visit.put(CHANGED, b"yes")
        return see("erase_days_preview")
    erase_now(notebook, first, last)
    visit.take(CHOSEN)
    take_typed(request, CHOSEN)
    say(request, "erased")
    return see("moving")


def _context(first: date, last: date, days: Days) -> dict[str, Any]:
    words = library().moving
    return {
        "first": first,
        "last": last,
        "count": len(days.gone),
        "kinds": sorted((kind_in_words(kind, words), times) for kind, times in days.counted.items()),
        "stays": sorted((kind_in_words(kind, words), times) for kind, times in days.stays.items()),
        "of_danger": days.of_danger,
        "seen": _as_seen(days),
    }


def _as_seen(days: Days) -> str:
    return " ".join(sorted(f"{kind.__name__}:{times}" for kind, times in days.counted.items()))
