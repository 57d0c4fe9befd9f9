"""Tags for the pages that show what the notes say: they turn a finding and the template's own words into a picture.

No word stands here. Every label comes from the template, in the order in which it says it takes them.
"""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import UUID

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from unhurried.domain.steadying import ACTIVATION, Checkin, Presence
from unhurried.inference.window import Drawn, Edge, Silence
from unhurried.insight.charts import (
    Dot,
    Frame,
    Panel,
    Reach,
    Span,
    Spoken,
    Strand,
    Svg,
    Thread,
    Tick,
    Unknown,
    band_over_time,
    calendar_ticks,
    dots,
    dots_in_rows,
    small_multiples,
)
from unhurried.insight.reads import ReadsFinding
from unhurried.insight.steadying import HelpFinding, RangeFinding, activation_of
from unhurried.pages.addresses import practice_address

register = template.Library()

_MARGIN = 1.12
"""The line of activation with a little room beyond its ends."""

_MONTHS_ONLY = 100
"""From so many days on the labels name months."""

_DAYS_LABELLED = 3
"""More would touch each other on a phone."""

_FARTHEST_STEPS = 2.5
"""How far the picture of what helps reaches to each side, in steps between two states."""

_ROW_MIDDLE = 0.65
"""How far below the top of its row a dot lies, so that the label has room."""


@register.simple_block_tag(end_name="endwords")
def words(content: str) -> SafeString:
    """A sentence put together in the template: {% words as sentence %} ... {% endwords %}."""
    return SafeString(" ".join(content.split()))


@register.simple_tag
def labels(*words: str) -> tuple[str, ...]:
    """Words in the order a picture asks for."""
    return words


@register.simple_tag
def range_picture(
    found: RangeFinding, title: str, description: str, levels: Sequence[str], silent: Sequence[str]
) -> Svg:
    """Both edges over time. levels: the five states from shut down to keyed up; silent: not known, no edge seen."""
    points = [point for run in found.history for point in run]
    first, last = min(point.day for point in points), max(point.day for point in points)
    frame = Frame((first, last), (-_MARGIN, _MARGIN), _days(_date(first), _date(last)), _levels(levels))
    strands, hatched = [], []
    if found.upper.edge:
        strands.append(Strand("first", tuple(tuple(_reach(one, one.upper) for one in run) for run in found.history)))
    else:
        hatched.append(Unknown(0, _MARGIN, silent[found.upper.silence is Silence.NO_SUCH_EDGE]))
    if found.lower.edge:
        strands.append(Strand("second", tuple(tuple(_reach(one, one.lower) for one in run) for run in found.history)))
    else:
        hatched.append(Unknown(-_MARGIN, 0, silent[found.lower.silence is Silence.NO_SUCH_EDGE]))
    return band_over_time(_spoken("range", title, description), frame, strands, _inside(found), hatched)


@register.simple_tag
def moments_picture(latest: Sequence[Checkin], title: str, description: str, levels: Sequence[str]) -> Svg:
    """The latest check-ins as they are: a full dot where the person could stay with it, a ring where not."""
    placed = [(checkin, _day(checkin)) for checkin in latest]
    first, last = placed[0][1], placed[-1][1]
    frame = Frame((first, last), (-_MARGIN, _MARGIN), _days(_date(first), _date(last)), _levels(levels))
    points = [
        Dot(day, activation_of(checkin) or 0.0, "full" if checkin.presence is Presence.YES else "ring")
        for checkin, day in placed
    ]
    return dots(_spoken("moments", title, description), frame, points)


@register.simple_tag
def help_picture(
    key: str, shown: Sequence[tuple[str, HelpFinding]], title: str, description: str, ticks: Sequence[str]
) -> Svg:
    """One row for each practice with enough times. ticks: words for two steps closer, no change, two further away."""
    rows = len(shown)
    places = (Tick(-2, ticks[2]), Tick(0, ticks[1]), Tick(2, ticks[0]))
    frame = Frame((-_FARTHEST_STEPS, _FARTHEST_STEPS), (0, rows), places)
    points, spans = [], []
    for row, (name, finding) in enumerate(shown):
        if finding.steps_closer is not None:
            low, middle, high = finding.steps_closer
            level = rows - row - _ROW_MIDDLE
            points.append(Dot(middle, level, "full"))
            spans.append(Span(low, high, level, unescape(name)))
    return dots_in_rows(_spoken(key, title, description), frame, points, spans)


