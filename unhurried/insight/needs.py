"""Room needs: how steps went where a need was looked after, beside those where it was not.

For: counts a person can read for themselves. Must not: rank needs, or say that one caused anything: a person looks after
a need where they can, and those steps may have been the easier ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unhurried.domain.base import Entry
from unhurried.domain.needs import NamedNeed
from unhurried.domain.steadying import Presence
from unhurried.domain.steps import Told, told
from unhurried.inference.change import Wobble, find_change


@dataclass(frozen=True, slots=True)
class HowItWent:
    """Steps that were told about. stayed of answered: could stay with it. came_true of known: what was feared happened."""

    steps: int
    stayed: int
    answered: int
    came_true: int
    known: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A need of the person's, and the steps with it looked after and without.

    stayed_differs, feared_differs: whether more than the usual wobble lies between the two; None with too few to tell.
    """

    need: str
    looked_after: HowItWent
    not_looked_after: HowItWent
    stayed_differs: bool | None
    feared_differs: bool | None


def find_conditions(entries: Sequence[Entry]) -> tuple[Condition, ...]:
    """Each need the person calls theirs that was looked after in a step they told about, in the order they named them."""
    steps = told(entries)
    named = dict.fromkeys(entry.need for entry in entries if isinstance(entry, NamedNeed))
    return tuple(_condition(need, steps) for need in named if any(need in one.plan.covered for one in steps))


def _condition(need: str, steps: Iterable[Told]) -> Condition:
    steps = list(steps)
    with_it = _went(one for one in steps if need in one.plan.covered)
    without = _went(one for one in steps if need not in one.plan.covered)
    return Condition(
        need,
        with_it,
        without,
        _differs(*((went.stayed, went.answered) for went in (with_it, without))),
        _differs(*((went.came_true, went.known) for went in (with_it, without))),
    )


def _went(steps: Iterable[Told]) -> HowItWent:
    outcomes = [one.outcome for one in steps]
    stayed = [outcome.stayed is Presence.YES for outcome in outcomes if outcome.stayed is not None]
    came_true = [outcome.came_true for outcome in outcomes if outcome.came_true is not None]
    return HowItWent(len(outcomes), sum(stayed), len(stayed), sum(came_true), len(came_true))


def _differs(one: tuple[int, int], other: tuple[int, int]) -> bool | None:
    """Each: how many of how many."""
    change = find_change(*((some, whole - some) for some, whole in (one, other)))
    return None if change.wobble is Wobble.TOO_FEW else change.wobble is None
