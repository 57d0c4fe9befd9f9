"""How felt expectation moves: how likely harm feels, before and after what happened.

For: the change in expectation, and how fast a person learns from good and from bad. Which of the two is faster is
personal and never assumed.
Must not: be mixed with what the records say (`records.py`); the gap between the two is the insight. Every prior is
opinion until a clinician has seen it (docs/explanation/models.md).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from unhurried.inference.normal import Floats, below
from unhurried.inference.records import Track

_OUTSIDE = 0.05
"""The share of weight outside a band on each side."""

_HALVINGS = 40

_CLOSER, _CELLS_OF_SPREAD, _REACH = 4, 2.0, 6.0
"""How often nodes are put closer together at most, how many cells a standard deviation has to span, and how many
standard deviations (or cells, if they are wider) the ends keep to each side."""


@dataclass(frozen=True, slots=True)
class Felt:
    """What happened, what was then felt, or both; in this order. day: in days from any fixed start.

    harm: 1 when what was feared happened, 0 when not, between for *partly*; None when it is not known, which moves
    nothing. worse: whether it was worse than expected, which decides the rate; None for harm above 0.
    rating: how likely it feels now, from 0 to 1; None when not asked. stakes: from 0 to 1, of the step that both are about.
    """

    track: Track
    day: float
    harm: float | None = None
    rating: float | None = None
    stakes: float = 0.0
    worse: bool | None = None

    def __post_init__(self) -> None:
        if not abs(self.day) < math.inf:
            raise ValueError("what is felt has a day")
        for value in (self.harm, self.rating, self.stakes):
            if value is not None and not 0 <= value <= 1:
                raise ValueError("harm, rating and stakes lie between 0 and 1")

    @property
    def was_worse(self) -> bool:
        return self.harm is not None and (self.harm > 0 if self.worse is None else self.worse)


@dataclass(frozen=True, slots=True)
class FeltPrior:
    """Every assumption about felt expectation.

    rates: nodes of each learning rate, each as likely; good, bad: where they lie, even between two ends. start, by_stakes: mean and spread of the
    first expectation and of how much full stakes add; the spreads are for a noise as expected. noise: of one rating,
    one standard deviation, and how many ratings that is worth. wander: the variance that expectation gains for other
    reasons with each thing that happens, in variances of the noise. symmetric: one rate for good and bad.
    """

    rates: int = 25
    good: tuple[float, float] = (0.0, 1.0)
    bad: tuple[float, float] = (0.0, 1.0)
    start: tuple[float, float] = (0.5, 0.3)
    by_stakes: tuple[float, float] = (0.3, 0.25)
    noise: tuple[float, float] = (0.12, 6.0)
    wander: float = 0.0
    symmetric: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FeltTrack:
    """mean: [what, node], spread: [what, what, node] in variances of the noise; what: expectation at no stakes now, what
    full stakes add, and the first expectation. With them each node's best guess at a rating is known exactly."""

    mean: Floats
    spread: Floats
    ratings: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class FeltBelief:
    """misses: [node], half of the squares of how far ratings lay off, each in its own spread, plus what the prior holds.
    spreads: [node], half of the logarithms of these spreads. count: ratings so far, over all tracks."""

    prior: FeltPrior
    misses: Floats
    spreads: Floats
    count: int = 0
    tracks: Mapping[Track, FeltTrack] = field(default_factory=lambda: MappingProxyType({}))
    day: float = -math.inf


class Band(NamedTuple):
    """A value with its 90 % band."""

    middle: float
    low: float
    high: float


class Mixture(NamedTuple):
    """A belief that is a normal at every node. mean, spread, weights: [node]."""

    mean: Floats
    spread: Floats
    weights: Floats

    def share_below(self, value: float) -> float:
        return float(self.weights @ below((value - self.mean) / self.spread))

    def band(self) -> Band:
        return Band(float(self.weights @ self.mean), self._quantile(_OUTSIDE), self._quantile(1 - _OUTSIDE))

    def _quantile(self, at: float) -> float:
        low, high = float((self.mean - 6 * self.spread).min()), float((self.mean + 6 * self.spread).max())
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.share_below(middle) < at else (low, middle)
        return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Learning:
    """How fast expectation moves: the share of the way to what happened. worse_faster: the chance that bad moves it
    faster than good. ratings: how many it rests on."""

    from_good: Band
    from_bad: Band
    worse_faster: float
    ratings: int


def start_felt(prior: FeltPrior | None = None) -> FeltBelief:
    """The belief before anything was felt."""
    prior = prior or FeltPrior()
    nodes = len(_grid(prior).good)
    middle, worth = prior.noise
    return FeltBelief(prior, np.full(nodes, worth / 2 * middle**2), np.zeros(nodes))


