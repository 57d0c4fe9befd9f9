"""Room steps: planning a step behind the gate, saying what came of it, and being asked once and no more.

The gate is asked before a plan is begun, when it is finished, and whenever it is opened. Nothing here decides that
itself, and nothing here says that anyone is safe.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID

import msgspec

from unhurried.content.library import Library
from unhurried.content.steps import Fit, Step
from unhurried.domain.base import Entry
from unhurried.domain.needs import Family, MeetsNeed, Met, NamedNeed, OwnNeed
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Area
from unhurried.domain.safety import Gate, Hold, Pays, Toward, Wants
from unhurried.domain.steadying import Felt
from unhurried.domain.steps import (
    About,
    AskedAfter,
    OwnStep,
    Shelf,
    ShelvedStep,
    StepOutcome,
    StepPlan,
    Took,
    open_plans,
    plans,
    told,
)
from unhurried.journey.safety import ask_gate
from unhurried.journey.stamp import Stamp
from unhurried.journey.today import current_pause

REACHES_HELP = frozenset({"ring-a-listening-line", "write-to-a-help-chat", "hand-a-helper-a-note"})
"""Steps whose whole point is to get help. They are never held."""

ASK_AFTER = timedelta(days=3)
"""When a plan without a day is asked about. A plan with a day is, the day after."""

ASKED_FOR = timedelta(days=7)
"""How long a question waits. Then the plan is left alone, answered or not."""

CARE_FOR = timedelta(days=3)
"""How long after a step the question of the next day still makes sense."""

Idea = Step | OwnStep
_Kind = TypeVar("_Kind", bound=Entry)


class StepHeld(Exception):
    """The gate holds this step. Carries why, in the order in which it is told."""

    def __init__(self, holds: tuple[Hold, ...]) -> None:
        super().__init__("the gate holds this step")
        self.holds = holds


class UnknownStep(LookupError):
    """No idea of ours and no step of the person's own has this id."""


class UnknownPlan(LookupError):
    """An outcome without a plan: it was erased in between, or never was."""


class Asking(NamedTuple):
    """What is asked once about one plan."""

    plan: StepPlan
    about: About


# --- ideas --------------------------------------------------------------------------------------------------


def find_idea(library: Library, entries: Iterable[Entry], step: str) -> Idea:
    """An idea of ours or the person's own. UnknownStep."""
    known = library.steps.get(step)
    if known is not None:
        return known
    for entry in entries:
        if isinstance(entry, OwnStep) and str(entry.id) == step:
            return entry
    raise UnknownStep(step)


def id_of(idea: Idea) -> str:
    """Under which a plan names it."""
    return idea.id if isinstance(idea, Step) else str(idea.id)


def add_own_step(  # noqa: PLR0913 - one argument for each question of the page
    notebook: Notebook,
    when: Stamp,
    title: str,
    area: Area,
    depth: int,
    *,
    words: str = "",
    way_out: str = "",
    after: str = "",
) -> OwnStep:
    own = OwnStep(**when, title=title.strip(), area=area, depth=depth, words=words, way_out=way_out, after=after)
    notebook.write(add=[own])
    return own


def change_own_step(notebook: Notebook, seen: Kept, **changes: object) -> OwnStep:
    """StaleRevision when it was changed in between."""
    return _change(notebook, seen, OwnStep, changes)


def shelve(notebook: Notebook, when: Stamp, step: str, shelf: Shelf | None) -> None:
    """Keep an idea near, or hide it; None takes back either. An idea lies on one shelf at most."""
    lying = [
        row.entry for row in notebook.entries().kept if isinstance(row.entry, ShelvedStep) and row.entry.step == step
    ]
    if shelf is not None and any(entry.shelf is shelf for entry in lying):
        return
    add = [ShelvedStep(**when, step=step, shelf=shelf)] if shelf is not None else []
    notebook.write(add=add, erase=[entry.id for entry in lying])


# --- the gate -----------------------------------------------------------------------------------------------


def bears_on(library: Library, entries: Iterable[Entry], idea: Idea) -> frozenset[str]:
    """The needs the person calls theirs that a step touches, by id.

    What cannot be told apart is taken as touched: a need without a family, and a step of one's own.
    """
    entries = tuple(entries)
    mine = {entry.need for entry in entries if isinstance(entry, NamedNeed)}
    families = _families(library, entries)
    touched = set(Family) if isinstance(idea, OwnStep) else set(idea.needs)
    return frozenset(need for need in mine if families.get(need) is None or families[need] in touched)


def said_covered(entries: Iterable[Entry], whom: Sequence[UUID]) -> frozenset[str]:
    """Needs that everyone of these meets, by the person's own word. It is where the page begins, and no more."""
    said = {(entry.need, entry.where): entry.met for entry in entries if isinstance(entry, MeetsNeed)}
    needs = {need for need, _ in said}
    return frozenset(need for need in needs if whom and all(said.get((need, one)) is Met.YES for one in whom))


