"""How often promises to oneself were kept, by size, and which size may be suggested.

For: P(kept) at each of five sizes with its band, and the largest size that has worked. Must not: take silence, or a
promise that was changed, for one that was not kept, count days in a row, or give one figure for a person. Every prior
and threshold is opinion until a clinician has seen it (docs/explanation/models.md, equations 23 to 26).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import NamedTuple

import numpy as np

from unhurried.inference.band import OUTSIDE, Places, quantiles
from unhurried.inference.normal import Floats
from unhurried.inference.showing import ENOUGH_EVIDENCE

SIZES = (1, 2, 3, 4, 5)

ENOUGH = 5
"""Below so many promises that were told of there is only the list."""

WIDEST_BAND = 0.5
"""A 90 % band at least this wide, of a share between 0 and 1, is of no use."""

MEAN_TO_SUGGEST, LOW_TO_SUGGEST = 0.8, 0.6
"""A size is suggested from this mean and this 5 % quantile on."""

TILT = 2.0
"""How much lower, or higher, the log-odds of keeping may be among promises that were never told of."""

_SMALLEST_NODES, _STEEPER_NODES = 81, 61
_REACH = 4.0
"""The grid ends so many standard deviations of the prior away."""


_GOLDEN = (math.sqrt(5) - 1) / 2
"""Each column of the grid is moved by this share of a step more, so that no two nodes give the smallest size the same
chance. Otherwise the ends of its band would jump from node to node."""


class Prior(NamedTuple):
    """smallest: mean and spread of the log-odds of keeping the smallest size (normal).

    steeper: spread of what one size more takes off the log-odds (half-normal, so never below 0).
    half_life: days after which a promise counts half; `math.inf` for never.
    """

    smallest: tuple[float, float] = (1.5, 1.5)
    steeper: float = 0.6
    half_life: float = 90.0


class Promised(NamedTuple):
    """One promise whose day has come. size: 1 to 5. day: in days from any fixed day.

    kept: None when nothing was said, or it was changed: not known, which is not the same as not kept.
    """

    size: int
    day: float
    kept: bool | None


class Silence(Enum):
    """Why a share is not shown."""

    TOO_FEW = "too_few"
    TOO_WIDE = "too_wide"


@dataclass(frozen=True, slots=True)
class Share:
    """How often kept, between 0 and 1. low to high: the 90 % band, with what is open like the rest; middle: the mean.

    least to most: how far the band reaches when what is open differs as much as the tilt says. careful: the mean with
    what is open gone worse.
    """

    middle: float
    low: float
    high: float
    least: float
    most: float
    careful: float

    @property
    def width(self) -> float:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class SizeReading:
    """One size. told, kept: promises of this size that were told of, and those kept. The share is None exactly when
    there is a silence."""

    size: int
    told: int
    kept: int
    share: Share | None
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be said today. sizes: from the smallest. told: promises it rests on; missing: how many more it takes.

    open: promises that were never told of, or were changed. largest: the largest size that has worked; None while too
    few are told of, or where none passes. smaller_more: whether it may be said that smaller ones were kept more often.
    """

    sizes: tuple[SizeReading, ...]
    told: int
    missing: int
    open: int
    largest: int | None
    smaller_more: bool


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """What the promises say, up to `day`.

    fits: [smallest, steeper] log-likelihood, each promise weighed by its age; the first column has no slope at all.
    known, open: promises told of and not, weighed the same. told, kept: plain counts by size. left_open: a plain count.
    """

    prior: Prior
    day: float
    fits: Floats
    known: float
    open: float
    told: tuple[int, ...]
    kept: tuple[int, ...]
    left_open: int


def start(prior: Prior | None = None) -> Belief:
    """Nothing promised yet."""
    grid = _grid(prior or Prior())
    none = (0,) * len(SIZES)
    return Belief(grid.prior, -math.inf, np.zeros(grid.logs[0][0].shape), 0.0, 0.0, none, none, 0)


def update(belief: Belief, promise: Promised) -> Belief:
    """The belief after one more promise, in any order of days: an earlier one counts by its own age.

    The discounted likelihood of a logistic regression (equations 23 and 24). ValueError for a size that is none.
    """
    if promise.size not in SIZES:
        raise ValueError("a size is 1 to 5")
    day = max(belief.day, promise.day)
    older, own = (_worth(belief.prior, day - one) for one in (belief.day, promise.day))
    if promise.kept is None:
        return replace(
            belief,
            day=day,
            fits=older * belief.fits,
            known=older * belief.known,
            open=older * belief.open + own,
            left_open=belief.left_open + 1,
        )
    at = promise.size - 1
    return replace(
        belief,
        day=day,
        fits=older * belief.fits + own * _grid(belief.prior).logs[int(promise.kept)][at],
        known=older * belief.known + own,
        open=older * belief.open,
        told=_one_more(belief.told, at, by=1),
        kept=_one_more(belief.kept, at, by=int(promise.kept)),
    )


def replay(promises: Iterable[Promised], prior: Prior | None = None) -> Belief:
    belief = start(prior)
    for promise in promises:
        belief = update(belief, promise)
    return belief


def read(belief: Belief, day: float) -> Reading:
    """What may be said on a day. Below the minimum there are only counts."""
    told = sum(belief.told)
    enough = told >= ENOUGH
    weights = weights_of(belief, day)
    shares = [share_of(belief, weights, size) if enough else None for size in SIZES]
    return Reading(
        sizes=tuple(_size_reading(belief, size, share) for size, share in zip(SIZES, shares, strict=True)),
        told=told,
        missing=max(0, ENOUGH - told),
        open=belief.left_open,
        largest=_largest(belief, shares),
        smaller_more=enough and evidence(belief, day) > math.log(ENOUGH_EVIDENCE),
    )


