"""A value and its spread in one: an edge with its band."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where weights may lie, sorted once, for whoever asks about many weights at the same places."""

    values: Floats
    order: NDArray[np.intp]

    @classmethod
    def of(cls, places: Floats) -> "Places":
        """Any shape, any order."""
        order = np.argsort(places, axis=None, kind="stable")
        return cls(places.reshape(-1)[order], order)

    def up_to(self, weights: Floats) -> tuple[Floats, Floats]:
        """The weights (the shape of the places) in the order of places, and how much lies up to each: half of its own
        weight and all before."""
        ordered = weights.reshape(-1)[self.order]
        return ordered, np.cumsum(ordered) - ordered / 2


def edge_of(places: Places, weights: Floats) -> Edge:
    """The edge that has these weights at these places (weights need not sum to 1)."""
    low, high = quantiles(places, weights, (OUTSIDE, 1 - OUTSIDE))
    ordered = weights.reshape(-1)[places.order]
    return Edge(float(places.values @ ordered / ordered.sum()), low, high)


def quantiles(places: Places, weights: Floats, at: tuple[float, ...]) -> list[float]:
    """Between two places the distribution function is a straight line; half of a place's weight lies on each side."""
    ordered, up_to = places.up_to(weights)
    return [float(value) for value in np.interp(np.multiply(at, ordered.sum()), up_to, places.values)]


def share_below(places: Places, weights: Floats, value: float) -> float:
    """How much of the weight lies below a value, between 0 and 1; the inverse of `quantiles`."""
    ordered, up_to = places.up_to(weights)
    return float(np.interp(value, places.values, up_to / ordered.sum(), left=0.0, right=1.0))
