"""Faith with oneself: a tiny promise and the word on it, one that was changed, a signal heard, and who I am now."""

from datetime import UTC, datetime, timedelta

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import Walker

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def opens_promises(walker: Walker) -> None:
    walker.taps("Today")
    walker.taps("Promises to myself")


def everyone_can_use(walker: Walker) -> None:
    assert (walker.page.url, violations(walker)) == (walker.page.url, [])
    assert sideways(walker) <= 0


def test_a_promise_from_today_and_the_next_day_the_word_on_it(ana: Walker, program: Program) -> None:
    program.set_clock(NOON.timestamp())
    ana.makes_a_notebook()
    ana.checks_in("Settled", "Yes")
    ana.taps("Today")
    ana.sees("A tiny promise, or nothing today")
    ana.begins_to_count()
    ana.taps("Look at it")
    ana.taps("Pick a promise")
    ana.taps("If I sit down to eat, then I put both feet on something firm.", exact=False)
    ana.taps("Tomorrow")
    ana.sees("It is written down. Nothing is asked before its day.")
    assert ana.effort.taps == 4
    ana.taps("Today")
    ana.does_not_see("You promised yourself something")

    program.set_clock((NOON + timedelta(days=1)).timestamp())
    ana.unlocks()
    ana.taps("Show me")
    ana.sees("You promised yourself something")
    ana.does_not_see("both feet")
    ana.taps("Look at it")
    ana.begins_to_count()
    ana.taps("Forgot")
    ana.sees("Forgotten. That happens to tired heads, and says nothing about who you are.")
    assert ana.effort.taps == 1
    everyone_can_use(ana)
    ana.taps("Today")
    ana.does_not_see("You promised yourself something")


def test_a_promise_that_was_too_large_is_changed_and_nothing_is_held_against_it(opens: Opens, program: Program) -> None:
    plain = opens(program, scripting=False)
    plain.makes_a_notebook()
    plain.taps("Show me")
    plain.taps("Promises to myself")
    plain.taps("Pick a promise")
    plain.taps("In my own words")
    plain.types("If", "the rain stops")
    plain.ticks("A bit of work")
    plain.taps("Today")
    plain.sees("A few words are enough here.")
    plain.types("Then I", "walk round the lake")
    plain.page.locator("#page").get_by_role("button", name="Today", exact=True).click()
    plain.sees("The one that stands")
    plain.taps("Change it")
    assert "walk round the lake" == plain.page.get_by_label("Then I", exact=True).input_value()
    plain.types("Then I", "open the window")
    plain.ticks("Hardly anything")
    plain.taps("Tomorrow")
    plain.sees("Changed for one that fits.")
    plain.sees("open the window")
    plain.sees("Changed")
    plain.taps("walk round the lake", exact=False)
    plain.sees("It counts against nothing.")
    plain.taps("What it was changed for")
    plain.sees("open the window")


def test_nothing_today_is_one_tap_and_is_not_asked_again(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Settled", "Yes")
    opens_promises(ana)
    ana.begins_to_count()
    ana.taps("Nothing today")
    ana.sees("Nothing today. That is an answer too.")
    assert ana.effort.taps == 1
    everyone_can_use(ana)
    ana.taps("Today")
    ana.does_not_see("A tiny promise, or nothing today")


def test_a_signal_that_was_heard_is_noted_and_seen_again(opens: Opens, program: Program) -> None:
    ana = opens(program, color_scheme="dark", viewport={"width": 320, "height": 900})
    ana.makes_a_notebook()
    ana.taps("Show me")
    ana.taps("Signals I heard")
    ana.taps("Keep this")
    ana.sees("Pick one line above, or write a few words of your own.")
    everyone_can_use(ana)
    ana.ticks("There was a quiet no in me.")
    ana.answers("Did I listen?", "Not this time")
    ana.types("What happened then", "I stayed, and went to bed early.")
    ana.taps("Keep this")
    ana.sees("Heard before")
    ana.sees("Not this time")
    ana.sees("I stayed, and went to bed early.")
    ana.page.get_by_role("link", name="Change the one of").first.click()
    ana.settles()
    ana.answers("Did I listen?", "Partly")
    everyone_can_use(ana)
    ana.taps("Keep this")
    ana.sees("I listened in part")


def test_who_i_am_now_a_word_a_like_and_one_small_return(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Show me")
    ana.taps("Who I am now")
    ana.taps("Look at some words")
    ana.ticks("Humour")
    ana.types("A word of my own", "Early mornings")
    ana.taps("Keep this")
    ana.sees("Laughing with others, and at no one.")
    ana.sees("Early mornings")
    ana.types("Something I like", "Toast at night")
    ana.taps("Keep what I like")
    ana.types("Something I did once", "Choir")
    ana.taps("Keep what I did")
    ana.taps("Pick a small return")
    ana.ticks("Choir")
    ana.ticks("I hear one song from that time.")
    ana.taps("This one")
    ana.sees("Back to: Choir")
    everyone_can_use(ana)
    ana.taps("Not the same any more")
    ana.sees("Not the same any more")
    ana.sees("Pick a small return")
    ana.taps("How much I believe myself")
    ana.taps("Somewhat")
    ana.sees("Five words in half a year are the fewest for a line.")
    everyone_can_use(ana)
