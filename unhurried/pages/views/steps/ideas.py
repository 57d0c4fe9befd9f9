"""Ideas for steps: the room's first page, looking around, one idea, one's own, and sentences to fill in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library, sentence
from unhurried.content.steps import Step, StepTemplate
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.people import Area, Someone
from unhurried.domain.safety import Gate
from unhurried.domain.steps import OwnStep, Shelf, StepPlan, open_plans, shelved
from unhurried.journey import steps as journey
from unhurried.journey.next_steps import company, fits_of
from unhurried.journey.people import people
from unhurried.journey.safety import ask_gate
from unhurried.journey.steps import Idea, find_idea, id_of
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.addresses import idea_address
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again
from unhurried.pages.forms.steps import DEPTHS, LENGTHS, NarrowForm, OwnStepForm, TemplateForm
from unhurried.pages.step_held import step_hold
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, visit_of

PER_PAGE = 24

DRAWINGS = {
    Area.TIME: "clock",
    Area.WORDS: "pencil",
    Area.FEELINGS: "leaf",
    Area.THINGS: "tray",
    Area.BODY: "person",
    Area.REPAIR: "mend",
    Area.DECISIONS: "say_in_decisions",
}


class IdeaCard(NamedTuple):
    address: UUID
    title: str
    depth: int
    drawing: str
    length: str = ""
    own: bool = False
    near: bool = False


class PlanCard(NamedTuple):
    """One open plan in a list. held: the gate holds it as it stands."""

    plan: StepPlan
    title: str
    names: list[str]
    held: bool
    drawing: str


def idea_card(idea: Idea, near: frozenset[str] = frozenset()) -> IdeaCard:
    step_id = id_of(idea)
    return IdeaCard(
        idea_address(step_id),
        idea.title,
        idea.depth,
        DRAWINGS[idea.area],
        idea.length if isinstance(idea, Step) else "",
        isinstance(idea, OwnStep),
        step_id in near,
    )


def names_of(kept: Sequence[Kept], whom: Sequence[UUID]) -> list[str]:
    """Code names; someone who is gone has a plain word."""
    names = {one.id: one.code_name for one in people(kept)}
    return [names.get(one) or sentence("someone_unnamed") for one in whom]


def title_of(entries: Sequence[Entry], step: str) -> str:
    try:
        return find_idea(library(), entries, step).title
    except journey.UnknownStep:
        return sentence("step_gone")


def find_by_address(request: HttpRequest, address: UUID) -> Idea:
    """An idea of ours or of the person's, or 404."""
    for step in library().steps.values():
        if idea_address(step.id) == address:
            return step
    own = find(request, address, OwnStep).entry
    if not isinstance(own, OwnStep):
        raise Http404
    return own


# --- the room -----------------------------------------------------------------------------------------------


def show_steps(request: HttpRequest) -> HttpResponse:
    kept, now = kept_entries(request), clock.now()
    entries = entries_of(kept)
    gate = ask_gate(kept, now)
    cards = [plan_card(kept, plan, gate) for plan in open_plans(entries)]
    near = [_card_or_none(entries, step) for step in sorted(shelved(entries, Shelf.KEPT))]
    context = {
        "plans": [card for card in cards if card.plan.planned is not None],
        "drafts": [card for card in cards if card.plan.planned is None],
        "near": [card for card in near if card is not None],
        "own": [idea_card(entry) for entry in entries if isinstance(entry, OwnStep)],
        "hold": step_hold(journey.why_no_step(kept, now), kept),
        "has_people": any(isinstance(entry, Someone) and not entry.put_away for entry in entries),
        "put_away": [plan_card(kept, one, gate) for one in entries if isinstance(one, StepPlan) and one.put_away],
        "claims": [library().claims[one] for one in ("small-steps", "steps-by-app")],
    }
    return render(request, "steps/steps.html", context)


def plan_card(kept: Sequence[Kept], plan: StepPlan, gate: Gate) -> PlanCard:
    held = plan.planned is not None and bool(journey.why_not_plan(library(), kept, plan, clock.now(), gate))
    return PlanCard(plan, title_of(entries_of(kept), plan.step), names_of(kept, plan.whom), held, DRAWINGS[plan.area])


def _card_or_none(entries: Sequence[Entry], step: str) -> IdeaCard | None:
    try:
        return idea_card(find_idea(library(), entries, step))
    except journey.UnknownStep:
        return None


