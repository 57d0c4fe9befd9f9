"""Tiny promises, signals, values and small returns, held to their checklist."""

import re
from collections import Counter
from datetime import date

import pytest

from tests.contracts.test_content import forbidden_in
from tests.words import count_words, grade, sentences
from unhurried.content.library import library, sentence
from unhurried.content.selftrust import PromiseIdea, Where
from unhurried.domain.selftrust import PromiseArea

LONGEST_SENTENCE = 20

MONEY = re.compile(r"\b(buy|pay|money|shop|cost|spend|order|ticket|cafe)\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(call|ask someone|tell someone|meet|visit|with (him|her|them|others)|text (him|her|them))\b")
COUNTING = re.compile(r"\b(every day|daily|each day|in a row|times a week|again tomorrow|keep going)\b", re.IGNORECASE)
PROTECTION = re.compile(
    r"\b(headphones|earplugs|phone (off|away)|lock the phone|shut (my|the) eyes|alcohol|wine|beer)\b", re.IGNORECASE
)
PRAISE = re.compile(r"\b(proud|brave|great|bravo|good for you|strong|amazing)\b", re.IGNORECASE)
CORRECTING = re.compile(r"\b(weigh|diet|calories|slim|fit|prettier|make-up|productive)\b", re.IGNORECASE)


def ideas() -> list[PromiseIdea]:
    return list(library().selftrust.promises.values())


def said(idea: PromiseIdea) -> str:
    return f"If {idea.if_words}, then I {idea.then_words}."


def everything() -> list[str]:
    words = library().selftrust
    return [
        *(said(one) for one in ideas()),
        *(one.says for one in words.signals.values()),
        *(f"{one.word}: {one.line}" for one in words.values.values()),
        *(one.says for one in words.returns.values()),
    ]


def test_there_are_enough_of_each() -> None:
    words = library().selftrust

    assert len(ideas()) >= 30
    assert len(words.signals) >= 12
    assert len(words.values) >= 30
    assert len(words.returns) >= 12
    assert {Where.BODY, Where.OUTSIDE} == {one.where for one in words.signals.values()}


def test_every_area_has_ideas_and_most_are_small() -> None:
    by_area = Counter(one.area for one in ideas())
    by_size = Counter(one.size for one in ideas())

    assert set(PromiseArea) == set(by_area)
    assert min(by_area.values()) >= 5
    assert {1, 2, 3, 4, 5} == set(by_size)
    assert by_size[1] + by_size[2] >= len(ideas()) / 3


def test_every_area_begins_with_one_that_is_hardly_anything_and_that_nobody_sees() -> None:
    smallest = {one.area for one in ideas() if one.size == 1 and one.unseen}

    assert set(PromiseArea) == smallest


@pytest.mark.parametrize("pattern", [MONEY, OTHERS, COUNTING, PROTECTION, CORRECTING])
def test_a_promise_needs_no_money_and_nobody_and_gives_up_nothing(pattern: re.Pattern[str]) -> None:
    assert [] == [one.id for one in ideas() if pattern.search(said(one))]


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        (MONEY, "If I pass a shop, then I look in."),
        (OTHERS, "If I am sad, then I call a friend."),
        (COUNTING, "If it is noon, then I stretch every day."),
        (PROTECTION, "If it is loud, then I put headphones on."),
        (CORRECTING, "If I wake up, then I weigh myself."),
        (PRAISE, "You can be proud."),
    ],
)
def test_each_pattern_catches_a_sentence_that_breaks_its_rule(pattern: re.Pattern[str], wrong: str) -> None:
    assert pattern.search(wrong)


def test_the_words_of_a_promise_fit_into_one_sentence() -> None:
    assert [] == [one.id for one in ideas() if one.if_words.endswith(".") or one.then_words.endswith(".")]
    assert [] == [one.id for one in ideas() if re.match(r"(I|i)\b", one.then_words)]


def test_all_of_it_is_read_at_grade_five_in_short_sentences() -> None:
    words = library().selftrust
    groups = {
        **{area: "\n".join(said(one) for one in ideas() if one.area is area) for area in PromiseArea},
        "signals": "\n".join(one.says for one in words.signals.values()),
        "values": "\n".join(one.line for one in words.values.values()),
        "returns": "\n".join(one.says for one in words.returns.values()),
    }

    assert {} == {name: grade(text) for name, text in groups.items() if grade(text) > 5}
    long = [one for text in everything() for one in sentences(text) if count_words(one) > LONGEST_SENTENCE]
    assert [] == long


def test_nothing_stands_there_twice() -> None:
    spoken = Counter(one.lower() for text in everything() for one in sentences(text))
    acts = Counter(one.then_words.lower() for one in ideas())

    assert [] == [one for one, times in (spoken + acts).items() if times > 1]


def test_no_word_that_is_never_said_and_no_praise() -> None:
    assert [] == [text for text in everything() if forbidden_in(text) or PRAISE.search(text) or "!" in text]
    told = [sentence(one, steps="1.0") for one in ("promise_kept", "promise_changed", "nothing_kept", "one_promise")]
    assert [] == [text for text in told if PRAISE.search(text)]


def test_a_signal_says_of_nobody_what_they_are() -> None:
    verdicts = re.compile(r"\b(safe|unsafe|dangerous|liar|bad person|good person|trust)\b", re.IGNORECASE)

    assert [] == [one.id for one in library().selftrust.signals.values() if verdicts.search(one.says)]


def test_a_value_has_one_word_or_a_few_and_one_line() -> None:
    values = library().selftrust.values.values()

    assert [] == [one.id for one in values if count_words(one.word) > 4 or len(sentences(one.line)) != 1]
    assert len(values) == len({one.word.lower() for one in values})


def test_every_item_notes_its_last_review() -> None:
    words = library().selftrust
    items = [*ideas(), *words.signals.values(), *words.values.values(), *words.returns.values()]

    assert [] == [one.id for one in items if one.reviewed < date(2026, 11, 25) or one.checklist != 9]


def test_the_claim_says_that_it_was_not_tested_for_trust_in_oneself() -> None:
    claim = library().claims["if-then-plans"]

    assert "has not been tested" in claim.says
    assert ".65" not in claim.says + claim.caveat
