"""How weight on a grid moves with time: a random walk along one axis.

For: any gap between two moments, from minutes to years, without losing weight and without adding to the variance.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from unhurried.inference.normal import Floats

Weights = NDArray[np.float32]
"""Single precision: twice as fast, and its rounding is far below the coarseness of the grid."""


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
        return np.float64(self.low) + self.spacing * np.arange(self.count, dtype=np.float64)

    def divided(self, times: int) -> "Span":
        """The same stretch with so many steps for one."""
        return Span(self.low, self.high, (self.count - 1) * times + 1)


class Walk:
    """A random walk along the nodes of a span, with one variance per day for each entry of the first axis.

    A small step moves weight to the two neighbours, as much as gives the variance. A gap is the exponential of many
    small steps, exp(variance * days * generator), so that a gap in two parts is the whole gap.
    """

    def __init__(self, span: Span, variance_a_day: Floats) -> None:
        self._count = span.count
        self._rates = variance_a_day / span.spacing**2
        self._kernels = lru_cache(maxsize=48)(self._compute_kernels)

    def second(self, weights: Weights, days: float) -> Weights:
        """[q, n, ...] after so many days, moved along the second axis."""
        rows = weights.reshape(len(weights), self._count, -1)
        return (self._kernels(days) @ rows).reshape(weights.shape)

    def last(self, weights: Weights, days: float) -> Weights:
        """[q, ..., n] after so many days, moved along the last axis."""
        rows = weights.reshape(len(weights), -1, self._count)
        return (rows @ self._kernels(days)).reshape(weights.shape)

    def row(self, weights: Floats, days: float) -> Floats:
        """[q, n] after so many days: the same for a single row each, without the kernel that many rows are worth."""
        values, turned = _turns(self._count)
        return np.asarray((weights @ turned) * np.exp(np.multiply.outer(self._rates * days, values)) @ turned.T)

    def _compute_kernels(self, days: float) -> Weights:
        """[q, n, n]; symmetric, rows sum to 1.

        Weight turns back at the ends, so the generator's eigenvectors are cosines, and the kernel is one function of
        the distance, and again of the distance by way of the end.
        """
        n = self._count
        values, cosines = _generator(n)
        by_distance = np.exp(np.multiply.outer(self._rates * days, values)) @ cosines
        row, one = by_distance.strides
        shape = (len(by_distance), n, n)
        direct = np.ndarray(shape, np.float64, by_distance, (n - 1) * one, (row, -one, one))
        turned = np.ndarray(shape, np.float64, by_distance, n * one, (row, one, one))
        kernels: Weights = np.maximum(direct + turned, 0).astype(np.float32)
        return kernels


@lru_cache(maxsize=64)
def _generator(count: int) -> tuple[Floats, Floats]:
    """Eigenvalues [n], and cosines [n, 3n - 1] that turn them into a function of distances 1 - n to 2n - 1."""
    order = np.arange(count)
    distances = np.arange(1 - count, 2 * count)
    cosines = np.cos(np.pi * np.outer(order, distances) / count) / count
    cosines[0] /= 2
    return np.cos(np.pi * order / count) - 1, cosines


@lru_cache(maxsize=8)
def _turns(count: int) -> tuple[Floats, Floats]:
    """Eigenvalues [n], and orthonormal eigenvectors [n, n] of the generator."""
    order = np.arange(count)
    turned = np.cos(np.pi * np.outer(order + 0.5, order) / count) * math.sqrt(2 / count)
    turned[:, 0] /= math.sqrt(2)
    return np.cos(np.pi * order / count) - 1, turned