# --- looking around -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def browse(request: HttpRequest) -> HttpResponse:
    """What is looked for lies sealed in the visit, so that no question stands in an address."""
    opened(request)
    visit = visit_of(request)
    if request.method == "POST":
        form = NarrowForm(request.POST)
        chosen = {key: value for key, value in form.cleaned_data.items() if value} if form.is_valid() else {}
        passed = request.POST.get("passed_over", "")
        chosen["passed_over"] = passed[:4] if passed.isdecimal() else "0"
        visit.put("looked_for", msgspec.msgpack.encode(chosen))
        return see("browse_steps")
    stored = visit.look("looked_for")
    chosen = msgspec.msgpack.decode(stored, type=dict[str, str]) if stored else {}
    entries = entries_of(kept_entries(request))
    hidden, near = shelved(entries, Shelf.HIDDEN), shelved(entries, Shelf.KEPT)
    found = [one for one in library().steps.values() if one.id not in hidden and _matches(one, chosen)]
    found.sort(key=lambda one: (one.id not in near, one.depth))
    first = min(int(chosen.get("passed_over", "0")), max(0, len(found) - 1))
    context = {
        "form": NarrowForm(initial=chosen),
        "narrowed": any(key != "passed_over" for key in chosen),
        "cards": [idea_card(one, near) for one in found[first : first + PER_PAGE]],
        "count": len(found),
        "first": first + 1,
        "last": min(len(found), first + PER_PAGE),
        "further": first + PER_PAGE if first + PER_PAGE < len(found) else 0,
        "back_to": max(0, first - PER_PAGE) if first else None,
        "chosen": {key: value for key, value in chosen.items() if key != "passed_over"},
        "hidden": [card for one in sorted(hidden) if (card := _card_or_none(entries, one))],
    }
    return render(request, "steps/browse.html", context)


def _matches(step: Step, chosen: Mapping[str, str]) -> bool:
    low, high = DEPTHS.get(chosen.get("depth", ""), (1, 10))
    shortest, longest = LENGTHS.get(chosen.get("length", ""), (0, 100_000))
    return (
        chosen.get("area", step.area.value) == step.area.value
        and low <= step.depth <= high
        and chosen.get("setting", step.setting.value) == step.setting.value
        and shortest <= step.minutes <= longest
        and chosen.get("talk", step.talk.value) == step.talk.value
        and (not chosen.get("fits") or chosen["fits"] in {fit.value for fit in step.fits})
    )


# --- one idea -----------------------------------------------------------------------------------------------


