"""After a step: what became of it, care where it is needed, and the one question of the next day."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.steadying import Felt
from unhurried.domain.steps import StepOutcome
from unhurried.journey import steps as journey
from unhurried.journey.safety import ask_gate
from unhurried.journey.steadying import fitting_practices, hidden_practices
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again
from unhurried.pages.forms.steps import AskedForm, MeaningForm, OutcomeForm
from unhurried.pages.views.steadying.choosing import card
from unhurried.pages.views.steps.ideas import names_of, title_of
from unhurried.pages.views.steps.planning import find_plan
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


@require_http_methods(["GET", "POST"])
def tell_outcome(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Four answers on one page. Stopped early and not done are answers like any other."""
    _, plan = find_plan(request, entry_id)
    kept = kept_entries(request)
    name = f"outcome:{entry_id}"
    if request.method == "GET":
        form = again(request, name, OutcomeForm, _as_typed(kept, entry_id))
        context = {
            "plan": plan,
            "title": title_of(entries_of(kept), plan.step),
            "names": names_of(kept, plan.whom),
            "form": form,
            "revision": _revision(kept, entry_id),
        }
        return render(request, "steps/outcome.html", context)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("step_outcome", entry_id)
    said = form.cleaned_data
    try:
        journey.record_outcome(
            opened(request), new_stamp(uuid4()), entry_id, said["took"], seen=said["revision"] or 0, **form.answers()
        )
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "plan_changed")
        return see("step_outcome", entry_id)
    return see("step_after", entry_id)


def _revision(kept: Sequence[Kept], plan: UUID) -> int:
    """Of the outcome that is kept, 0 for none yet."""
    known = journey.kept_outcome(kept, plan)
    return known.revision if known else 0


def _as_typed(kept: Sequence[Kept], plan: UUID) -> dict[str, object]:
    outcome = journey.find_outcome(entries_of(kept), plan)
    if outcome is None:
        return {}
    typed: dict[str, object] = {"happened": outcome.happened, "likelihood_next": outcome.likelihood_next}
    for field in ("took", "as_feared", "stayed", "state"):
        chosen = getattr(outcome, field)
        typed[field] = chosen.value if chosen is not None else ""
    return typed


def find_outcome_of(request: HttpRequest, plan: UUID) -> StepOutcome:
    outcome = journey.find_outcome(entries_of(kept_entries(request)), plan)
    if outcome is None:
        raise Http404
    return outcome


@require_http_methods(["GET", "POST"])
def after_step(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Care first, then safety, then meaning if it is wanted."""
    _, plan = find_plan(request, entry_id)
    outcome = find_outcome_of(request, entry_id)
    name = f"meaning:{entry_id}"
    if request.method == "POST":
        return _write_meaning(request, entry_id, outcome, name)
    kept = kept_entries(request)
    gate = ask_gate(kept, clock.now())
    practices = fitting_practices(library(), outcome.state, hidden_practices(kept))[:2]
    context = {
        "plan": plan,
        "title": title_of(entries_of(kept), plan.step),
        "names": names_of(kept, plan.whom),
        "outcome": outcome,
        "ask": [one for one in plan.whom if not gate.reaches(one) and one in gate.known],
        "form": again(request, name, MeaningForm, {"meaning": outcome.meaning}),
        "practices": [card(practice) for practice in practices],
    }
    return render(request, "steps/after.html", context)


def _write_meaning(request: HttpRequest, plan: UUID, outcome: StepOutcome, name: str) -> HttpResponse:
    form = MeaningForm(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("step_after", plan)
    try:
        journey.write_meaning(opened(request), find(request, outcome.id, StepOutcome), form.cleaned_data["meaning"])
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "plan_changed")
        return see("step_after", plan)
    say(request, "meaning_kept")
    return see("step_after", plan)


@require_POST
def answer_asked(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The one question about a plan, answered or let be."""
    find_plan(request, entry_id)
    form = AskedForm(request.POST)
    if not form.is_valid():
        return see("today")
    said = form.cleaned_data
    journey.answer_asked(opened(request), new_stamp(uuid4()), entry_id, said["about"], said["felt"])
    if said["felt"] is Felt.WORSE:
        return see("step_worse", entry_id)
    say(request, "next_day_noted" if said["felt"] else "left_alone")
    return see("today")


def got_worse(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    find_plan(request, entry_id)
    hidden = hidden_practices(kept_entries(request))
    context = {
        "practices": [card(practice) for practice in fitting_practices(library(), None, hidden)[:2]],
        "claim": library().claims["apps-can-upset"],
        "plan_id": entry_id,
    }
    return render(request, "steps/worse.html", context)
