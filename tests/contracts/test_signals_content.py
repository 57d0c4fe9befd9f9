"""The words of room signals: enough of them, each one thing, plain, and never a verdict on a fear."""

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from tests.words import count_words, grade, sentences
from unhurried.content.library import library
from unhurried.domain.people import Relation
from unhurried.domain.safety import DangerSign
from unhurried.domain.signals import GROUP_SIGNS, Closer, SignalGroup

WORDS = library().signals
DANGER, ECHO = list(WORDS.danger.values()), list(WORDS.echo.values())
PAIRS, CLOSER = list(WORDS.pairs.values()), list(WORDS.closer.values())
EVERYTHING = [*WORDS.groups.values(), *DANGER, *ECHO, *PAIRS, *CLOSER]

SAID = {
    "groups": [f"{one.says} {one.told}" for one in WORDS.groups.values()],
    "danger": [one.says for one in DANGER],
    "echo": [one.says for one in ECHO],
    "pairs": [f"{one.act}.\n{one.caring}\n{one.controlling}\n{one.tells_more}" for one in PAIRS],
    "closer": [f"{one.question}\n{one.hint}" for one in CLOSER],
}
LONGEST_SENTENCE = 20
ALIKE = 0.34
"""Share of the shorter one's runs of three words that may stand in another as well."""

NEVER_A_CUE_SIGN = {DangerSign.HARMED_ME, DangerSign.LINK_ERASED, DangerSign.LEAVING}
"""These come from acts of the person, and not from something that is seen."""

SOFTENS = re.compile(
    r"\b(only|just|merely|probably|safe|trust them|too much of it|not real|imagin\w+|exaggerat\w+|sensitive|does not count)\b",
    re.IGNORECASE,
)
"""Words that make a danger smaller than it was said, or say that someone is safe."""


def test_there_are_eleven_groups_and_no_other() -> None:
    assert [group.value for group in SignalGroup] == list(WORDS.groups)
    assert 11 == len(WORDS.groups)


def test_there_are_cues_enough_five_or_six_in_each_group() -> None:
    counted = Counter(cue.group for cue in DANGER)

    assert len(DANGER) >= 60
    assert {5, 6} >= set(counted.values())
    assert set(counted) == set(SignalGroup)


def test_there_are_echo_cues_enough_and_far_fewer_than_danger_cues() -> None:
    assert 30 <= len(ECHO) <= len(DANGER) / 2
    assert min(Counter(cue.family for cue in ECHO).values()) >= 5


def test_there_is_a_pair_for_every_kind_of_relation() -> None:
    assert len(PAIRS) >= 12
    assert {pair.relation for pair in PAIRS} == set(Relation)


def test_there_are_six_ways_to_look_closer() -> None:
    assert {question.value for question in Closer} == set(WORDS.closer)


def test_every_sign_a_question_of_danger_asks_about_can_be_raised_by_a_cue() -> None:
    raised = {cue.sign for cue in DANGER}

    assert set(DangerSign) - raised == NEVER_A_CUE_SIGN
    assert set(GROUP_SIGNS.values()) <= raised


@pytest.mark.parametrize("kind", SAID)
def test_everything_is_read_at_grade_five(kind: str) -> None:
    long = [said for said in SAID[kind] if count_words(said) >= 30]

    assert grade("\n".join(SAID[kind])) <= 5
    assert [said for said in long if grade(said) > 5] == []


@pytest.mark.parametrize("kind", SAID)
def test_no_sentence_is_long(kind: str) -> None:
    parts = [part for said in SAID[kind] for part in sentences(said)]

    assert [part for part in parts if count_words(part) > LONGEST_SENTENCE] == []


def test_a_cue_is_one_sentence_in_the_persons_own_voice() -> None:
    two = [cue.id for cue in DANGER if len(sentences(cue.says)) != 1]

    assert two == ["throat"]
    assert [cue.id for cue in DANGER if not re.search(r"\b(I|me|my|mine)\b|They ", cue.says)] == []


def test_no_two_share_a_sentence_and_no_cue_stands_on_both_sides() -> None:
    parts = Counter(part.lower() for said in SAID.values() for one in said for part in sentences(one))
    ids = Counter([*WORDS.danger, *WORDS.echo])

    assert [part for part, times in parts.items() if times > 1] == []
    assert [one for one, times in ids.items() if times > 1] == []


def test_no_two_cues_are_nearly_the_same() -> None:
    runs = {cue.id: _runs(cue.says) for cue in [*DANGER, *ECHO]}
    alike = [(one, other) for one, other in combinations(runs, 2) if _shared(runs[one], runs[other]) > ALIKE]

    assert alike == []


def test_nothing_makes_a_danger_smaller() -> None:
    softening = [cue.id for cue in [*DANGER, *WORDS.groups.values()] if SOFTENS.search(cue.says)]

    assert softening == []


@pytest.mark.parametrize("said", ["It was only a push.", "They are safe.", "You are too sensitive.", "I imagined it."])
def test_a_word_that_makes_it_smaller_would_be_noticed(said: str) -> None:
    assert SOFTENS.search(said)


def test_an_echo_cue_judges_neither_the_fear_nor_the_body() -> None:
    judging = re.compile(r"\b(too big|too much|wrong|no reason|trust (?:my|your)|false|over\w*react\w*|old one)\b")

    assert [cue.id for cue in ECHO if judging.search(cue.says)] == []


def test_a_faint_signal_of_the_body_is_no_reason_not_to_trust_it() -> None:
    assert "does not speak against you" in WORDS.closer[Closer.BODY.value].hint


def test_no_question_sends_anyone_to_ask_whoever_may_do_harm() -> None:
    assert "do not have to find out by asking them" in WORDS.closer[Closer.NOT_KNOWN.value].hint


def test_a_pair_shows_the_same_act_twice_and_ends_in_a_question() -> None:
    assert [pair.id for pair in PAIRS if not pair.act.startswith("They ")] == []
    assert [pair.id for pair in PAIRS if not pair.tells_more.endswith("?")] == []
    assert [pair.id for pair in PAIRS if abs(count_words(pair.caring) - count_words(pair.controlling)) > 12] == []


def test_everything_notes_its_last_review() -> None:
    assert [one.id for one in EVERYTHING if not (one.reviewed >= date(2026, 11, 25) and one.checklist == 6)] == []


def test_everything_was_read_again_and_not_before_its_last_review() -> None:
    assert [one.id for one in EVERYTHING if not (one.second_reading and one.second_reading >= one.reviewed)] == []


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def _shared(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
