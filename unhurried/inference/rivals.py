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
    at_least_shortest,
    grid_of,
    nodes_of,
    ones,
    start_weights,
    whole_box,
)
from unhurried.inference.moments import Prior
from unhurried.inference.normal import Floats, integral_below
from unhurried.inference.walk import Span, Walk, Weights

_FARTHEST_EDGE = 2.6
_EDGE_SOFTNESS, _EDGE_DRIFT = 3, 4

_HALF_LIVES = (7.0, 30.0, 120.0)
"""Days after which a moment counts half for a rate of leaving that drifts, equally likely beforehand: from bad weeks to
slow change."""


SETTLED_EVERY = 8
"""Moments between two times that sums are made 1. In between the smallest weights stay above what slows processors."""


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """What the accounts believe, and the logarithm of how well each foretold the moments so far.

    edges: [side and q, edge, background and softness]; the lower edge is the upper one of a mirrored line, and comes
    last. Each side sums to how well it foretold the moments since these sums were last made 1; settled: the logarithm
    of how well each side foretold those before.
    stays, leaves: counts, all that the steady rate needs. fading: for each half-life the fading counts of staying and
    leaving, and the logarithm of how well they foretold.
    """

    grid: "_EdgeGrid"
    edges: Weights
    settled: tuple[float, float] = (0.0, 0.0)
    stays: int = 0
    leaves: int = 0
    fading: tuple[tuple[float, float, float], ...] = ((0.0, 0.0, 0.0),) * len(_HALF_LIVES)

    @property
    def upper_only(self) -> float:
        """Log evidence of an upper edge alone."""
        return self.settled[0] + math.log(float(_totals(self.edges)[0]))

    @property
    def lower_only(self) -> float:
        """Log evidence of a lower edge alone."""
        return self.settled[1] + math.log(float(_totals(self.edges)[1]))

    @property
    def steady(self) -> float:
        """Log evidence of one rate under Jeffreys' prior (Krichevsky and Trofimov 1981)."""
        counts = math.lgamma(self.stays + 0.5) + math.lgamma(self.leaves + 0.5)
        return counts - math.lgamma(self.stays + self.leaves + 1) - math.log(math.pi)

    @property
    def drifting(self) -> float:
        """Log evidence of a rate that forgets, over all half-lives."""
        return mean_of_logs(*(foretold for _, _, foretold in self.fading))

    @property
    def no_range(self) -> float:
        """Log evidence of the better of the two accounts in which activation has nothing to do with leaving."""
        return max(self.steady, self.drifting)


def start_rivals(prior: Prior) -> Rivals:
    grid = _edge_grid(prior)
    return Rivals(grid, grid.start)


def update_rivals(rivals: Rivals, days: float, cell: tuple[float, float], *, left: bool) -> Rivals:
    """After one more moment, so many days later, at a cell of activation (low, high)."""
    grid, settled = rivals.grid, rivals.settled
    edges = grid.walk.second(rivals.edges, days) if days > 0 else rivals.edges
    edges = grid.learn(edges, cell, left=left)
    if (rivals.stays + rivals.leaves + 1) % SETTLED_EVERY == 0:
        edges, settled = _settle(edges, settled)
    return Rivals(
        grid=grid,
        edges=edges,
        settled=settled,
        stays=rivals.stays + (not left),
        leaves=rivals.leaves + left,
        fading=tuple(
            _fade(*counts, 0.5 ** (days / half_life), left=left)
            for counts, half_life in zip(rivals.fading, _HALF_LIVES, strict=True)
        ),
    )


def _totals(edges: Weights) -> Weights:
    """[side]"""
    rows = edges.reshape(2, -1)
    return rows @ ones(rows.shape[1])


def _settle(edges: Weights, settled: tuple[float, float]) -> tuple[Weights, tuple[float, float]]:
    """Each side summing to 1 again, with its logarithm so far."""
    totals = _totals(edges)
    rows = edges.reshape(2, -1) / totals[:, None] + SMALLEST
    upper, lower = totals.tolist()
    return rows.reshape(edges.shape), (settled[0] + math.log(upper), settled[1] + math.log(lower))


def _fade(stays: float, leaves: float, foretold: float, kept: float, *, left: bool) -> tuple[float, float, float]:
    stays, leaves = stays * kept, leaves * kept
    chance = ((leaves if left else stays) + 0.5) / (stays + leaves + 1)
    return stays + (not left), leaves + left, foretold + math.log(chance)


def mean_of_logs(*logs: float) -> float:
    """The logarithm of the mean: accounts that are equally likely beforehand, as one."""
    largest = max(logs)
    return largest + math.log(sum(math.exp(value - largest) for value in logs) / len(logs))


@lru_cache(maxsize=8)
def _edge_grid(prior: Prior) -> "_EdgeGrid":
    return _EdgeGrid(prior)


class _EdgeGrid:
    """An edge alone starts where the range model has its upper edge, and walks as fast."""

    def __init__(self, prior: Prior) -> None:
        span = Span(-FARTHEST_CENTRE, _FARTHEST_EDGE, prior.fineness.edges)
        softness, softness_weights = nodes_of(prior.softness, _EDGE_SOFTNESS)
        drift, drift_weights = nodes_of(prior.drift, _EDGE_DRIFT)
        background, background_weights = _background(prior)
        beside = np.outer(background_weights, softness_weights).reshape(-1)
        weights = np.einsum("q,u,r->qur", np.tile(drift_weights, 2), _edge_weights(prior, span), beside)
        width = prior.width.middle**2 * math.exp(2 * prior.width.spread**2)
        self.start: Weights = weights.astype(np.float32) + SMALLEST
        self.walk = Walk(span, np.tile(drift**2 * (1 + width / 4), 2))
        self._prior, self._nodes, self._softness, self._background = prior, span.nodes, softness, background
        self._chances: dict[tuple[float, float, bool], Weights] = {}

    def learn(self, edges: Weights, cell: tuple[float, float], *, left: bool) -> Weights:
        likely = self._likely(*cell, left=left)
        return (edges.reshape(2, -1, *likely.shape[2:]) * likely).reshape(edges.shape)

    def _likely(self, low: float, high: float, *, left: bool) -> Weights:
        """[side, 1, edge, background and softness]: how likely leaving or staying is."""
        key = (low, high, left)
        if key not in self._chances:
            leaving = np.stack([self._leaving(low, high), self._leaving(-high, -low)])
            leaving = leaving.reshape(2, 1, len(self._nodes), -1)
            self._chances[key] = np.asarray(leaving if left else 1 - leaving, dtype=np.float32)
        return self._chances[key]

    def _leaving(self, low: float, high: float) -> Floats:
        """[edge, background, softness]"""
        low, high = at_least_shortest(low, high)
        prior, softness, edge = self._prior, self._softness, self._nodes[:, None]
        ramp = integral_below((high - edge) / softness) - integral_below((low - edge) / softness)
        beyond = (softness * ramp / (high - low))[:, None, :]
        background = self._background[:, None]
        left = background + (1 - background - prior.lapse / 3) * beyond
        return np.asarray(prior.logged * left / (1 - left + prior.logged * left))


def _edge_weights(prior: Prior, span: Span) -> Floats:
    """[edge]: the weights of centre and width before any moment, each split between the two nodes beside its edge."""
    weights = start_weights(prior).sum(axis=(0, 2), dtype=np.float64).reshape(-1)
    upper = grid_of(prior, whole_box(prior)).upper.reshape(-1)
    place = np.clip((upper - span.low) / span.spacing, 0, span.count - 1.001)
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
