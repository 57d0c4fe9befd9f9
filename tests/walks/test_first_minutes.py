"""The first three minutes: nothing to type, nothing kept, and only then notes."""

from tests.walks.program import Program
from tests.walks.walkers import OWN_PASSPHRASE, Walker


def test_the_first_three_minutes_take_six_taps_and_150_words_and_no_typing(ana: Walker) -> None:
    ana.opens_the_app()
    ana.begins_to_count()
    ana.sees("Both can be true")
    ana.taps("A calm minute, nothing is kept")
    ana.taps("Enough")
    ana.sees("How is it now?")
    ana.taps("About the same")
    ana.sees("Keep notes, locked")

    assert ana.effort.taps <= 6
    assert ana.effort.words <= 150


def test_nothing_of_the_first_minutes_is_kept(ana: Walker, program: Program) -> None:
    ana.opens_the_app()
    ana.taps("A calm minute, nothing is kept")
    ana.taps("Enough")
    ana.taps("Eased a little")
    ana.taps("Not now")

    assert ana.page.context.cookies() == [one for one in ana.page.context.cookies() if one["name"].startswith("c")]


def test_keeping_notes_takes_four_taps_and_120_words_and_the_passphrase_once(ana: Walker) -> None:
    ana.opens_the_app()
    ana.effort.taps, ana.effort.words = 0, 0
    ana.taps("Keep notes")
    ana.taps("Go on")
    ana.opens_more("Show the words")
    ana.effort.taps += 1
    made = " ".join(ana.page.locator("[data-made] span").all_inner_texts())
    ana.types("Type it once", made)
    shown_once_open = ana.effort.words
    ana.taps("Lock my notes with it")
    ana.sees("You are here.")

    assert len(made.split()) == 6
    assert ana.effort.taps <= 4
    assert shown_once_open <= 120


def test_a_made_passphrase_stays_the_same_when_it_was_typed_wrong(ana: Walker) -> None:
    ana.opens_the_app()
    ana.taps("Keep notes")
    ana.taps("Go on")
    ana.opens_more("Show the words")
    made = ana.page.locator("[data-made]").inner_text()
    ana.types("Type it once", "six other words that are wrong")
    ana.taps("Lock my notes with it")

    ana.sees("These are not the six words above.")
    ana.opens_more("Show the words")
    assert ana.page.locator("[data-made]").inner_text() == made
    assert ana.page.get_by_label("Type it once", exact=True).input_value() == ""


def test_a_short_passphrase_of_ones_own_is_refused_at_the_field(ana: Walker) -> None:
    ana.opens_the_app()
    ana.taps("Keep notes")
    ana.taps("Go on")
    ana.types("Type it once", "too short")
    ana.opens_more("I want my own passphrase")
    ana.ticks("What I typed above is my own")
    ana.taps("Lock my notes with it")

    ana.sees("This is shorter than 15 signs.")
    assert ana.page.get_by_text("This is shorter than 15 signs.").count() == 1
    assert ana.page.get_by_label("Type it once", exact=True).evaluate("field => field === document.activeElement")


def test_the_six_words_are_hidden_until_they_are_asked_for(ana: Walker) -> None:
    ana.opens_the_app()
    ana.taps("Keep notes")
    ana.taps("Go on")

    assert not ana.page.locator("[data-made]").is_visible()
    ana.opens_more("Show the words")
    assert ana.page.locator("[data-made]").is_visible()


def test_a_recovery_code_is_shown_once_and_opens_and_asks_for_a_new_passphrase(ana: Walker) -> None:
    ana.opens_the_app()
    ana.taps("Keep notes")
    ana.taps("Go on")
    ana.types("Type it once", OWN_PASSPHRASE)
    ana.opens_more("I want my own passphrase")
    ana.ticks("What I typed above is my own")
    ana.ticks("Also make a recovery code")
    ana.taps("Lock my notes with it")
    code = ana.page.locator(".code-slip code").inner_text()
    ana.taps("I have it")
    ana.locks()
    ana.taps("I have a recovery code")
    ana.types("Recovery code", code.lower().replace("-", " "))
    ana.taps("Open")

    assert ana.heading() == "A new passphrase"
    assert ana.page.get_by_label("The passphrase of today").count() == 0


def test_a_recovery_code_that_is_not_wanted_opens_nothing(ana: Walker) -> None:
    ana.opens_the_app()
    ana.taps("Keep notes")
    ana.taps("Go on")
    ana.types("Type it once", OWN_PASSPHRASE)
    ana.opens_more("I want my own passphrase")
    ana.ticks("What I typed above is my own")
    ana.ticks("Also make a recovery code")
    ana.taps("Lock my notes with it")
    code = ana.page.locator(".code-slip code").inner_text()
    ana.taps("I do not want it")
    ana.sees("There is no recovery code now.")
    ana.locks()
    ana.taps("I have a recovery code")
    ana.types("Recovery code", code)
    ana.taps("Open")

    ana.sees("That did not open it.")


def test_what_this_cannot_hide_is_said_before_the_first_kept_word(ana: Walker) -> None:
    ana.opens_the_app()
    ana.taps("Keep notes")

    ana.sees("It cannot hide that you used it.")
    ana.sees("It cannot protect you from spyware, or from someone who makes you open it.")
    ana.sees("no one can bring it back")
    ana.opens_more("Where it lies")
    ana.sees("A private window keeps none of that")
    ana.sees("Clearing all of it at once can look odd")


def test_going_on_after_worse_leads_to_a_person_first(ana: Walker) -> None:
    ana.opens_the_app()
    ana.taps("A calm minute, nothing is kept")
    ana.taps("Worse")

    ana.sees("it is not your fault")
    assert ana.page.locator("[data-danger-line]").is_visible()
    assert ana.page.locator("#main .button").first.inner_text() == "Help, and numbers to call"
    ana.taps("Help, and numbers to call")
    assert ana.page.locator("a[href^='tel:']").count() > 0
