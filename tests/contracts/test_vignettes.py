"""The vignettes that measure the danger questions: enough of them, fairly split, each its own story.

Whether a label is right no test can tell. People speak in them as people speak, so our forbidden words do not apply.
"""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, count, pairwise
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from tests.words import count_words, sentences

FOLDER = Path(__file__).parent.parent / "inference" / "vignettes"

DANGEROUS = frozenset(
    "pressure control contempt lies a_no_pushed cutting_off money digital sex threats harm".split()  # noqa: SIM905 - reads as a list
)
"""The eleven groups that the product names."""

VIOLENT = frozenset({"harm", "threats"})

SPLIT_BY = 21
FEWEST_IN_A_HALF = 104
FEWEST_WORDS, MOST_WORDS = 30, 110
LONGEST_WHY = 25
ALIKE = 0.15
"""Share of the shorter one's runs of three words that stand in the other as well. The nearest two are at 0.10."""

SLURS = frozenset(
    (  # noqa: SIM905 - the same
        "08a841e99678 0be9b885f4a3 120f6e5b4ea3 158869a97379 16ea09fc78ca 1802d081455e 22fc75e65a0e 333f76180929 "
        "33740da8a87d 3b1e0d7c5dd4 3cc0a581d3bb 4b18aefe826a 544fc8545c8d 566f532d486c 56d9e1f65737 6672d6e4bdbc "
        "6b571f65fa6f 886d51e97ad7 8f5083e3e5c7 94a877e2ce63 96c91fa84782 98b52c4b6b7d 9915ba2d8222 9ae315a94e42 "
        "c1b4ed05397d c2c3b68b4883 c3de533e9b7f cc02032349c8 d067075bc9d8 d316bfb1721b d75a838dc758 e7b98c6aa5b9 "
        "e9e8b6c5afa7 edf5e73441f8 ee5a869b5ace f64c6fad9c3c f9d0d9b18ae9"
    ).split()
)
"""The beginnings of SHA-256 of 37 slurs, so that nobody has to read them here."""


class Vignette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    relation: Literal[
        "partner",
        "former_partner",
        "parent",
        "adult_child",
        "sibling",
        "friend",
        "boss",
        "colleague",
        "helper",
        "housing",
        "coach",
        "group",
        "neighbour",
        "carer",
    ]
    told: str
    dangerous: bool
    kind: str
    why: str


def _read(name: str) -> list[Vignette]:
    return msgspec.convert(tomllib.loads((FOLDER / name).read_text("utf-8"))["vignette"], list[Vignette])


FIRST = _read("first.toml")
SECOND = _read("second.toml")
BOTH = [*FIRST, *SECOND]
RELATIONS = {vignette.relation for vignette in BOTH}

each_half = pytest.mark.parametrize("half", [FIRST, SECOND], ids=["first", "second"])


# --- how many, and of what ----------------------------------------------------------------------------------


@each_half
def test_a_half_is_large_enough_and_half_of_it_is_dangerous(half: Sequence[Vignette]) -> None:
    assert len(half) >= FEWEST_IN_A_HALF
    assert len(half) == 2 * sum(vignette.dangerous for vignette in half)


@each_half
def test_every_relation_stands_under_either_label_at_least_twice(half: Sequence[Vignette]) -> None:
    assert len(RELATIONS) == 14
    assert not _too_rare(half)


@each_half
def test_every_kind_stands_in_either_half(half: Sequence[Vignette]) -> None:
    assert _kinds(BOTH, dangerous=True) == DANGEROUS
    assert _kinds(half, dangerous=True) == DANGEROUS
    assert _kinds(half, dangerous=False) == _kinds(BOTH, dangerous=False)


def test_no_kind_stands_under_both_labels() -> None:
    assert set() == _kinds(BOTH, dangerous=True) & _kinds(BOTH, dangerous=False)


@each_half
def test_most_of_the_danger_is_neither_blows_nor_threats(half: Sequence[Vignette]) -> None:
    dangerous = [vignette for vignette in half if vignette.dangerous]
    assert sum(vignette.kind in VIOLENT for vignette in dangerous) < len(dangerous) / 3


def _kinds(vignettes: Iterable[Vignette], *, dangerous: bool) -> set[str]:
    return {vignette.kind for vignette in vignettes if vignette.dangerous is dangerous}


