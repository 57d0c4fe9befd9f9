"""How weight moves with time."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm

from unhurried.inference.walk import Span, Walk

SPAN = Span(-1.0, 1.0, 21)
FROM_THE_MIDDLE = np.zeros((1, 21, 1), dtype=np.float32)
FROM_THE_MIDDLE[0, 10, 0] = 1


def _variance(weights: np.ndarray) -> float:
    marginal = weights.sum(axis=(0, 2), dtype=np.float64)
    return float(marginal @ SPAN.nodes**2 - (marginal @ SPAN.nodes) ** 2)


@given(st.floats(1e-4, 4.0))
def test_a_step_adds_its_variance_and_loses_no_weight(days: float) -> None:
    moved = Walk(SPAN, np.array([0.01])).second(FROM_THE_MIDDLE, days)
    assert abs(moved.sum() - 1) < 1e-5
    assert abs(_variance(moved) - 0.01 * days) < 1e-4


def test_a_large_step_is_the_exponential_of_the_small_ones() -> None:
    generator = np.diag(np.full(20, 0.5), 1) + np.diag(np.full(20, 0.5), -1)
    generator -= np.diag(generator.sum(axis=0))
    days = 7.0
    expected = expm(generator * 0.01 * days / SPAN.spacing**2)[10]
    moved = Walk(SPAN, np.array([0.01])).second(FROM_THE_MIDDLE, days)
    assert np.abs(moved[0, :, 0] - expected).max() < 1e-6


def test_a_gap_in_two_parts_is_the_whole_gap() -> None:
    walk = Walk(SPAN, np.array([0.02]))
    at_once = walk.second(FROM_THE_MIDDLE, 10.0)
    in_parts = walk.second(walk.second(FROM_THE_MIDDLE, 4.0), 6.0)
    assert np.abs(at_once - in_parts).max() < 1e-6


@given(st.floats(1e-3, 30.0))
def test_both_axes_move_alike(days: float) -> None:
    rng = np.random.default_rng(4)
    weights = rng.random((2, 21, 21)).astype(np.float32)
    walk = Walk(SPAN, np.array([0.001, 0.02]))
    turned = walk.last(weights.swapaxes(1, 2), days)
    assert np.abs(walk.second(weights, days) - turned.swapaxes(1, 2)).max() < 1e-5
