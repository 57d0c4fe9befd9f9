"""The pages around a page to take along: chosen, looked at, saved once; nothing of it is kept in the notebook."""

import json
import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from bench.handover_pdf import findings, text_of
from tests.integration.open_notebook import Browser, adds
from tests.words import grade, visible_words
from unhurried.content.library import library
from unhurried.domain.needs import NamedNeed, Weight
from unhurried.domain.people import Hurt
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.steadying import Checkin, Presence, State
from unhurried.domain.support import Instrument, OutsideMeasure
from unhurried.pages.visits import SESSIONS
from unhurried.report.fhir import check_bundle

COURT = "Anything saved or printed can be found, or asked for by a court, and read against you."
USUAL = ("checkins", "practices", "needs", "steps")


@pytest.fixture
def year(browser: Browser) -> Browser:
    """A little of everything that can be ticked by one who has not been here for long."""
    heron = adds(browser, "Heron")
    browser.writes(Checkin, state=State.LOW, presence=Presence.YES, note="CANARY note")
    browser.writes(Checkin, state=State.STIRRED, presence=Presence.NO)
    browser.writes(NamedNeed, need="free-to-leave", weight=Weight.NOT_NEGOTIABLE)
    browser.writes(Hurt, what="Heron laughed at me", someone=heron)
    browser.writes(Flag, sign=DangerSign.PUT_DOWN, whom=heron)
    return browser


def chooses(browser: Browser, *parts: str, called: str = "letters", **words: str) -> str:
    """Where the form leads. Several ticks have one name."""
    form = {"parts": list(parts), "called": called, **words}
    answer = browser.client.post(reverse("take_along"), form)
    assert (303, b"") == (answer.status_code, answer.content)
    return str(answer.headers["Location"])


def saved(browser: Browser, name: str = "save_along") -> bytes:
    where = browser.sends(name)
    assert re.fullmatch(r"/vx/[0-9a-f-]{36}/", where)
    return bytes(browser.client.get(where).content)


# --- choosing -----------------------------------------------------------------------------------------------


def test_what_can_be_turned_against_someone_is_not_ticked_when_the_page_comes(browser):
    page = browser.page("take_along")
    ticked = re.findall(r'name="parts" value="(\w+)" checked', page)
    offered = re.findall(r'name="parts" value="(\w+)"', page)

    assert list(USUAL) == ticked
    assert set(library().along.parts) == set(offered)
    assert re.search(r'value="letters" checked', page)


def test_with_nothing_chosen_it_is_said_at_the_ticks_and_nothing_is_ticked_behind_the_persons_back(browser):
    assert "/va/" == chooses(browser)
    page = browser.page("take_along")

    assert library().along.say("form_nothing") in page
    assert [] == re.findall(r'name="parts" value="(\w+)" checked', page)
    assert "/va/" == browser.get("along_preview").headers["Location"]


def test_words_that_are_too_long_are_kept_and_told_of_at_their_field(browser):
    words = "many words " * 40
    assert "/va/" == chooses(browser, "needs", why=words, help_with="short")
    page = unescape(browser.page("take_along"))

    assert library().along.say("form_too_long", most=300) in page
    assert words.strip() in page
    assert ["needs"] == re.findall(r'name="parts" value="(\w+)" checked', page)


@pytest.mark.parametrize(
    "form", [{"parts": "passphrase", "called": "letters"}, {"parts": "needs", "called": "?"}, {"parts": "needs"}]
)
def test_a_form_with_nonsense_leads_back_to_the_choices(browser, form):
    answer = browser.client.post(reverse("take_along"), form)

    assert "/va/" == answer.headers["Location"]
    assert "There is one thing to fix" in browser.page("take_along")


def test_what_was_chosen_is_there_again_to_be_changed(browser):
    chooses(browser, "range", "needs", called="code_names", why="For my helper")
    page = browser.page("take_along")

    assert {"range", "needs"} == set(re.findall(r'name="parts" value="(\w+)" checked', page))
    assert re.search(r'value="code_names" checked', page)
    assert "For my helper" in page


# --- looking ------------------------------------------------------------------------------------------------


def test_the_preview_shows_what_was_ticked_and_nothing_else(year):
    assert "/vc/" == chooses(year, "checkins", "needs", "hurts", why="It is about Heron")
    page = unescape(year.page("along_preview"))

    assert "It is about A" in page
    assert "I checked in 2 times." in page
    assert "A laughed at me" in page
    for left_out in ("Heron", "CANARY", "Signs of danger", "My range"):
        assert left_out not in page


def test_the_preview_says_where_it_will_lie_and_the_court_stands_above_the_button(year):
    chooses(year, *USUAL)
    page = unescape(year.page("along_preview"))

    assert page.index("“sheet.pdf”") < page.index(COURT) < page.index("Save it as a PDF")
    assert "Nothing is saved yet." in page
    assert "Your notes have nothing yet for: What helps me get steady" in page


