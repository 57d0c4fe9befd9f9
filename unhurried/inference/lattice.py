"""The dense grid of the range model: nodes, prior weights, how weight moves with time, how likely an outcome is.

For: arrays over (log drift, centre, log softness, log width), written [q, c, s, w] below. Must not: know about
evidence or about what is shown.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from unhurried.inference.moments import LogNormal, Outcome, Prior
from unhurried.inference.normal import Floats, integral_below
from unhurried.inference.walk import Span, Walk, Weights

SMALLEST = np.float32(1e-18)
"""Weights stay above this, because processors slow down on numbers near zero. What it adds is far below rounding."""

FARTHEST_CENTRE = 1.5
FARTHEST_LOG_WIDTHS = (-1.9, 1.6)
"""Where the grid ends: well beyond the scale of activation. Weight is turned back there, never lost."""

REACH = 2.2
"""How many spreads the nodes of softness and drift reach to each side, before they are scaled to the exact spread."""

SHORTEST_CELL = 1e-3
"""A cell shorter than this counts as this long, so that the mean over it keeps its digits."""


@dataclass(frozen=True, slots=True)
class Box:
    """The part of the four quantities that a grid covers; in the order of the axes of the weights."""

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


@lru_cache(maxsize=8)
def start_weights(prior: Prior) -> Weights:
    """[q, c, s, w] before any moment, on the whole box."""
    box = whole_box(prior)
    _, drift = nodes_of(prior.drift, box.drift.count)
    _, softness = nodes_of(prior.softness, box.softness.count)
    centre = np.exp(-0.5 * (box.centre.nodes / prior.centre_spread) ** 2)
    width = np.exp(-0.5 * ((box.width.nodes - np.log(prior.width.middle)) / prior.width.spread) ** 2)
    weights = np.einsum("q,c,s,w->qcsw", drift, centre, softness, width)
    start: Weights = (weights / weights.sum()).astype(np.float32) + SMALLEST
    start.flags.writeable = False
    return start


@lru_cache(maxsize=32)
def grid_of(prior: Prior, box: Box) -> "Grid":
    return Grid(prior, box)


class Grid:
    """The nodes of a box under a prior. What it has computed once it keeps; nothing of a person is in it."""

    def __init__(self, prior: Prior, box: Box) -> None:
        self.prior = prior
        self.box = box
        half = np.exp(box.width.nodes) / 2
        self.lower: Floats = box.centre.nodes[:, None] - half
        self.upper: Floats = box.centre.nodes[:, None] + half
        """[c, w] each: the edges at every node of centre and log width."""
        variance = np.exp(2 * box.drift.nodes)
        self._centre = Walk(box.centre, variance)
        self._width = Walk(box.width, variance)
        self._softness = np.exp(box.softness.nodes)[:, None]
        self._chances: dict[tuple[float, float, Outcome], Weights] = {}
        self._integrals: dict[tuple[float, bool], Floats] = {}

    def move(self, weights: Weights, days: float) -> Weights:
        """[q, c, s, w] after so many days: centre and log width walk with variance drift**2 * days."""
        if days <= 0:
            return weights
        return self._width.last(self._centre.second(weights, days), days)

    def chances(self, low: float, high: float, outcome: Outcome) -> Weights:
        """[c, s, w]: how likely an outcome is, on average over the cell, among moments that were written down."""
        key = (low, high, outcome)
        if key not in self._chances:
            self._chances[key] = self._compute_chances(low, high, outcome)
        return self._chances[key]

    def _compute_chances(self, low: float, high: float, outcome: Outcome) -> Weights:
        """An ordered probit with two cut-points and a lapse (docs/explanation/models.md, equations 1 and 2)."""
        low, high = at_least_shortest(low, high)
        lapse, logged = self.prior.lapse, self.prior.logged
        below = (self._integral(low, upper=False) - self._integral(high, upper=False)) / (high - low)
        above = (self._integral(high, upper=True) - self._integral(low, upper=True)) / (high - low)
        below, above = (lapse / 3 + (1 - lapse) * side for side in (below, above))
        left = below + above
        written = 1 - left + logged * left
        if outcome is Outcome.PRESENT:
            return np.asarray((1 - left) / written, dtype=np.float32)
        side = {Outcome.BELOW: below, Outcome.ABOVE: above, Outcome.LEFT: left}[outcome]
        return np.asarray(logged * side / written, dtype=np.float32)

    def _integral(self, x: float, *, upper: bool) -> Floats:
        """[c, s, w]: the integral over activation, up to x (upper edge) or from x on (lower edge), of the chance of
        leaving there. Neighbouring cells share it."""
        key = (x, upper)
        if key not in self._integrals:
            beyond = x - self.upper[:, None] if upper else self.lower[:, None] - x
            self._integrals[key] = self._softness * integral_below(beyond / self._softness)
        return self._integrals[key]


def at_least_shortest(low: float, high: float) -> tuple[float, float]:
    if high - low >= SHORTEST_CELL:
        return low, high
    middle = (low + high) / 2
    return middle - SHORTEST_CELL / 2, middle + SHORTEST_CELL / 2


def learn(weights: Weights, likely: Weights) -> tuple[Weights, float]:
    """Weights after an outcome that was this likely at each node (broadcast), and how likely it was overall."""
    learned = weights * likely
    flat = learned.reshape(-1)
    chance = float(flat @ ones(flat.size))
    flat *= np.float32(1 / chance)
    flat += SMALLEST
    return learned, chance


@lru_cache(maxsize=16)
def ones(count: int) -> Weights:
    return np.ones(count, dtype=np.float32)
