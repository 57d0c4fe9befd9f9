"""Needs: what a person may need to feel safe with others. None is set for anybody; a person names their own.

It keeps its hands off who meets a need: that is the person's to say.
"""

from datetime import date

import msgspec

from unhurried.domain.needs import LONGEST_NEED, Family


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One need, in our own words.

    met: what can be seen when it is met. ask_for: words one could say. not_met: what shows that it is not met.
    reviewed, checklist: last review. second_reading: as a card has it.
    """

    id: str
    title: str
    family: Family
    met: str
    ask_for: str
    not_met: str
    reviewed: date
    checklist: int
    second_reading: date | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.title) <= LONGEST_NEED:
            raise ValueError(f"{self.id}: a title has 1 to {LONGEST_NEED} letters")
        if not (self.met.strip() and self.ask_for.strip() and self.not_met.strip()):
            raise ValueError(
                f"{self.id}: a need says how it looks met, what to ask for, and how it looks when it is not"
            )


class CodeNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Plain words that can stand for someone, for those who would rather not make one up."""

    words: tuple[str, ...]
