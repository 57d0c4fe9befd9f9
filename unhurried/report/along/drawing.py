"""Pictures of the page to take along, from the three shapes of insight. Every word is handed in."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from unhurried.content.along import AlongWords
from unhurried.domain.steadying import ACTIVATION
from unhurried.insight.charts import (
    Dot,
    Frame,
    Reach,
    Span,
    Spoken,
    Strand,
    Svg,
    Tick,
    band_over_time,
    calendar_ticks,
    dots,
    dots_in_rows,
)

_MARGIN = 1.12
"""The line of activation with a little room beyond its ends."""

_FARTHEST_STEPS = 2.5
_LIKELY = (5, 25, 50, 75, 95)
_LIKELY_MARGIN = 8
_ROW_MIDDLE = 0.65
_MONTHS_LABELLED, _DAYS_LABELLED = 3, 2
"""More would touch each other on a phone: a day is a long label."""

_MONTHS_ONLY = 100
"""From so many days on the labels name months."""

_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)

Row = tuple[str, float, float, float]
"""A label, then low, middle and high."""


def day_number(moment: datetime) -> float:
    return (moment - _FIRST_DAY) / _DAY


def activation_dots(spoken: Spoken, words: AlongWords, points: Sequence[Dot]) -> Svg:
    """Dots on the line from shut down to keyed up."""
    return dots(spoken, _over_time([one.at for one in points], words), points)


def likely_dots(spoken: Spoken, words: AlongWords, points: Sequence[Dot]) -> Svg:
    """Dots from hardly likely to nearly sure, 0 to 100."""
    up = tuple(Tick(place, words.say(f"likely_{number}")) for number, place in enumerate(_LIKELY))
    days = [one.at for one in points]
    across = (min(days) - 0.5, max(days) + 0.5)
    return dots(spoken, Frame(across, (-_LIKELY_MARGIN, 100 + _LIKELY_MARGIN), _days(days, words), up), points)


def range_band(
    spoken: Spoken, words: AlongWords, upper: Sequence[Sequence[Reach]], lower: Sequence[Sequence[Reach]]
) -> Svg:
    """The edges over time. An edge that is not known has no runs."""
    days = [point.at for run in (*upper, *lower) for point in run]
    strands = [Strand("first", tuple(map(tuple, upper)))] if upper else []
    strands += [Strand("second", tuple(map(tuple, lower)))] if lower else []
    return band_over_time(spoken, _over_time(days, words), strands)


def closer_rows(spoken: Spoken, words: AlongWords, rows: Sequence[Row]) -> Svg:
    """Steps closer to settled: further to the left, closer to the right."""
    ticks = (Tick(-2, words.say("further")), Tick(0, words.say("no_change")), Tick(2, words.say("closer")))
    return _rows(spoken, Frame((-_FARTHEST_STEPS, _FARTHEST_STEPS), (0, len(rows)), ticks), rows)


def share_rows(spoken: Spoken, words: AlongWords, rows: Sequence[Row]) -> Svg:
    """Shares from none to all."""
    ticks = tuple(Tick(at, words.say(name)) for at, name in ((0.0, "none"), (0.5, "half"), (1.0, "all")))
    return _rows(spoken, Frame((0, 1), (0, len(rows)), ticks), rows)


def _rows(spoken: Spoken, frame: Frame, rows: Sequence[Row]) -> Svg:
    levels = [len(rows) - number - _ROW_MIDDLE for number in range(len(rows))]
    placed = list(zip(rows, levels, strict=True))
    points = [Dot(middle, level, "full") for (_, _, middle, _), level in placed]
    return dots_in_rows(spoken, frame, points, [Span(low, high, level, name) for (name, low, _, high), level in placed])


def _over_time(days: Sequence[float], words: AlongWords) -> Frame:
    levels = tuple(Tick(place, words.say(f"state_{state.value}")) for state, place in ACTIVATION.items())
    return Frame((min(days), max(days)), (-_MARGIN, _MARGIN), _days(days, words), levels)


def _days(days: Sequence[float], words: AlongWords) -> tuple[Tick, ...]:
    first, last = (_date(day) for day in (min(days), max(days)))
    by_month = (last - first).days >= _MONTHS_ONLY
    ticks = calendar_ticks(first, last, most=_MONTHS_LABELLED if by_month else _DAYS_LABELLED)
    name = words.month if by_month else words.day
    return tuple(Tick(day_number(datetime(day.year, day.month, day.day, tzinfo=UTC)), name(day)) for day in ticks)


def _date(day: float) -> date:
    return (_FIRST_DAY + timedelta(days=day)).date()
