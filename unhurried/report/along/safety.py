"""Signs of danger that hold, for the page to take along. Nothing is counted up, and no sign is weighed against another."""

from datetime import datetime

from unhurried.domain.safety import Flag, waiting_liftings
from unhurried.report.along.blocks import FIRST_PAGE_NAMES, Notes, Table, Told


def tell_flags(notes: Notes) -> Told | None:
    """What was taken back is left out, once it no longer holds."""
    ends = waiting_liftings(notes.entries, datetime.min.replace(tzinfo=notes.now.tzinfo))
    flags = [one for one in notes.entries if isinstance(one, Flag) and not _is_over(ends.get(one.id), notes.now)]
    if not flags:
        return None
    words = notes.words
    whom = list(dict.fromkeys(one.whom for one in flags if one.whom))
    about = [notes.names.of(one) for one in whom]
    now = (words.say("flags_now"),) if any(one.whom is None for one in flags) else ()
    return Told(
        first=(*now, *_about(notes, about, FIRST_PAGE_NAMES)),
        sentences=(*now, *_about(notes, about, None)),
        tables=(
            Table(
                caption=words.say("flags_table"),
                heads=(words.say("head_who"), words.say("head_sign"), words.say("head_noted")),
                rows=tuple(_row(notes, one) for one in reversed(flags)),
            ),
        ),
        rests_on=words.say("rests_on_flags", count=len(flags)),
    )


def _about(notes: Notes, names: list[str], most: int | None) -> tuple[str, ...]:
    return (notes.words.say("flags_people", names=notes.words.listed(names, most)),) if names else ()


def _row(notes: Notes, flag: Flag) -> tuple[str, str, str]:
    who = notes.names.of(flag.whom) if flag.whom else notes.words.say("about_now")
    return (who, notes.library.danger.named(flag.sign), notes.words.day(flag.local.date()))


def _is_over(ends: datetime | None, now: datetime) -> bool:
    return ends is not None and ends <= now
