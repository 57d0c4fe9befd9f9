"""Promises to oneself: the grid against a slow sum, what silence does, and what may be suggested."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhurried.inference.band import quantiles
from unhurried.inference.promises import (
    ENOUGH,
    SIZES,
    Belief,
    Prior,
    Promised,
    Silence,
    _grid,
    evidence,
    read,
    replay,
    share_of,
    smaller,
    start,
    update,
    weights_of,
)

NO_AGE = Prior(half_life=math.inf)

promises = st.lists(
    st.builds(
        Promised,
        size=st.sampled_from(SIZES),
        day=st.floats(0, 400).map(round).map(float),
        kept=st.sampled_from([True, False, None]),
    ),
    max_size=40,
)


def shares(belief: Belief, day: float) -> list[float]:
    weights = weights_of(belief, day)
    return [share_of(belief, weights, size).middle for size in SIZES]


def kept(size: int, times: int, *, day: float = 0.0, as_said: bool | None = True) -> list[Promised]:
    return [Promised(size, day, as_said)] * times


# --- the arithmetic -----------------------------------------------------------------------------------------


def slow_mean(told: list[Promised], day: float, size: int, prior: Prior) -> float:
    """One sum over a very fine grid, written from the equations alone."""
    smallest = np.linspace(prior.smallest[0] - 7 * prior.smallest[1], prior.smallest[0] + 7 * prior.smallest[1], 1201)
    steeper = np.linspace(0, 6 * prior.steeper, 1001)
    one, more = smallest[:, None], steeper[None, :]
    log = -0.5 * ((one - prior.smallest[0]) / prior.smallest[1]) ** 2 - 0.5 * (more / prior.steeper) ** 2
    for promise in told:
        if promise.kept is not None:
            worth = 0.5 ** ((day - promise.day) / prior.half_life)
            chance = 1 / (1 + np.exp(-(one - more * (promise.size - 1))))
            log = log + worth * np.log(chance if promise.kept else 1 - chance)
    weights = np.exp(log - log.max())
    weights[:, 0] /= 2
    return float((weights / (1 + np.exp(-(one - more * (size - 1))))).sum() / weights.sum())


@pytest.mark.parametrize("size", SIZES)
def test_the_grid_agrees_with_a_slow_sum(size: int) -> None:
    told = [Promised(1 + n % 4, 7.0 * n, n % 3 > 0) for n in range(20)]

    assert shares(replay(told), 150.0)[size - 1] == pytest.approx(slow_mean(told, 150.0, size, Prior()), abs=3e-4)


def test_twice_the_nodes_make_no_difference() -> None:
    told = [Promised(1 + n % 5, 0.0, n % 4 > 0) for n in range(600)]
    finer = _grid(Prior(), 2)
    at = [finer.logs[int(bool(one.kept))][one.size - 1][:, 1:] for one in told]
    weights = np.exp(finer.weights + np.sum(at, axis=0) - (finer.weights + np.sum(at, axis=0)).max())
    belief = replay(told)

    for size in SIZES:
        share = share_of(belief, weights_of(belief, 0.0), size)
        low, high = quantiles(finer.places[size - 1], weights, (0.05, 0.95))
        assert (share.low, share.high) == pytest.approx((low, high), abs=0.004)
        mean = float((weights * finer.chances[size - 1]).sum() / weights.sum())
        assert share.middle == pytest.approx(mean, abs=0.001)


def test_a_promise_of_ninety_days_ago_counts_half_of_one_of_today() -> None:
    old = replay(kept(2, 2, day=0))
    fresh = replay(kept(2, 1, day=90))

    assert shares(old, 90.0) == pytest.approx(shares(fresh, 90.0), abs=1e-12)


def test_without_anything_told_the_belief_is_the_prior() -> None:
    assert shares(start(), 5.0) == pytest.approx([slow_mean([], 0, size, Prior()) for size in SIZES], abs=1e-3)


@given(promises)
def test_a_larger_size_is_never_thought_kept_more_often(told: list[Promised]) -> None:
    belief = replay(told)
    weights = weights_of(belief, 400.0)
    found = [share_of(belief, weights, size) for size in SIZES]

    for one, more in itertools.pairwise(found):
        assert one.middle >= more.middle
        assert one.low >= more.low - 1e-9
        assert one.high >= more.high - 1e-9


@given(promises, st.randoms())
def test_the_order_in_which_promises_are_told_of_does_not_matter(told: list[Promised], random: object) -> None:
    mixed = list(told)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    assert shares(replay(told), 400.0) == pytest.approx(shares(replay(mixed), 400.0), abs=1e-9)
    assert read(replay(told), 400.0).largest == read(replay(mixed), 400.0).largest


@given(promises, st.sampled_from(SIZES))
def test_one_more_kept_never_lowers_a_share_and_one_not_kept_never_lifts_it(told: list[Promised], size: int) -> None:
    belief = replay(told)
    before = shares(belief, 400.0)[size - 1]

    assert shares(update(belief, Promised(size, 400.0, kept=True)), 400.0)[size - 1] >= before - 1e-12
    assert shares(update(belief, Promised(size, 400.0, kept=False)), 400.0)[size - 1] <= before + 1e-12


def test_the_same_promises_give_the_same_to_the_last_bit() -> None:
    told = [Promised(1 + n % 5, float(n), n % 2 == 0) for n in range(50)]

    assert np.array_equal(replay(told).fits, replay(told).fits)


def test_a_size_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        update(start(), Promised(6, 0.0, kept=True))


# --- silence ------------------------------------------------------------------------------------------------


@given(promises, st.integers(1, 10))
def test_silence_is_unknown_and_not_broken(told: list[Promised], silent: int) -> None:
    """However many were never told of, the middle and the band of a share stay where they were."""
    belief = replay(told)
    with_silence = replay([*told, *kept(3, silent, day=400.0, as_said=None)])

    assert shares(with_silence, 400.0) == pytest.approx(shares(belief, 400.0), abs=1e-12)
    assert read(with_silence, 400.0).told == read(belief, 400.0).told


def test_silence_only_widens_the_reach_and_makes_the_suggestion_more_careful() -> None:
    told = kept(1, 4) + kept(2, 4) + kept(3, 4)
    sure, unsure = read(replay(told), 0.0), read(replay([*told, *kept(3, 6, as_said=None)]), 0.0)
    one, other = sure.sizes[2].share, unsure.sizes[2].share

    assert one is not None
    assert other is not None
    assert (other.low, other.high) == pytest.approx((one.low, one.high))
    assert other.least < one.least
    assert other.most > one.most
    assert (3, 2) == (sure.largest, unsure.largest)


# --- what is shown ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", range(ENOUGH))
def test_below_five_that_were_told_of_nothing_is_said(times: int) -> None:
    reading = read(replay([*kept(1, times), *kept(1, 9, as_said=None)]), 0.0)

    assert reading.largest is None
    assert reading.missing == ENOUGH - times
    assert {Silence.TOO_FEW} == {one.silence for one in reading.sizes}


def test_a_size_never_kept_is_never_suggested() -> None:
    assert read(replay(kept(2, 40)), 0.0).largest == 2


def test_the_largest_that_has_worked_is_suggested() -> None:
    told = kept(1, 12) + kept(2, 12) + kept(5, 1) + kept(5, 3, as_said=False)

    assert read(replay(told), 0.0).largest == 2


def test_where_no_size_has_worked_none_is_suggested() -> None:
    assert read(replay(kept(1, 3) + kept(1, 5, as_said=False)), 0.0).largest is None


def test_what_worked_long_ago_is_not_suggested_any_more() -> None:
    told = replay(kept(2, 12))

    assert (2, None) == (read(told, 0.0).largest, read(told, 720.0).largest)


def test_after_a_hard_week_it_is_one_size_less_and_never_less_than_the_smallest() -> None:
    assert [None, 1, 1, 2] == [smaller(size) for size in (None, 1, 2, 3)]


def test_that_smaller_ones_were_kept_more_often_needs_evidence() -> None:
    few = kept(1, 5) + kept(4, 2, as_said=False)
    many = kept(1, 15) + kept(1, 1, as_said=False) + kept(4, 3) + kept(4, 12, as_said=False)

    assert not read(replay(few), 0.0).smaller_more
    assert read(replay(many), 0.0).smaller_more


def test_evidence_is_none_before_anything_is_told() -> None:
    assert evidence(start(), 0.0) == pytest.approx(0.0, abs=1e-4)
    assert evidence(replay(kept(1, 20)), 0.0) == pytest.approx(0.0, abs=1e-3)
