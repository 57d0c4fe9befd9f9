"""Room needs: what a person needs to feel safe with others, how much each weighs, and who or what meets it."""

from collections.abc import Iterable
from enum import Enum
from uuid import UUID

from unhurried.domain.base import Entry, ImpossibleEntry, check_words

LONGEST_NEED = 120


class Family(Enum):
    PREDICTABILITY = "predictability"
    PACE = "pace"
    SPACE_AND_TOUCH = "space_and_touch"
    WAY_OUT = "way_out"
    BEING_BELIEVED = "being_believed"
    PRIVACY = "privacy"
    REPAIR = "repair"
    SAY_IN_DECISIONS = "say_in_decisions"


class Weight(Enum):
    NICE = "nice"
    IMPORTANT = "important"
    NOT_NEGOTIABLE = "not_negotiable"


class OwnNeed(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="own_need.1"):
    """A need in the person's own words. The family may stay open."""

    title: str
    family: Family | None = None
    met: str = ""
    ask_for: str = ""
    not_met: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.title.strip():
            raise ImpossibleEntry("title", "is empty")
        check_words("title", self.title, LONGEST_NEED)
        for field in ("met", "ask_for", "not_met"):
            check_words(field, getattr(self, field))


class NamedNeed(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="named_need.1"):
    """A need the person calls theirs. need: an id of content, or the uuid of an `OwnNeed` as text."""

    need: str
    weight: Weight
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("need", self.need, LONGEST_NEED)
        check_words("note", self.note)


class Met(Enum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not_known"


class MeetsNeed(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="meets_need.1"):
    """How far someone, or an easier place, meets a need. where: the uuid of a `Someone` or of an `Easier` place."""

    need: str
    where: UUID
    met: Met

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("need", self.need, LONGEST_NEED)


def not_negotiable(entries: Iterable[Entry]) -> frozenset[str]:
    """The needs that hold a step, a limit or a meeting as long as they are not covered."""
    named = [entry for entry in entries if isinstance(entry, NamedNeed)]
    return frozenset(entry.need for entry in named if entry.weight is Weight.NOT_NEGOTIABLE)
