"""The pages of room support: help that is never held, helpers and what was seen in them, sessions, and measures."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser, adds
from tests.people import Owner
from tests.words import count_words, grade, sentences, visible_words
from unhurried.content.library import library
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.support import Helper, HelpSession, Instrument, OutsideMeasure, QuestionsToAsk, TooMuch
from unhurried.pages import clock
from unhurried.pages.addresses import help_address, idea_address

LONG = "word " * 50_000
TODAY = clock.now().astimezone().date()
WORDS = library().support


def adds_helper(browser: Browser, called: str, **more: object) -> UUID:
    entry_id = uuid4()
    assert reverse("helper", args=[entry_id]) == browser.sends("add_helper", id=entry_id, called=called, **more)
    return entry_id


def notices(browser: Browser, helper: UUID, *signs: str) -> str:
    """Where the answer leads."""
    data = {"id": str(uuid4()), "revision": str(browser.revision(helper)), "signs": list(signs)}
    return str(browser.client.post(reverse("helper_noticed", args=[helper]), data).headers["Location"])


def notes_session(browser: Browser, helper: UUID, **more: object) -> UUID:
    entry_id = uuid4()
    browser.sends("note_session", helper, id=entry_id, **{"day": TODAY, **more})
    return entry_id


def adds_total(browser: Browser, which: str, total: object, **more: object) -> UUID:
    entry_id = uuid4()
    browser.sends("add_measure", id=entry_id, which=which, total=total, **{"day": TODAY, **more})
    return entry_id


# --- how all of it reads ------------------------------------------------------------------------------------


def test_every_page_is_read_at_grade_five_with_short_sentences(browser: Browser) -> None:
    kay = adds(browser, "K.")
    helper = adds_helper(browser, "Lamp", someone=kay, cost="40", wait="a week")
    browser.client.post(reverse("helper_questions"), {"revision": "0", "questions": ["training", "touch"]})
    notices(browser, helper, "sexual-contact", "secret-between-us")
    browser.sends("set_beside", helper, beside="yes")
    session = notes_session(browser, helper, how="It was long.", too_much="yes")
    total = adds_total(browser, "pcl_5", 40)
    plain = ("support", "therapies", "ways_in", "helper_questions", "helper_signs", "telling", "helpers", "add_helper")
    pages = [(name, None) for name in (*plain, "compare_helpers", "measures", "add_measure")]
    of_helper = ("helper", "change_helper", "helper_asked", "helper_noticed", "helper_danger", "note_session")
    pages += [(name, helper) for name in of_helper]
    pages += [("session", session), ("change_session", session), ("change_measure", total)]
    pages += [("therapy", help_address(one)) for one in WORDS.therapies]
    pages += [("way_in", help_address(one)) for one in WORDS.ways_in]
    shown = {page: visible_words(browser.page(*page)) for page in pages}

    assert {} == {page: grade(words) for page, words in shown.items() if grade(words) > 5}
    said = [one for words in shown.values() for one in sentences(words)]
    assert [] == [one for one in said if count_words(one) > 20]
