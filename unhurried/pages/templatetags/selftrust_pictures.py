"""Tags for room selftrust: a bar for each size of promise, and steps between words.

No word stands here. Every label comes from the template or from content.
"""

import math
from collections.abc import Sequence
from datetime import date
from html import unescape

from django import template
from django.utils.formats import date_format

from unhurried.content.library import sentence
from unhurried.domain.selftrust import Believed
from unhurried.insight.charts import Dot, Frame, Span, Spoken, Svg, Tick, calendar_ticks, dots, dots_in_rows
from unhurried.insight.selftrust import BelievedFinding, PromiseFinding

register = template.Library()

_LEVELS = tuple(Believed)

_MARGIN = 0.3
"""Room beyond the lowest and the highest word."""

_DAYS_LABELLED = 3

_ROW_MIDDLE = 0.65
"""How far below the top of its row a dot lies, so that the label has room."""


@register.simple_tag
def sizes_picture(
    found: PromiseFinding, title: str, description: str, sizes: Sequence[str], ticks: Sequence[str]
) -> Svg:
    """One row for each size that is shown, the smallest first. sizes: all five; ticks: words for none, half, all."""
    count = len(found.shown)
    places = tuple(Tick(at, word) for at, word in zip((0.0, 0.5, 1.0), ticks, strict=True))
    points, spans = [], []
    for row, one in enumerate(found.shown):
        if one.share is not None:
            level = count - row - _ROW_MIDDLE
            points.append(Dot(one.share.middle, level, "full"))
            spans.append(Span(one.share.least, one.share.most, level, unescape(sizes[one.size - 1])))
    spoken = Spoken("sizes", unescape(title), unescape(description))
    return dots_in_rows(spoken, Frame((0, 1), (0, count), places), points, spans)


@register.simple_tag
def believed_picture(found: BelievedFinding, title: str, description: str, levels: Sequence[str]) -> Svg:
    """A dot for each word, on the days they were said. levels: the five words, from the lowest."""
    days = [(one.local.date(), _LEVELS.index(one.believed)) for one in reversed(found.recent)]
    first, last = days[0][0], days[-1][0]
    across = (_from_epoch(first) - 0.5, _from_epoch(last) + 1.5)
    ticks = tuple(
        Tick(_from_epoch(day) + 0.5, date_format(day, "j M"))
        for day in calendar_ticks(first, last, most=_DAYS_LABELLED)
    )
    up = tuple(Tick(place, label) for place, label in enumerate(levels))
    points = [Dot(_from_epoch(day), level, "full") for day, level in days]
    frame = Frame(across, (-_MARGIN, len(levels) - 1 + _MARGIN), ticks, up)
    return dots(Spoken("believed", unescape(title), unescape(description)), frame, points)


def _from_epoch(day: date) -> float:
    return float((day - date(1970, 1, 1)).days)


@register.filter
def of_ten(share: float) -> int:
    """The low end of a band, of ten, rounded outward."""
    return math.floor(10 * share + 1e-9)


@register.filter
def up_to_ten(share: float) -> int:
    """The high end."""
    return math.ceil(10 * share - 1e-9)


@register.filter
def in_steps(change: float) -> str:
    """A change in steps between words, with its direction."""
    steps = round(abs(change), 1)
    return sentence("steps_none" if steps == 0 else "steps_up" if change > 0 else "steps_down", steps=f"{steps:.1f}")
