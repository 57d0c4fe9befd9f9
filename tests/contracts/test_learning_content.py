"""The cards: enough of them, plain, with a claim for what they state, and without what the evidence review dropped."""

import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

import unhurried
from tests.words import count_words, grade, sentences
from unhurried.content.learning import Card, Found
from unhurried.content.library import library
from unhurried.content.schema import Claim
from unhurried.domain.learning import Topic
from unhurried.pages.urls import PLAIN

CARDS = list(library().cards.values())
CLAIMS = list(library().claims.values())

FEWEST, SHORTEST, LONGEST = 40, 60, 180
LONGEST_SENTENCE = 20
ALIKE = 0.2
"""Share of the shorter card's runs of three words that may stand in another as well."""

PATTERN_POINTS = {"S50", "S51", "S52", "S53", "S54"}
OWN_CARDS = {"shutting-down", "going-still", "going-along", "hurt-by-the-one-you-needed", "who-am-i"}
"""Shutdown, freeze, going along, attachment injury, and who one is after it."""

POINTS = {
    f"S{number}"
    for first, last in ((4, 7), (12, 16), (20, 36), (49, 55), (92, 98))
    for number in range(first, last + 1)
} - {"S14"}
"""Points of the guide that have their home here. S14 is not said, as S57 and S86 are not."""

NOT_SAID = {"S14", "S57", "S86"}

STATES = re.compile(
    r"\b(stud(?:y|ies)|tested|scientists?|experts?|in (?:a|the) lab|on average|therap(?:y|ies)|brains?|scans?"
    r"|linked?|measured|trials?|people with PTSD|app(?:s)? for trauma|many (?:people )?(?:find|value|who)"
    r"|common answer|animals?)\b|\d|%",
    re.IGNORECASE,
)
"""Words by which a text states something about the world that could be looked up."""

STATES_NOTHING = {
    "how-sure-we-are": "it tells what our own five words mean",
    "the-list-behind-the-guide": "what it tells stands in the list of the guide, entry by entry",
}
"""Cards with such words and no claim, and why."""

DROPPED = {
    "S14": r"\bwill ?power\b|\b(?:will|effort|trying) (?:can ?not|can do nothing|is no use)",
    "S26, S32": r"\b(?:fundamentally|basically) (?:alters?|changes?)\b|imaging shows|(?:scans?|pictures?) shows? (?:that|how)"
    r"|a scan shows|changes the brain",
    "S27": r"\bbetrayal schema\b|\bschema\b",
    "S28, S29, S31": r"\b(?:polyvagal|vagal|ventral|dorsal)\b|\bnerve (?:makes|decides|governs)|one nerve",
    "S24, S74": r"\b(?:nearly|almost) impossible\b|\bblurs?\b|\bnobody can tell\b",
    "S49": r"\bpredictabl[ey]\b|\bforeseeable\b",
    "S57": r"\b(?:begins?|starts?) in the body\b|\bnot in thought\b",
    "S81": r"\b(?:quickly|fast|soon) (?:shows?|reveals?)|\b(?:shows?|reveals?) \w+ (?:people |ones )?(?:quickly|fast|soon)",
    "S86": r"\bneurobiolog\w*|\bbrain roots?\b|\bat (?:its|the) roots?\b",
    "S7": r"\bevidence[- ](?:based|aligned)\b|\brests? on science\b|\bscience (?:says|shows)\b",
}
"""What section 2.7 of the evidence review drops or rewrites, as it could creep back."""

TOLD_OF = re.compile(
    r"^(?:Some (?:guides )?say|You may (?:also )?have (?:read|heard)|That is called|That was not shown)"
)
"""A sentence that begins so repeats what others say. A card may do that to put it right, and names the claim that does."""

PUT_RIGHT = {
    "will-body-thoughts": "trauma-therapies",
    "brain-pictures": "brain-groups",
    "a-theory-we-leave-out": "disputed-theory",
    "saying-no": "saying-no",
    "telling-apart": "feelings-of-danger",
}