def _too_rare(half: Iterable[Vignette]) -> set[tuple[str, bool]]:
    found = Counter((vignette.relation, vignette.dangerous) for vignette in half)
    return {(relation, label) for relation in RELATIONS for label in (True, False) if found[relation, label] < 2}


# --- the split ----------------------------------------------------------------------------------------------


def test_the_halves_are_as_the_written_rule_deals_them() -> None:
    first, second = _dealt(SPLIT_BY)
    assert {vignette.id for vignette in first} == {vignette.id for vignette in FIRST}
    assert {vignette.id for vignette in second} == {vignette.id for vignette in SECOND}


def test_the_number_to_split_by_was_not_chosen_for_anything_else() -> None:
    smallest = next(number for number in count() if not any(_too_rare(half) for half in _dealt(number)))
    assert smallest == SPLIT_BY


def test_ids_run_through_both_halves_and_stand_there_once() -> None:
    assert [f"v{number:03}" for number in range(1, len(BOTH) + 1)] == sorted(vignette.id for vignette in BOTH)


def test_a_number_tells_nothing_about_the_label() -> None:
    labels = [vignette.dangerous for vignette in sorted(BOTH, key=lambda vignette: vignette.id)]
    changes = sum(one is not other for one, other in pairwise(labels))
    assert abs(changes - len(labels) / 2) < 2 * len(labels) ** 0.5


def test_the_second_half_says_at_its_head_who_does_not_read_it() -> None:
    head = (FOLDER / "second.toml").read_text("utf-8").splitlines()[0]
    assert head.startswith("# The half for the bar only.")
    assert "does not read it" in head


def _dealt(number: int) -> tuple[list[Vignette], list[Vignette]]:
    def lot(vignette: Vignette) -> tuple[bool, str, str]:
        drawn = hashlib.sha256(f"{number} {vignette.id}".encode()).hexdigest()
        return vignette.dangerous, vignette.kind, drawn

    in_order = sorted(BOTH, key=lot)
    return in_order[::2], in_order[1::2]


# --- the words ----------------------------------------------------------------------------------------------


def test_each_is_told_in_thirty_to_a_hundred_and_ten_words() -> None:
    odd = {
        vignette.id: words
        for vignette in BOTH
        if not FEWEST_WORDS <= (words := count_words(vignette.told)) <= MOST_WORDS
    }
    assert not odd


def test_each_is_told_in_the_first_person() -> None:
    assert not [vignette.id for vignette in BOTH if not re.search(r"\b(I|me|my|we|us|our)\b", vignette.told)]


def test_each_why_is_one_short_sentence() -> None:
    odd = [
        vignette.id
        for vignette in BOTH
        if len(sentences(vignette.why)) != 1
        or not vignette.why.endswith(".")
        or count_words(vignette.why) > LONGEST_WHY
    ]
    assert not odd


def test_lengths_do_not_give_the_label_away() -> None:
    lengths = {
        label: [count_words(vignette.told) for vignette in BOTH if vignette.dangerous is label]
        for label in (True, False)
    }
    means = {label: sum(words) / len(words) for label, words in lengths.items()}
    assert abs(means[True] - means[False]) < 5


def test_no_two_tell_the_same() -> None:
    runs = {vignette.id: _runs_of_three(vignette.told) for vignette in BOTH}
    alike = [(one, other) for one, other in combinations(runs, 2) if _shared(runs[one], runs[other]) > ALIKE]
    assert not alike


def test_a_vignette_told_again_with_every_fifth_word_changed_would_be_noticed() -> None:
    unnoticed = [
        vignette.id
        for vignette in BOTH
        if _shared(_runs_of_three(vignette.told), _runs_of_three(_with_changes(vignette.told))) <= ALIKE
    ]
    assert not unnoticed


def test_nobody_is_called_by_a_slur() -> None:
    assert not [vignette.id for vignette in BOTH if _slurs(f"{vignette.told} {vignette.why}")]


def test_a_slur_would_be_noticed() -> None:
    assert {"cripples"} == _slurs("He said Cripples, all of you.")


def _runs_of_three(text: str) -> set[tuple[str, ...]]:
    words = _bare_words(text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _shared(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / min(len(one), len(other))


def _with_changes(text: str) -> str:
    return " ".join("other" if place % 5 == 0 else word for place, word in enumerate(_bare_words(text)))


def _slurs(text: str) -> set[str]:
    return {word for word in _bare_words(text) if {_digest(word), _digest(word.removesuffix("s"))} & SLURS}


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:12]


def _bare_words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())
