"""Whether two spans differ or only wobble: exact evidence, silence, and what a person sees who looks after every entry."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaln

from unhurried.inference.change import ENOUGH_IN_EACH, WEIGHT, Wobble, find_change

COUNTS = st.lists(st.integers(0, 200), min_size=2, max_size=5)


def test_below_fourteen_in_a_span_nothing_is_said_however_clear_it_looks() -> None:
    assert Wobble.TOO_FEW is find_change([ENOUGH_IN_EACH - 1, 0], [0, 500]).wobble


def test_a_clear_difference_is_told() -> None:
    assert find_change([40, 5], [8, 37]).wobble is None


def test_a_small_difference_is_within_the_usual_wobble() -> None:
    assert Wobble.WITHIN is find_change([20, 10], [16, 14]).wobble


def test_the_evidence_is_that_of_the_closed_form() -> None:
    def log_evidence(counts: list[int]) -> float:
        weighed = WEIGHT * np.array(counts)
        return float(gammaln(len(counts)) + gammaln(1 + weighed).sum() - gammaln((1 + weighed).sum()))

    before, after = [12, 3, 7, 1, 0], [4, 9, 2, 6, 2]
    both = [one + other for one, other in zip(before, after, strict=True)]
    expected = (log_evidence(before) + log_evidence(after) - log_evidence(both)) / math.log(10)
    assert find_change(before, after).evidence == pytest.approx(expected, abs=1e-12)


@given(COUNTS, st.data())
def test_which_span_comes_first_does_not_matter(before: list[int], data: st.DataObject) -> None:
    after = data.draw(st.lists(st.integers(0, 200), min_size=len(before), max_size=len(before)))
    assert find_change(before, after).evidence == pytest.approx(find_change(after, before).evidence, abs=1e-9)


def test_the_same_shares_in_more_answers_speak_more_clearly_against_a_change() -> None:
    evidence = [find_change([3 * times, times], [3 * times, times]).evidence for times in (5, 20, 80)]
    assert all(less > more for less, more in pairwise(evidence))


@pytest.mark.parametrize(("before", "after"), [([1], [2]), ([1, 2], [1, 2, 3]), ([-1, 4], [2, 2])])
def test_what_can_not_be_counted_is_refused(before: list[int], after: list[int]) -> None:
    with pytest.raises(ValueError, match=r"two or more|none or more"):
        find_change(before, after)


@pytest.mark.parametrize("shares", [(0.5, 0.5), (0.85, 0.15), (0.1, 0.2, 0.4, 0.2, 0.1)])
def test_of_people_in_whom_nothing_changes_few_ever_see_a_change_though_they_look_every_day(
    shares: tuple[float, ...],
) -> None:
    rng = np.random.default_rng(7)
    people, days = 400, 120
    told = sum(_ever_told(_sticky(rng, shares, days), len(shares)) for _ in range(people))
    assert told / people <= 0.02


def _sticky(rng: np.random.Generator, shares: tuple[float, ...], days: int) -> list[int]:
    """Answers that stay as they were with a chance of .4, and are drawn anew else: lag-one likeness .4, shares constant."""
    answers = [int(rng.choice(len(shares), p=shares))]
    for _ in range(days - 1):
        stays = rng.random() < 0.4
        answers.append(answers[-1] if stays else int(rng.choice(len(shares), p=shares)))
    return answers


def _ever_told(answers: list[int], kinds: int) -> bool:
    """The last 30 days beside the 30 before, on each day from the sixtieth on."""
    for day in range(60, len(answers)):
        before = np.bincount(answers[day - 60 : day - 30], minlength=kinds)
        after = np.bincount(answers[day - 30 : day], minlength=kinds)
        if find_change([int(one) for one in before], [int(one) for one in after]).wobble is None:
            return True
    return False
