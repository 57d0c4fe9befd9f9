"""Someone who is told that it did not happen, and a question that comes back on its day, once."""

import time
from datetime import timedelta

from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import Walker


def opens_sheet(walker: Walker, name: str) -> None:
    walker.taps("Today")
    walker.taps("Sheets for a hard question")
    walker.taps(name, exact=False)


def test_what_i_saw_stands_beside_what_i_was_told_and_leads_to_an_alarm(ana: Walker) -> None:
    ana.makes_a_notebook()
    opens_sheet(ana, "What I saw, what I was told")
    ana.taps("Keep this")
    ana.sees("A few words are enough.")
    assert violations(ana) == []
    ana.types("What I saw or heard", "She threw the cup.")
    ana.types("What I was told", "It slipped.")
    ana.taps("Keep this")
    ana.sees("She threw the cup.")
    ana.sees("Being told that it did not happen can itself be a way of harm.")
    assert violations(ana) == []
    assert sideways(ana) <= 0
    ana.taps("Look at an alarm")
    assert "What happened?" == ana.heading()
    ana.unlocks_again()
    ana.shows_what_was_written()

    ana.sees("It slipped.")


def test_a_parked_question_comes_back_on_its_day_once_and_is_let_go(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    opens_sheet(ana, "Going over a talk")
    ana.types("Facts", "He left the room.")
    ana.taps("That is enough")
    ana.taps("Park what is open")
    ana.types("The question", "Was it me?")
    ana.taps("In a week")
    ana.sees("Until then it is not yours to carry.")
    ana.taps("Today")
    ana.does_not_see("A question you put away")

    ana.locks()
    program.set_clock(time.time() + timedelta(days=8).total_seconds())
    ana.unlocks()
    ana.taps("Today")
    ana.sees("A question you put away")
    ana.does_not_see("Was it me?")
    assert violations(ana) == []
    ana.taps("Let it go")
    ana.sees("It is let go. Nothing here asks about it.")
    ana.taps("Today")

    ana.does_not_see("A question you put away")
