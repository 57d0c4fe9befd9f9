"""The list of people, and one person: name and kind, trust by area, and what is held."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.people import Someone
from unhurried.domain.safety import Because, DangerSign, Flag, Gate, Hold
from unhurried.insight.limits import received_by
from unhurried.journey import people as journey
from unhurried.journey.needs import somewheres
from unhurried.journey.safety import ask_gate, raise_flag, taken_back
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.people import HarmedForm, SomeoneForm, TrustForm
from unhurried.pages.held import held_words
from unhurried.pages.views.people.circle import spots
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say

OFFERED = 4
"""So many plain words stand beside the field for a name."""


def gate_now(request: HttpRequest) -> Gate:
    return ask_gate(kept_entries(request), clock.now())


def find_someone(request: HttpRequest, entry_id: UUID) -> tuple[Kept, Someone]:
    seen = find(request, entry_id, Someone)
    if not isinstance(seen.entry, Someone):
        raise Http404
    return seen, seen.entry


def show_people(request: HttpRequest) -> HttpResponse:
    gate = gate_now(request)
    everyone = journey.people(kept_entries(request))
    around = somewheres(kept_entries(request), clock.now())
    context = {
        "around": len(around),
        "spots": spots(around),
        "people": [(one, bool(gate.holds_company([one.id]))) for one in everyone if not one.put_away],
        "away": [one for one in everyone if one.put_away],
        "danger": bool(gate.everywhere),
    }
    return render(request, "people/people.html", context)


@require_http_methods(["GET", "POST"])
def add_someone(request: HttpRequest) -> HttpResponse:
    kept = kept_entries(request)
    shape = partial(SomeoneForm, taken=journey.names_taken(kept))
    if request.method == "GET":
        form = again(request, "add_someone", shape, {"id": uuid4()})
        return render(request, "people/add_someone.html", {"form": form, "offered": _offered(kept)})
    form = shape(request.POST)
    here_already = _sent_before(request, request.POST.get("id", ""))
    if here_already is not None:
        return see("harmed_me" if request.POST.get("harmed") else "someone", here_already)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, "add_someone", request.POST)
        return see("add_someone")
    said = form.cleaned_data
    someone = Someone(
        **new_stamp(said["id"]),
        code_name=said["name"],
        is_group=said["group"] == "yes",
        relation=said["relation"],
        note=said["note"],
    )
    journey.add_someone(opened(request), someone)
    return see("harmed_me" if said["harmed"] else "someone", said["id"])


def _offered(kept: Iterable[Kept]) -> list[str]:
    taken = journey.names_taken(kept)
    return [word for word in library().code_names if journey.same_name(word) not in taken][:OFFERED]


def _sent_before(request: HttpRequest, sent: str) -> UUID | None:
    """Who this form added before: else the second of two sends would find the name in use by itself."""
    return next((one.id for one in journey.people(kept_entries(request)) if str(one.id) == sent), None)


def _fields(form: SomeoneForm) -> dict[str, object]:
    said = form.cleaned_data
    return {
        "code_name": said["name"],
        "is_group": said["group"] == "yes",
        "relation": said["relation"],
        "note": said["note"],
    }


def show_someone(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What is held comes first. Nothing kind is listed while a flag reaches here."""
    _, someone = find_someone(request, entry_id)
    kept, now, gate = kept_entries(request), clock.now(), gate_now(request)
    holds = gate.holds_company([entry_id])
    asks = not holds and entry_id not in gate.asked
    names = {one.id: one.code_name for one in journey.people(kept)}
    ties = journey.ties(kept, entry_id, now)
    limits = received_by([row.entry for row in kept], entry_id, reached=gate.reaches(entry_id)).told
    context = {
        "someone": someone,
        "held": held_words(holds, kept),
        "not_asked": held_words([Hold(Because.NOT_ASKED)], kept) if asks else [],
        "reached": gate.reaches(entry_id),
        "harmed": _harmed(request, entry_id),
        "last_received": limits[0].received if limits else None,
        "last_hurt": next(iter(journey.hurts_with(kept, entry_id)), None),
        "linked": [names[tie.other] for tie in ties if tie.other in names],
        "shares_home": any(tie.other is None for tie in ties),
    }
    return render(request, "people/someone.html", context)


def _harmed(request: HttpRequest, entry_id: UUID, *, stands: bool = False) -> bool:
    """stands: without a taking back, so that it holds at home too."""
    kept = kept_entries(request)
    gone = taken_back(kept) if stands else frozenset()
    flags = [row.entry for row in kept if isinstance(row.entry, Flag) and row.entry.id not in gone]
    return any(flag.whom == entry_id and flag.sign is DangerSign.HARMED_ME for flag in flags)


@require_http_methods(["GET", "POST"])
def change_someone(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen, someone = find_someone(request, entry_id)
    shape = partial(SomeoneForm, taken=journey.names_taken(kept_entries(request), besides=entry_id))
    name = f"someone:{entry_id}"
    if request.method == "GET":
        form = again(request, name, shape, _as_typed(seen, someone))
        stale = is_stale(form, seen)
        context = {"someone": someone, "form": form, "revision": seen.revision, "stale": stale}
        return render(request, "people/change_someone.html", context)
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_someone", entry_id)
    try:
        journey.change_someone(opened(request), Kept(someone, form.cleaned_data["revision"]), **_fields(form))
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("change_someone", entry_id)
    say(request, "kept")
    return see("someone", entry_id)


def _as_typed(seen: Kept, someone: Someone) -> dict[str, object]:
    return {
        "revision": seen.revision,
        "called": someone.code_name,
        "group": "yes" if someone.is_group else "",
        "relation": someone.relation.value if someone.relation else "",
        "note": someone.note,
    }


@require_http_methods(["GET", "POST"])
def trust_by_area(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A word for each area. A new word destroys the old one, and nothing is drawn over time."""
    seen, someone = find_someone(request, entry_id)
    name = f"trust:{entry_id}"
    if request.method == "GET":
        said: dict[str, object] = {one.area.value: one.trust.value for one in someone.trusted_with}
        form = again(request, name, TrustForm, {**said, "revision": seen.revision})
        context = {
            "someone": someone,
            "form": form,
            "revision": seen.revision,
            "stale": is_stale(form, seen),
            "reached": gate_now(request).reaches(entry_id),
            "claims": [library().claims[one] for one in ("all-or-nothing", "trust-differs")],
        }
        return render(request, "people/trust.html", context)
    form = TrustForm(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("trust", entry_id)
    try:
        before = Kept(someone, form.cleaned_data["revision"])
        journey.change_someone(opened(request), before, trusted_with=form.trusted_with())
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("trust", entry_id)
    say(request, "kept")
    return see("someone", entry_id)


@require_http_methods(["GET", "POST"])
def harmed_me(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One page that says what this holds, and that it stays, before it is kept."""
    _, someone = find_someone(request, entry_id)
    if request.method == "GET":
        context = {"someone": someone, "harmed": _harmed(request, entry_id, stands=True), "new_id": uuid4()}
        return render(request, "people/harmed_me.html", context)
    form = HarmedForm(request.POST)
    if not form.is_valid():
        return see("harmed_me", entry_id)
    if not _harmed(request, entry_id, stands=True):
        raise_flag(opened(request), new_stamp(form.cleaned_data["id"]), DangerSign.HARMED_ME, entry_id)
        say(request, "flag_kept")
    return see("someone", entry_id)
