"""Trying to get around danger by the rooms that came last: by address, by an old form, by a second window."""

from uuid import uuid4

import pytest

from tests.integration.open_notebook import Browser, adds
from tests.words import visible_words
from unhurried.content.library import library
from unhurried.domain.limits import Limit
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.selftrust import Promise
from unhurried.domain.steadying import Checkin, State
from unhurried.pages.addresses import card_address, phrase_address


def flagged_now(browser: Browser) -> None:
    browser.writes(Flag, sign=DangerSign.HURT)


def test_no_card_that_explains_by_the_past_is_reached_by_its_address_while_danger_is_now(browser: Browser) -> None:
    flagged_now(browser)
    explaining = [one for one in library().cards.values() if one.explains_past]

    assert len(explaining) > 5
    for one in explaining:
        answer = browser.get("card", card_address(one.id))
        assert answer.status_code != 200 or one.lead not in answer.content.decode(), one.id


@pytest.mark.parametrize("phrase", ["no-touch", "not-tonight", "no-loans"])
def test_a_phrase_by_its_address_shows_no_words_before_the_questions(browser: Browser, phrase: str) -> None:
    words = library().phrases[phrase]
    answer = browser.get("phrase", phrase_address(phrase))

    assert answer.status_code != 200 or words.limit not in answer.content.decode()


def test_an_old_form_keeps_no_limit_toward_someone_who_was_flagged_since(browser: Browser) -> None:
    kay = adds(browser, "Kay")
    browser.sends("danger_questions", kay)
    browser.writes(Flag, sign=DangerSign.CHOKED, whom=kay)

    browser.sends("write_limit", id=uuid4(), limit="I go at nine.", whom=kay, pays="no")

    for one in browser.kept(Limit):
        assert "Rehearse" not in visible_words(browser.page("limit", one.id))


def test_no_promise_is_suggested_while_danger_is_now(browser: Browser) -> None:
    browser.writes(Checkin, state=State.SETTLED)
    flagged_now(browser)

    assert "tiny promise" not in visible_words(browser.page("today")).casefold()
    assert [] == browser.kept(Promise)


def test_search_shows_no_step_phrase_or_old_hurt_while_danger_is_now(browser: Browser) -> None:
    flagged_now(browser)
    for typed in ("say no to my mother", "trust people again", "why do i test people", "old terror from the past"):
        browser.sends("find", typed=typed)
        page = browser.page("found")
        for kind in ("step", "template", "phrase"):
            titles = {
                "step": [one.title for one in library().steps.values()],
                "template": [one.title for one in library().step_templates.values()],
                "phrase": [one.limit for one in library().phrases.values()],
            }[kind]
            assert [one for one in titles if f">{one}<" in page] == [], (typed, kind)
        assert [one.title for one in library().cards.values() if one.explains_past and f">{one.title}<" in page] == []
