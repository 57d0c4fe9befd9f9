"""Room steps: small steps that a person plans, does or leaves, and what came of them.

It keeps its hands off whether a step may be planned: that is for `safety` alone. Nothing here says how anyone is,
and what is not known is never counted as good.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from unhurried.domain.base import Entry, ImpossibleEntry, check_range, check_words
from unhurried.domain.people import Area
from unhurried.domain.safety import Pays, Toward, Wants
from unhurried.domain.steadying import ACTIVATION, Cell, Felt, Presence, State

SHALLOWEST, DEEPEST = 1, 10
"""Depth is how much is at stake if a step goes badly."""

LONGEST_STEP = 120
MOST_PEOPLE = 12

_HALF = 0.25
"""Half of what one of the five states stands for on [-1, 1], as in a check-in."""

# --- what a person can record -------------------------------------------------------------------------------


class Fear(Enum):
    """What might go wrong, for those who would rather tap than write."""

    TURNED_AWAY = "turned_away"
    LAUGHED_AT = "laughed_at"
    PUSHED = "pushed"
    PASSED_ON = "passed_on"
    ANGER = "anger"
    I_FREEZE = "i_freeze"


class StepPlan(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="step_plan.1"):
    """A step someone means to take, or a draft of one. Everything but the step itself may stay open.

    step: an id of content, or the uuid of an `OwnStep` as text. whom: nobody for a place or a stranger.
    fear, feared: what might go wrong, tapped or in own words. likelihood: how likely that feels, 0 to 100.
    covered: needs the person says are looked after. planned: when it was finished; None as long as it is a draft.
    """

    step: str
    area: Area
    depth: int
    whom: tuple[UUID, ...] = ()
    fear: Fear | None = None
    feared: str = ""
    likelihood: int | None = None
    how_i_leave: str = ""
    who_could_find_out: str = ""
    pays: Pays | None = None
    wants: Wants | None = None
    covered: tuple[str, ...] = ()
    on_day: date | None = None
    note: str = ""
    planned: datetime | None = None
    put_away: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.step.strip():
            raise ImpossibleEntry("step", "is empty")
        check_words("step", self.step, LONGEST_STEP)
        check_range("depth", self.depth, SHALLOWEST, DEEPEST)
        check_range("likelihood", self.likelihood, 0, 100)
        if len(self.whom) != len(set(self.whom)) or len(self.whom) > MOST_PEOPLE:
            raise ImpossibleEntry("whom", f"names someone twice, or more than {MOST_PEOPLE}")
        for field in ("feared", "how_i_leave", "who_could_find_out", "note"):
            check_words(field, getattr(self, field))
        for need in self.covered:
            check_words("covered", need, LONGEST_STEP)
        if self.planned is not None and self.planned.tzinfo is None:
            raise ImpossibleEntry("planned", "has no time zone")

    def toward(self, bears_on: Iterable[str] = ()) -> Toward:
        """The plan as the gate sees it. bears_on: the needs it touches."""
        return Toward(self.whom, self.pays, self.wants, frozenset(bears_on), frozenset(self.covered))


class Took(Enum):
    """What became of a plan. All three stand on equal footing."""

    DONE = "done"
    STOPPED_EARLY = "stopped_early"
    NOT_DONE = "not_done"


class AsFeared(Enum):
    """Whether what was feared happened. The last two are not known, and never count as good."""

    NO = "no"
    PARTLY = "partly"
    YES = "yes"
    CANNOT_TELL = "cannot_tell"
    KEPT_FROM_HAPPENING = "kept_from_happening"

    @property
    def is_known(self) -> bool:
        return self not in (AsFeared.CANNOT_TELL, AsFeared.KEPT_FROM_HAPPENING)


class StepOutcome(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="step_outcome.1"):
    """What became of a plan. A plan can have one. Every answer but the first may stay open.

    state: how keyed up or shut down it got. likelihood_next: how likely the same feels next time, 0 to 100.
    """

    plan: UUID
    took: Took
    happened: str = ""
    as_feared: AsFeared | None = None
    stayed: Presence | None = None
    state: State | None = None
    likelihood_next: int | None = None
    meaning: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_range("likelihood_next", self.likelihood_next, 0, 100)
        check_words("happened", self.happened)
        check_words("meaning", self.meaning)
        if self.took is Took.NOT_DONE and (self.as_feared, self.stayed, self.state) != (None, None, None):
            raise ImpossibleEntry("took", "a step that was not taken went neither way")

    @property
    def came_true(self) -> bool | None:
        """Whether what was feared happened, partly too; None when that is not known."""
        if self.as_feared is None or not self.as_feared.is_known:
            return None
        return self.as_feared is not AsFeared.NO

    @property
    def cell(self) -> Cell | None:
        """Where on the line of activation it got to, or None when nothing was said about the line."""
        if self.state not in ACTIVATION:
            return None
        middle = ACTIVATION[self.state]
        return Cell(max(-1.0, middle - _HALF), min(1.0, middle + _HALF))


class OwnStep(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="own_step.1"):
    """A step in the person's own words. after: the id of the idea it was made from, if there is one."""

    title: str
    area: Area
    depth: int
    words: str = ""
    way_out: str = ""
    after: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.title.strip():
            raise ImpossibleEntry("title", "is empty")
        check_words("title", self.title, LONGEST_STEP)
        check_words("after", self.after, LONGEST_STEP)
        check_range("depth", self.depth, SHALLOWEST, DEEPEST)
        for field in ("words", "way_out"):
            check_words(field, getattr(self, field))