def update_felt(belief: FeltBelief, felt: Felt) -> FeltBelief:
    """The belief after one more; the one given stays as it is. ValueError when it lies before the last one.

    On each node of the two rates expectation is linear in what is unknown and noise is normal, so start and noise
    integrate out exactly (Kalman 1960 with a conjugate variance; docs/explanation/models.md, equations 13 to 15).
    """
    if felt.day < belief.day:
        raise ValueError("what is felt comes in the order of its days; replay puts it in order")
    track = belief.tracks.get(felt.track) or _start_track(belief.prior)
    mean, spread, ratings = track.mean.copy(), track.spread.copy(), track.ratings
    misses, spreads, count = belief.misses, belief.spreads, belief.count
    if felt.harm is not None:
        _happen(_grid(belief.prior), mean, spread, felt, belief.prior.wander)
    if felt.rating is not None:
        along = spread[:, 0] + felt.stakes * spread[:, 1]
        total = along[0] + felt.stakes * along[1] + 1
        off = felt.rating - mean[0] - felt.stakes * mean[1]
        gain = along / total
        mean += gain * off
        spread -= gain[:, None] * along
        misses, spreads = misses + off * off / total / 2, spreads + np.log(total) / 2
        ratings, count = ratings + 1, count + 1
    tracks = MappingProxyType({**belief.tracks, felt.track: FeltTrack(mean, spread, ratings)})
    return FeltBelief(belief.prior, misses, spreads, count, tracks, felt.day)


def replay_felt(felts: Sequence[Felt], prior: FeltPrior | None = None) -> FeltBelief:
    """The belief after everything, given in any order. What is of the same day keeps its order."""
    belief = start_felt(prior)
    for felt in sorted(felts, key=lambda felt: felt.day):
        belief = update_felt(belief, felt)
    return belief


def node_weights(belief: FeltBelief) -> Floats:
    """[node]: how likely each pair of rates is."""
    logs = -belief.spreads - (belief.prior.noise[1] / 2 + belief.count / 2) * np.log(belief.misses)
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def replay_closely(felts: Sequence[Felt], prior: FeltPrior | None = None) -> FeltBelief:
    """The belief after everything, on rates between ends that fit it: what is shown comes from this.

    Where a rate is known well the nodes lie too far apart to say how well. Then everything is gone through again with
    the nodes closer together, which depends on nothing but the entries.
    """
    belief = replay_felt(felts, prior)
    for _ in range(_CLOSER):
        ends = _ends_around(belief)
        if ends == (belief.prior.good, belief.prior.bad):
            break
        belief = replay_felt(felts, replace(belief.prior, good=ends[0], bad=ends[1]))
    return belief


def _ends_around(belief: FeltBelief) -> tuple[tuple[float, float], tuple[float, float]]:
    """Ends that hold each rate with room to spare; the same as now where the nodes lie close enough already."""
    (good, good_spread), (bad, bad_spread) = rate_spreads(belief)
    return (
        _around(good, good_spread, belief.prior.good, belief.prior.rates),
        _around(bad, bad_spread, belief.prior.bad, belief.prior.rates),
    )


def _around(mean: float, spread: float, ends: tuple[float, float], count: int) -> tuple[float, float]:
    cell = (ends[1] - ends[0]) / count
    if spread > _CELLS_OF_SPREAD * cell:
        return ends
    reach = _REACH * max(spread, cell)
    return max(ends[0], mean - reach), min(ends[1], mean + reach)


def learning_of(belief: FeltBelief) -> Learning:
    """The two rates, from all tracks together."""
    grid, weights, prior = _grid(belief.prior), node_weights(belief), belief.prior
    return Learning(
        from_good=_band_on_cells(grid.good, weights, prior.good, prior.rates),
        from_bad=_band_on_cells(grid.bad, weights, prior.bad, prior.rates),
        worse_faster=float(weights @ ((grid.bad > grid.good) + 0.5 * (grid.bad == grid.good))),
        ratings=belief.count,
    )


def rate_below(belief: FeltBelief, value: float, *, bad: bool) -> float:
    """How likely it is that one of the rates lies below a value."""
    grid, ends = _grid(belief.prior), belief.prior.bad if bad else belief.prior.good
    edges, up_to = _up_to(grid.bad if bad else grid.good, node_weights(belief), ends, belief.prior.rates)
    return float(np.interp(value, edges, up_to))


def rate_spreads(belief: FeltBelief) -> tuple[tuple[float, float], tuple[float, float]]:
    """Mean and standard deviation of the rate of learning from good, and of that from bad."""
    grid, weights = _grid(belief.prior), node_weights(belief)
    return _mean_and_spread(grid.good, weights), _mean_and_spread(grid.bad, weights)


def expectation_of(belief: FeltBelief, track: Track, stakes: float = 0.0) -> Band:
    """How likely harm feels now for a step of such stakes, before the noise of a rating."""
    return _mixture(belief, _track(belief, track), (1.0, stakes, 0.0)).band()


