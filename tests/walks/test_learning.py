"""Things to know: from Today to a pattern with its grade, source and room; what a flag puts aside; a topic left out."""

from datetime import datetime, timedelta

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import Walker

PATTERN = "The mind goes away when someone is close"
OF_NOW = "Going along to keep the peace"


def opens_patterns(walker: Walker) -> None:
    walker.taps("Today")
    walker.taps("Things to know")
    walker.taps("Patterns that protect", exact=False)


def answers_the_questions(walker: Walker, *, hurt: bool = False) -> None:
    """The questions about danger: all skipped, or a yes to the first."""
    walker.taps("Today")
    walker.taps("Safety")
    walker.taps("Questions about danger")
    if hurt:
        walker.opens_more("Hurt, force and weapons")
        walker.page.locator("#main fieldset").first.get_by_label("Yes", exact=True).check(force=True)
    walker.taps("Go on")


@pytest.mark.parametrize("scripting", [True, False])
def test_from_today_to_a_pattern_with_its_grade_its_source_and_its_room(
    opens: Opens, program: Program, *, scripting: bool
) -> None:
    ana = opens(program, scripting=scripting)
    ana.makes_a_notebook()
    opens_patterns(ana)
    ana.does_not_see(PATTERN)
    ana.sees("They come after a few questions about danger now.")
    answers_the_questions(ana)

    opens_patterns(ana)
    ana.taps(PATTERN, exact=False)
    assert PATTERN == ana.heading()
    assert ana.page.locator("#main [data-danger-line]").is_visible()
    for part in ("How it feels", "Why it made sense", "A small thing to try, if you want", "Tested, with some doubt."):
        ana.sees(part)
    ana.opens_more("What is known, what speaks against it")
    ana.sees("Hoeboer et al. 2020")
    ana.sees("doi 10.1192/bjo.2020.30")
    if scripting:
        assert violations(ana) == []
        assert sideways(ana) <= 0
    ana.taps("Practices")
    assert "Practices" == ana.heading()


def test_with_a_flag_they_are_gone_and_do_not_come_back_by_themselves(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    answers_the_questions(ana)
    opens_patterns(ana)
    ana.taps(PATTERN, exact=False)
    answers_the_questions(ana, hurt=True)

    opens_patterns(ana)
    ana.does_not_see(PATTERN)
    ana.sees("Danger comes first, and it is not about your past.")
    ana.taps(OF_NOW, exact=False)
    ana.does_not_see("echo")

    ana.locks()
    program.set_clock((datetime.now().astimezone() + timedelta(days=90)).timestamp())
    ana.unlocks()
    opens_patterns(ana)
    ana.does_not_see(PATTERN)
    ana.sees(OF_NOW)


def test_a_topic_is_left_out_of_the_list_and_shown_again(ana: Walker) -> None:
    ana.makes_a_notebook()
    opens_patterns(ana)
    ana.taps("Leave this topic out of the list")
    ana.sees("Hidden.")
    assert 0 == ana.page.locator("#main .practices a", has_text="Patterns that protect").count()
    ana.unlocks_again()
    ana.taps("Today")
    ana.taps("Things to know")
    assert 0 == ana.page.locator("#main .practices a", has_text="Patterns that protect").count()

    ana.opens_more("Hidden by you")
    ana.taps("Show it again", exact=False)
    ana.sees("Shown again.")
    ana.taps("Patterns that protect", exact=False)
    ana.sees(OF_NOW)
