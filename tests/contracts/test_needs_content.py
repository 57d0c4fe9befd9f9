"""The needs, the words for what is held, and the made-up names, held to what product and voice ask of them."""

import re
from collections import Counter
from datetime import date
from string import Formatter

import pytest

from tests.said import forbidden_in
from tests.words import count_words, grade, sentences
from unhurried.content.library import library, sentence
from unhurried.content.needs import Need
from unhurried.domain.needs import Family
from unhurried.domain.safety import Because
from unhurried.journey.people import same_name

LONGEST_SENTENCE = 20
PLACED_IN_A_LINE = {"name"}


def needs() -> list[Need]:
    return list(library().needs.values())


def told(need: Need) -> str:
    return f"{need.title}\n{need.met}\n{need.ask_for}\n{need.not_met}"


def test_there_are_needs_enough_in_every_family() -> None:
    counted = Counter(need.family for need in needs())

    assert set(Family) == set(counted)
    assert min(counted.values()) >= 3
    assert 24 <= len(needs()) <= 34


@pytest.mark.parametrize("need", needs(), ids=lambda need: need.id)
def test_a_need_is_read_at_grade_five(need: Need) -> None:
    assert grade(told(need)) <= 5
    assert [one for one in sentences(told(need)) if count_words(one) > LONGEST_SENTENCE] == []


def test_no_two_needs_share_a_sentence_or_a_title() -> None:
    said = Counter(one.lower() for need in needs() for one in sentences(told(need)))

    assert [] == [one for one, times in said.items() if times > 1]


def test_no_word_that_is_never_said_stands_in_a_need_or_a_reason() -> None:
    said = [told(need) for need in needs()] + [sentence(f"held_{one.value}", name="K.") for one in Because]

    assert [] == [word for text in said for word in forbidden_in(text)]
    assert [] == [text for text in said if "!" in text]


def test_a_need_has_no_number_and_says_of_nobody_what_they_are() -> None:
    verdicts = re.compile(r"\b(safe|unsafe|trust|dangerous|good person|bad person|always|never say)\b", re.IGNORECASE)

    assert [] == [need.id for need in needs() if re.search(r"\d", told(need)) or verdicts.search(told(need))]


def test_a_need_never_says_what_someone_else_wears_sees_or_does() -> None:
    asks = [need.ask_for for need in needs()]

    assert [] == [one for one in asks if re.search(r"\b(wear|dress|your phone|your friends|stop seeing)\b", one)]
    assert [] == [
        one for one in asks if re.search(r"\b(or else|otherwise|if you do not|if you don't)\b", one, re.IGNORECASE)
    ]


def test_words_to_ask_with_are_short_and_whole() -> None:
    assert [] == [need.id for need in needs() if count_words(need.ask_for) > 20]
    assert [] == [need.id for need in needs() if not need.ask_for.endswith((".", "?"))]


def test_every_need_notes_its_last_review() -> None:
    assert [] == [need.id for need in needs() if need.reviewed < date(2026, 11, 25) or need.checklist != 5]


def test_every_need_was_read_again_and_not_before_its_last_review() -> None:
    assert [] == [need.id for need in needs() if not (need.second_reading and need.second_reading >= need.reviewed)]


@pytest.mark.parametrize("because", Because)
def test_every_reason_of_the_gate_has_its_words(because: Because) -> None:
    template = library().sentences[f"held_{because.value}"].says
    filled = {field for _, field, _, _ in Formatter().parse(template) if field}
    said = sentence(f"held_{because.value}", name="K.")

    assert filled <= PLACED_IN_A_LINE
    assert grade(said) <= 5
    assert [one for one in sentences(said) if count_words(one) > LONGEST_SENTENCE] == []
    assert not re.search(r"\b(is safe|are safe|probably|likely|risk score|\d+)\b", said)


def test_only_what_comes_from_someone_else_names_them() -> None:
    naming = {one for one in Because if "{name}" in library().sentences[f"held_{one.value}"].says}

    assert {Because.SHARED_HOME, Because.LINKED} == naming


def test_made_up_names_are_plain_words_each_once() -> None:
    names = library().code_names

    assert len(names) >= 24
    assert len(names) == len({same_name(one) for one in names})
    assert [] == [one for one in names if not re.fullmatch(r"[A-Z][a-z]{3,8}", one)]
    assert [] == [one for one in names if forbidden_in(one)]
