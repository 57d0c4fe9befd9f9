"""A person's range: where on the line of activation they can stay with what is there.

For: two edges, each with its band, and whether there is evidence enough to speak of them at all.
Must not: infer the side of leaving from the sign of activation, say anything about another person, or keep a belief
longer than the entries it came from. Every prior and threshold is opinion until a clinician has seen it
(docs/explanation/models.md).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from unhurried.inference.band import Edge
from unhurried.inference.edges import edges_on
from unhurried.inference.history import Drawn, smooth
from unhurried.inference.lattice import Grid, chance_of, grid_of, learn, start_weights, whole_box
from unhurried.inference.moments import Moment, Outcome, Prior
from unhurried.inference.rivals import Rivals, start_rivals, update_rivals
from unhurried.inference.showing import (
    EdgeFinding,
    Evidence,
    Reading,
    Silence,
    count_leavings,
    find_edge,
)
from unhurried.inference.walk import Weights
from unhurried.inference.zoom import EVERY, LONG_GAP_DAYS, fit

__all__ = [
    "Belief",
    "Drawn",
    "Edge",
    "EdgeFinding",
    "Known",
    "Moment",
    "Outcome",
    "Prior",
    "Reading",
    "Silence",
    "read_edges",
    "read_on",
    "replay",
    "smooth",
    "start",
    "update",
]

LOGGED = (1.0, 0.5, 0.25)
"""Shares of the moments of leaving that may have been written down. Not known, so each is tried."""


TICKS_A_DAY = 2
"""The walk goes on in whole ticks of half a day and carries the rest over to the next moment. What a range moves in a
tick is far below what a moment can tell, and whole ticks come again, so a kernel once computed serves again."""


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """What the moments so far say. Rebuilt from the entries, never stored.

    weights: [log drift, centre, log softness, log width] on the nodes of `grid`, summing to 1. foretold: the logarithm of
    how well staying or leaving was foretold, moment by moment, whichever side was named. day: of the last moment;
    moved: up to which day the weights have been moved.
    """

    grid: Grid
    weights: Weights
    rivals: Rivals | None
    foretold: float = 0.0
    count: int = 0
    day: float = -math.inf
    moved: float = -math.inf


def start(prior: Prior | None = None) -> Belief:
    """The belief before any moment."""
    prior = prior or Prior()
    return Belief(grid_of(prior, whole_box(prior)), start_weights(prior), start_rivals(prior))


def update(belief: Belief, moment: Moment) -> Belief:
    """The belief after one more moment; the one given stays as it is. ValueError when it lies before the last one."""
    if moment.day < belief.day:
        raise ValueError("moments come in the order of their days; replay puts them in order")
    days = _whole_ticks(moment.day - belief.moved) if belief.count else 0.0
    rivals = belief.rivals
    grid, before = _moved(belief, days)
    weights, chance = learn(before, grid.chances(moment.low, moment.high, moment.outcome))
    if moment.outcome in _SIDES:
        # Evidence never comes from the side a person named: what counts is how well leaving was foretold.
        chance = chance_of(before, grid.chances(moment.low, moment.high, Outcome.LEFT))
    if rivals is not None:
        left = moment.outcome is not Outcome.PRESENT
        rivals = update_rivals(rivals, days, (moment.low, moment.high), left=left)
    if (belief.count + 1) % EVERY == 0:
        grid, weights = fit(grid, weights)
    return Belief(
        grid=grid,
        weights=weights,
        rivals=rivals,
        foretold=belief.foretold + math.log(chance),
        count=belief.count + 1,
        day=moment.day,
        moved=belief.moved + days if belief.count else moment.day,
    )


def _moved(belief: Belief, days: float) -> tuple[Grid, Weights]:
    grid, weights = belief.grid, belief.weights
    if days > LONG_GAP_DAYS:
        grid, weights = fit(grid, weights, days)
    return grid, grid.move(weights, days)


def _whole_ticks(days: float) -> float:
    # A rounding error in a gap of whole ticks must not lose one of them.
    return math.floor(days * TICKS_A_DAY + 1e-6) / TICKS_A_DAY


_SIDES = (Outcome.BELOW, Outcome.ABOVE)


def replay(moments: Sequence[Moment], prior: Prior | None = None) -> Belief:
    """The belief after all moments, given in any order. Moments of the same day keep their order."""
    return _caught_up(start(prior), in_order(moments))


def _caught_up(belief: Belief, ordered: Sequence[Moment]) -> Belief:
    """After all of the moments, of which the belief knows the first ones."""
    for moment in ordered[belief.count :]:
        belief = update(belief, moment)
    return belief


def in_order(moments: Sequence[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda moment: moment.day)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What the first so many moments say, for whoever reads again when more have come after them.

    swept: the same if fewer of the moments of leaving were written down; they may lie behind, and catch up when an edge
    is shown.
    """

    plain: Belief
    swept: tuple[Belief, ...]

    @classmethod
    def nothing(cls, prior: Prior | None = None) -> "Known":
        prior = prior or Prior()
        swept = (replace(start(replace(prior, logged=logged)), rivals=None) for logged in LOGGED[1:])
        return cls(start(prior), tuple(swept))


def read_edges(moments: Sequence[Moment], today: float, prior: Prior | None = None) -> Reading:
    """What may be shown on the day `today` (the same count of days as in the moments), and why the rest stays silent."""
    return read_on(Known.nothing(prior), moments, today)[0]


def read_on(known: Known, moments: Sequence[Moment], today: float) -> tuple[Reading, Known]:
    """As `read_edges`, from what is known of the first of the moments on; also what is known then.

    moments: all of them, in any order; in the order of their days they begin with those that are known. The reading is
    to the last bit that of all moments from nothing. Without evidence for an edge the sweep over moments that were not
    written down is not computed.
    """
    ordered = in_order(moments)
    known = replace(known, plain=_caught_up(known.plain, ordered))
    edges, evidence = edges_at(known.plain, today), evidence_of(known.plain)
    findings = [
        find_edge(evidence, edge, len(ordered), count, for_edge)
        for edge, count, for_edge in zip(edges, count_leavings(ordered), (evidence.lower, evidence.upper), strict=True)
    ]
    if any(finding.edge for finding in findings):
        known = replace(known, swept=tuple(_caught_up(belief, ordered) for belief in known.swept))
        findings = _with_careful(findings, [edges_at(belief, today) for belief in known.swept])
    return Reading.of(len(ordered), evidence, findings[0], findings[1]), known


def edges_at(belief: Belief, day: float) -> tuple[Edge, Edge]:
    """The lower and the upper edge on a day not before the last moment."""
    days = max(0.0, day - belief.moved) if belief.count else 0.0
    return edges_on(*_moved(belief, days))


def evidence_of(belief: Belief) -> Evidence:
    """Log Bayes factors of a range and of each edge, from all moments so far."""
    if belief.rivals is None:
        raise ValueError("this belief was made without the accounts it would be compared with")
    return Evidence.of(belief.foretold, belief.rivals)


def _with_careful(findings: list[EdgeFinding], swept: Sequence[tuple[Edge, Edge]]) -> list[EdgeFinding]:
    """The same findings with the innermost edge over the sweep beside each edge that is shown."""
    lowers, uppers = ([edges[side] for edges in swept] for side in (0, 1))
    lower, upper = findings
    if lower.edge:
        lower = replace(lower, careful=max(lower.edge, *lowers, key=lambda edge: edge.middle))
    if upper.edge:
        upper = replace(upper, careful=min(upper.edge, *uppers, key=lambda edge: edge.middle))
    return [lower, upper]