class Shelf(Enum):
    KEPT = "kept"
    HIDDEN = "hidden"


class ShelvedStep(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="shelved_step.1"):
    """An idea the person wants near, or does not want to be offered. Erasing this takes it back."""

    step: str
    shelf: Shelf

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("step", self.step, LONGEST_STEP)


class About(Enum):
    """What the app asks about a plan, each once."""

    OUTCOME = "outcome"
    NEXT_DAY = "next_day"


class AskedAfter(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="asked_after.1"):
    """The app asked about a plan, and the person answered or let it be: then it is not asked again.

    felt: how it was the day after; None when it was let be.
    """

    plan: UUID
    about: About
    felt: Felt | None = None


# --- reading them -------------------------------------------------------------------------------------------


class Told(NamedTuple):
    """A plan and what became of it."""

    plan: StepPlan
    outcome: StepOutcome


def plans(entries: Iterable[Entry]) -> list[StepPlan]:
    return [entry for entry in entries if isinstance(entry, StepPlan)]


def told(entries: Sequence[Entry]) -> list[Told]:
    """Every plan with its outcome, in the order in which they happened. An outcome whose plan is gone says nothing."""
    by_id = {plan.id: plan for plan in plans(entries)}
    first: dict[UUID, StepOutcome] = {}
    for entry in entries:
        if isinstance(entry, StepOutcome) and entry.plan in by_id:
            first.setdefault(entry.plan, entry)
    return [Told(by_id[outcome.plan], outcome) for outcome in sorted(first.values(), key=lambda one: one.at)]


def open_plans(entries: Sequence[Entry]) -> list[StepPlan]:
    """Plans and drafts without an outcome that were not put away."""
    closed = {entry.plan for entry in entries if isinstance(entry, StepOutcome)}
    return [plan for plan in plans(entries) if plan.id not in closed and not plan.put_away]


def feared_came_true(entries: Sequence[Entry]) -> frozenset[UUID]:
    """Everyone with whom what was feared did happen, wholly. No step with them is suggested again."""
    return frozenset(whom for plan, outcome in told(entries) if outcome.as_feared is AsFeared.YES for whom in plan.whom)


def shelved(entries: Iterable[Entry], shelf: Shelf) -> frozenset[str]:
    return frozenset(entry.step for entry in entries if isinstance(entry, ShelvedStep) and entry.shelf is shelf)
