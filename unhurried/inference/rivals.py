"""What explains the same moments without an edge: a range has to beat these before anything is shown.

For: the evidence of four accounts of staying and leaving. Leaving at a steady rate whatever the activation; leaving at
a rate that drifts, whatever the activation; an upper edge alone; a lower edge alone. Must not: look at the side a
person named. Which side is named goes along with activation by the meaning of the words, so it would make a range out
of nothing.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from unhurried.inference.lattice import (
    FARTHEST_CENTRE,
    SMALLEST,
    Span,
    Weights,
    at_least_shortest,
    edges_of,
    learn,
    nodes_of,
    ones,
    start_weights,
    walk,
    whole_box,
)
from unhurried.inference.moments import Prior
from unhurried.inference.normal import Floats, integral_below

_FARTHEST_EDGE = 2.6
_EDGE_SOFTNESS, _EDGE_DRIFT = 4, 5

_FARTHEST_LOGIT, _LOGITS = 6.0, 31
_RATE_DRIFT = np.array([0.05, 0.15, 0.4])
"""Drift of the logit of a rate of leaving per root day, equally likely beforehand: from hardly to bad weeks."""


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """What the accounts believe, and the logarithm of how well each foretold the moments so far.

    edges: [q, edge, side and background and softness]; the lower edge is the upper one of a mirrored line.
    rates: [q, logit]. stays, leaves: counts, all that the steady rate needs.
    """

    edges: Weights
    rates: Weights
    stays: int = 0
    leaves: int = 0
    upper_only: float = 0.0
    lower_only: float = 0.0
    drifting: float = 0.0

    @property
    def steady(self) -> float:
        """Log evidence of one rate under Jeffreys' prior (Krichevsky and Trofimov 1981)."""
        counts = math.lgamma(self.stays + 0.5) + math.lgamma(self.leaves + 0.5)
        return counts - math.lgamma(self.stays + self.leaves + 1) - math.log(math.pi)

    @property
    def no_range(self) -> float:
        """Log evidence of the better of the two accounts in which activation has nothing to do with leaving."""
        return max(self.steady, self.drifting)


def start_rivals(prior: Prior) -> Rivals:
    return Rivals(edges=_edge_grid(prior).start, rates=_rate_grid().start)


def update_rivals(rivals: Rivals, prior: Prior, days: float, cell: tuple[float, float], *, left: bool) -> Rivals:
    """After one more moment, so many days later, at a cell of activation (low, high)."""
    edge_grid, rate_grid = _edge_grid(prior), _rate_grid()
    edges, rates = rivals.edges, rivals.rates
    if days > 0:
        edges = walk(edges, edge_grid.span, edge_grid.variance * days)
        rates = walk(rates, rate_grid.span, rate_grid.variance * days)
    edges, (upper, lower) = _learn_edges(edges, _edge_chances(prior, *cell, left))
    rates, rate = learn(rates, rate_grid.leaving if left else rate_grid.staying)
    return Rivals(
        edges=edges,
        rates=rates,
        stays=rivals.stays + (not left),
        leaves=rivals.leaves + left,
        upper_only=rivals.upper_only + math.log(upper),
        lower_only=rivals.lower_only + math.log(lower),
        drifting=rivals.drifting + math.log(rate),
    )


