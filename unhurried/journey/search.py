"""Looking through what the person wrote, in memory, while their notes are open. Nothing of it is kept, or put on disk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import get_args

import msgspec

from unhurried.content.search import SHORTEST_FORGIVEN, by_shorter, one_letter_less, words_of
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept

MOST_FOUND = 5

NAMES_CONTENT = frozenset({"practice", "need", "step", "cue", "cues", "echo_cues", "suggestion"})
"""Fields that hold the id of something of ours, and no words of the person."""

LONGEST_ENDING = 3
"""So many letters more may end a word that is taken for the same."""


def look_through(kept: Iterable[Kept], kinds: tuple[type[Entry], ...], telling: Sequence[str]) -> list[Entry]:
    """Entries of these kinds in which the most of the telling words stand, at least half of them. The newest first."""
    said = [(row.entry, _words(row.entry)) for row in kept if isinstance(row.entry, kinds)]
    known = {word for _, words in said for word in words}
    shorter = by_shorter(known)
    near = [_near(word, known, shorter) for word in telling]
    stands = [(sum(not one.isdisjoint(words) for one in near), entry) for entry, words in said]
    most = max((many for many, _ in stands), default=0)
    if not most or 2 * most < len(telling):
        return []
    fullest = [entry for many, entry in stands if many == most]
    return sorted(fullest, key=lambda entry: entry.at, reverse=True)[:MOST_FOUND]


def own_words(entry: object) -> Iterator[str]:
    """Every text the person wrote in an entry, also in its parts."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, tuple):
        for part in entry:
            yield from own_words(part)
    elif isinstance(entry, msgspec.Struct):
        for field in _fields(type(entry)):
            if value := getattr(entry, field):
                yield from own_words(value)


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that can hold words of the person."""
    fields = msgspec.structs.fields(kind)
    return tuple(field.name for field in fields if field.name not in NAMES_CONTENT and _holds_words(field.type))


def _holds_words(kind: object) -> bool:
    if isinstance(kind, type) and issubclass(kind, str | msgspec.Struct):
        return True
    return any(_holds_words(part) for part in get_args(kind))


def _words(entry: Entry) -> frozenset[str]:
    return frozenset(words_of(" ".join(own_words(entry))))


def _near(word: str, known: Iterable[str], shorter: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The word as it may stand there: with another ending, or one slip away."""
    if len(word) < SHORTEST_FORGIVEN:
        return frozenset({word})
    slips = {one for less in one_letter_less(word) for one in shorter.get(less, ()) if len(one) >= SHORTEST_FORGIVEN}
    return frozenset({word, *slips, *(one for one in known if _is_longer(word, one) or _is_longer(one, word))})


def _is_longer(word: str, other: str) -> bool:
    return (
        len(word) <= len(other) <= len(word) + LONGEST_ENDING
        and len(word) >= SHORTEST_FORGIVEN
        and other.startswith(word)
    )