def test_the_pages_are_easy_to_read_and_not_heavy(year):
    chooses(year, *library().along.parts)
    for name, heaviest in (("take_along", 16_000), ("along_preview", 24_000)):
        page = year.page(name)
        assert grade(visible_words(page)) <= 5, name
        assert len(page.encode()) < heaviest, name


def test_without_a_choice_there_is_nothing_to_look_at_and_nothing_to_save(browser):
    assert "/va/" == browser.get("along_preview").headers["Location"]
    assert "/va/" == browser.sends("save_along")
    assert "/va/" == browser.sends("save_records")


# --- saving -------------------------------------------------------------------------------------------------


def test_the_file_holds_what_was_ticked_and_is_handed_over_under_a_neutral_name(year):
    chooses(year, "checkins", "needs", "hurts", why="It is about Heron")
    answer = year.client.get(year.sends("save_along"))
    text = text_of(answer.content)

    assert ("application/pdf", 'attachment; filename="sheet.pdf"', "no-store") == tuple(
        answer.headers[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")
    )
    assert "It is about A" in text
    assert "A laughed at me" in text
    for left_out in ("Heron", "CANARY", "Signs of danger", "My range"):
        assert left_out not in text
    assert [] == findings(answer.content)


def test_code_names_stay_when_that_was_chosen(year):
    chooses(year, "flags", called="code_names")

    assert "I noted signs of danger about Heron." in text_of(saved(year))


def test_the_records_file_fits_fhir_and_holds_no_word(year):
    chooses(year, "checkins")
    answer = year.client.get(year.sends("save_records"))

    check_bundle(answer.content)
    assert 'attachment; filename="sheet.json"' == answer.headers["Content-Disposition"]
    assert 3 == len(json.loads(answer.content)["entry"])
    assert b"CANARY" not in answer.content


def test_totals_go_into_the_records_file_only_when_ticked_and_never_name_anyone(year):
    year.writes(OutsideMeasure, which=Instrument.PHQ_9, total=7.0)
    year.writes(OutsideMeasure, which=Instrument.OTHER, total=3.0, name="Heron's sheet")

    chooses(year, "checkins", called="code_names")
    without = year.client.get(year.sends("save_records")).content
    chooses(year, "checkins", "measures", called="code_names")
    whole = year.client.get(year.sends("save_records")).content

    check_bundle(whole)
    assert b"44261-6" in whole
    assert b"44261-6" not in without
    assert 2 == len(json.loads(whole)["entry"]) - len(json.loads(without)["entry"])
    assert b"Heron" not in whole


def test_there_is_no_records_file_when_how_i_was_was_not_chosen(year):
    chooses(year, "needs")

    assert "For a records system" not in year.page("along_preview")
    assert "/va/" == year.sends("save_records")


def test_nothing_of_it_is_kept_in_the_notebook(year):
    before = year.ana.notebook.entries().kept
    chooses(year, *library().along.parts, why="CANARY why")
    year.page("along_preview")
    saved(year)

    assert before == year.ana.notebook.entries().kept


def test_what_was_chosen_waits_sealed_and_is_gone_when_the_notebook_locks(year):
    chooses(year, "needs", why="CANARY why")
    where = year.sends("save_along")
    held = b"".join(value for session in SESSIONS._known.values() for value in session._held.values())
    assert b"CANARY" not in held
    assert b"%PDF" not in held

    year.client.post(reverse("lock"))

    for address in (where, reverse("along_preview"), reverse("take_along")):
        answer = year.client.get(address)
        assert (303, "/", b"") == (answer.status_code, answer.headers["Location"], answer.content)


def test_a_form_that_comes_after_locking_keeps_its_words(year):
    year.client.post(reverse("lock"))
    year.client.post(reverse("take_along"), {"why": "words I typed", "parts": "needs", "called": "letters"})
    year.client.post(reverse("unlock"), {"passphrase": year.ana.passphrase})

    left = year.page("left_notes")
    assert "words I typed" in left
    one = re.search(r'action="(/ln/[0-9a-f-]+/)"', left)
    assert one
    assert "/va/" == year.client.post(one[1], {"what": "go_on"}).headers["Location"]
    page = year.page("take_along")
    assert "words I typed" in page
    assert ["needs"] == re.findall(r'name="parts" value="(\w+)" checked', page)


def test_an_address_that_only_takes_forms_leads_home(year):
    for name in ("save_along", "save_records"):
        assert "/" == year.get(name).headers["Location"]
    assert "/" == year.get("parcel", uuid4()).headers["Location"]


@pytest.mark.parametrize("name", ["today", "past"])
def test_it_is_one_tap_away(browser, name):
    assert 'href="/va/"' in browser.page(name)
