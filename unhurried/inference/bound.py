"""The most that counts allow: an exact one-sided 95 % bound on how often what was feared may happen.

For: the only figure that may stand beside counts about a person. Must not: be replaced by a smaller one from any model.
"""

import math

CONFIDENCE = 0.95

_HALVINGS = 60


def upper_bound(came_true: int, known: int) -> float:
    """The largest rate, between 0 and 1, at which so few would be seen in at least 5 of 100 such records.

    came_true of known, both counts; ValueError when they can not be. 0 of 5 gives .45, 0 of 0 gives 1.
    Clopper and Pearson 1934, one-sided. Rounded up in the last digits, never down.
    """
    if not 0 <= came_true <= known:
        raise ValueError("what came true is a part of what is known")
    if came_true == known:
        return 1.0
    low, high = came_true / known, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(came_true, known, middle) > 1 - CONFIDENCE else (low, middle)
    return high


def _at_most(seen: int, known: int, rate: float) -> float:
    """P(X <= seen) for a binomial X."""
    log_rate, log_rest = math.log(rate), math.log1p(-rate)
    ways = math.lgamma(known + 1)
    return math.fsum(
        math.exp(ways - math.lgamma(k + 1) - math.lgamma(known - k + 1) + k * log_rate + (known - k) * log_rest)
        for k in range(seen + 1)
    )
