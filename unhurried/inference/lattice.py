"""The dense grid of the range model: nodes, prior weights, how weight moves with time, how likely an outcome is.

For: arrays over (log drift, centre, log softness, log width), written [q, c, s, w] below. Must not: know about
evidence or about what is shown.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from unhurried.inference.moments import LogNormal, Outcome, Prior
from unhurried.inference.normal import Floats, integral_below

Weights = NDArray[np.float32]
"""Single precision: twice as fast, and its rounding is far below the coarseness of the grid."""

SMALLEST = np.float32(1e-18)
"""Weights stay above this, because processors slow down on numbers near zero. What it adds is far below rounding."""

FARTHEST_CENTRE = 1.5
FARTHEST_LOG_WIDTHS = (-1.9, 1.6)
"""Where the grid ends: well beyond the scale of activation. Weight is turned back there, never lost."""

LARGEST_SHARE = 1 / 3
"""The largest share of weight that one three-point step moves to each neighbour; beyond it the exact kernel is used."""

REACH = 2.2
"""How many spreads the nodes of softness and drift reach to each side, before they are scaled to the exact spread."""

SHORTEST_CELL = 1e-3
"""A cell shorter than this counts as this long, so that the mean over it keeps its digits."""


@dataclass(frozen=True, slots=True)
class Span:
    """Even nodes from low to high."""

    low: float
    high: float
    count: int

    @property
    def spacing(self) -> float:
        return (self.high - self.low) / (self.count - 1)

    @property
    def nodes(self) -> Floats:
        return self.low + self.spacing * np.arange(self.count)


@dataclass(frozen=True, slots=True)
class Box:
    """The part of the four quantities that the grid covers; in the order of the axes of the weights."""

    drift: Span
    centre: Span
    softness: Span
    width: Span

    @property
    def spans(self) -> tuple[Span, Span, Span, Span]:
        return self.drift, self.centre, self.softness, self.width


@lru_cache(maxsize=8)
def whole_box(prior: Prior) -> Box:
    """Everything the prior holds possible."""
    fine = prior.fineness
    return Box(
        drift=_span_of(prior.drift, fine.drift),
        centre=Span(-FARTHEST_CENTRE, FARTHEST_CENTRE, fine.centres),
        softness=_span_of(prior.softness, fine.softness),
        width=Span(*FARTHEST_LOG_WIDTHS, fine.widths),
    )


def _span_of(quantity: LogNormal, count: int) -> Span:
    log_nodes = np.log(nodes_of(quantity, count)[0])
    return Span(float(log_nodes[0]), float(log_nodes[-1]), count)


def nodes_of(quantity: LogNormal, count: int) -> tuple[Floats, Floats]:
    """Nodes and weights of a log-normal quantity: even in the logarithm, with its middle and spread exact."""
    z = np.linspace(-REACH, REACH, count)
    weights = np.exp(-0.5 * z * z)
    weights /= weights.sum()
    z /= np.sqrt((weights * z * z).sum())
    return quantity.middle * np.exp(quantity.spread * z), weights


def start_weights(prior: Prior) -> Weights:
    """[q, c, s, w] before any moment, on the whole box."""
    box = whole_box(prior)
    drift, softness = (nodes_of(*pair)[1] for pair in ((prior.drift, box.drift.count), (prior.softness, box.softness.count)))
    centre = np.exp(-0.5 * (box.centre.nodes / prior.centre_spread) ** 2)
    width = np.exp(-0.5 * ((box.width.nodes - np.log(prior.width.middle)) / prior.width.spread) ** 2)
    weights = np.einsum("q,c,s,w->qcsw", drift, centre, softness, width)
    return (weights / weights.sum()).astype(np.float32) + SMALLEST


@lru_cache(maxsize=64)
def edges_of(box: Box) -> tuple[Floats, Floats]:
    """[c, w] each: the lower and the upper edge at every node of centre and log width."""
    half = np.exp(box.width.nodes) / 2
    return box.centre.nodes[:, None] - half, box.centre.nodes[:, None] + half


# How weight moves


def move(weights: Weights, box: Box, days: float) -> Weights:
    """[q, c, s, w] after so many days: centre and log width walk with variance drift**2 * days."""
    if days <= 0:
        return weights
    variance = drift_variance(box.drift) * days
    moved = walk(weights, box.centre, variance)
    small = _small(box.width, variance)
    if small:
        _step_last(moved[:small], _share(box.width, variance[:small]))
    if small < len(variance):
        rows = moved[small:].reshape(len(variance) - small, -1, box.width.count)
        moved[small:] = (rows @ kernels(box.width, variance[small:])).reshape(moved[small:].shape)
    return moved


@lru_cache(maxsize=16)
def drift_variance(span: Span) -> Floats:
    """[q]: ascending variance of a walk per day."""
    return np.asarray(np.exp(2 * span.nodes))


def walk(weights: Weights, span: Span, variance: Floats) -> Weights:
    """[q, n, ...] after a step of variance[q] (ascending) along the second axis."""
    small = _small(span, variance)
    moved = np.empty_like(weights)
    if small:
        moved[:small] = weights[:small]
        _step_second(moved[:small], _share(span, variance[:small]))
    if small < len(variance):
        rows = weights[small:].reshape(len(variance) - small, span.count, -1)
        moved[small:] = (kernels(span, variance[small:]) @ rows).reshape(moved[small:].shape)
    return moved


def kernels(span: Span, variance: Floats) -> Weights:
    """[q, n, n]: how weight moves in a step of any variance[q]; symmetric, rows sum to 1.

    exp(variance * generator) of the three-point step: many small steps at once, so that a gap in two parts is the
    whole gap. Weight turns back at the ends, so the generator's eigenvectors are cosines, and the kernel is one
    function of the distance and the same function of the distance by way of the end.
    """
    values, cosines, direct, turned = _generator(span.count)
    by_distance = np.exp(np.multiply.outer(variance / span.spacing**2, values)) @ cosines
    both_ways = by_distance[:, direct] + by_distance[:, turned]
    return np.maximum(both_ways, 0).astype(np.float32)


@lru_cache(maxsize=16)
def _generator(count: int) -> tuple[Floats, Floats, NDArray[np.intp], NDArray[np.intp]]:
    """Eigenvalues [n]; cosines [n, 2n] that turn them into a function of distance; both distances [n, n]."""
    order = np.arange(count)
    cosines = np.cos(np.pi * np.outer(order, np.arange(2 * count)) / count) / count
    cosines[0] /= 2
    direct = np.abs(order[:, None] - order)
    turned = order[:, None] + order + 1
    return np.cos(np.pi * order / count) - 1, cosines, direct, turned


def _share(span: Span, variance: Floats) -> Floats:
    """What the three-point kernel with this variance moves to each neighbour."""
    return variance / (2 * span.spacing**2)


def _small(span: Span, variance: Floats) -> int:
    """How many of the ascending variances a single three-point step can carry."""
    return int(_share(span, variance).searchsorted(LARGEST_SHARE, side="right"))


def _step_second(weights: Weights, share: Floats) -> None:
    """One three-point step in place along the second axis; at the ends weight stays."""
    flow = weights[:, :-1] - weights[:, 1:]
    flow *= _beside(share, flow)
    weights[:, :-1] -= flow
    weights[:, 1:] += flow


def _step_last(weights: Weights, share: Floats) -> None:
    """The same along the last axis, as one long row: much faster than many short ones."""
    flat = weights.reshape(-1)
    flow = np.empty_like(weights)
    np.subtract(flat[:-1], flat[1:], out=flow.reshape(-1)[:-1])
    flow[..., -1] = 0
    flow *= _beside(share, flow)
    flat -= flow.reshape(-1)
    flat[1:] += flow.reshape(-1)[:-1]


def _beside(share: Floats, weights: Weights) -> Weights:
    return share.astype(np.float32).reshape(-1, *[1] * (weights.ndim - 1))


# How likely an outcome is


@lru_cache(maxsize=256)
def chances(prior: Prior, box: Box, low: float, high: float, outcome: Outcome) -> Weights:
    """[c, s, w]: how likely an outcome is, on average over the cell, among moments that were written down.

    An ordered probit with two cut-points and a lapse (docs/explanation/models.md, equation 1).
    """
    low, high = at_least_shortest(low, high)
    below = (_integral(box, low, upper=False) - _integral(box, high, upper=False)) / (high - low)
    above = (_integral(box, high, upper=True) - _integral(box, low, upper=True)) / (high - low)
    below, above = (prior.lapse / 3 + (1 - prior.lapse) * side for side in (below, above))
    left = below + above
    written = 1 - left + prior.logged * left
    if outcome is Outcome.PRESENT:
        return np.asarray((1 - left) / written, dtype=np.float32)
    side = {Outcome.BELOW: below, Outcome.ABOVE: above, Outcome.LEFT: left}[outcome]
    return np.asarray(prior.logged * side / written, dtype=np.float32)


def at_least_shortest(low: float, high: float) -> tuple[float, float]:
    if high - low >= SHORTEST_CELL:
        return low, high
    middle = (low + high) / 2
    return middle - SHORTEST_CELL / 2, middle + SHORTEST_CELL / 2


@lru_cache(maxsize=64)
def _integral(box: Box, x: float, *, upper: bool) -> Floats:
    """[c, s, w]: the integral over activation, up to x (upper edge) or from x on (lower edge), of the chance of leaving
    there. Neighbouring cells share it."""
    softness = np.exp(box.softness.nodes)[:, None]
    lower_edge, upper_edge = edges_of(box)
    beyond = x - upper_edge[:, None] if upper else lower_edge[:, None] - x
    return softness * integral_below(beyond / softness)


def learn(weights: Weights, likely: Weights) -> tuple[Weights, float]:
    """Weights after an outcome that was this likely at each node (broadcast), and how likely it was overall."""
    learned = weights * likely
    flat = learned.reshape(-1)
    chance = float(flat @ ones(flat.size))
    flat *= np.float32(1 / chance)
    flat += SMALLEST
    return learned, chance


@lru_cache(maxsize=8)
def ones(count: int) -> Weights:
    return np.ones(count, dtype=np.float32)