@register.simple_tag
def turns_picture(
    finding: HelpFinding, title: str, description: str, levels: Sequence[str], ends: Sequence[str]
) -> Svg:
    """From before to after, each time. levels: shut down, settled, keyed up; ends: before, after."""
    up = tuple(Tick(place, label) for place, label in zip((-1.0, 0.0, 1.0), levels, strict=True))
    frame = Frame((0, 1), (-_MARGIN, _MARGIN), (Tick(0, ends[0]), Tick(1, ends[1])), up)
    threads = tuple(Thread(ACTIVATION[before], ACTIVATION[after], times) for before, after, times in finding.turns)
    key = f"turns-{practice_address(finding.practice).hex[:6]}{finding.side.value[0]}"
    return small_multiples(frame, [Panel(_spoken(key, title, description), threads)])[0]


@register.simple_tag
def reads_picture(found: ReadsFinding, title: str, description: str, rows: Sequence[str], ticks: Sequence[str]) -> Svg:
    """Two rows for each direction that is shown: with what is open like the rest, and however it differs.

    rows: had cause, the same however, nothing rang, the same however. ticks: words for never, half, always.
    """
    shares = [share for share in (found.had_cause, found.missed) if share is not None]
    labels = rows if found.had_cause is not None else rows[2:]
    count = 2 * len(shares)
    places = tuple(Tick(at, word) for at, word in zip((0.0, 0.5, 1.0), ticks, strict=True))
    points, spans = [], []
    for number, share in enumerate(shares):
        level = count - 2 * number - _ROW_MIDDLE
        points.append(Dot(share.middle, level, "full"))
        spans.append(Span(share.low, share.high, level, unescape(labels[2 * number])))
        spans.append(Span(share.least, share.most, level - 1, unescape(labels[2 * number + 1])))
    return dots_in_rows(_spoken("reads", title, description), Frame((0, 1), (0, count), places), points, spans)


@register.filter
def in_hundred(share: float) -> int:
    """The low end of a band, in 100, rounded outward."""
    return math.floor(100 * share + 1e-9)


@register.filter
def up_to_hundred(share: float) -> int:
    """The high end."""
    return math.ceil(100 * share - 1e-9)


@register.filter
def address_of(practice: str) -> UUID:
    """The id in the address of a practice."""
    return practice_address(practice)


@register.filter
def finer(place: float) -> str:
    """A place on the line of activation on the finer scale of "more", -5 to 5."""
    return _one_decimal(max(-5.0, min(5.0, 5 * place)))


@register.filter
def steps(closer: float) -> str:
    """Steps between two states, as a number."""
    return _one_decimal(closer)


@register.filter
def half_steps(steps: float) -> int:
    """Steps between two states in halves, rounded, without their sign: 2 is one step."""
    return round(abs(steps) * 2)


def _one_decimal(number: float) -> str:
    return f"{round(number, 1) + 0.0:.1f}".replace("-", "\N{MINUS SIGN}")


def _spoken(key: str, title: str, description: str) -> Spoken:
    """The template has escaped its words already, and the picture does it again."""
    return Spoken(key, unescape(title), unescape(description))


def _levels(labels: Sequence[str]) -> tuple[Tick, ...]:
    return tuple(Tick(place, label) for place, label in zip(ACTIVATION.values(), labels, strict=True))


def _days(first: date, last: date) -> tuple[Tick, ...]:
    form = "M Y" if (last - first).days >= _MONTHS_ONLY else "j M"
    return tuple(
        Tick(_from_epoch(day), date_format(day, form)) for day in calendar_ticks(first, last, most=_DAYS_LABELLED)
    )


def _inside(found: RangeFinding) -> list[list[Reach]]:
    """The range itself, as far as it is known: to the settled middle where one edge is silent."""
    return [
        [
            Reach(
                point.day,
                point.lower.middle if found.lower.edge else 0.0,
                0.0,
                point.upper.middle if found.upper.edge else 0.0,
            )
            for point in run
        ]
        for run in found.history
    ]


def _reach(point: Drawn, edge: Edge) -> Reach:
    return Reach(point.day, edge.low, edge.middle, edge.high)


def _day(checkin: Checkin) -> float:
    return checkin.at.timestamp() / timedelta(days=1).total_seconds()


def _date(day: float) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)).date()


def _from_epoch(day: date) -> float:
    return float((day - date(1970, 1, 1)).days)