def mean_expectations(belief: FeltBelief, steps: Sequence[tuple[Track, float]]) -> list[float]:
    """The middles of the above alone, each between 0 and 1, for tracks and stakes: much faster."""
    weights = node_weights(belief)
    return [
        min(1.0, max(0.0, float(weights @ mean[0] + stakes * (weights @ mean[1]))))
        for mean, stakes in ((_track(belief, track).mean, stakes) for track, stakes in steps)
    ]


def change_of(belief: FeltBelief, track: Track) -> Band:
    """By how much expectation has moved since the first time; below zero it has fallen."""
    return change_mixture(belief, track).band()


def change_mixture(belief: FeltBelief, track: Track) -> Mixture:
    """The whole belief about that change."""
    return _mixture(belief, _track(belief, track), (1.0, 0.0, -1.0))


def expected_rating(belief: FeltBelief, felt: Felt) -> float:
    """What would be rated after this, not looking at its own rating: one step ahead."""
    track = _track(belief, felt.track)
    mean = track.mean.copy()
    if felt.harm is not None:
        _happen(_grid(belief.prior), mean, track.spread.copy(), felt, belief.prior.wander)
    return float(node_weights(belief) @ (mean[0] + felt.stakes * mean[1]))


# --- inside -------------------------------------------------------------------------------------------------


class _Grid(NamedTuple):
    """[node] each: the rate of learning from good and from bad."""

    good: Floats
    bad: Floats


@lru_cache(maxsize=8)
def _grid(prior: FeltPrior) -> _Grid:
    goods, bads = (_cells(ends, prior.rates)[1] for ends in (prior.good, prior.bad))
    if prior.symmetric:
        return _Grid(goods, goods)
    good, bad = np.meshgrid(goods, bads, indexing="ij")
    return _Grid(good.reshape(-1), bad.reshape(-1))


def _cells(ends: tuple[float, float], count: int) -> tuple[Floats, Floats]:
    """The ends of even cells between two ends [count + 1], and their middles [count]."""
    edges = np.linspace(*ends, count + 1)
    return edges, (edges[1:] + edges[:-1]) / 2


@lru_cache(maxsize=8)
def _start_track(prior: FeltPrior) -> FeltTrack:
    nodes = len(_grid(prior).good)
    first, by_stakes = ((spread / prior.noise[0]) ** 2 for _, spread in (prior.start, prior.by_stakes))
    spread = np.array([[first, 0, first], [0, by_stakes, 0], [first, 0, first]], dtype=np.float64)
    mean = np.array([prior.start[0], prior.by_stakes[0], prior.start[0]], dtype=np.float64)
    return FeltTrack(np.tile(mean[:, None], nodes), np.tile(spread[:, :, None], nodes))


def _track(belief: FeltBelief, track: Track) -> FeltTrack:
    return belief.tracks.get(track) or _start_track(belief.prior)


def _happen(grid: _Grid, mean: Floats, spread: Floats, felt: Felt, wander: float) -> None:
    """v moves a share of the way to what happened, less what the stakes had added to v. Changes what it is given."""
    rate = grid.bad if felt.was_worse else grid.good
    mean[0] += rate * (felt.harm - mean[0] - felt.stakes * mean[1])
    spread[0] -= rate * (spread[0] + felt.stakes * spread[1])
    spread[:, 0] -= rate * (spread[:, 0] + felt.stakes * spread[:, 1])
    spread[0, 0] += wander


def _mixture(belief: FeltBelief, track: FeltTrack, of: tuple[float, float, float]) -> Mixture:
    """A sum of what is unknown, over all nodes; on each a normal with the variance of its t."""
    parts = np.array(of)
    variance = np.einsum("a,abn,b->n", parts, track.spread, parts)
    freedom = belief.prior.noise[1] + belief.count
    spread = np.sqrt(np.maximum(variance, 1e-12) * 2 * belief.misses / (freedom - 2))
    return Mixture(parts @ track.mean, spread, node_weights(belief))


def _band_on_cells(places: Floats, weights: Floats, ends: tuple[float, float], count: int) -> Band:
    edges, up_to = _up_to(places, weights, ends, count)
    low, high = np.interp((_OUTSIDE, 1 - _OUTSIDE), up_to, edges)
    return Band(float(weights @ places), float(low), float(high))


def _up_to(places: Floats, weights: Floats, ends: tuple[float, float], count: int) -> tuple[Floats, Floats]:
    """The ends of the cells that the nodes stand for, and the weight below each; [count + 1]."""
    edges, _ = _cells(ends, count)
    cell = np.clip(np.searchsorted(edges, places, side="right") - 1, 0, count - 1)
    return edges, np.concatenate([[0.0], np.cumsum(np.bincount(cell, weights, count))])


def _mean_and_spread(places: Floats, weights: Floats) -> tuple[float, float]:
    mean = float(weights @ places)
    return mean, math.sqrt(float(weights @ (places - mean) ** 2))
