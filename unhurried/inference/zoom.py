"""A grid that fits a belief: finer where it has grown narrow, and no wider than it needs to be.

For: an error that stays a small part of the band's width with few moments and with many, at less cost. Must not:
depend on anything but the belief itself, so that a replay goes through the same grids.
"""

import math

import numpy as np

from unhurried.inference.lattice import SMALLEST, Box, Grid, grid_of, ones, whole_box
from unhurried.inference.normal import Floats
from unhurried.inference.walk import Span, Weights

EVERY = 16
"""Moments between two looks at whether the grid still fits."""

LONG_GAP_DAYS = 20
"""Before a longer gap the grid is made wide enough for what the walk may do in it."""

_OUTSIDE = 1e-4
"""The weight at an end that a grid need not hold."""

_ROOM, _ENOUGH_ROOM = 2.0, 0.5
"""Standard deviations beyond that on each side for a quantity that walks: how many a new grid gets, and with how many
an old one is kept."""

_AHEAD = 4.0
"""Standard deviations of the walk in a long gap that the grid is made wider for."""

_LARGEST_SHARE = 1.5
"""A grid with this many times the nodes that a new one would have is kept: a new one costs some milliseconds."""

_NODES_OF_SPREAD = 1.0
"""A walking quantity is fine enough when its standard deviation spans so many nodes; a fixed one with one."""

_COARSER = 2.6
"""With so many times more nodes than that, half of them are enough."""

_FINEST = 3
"""How often the distance between nodes may be halved."""

_FEWEST = 5
"""Nodes along a quantity; a cubic takes four."""

_ROUNDING = 0.01
"""A node that lies past the rim of the old grid by less than this share of a cell is on the rim."""

_WALKING = (1, 3)
"""The axes that walk: centre and log width. The others are fixed quantities, of which a grid only grows finer."""


def fit(grid: Grid, weights: Weights, days: float = 0.0) -> tuple[Grid, Weights]:
    """The same belief on a grid that fits it, and leaves room for a walk of so many days."""
    spans = list(grid.box.spans)
    marginals = marginals_of(weights)
    ahead = _AHEAD * math.sqrt(float(marginals[0] @ np.exp(2 * spans[0].nodes)) * days)
    for along, whole in enumerate(whole_box(grid.prior).spans):
        span, marginal = spans[along], marginals[along]
        wanted = _walking(span, whole, marginal, ahead) if along in _WALKING else _fixed(span, whole, marginal)
        if wanted != spans[along]:
            weights = carry(weights, along, spans[along], wanted)
            spans[along] = wanted
    box = Box(*spans)
    return grid if box == grid.box else grid_of(grid.prior, box), weights


def carry(weights: Weights, along: int, old: Span, new: Span) -> Weights:
    """The weights at the nodes of another span: cubic in the logarithm, nothing where the old span did not reach."""
    places = (new.nodes - old.low) / old.spacing
    inside = (places > -_ROUNDING) & (places < old.count - 1 + _ROUNDING)
    if np.abs(places - np.rint(places)).max() < _ROUNDING:
        carried = np.take(weights, np.rint(np.clip(places, 0, old.count - 1)).astype(np.intp), axis=along)
    else:
        matrix = cubic(np.clip(places, 0, old.count - 1), old.count).astype(np.float32)
        logs = np.log(weights).reshape(math.prod(weights.shape[:along]), old.count, -1)
        shape = (*weights.shape[:along], new.count, *weights.shape[along + 1 :])
        carried = np.exp(matrix @ logs).reshape(shape)
    carried *= inside.astype(np.float32).reshape(-1, *(1,) * (weights.ndim - along - 1))
    carried /= carried.sum()
    carried += SMALLEST
    return carried


