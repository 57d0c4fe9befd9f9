"""Tags for room steps: pictures of what was expected and what happened, and two small filters.

No word stands here. Every label comes from the template, in the order in which it says it takes them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from html import unescape

from django import template
from django.utils.formats import date_format

from unhurried.insight.charts import (
    Dot,
    Frame,
    Panel,
    Spoken,
    Svg,
    Thread,
    Tick,
    calendar_ticks,
    dots,
    small_multiples,
)
from unhurried.insight.steps import Seen, StepFinding
from unhurried.pages.forms.steps import LIKELY

register = template.Library()

_MARGIN = 8
"""Room beyond hardly and nearly sure, on the scale of 0 to 100."""

_DAYS_LABELLED = 3
_MONTHS_ONLY = 100


@register.simple_tag
def expected_picture(found: StepFinding, description: str, levels: Sequence[str]) -> Svg:
    """A dot for each step: when it was, and how likely harm felt before. Its form says what happened."""
    first, last = found.drawn[0].on, found.drawn[-1].on
    across = (_days(first) - 0.5, _days(last) + 1.5)
    frame = Frame(across, (-_MARGIN, 100 + _MARGIN), _ticks(first, last), _likely(levels))
    points = [Dot(one.day, one.expected or 0, _form(one)) for one in found.drawn]
    return dots(_spoken("expected", found, description), frame, points)


@register.simple_tag
def moved_picture(found: StepFinding, description: str, levels: Sequence[str], ends: Sequence[str]) -> Svg:
    """From how likely harm felt before to how likely it felt after, each time."""
    frame = Frame((0, 1), (-_MARGIN, 100 + _MARGIN), (Tick(0, ends[0]), Tick(1, ends[1])), _likely(levels))
    threads = tuple(Thread(before, after, times) for (before, after), times in Counter(found.turns).items())
    return small_multiples(frame, [Panel(_spoken("moved", found, description), threads)])[0]


@register.filter
def in_100(share: float) -> int:
    """A share from 0 to 1, of a hundred."""
    return round(100 * min(1.0, max(0.0, share)))


@register.filter
def at(known: Mapping[str, str], key: str) -> str:
    return known.get(key, "")


def _form(one: Seen) -> str:
    if not one.is_known or one.as_feared is None:
        return "open"
    return "ring" if one.as_feared.value == "no" else "full"


def _likely(labels: Sequence[str]) -> tuple[Tick, ...]:
    return tuple(Tick(place, label) for place, label in zip(LIKELY, labels, strict=True))


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    form = "M Y" if (last - first).days >= _MONTHS_ONLY else "j M"
    return tuple(
        Tick(_days(day) + 0.5, date_format(day, form)) for day in calendar_ticks(first, last, most=_DAYS_LABELLED)
    )


def _days(day: date) -> float:
    return (datetime(day.year, day.month, day.day, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(days=1)


def _spoken(key: str, found: StepFinding, description: str) -> Spoken:
    return Spoken(f"{key}-{found.area.value}", found.area.value, unescape(description))
