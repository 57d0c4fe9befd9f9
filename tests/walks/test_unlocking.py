"""The lock page: a wrong passphrase, waiting, writing without opening, and help that needs no key."""

import re

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.walkers import OWN_PASSPHRASE, Walker


def test_a_wrong_passphrase_is_told_plainly_and_then_slower(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.locks()
    ana.types("Passphrase", "not the right one at all")
    ana.taps("Open")
    ana.sees("That did not open it.")
    ana.types("Passphrase", "not the right one at all")
    ana.taps("Open")
    ana.types("Passphrase", OWN_PASSPHRASE)
    ana.taps("Open")

    ana.sees("You can try again in")


def test_leaving_does_not_reset_the_wait(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.locks()
    for _ in range(2):
        ana.types("Passphrase", "not the right one at all")
        ana.taps("Open")
    ana.page.get_by_role("link", name="Leave this page").click()
    ana.page.get_by_label("Passphrase", exact=True).wait_for()
    ana.types("Passphrase", "not the right one at all")
    ana.taps("Open")

    ana.sees("You can try again in")


def test_words_left_without_opening_are_there_after_opening(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.locks()
    ana.taps("Write without opening")
    ana.types("Your words", "left at night")
    ana.taps("Seal it")
    ana.does_not_see("left at night")
    ana.taps("Done")
    ana.types("Passphrase", OWN_PASSPHRASE)
    ana.taps("Open")
    ana.taps("Show me")
    ana.taps("Look at it")
    ana.sees("left at night")
    ana.taps("Keep as a note")
    ana.shows_what_was_written()

    ana.sees("left at night")


def test_help_takes_two_taps_and_60_words_from_the_lock_page(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.locks()
    ana.effort.taps, ana.effort.words = 0, 0
    ana.taps("Help")
    words = ana.effort.words
    ana.page.locator("summary", has_text=re.compile("^G")).first.click()

    ana.sees("Germany")
    ana.sees("112")
    assert words <= 60


def test_help_and_the_calm_minute_need_no_script_and_no_key(opens: Opens, program: Program, ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.locks()
    plain = opens(program, scripting=False)
    plain.opens_the_app()
    plain.taps("Help")
    plain.sees("Emergency")
    plain.opens_the_app()
    plain.taps("A calm minute")
    plain.effort.taps = 0
    plain.taps("Enough")

    plain.sees("How is it now?")
    assert plain.page.context.cookies() == [one for one in plain.page.context.cookies() if one["name"].startswith("c")]


def test_nothing_on_the_lock_page_is_the_persons(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("More")
    ana.ticks("Dark")
    ana.taps("Keep these settings")
    assert ana.page.locator("#page").get_attribute("data-appearance") == "dark"
    ana.locks()

    assert ana.page.locator("#page").get_attribute("data-appearance") == "system"


def test_the_first_page_after_opening_shows_nothing_personal(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Keyed up", "No")
    ana.unlocks_again()

    shown = ana.page.locator("#main").inner_text()
    assert "Keyed up" not in shown
    assert "Why this" not in shown


def test_another_passphrase_after_someone_may_have_seen_the_old_one(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("More")
    ana.taps("Change the passphrase")
    ana.opens_more("Show the words")
    made = " ".join(ana.page.locator("[data-made] span").all_inner_texts())
    ana.types("The passphrase of today", OWN_PASSPHRASE)
    ana.types("Type the new one once", made)
    ana.ticks("Someone may have seen the old passphrase")
    ana.taps("Change it")
    ana.sees("The new passphrase is in place.")
    ana.taps("Done")
    ana.locks()
    ana.types("Passphrase", OWN_PASSPHRASE)
    ana.taps("Open")
    ana.sees("That did not open it.")
    ana.types("Passphrase", made)
    ana.taps("Open")
    ana.shows_what_was_written()

    ana.sees("Low")


def test_erasing_everything_brings_back_the_first_page(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("More")
    ana.taps("Erase everything")
    ana.taps("Erase all")
    ana.sees("Tick the box if you want to erase everything.")
    ana.ticks("Yes, erase all of it")
    ana.taps("Erase all")

    ana.sees("Keep notes")
