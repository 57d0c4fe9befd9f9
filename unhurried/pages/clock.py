"""What time it is: the machine's clock, or in tests the time written in a file."""

from datetime import UTC, datetime

from django.conf import settings


def now() -> datetime:
    """The time in UTC, with the microseconds dropped."""
    if settings.CLOCK_FILE is not None and settings.CLOCK_FILE.exists():
        return datetime.fromtimestamp(float(settings.CLOCK_FILE.read_text()), UTC)
    return datetime.now(UTC).replace(microsecond=0)


def local_offset_minutes(moment: datetime) -> int:
    """How far this machine's clock is ahead of UTC at a moment."""
    offset = moment.astimezone().utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)
