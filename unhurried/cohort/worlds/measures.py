"""What came of many lives: each metric with its standard error, and differences paired by seed.

The metrics were fixed before any planner was tuned (docs/explanation/planner.md). Must not: leave a life out.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from unhurried.cohort.worlds.lives import WEEKS, Life
from unhurried.inference.normal import Floats


class Estimate(NamedTuple):
    """A value and its standard error."""

    value: float
    error: float


class Measures(NamedTuple):
    """The metrics of one planner in one world. median_week: 53 when at least half never regained."""

    regained: Estimate
    median_week: float
    exits: Estimate
    exits_ninetieth: float
    harms: Estimate
    high_stakes: Estimate
    high_stakes_harms: Estimate
    false_trust: Estimate
    rests: Estimate
    no_step: Estimate
    known_steps_back: Estimate
    all_steps_back: Estimate


def measure(lives: Sequence[Life]) -> Measures:
    stepping = [100 * life.exits / life.steps for life in lives if life.steps]
    return Measures(
        regained=_mean(lives, lambda life: life.regained > 0),
        median_week=float(np.median([life.regained or WEEKS + 1 for life in lives])),
        exits=_per_hundred(lives),
        exits_ninetieth=float(np.quantile(stepping, 0.9)) if stepping else 0.0,
        harms=_mean(lives, lambda life: life.harms),
        high_stakes=_mean(lives, lambda life: life.high_stakes),
        high_stakes_harms=_mean(lives, lambda life: life.high_stakes_harms),
        false_trust=_mean(lives, lambda life: life.false_trust),
        rests=_mean(lives, lambda life: life.rests),
        no_step=_mean(lives, lambda life: life.steps == 0),
        known_steps_back=_share(lives, lambda life: life.known_breaks),
        all_steps_back=_share(lives, lambda life: life.all_breaks),
    )


def regained_difference(ours: Sequence[Life], theirs: Sequence[Life]) -> Estimate:
    return _estimate(_differences(ours, theirs, lambda life: life.regained > 0))


def harms_difference(ours: Sequence[Life], theirs: Sequence[Life]) -> Estimate:
    return _estimate(_differences(ours, theirs, lambda life: life.harms))


def exits_difference(ours: Sequence[Life], theirs: Sequence[Life]) -> Estimate:
    """Of exits per 100 steps, over all lives together; the error of the linearised ratios."""
    _check_pairs(ours, theirs)
    one, other = _ratio(ours), _ratio(theirs)
    return Estimate(one.value - other.value, _estimate(one.influence - other.influence).error)


def closed_gap(ours: Sequence[Life], simple: Sequence[Life], knowing: Sequence[Life]) -> Estimate:
    """How much of the way in regained trust, from the gated simple rule to knowing everything. NaN without a gap."""
    won = _differences(ours, simple, lambda life: life.regained > 0)
    gap = _differences(knowing, simple, lambda life: life.regained > 0)
    width = float(gap.mean())
    if width <= 0:
        return Estimate(math.nan, math.nan)
    share = float(won.mean()) / width
    return Estimate(share, _estimate((won - share * gap) / width).error)


class _Ratio(NamedTuple):
    value: float
    influence: Floats


def _ratio(lives: Sequence[Life]) -> _Ratio:
    exits, steps = (np.array(each, dtype=np.float64) for each in zip(*((x.exits, x.steps) for x in lives), strict=True))
    if not steps.sum():
        return _Ratio(0.0, np.zeros(len(lives)))
    value = exits.sum() / steps.sum()
    return _Ratio(100 * float(value), 100 * (exits - value * steps) / steps.mean())


def _per_hundred(lives: Sequence[Life]) -> Estimate:
    ratio = _ratio(lives)
    return Estimate(ratio.value, _estimate(ratio.influence).error)


def _share(lives: Sequence[Life], of: Callable[[Life], tuple[int, int]]) -> Estimate:
    """Of all times over all lives; NaN when there was no such time."""
    times, right = (sum(each) for each in zip(*(of(life) for life in lives), strict=True))
    share = right / times if times else math.nan
    return Estimate(share, math.sqrt(share * (1 - share) / times) if times else math.nan)


def _mean(lives: Sequence[Life], of: Callable[[Life], float]) -> Estimate:
    return _estimate(np.array([float(of(life)) for life in lives]))


def _differences(ours: Sequence[Life], theirs: Sequence[Life], of: Callable[[Life], float]) -> Floats:
    _check_pairs(ours, theirs)
    return np.array([float(of(one)) - float(of(other)) for one, other in zip(ours, theirs, strict=True)])


def _check_pairs(ours: Sequence[Life], theirs: Sequence[Life]) -> None:
    if [life.seed for life in ours] != [life.seed for life in theirs]:
        raise ValueError("differences are paired by seed")


def _estimate(values: Floats) -> Estimate:
    spread = float(values.std(ddof=1)) if len(values) > 1 else math.nan
    return Estimate(float(values.mean()), spread / math.sqrt(len(values)))
