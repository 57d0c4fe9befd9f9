"""What was written: the list, newest first, with a way to change or erase each."""

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.door import LeftNote
from unhurried.domain.signals import Alarm
from unhurried.domain.steadying import Checkin, OwnPractice, PracticeTime
from unhurried.journey.signals import erase_alarm
from unhurried.journey.steadying import erase_entry as erase_one
from unhurried.pages.answers import see
from unhurried.pages.visits import kept_entries, opened, render, say, visit_of

SHOWN = (Checkin, PracticeTime, OwnPractice, LeftNote, Alarm)
PER_PAGE = 40


@require_http_methods(["GET", "POST"])
def show_past(request: HttpRequest) -> HttpResponse:
    """The latest first. Older ones come by a form, so that no page number stands in an address."""
    opened(request)
    if request.method == "POST":
        passed_over = request.POST.get("passed_over", "")
        visit_of(request).put("passed_over", passed_over.encode() if passed_over.isdecimal() else b"0")
        return see("past")
    entries: list[Entry] = [row.entry for row in reversed(kept_entries(request)) if isinstance(row.entry, SHOWN)]
    first = min(int((visit_of(request).take("passed_over") or b"0")[:6]), len(entries))
    titles = _titles(entries)
    days = [
        (day, [_line(entry, titles) for entry in group])
        for day, group in groupby(entries[first : first + PER_PAGE], key=lambda one: one.local.date())
    ]
    older = first + PER_PAGE if first + PER_PAGE < len(entries) else 0
    newer = max(0, first - PER_PAGE) if first else None
    return render(request, "lookback/past.html", {"days": days, "older": older, "newer": newer})


def _titles(entries: list[Entry]) -> dict[str, str]:
    own = {str(entry.id): entry.title for entry in entries if isinstance(entry, OwnPractice)}
    return own | {practice.id: practice.title for practice in library().practices.values()}


def _line(entry: Entry, titles: dict[str, str]) -> dict[str, object]:
    kind = type(entry).__name__
    title = titles.get(entry.practice, "") if isinstance(entry, PracticeTime) else ""
    return {"entry": entry, "kind": kind, "title": title, "at": entry.local}


@require_http_methods(["GET", "POST"])
def erase_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One more tap before words are gone for good."""
    known = next((row.entry for row in kept_entries(request) if row.entry.id == entry_id), None)
    if not isinstance(known, SHOWN):
        if request.method == "POST":
            return see("past")
        raise Http404
    if request.method == "GET":
        titles = _titles([row.entry for row in kept_entries(request)])
        return render(request, "lookback/erase_entry.html", {"line": _line(known, titles)})
    erase = erase_alarm if isinstance(known, Alarm) else erase_one
    erase(opened(request), entry_id)
    say(request, "erased")
    return see("past")
