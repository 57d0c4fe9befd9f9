"""Leaving: by the link, by Shift three times, by idling, by locking, and by closing."""

import time

from playwright.sync_api import expect

from tests.walks.program import Program
from tests.walks.walkers import Walker


def test_leaving_by_the_link_locks_and_back_shows_nothing(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.page.get_by_role("link", name="Leave this page").click()
    ana.page.get_by_label("Passphrase", exact=True).wait_for()

    ana.page.go_back()
    ana.does_not_see_anything_of_theirs()
    assert ana.page.title() in ("Notes", "")


def test_shift_three_times_leaves(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Show me")
    for _ in range(3):
        ana.page.keyboard.press("Shift")
    ana.page.get_by_label("Passphrase", exact=True).wait_for()


def test_capital_letters_are_not_counted_as_shift(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    ana.page.get_by_label("A note", exact=True).press_sequentially("ABC DEF")

    assert ana.page.get_by_label("A note", exact=True).input_value() == "ABC DEF"


def test_leaving_blanks_the_page_even_when_nothing_answers(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    ana.taps("Show me")
    ana.page.route("**/*", lambda route: route.abort())
    ana.page.get_by_role("link", name="Leave this page").click(no_wait_after=True)

    expect(ana.page.locator("main h1")).not_to_be_visible(timeout=1000)


def test_leaving_before_there_is_a_notebook_shows_a_plain_page(ana: Walker) -> None:
    ana.opens_the_app()
    ana.page.get_by_role("link", name="Leave this page").click()

    ana.sees("Nothing is open.")
    ana.does_not_see("hurt")
    ana.taps("Go on")
    ana.sees("Both can be true")


def test_the_worker_that_held_the_key_is_gone_after_leaving(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    held_the_key = program.worker_ids()
    ana.locks()

    assert set(program.worker_ids()).isdisjoint(held_the_key)


def test_the_idle_lock_keeps_what_was_typed(ana: Walker, program: Program) -> None:
    ana.page.clock.install()
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    ana.types("A note", "half a sentence")
    ana.page.clock.run_for(16 * 60 * 1000)
    ana.page.get_by_label("Passphrase", exact=True).wait_for()
    ana.types("Passphrase", "seven quiet herons wade past dusk")
    ana.taps("Open")

    ana.sees("You stopped in the middle of something. Your words are kept.")
    ana.taps("Go on with it")
    ana.taps("Go on with it")
    assert ana.page.get_by_label("A note", exact=True).input_value() == "half a sentence"
    ana.taps("Keep this")
    ana.shows_what_was_written()
    ana.sees("half a sentence")


def test_leaving_in_the_middle_of_a_note_keeps_its_words_sealed(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    ana.page.get_by_label("A note", exact=True).press_sequentially("cut off here")
    ana.page.get_by_role("link", name="Leave this page").click()
    ana.page.get_by_label("Passphrase", exact=True).wait_for()
    ana.unlocks()
    ana.taps("Go on with it")

    ana.sees("cut off here")


def test_a_form_sent_after_the_lock_is_kept_sealed(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    ana.types("A note", "sent too late")
    other = Walker(ana.page.context.new_page(), ana.address)
    other.opens_the_app()
    other.locks()
    ana.taps("Keep this")
    ana.page.get_by_label("Passphrase", exact=True).wait_for()
    ana.unlocks()
    ana.taps("Go on with it")

    ana.sees("sent too late")
    ana.sees("Anyone at this computer could have written them.")


def test_the_cover_comes_and_goes_without_losing_a_word(ana: Walker) -> None:
    ana.page.clock.install()
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    ana.types("A note", "under the cover")
    ana.page.clock.run_for(150 * 1000)
    expect(ana.page.get_by_label("A note", exact=True)).not_to_be_visible(timeout=30_000)
    ana.page.keyboard.press("a")

    expect(ana.page.get_by_label("A note", exact=True)).to_be_visible()
    assert ana.page.get_by_label("A note", exact=True).input_value().startswith("under the cover")


def test_the_server_locks_by_itself_when_nobody_comes_back(ana: Walker, program: Program) -> None:
    began = time.time()
    program.set_clock(began)
    ana.makes_a_notebook()
    program.set_clock(began + 16 * 60)
    held_the_key = program.worker_ids()
    end = time.monotonic() + 15
    while set(program.worker_ids()) & set(held_the_key) and time.monotonic() < end:
        time.sleep(0.1)
    ana.opens_the_app()

    assert set(program.worker_ids()).isdisjoint(held_the_key)
    assert ana.page.get_by_label("Passphrase", exact=True).count() == 1


def test_closing_ends_the_program(ana: Walker, program: Program) -> None:
    ana.makes_a_notebook()
    ana.taps("More")
    ana.taps("Close the app")
    ana.sees("You can close this tab.")
    assert program.process is not None

    assert program.process.wait(timeout=15) == 0


def test_with_scripting_the_history_holds_one_address_and_one_title(ana: Walker) -> None:
    ana.makes_a_notebook()
    length = ana.page.evaluate("history.length")
    ana.checks_in("Low", "Yes")
    ana.taps("Practise")
    ana.taps("Today")
    ana.taps("More")

    assert ana.page.evaluate("history.length") == length
    assert ana.page.url == ana.address
    assert ana.page.title() == "Notes"


def test_nothing_is_stored_in_the_browser(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    kept = ana.page.context.storage_state(indexed_db=True)
    offered = ana.page.evaluate(
        "() => [window.localStorage, window.sessionStorage, window.indexedDB, window.caches].map(String)"
    )

    assert kept["origins"] == []
    assert offered == ["undefined"] * 4
