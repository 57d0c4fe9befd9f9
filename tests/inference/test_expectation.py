"""What I feared and what happened: the records, and how felt expectation moves."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, norm

from unhurried.inference.expectation import (
    Felt,
    FeltPrior,
    RecordsPrior,
    Track,
    Trial,
    change_of,
    counts_of,
    expectation_of,
    expected_rating,
    learning_of,
    log_odds_of,
    replay_closely,
    replay_felt,
    replay_records,
    start_felt,
    start_records,
    update_felt,
    update_records,
    upper_bound,
)
from unhurried.inference.felt import node_weights
from unhurried.inference.records import without_surprise

BEN, CLEO = Track("ben", "time"), Track("cleo", "time")

outcomes = st.sampled_from([True, False, None])
trials_lists = st.lists(
    st.builds(
        lambda track, day, came_true, hardness: Trial(track, float(day), came_true, hardness),
        st.sampled_from([BEN, CLEO]),
        st.integers(0, 200),
        outcomes,
        st.sampled_from([0.0, 0.25]),
    ),
    max_size=12,
)
felts_lists = st.lists(
    st.builds(
        lambda day, harm, rating: Felt(BEN, float(day), harm, rating),
        st.integers(0, 200),
        st.sampled_from([None, 0.0, 1.0]),
        st.one_of(st.none(), st.floats(0, 1)),
    ),
    max_size=10,
)


def _kept(count: int, track: Track = BEN) -> list[Trial]:
    return [Trial(track, float(day), came_true=False) for day in range(count)]


# --- the bound ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("came_true", "known", "expected"), [(0, 5, 0.4507), (1, 7, 0.5207), (0, 1, 0.95)])
def test_the_bound_is_the_one_of_the_books(came_true: int, known: int, expected: float) -> None:
    assert expected == pytest.approx(upper_bound(came_true, known), abs=1e-4)


@given(st.integers(0, 80), st.integers(1, 80))
def test_the_bound_is_clopper_and_pearsons(came_true: int, more: int) -> None:
    known = came_true + more
    assert float(beta.ppf(0.95, came_true + 1, known - came_true)) == pytest.approx(
        upper_bound(came_true, known), abs=1e-9
    )


def test_nothing_known_allows_everything() -> None:
    assert 1.0 == upper_bound(0, 0)


def test_more_cannot_come_true_than_is_known() -> None:
    with pytest.raises(ValueError, match="part of what is known"):
        upper_bound(2, 1)


# --- the records --------------------------------------------------------------------------------------------


def test_cannot_tell_is_missing_and_never_good() -> None:
    unclear = [Trial(BEN, float(day), came_true=None) for day in range(9)]
    counts = counts_of(replay_records(unclear), BEN)
    assert (9, 0, 9, 1.0) == (counts.trials, counts.came_true, counts.unknown, counts.at_most)


@given(trials_lists)
def test_what_cannot_be_told_changes_no_chance_but_for_time(trials: list[Trial]) -> None:
    before = replay_records(trials)
    day = max((trial.day for trial in trials), default=0.0)
    after = update_records(before, Trial(BEN, day, came_true=None))
    assert log_odds_of(before, BEN, day).chance() == pytest.approx(log_odds_of(after, BEN, day).chance(), abs=1e-6)


@given(trials_lists)
def test_the_records_are_the_same_whatever_order_they_come_in(trials: list[Trial]) -> None:
    ordered = sorted(trials, key=lambda trial: trial.day)
    belief = start_records()
    for trial in ordered:
        belief = update_records(belief, trial)
    replayed = replay_records(trials)
    assert np.array_equal(belief.fits, replayed.fits)
    assert all(np.array_equal(belief.tracks[one].weights, replayed.tracks[one].weights) for one in belief.tracks)


@given(trials_lists)
def test_weights_stay_a_belief(trials: list[Trial]) -> None:
    belief = replay_records(trials)
    for track in belief.tracks.values():
        assert np.allclose(track.weights.sum(axis=-1), 1, atol=1e-4)


def test_a_trial_before_the_last_one_is_refused() -> None:
    belief = update_records(start_records(), Trial(BEN, 5.0, came_true=False))
    with pytest.raises(ValueError, match="order of their days"):
        update_records(belief, Trial(BEN, 4.0, came_true=False))


def test_a_gap_only_widens() -> None:
    belief = replay_records(_kept(10))
    soon, late = (log_odds_of(belief, BEN, day) for day in (10.0, 1000.0))
    assert late.quantile(0.05) < soon.quantile(0.05)
    assert late.quantile(0.95) > soon.quantile(0.95)


def test_what_is_learned_of_one_says_a_little_about_others() -> None:
    alone, among = replay_records([]), replay_records(_kept(12))
    before, after = (log_odds_of(belief, CLEO, 12.0).chance() for belief in (alone, among))
    assert before < after < log_odds_of(among, BEN, 12.0).chance()


@given(st.integers(0, 12))
def test_a_marked_rupture_lowers_the_careful_end(kept: int) -> None:
    belief = replay_records(_kept(kept))
    plain, broken = (
        update_records(belief, Trial(BEN, 20.0, came_true=True, rupture=rupture)) for rupture in (False, True)
    )
    assert log_odds_of(broken, BEN, 20.0).quantile(0.05) < log_odds_of(plain, BEN, 20.0).quantile(0.05)


def test_a_great_surprise_counts_as_a_rupture() -> None:
    many = [*_kept(40), Trial(BEN, 40.0, came_true=True)]
    careful, plain = (
        log_odds_of(replay_records(many, prior), BEN, 40.0).quantile(0.05)
        for prior in (RecordsPrior(), without_surprise(RecordsPrior()))
    )
    assert careful < plain - 0.05


def test_the_records_agree_with_a_slow_and_obvious_sum() -> None:
    """No drift to speak of, so each person's log-odds are one number: a plain sum over a fine grid of everything."""
    prior = RecordsPrior(surprise=0.0, nodes=(41, 15, 3, 273))
    trials = [
        Trial(track, float(day), came_true=came_true)
        for day, (track, came_true) in enumerate([(BEN, False), (CLEO, True), (BEN, False), (BEN, True), (CLEO, False)])
    ]
    ours = log_odds_of(replay_records(trials, prior), BEN, 4.0)
    places = np.linspace(-9, 10, 400)
    likely = {
        track: np.prod(
            [_chance(places, came_true=trial.came_true is True) for trial in trials if trial.track == track], axis=0
        )
        for track in (BEN, CLEO)
    }
    total = np.zeros_like(places)
    for people in np.linspace(-3.4, 4.6, 81):
        for log_apart in np.linspace(math.log(0.8) - 2, math.log(0.8) + 2, 61):
            start = norm.pdf(places, people, math.exp(log_apart))
            weight = norm.pdf(people, *prior.people) * norm.pdf(log_apart, math.log(0.8), 0.5)
            total += weight * start * likely[BEN] * (start * likely[CLEO]).sum()
    total /= total.sum()
    mean = float(total @ places)
    assert mean == pytest.approx(float(ours.weights @ ours.places), abs=0.04)
    spread = math.sqrt(float(total @ (places - mean) ** 2))
    middle = float(ours.weights @ ours.places)
    assert spread == pytest.approx(math.sqrt(float(ours.weights @ (ours.places - middle) ** 2)), rel=0.04)


