"""The made-up people whom the planner is tried on. Fixed before the planner was: wrap them, do not change them.

A life has four people (two safe, one mixed, one unsafe, in an order of its own) and ten depths of step.
The person is deliberately not what the planner assumes: threat learned by prediction error (Rescorla and Wagner 1972)
with rates of their own, spreading to other people and coming back with time; activation that grows unevenly with
threat; shutting down when overwhelmed; a range that narrows after leaving it and widens with steps they stayed with.
Must not: change a number or the order of a draw. A test compares the draws with recorded ones.
"""

import math
from enum import IntEnum
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np

from unhurried.inference.normal import Floats

MATCHED = "matched"
CHARM = "charm then betrayal"
BAD_WEEKS = "hidden bad weeks"
UNDER_REPORTED = "arousal under-reported"
UNLOGGED = "half of exits unlogged"
WORLDS = (MATCHED, CHARM, BAD_WEEKS, UNDER_REPORTED, UNLOGGED)

PEOPLE = 4
DEPTHS = np.linspace(0.08, 1.0, 10)
"""How deep each of the ten depths goes, from 0 to 1."""

KINDS = ("safe", "safe", "mixed", "unsafe")
KEEPS = {"safe": 0.93, "mixed": 0.75, "unsafe": 0.40}
"""How often each kind of person keeps faith."""

CHARMING_MEETINGS = 8
KEEPS_CHARMING, KEEPS_AFTER = 0.97, 0.25

BAD_WEEKS_OF_THIRTEEN = (6, 7, 8)
NARROWER_IN_BAD_WEEKS = 0.45
"""By how much the logarithm of the width falls."""

OVERWHELMED = 0.5
"""So far above the upper edge the person shuts down."""

LAPSES = 0.01
LEARNED_OUTSIDE = 0.25
"""The share that is learned outside the range."""

REGAINED_BELOW = 0.35
_BY_DEPTH = 0.55
_AT_DEPTH_SEVEN_TENTHS = 0.55 * 0.2


class Stay(IntEnum):
    """Where a moment was, as the made-up person knows it. The notebook learns only whether they stayed."""

    BELOW = 0
    STAYED = 1
    ABOVE = 2


class Attempt(NamedTuple):
    """What became of a step: activation on [-1, 1], whether they stayed, whether the other person kept faith."""

    activation: float
    stay: int
    kept: bool


class MadeUp(Protocol):
    """What a made-up person has to do to be tried; `--world FILE.py:Class` takes any class like this.

    Made as Class(seed, world). kind: of each of four people, in their order: "safe", "mixed" or "unsafe". `someone` is
    a place in that order, `depth` runs from 0 to 9. A class that is `TellsAll` too is tried beside knowing everything.
    """

    kind: list[str]

    def week(self, number: int, /) -> None:
        """A week begins."""

    def checkin(self) -> tuple[float, int]:
        """Activation and where it was, at some moment of an ordinary day."""

    def threat(self, someone: int, depth: int, /) -> float:
        """How likely harm feels, from 0 to 1, before a step."""

    def attempt(self, someone: int, depth: int, /) -> tuple[float, int, bool]:
        """Take a step: activation, where it was, whether faith was kept. Afterwards the person is changed by it."""

    def regained(self) -> bool:
        """Whether felt threat at depth .7 is below .35 with every safe person."""


@runtime_checkable
class TellsAll(Protocol):
    """A made-up person who can be known inside and out."""

    kind: list[str]

    def chance_of_leaving(self, someone: int, depth: int, /) -> float:
        """The true chance of leaving the range in this step."""

    def expected_fall(self, someone: int, depth: int, /) -> float:
        """How much felt threat of this person falls in this step, on average, while staying."""

    def has_regained(self, someone: int, /) -> bool:
        """Whether felt threat of this person is low enough to count."""


