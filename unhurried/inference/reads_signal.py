"""The signal-detection form of `reads`: alarms with and without cause lie apart on each dial, and every alarm counts.

An alarm that was never found out speaks too: how loud it was says which of the two it may have been. That helps where
dials are shaped as assumed, and misleads where not; `reads_pattern` assumes no shape, and both are read together.
"""

import math
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from unhurried.inference.normal import Floats
from unhurried.inference.reads_table import LEVELS, Cells, Prior
from unhurried.inference.sampling import Draws, draw_around

_LEAST = 1e-12
_APART = np.array([-0.5, 0.5])
"""Where alarms without and with cause lie, in the distance between them."""


@dataclass(frozen=True, slots=True, eq=False)
class SignalDetection:
    """The logarithm of the posterior, for one problem with each tilt; a `Density`.

    Unknowns: log-odds of cause; then for each dial in use the distance between cause and none, the middle of the two
    borders, and the logarithm of the gap between them. P(level | outcome) is what the logistic distribution
    around +-distance / 2 leaves between two borders (Green and Swets 1966, with DeCarlo's 1998 logistic noise; two
    dials, independent given the outcome).

    unknown: [problem, open cell], the alarms never found out as this problem counts them, in the cells where there are
    any. levels: [dial in use, open cell], those cells. tilt: [problem], how much higher
    their log-odds of cause are; it moves the base rate among them and leaves the dials as they are.
    """

    cells: Cells
    prior: Prior
    levels: NDArray[np.intp]
    unknown: Floats
    tilt: Floats

    def height(self, places: Floats) -> Floats:
        """[problem, place]"""
        base, dials = places[..., 0], self._dials(places)
        known = self.cells.cause.sum() * base - self.cells.resolved.sum() * np.logaddexp(0, base)
        for number, dial in enumerate(dials):
            known += np.tensordot(self._by_level(number), np.log(dial.chances[:, :-1]), 2)
        tilted = base + self.tilt[:, None]
        none, cause = self._cell_chances(dials, tilted)
        unknown = np.einsum("px,xpn->pn", self.unknown, np.log(none + cause))
        unknown -= self.unknown.sum(axis=1)[:, None] * np.logaddexp(0, tilted)
        return np.asarray(known + unknown + self._prior_height(places))

    def slope(self, places: Floats) -> Floats:
        """[problem, place, unknown], by the counts expected given the unknowns (Louis 1982)."""
        base, dials = places[..., 0], self._dials(places)
        tilted = base + self.tilt[:, None]
        none, cause = self._cell_chances(dials, tilted)
        open_alarms = self.unknown.T[:, :, None]
        more = open_alarms * cause / (none + cause)
        slope = np.empty_like(places)
        known = self.cells.cause.sum() - self.cells.resolved.sum() * _expit(base)
        slope[..., 0] = known + more.sum(axis=0) - open_alarms.sum(axis=0) * _expit(tilted)
        for number, dial in enumerate(dials):
            found = np.tensordot(_belongs(self.levels[number]), np.stack([open_alarms - more, more], axis=1), 1)
            counts = found.swapaxes(0, 1) + self._by_level(number)[:, :, None, None]
            slope[..., 1 + 3 * number : 4 + 3 * number] = dial.slopes(counts)
        return slope - self._prior_slope(places)

    def _dials(self, places: Floats) -> list["_Dial"]:
        return [
            _Dial(*np.moveaxis(places, -1, 0)[first : first + 3]) for first in range(1, 1 + 3 * self.cells.dials, 3)
        ]

    def _cell_chances(self, dials: list["_Dial"], tilted: Floats) -> tuple[Floats, Floats]:
        """[cell, problem, place] each, without and with cause: of a cell, times the odds of the outcome."""
        if not dials:
            return np.ones((self.unknown.shape[1], 1, 1)), np.exp(tilted)[None]
        none, cause = reduce(np.multiply, (dial.chances[:, at] for at, dial in zip(self.levels, dials, strict=True)))
        return none, cause * np.exp(tilted)

    def _by_level(self, number: int) -> Floats:
        """[2, level]: alarms found out, without and with cause, by level of a dial."""
        return np.array([self.cells.none, self.cells.cause]) @ _belongs(self.cells.levels[number]).T

    def _spreads(self) -> tuple[Floats, Floats]:
        prior, dials = self.prior, self.cells.dials
        means = [0.0, *([0.0, 0.0, math.log(prior.gap)] * dials)]
        spreads = [prior.base, *([prior.telling, prior.middle, prior.gap_spread] * dials)]
        return np.array(means), np.array(spreads)

    def _prior_height(self, places: Floats) -> Floats:
        means, spreads = self._spreads()
        off = (places - means) / spreads
        return np.asarray(-0.5 * (off * off) @ np.ones(off.shape[-1]) - np.log(spreads * math.sqrt(2 * math.pi)).sum())

    def _prior_slope(self, places: Floats) -> Floats:
        means, spreads = self._spreads()
        return np.asarray((places - means) / spreads**2)


