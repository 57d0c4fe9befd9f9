"""Room safety: what a person puts together for bad hours. The gate knows nothing of it, and it holds nothing."""

from enum import Enum
from uuid import UUID

from unhurried.domain.base import Entry, ImpossibleEntry, check_words

LONGEST_LINE_NAME = 120
LONGEST_NUMBER = 40


class CrisisPlan(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="crisis_plan.1"):
    """The plan for the worst hours, in the person's own words. Every part may stay empty."""

    keeps_alive: str = ""
    early_signs: str = ""
    alone: str = ""
    places: str = ""
    people: str = ""
    professionals: str = ""
    surroundings: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for field in self.__struct_fields__[4:]:
            check_words(field, getattr(self, field))


class OwnLine(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="own_line.1"):
    """A number or an address of help that the person added."""

    name: str
    number: str
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for field, longest in (("name", LONGEST_LINE_NAME), ("number", LONGEST_NUMBER)):
            if not getattr(self, field).strip():
                raise ImpossibleEntry(field, "is empty")
            check_words(field, getattr(self, field), longest)
        if not set(self.number) <= set("0123456789+*#()-./ "):
            raise ImpossibleEntry("number", "holds something that can not be dialled")
        check_words("note", self.note)


class ChosenCountry(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="chosen_country.1"):
    """The country whose lines are shown first. Kept only when the person agreed. region: two letters."""

    region: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if not (len(self.region) == 2 and self.region.isascii() and self.region.isupper()):  # noqa: PLR2004 - ISO 3166-1 alpha-2
            raise ImpossibleEntry("region", "is not a code of two letters")


class Why(Enum):
    """Why contact cannot be avoided."""

    CHILDREN = "children"
    WORK = "work"
    COURT = "court"
    FAMILY = "family"
    HOME = "home"
    OTHER = "other"


class UnavoidableContact(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="unavoidable_contact.1"):
    """A contact that cannot be avoided, and how to get through it. Its aim is never trust."""

    why: Why
    someone: UUID | None = None
    where: str = ""
    how_long: str = ""
    in_writing: str = ""
    who_is_near: str = ""
    how_i_leave: str = ""
    advice: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for field in ("where", "how_long", "in_writing", "who_is_near", "how_i_leave", "advice"):
            check_words(field, getattr(self, field))
