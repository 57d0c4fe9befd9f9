"""Tiny promises: one that stands, picking and wording one, the word on it, and which sizes have worked."""

from datetime import date, datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.content.selftrust import PromiseIdea
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.selftrust import NothingToday, Promise, PromiseArea, open_promise, outcomes
from unhurried.insight.selftrust import PromiseFinding, find_promises
from unhurried.journey import selftrust as journey
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.addresses import promise_idea_address
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.selftrust import AnswerForm, OutcomeNoteForm, PromiseForm
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say

LISTED = 10


class Line(NamedTuple):
    """A promise with the word on it, or a day of which nothing was promised."""

    at: datetime
    told: journey.Told | None
    nothing: NothingToday | None = None


class Offered(NamedTuple):
    """An idea, with the id in its address."""

    id: UUID
    idea: PromiseIdea


def today_here() -> date:
    return clock.now().astimezone().date()


def show_promises(request: HttpRequest) -> HttpResponse:
    kept, today = kept_entries(request), today_here()
    told = journey.told_promises(kept, today)
    lines = [Line(one.promise.local, one) for one in told if not one.is_open]
    said_nothing = [row.entry for row in kept if isinstance(row.entry, NothingToday)]
    lines += [Line(one.local, None, one) for one in said_nothing]
    context = {
        "standing": next((one.promise for one in told if one.is_open), None),
        "lines": sorted(lines, key=lambda line: line.at, reverse=True)[:LISTED],
        "more": len(lines) > LISTED,
        "nothing_said": any(one.local.date() == today for one in said_nothing),
        "today": today,
        "new_id": uuid4(),
        "claim": library().claims["if-then-plans"],
    }
    return render(request, "selftrust/promises.html", context)


@require_POST
def say_nothing_today(request: HttpRequest) -> HttpResponse:
    journey.say_nothing_today(opened(request), new_stamp(_id_or_new(request)), today_here())
    say(request, "nothing_kept")
    return see("promises")


