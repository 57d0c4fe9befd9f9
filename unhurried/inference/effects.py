"""What a practice does: how far activation moves toward the settled middle, by practice and by the side it started on.

For: a change with its band, pulled toward zero as long as little is known.
Must not: rank practices whose bands overlap, or take falling back to one's usual level for an effect. Every prior is
opinion until a clinician has seen it (docs/explanation/models.md).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from unhurried.inference.normal import Floats

ENOUGH = 5
"""Before so many times with a practice from one side there is only the list."""

NOISE = 0.25
"""Standard deviation of one rating around how it was: the five states are 0.5 apart."""

USUAL_MEAN, USUAL_SPREAD, USUAL_COUNT = 0.6, 0.35, 8.0
"""Distance from the middle on one side before any check-in is known, and how many check-ins that is worth."""

_TYPICAL = (0.05, 0.15, 0.4)
"""How much practices differ from doing nothing; each is as likely beforehand, so a small effect stays possible."""
_SCATTER = (0.2, 0.35, 0.6)
"""How much one time differs from another with the same practice; each is as likely beforehand."""
_TYPICAL_SQUARED, _SCATTER_SQUARED = (
    nodes.reshape(-1) ** 2 for nodes in np.meshgrid(_TYPICAL, _SCATTER, indexing="ij")
)

_NINETY = 1.6448536269514722


class StartingSide(Enum):
    KEYED_UP = "keyed_up"
    SHUT_DOWN = "shut_down"


@dataclass(frozen=True, slots=True)
class Change:
    """One time of a practice. before, after: activation on [-1, 1]; side: where it started from."""

    practice: str
    side: StartingSide
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Effect:
    """Change in distance from the settled middle beyond what would have come by itself; below zero is closer.

    mean with a 90 % band from low to high, on the scale where the middle to one end is 1; count: how many times.
    enough: whether anything beyond the list may be shown.
    """

    practice: str
    side: StartingSide
    mean: float
    low: float
    high: float
    count: int

    @property
    def enough(self) -> bool:
        return self.count >= ENOUGH


def side_of(before: float) -> StartingSide | None:
    """Keyed up above the middle, shut down below; None in the middle itself, where nothing can come closer."""
    if before == 0:
        return None
    return StartingSide.KEYED_UP if before > 0 else StartingSide.SHUT_DOWN


def estimate(changes: Iterable[Change], usual: Sequence[float] = ()) -> tuple[Effect, ...]:
    """One effect for each practice and side that occurs, in the order of first use.

    usual: activation in the person's plain check-ins, from which the usual distance on each side is taken.
    A normal model with effects drawn around zero (docs/explanation/models.md, equations 6 to 9).
    """
    # By whether it started keyed up, and not by the side itself: an enum's own hash takes longer than all the rest.
    groups: defaultdict[tuple[str, bool], list[float]] = defaultdict(list)
    keyed_up, shut_down = _usual_levels(usual)
    for change in changes:
        up = change.side is StartingSide.KEYED_UP
        mean, kept = keyed_up if up else shut_down
        by_itself = mean + kept * (abs(change.before) - mean)
        groups[change.practice, up].append(abs(change.after) - by_itself)
    if not groups:
        return ()
    counts, means, squares = _totals(list(groups.values()))
    middle, half = _posterior(counts, means, squares)
    return tuple(
        Effect(practice, _SIDES[up], centre, centre - reach, centre + reach, int(count))
        for (practice, up), centre, reach, count in zip(
            groups, middle.tolist(), half.tolist(), counts.tolist(), strict=True
        )
    )


def can_tell_apart(one: Effect, other: Effect) -> bool:
    """Whether two effects may be put in an order: enough of each, the same side, and bands that do not touch."""
    if not (one.enough and other.enough) or one.side is not other.side:
        return False
    return one.high < other.low or other.high < one.low


def _usual_levels(usual: Sequence[float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Keyed up and shut down: the usual distance, and the share of a rating's distance from it that was not noise."""
    signed = np.asarray(usual, dtype=np.float64)
    return _usual_level(signed), _usual_level(-signed)


def _usual_level(signed: Floats) -> tuple[float, float]:
    distances = signed[signed > 0]
    count = len(distances) + USUAL_COUNT
    mean = (float(distances.sum()) + USUAL_COUNT * USUAL_MEAN) / count
    off = distances - mean
    variance = (float(off @ off) + USUAL_COUNT * USUAL_SPREAD**2) / count
    return mean, max(0.0, variance - NOISE**2) / variance


_SIDES = {True: StartingSide.KEYED_UP, False: StartingSide.SHUT_DOWN}


def _totals(groups: list[list[float]]) -> tuple[Floats, Floats, float]:
    """How many and the mean in each group; the sum of squares around these means over all groups."""
    counts = np.array([len(group) for group in groups], dtype=np.float64)
    means = np.array([math.fsum(group) / len(group) for group in groups])
    squares = math.fsum(
        [(off := value - mean) * off for group, mean in zip(groups, means.tolist(), strict=True) for value in group]
    )
    return counts, means, squares


def _posterior(counts: Floats, means: Floats, squares: float) -> tuple[Floats, Floats]:
    """[group] each: the mean of an effect and half of its 90 % band, over all nodes of typical size and scatter.

    On each node an effect is normal; the band is that of a normal with the mean and the variance of all nodes.
    """
    own = _SCATTER_SQUARED / counts[:, None]
    total = _TYPICAL_SQUARED + own
    squared = (means * means)[:, None]
    fits = -0.5 * (np.log(total) + squared / total).sum(axis=0)
    fits -= squares / 2 / _SCATTER_SQUARED + (counts.sum() - len(counts)) / 2 * np.log(_SCATTER_SQUARED)
    weights = np.exp(fits - fits.max())
    weights /= weights.sum()
    trust = _TYPICAL_SQUARED / total
    middle = means * (trust @ weights)
    variance = (trust * own + trust * trust * squared) @ weights - middle * middle
    return middle, _NINETY * np.sqrt(variance)
