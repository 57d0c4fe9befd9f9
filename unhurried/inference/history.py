"""The history of both edges, seen from today: every day's belief from the moments before and after it.

For: the picture of how a range has changed. Must not: be coarser than the edges shown for today, or decide what is
shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np

from unhurried.inference.band import Edge, edge_of
from unhurried.inference.lattice import Box, Grid, grid_of, learn, start_weights, whole_box
from unhurried.inference.moments import Moment, Prior
from unhurried.inference.normal import Floats
from unhurried.inference.walk import Span, Weights
from unhurried.inference.zoom import carry, cubic

ROUNDS = 2
"""How often both passes are run again on a box that fits the whole history. The first box is too coarse for a person of
many moments: edges move in steps of a node, with bands far too narrow."""

_EMPTY = 1e-3
"""The weight at a node, on the day that has most there, up to which the next box may leave it out."""

_MARGINS = (1, 2, 1, 2)
"""Nodes kept beyond those with weight on each axis; more where weight walks."""


_TIMES_FINER = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """Both edges on one day, seen from today. Whoever draws shows only the edges that the reading shows."""

    day: float
    lower: Edge
    upper: Edge


def smooth(
    moments: Sequence[Moment], today: float, prior: Prior | None = None, *, points: int = 60
) -> tuple[Drawn, ...]:
    """The history of both edges, given all moments, at up to `points` even days from the first moment to today."""
    if not moments:
        return ()
    prior = prior or Prior()
    ordered = sorted(moments, key=lambda moment: moment.day)
    first, last = ordered[0].day, max(today, ordered[-1].day)
    days = np.unique(np.linspace(first, last, points)).tolist()
    grid = grid_of(prior, whole_box(prior))
    beliefs = _both_passes(ordered, days, grid)
    for _ in range(ROUNDS):
        grid = Grid(prior, _fitting(grid.box, beliefs))
        beliefs = _both_passes(ordered, days, grid)
    return tuple(Drawn(day, *edges_on(grid, belief)) for day, belief in zip(days, beliefs, strict=True))


def edges_on(grid: Grid, weights: Weights) -> tuple[Edge, Edge]:
    """The lower and the upper edge of one belief, on a plane some times finer than the grid: a band's end lies between
    two nodes."""
    plane = np.log(weights.sum(axis=(0, 2), dtype=np.float64))
    plane = np.exp(_finer(grid.box.centre.count) @ plane @ _finer(grid.box.width.count).T)
    centre = grid.box.centre.divided(_TIMES_FINER).nodes[:, None]
    half = np.exp(grid.box.width.divided(_TIMES_FINER).nodes) / 2
    return edge_of(centre - half, plane), edge_of(centre + half, plane)


@lru_cache(maxsize=128)
def _finer(count: int) -> Floats:
    """[finer nodes, nodes]: a cubic through the nodes."""
    return cubic(Span(0, count - 1, count).divided(_TIMES_FINER).nodes, count)


def _both_passes(ordered: Sequence[Moment], days: Sequence[float], grid: Grid) -> list[Weights]:
    """Each day's belief: what the moments so far say, multiplied with what the later ones say. The walk is symmetric in
    time, so both passes move weight alike."""
    return _backward(ordered, days, grid, _forward(ordered, days, grid))


def _forward(ordered: Sequence[Moment], days: Sequence[float], grid: Grid) -> list[Weights]:
    """The belief on each day from the moments up to and with that day."""
    weights, now = _start_on(grid), ordered[0].day
    kept, waiting = [], list(reversed(ordered))
    for day in days:
        while waiting and waiting[-1].day <= day:
            moment = waiting.pop()
            weights = _learn(grid, grid.move(weights, moment.day - now), moment)
            now = moment.day
        weights, now = grid.move(weights, day - now), day
        kept.append(weights)
    return kept


def _backward(
    ordered: Sequence[Moment], days: Sequence[float], grid: Grid, forward: Sequence[Weights]
) -> list[Weights]:
    """Each day's belief so far, with all moments after that day."""
    now, waiting = max(days[-1], ordered[-1].day), list(ordered)
    later = np.full_like(forward[0], 1 / forward[0].size)
    beliefs = []
    for day, belief in zip(reversed(days), reversed(forward), strict=True):
        while waiting and waiting[-1].day > day:
            moment = waiting.pop()
            later = _learn(grid, grid.move(later, now - moment.day), moment)
            now = moment.day
        later, now = grid.move(later, now - day), day
        beliefs.append(learn(belief, later)[0])
    return beliefs[::-1]


def _learn(grid: Grid, weights: Weights, moment: Moment) -> Weights:
    return learn(weights, grid.chances(moment.low, moment.high, moment.outcome))[0]


def _start_on(grid: Grid) -> Weights:
    """The weights before any moment, on the nodes of this grid."""
    weights = start_weights(grid.prior)
    for along, (whole, span) in enumerate(zip(whole_box(grid.prior).spans, grid.box.spans, strict=True)):
        weights = weights if whole == span else carry(weights, along, whole, span)
    return weights


def _fitting(box: Box, beliefs: Sequence[Weights]) -> Box:
    """As many nodes on each axis, from the first to the last that has weight on any day."""
    return Box(*(_hull(span, beliefs, along) for along, span in enumerate(box.spans)))


def _hull(span: Span, beliefs: Sequence[Weights], along: int) -> Span:
    others = tuple(axis for axis in range(4) if axis != along)
    most = reduce(np.maximum, (belief.sum(axis=others, dtype=np.float64) for belief in beliefs))
    filled = np.flatnonzero(most > _EMPTY)
    first = max(0, int(filled[0]) - _MARGINS[along])
    last = min(span.count - 1, int(filled[-1]) + _MARGINS[along])
    return Span(float(span.nodes[first]), float(span.nodes[last]), span.count)
