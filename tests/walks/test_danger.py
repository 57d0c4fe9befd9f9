"""Danger: from a locked app to a number, a flag and the day it takes to lift it, and the plan for bad hours."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.walks.conftest import DESKTOP, Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import OWN_PASSPHRASE, Walker
from tests.words import count_words, visible_words

LISBON = ZoneInfo("Europe/Lisbon")
"""The zone the program of the walks lives in."""


def answers(walker: Walker, question: str, answer: str) -> None:
    """A tap on the answer to one question. The circle is drawn on its label, so either may take the tap."""
    group = walker.page.locator("fieldset", has_text=question)
    group.get_by_label(answer, exact=True).check(force=True)


def opens_letter(walker: Walker, letter: str) -> None:
    walker.effort.taps += 1
    walker.page.locator(".letters summary", has_text=re.compile(f"^{letter}")).first.click()


@pytest.mark.parametrize("scripting", [True, False])
def test_from_a_locked_app_to_a_number_in_two_taps_with_the_network_off(
    opens: Opens, program: Program, ana: Walker, *, scripting: bool
) -> None:
    """The one request for the page goes to this computer; the letter opens with no request at all."""
    ana.makes_a_notebook()
    ana.locks()
    walker = opens(program, scripting=scripting)
    walker.opens_the_app()
    walker.effort.taps, walker.effort.words = 0, 0
    walker.taps("Help")
    words = count_words(visible_words(walker.page.content()))
    walker.page.context.set_offline(True)
    opens_letter(walker, "G")
    number = walker.page.locator("dt", has_text="Germany").locator("xpath=following-sibling::dd[1]//a").first

    assert number.is_visible()
    assert number.get_attribute("href") == f"tel:{number.inner_text()}"
    assert walker.effort.taps == 2
    assert words <= 60


def test_a_line_to_someone_trained_is_one_tap_further(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.locks()
    ana.taps("Help")
    opens_letter(ana, "U")
    ana.taps("Lines to someone trained in United Kingdom")

    ana.sees("When someone hurts or scares you")
    ana.sees("We did not ring it.")
    assert ana.page.url == ana.address  # the history never hears of it
    assert ana.page.locator(".helpline a[href^='tel:']").first.is_visible()


def test_a_country_that_was_kept_is_one_tap_away(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Help")
    opens_letter(ana, "I")
    ana.taps("Lines to someone trained in Ireland")
    ana.taps("Show it first")
    ana.begins_to_count()
    ana.taps("Help")

    assert ana.page.locator(".card .calls a").first.is_visible()
    assert ana.effort.taps == 1


def test_suicide_is_asked_about_and_a_yes_shows_people_and_the_plan(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Help")
    ana.taps("It is very bad")
    ana.taps("Yes")

    ana.sees("Please do not be alone with this.")
    ana.sees("Small steps are on hold.")
    assert ana.page.locator("#main").get_by_role("link", name="My plan for bad hours").is_visible()


@pytest.mark.parametrize("scripting", [True, False])
def test_it_is_very_bad_is_a_button_wherever_it_can_be(opens: Opens, program: Program, *, scripting: bool) -> None:
    walker = opens(program, scripting=scripting)
    walker.makes_a_notebook()
    walker.taps("Today")
    walker.taps("It is very bad")
    walker.checks_in("Keyed up", "No")
    walker.taps("It is very bad")
    walker.taps("Practise")
    walker.page.locator(".practices a").first.click()
    walker.settles()
    walker.taps("Worse")
    walker.taps("It is very bad")

    walker.sees("Are you thinking of ending your life?")


def test_a_flag_is_raised_and_lifted_only_the_next_day(ana: Walker, program: Program) -> None:
    evening = datetime(2030, 5, 3, 21, 0, tzinfo=LISBON).timestamp()
    program.set_clock(evening)
    ana.makes_a_notebook()
    ana.taps("Help")
    ana.opens_more("About this page")
    ana.taps("questions about danger")
    ana.opens_more("Control, and being watched")
    answers(ana, "Do they put you down", "Something like this, but maybe it does not count")
    ana.taps("Go on")
    ana.sees("This can be real danger.")
    ana.taps("What holds small steps")
    ana.sees("Being put down")
    ana.sees("it holds every step")

    ana.taps("Look at it again", exact=False)
    answers(ana, "Do they put you down", "No")
    answers(ana, "Is anyone with you", "No one")
    ana.taps("Note it")
    ana.sees("Noted. Nothing opens today.")
    ana.sees("It holds until Saturday 4 May, 21:00.")

    _comes_back_at(ana, program, evening + 23.9 * 3600)
    ana.sees("It holds until")
    _comes_back_at(ana, program, evening + 24.1 * 3600)
    ana.sees("it holds no more")
    ana.goes_back()
    ana.does_not_see("Something holds small steps now.")


def _comes_back_at(walker: Walker, program: Program, moment: float) -> None:
    walker.locks()
    program.set_clock(moment)
    walker.unlocks(OWN_PASSPHRASE)
    walker.taps("Today")
    walker.taps("Safety")
    walker.taps("What holds small steps")


def test_the_plan_is_two_taps_away_once_the_notes_are_open(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.taps("My plan for bad hours")
    ana.taps("Write it")
    ana.types("What keeps me alive", "The heron by the weir")
    ana.taps("Keep it")
    ana.unlocks_again()
    ana.begins_to_count()
    ana.taps("Today")
    ana.taps("My plan for bad hours")

    ana.sees("The heron by the weir")
    assert ana.effort.taps == 2


def test_the_plan_is_printed_with_its_words_and_nothing_around_them(opens: Opens, program: Program) -> None:
    walker = opens(program, viewport=DESKTOP)
    walker.makes_a_notebook()
    walker.page.goto(walker.address + "fw/")
    walker.types("What keeps me alive", "The heron by the weir")
    walker.taps("Keep it")
    walker.page.emulate_media(media="print")
    printed = walker.page.locator("body").inner_text()

    assert "The heron by the weir" in printed
    assert "What keeps me alive" in printed
    for around in ("Notes", "Leave this page", "Check in", "Change it", "On paper"):
        assert around not in printed


def test_the_whole_room_works_with_scripting_off(opens: Opens, program: Program) -> None:
    plain = opens(program, scripting=False)
    plain.makes_a_notebook()
    plain.taps("Today")
    plain.taps("Safety")
    plain.taps("My own numbers")
    plain.types("A name for it", "Iris")
    plain.types("Number", "call Iris")
    plain.taps("Keep it")
    plain.sees("A phone can only dial digits here")
    plain.types("Number", "0800 111")
    plain.taps("Keep it")
    plain.sees("Kept.")
    plain.goes_back()
    plain.taps("Contact I cannot avoid")
    plain.taps("Add one")
    answers(plain, "Why it has to be", "Work")
    plain.types("How I leave", "By the side door")
    plain.taps("Keep it")
    plain.sees("By the side door")
    plain.goes_back()
    plain.taps("How it is for you now")
    answers(plain, "Do you lose time", "Not sure")
    plain.taps("Go on")
    plain.sees("Losing time")


@pytest.mark.parametrize("path", ["vn/", "dj/"])
def test_the_other_pages_with_all_countries_are_accessible(ana: Walker, path: str) -> None:
    """The index is the same as on Help, which is looked at in both themes, so once is enough here."""
    ana.page.goto(ana.address + path)

    assert violations(ana) == []
    assert sideways(ana) <= 0


def test_what_was_answered_is_accessible_and_so_is_looking_again(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.page.goto(ana.address + "dq/")
    ana.opens_more("Control, and being watched")
    answers(ana, "Do they put you down", "Yes")
    ana.taps("Go on")
    ana.taps("What holds small steps")
    assert violations(ana) == []
    ana.taps("Look at it again", exact=False)
    ana.taps("Note it")
    ana.sees("Choose one of these.")

    assert violations(ana) == []
