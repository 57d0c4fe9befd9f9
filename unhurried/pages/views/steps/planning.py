"""Planning a step in three screens. The gate is asked on the way in, at the end, and whenever a plan is opened."""

from functools import partial
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.domain.needs import NamedNeed, OwnNeed, not_negotiable
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.safety import Because, Pays
from unhurried.domain.steps import StepPlan
from unhurried.journey import steps as journey
from unhurried.journey.next_steps import StepMemory, company, offers
from unhurried.journey.steps import StepHeld, UnknownStep, find_idea, id_of
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.addresses import idea_address
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again
from unhurried.pages.forms.steps import FearForm, LeaveForm, PickForm
from unhurried.pages.step_held import step_hold
from unhurried.pages.views.steps.ideas import DRAWINGS, names_of, title_of
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, visit_of

MEMORY = StepMemory()
"""What this worker has worked out. It is gone when it ends."""


def find_plan(request: HttpRequest, entry_id: UUID) -> tuple[Kept, StepPlan]:
    seen = find(request, entry_id, StepPlan)
    if not isinstance(seen.entry, StepPlan):
        raise Http404
    return seen, seen.entry


# --- the three screens --------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def pick(request: HttpRequest) -> HttpResponse:
    """The first: one of three, or looking around, or writing one."""
    opened(request)
    if request.method == "POST":
        return _begin(request)
    kept, now = kept_entries(request), clock.now()
    found = offers(library(), kept, now, MEMORY)
    context = {
        "offers": [
            {
                "new_id": uuid4(),
                "step": id_of(one.idea),
                "title": one.idea.title,
                "length": getattr(one.idea, "length", ""),
                "names": names_of(kept, one.whom),
                "whom": one.whom[0] if one.whom else "",
                "drawing": DRAWINGS[one.idea.area],
            }
            for one in found
        ],
        "hold": step_hold(journey.why_no_step(kept, now), kept) if not found else None,
    }
    return render(request, "steps/pick.html", context)


def _begin(request: HttpRequest) -> HttpResponse:
    form = PickForm(request.POST)
    if not form.is_valid():
        return see("plan_step")
    said = form.cleaned_data
    try:
        journey.plan_step(opened(request), library(), new_stamp(said["id"]), said["step"], form.company())
    except UnknownStep:
        return see("browse_steps")
    except StepHeld:
        visit_of(request).put("held_step", " ".join([said["step"], *map(str, form.company())]).encode())
        return see("step_held")
    return see("plan_fear", said["id"])


def show_held(request: HttpRequest) -> HttpResponse:
    """Why a step is not planned, asked anew; and something else to do."""
    kept, entries = kept_entries(request), entries_of(kept_entries(request))
    tried = (visit_of(request).look("held_step") or b"").decode().split()
    try:
        idea = find_idea(library(), entries, tried[0] if tried else "")
    except UnknownStep:
        return see("steps")
    holds = journey.why_not_begin(kept, idea, [UUID(one) for one in tried[1:]], clock.now())
    if not holds:
        return see("step", idea_address(id_of(idea)))
    return render(request, "steps/held.html", {"hold": step_hold(holds, kept), "title": idea.title})


