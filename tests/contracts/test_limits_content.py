"""The phrases of room limits: enough of them, sayable, about the one who says them, and with no story in them."""

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from tests.contracts.test_content import forbidden_in
from tests.words import count_words, grade, sentences
from unhurried.content.library import library, sentence
from unhurried.content.limits import Phrase, With
from unhurried.domain.limits import For, LimitArea, Strength
from unhurried.domain.people import Relation
from unhurried.domain.safety import Because
from unhurried.journey.limits import FITTING, protecting

PHRASES = list(library().phrases.values())
LIMITS = [one for one in PHRASES if one.meant_for is For.LIMIT]
LONGEST_SENTENCE = 20
LONGEST_TO_SAY = 40
ALIKE = 0.34
"""Share of the shorter one's runs of three words that may stand in another as well."""

RULES_THEM = re.compile(
    r"\b(wear\w*|dress\w*|skirt|make-?up|your (?:clothes|phone|friends|family|messages|password\w*|location|job)"
    r"|(?<!I )(?<!I do )(?:do not|don't|stop|never|not) (?:see|seeing|meet|meeting|talk(?:ing)? to|go|going)(?! on\b)"
    r"|delete|unfriend|(?:tell|show) me (?:where|who)|come home|be home (?:by|at|when)|ask me before you (?:go|leave|buy|meet))\b",
    re.IGNORECASE,
)
"""What someone else wears, sees, where they go, or what is on their phone."""

THREATENS = re.compile(
    r"\b(or else|otherwise|you will (?:be sorry|pay|regret|see)|if you (?:do not|don't|ever)|i will tell|last chance"
    r"|i (?:will )?leave you|we are over|over between us)\b",
    re.IGNORECASE,
)

TELLS_A_STORY = re.compile(
    r"\b(because|since then|as a child|when i was|used to|years ago|my (?:ex|trauma|past) (?:was|did|made)"
    r"|abuse\w*|trauma\w*|rape\w*|assault\w*|happened to me|was hurt|hurt me|attack\w*)\b",
    re.IGNORECASE,
)

JUDGES = re.compile(
    r"\b(you (?:always|never) |you are (?:so|too|being)|your fault|selfish|rude|mean to|crazy|bad person|good person"
    r"|trust|safe|unsafe)\b",
    re.IGNORECASE,
)


def told(phrase: Phrase) -> str:
    return f"{phrase.limit}\n{phrase.need}\n{phrase.ask}"


def saying(pattern: re.Pattern[str]) -> list[str]:
    return [one.id for one in PHRASES if pattern.search(told(one))]


# --- how many -----------------------------------------------------------------------------------------------


def test_there_are_limits_enough_in_every_area_at_every_strength() -> None:
    counted = Counter((one.area, one.strength) for one in LIMITS)

    assert len(LIMITS) >= 90
    assert set(counted) == {(area, strength) for area in LimitArea for strength in Strength}
    assert min(counted.values()) >= 5


def test_there_are_words_for_what_helps_and_for_asking_in_place_of_testing() -> None:
    counted = Counter(one.meant_for for one in PHRASES)

    assert counted[For.WHAT_HELPS] >= 10
    assert counted[For.ASKING] >= 8


def test_everyone_finds_words_whatever_their_relation_is() -> None:
    relations = set(With) - {With.ANYONE}
    limits = {kind: [one for one in LIMITS if one.suits(kind)] for kind in relations}
    helps = Counter(fit for one in PHRASES if one.meant_for is not For.LIMIT for fit in one.fits)

    assert {} == {kind: len(found) for kind, found in limits.items() if len(found) < 25}
    assert {} == {
        kind: areas for kind, found in limits.items() if (areas := set(LimitArea) - {one.area for one in found})
    }
    assert relations <= set(helps)


def test_every_kind_of_relation_is_shown_phrases_that_fit() -> None:
    assert set(Relation) - set(FITTING) == {Relation.OTHER}


def test_every_need_of_ours_is_protected_by_a_phrase_and_no_other_is_named() -> None:
    assert [] == [need for need in library().needs if not protecting(library(), need)]
    assert [] == [one.id for one in PHRASES if not one.protects or set(one.protects) - set(library().needs)]


# --- how they sound -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.id)
def test_a_phrase_is_plain_and_short_enough_to_say(phrase: Phrase) -> None:
    assert grade(told(phrase)) <= 5
    assert [one for one in sentences(told(phrase)) if count_words(one) > LONGEST_SENTENCE] == []
    assert count_words(told(phrase)) <= LONGEST_TO_SAY


def test_each_line_is_one_or_two_whole_sentences() -> None:
    lines = [(one.id, line) for one in PHRASES for line in (one.limit, one.need, one.ask)]

    assert [] == [line for line in lines if not line[1].endswith((".", "?"))]
    assert [] == [line for line in lines if len(sentences(line[1])) > 2]


