"""Checking in, changing it, and erasing it."""

import re

from tests.walks.program import Program
from tests.walks.walkers import Walker


def test_a_check_in_takes_two_taps_and_35_words(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Check in")
    ana.begins_to_count()
    ana.taps("Stirred")
    words = ana.effort.words
    ana.taps("Partly")

    ana.sees("It is kept.")
    assert ana.effort.taps == 2
    assert words <= 35


def test_the_first_tap_saves(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Check in")
    ana.taps("Keyed up")
    ana.shows_what_was_written()

    ana.sees("Keyed up")


def test_more_is_kept_and_can_be_changed_and_erased(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "No")
    ana.taps("Add more")
    ana.types("A note", "שלום 🌿 a note in two directions")
    ana.ticks("Numb, gone, far off")
    ana.taps("Keep this")
    ana.shows_what_was_written()
    ana.sees("שלום 🌿 a note in two directions")
    ana.page.get_by_role("link", name=re.compile("^Change")).first.click()
    ana.settles()

    assert ana.page.get_by_label("Numb, gone, far off").is_checked()

    ana.taps("Erase")
    ana.taps("Erase it")
    ana.sees("Erased.")
    ana.does_not_see("two directions")


def test_a_time_to_come_is_refused_at_the_field_and_everything_typed_is_kept(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    ana.types("A note", "stays here")
    ana.types("Day", "2999-01-01")
    ana.taps("Keep this")

    ana.sees("This time is still to come.")
    assert ana.page.get_by_label("A note", exact=True).input_value() == "stays here"
    assert ana.page.get_by_label("Day", exact=True).input_value() == "2999-01-01"


def test_a_note_that_is_too_long_is_refused_in_words_and_kept_in_the_field(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    note = "ä word " * 30_000
    ana.page.get_by_label("A note", exact=True).evaluate("(field, words) => { field.value = words }", note)
    ana.taps("Keep this")

    ana.sees("This is too long to keep in one piece.")
    assert ana.page.get_by_label("A note", exact=True).input_value() == note


def test_two_tabs_never_lose_words_to_each_other(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    address = ana.page.locator("#main form[action^='/ck/']").first.get_attribute("action")
    assert address is not None
    other = Walker(ana.page.context.new_page(), ana.address)
    other.page.goto(ana.address.rstrip("/") + address)
    other.types("A note", "from the other tab")
    other.taps("Keep this")
    ana.types("A note", "from this tab")
    ana.taps("Keep this")

    ana.sees("was changed in another window")
    assert ana.page.get_by_label("A note", exact=True).input_value() == "from this tab"

    other.shows_what_was_written()
    other.sees("from the other tab")


def test_the_same_page_sent_twice_keeps_one_check_in(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    ana.taps("Check in")
    form = ana.page.evaluate(
        "() => { const form = document.querySelector('#main form');"
        " return Object.fromEntries([...new FormData(form), ['state', 'low']]); }"
    )
    for _ in range(2):
        answer = ana.page.request.post(program.address + "ck/", form=form, headers={"Referer": program.address})
        assert answer.status == 200
    ana.shows_what_was_written()

    assert ana.page.locator(".entries li").count() == 1
