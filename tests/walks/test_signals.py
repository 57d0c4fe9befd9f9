"""Looking at an alarm: danger in the first tap, not clear yet and a second look, and a word only the person can write."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import Walker


def taps_group(walker: Walker, group: str) -> None:
    walker.effort.taps += 1
    walker.page.locator(f"button[name=tap][value={group}]").click()
    walker.settles()


def answers_cue(walker: Walker, cue: str, said: str) -> None:
    """said: y, s or n. The circle and its words are both there to tap, and one lies over the other."""
    walker.effort.taps += 1
    walker.page.locator(f"#cue_{cue}_{said}").check(force=True)


def looks_at_an_alarm(walker: Walker) -> None:
    walker.taps("Today")
    walker.taps("Look at an alarm")


def answers(walker: Walker) -> None:
    walker.effort.taps += 1
    walker.page.get_by_role("button", name="Answer now").first.click()
    walker.settles()


# --- danger -------------------------------------------------------------------------------------------------


def test_danger_in_the_first_tap_ends_in_help(ana: Walker) -> None:
    ana.makes_a_notebook()
    looks_at_an_alarm(ana)
    taps_group(ana, "threats")
    answers_cue(ana, "could-kill", "y")
    answers(ana)
    ana.sees("Signs of danger")
    ana.sees("This is not about your past.")
    ana.does_not_see("echo")
    ana.taps("Talk to someone trained")

    assert "Help" == ana.heading()


def test_an_answer_takes_four_taps_and_ninety_words_and_no_typing(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.begins_to_count()
    ana.taps("Look at an alarm")
    on_the_way = ana.words_here()
    taps_group(ana, "contempt")
    answers_cue(ana, "names", "s")
    answers(ana)

    ana.sees("Signs of danger")
    assert ana.effort.taps <= 4
    assert on_the_way <= 90


def test_a_group_alone_is_enough_in_three_taps(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.begins_to_count()
    ana.taps("Look at an alarm")
    taps_group(ana, "harm")
    answers(ana)

    ana.sees("Signs of danger")
    assert ana.effort.taps == 3


def test_a_tap_opens_the_cues_of_its_group_and_not_this_one_closes_them(ana: Walker) -> None:
    ana.makes_a_notebook()
    looks_at_an_alarm(ana)
    ana.does_not_see("They call me names")
    taps_group(ana, "contempt")
    ana.sees("They call me names")
    answers_cue(ana, "names", "y")
    ana.opens_more("Something else too")
    taps_group(ana, "lies")
    assert ana.page.locator("#cue_names_y").is_checked()
    ana.page.get_by_role("button", name="Not this one").last.click()
    ana.settles()

    ana.does_not_see("They call me names")
    ana.sees("I saw it, heard it")


def test_enter_on_an_answer_asks_for_the_answer_and_taps_no_group(ana: Walker) -> None:
    ana.makes_a_notebook()
    looks_at_an_alarm(ana)
    taps_group(ana, "contempt")
    answers_cue(ana, "names", "y")
    ana.page.locator("#cue_names_y").press("Enter")
    ana.settles()

    ana.sees("Signs of danger")


# --- not clear yet, and a second look -----------------------------------------------------------------------


def test_not_clear_yet_comes_back_on_the_day_picked_once_and_without_a_name(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    looks_at_an_alarm(ana)
    ana.taps("None of these, still something")
    ana.sees("It is not clear yet")
    ana.taps("In a week")
    ana.sees("Kept. Today asks once, on that day.")
    ana.taps("Today")
    ana.does_not_see("You wanted to look at something again")

    ana.locks()
    program.set_clock(time.time() + timedelta(days=8).total_seconds())
    ana.unlocks()
    ana.taps("Today")
    ana.sees("You wanted to look at something again around now.")
    ana.taps("Look at it")
    ana.taps("I never found out")
    ana.sees("An alarm you could not check was not a wrong alarm.")
    ana.sees("that is not your fault")
    ana.taps("Today")

    ana.does_not_see("You wanted to look at something again")


def test_something_feels_off_is_one_tap_and_is_sorted_later(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.begins_to_count()
    ana.taps("Something feels off")
    assert ana.effort.taps == 1
    ana.sees("You can sort it later, or never.")

    ana.taps("Look at an alarm")
    ana.taps("What I noticed")
    ana.page.get_by_role("link", name="Sort it").click()
    ana.settles()
    ana.taps("None of these, still something")

    ana.sees("It is not clear yet")


def test_looking_closer_is_gone_on_with_on_another_day(ana: Walker) -> None:
    ana.makes_a_notebook()
    looks_at_an_alarm(ana)
    ana.taps("None of these, still something")
    ana.taps("Look closer")
    ana.types("What did your body do?", "cold hands")
    ana.page.get_by_role("radio", name="Faint or none").check(force=True)
    ana.taps("Keep this")
    ana.unlocks_again()
    looks_at_an_alarm(ana)
    ana.taps("What I noticed")
    ana.page.get_by_role("link", name="Open").first.click()
    ana.settles()
    ana.taps("Look closer")

    assert "cold hands" == ana.page.get_by_label("What did your body do?", exact=True).input_value()
    assert ana.page.get_by_role("radio", name="Faint or none").is_checked()


# --- the person's own word ----------------------------------------------------------------------------------


def test_only_the_person_writes_that_it_is_an_echo_and_takes_it_back(ana: Walker) -> None:
    ana.makes_a_notebook()
    looks_at_an_alarm(ana)
    ana.taps("None of these, still something")
    ana.does_not_see("You wrote")
    ana.taps("What else may play a part")
    ana.opens_more("Something brought back then")
    ana.ticks("A smell or a taste")
    ana.types("In my own words, if I like", "his soap")
    ana.taps("I think this is an echo")
    ana.sees("You wrote: I think this is an echo")
    ana.sees("his soap")
    ana.taps("Take it back")

    ana.does_not_see("his soap")
    ana.sees("It is not clear yet")


def test_danger_told_later_puts_an_echo_away(ana: Walker) -> None:
    ana.makes_a_notebook()
    looks_at_an_alarm(ana)
    ana.taps("None of these, still something")
    ana.taps("What else may play a part")
    ana.taps("I think this is an echo")
    ana.taps("Change what I tapped")
    taps_group(ana, "digital")
    answers(ana)

    ana.sees("Signs of danger")
    ana.does_not_see("echo")


def test_the_third_time_in_a_row_care_comes_before_more_sorting(ana: Walker) -> None:
    ana.makes_a_notebook()
    for _ in range(3):
        looks_at_an_alarm(ana)
        ana.taps("None of these, still something")
    ana.sees("Sorting again may not tell you more tonight")
    ana.does_not_see("Look closer")
    ana.taps("Put it aside")

    ana.sees("It is put aside. It is here when you want it.")


# --- for everyone -------------------------------------------------------------------------------------------


def test_the_whole_way_works_with_scripting_off(opens: Opens, program: Program) -> None:
    plain = opens(program, scripting=False)
    plain.makes_a_notebook()
    looks_at_an_alarm(plain)
    plain.taps("None of these, still something")
    plain.taps("What else may play a part")
    plain.taps("I leave it open")
    plain.taps("In a month")
    plain.taps("Change what I tapped")
    taps_group(plain, "no_pushed")
    answers_cue(plain, "went-on", "s")
    answers(plain)
    plain.sees("Signs of danger")
    plain.taps("Talk to someone trained")

    assert "Help" == plain.heading()


def goes_through_every_page(walker: Walker) -> Iterator[str]:
    """Every page of the room, one after the other, with something on each."""
    walker.makes_a_notebook()
    looks_at_an_alarm(walker)
    taps_group(walker, "lies")
    yield "groups"
    walker.page.goto(walker.address + "jx/")
    walker.taps("None of these, still something")
    yield "not clear yet"
    for label, button in (("What else may play a part", "I think this is an echo"), ("Look closer", "Keep this")):
        walker.taps(label)
        yield label
        walker.taps(button)
    yield "echo"
    walker.taps("What I noticed")
    yield "list"
    walker.page.get_by_role("link", name="A second look").first.click()
    walker.settles()
    yield "second look"
    walker.taps("Both")
    yield "looked again"
    walker.page.goto(walker.address + "kq/")
    yield "pairs"
    for _ in range(2):
        looks_at_an_alarm(walker)
        taps_group(walker, "harm")
        answers(walker)
    yield "danger, and care"


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280), ("dark", 320)])
def test_every_page_of_the_room_can_be_read_by_everyone(
    opens: Opens, program: Program, scheme: str, width: int
) -> None:
    walker = opens(program, color_scheme=scheme, viewport={"width": width, "height": 900})
    for page in goes_through_every_page(walker):
        assert (page, violations(walker)) == (page, [])
        assert (page, sideways(walker)) <= (page, 0)