def _chance(places: np.ndarray, *, came_true: bool) -> np.ndarray:
    return 1 / (1 + np.exp(places if came_true else -places))


# --- what is felt -------------------------------------------------------------------------------------------


def _slow_weights(felts: list[Felt], prior: FeltPrior) -> np.ndarray:
    """On each pair of rates the ratings are one normal with a conjugate variance: its density by whole matrices."""
    rates = (np.arange(prior.rates) + 0.5) / prior.rates
    (start, spread), (noise, worth) = prior.start, prior.noise
    logs = []
    for good in rates:
        for bad in rates:
            left, drawn, middles, slopes = 1.0, 0.0, [], []
            for felt in felts:
                rate = bad if felt.harm else good
                left, drawn = left * (1 - rate), drawn * (1 - rate) + rate * float(felt.harm or 0)
                middles.append(drawn + left * start)
                slopes.append(left)
            cover = np.eye(len(felts)) + (spread / noise) ** 2 * np.outer(slopes, slopes)
            off = np.array([felt.rating for felt in felts]) - middles
            misses = worth / 2 * noise**2 + off @ np.linalg.solve(cover, off) / 2
            logs.append(-np.linalg.slogdet(cover)[1] / 2 - (worth + len(felts)) / 2 * math.log(misses))
    weights = np.exp(np.array(logs) - max(logs))
    return weights / weights.sum()


