"""Search over our own pages: everyday words, a slip forgiven, danger before anything else, and nothing kept."""

from typing import Any

import pytest

from unhurried.content.library import library
from unhurried.content.search import KINDS, LONGEST_TYPED, Page, index
from unhurried.content.search_words import Call
from unhurried.domain.safety import Because, Gate, Hold
from unhurried.pages.finding import CLOSEST, KIND_ORDER, MOST_SHOWN, may_show, most_telling, way_to


def names(typed: str) -> list[str]:
    return [page.name for page in index().find(typed)]


def a_page(kind: str, number: int = 0, **more: Any) -> Page:
    return Page(kind, f"one-{number}", "One", "Words", **more)


def a_gate(**held: Any) -> Gate:
    open_gate = {
        "everywhere": (),
        "stops": (),
        "about": {},
        "known": frozenset(),
        "asked": frozenset(),
        "shown_before": True,
        "readiness": None,
        "not_negotiable": frozenset(),
    }
    return Gate(**{**open_gate, **held})


# --- finding ------------------------------------------------------------------------------------------------


def test_a_title_finds_its_page_first() -> None:
    titles = {one.title: one.id for one in library().practices.values()}

    assert {title: f"practice:{one}" for title, one in titles.items()} == {title: names(title)[0] for title in titles}


@pytest.mark.parametrize("slip", ["flashbak", "flashbakc", "falshback", "flashbackk", "flashbeck"])
def test_one_slip_is_forgiven(slip: str) -> None:
    assert names("flashback")[:3] == names(slip)[:3]


def test_a_short_word_is_taken_as_it_is() -> None:
    assert [] == names("zqx")


def test_marks_and_capitals_make_no_difference() -> None:
    assert names("cant sleep") == names("CAN\N{RIGHT SINGLE QUOTATION MARK}T sl\N{LATIN SMALL LETTER E WITH ACUTE}ep")


@pytest.mark.parametrize(
    "typed", ["", "   ", "???", '"', "a AND (b", 'title:"x"', "NEAR(", "*", "\0", "\N{BLACK HEART SUIT}"]
)
def test_no_sign_that_is_typed_breaks_it(typed: str) -> None:
    assert isinstance(index().find(typed), list)
    assert isinstance(index().calls(typed), tuple)


def test_what_is_very_long_is_looked_for_by_its_beginning() -> None:
    assert names("flashback " + "x" * LONGEST_TYPED) == names("flashback " + "x" * 10_000)


def test_a_page_loses_nothing_by_listening_for_more() -> None:
    fits = index()._fits([(0, 5.0)])
    page = len(index().pages)
    heard = [row for row in range(page, len(index()._leads)) if index()._leads[row] == index()._leads[page]][:3]

    assert fits == {0: 5.0}
    assert len(heard) == 3
    number = index()._leads[page][0][0]
    assert (
        index()._fits([(row, 2.0) for row in heard])[number] == index()._fits([(row, 2.0) for row in heard[:2]])[number]
    )


# --- danger first -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "call"),
    [
        ("he choked me", Call.DANGER),
        ("they threaten me", Call.DANGER),
        ("my mum took my passport", Call.DANGER),
        ("afraid to go home", Call.DANGER),
        ("he has a gun", Call.DANGER),
        ("she folows me", Call.DANGER),
        ("there is an airtag in my bag", Call.DANGER),
        ("the coach forced me", Call.DANGER),
        ("I want to die", Call.LIFE),
        ("suicidal", Call.LIFE),
        ("i cut myself", Call.LIFE),
        ("they are better off without me", Call.LIFE),
        ("she says she will kill herself", Call.THEIR_LIFE),
    ],
)
def test_words_of_danger_call(typed: str, call: Call) -> None:
    assert call in index().calls(typed)


@pytest.mark.parametrize(
    "typed",
    ["i want to sleep", "cut my hair", "a hit song", "scared of the dentist", "the end of the week", "track my mood"],
)
def test_words_that_only_sound_alike_do_not(typed: str) -> None:
    assert () == index().calls(typed)


def test_life_comes_before_danger() -> None:
    assert (Call.LIFE, Call.DANGER) == index().calls("he hit me and i want to die")


def test_words_of_danger_are_found_deep_in_a_long_note() -> None:
    assert (Call.DANGER,) == index().calls("and then we went on " * 200 + "and he hit me")


# --- what is shown ------------------------------------------------------------------------------------------


def test_eight_at_most_and_after_the_closest_by_kind() -> None:
    found = [a_page(kind, number) for number, kind in enumerate(["step", "need", "place"] * 4)]
    shown = most_telling(found, ())

    assert MOST_SHOWN == len(shown)
    assert found[:CLOSEST] == shown[:CLOSEST]
    kinds = [KIND_ORDER.index(page.kind) for page in shown[CLOSEST:]]
    assert sorted(kinds) == kinds


def test_beside_words_of_danger_no_step_and_nothing_of_the_past_is_shown() -> None:
    past = a_page("place", explains_by_past=True)

    assert not may_show(a_page("step"), (Call.DANGER,), None)
    assert not may_show(a_page("template"), (Call.LIFE,), None)
    assert not may_show(past, (Call.DANGER,), None)
    assert not may_show(a_page("need"), (Call.LIFE,), None)
    assert may_show(a_page("practice"), (Call.DANGER,), None)


def test_what_explains_by_the_past_follows_the_gate() -> None:
    past = a_page("place", explains_by_past=True)

    assert may_show(past, (), a_gate())
    assert not may_show(past, (), a_gate(shown_before=False))
    assert not may_show(past, (), a_gate(everywhere=(Hold(Because.NOW),)))
    assert may_show(a_page("need"), (), a_gate(everywhere=(Hold(Because.NOW),)))


def test_a_flag_for_now_leaves_steps_out() -> None:
    assert may_show(a_page("step"), (), a_gate())
    assert not may_show(a_page("step"), (), a_gate(everywhere=(Hold(Because.SHARED_HOME),)))


# --- what there is ------------------------------------------------------------------------------------------


def test_every_kind_has_a_way_and_a_place_in_the_order() -> None:
    kinds = {page.kind for page in index().pages}

    assert set(KIND_ORDER) == kinds
    assert len(KINDS) == len(kinds)
    assert all(way_to(page).name for page in index().pages)


def test_no_two_pages_share_a_name() -> None:
    every = [page.name for page in index().pages]

    assert len(set(every)) == len(every)


def test_the_index_is_in_memory_alone() -> None:
    assert [("main", "")] == [row[1:] for row in index()._table.execute("PRAGMA database_list")]
