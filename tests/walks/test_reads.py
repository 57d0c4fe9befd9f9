"""My reads: a list below the minimum, both directions above it, and the last word is the person's own."""

import re

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import Walker

CAUSE, OLD_HURT, NEVER = "There was a cause, then and there", "It came from an old hurt", "I never found out"
HIDES_HARM = "Some people hide harm well. Missing it was not your fault."


def looks_back(walker: Walker, answer: str) -> None:
    """One alarm, sorted as not clear, and a second look at it."""
    walker.taps("Today")
    walker.taps("Look at an alarm")
    walker.taps("None of these, still something")
    walker.sees("It is not clear yet")
    this_one = re.search(r"/(?:jx|oj)/([0-9a-f-]{36})/", walker.page.locator("#main").inner_html())
    assert this_one is not None
    walker.page.goto(f"{walker.address}tj/{this_one[1]}/")
    walker.taps(answer)
    walker.sees("Change this")


def opens_my_reads(walker: Walker) -> None:
    walker.taps("Today")
    walker.taps("My reads")


@pytest.mark.parametrize("scripting", [True, False])
def test_below_the_minimum_there_is_only_the_list(opens: Opens, program: Program, *, scripting: bool) -> None:
    ana = opens(program, scripting=scripting)
    ana.makes_a_notebook()
    opens_my_reads(ana)
    ana.sees("You have not looked back on an alarm yet. That is fine.")
    looks_back(ana, CAUSE)
    looks_back(ana, NEVER)
    opens_my_reads(ana)

    assert "My reads" == ana.heading()
    ana.sees("You have looked back on 2 alarms. That is too few to say anything, so here is the list.")
    ana.sees("1 was never found out, and that may stay so.")
    ana.sees(HIDES_HARM)
    ana.does_not_see("Of 100")
    assert 0 == ana.page.locator("#main .picture").count()


def test_above_the_minimum_both_ends_are_told_and_the_last_word_is_ones_own(ana: Walker) -> None:
    ana.makes_a_notebook()
    for answer in (*[CAUSE] * 6, *[OLD_HURT] * 5, NEVER):
        looks_back(ana, answer)
    opens_my_reads(ana)
    ana.sees("Of 100 alarms like yours,")
    ana.sees("1 of your 12 alarms is not known, and that may stay so.")
    ana.sees("We show it from five times that hurt for which you say if something rang before.")
    ana.sees(HIDES_HARM)
    assert 1 == ana.page.locator("#main .picture svg.chart").count()
    ana.opens_more("As a table")
    assert violations(ana) == []
    assert sideways(ana) <= 0

    ana.types("What do you make of it?", "I hear the loud ones.")
    ana.taps("Keep my sentence")
    ana.sees("Kept.")
    ana.unlocks_again()
    opens_my_reads(ana)
    assert "I hear the loud ones." == ana.page.get_by_label("What do you make of it?", exact=True).input_value()
