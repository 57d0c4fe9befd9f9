"""What the records say: how often what was feared did not happen, with each person in each area.

For: a belief about each person and area, pooled over all of them, with a careful end for planning. Shown are only counts
with the exact bound they allow (`bound.py`).
Must not: count *cannot tell* or *I kept it from happening* as good, show a figure for a person, or be surer than the
counts are. Every prior and threshold is opinion until a clinician has seen it (docs/explanation/models.md).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from unhurried.inference.band import Places, quantiles
from unhurried.inference.bound import upper_bound
from unhurried.inference.lattice import nodes_of
from unhurried.inference.moments import LogNormal
from unhurried.inference.normal import Floats
from unhurried.inference.walk import Span, Walk, Weights

_SMALLEST = np.float32(1e-20)
"""Weights stay above this, because processors slow down on numbers near zero."""

_FARTHEST = (-12.0, 13.0)
"""Where the log-odds end: far beyond every mean and spread the prior holds possible, or a spread comes out too small."""

_REACH = 2.2

_APART, _DRIFT = LogNormal(0.8, 0.5), LogNormal(0.03, 0.8)


class Track(NamedTuple):
    """What a belief is kept for: a person, group or place, and an area of trust."""

    someone: str
    area: str


@dataclass(frozen=True, slots=True)
class Trial:
    """One step that was done. day: in days from any fixed start.

    came_true: whether what was feared happened (*partly* counts as yes); None for *cannot tell* and for *I kept it from
    happening*, which are missing and never good. hardness, sharpness: of this kind and depth of step, b and a in
    P(not) = expit(a (log-odds - b)). rupture: the person marked that something broke.
    """

    track: Track
    day: float
    came_true: bool | None
    hardness: float = 0.0
    sharpness: float = 1.0
    rupture: bool = False

    def __post_init__(self) -> None:
        if not abs(self.day) < math.inf:
            raise ValueError("a trial has a day")
        if not (abs(self.hardness) < math.inf and 0 < self.sharpness < math.inf):
            raise ValueError("hardness is finite and sharpness above zero")


@dataclass(frozen=True, slots=True)
class RecordsPrior:
    """Every assumption about the records. Log-odds are those of what was feared not happening.

    people: mean and spread of what this person has come to expect of people. apart: how much people differ, one
    standard deviation. drift: of log-odds, per root day. surprise: an outcome as feared that was given less than this
    chance counts as a rupture; 0 switches it off. widening: the standard deviation that a rupture adds.
    """

    people: tuple[float, float] = (0.6, 1.0)
    apart: LogNormal = _APART
    drift: LogNormal = _DRIFT
    surprise: float = 0.05
    widening: float = 1.0
    nodes: tuple[int, int, int, int] = (7, 3, 8, 101)
    """How many for people, apart, drift, and log-odds. Many entries say much about drift, and with few nodes for it the
    belief was wrong by a fifth of its spread after 600."""


@dataclass(frozen=True, slots=True, eq=False)
class TrackBelief:
    """weights: [drift, people and apart, log-odds], summing to 1 over the last axis. moved: up to which day."""

    weights: Weights
    moved: float
    trials: int = 0
    came_true: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class RecordsBelief:
    """What all trials so far say. Given people, apart and drift the tracks are independent, so pooling is exact.

    fits: [drift, people and apart], the logarithm of how well each node foretold all tracks together.
    """

    prior: RecordsPrior
    fits: Floats
    tracks: Mapping[Track, TrackBelief] = field(default_factory=lambda: MappingProxyType({}))
    day: float = -math.inf


@dataclass(frozen=True, slots=True)
class Counts:
    """What may be shown of a track. at_most: what was feared may be as frequent as this, and the counts would not
    contradict it (exact, one-sided, 95 %)."""

    trials: int
    came_true: int
    unknown: int
    at_most: float


def start_records(prior: RecordsPrior | None = None) -> RecordsBelief:
    """The belief before any trial."""
    prior = prior or RecordsPrior()
    return RecordsBelief(prior, _grid(prior).hyper)


def update_records(belief: RecordsBelief, trial: Trial) -> RecordsBelief:
    """The belief after one more trial; the one given stays as it is. ValueError when it lies before the last one.

    A filter for log-odds that walk, with a logistic outcome (docs/explanation/models.md, equations 10 to 12).
    """
    if trial.day < belief.day:
        raise ValueError("trials come in the order of their days; replay puts them in order")
    grid = _grid(belief.prior)
    known = belief.tracks.get(trial.track) or TrackBelief(grid.start, trial.day)
    weights, days = _moved(grid, known.weights, trial.day - known.moved)
    fits, rupture = belief.fits, trial.rupture
    if trial.came_true is not None:
        weights, chances = _learn(weights, grid.chances(trial))
        rupture |= trial.came_true and _overall(fits, chances) < belief.prior.surprise
        fits = fits + np.log(chances)
    if rupture:
        weights = weights @ grid.widening
    after = TrackBelief(
        weights=weights,
        moved=known.moved + days,
        trials=known.trials + 1,
        came_true=known.came_true + (trial.came_true is True),
        unknown=known.unknown + (trial.came_true is None),
    )
    tracks = MappingProxyType({**belief.tracks, trial.track: after})
    return RecordsBelief(belief.prior, fits, tracks, trial.day)


def replay_records(trials: Sequence[Trial], prior: RecordsPrior | None = None) -> RecordsBelief:
    """The belief after all trials, given in any order. Trials of the same day keep their order."""
    belief = start_records(prior)
    for trial in sorted(trials, key=lambda trial: trial.day):
        belief = update_records(belief, trial)
    return belief


def counts_of(belief: RecordsBelief, track: Track) -> Counts:
    """The counts of a track, all zero when there is none."""
    known = belief.tracks.get(track)
    if known is None:
        return Counts(0, 0, 0, 1.0)
    bound = upper_bound(known.came_true, known.trials - known.unknown)
    return Counts(known.trials, known.came_true, known.unknown, bound)


class LogOdds(NamedTuple):
    """The belief about one track on one day: weights, summing to 1, at the places of the log-odds."""

    places: Floats
    weights: Floats

    def chance(self, hardness: float = 0.0, sharpness: float = 1.0) -> float:
        """How likely it is that what is feared does not happen in the next step of this kind."""
        return float(self.weights @ expit(sharpness * (self.places - hardness)))

    def quantile(self, at: float, hardness: float = 0.0, sharpness: float = 1.0) -> float:
        """The value that the chance above lies below with probability `at`."""
        log_odds = quantiles(Places.of(self.places), self.weights, (at,))[0]
        return 1 / (1 + math.exp(-sharpness * (log_odds - hardness)))


def log_odds_of(belief: RecordsBelief, track: Track, day: float) -> LogOdds:
    """What is believed of a track, known or not, on a day not before the last trial. Never shown."""
    grid = _grid(belief.prior)
    known = belief.tracks.get(track)
    weights = grid.start if known is None else known.weights
    # Summed over what does not walk before it is moved, which gives the same and is much faster.
    by_drift = (_softmax(belief.fits).astype(np.float32)[:, None, :] @ weights)[:, 0].astype(np.float64)
    whole = 0 if known is None else _whole_days(day - known.moved)
    if whole > 0:
        by_drift = np.maximum(grid.walk.row(by_drift, whole), 0)
    marginal = by_drift.sum(axis=0)
    return LogOdds(grid.span.nodes, marginal / marginal.sum())


def expit(x: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(x / 2)))


# --- the grid -----------------------------------------------------------------------------------------------


class _Grid:
    """The nodes under a prior, and what has been computed on them once. Nothing of a person is in it."""

    def __init__(self, prior: RecordsPrior) -> None:
        many, spreads, drifts, places = prior.nodes
        self.span = Span(*_FARTHEST, places)
        z = np.linspace(-_REACH, _REACH, many)
        people, people_weights = prior.people[0] + prior.people[1] * z, np.exp(-z * z / 2)
        apart, apart_weights = _few_nodes(prior.apart, spreads)
        drift, drift_weights = nodes_of(prior.drift, drifts)
        self.hyper: Floats = np.log(np.einsum("q,m,t->qmt", drift_weights, people_weights, apart_weights)).reshape(
            drifts, -1
        )
        distance = (self.span.nodes - people[:, None, None]) / apart[:, None]
        start = np.exp(-0.5 * distance**2).reshape(many * spreads, places)
        start /= start.sum(axis=1, keepdims=True)
        self.start: Weights = np.tile(start.astype(np.float32), (drifts, 1, 1)) + _SMALLEST
        self.start.flags.writeable = False
        self.walk = Walk(self.span, drift**2)
        self.widening = _widening(self.span, prior.widening)
        self._chances: dict[tuple[float, float, bool], Weights] = {}

    def chances(self, trial: Trial) -> Weights:
        """[log-odds]: how likely the outcome of a trial is."""
        key = (trial.hardness, trial.sharpness, bool(trial.came_true))
        if key not in self._chances:
            kept = expit(trial.sharpness * (self.span.nodes - trial.hardness))
            self._chances[key] = np.asarray(1 - kept if trial.came_true else kept, dtype=np.float32)
        return self._chances[key]


@lru_cache(maxsize=8)
def _grid(prior: RecordsPrior) -> _Grid:
    return _Grid(prior)


def _few_nodes(quantity: LogNormal, count: int) -> tuple[Floats, Floats]:
    """Nodes and weights that give as many moments of the logarithm as so few nodes can (Gauss and Hermite)."""
    z, weights = np.polynomial.hermite_e.hermegauss(count)
    return quantity.middle * np.exp(quantity.spread * z), weights / weights.sum()


def _widening(span: Span, spread: float) -> Weights:
    """[n, n]: what a rupture does. Symmetric around where the weight was, so the careful end only falls."""
    kernel = np.exp(-0.5 * ((span.nodes[:, None] - span.nodes) / spread) ** 2)
    kernel /= kernel.sum(axis=1, keepdims=True)
    widening: Weights = kernel.astype(np.float32)
    return widening


def _moved(grid: _Grid, weights: Weights, days: float) -> tuple[Weights, float]:
    """Weights moved by whole days, and how many; the rest is carried over. A gap only widens."""
    whole = _whole_days(days)
    return (grid.walk.last(weights, whole) if whole > 0 else weights), whole


def _whole_days(days: float) -> float:
    return float(math.floor(days + 1e-6))


def _learn(weights: Weights, likely: Weights) -> tuple[Weights, Floats]:
    """Weights after an outcome, and how likely it was at each node [drift, people and apart]."""
    learned = weights * likely
    chances = learned @ _ones(len(likely))
    learned *= (1 / chances)[..., None]
    learned += _SMALLEST
    return learned, chances.astype(np.float64)


@lru_cache(maxsize=4)
def _ones(count: int) -> Weights:
    return np.ones(count, dtype=np.float32)


def _overall(fits: Floats, chances: Floats) -> float:
    return float((_softmax(fits) * chances).sum())


def _softmax(logs: Floats) -> Floats:
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def without_surprise(prior: RecordsPrior) -> RecordsPrior:
    """The same assumptions, with only those ruptures that the person marked."""
    return replace(prior, surprise=0.0)
