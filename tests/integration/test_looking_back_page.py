"""Looking back: a span of days, what the notes show of it, and what differs from the span before."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.integration.open_notebook import Browser
from tests.words import visible_words
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.people import Hurt, Someone
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.steadying import Checkin, Felt, PracticeTime, Presence, State
from unhurried.pages import clock
from unhurried.pages.addresses import part_address
from unhurried.pages.views.lookback.back import OF_ALL_TIME, OF_NO_TIME, SHOWN
from unhurried.report.along import PARTS


def writes(browser: Browser, kind: type[Entry], days_ago: int, **fields: object) -> None:
    at = clock.now() - timedelta(days=days_ago)
    browser.ana.notebook.write(add=[kind(id=uuid4(), at=at, offset_minutes=0, written=at, **fields)])


def test_every_part_of_the_page_to_take_along_is_looked_back_on_or_has_no_time() -> None:
    assert set(PARTS) == {*SHOWN, *OF_NO_TIME}
    assert set(OF_ALL_TIME) <= set(SHOWN)


def test_with_nothing_written_the_page_asks_for_nothing(browser: Browser) -> None:
    page = browser.page("look_back")

    assert "There is nothing from these days. Nothing is fine." in page
    assert "What changed" not in page


def test_only_what_happened_in_the_days_that_were_chosen_is_told(browser: Browser) -> None:
    writes(browser, Checkin, 3, state=State.LOW)
    writes(browser, Checkin, 20, state=State.KEYED_UP)

    browser.sends("look_back", span="week")
    assert "I checked in once" in browser.page("look_back")
    browser.sends("look_back", span="month")
    assert "I checked in 2 times" in browser.page("look_back")


def test_earlier_and_later_move_by_one_span_and_never_past_today(browser: Browser) -> None:
    writes(browser, Checkin, 10, state=State.LOW)
    browser.sends("look_back", span="week")
    assert ">Later<" not in browser.page("look_back")

    browser.sends("look_back", span="earlier")
    page = browser.page("look_back")
    assert "I checked in once" in page
    assert ">Later<" in page
    for _ in range(3):
        browser.sends("look_back", span="later")

    assert ">Later<" not in browser.page("look_back")


@pytest.mark.parametrize("span", ["", "decade", "-1", "\0"])
def test_a_span_that_is_none_changes_nothing(browser: Browser, span: str) -> None:
    before = browser.page("look_back")

    browser.sends("look_back", span=span)

    assert visible_words(before) == visible_words(browser.page("look_back"))


def test_a_small_difference_is_called_wobble_and_a_large_one_is_told_in_counts(browser: Browser) -> None:
    for day in range(60):
        writes(browser, Checkin, day, state=State.LOW if day < 30 else State.KEYED_UP, presence=Presence.YES)

    page = browser.page("look_back")
    assert "That is more than the usual wobble." in page
    assert "The two differ no more than the usual wobble." in page
    assert "better" not in visible_words(page).casefold()


def test_with_too_few_in_one_span_nothing_is_said_to_have_changed(browser: Browser) -> None:
    for day in range(29):
        writes(browser, Checkin, day, state=State.LOW)

    assert "There are too few answers in one of the two spans to say." in browser.page("look_back")


def test_each_part_says_what_it_does_not_prove_and_what_it_rests_on(browser: Browser) -> None:
    writes(browser, PracticeTime, 2, practice="push-the-wall", felt=Felt.WORSE)

    page = browser.page("look_closer", part_address("practices"))
    assert library().along.parts["practices"].not_proof in page
    assert "It rests on one time that I noted." in page


def test_a_part_that_has_nothing_to_tell_has_no_page(browser: Browser) -> None:
    assert 404 == browser.get("look_closer", part_address("practices")).status_code


def test_signs_of_danger_are_not_among_what_is_looked_back_on(browser: Browser) -> None:
    browser.writes(Someone, code_name="K.")
    k = browser.kept(Someone)[-1]
    writes(browser, Flag, 2, sign=DangerSign.HURT, whom=k.id)
    writes(browser, Hurt, 2, what="The door", someone=k.id)

    assert library().along.parts["flags"].title not in browser.page("look_back")
    assert "The door" in browser.page("look_closer", part_address("hurts"))
