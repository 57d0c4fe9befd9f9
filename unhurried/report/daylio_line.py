"""A line of the export of Daylio.

A mood is not activation: it becomes a state only through the meaning the person gave that mood.
Title, note and scales are kept as the words of the note, and so are activities that stand for no sign in the body.
"""

import html
import re

from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.steadying import Checkin, State
from unhurried.report.line import Cells, Context, Refusal, RefusedWhy, identity, when
from unhurried.report.meaning import sort_out

NEEDED = frozenset({"full_date", "time", "mood"})
KNOWN = NEEDED | {"date", "weekday", "activities", "scales", "note_title", "note"}
"""`date` and `weekday` say again, in the language of the phone, what `full_date` says."""

_BREAK = re.compile(r"<(?:br|/p|/li|/div) ?/?>", re.IGNORECASE)
_MARK = re.compile(r"</?(?:p|b|i|u|s|em|strong|strike|font|span|div|ul|ol|li|h[1-6])(?: [^<>]{0,200})?>", re.IGNORECASE)


def read(cells: Cells, context: Context) -> Checkin:
    """Raises Refusal."""
    moment = when(f"{cells.short('full_date')} {cells.short('time')}", context)
    found = sort_out(activities(cells), context.meanings)
    return Checkin(
        id=identity("daylio", moment.as_written, mood_name(cells), _note(cells, cells.words("activities"))),
        at=moment.at,
        offset_minutes=moment.offset_minutes,
        written=context.now,
        state=_meaning(mood_name(cells), context),
        body=found.body,
        note=_note(cells, " | ".join(found.note)),
        brought_in=True,
    )


def mood_name(cells: Cells) -> str:
    return cells.short("mood")


def _meaning(mood: str, context: Context) -> State:
    if not mood:
        raise Refusal(RefusedWhy.MOOD_MISSING)
    if mood not in context.moods:
        raise Refusal(RefusedWhy.MOOD_UNMAPPED, mood)
    state = context.moods[mood]
    if state is None:
        raise Refusal(RefusedWhy.MOOD_LEFT_OUT, mood)
    return state


def activities(cells: Cells) -> list[str]:
    return [name for part in cells.words("activities").split("|") if (name := part.strip())]


def _note(cells: Cells, activities: str) -> str:
    parts = (
        cells.words("note_title"),
        _plain(cells.words("note")),
        activities.replace(" | ", ", "),
        cells.words("scales").replace(" | ", ", "),
    )
    note = "\n".join(part for part in parts if part)
    if len(note) > LONGEST_WORDS:
        raise Refusal(RefusedWhy.TOO_LONG)
    return note


def _plain(note: str) -> str:
    """Newer exports hold a little HTML. Only what Daylio writes itself is taken out, so "<3" stays."""
    return html.unescape(_MARK.sub("", _BREAK.sub("\n", note))).strip()
