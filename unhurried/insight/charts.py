"""Three shapes of picture as inline SVG: a band over time, dots, small multiples.

The outer svg has no viewBox, so words keep the size the page gives them on any width; lines and areas lie in an
inner svg that stretches. Everything is drawn by class names, so that a strict content policy, the dark page, print
and forced colours need no exception. Different meaning is different form, never colour alone.

No word of ours stands here: titles, descriptions and labels come from the page, and are escaped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NamedTuple

GRID = 1000
"""Lines and areas are drawn on a square of so many steps, which stretches to the size of the picture."""

SMALLEST_BEND = 2.0
"""A point that lies closer than this to the line through its neighbours (in steps of GRID) is left out."""

WIDEST_THREAD = 4
"""Threads between before and after come in so many widths."""

ROW_HEIGHT = 60
ROOM_BELOW = 40
"""Pixels of a row of dots, and of the labels below all rows."""


class Svg(str):
    """A finished picture, with everything in it escaped: a template may put it on the page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a screen reader says in place of the picture. key: letters and dashes, once on a page."""

    key: str
    title: str
    description: str


class Tick(NamedTuple):
    """A line of the grid and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What the two directions of a picture mean. across: left to right; up: bottom to top."""

    across: tuple[float, float]
    up: tuple[float, float]
    across_ticks: tuple[Tick, ...] = ()
    up_ticks: tuple[Tick, ...] = ()

    def x(self, at: float) -> float:
        """How far from the left, 0 to 1."""
        return _share(at, *self.across)

    def y(self, level: float) -> float:
        """How far from the top, 0 to 1."""
        return 1.0 - _share(level, *self.up)


class Reach(NamedTuple):
    """A value and its spread at one place: the band goes from low to high, the line through middle."""

    at: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Strand:
    """One line with its band. Every run is drawn alone: between two runs there is a gap. form: first or second."""

    form: str
    runs: tuple[tuple[Reach, ...], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part of the scale about which nothing can be said. It is hatched."""

    low: float
    high: float
    label: str


class Dot(NamedTuple):
    """One thing that happened. form: full or ring."""

    at: float
    level: float
    form: str


class Thread(NamedTuple):
    """From one level before to one level after, so many times."""

    before: float
    after: float
    times: int


