"""Reads the time a line gives. A form that could mean two days is refused, never guessed."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import NamedTuple

from unhurried.domain.base import EARLIEST, WIDEST_OFFSET_MINUTES

Offset = int | Callable[[datetime], int]
"""Minutes a clock was ahead of UTC: one number, or a function of the time on that clock (summer time)."""

LONGEST_MOMENT = 60


class WhyNoMoment(Enum):
    MISSING = "when_missing"
    UNREAD = "when_unread"
    NO_TIME = "when_no_time"
    AMBIGUOUS = "when_ambiguous"
    AHEAD = "when_ahead"
    TOO_EARLY = "when_too_early"


class NoMoment(ValueError):
    """The text gives no time we can be sure of."""

    def __init__(self, why: WhyNoMoment) -> None:
        super().__init__(why.value)
        self.why = why


class Moment(NamedTuple):
    """at: aware, in UTC. as_written: the same for every reading of the same text, whatever the machine's clock."""

    at: datetime
    offset_minutes: int
    as_written: str


def read_moment(text: str, offset: Offset, now: datetime) -> Moment:
    """Raises NoMoment."""
    text = " ".join(text.split())
    if not text:
        raise NoMoment(WhyNoMoment.MISSING)
    if len(text) > LONGEST_MOMENT:
        raise NoMoment(WhyNoMoment.UNREAD)
    local, minutes = _parse(text)
    _check_year(local.year, now)
    if minutes is None:
        minutes, as_written = offset if isinstance(offset, int) else offset(local), local.isoformat()
    else:
        as_written = f"{local.isoformat()}{minutes:+d}"
    at = local.replace(tzinfo=timezone(timedelta(minutes=minutes))).astimezone(UTC)
    if at > now:
        raise NoMoment(WhyNoMoment.AHEAD)
    return Moment(at, minutes, as_written)


_YEAR_FIRST = r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
_COMPACT = r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
_DOTTED = r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})"
_SLASHED = r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})"
_DAY_NAMED = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<name>[a-z]{3,9})\.?,?[ -](?P<year>\d{4})"
_NAMED_DAY = r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
_TIME = (
    r"(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?P<zone>z|utc|[+-]\d{2}(?::?\d{2})?))?"
)
_DATES = tuple(
    re.compile(rf"{date}(?P<rest>|(?:t|,? (?:at )?){_TIME})", re.ASCII | re.IGNORECASE)
    for date in (_YEAR_FIRST, _COMPACT, _DOTTED, _SLASHED, _DAY_NAMED, _NAMED_DAY)
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def _parse(text: str) -> tuple[datetime, int | None]:
    """The time on the person's clock, and the offset if the text gives one."""
    found = next((match for form in _DATES if (match := form.fullmatch(text))), None)
    if found is None:
        raise NoMoment(WhyNoMoment.UNREAD)
    parts = found.groupdict()
    if not parts["rest"]:
        raise NoMoment(WhyNoMoment.NO_TIME)
    month, day = _month_and_day(parts)
    try:
        local = datetime(  # noqa: DTZ001 - the clock's offset is added by the caller
            int(parts["year"]), month, day, _hour(parts), int(parts["minute"]), int(parts["second"] or 0)
        )
    except ValueError:
        raise NoMoment(WhyNoMoment.UNREAD) from None
    return local, _zone_minutes(parts["zone"])


def _month_and_day(parts: dict[str, str]) -> tuple[int, int]:
    if "one" in parts:
        return _slashed(int(parts["one"]), int(parts["other"]))
    if "name" in parts:
        name = parts["name"].lower()
        named = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
        return (named[0] if named else 0), int(parts["day"])
    return int(parts["month"]), int(parts["day"])


def _slashed(one: int, other: int) -> tuple[int, int]:
    """With slashes both orders are in use: only a number above twelve, or two equal ones, settle which is the day."""
    if one <= len(_MONTHS) and other <= len(_MONTHS) and one != other:
        raise NoMoment(WhyNoMoment.AMBIGUOUS)
    return (other, one) if one > len(_MONTHS) else (one, other)


def _hour(parts: dict[str, str]) -> int:
    """24 for what can not be on a clock, so that it is refused with the rest."""
    hour, half = int(parts["hour"]), parts["half"]
    if half is None:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004 - the twelve hours of a clock
        return 24
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _zone_minutes(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > WIDEST_OFFSET_MINUTES:
        raise NoMoment(WhyNoMoment.UNREAD)
    return -minutes if zone[0] == "-" else minutes


def _check_year(year: int, now: datetime) -> None:
    """Far years are refused before any arithmetic that could overflow."""
    if year <= EARLIEST.year:
        raise NoMoment(WhyNoMoment.TOO_EARLY)
    if year > now.year + 1:
        raise NoMoment(WhyNoMoment.AHEAD)
