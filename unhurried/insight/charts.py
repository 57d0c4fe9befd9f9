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


@dataclass(frozen=True, slots=True)
class Panel:
    """One of many small pictures on the same scale: threads, and over them how far a model says it goes, if it does.

    without: where things would have gone anyway. reach: where they went, with its spread.
    """

    spoken: Spoken
    threads: tuple[Thread, ...]
    start: float | None = None
    without: float | None = None
    reach: Reach | None = None


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
            _stretched([*areas, *bands]),
            *_grid(frame),
            _stretched(lines),
            *_labels(frame),
            *_names_of(frame, unknown),
        ],
    )


def dots(spoken: Spoken, frame: Frame, points: Iterable[Dot]) -> Svg:
    """One dot for each thing that happened. "full" is a filled dot, "ring" an open one."""
    return _picture(
        spoken, "chart chart-over-time", [*_grid(frame), *_labels(frame), *(_dot(point, frame) for point in points)]
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


def _picture(spoken: Spoken, classes: str, parts: Iterable[str]) -> Svg:
    key = escape(spoken.key)
    return Svg(
        f'<svg class="{classes}" role="img" aria-labelledby="{key}-title {key}-desc">'
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


def _grid(frame: Frame) -> list[str]:
    return [
        f'<line class="chart-grid" x1="0" x2="100%" y1="{_percent(frame.y(tick.at))}" y2="{_percent(frame.y(tick.at))}"/>'
        for tick in frame.up_ticks
    ]


def _labels(frame: Frame) -> list[str]:
    """Words at the left of the levels and below the days. The page leaves room for them beside the picture."""
    beside = [
        f'<text class="chart-text chart-text-level" x="0" dx="-10" y="{_percent(frame.y(tick.at))}" dy="4">'
        f"{escape(tick.label)}</text>"
        for tick in frame.up_ticks
    ]
    below = [
        f'<text class="chart-text {_anchor(frame.x(tick.at))}" x="{_percent(frame.x(tick.at))}" y="100%" dy="22">'
        f"{escape(tick.label)}</text>"
        for tick in frame.across_ticks
    ]
    return [*beside, *below]


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


def _dot(point: Dot, frame: Frame, name: str = "chart-dot", radius: float = 5) -> str:
    return (
        f'<circle class="{name} {name}-{point.form}" cx="{_percent(frame.x(point.at))}" '
        f'cy="{_percent(frame.y(point.level))}" r="{radius:g}"/>'
    )


def _small(frame: Frame, panel: Panel) -> Svg:
    ends = _ends(panel.threads)
    return _picture(
        panel.spoken,
        "chart chart-small",
        [
            *_grid(frame),
            *(_thread(thread, frame) for thread in panel.threads),
            *(_dot(dot, frame, radius=_radius(times)) for dot, times in ends.items()),
            *_model(panel, frame),
            *_labels(frame),
        ],
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


def _thread(thread: Thread, frame: Frame) -> str:
    width = min(WIDEST_THREAD, 1 + thread.times.bit_length() // 2)
    return _between(f"chart-thread chart-thread-{width}", frame, (0.0, thread.before), (1.0, thread.after))


def _model(panel: Panel, frame: Frame) -> list[str]:
    if panel.start is None or panel.without is None or panel.reach is None:
        return []
    reach = panel.reach
    return [
        _between("chart-reach", frame, (reach.at, reach.low), (reach.at, reach.high)),
        _between("chart-line chart-line-second", frame, (0.0, panel.start), (1.0, panel.without)),
        _between("chart-line chart-line-first", frame, (0.0, panel.start), (reach.at, reach.middle)),
    ]


def _between(name: str, frame: Frame, start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = ((_percent(frame.x(at)), _percent(frame.y(level))) for at, level in (start, end))
    return f'<line class="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + "%"
