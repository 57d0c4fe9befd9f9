"""Five choices of equal size, in one order, one of them marked.

For: a step back, rest, same again, one a little different, one a little more. Must not: leave out rest, or put a step
among them that was not given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from unhurried.inference.memory import Candidate
from unhurried.inference.strain import Leaving, Strain


class Kind(Enum):
    """The five, in their order."""

    BACK = "back"
    REST = "rest"
    SAME = "same"
    DIFFERENT = "different"
    MORE = "more"


class Reason(Enum):
    """Why a choice is there; the words for it are content."""

    LESS_STRAIN = "less_strain"
    AFTER_BROKEN_FAITH = "after_broken_faith"
    ALWAYS_THERE = "always_there"
    FIRST_WEEKS = "first_weeks"
    NOTHING_FITS = "nothing_fits"
    NOT_SETTLED_YET = "not_settled_yet"
    OTHER_PERSON = "other_person"
    OTHER_STEP = "other_step"
    RECORDS_ALLOW = "records_allow"


class Weighed(NamedTuple):
    """A step with what it rests on. worth: how much it is expected to change expectation, among what may be proposed.

    strain: activation foretold. leaving: chance of leaving the range. careful: how likely, at the careful end, what is
    feared does not happen; needed: what limit 2 asks for. Never shown as a figure for a person.
    """

    step: Candidate
    worth: float
    strain: Strain
    leaving: Leaving
    careful: float
    needed: float


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the five. weighed: None for rest, and when no step of this kind may be proposed."""

    kind: Kind
    reason: Reason
    weighed: Weighed | None = None

    @property
    def step(self) -> Candidate | None:
        return self.weighed.step if self.weighed else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The five choices in their order, and which of them is marked."""

    choices: tuple[Choice, Choice, Choice, Choice, Choice]
    marked: Kind

    @property
    def marked_choice(self) -> Choice:
        return next(choice for choice in self.choices if choice.kind is self.marked)

    def steps(self) -> list[Candidate]:
        return [choice.step for choice in self.choices if choice.step is not None]


def arrange(
    options: Sequence[Weighed], last: Candidate | None, *, held: bool = False, rest: Reason | None = None
) -> Proposal:
    """The best of each kind. The one of the largest worth is marked; rest when none is above zero.

    last: the last step, which the kinds are relative to. held: whether faith broke with that person lately. rest: why
    rest is the answer, when it is not only always there.
    """
    best: dict[Kind, Weighed] = {}
    for option in options:
        kind = kind_of(option.step, last)
        if kind not in best or option.worth > best[kind].worth:
            best[kind] = option
    marked = max(best, key=lambda kind: best[kind].worth, default=Kind.REST)
    if marked is not Kind.REST and best[marked].worth <= 0:
        marked = Kind.REST
    resting = rest or (Reason.ALWAYS_THERE if best else Reason.NOTHING_FITS)
    back, rest_choice, same, different, more = (
        Choice(kind, resting if kind is Kind.REST else _reason(kind, best.get(kind), last, held=held), best.get(kind))
        for kind in Kind
    )
    return Proposal((back, rest_choice, same, different, more), marked)


def kind_of(step: Candidate, last: Candidate | None) -> Kind:
    """What a step is beside the last one; before the first one everything is a little more than nothing."""
    if last is None or step.depth > last.depth:
        return Kind.MORE
    if step.depth < last.depth:
        return Kind.BACK
    same = (step.step, step.someone, step.area) == (last.step, last.someone, last.area)
    return Kind.SAME if same else Kind.DIFFERENT


def _reason(kind: Kind, weighed: Weighed | None, last: Candidate | None, *, held: bool) -> Reason:
    if weighed is None:
        return Reason.NOTHING_FITS
    if kind is Kind.BACK:
        return Reason.AFTER_BROKEN_FAITH if held else Reason.LESS_STRAIN
    if kind is Kind.SAME:
        return Reason.NOT_SETTLED_YET
    if kind is Kind.DIFFERENT:
        other = last is not None and weighed.step.someone != last.someone
        return Reason.OTHER_PERSON if other else Reason.OTHER_STEP
    return Reason.RECORDS_ALLOW
