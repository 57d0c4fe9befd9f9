"""The range: the belief itself."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from tests.inference.made_up import CELLS, born_of_the_prior, live, two_edges
from unhurried.inference.band import Places, quantiles, share_below
from unhurried.inference.moments import Fineness
from unhurried.inference.window import Moment, Outcome, Prior, edges_at, replay, smooth, start, update

COARSE = Prior(fineness=Fineness(centres=15, widths=13, softness=4, drift=4))
"""For properties that hold on any grid."""

outcomes = st.sampled_from(list(Outcome))
moments_lists = st.lists(
    st.builds(
        lambda day, cell, outcome: Moment(day, *cell, outcome), st.floats(0, 200), st.sampled_from(CELLS), outcomes
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda moment: moment.day,
)


def _slow_edges(moments: list[Moment]) -> list[float]:
    """Mean and spread of both edges by an obvious filter: a loop over softness and drift, plain normal kernels."""
    prior = Prior()
    centre, log_width = np.linspace(-1.8, 1.8, 43), np.linspace(-2.2, 1.7, 37)
    z = np.linspace(-2.7, 2.7, 8)
    edges = centre[:, None] - np.exp(log_width) / 2, centre[:, None] + np.exp(log_width) / 2
    total = np.zeros((len(centre), len(log_width)))
    prior_weights = np.outer(
        norm.pdf(centre / prior.centre_spread),
        norm.pdf((log_width - math.log(prior.width.middle)) / prior.width.spread),
    )
    for softness in prior.softness.middle * np.exp(prior.softness.spread * z):
        for drift in prior.drift.middle * np.exp(prior.drift.spread * z):
            weights = prior_weights * norm.pdf(math.log(softness / prior.softness.middle) / prior.softness.spread)
            weights = weights * norm.pdf(math.log(drift / prior.drift.middle) / prior.drift.spread)
            day = moments[0].day
            for moment in moments:
                if moment.day > day:
                    weights = _spread(centre, drift, moment.day - day) @ weights
                    weights = weights @ _spread(log_width, drift, moment.day - day).T
                weights = weights * _obvious_chance(moment, *edges, softness)
                day = moment.day
            total += weights
    total /= total.sum()
    found = []
    for edge in edges:
        mean = float((total * edge).sum())
        found += [mean, math.sqrt(float((total * (edge - mean) ** 2).sum()))]
    return found


def _spread(nodes: np.ndarray, drift: float, days: float) -> np.ndarray:
    """A step as weight carried to the two nodes beside each place of a fine normal, so that small steps count."""
    steps = drift * math.sqrt(days) * norm.ppf((np.arange(40) + 0.5) / 40)
    steps *= drift * math.sqrt(days) / steps.std()
    kernel = np.zeros((len(nodes), len(nodes)))
    spacing = nodes[1] - nodes[0]
    share = (drift**2 * days) / (2 * spacing**2)
    if share < 0.4:
        inner = np.arange(len(nodes))
        kernel[inner, inner] = 1 - 2 * share
        kernel[inner[1:], inner[:-1]] = kernel[inner[:-1], inner[1:]] = share
        return kernel
    kernel = norm.pdf((nodes[:, None] - nodes) / (drift * math.sqrt(days)))
    return kernel / kernel.sum(axis=0)


def _obvious_chance(moment: Moment, lower: np.ndarray, upper: np.ndarray, softness: float) -> np.ndarray:
    lapse = Prior().lapse
    x = moment.low + (moment.high - moment.low) * (np.arange(12) + 0.5) / 12
    below = lapse / 3 + (1 - lapse) * norm.cdf((lower[..., None] - x) / softness).mean(axis=-1)
    above = lapse / 3 + (1 - lapse) * norm.cdf((x - upper[..., None]) / softness).mean(axis=-1)
    return {
        Outcome.BELOW: below,
        Outcome.ABOVE: above,
        Outcome.LEFT: below + above,
        Outcome.PRESENT: 1 - below - above,
    }[moment.outcome]


def _mean_and_spread(belief) -> list[float]:
    on_plane = belief.weights.sum(axis=(0, 2), dtype=np.float64)
    on_plane /= on_plane.sum()
    found = []
    for edge in (belief.grid.lower, belief.grid.upper):
        mean = float((on_plane * edge).sum())
        found += [mean, math.sqrt(float((on_plane * (edge - mean) ** 2).sum()))]
    return found


@pytest.mark.parametrize("count", [6, 16])
def test_a_slow_and_obvious_filter_gives_the_same_edges_along_the_way(count: int) -> None:
    moments = live(np.random.default_rng(3), count, two_edges(-0.5, 0.45), gap_days=1.5)
    moments[2] = replace(moments[2], outcome=Outcome.BELOW)
    moments[5] = replace(moments[5], outcome=Outcome.ABOVE, day=moments[5].day + 0.5)
    slow, ours = _slow_edges(moments), _mean_and_spread(replay(moments))
    for mean, spread in ((0, 1), (2, 3)):
        assert abs(ours[mean] - slow[mean]) < 0.1 * slow[spread]
        assert 0.93 < ours[spread] / slow[spread] < 1.07


def test_a_grid_twice_as_fine_says_the_same_after_many_moments() -> None:
    moments = live(np.random.default_rng(8), 200, two_edges(-0.5, 0.45))
    fine = Prior(fineness=Fineness(centres=55, widths=43, softness=9, drift=11))
    ours, finer = _mean_and_spread(replay(moments)), _mean_and_spread(replay(moments, fine))
    for mean, spread in ((0, 1), (2, 3)):
        assert abs(ours[mean] - finer[mean]) < 0.1 * finer[spread]
        assert 0.93 < ours[spread] / finer[spread] < 1.07


@settings(max_examples=25, deadline=None)
@given(moments_lists)
def test_the_order_in_which_moments_are_given_does_not_matter(moments: list[Moment]) -> None:
    one, other = replay(moments, COARSE), replay(moments[::-1], COARSE)
    assert np.array_equal(one.weights, other.weights)
    assert one.foretold == other.foretold


@settings(max_examples=25, deadline=None)
@given(moments_lists, st.floats(0.01, 90))
def test_a_gap_only_widens(moments: list[Moment], gap_days: float) -> None:
    belief = replay(moments, COARSE)
    later = belief.grid.move(belief.weights, gap_days)
    assert _entropy(later) > _entropy(belief.weights) - 1e-4
    assert later.max() <= belief.weights.max() * (1 + 1e-5)


def _entropy(weights: np.ndarray) -> float:
    return float(-(weights * np.log(weights, dtype=np.float64)).sum())


def test_a_long_silence_widens_a_band_that_is_narrow() -> None:
    belief = replay(live(np.random.default_rng(1), 80, two_edges(-0.5, 0.45)))
    widths = [edges_at(belief, belief.day + days)[1].width for days in (0, 10, 40, 160)]
    assert widths == sorted(widths)


@settings(max_examples=25, deadline=None)
@given(moments_lists)
def test_the_line_turned_round_turns_the_edges_round(moments: list[Moment]) -> None:
    turned = {Outcome.BELOW: Outcome.ABOVE, Outcome.ABOVE: Outcome.BELOW}
    mirrored = [Moment(one.day, -one.high, -one.low, turned.get(one.outcome, one.outcome)) for one in moments]
    today = max(moment.day for moment in moments)
    lower, upper = edges_at(replay(moments, COARSE), today)
    mirrored_lower, mirrored_upper = edges_at(replay(mirrored, COARSE), today)
    assert abs(lower.middle + mirrored_upper.middle) < 1e-3
    assert abs(upper.middle + mirrored_lower.middle) < 1e-3


@settings(max_examples=15, deadline=None)
@given(moments_lists)
def test_an_update_leaves_the_belief_it_was_given_alone(moments: list[Moment]) -> None:
    belief = replay(moments, COARSE)
    before = belief.weights.copy()
    after = update(belief, Moment(belief.day + 1, -0.25, 0.25, Outcome.PRESENT))
    assert np.array_equal(belief.weights, before)
    assert abs(float(after.weights.sum()) - 1) < 1e-4


def test_replay_and_one_by_one_are_bit_identical() -> None:
    moments = live(np.random.default_rng(5), 50, two_edges(-0.4, 0.4))
    belief = start()
    for moment in moments:
        belief = update(belief, moment)
    again = replay(moments)
    assert np.array_equal(belief.weights, again.weights)
    assert belief.grid.box == again.grid.box


def test_a_moment_before_the_last_is_refused() -> None:
    belief = replay([Moment(3, 0.25, 0.75, Outcome.PRESENT)], COARSE)
    with pytest.raises(ValueError, match="order"):
        update(belief, Moment(2, 0.25, 0.75, Outcome.PRESENT))


@pytest.mark.parametrize(("low", "high"), [(0.5, 0.2), (-1.2, 0), (0, 1.1), (math.nan, 0)])
def test_an_impossible_cell_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="cell"):
        Moment(0, low, high, Outcome.PRESENT)


def test_leaving_to_a_named_side_moves_that_edge_only() -> None:
    calm = [Moment(day, -0.25, 0.25, Outcome.PRESENT) for day in range(5)]
    overwhelmed = [Moment(5 + day, 0.25, 0.75, Outcome.ABOVE) for day in range(5)]
    before, after = edges_at(replay(calm), 10), edges_at(replay(calm + overwhelmed), 10)
    assert after[1].middle < before[1].middle - 0.1
    assert abs(after[0].middle - before[0].middle) < 0.1


def test_the_history_ends_where_today_begins_and_sees_the_past_more_sharply() -> None:
    moments = live(np.random.default_rng(2), 120, two_edges(-0.5, 0.45))
    drawn = smooth(moments, 60.0, points=10)
    early = replay([moment for moment in moments if moment.day <= drawn[2].day])
    lower, upper = edges_at(replay(moments), 60.0)
    assert [drawn[0].day, drawn[-1].day] == [0.0, 60.0]
    assert abs(drawn[-1].lower.middle - lower.middle) < 0.05
    assert abs(drawn[-1].upper.middle - upper.middle) < 0.05
    assert drawn[2].upper.width < edges_at(early, drawn[2].day)[1].width


def test_the_last_day_of_a_long_history_agrees_with_the_filter_within_a_tenth_of_its_spread() -> None:
    """A year's worth: on the first, coarse box the edges would move in steps and their bands be far too narrow."""
    moments = live(np.random.default_rng(12), 700, two_edges(-0.5, 0.45))
    last = smooth(moments, moments[-1].day, points=12)[-1]
    belief = replay(moments)
    spreads = _mean_and_spread(belief)[1::2]
    for ours, today, spread in zip((last.lower, last.upper), edges_at(belief, belief.day), spreads, strict=True):
        assert abs(ours.middle - today.middle) < 0.1 * spread
        assert 0.9 < ours.width / today.width < 1.1


def test_no_moments_have_no_history() -> None:
    assert smooth([], 3.0) == ()


def test_quantiles_and_shares_are_each_others_inverse() -> None:
    rng = np.random.default_rng(1)
    places, weights = Places.of(rng.normal(size=400)), rng.random(400)
    low, high = quantiles(places, weights, (0.05, 0.95))
    assert abs(share_below(places, weights, low) - 0.05) < 1e-9
    assert abs(share_below(places, weights, high) - 0.95) < 1e-9


def test_bands_of_people_born_of_the_prior_hold_nine_times_of_ten() -> None:
    """A small calibration; the full one with 1,000 people is `python -m bench window`."""
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(60):
        moments, lower, upper = born_of_the_prior(rng, 15, Prior())
        bands = edges_at(replay(moments), moments[-1].day)
        held += sum(band.low <= edge <= band.high for band, edge in zip(bands, (lower, upper), strict=True))
    assert 0.83 <= held / 120 <= 0.97
