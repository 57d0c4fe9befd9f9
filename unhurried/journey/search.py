"""Looking through what the person wrote, in memory, while their notes are open. Nothing of it is kept, or put on disk."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from unhurried.content.search import SHORTEST_FORGIVEN, one_letter_less, words_of
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept

MOST_FOUND = 8

NAMES_CONTENT = frozenset({"practice", "need", "step", "cue", "cues", "echo_cues", "suggestion"})
"""Fields that hold the id of something of ours, and no words of the person."""


def look_through(kept: Iterable[Kept], kinds: tuple[type[Entry], ...], telling: Sequence[str]) -> list[Entry]:
    """Entries of these kinds in which at least half of the telling words stand, the fullest first, then the newest."""
    found = []
    for row in kept:
        if isinstance(row.entry, kinds):
            stands = _how_many(telling, frozenset(words_of(" ".join(own_words(row.entry)))))
            if telling and 2 * stands >= len(telling):
                found.append((stands, row.entry.at, row.entry))
    return [entry for _, _, entry in sorted(found, key=lambda one: one[:2], reverse=True)][:MOST_FOUND]


def own_words(entry: object) -> Iterator[str]:
    """Every text the person wrote in an entry, also in its parts."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, tuple):
        for part in entry:
            yield from own_words(part)
    elif isinstance(entry, msgspec.Struct):
        for field in entry.__struct_fields__:
            if field not in NAMES_CONTENT:
                yield from own_words(getattr(entry, field))


def _how_many(telling: Sequence[str], stands: Collection[str]) -> int:
    return sum(any(_is_near(word, one) for one in stands) for word in telling)


def _is_near(word: str, other: str) -> bool:
    """The same word, with another ending, or one slip away."""
    if word == other:
        return True
    if min(len(word), len(other)) < SHORTEST_FORGIVEN or abs(len(word) - len(other)) > 3:  # noqa: PLR2004 - an ending
        return False
    return word.startswith(other) or other.startswith(word) or bool(one_letter_less(word) & one_letter_less(other))
