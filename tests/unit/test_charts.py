"""The three shapes of picture: what they draw, and what they never let through."""

from datetime import date
from xml.etree import ElementTree as ET

from unhurried.insight.charts import (
    ROW_HEIGHT,
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

SPOKEN = Spoken("range", "My range", "Where the edges lay.")
FRAME = Frame((0, 10), (-1, 1), (Tick(0, "Jan"), Tick(10, "Feb")), (Tick(-1, "shut down"), Tick(1, "keyed up")))


def steady_run(start: int, end: int, middle: float = 0.5) -> tuple[Reach, ...]:
    return tuple(Reach(at, middle - 0.1, middle, middle + 0.1) for at in range(start, end + 1))


def shapes(svg: Svg, name: str) -> list[ET.Element]:
    return [part for part in ET.fromstring(svg).iter() if name in (part.get("class") or "").split()]


def order(svg: Svg) -> list[str]:
    return [(part.get("class") or "").split(" ")[0] for part in ET.fromstring(svg).iter()]


def test_a_picture_is_one_image_with_a_title_and_a_description() -> None:
    picture = ET.fromstring(band_over_time(SPOKEN, FRAME, [Strand("first", (steady_run(0, 10),))]))
    assert "img" == picture.get("role")
    assert "range-title range-desc" == picture.get("aria-labelledby")
    assert {"range-title": "My range", "range-desc": "Where the edges lay."} == {
        part.get("id"): part.text for part in picture if part.tag in {"title", "desc"}
    }


def test_words_keep_their_size_because_the_outer_picture_is_not_scaled() -> None:
    picture = ET.fromstring(band_over_time(SPOKEN, FRAME, [Strand("first", (steady_run(0, 10),))]))
    assert picture.get("viewBox") is None
    stretched = [part for part in picture.iter("svg") if part.get("viewBox")]
    assert stretched
    assert [] == [text for part in stretched for text in part.iter("text")]


def test_uncertainty_is_drawn_under_the_line() -> None:
    picture = band_over_time(
        SPOKEN, FRAME, [Strand("first", (steady_run(0, 10),)), Strand("second", (steady_run(0, 10),))]
    )
    drawn = order(picture)
    assert max(i for i, name in enumerate(drawn) if name == "chart-band") < drawn.index("chart-line")


def test_missing_days_are_a_gap_and_not_a_line() -> None:
    picture = band_over_time(SPOKEN, FRAME, [Strand("first", (steady_run(0, 3), steady_run(7, 10)))])
    lines = shapes(picture, "chart-line")
    assert ["0,250 300,250", "700,250 1000,250"] == [line.get("points") for line in lines]


def test_a_straight_line_needs_two_points_and_a_bend_keeps_its_own() -> None:
    bent = (*steady_run(0, 5), *steady_run(6, 10, middle=0.0))
    picture = band_over_time(SPOKEN, FRAME, [Strand("first", (bent,))])
    assert ["0,250 500,250 600,500 1000,500"] == [line.get("points") for line in shapes(picture, "chart-line")]


def test_the_two_edges_differ_in_form() -> None:
    picture = band_over_time(
        SPOKEN, FRAME, [Strand("first", (steady_run(0, 9),)), Strand("second", (steady_run(0, 9),))]
    )
    assert 1 == len(shapes(picture, "chart-line-first"))
    assert 1 == len(shapes(picture, "chart-line-second"))


def test_what_is_not_known_is_hatched_and_named() -> None:
    picture = band_over_time(SPOKEN, FRAME, [], unknown=[Unknown(-1, 0, "not known yet")])
    [hatched] = shapes(picture, "chart-unknown")
    assert ("50%", "50%", "url(#range-hatch)") == (hatched.get("y"), hatched.get("height"), hatched.get("fill"))
    assert ["range-hatch"] == [part.get("id") for part in ET.fromstring(picture).iter("pattern")]
    assert ["not known yet"] == [text.text for text in shapes(picture, "chart-text-on")]


def test_nothing_known_leaves_no_pattern_behind() -> None:
    assert "pattern" not in band_over_time(SPOKEN, FRAME, [Strand("first", (steady_run(0, 9),))])


def circles(svg: Svg, form: str) -> list[tuple[str | None, str | None]]:
    return [(dot.get("cx"), dot.get("cy")) for group in shapes(svg, f"chart-dot-{form}") for dot in group]


def test_dots_say_by_their_form_what_happened() -> None:
    picture = dots(SPOKEN, FRAME, [Dot(0, 1, "full"), Dot(5, -1, "ring"), Dot(10, 0, "full")])
    assert [("0%", "0%"), ("100%", "50%")] == circles(picture, "full")
    assert [("50%", "100%")] == circles(picture, "ring")


def test_a_row_shows_its_dot_within_its_spread_and_its_name() -> None:
    frame = Frame((-2, 2), (0, 2), (Tick(0, "no change"),))
    picture = dots_in_rows(SPOKEN, frame, [Dot(1, 0.5, "full")], [Span(0, 2, 0.5, "Cold water")])
    [spread] = shapes(picture, "chart-reach")
    assert ("50%", "100%", "75%") == (spread.get("x1"), spread.get("x2"), spread.get("y1"))
    assert [("75%", "75%")] == circles(picture, "full")
    assert ["Cold water"] == [text.text for text in shapes(picture, "chart-text-row")]


def test_more_rows_make_a_taller_picture_and_no_smaller_words() -> None:
    one, three = (ET.fromstring(dots_in_rows(SPOKEN, Frame((0, 1), (0, rows)), [], [])) for rows in (1, 3))
    assert 2 * ROW_HEIGHT == int(three.get("height") or 0) - int(one.get("height") or 0)
    assert three.get("viewBox") is None


def test_small_pictures_share_one_scale_and_count_by_size() -> None:
    often = Panel(Spoken("a", "A", "a"), (Thread(1, 0, 9), Thread(1, 1, 1)))
    once = Panel(Spoken("b", "B", "b"), (Thread(1, 0, 1),))
    first, second = small_multiples(Frame((0, 1), (-1, 1)), [often, once])
    sizes = {
        dot.get("cy"): float(dot.get("r") or 0)
        for dot in ET.fromstring(first).iter("circle")
        if dot.get("cx") == "100%"
    }
    assert sizes["50%"] > sizes["0%"]
    assert [("0%", "0%"), ("100%", "50%")] == circles(second, "full")


def test_what_happened_more_often_is_a_wider_thread() -> None:
    panel = Panel(Spoken("a", "A", "a"), (Thread(1, 0, 9), Thread(1, 1, 1), Thread(0.5, 0, 1)))
    [picture] = small_multiples(Frame((0, 1), (-1, 1)), [panel])
    assert {"chart-thread-3": "M0,0L1000,500", "chart-thread-1": "M0,0L1000,0M0,250L1000,500"} == {
        (thread.get("class") or "").split()[1]: thread.get("d") for thread in shapes(picture, "chart-thread")
    }


def test_nothing_typed_becomes_markup() -> None:
    nasty = '"><script>alert(1)</script>&'
    spoken = Spoken('k"><b>', nasty, nasty)
    frame = Frame((0, 1), (-1, 1), (Tick(0, nasty),), (Tick(0, nasty),))
    for picture in (
        band_over_time(spoken, frame, [], unknown=[Unknown(-1, 0, nasty)]),
        dots(spoken, frame, [Dot(0, 0, "full")]),
        dots_in_rows(spoken, frame, [], [Span(0, 1, 0, nasty)]),
        *small_multiples(frame, [Panel(spoken, (Thread(0, 0, 1),))]),
    ):
        tags = {part.tag for part in ET.fromstring(picture).iter()}
        assert {"script", "b"}.isdisjoint(tags)
        assert nasty in [part.text for part in ET.fromstring(picture).iter("text")]


def test_no_picture_needs_an_exception_from_the_content_policy() -> None:
    picture = band_over_time(
        SPOKEN, FRAME, [Strand("first", (steady_run(0, 9),))], [steady_run(0, 9)], [Unknown(-1, 0, "x")]
    )
    named = {attribute for part in ET.fromstring(picture).iter() for attribute in part.attrib}
    assert {"style", "href", "onclick"}.isdisjoint(named)


def test_a_value_beyond_the_scale_stays_at_its_border() -> None:
    assert [("100%", "0%")] == circles(dots(SPOKEN, FRAME, [Dot(11, 1.5, "full")]), "full")


def test_a_picture_of_one_moment_is_drawn_in_the_middle() -> None:
    assert [("50%", "50%")] == circles(dots(SPOKEN, Frame((5, 5), (-1, 1)), [Dot(5, 0, "full")]), "full")


def test_days_to_label_begin_and_end_with_the_first_and_last() -> None:
    days = calendar_ticks(date(2026, 1, 1), date(2026, 12, 31))
    assert (date(2026, 1, 1), date(2026, 12, 31), 4) == (days[0], days[-1], len(days))


def test_few_days_get_few_labels() -> None:
    assert (date(2026, 1, 1),) == calendar_ticks(date(2026, 1, 1), date(2026, 1, 1))
    assert 2 == len(calendar_ticks(date(2026, 1, 1), date(2026, 1, 9)))


def test_a_label_at_the_border_turns_inward() -> None:
    picture = dots(SPOKEN, FRAME, [])
    assert ["chart-text chart-text-first", "chart-text chart-text-last"] == [
        text.get("class")
        for text in shapes(picture, "chart-text")
        if text.get("y") == "100%" and text.get("dy") == "22"
    ]
