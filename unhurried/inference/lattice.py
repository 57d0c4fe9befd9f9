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
from unhurried.inference.walk import Span, Walk, Weights

Indices = NDArray[np.intp]

SMALLEST = np.float32(1e-18)
"""Weights stay above this, because processors slow down on numbers near zero. What it adds is far below rounding."""

FARTHEST_CENTRE = 1.5
FARTHEST_LOG_WIDTHS = (-1.9, 1.6)
"""Where the grid ends: well beyond the scale of activation. Weight is turned back there, never lost."""

_FARTHEST_EDGE = FARTHEST_CENTRE + np.exp(FARTHEST_LOG_WIDTHS[1]) / 2

REACH = 2.2
"""How many spreads the nodes of softness and drift reach to each side, before they are scaled to the exact spread."""

ONE_EDGE_STEP = 1 / 256
"""Between these places of one edge, how likely leaving is may be taken as a straight line: right to 1e-4."""

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


@lru_cache(maxsize=6)
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
        self._places, self._parts = _places_of(np.stack([self.lower, self.upper]))
        self._sides_of_cells: dict[tuple[float, float], tuple[Weights, Weights]] = {}
        self._chances: dict[tuple[float, float, Outcome], Weights] = {}

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
        below, above = self._sides(low, high)
        left, logged = below + above, self.prior.logged
        of_side = {Outcome.BELOW: below, Outcome.PRESENT: 1 - left, Outcome.ABOVE: above, Outcome.LEFT: left}
        if logged == 1:
            return np.asarray(of_side[outcome], dtype=np.float32)
        times = 1.0 if outcome is Outcome.PRESENT else logged
        return np.asarray(times * of_side[outcome] / (1 - left + logged * left), dtype=np.float32)

    def _sides(self, low: float, high: float) -> tuple[Weights, Weights]:
        """[c, s, w] each: how likely leaving below and leaving above are, on average over the cell.

        An ordered probit with two cut-points and a lapse (docs/explanation/models.md, equations 1 and 2).
        """
        key = (low, high)
        if key not in self._sides_of_cells:
            values, steps = _beneath_one_edge(self.box.softness, low, high)
            beneath = values[self._places] + steps[self._places] * self._parts
            by_edge = np.ascontiguousarray(beneath.reshape(2, *self.lower.shape, -1).transpose(0, 1, 3, 2))
            lapse = np.float32(self.prior.lapse)
            self._sides_of_cells[key] = (
                lapse / 3 + (1 - lapse) * by_edge[0],
                lapse / 3 + (1 - lapse) * (1 - by_edge[1]),
            )
        return self._sides_of_cells[key]


def _places_of(edges: Floats) -> tuple[Indices, Weights]:
    """[edge] and [edge, 1]: the place of one edge at or before each, and how far toward the next place it lies."""
    along = (edges.reshape(-1) + _FARTHEST_EDGE) / ONE_EDGE_STEP
    whole = along.astype(np.intp)
    return whole, (along - whole).astype(np.float32)[:, None]


@lru_cache(maxsize=48)
def _beneath_one_edge(softness: Span, low: float, high: float) -> tuple[Weights, Weights]:
    """[place, s]: the mean of the normal distribution function over the cell, and its step to the next place."""
    low, high = at_least_shortest(low, high)
    soft = np.exp(softness.nodes)
    edge = np.arange(-_FARTHEST_EDGE, _FARTHEST_EDGE + 3 * ONE_EDGE_STEP, ONE_EDGE_STEP)[:, None]
    ramp = integral_below((edge - low) / soft) - integral_below((edge - high) / soft)
    values = (soft * ramp / (high - low)).astype(np.float32)
    return values[:-1], np.diff(values, axis=0)


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


def chance_of(weights: Weights, likely: Weights) -> float:
    """How likely an outcome is overall that is this likely at each node of all axes but the first."""
    return float((weights.reshape(len(weights), -1) @ likely.reshape(-1)).sum())


@lru_cache(maxsize=16)
def ones(count: int) -> Weights:
    return np.ones(count, dtype=np.float32)
