"""Our own normal distribution beside SciPy's."""

import numpy as np
from scipy import integrate
from scipy.stats import norm

from unhurried.inference.normal import below, density, integral_below


def test_the_distribution_function_is_scipys() -> None:
    z = np.linspace(-12, 12, 100_001)
    assert np.abs(below(z) - norm.cdf(z)).max() < 1e-12


def test_the_density_is_scipys() -> None:
    z = np.linspace(-12, 12, 1001)
    assert np.abs(density(z) - norm.pdf(z)).max() < 1e-15


def test_differences_of_the_integral_are_means_over_a_cell() -> None:
    for low, high in ((-3.0, -1.0), (-0.1, 0.4), (2.0, 7.0)):
        expected, _ = integrate.quad(norm.cdf, low, high, epsabs=1e-13)
        ends = integral_below(np.array([low, high]))
        assert abs((ends[1] - ends[0]) - expected) < 1e-11


def test_any_shape_is_kept() -> None:
    assert below(np.zeros((2, 3, 4))).shape == (2, 3, 4)
