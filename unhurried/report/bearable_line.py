"""The lines of an export of Bearable that belong to one part of a day, made into one check-in.

Bearable writes a line for each thing that was rated: a mood, a symptom, a factor. A rating is not activation, so a
mood or a symptom becomes a state only through the meaning the person gave it. Bearable keeps parts of a day and often no clock;
each part has a time that stands for it (docs/reference/bringing-in.md).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.steadying import Checkin, State
from unhurried.report.line import Cells, Context, Refusal, RefusedWhy, identity, when
from unhurried.report.meaning import sort_out
from unhurried.report.moment import Moment

NEEDED = frozenset({"date", "category", "rating/amount"})
KNOWN = NEEDED | {"date formatted", "weekday", "time of day", "detail", "notes"}

MOOD = "mood"
_STANDS_FOR = {
    "pre": "06:00",
    "am": "09:00",
    "mid": "13:00",
    "pm": "20:00",
    "": "12:00",
    "all day": "12:00",
    "morning": "09:00",
    "midday": "13:00",
    "afternoon": "15:00",
    "evening": "20:00",
    "night": "22:00",
}
_HOW_STRONG = re.compile(r" ?\([^()]{1,40}\)$")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?", re.IGNORECASE | re.ASCII)


class Reading(NamedTuple):
    """One line. mood: its name when it is a mood. thing: its name when it is anything else. as_written: all it says."""

    moment: Moment
    mood: str
    thing: str
    notes: str
    as_written: tuple[str, ...]


def read(cells: Cells, context: Context) -> Reading:
    """Raises Refusal."""
    moment = when(f"{cells.short('date')} {_time(cells.short('time of day'))}", context)
    category, rating = cells.short("category"), cells.short("rating/amount")
    detail, notes = cells.short("detail"), cells.words("notes")
    is_mood = category.casefold() == MOOD
    mood = f"{category} {rating or detail}".strip() if is_mood else ""
    thing = "" if is_mood else _HOW_STRONG.sub("", detail) or category
    return Reading(moment, mood, thing, notes, (category, rating, detail, notes))


def checkin(lines: Sequence[Reading], context: Context) -> Checkin:
    """All lines of one moment. Raises Refusal: a moment that nothing gives a state to stays out."""
    moment = lines[0].moment
    found = sort_out([line.thing for line in lines if line.thing], context.meanings)
    note = "\n".join(dict.fromkeys(part for part in (*(line.notes for line in lines), ", ".join(found.note)) if part))
    if len(note) > LONGEST_WORDS:
        raise Refusal(RefusedWhy.TOO_LONG)
    return Checkin(
        id=identity("bearable", moment.as_written, sorted(line.as_written for line in lines)),
        at=moment.at,
        offset_minutes=moment.offset_minutes,
        written=context.now,
        state=_state([line.mood for line in lines if line.mood], found.states, context),
        body=found.body,
        note=note,
        brought_in=True,
    )


def _time(part: str) -> str:
    """A clock as it is; a part of the day by the time that stands for it; anything else as no time of day at all."""
    return part if _CLOCK.fullmatch(part) else _STANDS_FOR.get(part.casefold(), "")


def _state(moods: Sequence[str], states: Sequence[State], context: Context) -> State:
    """What the first mood stands for, or the first thing that stands for a state."""
    said = [context.moods[mood] for mood in moods if mood in context.moods]
    found = [*(state for state in said if state is not None), *states]
    if found:
        return found[0]
    if said:
        raise Refusal(RefusedWhy.MOOD_LEFT_OUT, moods[0])
    raise Refusal(RefusedWhy.MOOD_UNMAPPED, moods[0]) if moods else Refusal(RefusedWhy.NO_STATE_THEN)
