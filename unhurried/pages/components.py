"""Every component with its examples on one page. The accessibility test visits it; nobody's words are on it."""

from datetime import date
from pathlib import Path
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unhurried.content.schema import Claim, Grade, Source
from unhurried.insight.charts import Dot, Frame, Reach, Spoken, Strand, Svg, Tick, band_over_time, dots

SOME_ID = UUID(int=0)
"""Stands in for the id of an entry: the links of examples lead nowhere."""

_DRAWINGS = Path(__file__).parent / "templates" / "_components" / "glyphs"

THREE_ANSWERS = (("a", "a"), ("b", "b"), ("c", "c"))


class ExampleForm(forms.Form):
    """One field of each shape. The labels stand in the template."""

    one = forms.ChoiceField(
        choices=THREE_ANSWERS, error_messages={"required": "Choose the one that is closest. A guess is fine."}
    )
    scale = forms.ChoiceField(choices=[(str(n), str(n)) for n in range(-5, 6)], required=False)
    several = forms.MultipleChoiceField(choices=THREE_ANSWERS, required=False)
    line = forms.CharField(error_messages={"required": "Give it a name, so that you can find it again."})
    day = forms.DateField(required=False, error_messages={"invalid": "Write the day like 2026-03-31."})
    words = forms.CharField(
        required=False,
        max_length=60,
        error_messages={"max_length": "This is too long to keep in one piece. Your words are still here."},
    )
    switch = forms.BooleanField(required=False)


def show_components(request: HttpRequest) -> HttpResponse:
    context = {
        "some_id": SOME_ID,
        "filled": _filled(),
        "wrong": _wrong(),
        "claim": _claim(),
        "range_picture": _range_picture(),
        "dots_picture": _dots_picture(),
        "example_steps": (
            "Put both feet on the floor.",
            "Press them down, and let go.",
            "Feel the chair hold the rest of you.",
        ),
        "all_drawings": sorted(file.stem for file in _DRAWINGS.glob("*.svg")),
        "heads": ("State", "May", "June"),
        "table_rows": (("Keyed up", "12", "9"), ("Settled", "31", "30"), ("Shut down", "8", "5")),
    }
    return render(request, "components.html", context)


def _filled() -> ExampleForm:
    return ExampleForm(
        initial={
            "one": "b",
            "scale": "2",
            "several": ["a", "c"],
            "line": "The bench by the pond",
            "words": "It was quiet there.",
        },
        auto_id="filled_%s",
    )


def _wrong() -> ExampleForm:
    """A form as it comes back when something does not fit: what was typed is still there."""
    typed = {
        "scale": "2",
        "day": "next Tuesday",
        "words": "A long walk along the river, and then the long way home again.",
    }
    form = ExampleForm(typed, auto_id="wrong_%s")
    form.is_valid()
    return form


def _claim() -> Claim:
    return Claim(
        id="example",
        ledger="E0",
        grade=Grade.LIMITED,
        says="A made-up study found that made-up people felt a little steadier.",
        caveat="It was small.",
        sources=(Source(what="Made up by nobody, no year.", where="nowhere"),),
        checked_on=date(2026, 1, 1),
    )


_LEVELS = (Tick(-1.0, "shut down"), Tick(0.0, "settled"), Tick(1.0, "keyed up"))
_DAYS = (Tick(0.0, "1 May"), Tick(30.0, "31 May"), Tick(60.0, "30 June"))


def _range_picture() -> Svg:
    high = tuple(Reach(day, 0.3 + day / 400, 0.45 + day / 300, 0.62 + day / 250) for day in range(0, 61, 4))
    low = tuple(Reach(day, -0.72, -0.5 - day / 900, -0.36) for day in range(0, 61, 4))
    inside = tuple(Reach(up.at, down.middle, 0.0, up.middle) for up, down in zip(high, low, strict=True))
    return band_over_time(
        Spoken(
            "range-example", "A made-up range over two months", "The upper edge rises a little. The lower edge stays."
        ),
        Frame((0.0, 60.0), (-1.0, 1.0), _DAYS, _LEVELS),
        (Strand("first", (high,)), Strand("second", (low,))),
        (inside,),
    )


def _dots_picture() -> Svg:
    points = [Dot(day, ((day * 7) % 5 - 2) / 2, "ring" if day % 4 == 0 else "full") for day in range(0, 61, 3)]
    frame = Frame((0.0, 60.0), (-1.0, 1.0), _DAYS, _LEVELS)
    spoken = Spoken(
        "dots-example", "Made-up check-ins", "Check-ins over two months. Full dots: could stay. Rings: could not."
    )
    return dots(spoken, frame, points)
