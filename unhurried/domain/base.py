"""What every entry has in common, and what no entry may be."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import msgspec

LONGEST_WORDS = 200_000
"""Characters in one text field. Longer notes are refused at the field, in words, and kept there."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
WIDEST_OFFSET_MINUTES = 14 * 60


class ImpossibleEntry(ValueError):
    """An entry that can not be true; the message names the field."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """Something a person recorded.

    `at` is when it happened and `written` when it was recorded, both aware.
    `offset_minutes` is how far the person's clock was ahead of UTC then: stored times come back as UTC.
    That an entry does not lie in the future is checked by `journey`, which has the clock.
    """

    id: UUID
    at: datetime
    offset_minutes: int
    written: datetime

    def __post_init__(self) -> None:
        for field, moment in (("at", self.at), ("written", self.written)):
            if moment.tzinfo is None:
                raise ImpossibleEntry(field, "has no time zone")
            if moment < EARLIEST:
                raise ImpossibleEntry(field, "is before 1900")
        if not -WIDEST_OFFSET_MINUTES <= self.offset_minutes <= WIDEST_OFFSET_MINUTES:
            raise ImpossibleEntry("offset_minutes", "is more than 14 hours")

    @property
    def local(self) -> datetime:
        """`at` on the clock the person saw."""
        return self.at.astimezone(timezone(timedelta(minutes=self.offset_minutes)))


def check_range(field: str, value: float | None, low: float, high: float) -> None:
    if value is not None and not low <= value <= high:
        raise ImpossibleEntry(field, f"is not between {low} and {high}")


def check_words(field: str, words: str, longest: int = LONGEST_WORDS) -> None:
    if len(words) > longest:
        raise ImpossibleEntry(field, f"is longer than {longest} characters")
    if "\0" in words:
        raise ImpossibleEntry(field, "holds a NUL character")