@require_http_methods(["GET", "POST"])
def plan_fear(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The second: what might go wrong, and how likely that feels. The answer on that goes on."""
    seen, plan = find_plan(request, entry_id)
    name = f"plan_fear:{entry_id}"
    if request.method == "GET":
        form = again(request, name, FearForm, _fear_as_typed(seen, plan))
        return render(request, "steps/fear.html", {**_about(request, plan), "form": form, "revision": seen.revision})
    form = FearForm(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("plan_fear", entry_id)
    said = form.cleaned_data
    changes = {"fear": said["fear"], "feared": said["feared"]}
    if said["likelihood"] is not None:
        changes["likelihood"] = said["likelihood"]
    try:
        journey.revise_plan(opened(request), Kept(plan, said["revision"]), **changes)
    except StaleRevision:
        return _stale(request, name, "plan_fear", entry_id)
    return see("plan_leave", entry_id)


@require_http_methods(["GET", "POST"])
def plan_leave(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The third: how I leave, who could find out or make me pay, and whether I want it."""
    seen, plan = find_plan(request, entry_id)
    needs = _needs(request, plan)
    shape = partial(LeaveForm, bears_on=[need for need, _, _ in needs])
    name = f"plan_leave:{entry_id}"
    if request.method == "GET":
        form = again(request, name, shape, _leave_as_typed(seen, plan))
        context = {**_about(request, plan), "form": form, "revision": seen.revision, "needs": needs}
        return render(request, "steps/leave.html", context)
    form = shape(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("plan_leave", entry_id)
    said = dict(form.cleaned_data)
    revision = said.pop("revision")
    try:
        journey.finish_plan(
            opened(request), library(), Kept(plan, revision), clock.now(), **{**said, "covered": tuple(said["covered"])}
        )
    except StaleRevision:
        return _stale(request, name, "plan_leave", entry_id)
    return see("plan", entry_id)


def _stale(request: HttpRequest, name: str, page: str, entry_id: UUID) -> HttpResponse:
    keep_typed(request, name, request.POST)
    say(request, "plan_changed")
    return see(page, entry_id)


def _about(request: HttpRequest, plan: StepPlan) -> dict[str, object]:
    kept = kept_entries(request)
    return {
        "plan": plan,
        "title": title_of(entries_of(kept), plan.step),
        "names": names_of(kept, plan.whom),
        "drawing": DRAWINGS[plan.area],
    }


def _needs(request: HttpRequest, plan: StepPlan) -> list[tuple[str, str, bool]]:
    """The needs the step touches: id, name, and whether it is not negotiable."""
    entries = entries_of(kept_entries(request))
    try:
        touched = journey.bears_on(library(), entries, find_idea(library(), entries, plan.step))
    except UnknownStep:
        touched = frozenset(entry.need for entry in entries if isinstance(entry, NamedNeed))
    titles = {one.id: one.title for one in library().needs.values()}
    titles |= {str(entry.id): entry.title for entry in entries if isinstance(entry, OwnNeed)}
    firm = not_negotiable(entries)
    named = [(need, titles[need], need in firm) for need in touched if need in titles]
    return sorted(named, key=lambda one: (not one[2], one[1].casefold()))


def _fear_as_typed(seen: Kept, plan: StepPlan) -> dict[str, object]:
    fear = plan.fear.value if plan.fear else ""
    return {"revision": seen.revision, "fear": fear, "feared": plan.feared, "likelihood": plan.likelihood}


def _leave_as_typed(seen: Kept, plan: StepPlan) -> dict[str, object]:
    typed: dict[str, object] = {
        field: getattr(plan, field) for field in ("how_i_leave", "who_could_find_out", "on_day", "note")
    }
    typed["pays"] = plan.pays.value if plan.pays else ""
    typed["wants"] = plan.wants.value if plan.wants else ""
    typed["covered"] = list(plan.covered)
    typed["revision"] = seen.revision
    return typed


# --- the plan -----------------------------------------------------------------------------------------------


_ASKED_LAST = frozenset({Because.COULD_PAY, Because.GOING_ALONG, Because.NEED_NOT_COVERED})


def show_plan(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The plan as it stands. The gate is asked every time: someone may have been flagged since."""
    _, plan = find_plan(request, entry_id)
    kept, now = kept_entries(request), clock.now()
    entries = entries_of(kept)
    outcome = journey.find_outcome(entries, entry_id)
    holds = () if outcome else journey.why_not_plan(library(), kept, plan, now)
    if plan.planned is None and plan.pays is None and plan.wants is None:  # the last screen is still to come
        holds = tuple(hold for hold in holds if hold.because not in _ASKED_LAST)
    context = {
        **_about(request, plan),
        "outcome": outcome,
        "hold": step_hold(holds, kept),
        "same_day": [title_of(entries, one.step) for one in journey.same_day(entries, plan)],
        "idea": _idea_address(request, plan),
        "pays": plan.pays not in (None, Pays.NO),
        "open_company": [one.id for one in company(kept, now)],
    }
    return render(request, "steps/plan.html", context)


def _idea_address(request: HttpRequest, plan: StepPlan) -> UUID | None:
    try:
        find_idea(library(), entries_of(kept_entries(request)), plan.step)
    except UnknownStep:
        return None
    return idea_address(plan.step)


@require_http_methods(["GET", "POST"])
def step_back(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Stepping back from a plan: it is put away, and nothing counts."""
    seen, plan = find_plan(request, entry_id)
    if request.method == "GET":
        return render(request, "steps/step_back.html", _about(request, plan))
    try:
        journey.put_away(opened(request), seen, away=request.POST.get("away") != "no")
    except StaleRevision:
        say(request, "plan_changed")
        return see("plan", entry_id)
    if request.POST.get("away") == "no":
        say(request, "plan_again")
        return see("plan", entry_id)
    return see("step_back", entry_id)


@require_POST
def erase_plan(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    find_plan(request, entry_id)
    journey.erase_plan(opened(request), entry_id)
    say(request, "plan_erased")
    return see("steps")
