"""What a practice does: how far activation moves toward the settled middle, by practice and by the side it started on.

For: a change with its band, pulled toward zero as long as little is known.
Must not: rank practices whose bands overlap, or take falling back to one's usual level for an effect.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

ENOUGH = 5
"""Before so many times with a practice from one side there is only the list."""


class StartingSide(Enum):
    KEYED_UP = "keyed_up"
    SHUT_DOWN = "shut_down"


@dataclass(frozen=True, slots=True)
class Change:
    """One time of a practice. before, after: activation on [-1, 1]; side: where it started from."""

    practice: str
    side: StartingSide
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Effect:
    """Change in distance from the settled middle beyond what would have come by itself; below zero is closer.

    mean with a 90 % band from low to high, on the scale where the middle to one end is 1; count: how many times.
    enough: whether anything beyond the list may be shown.
    """

    practice: str
    side: StartingSide
    mean: float
    low: float
    high: float
    count: int

    @property
    def enough(self) -> bool:
        return self.count >= ENOUGH


def side_of(before: float) -> StartingSide | None:
    """Keyed up above the middle, shut down below; None in the middle itself, where nothing can come closer."""
    if before == 0:
        return None
    return StartingSide.KEYED_UP if before > 0 else StartingSide.SHUT_DOWN


def estimate(changes: Iterable[Change], usual: Sequence[float] = ()) -> tuple[Effect, ...]:
    """One effect for each practice and side that occurs, in the order of first use.

    usual: activation in the person's plain check-ins, from which the usual level on each side is taken.
    """
    raise NotImplementedError


def can_tell_apart(one: Effect, other: Effect) -> bool:
    """Whether two effects may be put in an order: enough of each, the same side, and bands that do not touch."""
    if not (one.enough and other.enough) or one.side is not other.side:
        return False
    return one.high < other.low or other.high < one.low
