"""What search listens for: everyday words for what we call something else, and words that call for the danger line.

These are words people type, and none of ours: nothing of them is ever shown.
"""

from enum import Enum

import msgspec


class Call(Enum):
    """What comes before any result."""

    LIFE = "life"
    """Someone may be thinking of ending their life."""
    THEIR_LIFE = "their_life"
    """Someone else says that they will."""
    DANGER = "danger"


class Listens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """pages: names such as "practice:warm-cup", or "shame:*" for a group. to: words that lead there."""

    pages: tuple[str, ...]
    to: tuple[str, ...]


class Calls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """says: words that follow each other, a few others between at most; "a|b" is either, "a*" any ending."""

    id: Call
    says: tuple[str, ...]


class SameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are typed for each other."""

    words: tuple[str, ...]


class SearchWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """idle: words that tell nothing about what is looked for."""

    idle: tuple[str, ...]
    same: tuple[SameWords, ...]
    calls: tuple[Calls, ...]
    listens: tuple[Listens, ...]


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of the app that is no item of content. id: the name of its address. title, words: as search shows it."""

    id: str
    title: str
    words: str
