"""Search, as it is used: danger first, nothing typed is kept or stands in an address, and what was written is found too."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.integration.open_notebook import Browser, adds
from unhurried.content.library import library
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.steadying import Checkin, HiddenPractice, State
from unhurried.domain.steps import Shelf, ShelvedStep
from unhurried.pages import clock
from unhurried.sealed.models import InboxItem


def finds(browser: Browser, typed: str) -> str:
    assert "/ib/" == browser.sends("find", typed=typed)
    return browser.page("found")


def test_search_is_one_tap_from_today_and_opens_with_danger(browser: Browser) -> None:
    assert 'href="/ia/"' in browser.page("today")
    assert "data-danger-line" in browser.page("find")


def test_an_everyday_sentence_finds_a_practice(browser: Browser) -> None:
    shown = finds(browser, "cant sleep keep waking up")

    assert "Awake at night" in shown
    assert "Awake at night" in shown.split("<h2>")[1]


def test_a_slip_is_forgiven(browser: Browser) -> None:
    assert "Awake at night" in finds(browser, "wakng up at nigth")


def test_no_more_than_eight_are_shown(browser: Browser) -> None:
    shown = finds(browser, "friend talk home time say")
    listed = shown.split("<h2>Closest</h2>")[1].split("Look for something else")[0]

    assert listed.count("<li>") == 8


@pytest.mark.parametrize("typed", ["he hit me", "hands round my throat", "scared to go home"])
def test_words_of_danger_put_help_before_any_result_and_leave_steps_out(browser: Browser, typed: str) -> None:
    shown = finds(browser, typed)

    assert "Danger comes first" in shown
    assert shown.index('href="/he/"') < shown.index("Closest")
    assert "/xs/" not in shown
    assert "/xt/" not in shown


def test_words_about_ending_ones_life_put_that_page_first(browser: Browser) -> None:
    shown = finds(browser, "i want to die")

    assert shown.index('href="/vb/"') < shown.index('href="/he/"')
    assert "Please do not be alone with this." in shown
    assert 1 == shown.count(">It is very bad<")
    assert "Nothing here fits" not in shown


def test_someone_who_says_they_will_kill_themselves_is_not_ones_own_to_prevent(browser: Browser) -> None:
    assert "It is not yours to prevent by staying." in finds(browser, "he will kill himself if i leave")


def test_while_danger_is_flagged_for_now_no_step_is_shown(browser: Browser) -> None:
    assert "/xs/" in finds(browser, "no to an invitation")
    browser.writes(Flag, sign=DangerSign.FOLLOWED, whom=None)
    shown = finds(browser, "no to an invitation")

    assert "/xs/" not in shown
    assert "Danger comes first" in shown


def test_what_was_hidden_stays_hidden(browser: Browser) -> None:
    browser.writes(HiddenPractice, practice="awake-at-night")
    browser.writes(ShelvedStep, step="no-to-an-invitation", shelf=Shelf.HIDDEN)

    assert library().practices["awake-at-night"].title not in finds(browser, "awake at night")
    assert library().steps["no-to-an-invitation"].title not in finds(browser, "no to an invitation")


def test_a_sign_leads_to_the_page_of_alarms_with_that_sentence_open(browser: Browser) -> None:
    assert 'name="tap" value="contempt"' in finds(browser, "she puts me down")
    browser.sends("alarm", id=uuid4(), tap="contempt")

    assert "They call me names" in browser.page("alarm")


def test_nothing_found_says_so_without_blame(browser: Browser) -> None:
    assert "that is not on you" in finds(browser, "zzqx")


def test_an_empty_box_leads_back_to_it(browser: Browser) -> None:
    assert "/ia/" == browser.sends("find", typed="   ")
    assert "/ia/" == browser.get("found").headers["Location"]


# --- what one wrote -----------------------------------------------------------------------------------------


def test_what_was_written_is_found_and_leads_to_the_entry(browser: Browser) -> None:
    browser.writes(Checkin, state=State.LOW, note="the blue kettle broke again")
    browser.writes(Checkin, state=State.LOW, note="quiet day")
    shown = finds(browser, "kettle")

    assert "In what I wrote" in shown
    assert "the blue kettle" in shown
    assert "quiet day" not in shown
    kettle = next(one for one in browser.kept(Checkin) if "kettle" in one.note)
    assert f'href="/ck/{kettle.id}/"' in shown


def test_the_newest_stands_first_in_what_was_written(browser: Browser) -> None:
    now = clock.now()
    for days, note in ((3, "kettle old"), (1, "kettle new")):
        at = now - timedelta(days=days)
        browser.ana.notebook.write(
            add=[Checkin(id=uuid4(), at=at, offset_minutes=0, written=at, state=State.LOW, note=note)]
        )
    shown = finds(browser, "kettle")

    assert shown.index("kettle new") < shown.index("kettle old")


# --- nothing typed is kept ----------------------------------------------------------------------------------


def test_what_is_typed_is_in_no_entry_and_no_address(browser: Browser) -> None:
    before = browser.ana.notebook.entries().kept
    where = browser.sends("find", typed="a very own sentence")

    assert "/ib/" == where
    assert before == browser.ana.notebook.entries().kept
    assert "a very own sentence" not in browser.page("find")
    assert "Show the last search again" in browser.page("find")


def test_a_search_that_comes_after_the_lock_is_let_go(browser: Browser) -> None:
    browser.sends("lock")
    browser.sends("find", typed="a very own sentence")

    assert 0 == InboxItem.objects.count()


def test_after_the_lock_nothing_is_left_of_a_search(browser: Browser) -> None:
    finds(browser, "a very own sentence")
    browser.sends("lock")
    browser.sends("unlock", passphrase=browser.ana.passphrase)

    assert "Show the last search again" not in browser.page("find")


def test_a_person_who_is_only_known_by_a_code_name_is_not_listed(browser: Browser) -> None:
    adds(browser, "Thimble")

    assert "In what I wrote" not in finds(browser, "thimble")
