"""A straight line through a few words: its band, its silence, and what it takes to say that something moved."""

import numpy as np
import pytest

from unhurried.inference.trend import ENOUGH, Word, _Line, find_trend


def weekly(*levels: float) -> list[Word]:
    return [Word(7.0 * at, level) for at, level in enumerate(levels)]


@pytest.mark.parametrize("count", range(ENOUGH))
def test_below_five_there_is_no_trend(count: int) -> None:
    trend = find_trend(weekly(*range(count)))

    assert trend.change is None
    assert trend.missing == ENOUGH - count


def test_what_stays_the_same_has_a_change_around_none_and_nothing_moved() -> None:
    trend = find_trend(weekly(2, 2, 2, 2, 2, 2, 2, 2))

    assert trend.change is not None
    assert trend.change.low < 0 < trend.change.high
    assert trend.moved is None


def test_what_rises_for_long_is_said_to_have_moved_and_falling_is_its_mirror() -> None:
    up = find_trend(weekly(0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4))
    down = find_trend(weekly(4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0))

    assert (True, False) == (up.moved, down.moved)
    assert up.change is not None
    assert down.change is not None
    assert up.change.low == pytest.approx(-down.change.high, abs=1e-3)


def test_order_does_not_matter() -> None:
    words = weekly(1, 0, 2, 1, 3, 2)

    one, other = find_trend(words).change, find_trend(words[::-1]).change

    assert one is not None
    assert other is not None
    assert (one.low, one.middle, one.high) == pytest.approx((other.low, other.middle, other.high))


def test_two_words_of_one_day_and_all_words_of_one_day_are_no_trouble() -> None:
    trend = find_trend([Word(3.0, level) for level in (0, 1, 2, 3, 4)])

    assert trend.change is not None
    assert trend.change.high == pytest.approx(0, abs=1e-6)
    assert trend.moved is None


def test_nine_in_ten_bands_hold_for_people_drawn_from_the_priors() -> None:
    rng = np.random.default_rng(7)
    held = []
    for _ in range(600):
        first, slope, scatter = 2 + 1.2 * rng.normal(), 0.5 * rng.normal(), rng.choice([0.3, 0.5, 0.8, 1.2])
        days = np.sort(rng.choice(np.arange(0, 182, 7), 10, replace=False)).astype(float)
        line = first + slope * (days - days[0]) / 28
        found = _band([Word(day, level) for day, level in zip(days, line + scatter * rng.normal(size=10), strict=True)])
        held.append(found[0] <= slope * (days[-1] - days[0]) / 28 <= found[1])

    assert 0.87 <= np.mean(held) <= 0.93


def _band(words: list[Word]) -> tuple[float, float]:
    """Also where it is too wide to be shown."""
    change = _Line.of(words).change()
    return change.low, change.high


def test_of_people_who_do_not_change_hardly_one_is_ever_told_that_they_did() -> None:
    rng = np.random.default_rng(8)
    told = 0
    for _ in range(150):
        levels = np.clip(np.rint(2 + 0.8 * rng.normal(size=26)), 0, 4)
        told += any(find_trend(weekly(*levels[:count])).moved is not None for count in range(5, 27))

    assert told <= 3
