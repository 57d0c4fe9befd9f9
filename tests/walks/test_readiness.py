"""A look at readiness, and each of the three things it can come to."""

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import Walker

STEADY = (
    "How often does the past come back",
    "How often do you lose time",
    "How often are you so shut down",
)
READY = ("When a feeling gets strong", "When an old memory comes up")


def looks(walker: Walker, **other: str) -> None:
    """From Today: seldom and yes to all that can hold, but for what is said otherwise."""
    walker.taps("Today")
    walker.taps("Is this a time for steps?")
    for question in STEADY:
        walker.answers(question, other.get("often", "Seldom or never"))
    for question in READY:
        walker.answers(question, "Yes")
    walker.taps("See what this comes to")


@pytest.mark.parametrize("scripting", [True, False])
def test_nothing_speaks_against_steps(opens: Opens, program: Program, *, scripting: bool) -> None:
    ana = opens(program, scripting=scripting)
    ana.makes_a_notebook()
    looks(ana)

    assert "Small steps, if you want" == ana.heading()
    ana.sees("Nothing says you have to.")


def test_most_days_is_told_back_as_the_reason_and_the_shelf_is_full(ana: Walker) -> None:
    ana.makes_a_notebook()
    looks(ana, often="Most days")

    assert "Not now is a good answer" == ana.heading()
    ana.sees("You said that the past comes back hard on most days.")
    ana.sees("That is about today, not about you.")
    ana.sees("They are no flaw in you.")
    assert ana.page.locator("#main .practice a").count() == 2
    assert violations(ana) == []
    assert sideways(ana) <= 0


def test_skipping_everything_is_fine_and_opens_nothing(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.taps("Is this a time for steps?")
    assert violations(ana) == []
    ana.taps("See what this comes to")

    ana.sees("Some questions stayed open. That is fine.")


def test_an_example_is_still_there_the_next_time(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.taps("Is this a time for steps?")
    ana.opens_more("Five more signs")
    ana.page.locator("summary", has_text="An example of mine").nth(2).click()
    ana.page.get_by_label("An example, for you").nth(2).fill("the bench by the pond")
    ana.taps("See what this comes to")
    ana.taps("Look again")

    assert "the bench by the pond" == ana.page.get_by_label("An example, for you").nth(2).input_value()


def test_danger_now_comes_before_everything_that_was_answered(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.taps("Safety")
    ana.taps("Questions about danger")
    ana.opens_more("Threats")
    ana.page.locator("#main details[open] input[value='yes']").first.check(force=True)
    ana.taps("Go on")
    looks(ana)

    assert "Safety first" == ana.heading()
    ana.sees("It is not about your past.")
    ana.taps("Help")
    assert "Help" == ana.heading()
