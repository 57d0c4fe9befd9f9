"""Room steadying: checking in, practising, and saying that something made it worse."""

from datetime import datetime, timedelta, timezone
from typing import TypeVar
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library, sentence
from unhurried.content.schema import Group, Practice
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.steadying import (
    ACTIVATION,
    Checkin,
    Felt,
    OwnPractice,
    PracticeTime,
    Presence,
    Rhythm,
)
from unhurried.journey import steadying as journey
from unhurried.journey.stamp import LiesAhead, Stamp, stamp
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.addresses import practice_address
from unhurried.pages.answers import see
from unhurried.pages.forms.steadying import (
    AfterForm,
    BeforeForm,
    MoreForm,
    OwnPracticeForm,
    PresenceForm,
    StateForm,
)
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed

STILL_TRUE = timedelta(minutes=30)
"""A check-in this fresh says how someone is before a practice."""

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


# --- checking in --------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest) -> HttpResponse:
    opened(request)
    if request.method == "GET":
        return render(request, "steadying/check_in.html", {"new_id": uuid4()})
    form = StateForm(request.POST)
    if not form.is_valid():
        return see("checkin")
    entry_id = form.cleaned_data["id"]
    journey.record_checkin(opened(request), new_stamp(entry_id), form.cleaned_data["state"])
    return see("checkin_more", entry_id)


