"""Made-up people for the measurements of expectation, drawn from the priors themselves."""

import math
from typing import NamedTuple

import numpy as np

from unhurried.inference.felt import Felt, FeltPrior
from unhurried.inference.records import RecordsPrior, Track, Trial

GAPS_DAYS = (1.0, 2.0, 3.0, 7.0)
"""Between two steps, each as likely."""

HARDNESS = (0.0, 0.1, 0.2, 0.3)

PEOPLE = 4


class Recorded(NamedTuple):
    """Trials with four people, and the log-odds of each at the last trial."""

    trials: list[Trial]
    log_odds: list[float]


class FeltLife(NamedTuple):
    """What was felt with one person, the two learning rates, and by how much expectation changed."""

    felts: list[Felt]
    from_good: float
    from_bad: float
    change: float


def track(number: int) -> Track:
    return Track(str(number), "time")


def recorded(rng: np.random.Generator, count: int, prior: RecordsPrior) -> Recorded:
    """Log-normal quantities are drawn, not taken from a grid. All people walk all the time, in whole days."""
    people = prior.people[0] + prior.people[1] * rng.normal()
    apart, drift = (math.exp(math.log(one.middle) + one.spread * rng.normal()) for one in (prior.apart, prior.drift))
    log_odds = people + apart * rng.normal(size=PEOPLE)
    last = np.full(PEOPLE, -1.0)
    trials, day = [], 0.0
    for _ in range(count):
        day += float(rng.choice(GAPS_DAYS))
        someone, hardness = int(rng.integers(PEOPLE)), float(rng.choice(HARDNESS))
        if last[someone] >= 0:
            log_odds[someone] += drift * math.sqrt(day - last[someone]) * rng.normal()
        last[someone] = day
        kept = rng.random() < 1 / (1 + math.exp(hardness - log_odds[someone]))
        trials.append(Trial(track(someone), day, not kept, hardness))
    walked = [
        float(value + (drift * math.sqrt(day - seen) * rng.normal() if seen >= 0 else 0.0))
        for value, seen in zip(log_odds, last, strict=True)
    ]
    return Recorded(trials, walked)


def felt(rng: np.random.Generator, count: int, prior: FeltPrior) -> FeltLife:
    """Rates even between 0 and 1, noise from its prior; harm in three of ten."""
    middle, worth = prior.noise
    noise = math.sqrt(worth / 2 * middle**2 / rng.gamma(worth / 2))
    scale = noise / middle
    good, bad = float(rng.random()), float(rng.random())
    first = now = prior.start[0] + prior.start[1] * scale * rng.normal()
    felts: list[Felt] = []
    for number in range(count):
        harm = float(rng.random() < 0.3)
        now += (bad if harm else good) * (harm - now)
        felts.append(_Unbounded(track(0), float(number), harm, now + noise * rng.normal()))
    return FeltLife(felts, good, bad, now - first)


class _Unbounded(Felt):
    """A rating of the model itself is not held between 0 and 1."""

    def __post_init__(self) -> None:
        """Nothing to refuse."""
