"""The pages of room readiness, by Django's own client."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser
from unhurried.content.library import library
from unhurried.domain.readiness import Often, Readiness, Ready, ReadySign, SteadySign
from unhurried.domain.safety import DangerSign, Flag, Stopped, StopSign
from unhurried.domain.steadying import Felt, PracticeTime

GOOD = {sign.value: Often.SELDOM.value for sign in SteadySign} | {sign.value: Ready.YES.value for sign in ReadySign}


def send(browser: Browser, **answers: str) -> str:
    """What the page says after a look."""
    address = browser.sends("readiness", None, id=uuid4(), **answers)
    return browser.client.get(address).content.decode()


def test_the_page_asks_all_ten_and_nothing_is_chosen_but_skip(browser: Browser) -> None:
    page = browser.page("readiness")

    assert [sign for sign, words in library().readiness.items() if words.question not in page] == []
    assert page.count("checked") == 10
    assert page.count('value="" checked') == 10


def test_every_answer_good_comes_to_small_steps_if_you_want(browser: Browser) -> None:
    page = send(browser, **GOOD)

    assert "Small steps, if you want" in page
    assert "It says nothing about any one person." in page


@pytest.mark.parametrize("sign", SteadySign)
def test_most_days_comes_to_steadying_first_and_says_why(browser: Browser, sign: SteadySign) -> None:
    page = send(browser, **{**GOOD, sign.value: "most_days"})

    assert "Not now is a good answer" in page
    assert library().readiness[sign.value].said in page


def test_everything_skipped_comes_to_steadying_first_and_blames_nobody(browser: Browser) -> None:
    page = send(browser)

    assert "Some questions stayed open. That is fine." in page
    assert [()] == [look.ready + look.steady for look in browser.kept(Readiness)]


def test_danger_now_comes_to_safety_first_whatever_was_answered(browser: Browser) -> None:
    browser.writes(Flag, sign=DangerSign.HURT)
    page = send(browser, **GOOD)

    assert "You said that something is wrong right now." in page
    assert f'href="{reverse("help")}"' in page


def test_a_thought_of_ending_life_comes_to_safety_first(browser: Browser) -> None:
    browser.writes(Stopped, sign=StopSign.ENDING_LIFE)

    assert "You said it is very bad." in send(browser, **GOOD)


def test_two_looks_on_one_day_leave_the_careful_one_and_say_so(browser: Browser) -> None:
    send(browser, **{**GOOD, "losing_time": "most_days"})
    page = send(browser, **GOOD)

    assert "Not now is a good answer" in page
    assert "The more careful one stands for now." in page
    assert 2 == len(browser.kept(Readiness))


def test_an_example_is_kept_and_offered_again_and_the_answers_are_not(browser: Browser) -> None:
    send(browser, **{**GOOD, "easier_people_example": "the bench by the pond"})
    page = browser.page("readiness")

    assert "the bench by the pond" in page
    assert page.count('value="" checked') == 10


def test_an_example_that_is_too_long_keeps_everything_typed(browser: Browser) -> None:
    long = "é " * 150_000
    page = send(browser, **{**GOOD, "support_example": long, "curious": "a_little"})

    assert "This is too long to keep in one piece." in page
    assert long.strip() in page
    assert [] == browser.kept(Readiness)


def test_without_a_look_the_outcome_leads_to_the_questions(browser: Browser) -> None:
    answer = browser.get("readiness_outcome")

    assert (303, reverse("readiness")) == (answer.status_code, answer.headers["Location"])


def test_after_two_practices_that_made_it_worse_no_practice_is_offered(browser: Browser) -> None:
    for _ in range(2):
        browser.writes(PracticeTime, practice="cool-water", felt=Felt.WORSE)
    page = send(browser)

    assert 'class="practice"' not in page
    assert f'href="{reverse("crisis_plan")}"' in page
