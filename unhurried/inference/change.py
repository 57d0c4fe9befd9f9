"""Whether two spans of time differ, or only wobble: counts of the same answers in each.

For: "what changed" between two spans a person picks. Must not: call a difference a change because one looked often,
nor speak of getting better or worse.

Each span has a share for every answer. Either both spans have the same shares, or each has its own; under both
accounts all shares are equally likely beforehand, so the evidence is exact (Dirichlet and multinomial; Good 1967).
Answers of one person lie close together in time and resemble each other: with a likeness of .4 from one to the next, 14
say about as much as 6 (evidence ledger 4.2), so each counts for .43. Two spans that slide along the days are looked at
again and again, which Ville's bound does not cover; with .36 it held for made-up people in whom nothing changed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

ENOUGH_IN_EACH = 14
"""So many answers in each span before anything is said (evidence ledger 4.2)."""

ENOUGH_EVIDENCE = 50.0
"""A Bayes factor."""

WEIGHT = 0.36
"""What one answer counts for."""


class Wobble(Enum):
    """Why no change is told."""

    TOO_FEW = "too_few"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Change:
    """How far two spans differ. before, after: how many answers of each kind. evidence: log10 of the Bayes factor.

    wobble: why no change is told, or None when there is one.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    evidence: float
    wobble: Wobble | None

    @property
    def counted(self) -> int:
        return sum(self.before) + sum(self.after)


def find_change(before: Sequence[int], after: Sequence[int]) -> Change:
    """Two spans, by how often each answer was given in them. ValueError unless both know the same answers, two or more."""
    if len(before) != len(after) or len(before) < 2:  # noqa: PLR2004 - one answer can not change its share
        raise ValueError("both spans count the same answers, and there are two or more")
    if min(*before, *after) < 0:
        raise ValueError("a count is none or more")
    evidence = (
        _log_evidence(before) + _log_evidence(after) - _log_evidence([*map(sum, zip(before, after, strict=True))])
    )
    return Change(tuple(before), tuple(after), evidence / math.log(10), _wobble(before, after, evidence))


def _wobble(before: Sequence[int], after: Sequence[int], evidence: float) -> Wobble | None:
    if min(sum(before), sum(after)) < ENOUGH_IN_EACH:
        return Wobble.TOO_FEW
    return None if evidence > math.log(ENOUGH_EVIDENCE) else Wobble.WITHIN


def _log_evidence(counts: Sequence[int]) -> float:
    """Log probability of so many of each answer in their order, every set of shares being equally likely beforehand."""
    weighed = [WEIGHT * count for count in counts]
    kinds = len(weighed)
    return math.fsum(
        [math.lgamma(kinds), -math.lgamma(kinds + math.fsum(weighed)), *(math.lgamma(1 + count) for count in weighed)]
    )
