"""Phrases that can be said aloud: limits, what helps me, and asking in place of testing. None is set for anybody.

A limit says what I will do. It never says what someone else wears, sees, where they go, or what is on their phone.
It keeps its hands off whom a phrase is said to: the gate in `unhurried/domain/safety.py` decides that.
"""

from datetime import date
from enum import Enum

import msgspec

from unhurried.domain.limits import LONGEST_LINE, For, LimitArea, Strength


class With(Enum):
    """Whom a phrase fits."""

    PARTNER = "partner"
    FAMILY = "family"
    FRIEND = "friend"
    WORK = "work"
    HELPER = "helper"
    GROUP = "group"
    ANYONE = "anyone"


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Three short lines in our own words: the limit, the need, the ask.

    Of what helps, `limit` says when; of asking, it says what I notice in me. Neither has an area or a strength.
    protects: the needs it looks after, by id. reviewed, checklist: last review. second_reading: the day someone who did
    not write it read it, for tone and for danger.
    """

    id: str
    fits: tuple[With, ...]
    limit: str
    need: str
    ask: str
    reviewed: date
    checklist: int
    second_reading: date | None = None
    meant_for: For = For.LIMIT
    area: LimitArea | None = None
    strength: Strength | None = None
    protects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lines = (self.limit, self.need, self.ask)
        if not all(line.strip() and len(line) <= LONGEST_LINE for line in lines):
            raise ValueError(f"{self.id}: a phrase has three lines of 1 to {LONGEST_LINE} letters")
        if not self.fits:
            raise ValueError(f"{self.id}: a phrase says whom it fits")
        if (self.meant_for is For.LIMIT) != (self.area is not None and self.strength is not None):
            raise ValueError(f"{self.id}: a limit has an area and a strength, and nothing else has")

    def suits(self, someone: With | None) -> bool:
        """Whether it can be said to someone like that. None: to anyone."""
        return someone is None or someone in self.fits or With.ANYONE in self.fits
