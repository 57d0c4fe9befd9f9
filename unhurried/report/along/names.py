"""What people are called on one page: by their code names, or by letters given out in the order in which they come up.

A code name is also looked for in the person's own words. It finds the name as a word, and nothing else that could tell
who somebody is: a place, a job, a day. That is said where letters are chosen.
"""

import re
from collections.abc import Iterable
from unicodedata import normalize
from uuid import UUID

from unhurried.domain.people import Someone

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Names:
    """One page's. nobody_known: what someone is called who is not in the notebook any more."""

    def __init__(self, people: Iterable[Someone], nobody_known: str, *, letters: bool) -> None:
        self._people = {one.id: one for one in people}
        self._by_name = {_compared(core): one.id for one in self._people.values() if (core := _core(one.code_name))}
        self._looked_for = _pattern([_core(one.code_name) for one in self._people.values()])
        self._nobody_known = nobody_known
        self._letters = letters
        self._called: dict[UUID, str] = {}

    def of(self, someone: UUID) -> str:
        known = self._people.get(someone)
        if known is None:
            return self._nobody_known
        if someone not in self._called:
            self._called[someone] = _letter(len(self._called)) if self._letters else known.code_name.strip()
        return self._called[someone]

    def in_words(self, words: str) -> str:
        """The person's own words, with every code name in them called as on the rest of the page."""
        if not self._letters or self._looked_for is None:
            return words.strip()
        return self._looked_for.sub(self._instead, normalize("NFC", words)).strip()

    @property
    def named(self) -> tuple[tuple[str, Someone], ...]:
        """Everyone who came up so far, and what they are called."""
        return tuple((called, self._people[someone]) for someone, called in self._called.items())

    def _instead(self, found: re.Match[str]) -> str:
        someone = self._by_name.get(_compared(found[0]))
        return found[0] if someone is None else self.of(someone)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Every name as a word of its own, the longest first. One letter alone is matched as it is written: "a" is no name."""
    each = [_one(name) for name in sorted(set(names), key=len, reverse=True) if name]
    return re.compile("|".join(each)) if each else None


def _one(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split())
    spelled = words if len(name) == 1 else f"(?i:{words})"
    return rf"(?<!\w){spelled}(?!\w)"


def _core(code_name: str) -> str:
    """Without the full stop of "K." and the like, so that "K said" is found too. A name of signs alone stays as it is."""
    name = normalize("NFC", code_name).strip()
    return re.sub(r"^\W+|\W+$", "", name) or name


def _compared(name: str) -> str:
    folded = " ".join(name.split())
    return folded if len(folded) == 1 else folded.casefold()


def _letter(number: int) -> str:
    """A to Z, then AA, AB."""
    before, last = divmod(number, len(_ALPHABET))
    return (_letter(before - 1) if before else "") + _ALPHABET[last]