ONLY_REMEMBERED = {
    "E1: a meta-analysis of 2007, and types that did not come back in 2023": r"164:1476|\bbiotypes?\b",
    "E3: two more studies of being right about risk": r"\b(?:Weisz|Heckert|Gondolf)\b",
    "E4: the critique of 2007": r"\bMcNally\b",
    "E5: how far templates stay": r"\bFraley\b",
    "E10: how strong the link with support is": r"\.27\b|\.40\b",
    "E14: expecting to be turned away comes true": r"\bDowney\b|self-fulfil",
    "E17: what a trial of two therapies in a row found": r"\bvan Vliet\b|\bmulticomponent\b",
    "E19: what the trial of guided therapy by internet found": r"\bRAPID\b|\bnon-inferior\b",
    "E20: comparison of EMDR with others in 2024": r"\bWright\b|eye movements (?:add|do)",
    "E21: a trial with about 63 people": r"\bBrom\b|\b63 (?:people|persons|adults)\b",
    "2.5: guidelines that were not read": r"\bNICE\b|\bISTSS\b|American Psychological Association 2025",
    "3.3: bands of questionnaires": r"5/10/15|\b28 or less\b|\bPHQ|\bGAD|\bWHO-5\b",
    "4.2: points in each phase": r"\b3, better 5\b",
    "4.4: a pilot with 49 people, and a p of .035": r"\bMiner\b|(?<!\d)49 people\b|\.035\b",
    "4.4: that bad reactions were mostly mild": r"\bmost(?:ly)? (?:of them )?mild\b",
}
"""What the evidence review marks as remembered, or names without having read it, by its block. None of it is shown."""

READ_SINCE = {"phq-9", "who-5"}
"""Claims on bands that the review only remembers, and that were read at their source for room support."""

NOT_TO_BE_SHOWN = r"4\.46|\b92 ?%|\b3\.9 ?%|\b1\.26\b"
"""Figures that were read, and that the review says not to show: they mislead."""

DOUBTS = re.compile(
    r"\b(echo|old (?:ones?|alarm|fear|hurt|terror)|for then|from the past|what was done to me before|once came (?:before|next)"
    r"|with nothing there|for toast|what came before|made of what people did before|looks? like a warning)\b",
    re.IGNORECASE,
)
"""Words that let an alarm come from what was."""


# --- counts, lengths, reading -------------------------------------------------------------------------------


def test_there_are_cards_enough_and_some_on_every_topic() -> None:
    counted = Counter(card.topic for card in CARDS)

    assert len(CARDS) >= FEWEST
    assert {topic for topic in Topic if counted[topic] >= 5} == set(Topic)


def test_the_five_patterns_are_there_in_full() -> None:
    patterns = {point: card for card in CARDS if card.is_pattern for point in card.points}

    assert set() == PATTERN_POINTS - patterns.keys()
    assert [card.id for card in patterns.values() if not (card.room and card.claims and card.small_move)] == []


def test_what_the_product_asks_an_own_card_for_has_one() -> None:
    assert set() == OWN_CARDS - {card.id for card in CARDS}


def test_a_card_has_sixty_to_a_hundred_and_eighty_words() -> None:
    assert [card.id for card in CARDS if not SHORTEST <= count_words(card.on_screen) <= LONGEST] == []


def test_a_card_is_read_at_grade_five_and_what_is_read_on_request_at_eight() -> None:
    assert [card.id for card in CARDS if grade(card.on_screen) > 5] == []
    assert [card.id for card in CARDS if card.more and grade(card.more) > 8] == []


def test_no_sentence_of_a_card_is_long_and_the_lead_is_one() -> None:
    said = [part for card in CARDS for part in sentences(f"{card.on_screen}\n{card.more}")]

    assert [part for part in said if count_words(part) > LONGEST_SENTENCE] == []
    assert [card.id for card in CARDS if len(sentences(card.lead)) != 1] == []


def test_no_two_cards_share_a_sentence_a_title_or_most_of_their_words() -> None:
    said = Counter(part.lower() for card in CARDS for part in sentences(f"{card.on_screen}\n{card.more}"))
    runs = {card.id: _runs(card.on_screen) for card in CARDS}

    assert [part for part, times in said.items() if times > 1] == []
    assert len(CARDS) == len({card.title.lower() for card in CARDS})
    assert [(one, other) for one, other in combinations(runs, 2) if _shared(runs[one], runs[other]) > ALIKE] == []


def test_every_card_notes_its_last_review() -> None:
    assert [card.id for card in CARDS if not (card.reviewed >= date(2026, 11, 25) and card.checklist == 10)] == []


