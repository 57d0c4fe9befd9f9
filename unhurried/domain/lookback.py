"""Room lookback: what the person says themselves about what their notes show.

The last word on a page of findings is the person's own, and nothing is worked out from it.
"""

from unhurried.domain.base import Entry, ImpossibleEntry, check_words


class OwnReading(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="own_reading.1"):
    """The person's own sentence about how they read alarms. There is one, and it can be changed."""

    words: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.words.strip():
            raise ImpossibleEntry("words", "is empty")
        check_words("words", self.words)
