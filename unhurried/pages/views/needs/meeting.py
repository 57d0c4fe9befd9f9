"""Who and what meets a need: asked from the need, and from the person or the place. The latest word counts."""

from functools import partial
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.needs import Met
from unhurried.journey import needs as journey
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import new_stamp
from unhurried.pages.forms.again import again
from unhurried.pages.forms.needs import MetForm
from unhurried.pages.views.needs.naming import find_need
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


@require_http_methods(["GET", "POST"])
def who_meets(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """From the need: everyone and every place that can be named."""
    key, need = find_need(request, entry_id)
    kept = kept_entries(request)
    places = journey.somewheres(kept, clock.now())
    said = journey.said_met(kept)
    name, shape = f"who_meets:{entry_id}", partial(MetForm, of=[str(one.id) for one in places])
    if request.method == "GET":
        known = {str(one.id): said.get((key, one.id)) for one in places}
        form = again(request, name, shape, _as_typed(known))
        rows = [(form[f"met-{one.id}"], one.name, one.is_place) for one in places]
        return render(request, "needs/who_meets.html", {"need": need, "address": entry_id, "form": form, "rows": rows})
    form = shape(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("who_meets", entry_id)
    answers = {(key, UUID(one)): met for one, met in form.said().items()}
    journey.say_met(opened(request), new_stamp(form.cleaned_data["id"]), answers)
    say(request, "kept")
    return see("need", entry_id)


@require_http_methods(["GET", "POST"])
def needs_met(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """From a person or a place: each need the person calls theirs. Not there while a flag reaches here."""
    kept = kept_entries(request)
    where = next((one for one in journey.somewheres(kept, clock.now()) if one.id == entry_id), None)
    if where is None:
        raise Http404
    needs, said = journey.all_needs(library(), kept), journey.said_met(kept)
    mine = {key: needs[key].title for key in journey.named_needs(kept) if key in needs}
    name, shape = f"needs_met:{entry_id}", partial(MetForm, of=list(mine))
    if request.method == "GET":
        form = again(request, name, shape, _as_typed({key: said.get((key, entry_id)) for key in mine}))
        rows = [(form[f"met-{key}"], title) for key, title in mine.items()]
        return render(request, "needs/needs_met.html", {"where": where, "form": form, "rows": rows})
    form = shape(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("needs_met", entry_id)
    answers = {(key, entry_id): met for key, met in form.said().items()}
    journey.say_met(opened(request), new_stamp(form.cleaned_data["id"]), answers)
    say(request, "kept")
    return see("easier") if where.is_place else see("someone", entry_id)


def _as_typed(known: dict[str, Met | None]) -> dict[str, object]:
    typed: dict[str, object] = {f"met-{one}": met.value if met else "" for one, met in known.items()}
    return {**typed, "id": uuid4()}
