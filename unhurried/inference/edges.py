"""Both edges of one belief, with their bands.

For: a band's end that lies between two nodes of the grid. Must not: decide what is shown.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from unhurried.inference.band import Edge, Places, edge_of
from unhurried.inference.lattice import Box, Grid
from unhurried.inference.normal import Floats
from unhurried.inference.walk import Span, Weights
from unhurried.inference.zoom import cubic

_TIMES_FINER = 3


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Centre by log width, some times finer than a grid: where the edges lie on it."""

    lower: Places
    upper: Places


def edges_on(grid: Grid, weights: Weights) -> tuple[Edge, Edge]:
    """The lower and the upper edge of a belief [q, c, s, w]."""
    plane, on_plane = plane_of(grid.box), weights_on_plane(grid, weights)
    return edge_of(plane.lower, on_plane), edge_of(plane.upper, on_plane)


@lru_cache(maxsize=6)
def plane_of(box: Box) -> Plane:
    centre = box.centre.divided(_TIMES_FINER).nodes[:, None]
    half = np.exp(box.width.divided(_TIMES_FINER).nodes) / 2
    return Plane(Places.of(centre - half), Places.of(centre + half))


def weights_on_plane(grid: Grid, weights: Weights) -> Floats:
    """[finer c, finer w]: cubic in the logarithm, summing to anything."""
    logs = np.log(weights.sum(axis=(0, 2), dtype=np.float64))
    return np.asarray(np.exp(_finer(grid.box.centre.count) @ logs @ _finer(grid.box.width.count).T))


@lru_cache(maxsize=128)
def _finer(count: int) -> Floats:
    """[finer nodes, nodes]"""
    return cubic(Span(0, count - 1, count).divided(_TIMES_FINER).nodes, count)
