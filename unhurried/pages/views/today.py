"""Room today: arriving with nothing personal on the screen, one suggestion when asked, and pauses."""

from datetime import timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library, sentence
from unhurried.domain.learning import due_question
from unhurried.domain.steadying import Checkin
from unhurried.journey import today as journey
from unhurried.journey.lookback import asks_harm_check
from unhurried.journey.safety import ask_gate
from unhurried.journey.signals import due_second_look
from unhurried.journey.stamp import stamp
from unhurried.journey.steadying import asks_rhythm
from unhurried.journey.steps import asks_about
from unhurried.pages import clock, gate
from unhurried.pages.addresses import practice_address
from unhurried.pages.answers import see
from unhurried.pages.unopened import LeftForm, waiting
from unhurried.pages.visits import kept_entries, opened, opening, render, say, visit_of

PAUSES = {"day": timedelta(days=1), "week": timedelta(days=7), "open": None}


def arrive(request: HttpRequest) -> HttpResponse:
    """The first page after unlocking: no name, no entry, no count."""
    visit = visit_of(request)
    _tell_idle_minutes(request)
    left = waiting(visit.owner, visit.key())
    context = {
        "now": clock.now().astimezone(),
        "stopped": any(isinstance(one.what, LeftForm) for one in left),
    }
    return render(request, "today/arrive.html", context)


def _tell_idle_minutes(request: HttpRequest) -> None:
    """The launcher locks this worker after the minutes the person chose."""
    preferences = visit_of(request).appearance
    gate.lock_after(request, preferences.lock_minutes if preferences else 15)


def show_today(request: HttpRequest) -> HttpResponse:
    whole = opening(request)
    entries, now = journey.entries_of(whole.kept), clock.now()
    visit = visit_of(request)
    suggestion = journey.suggest(library(), entries, now, now.astimezone().date())
    held = ask_gate(whole.kept, now)
    context = {
        "danger": bool(held.everywhere),
        "suggestion": suggestion,
        "reason_words": sentence(f"because_{suggestion.reason.value}") if suggestion else "",
        "practice_address": _address(suggestion),
        "quiet": journey.why_quiet(entries, now),
        "paused": journey.current_pause(entries, now),
        "asks_rhythm": asks_rhythm(entries, now),
        "asks_harm_check": asks_harm_check(entries, now),
        "asking": asks_about(entries, held, now, now.astimezone().date()),
        "left": len(waiting(visit.owner, visit.key())),
        "has_checkins": any(isinstance(entry, Checkin) for entry in entries),
        "unreadable": whole.unreadable,
        "missing": whole.missing,
        "second_look": due_second_look(whole.kept, now, clock.local_offset_minutes(now)),
        "parked": due_question(entries, now.astimezone().date()),
        "new_id": uuid4(),
    }
    return render(request, "today/today.html", context)


def _address(suggestion: journey.Suggestion | None) -> object:
    return practice_address(suggestion.practice.id) if suggestion and suggestion.practice else None


@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    suggestion = request.POST.get("suggestion", "")[:120]
    if suggestion:
        journey.decline(opened(request), stamp(uuid4(), now, clock.local_offset_minutes(now)), suggestion)
        say(request, "put_aside")
    return see("today")


@require_http_methods(["GET", "POST"])
def pause(request: HttpRequest) -> HttpResponse:
    notebook, now = opened(request), clock.now()
    if request.method == "GET":
        paused = journey.current_pause(journey.entries_of(kept_entries(request)), now)
        return render(request, "today/pause.html", {"paused": paused})
    chosen = request.POST.get("pause", "")
    if chosen == "end":
        journey.end_pause(notebook)
    elif chosen in PAUSES:
        length = PAUSES[chosen]
        until = now + length if length else None
        journey.pause(notebook, stamp(uuid4(), now, clock.local_offset_minutes(now)), until)
    return see("today")
