"""Room today: what was declined, and pauses."""

from datetime import datetime

from unhurried.domain.base import Entry, ImpossibleEntry


class Declined(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="declined.1"):
    """A suggestion put aside without a word. It is not shown again in the quiet time."""

    suggestion: str


class Pause(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="pause.1"):
    """Nothing asks anything until then; None means until the person comes back and ends it."""

    until: datetime | None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.until is not None and self.until.tzinfo is None:
            raise ImpossibleEntry("until", "has no time zone")

    def holds(self, now: datetime) -> bool:
        return self.until is None or now < self.until
