"""How strained a step may leave someone: activation foretold for it, and the chance of leaving the range there.

For: limit 1 of the planner. Must not: learn anything about the rise from a moment of shutting down, or be surer of the
range than its most careful reading.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from unhurried.inference.band import Places, quantiles
from unhurried.inference.moments import Fineness, Prior
from unhurried.inference.normal import Floats, below
from unhurried.inference.window import LOGGED
from unhurried.inference.window import Belief as WindowBelief

CAREFUL_WINDOW = Prior(logged=min(LOGGED), fineness=Fineness(centres=19, widths=15, softness=4, drift=4))
"""As if the fewest leavings had been written down; on a coarser grid, because many steps are looked at."""

UPPER = 0.8
"""The point over what the belief about the range holds possible that counts as the upper chance of leaving."""

_NEGLIGIBLE = 2e-4
"""Nodes are left out as long as all of them together weigh no more than this."""


@dataclass(frozen=True, slots=True)
class RisePrior:
    """By how much activation in a step lies above that of an everyday moment, on a line of length 2: a constant, what
    full stakes add, what a fear that is sure adds, and what both at once add. means and spreads of the four; the noise
    around them, and how many steps that noise is worth."""

    means: tuple[float, float, float, float] = (-0.1, 0.2, 0.2, 0.2)
    spreads: tuple[float, float, float, float] = (0.06, 0.1, 0.1, 0.1)
    noise: float = 0.12
    worth: float = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class RiseBelief:
    """A Bayesian linear regression. precision: [part, part] and shifted: [part], both in units of the noise; misses: half
    of the squares that are not explained, with what the prior holds. count: steps so far."""

    precision: Floats
    shifted: Floats
    misses: float
    worth: float
    count: int = 0


class Strain(NamedTuple):
    """Activation foretold for a step, before anything is known about the day, and its standard deviation."""

    middle: float
    spread: float


def start_rise(prior: RisePrior | None = None) -> RiseBelief:
    """The belief before any step."""
    prior = prior or RisePrior()
    means = np.array(prior.means)
    precision = np.diag((prior.noise / np.array(prior.spreads)) ** 2)
    shifted = precision @ means
    misses = prior.worth / 2 * prior.noise**2 + float(means @ shifted) / 2
    return RiseBelief(precision, shifted, misses, prior.worth)


def update_rise(belief: RiseBelief, stakes: float, felt: float, above: float) -> RiseBelief:
    """The belief after one more step; the one given stays as it is. above: by how much activation lay above that of an
    everyday moment. A step in which the person shut down is not given."""
    parts = _parts(stakes, felt)
    return RiseBelief(
        precision=belief.precision + np.outer(parts, parts),
        shifted=belief.shifted + above * parts,
        misses=belief.misses + above**2 / 2,
        worth=belief.worth,
        count=belief.count + 1,
    )


def strain_of(belief: RiseBelief, level: float, steps: Sequence[tuple[float, float]]) -> list[Strain]:
    """For each step, given as stakes and how likely harm feels; level: activation of an everyday moment. The spread holds
    the noise and what is not known yet (conjugate normal regression; docs/explanation/models.md, equation 16)."""
    if not steps:
        return []
    covariance = np.linalg.inv(belief.precision)
    means = covariance @ belief.shifted
    rate = belief.misses - float(means @ belief.shifted) / 2
    variance = 2 * rate / (belief.worth + belief.count - 2)
    parts = np.array([_parts(stakes, felt) for stakes, felt in steps])
    spreads = np.sqrt(variance * (1 + np.einsum("ka,ab,kb->k", parts, covariance, parts)))
    middles = level + parts @ means
    return [Strain(float(middle), float(spread)) for middle, spread in zip(middles, spreads, strict=True)]


def _parts(stakes: float, felt: float) -> Floats:
    return np.array([1.0, stakes, felt, stakes * felt])


class Leaving(NamedTuple):
    """The chance of leaving the range in a step: its mean, and its upper end over what is held possible."""

    mean: float
    upper: float


class RangeNodes(NamedTuple):
    """What is held possible of the range on one day: edges, softness, and how likely they are."""

    lower: Floats
    upper: Floats
    variance: Floats
    weights: Floats
    lapse: float


def range_nodes(window: WindowBelief, day: float) -> RangeNodes:
    """The nodes that matter, on a day not before the last moment."""
    grid = window.grid
    moved = grid.move(window.weights, max(0.0, day - window.moved) if window.count else 0.0)
    weights = moved.sum(axis=0, dtype=np.float64)
    shape = weights.shape
    lower, upper = (np.broadcast_to(edge[:, None, :], shape) for edge in (grid.lower, grid.upper))
    softness = np.broadcast_to(np.exp(grid.box.softness.nodes)[None, :, None], shape)
    flat = weights.reshape(-1)
    order = np.argsort(flat)
    kept = order[np.cumsum(flat[order]) > _NEGLIGIBLE * flat.sum()]
    low, high, variance = (part.reshape(-1)[kept] for part in (lower, upper, softness**2))
    return RangeNodes(low, high, variance, flat[kept] / flat[kept].sum(), grid.prior.lapse)


def leaving(nodes: RangeNodes, strains: list[Strain]) -> list[Leaving]:
    """For each step; at every node over the whole spread of its activation."""
    return [_leaving(nodes, strain) for strain in strains]


def _leaving(nodes: RangeNodes, strain: Strain) -> Leaving:
    spread = np.sqrt(nodes.variance + strain.spread**2)
    beyond = below((nodes.lower - strain.middle) / spread) + below((strain.middle - nodes.upper) / spread)
    chances = 2 / 3 * nodes.lapse + (1 - nodes.lapse) * beyond
    return Leaving(float(nodes.weights @ chances), quantiles(Places.of(chances), nodes.weights, (UPPER,))[0])


def is_rise(activation: float, *, left: bool) -> bool:
    """Whether a step says something about how activation rises. Leaving with little activation may be a shutting down
    after too much of it, so it does not."""
    return not (left and activation < 0) and math.isfinite(activation)