def why_no_step(kept: Sequence[Kept], now: datetime) -> tuple[Hold, ...]:
    """What holds any step at all, even one with nobody; nothing when some may be planned."""
    return ask_gate(kept, now).holds_step(Toward((), Pays.NO, Wants.WANT))


def why_not_begin(kept: Sequence[Kept], idea: Idea, whom: Sequence[UUID], now: datetime) -> tuple[Hold, ...]:
    """What holds a step before anything else was asked; nothing when it may be planned."""
    if _reaches_help(idea, whom):
        return ()
    return ask_gate(kept, now).holds_step(Toward(tuple(whom), Pays.NO, Wants.WANT))


def why_not_plan(
    library: Library, kept: Sequence[Kept], plan: StepPlan, now: datetime, gate: Gate | None = None
) -> tuple[Hold, ...]:
    """What holds a plan as it stands; nothing when the person may choose it. gate: of this very moment, if it is known."""
    gate = gate or ask_gate(kept, now)
    entries = [row.entry for row in kept]
    try:
        idea = find_idea(library, entries, plan.step)
    except UnknownStep:
        return _held_as(gate, plan, frozenset(entry.need for entry in entries if isinstance(entry, NamedNeed)))
    if _reaches_help(idea, plan.whom):
        return ()
    return _held_as(gate, plan, bears_on(library, entries, idea))


def can_plan(library: Library, kept: Sequence[Kept], plan: StepPlan, now: datetime) -> bool:
    return not why_not_plan(library, kept, plan, now)


def check_can_plan(library: Library, kept: Sequence[Kept], plan: StepPlan, now: datetime) -> None:
    """StepHeld."""
    holds = why_not_plan(library, kept, plan, now)
    if holds:
        raise StepHeld(holds)


def _held_as(gate: Gate, plan: StepPlan, touched: frozenset[str]) -> tuple[Hold, ...]:
    return gate.holds_step(plan.toward(touched))


def _reaches_help(idea: Idea, whom: Sequence[UUID]) -> bool:
    return not whom and isinstance(idea, Step) and idea.id in REACHES_HELP and idea.fits == (Fit.HELPER,)


def _families(library: Library, entries: Iterable[Entry]) -> dict[str, Family | None]:
    own = {str(entry.id): entry.family for entry in entries if isinstance(entry, OwnNeed)}
    return {**{need.id: need.family for need in library.needs.values()}, **own}


# --- planning -----------------------------------------------------------------------------------------------


def plan_step(notebook: Notebook, library: Library, when: Stamp, step: str, whom: Sequence[UUID] = ()) -> StepPlan:
    """A draft, once the gate has nothing against beginning it. UnknownStep, StepHeld."""
    kept = notebook.entries().kept
    entries = [row.entry for row in kept]
    idea = find_idea(library, entries, step)
    holds = why_not_begin(kept, idea, whom, when["written"])
    if holds:
        raise StepHeld(holds)
    draft = StepPlan(
        **when,
        step=step,
        area=idea.area,
        depth=idea.depth,
        whom=tuple(dict.fromkeys(whom)),
        how_i_leave=idea.way_out,
        covered=tuple(sorted(said_covered(entries, whom) & bears_on(library, entries, idea))),
    )
    notebook.write(add=[draft])
    return draft


def revise_plan(notebook: Notebook, seen: Kept, **changes: object) -> StepPlan:
    """StaleRevision when it was changed in between."""
    return _change(notebook, seen, StepPlan, changes)


def finish_plan(notebook: Notebook, library: Library, seen: Kept, now: datetime, **changes: object) -> tuple[Hold, ...]:
    """Keep the last answers. It is a plan from then on, unless the gate holds it: then it stays a draft.

    Returns what holds it, in the order in which it is told.
    """
    answered = msgspec.structs.replace(seen.entry, **changes)
    if not isinstance(answered, StepPlan):
        raise TypeError(type(seen.entry).__name__)
    holds = why_not_plan(library, notebook.entries().kept, answered, now)
    revise_plan(notebook, seen, **changes, planned=None if holds else answered.planned or now)
    return holds


def put_away(notebook: Notebook, seen: Kept, *, away: bool = True) -> StepPlan:
    """Listed nowhere, and there when it is wanted; or listed again."""
    return revise_plan(notebook, seen, put_away=away)


def erase_plan(notebook: Notebook, plan: UUID) -> None:
    """The plan, what became of it, and that it was asked about."""
    notebook.write(erase=[plan, *hang_on([row.entry for row in notebook.entries().kept], {plan})])


def hang_on(entries: Iterable[Entry], gone: Iterable[UUID]) -> list[UUID]:
    """What says something about one of these plans and about nothing else."""
    ids = set(gone)
    return [entry.id for entry in entries if isinstance(entry, (StepOutcome, AskedAfter)) and entry.plan in ids]