def _learn_edges(edges: Weights, likely: Weights) -> tuple[Weights, list[float]]:
    """As `learn`, for both sides at once; each side has weights of its own that sum to 1."""
    learned = edges * likely
    rows = learned.reshape(-1, edges.shape[-1])
    by_column = ones(len(rows)) @ rows
    totals = by_column.reshape(2, -1).sum(axis=1)
    rows *= np.repeat(1 / totals, rows.shape[1] // 2)
    rows += SMALLEST
    return learned, totals.tolist()


@dataclass(frozen=True, eq=False)
class _EdgeGrid:
    span: Span
    softness: Floats
    background: Floats
    variance: Floats
    start: Weights


@lru_cache(maxsize=8)
def _edge_grid(prior: Prior) -> _EdgeGrid:
    """An edge alone starts where the range model has its upper edge, and walks as fast."""
    span = Span(-FARTHEST_CENTRE, _FARTHEST_EDGE, prior.fineness.edges)
    softness, softness_weights = nodes_of(prior.softness, _EDGE_SOFTNESS)
    drift, drift_weights = nodes_of(prior.drift, _EDGE_DRIFT)
    background, background_weights = _background(prior)
    beside = np.outer(background_weights, softness_weights).reshape(-1)
    weights = np.einsum("q,u,r->qur", drift_weights, _edge_weights(prior, span), np.tile(beside, 2))
    width = prior.width.middle**2 * math.exp(2 * prior.width.spread**2)
    variance = drift**2 * (1 + width / 4)
    return _EdgeGrid(span, softness, background, variance, weights.astype(np.float32) + SMALLEST)


def _edge_weights(prior: Prior, span: Span) -> Floats:
    """[edge]: the weights of centre and width before any moment, each split between the two nodes beside its edge."""
    weights = start_weights(prior).sum(axis=(0, 2), dtype=np.float64).reshape(-1)
    _, upper = edges_of(whole_box(prior))
    place = np.clip((upper.reshape(-1) - span.low) / span.spacing, 0, span.count - 1.001)
    whole = place.astype(np.intp)
    part = place - whole
    split = np.bincount(whole, weights * (1 - part), span.count) + np.bincount(whole + 1, weights * part, span.count)
    return np.asarray(split / split.sum())


def _background(prior: Prior) -> tuple[Floats, Floats]:
    """Rates of leaving whatever the activation: half of the weight on the lapse alone, the rest shared evenly."""
    rates = np.array([2 / 3 * prior.lapse, *prior.background])
    weights = np.full(len(rates), 0.5 / len(prior.background))
    weights[0] = 0.5
    return rates, weights


@lru_cache(maxsize=256)
def _edge_chances(prior: Prior, low: float, high: float, left: bool) -> Weights:  # noqa: FBT001  (a key of the cache)
    """[edge, side and background and softness]: how likely leaving or staying is with one edge and a background."""
    sides = [_one_edge(prior, low, high), _one_edge(prior, -high, -low)]
    leaving = np.concatenate([side.reshape(len(side), -1) for side in sides], axis=1)
    return np.asarray(leaving if left else 1 - leaving, dtype=np.float32)


def _one_edge(prior: Prior, low: float, high: float) -> Floats:
    """[edge, background, softness]"""
    grid = _edge_grid(prior)
    edge = grid.span.nodes[:, None]
    low, high = at_least_shortest(low, high)
    ramp = integral_below((high - edge) / grid.softness) - integral_below((low - edge) / grid.softness)
    beyond = (grid.softness * ramp / (high - low))[:, None, :]
    background = grid.background[:, None]
    left = background + (1 - background - prior.lapse / 3) * beyond
    return np.asarray(prior.logged * left / (1 - left + prior.logged * left))


@dataclass(frozen=True, eq=False)
class _RateGrid:
    span: Span
    variance: Floats
    start: Weights
    leaving: Weights
    staying: Weights


@lru_cache(maxsize=1)
def _rate_grid() -> _RateGrid:
    span = Span(-_FARTHEST_LOGIT, _FARTHEST_LOGIT, _LOGITS)
    rate = 1 / (1 + np.exp(-span.nodes))
    before = np.sqrt(rate * (1 - rate))
    start = np.tile(before / before.sum() / len(_RATE_DRIFT), (len(_RATE_DRIFT), 1))
    as_weights = [values.astype(np.float32) for values in (start, rate, 1 - rate)]
    return _RateGrid(span, _RATE_DRIFT**2, *as_weights)
