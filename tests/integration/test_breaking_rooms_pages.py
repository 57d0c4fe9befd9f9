"""Trying to get around danger by cards and by search, while a flag stands for now."""

import html

from tests.integration.open_notebook import Browser
from unhurried.content.library import library
from unhurried.domain.safety import Asked, DangerSign, Flag
from unhurried.pages.addresses import card_address

TOWARD_PEOPLE = {
    *(one.title for one in library().steps.values()),
    *(one.title for one in library().step_templates.values()),
    *(one.limit for one in library().phrases.values()),
}
EXPLAINING = {one.title: one for one in library().cards.values() if one.explains_past}

TYPED = ("say no to my mother", "trust people again", *EXPLAINING)


def found(browser: Browser, typed: str) -> set[str]:
    """Titles of ours that search shows and that danger holds."""
    browser.sends("find", typed=typed)
    page = html.unescape(browser.page("found"))
    return {title for title in (*TOWARD_PEOPLE, *EXPLAINING) if f">{title}<" in page}


def test_no_card_that_explains_by_the_past_is_reached_by_its_address_while_danger_is_now(browser: Browser) -> None:
    browser.writes(Asked, all_no=True)
    reached = [one for one in EXPLAINING.values() if browser.get("card", card_address(one.id)).status_code == 200]
    assert reached == list(EXPLAINING.values())

    browser.writes(Flag, sign=DangerSign.HURT)

    for one in EXPLAINING.values():
        answer = browser.get("card", card_address(one.id))
        assert answer.status_code != 200 or one.lead not in html.unescape(answer.content.decode()), one.id


def test_search_shows_nothing_toward_people_and_no_old_hurt_while_danger_is_now(browser: Browser) -> None:
    browser.writes(Asked, all_no=True)
    before = {typed: found(browser, typed) for typed in TYPED}
    assert any(titles & TOWARD_PEOPLE for titles in before.values())
    assert any(titles & EXPLAINING.keys() for titles in before.values())

    browser.writes(Flag, sign=DangerSign.HURT)

    assert {typed: found(browser, typed) for typed in TYPED} == {typed: set() for typed in TYPED}
