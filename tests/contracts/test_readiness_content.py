"""The words of room readiness: every sign has its question, nothing counts, and nothing doubts a danger of today."""

from tests.words import count_words, grade, sentences
from unhurried.content.library import library
from unhurried.domain.readiness import HAS_TO_BE_THERE, ReadySign, SteadySign

WORDS = list(library().readiness.values())


def test_every_sign_is_asked_about_once_and_no_other() -> None:
    assert {one.value for one in (*ReadySign, *SteadySign)} == set(library().readiness)


def test_what_can_hold_says_how_it_is_told_back_and_the_rest_says_nothing() -> None:
    holds = {one.value for one in (*SteadySign, *HAS_TO_BE_THERE)}

    assert holds == {one.id for one in WORDS if one.said}


def test_questions_are_read_at_grade_five() -> None:
    together = "\n".join(f"{one.question} {one.hint} {one.said}" for one in WORDS)

    assert grade(together) <= 5
    assert [
        one.id for one in WORDS if any(count_words(part) > 20 for part in sentences(f"{one.question} {one.hint}"))
    ] == []


def test_telling_old_from_new_is_asked_about_memories_only() -> None:
    asked = library().readiness[ReadySign.NOW_AND_THEN.value]

    assert "memory" in asked.question
    assert "Danger of today is no memory" in asked.hint


def test_every_question_was_read_twice() -> None:
    assert [one.id for one in WORDS if one.checklist < 2] == []
