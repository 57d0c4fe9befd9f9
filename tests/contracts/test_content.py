"""Everything we say: loaded as it is shipped, and held to what product, evidence and interface ask of it."""

import re
from collections import Counter
from datetime import date

import pytest

from tests.said import CONTENT, content_files, everything_said, forbidden, forbidden_in, found_words, items
from tests.words import count_words, grade, sentences
from unhurried.content.library import library
from unhurried.content.schema import Claim, Group, Practice

ENOUGH_WORDS_TO_GRADE = 30
LONGEST_SENTENCE = 20

FEWEST = {Group.KEYED_UP: 8, Group.SHUT_DOWN: 7, Group.EITHER: 7, Group.SHAME: 5, Group.FLASHBACK: 4}

NEVER_ON_SCREEN = {
    *("victim", "abuser", "toxic", "damaged", "trigger", "irrational", "overreacting", "just trauma", "exposure"),
    *("challenge", "fail", "compliance", "streak", "score", "should", "must", "just", "simply", "broken", "relapse"),
    *("normal", "abnormal", "paranoid", "proven", "trust issues", "anonymous", "undetectable", "zero-knowledge"),
    *("deleted forever", "military grade", "confront", "forgive", "change all passwords"),
}
"""The words that product, evidence, interface and safety name. The file may hold more, and never fewer."""

REMEMBERED_ONLY = (
    "Etkin",
    "Heckert",
    "Weisz",
    "Soler-Baillo",
    "Meuret",
    "Siegel",
    "Ogden",
    "Walker",
    "Miner",
    "Fraley",
)
"""Names that the evidence review could not check, or has at second hand. They are not shown."""


# --- practices ----------------------------------------------------------------------------------------------


def test_there_are_practices_enough_for_every_state() -> None:
    counted = Counter(practice.group for practice in practices())
    assert {group: max(counted[group], fewest) for group, fewest in FEWEST.items()} == dict(counted)
    assert len(practices()) >= 32


def test_every_practice_is_read_at_grade_five() -> None:
    assert [one.id for one in practices() if grade(told(one)) > 5] == []


def test_what_is_read_only_when_asked_for_stays_at_grade_eight() -> None:
    assert [one.id for one in practices() if one.more and grade(one.more) > 8] == []


def test_no_sentence_of_a_practice_is_long() -> None:
    said = [sentence for one in practices() for sentence in sentences(f"{told(one)}\n{one.more}")]
    assert [sentence for sentence in said if count_words(sentence) > LONGEST_SENTENCE] == []


def test_every_practice_says_how_to_do_it_with_open_eyes_and_without_breath() -> None:
    for one in practices():
        assert 1 <= len(sentences(one.eyes_open)) <= 2, one.id
        assert 1 <= len(sentences(one.no_breath)) <= 2, one.id


def test_no_two_practices_share_a_sentence() -> None:
    said = Counter(sentence.lower() for one in practices() for sentence in sentences(f"{told(one)}\n{one.more}"))
    assert [sentence for sentence, times in said.items() if times > 1] == []


def test_a_title_is_two_to_four_words_and_belongs_to_one_practice() -> None:
    titles = [one.title for one in practices()]
    assert [title for title in titles if not 2 <= count_words(title) <= 4] == []
    assert len(titles) == len({title.lower() for title in titles})


def test_a_step_is_one_short_thing() -> None:
    steps = [(one.id, step) for one in practices() for step in one.steps]
    assert [step for step in steps if count_words(step[1]) > LONGEST_SENTENCE] == []
    assert [step for step in steps if not step[1].endswith((".", "?"))] == []


def test_the_lead_is_one_sentence() -> None:
    assert [one.id for one in practices() if len(sentences(one.lead)) != 1] == []


def test_a_practice_with_breath_in_it_is_marked_and_not_the_first_of_its_group() -> None:
    breathing = {one.id for one in practices() if one.uses_breath}
    assert {one.id for one in practices() if one.pacer} <= breathing
    firsts = {library().in_group(group)[0].id for group in Group}
    assert set() == breathing & firsts


def test_most_practices_ask_nothing_of_the_breath() -> None:
    assert sum(one.uses_breath for one in practices()) * 4 <= len(practices())


def test_cold_comes_with_its_warning_in_the_steps() -> None:
    cold = [one for one in practices() if re.search(r"\b(cool|cold|ice|icy)\b", one.needs)]
    assert [one.id for one in cold] == ["cool-water"]
    assert [one.id for one in cold if "heart" not in one.steps[0]] == []


def test_a_flashback_practice_looks_at_the_present_before_anything_else() -> None:
    asks = re.compile(r"\b(scares?|hurt|wrong|off|get out)\b")
    late = [one.id for one in library().in_group(Group.FLASHBACK) if not asks.search(" ".join(one.steps[:2]))]
    assert late == []


def test_shame_says_that_kindness_can_be_hard_at_first() -> None:
    kind = [one for one in library().in_group(Group.SHAME) if "self-compassion" in one.claims]
    assert len(kind) >= 3
    assert [one.id for one in kind if not re.search(r"\b(wrong|hurts|worse|stir up)\b", one.more)] == []


def test_every_practice_notes_its_last_review() -> None:
    assert [one.id for one in practices() if not (one.reviewed >= date(2026, 11, 25) and one.checklist >= 2)] == []


