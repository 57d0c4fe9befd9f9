"""The normal distribution in plain NumPy.

For: arrays of its distribution function, exact to 1e-12. SciPy has it too, and takes longer to import than all beliefs
take to rebuild. Must not: be trusted for relative accuracy far out in the tails.
"""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEP = 1 / 16
_END = 8.5
"""Beyond this many standard deviations the tail is smaller than 1e-16."""

_NODES = np.arange(-_END, _END + _STEP / 2, _STEP)
_AT_NODES = np.array([0.5 * math.erfc(-node / math.sqrt(2)) for node in _NODES])
_ROOT = 1 / math.sqrt(2 * math.pi)


def density(z: Floats) -> Floats:
    """The standard normal density at z, any shape."""
    return np.asarray(_ROOT * np.exp(-0.5 * z * z))


def below(z: Floats) -> Floats:
    """P(Z <= z) for a standard normal Z; any shape, absolute error below 1e-12.

    A Taylor step of seven terms from the nearest node of a table; the derivatives are Hermite polynomials times the
    density (Abramowitz and Stegun 1964, 26.2.31).
    """
    held = np.clip(z, -_END, _END)
    nearest = np.rint((held + _END) / _STEP).astype(np.intp)
    x = _NODES[nearest]
    d = held - x
    square = x * x
    series = 1 - d / 2 * (
        x
        - d / 3 * (
            square - 1
            - d / 4 * (
                x * (square - 3)
                - d / 5 * (
                    square * (square - 6) + 3
                    - d / 6 * (x * (square * (square - 10) + 15) - d / 7 * (square * (square * (square - 15) + 45) - 15))
                )
            )
        )
    )  # fmt: skip
    return np.asarray(_AT_NODES[nearest] + d * density(x) * series)


_FINE_STEP = 1 / 512
_FINE_NODES = np.arange(-_END, _END + _FINE_STEP / 2, _FINE_STEP)
_FINE_DENSITY, _FINE_BELOW = density(_FINE_NODES), below(_FINE_NODES)
_FINE_INTEGRAL = _FINE_NODES * _FINE_BELOW + _FINE_DENSITY


def integral_below(z: Floats) -> Floats:
    """The integral of `below` from minus infinity to z, any shape, absolute error below 1e-9.

    Its differences give means over an interval. A Taylor step of two terms from the nearest node of a fine table;
    beyond the table the integral is 0 or z itself.
    """
    held = np.clip(z, -_END, _END)
    nearest = np.rint((held + _END) / _FINE_STEP).astype(np.intp)
    d = held - _FINE_NODES[nearest]
    inside = _FINE_INTEGRAL[nearest] + d * (_FINE_BELOW[nearest] + d / 2 * _FINE_DENSITY[nearest])
    return np.asarray(inside + np.maximum(z - _END, 0))