class Span(NamedTuple):
    """How far something may lie on either side of a dot on the same level. label: what the row is about."""

    low: float
    high: float
    level: float
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One of many small pictures on the same scale: what there was before and after, each time."""

    spoken: Spoken
    threads: tuple[Thread, ...]


def band_over_time(
    spoken: Spoken,
    frame: Frame,
    strands: Sequence[Strand],
    inside: Sequence[Sequence[Reach]] = (),
    unknown: Sequence[Unknown] = (),
) -> Svg:
    """Lines over time with their uncertainty.

    strands: the bands are drawn first, the lines over them; "first" is a whole line, "second" a broken one.
    inside: areas between low and high of their points, drawn under everything. unknown: hatched over the full width.
    """
    areas = [_area(run, frame, "chart-inside") for run in inside]
    bands = [_area(run, frame, "chart-band") for strand in strands for run in strand.runs]
    lines = [_line(run, frame, f"chart-line chart-line-{strand.form}") for strand in strands for run in strand.runs]
    return _picture(
        spoken,
        "chart chart-over-time",
        [
            *_hatched(spoken.key, frame, unknown),
            _stretched([*areas, *bands, _grid(frame), *lines]),
            *_labels(frame),
            *_names_of(frame, unknown),
        ],
    )


def dots(spoken: Spoken, frame: Frame, points: Iterable[Dot]) -> Svg:
    """One dot for each thing that happened. "full" is a filled dot, "ring" an open one."""
    return _picture(
        spoken, "chart chart-over-time", [_stretched([_grid(frame)]), *_labels(frame), *_dots(points, frame)]
    )


def dots_in_rows(spoken: Spoken, frame: Frame, points: Iterable[Dot], spans: Sequence[Span]) -> Svg:
    """Dots with their spread, one row for each level, its label above it. frame.up: 0 to the number of rows."""
    return _picture(
        spoken,
        "chart chart-rows",
        [
            _stretched([_upright(frame)]),
            *(_span(span, frame) for span in spans),
            *_dots(points, frame, radius=6),
            *_labels(frame),
        ],
        height=round(ROW_HEIGHT * (frame.up[1] - frame.up[0])) + ROOM_BELOW,
    )


def small_multiples(frame: Frame, panels: Iterable[Panel]) -> tuple[Svg, ...]:
    """One small picture for each panel, all on the same scale, to be laid out side by side by the page.

    frame.across: 0 is before, 1 is after.
    """
    return tuple(_small(frame, panel) for panel in panels)


def calendar_ticks(first: date, last: date, most: int = 4) -> tuple[date, ...]:
    """Days to label between two days, first and last included, evenly spread and at most so many."""
    days = (last - first).days
    count = max(2, min(most, days // 7 + 1))
    if days == 0:
        return (first,)
    return tuple(date.fromordinal(first.toordinal() + round(days * step / (count - 1))) for step in range(count))


def _share(value: float, low: float, high: float) -> float:
    return 0.5 if high == low else min(1.0, max(0.0, (value - low) / (high - low)))


def _picture(spoken: Spoken, classes: str, parts: Iterable[str], height: int | None = None) -> Svg:
    key = escape(spoken.key)
    tall = "" if height is None else f' height="{height}"'
    return Svg(
        f'<svg class="{classes}" role="img" aria-labelledby="{key}-title {key}-desc"{tall}>'
        f'<title id="{key}-title">{escape(spoken.title)}</title>'
        f'<desc id="{key}-desc">{escape(spoken.description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _stretched(shapes: Iterable[str]) -> str:
    return (
        f'<svg class="chart-stretched" width="100%" height="100%" viewBox="0 0 {GRID} {GRID}" '
        f'preserveAspectRatio="none">{"".join(shapes)}</svg>'
    )


def _area(run: Sequence[Reach], frame: Frame, name: str) -> str:
    over = _thinned([_point(frame, reach.at, reach.high) for reach in run])
    under = _thinned([_point(frame, reach.at, reach.low) for reach in run])
    return f'<polygon class="{name}" points="{_points([*over, *reversed(under)])}"/>'


def _line(run: Sequence[Reach], frame: Frame, name: str) -> str:
    middle = _thinned([_point(frame, reach.at, reach.middle) for reach in run])
    return f'<polyline class="{name}" points="{_points(middle)}"/>'


def _point(frame: Frame, at: float, level: float) -> tuple[float, float]:
    return (GRID * frame.x(at), GRID * frame.y(level))


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.0f},{y:.0f}" for x, y in points)


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same line with the points left out that nobody could see (Ramer 1972, Douglas and Peucker 1973)."""
    kept = {0, len(points) - 1}
    open_spans = [(0, len(points) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        farthest, distance = _farthest(points, first, last)
        if distance > SMALLEST_BEND:
            kept.add(farthest)
            open_spans += [(first, farthest), (farthest, last)]
    return [points[place] for place in sorted(kept)]


def _farthest(points: list[tuple[float, float]], first: int, last: int) -> tuple[int, float]:
    (x1, y1), (x2, y2) = points[first], points[last]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
    farthest, distance = first, 0.0
    for place in range(first + 1, last):
        x, y = points[place]
        off = abs((y2 - y1) * (x - x1) - (x2 - x1) * (y - y1)) / length
        if off > distance:
            farthest, distance = place, off
    return farthest, distance


def _grid(frame: Frame) -> str:
    lines = "".join(f"M0,{GRID * frame.y(tick.at):.0f}H{GRID}" for tick in frame.up_ticks)
    return f'<path class="chart-grid" d="{lines}"/>'


def _upright(frame: Frame) -> str:
    lines = "".join(f"M{GRID * frame.x(tick.at):.0f},0V{GRID}" for tick in frame.across_ticks)
    return f'<path class="chart-grid" d="{lines}"/>'


def _labels(frame: Frame) -> list[str]:
    """Words at the left of the levels and below the days. The page leaves room for them beside the picture."""
    beside = [
        f'<text x="0" dx="-14" y="{_percent(frame.y(tick.at))}" dy="4">{escape(tick.label)}</text>'
        for tick in frame.up_ticks
    ]
    below = [
        f'<text class="chart-text {_anchor(frame.x(tick.at))}" x="{_percent(frame.x(tick.at))}" y="100%" dy="22">'
        f"{escape(tick.label)}</text>"
        for tick in frame.across_ticks
    ]
    return [f'<g class="chart-text chart-text-level">{"".join(beside)}</g>', *below]


def _anchor(share: float) -> str:
    """Labels near the border turn inward, so that none is cut."""
    if share < 0.1:  # noqa: PLR2004 - a tenth of the width is about half a label
        return "chart-text-first"
    return "chart-text-last" if share > 0.9 else "chart-text-middle"  # noqa: PLR2004


def _hatched(key: str, frame: Frame, unknown: Sequence[Unknown]) -> list[str]:
    if not unknown:
        return []
    pattern = f"{escape(key)}-hatch"
    stripes = 'patternUnits="userSpaceOnUse" width="9" height="9" patternTransform="rotate(45)"'
    return [
        f'<pattern id="{pattern}" {stripes}><line class="chart-hatch" y2="9"/></pattern>',
        *(
            f'<rect class="chart-unknown" fill="url(#{pattern})" x="0" width="100%" y="{_percent(frame.y(part.high))}" '
            f'height="{_percent(frame.y(part.low) - frame.y(part.high))}"/>'
            for part in unknown
        ),
    ]


def _names_of(frame: Frame, unknown: Iterable[Unknown]) -> list[str]:
    return [
        f'<text class="chart-text chart-text-on" x="50%" y="{_percent(frame.y((part.low + part.high) / 2))}" dy="4">'
        f"{escape(part.label)}</text>"
        for part in unknown
    ]


def _dots(points: Iterable[Dot], frame: Frame, radius: float = 5) -> list[str]:
    return _sized_dots(((point, radius) for point in points), frame)


def _sized_dots(sized: Iterable[tuple[Dot, float]], frame: Frame) -> list[str]:
    """Circles, gathered by form."""
    by_form: dict[str, list[str]] = {}
    for (at, level, form), radius in sized:
        place = f'cx="{_percent(frame.x(at))}" cy="{_percent(frame.y(level))}"'
        by_form.setdefault(form, []).append(f'<circle {place} r="{radius:g}"/>')
    return [f'<g class="chart-dot-{escape(form)}">{"".join(circles)}</g>' for form, circles in by_form.items()]


def _span(span: Span, frame: Frame) -> str:
    y = _percent(frame.y(span.level))
    return (
        f'<line class="chart-reach" x1="{_percent(frame.x(span.low))}" x2="{_percent(frame.x(span.high))}" y1="{y}" y2="{y}"/>'
        f'<text class="chart-text chart-text-row" x="0" y="{y}" dy="-16">{escape(span.label)}</text>'
    )


def _small(frame: Frame, panel: Panel) -> Svg:
    sized = ((dot, _radius(times)) for dot, times in _ends(panel.threads).items())
    return _picture(
        panel.spoken,
        "chart chart-small",
        [_stretched([_grid(frame), *_threads(panel.threads, frame)]), *_sized_dots(sized, frame), *_labels(frame)],
    )


def _ends(threads: Iterable[Thread]) -> dict[Dot, int]:
    """How often each level came before and after."""
    ends: dict[Dot, int] = {}
    for thread in threads:
        for dot in (Dot(0.0, thread.before, "full"), Dot(1.0, thread.after, "full")):
            ends[dot] = ends.get(dot, 0) + thread.times
    return ends


def _radius(times: int) -> float:
    """The area grows with the count, up to a dot that still leaves its neighbours alone."""
    return float(min(9.0, round(3.0 * times**0.5, 1)))


def _threads(threads: Iterable[Thread], frame: Frame) -> list[str]:
    """Lines from before to after, gathered by width: the more often, the wider."""
    by_width: dict[int, str] = {}
    for thread in threads:
        width = min(WIDEST_THREAD, 1 + thread.times.bit_length() // 2)
        drawn = f"M0,{GRID * frame.y(thread.before):.0f}L{GRID},{GRID * frame.y(thread.after):.0f}"
        by_width[width] = by_width.get(width, "") + drawn
    return [f'<path class="chart-thread chart-thread-{width}" d="{drawn}"/>' for width, drawn in by_width.items()]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + "%"
