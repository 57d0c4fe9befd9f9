"""How weight on a grid moves with time: a random walk along one axis.

For: any gap between two moments, from minutes to years, without losing weight and without adding to the variance.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from unhurried.inference.normal import Floats

Weights = NDArray[np.float32]
"""Single precision: twice as fast, and its rounding is far below the coarseness of the grid."""

LARGEST_SHARE = 1 / 3
"""The largest share of weight that one three-point step moves to each neighbour; beyond it the exact kernel is used."""


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


class Walk:
    """A random walk along the nodes of a span, with one variance per day for each entry of the first axis (ascending).

    A small step moves weight to the two neighbours only, as much as gives the variance. A large one takes
    exp(variance * generator) of the same three-point step, so that a gap in two parts is the whole gap.
    """

    def __init__(self, span: Span, variance_a_day: Floats) -> None:
        if np.any(np.diff(variance_a_day) < 0):
            raise ValueError("variances come in ascending order")
        self._count = span.count
        self._rates = variance_a_day / span.spacing**2
        shares = self._rates / 2
        self._shares: list[float] = shares.tolist()
        self._as_weights: Weights = shares.astype(np.float32)
        self._kernels = lru_cache(maxsize=32)(self._compute_kernels)

    def second(self, weights: Weights, days: float) -> Weights:
        """[q, n, ...] after so many days, moved along the second axis."""
        small = self._small(days)
        moved = np.empty_like(weights)
        if small:
            moved[:small] = weights[:small]
            self._step_second(moved[:small], days)
        if small < len(weights):
            rows = weights[small:].reshape(len(weights) - small, self._count, -1)
            moved[small:] = (self._kernels(small, days) @ rows).reshape(moved[small:].shape)
        return moved

    def last(self, weights: Weights, days: float) -> None:
        """[q, ..., n] moved along the last axis, in place."""
        small = self._small(days)
        if small:
            self._step_last(weights[:small], days)
        if small < len(weights):
            rows = weights[small:].reshape(len(weights) - small, -1, self._count)
            weights[small:] = (rows @ self._kernels(small, days)).reshape(weights[small:].shape)

    def _small(self, days: float) -> int:
        """How many of the variances a single three-point step can carry."""
        return bisect_right(self._shares, LARGEST_SHARE / days)

    def _step_second(self, weights: Weights, days: float) -> None:
        flow = np.empty_like(weights)
        self._flow(weights, flow, math.prod(weights.shape[2:]), flow[:, -1], days)

    def _step_last(self, weights: Weights, days: float) -> None:
        flow = np.empty_like(weights)
        self._flow(weights, flow, 1, flow[..., -1], days)

    def _flow(self, weights: Weights, flow: Weights, apart: int, ends: Weights, days: float) -> None:
        """One three-point step in place between neighbours that lie so far apart in memory; at the ends weight stays.

        As one long row: much faster than many short ones. `ends` is the part of `flow` that would cross an end.
        """
        flat, flat_flow = weights.reshape(-1), flow.reshape(-1)
        np.subtract(flat[:-apart], flat[apart:], out=flat_flow[:-apart])
        ends[...] = 0
        by_drift = flow.reshape(len(weights), -1)
        by_drift *= (self._as_weights[: len(weights)] * np.float32(days))[:, None]
        flat -= flat_flow
        flat[apart:] += flat_flow[:-apart]

    def _compute_kernels(self, first: int, days: float) -> Weights:
        """[q, n, n] from the first large variance on; symmetric, rows sum to 1.

        Weight turns back at the ends, so the generator's eigenvectors are cosines, and the kernel is one function of
        the distance, and again of the distance by way of the end.
        """
        n = self._count
        values, cosines = _generator(n)
        by_distance = np.exp(np.multiply.outer(self._rates[first:] * days, values)) @ cosines
        row, one = by_distance.strides
        shape = (len(by_distance), n, n)
        direct = np.ndarray(shape, np.float64, by_distance, (n - 1) * one, (row, -one, one))
        turned = np.ndarray(shape, np.float64, by_distance, n * one, (row, one, one))
        kernels: Weights = np.maximum(direct + turned, 0).astype(np.float32)
        return kernels


@lru_cache(maxsize=16)
def _generator(count: int) -> tuple[Floats, Floats]:
    """Eigenvalues [n], and cosines [n, 3n - 1] that turn them into a function of distances 1 - n to 2n - 1."""
    order = np.arange(count)
    distances = np.arange(1 - count, 2 * count)
    cosines = np.cos(np.pi * np.outer(order, distances) / count) / count
    cosines[0] /= 2
    return np.cos(np.pi * order / count) - 1, cosines
