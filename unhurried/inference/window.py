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
from unhurried.inference.history import Drawn, edges_on, smooth
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
    "Moment",
    "Outcome",
    "Prior",
    "Reading",
    "Silence",
    "read_edges",
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
        rivals = update_rivals(rivals, grid.prior, days, (moment.low, moment.high), left=left)
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
    belief = start(prior)
    for moment in in_order(moments):
        belief = update(belief, moment)
    return belief


def in_order(moments: Sequence[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda moment: moment.day)


def read_edges(moments: Sequence[Moment], today: float, prior: Prior | None = None) -> Reading:
    """What may be shown on the day `today` (the same count of days as in the moments), and why the rest stays silent.

    Without evidence for an edge the sweep over moments that were not written down is not computed.
    """
    prior = prior or Prior()
    belief = replay(moments, prior)
    lower, upper = edges_at(belief, today)
    evidence = evidence_of(belief)
    leavings = count_leavings(moments)
    findings = [
        find_edge(evidence, edge, len(moments), count, for_edge)
        for edge, count, for_edge in zip((lower, upper), leavings, (evidence.lower, evidence.upper), strict=True)
    ]
    if any(finding.edge for finding in findings):
        findings = _with_careful(findings, moments, today, prior)
    return Reading.of(len(moments), evidence, findings[0], findings[1])


def edges_at(belief: Belief, day: float) -> tuple[Edge, Edge]:
    """The lower and the upper edge on a day not before the last moment."""
    days = max(0.0, day - belief.moved) if belief.count else 0.0
    return edges_on(*_moved(belief, days))


def evidence_of(belief: Belief) -> Evidence:
    """Log Bayes factors of a range and of each edge, from all moments so far."""
    if belief.rivals is None:
        raise ValueError("this belief was made without the accounts it would be compared with")
    return Evidence.of(belief.foretold, belief.rivals)


def _with_careful(
    findings: list[EdgeFinding], moments: Sequence[Moment], today: float, prior: Prior
) -> list[EdgeFinding]:
    """The same findings with the innermost edge over the sweep beside each edge that is shown."""
    swept = [edges_at(_replay_alone(moments, replace(prior, logged=logged)), today) for logged in LOGGED[1:]]
    lowers, uppers = ([edges[side] for edges in swept] for side in (0, 1))
    lower, upper = findings
    if lower.edge:
        lower = replace(lower, careful=max(lower.edge, *lowers, key=lambda edge: edge.middle))
    if upper.edge:
        upper = replace(upper, careful=min(upper.edge, *uppers, key=lambda edge: edge.middle))
    return [lower, upper]


def _replay_alone(moments: Sequence[Moment], prior: Prior) -> Belief:
    """A replay without the accounts that only evidence needs."""
    belief = replace(start(prior), rivals=None)
    for moment in in_order(moments):
        belief = update(belief, moment)
    return belief