def test_every_card_and_every_claim_under_one_was_read_again_and_not_before_it_was_written() -> None:
    named = {claim for card in CARDS for claim in card.claims}
    unread = [card.id for card in CARDS if not (card.second_reading and card.second_reading >= card.reviewed)]
    unread += [
        one.id
        for one in CLAIMS
        if one.id in named and not (one.second_reading and one.second_reading >= one.checked_on)
    ]

    assert [] == unread


def test_a_room_is_an_address_and_has_words() -> None:
    rooms = {card.room for card in CARDS if card.room}
    template = Path(unhurried.__file__).parent / "pages" / "templates" / "_components" / "page_name.html"
    worded = set(re.findall(r'name == "(\w+)"', template.read_text("utf-8")))

    assert rooms <= PLAIN.keys()
    assert rooms <= worded


# --- the guide ----------------------------------------------------------------------------------------------


def test_every_point_of_the_guide_that_lives_here_is_named_by_a_card() -> None:
    named = {point for card in CARDS for point in card.points}

    assert set() == POINTS - named
    assert set() == named & NOT_SAID


def test_a_point_is_written_as_the_guide_map_writes_it() -> None:
    assert [card.id for card in CARDS if [one for one in card.points if not re.fullmatch(r"S[1-9]\d?", one)]] == []
    assert [card.id for card in CARDS if len(card.points) != len(set(card.points))] == []


def test_the_list_at_the_end_of_the_guide_is_there_in_full_and_the_entry_that_is_not_there_is_not_repeated() -> None:
    listed = library().listed

    assert 8 == len(listed)
    assert {"not-there"} == {one.id for one in listed if one.found is Found.NOT_FOUND}
    assert not any("1704970" in f"{one.cited} {one.says} {one.where}" for one in listed)
    assert [one.id for one in listed if grade(one.says) > 6] == []
    assert [one.id for one in listed if not one.where and one.found is not Found.NOT_CHECKED] == []


# --- what is known ------------------------------------------------------------------------------------------


def test_a_card_that_states_something_names_its_claim() -> None:
    bare = {card.id for card in CARDS if not card.claims and STATES.search(_whole(card))}

    assert bare == set(STATES_NOTHING)


@pytest.mark.parametrize(
    "said", ["A study found it.", "It happens 9 times.", "On average it helps.", "A scan of a brain."]
)
def test_a_sentence_that_states_something_would_be_noticed(said: str) -> None:
    assert STATES.search(said)


def test_every_figure_of_a_card_stands_in_a_claim_it_names() -> None:
    strayed = [
        (card.id, figure)
        for card in CARDS
        for figure in re.findall(r"\d+(?:[.,]\d+)*", _whole(card))
        if figure not in _figures(card)
    ]
    assert strayed == []


def test_there_are_figures_to_look_at_and_no_card_has_a_percent_sign() -> None:
    assert len([card for card in CARDS if re.search(r"\d", _whole(card))]) >= 3
    assert [card.id for card in CARDS if re.search(r"%|\bper ?cent\b", _whole(card))] == []


@pytest.mark.parametrize("remembered", ONLY_REMEMBERED)
def test_no_figure_that_was_only_remembered_is_shown(remembered: str) -> None:
    shown = [one for one, text in _everything().items() if re.search(ONLY_REMEMBERED[remembered], text)]

    assert [one for one in shown if one not in READ_SINCE] == []


def test_no_figure_that_misleads_is_shown() -> None:
    assert [one for one, text in _everything().items() if re.search(NOT_TO_BE_SHOWN, text)] == []


@pytest.mark.parametrize("said", ["d = -4.46", "Brom et al. found", "a link of .40", "in 49 people", "(NICE 2018)"])
def test_a_remembered_or_misleading_figure_would_be_noticed(said: str) -> None:
    assert any(re.search(pattern, said) for pattern in (*ONLY_REMEMBERED.values(), NOT_TO_BE_SHOWN))


def test_every_block_of_the_review_of_which_something_may_be_said_has_a_claim() -> None:
    not_said = {"E23": "no study supports it", "E34": "no source was found, and a card says so"}
    blocks = {f"E{number}" for number in range(1, 37)} - not_said.keys()

    assert set() == blocks - {claim.ledger for claim in CLAIMS}


def test_a_claim_was_looked_up_and_not_in_the_future_of_the_last_review() -> None:
    newest = max(card.reviewed for card in CARDS)

    assert [claim.id for claim in CLAIMS if not date(2026, 11, 1) <= claim.checked_on <= newest] == []


