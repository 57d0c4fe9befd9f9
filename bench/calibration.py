"""Whether ranks of the truth lie evenly, as they do when a belief is calibrated (Talts 2018)."""

import numpy as np

_AT = np.arange(0.01, 1, 0.01)


def farthest(ranks: np.ndarray) -> float:
    """The largest distance of the ECDF from the diagonal, each in its own binomial standard deviations."""
    steps = np.searchsorted(np.sort(ranks), _AT, side="right") / len(ranks)
    return float(np.max(np.abs(steps - _AT) / np.sqrt(_AT * (1 - _AT) / len(ranks))))


def band_of_ecdf(people: int) -> float:
    """The distance that 95 % of even rank sets of this size stay within at every point (after Sailynoja 2022)."""
    rng = np.random.default_rng(5)
    return float(np.quantile([farthest(rng.random(people)) for _ in range(2_000)], 0.95))
