"""Tags for room selftrust: a bar for each size of promise, and steps between words.

No word stands here. Every label comes from the template or from content.
"""

import math
from collections.abc import Sequence
from html import unescape

from django import template

from unhurried.content.library import sentence
from unhurried.insight.charts import Dot, Frame, Span, Spoken, Svg, Tick, dots_in_rows
from unhurried.insight.selftrust import PromiseFinding

register = template.Library()

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
