"""The harm check: asked every few weeks, open at any time, and an answer of "worse" acts."""

from datetime import timedelta
from uuid import uuid4

from tests.integration.open_notebook import Browser
from unhurried.domain.lookback import HarmCheck, SinceBegun
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.steadying import Checkin, Felt, PracticeTime, State
from unhurried.pages import clock


def begins(browser: Browser, *, days_ago: int) -> None:
    at = clock.now() - timedelta(days=days_ago)
    browser.ana.notebook.write(add=[Checkin(id=uuid4(), at=at, offset_minutes=0, written=at, state=State.SETTLED)])


def test_today_asks_after_three_weeks_and_not_before(browser: Browser) -> None:
    begins(browser, days_ago=20)
    assert "It is one question, every few weeks." not in browser.page("today")

    begins(browser, days_ago=21)
    assert "It is one question, every few weeks." in browser.page("today")


def test_put_off_it_does_not_come_back_today(browser: Browser) -> None:
    begins(browser, days_ago=30)

    browser.sends("decline", suggestion="harm_check")

    assert "It is one question, every few weeks." not in browser.page("today")


def test_worse_makes_it_quiet_and_shows_people_before_anything_else(browser: Browser) -> None:
    form = uuid4()

    browser.sends("harm_check", id=form, since="worse")

    page = browser.page("harm_checked", form)
    assert page.index("Reach a person") < page.index("Pause everything") < page.index("less may be kinder")
    assert "It is quiet here for a week" in browser.page("today")
    assert "It is quiet here for a week" not in browser.page("harm_check")


def test_sent_twice_it_is_kept_once_and_an_answer_that_is_none_is_not_kept(browser: Browser) -> None:
    form = uuid4()
    for _ in range(2):
        browser.sends("harm_check", id=form, since="cannot_tell")
    browser.sends("harm_check", id=uuid4(), since="great")

    [check] = browser.kept(HarmCheck)
    assert SinceBegun.CANNOT_TELL is check.since


def test_what_made_it_worse_is_told_openly_with_its_name(browser: Browser) -> None:
    assert "You have not said so of anything here." in browser.page("harm_check")

    browser.writes(PracticeTime, practice="push-the-wall", felt=Felt.WORSE)
    browser.writes(HarmCheck, since=SinceBegun.WORSE)

    page = browser.page("harm_check")
    assert "A practice: <bdi>" in page
    assert "Being here" in page


def test_an_answer_that_is_not_here_has_no_page(browser: Browser) -> None:
    assert 404 == browser.get("harm_checked", uuid4()).status_code


def test_danger_does_not_hide_it(browser: Browser) -> None:
    browser.writes(Flag, sign=DangerSign.HURT)

    assert "Is this doing you good?" in browser.page("harm_check")