def weights_of(belief: Belief, day: float) -> Floats:
    """[smallest, steeper], sums to 1: how likely each node is on a day."""
    logs = _grid(belief.prior).weights + _worth(belief.prior, day - belief.day) * belief.fits[:, 1:]
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def share_of(belief: Belief, weights: Floats, size: int) -> Share:
    """How often a size is kept, with its band and its reach. A share moves one way with the tilt, and so do quantiles."""
    grid = _grid(belief.prior)
    places, chances = grid.places[size - 1], grid.chances[size - 1]
    low, high = quantiles(places, weights, (OUTSIDE, 1 - OUTSIDE))
    open_share = belief.open / (belief.open + belief.known) if belief.open else 0.0
    worse = _mixed(chances, open_share, -TILT)
    ends = np.array([low, high])
    least, most = _mixed(ends, open_share, -TILT)[0], _mixed(ends, open_share, TILT)[1]
    mean, careful = float((weights * chances).sum()), float((weights * worse).sum())
    return Share(mean, low, high, float(least), float(most), careful)


def evidence(belief: Belief, day: float) -> float:
    """Natural logarithm of the Bayes factor for smaller ones being kept more often, against size not mattering."""
    grid = _grid(belief.prior)
    fits = _worth(belief.prior, day - belief.day) * belief.fits
    return _log_mean(fits[:, 1:], grid.weights) - _log_mean(fits[:, 0], grid.flat)


def places_of(prior: Prior, size: int) -> Places:
    """Where the chance of keeping a size may lie, for whoever asks more of the weights."""
    return _grid(prior).places[size - 1]


def smaller(size: int | None) -> int | None:
    """One size less, for after a hard week. The smallest has none below it."""
    return None if size is None else max(SIZES[0], size - 1)


# --- how it is worked out -----------------------------------------------------------------------------------


class _Grid(NamedTuple):
    """weights: [smallest, steeper] log of the prior. flat: [smallest] the same without a slope. logs: for not kept and
    kept, [size] of [smallest, 1 + steeper]. chances, places: by size, on the nodes with a slope."""

    prior: Prior
    weights: Floats
    flat: Floats
    logs: tuple[tuple[Floats, ...], tuple[Floats, ...]]
    chances: tuple[Floats, ...]
    places: tuple[Places, ...]


@cache
def _grid(prior: Prior, finer: int = 1) -> _Grid:
    """finer: so many times the nodes, to see that it makes no difference."""
    mean, spread = prior.smallest
    nodes = _STEEPER_NODES * finer
    along_steeper = (np.arange(nodes) + 0.5) / nodes
    steeper = prior.steeper * _REACH * along_steeper**2  # closer together toward 0, where most people may lie
    slopes = np.concatenate(([0.0], steeper))
    smallest, step = np.linspace(
        mean - _REACH * spread, mean + _REACH * spread, (_SMALLEST_NODES - 1) * finer + 1, retstep=True
    )
    staggered = smallest[:, None] + step * (np.arange(nodes + 1) * _GOLDEN % 1 - 0.5)[None, :]
    along = -0.5 * ((staggered - mean) / spread) ** 2
    odds = [staggered - slopes[None, :] * (size - 1) for size in SIZES]
    chances = tuple(_chance(one[:, 1:]) for one in odds)
    return _Grid(
        prior,
        along[:, 1:] + (np.log(along_steeper) - 0.5 * (steeper / prior.steeper) ** 2)[None, :],
        along[:, 0],
        (tuple(-np.logaddexp(0, one) for one in odds), tuple(-np.logaddexp(0, -one) for one in odds)),
        chances,
        tuple(Places.of(one) for one in chances),
    )


def _chance(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


def _worth(prior: Prior, age: float) -> float:
    """How much a promise of this age still counts. What lies ahead counts as of today; nothing yet counts as nothing."""
    if math.isinf(age):
        return 0.0
    return 1.0 if math.isinf(prior.half_life) else float(2 ** (-max(0.0, age) / prior.half_life))


def _mixed(chances: Floats, open_share: float, tilt: float) -> Floats:
    """Over all promises, when those that are open are kept at log-odds that differ by the tilt (equation 25)."""
    odds = chances / (1 - chances)
    tilted = odds * math.exp(tilt)
    return np.asarray((1 - open_share) * chances + open_share * tilted / (1 + tilted))


def _log_mean(fits: Floats, weights: Floats) -> float:
    """Log of the mean likelihood over a prior that is given up to a constant."""
    top = float((fits + weights).max())
    return top + math.log(float(np.exp(fits + weights - top).sum())) - math.log(float(np.exp(weights).sum()))


def _largest(belief: Belief, shares: list[Share | None]) -> int | None:
    """Of the sizes that were kept at least once: nothing larger than what has worked is ever suggested."""
    fit = [
        size
        for size, kept, share in zip(SIZES, belief.kept, shares, strict=True)
        if share is not None and kept and share.careful >= MEAN_TO_SUGGEST and share.least >= LOW_TO_SUGGEST
    ]
    return max(fit, default=None)


def _size_reading(belief: Belief, size: int, share: Share | None) -> SizeReading:
    told, kept = belief.told[size - 1], belief.kept[size - 1]
    if share is None or not told:
        return SizeReading(size, told, kept, None, Silence.TOO_FEW)
    if share.most - share.least >= WIDEST_BAND:
        return SizeReading(size, told, kept, None, Silence.TOO_WIDE)
    return SizeReading(size, told, kept, share, None)


def _one_more(counts: tuple[int, ...], at: int, *, by: int) -> tuple[int, ...]:
    return (*counts[:at], counts[at] + by, *counts[at + 1 :])
