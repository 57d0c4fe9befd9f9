"""The needs by family, one need with its weight, and needs of one's own."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.content.needs import Need
from unhurried.domain.needs import Family, NamedNeed, OwnNeed, Weight
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.journey import needs as journey
from unhurried.journey.limits import limits_for
from unhurried.pages import clock
from unhurried.pages.addresses import need_address
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.needs import NoteForm, OwnNeedForm, WeightForm
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


class Shown(NamedTuple):
    """A need in a list. id: in its address. weight: None when it is not the person's."""

    id: UUID
    title: str
    family: Family | None
    weight: Weight | None
    own: bool


def shown_needs(request: HttpRequest) -> list[Shown]:
    kept = kept_entries(request)
    named = journey.named_needs(kept)
    return [
        Shown(
            need_address(key),
            need.title,
            need.family,
            named[key].weight if key in named else None,
            isinstance(need, OwnNeed),
        )
        for key, need in journey.all_needs(library(), kept).items()
    ]


def find_need(request: HttpRequest, address: UUID) -> tuple[str, Need | OwnNeed]:
    """The id under which a need is named, and the need; or 404."""
    for key, need in journey.all_needs(library(), kept_entries(request)).items():
        if need_address(key) == address:
            return key, need
    raise Http404


def show_needs(request: HttpRequest) -> HttpResponse:
    needs = shown_needs(request)
    mine = [(weight, [one for one in needs if one.weight is weight]) for weight in reversed(Weight)]
    context = {
        "mine": [(weight, ones) for weight, ones in mine if ones],
        "own": [one for one in needs if one.own],
        "families": [(family, [one for one in needs if one.family is family and not one.own]) for family in Family],
    }
    return render(request, "needs/needs.html", context)


@require_http_methods(["GET", "POST"])
def show_need(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What it looks like, and the second tap: how much it weighs."""
    key, need = find_need(request, entry_id)
    named = next((row for row in kept_entries(request) if _names(row, key)), None)
    if request.method == "POST":
        return _weigh(request, entry_id, key, named)
    note = again(request, f"need:{entry_id}", NoteForm, _note_as_typed(named))
    context = {
        "need": need,
        "address": entry_id,
        "own": isinstance(need, OwnNeed),
        "named": named.entry if named else None,
        "revision": named.revision if named else None,
        "note": note,
        "stale": named is not None and is_stale(note, named),
        "meets": journey.who_meets(kept_entries(request), key, clock.now()),
        "limits": limits_for(kept_entries(request), key),
        "new_id": uuid4(),
    }
    return render(request, "needs/need.html", context)


def _names(row: Kept, key: str) -> bool:
    return isinstance(row.entry, NamedNeed) and row.entry.need == key


def _note_as_typed(named: Kept | None) -> dict[str, object]:
    if named is None or not isinstance(named.entry, NamedNeed):
        return {}
    return {"revision": named.revision, "note": named.entry.note}


def _weigh(request: HttpRequest, address: UUID, key: str, named: Kept | None) -> HttpResponse:
    form = WeightForm(request.POST)
    if request.POST.get("mine") == "no":
        journey.let_go_of_need(opened(request), key)
        say(request, "kept")
    elif "note" in request.POST:
        _write_note(request, address, named)
    elif form.is_valid():
        journey.name_need(opened(request), new_stamp(form.cleaned_data["id"]), key, form.cleaned_data["weight"])
        say(request, "kept")
    return see("need", address)


def _write_note(request: HttpRequest, address: UUID, named: Kept | None) -> None:
    form = NoteForm(request.POST)
    if named is None or not form.is_valid():
        keep_typed(request, f"need:{address}", request.POST)
        return
    try:
        said = form.cleaned_data
        journey.write_note(opened(request), Kept(named.entry, said["revision"]), said["note"])
        say(request, "kept")
    except StaleRevision:
        keep_typed(request, f"need:{address}", request.POST)
        say(request, "both_are_here")


@require_http_methods(["GET", "POST"])
def add_own_need(request: HttpRequest) -> HttpResponse:
    opened(request)
    if request.method == "GET":
        form = again(request, "own_need", OwnNeedForm, {"id": uuid4()})
        return render(request, "needs/own_need.html", {"form": form})
    form = OwnNeedForm(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, "own_need", request.POST)
        return see("own_need")
    said = form.cleaned_data
    journey.add_own_need(
        opened(request),
        new_stamp(said["id"]),
        said["title"],
        family=said["family"],
        met=said["met"],
        ask_for=said["ask_for"],
        not_met=said["not_met"],
    )
    return see("need", said["id"])


@require_http_methods(["GET", "POST"])
def change_own_need(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = find(request, entry_id, OwnNeed)
    name = f"own_need:{entry_id}"
    if request.method == "GET":
        form = again(request, name, OwnNeedForm, _as_typed(seen))
        context = {"need": seen.entry, "form": form, "revision": seen.revision, "stale": is_stale(form, seen)}
        return render(request, "needs/change_own_need.html", context)
    form = OwnNeedForm(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_own_need", entry_id)
    try:
        journey.change_own_need(opened(request), Kept(seen.entry, form.cleaned_data["revision"]), **_fields(form))
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("change_own_need", entry_id)
    say(request, "kept")
    return see("need", entry_id)


def _fields(form: OwnNeedForm) -> dict[str, object]:
    return {field: form.cleaned_data[field] for field in ("title", "family", "met", "ask_for", "not_met")}


def _as_typed(seen: Kept) -> dict[str, object]:
    own = seen.entry
    if not isinstance(own, OwnNeed):
        raise Http404
    typed: dict[str, object] = {field: getattr(own, field) for field in ("title", "met", "ask_for", "not_met")}
    return {**typed, "family": own.family.value if own.family else "", "revision": seen.revision}