class Person:
    """One made-up person in one world."""

    def __init__(self, seed: int, world: str = MATCHED) -> None:
        rng = self._rng = np.random.default_rng(seed)
        self._world = world
        self.kind = [KINDS[place] for place in rng.permutation(PEOPLE)]
        self._fear: Floats = np.clip(rng.normal(0.72, 0.1, PEOPLE), 0.35, 0.95)
        self._first_fear = self._fear.copy()
        self._centre, self._log_width = float(rng.normal(-0.02, 0.12)), math.log(rng.uniform(0.65, 1.15))
        self._softness = rng.uniform(0.1, 0.2)
        self._learns_kept, self._learns_harm = rng.uniform(0.10, 0.22), rng.uniform(0.25, 0.5)
        self._spreads = rng.uniform(0.1, 0.35)
        self._base, self._gain = rng.normal(-0.28, 0.08), rng.uniform(0.85, 1.35)
        self._mood = 0.0
        self._met = [0] * PEOPLE
        self._bad_week = False

    def threat(self, someone: int, depth: int) -> float:
        return float(np.clip(self._fear[someone] + _BY_DEPTH * (DEPTHS[depth] - 0.5), 0.01, 0.99))

    def week(self, number: int) -> None:
        """Fear comes back a little, the mood changes, the range drifts."""
        self._fear += 0.012 * (self._first_fear - self._fear)
        self._mood = 0.6 * self._mood + self._rng.normal(0, 0.08)
        self._centre += self._rng.normal(0, 0.015)
        self._log_width += self._rng.normal(0, 0.03)
        self._bad_week = self._world == BAD_WEEKS and number % 13 in BAD_WEEKS_OF_THIRTEEN

    def checkin(self) -> tuple[float, int]:
        activation = float(np.clip(-0.05 + self._mood + self._rng.normal(0, 0.38), -1, 1))
        return activation, self._where(activation)

    def attempt(self, someone: int, depth: int) -> Attempt:
        threat = self.threat(someone, depth)
        activation = self._usual_activation(threat, depth) + self._rng.normal(0, 0.12)
        lower, upper = self._edges()
        if activation > upper + OVERWHELMED:
            activation = lower - 0.3 * self._rng.random() - 0.05
        activation = float(np.clip(activation, -1, 1))
        stay = self._where(activation)
        kept = self._keeps(someone)
        self._learn(someone, threat, stay, kept=kept)
        return Attempt(activation, stay, kept)

    def regained(self) -> bool:
        return all(
            fear + _AT_DEPTH_SEVEN_TENTHS < REGAINED_BELOW
            for fear, kind in zip(self._fear, self.kind, strict=True)
            if kind == "safe"
        )

    # --- what only knowing everything may ask ---------------------------------------------------------------

    def chance_of_leaving(self, someone: int, depth: int) -> float:
        """The true chance of leaving the range in this step, over the noise of activation."""
        middle = self._usual_activation(self.threat(someone, depth), depth)
        lower, upper = self._edges()
        spread = math.hypot(self._softness, 0.12)
        return (1 - LAPSES) * (_up_to((lower - middle) / spread) + _up_to((middle - upper) / spread))

    def expected_fall(self, someone: int, depth: int) -> float:
        """How much felt threat of this person falls in this step, on average, while staying. Below zero it rises."""
        threat, keeps = self.threat(someone, depth), self._chance_of_keeping(someone)
        rise = (1 - keeps) * self._learns_harm * (1 - threat)
        return (1 - self.chance_of_leaving(someone, depth)) * float(keeps * self._learns_kept * threat - rise)

    def has_regained(self, someone: int) -> bool:
        return bool(self._fear[someone] + _AT_DEPTH_SEVEN_TENTHS < REGAINED_BELOW)

    # --- inside ---------------------------------------------------------------------------------------------

    def _usual_activation(self, threat: float, depth: int) -> float:
        deep = DEPTHS[depth]
        return float(self._base + self._gain * (0.25 * deep + 0.75 * threat * (0.35 + 0.65 * deep)) + self._mood)

    def _edges(self) -> tuple[float, float]:
        half = math.exp(self._log_width - (NARROWER_IN_BAD_WEEKS if self._bad_week else 0)) / 2
        return self._centre - half, self._centre + half

    def _where(self, activation: float) -> Stay:
        lower, upper = self._edges()
        below = (1 - LAPSES) * _up_to((lower - activation) / self._softness)
        above = (1 - LAPSES) * _up_to((activation - upper) / self._softness)
        drawn = self._rng.random()
        if drawn < below:
            return Stay.BELOW
        return Stay.ABOVE if drawn < below + above else Stay.STAYED

    def _keeps(self, someone: int) -> bool:
        chance = self._chance_of_keeping(someone)
        self._met[someone] += 1
        return bool(self._rng.random() < chance)

    def _chance_of_keeping(self, someone: int) -> float:
        kind = self.kind[someone]
        if self._world == CHARM and kind == "unsafe":
            return KEEPS_CHARMING if self._met[someone] < CHARMING_MEETINGS else KEEPS_AFTER
        return KEEPS[kind]

    def _learn(self, someone: int, threat: float, stay: Stay, *, kept: bool) -> None:
        """Fear moves toward what happened, spreads to the others, and the range narrows or widens."""
        harm = 0.0 if kept else 1.0
        stayed = stay is Stay.STAYED
        rate = (self._learns_harm if harm else self._learns_kept) * (1.0 if stayed else LEARNED_OUTSIDE)
        surprise = harm - threat
        for other in range(PEOPLE):
            # In the order and grouping of the original, so that not even rounding differs.
            moved = rate * surprise if other == someone else self._spreads * rate * surprise * 0.5
            self._fear[other] = np.clip(self._fear[other] + moved, 0.01, 0.99)
        if stayed:
            self._log_width += 0.018 * (1 - math.exp(self._log_width) / 1.9)
        else:
            self._log_width -= 0.05
            self._fear[someone] = min(0.99, self._fear[someone] + 0.02)


def _up_to(z: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))
