"""Made-up people whose range is known."""

from collections.abc import Callable

import numpy as np
from scipy.stats import norm

from unhurried.inference.window import Moment, Outcome, Prior

CELLS = ((-1.0, -0.75), (-0.75, -0.25), (-0.25, 0.25), (0.25, 0.75), (0.75, 1.0))
OFTEN = (0.12, 0.2, 0.3, 0.23, 0.15)


def live(
    rng: np.random.Generator, count: int, leaving: Callable[[float], float], gap_days: float = 0.5
) -> list[Moment]:
    """Someone who leaves with a chance that depends on activation, and never says to which side."""
    moments = []
    for number in range(count):
        low, high = CELLS[rng.choice(5, p=OFTEN)]
        left = rng.random() < leaving(rng.uniform(low, high))
        moments.append(Moment(number * gap_days, low, high, Outcome.LEFT if left else Outcome.PRESENT))
    return moments


def two_edges(lower: float, upper: float, softness: float = 0.15) -> Callable[[float], float]:
    return lambda x: 0.013 + 0.98 * float(norm.cdf((lower - x) / softness) + norm.cdf((x - upper) / softness))


def one_edge(upper: float, background: float, softness: float = 0.2) -> Callable[[float], float]:
    return lambda x: background + (1 - background) * float(norm.cdf((x - upper) / softness))


def born_of_the_prior(rng: np.random.Generator, count: int, prior: Prior) -> tuple[list[Moment], float, float]:
    """Someone drawn from the model itself, with their edges at the last moment."""
    centre = rng.normal(0, prior.centre_spread)
    log_width, softness, drift = (
        np.log(quantity.middle) + quantity.spread * rng.normal()
        for quantity in (prior.width, prior.softness, prior.drift)
    )
    moments: list[Moment] = []
    for number in range(count):
        if number:
            centre += np.exp(drift) * rng.normal()
            log_width += np.exp(drift) * rng.normal()
        lower, upper = centre - np.exp(log_width) / 2, centre + np.exp(log_width) / 2
        moments += live(rng, 1, two_edges(lower, upper, float(np.exp(softness))))
        moments[-1] = Moment(float(number), moments[-1].low, moments[-1].high, moments[-1].outcome)
    return moments, float(lower), float(upper)