def fit(cells: Cells, tilts: Floats, prior: Prior, *, dropped: bool = True) -> Draws:
    """Draws for each tilt [tilt], and last, if dropped, for the alarms that were found out alone."""
    rows = len(tilts) + dropped
    is_open = cells.unknown > 0
    unknown = np.tile(cells.unknown[is_open], (rows, 1))
    unknown[len(tilts) :] = 0
    tilt = np.concatenate([tilts, np.zeros(int(dropped))])
    begin = np.zeros((rows, 1 + 3 * cells.dials))
    begin[:, 0] = cells.log_odds
    begin[:, 3::3] = math.log(prior.gap)
    return draw_around(SignalDetection(cells, prior, cells.levels[:, is_open], unknown, tilt), begin)


def cause_shares(cells: Cells, draws: Draws, tilts: Floats) -> Floats:
    """[problem, draw]: how often an alarm has cause, over those found out and those that were not."""
    base = draws.places[..., 0]
    known = np.ones(len(base))
    known[: len(tilts)] = cells.resolved.sum() / max(1.0, (cells.resolved + cells.unknown).sum())
    tilt = np.zeros(len(base))
    tilt[: len(tilts)] = tilts
    return np.asarray(known[:, None] * _expit(base) + (1 - known)[:, None] * _expit(base + tilt[:, None]))


def level_chances(draws: Draws, number: int) -> Floats:
    """[2, level, problem, draw]: how often an alarm without and with cause has each level of a dial in use."""
    places = np.moveaxis(draws.places, -1, 0)
    return _Dial(*places[1 + 3 * number : 4 + 3 * number]).chances[:, :-1]


class _Dial:
    """One dial at many places. up_to: [2 borders, 2 outcomes, problem, place], how much of an outcome lies below each.

    chances: [2 outcomes, level, problem, place]; what was not said has chance 1.
    """

    __slots__ = ("chances", "gap", "up_to")

    def __init__(self, distance: Floats, middle: Floats, log_gap: Floats) -> None:
        self.gap = np.exp(log_gap)
        seen = middle - _APART[:, None, None] * distance
        self.up_to = _expit(np.stack([seen - self.gap / 2, seen + self.gap / 2]))
        self.chances = np.ones((2, LEVELS, *distance.shape))
        self.chances[:, 0] = self.up_to[0]
        self.chances[:, 1] = self.up_to[1] - self.up_to[0]
        self.chances[:, 2] -= self.up_to[1]
        np.maximum(self.chances, _LEAST, out=self.chances)

    def slopes(self, counts: Floats) -> Floats:
        """[problem, place, 3]: of the sum of counts [2, level, problem, place] times log chances, in distance, middle
        and log gap."""
        weights = counts / self.chances[:, :-1]
        first, second = (
            self.up_to * (1 - self.up_to) * np.stack([weights[:, 0] - weights[:, 1], weights[:, 1] - weights[:, 2]])
        )
        both = first + second
        gap = self.gap / 2 * (second - first).sum(axis=0)
        return np.stack([-(both[1] - both[0]) / 2, both.sum(axis=0), gap], axis=-1)


def _belongs(levels: NDArray[np.intp]) -> Floats:
    """[level, cell]: 1 where a cell has this level. What was not said is no level."""
    return np.eye(LEVELS)[: LEVELS - 1, levels]


def _expit(odds: Floats) -> Floats:
    return np.asarray(0.5 + 0.5 * np.tanh(odds / 2))
