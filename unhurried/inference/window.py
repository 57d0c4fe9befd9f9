"""A person's range: where on the line of activation they can stay with what is there.

For: two edges, each with its band, and whether there is evidence enough to speak of them at all.
Must not: infer the side of leaving from the sign of activation, say anything about another person, or keep a belief
longer than the entries it came from. Every prior and threshold is opinion until a clinician has seen it
(docs/explanation/models.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum


class Outcome(IntEnum):
    """What became of a moment. LEFT: the person left their range and did not say which way ("partly" counts)."""

    BELOW = 0
    PRESENT = 1
    ABOVE = 2
    LEFT = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """One check-in. day: when, in days from any fixed start. low, high: the cell of activation the answer stands for,
    within [-1, 1]; equal when activation is known exactly."""

    day: float
    low: float
    high: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Prior:
    """Every assumption of the model in one place. Filled in below."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What the moments so far say. Opaque; rebuilt from the entries, never stored."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where an edge lies on [-1, 1]: its middle (posterior mean) and the 90 % band from low to high."""

    middle: float
    low: float
    high: float


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """Both edges on one day, seen from today. Whoever draws shows only the edges that the reading shows."""

    day: float
    lower: Edge
    upper: Edge


def start(prior: Prior) -> Belief:
    """The belief before any moment."""
    raise NotImplementedError


def update(belief: Belief, moment: Moment) -> Belief:
    """The belief after one more moment; the one given stays as it is. ValueError when it lies before the last one."""
    raise NotImplementedError


def replay(moments: Sequence[Moment], prior: Prior | None = None) -> Belief:
    """The belief after all moments, in any order."""
    raise NotImplementedError


def read_edges(moments: Sequence[Moment], today: float, prior: Prior | None = None) -> Reading:
    """What may be shown on the day `today` (same count of days as in the moments), and why the rest stays silent."""
    raise NotImplementedError


def smooth(
    moments: Sequence[Moment], today: float, prior: Prior | None = None, *, points: int = 60
) -> tuple[Drawn, ...]:
    """The history of both edges, given all moments, at up to `points` even days from the first moment to today."""
    raise NotImplementedError
