"""Whether a few words a person gave over weeks moved up or down: a straight line through them, with its band.

For: the change from the first to the last in steps between words, and how sure. Must not: foretell, or say that a
change means anything. The priors are opinion (docs/explanation/models.md, equations 27 and 28).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from unhurried.inference.normal import Floats, below
from unhurried.inference.showing import ENOUGH_EVIDENCE

ENOUGH = 5
WIDEST_BAND = 2.0
"""In steps between words, of which there are four: a 90 % band at least this wide is of no use."""

FOUR_WEEKS = 28.0
_LEVEL, _SLOPE = (2.0, 1.2), 0.5
"""The first word in steps from the lowest (normal), and steps in four weeks (normal around none)."""
_SCATTER = np.array([0.3, 0.5, 0.8, 1.2])
"""How much one word differs from the line; each is as likely beforehand."""
_NINETY = (0.05, 0.95)
_FINE = 801


class Word(NamedTuple):
    """day: in days from any fixed day. level: 0 to 4, in steps from the lowest word."""

    day: float
    level: float


@dataclass(frozen=True, slots=True)
class Change:
    """From the first to the last, in steps between words: the middle (mean) and a 90 % band."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """words: how many it rests on; missing: how many more it takes. change: None while too few, or the band too wide.

    moved: True for up and False for down, when the Bayes factor against no change allows it to be said; else None.
    """

    words: int
    missing: int
    change: Change | None
    moved: bool | None


def find_trend(words: Sequence[Word]) -> Trend:
    """A Bayesian linear regression with the scatter averaged over a few values. Order does not matter."""
    missing = max(0, ENOUGH - len(words))
    if missing:
        return Trend(len(words), missing, None, None)
    line = _Line.of(words)
    change = line.change()
    useful = change if change.high - change.low < WIDEST_BAND else None
    moved = change.middle > 0 if line.evidence > math.log(ENOUGH_EVIDENCE) else None
    return Trend(len(words), 0, useful, moved if useful else None)


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """weights, slope, spread: by scatter, how likely it is, and the slope's mean and spread. span: in four weeks.

    evidence: natural log of the Bayes factor for a line that moves against one that does not."""

    weights: Floats
    slope: Floats
    spread: Floats
    span: float
    evidence: float

    @classmethod
    def of(cls, words: Sequence[Word]) -> "_Line":
        days = np.array([one.day for one in words])
        weeks, levels = (days - days.min()) / FOUR_WEEKS, np.array([one.level for one in words]) - _LEVEL[0]
        still = [_fit(np.ones((len(words), 1)), levels, (_LEVEL[1],), scatter) for scatter in _SCATTER]
        design = np.stack([np.ones_like(weeks), weeks], axis=1)
        moving = [_fit(design, levels, (_LEVEL[1], _SLOPE), scatter) for scatter in _SCATTER]
        logs = np.array([one.log_evidence for one in moving])
        weights = np.exp(logs - logs.max())
        return cls(
            weights / weights.sum(),
            np.array([one.mean[1] for one in moving]),
            np.array([math.sqrt(one.variance[1, 1]) for one in moving]),
            float(weeks.max()),
            _log_sum(logs) - _log_sum(np.array([one.log_evidence for one in still])),
        )

    def change(self) -> Change:
        """A mixture of normals: its distribution function on a fine line, read backward."""
        means, spreads = self.slope * self.span, np.maximum(self.spread * self.span, 1e-9)
        ends = (means - 6 * spreads).min(), (means + 6 * spreads).max()
        at = np.linspace(*ends, _FINE)
        shares = below((at[:, None] - means) / spreads) @ self.weights
        low, high = (float(one) for one in np.interp(_NINETY, shares, at))
        return Change(float(means @ self.weights), low, high)


class _Fit(NamedTuple):
    mean: Floats
    variance: Floats
    log_evidence: float


def _fit(design: Floats, levels: Floats, priors: tuple[float, ...], scatter: float) -> _Fit:
    """design: [word, coefficient]. Normal priors around nought, known scatter (Bishop 2006, section 3.5)."""
    precision = np.diag([1 / one**2 for one in priors])
    variance = np.linalg.inv(precision + design.T @ design / scatter**2)
    mean = variance @ (design.T @ levels) / scatter**2
    off = levels - design @ mean
    fit = -0.5 * (off @ off / scatter**2 + mean @ precision @ mean) - len(levels) * math.log(scatter)
    return _Fit(
        np.asarray(mean),
        np.asarray(variance),
        float(fit + 0.5 * (np.linalg.slogdet(variance)[1] + np.linalg.slogdet(precision)[1])),
    )


def _log_sum(logs: Floats) -> float:
    return float(logs.max() + math.log(np.exp(logs - logs.max()).sum()))
