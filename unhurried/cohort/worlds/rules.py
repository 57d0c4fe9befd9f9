"""What a planner may be, and the rules it is compared with (docs/explanation/planner.md).

Every rule gives five choices made in the same way from what it may choose from, best first by its own reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from unhurried.cohort.worlds.journey import Journey
from unhurried.cohort.worlds.people import MadeUp, TellsAll
from unhurried.inference.choices import Proposal, Weighed, arrange
from unhurried.inference.felt import mean_expectations
from unhurried.inference.memory import Candidate, times_done, times_stayed
from unhurried.inference.planner import Belief, weigh
from unhurried.inference.strain import Leaving, Strain, strain_of

OFTEN_ENOUGH = 2
"""The simple rule goes on from a step after staying with it so often."""

KNOWN_CHANCE = 0.10
"""The largest true chance of leaving that knowing everything takes."""

_UNKNOWN, _NO_STRAIN = Leaving(0.0, 0.0), Strain(0.0, 0.0)


@dataclass
class Asked:
    """What a rule may look at. person: only for knowing everything."""

    journey: Journey
    day: float
    rng: np.random.Generator
    person: MadeUp
    last_stayed: bool

    @cached_property
    def belief(self) -> Belief:
        return self.journey.belief(self.day)


class Rule(Protocol):
    def __call__(self, asked: Asked, /) -> Proposal:
        """Five choices."""


def the_planner(asked: Asked) -> Proposal:
    return asked.journey.propose(asked.day)


def lowest_strain(asked: Asked) -> Proposal:
    return _simple(asked, _with_strain(asked))


def lowest_strain_gated(asked: Asked) -> Proposal:
    journey, day = asked.journey, asked.day
    return _simple(asked, weigh(asked.belief, journey.candidates(day), journey.day_of_proposal(day, asked.belief)))


def fixed_order(asked: Asked) -> Proposal:
    """Everyone at one depth, then everyone one deeper; on after staying, one back after leaving."""
    steps = sorted(asked.journey.everything, key=lambda step: (step.depth, step.someone))
    last = asked.journey.last_step()
    at = -1 if last is None else steps.index(last)
    wanted = max(0, min(len(steps) - 1, at + 1 if asked.last_stayed or last is None else at - 1))
    return _ranked(asked, {step: -abs(place - wanted) for place, step in enumerate(steps)})


def at_random(asked: Asked) -> Proposal:
    steps = asked.journey.everything
    return _ranked(asked, dict(zip(steps, asked.rng.random(len(steps)).tolist(), strict=True)))


def hardest_first(asked: Asked) -> Proposal:
    weighed = _with_strain(asked)
    return _ranked(asked, {one.step: one.strain.middle for one in weighed})


def knowing_everything(asked: Asked) -> Proposal:
    """Takes only safe people and steps whose true chance of leaving is small; the largest true fall first, first with
    whoever is not yet there."""
    return _knowing(asked, asked.journey.everything)


def knowing_everything_gated(asked: Asked) -> Proposal:
    """The same among the steps that the planner chooses from: no aim behind these gates can do better by much."""
    journey, day = asked.journey, asked.day
    passing = weigh(asked.belief, journey.candidates(day), journey.day_of_proposal(day, asked.belief))
    return _knowing(asked, [one.step for one in passing])


def _knowing(asked: Asked, steps: Sequence[Candidate]) -> Proposal:
    person = asked.person
    if not isinstance(person, TellsAll):
        raise TypeError("only people who tell everything can be known")
    worth = {}
    for step in steps:
        someone, depth = asked.journey.place(step), step.depth - 1
        if person.kind[someone] == "safe" and person.chance_of_leaving(someone, depth) <= KNOWN_CHANCE:
            fall = person.expected_fall(someone, depth)
            worth[step] = fall if person.has_regained(someone) else fall + 1
    return arrange(
        [_bare(step, value) for step, value in worth.items()],
        asked.journey.last_step(),
    )


RULES: dict[str, Rule] = {
    "the planner": the_planner,
    "gated simple rule": lowest_strain_gated,
    "knowing everything": knowing_everything,
    "knowing everything behind the gates": knowing_everything_gated,
    "lowest expected strain first": lowest_strain,
    "fixed order": fixed_order,
    "random": at_random,
    "hardest first": hardest_first,
}


def _simple(asked: Asked, weighed: Sequence[Weighed]) -> Proposal:
    """The lowest strain among steps not yet stayed with often enough; then those done least."""
    memory = asked.belief.memory

    def place(one: Weighed) -> tuple[int, float]:
        still = times_stayed(memory, one.step) < OFTEN_ENOUGH
        return (0 if still else 1 + times_done(memory, one.step), one.strain.middle)

    ordered = sorted(weighed, key=place)
    return arrange([one._replace(worth=1 / (1 + rank)) for rank, one in enumerate(ordered)], memory.last)


def _with_strain(asked: Asked) -> list[Weighed]:
    candidates, belief = asked.journey.everything, asked.belief
    felt = mean_expectations(belief.felt, [(step.track, step.stakes) for step in candidates])
    strains = strain_of(
        belief.rise,
        belief.memory.level,
        [(step.stakes, value) for step, value in zip(candidates, felt, strict=True)],
    )
    return [Weighed(step, 0.0, strain, _UNKNOWN, 0.0, 0.0) for step, strain in zip(candidates, strains, strict=True)]


def _ranked(asked: Asked, worth: dict[Candidate, float]) -> Proposal:
    """By rank, so that no worth is below zero and rest is never marked."""
    ordered = sorted(worth, key=lambda step: worth[step])
    options = [_bare(step, 1.0 + rank) for rank, step in enumerate(ordered)]
    return arrange(options, asked.journey.last_step())


def _bare(step: Candidate, worth: float) -> Weighed:
    return Weighed(step, worth, _NO_STRAIN, _UNKNOWN, 0.0, 0.0)
