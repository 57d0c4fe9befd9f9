"""Room selftrust: which sizes of promise have worked, and how much I have believed myself.

Silent below five. Must not: count days in a row, show one figure for a person, or take what nobody spoke of, or what
was changed, for broken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unhurried.domain.base import Entry
from unhurried.domain.selftrust import (
    KNOWN_KEPT,
    Believed,
    Promise,
    SelfRating,
    open_promise,
    outcomes,
    promises,
    was_hard_week,
)
from unhurried.inference.promises import Promised, SizeReading, read, replay, smaller
from unhurried.inference.trend import Change, Word, find_trend

HALF_A_YEAR = timedelta(days=182)
"""A straight line through words of more than this would say little about now."""

_FIRST_DAY = date(1970, 1, 1)
_LEVELS = tuple(Believed)


@dataclass(frozen=True, slots=True)
class PromiseFinding:
    """What the notes say about sizes.

    sizes: one reading each, from the smallest (inference.promises). told: promises it rests on, of which it is known
    whether they were kept; missing: how many more it takes. open: not told of, or changed: they count on neither side.
    suggested: a size that has worked, one less after a hard week, or None. smaller_more: small ones were kept more often.
    """

    sizes: tuple[SizeReading, ...]
    told: int
    missing: int
    open: int
    suggested: int | None
    hard_week: bool
    smaller_more: bool

    @property
    def shown(self) -> tuple[SizeReading, ...]:
        """Sizes with a band that may be shown."""
        return tuple(one for one in self.sizes if one.share is not None)


@dataclass(frozen=True, slots=True)
class BelievedFinding:
    """The person's own words on how much they believe themselves, the latest first, and a line through half a year.

    recent: those of the last half year. change, moved: as in inference.trend; None while there is nothing to say. missing: how many more words it takes.
    """

    words: tuple[SelfRating, ...]
    recent: tuple[SelfRating, ...]
    missing: int
    change: Change | None
    moved: bool | None


def find_promises(entries: Sequence[Entry], now: datetime, today: date) -> PromiseFinding:
    """today: the day on the person's calendar. A promise counts on its day, whenever the word on it came."""
    reading = read(replay(_promised(entries, today)), _day(today))
    hard = was_hard_week(entries, now)
    return PromiseFinding(
        sizes=reading.sizes,
        told=reading.told,
        missing=reading.missing,
        open=reading.open,
        suggested=smaller(reading.largest) if hard else reading.largest,
        hard_week=hard,
        smaller_more=reading.smaller_more,
    )


def find_believed(entries: Iterable[Entry], now: datetime) -> BelievedFinding:
    """The words of the last half year. Below five there is only the list."""
    words = [one for one in reversed(tuple(entries)) if isinstance(one, SelfRating)]
    recent = [one for one in words if now - one.at < HALF_A_YEAR]
    trend = find_trend([Word(_day(one.local.date()), _LEVELS.index(one.believed)) for one in recent])
    return BelievedFinding(tuple(words), tuple(recent), trend.missing, trend.change, trend.moved)


def _promised(entries: Sequence[Entry], today: date) -> list[Promised]:
    """The promise that still stands is left out: nothing is known of it yet."""
    told, standing = outcomes(entries), open_promise(entries, today)
    return [
        Promised(one.size, _day(min(one.due, today)), KNOWN_KEPT.get(told[one.id].became) if one.id in told else None)
        for one in promises(entries)
        if not _is(one, standing)
    ]


def _is(one: Promise, other: Promise | None) -> bool:
    return other is not None and one.id == other.id


def _day(day: date) -> float:
    return float((day - _FIRST_DAY).days)
