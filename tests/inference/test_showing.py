"""What may be shown of a range, and when it stays silent."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import betaln

from tests.inference.made_up import live, one_edge, two_edges
from unhurried.inference.moments import Prior
from unhurried.inference.rivals import start_rivals, update_rivals
from unhurried.inference.window import (
    EdgeFinding,
    Moment,
    Outcome,
    Reading,
    Silence,
    evidence_of,
    read_edges,
    start,
    update,
)


def _read(moments: list[Moment]) -> Reading:
    return read_edges(moments, moments[-1].day)


def _named_by_sign(moments: list[Moment]) -> list[Moment]:
    """Someone who says numb when low and overwhelmed when high, whatever made them leave."""
    sides = {-1: Outcome.BELOW, 1: Outcome.ABOVE, 0: Outcome.LEFT}
    return [
        one
        if one.outcome is Outcome.PRESENT
        else replace(one, outcome=sides[int(np.sign(round(one.low + one.high, 9)))])
        for one in moments
    ]


@pytest.fixture(scope="module")
def two_sided() -> list[Moment]:
    return live(np.random.default_rng(1), 160, two_edges(-0.5, 0.45))


def test_a_clear_range_is_shown_near_where_it_is(two_sided: list[Moment]) -> None:
    reading = _read(two_sided)
    assert (reading.lower.silence, reading.upper.silence) == (None, None)
    assert reading.lower.edge.low <= -0.5 <= reading.lower.edge.high
    assert reading.upper.edge.low <= 0.45 <= reading.upper.edge.high


def test_the_careful_edge_is_never_outside_the_shown_one(two_sided: list[Moment]) -> None:
    reading = _read(two_sided)
    assert reading.lower.careful.middle > reading.lower.edge.middle
    assert reading.upper.careful.middle < reading.upper.edge.middle


def test_39_moments_show_nothing_and_say_that_one_is_missing(two_sided: list[Moment]) -> None:
    reading = _read(two_sided[:39])
    assert (reading.moments, reading.moments_missing) == (39, 1)
    assert reading.lower == EdgeFinding(
        None, None, Silence.TOO_FEW_MOMENTS, reading.lower.leavings, 0, reading.lower.evidence
    )


def test_leavings_in_one_half_say_nothing_about_the_other() -> None:
    moments = [replace(one, outcome=Outcome.PRESENT) if one.low < -0.25 else one for one in _clear_upper()]
    reading = _read(moments)
    assert reading.lower.silence is Silence.TOO_FEW_LEAVINGS
    assert (reading.lower.leavings, reading.lower.leavings_missing) == (0, 5)
    assert reading.upper.edge is not None


def _clear_upper() -> list[Moment]:
    return live(np.random.default_rng(7), 160, one_edge(0.35, 0.013))


def test_a_lower_edge_is_not_made_up_from_a_steady_rate_of_leaving_beside_an_upper_edge() -> None:
    reading = _read(live(np.random.default_rng(9), 160, one_edge(0.35, 0.25)))
    assert reading.lower.leavings >= 5
    assert reading.lower.silence is Silence.NO_SUCH_EDGE
    assert reading.upper.edge is not None


@pytest.mark.parametrize("rate", [0.15, 0.4])
def test_leaving_at_one_rate_is_never_a_range_although_looked_at_after_every_entry(rate: float) -> None:
    for seed in range(4):
        moments = _named_by_sign(live(np.random.default_rng(seed), 120, lambda _: rate))
        belief = start()
        for moment in moments:
            belief = update(belief, moment)
            assert evidence_of(belief).range < math.log(50)
        reading = _read(moments)
        assert {reading.lower.silence, reading.upper.silence} <= {Silence.NO_RANGE, Silence.TOO_FEW_LEAVINGS}


def test_bad_weeks_are_not_a_range() -> None:
    rng = np.random.default_rng(20)
    weeks = [live(rng, 14, (lambda _: 0.7) if week % 2 else (lambda _: 0.05)) for week in range(8)]
    moments = [replace(one, day=one.day + 7 * week) for week, part in enumerate(weeks) for one in part]
    reading = _read(moments)
    assert {reading.lower.silence, reading.upper.silence} == {Silence.NO_RANGE}


def test_evidence_does_not_come_from_the_side_a_person_names() -> None:
    """Numb goes with low and overwhelmed with high by the meaning of the words."""
    moments = live(np.random.default_rng(6), 120, lambda _: 0.3)
    silent, named = (_read(some).range_evidence for some in (moments, _named_by_sign(moments)))
    assert max(silent, named) < math.log10(50)


def test_the_steady_rate_is_weighed_as_by_jeffreys_prior() -> None:
    rivals = start_rivals(Prior())
    for number in range(30):
        rivals = update_rivals(rivals, 0.5, (-0.25, 0.25), left=number % 3 == 0)
    assert abs(rivals.steady - (betaln(10.5, 20.5) - betaln(0.5, 0.5))) < 1e-9


def test_a_band_too_wide_to_be_of_use_is_not_shown() -> None:
    """The edge drifts fast, so today's place of it stays unsure although there clearly is one."""
    moments = [
        Moment(one.day * 40, one.low, one.high, one.outcome)
        for one in live(np.random.default_rng(4), 60, two_edges(-0.5, 0.45, 0.3))
    ]
    reading = read_edges(moments, moments[-1].day + 400)
    assert reading.upper.silence is Silence.TOO_WIDE
    assert reading.upper.evidence > math.log10(50)


def test_nothing_written_down_is_no_reading() -> None:
    reading = read_edges([], 0.0)
    assert (reading.moments, reading.moments_missing) == (0, 40)
    assert reading.upper.silence is Silence.TOO_FEW_MOMENTS
