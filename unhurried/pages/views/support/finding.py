"""What can be read about help: therapies, ways in, warning signs in helpers, small steps for telling; and questions.

None of it asks the gate. Reaching help is never held.
"""

from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.content.schema import Claim
from unhurried.content.support import HelperQuestion, HelperSign, Part, Place, Telling, Therapy, WayIn
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.support import QuestionsToAsk
from unhurried.journey import support as journey
from unhurried.pages.addresses import help_address, idea_address
from unhurried.pages.answers import see
from unhurried.pages.fetching import new_stamp
from unhurried.pages.forms.again import again
from unhurried.pages.forms.support import ToAskForm
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, visit_of


class TherapyCard(NamedTuple):
    address: UUID
    therapy: Therapy
    claim: Claim


class TellingStep(NamedTuple):
    """address: of an idea of room steps that is like it, if there is one."""

    telling: Telling
    address: UUID | None


def show_support(request: HttpRequest) -> HttpResponse:
    """The room's first page."""
    kept = kept_entries(request)
    context = {"helpers": journey.helpers(kept), "to_ask": journey.questions_to_ask(kept)}
    return render(request, "support/support.html", context)


def show_therapies(request: HttpRequest) -> HttpResponse:
    opened(request)
    places = [(place.value, [_card(one) for one in library().support.in_place(place)]) for place in Place]
    claims = [library().claims[one] for one in ("change-is-possible", "steady-first", "drifting-off")]
    return render(request, "support/therapies.html", {"places": places, "claims": claims})


def _card(therapy: Therapy) -> TherapyCard:
    return TherapyCard(help_address(therapy.id), therapy, library().claims[therapy.claim])


def show_therapy(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    opened(request)
    therapies = library().support.therapies.values()
    found = next((one for one in therapies if help_address(one.id) == entry_id), None)
    if found is None:
        raise Http404
    return render(request, "support/therapy.html", {"card": _card(found)})


def show_ways_in(request: HttpRequest) -> HttpResponse:
    opened(request)
    ways = [(help_address(one.id), one) for one in library().support.ways_in.values()]
    return render(request, "support/ways_in.html", {"ways": ways})


def show_way_in(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    opened(request)
    return render(request, "support/way_in.html", {"way": _way(entry_id)})


def _way(address: UUID) -> WayIn:
    for one in library().support.ways_in.values():
        if help_address(one.id) == address:
            return one
    raise Http404


def show_helper_signs(request: HttpRequest) -> HttpResponse:
    opened(request)
    dangers, others = signs_by_weight()
    claims = [library().claims[one] for one in ("never-sexual", "couple-therapy", "pushed-memories")]
    return render(request, "support/helper_signs.html", {"dangers": dangers, "others": others, "claims": claims})


def signs_by_weight() -> tuple[list[HelperSign], list[HelperSign]]:
    """Signs of danger, then those that are worth a pause."""
    signs = list(library().support.signs.values())
    return [one for one in signs if one.flag], [one for one in signs if not one.flag]


def show_telling(request: HttpRequest) -> HttpResponse:
    opened(request)
    telling = library().support.telling.values()
    steps = [TellingStep(one, idea_address(one.step) if one.step else None) for one in telling]
    return render(request, "support/telling.html", {"steps": steps})


# --- questions ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """All of them, with those that are ticked on top: that part is what is printed."""
    known = journey.questions_to_ask(kept_entries(request))
    if request.method == "GET":
        form = again(request, "to_ask", ToAskForm, _as_typed(known))
        context = {
            "form": form,
            "revision": known.revision if known else 0,
            "mine": asked_for(known),
            "own": list_of(known).words,
            "parts": [(part.value, library().support.in_part(part)) for part in Part],
        }
        return render(request, "support/questions.html", context)
    form = ToAskForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "to_ask", request.POST)
        return see("helper_questions")
    said = form.cleaned_data
    first, seen = new_stamp(visit_of(request).id_of("questions to ask")), said["revision"] or 0
    try:
        journey.keep_questions(opened(request), first, seen, tuple(said["questions"]), said["words"])
    except StaleRevision:
        keep_typed(request, "to_ask", request.POST)
        say(request, "both_are_here")
        return see("helper_questions")
    say(request, "kept")
    return see("helper_questions")


class ToAsk(NamedTuple):
    questions: tuple[str, ...] = ()
    words: str = ""


def list_of(known: Kept | None) -> ToAsk:
    entry = known.entry if known else None
    return ToAsk(entry.questions, entry.words) if isinstance(entry, QuestionsToAsk) else ToAsk()


def asked_for(known: Kept | None) -> list[HelperQuestion]:
    """What the person ticked, in our order."""
    ticked = list_of(known).questions
    return [one for one in library().support.questions.values() if one.id in ticked]


def _as_typed(known: Kept | None) -> dict[str, object]:
    listed = list_of(known)
    return {"questions": list(listed.questions), "words": listed.words}