def test_start_and_noise_integrate_out_exactly() -> None:
    rng = np.random.default_rng(2)
    felts = [Felt(BEN, float(day), float(rng.random() < 0.4), float(rng.random())) for day in range(8)]
    prior = FeltPrior(rates=9)
    assert np.allclose(_slow_weights(felts, prior), node_weights(replay_felt(felts, prior)), atol=1e-10)


@given(felts_lists)
def test_what_is_felt_is_the_same_whatever_order_it_comes_in(felts: list[Felt]) -> None:
    belief = start_felt()
    for felt in sorted(felts, key=lambda felt: felt.day):
        belief = update_felt(belief, felt)
    assert np.array_equal(node_weights(belief), node_weights(replay_felt(felts)))


@pytest.mark.parametrize(("good", "bad"), [(0.5, 0.1), (0.1, 0.5)])
def test_either_can_be_learned_faster(good: float, bad: float) -> None:
    """Never assumed, found in whoever it is."""
    rng, now, felts = np.random.default_rng(4), 0.6, []
    for day in range(60):
        harm = float(rng.random() < 0.4)
        now += (bad if harm else good) * (harm - now)
        felts.append(Felt(BEN, float(day), harm, float(np.clip(now + rng.normal(0, 0.05), 0, 1))))
    learning = learning_of(replay_felt(felts))
    assert learning.from_good.low < good < learning.from_good.high
    assert learning.from_bad.low < bad < learning.from_bad.high
    assert (learning.worse_faster > 0.95) == (bad > good)


def test_without_ratings_nothing_is_known_of_learning() -> None:
    learning = learning_of(start_felt())
    assert 0.5 == pytest.approx(learning.worse_faster)
    assert learning.from_bad.low == pytest.approx(0.05)
    assert learning.from_bad.high == pytest.approx(0.95)


def test_what_is_not_known_moves_nothing() -> None:
    belief = update_felt(start_felt(), Felt(BEN, 0.0, rating=0.7))
    after = update_felt(belief, Felt(BEN, 1.0))
    assert expectation_of(belief, BEN) == expectation_of(after, BEN)


def test_an_expectation_of_all_and_then_nothing_is_a_change() -> None:
    felts = [Felt(BEN, 0.0, rating=1.0), Felt(BEN, 1.0, harm=0.0, rating=0.0)]
    change = change_of(replay_felt(felts), BEN)
    assert change.low < change.middle < 0
    assert change.high < 0


def test_deeper_steps_feel_riskier_as_far_as_was_said() -> None:
    felts = [Felt(BEN, float(day), rating=0.3 + 0.4 * (day % 2), stakes=0.5 * (day % 2)) for day in range(80)]
    belief = replay_felt(felts)
    assert expectation_of(belief, BEN, 0.0).middle == pytest.approx(0.3, abs=0.03)
    assert expectation_of(belief, BEN, 0.5).middle == pytest.approx(0.7, abs=0.03)


def test_one_step_ahead_follows_what_happened() -> None:
    belief = replay_felt([Felt(BEN, float(day), float(day % 2), 0.2 + 0.6 * (day % 2)) for day in range(10)])
    bad, good = (expected_rating(belief, Felt(BEN, 10.0, harm)) for harm in (1.0, 0.0))
    assert bad > good + 0.3


def test_rates_known_well_are_looked_at_closely() -> None:
    rng, now, felts = np.random.default_rng(9), 0.5, []
    for day in range(400):
        harm = float(rng.random() < 0.4)
        now += (0.33 if harm else 0.21) * (harm - now)
        felts.append(Felt(BEN, float(day), harm, float(np.clip(now + rng.normal(0, 0.03), 0, 1))))
    plain, close = (learning_of(read(felts)) for read in (replay_felt, replay_closely))
    assert close.from_good.high - close.from_good.low < plain.from_good.high - plain.from_good.low
    assert close.from_good.low < 0.21 < close.from_good.high
    assert close.from_bad.low < 0.33 < close.from_bad.high


@pytest.mark.parametrize("field", ["harm", "rating", "stakes"])
def test_nothing_lies_outside_zero_and_one(field: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Felt(BEN, 0.0, **{field: 1.5})
