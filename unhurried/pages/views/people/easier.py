"""Places and moments that were easier. Nothing about anyone whom a flag reaches is listed here."""

from functools import partial
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.needs import Met
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.people import Easier, Someone
from unhurried.journey import people as journey
from unhurried.journey.needs import all_needs, named_needs, said_met
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.people import EasierForm
from unhurried.pages.views.people.someone import find_someone, gate_now
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


@require_http_methods(["GET", "POST"])
def show_easier(request: HttpRequest, entry_id: UUID | None = None) -> HttpResponse:
    """The list with a form below it. entry_id: only moments with this person."""
    someone = find_someone(request, entry_id)[1] if entry_id else None
    if someone is not None and gate_now(request).reaches(someone.id):
        return see("someone", someone.id)
    name, here = f"easier:{entry_id}", ("easier_with", entry_id) if entry_id else ("easier", None)
    if request.method == "GET":
        return _show(request, someone, name)
    form = _shape(request)(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, name, request.POST)
        return see(*here)
    said = form.cleaned_data
    whom = entry_id or (UUID(said["someone"]) if said["someone"] else None)
    is_place = said["place"] == "yes"
    journey.note_easier(opened(request), new_stamp(said["id"]), said["what"], whom, is_place=is_place)
    say(request, "kept")
    return see(*here)


def _show(request: HttpRequest, someone: Someone | None, name: str) -> HttpResponse:
    kept = kept_entries(request)
    shown = journey.easier_shown(kept, clock.now())
    names = {one.id: one.code_name for one in journey.people(kept)}
    about = [one for one in shown if someone is None or one.someone == someone.id]
    meets = _needs_met(request)
    chosen = [(one, names.get(one.someone) if one.someone else None, meets.get(one.id, ())) for one in about]
    context = {
        "someone": someone,
        "places": [one for one in chosen if one[0].is_place],
        "moments": [one for one in chosen if not one[0].is_place],
        "whom": _whom(request),
        "hides": len(shown) < sum(isinstance(row.entry, Easier) for row in kept),
        "form": again(request, name, _shape(request), {"id": uuid4()}),
    }
    return render(request, "people/easier.html", context)


def _needs_met(request: HttpRequest) -> dict[UUID, list[str]]:
    """The titles of the person's needs that are met, by where. Only those they call theirs."""
    kept = kept_entries(request)
    needs = all_needs(library(), kept)
    said = said_met(kept)
    met: dict[UUID, list[str]] = {}
    for key in named_needs(kept):
        for (need, where), how in said.items():
            if need == key and how is Met.YES and key in needs:
                met.setdefault(where, []).append(needs[key].title)
    return met


def _whom(request: HttpRequest, besides: UUID | None = None) -> list[Someone]:
    """Who is offered: nobody whom a flag reaches, and nobody who is put away, unless they are named already."""
    gate = gate_now(request)
    everyone = journey.people(kept_entries(request))
    return [one for one in everyone if one.id == besides or not (one.put_away or gate.reaches(one.id))]


def _shape(request: HttpRequest, besides: UUID | None = None) -> "partial[EasierForm]":
    return partial(EasierForm, whom=[str(one.id) for one in _whom(request, besides)])


@require_http_methods(["GET", "POST"])
def change_easier(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = find(request, entry_id, Easier)
    easier = seen.entry
    if not isinstance(easier, Easier):
        raise Http404
    name, shape = f"change_easier:{entry_id}", _shape(request, easier.someone)
    if request.method == "GET":
        form = again(request, name, shape, _as_typed(seen.revision, easier))
        context = {
            "easier": easier,
            "form": form,
            "revision": seen.revision,
            "stale": is_stale(form, seen),
            "whom": _whom(request, easier.someone),
        }
        return render(request, "people/change_easier.html", context)
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_easier", entry_id)
    said = form.cleaned_data
    changes = {
        "what": said["what"],
        "is_place": said["place"] == "yes",
        "someone": UUID(said["someone"]) if said["someone"] else None,
    }
    try:
        journey.change_easier(opened(request), Kept(easier, said["revision"]), **changes)
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("change_easier", entry_id)
    say(request, "kept")
    return see("easier")


def _as_typed(revision: int, easier: Easier) -> dict[str, object]:
    return {
        "revision": revision,
        "what": easier.what,
        "place": "yes" if easier.is_place else "",
        "someone": str(easier.someone or ""),
    }
