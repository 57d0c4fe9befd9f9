"""Whether alarms had cause: reference values, what may never happen, and when nothing is said."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from unhurried.inference import reads, reads_pattern, reads_signal
from unhurried.inference.reads import (
    ENOUGH_OF_EACH,
    TILTS,
    Reading,
    Share,
    Silence,
    evidence_of_dials,
    evidence_of_half,
    fit_forms,
    missed_shares,
    read,
)
from unhurried.inference.reads_table import LEVELS, Heard, Loud, Prior, Table, cells_of, start, update
from unhurried.inference.sampling import Draws, draw_around, quantiles

EVEN = 1
GRAIN = 0.02
"""What a few hundred draws leave open at the end of a band."""
LEVELS_SAID = (Loud.FAINT, Loud.SOME, Loud.LOUD)
counts_of_cells = st.lists(st.integers(0, 4), min_size=LEVELS**2, max_size=LEVELS**2)
tables = st.builds(
    lambda cause, none, unknown, missed, rang, still_open: Table(
        *(np.array(counts).reshape(LEVELS, LEVELS) for counts in (cause, none, unknown)), missed, rang, still_open
    ),
    counts_of_cells,
    counts_of_cells,
    counts_of_cells,
    st.integers(0, 12),
    st.integers(0, 12),
    st.integers(0, 6),
)
quiet_counts = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))


def quiet(cause: int, none: int, unknown: int = 0, **hurts: int) -> Table:
    """Alarms of which nobody said how loud they were."""
    table = start(**hurts)
    for outcome, times in ((True, cause), (False, none), (None, unknown)):
        for _ in range(times):
            table = update(table, Heard(outcome))
    return table


def louder_had_cause(count: int, unknown: int = 0) -> Table:
    """Loud alarms had cause, faint ones had none, and those between are split."""
    table = quiet(0, 0, 0)
    for number in range(count):
        level = LEVELS_SAID[number % 3]
        table = update(table, Heard(level is Loud.LOUD or (level is Loud.SOME and number % 2 == 0), level, level))
    for number in range(unknown):
        table = update(table, Heard(None, LEVELS_SAID[number % 3], LEVELS_SAID[number % 2]))
    return table


def shown(reading: Reading) -> Share:
    assert reading.had_cause.share is not None, reading.had_cause.silence
    return reading.had_cause.share


def band_of(values: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    low, high = quantiles(values[None], weights[None], (0.05, 0.95))[0]
    return float(low), float(high)


# --- reference values ---------------------------------------------------------------------------------------


def on_a_grid(cause: int, none: int) -> tuple[float, float, float]:
    """Mean and 90 % band of the share, by brute force over its log-odds."""
    odds = np.linspace(-12, 12, 200_001)
    logs = cause * odds - (cause + none) * np.logaddexp(0, odds) + stats.norm.logpdf(odds, 0, Prior().base)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    share = 1 / (1 + np.exp(-odds))
    low, high = np.interp((0.05, 0.95), np.cumsum(weights), share)
    return float(share @ weights), float(low), float(high)


@pytest.mark.parametrize(("cause", "none"), [(5, 5), (12, 6), (30, 8), (9, 40)])
def test_without_dials_both_forms_are_the_share_of_a_coin(cause: int, none: int) -> None:
    share = shown(read(quiet(cause, none)))
    mean, low, high = on_a_grid(cause, none)

    for form in (share.signal, share.pattern):
        assert form.middle == pytest.approx(mean, abs=0.004)
        assert (form.low, form.high) == pytest.approx((low, high), abs=0.012)


def test_the_pattern_form_is_the_posterior_of_a_logistic_regression() -> None:
    """Against an importance sample from the prior that is as plain as it is slow."""
    table = louder_had_cause(18)
    cells, prior, rng = cells_of(table), Prior(), np.random.default_rng(8)
    draws = reads_pattern.fit(cells, prior)
    plain = rng.normal(0, [prior.base, prior.slope, prior.slope], (400_000, 3))
    odds = plain @ cells.places.T
    logs = odds @ cells.cause - np.logaddexp(0, odds) @ cells.resolved
    weights = np.exp(logs - logs.max())
    evidence = math.log(weights.mean()) + logs.max()
    weights /= weights.sum()

    assert draws.weights[0] @ draws.places[0] == pytest.approx(weights @ plain, abs=0.03)
    assert draws.evidence[0] == pytest.approx(evidence, abs=0.05)


def test_the_signal_form_is_the_posterior_of_its_own_likelihood() -> None:
    """The likelihood is written out once more, alarm by alarm, and sampled from the prior."""
    prior, rng = Prior(), np.random.default_rng(9)
    heard = [Heard(cause, body) for cause, body in zip([True, True, False, None] * 3, LEVELS_SAID * 4, strict=True)]
    table = quiet(0, 0)
    for one in heard:
        table = update(table, one)
    base = rng.normal(0, prior.base, 400_000)
    distance, middle = rng.normal(0, prior.telling, 400_000), rng.normal(0, prior.middle, 400_000)
    gap = np.exp(rng.normal(math.log(prior.gap), prior.gap_spread, 400_000))
    logs = np.zeros(400_000)
    for one in heard:
        by_outcome = []
        for sign, odds in ((-0.5, -base), (0.5, base)):
            ends = [stats.logistic.cdf(middle + side * gap / 2 - sign * distance) for side in (-1, 1)]
            chance = (ends[0], ends[1] - ends[0], 1 - ends[1])[one.body]
            by_outcome.append(chance / (1 + np.exp(-odds)))
        logs += np.log(sum(by_outcome) if one.cause is None else by_outcome[int(one.cause)])
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    plain = 1 / (1 + np.exp(-base))
    cells = cells_of(table)
    draws = reads_signal.fit(cells, TILTS, prior)
    shares = reads_signal.cause_shares(cells, draws, TILTS)[EVEN]

    assert shares @ draws.weights[EVEN] == pytest.approx(weights @ plain, abs=0.008)
    assert band_of(shares, draws.weights[EVEN]) == pytest.approx(band_of(plain, weights), abs=0.02)


def test_a_tilt_moves_the_open_alarms_by_their_log_odds() -> None:
    table = quiet(400, 400, 800)
    forms = fit_forms(table, Prior())
    tilted = (0.5 + 1 / (1 + math.exp(2))) / 2

    for shares, weights in (
        (forms.signal_shares[0], forms.signal.weights[0]),
        (forms.pattern_shares[0], forms.pattern.weights[0]),
    ):
        assert shares @ weights == pytest.approx(tilted, abs=0.005)


def test_taken_at_random_the_pattern_form_is_begg_and_greenes() -> None:
    """Diaphanography (Marshall 1984): sensitivity 0.79 of those verified, 0.29 of all."""
    table = start()
    for cause, body, times in (
        *((True, Loud.LOUD, 26), (False, Loud.LOUD, 11), (None, Loud.LOUD, 30)),
        *((True, Loud.FAINT, 7), (False, Loud.FAINT, 44), (None, Loud.FAINT, 782)),
    ):
        for _ in range(times):
            table = update(table, Heard(cause, body))
    cells = cells_of(table)
    draws = reads_pattern.fit(cells, Prior())
    joint = reads_pattern.joint_chances(cells, draws, 0.0, np.random.default_rng(1))
    sensitivity = joint[:, cells.levels[0] == Loud.LOUD].sum(axis=1) / joint.sum(axis=1)

    assert sensitivity @ draws.weights[0] == pytest.approx(0.292, abs=0.03)


def test_a_share_of_hurts_missed_is_what_counting_says() -> None:
    """Alarms all had cause and none is open: then it is a Dirichlet, and its margin a beta."""
    table = quiet(20, 0, missed=8, rang=4)
    forms = fit_forms(table, Prior())
    sure = np.ones_like(forms.pattern_shares)
    missed = missed_shares(table, sure)[EVEN]

    assert missed.mean() == pytest.approx(stats.beta(8.5, 25).mean(), abs=0.006)
    assert missed.std() == pytest.approx(stats.beta(8.5, 25).std(), abs=0.006)


def test_evidence_against_one_half_is_the_ratio_of_two_chances() -> None:
    assert evidence_of_half(12, 3) == pytest.approx(math.log(1 / 16 / stats.binom.pmf(12, 15, 0.5)), abs=1e-9)


def test_evidence_for_the_dials_is_there_only_where_they_tell() -> None:
    prior = Prior()
    for table, low, high in ((louder_had_cause(60), 3, math.inf), (quiet(30, 30), -1e-9, 1e-9)):
        cells = cells_of(table)
        assert low < evidence_of_dials(cells, reads_pattern.fit(cells, prior), prior) < high


def test_slopes_are_those_of_the_heights() -> None:
    table = louder_had_cause(30, unknown=14)
    cells, prior, rng = cells_of(table), Prior(), np.random.default_rng(2)
    unknown = np.tile(cells.unknown, (len(TILTS), 1))
    for density, count in (
        (reads_signal.SignalDetection(cells, prior, cells.levels, unknown, TILTS), 7),
        (reads_pattern.Pattern(cells, prior), 3),
    ):
        at = rng.normal(0, 1, (len(TILTS), 4, count))
        for number in range(count):
            step = np.zeros(count)
            step[number] = 1e-5
            by_height = (density.height(at + step) - density.height(at - step)) / 2e-5
            assert density.slope(at)[..., number] == pytest.approx(by_height, abs=1e-4)


class Normal:
    """A normal density around (1, -2) whose unknowns hang together."""

    middle = np.array([1.0, -2.0])
    tight = np.linalg.inv(np.array([[2.0, 0.6], [0.6, 0.5]]))

    def height(self, places: np.ndarray) -> np.ndarray:
        off = places - self.middle
        return np.asarray(-0.5 * np.einsum("pni,ij,pnj->pn", off, self.tight, off))

    def slope(self, places: np.ndarray) -> np.ndarray:
        return np.asarray(-(places - self.middle) @ self.tight)


def test_draws_know_a_density_that_is_known() -> None:
    draws = draw_around(Normal(), np.zeros((1, 2)))
    mean = draws.weights[0] @ draws.places[0]
    off = draws.places[0] - mean

    assert mean == pytest.approx([1, -2], abs=0.05)
    assert (draws.weights[0, :, None] * off).T @ off == pytest.approx(np.linalg.inv(Normal.tight), abs=0.15)
    assert draws.evidence[0] == pytest.approx(math.log(2 * math.pi * math.sqrt(0.64)), abs=0.02)
    assert draws.tail[0] < 0.5


# --- what may never happen ----------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(tables)
def test_counting_what_was_never_found_out_never_narrows_a_band(table: Table) -> None:
    """The rules of showing aside: the bands of any table. How often alarms come at all is another matter."""
    whole, found_out = bands(table)[0], bands(table.without_unknown())[0]

    assert whole.width >= found_out.width - GRAIN


def test_many_loud_alarms_never_found_out_make_no_one_surer() -> None:
    """By the model they nearly all had cause, and that would be a narrow band."""
    table = quiet(0, 0)
    for outcome, level in ((True, Loud.LOUD), (False, Loud.FAINT)) * 6:
        table = update(table, Heard(outcome, level, level))
    found_out = bands(table)[0]
    for _ in range(200):
        table = update(table, Heard(None, Loud.LOUD, Loud.LOUD))
    share = bands(table)[0]

    assert max(share.signal.high, share.pattern.high) - min(share.signal.low, share.pattern.low) < found_out.width - 0.1
    assert share.width >= found_out.width - GRAIN


@settings(max_examples=40, deadline=None)
@given(tables)
def test_every_band_lies_in_the_reach_of_the_sweep_and_between_0_and_1(table: Table) -> None:
    for share in bands(table):
        assert 0 <= share.least <= share.low <= share.middle <= share.high <= share.most <= 1


@settings(max_examples=30, deadline=None)
@given(tables)
def test_the_same_counts_give_the_same_to_the_last_bit(table: Table) -> None:
    assert read(table) == read(table)


@settings(max_examples=30, deadline=None)
@given(quiet_counts)
def test_one_more_alarm_never_found_out_never_shortens_the_reach(counts: tuple[int, int, int]) -> None:
    cause, none, unknown = counts
    before, after = bands(quiet(cause, none, unknown))[0], bands(quiet(cause, none, unknown + 1))[0]

    assert after.least <= before.least + 1e-6
    assert after.most >= before.most - 1e-6


@settings(max_examples=30, deadline=None)
@given(tables)
def test_a_share_moves_one_way_with_the_tilt(table: Table) -> None:
    """So the ends of the sweep are where it reaches farthest."""
    tilts, cells, prior = np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), cells_of(table), Prior()
    signal = reads_signal.fit(cells, tilts, prior, dropped=False)
    pattern = reads_pattern.fit(cells, prior)
    by_signal = (reads_signal.cause_shares(cells, signal, tilts) * signal.weights).sum(axis=1)
    by_pattern = reads_pattern.cause_shares(cells, pattern, tilts, np.random.default_rng(1))[:-1] @ pattern.weights[0]

    for middles in (by_signal, by_pattern):
        assert (np.diff(middles) > -0.01).all()


@settings(max_examples=30, deadline=None)
@given(tables)
def test_below_five_of_each_nothing_is_said(table: Table) -> None:
    reading = read(table)
    if min(table.cause.sum(), table.none.sum()) < ENOUGH_OF_EACH:
        assert reading.had_cause.share is None
        assert reading.missed.share is None
        assert reading.base is None
        assert (reading.mostly, reading.louder_more) == (None, False)
        assert reading.cause_missing + reading.none_missing > 0


def bands(table: Table) -> tuple[Share, Share]:
    """Both shares of a table, whether or not they may be shown."""
    forms = fit_forms(table, Prior())
    signal, pattern = forms.signal_shares, forms.pattern_shares
    return (
        reads._share(forms, signal, pattern),
        reads._share(forms, missed_shares(table, signal), missed_shares(table, pattern)),
    )


# --- when nothing is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "silence"),
    [
        (quiet(4, 30), Silence.TOO_FEW_CAUSE),
        (quiet(30, 4), Silence.TOO_FEW_NONE),
        (quiet(30, 0, 20), Silence.TOO_FEW_NONE),
        (quiet(5, 5), None),
    ],
)
def test_each_silence_has_its_reason(table: Table, silence: Silence | None) -> None:
    assert silence is read(table).had_cause.silence


def test_hurts_are_asked_for_before_the_other_direction_is_shown() -> None:
    assert Silence.TOO_FEW_HURTS is read(quiet(9, 9, missed=2, rang=2, open=9)).missed.silence
    assert read(quiet(9, 9, missed=2, rang=3)).missed.share is not None


def test_forms_that_disagree_are_not_put_together() -> None:
    even = quiet(5, 5)
    share = shown(read(even))
    forms = fit_forms(even, Prior())
    far = reads._side(forms, reads._share(forms, forms.signal_shares * 0 + 0.95, forms.pattern_shares), None)
    assert share.signal.middle == pytest.approx(share.pattern.middle, abs=0.01)
    assert (None, Silence.FORMS_DISAGREE) == (far.share, far.silence)


def test_weights_with_a_heavy_tail_say_nothing() -> None:
    forms = fit_forms(quiet(9, 9), Prior())
    heavy = Draws(forms.signal.places, forms.signal.weights, forms.signal.evidence, forms.signal.tail * 0 + 0.71)
    unsteady = reads.Forms(forms.cells, heavy, forms.pattern, forms.signal_shares, forms.pattern_shares)
    share = reads._share(forms, forms.signal_shares, forms.pattern_shares)

    assert Silence.UNSTEADY is reads._side(unsteady, share, None).silence
    assert reads._side(forms, share, None).silence is None


def test_mostly_is_said_only_past_the_evidence_and_with_the_whole_sweep_on_one_side() -> None:
    assert read(quiet(40, 5)).mostly is True
    assert read(quiet(5, 40)).mostly is False
    assert read(quiet(12, 9)).mostly is None
    assert read(quiet(30, 8)).mostly is True
    assert read(quiet(30, 8, 200)).mostly is None
    assert read(quiet(40, 5)).more_often > math.log10(50)


def test_louder_alarms_are_told_only_upward() -> None:
    """A dial that points the other way is never told: nobody is told to distrust what they feel."""
    table = louder_had_cause(60)
    turned = Table(table.none, table.cause, table.unknown)

    assert read(table).louder_more is True
    assert read(turned).louder > math.log10(50)
    assert read(turned).louder_more is False


def test_counts_that_cannot_be_are_refused() -> None:
    nothing = np.zeros((LEVELS, LEVELS), dtype=np.int64)
    with pytest.raises(ValueError, match="at least 0"):
        Table(nothing - 1, nothing, nothing)
    with pytest.raises(ValueError, match="less than 0"):
        start(missed=-1)
