"""A line of our own form of CSV."""

import re
from uuid import UUID

import msgspec

from unhurried.domain.base import ImpossibleEntry
from unhurried.domain.steadying import BodySign, Checkin, Company, Pattern, Presence, Side, State
from unhurried.report.line import Cells, Context, Refusal, RefusedWhy, chosen, identity, when
from unhurried.report.moment import Moment

NEEDED = frozenset({"when", "state"})
KNOWN = NEEDED | {
    "activation", "presence", "side", "toward", "away", "body", "company", "with", "where", "note", "pattern",
}  # fmt: skip

_SAID = (
    "state", "presence", "side", "activation", "toward", "away", "body", "company", "with_whom", "where", "note",
    "pattern",
)  # fmt: skip
"""What the id of a line rests on. The order never changes: a second import would double everything."""

_OTHER_NAMES = {"both at once": State.BOTH, "fine on the outside": State.FINE_OUTSIDE}
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<digits>\d{1,3})(?:\.0{1,3})?", re.ASCII)
_IMPOSSIBLE = {
    "activation": RefusedWhy.ACTIVATION,
    "toward": RefusedWhy.PULL,
    "away": RefusedWhy.PULL,
    "side": RefusedWhy.SIDE_ALONE,
}


def read(cells: Cells, context: Context) -> Checkin:
    """Raises Refusal."""
    moment = when(cells.short("when"), context)
    try:
        checkin = _checkin(cells, moment, context)
    except ImpossibleEntry as error:
        raise Refusal(_IMPOSSIBLE.get(error.field, RefusedWhy.TOO_LONG), cells.short(error.field)) from None
    said = (getattr(checkin, field) for field in _SAID)
    return msgspec.structs.replace(checkin, id=identity("checkin", moment.as_written, *said))


def _checkin(cells: Cells, moment: Moment, context: Context) -> Checkin:
    return Checkin(
        id=UUID(int=0),
        at=moment.at,
        offset_minutes=moment.offset_minutes,
        written=context.now,
        state=_state(cells.short("state")),
        presence=chosen(Presence, cells.short("presence"), RefusedWhy.PRESENCE),
        side=chosen(Side, cells.short("side"), RefusedWhy.SIDE),
        activation=_number(cells.short("activation"), RefusedWhy.ACTIVATION),
        toward=_number(cells.short("toward"), RefusedWhy.PULL),
        away=_number(cells.short("away"), RefusedWhy.PULL),
        body=_body(cells.short("body")),
        company=chosen(Company, cells.short("company"), RefusedWhy.COMPANY),
        with_whom=cells.short("with"),
        where=cells.short("where"),
        note=cells.words("note"),
        pattern=chosen(Pattern, cells.short("pattern"), RefusedWhy.PATTERN),
        brought_in=True,
    )


def _state(cell: str) -> State:
    state = _OTHER_NAMES.get(cell.casefold()) or chosen(State, cell, RefusedWhy.STATE_UNKNOWN)
    if state is None:
        raise Refusal(RefusedWhy.STATE_MISSING)
    return state


def _number(cell: str, why: RefusedWhy) -> int | None:
    if not cell:
        return None
    found = _NUMBER.fullmatch(cell.replace("\N{MINUS SIGN}", "-"))
    if found is None:
        raise Refusal(why, cell)
    return int(found["sign"] + found["digits"])


def _body(cell: str) -> tuple[BodySign, ...]:
    signs = (chosen(BodySign, part.strip(), RefusedWhy.BODY) for part in re.split("[|;]", cell))
    return tuple(dict.fromkeys(sign for sign in signs if sign is not None))
