"""The inner life of the made-up person: how keyed up or shut down each moment is, and whether they can stay with it.

Written to be plausible and to give every picture something to show. It says nothing about any real person.
"""

import math
from typing import NamedTuple

import numpy as np

from unhurried.domain.steadying import Presence, Side

SOFTNESS = 0.13
"""How gradually the edges of the range begin."""

LAPSE = 0.02
SIDE_SAID = 0.7
"""How often the person says which way they left."""

PRESENCE_SKIPPED = 0.06


class Stay(NamedTuple):
    """The answer to "can I stay with it?"; None when skipped."""

    presence: Presence | None
    side: Side | None = None


class MadeUpPerson:
    """Days wander around a level, hard weeks lift and deepen them, and the range widens a little over the year."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._level = 0.1

    def begin_day(self, *, hard: bool) -> None:
        self._level = 0.65 * self._level + float(self._rng.normal(0.03, 0.24))
        if hard:
            self._level += float(self._rng.choice([-0.2, 0.3]))

    def activation(self, hour: int) -> float:
        """Where this moment lies on [-1, 1]. Mornings are lower and evenings higher."""
        by_hour = 0.16 * math.sin((hour - 9) / 12 * math.pi)
        return float(np.clip(self._level + by_hour + self._rng.normal(0, 0.4), -1, 1))

    def stay(self, activation: float, week: int) -> Stay:
        """Whether the moment lies within the range of that week."""
        lower, upper = edges(week)
        below, above = _normal_below((lower - activation) / SOFTNESS), _normal_below((activation - upper) / SOFTNESS)
        draw = self._rng.random()
        if self._rng.random() < PRESENCE_SKIPPED:
            return Stay(None)
        if draw < LAPSE / 3 + (1 - LAPSE) * below:
            return self._left(Side.BELOW)
        if draw < 2 * LAPSE / 3 + (1 - LAPSE) * (below + above):
            return self._left(Side.ABOVE)
        return Stay(Presence.YES)

    def _left(self, side: Side) -> Stay:
        presence = Presence.NO if self._rng.random() < 0.6 else Presence.PARTLY  # noqa: PLR2004 - a made-up habit
        return Stay(presence, side if self._rng.random() < SIDE_SAID else None)


def edges(week: int) -> tuple[float, float]:
    """The true range of the made-up person: wider toward the end, narrower around the weeks of the letter."""
    grown = week / 51
    narrowed = 0.12 * math.exp(-(((week - 18.5) / 3) ** 2))
    return (-0.5 - 0.12 * grown + narrowed, 0.36 + 0.2 * grown - narrowed)


def _normal_below(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2))