# --- what was dropped ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("point", DROPPED)
def test_a_dropped_claim_is_not_made(point: str) -> None:
    made = [(card.id, part) for card in CARDS for part in _own(card) if re.search(DROPPED[point], part, re.IGNORECASE)]

    assert made == []


@pytest.mark.parametrize(
    "said",
    [
        "Willpower cannot help.",
        "Trauma fundamentally alters the brain.",
        "A betrayal schema forms.",
        "The vagal brake slips.",
        "To tell them apart is nearly impossible.",
        "These are predictable.",
        "Trust begins in the body.",
        "A limit quickly shows who is harmful.",
        "It heals at its root.",
        "All steps are evidence-based.",
    ],
)
def test_a_dropped_claim_would_be_noticed(said: str) -> None:
    assert any(re.search(pattern, said, re.IGNORECASE) for pattern in DROPPED.values())


def test_a_card_that_repeats_what_others_say_puts_it_right_with_a_claim() -> None:
    repeats = {
        card.id
        for card in CARDS
        for part in sentences(_whole(card))
        if any(re.search(pattern, part, re.IGNORECASE) for pattern in DROPPED.values()) and part not in _own(card)
    }
    assert repeats - {"how-sure-we-are"} == set(PUT_RIGHT)
    assert [one for one, claim in PUT_RIGHT.items() if claim not in library().cards[one].claims] == []


# --- the past -----------------------------------------------------------------------------------------------


def test_a_card_that_lets_an_alarm_come_from_the_past_is_marked() -> None:
    assert [card.id for card in CARDS if DOUBTS.search(_whole(card)) and not card.explains_past] == []
    assert len([card for card in CARDS if card.explains_past]) >= 10


@pytest.mark.parametrize("said", ["It may be an echo.", "Some alarms are old ones.", "It may be ringing for then."])
def test_a_word_that_lets_it_come_from_the_past_would_be_noticed(said: str) -> None:
    assert DOUBTS.search(said)


def test_a_card_that_is_not_marked_rests_on_nothing_that_speaks_of_the_past() -> None:
    speaking = {claim.id for claim in CLAIMS if DOUBTS.search(f"{claim.says} {claim.caveat}")}

    assert "feelings-of-danger" in speaking
    assert [card.id for card in CARDS if not card.explains_past and speaking & set(card.claims)] == []


def test_a_card_that_speaks_of_the_past_leaves_open_that_the_fear_is_right() -> None:
    leaves_open = re.compile(
        r"\b(for now|not right with this person|do harm|no middle|act on that|cannot tell|may have seen|be right about this"
        r"|be right again|came by fairly|may be right|has been right before|here or long ago|trust someone who does harm|what it looks like|a fact|danger shows|also be right"
        r"|no picture can say)\b",
        re.IGNORECASE,
    )
    assert [card.id for card in CARDS if card.explains_past and not leaves_open.search(_whole(card))] == []


def test_no_card_tells_anyone_to_trust_to_stay_or_to_leave() -> None:
    telling = re.compile(
        r"(?:^|[.:] )(?:Trust (?:them|him|her|people|someone|yourself)|Stay with|Leave (?:them|him|her)|Tell them|Go back|Talk to them)\b"
    )

    assert [card.id for card in CARDS if telling.search(_whole(card))] == []


# --- reading them -------------------------------------------------------------------------------------------


def _whole(card: Card) -> str:
    return f"{card.on_screen}\n{card.more}"


def _everything() -> dict[str, str]:
    return {f"card {card.id}": _whole(card) for card in CARDS} | {claim.id: _claimed(claim) for claim in CLAIMS}


def _own(card: Card) -> list[str]:
    """The sentences in which the card itself speaks, without those that repeat what others say."""
    parts = sentences(_whole(card))
    if card.id in {*PUT_RIGHT, "how-sure-we-are"}:
        return [part for part in parts if not _repeats(part)]
    return parts


def _repeats(part: str) -> bool:
    return bool(TOLD_OF.match(part)) or "you may have read" in part.lower() or "you may have heard" in part.lower()


def _claimed(claim: Claim) -> str:
    return f"{claim.says} {claim.caveat} {' '.join(source.what for source in claim.sources)}"


def _figures(card: Card) -> set[str]:
    said = " ".join(_claimed(library().claims[claim]) for claim in card.claims)
    return set(re.findall(r"\d+(?:[.,]\d+)*", said))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def _shared(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / min(len(one), len(other))
