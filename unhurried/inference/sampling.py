"""A posterior of a few unknowns, by Newton's method and by importance sampling from a t distribution around the top.

For: several problems of one shape at once, the same to the last bit every time. Must not: be believed where the tail
of the weights is too heavy; `Draws.tail` says so.
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from unhurried.inference.normal import Floats, below

DRAWS = 500
"""For each problem. Half of them mirror the other half."""

HEAVIEST_TAIL = 0.7
"""The Pareto shape above which weights are not to be used (Vehtari 2024)."""

_FREEDOM = 6.0
_STEPS, _LONGEST_STEP = 12, 3.0
_CLOSE = 0.05
"""A last step so short leaves less than a tenth of it to go, and the weights make up for that."""
_NEAR = 1e-4
_FLATTEST = 0.05
"""The least curvature taken for one direction, where the posterior is nearly flat or bends the wrong way."""

_SEED = 1974
_TURNS = 8
_LINE = np.linspace(-5, 5, 2001)


class Density(Protocol):
    """The logarithm of a density, at places [problem, place, unknown]; it need not integrate to 1."""

    def height(self, places: Floats) -> Floats:
        """[problem, place]"""

    def slope(self, places: Floats) -> Floats:
        """[problem, place, unknown]: how steep it is in each unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Weighted draws of each problem. places: [problem, draw, unknown]. weights: [problem, draw], each row sums to 1.

    evidence: [problem], the logarithm of the integral of the density. tail: [problem], the Pareto shape of the weights.
    """

    places: Floats
    weights: Floats
    evidence: Floats
    tail: Floats


def draw_around(density: Density, begin: Floats) -> Draws:
    """Climb from these places [problem, unknown], and draw around the tops.

    The proposal is a t distribution with 6 degrees of freedom, its scale the curvature at the top; the largest weights
    are smoothed by a generalised Pareto distribution (Vehtari, Simpson, Gelman, Yao and Gabry 2024).
    """
    tops, scales = _climb(density, begin)
    standard, log_standard = _standard(begin.shape[1])
    places = tops[:, None, :] + standard @ scales.transpose(0, 2, 1)
    log_scale = np.log(np.abs(np.linalg.det(scales)))
    raw = density.height(places) - log_standard + log_scale[:, None]
    weights, tail = _smoothed(raw - raw.max(axis=1, keepdims=True))
    evidence = raw.max(axis=1) + np.log(weights.mean(axis=1))
    return Draws(places, weights / weights.sum(axis=1, keepdims=True), evidence, tail)


def quantiles(values: Floats, weights: Floats, shares: tuple[float, ...]) -> Floats:
    """[row, share] of weighted draws [row, draw]; weights may have one row for all. Between two draws it is a line."""
    order = np.argsort(values, axis=-1)
    ordered = np.take_along_axis(values, order, axis=-1)
    lying = np.take_along_axis(np.broadcast_to(weights, values.shape), order, axis=-1)
    up_to = np.cumsum(lying, axis=-1) - lying / 2
    return np.array([np.interp(shares, row, at) for row, at in zip(up_to, ordered, strict=True)])


# --- the top ------------------------------------------------------------------------------------------------


def _climb(density: Density, begin: Floats) -> tuple[Floats, Floats]:
    """Tops [problem, unknown], and scales [problem, unknown, unknown] whose squares are the inverse curvature there."""
    at = begin
    for _ in range(_STEPS):
        slope, values, axes = _bend(density, at)
        step = np.einsum("pij,pj->pi", axes, np.einsum("pij,pi->pj", axes, slope) / values)
        length = np.sqrt((step * step).sum(axis=1, keepdims=True))
        at = at + step * np.minimum(1, _LONGEST_STEP / np.maximum(length, 1e-12))
        if length.max() < _CLOSE:
            break
    return at, axes / np.sqrt(values)[:, None, :]


def _bend(density: Density, at: Floats) -> tuple[Floats, Floats, Floats]:
    """The slope, and the curvature downward as values and axes, from slopes a little to each side."""
    count = at.shape[1]
    nearby = np.concatenate([np.zeros((1, count)), _NEAR * np.eye(count), -_NEAR * np.eye(count)])
    slopes = density.slope(at[:, None, :] + nearby)
    bend = (slopes[:, count + 1 :] - slopes[:, 1 : count + 1]) / (2 * _NEAR)
    values, axes = np.linalg.eigh((bend + bend.transpose(0, 2, 1)) / 2)
    return slopes[:, 0], np.maximum(values, _FLATTEST), axes


@cache
def _standard(count: int) -> tuple[Floats, Floats]:
    """Draws [draw, unknown] of a t distribution around 0, and the logarithms of its density there.

    The normal part is one draw from each of as many layers in every unknown (a Latin hypercube, McKay 1979). Then they
    are turned and stretched a little until, weighted for a standard normal density, they have its spread exactly.
    """
    rng = np.random.default_rng([_SEED, count])
    layers = np.argsort(rng.random((count, DRAWS // 2)), axis=1).T
    normal = np.interp((layers + 0.5) / (DRAWS // 2), below(_LINE), _LINE)
    half = normal / np.sqrt(rng.chisquare(_FREEDOM, (DRAWS // 2, 1)) / _FREEDOM)
    for _ in range(_TURNS):
        weights = np.exp(-0.5 * (half * half).sum(axis=1) - _log_t(half))
        spread = (half * weights[:, None]).T @ half / weights.sum()
        half = half @ np.linalg.inv(np.linalg.cholesky(spread)).T
    draws = np.concatenate([half, -half])
    return draws, _log_t(draws)


def _log_t(places: Floats) -> Floats:
    """[place]: the logarithm of the density of a t distribution with this many unknowns."""
    count = places.shape[1]
    far = 1 + (places * places).sum(axis=1) / _FREEDOM
    top = math.lgamma((_FREEDOM + count) / 2) - math.lgamma(_FREEDOM / 2) - count / 2 * math.log(_FREEDOM * math.pi)
    return np.asarray(top - (_FREEDOM + count) / 2 * np.log(far))


# --- the tail of the weights --------------------------------------------------------------------------------


def _smoothed(raw: Floats) -> tuple[Floats, Floats]:
    """Weights [problem, draw] of logarithms whose largest is 0, the largest of them smoothed, and their Pareto shapes."""
    many = math.ceil(min(DRAWS / 5, 3 * math.sqrt(DRAWS)))
    order = np.argsort(raw, axis=1)[:, -many - 1 :]
    largest = np.exp(np.take_along_axis(raw, order, axis=1))
    cut = largest[:, :1]
    over = np.maximum(largest[:, 1:] - cut, 1e-30)
    shape, scale = _fit_pareto(over)
    # Weights that hardly differ have no tail; nothing is smoothed there.
    even = over[:, -1] < 1e-6  # noqa: PLR2004
    shape = np.where(even, -math.inf, shape)
    held = np.where(even, 0.0, shape)[:, None]
    above = -np.log1p(-(np.arange(many) + 0.5) / many)
    safe = np.where(np.abs(held) < 1e-9, 1e-9, held)  # noqa: PLR2004
    smooth = cut + scale[:, None] * np.expm1(safe * above) / safe
    weights = np.exp(raw)
    tails = np.where(even[:, None], largest[:, 1:], np.minimum(smooth, 1.0))
    np.put_along_axis(weights, order[:, 1:], tails, axis=1)
    return weights, shape


def _fit_pareto(over: Floats) -> tuple[Floats, Floats]:
    """Shape and scale [problem] of a generalised Pareto distribution, of values over the cut [problem, value], sorted.

    By the mean over a grid of Zhang and Stephens 2009, with the shape drawn a little to one half (Vehtari 2024, G).
    """
    many = over.shape[1]
    grid = 20 + int(math.sqrt(many))
    quarter = over[:, many // 4 : many // 4 + 1]
    spread = 1 - np.sqrt(grid / (np.arange(1, grid + 1) - 0.5))
    tried = spread / (3 * quarter) + 1 / over[:, -1:]
    shapes = np.log1p(-tried[:, :, None] * over[:, None, :]).mean(axis=2)
    fits = many * (np.log(-tried / shapes) - shapes - 1)
    weights = np.exp(fits - fits.max(axis=1, keepdims=True))
    rate = (tried * weights).sum(axis=1) / weights.sum(axis=1)
    shape = np.log1p(-rate[:, None] * over).mean(axis=1)
    return (shape * many + 5) / (many + 10), -shape / rate
