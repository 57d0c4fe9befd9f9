"""The two limits every proposal keeps, and how the person tightens them.

Must not: be loosened by anyone or anything. The values are opinion and were written down before the planner was tuned
(docs/explanation/planner.md).
"""

from dataclasses import dataclass

LARGEST_CHANCE = 0.5
SMALLEST_FLOOR, SMALLEST_SLOPE = 0.35, 0.55

CAREFUL = 0.05
"""The point of what the records hold possible that limit 2 looks at."""

DEEPEST = 6
"""Deeper steps are never proposed; the person may still write one."""

DEPTHS = 10


class LimitLoosened(ValueError):
    """A limit was asked to be wider than it may be."""


@dataclass(frozen=True, slots=True)
class Limits:
    """leaving: the largest upper chance of leaving the range. floor, slope: how likely, at the careful end, it has to be
    that what is feared does not happen: floor + slope * stakes, for anything above the smallest stakes."""

    leaving: float = LARGEST_CHANCE
    floor: float = SMALLEST_FLOOR
    slope: float = SMALLEST_SLOPE

    def __post_init__(self) -> None:
        if not (0 <= self.leaving <= LARGEST_CHANCE and self.floor >= SMALLEST_FLOOR and self.slope >= SMALLEST_SLOPE):
            raise LimitLoosened("limits are tightened, never loosened")

    def needed(self, depth: int) -> float:
        """What the careful end of the records has to reach at a depth; nothing at the smallest stakes."""
        return 0.0 if depth == 1 else self.floor + self.slope * stakes_of(depth)


def stakes_of(depth: int) -> float:
    """Depth 1 to 10 on a line from 0 to 1."""
    if not 1 <= depth <= DEPTHS:
        raise ValueError("depth runs from 1 to 10")
    return (depth - 1) / (DEPTHS - 1)
