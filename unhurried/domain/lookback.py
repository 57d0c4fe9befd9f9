"""Room lookback: what the person says themselves about what their notes show, and whether this does them good.

The last word on a page of findings is the person's own, and nothing is worked out from it.
"""

from collections.abc import Iterable
from enum import Enum

from unhurried.domain.base import Entry, ImpossibleEntry, check_words


class OwnReading(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="own_reading.1"):
    """The person's own sentence about how they read alarms. There is one, and it can be changed."""

    words: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.words.strip():
            raise ImpossibleEntry("words", "is empty")
        check_words("words", self.words)


class SinceBegun(Enum):
    """How someone is, beside when they began here."""

    WORSE = "worse"
    SAME = "same"
    BETTER = "better"
    CANNOT_TELL = "cannot_tell"


class HarmCheck(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="harm_check.1"):
    """One answer to the question whether it got worse since they began here."""

    since: SinceBegun


def latest_harm_check(entries: Iterable[Entry]) -> HarmCheck | None:
    checks = (entry for entry in entries if isinstance(entry, HarmCheck))
    return max(checks, key=lambda check: check.written, default=None)
