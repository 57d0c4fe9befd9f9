"""Sheets of room learning: kept once, changed with both versions in view, danger first, and a question that comes back."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.integration.open_notebook import Browser, adds
from unhurried.domain.learning import ParkedQuestion, Sides, TalkReview, TwoSides
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.today import Pause
from unhurried.pages import clock

SHEETS = ("saw_told", "know_feel", "review", "park")


def keeps_saw_told(browser: Browser, **more: object) -> UUID:
    entry_id = uuid4()
    browser.sends("saw_told", id=entry_id, one="she threw the cup", other="it slipped", **more)
    return entry_id


def parks(browser: Browser, until: str, **more: object) -> UUID:
    entry_id = uuid4()
    browser.sends("park", id=entry_id, question="was it me", until=until, **more)
    return entry_id


# --- keeping and changing -----------------------------------------------------------------------------------


def test_each_sheet_begins_with_danger_and_is_reached_from_today(browser: Browser) -> None:
    assert 'href="/ic/"' in browser.page("today")
    listed = browser.page("sheets")
    for name in SHEETS:
        assert f'href="{Browser._address(name, None)}"' in listed
        assert "data-danger-line" in browser.page(name)


def test_two_sides_are_kept_once_however_often_they_are_sent(browser: Browser) -> None:
    entry_id = keeps_saw_told(browser)
    browser.sends("saw_told", id=entry_id, one="she threw the cup", other="it slipped")

    (sheet,) = browser.kept(TwoSides)
    assert (Sides.SAW_TOLD, "she threw the cup", "it slipped", None) == (
        sheet.sides,
        sheet.one,
        sheet.other,
        sheet.whom,
    )


def test_one_side_may_stay_empty_and_two_may_not(browser: Browser) -> None:
    browser.sends("know_feel", id=uuid4(), one="", other="afraid")
    browser.sends("know_feel", id=uuid4(), one="  ", other="")

    assert ["afraid"] == [one.other for one in browser.kept(TwoSides)]
    assert "A few words are enough." in browser.page("know_feel")


def test_being_told_that_it_did_not_happen_is_named_as_a_way_of_harm(browser: Browser) -> None:
    shown = browser.page("sheet", keeps_saw_told(browser))

    assert "can itself be a way of harm" in shown
    assert 'href="/jx/"' in shown


def test_a_sheet_about_someone_leads_to_an_alarm_about_them(browser: Browser) -> None:
    kay = adds(browser, "K.")

    assert f'href="/jd/{kay}/"' in browser.page("sheet", keeps_saw_told(browser, whom=kay))


def test_a_change_from_another_window_shows_both(browser: Browser) -> None:
    entry_id = keeps_saw_told(browser)
    browser.sends("change_sheet", entry_id, revision=1, one="she threw it", other="")
    browser.sends("change_sheet", entry_id, revision=1, one="she threw the big one", other="")
    shown = browser.page("change_sheet", entry_id)

    assert "she threw it" in shown
    assert "she threw the big one" in shown
    assert ["she threw it"] == [one.one for one in browser.kept(TwoSides)]


def test_words_that_are_too_long_come_back(browser: Browser) -> None:
    browser.sends("review", id=uuid4(), facts="word " * 50_000)

    assert [] == browser.kept(TalkReview)
    assert "Your words are still here." in browser.page("review")


def test_a_sheet_stands_in_what_was_written_and_can_be_erased(browser: Browser) -> None:
    entry_id = keeps_saw_told(browser)
    shown = browser.page("past")
    assert "she threw the cup" in shown
    assert f'href="/ic/{entry_id}/"' in shown
    browser.sends("erase_entry", entry_id)

    assert [] == browser.kept(TwoSides)


@pytest.mark.parametrize("name", ["sheet", "change_sheet"])
def test_an_entry_of_another_kind_is_no_sheet(browser: Browser, name: str) -> None:
    assert 404 == browser.get(name, adds(browser, "K.")).status_code


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("saw_told", {"one": "a cup"}),
        ("know_feel", {"other": "a cup"}),
        ("review", {"guesses": "a cup"}),
        ("park", {"question": "a cup", "until": "week"}),
        ("change_sheet", {"one": "a cup"}),
    ],
)
def test_what_was_typed_while_it_locked_can_be_gone_on_with(
    browser: Browser, name: str, fields: dict[str, str]
) -> None:
    entry_id = keeps_saw_told(browser) if name == "change_sheet" else None
    browser.client.cookies.clear()
    browser.sends(name, entry_id, id=uuid4(), revision=1, **fields)
    browser.sends("unlock", passphrase=browser.ana.passphrase)
    left = re.search(r'action="/ln/([0-9a-f-]{36})/"', browser.page("left_notes"))
    assert left is not None
    browser.sends("left_note", UUID(left[1]), what="go_on")

    assert "a cup" in browser.page(name, entry_id)


# --- danger first -------------------------------------------------------------------------------------------


def test_with_a_flag_nothing_is_explained_away(browser: Browser) -> None:
    kay = adds(browser, "K.")
    browser.writes(Flag, sign=DangerSign.PUT_DOWN, whom=kay)
    entry_id = uuid4()
    browser.sends("know_feel", id=entry_id, one="he was kind today", other="afraid", whom=kay)
    know_feel = browser.page("sheet", entry_id)
    saw_told = browser.page("sheet", keeps_saw_told(browser, whom=kay))

    for shown in (know_feel, saw_told):
        assert "There is a flag here" in shown
    assert "recall a thing in two ways" not in saw_told
    assert "What you know can be true as well" not in know_feel


def test_with_nobody_named_a_flag_on_anyone_counts(browser: Browser) -> None:
    browser.writes(Flag, sign=DangerSign.PUT_DOWN, whom=adds(browser, "K."))

    assert "It may be about the same person." in browser.page("sheet", keeps_saw_told(browser))


def test_words_of_danger_on_a_sheet_put_people_first(browser: Browser) -> None:
    entry_id = uuid4()
    browser.sends("saw_told", id=entry_id, one="he put his hands round my neck", other="I made it up")
    shown = browser.page("sheet", entry_id)

    assert shown.index("Danger comes first") < shown.index("round my neck")


# --- going over a talk --------------------------------------------------------------------------------------


def test_the_limit_of_ten_minutes_is_told_in_words(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    shown, here = browser.page("review"), now.astimezone()

    assert f"It is {here:%H:%M} now, so that is until {here + timedelta(minutes=10):%H:%M}." in shown


def test_going_over_a_talk_ends_in_parking_or_an_alarm(browser: Browser) -> None:
    entry_id = uuid4()
    browser.sends("review", id=entry_id, facts="he left the room")
    shown = browser.page("sheet", entry_id)

    assert 'href="/ih/"' in shown
    assert 'href="/jx/"' in shown
    assert "Once more may not tell you more tonight." in browser.page("review")


# --- a question that comes back -----------------------------------------------------------------------------


def test_a_parked_question_comes_back_on_its_day_without_its_words(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    parks(browser, "week")
    assert "A question you put away" not in browser.page("today")
    later = clock.now() + timedelta(days=7)
    monkeypatch.setattr(clock, "now", lambda: later)
    shown = browser.page("today")

    assert "A question you put away" in shown
    assert "was it me" not in shown


@pytest.mark.parametrize(("tap", "leads"), [("never", "/ic/"), ("look", "/ic/"), ("not_now", "/td/")])
def test_whatever_is_tapped_it_comes_back_once(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tap: str, leads: str
) -> None:
    entry_id = parks(browser, "tomorrow")
    later = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert browser.sends("sheet", entry_id, until=tap).startswith(leads)
    assert "A question you put away" not in browser.page("today")
    assert [None] == [one.back_on for one in browser.kept(ParkedQuestion)]


def test_a_question_put_away_for_good_never_comes_back(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    parks(browser, "never")
    later = clock.now() + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert "A question you put away" not in browser.page("today")


def test_nothing_comes_back_while_all_is_paused(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    parks(browser, "tomorrow")
    browser.writes(Pause, until=None)
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert "A question you put away" not in browser.page("today")


def test_a_day_of_ones_own_that_cannot_be_read_keeps_the_question(browser: Browser) -> None:
    entry_id = parks(browser, "day", day="soon")
    assert [] == browser.kept(ParkedQuestion)
    shown = browser.page("park")
    assert "was it me" in shown
    assert "Write the day like 2026-03-31." in shown
    browser.sends("park", id=entry_id, question="was it me", until="day", day="2030-02-03")

    assert ["2030-02-03"] == [str(one.back_on) for one in browser.kept(ParkedQuestion)]
