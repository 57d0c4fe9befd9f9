"""Practices: fitting, stopped at any point, hidden, added, and able to make it worse."""

import re
import time

from tests.walks.program import Program
from tests.walks.walkers import Walker


def does_the_first_practice(ana: Walker) -> str:
    ana.taps("Practise")
    ana.page.locator(".practices a").first.click()
    ana.settles()
    return ana.heading()


def test_a_practice_is_started_with_one_tap_and_ended_with_one(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Keyed up", "No")
    ana.begins_to_count()
    ana.page.locator(".practices a").first.click()
    ana.settles()
    ana.taps("Enough")

    ana.sees("How are you now?")
    ana.taps("Stirred")
    ana.sees("Today")


def test_what_fits_the_state_comes_first(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Shut down", "No")
    ana.taps("Practise")

    assert ana.page.locator("#main h2").first.inner_text() == "For shut down"


def test_every_other_kind_is_one_card_that_leads_to_its_own_page_and_back(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Shut down", "No")
    ana.taps("Practise")
    ana.taps("For shame", exact=False)
    assert ana.heading() == "For shame"
    assert ana.page.locator("[data-danger-line]").count() == 1
    assert ana.page.locator(".practices a").count() > 1
    ana.goes_back()

    assert ana.page.locator("#main h2").first.inner_text() == "For shut down"


def test_before_is_asked_only_when_no_fresh_check_in_says_it(ana: Walker) -> None:
    ana.makes_a_notebook()
    does_the_first_practice(ana)
    ana.sees("If you like, before you begin: how are you?")
    ana.taps("Stirred")
    ana.does_not_see("before you begin")
    ana.taps("Enough")
    ana.sees("How are you now?")


def test_the_steps_come_before_the_question(ana: Walker) -> None:
    ana.makes_a_notebook()
    does_the_first_practice(ana)

    shown = ana.page.locator("#main").inner_text()
    assert ana.page.locator(".steps li").first.inner_text() in shown.split("before you begin")[0]


def test_a_practice_for_a_flashback_asks_nothing(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Practise")
    ana.taps("For a flashback", exact=False)
    ana.page.get_by_role("link", name=re.compile("Day and place")).click()
    ana.settles()
    ana.does_not_see("how are you")
    ana.taps("Enough")

    assert ana.heading() == "You are here."
    ana.sees("Kept.")


def test_every_practice_has_a_way_with_eyes_open_and_one_without_the_breath(ana: Walker) -> None:
    ana.makes_a_notebook()
    does_the_first_practice(ana)

    ana.sees("With eyes open")
    ana.sees("Without your breath")


def test_worse_is_one_tap_and_two_in_a_row_offer_a_pause_and_a_person(ana: Walker) -> None:
    ana.makes_a_notebook()
    does_the_first_practice(ana)
    ana.taps("Worse")
    ana.sees("it is not your fault")
    ana.does_not_see("second time in a row")
    does_the_first_practice(ana)
    ana.taps("Worse")

    ana.sees("This is the second time in a row.")
    assert ana.page.locator("[data-danger-line]").count() == 1
    assert ana.page.locator("#main").get_by_role("link", name="Help, and numbers to call").count() == 1
    assert ana.page.get_by_role("link", name="Pause everything").count() == 1


def test_after_two_times_worse_nothing_is_suggested_for_a_day(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    now = time.time()
    program.set_clock(now)
    for _ in range(2):
        does_the_first_practice(ana)
        ana.taps("Worse")
    ana.checks_in("Keyed up", "No")
    assert ana.page.locator(".practices").count() == 0
    ana.sees("It is quiet here for a day")
    ana.taps("Today")
    ana.sees("It is quiet here for a day")
    assert ana.page.get_by_role("button", name="Not this").count() == 0
    ana.taps("Help, and numbers to call")
    assert ana.page.locator("a[href^='tel:']").count() > 0
    program.set_clock(now + 25 * 3600)
    ana.unlocks()
    ana.taps("Show me")

    ana.does_not_see("It is quiet here for a day")
    assert ana.page.get_by_role("button", name="Not this").count() == 1


def test_a_hidden_practice_is_gone_and_can_be_shown_again(ana: Walker) -> None:
    ana.makes_a_notebook()
    title = does_the_first_practice(ana)
    ana.taps("Do not offer this again")
    ana.sees("Hidden. If you want it back, the way to it is at the end of this page.")
    assert title not in ana.page.locator(".practices").first.inner_text()
    ana.taps("Hidden by you")
    ana.page.get_by_role("button", name=re.compile("^Show it again")).first.click()
    ana.settles()
    ana.sees("Shown again.")

    assert title in ana.page.locator("#main").inner_text()


def test_one_of_my_own_stands_on_the_shelf_and_can_be_done(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Practise")
    ana.taps("Add one of mine")
    ana.taps("Keep it")
    ana.sees("Give it a name, so that you can find it again.")
    ana.types("A name for it", "Tea by the window")
    ana.types("What you do", "Warm cup, both hands.")
    ana.taps("Keep it")
    ana.sees("Kept.")
    ana.page.get_by_role("link", name=re.compile("Tea by the window")).click()
    ana.settles()
    ana.sees("Warm cup, both hands.")
    assert ana.page.locator("[data-no-cover]").count() == 0
    ana.taps("Enough")

    ana.sees("How are you now?")


def test_no_cover_comes_during_a_practice_of_ours(ana: Walker) -> None:
    ana.makes_a_notebook()
    does_the_first_practice(ana)

    assert ana.page.locator("#page[data-no-cover]").count() == 1