def test_a_limit_speaks_of_the_one_who_says_it() -> None:
    first_person = re.compile(r"\b(I|me|my|mine|myself)\b")

    assert [] == [one.id for one in LIMITS if not first_person.search(f"{one.limit} {one.need}")]
    assert [] == [one.id for one in PHRASES if re.match(r"(you|your)\b", one.limit, re.IGNORECASE)]


def test_only_the_last_line_asks_and_asking_directly_ends_in_a_question() -> None:
    assert [] == [one.id for one in PHRASES if "?" in one.limit + one.need]
    assert [] == [one.id for one in PHRASES if one.meant_for is For.ASKING and "?" not in one.ask]


def test_soft_words_ask_and_final_words_leave_nothing_open() -> None:
    soft = [one for one in LIMITS if one.strength is Strength.SOFT]
    final = [one for one in LIMITS if one.strength is Strength.FINAL]

    assert [] == [one.id for one in soft if not one.ask.endswith("?")]
    assert [] == [one.id for one in final if "?" in one.ask or re.search(r"\b(may|might|could|maybe we)\b", one.limit)]


# --- what they never say ------------------------------------------------------------------------------------


def test_no_phrase_rules_what_someone_else_wears_sees_does_or_has_on_their_phone() -> None:
    assert [] == saying(RULES_THEM)


@pytest.mark.parametrize(
    "said",
    [
        "Please do not wear that.",
        "I want you to stop seeing them.",
        "Give me your phone.",
        "Show me who wrote to you.",
        "Please do not go out without me.",
        "Please be home by ten.",
        "Delete that number.",
    ],
)
def test_a_rule_for_the_other_would_be_noticed(said: str) -> None:
    assert RULES_THEM.search(said)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (THREATENS, "Come, or else."),
        (THREATENS, "If you do not stop, I will tell them."),
        (TELLS_A_STORY, "I say this because of what he did."),
        (TELLS_A_STORY, "As a child nobody asked me."),
        (JUDGES, "You always do this."),
        (JUDGES, "I do not feel safe with you."),
    ],
)
def test_a_threat_a_story_or_a_verdict_would_be_noticed(pattern: re.Pattern[str], said: str) -> None:
    assert pattern.search(said)


def test_no_phrase_threatens_tells_a_story_or_judges() -> None:
    assert [[], [], []] == [saying(THREATENS), saying(TELLS_A_STORY), saying(JUDGES)]


def test_no_word_that_is_never_said_stands_in_a_phrase() -> None:
    assert [] == [word for one in PHRASES for word in forbidden_in(told(one))]
    assert [] == [one.id for one in PHRASES if "!" in told(one) or re.search(r"\d", told(one))]


def test_no_two_share_a_sentence_and_none_are_nearly_the_same() -> None:
    said = Counter(part.lower() for one in PHRASES for part in sentences(told(one)))
    runs = {one.id: _runs(told(one)) for one in PHRASES}
    alike = [(one, other) for one, other in combinations(runs, 2) if _shared(runs[one], runs[other]) > ALIKE]

    assert [] == [part for part, times in said.items() if times > 1]
    assert [] == alike


def test_sex_is_for_partners_or_a_no_and_nobody_at_work_or_who_helps_is_asked_for_it() -> None:
    others = [one for one in LIMITS if one.area is LimitArea.SEX and With.PARTNER not in one.fits]

    assert [] == [one.id for one in others if re.search(r"\b(we|us both|shall we|will you)\b", told(one))]
    assert {With.WORK, With.HELPER} <= {fit for one in others for fit in one.fits}


def test_every_phrase_notes_its_last_review() -> None:
    assert [] == [one.id for one in PHRASES if one.reviewed < date(2026, 11, 25) or one.checklist != 7]


# --- what is held -------------------------------------------------------------------------------------------

HOLDS_LIMITS = (
    *(Because.NOW, Because.SHARED_HOME, Because.FLAG, Because.HARMED_ME, Because.LINKED, Because.NOT_KNOWN_HERE),
    *(Because.NOT_ASKED, Because.COULD_PAY, Because.NEED_NOT_COVERED),
)


@pytest.mark.parametrize("because", HOLDS_LIMITS)
def test_every_reason_that_holds_a_limit_has_its_words(because: Because) -> None:
    said = sentence(f"limit_held_{because.value}", name="K.")

    assert grade(said) <= 5
    assert [one for one in sentences(said) if count_words(one) > LONGEST_SENTENCE] == []
    assert [] == forbidden_in(said)
    assert not re.search(r"\b(step|is safe|likely|\d+)\b", said)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def _shared(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
