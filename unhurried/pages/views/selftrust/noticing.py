"""Signals that were heard: what I noticed, whether I listened, what happened. No verdict on anyone follows from it."""

from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.content.selftrust import SignalIdea, Where
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.selftrust import SignalHonoured
from unhurried.journey import selftrust as journey
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.selftrust import SignalForm
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say

LISTED = 12

_FIELDS = ("signal", "noticed", "listened", "happened")


class Heard(NamedTuple):
    """One that is listed, with our words for it if it has some."""

    entry: SignalHonoured
    idea: SignalIdea | None


@require_http_methods(["GET", "POST"])
def show_signals(request: HttpRequest) -> HttpResponse:
    opened(request)
    if request.method == "GET":
        heard = journey.signals_heard(kept_entries(request))
        context = {
            "heard": [Heard(one, library().selftrust.signals.get(one.signal)) for one in heard[:LISTED]],
            "more": len(heard) > LISTED,
            "form": again(request, "signal", _shape(), {"id": uuid4()}),
            **_offered(),
        }
        return render(request, "selftrust/signals.html", context)
    form = _shape()(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, "signal", request.POST)
        return see("signals_heard")
    said = {field: form.cleaned_data[field] for field in _FIELDS}
    journey.note_signal(opened(request), new_stamp(form.cleaned_data["id"]), **said)
    say(request, "kept")
    return see("signals_heard")


@require_http_methods(["GET", "POST"])
def change_signal(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = find(request, entry_id, SignalHonoured)
    name = f"signal:{entry_id}"
    if request.method == "GET":
        form = again(request, name, _shape(), _as_typed(seen))
        known = _heard(seen)
        context = {
            "heard": Heard(known, library().selftrust.signals.get(known.signal)),
            "form": form,
            "revision": seen.revision,
            "stale": is_stale(form, seen),
            **_offered(),
        }
        return render(request, "selftrust/change_signal.html", context)
    form = _shape()(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("signal_heard", entry_id)
    try:
        said = {field: form.cleaned_data[field] for field in _FIELDS}
        journey.change_signal(opened(request), Kept(seen.entry, form.cleaned_data["revision"]), **said)
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("signal_heard", entry_id)
    say(request, "kept")
    return see("signals_heard")


def _shape() -> "partial[SignalForm]":
    return partial(SignalForm, offered=list(library().selftrust.signals))


def _offered() -> dict[str, object]:
    signals = library().selftrust.signals.values()
    return {
        "body": [one for one in signals if one.where is Where.BODY],
        "outside": [one for one in signals if one.where is Where.OUTSIDE],
    }


def _heard(seen: Kept) -> SignalHonoured:
    if not isinstance(seen.entry, SignalHonoured):
        raise Http404
    return seen.entry


def _as_typed(seen: Kept) -> dict[str, object]:
    known = _heard(seen)
    return {
        "revision": seen.revision,
        "signal": known.signal,
        "noticed": known.noticed,
        "listened": known.listened.value if known.listened else "",
        "happened": known.happened,
    }
