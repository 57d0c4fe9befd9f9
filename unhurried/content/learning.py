"""Cards: short texts on what is known and how well, and the list at the end of the guide, put right.

It keeps its hands off who may read what: a card says whether it explains an alarm by the past, and the gate decides.
"""

from datetime import date
from enum import Enum

import msgspec

from unhurried.domain.learning import Topic


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to know, in our own words.

    lead: one sentence. text: paragraphs, an empty line between them. A pattern has how_it_feels, why_it_made_sense and
    small_move in place of text. room: the name of an address that helps. more: for those who want to read on.
    claims: ids in evidence.toml. points: points of the guide it answers. explains_past: it says that an alarm, or a
    pulling away, may come from what was. reviewed, checklist: last review. second_reading: the day someone who did not
    write it read it twice, for tone and for facts.
    """

    id: str
    topic: Topic
    title: str
    lead: str
    reviewed: date
    checklist: int
    text: str = ""
    how_it_feels: str = ""
    why_it_made_sense: str = ""
    small_move: str = ""
    room: str = ""
    more: str = ""
    claims: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    explains_past: bool = False
    second_reading: date | None = None

    def __post_init__(self) -> None:
        parts = (self.how_it_feels, self.why_it_made_sense, self.small_move, self.room)
        if self.is_pattern and not all(parts):
            raise ValueError(f"{self.id}: a pattern says how it feels, why it made sense, a small move, and its room")
        if bool(self.text) is self.is_pattern:
            raise ValueError(f"{self.id}: a card has a text, or it is a pattern")

    @property
    def is_pattern(self) -> bool:
        return bool(self.how_it_feels)

    @property
    def on_screen(self) -> str:
        """All of it that shows without asking for more."""
        told = (self.title, self.lead, self.text, self.how_it_feels, self.why_it_made_sense, self.small_move)
        return "\n".join(part for part in told if part)


class Found(Enum):
    """What became of an entry of the guide's list when we looked for it."""

    FOUND = "found"
    SECOND_HAND = "second_hand"
    NOT_CHECKED = "not_checked"
    NOT_FOUND = "not_found"


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the list at the end of the guide. cited: as far as it can be repeated. where: what was read."""

    id: str
    cited: str
    found: Found
    says: str
    where: str = ""
