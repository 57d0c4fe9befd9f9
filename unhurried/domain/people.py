"""Room people: people, groups and places by code name, what each is trusted with, hurts and what came after.

Nothing here is a figure about a person, and nothing says that someone is safe.
"""

from enum import Enum
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry, ImpossibleEntry, check_words

LONGEST_NAME = 60


class Area(Enum):
    """What someone can be trusted with. Trust in one area says nothing about another."""

    TIME = "time"
    WORDS = "words"
    FEELINGS = "feelings"
    THINGS = "things"
    BODY = "body"
    REPAIR = "repair"
    DECISIONS = "decisions"


class Trust(Enum):
    """In words only: never added up, never drawn over time."""

    NONE = "none"
    A_LITTLE = "a_little"
    SOME = "some"
    A_LOT = "a_lot"
    DO_NOT_KNOW = "do_not_know"


class Relation(Enum):
    PARTNER = "partner"
    FORMER_PARTNER = "former_partner"
    DATE = "date"
    PARENT = "parent"
    GROWN_CHILD = "grown_child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    COLLEAGUE = "colleague"
    BOSS = "boss"
    HELPER = "helper"
    COMMUNITY = "community"
    OTHER = "other"


class TrustedWith(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    area: Area
    trust: Trust


class Someone(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="someone.1"):
    """A person or a group in the person's life, by code name. put_away: kept, and not shown in lists."""

    code_name: str
    is_group: bool = False
    relation: Relation | None = None
    trusted_with: tuple[TrustedWith, ...] = ()
    note: str = ""
    put_away: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.code_name.strip():
            raise ImpossibleEntry("code_name", "is empty")
        check_words("code_name", self.code_name, LONGEST_NAME)
        check_words("note", self.note)
        areas = [one.area for one in self.trusted_with]
        if len(areas) != len(set(areas)):
            raise ImpossibleEntry("trusted_with", "names an area twice")


class Link(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="link.1"):
    """Two who belong together: family, friends, a group and its member. What is known of one may reach the other.

    It holds until a `Lifting` of it takes effect.
    """

    one: UUID
    other: UUID

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.one == self.other:
            raise ImpossibleEntry("other", "is the same person")


class SharedHome(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="shared_home.1"):
    """Someone who lives where the person lives. It holds until a `Lifting` of it takes effect."""

    someone: UUID


class Easier(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="easier.1"):
    """A place, or a moment with or near someone, that was easier to bear."""

    what: str
    someone: UUID | None = None
    is_place: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.what.strip():
            raise ImpossibleEntry("what", "is empty")
        check_words("what", self.what)


class Owned(Enum):
    """Whether the other person owned what they did. A word of regret alone is PARTLY."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not_known"


class Warned(Enum):
    """Whether something in the person rang before. It feeds My reads, and blames nobody."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class Hurt(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="hurt.1"):
    """Something that hurt: what happened, whether it was owned, what was done to repair it."""

    what: str
    someone: UUID | None = None
    owned: Owned | None = None
    repair: str = ""
    warned: Warned | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.what.strip():
            raise ImpossibleEntry("what", "is empty")
        check_words("what", self.what)
        check_words("repair", self.repair)


class Since(Enum):
    """What the weeks after a hurt looked like."""

    STAYED_CHANGED = "stayed_changed"
    CHANGED_THEN_BACK = "changed_then_back"
    NO_CHANGE = "no_change"
    WORSE = "worse"
    NOT_KNOWN = "not_known"


class WeeksAfter(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="weeks_after.1"):
    """A look at the weeks after a hurt. There can be several, weeks apart."""

    hurt: UUID
    since: Since
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("note", self.note)
