"""The pages of room readiness, by Django's own client."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.integration.browsing import keeps, kept_by
from unhurried.content.library import library
from unhurried.domain.readiness import Often, Readiness, Ready, ReadySign, SteadySign
from unhurried.domain.safety import DangerSign, Flag, Stopped, StopSign
from unhurried.domain.steadying import Felt, PracticeTime

GOOD = {sign.value: Often.SELDOM.value for sign in SteadySign} | {sign.value: Ready.YES.value for sign in ReadySign}


def send(client: Client, **answers: str) -> str:
    answer = client.post(reverse("readiness"), {"id": str(uuid4()), **answers})
    assert answer.status_code == 303
    return client.get(answer.headers["Location"]).content.decode()


def test_the_page_asks_all_ten_and_nothing_is_chosen_but_skip(opened: Client) -> None:
    page = opened.get(reverse("readiness")).content.decode()

    assert [sign for sign, words in library().readiness.items() if words.question not in page] == []
    assert page.count("checked") == 10
    assert page.count('value="" checked') == 10


def test_every_answer_good_comes_to_small_steps_if_you_want(opened: Client) -> None:
    page = send(opened, **GOOD)

    assert "Small steps, if you want" in page
    assert "It says nothing about any one person." in page


@pytest.mark.parametrize("sign", SteadySign)
def test_most_days_comes_to_steadying_first_and_says_why(opened: Client, sign: SteadySign) -> None:
    page = send(opened, **{**GOOD, sign.value: "most_days"})

    assert "Not now is a good answer" in page
    assert library().readiness[sign.value].said in page


def test_everything_skipped_comes_to_steadying_first_and_blames_nobody(opened: Client) -> None:
    page = send(opened)

    assert "Some questions stayed open. That is fine." in page
    assert [()] == [look.ready + look.steady for look in kept_by(opened, Readiness)]


def test_danger_now_comes_to_safety_first_whatever_was_answered(opened: Client) -> None:
    keeps(opened, Flag, sign=DangerSign.HURT)
    page = send(opened, **GOOD)

    assert "You said that something is wrong right now." in page
    assert f'href="{reverse("help")}"' in page


def test_a_thought_of_ending_life_comes_to_safety_first(opened: Client) -> None:
    keeps(opened, Stopped, sign=StopSign.ENDING_LIFE)

    assert "You said it is very bad." in send(opened, **GOOD)


def test_two_looks_on_one_day_leave_the_careful_one_and_say_so(opened: Client) -> None:
    send(opened, **{**GOOD, "losing_time": "most_days"})
    page = send(opened, **GOOD)

    assert "Not now is a good answer" in page
    assert "The more careful one stands for now." in page
    assert 2 == len(kept_by(opened, Readiness))


def test_an_example_is_kept_and_offered_again_and_the_answers_are_not(opened: Client) -> None:
    send(opened, **{**GOOD, "easier_people_example": "the bench by the pond"})
    page = opened.get(reverse("readiness")).content.decode()

    assert "the bench by the pond" in page
    assert page.count('value="" checked') == 10


def test_an_example_that_is_too_long_keeps_everything_typed(opened: Client) -> None:
    long = "é " * 150_000
    page = send(opened, **{**GOOD, "support_example": long, "curious": "a_little"})

    assert "This is too long to keep in one piece." in page
    assert long.strip() in page
    assert [] == kept_by(opened, Readiness)


def test_without_a_look_the_outcome_leads_to_the_questions(opened: Client) -> None:
    answer = opened.get(reverse("readiness_outcome"))

    assert (303, reverse("readiness")) == (answer.status_code, answer.headers["Location"])


def test_after_two_practices_that_made_it_worse_no_practice_is_offered(opened: Client) -> None:
    for _ in range(2):
        keeps(opened, PracticeTime, practice="cool-water", felt=Felt.WORSE)
    page = send(opened)

    assert 'class="practice"' not in page
    assert f'href="{reverse("crisis_plan")}"' in page
