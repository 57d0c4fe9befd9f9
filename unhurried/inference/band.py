"""A value and its spread in one: an edge with its band."""

from dataclasses import dataclass

import numpy as np

from unhurried.inference.normal import Floats

OUTSIDE = 0.05
"""The share of weight outside the band on each side."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where an edge lies on [-1, 1], or beyond it: its middle (posterior mean) and the 90 % band from low to high."""

    middle: float
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


def edge_of(places: Floats, weights: Floats) -> Edge:
    """The edge that has these weights at these places (same shape, any order, weights need not sum to 1)."""
    low, high = quantiles(places, weights, (OUTSIDE, 1 - OUTSIDE))
    middle = float((places * weights).sum() / weights.sum())
    return Edge(middle, low, high)


def quantiles(places: Floats, weights: Floats, at: tuple[float, ...]) -> list[float]:
    """Between two places the distribution function is a straight line; half of a place's weight lies on each side."""
    order = np.argsort(places, axis=None, kind="stable")
    sorted_weights = weights.reshape(-1)[order]
    up_to = np.cumsum(sorted_weights) - sorted_weights / 2
    found = np.interp(np.multiply(at, sorted_weights.sum()), up_to, places.reshape(-1)[order])
    return [float(value) for value in found]


def share_below(places: Floats, weights: Floats, value: float) -> float:
    """How much of the weight lies below a value, between 0 and 1; the inverse of `quantiles`."""
    order = np.argsort(places, axis=None, kind="stable")
    sorted_weights = weights.reshape(-1)[order]
    up_to = np.cumsum(sorted_weights) - sorted_weights / 2
    return float(np.interp(value, places.reshape(-1)[order], up_to / sorted_weights.sum(), left=0.0, right=1.0))