@require_http_methods(["GET", "POST"])
def check_in_more(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The second tap, everything under "more", and later changes: one page."""
    seen = find(request, entry_id, Checkin)
    if request.method == "GET":
        return _show_more(request, seen)
    quick = PresenceForm(request.POST)
    if "revision" not in request.POST and quick.is_valid():
        journey.revise_checkin(opened(request), seen, presence=quick.cleaned_data["presence"], side=None)
        return see("checkin_kept", entry_id)
    return _revise(request, seen)


def _show_more(request: HttpRequest, seen: Kept) -> HttpResponse:
    typed = take_typed(request, f"more:{seen.entry.id}")
    form = MoreForm(typed) if typed is not None else MoreForm(initial=_as_typed(seen))
    if typed is not None:
        form.is_valid()
        _mark_ahead(form)
    known = isinstance(seen.entry, Checkin) and seen.entry.presence is not None
    asks = typed is None and not known
    context = {"entry": seen.entry, "revision": seen.revision, "form": form, "asks": asks}
    return render(request, "steadying/check_in_more.html", context)


def _revise(request: HttpRequest, seen: Kept) -> HttpResponse:
    entry_id = seen.entry.id
    form = MoreForm(request.POST)
    if not form.is_valid() or not _mark_ahead(form):
        keep_typed(request, f"more:{entry_id}", request.POST)
        return see("checkin_more", entry_id)
    try:
        journey.revise_checkin(opened(request), Kept(seen.entry, form.cleaned_data["revision"]), **_changes(form, seen))
    except StaleRevision:
        keep_typed(request, f"more:{entry_id}", request.POST)
        say(request, "changed_elsewhere")
        return see("checkin_more", entry_id)
    return see("checkin_kept", entry_id)


def _changes(form: MoreForm, seen: Kept) -> dict[str, object]:
    """What the form says, as fields of a check-in. The time is only changed when it was typed anew."""
    said = form.cleaned_data
    fields = ("state", "presence", "activation", "toward", "away", "company", "with_whom", "where", "note", "pattern")
    changes: dict[str, object] = {field: said[field] for field in fields}
    changes["body"] = tuple(said["body"])
    left = said["presence"] in (Presence.PARTLY, Presence.NO)
    changes["side"] = said["side"] if left else None
    if form.when() != seen.entry.local.replace(tzinfo=None, second=0, microsecond=0):
        at = _at(form)
        changes["at"], changes["offset_minutes"] = at, clock.local_offset_minutes(at)
    return changes


def _at(form: MoreForm) -> datetime:
    return form.when().astimezone().astimezone(timezone.utc)  # noqa: UP017 - the machine's zone first, then UTC


def _mark_ahead(form: MoreForm) -> bool:
    """Puts a sentence next to a time that is still to come."""
    if form.errors:
        return False
    try:
        stamp(uuid4(), clock.now(), 0, _at(form))
    except (LiesAhead, OverflowError, ValueError):
        form.add_error("day", sentence("lies_ahead"))
        return False
    return True


def _as_typed(seen: Kept) -> dict[str, object]:
    checkin = seen.entry
    if not isinstance(checkin, Checkin):
        raise TypeError(type(checkin).__name__)
    typed: dict[str, object] = {
        field: getattr(checkin, field) for field in ("activation", "toward", "away", "with_whom", "where", "note")
    }
    for field in ("state", "presence", "side", "company", "pattern"):
        chosen = getattr(checkin, field)
        typed[field] = chosen.value if chosen is not None else ""
    typed["body"] = [sign.value for sign in checkin.body]
    typed["revision"] = seen.revision
    typed["day"], typed["time"] = checkin.local.date(), checkin.local.strftime("%H:%M")
    return typed


def check_in_kept(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """After a check-in: it is kept, and two or three practices that fit."""
    checkin = find(request, entry_id, Checkin).entry
    if not isinstance(checkin, Checkin):
        raise Http404
    hidden = journey.hidden_practices(kept_entries(request))
    fitting = journey.fitting_practices(library(), checkin.state, hidden)[:3]
    left = checkin.presence in (Presence.PARTLY, Presence.NO)
    context = {
        "entry": checkin,
        "practices": [card(practice) for practice in fitting],
        "at_an_end": left or abs(ACTIVATION.get(checkin.state, 0.0)) == 1,
        "asks_rhythm": journey.asks_rhythm(entries_of(kept_entries(request)), clock.now()),
    }
    return render(request, "steadying/check_in_kept.html", context)


@require_POST
def answer_rhythm(request: HttpRequest) -> HttpResponse:
    answer = request.POST.get("rhythm", "")
    if answer in {rhythm.value for rhythm in Rhythm}:
        journey.answer_rhythm(opened(request), new_stamp(uuid4()), Rhythm(answer))
    return see("today")


# --- practising ---------------------------------------------------------------------------------------------


def card(practice: Practice) -> dict[str, object]:
    return {
        "id": practice_address(practice.id),
        "title": practice.title,
        "lead": practice.lead,
        "drawing": practice.group.value,
        "length": practice.length,
    }


def show_practices(request: HttpRequest) -> HttpResponse:
    """The shelf: what fits the last check-in stands first."""
    rows = kept_entries(request)
    hidden = journey.hidden_practices(rows)
    latest = _fresh_checkin(request)
    groups = list(dict.fromkeys((*journey.groups_for(latest.state if latest else None), *Group)))
    shelves = [
        (sentence(f"shelf_{group.value}"), [card(one) for one in library().in_group(group) if one.id not in hidden])
        for group in groups
    ]
    context = {
        "shelves": shelves,
        "own_practices": [
            row.entry for row in rows if isinstance(row.entry, OwnPractice) and str(row.entry.id) not in hidden
        ],
        "hidden": [(practice_address(one), _title(request, one)) for one in sorted(hidden)],
    }
    return render(request, "steadying/practices.html", context)


def _title(request: HttpRequest, practice: str) -> str:
    known = library().practices.get(practice)
    if known is not None:
        return known.title
    return next(
        (
            row.entry.title
            for row in kept_entries(request)
            if isinstance(row.entry, OwnPractice) and str(row.entry.id) == practice
        ),
        "",
    )


def _find_practice(request: HttpRequest, address: UUID) -> Practice | OwnPractice:
    for practice in library().practices.values():
        if practice_address(practice.id) == address:
            return practice
    own = find(request, address, OwnPractice).entry
    if not isinstance(own, OwnPractice):
        raise Http404
    return own


def _practice_name(practice: Practice | OwnPractice) -> str:
    return str(practice.id)


def _fresh_checkin(request: HttpRequest) -> Checkin | None:
    """The last check-in if it still says how the person is."""
    now = clock.now()
    fresh = [
        one for one in journey.checkins(kept_entries(request)) if now - one.at <= STILL_TRUE and not one.brought_in
    ]
    return fresh[-1] if fresh else None


@require_http_methods(["GET", "POST"])
def practise(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A practice, readable at once. How it was before is asked only when nothing fresh says it, and never insisted on."""
    practice = _find_practice(request, entry_id)
    fresh = _fresh_checkin(request)
    if request.method == "GET":
        asks = fresh is None or journey.on_the_line(fresh.state) is None
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
    return see("practice_after", time_id)


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
    else:
        journey.hide_practice(opened(request), new_stamp(uuid4()), practice)
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
    return see("practices")
