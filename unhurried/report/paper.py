"""Pictures of insight as they go on paper: the same drawing, with sizes and colours written out.

On the page a picture stretches and takes its colours from the style sheet. A typesetter does neither, so lengths in
percent become lengths, the stretched part is laid flat, and every class becomes the colours of the light page.
Different meaning stays different form: a broken line, a ring, a dashed ring.
"""

import re
from xml.etree import ElementTree as ET

from unhurried.insight.charts import GRID, Svg

WIDE = 480
"""Points across, with the room for labels. The PDF stretches it to the width of its text."""

_BESIDE, _BELOW, _ABOVE, _RIGHT = 76, 26, 8, 10
"""Room for the names of levels at the left and of days below; a picture of rows has its names inside."""

_TEXT, _MUTED, _HAIR = "#26302E", "#55615E", "#DDD7CB"
_FIRST, _SECOND, _BAND, _INSIDE, _GROUND = "#2F6460", "#7A4E8A", "#B9D3CE", "#DCE9E6", "#FFFFFF"

_LOOKS: dict[str, dict[str, str]] = {
    "chart-text": {"fill": _MUTED, "font-size": "10", "font-family": "Atkinson Hyperlegible"},
    "chart-text-level": {"text-anchor": "end"},
    "chart-text-last": {"text-anchor": "end"},
    "chart-text-first": {"text-anchor": "start"},
    "chart-text-middle": {"text-anchor": "middle"},
    "chart-text-on": {"fill": _TEXT, "text-anchor": "middle"},
    "chart-text-row": {"fill": _TEXT, "font-size": "10.5", "text-anchor": "start"},
    "chart-grid": {"fill": "none", "stroke": _HAIR, "stroke-width": "1"},
    "chart-inside": {"fill": _INSIDE, "opacity": "0.75"},
    "chart-band": {"fill": _BAND, "opacity": "0.9"},
    "chart-line": {"fill": "none", "stroke-width": "2"},
    "chart-line-first": {"stroke": _FIRST},
    "chart-line-second": {"stroke": _SECOND, "stroke-dasharray": "7 5"},
    "chart-hatch": {"stroke": _HAIR, "stroke-width": "3"},
    "chart-dot-full": {"fill": _FIRST, "stroke": _GROUND, "stroke-width": "1"},
    "chart-dot-ring": {"fill": _GROUND, "stroke": _SECOND, "stroke-width": "2"},
    "chart-dot-open": {"fill": "none", "stroke": _MUTED, "stroke-width": "1.5", "stroke-dasharray": "2 2"},
    "chart-reach": {"stroke": _BAND, "stroke-width": "9", "stroke-linecap": "round"},
    "chart-thread": {"fill": "none", "stroke": _BAND, "stroke-width": "1.5"},
}
_ACROSS = frozenset({"x", "x1", "x2", "cx", "width"})
_DOWN = frozenset({"y", "y1", "y2", "cy", "height"})
_SPACE = "http://www.w3.org/2000/svg"


def on_paper(drawn: Svg, tall: int) -> str:
    """The picture as an SVG file of its own, WIDE points wide and as high as said. Its title and description stay out:
    the typesetter is given the words."""
    picture = ET.fromstring(drawn)  # noqa: S314 - drawn by ourselves a moment ago, every word in it escaped
    has_rows = "chart-rows" in picture.get("class", "")
    beside = _RIGHT if has_rows else _BESIDE
    wide, high = WIDE - beside - _RIGHT, tall - _BELOW - _ABOVE
    inner = ET.Element("g", {"transform": f"translate({beside} {_ABOVE})"})
    for part in picture:
        if part.tag not in ("title", "desc"):
            inner.append(_laid_flat(part, wide, high))
    size = {"width": str(WIDE), "height": str(tall), "viewBox": f"0 0 {WIDE} {tall}", "xmlns": _SPACE}
    whole = ET.Element("svg", size)
    whole.append(inner)
    return ET.tostring(whole, encoding="unicode")


def _laid_flat(part: ET.Element, wide: float, high: float) -> ET.Element:
    """An element and all below it, with its looks, in points."""
    stretched = part.tag == "svg"
    flat = ET.Element("g" if stretched else part.tag, {} if stretched else _written_out(part, wide, high))
    flat.text = part.text
    for below in part:
        flat.append(_unstretched(below, wide, high) if stretched else _laid_flat(below, wide, high))
    return flat


def _written_out(part: ET.Element, wide: float, high: float) -> dict[str, str]:
    looks: dict[str, str] = {}
    for name in part.get("class", "").split():
        looks |= _LOOKS.get(name, {})
    own = {name: _in_points(name, value, wide, high) for name, value in part.attrib.items() if name != "class"}
    return looks | own


def _in_points(name: str, value: str, wide: float, high: float) -> str:
    if not value.endswith("%"):
        return value
    whole = wide if name in _ACROSS else high if name in _DOWN else 0.0
    return _number(float(value[:-1]) / 100 * whole)


def _unstretched(shape: ET.Element, wide: float, high: float) -> ET.Element:
    """A line or an area of the grid of charts.py, with each point where it comes to lie."""
    flat = ET.Element(shape.tag, _written_out(shape, wide, high))
    if points := shape.get("points"):
        flat.set("points", re.sub(r"(-?\d+),(-?\d+)", lambda at: _point(at[1], at[2], wide, high), points))
    if drawn := shape.get("d"):
        flat.set("d", _path(drawn, wide, high))
    return flat


def _path(drawn: str, wide: float, high: float) -> str:
    """M and L take a point, H a place across, V a place down: charts.py draws with no others."""

    def laid(step: re.Match[str]) -> str:
        if step[2]:
            return step[1] + _point(step[2], step[3], wide, high)
        return step[4] + _number(int(step[5]) * (wide if step[4] == "H" else high) / GRID)

    return re.sub(r"([ML])(-?\d+),(-?\d+)|([HV])(-?\d+)", laid, drawn)


def _point(x: str, y: str, wide: float, high: float) -> str:
    return f"{_number(int(x) * wide / GRID)},{_number(int(y) * high / GRID)}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
