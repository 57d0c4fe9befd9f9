"""What people type, and what search listens for: enough of it, split as the rule says, and leading to pages that exist.

How much of it is found, `python -m bench search` tells. Here stands only that it can be measured, and the half for words.
"""

import hashlib
import re
from collections import Counter

import pytest
from django.urls import reverse

from bench.search import FOLDER, Sentence, is_found, sentences
from tests.words import count_words, grade
from unhurried.content.library import library
from unhurried.content.search import index, words_of
from unhurried.content.search_words import Call
from unhurried.pages.finding import way_to

FIRST, SECOND = sentences("first"), sentences("second")
BOTH = [*FIRST, *SECOND]
LINES = {"", "may", "danger", "life", "either"}
GROUPS = {f"{page.group}:*" for page in index().pages if page.group}
NAMES = {page.name for page in index().pages}

NOT_A_PAGE = {"place:gut", "place:alarms"}
"""Named before there was an index, and shown by none: the list of alarms, and the one tap on Today."""


def is_answerable(one: Sentence) -> bool:
    return bool(one.pages) or one.line in {"danger", "life", "either"}


def test_there_are_thirty_in_each_half_and_twenty_can_be_answered_today() -> None:
    for half in (FIRST, SECOND):
        assert 30 == len(half)
        assert sum(map(is_answerable, half)) >= 20
    assert 60 == len({one.id for one in BOTH}) == len({one.typed for one in BOTH})


def test_the_halves_are_as_the_written_rule_deals_them() -> None:
    in_order = sorted(BOTH, key=lambda one: (one.kind, hashlib.sha256(f"0 {one.id}".encode()).hexdigest()))

    assert {one.id for one in in_order[::2]} == {one.id for one in FIRST}
    assert {one.id for one in in_order[1::2]} == {one.id for one in SECOND}


def test_the_second_half_says_at_its_head_who_does_not_read_it() -> None:
    head = (FOLDER / "second.toml").read_text("utf-8").splitlines()[0]

    assert "does not read it" in head


def test_every_sentence_says_what_it_is_after() -> None:
    assert not [one.id for one in BOTH if not one.about or one.line not in LINES]
    assert not [one.id for one in BOTH if not is_answerable(one) and not one.later]


def test_what_is_right_exists() -> None:
    named = {name for one in BOTH for name in one.pages}

    assert set() == named - NAMES - GROUPS - NOT_A_PAGE


def test_words_were_not_taken_from_the_sentences_whole() -> None:
    """Search listens for words and short runs of them, and not for one of the sentences it is measured with."""
    heard = {" ".join(words_of(words)) for one in library().search.listens for words in one.to}

    assert not [one.id for one in SECOND if " ".join(words_of(one.typed)) in heard]


def test_the_half_for_words_is_found() -> None:
    """All that can be found today. The second half is measured by the bench alone."""
    assert not [one.id for one in FIRST if is_answerable(one) and not is_found(index(), one)]


# --- what search listens for --------------------------------------------------------------------------------


def test_every_page_that_listens_exists() -> None:
    listening = {name for one in library().search.listens for name in one.pages}

    assert set() == listening - NAMES - GROUPS


def test_every_call_has_its_words_and_people_come_first() -> None:
    assert list(Call) == [one.id for one in library().search.calls]
    assert all(len(one.says) >= 3 for one in library().search.calls)


def test_each_call_is_heard_in_its_own_words() -> None:
    said = [
        (one.id, re.sub(r"\|\S+", "", words).replace("*", "")) for one in library().search.calls for words in one.says
    ]

    assert not [words for call, words in said if call not in index().calls(words)]


def test_no_word_stands_in_two_sets_of_the_same() -> None:
    counted = Counter(word for one in library().search.same for word in one.words)

    assert not [word for word, times in counted.items() if times > 1]


@pytest.mark.parametrize("place", library().places, ids=lambda place: place.id)
def test_every_place_has_an_address_and_a_line(place: object) -> None:
    page = next(page for page in index().pages if page.name == f"place:{place.id}")  # type: ignore[attr-defined]

    assert reverse(way_to(page).name).startswith("/")
    assert count_words(page.words) <= 16


def test_the_lines_of_places_are_read_at_grade_five() -> None:
    assert grade("\n".join(f"{one.title}\n{one.words}" for one in library().places)) <= 5
