"""Checking in: two taps, everything under "more", and later changes."""

from datetime import datetime, timezone
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library, sentence
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.steadying import (
    ACTIVATION,
    Checkin,
    Presence,
    Rhythm,
)
from unhurried.journey import steadying as journey
from unhurried.journey.stamp import LiesAhead, stamp
from unhurried.journey.today import entries_of, why_quiet
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.steadying import (
    MoreForm,
    PresenceForm,
    StateForm,
)
from unhurried.pages.views.steadying.choosing import card
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed


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
    quiet = why_quiet(entries_of(kept_entries(request)), clock.now())
    fitting = () if quiet else journey.fitting_practices(library(), checkin.state, hidden)[:3]
    left = checkin.presence in (Presence.PARTLY, Presence.NO)
    context = {
        "entry": checkin,
        "quiet": quiet,
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
        say(request, "kept")
    return see("today")
