"""The pattern mixture of `reads`: cause is learned from alarms that were found out, and carried over to the rest.

How loud alarms are is taken as it was counted. How those never found out differ is not in any count: a tilt says it,
and whoever reads a result looks at several (Little 1993; Kosinski and Barnhart 2003).
"""

import math
from dataclasses import dataclass

import numpy as np

from unhurried.inference.normal import Floats
from unhurried.inference.reads_table import Cells, Prior
from unhurried.inference.sampling import Draws, draw_around


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """The logarithm of the posterior of a logistic regression on the alarms found out; a `Density`.

    Unknowns: log-odds of cause in the middle of all dials, then what one level of each dial in use adds.
    """

    cells: Cells
    prior: Prior

    def height(self, places: Floats) -> Floats:
        """[problem, place]"""
        odds = places @ self.cells.places.T
        spreads = spreads_of(self.prior, places.shape[-1])
        off = places / spreads
        total = odds @ self.cells.cause - np.logaddexp(0, odds) @ self.cells.resolved
        return np.asarray(
            total - 0.5 * (off * off) @ np.ones(off.shape[-1]) - np.log(spreads * math.sqrt(2 * math.pi)).sum()
        )

    def slope(self, places: Floats) -> Floats:
        """[problem, place, unknown]"""
        share = 1 / (1 + np.exp(-places @ self.cells.places.T))
        left = self.cells.cause - self.cells.resolved * share
        return np.asarray(left @ self.cells.places - places / spreads_of(self.prior, places.shape[-1]) ** 2)


def spreads_of(prior: Prior, count: int) -> Floats:
    """[unknown]: the standard deviations of their priors."""
    return np.array([prior.base, *([prior.slope] * (count - 1))])


def fit(cells: Cells, prior: Prior) -> Draws:
    """Draws of one problem: the tilt has no part in it."""
    begin = np.zeros((1, 1 + cells.dials))
    begin[:, 0] = cells.log_odds
    return draw_around(Pattern(cells, prior), begin)


def cause_shares(cells: Cells, draws: Draws, tilts: Floats, rng: np.random.Generator) -> Floats:
    """[tilt + 1, draw]: how often an alarm has cause for each tilt, and last, as if only those found out were written.

    rng: for how often each cell comes (Dirichlet).
    """
    odds = draws.places[0] @ cells.places.T
    known, total = cells.resolved, cells.resolved + cells.unknown
    alone = _gammas(known + 1 / len(known), len(odds), rng)
    shares = _rows_to_1(alone + _gammas(cells.unknown, len(odds), rng))
    found_out = np.divide(known, total, out=np.ones_like(total), where=total > 0)
    cause = 1 / (1 + np.exp(-odds))
    by_tilt = [
        (shares * (found_out * cause + (1 - found_out) / (1 + np.exp(-odds - tilt)))).sum(axis=1) for tilt in tilts
    ]
    dropped = (_rows_to_1(alone) * cause).sum(axis=1)
    return np.array([*by_tilt, dropped])


def joint_chances(cells: Cells, draws: Draws, tilt: float, rng: np.random.Generator) -> Floats:
    """[draw, cell]: how often an alarm lies in this cell and has cause."""
    odds = draws.places[0] @ cells.places.T
    total = cells.resolved + cells.unknown
    found_out = np.divide(cells.resolved, total, out=np.ones_like(total), where=total > 0)
    cause = found_out / (1 + np.exp(-odds)) + (1 - found_out) / (1 + np.exp(-odds - tilt))
    return np.asarray(_rows_to_1(_gammas(total + 1 / len(total), len(odds), rng)) * cause)


def _gammas(weights: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """[draw, cell]: scaled to rows of 1 they are a Dirichlet. Its prior weighs as much as one alarm in all."""
    found = np.zeros((draws, len(weights)))
    some = weights > 0
    found[:, some] = rng.standard_gamma(weights[some], (draws, int(some.sum())))
    return found


def _rows_to_1(gammas: Floats) -> Floats:
    return np.asarray(gammas / gammas.sum(axis=1, keepdims=True))
