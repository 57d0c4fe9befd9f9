"""Room readiness: a look at ten signs on one page, and what it comes to, with a full shelf whichever it is."""

from uuid import uuid4

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.content.readiness import SignWords
from unhurried.domain.readiness import HAS_TO_BE_THERE, ReadySign, SteadySign
from unhurried.domain.safety import Because
from unhurried.journey import readiness as journey
from unhurried.journey.safety import ask_gate
from unhurried.journey.steadying import fitting_practices, hidden_practices
from unhurried.journey.today import entries_of, why_quiet
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import new_stamp
from unhurried.pages.forms.readiness import ReadinessForm
from unhurried.pages.views.steadying.choosing import card
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, take_typed

FURTHER = tuple(sign for sign in ReadySign if sign not in HAS_TO_BE_THERE)
"""These five tell, and hold nothing, so they wait until they are asked for."""


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    opened(request)
    if request.method == "GET":
        return _show(request)
    form = ReadinessForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "readiness", request.POST)
        return see("readiness")
    journey.record_look(opened(request), new_stamp(form.cleaned_data["id"]), form.ready(), form.steady())
    return see("readiness_outcome")


def _show(request: HttpRequest) -> HttpResponse:
    typed = take_typed(request, "readiness")
    form = ReadinessForm(typed) if typed is not None else ReadinessForm(initial=_to_begin_with(request))
    words = library().readiness
    context = {
        "form": form,
        "steady": [(form[sign.value], words[sign.value]) for sign in SteadySign],
        "ready": _asked(form, HAS_TO_BE_THERE),
        "further": _asked(form, FURTHER),
        "claim": library().claims["steady-first"],
    }
    return render(request, "readiness/look.html", context)


def _asked(form: ReadinessForm, signs: tuple[ReadySign, ...]) -> list[tuple[BoundField, BoundField, SignWords]]:
    words = library().readiness
    return [(form[sign.value], form[f"{sign.value}_example"], words[sign.value]) for sign in signs]


def _to_begin_with(request: HttpRequest) -> dict[str, object]:
    """Own examples from the last look. The answers are asked anew, so that nothing is chosen beforehand."""
    last = journey.latest_look(kept_entries(request))
    examples = {f"{answer.sign.value}_example": answer.example for answer in last.ready} if last else {}
    return {"id": uuid4(), **examples}


def show_outcome(request: HttpRequest) -> HttpResponse:
    kept, now = kept_entries(request), clock.now()
    looked = journey.looked(kept, now)
    if looked is None:
        return see("readiness")
    gate = ask_gate(kept, now)
    quiet = why_quiet(entries_of(kept), now)
    fitting = [] if quiet else fitting_practices(library(), None, hidden_practices(kept))[:2]
    context = {
        "outcome": looked.found.outcome.value,
        "because": [_words(sign).said for sign in looked.found.because],
        "skipped": [_words(sign).question for sign in looked.found.skipped],
        "others": looked.others,
        "danger": bool(gate.everywhere),
        "danger_now": any(hold.because is Because.NOW for hold in gate.everywhere),
        "stops": bool(gate.stops),
        "practices": [card(practice) for practice in fitting],
        "claim": library().claims["steady-first"],
    }
    return render(request, "readiness/outcome.html", context)


def _words(sign: ReadySign | SteadySign) -> SignWords:
    return library().readiness[sign.value]
