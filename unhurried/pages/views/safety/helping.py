"""Help, and "It is very bad": for everyone, with the notebook open or not. From the lock page nothing is kept."""

from contextlib import suppress
from uuid import UUID, uuid4

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.domain.notebook import NotebookLocked
from unhurried.domain.safety import StopSign
from unhurried.journey import crisis
from unhurried.journey.safety import Said, ask_gate, name_stop_signs, stops_shown
from unhurried.pages import clock
from unhurried.pages.addresses import region_address
from unhurried.pages.answers import see
from unhurried.pages.fetching import new_stamp
from unhurried.pages.forms.safety import CountryForm, VeryBadForm
from unhurried.pages.views.safety.people import lines_of, lines_on_own_behaviour, people_to_reach, place_at
from unhurried.pages.visits import kept_entries, kept_if_readable, opened, render, say, visit_of
from unhurried.sealed.notebook import NotSaved


def show_help(request: HttpRequest) -> HttpResponse:
    context = {**people_to_reach(request), "read_on": _read_on(), "claim": library().claims["while-it-happens"]}
    return render(request, "safety/help.html", context)


def _read_on() -> object:
    return max(place.checked_on for place in library().emergency)


def show_country(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One country's numbers and lines. The address says nothing to a reader."""
    place = place_at(entry_id)
    if place is None:
        raise Http404
    is_open = visit_of(request).opened
    context = {
        "place": place,
        "address": entry_id,
        "lines": lines_of(place.region),
        "directories": library().directories,
        "new_id": uuid4(),
        "is_chosen": is_open and crisis.chosen_country(kept_if_readable(request)) == place.region,
    }
    return render(request, "safety/country.html", context)


@require_POST
def choose_country(request: HttpRequest) -> HttpResponse:
    """Kept only when the person says so, and forgotten again on a tap."""
    notebook = opened(request)
    form = CountryForm(request.POST)
    if not form.is_valid():
        return see("help")
    region = form.cleaned_data["region"]
    if form.cleaned_data["what"] == "forget":
        crisis.forget_country(notebook)
        say(request, "country_forgotten")
    else:
        crisis.choose_country(notebook, new_stamp(form.cleaned_data["id"]), region)
        say(request, "country_kept")
    return see("help_country", region_address(region))


# --- it is very bad -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def very_bad(request: HttpRequest) -> HttpResponse:
    """Asks about suicide in plain words. A yes, and a maybe, lead to people. Nothing is added up."""
    if request.method == "GET":
        return render(request, "safety/very_bad.html", {"new_id": uuid4()})
    form = VeryBadForm(request.POST)
    if not form.is_valid():
        return see("very_bad_other")
    if form.cleaned_data["answer"] is Said.NO:
        return see("very_bad_other")
    with suppress(NotSaved, NotebookLocked, DatabaseError):  # a full disk keeps nobody from people
        name_stop_signs(opened(request), new_stamp(form.cleaned_data["id"]), [StopSign.ENDING_LIFE])
    return see("very_bad_people")


def very_bad_people(request: HttpRequest) -> HttpResponse:
    return render(
        request, "safety/very_bad_people.html", {**people_to_reach(request), "put_aside": _put_aside(request)}
    )


def _put_aside(request: HttpRequest) -> bool:
    if not visit_of(request).opened:
        return False
    return any(stop.sign is StopSign.ENDING_LIFE for stop, _ in stops_shown(kept_if_readable(request), clock.now()))


def very_bad_other(request: HttpRequest) -> HttpResponse:
    """After a no, or no answer. A question that was left open is not a no, so people stand here too."""
    return render(request, "safety/very_bad_other.html", people_to_reach(request))


# --- pages to read ------------------------------------------------------------------------------------------


def warning_signs(request: HttpRequest) -> HttpResponse:
    danger = library().danger
    alone = [(one, library().claims[one.claim]) for one in danger.questions.values() if one.claim]
    return render(request, "safety/warning_signs.html", {"alone": alone})


def scared_i_harm(request: HttpRequest) -> HttpResponse:
    context = {
        **people_to_reach(request),
        "behaviour_lines": lines_on_own_behaviour(),
        "claims": [library().claims[claim] for claim in ("turned-round", "harm-can-stop")],
    }
    return render(request, "safety/scared_i_harm.html", context)


def device_safety(request: HttpRequest) -> HttpResponse:
    return render(request, "safety/device.html", {"claim": library().claims["taking-off-watching"]})


def show_safety(request: HttpRequest) -> HttpResponse:
    """The way in to everything in this room. What holds now is said in one line, with no name in it."""
    kept = kept_entries(request)
    gate = ask_gate(kept, clock.now())
    holds = bool(gate.everywhere or gate.stops or gate.about)
    return render(request, "safety/safety.html", {"holds": holds, "has_plan": crisis.crisis_plan(kept) is not None})
