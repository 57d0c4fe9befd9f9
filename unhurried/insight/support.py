"""Measures taken elsewhere: where a total lies, and whether it moved by more than totals do by themselves.

For: saying no more than was found, and with whom. Must not: say how anyone is, call less better, or read a measure
whose numbers were not checked at their source: of those only the total and the day are told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from unhurried.content.support import Band, MeasureWords
from unhurried.domain.support import Instrument, OutsideMeasure


class Moved(Enum):
    """How far a total moved, beside the usual wobble of totals."""

    WITHIN = "within"
    AT_THE_EDGE = "at_the_edge"
    """More than the wobble by one of the groups it was found with, and not by another."""
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class MeasureFinding:
    """One total and what may be said of it.

    band: where it lies, or None where that was not checked. earlier: the same measure, the last time before.
    by: how far the total moved since then. moved: beside the usual wobble, or None where that was not checked.
    """

    measure: OutsideMeasure
    words: MeasureWords
    band: Band | None
    earlier: OutsideMeasure | None
    by: float | None
    moved: Moved | None

    @property
    def has_to_ask(self) -> bool:
        """Nothing can be said of it here."""
        return self.band is None


def read_measures(measures: Sequence[OutsideMeasure], words: Mapping[Instrument, MeasureWords]) -> list[MeasureFinding]:
    """measures: the latest first. Two of another kind are the same only if they are called the same."""
    return [_read(one, measures[place + 1 :], words[one.which]) for place, one in enumerate(measures)]


def _read(measure: OutsideMeasure, before: Sequence[OutsideMeasure], words: MeasureWords) -> MeasureFinding:
    earlier = next((one for one in before if _same(one, measure)), None)
    by = None if earlier is None else measure.total - earlier.total
    return MeasureFinding(measure, words, _band(measure, words), earlier, by, _moved(by, words))


def _same(one: OutsideMeasure, other: OutsideMeasure) -> bool:
    return one.which is other.which and one.name.strip().casefold() == other.name.strip().casefold()


def _band(measure: OutsideMeasure, words: MeasureWords) -> Band | None:
    return next((band for band in reversed(words.bands) if measure.total >= band.least), None)


def _moved(by: float | None, words: MeasureWords) -> Moved | None:
    if by is None or words.wobble is None:
        return None
    if abs(by) < words.wobble.below:
        return Moved.WITHIN
    return Moved.BEYOND if abs(by) >= words.wobble.beyond else Moved.AT_THE_EDGE
