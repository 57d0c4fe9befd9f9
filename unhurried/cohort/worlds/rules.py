"""What a planner may be, and the rules it is compared with (docs/explanation/planner.md).

Every rule gives five choices made in the same way from what it may choose from, best first by its own reading.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from unhurried.cohort.worlds.people import DEPTHS, PEOPLE, MadeUp, TellsAll
from unhurried.inference.choices import Proposal, Weighed, arrange
from unhurried.inference.felt import mean_expectations
from unhurried.inference.memory import Candidate, times_done, times_stayed
from unhurried.inference.planner import Belief, propose, weigh
from unhurried.inference.strain import Leaving, Strain, strain_of

OFTEN_ENOUGH = 2
"""The simple rule goes on from a step after staying with it so often."""

KNOWN_CHANCE = 0.10
"""The largest true chance of leaving that knowing everything takes."""

_UNKNOWN, _NO_STRAIN = Leaving(0.0, 0.0), Strain(0.0, 0.0)


class Asked(NamedTuple):
    """What a rule may look at. person: only for knowing everything."""

    belief: Belief
    candidates: Sequence[Candidate]
    day: float
    rng: np.random.Generator
    person: MadeUp
    last_stayed: bool


class Rule(Protocol):
    def __call__(self, asked: Asked, /) -> Proposal:
        """Five choices."""


def the_planner(asked: Asked) -> Proposal:
    return propose(asked.belief, asked.candidates, asked.day, asked.rng)


def lowest_strain(asked: Asked) -> Proposal:
    return _simple(asked, _with_strain(asked))


def lowest_strain_gated(asked: Asked) -> Proposal:
    return _simple(asked, weigh(asked.belief, asked.candidates, asked.day))


def fixed_order(asked: Asked) -> Proposal:
    """Everyone at one depth, then everyone one deeper; on after staying, one back after leaving."""
    steps = sorted(asked.candidates, key=lambda step: (step.depth, step.someone))
    last = asked.belief.memory.last
    at = -1 if last is None else steps.index(last)
    wanted = max(0, min(len(steps) - 1, at + 1 if asked.last_stayed or last is None else at - 1))
    return _ranked(asked, {step: -abs(place - wanted) for place, step in enumerate(steps)})


def at_random(asked: Asked) -> Proposal:
    return _ranked(asked, dict(zip(asked.candidates, asked.rng.random(len(asked.candidates)).tolist(), strict=True)))


def hardest_first(asked: Asked) -> Proposal:
    weighed = _with_strain(asked)
    return _ranked(asked, {one.step: one.strain.middle for one in weighed})


def knowing_everything(asked: Asked) -> Proposal:
    """Takes only safe people and steps whose true chance of leaving is small; the largest true fall first, first with
    whoever is not yet there."""
    person = asked.person
    if not isinstance(person, TellsAll):
        raise TypeError("only people who tell everything can be known")
    worth = {}
    for step in asked.candidates:
        someone, depth = int(step.someone), step.depth - 1
        if person.kind[someone] == "safe" and person.chance_of_leaving(someone, depth) <= KNOWN_CHANCE:
            fall = person.expected_fall(someone, depth)
            worth[step] = fall if person.has_regained(someone) else fall + 1
    return arrange(
        [_bare(step, value) for step, value in worth.items()],
        asked.belief.memory.last,
    )


RULES: dict[str, Rule] = {
    "the planner": the_planner,
    "gated simple rule": lowest_strain_gated,
    "knowing everything": knowing_everything,
    "lowest expected strain first": lowest_strain,
    "fixed order": fixed_order,
    "random": at_random,
    "hardest first": hardest_first,
}


def everything() -> list[Candidate]:
    """Every person at every depth; nobody has a gate of the domain here."""
    return [
        Candidate(f"{someone}-{depth}", str(someone), "time", depth)
        for someone in range(PEOPLE)
        for depth in range(1, len(DEPTHS) + 1)
    ]


def _simple(asked: Asked, weighed: Sequence[Weighed]) -> Proposal:
    """The lowest strain among steps not yet stayed with often enough; then those done least."""
    memory = asked.belief.memory

    def place(one: Weighed) -> tuple[int, float]:
        still = times_stayed(memory, one.step) < OFTEN_ENOUGH
        return (0 if still else 1 + times_done(memory, one.step), one.strain.middle)

    ordered = sorted(weighed, key=place)
    return arrange([one._replace(worth=1 / (1 + rank)) for rank, one in enumerate(ordered)], memory.last)


def _with_strain(asked: Asked) -> list[Weighed]:
    candidates = asked.candidates
    felt = mean_expectations(asked.belief.felt, [(step.track, step.stakes) for step in candidates])
    strains = strain_of(
        asked.belief.rise,
        asked.belief.memory.level,
        [(step.stakes, value) for step, value in zip(candidates, felt, strict=True)],
    )
    return [Weighed(step, 0.0, strain, _UNKNOWN, 0.0, 0.0) for step, strain in zip(candidates, strains, strict=True)]


def _ranked(asked: Asked, worth: dict[Candidate, float]) -> Proposal:
    """By rank, so that no worth is below zero and rest is never marked."""
    ordered = sorted(worth, key=lambda step: worth[step])
    options = [_bare(step, 1.0 + rank) for rank, step in enumerate(ordered)]
    return arrange(options, asked.belief.memory.last)


def _bare(step: Candidate, worth: float) -> Weighed:
    return Weighed(step, worth, _NO_STRAIN, _UNKNOWN, 0.0, 0.0)
