"""A line of a table we do not know, read by what the person said each column holds."""

from collections.abc import Mapping, Sequence

from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.steadying import Checkin, State
from unhurried.report.line import Cells, Context, Refusal, RefusedWhy, identity, when
from unhurried.report.meaning import Role, sort_out

MOST_COLUMNS = 30
_PARTS = str.maketrans("|;", ",,")


def read(cells: Cells, names: Sequence[str], context: Context) -> Checkin:
    """Raises Refusal. names: the columns in their order."""
    columns = context.meanings.columns or {}
    moment = when(" ".join(cells.short(name) for name in _with(Role.WHEN, names, columns)), context)
    things = sort_out(things_in(cells, names, columns), context.meanings)
    words = [cells.words(name) for name in _with(Role.NOTE, names, columns)]
    note = "\n".join(part for part in (*words, ", ".join(things.note)) if part)
    if len(note) > LONGEST_WORDS:
        raise Refusal(RefusedWhy.TOO_LONG)
    return Checkin(
        id=identity("other", moment.as_written, *(cells.words(name) for name in names)),
        at=moment.at,
        offset_minutes=moment.offset_minutes,
        written=context.now,
        state=_state(mood_name(cells, names, columns), context),
        body=things.body,
        note=note,
        brought_in=True,
    )


def is_settled(columns: Mapping[str, Role]) -> bool:
    """Whether it was said where the time stands, and where the state."""
    return {Role.WHEN, Role.STATE} <= set(columns.values())


def mood_name(cells: Cells, names: Sequence[str], columns: Mapping[str, Role]) -> str:
    return " ".join(filter(None, (cells.short(name) for name in _with(Role.STATE, names, columns))))


def things_in(cells: Cells, names: Sequence[str], columns: Mapping[str, Role]) -> list[str]:
    """What stands in the columns on the body, several to a cell."""
    held = [cells.short(name).translate(_PARTS).split(",") for name in _with(Role.BODY, names, columns)]
    return [part.strip() for parts in held for part in parts if part.strip()]


def _with(role: Role, names: Sequence[str], columns: Mapping[str, Role]) -> list[str]:
    return [name for name in names if columns.get(name) is role]


def _state(mood: str, context: Context) -> State:
    if not mood:
        raise Refusal(RefusedWhy.STATE_MISSING)
    if mood not in context.moods:
        raise Refusal(RefusedWhy.MOOD_UNMAPPED, mood)
    state = context.moods[mood]
    if state is None:
        raise Refusal(RefusedWhy.MOOD_LEFT_OUT, mood)
    return state
