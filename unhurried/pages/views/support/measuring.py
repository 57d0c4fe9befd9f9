"""Measures taken elsewhere: the total and the day, and what may be said of them. No question of any is shown."""

from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.content.schema import Claim
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.support import Instrument, OutsideMeasure
from unhurried.insight.support import MeasureFinding, read_measures
from unhurried.journey import support as journey
from unhurried.pages.answers import see
from unhurried.pages.dating import moved, stamp_of, today
from unhurried.pages.fetching import find
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.support import MeasureForm
from unhurried.pages.templatetags.notes import Option
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


class Row(NamedTuple):
    """claim: where the words about it come from, or None where there is nothing to say."""

    finding: MeasureFinding
    claim: Claim | None


def show_measures(request: HttpRequest) -> HttpResponse:
    found = read_measures(journey.measures(kept_entries(request)), library().support.measures)
    rows = [Row(one, library().claims.get(one.words.claim)) for one in found]
    claims = dict.fromkeys(row.claim.id for row in rows if row.claim)
    context = {"rows": rows, "claims": [library().claims[one] for one in claims]}
    return render(request, "support/measures.html", context)


@require_http_methods(["GET", "POST"])
def add_measure(request: HttpRequest) -> HttpResponse:
    opened(request)
    shape = partial(MeasureForm, today=today())
    if request.method == "GET":
        form = again(request, "add_measure", shape, {"id": uuid4(), "day": today()})
        return render(request, "support/add_measure.html", {"form": form, "kinds": _kinds()})
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, "add_measure", request.POST)
        return see("add_measure")
    answers = {field: form.cleaned_data[field] for field in ("which", "total", "given_by")}
    journey.note_measure(opened(request), OutsideMeasure(**stamp_of(form), name=_name(form), **answers))
    say(request, "kept")
    return see("measures")


@require_http_methods(["GET", "POST"])
def change_measure(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = find(request, entry_id, OutsideMeasure)
    shape, name = partial(MeasureForm, today=today()), f"measure:{entry_id}"
    if request.method == "GET":
        form = again(request, name, shape, _as_typed(seen))
        stale = is_stale(form, seen)
        context = {"measure": seen.entry, "form": form, "revision": seen.revision, "stale": stale, "kinds": _kinds()}
        return render(request, "support/change_measure.html", context)
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_measure", entry_id)
    said = form.cleaned_data
    changes = {field: said[field] for field in ("which", "total", "given_by")} | {"name": _name(form)}
    try:
        journey.change_measure(opened(request), Kept(seen.entry, said["revision"]), changes | moved(form, seen))
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("change_measure", entry_id)
    say(request, "kept")
    return see("measures")


def _name(form: MeasureForm) -> str:
    """A name is only kept where the measure has none of its own."""
    return str(form.cleaned_data["name"]) if form.cleaned_data["which"] is Instrument.OTHER else ""


def _kinds() -> list[Option]:
    return [Option(one.id.value, one.title, one.about) for one in library().support.measures.values()]


def _as_typed(seen: Kept) -> dict[str, object]:
    measure = seen.entry
    if not isinstance(measure, OutsideMeasure):
        raise Http404
    return {
        "day": measure.local.date(),
        "which": measure.which.value,
        "total": f"{measure.total:g}",
        "name": measure.name,
        "given_by": measure.given_by,
    }
