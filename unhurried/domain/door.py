"""Room door: how the app looks and leaves, and notes that were left while it was locked."""

from enum import Enum

from unhurried.domain.base import Entry, check_range, check_words


class Appearance(Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class TextSize(Enum):
    USUAL = "usual"
    LARGE = "large"
    LARGER = "larger"


class ReadingFont(Enum):
    SYSTEM = "system"
    ATKINSON = "atkinson"


class Preferences(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="preferences.1"):
    """How the app looks and when it closes. cover_minutes: 1 to 15; lock_minutes: 1 to 15, at or after the cover."""

    appearance: Appearance = Appearance.SYSTEM
    text_size: TextSize = TextSize.USUAL
    font: ReadingFont = ReadingFont.SYSTEM
    exit_stands_out: bool = False
    exit_low: bool = False
    cover_minutes: int = 2
    lock_minutes: int = 15

    def __post_init__(self) -> None:
        super().__post_init__()
        check_range("cover_minutes", self.cover_minutes, 1, 15)
        check_range("lock_minutes", self.lock_minutes, self.cover_minutes, 15)


class LeftNote(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="left_note.1"):
    """Words left from the lock page and kept after unlocking. Anyone at this computer could have written them."""

    words: str

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("words", self.words)
