"""Practising: one practice, how it was, saying that it made it worse, hiding it, and adding one."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.content.schema import Group, Practice
from unhurried.domain.base import Entry
from unhurried.domain.steadying import (
    Felt,
    OwnPractice,
    PracticeTime,
)
from unhurried.journey import steadying as journey
from unhurried.journey.today import entries_of
from unhurried.pages.addresses import practice_address
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.steadying import (
    AfterForm,
    BeforeForm,
    OwnPracticeForm,
)
from unhurried.pages.views.steadying.choosing import fresh_checkin, is_shelf, show_shelf
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed


def _find_practice(request: HttpRequest, address: UUID) -> Practice | OwnPractice:
    for practice in library().practices.values():
        if practice_address(practice.id) == address:
            return practice
    own = find(request, address, OwnPractice).entry
    if not isinstance(own, OwnPractice):
        raise Http404
    return own


def _is_for_a_flashback(practice: Practice | OwnPractice | None) -> bool:
    """Nobody who is coming back is asked anything: neither before nor after."""
    return isinstance(practice, Practice) and practice.group is Group.FLASHBACK


def _practice_name(practice: Practice | OwnPractice) -> str:
    return str(practice.id)


@require_http_methods(["GET", "POST"])
def practise(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A practice, readable at once. How it was before is asked only when nothing fresh says it, and never insisted on."""
    if request.method == "GET" and is_shelf(entry_id):
        return show_shelf(request, entry_id)
    practice = _find_practice(request, entry_id)
    fresh = fresh_checkin(request)
    if request.method == "GET":
        unknown = fresh is None or journey.on_the_line(fresh.state) is None
        asks = unknown and not _is_for_a_flashback(practice)
        return _show_practice(request, practice, {"new_id": uuid4(), "asks_before": asks, "address": entry_id})
    form = BeforeForm(request.POST)
    if not form.is_valid():
        return see("practice", entry_id)
    time_id = form.cleaned_data["id"]
    before = form.cleaned_data["before"] or (fresh.state if fresh else None)
    journey.start_practice(opened(request), new_stamp(time_id), _practice_name(practice), before)
    return see("practice_time", time_id) if form.cleaned_data["before"] else _end(request, time_id)


@require_http_methods(["GET", "POST"])
def practise_on(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The same practice after the person said how they were before."""
    time = find(request, entry_id, PracticeTime).entry
    if request.method == "POST":
        return _end(request, entry_id)
    if not isinstance(time, PracticeTime):
        raise Http404
    practice = _find_practice(request, practice_address(time.practice))
    return _show_practice(request, practice, {"new_id": None, "asks_before": False, "address": entry_id})


def _show_practice(request: HttpRequest, practice: Practice | OwnPractice, context: dict[str, object]) -> HttpResponse:
    claims = [library().claims[one] for one in practice.claims] if isinstance(practice, Practice) else []
    own = isinstance(practice, OwnPractice)
    address = practice_address(_practice_name(practice))
    return render(
        request,
        "steadying/practice.html",
        {**context, "practice": practice, "own": own, "claims": claims, "practice_address": address},
    )


def _end(request: HttpRequest, time_id: UUID) -> HttpResponse:
    """Enough, or worse. Both are an end."""
    notebook = opened(request)
    seen = next((row for row in notebook.entries().kept if row.entry.id == time_id), None)
    if request.POST.get("end") == "worse" and seen is not None:
        journey.end_practice(notebook, seen, felt=Felt.WORSE)
        return see("worse", time_id)
    if seen is not None and _was_for_a_flashback(seen.entry):
        say(request, "kept")
        return see("home")
    return see("practice_after", time_id)


def _was_for_a_flashback(time: Entry) -> bool:
    return isinstance(time, PracticeTime) and _is_for_a_flashback(library().practices.get(time.practice))


@require_http_methods(["GET", "POST"])
def after_practice(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = find(request, entry_id, PracticeTime)
    if request.method == "GET":
        return render(request, "steadying/practice_after.html", {"entry": seen.entry})
    if request.POST.get("end") == "worse":
        journey.end_practice(opened(request), seen, felt=Felt.WORSE)
        return see("worse", entry_id)
    form = AfterForm(request.POST)
    if form.is_valid():
        journey.end_practice(opened(request), seen, after=form.cleaned_data["after"])
        say(request, "kept")
    return see("today")


def made_it_worse(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """It made it worse: that is said back, something else is offered, and after two in a row a pause and a human being."""
    time = find(request, entry_id, PracticeTime).entry
    if not isinstance(time, PracticeTime):
        raise Http404
    context = {
        "again": journey.worse_in_a_row(entries_of(kept_entries(request))) >= journey.WORSE_IN_A_ROW,
        "practice_address": practice_address(time.practice),
        "claim": library().claims["apps-can-upset"],
    }
    return render(request, "steadying/worse.html", context)


@require_POST
def hide_practice(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Hide a practice, or show it again."""
    practice = _practice_name(_find_practice(request, entry_id))
    if request.POST.get("show") == "again":
        journey.show_practice_again(opened(request), practice)
        say(request, "shown_again")
    else:
        journey.hide_practice(opened(request), new_stamp(uuid4()), practice)
        say(request, "hidden")
    return see("practices")


@require_http_methods(["GET", "POST"])
def add_own_practice(request: HttpRequest) -> HttpResponse:
    opened(request)
    if request.method == "GET":
        typed = take_typed(request, "own_practice")
        form = OwnPracticeForm(typed) if typed is not None else OwnPracticeForm(initial={"id": uuid4()})
        return render(request, "steadying/own_practice.html", {"form": form})
    form = OwnPracticeForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "own_practice", request.POST)
        return see("own_practice")
    said = form.cleaned_data
    journey.add_practice(opened(request), new_stamp(said["id"]), said["title"], said["words"])
    say(request, "kept")
    return see("practices")
