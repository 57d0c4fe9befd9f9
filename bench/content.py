"""What the app says: how much of each kind, how hard to read, and whether every claim has an id and no word is forbidden.

What this can not show: whether it is kind. That takes a reader.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.content_counts import counts
from bench.table import Figure, Options, at_most, shown
from tests.said import content_files, forbidden, found_words, items
from tests.said import shown as words_of
from tests.words import count_words, grade
from unhurried.content.library import library

ON_SCREEN, READ_MORE, ENOUGH_TO_GRADE = 5.0, 8.0, 30
"""Grades of Flesch and Kincaid, and how many words make a text that can be graded."""

UNFOLDED = frozenset({"more", "caveat"})
"""What is read only when it is asked for."""

FACTS = frozenset({"emergency", "helplines"})
"""Names and numbers in the words of those who run a line. They are looked over by `bench helplines`."""

CLAIMS = "evidence"


class Item(NamedTuple):
    """One thing we say. place: its file and id."""

    kind: str
    place: str
    on_screen: str
    when_asked: str
    is_read_over: bool


def run(options: Options) -> list[Figure]:  # noqa: ARG001 - every measurement takes the options
    said = list(_items())
    return [*counts(library()), *_reading(said), *_claims(said), *_words(said)]


def _items() -> Iterator[Item]:
    for file in content_files():
        for place, item in items(file):
            asked = {key: item.pop(key) for key in UNFOLDED & item.keys()}
            read_over = {"reviewed", "checklist"} <= item.keys()
            yield Item(_kind(file), place, "\n".join(words_of(item)), "\n".join(words_of(asked)), read_over)


def _kind(file: Path) -> str:
    return file.stem if file.parent.name in {"en", "content"} else file.parent.name


def _reading(said: list[Item]) -> list[Figure]:
    figures = []
    by_kind: dict[str, list[Item]] = defaultdict(list)
    for one in said:
        if one.kind not in FACTS:
            by_kind[one.kind].append(one)
    for kind, ones in sorted(by_kind.items()):
        graded = [grade(one.on_screen) for one in ones if count_words(one.on_screen) >= ENOUGH_TO_GRADE]
        if graded and kind != CLAIMS:
            figures.append(at_most(f"{kind}: hardest of {len(graded)} to read", max(graded), "grade", ON_SCREEN))
        asked = [grade(one.when_asked) for one in ones if one.when_asked]
        if asked:
            figures.append(at_most(f"{kind}: hardest of {len(asked)} read more", max(asked), "grade", READ_MORE))
    return figures


def _claims(said: list[Item]) -> list[Figure]:
    known, named = library().claims, _claims_named()
    return [
        shown("claims", len(known), ""),
        shown("claims named by an item", len(named & known.keys()), ""),
        at_most("items that name a claim that is not there", len(named - known.keys()), "", 0),
        at_most(
            "claims without caveat or source", sum(not (one.caveat and one.sources) for one in known.values()), "", 0
        ),
        at_most("claims: hardest to read", max(grade(one.on_screen) for one in said if one.kind == CLAIMS), "grade", 6),
    ]


def _claims_named() -> set[str]:
    found: set[str] = set()
    for file in content_files():
        for _, item in items(file):
            for key in ("claims", "claim"):
                value = item.get(key, [])
                found |= {value} if isinstance(value, str) else {str(one) for one in _list(value)}
    return found - {""}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _words(said: list[Item]) -> list[Figure]:
    allowed = {(word, one.place) for group in forbidden() for word in group.words for one in group.exceptions}
    hits = set(found_words())
    ours = [one for one in said if one.kind not in FACTS | {CLAIMS}]
    return [
        at_most("forbidden words without a reason", len(hits - allowed), "", 0),
        shown("forbidden words with a reason", len(hits & allowed), ""),
        shown("items", len(said), ""),
        shown("items that note their second reading", sum(one.is_read_over for one in ours), ""),
    ]
