"""What was noted about alarms, as counts, and what both forms of `reads` share: cells, dials and priors.

Two dials, body and behaviour, each faint, some, loud or not said. Counts are the whole evidence: the order of events
teaches nothing, so that a table is a belief, and adding one event to it is all there is to an update.
"""

import math
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from unhurried.inference.normal import Floats

Counts = NDArray[np.int64]


class Loud(IntEnum):
    FAINT = 0
    SOME = 1
    LOUD = 2
    NOT_SAID = 3


LEVELS = len(Loud)
PLACE = np.array([-1.0, 0.0, 1.0, 0.0])
"""Where a level lies on its dial. What was not said lies where it changes nothing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One alarm. cause: True there was cause, False there was none, None it was never found out."""

    cause: bool | None
    body: Loud = Loud.NOT_SAID
    behaviour: Loud = Loud.NOT_SAID


@dataclass(frozen=True, slots=True)
class Prior:
    """Standard deviations of normal priors around 0, but for the gap, a log-normal. All of them are opinion.

    base: log-odds that an alarm had cause. slope: log-odds for one level of a dial (pattern form). telling: how far
    apart alarms with and without cause lie on a dial, in its noise (signal-detection form). middle, gap: where the
    two borders between levels lie. Dirichlet weights over cells sum to 1.
    """

    base: float = 1.5
    slope: float = 1.0
    telling: float = 1.7
    middle: float = 1.7
    gap: float = 2.0
    gap_spread: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Counts of alarms [body, behaviour], each dial with `LEVELS` levels, by outcome; and of times that hurt.

    missed: times that hurt before which nothing rang. rang: times before which something rang that was not written
    down. open: times of which the person did not say.
    """

    cause: Counts
    none: Counts
    unknown: Counts
    missed: int = 0
    rang: int = 0
    open: int = 0

    def __post_init__(self) -> None:
        for counts in (self.cause, self.none, self.unknown):
            if counts.shape != (LEVELS, LEVELS) or (counts < 0).any():
                raise ValueError("counts are one number of at least 0 for each pair of levels")
        if min(self.missed, self.rang, self.open) < 0:
            raise ValueError("nothing happened less than 0 times")

    @property
    def resolved(self) -> int:
        return int(self.cause.sum() + self.none.sum())

    @property
    def alarms(self) -> int:
        return self.resolved + int(self.unknown.sum())

    def without_unknown(self) -> "Table":
        """The same, as if what was never found out had not been written down."""
        return replace(self, unknown=np.zeros_like(self.unknown), open=0)


def start(*, missed: int = 0, rang: int = 0, open: int = 0) -> Table:  # noqa: A002 - the table's own word
    """No alarm yet."""
    nothing = np.zeros((LEVELS, LEVELS), dtype=np.int64)
    return Table(nothing, nothing, nothing, missed, rang, open)


def update(table: Table, heard: Heard) -> Table:
    """The table with one alarm more."""
    one = np.zeros((LEVELS, LEVELS), dtype=np.int64)
    one[heard.body, heard.behaviour] = 1
    if heard.cause is None:
        return replace(table, unknown=table.unknown + one)
    return replace(table, cause=table.cause + one) if heard.cause else replace(table, none=table.none + one)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The part of a table that can have counts, flat. levels: [dial in use, cell]. cause, none, unknown: [cell].

    A dial about which nothing was ever said is not in use.
    """

    levels: NDArray[np.intp]
    cause: Floats
    none: Floats
    unknown: Floats

    @property
    def dials(self) -> int:
        return len(self.levels)

    @property
    def resolved(self) -> Floats:
        return self.cause + self.none

    @property
    def log_odds(self) -> float:
        """Of cause among alarms found out, with half an alarm more on each side."""
        return math.log((self.cause.sum() + 0.5) / (self.none.sum() + 0.5))

    @property
    def places(self) -> Floats:
        """[cell, 1 + dial in use]: 1, and where the cell lies on each dial."""
        return np.concatenate([np.ones((1, len(self.cause))), PLACE[self.levels]]).T


def cells_of(table: Table) -> Cells:
    total = table.cause + table.none + table.unknown
    body, behaviour = _levels_of(total.sum(axis=1)), _levels_of(total.sum(axis=0))
    across = np.array(np.meshgrid(body, behaviour, indexing="ij"), dtype=np.intp).reshape(2, -1)
    in_use = [dial for dial, levels in enumerate((body, behaviour)) if len(levels) > 1]
    return Cells(
        across[in_use], *(counts[*across].astype(np.float64) for counts in (table.cause, table.none, table.unknown))
    )


def _levels_of(counts: Counts) -> list[Loud]:
    """The levels a dial has in this table: the three once any was said, and not said where that occurs."""
    said = [Loud.FAINT, Loud.SOME, Loud.LOUD] if counts[: Loud.NOT_SAID].any() else []
    return [*said, Loud.NOT_SAID] if counts[Loud.NOT_SAID] or not said else said