# --- the calm minute ----------------------------------------------------------------------------------------


def test_the_calm_minute_is_sixty_words_at_most() -> None:
    calm = library().calm_minute
    said = "\n".join([calm.title, *calm.lines, calm.with_breath])
    assert count_words(said) <= 60
    assert len(calm.lines) == 5
    assert grade(said) <= 5


def test_the_calm_minute_asks_for_no_breath_unless_one_looks_for_it() -> None:
    assert not re.search(r"breath|close|shut", " ".join(library().calm_minute.lines), re.IGNORECASE)


# --- claims -------------------------------------------------------------------------------------------------


def test_every_claim_has_a_caveat_and_a_source_with_an_address() -> None:
    address = re.compile(r"doi 10\.\d{4,}/\S+|PubMed record \d+|[a-z0-9.-]+\.[a-z]{2,}/\S+")
    for claim in claims():
        assert claim.caveat, claim.id
        assert claim.sources, claim.id
        assert [source.where for source in claim.sources if not address.fullmatch(source.where)] == []


def test_a_claim_is_read_at_grade_six_and_its_caveat_at_eight() -> None:
    assert [claim.id for claim in claims() if grade(claim.says) > 6] == []
    assert [claim.id for claim in claims() if grade(claim.caveat) > 8] == []


def test_no_mark_of_the_review_and_no_name_from_memory_is_shown() -> None:
    written = (CONTENT / "evidence.toml").read_text("utf-8")
    assert re.findall(r"\[(?:M|V2?|C)\b", written) == []
    assert [name for name in REMEMBERED_ONLY if name in written] == []


def test_a_second_hand_source_is_said_to_be_one() -> None:
    second_hand = [one for one in claims() if any("second-hand" in source.what for source in one.sources)]
    assert [one.id for one in second_hand] == ["range", "disputed-theory", "trust-in-therapy"]
    assert [one.id for one in second_hand if "second-hand" not in one.caveat] == []


def test_what_this_issue_has_to_say_is_there() -> None:
    needed = {
        *("E3", "E7", "E8", "E9", "E10", "E11", "E12", "E13", "E16", "E17", "E27", "E29", "E36", "4.2", "4.4"),
    }
    assert set() == needed - {claim.ledger for claim in claims()}


# --- read by someone else -----------------------------------------------------------------------------------


def test_what_limits_help_and_promises_say_was_read_by_someone_who_did_not_write_it() -> None:
    help_, own = library().support, library().selftrust
    kinds = (
        *(
            library().phrases,
            help_.therapies,
            help_.ways_in,
            help_.questions,
            help_.signs,
            help_.telling,
            help_.measures,
        ),
        *(own.promises, own.signals, own.values, own.returns),
    )
    items = [item for kind in kinds for item in kind.values()]

    assert len(items) > 300
    assert [one.id for one in items if not (one.second_reading and one.second_reading >= one.reviewed)] == []


# --- words, everywhere --------------------------------------------------------------------------------------


def test_no_forbidden_word_stands_anywhere() -> None:
    allowed = {(word, one.place) for group in forbidden() for word in group.words for one in group.exceptions}
    assert [hit for hit in found_words() if hit not in allowed] == []


def test_every_exception_is_still_needed() -> None:
    hits = found_words()
    exceptions = [(group.words, one.place) for group in forbidden() for one in group.exceptions]
    assert [place for words, place in exceptions if not any((word, place) in hits for word in words)] == []


def test_the_list_holds_what_the_design_names() -> None:
    assert set() == NEVER_ON_SCREEN - {word for group in forbidden() for word in group.words}


@pytest.mark.parametrize("said", ["You SHOULD rest.", "No broken\n  thing", "It is all in\nyour head."])
def test_a_forbidden_word_is_found_whatever_its_case_and_wherever_the_line_breaks(said: str) -> None:
    assert len(forbidden_in(said)) == 1


@pytest.mark.parametrize("said", ["A mustard seed", "Adjust the seat", "I failover", "Shoulder"])
def test_a_word_that_only_holds_a_forbidden_one_is_not_found(said: str) -> None:
    assert forbidden_in(said) == []


def test_nothing_shouts() -> None:
    assert [place for place, said in everything_said() if re.search(r"\w\s*!", said)] == []


def test_ids_are_slugs() -> None:
    slug = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
    ids = [item["id"] for file in content_files() for _, item in items(file) if "id" in item]
    assert [one for one in ids if not slug.fullmatch(one)] == []


def test_longer_texts_of_any_kind_stay_at_grade_five() -> None:
    short_texts = [library().sentences, library().bringing_in]
    said = {one: words.says for texts in short_texts for one, words in texts.items()}
    long = {one: text for one, text in said.items() if count_words(text) >= ENOUGH_WORDS_TO_GRADE}
    assert [one for one, text in long.items() if grade(text) > 5] == []


# --- reading it all -----------------------------------------------------------------------------------------


def practices() -> list[Practice]:
    return list(library().practices.values())


def claims() -> list[Claim]:
    return list(library().claims.values())


def told(practice: Practice) -> str:
    """All of a practice that is seen without asking for more."""
    return "\n".join([practice.lead, *practice.steps, practice.eyes_open, practice.no_breath])
