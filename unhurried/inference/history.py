"""The history of both edges, seen from today: every day's belief from the moments before and after it.

For: the picture of how a range has changed. Must not: be coarser than the edges shown for today, or decide what is
shown.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from unhurried.inference.band import Edge
from unhurried.inference.edges import edges_on
from unhurried.inference.lattice import Box, Grid, grid_of, learn, start_weights, whole_box
from unhurried.inference.moments import Moment, Outcome, Prior
from unhurried.inference.normal import Floats
from unhurried.inference.walk import Span, Weights
from unhurried.inference.zoom import carry, marginals_of

STEP_DAYS, ROUGH_STEP_DAYS = 2.0, 10.0
"""The longest step of the passes, at last and while the box is looked for. A moment counts for the step it lies nearest to, so it is moved by half of this at
most, as often forward as back; what a range moves meanwhile is far below its band."""

_EMPTY = 1e-3
"""The weight at a node, on the day that has most there, up to which the box for the last passes may leave it out."""

_MARGINS = (1, 2, 1, 2)
"""Nodes kept beyond those with weight on each axis; more where weight walks."""

_BEARABLE = 40.0
"""A logarithm of likelihood so far below the largest one counts as that far, so that no weight falls to nothing."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Both edges on one day, seen from today. Whoever draws shows only the edges that the reading shows."""

    day: float
    lower: Edge
    upper: Edge


def smooth(
    moments: Sequence[Moment], today: float, prior: Prior | None = None, *, points: int = 60
) -> tuple[Drawn, ...]:
    """The history of both edges, given all moments in any order, at up to `points` even days from the first moment to
    today."""
    if not moments:
        return ()
    prior = prior or Prior()
    first, last = min(moment.day for moment in moments), max(today, *(moment.day for moment in moments))
    points = points if last > first else 1
    gap_days = (last - first) / max(1, points - 1)
    rough, fine = (
        _Steps.of(moments, first, gap_days, points, max(1, math.ceil(gap_days / longest)))
        for longest in (ROUGH_STEP_DAYS, STEP_DAYS)
    )
    whole = grid_of(prior, whole_box(prior))
    # On the whole box alone, someone's many moments would let edges move in steps of a node, with bands far too narrow.
    grid = Grid(prior, _fitting(whole.box, _both_passes(rough, whole)))
    beliefs = _both_passes(fine, grid)
    days = [first + number * gap_days for number in range(points)]
    return tuple(Drawn(day, *edges_on(grid, belief)) for day, belief in zip(days, beliefs, strict=True))


_Kind = tuple[float, float, Outcome]


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """Moments gathered by even steps of so many days. counts: [step, kind of moment]; drawn: every how many steps."""

    days: float
    drawn: int
    kinds: list[_Kind]
    counts: Weights

    @classmethod
    def of(cls, moments: Sequence[Moment], first: float, gap_days: float, points: int, drawn: int) -> "_Steps":
        days = gap_days / drawn
        kinds = sorted({(one.low, one.high, one.outcome) for one in moments})
        places = {kind: number for number, kind in enumerate(kinds)}
        counts = np.zeros(((points - 1) * drawn + 1, len(kinds)), dtype=np.float32)
        for one in moments:
            step = round((one.day - first) / days) if days else 0
            counts[step, places[one.low, one.high, one.outcome]] += 1
        return cls(days, drawn, kinds, counts)

    def likely(self, grid: Grid) -> Weights:
        """[step, c, s, w]: how likely the moments of a step are at each node, the largest being 1."""
        logs = np.log([grid.chances(*kind).reshape(-1) for kind in self.kinds], dtype=np.float32)
        together = self.counts @ logs
        together -= together.max(axis=1, keepdims=True)
        likely = np.exp(np.maximum(together, np.float32(-_BEARABLE), out=together), out=together)
        return likely.reshape(len(likely), *grid.chances(*self.kinds[0]).shape)


def _both_passes(steps: _Steps, grid: Grid) -> list[Weights]:
    """Each drawn day's belief: what the moments so far say, multiplied with what the later ones say. The walk is
    symmetric in time, so both passes move weight alike."""
    likely = steps.likely(grid)
    beliefs = list(_forward(likely, steps, grid))
    later = np.full_like(beliefs[-1], 1 / beliefs[-1].size)
    for step in range(len(likely) - 1, 0, -1):
        later = grid.move(learn(later, likely[step])[0], steps.days)
        before, rest = divmod(step - 1, steps.drawn)
        if rest == 0:
            beliefs[before] = learn(beliefs[before], later)[0]
    return beliefs


def _forward(likely: Weights, steps: _Steps, grid: Grid) -> Iterator[Weights]:
    """The belief on each drawn day from the moments up to and with that day."""
    weights = _start_on(grid)
    for step, chances in enumerate(likely):
        weights = learn(grid.move(weights, steps.days) if step else weights, chances)[0]
        if step % steps.drawn == 0:
            yield weights


def _start_on(grid: Grid) -> Weights:
    """The weights before any moment, on the nodes of this grid."""
    weights = start_weights(grid.prior)
    for along, (whole, span) in enumerate(zip(whole_box(grid.prior).spans, grid.box.spans, strict=True)):
        weights = weights if whole == span else carry(weights, along, whole, span)
    return weights


def _fitting(box: Box, beliefs: Sequence[Weights]) -> Box:
    """As many nodes on each axis, from the first to the last that has weight on any day."""
    most = reduce(_larger, map(marginals_of, beliefs))
    return Box(*(_hull(span, weights, margin) for span, weights, margin in zip(box.spans, most, _MARGINS, strict=True)))


def _larger(one: tuple[Floats, ...], other: tuple[Floats, ...]) -> tuple[Floats, ...]:
    return tuple(np.maximum(*pair) for pair in zip(one, other, strict=True))


def _hull(span: Span, most: Floats, margin: int) -> Span:
    filled = np.flatnonzero(most > _EMPTY)
    first = max(0, int(filled[0]) - margin)
    last = min(span.count - 1, int(filled[-1]) + margin)
    return Span(float(span.nodes[first]), float(span.nodes[last]), span.count)