def marginals_of(weights: Weights) -> tuple[Floats, ...]:
    """The weights along each of the four axes, each summing to 1."""
    q, c, s, w = weights.shape
    plane = weights.reshape(q * c, s * w)
    first = (plane @ ones(s * w)).astype(np.float64).reshape(q, c)
    last = (ones(q * c) @ plane).astype(np.float64).reshape(s, w)
    found = (first.sum(axis=1), first.sum(axis=0), last.sum(axis=1), last.sum(axis=0))
    return tuple(marginal / marginal.sum() for marginal in found)


def _fixed(span: Span, whole: Span, marginal: Floats) -> Span:
    """A finer span for a quantity that does not walk, where the finer one needs no more nodes; else the old one."""
    level = _level_of(span, whole)
    if level == _FINEST or _spread(span, marginal) >= span.spacing:
        return span
    finer = _on_lattice(*_held(span, marginal), whole, level + 1)
    return finer if finer.count <= whole.count else span


def _walking(span: Span, whole: Span, marginal: Floats, ahead: float) -> Span:
    """The span that a quantity that walks needs; the old one where it still does."""
    spread, level = _spread(span, marginal), _level_of(span, whole)
    low, high = _held(span, marginal)
    room, least = _ROOM * spread + ahead, _ENOUGH_ROOM * spread + ahead
    wanted = _level(level, spread / span.spacing)
    new = _on_lattice(low - room, high + room, whole, wanted)
    if wanted > level and new.count > whole.count:
        new = _on_lattice(low - room, high + room, whole, level)
    reaches_low = span.low <= max(low - least, whole.low + span.spacing / 2)
    reaches_high = span.high >= min(high + least, whole.high - span.spacing / 2)
    small = span.count <= _LARGEST_SHARE * new.count
    return span if level == _level_of(new, whole) and small and reaches_low and reaches_high else new


def _spread(span: Span, marginal: Floats) -> float:
    nodes = span.nodes
    mean = marginal @ nodes
    return math.sqrt(max(0.0, float(marginal @ (nodes * nodes) - mean * mean)))


def _level_of(span: Span, whole: Span) -> int:
    """How often the distance between nodes was halved."""
    return round(math.log2(whole.spacing / span.spacing))


def _level(level: int, nodes_of_spread: float) -> int:
    if nodes_of_spread < _NODES_OF_SPREAD and level < _FINEST:
        return level + 1
    if nodes_of_spread > _COARSER * _NODES_OF_SPREAD and level > 0:
        return level - 1
    return level


def _held(span: Span, marginal: Floats) -> tuple[float, float]:
    """The first and the last node with no more than a trace of weight beyond."""
    up_to = np.cumsum(marginal)
    first, last = np.searchsorted(up_to, (_OUTSIDE, up_to[-1] - _OUTSIDE))
    return span.low + float(first) * span.spacing, span.low + float(min(last, span.count - 1)) * span.spacing


def _on_lattice(low: float, high: float, whole: Span, level: int) -> Span:
    """The nodes of the whole span, or those between them, from low to high or a little beyond."""
    spacing = whole.spacing / 2**level
    count = round((whole.high - whole.low) / spacing) + 1
    first = max(0, math.floor((low - whole.low) / spacing))
    last = min(count - 1, math.ceil((high - whole.low) / spacing))
    first = max(0, min(first, last + 1 - _FEWEST))
    last = min(count - 1, max(last, first + _FEWEST - 1))
    return Span(whole.low + first * spacing, whole.low + last * spacing, last - first + 1)


def cubic(places: Floats, count: int) -> Floats:
    """[places, count]: weights of the four nearest nodes in a cubic through them (Lagrange)."""
    first = np.clip(np.floor(places).astype(np.intp) - 1, 0, count - 4)
    t = places - first
    parts = (
        -(t - 1) * (t - 2) * (t - 3) / 6,
        t * (t - 2) * (t - 3) / 2,
        -t * (t - 1) * (t - 3) / 2,
        t * (t - 1) * (t - 2) / 6,
    )
    matrix = np.zeros((len(places), count))
    for shift, part in enumerate(parts):
        matrix[np.arange(len(places)), first + shift] = part
    return matrix
