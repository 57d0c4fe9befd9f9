"""What the range model takes in: moments, and every assumption made about them.

Must not: hold a number whose reason does not stand in docs/explanation/models.md.
"""

from dataclasses import dataclass
from enum import IntEnum


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

    def __post_init__(self) -> None:
        if not -1 <= self.low <= self.high <= 1:
            raise ValueError("a cell of activation lies within -1 and 1, low before high")
        if not abs(self.day) < float("inf"):
            raise ValueError("a moment has a day")


@dataclass(frozen=True, slots=True)
class LogNormal:
    """A positive quantity: its middle, and the standard deviation of its logarithm."""

    middle: float
    spread: float


@dataclass(frozen=True, slots=True)
class Fineness:
    """How many nodes the filter has along each quantity; doubling them shows what the coarseness costs."""

    centres: int = 27
    widths: int = 21
    softness: int = 5
    drift: int = 5
    edges: int = 33


@dataclass(frozen=True, slots=True)
class Prior:
    """Every assumption of the range model. Lengths are on the scale of activation, [-1, 1]; drift is per root day.

    lapse: the share of moments that have nothing to do with the range. logged: the share of moments of leaving that
    get written down, beside 1 for moments of staying. background: rates of leaving whatever the activation that the
    accounts with one edge may add.
    """

    centre_spread: float = 0.35
    width: LogNormal = LogNormal(0.9, 0.45)
    softness: LogNormal = LogNormal(0.18, 0.4)
    drift: LogNormal = LogNormal(0.02, 0.8)
    lapse: float = 0.02
    logged: float = 1.0
    background: tuple[float, ...] = (0.05, 0.15, 0.35)
    fineness: Fineness = Fineness()
