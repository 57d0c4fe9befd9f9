"""What practices do."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unhurried.inference.effects import Change, Effect, StartingSide, can_tell_apart, estimate, side_of

KEYED_UP, SHUT_DOWN = StartingSide.KEYED_UP, StartingSide.SHUT_DOWN
states = st.sampled_from([0.5, 1.0])
changes_lists = st.lists(
    st.builds(
        lambda practice, before, after: Change(practice, KEYED_UP, before, after),
        st.sampled_from(["a", "b", "c"]),
        states,
        st.sampled_from([-0.5, 0.0, 0.5, 1.0]),
    ),
    min_size=1,
    max_size=20,
)


def _times(practice: str, before: float, after: float, count: int) -> list[Change]:
    return [Change(practice, KEYED_UP, before, after)] * count


def test_a_practice_that_settles_each_time_shows_below_zero() -> None:
    (effect,) = estimate(_times("orient", 1.0, 0.0, 12))
    assert effect.high < 0
    assert (effect.count, effect.enough) == (12, True)


def test_one_time_says_hardly_anything() -> None:
    (once,), (often,) = estimate(_times("orient", 1.0, 0.0, 1)), estimate(_times("orient", 1.0, 0.0, 20))
    assert often.mean < once.mean < 0
    assert once.low < 0 < once.high
    assert not once.enough


def test_falling_back_to_the_usual_is_not_an_effect() -> None:
    """Ratings are noisy and people reach for a practice at their worst: nothing happens here, yet it looks like it."""
    rng = np.random.default_rng(3)
    true = np.clip(rng.normal(0.5, 0.15, 4000), 0.05, None)
    before, after = (np.clip(true + rng.normal(0, 0.25, 4000), 0, 1) for _ in range(2))
    usual = before[:1000].tolist()
    at_the_worst = [
        Change("sit", KEYED_UP, float(then), float(later))
        for then, later in zip(before, after, strict=True)
        if then > 0.8
    ]
    raw = float(np.mean([abs(change.after) - abs(change.before) for change in at_the_worst]))
    (effect,) = estimate(at_the_worst, usual)
    assert raw < -0.25
    assert abs(effect.mean) < 0.1


def test_the_sides_are_kept_apart() -> None:
    both = [*_times("move", 1.0, 0.0, 6), *[Change("move", SHUT_DOWN, -1.0, -1.0)] * 6]
    up, down = estimate(both)
    assert (up.side, down.side) == (KEYED_UP, SHUT_DOWN)
    assert up.mean < down.mean


def test_past_the_middle_is_not_closer() -> None:
    (settled,), (past) = estimate(_times("a", 1.0, 0.0, 6)), estimate(_times("a", 1.0, -1.0, 6))
    assert settled.mean < past[0].mean


@given(changes_lists)
def test_effects_are_pulled_toward_zero_and_lie_in_their_band(changes: list[Change]) -> None:
    for effect in estimate(changes):
        assert effect.low < effect.mean < effect.high
        assert abs(effect.mean) < 2


@given(changes_lists, st.randoms(use_true_random=False))
def test_the_order_of_times_does_not_matter(changes: list[Change], order) -> None:
    shuffled = list(changes)
    order.shuffle(shuffled)
    one = {effect.practice: effect for effect in estimate(changes)}
    for effect in estimate(shuffled):
        assert abs(effect.mean - one[effect.practice].mean) < 1e-9


def test_no_practice_has_no_effect() -> None:
    assert estimate([]) == ()


def test_bands_that_touch_are_not_put_in_an_order() -> None:
    better, good, other = (Effect(name, KEYED_UP, mean, mean - 0.1, mean + 0.1, 9) for name, mean in _MEANS)
    assert can_tell_apart(better, other)
    assert not can_tell_apart(better, good)


_MEANS = (("a", -0.6), ("b", -0.45), ("c", -0.1))


def test_too_few_times_or_different_sides_are_not_put_in_an_order() -> None:
    often = Effect("a", KEYED_UP, -0.6, -0.7, -0.5, 9)
    assert not can_tell_apart(often, Effect("b", KEYED_UP, 0.1, 0, 0.2, 4))
    assert not can_tell_apart(often, Effect("b", SHUT_DOWN, 0.1, 0, 0.2, 9))


def test_the_middle_is_no_side() -> None:
    assert [side_of(value) for value in (-0.5, 0.0, 1.0)] == [SHUT_DOWN, None, KEYED_UP]


def test_bands_hold_nine_times_of_ten() -> None:
    """People drawn from the assumptions: eight practices, seven times each."""
    rng = np.random.default_rng(5)
    held = total = 0
    for _ in range(150):
        typical, scatter = rng.choice([0.05, 0.15, 0.4]), rng.choice([0.2, 0.35, 0.6])
        true = rng.normal(0, typical, 8)
        expected = 0.6 + (0.35**2 - 0.25**2) / 0.35**2 * 0.4
        changes = [
            Change(str(practice), KEYED_UP, 1.0, max(0.0, expected + effect + scatter * rng.normal()))
            for practice, effect in enumerate(true)
            for _ in range(7)
        ]
        for effect, value in zip(estimate(changes), true, strict=True):
            held += effect.low <= value <= effect.high
            total += 1
    assert 0.86 <= held / total <= 0.96
