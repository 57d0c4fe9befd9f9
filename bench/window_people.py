"""Made-up people for the measurements of the range: drawn from the prior, without a range, or with one edge only."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from unhurried.inference.lattice import whole_box
from unhurried.inference.moments import Moment, Outcome, Prior
from unhurried.inference.walk import Span

CELLS = ((-1.0, -0.75), (-0.75, -0.25), (-0.25, 0.25), (0.25, 0.75), (0.75, 1.0))
"""The five states a person can pick, as parts of the line of activation."""

HOW_OFTEN = (0.12, 0.2, 0.3, 0.23, 0.15)
"""How often each state is picked; opinion."""

NAMES_A_SIDE = 0.4
"""The share of moments of leaving in which a person says which way."""

GAPS_DAYS = (0.1, 0.4, 0.5, 1.0, 3.0)
"""Between two check-ins, each as likely: uneven, as real ones are."""


class Person(NamedTuple):
    """What they wrote down, and where their edges were at the last moment (infinite where there is none)."""

    moments: list[Moment]
    lower: float
    upper: float


def from_prior(rng: np.random.Generator, count: int, *, turns_back: bool = True) -> Person:
    """Someone of whom everything the model assumes is true; log-normal quantities are drawn, not taken from a grid.

    turns_back: the walk of centre and width turns where the model's does. Without, it goes on off the line, as the
    range of nobody can who still has activation on it; that shows what the bounds cost.
    """
    prior = Prior()
    box = whole_box(prior)
    softness, drift, width = (
        quantity.middle * math.exp(quantity.spread * rng.normal())
        for quantity in (prior.softness, prior.drift, prior.width)
    )
    centre, log_width, day = prior.centre_spread * rng.normal(), math.log(width), 0.0
    moments = []
    for number in range(count):
        gap = float(rng.choice(GAPS_DAYS)) if number else 0.0
        day += gap
        centre += drift * math.sqrt(gap) * rng.normal()
        log_width += drift * math.sqrt(gap) * rng.normal()
        middle, log_length = (
            (_turned_back(centre, box.centre), _turned_back(log_width, box.width))
            if turns_back
            else (centre, log_width)
        )
        lower, upper = middle - math.exp(log_length) / 2, middle + math.exp(log_length) / 2
        moments.append(_moment(rng, day, _sides(lower, upper, softness, prior.lapse)))
    return Person(moments, lower, upper)


def ends_of(span: Span) -> tuple[float, float]:
    """Where a walk on this span turns round: a node stands for its whole cell."""
    return span.low - span.spacing / 2, span.high + span.spacing / 2


def _turned_back(place: float, span: Span) -> float:
    """A free walk, folded at both ends: as likely as a walk that turns round there."""
    low, high = ends_of(span)
    along = (place - low) % (2 * (high - low))
    return low + min(along, 2 * (high - low) - along)


def without_range(rng: np.random.Generator, count: int, *, named_by_state: bool) -> Person:
    """Leaving at one rate whatever the activation. Some say "numb" when low and "overwhelmed" when high all the same."""
    rate = rng.uniform(0.05, 0.5)
    moments = []
    for number in range(count):
        low, high = CELLS[rng.choice(5, p=HOW_OFTEN)]
        outcome = Outcome.LEFT if rng.random() < rate else Outcome.PRESENT
        if outcome is Outcome.LEFT and named_by_state and low + high:
            outcome = Outcome.ABOVE if low + high > 0 else Outcome.BELOW
        moments.append(Moment(number / 2, low, high, outcome))
    return Person(moments, -math.inf, math.inf)


def with_upper_edge(rng: np.random.Generator, count: int) -> Person:
    """An upper edge alone, beside leaving now and then for other reasons."""
    upper, softness, background = rng.uniform(0.1, 0.6), rng.uniform(0.1, 0.3), rng.uniform(0, 0.3)

    def sides(x: float) -> tuple[float, float]:
        return background / 2, background / 2 + (1 - background) * _up_to((x - upper) / softness)

    return Person([_moment(rng, number / 2, sides) for number in range(count)], -math.inf, upper)


def with_both_edges(rng: np.random.Generator, count: int) -> Person:
    """Two edges that stay where they are, well inside the line."""
    lower, upper, softness = rng.uniform(-0.65, -0.3), rng.uniform(0.3, 0.65), rng.uniform(0.1, 0.25)
    sides = _sides(lower, upper, softness, 0.02)
    return Person([_moment(rng, number / 2, sides) for number in range(count)], lower, upper)


def _sides(lower: float, upper: float, softness: float, lapse: float) -> Callable[[float], tuple[float, float]]:
    """Chances of leaving below and above at an activation."""
    return lambda x: (
        lapse / 3 + (1 - lapse) * _up_to((lower - x) / softness),
        lapse / 3 + (1 - lapse) * _up_to((x - upper) / softness),
    )


def _moment(rng: np.random.Generator, day: float, sides: Callable[[float], tuple[float, float]]) -> Moment:
    low, high = CELLS[rng.choice(5, p=HOW_OFTEN)]
    below, above = sides(rng.uniform(low, high))
    drawn, says = rng.random(), rng.random() < NAMES_A_SIDE
    if drawn >= below + above:
        return Moment(day, low, high, Outcome.PRESENT)
    side = Outcome.BELOW if drawn < below else Outcome.ABOVE
    return Moment(day, low, high, side if says else Outcome.LEFT)


def _up_to(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2))