def _id_or_new(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()


# --- making one ---------------------------------------------------------------------------------------------


def pick(request: HttpRequest) -> HttpResponse:
    """One idea of each area first; all of them, and one's own words, beside."""
    entries = entries_of(kept_entries(request))
    finding = _finding(request)
    ideas = journey.ideas_to_offer(library(), entries, finding.suggested)
    offered = [Offered(promise_idea_address(idea.id), idea) for idea in ideas]
    by_area = [(area, [one for one in offered if one.idea.area is area]) for area in PromiseArea]
    context = {
        "first": [ones[0] for _, ones in by_area if ones],
        "areas": [(area, ones[1:]) for area, ones in by_area],
        "standing": open_promise(entries, today_here()),
        "finding": finding,
    }
    return render(request, "selftrust/pick.html", context)


@require_http_methods(["GET", "POST"])
def write_promise(request: HttpRequest) -> HttpResponse:
    """In one's own words."""
    opened(request)
    finding = _finding(request)
    initial = {"id": uuid4(), "size": str(finding.suggested or "")}
    return _word_it(request, "write_promise", None, initial, {"finding": finding})


@require_http_methods(["GET", "POST"])
def take_idea(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One of our ideas: a size, and for when. The words can be changed."""
    opened(request)
    idea = next(
        (one for one in library().selftrust.promises.values() if promise_idea_address(one.id) == entry_id), None
    )
    if idea is None:
        raise Http404
    initial = {"id": uuid4(), "if_words": idea.if_words, "then_words": idea.then_words, "size": str(idea.size)}
    return _word_it(request, "take_idea", entry_id, initial, {"idea": idea})


def _word_it(
    request: HttpRequest, here: str, address: UUID | None, initial: dict[str, object], shown: dict[str, object]
) -> HttpResponse:
    name, shape = f"{here}:{address}", partial(PromiseForm, today=today_here())
    if request.method == "GET":
        context = {"form": again(request, name, shape, initial), "here": here, "address": address, **shown}
        return render(request, "selftrust/word_it.html", context)
    form = shape(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see(here, address)
    idea = shown.get("idea")
    try:
        made = _made(form, idea if isinstance(idea, PromiseIdea) else None)
        journey.make_promise(opened(request), new_stamp(form.cleaned_data["id"]), today_here(), made)
    except journey.OnePromiseAtATime:
        keep_typed(request, name, request.POST)
        say(request, "one_promise")
        return see("promises")
    say(request, "promise_kept")
    return see("promises")


def _made(form: PromiseForm, idea: PromiseIdea | None = None) -> journey.Made:
    said = form.cleaned_data
    return journey.Made(
        said["if_words"],
        said["then_words"],
        said["size"],
        form.due(),
        idea.area if idea else None,
        idea.id if idea else "",
    )


# --- the word on it -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def show_promise(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One promise: four answers of equal size, and once it is answered a line of one's own."""
    promise = _find_promise(request, entry_id)
    row = _outcome_row(request, promise)
    if request.method == "POST":
        return _answer(request, promise, row)
    note = again(request, f"promise:{entry_id}", OutcomeNoteForm, _note_as_typed(row))
    entries = entries_of(kept_entries(request))
    context = {
        "promise": promise,
        "outcome": row.entry if row else None,
        "revision": row.revision if row else None,
        "note": note,
        "stale": row is not None and is_stale(note, row),
        "followed": next((e for e in entries if isinstance(e, Promise) and e.instead_of == promise.id), None),
        "is_open": open_promise(entries, today_here()) == promise,
        "today": today_here(),
        "new_id": uuid4(),
    }
    return render(request, "selftrust/promise.html", context)


def _answer(request: HttpRequest, promise: Promise, row: Kept | None) -> HttpResponse:
    form, note = AnswerForm(request.POST), OutcomeNoteForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        journey.answer_promise(opened(request), new_stamp(said["id"]), promise, said["became"])
    elif row is not None and note.is_valid():
        try:
            journey.write_note(
                opened(request), Kept(row.entry, note.cleaned_data["revision"]), note.cleaned_data["note"]
            )
            say(request, "kept")
        except StaleRevision:
            keep_typed(request, f"promise:{promise.id}", request.POST)
            say(request, "both_are_here")
    elif "note" in request.POST:
        keep_typed(request, f"promise:{promise.id}", request.POST)
    return see("promise", promise.id)


@require_http_methods(["GET", "POST"])
def change_promise(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Changed for one that fits. The old one is not held against anyone."""
    promise = _find_promise(request, entry_id)
    name, shape = f"change_promise:{entry_id}", partial(PromiseForm, today=today_here())
    if request.method == "GET":
        initial = {
            "id": uuid4(),
            "if_words": promise.if_words,
            "then_words": promise.then_words,
            "size": str(max(1, promise.size - 1)),
        }
        context = {"promise": promise, "form": again(request, name, shape, initial)}
        return render(request, "selftrust/change_promise.html", context)
    form = shape(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("change_promise", entry_id)
    made = _made(form)._replace(area=promise.area, idea=promise.idea)
    try:
        journey.change_promise(opened(request), new_stamp(form.cleaned_data["id"]), today_here(), promise, made)
    except journey.OnePromiseAtATime:
        keep_typed(request, name, request.POST)
        say(request, "one_promise")
        return see("promises")
    say(request, "promise_changed")
    return see("promises")


def _find_promise(request: HttpRequest, entry_id: UUID) -> Promise:
    promise = find(request, entry_id, Promise).entry
    if not isinstance(promise, Promise):
        raise Http404
    return promise


def _outcome_row(request: HttpRequest, promise: Promise) -> Kept | None:
    kept = kept_entries(request)
    latest = outcomes(row.entry for row in kept).get(promise.id)
    return next((row for row in kept if latest is not None and row.entry.id == latest.id), None)


def _note_as_typed(row: Kept | None) -> dict[str, object]:
    return {"revision": row.revision, "note": getattr(row.entry, "note", "")} if row else {}


# --- which sizes have worked --------------------------------------------------------------------------------


def show_sizes(request: HttpRequest) -> HttpResponse:
    return render(request, "selftrust/sizes.html", {"finding": _finding(request)})


def _finding(request: HttpRequest) -> PromiseFinding:
    entries: list[Entry] = entries_of(kept_entries(request))
    return find_promises(entries, clock.now(), today_here())
