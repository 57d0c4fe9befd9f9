"""Made-up people for the measurements of reads: drawn from either form's prior, from worlds of checking, from the null.

In the worlds neither form is true: levels come by chances of their own, loud alarms come with more cause by a slope
that differs from level to level, and both dials move together as they do when one is worked up.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from unhurried.inference.normal import Floats
from unhurried.inference.reads_table import PLACE, Heard, Loud, Prior, Table, start, update

LEVELS = 3
CHECKED = 0.6
"""The share of alarms that are found out, in worlds where nothing about them decides it."""


class Life(NamedTuple):
    """What someone wrote down, and the truth: how often alarms have cause, and how often cause came unheard."""

    table: Table
    cause: float
    missed: float


class Alarms(NamedTuple):
    """One entry each: whether there was cause, and the level on both dials [alarm, 2]."""

    cause: NDArray[np.bool_]
    levels: NDArray[np.intp]


Checking = Callable[[Alarms], Floats]
"""How likely each alarm is to be found out."""


def at_random(alarms: Alarms) -> Floats:
    return np.full(len(alarms.cause), CHECKED)


def loud_checked_more(alarms: Alarms) -> Floats:
    loud = alarms.levels.sum(axis=1)
    return np.asarray(1 / (1 + np.exp(1.6 - loud)))


def harm_surfaces(alarms: Alarms) -> Floats:
    return np.where(alarms.cause, 0.75, 0.4)


def harm_stays_hidden(alarms: Alarms) -> Floats:
    return np.where(alarms.cause, 0.4, 0.75)


WORLDS: dict[str, Checking] = {
    "checked at random": at_random,
    "loud alarms checked more": loud_checked_more,
    "harm surfaces more": harm_surfaces,
    "harm stays hidden": harm_stays_hidden,
}


def live(rng: np.random.Generator, count: int, checking: Checking) -> Life:
    """Someone with so many alarms in a world of checking."""
    base = rng.uniform(0.1, 0.9)
    chances = _chances_by_outcome(rng)
    cause = rng.random(count) < base
    cells = np.array([rng.choice(LEVELS**2, p=chances[int(one)]) for one in cause])
    alarms = Alarms(cause, np.stack(np.unravel_index(cells, (LEVELS, LEVELS)), axis=1))
    found_out = rng.random(count) < checking(alarms)
    kinds = rng.dirichlet([6.0, 2.0, 1.5])
    return _with_hurts(rng, base, _table(alarms, found_out), kinds, _until(rng, kinds, count))


def without_meaning(rng: np.random.Generator, count: int) -> list[Heard]:
    """Alarms that have cause one time in two, whatever the dials say."""
    alarms = Alarms(rng.random(count) < 0.5, rng.integers(0, LEVELS, (count, 2)))
    return _heard(alarms, rng.random(count) < CHECKED)


def with_meaning(rng: np.random.Generator, count: int) -> list[Heard]:
    """Alarms with a base rate of three in four, and louder ones with cause clearly more often."""
    levels = rng.integers(0, LEVELS, (count, 2))
    odds = 1.1 + 0.8 * (levels.sum(axis=1) - 2)
    return _heard(Alarms(rng.random(count) < 1 / (1 + np.exp(-odds)), levels), rng.random(count) < CHECKED)


def from_pattern(rng: np.random.Generator, count: int, prior: Prior) -> Life:
    """Everything the pattern mixture assumes is true. count: everything that was written down, hurts too."""
    kinds, counts = _kinds_by_prior(rng, count)
    base, *slopes = rng.normal(0, [prior.base, prior.slope, prior.slope])
    shares = rng.dirichlet(np.full(LEVELS**2, 1 / LEVELS**2))
    levels = np.stack(np.unravel_index(np.arange(LEVELS**2), (LEVELS, LEVELS)), axis=1)
    of_cell = 1 / (1 + np.exp(-(base + PLACE[levels] @ slopes)))
    cells = rng.choice(LEVELS**2, size=counts[0], p=shares)
    alarms = Alarms(rng.random(counts[0]) < of_cell[cells], levels[cells])
    table = _table(alarms, rng.random(counts[0]) < CHECKED)
    return _with_hurts(rng, float(shares @ of_cell), table, kinds, counts)


def from_signal(rng: np.random.Generator, count: int, prior: Prior) -> Life:
    """Everything the signal-detection form assumes is true. count: as above."""
    kinds, counts = _kinds_by_prior(rng, count)
    base = 1 / (1 + math.exp(-rng.normal(0, prior.base)))
    cause = rng.random(counts[0]) < base
    alarms = Alarms(cause, np.stack([_level_on_dial(rng, cause, prior) for _ in range(2)], axis=1))
    return _with_hurts(rng, base, _table(alarms, rng.random(counts[0]) < CHECKED), kinds, counts)


def _kinds_by_prior(rng: np.random.Generator, count: int) -> tuple[Floats, NDArray[np.int64]]:
    """How often alarms, hurts that were missed and hurts that rang come, and how often they came."""
    kinds = rng.dirichlet(np.full(3, 0.5))
    return kinds, rng.multinomial(count, kinds)


def _level_on_dial(rng: np.random.Generator, cause: NDArray[np.bool_], prior: Prior) -> NDArray[np.intp]:
    distance, middle = rng.normal(0, [prior.telling, prior.middle])
    gap = math.exp(rng.normal(math.log(prior.gap), prior.gap_spread))
    loud = rng.logistic(0, 1, len(cause)) + np.where(cause, distance / 2, -distance / 2)
    return np.asarray(np.searchsorted([middle - gap / 2, middle + gap / 2], loud), dtype=np.intp)


def _chances_by_outcome(rng: np.random.Generator) -> Floats:
    """[2, cell]: without and with cause. Worked up or not is a third thing behind both dials."""
    worked_up = rng.dirichlet(np.full(LEVELS, 2.0), size=(2, 2))
    share = rng.uniform(0.2, 0.8)
    calm, stirred = (np.outer(*worked_up[state]).reshape(-1) for state in (0, 1))
    without = share * calm + (1 - share) * stirred
    steps = np.cumsum(np.concatenate([[[0.0], [0.0]], rng.gamma(1.5, 0.4, (2, LEVELS - 1))], axis=1), axis=1)
    with_cause = without * np.exp(np.add.outer(steps[0], steps[1]).reshape(-1))
    return np.array([without / without.sum(), with_cause / with_cause.sum()])


def _with_hurts(rng: np.random.Generator, cause: float, table: Table, kinds: Floats, counts: NDArray[np.int64]) -> Life:
    """Beside the alarms, times that hurt: missed, or rung and not written down. Of one in five nothing is said."""
    said = rng.binomial(counts[1:], 0.8)
    open_times = int((counts[1:] - said).sum())
    whole = Table(table.cause, table.none, table.unknown, int(said[0]), int(said[1]), open_times)
    return Life(whole, cause, float(kinds[1] / (kinds[1] + kinds[2] + kinds[0] * cause)))


def _until(rng: np.random.Generator, kinds: Floats, alarms: int) -> NDArray[np.int64]:
    """How often each kind has come when so many alarms have."""
    hurts = rng.negative_binomial(alarms, kinds[0])
    missed = rng.binomial(hurts, kinds[1] / (kinds[1] + kinds[2]))
    return np.array([alarms, missed, hurts - missed])


def _heard(alarms: Alarms, found_out: NDArray[np.bool_]) -> list[Heard]:
    return [
        Heard(bool(cause) if known else None, Loud(body), Loud(behaviour))
        for cause, known, (body, behaviour) in zip(alarms.cause, found_out, alarms.levels.tolist(), strict=True)
    ]


def _table(alarms: Alarms, found_out: NDArray[np.bool_]) -> Table:
    table = start()
    for heard in _heard(alarms, found_out):
        table = update(table, heard)
    return table
