"""When an edge may be shown, and why it stays silent otherwise.

For: rules that hold although a person looks after every entry. Must not: show an edge because the picture of a range
has two of them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from unhurried.inference.band import Edge
from unhurried.inference.moments import Moment, Outcome
from unhurried.inference.rivals import Rivals, mean_of_logs

ENOUGH_MOMENTS = 40
ENOUGH_LEAVINGS = 5

ENOUGH_EVIDENCE = 50.0
"""A Bayes factor. If the account compared with is true, at most 1 in this many people ever sees it passed (Ville)."""

WIDEST_BAND = 0.45
"""A 90 % band at least this wide, where the middle to one end is 1, is of no use."""


class Silence(Enum):
    """Why an edge is not shown."""

    TOO_FEW_MOMENTS = "too_few_moments"
    TOO_FEW_LEAVINGS = "too_few_leavings"
    NO_RANGE = "no_range"
    """Leaving that has nothing to do with activation explains the moments about as well."""
    NO_SUCH_EDGE = "no_such_edge"
    """A range without this edge explains the moments about as well. An ordinary answer."""
    TOO_WIDE = "too_wide"
    """There is an edge, and its band is too wide to be of use."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Natural logarithms of Bayes factors: for a range against leaving that has nothing to do with activation, and for
    each edge against the best account without it."""

    range: float
    lower: float
    upper: float

    @classmethod
    def of(cls, two_edges: float, rivals: Rivals) -> "Evidence":
        upper, lower, no_range = rivals.upper_only, rivals.lower_only, rivals.no_range
        return cls(
            range=mean_of_logs(two_edges, upper, lower) - no_range,
            lower=mean_of_logs(two_edges, lower) - max(upper, no_range),
            upper=mean_of_logs(two_edges, upper) - max(lower, no_range),
        )


@dataclass(frozen=True, slots=True)
class EdgeFinding:
    """One side of the range: an edge, or why there is none yet.

    edge, careful: both given or both None. careful is the innermost edge when only 1, 1/2 or 1/4 of the moments of
    leaving were written down; whatever plans ahead uses it. silence is None when the edge is given.
    leavings: moments of leaving in that half. leavings_missing: how many more the rule asks for.
    evidence: log10 of the Bayes factor for this edge against the best account without it.
    """

    edge: Edge | None
    careful: Edge | None
    silence: Silence | None
    leavings: int
    leavings_missing: int
    evidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be said of a range today. moments: how many it rests on; moments_missing: how many more are asked for.

    range_evidence: log10 of the Bayes factor for a range against leaving that does not depend on activation.
    """

    moments: int
    moments_missing: int
    range_evidence: float
    lower: EdgeFinding
    upper: EdgeFinding

    @classmethod
    def of(cls, moments: int, evidence: Evidence, lower: EdgeFinding, upper: EdgeFinding) -> "Reading":
        return cls(moments, max(0, ENOUGH_MOMENTS - moments), evidence.range / math.log(10), lower, upper)


def count_leavings(moments: Sequence[Moment]) -> tuple[int, int]:
    """Moments of leaving in the lower and in the upper half; a side the person named wins over nothing else."""
    lower = upper = 0
    for moment in moments:
        middle = moment.low + moment.high
        lower += middle < 0 and moment.outcome in (Outcome.LEFT, Outcome.BELOW)
        upper += middle > 0 and moment.outcome in (Outcome.LEFT, Outcome.ABOVE)
    return lower, upper


def find_edge(evidence: Evidence, edge: Edge, moments: int, leavings: int, for_edge: float) -> EdgeFinding:
    """One side, by the rules in their order. Until the sweep has been made, careful is the edge itself."""
    silence = _silence(evidence, edge, moments, leavings, for_edge)
    shown = None if silence else edge
    return EdgeFinding(shown, shown, silence, leavings, max(0, ENOUGH_LEAVINGS - leavings), for_edge / math.log(10))


def _silence(evidence: Evidence, edge: Edge, moments: int, leavings: int, for_edge: float) -> Silence | None:
    enough = math.log(ENOUGH_EVIDENCE)
    rules = (
        (moments < ENOUGH_MOMENTS, Silence.TOO_FEW_MOMENTS),
        (leavings < ENOUGH_LEAVINGS, Silence.TOO_FEW_LEAVINGS),
        (evidence.range <= enough, Silence.NO_RANGE),
        (for_edge <= enough, Silence.NO_SUCH_EDGE),
        (edge.width >= WIDEST_BAND, Silence.TOO_WIDE),
    )
    return next((silence for holds, silence in rules if holds), None)