def show_idea(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """How, smaller, the way out, and with whom it could be planned."""
    idea = find_by_address(request, entry_id)
    kept, now = kept_entries(request), clock.now()
    entries = entries_of(kept)
    holds = journey.why_not_begin(kept, idea, (), now)
    context = {
        "idea": idea,
        "step_id": id_of(idea),
        "address": entry_id,
        "own": isinstance(idea, OwnStep),
        "alone": isinstance(idea, OwnStep) or any(fit.value in _ALONE for fit in idea.fits),
        "company": [one for one in company(kept, now) if _could_be_with(idea, one)],
        "unasked": [one for one in _unasked(kept) if _could_be_with(idea, one)] if not holds else [],
        "hold": step_hold(holds, kept),
        "near": id_of(idea) in shelved(entries, Shelf.KEPT),
        "hidden": id_of(idea) in shelved(entries, Shelf.HIDDEN),
        "new_id": uuid4(),
    }
    return render(request, "steps/idea.html", context)


_ALONE = {"place", "stranger", "group", "helper"}


def _could_be_with(idea: Idea, someone: Someone) -> bool:
    """Whether it fits someone like them. Nobody is asked about danger for a step that they cannot be picked for."""
    return isinstance(idea, OwnStep) or bool(fits_of(someone) & set(idea.fits))


def _unasked(kept: Sequence[Kept]) -> list[Someone]:
    """People about whom the danger questions come first. None whom a flag reaches."""
    gate = ask_gate(kept, clock.now())
    return [
        one
        for one in people(kept)
        if not one.put_away and one.id not in gate.asked and not gate.holds_company((one.id,))
    ]


@require_POST
def shelve_idea(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    idea = find_by_address(request, entry_id)
    shelf = {"keep": Shelf.KEPT, "hide": Shelf.HIDDEN}.get(request.POST.get("shelf", ""))
    journey.shelve(opened(request), new_stamp(uuid4()), id_of(idea), shelf)
    say(request, {Shelf.KEPT: "step_near", Shelf.HIDDEN: "step_hidden"}.get(shelf, "step_open_again"))  # type: ignore[arg-type]
    return see("step", entry_id)


# --- one's own ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def write_step(request: HttpRequest) -> HttpResponse:
    opened(request)
    return _write(request, None, {"id": uuid4()}, "write_step", None)


@require_http_methods(["GET", "POST"])
def adapt_step(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """An idea of ours, made one's own; or one's own, changed."""
    idea = find_by_address(request, entry_id)
    if isinstance(idea, OwnStep):
        seen = find(request, entry_id, OwnStep)
        return _write(request, entry_id, _as_typed(idea, seen.revision), "adapt_step", seen)
    begun = {
        "id": uuid4(),
        "after": idea.id,
        "title": idea.title,
        "area": idea.area.value,
        "depth": _depth_word(idea.depth),
        "words": " ".join(idea.how),
        "way_out": idea.way_out,
    }
    return _write(request, entry_id, begun, "adapt_step", None)


def _write(
    request: HttpRequest, address: UUID | None, begun: dict[str, object], page: str, seen: Kept | None
) -> HttpResponse:
    name = f"own_step:{address}"
    if request.method == "GET":
        form = again(request, name, OwnStepForm, begun)
        context = {"form": form, "address": address, "page": page, "changes": seen is not None}
        return render(request, "steps/own_step.html", context)
    form = OwnStepForm(request.POST)
    if not form.is_valid() or (seen is None and form.cleaned_data["id"] is None):
        keep_typed(request, name, request.POST)
        return see(page, address)
    said = form.cleaned_data
    fields = {key: said[key] for key in ("title", "area", "depth", "words", "way_out")}
    if seen is None:
        journey.add_own_step(opened(request), new_stamp(said["id"]), **fields, after=said["after"])
        say(request, "own_step_kept")
        return see("step", said["id"])
    if isinstance(seen.entry, OwnStep) and _depth_word(seen.entry.depth) == str(said["depth"]):
        fields["depth"] = seen.entry.depth
    try:
        journey.change_own_step(opened(request), Kept(seen.entry, said["revision"] or 0), **fields)
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "changed_in_between")
        return see(page, address)
    say(request, "kept")
    return see("step", address)


def _as_typed(own: OwnStep, revision: int) -> dict[str, object]:
    return {
        "revision": revision,
        "title": own.title,
        "area": own.area.value,
        "depth": _depth_word(own.depth),
        "words": own.words,
        "way_out": own.way_out,
    }


def _depth_word(depth: int) -> str:
    return next(word for word, (low, high) in DEPTHS.items() if low <= depth <= high)


# --- sentences to fill in -----------------------------------------------------------------------------------


def show_templates(request: HttpRequest) -> HttpResponse:
    opened(request)
    groups: dict[str, list[tuple[UUID, StepTemplate]]] = {}
    for one in library().step_templates.values():
        groups.setdefault(one.form.value, []).append((idea_address(one.id), one))
    return render(request, "steps/templates.html", {"groups": list(groups.items())})


@require_http_methods(["GET", "POST"])
def fill_template(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The sentence with one's own words in it. Nothing is kept of it unless the person takes it over as a step."""
    template = _template(entry_id)
    opened(request)
    name = f"template:{template.id}"
    if request.method == "POST":
        keep_typed(request, name, request.POST)
        return see("fill_template", entry_id)
    typed = again(request, name, lambda *args, **more: TemplateForm(template, *args, **more), {})
    filled = typed.cleaned_data if typed.is_bound and typed.is_valid() else {}
    blanks = {one.name: filled.get(f"blank_{one.name}") or "____" for one in template.blanks}
    context = {
        "template": template,
        "address": entry_id,
        "form": typed,
        "fields": [(typed[f"blank_{one.name}"], one) for one in template.blanks],
        "says": template.says.format(**blanks),
        "filled": bool(filled) and all(filled.values()),
        "new_id": uuid4(),
        "area": "words" if template.form.value == "sharing_a_little" else "time",
    }
    return render(request, "steps/template.html", context)


def _template(address: UUID) -> StepTemplate:
    for one in library().step_templates.values():
        if idea_address(one.id) == address:
            return one
    raise Http404
