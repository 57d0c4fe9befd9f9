"""The day of something that was: midday of an earlier day, or now when it was today."""

from datetime import date, datetime, timezone

from unhurried.domain.notebook import Kept
from unhurried.journey.stamp import Stamp
from unhurried.pages import clock
from unhurried.pages.fetching import new_stamp
from unhurried.pages.forms.dated import DatedForm


def today() -> date:
    return clock.now().astimezone().date()


def stamp_of(form: DatedForm) -> Stamp:
    fresh, when = new_stamp(form.cleaned_data["id"]), form.when()
    if when is None:
        return fresh
    at, offset = _on(when)
    return Stamp(id=fresh["id"], at=at, offset_minutes=offset, written=fresh["written"])


def moved(form: DatedForm, seen: Kept) -> dict[str, object]:
    """The time is only changed when another day was typed."""
    day = form.cleaned_data["day"]
    if day == seen.entry.local.date():
        return {}
    at, offset = _on(form.when() or datetime.combine(day, clock.now().astimezone().time()))
    return {"at": at, "offset_minutes": offset}


def _on(when: datetime) -> tuple[datetime, int]:
    """A time on the machine's clock as UTC, and how far that clock was ahead then."""
    at = when.astimezone().astimezone(timezone.utc)  # noqa: UP017 - the machine's zone first, then UTC
    return at, clock.local_offset_minutes(at)
