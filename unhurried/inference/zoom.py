"""A finer grid where a belief has grown narrow, a wider one where it has moved to the rim.

For: an error that stays a small part of the band's width with few moments and with many, at the same cost. Must not:
depend on anything but the belief itself, so that a replay goes through the same grids.
"""

import numpy as np

from unhurried.inference.lattice import SMALLEST, Box, Grid, grid_of, ones, whole_box
from unhurried.inference.normal import Floats
from unhurried.inference.walk import Span, Weights

EVERY = 16
"""Moments between two looks at whether the grid still fits."""

_OUTSIDE = 1e-4
"""A finer grid covers half as much; it is taken when no more weight than this lies in what it leaves out or near."""

_RIM = 3e-3
"""The weight at an end of the grid from which on it is made wider again."""

_NODES_OF_SPREAD = 2.0
"""A walking quantity is fine enough when its standard deviation spans so many nodes; a fixed one with half of it."""

_FINEST = 8
"""How many times narrower than at the start a span may become."""

_ROUNDING = 0.01
"""A node that lies past the rim of the old grid by less than this share of a cell is on the rim."""

_MOVING = (1, 3)
"""The axes that walk: centre and log width. The others are fixed quantities, of which a grid only grows finer."""


def fit(grid: Grid, weights: Weights) -> tuple[Grid, Weights]:
    """The same belief on a grid that fits it."""
    spans = list(grid.box.spans)
    marginals = _marginals(weights)
    for along, whole in enumerate(whole_box(grid.prior).spans):
        wanted = _wanted(spans[along], whole, marginals[along], moving=along in _MOVING)
        if wanted != spans[along]:
            weights = carry(weights, along, spans[along], wanted)
            spans[along] = wanted
    return grid_of(grid.prior, Box(*spans)), weights


def carry(weights: Weights, along: int, old: Span, new: Span) -> Weights:
    """The weights at the nodes of another span: cubic in the logarithm, nothing where the old span did not reach."""
    logs = np.moveaxis(np.log(weights, dtype=np.float64), along, 0)
    places = (new.nodes - old.low) / old.spacing
    carried = np.exp(np.tensordot(_cubic(np.clip(places, 0, old.count - 1), old.count), logs, axes=1))
    carried[(places < -_ROUNDING) | (places > old.count - 1 + _ROUNDING)] = 0
    back = np.moveaxis(carried / carried.sum(), 0, along)
    return np.ascontiguousarray(back, dtype=np.float32) + SMALLEST


def _marginals(weights: Weights) -> tuple[Floats, ...]:
    """The weights along each of the four axes, each summing to 1."""
    q, c, s, w = weights.shape
    plane = weights.reshape(q * c, s * w)
    first = (plane @ ones(s * w)).astype(np.float64).reshape(q, c)
    last = (ones(q * c) @ plane).astype(np.float64).reshape(s, w)
    found = (first.sum(axis=1), first.sum(axis=0), last.sum(axis=1), last.sum(axis=0))
    return tuple(marginal / marginal.sum() for marginal in found)


def _wanted(span: Span, whole: Span, marginal: Floats, *, moving: bool) -> Span:
    if moving and _at_rim(span, whole, marginal):
        return _wider(span, whole)
    finer = _finer(span, marginal)
    spread = float(np.sqrt(marginal @ (span.nodes - marginal @ span.nodes) ** 2))
    fine_enough = spread > span.spacing * _NODES_OF_SPREAD / (1 if moving else 2)
    finest = (whole.high - whole.low) / (finer.high - finer.low) > _FINEST
    margin = 2 * finer.spacing if moving else -finer.spacing / 2
    outside = (span.nodes < finer.low + margin) | (span.nodes > finer.high - margin)
    return span if fine_enough or finest or marginal[outside].sum() > _OUTSIDE else finer


def _finer(span: Span, marginal: Floats) -> Span:
    """Half the span around the mean, on the old nodes and those halfway between."""
    narrow = (span.high - span.low) / 2
    mean = float(marginal @ span.nodes)
    steps = round((mean - narrow / 2 - span.low) / span.spacing * 2)
    low = min(max(span.low + steps * span.spacing / 2, span.low), span.high - narrow)
    return Span(low, low + narrow, span.count)


def _at_rim(span: Span, whole: Span, marginal: Floats) -> bool:
    low = marginal[:2].sum() > _RIM and span.low > whole.low
    high = marginal[-2:].sum() > _RIM and span.high < whole.high
    return bool(low or high)


def _wider(span: Span, whole: Span) -> Span:
    length = min(2 * (span.high - span.low), whole.high - whole.low)
    low = min(max((span.low + span.high - length) / 2, whole.low), whole.high - length)
    return Span(low, low + length, span.count)


def _cubic(places: Floats, count: int) -> Floats:
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
