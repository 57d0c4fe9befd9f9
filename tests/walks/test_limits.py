"""Saying a limit: from Today to respected; a plan in place of words; and safety where it was punished."""

from collections.abc import Iterator

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import Walker


def begins(walker: Walker, pays: str = "No", whom: str = "Someone not in my notes") -> None:
    walker.taps("Today")
    walker.taps("Say a limit")
    walker.taps("Say a limit")
    walker.taps(whom)
    walker.taps(pays)


def opens_phrase(walker: Walker, words: str) -> None:
    walker.effort.taps += 1
    walker.page.locator("#main .practice a", has_text=words).first.click()
    walker.settles()


def keeps_a_limit(walker: Walker) -> None:
    begins(walker)
    opens_phrase(walker, "I am not ready to answer yet.")
    walker.taps("Keep these words")


def receives(walker: Walker, how: str) -> None:
    walker.taps("Note how it was received")
    walker.answers("How was it received?", how)
    walker.taps("Keep")


def test_from_today_to_words_that_were_said_and_respected(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.begins_to_count()
    begins(ana)
    ana.sees("Words to begin from")
    opens_phrase(ana, "I am not ready to answer yet.")
    ana.sees("May I tell you tomorrow?")
    ana.taps("Keep these words")
    ana.sees("It is yours to say, to change, or to leave unsaid.")
    assert ana.effort.taps <= 7

    ana.taps("Rehearse it")
    ana.sees("In your head first")
    ana.taps("Yes, or not sure")
    ana.sees("Then it stays in your head.")
    ana.taps("Enough")
    ana.taps("On paper")
    ana.sees("Paper can be found.")
    ana.taps("My words")
    receives(ana, "Respected")
    ana.sees("no answer makes anyone safe")
    ana.shows_what_was_written()

    ana.sees("After a limit: Respected")


def test_not_sure_who_pays_ends_in_a_plan_and_an_advocate_and_no_words(ana: Walker) -> None:
    ana.makes_a_notebook()
    begins(ana, pays="Not sure")
    ana.sees("A plan before words")
    ana.sees("An advocate is someone trained who plans this with you")
    ana.does_not_see("The ask")
    ana.page.goto(ana.address + "zd/")
    ana.sees("A plan before words")
    ana.taps("Contact I cannot avoid")
    assert "Contact I cannot avoid" == ana.heading()
    ana.page.goto(ana.address + "ze/")
    ana.taps("Talk to someone trained")

    assert "Help" == ana.heading()


def test_punished_opens_safety_and_no_more_words_are_put_together(ana: Walker) -> None:
    ana.makes_a_notebook()
    keeps_a_limit(ana)
    receives(ana, "I was made to pay for it")
    assert "Safety first" == ana.heading()
    ana.sees("It was not your doing.")
    ana.taps("Safety")
    assert "Safety" == ana.heading()
    ana.taps("Today")
    ana.taps("Say a limit")

    ana.sees("A plan before words")


def test_the_whole_way_works_with_scripting_off(opens: Opens, program: Program) -> None:
    plain = opens(program, scripting=False)
    plain.makes_a_notebook()
    begins(plain)
    plain.opens_more("Narrow it down")
    plain.answers("About", "Money")
    plain.answers("How firm", "Final")
    plain.taps("Show these")
    plain.does_not_see("I am leaving now.")
    opens_phrase(plain, "I will not lend any more.")
    plain.opens_more("Change the words")
    plain.types("What I will do", "I keep what I have.")
    plain.taps("Keep these words")
    plain.sees("I keep what I have.")
    plain.taps("Rehearse it")
    plain.taps("Nobody and nothing")

    plain.sees("Aloud, if you want")


def goes_through_every_page(walker: Walker) -> Iterator[str]:
    """Every page of the room, one after the other, with something on each."""
    walker.makes_a_notebook()
    walker.page.goto(walker.address + "zb/")
    yield "whom"
    walker.taps("Someone not in my notes")
    yield "risk"
    walker.taps("No")
    walker.opens_more("Narrow it down")
    yield "phrases"
    walker.answers("About", "Sex")
    walker.taps("Show these")
    yield "before words on sex"
    walker.taps("Neither")
    opens_phrase(walker, "I would like to keep my love life to myself.")
    walker.opens_more("Change the words")
    yield "phrase"
    walker.page.goto(walker.address + "zf/")
    walker.taps("Keep these words")
    yield "write, with something wrong"
    walker.types("What I will do", "I go home at nine.")
    walker.taps("Keep these words")
    for label in ("Rehearse it", "On paper", "Change the words", "Note how it was received"):
        walker.taps(label)
        yield label
        walker.taps("My words")
    receives(walker, "Ignored")
    yield "limit"
    walker.taps("Say a limit")
    walker.opens_more("What is known about this")
    yield "room"
    walker.page.goto(walker.address + "hs/")
    yield "what I wrote"
    walker.page.goto(walker.address + "za/")
    opens_phrase(walker, "I go home at nine.")
    receives(walker, "I was made to pay for it")
    yield "punished"
    walker.page.goto(walker.address + "za/")
    yield "held"


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 320)])
def test_every_page_of_the_room_can_be_read_by_everyone(
    opens: Opens, program: Program, scheme: str, width: int
) -> None:
    walker = opens(program, color_scheme=scheme, viewport={"width": width, "height": 900})
    for page in goes_through_every_page(walker):
        assert (page, violations(walker)) == (page, [])
        assert (page, sideways(walker)) <= (page, 0)