def same_day(entries: Sequence[Entry], plan: StepPlan) -> list[StepPlan]:
    """Other open plans for the same day. Two on one evening are the person's to choose."""
    if plan.on_day is None:
        return []
    return [one for one in open_plans(entries) if one.on_day == plan.on_day and one.id != plan.id]


# --- afterwards ---------------------------------------------------------------------------------------------


def record_outcome(
    notebook: Notebook, when: Stamp, plan: UUID, took: Took, *, seen: int = 0, **answers: object
) -> StepOutcome:
    """What became of a plan. Said again, the new answers take the place of the old ones. UnknownPlan.

    seen: the revision of the outcome the person looked at, 0 for none yet. StaleRevision when it was told in between.
    A plan has one outcome at most: two windows never leave two, and neither does the same page sent twice.
    """
    kept = notebook.entries().kept
    if not any(row.entry.id == plan and isinstance(row.entry, StepPlan) for row in kept):
        raise UnknownPlan(plan)
    known = kept_outcome(kept, plan)
    if known is None:
        said = StepOutcome(**when, plan=plan, took=took, **answers)  # type: ignore[arg-type]
        notebook.write(add=[said])
        return said
    return _change(notebook, Kept(known.entry, seen), StepOutcome, {"took": took, **answers})


def kept_outcome(kept: Iterable[Kept], plan: UUID) -> Kept | None:
    return next((row for row in kept if isinstance(row.entry, StepOutcome) and row.entry.plan == plan), None)


def find_outcome(entries: Iterable[Entry], plan: UUID) -> StepOutcome | None:
    return next((entry for entry in entries if isinstance(entry, StepOutcome) and entry.plan == plan), None)


def write_meaning(notebook: Notebook, seen: Kept, meaning: str) -> StepOutcome:
    """StaleRevision when it was changed in between."""
    return _change(notebook, seen, StepOutcome, {"meaning": meaning})


def asks_about(entries: Sequence[Entry], gate: Gate, now: datetime, today: date) -> Asking | None:
    """One question at most: how someone is the day after a step, or what became of a plan. Each once, none in a pause.

    today: the day on the person's clock. Nobody is asked about a plan that a flag holds.
    """
    if current_pause(entries, now) is not None:
        return None
    asked = {(entry.plan, entry.about) for entry in entries if isinstance(entry, AskedAfter)}
    waiting = [*_due_next_day(entries, today), *_due_outcomes(entries, today)]
    for asking in waiting:
        if (asking.plan.id, asking.about) not in asked and not gate.holds_company(asking.plan.whom):
            return asking
    return None


def _due_next_day(entries: Sequence[Entry], today: date) -> list[Asking]:
    done = [one for one in told(entries) if one.outcome.took is not Took.NOT_DONE]
    return [
        Asking(plan, About.NEXT_DAY)
        for plan, outcome in reversed(done)
        if timedelta(0) < today - outcome.local.date() <= CARE_FOR
    ]


def _due_outcomes(entries: Sequence[Entry], today: date) -> list[Asking]:
    due = [(plan, _due(plan)) for plan in open_plans(entries)]
    return [
        Asking(plan, About.OUTCOME) for plan, day in due if day is not None and day < today and today - day <= ASKED_FOR
    ]


def _due(plan: StepPlan) -> date | None:
    """The day after which a plan may be asked about. A draft never is."""
    if plan.planned is None:
        return None
    return plan.on_day or (plan.planned + ASK_AFTER).date()


def is_left_alone(plan: StepPlan, now: datetime) -> bool:
    """Whether a plan was left without a word for so long that nothing asks about it any more."""
    due = _due(plan)
    return due is not None and now.date() - due > ASKED_FOR


def answer_asked(notebook: Notebook, when: Stamp, plan: UUID, about: About, felt: Felt | None = None) -> None:
    """Answered, or let be: it is not asked again. UnknownPlan."""
    kept = notebook.entries().kept
    if not any(one.id == plan for one in plans(row.entry for row in kept)):
        raise UnknownPlan(plan)
    known = next((row for row in kept if _is_asked(row.entry, plan, about)), None)
    if known is None:
        notebook.write(add=[AskedAfter(**when, plan=plan, about=about, felt=felt)])
    else:
        _change(notebook, known, AskedAfter, {"felt": felt})


def _is_asked(entry: Entry, plan: UUID, about: About) -> bool:
    return isinstance(entry, AskedAfter) and (entry.plan, entry.about) == (plan, about)


def _change(notebook: Notebook, seen: Kept, kind: type[_Kind], changes: dict[str, object]) -> _Kind:
    changed = msgspec.structs.replace(seen.entry, **changes)
    if not isinstance(changed, kind):
        raise TypeError(type(seen.entry).__name__)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])
    return changed
