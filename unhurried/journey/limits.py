"""Room limits: putting a limit into words behind the gate, and keeping how it was received.

The gate is asked before any phrase is shown, when words are kept, and whenever they are opened. Nothing here decides
that itself. A limit that was punished raises a flag in the same write, so that neither is ever there without the other.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from unhurried.content.library import Library
from unhurried.content.limits import Phrase, With
from unhurried.domain.base import Entry
from unhurried.domain.limits import For, HowReceived, Limit, LimitArea, Received
from unhurried.domain.needs import Family, NamedNeed, OwnNeed, not_negotiable
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Relation, Someone
from unhurried.domain.safety import DangerSign, Hold, Pays, Toward
from unhurried.journey.safety import ask_gate, new_flags
from unhurried.journey.stamp import Stamp, after_all

TOUCHES = {
    LimitArea.TIME: frozenset({Family.PACE, Family.PREDICTABILITY, Family.WAY_OUT}),
    LimitArea.SPACE_AND_TOUCH: frozenset({Family.SPACE_AND_TOUCH, Family.WAY_OUT}),
    LimitArea.WORDS: frozenset({Family.BEING_BELIEVED, Family.PRIVACY, Family.REPAIR}),
    LimitArea.DIGITAL: frozenset({Family.PRIVACY}),
    LimitArea.MONEY: frozenset({Family.SAY_IN_DECISIONS}),
    LimitArea.SEX: frozenset({Family.SPACE_AND_TOUCH, Family.SAY_IN_DECISIONS, Family.PACE}),
}
"""The families of needs that words about an area can give away."""

FITTING = {
    Relation.PARTNER: With.PARTNER,
    Relation.FORMER_PARTNER: With.PARTNER,
    Relation.DATE: With.PARTNER,
    Relation.PARENT: With.FAMILY,
    Relation.GROWN_CHILD: With.FAMILY,
    Relation.SIBLING: With.FAMILY,
    Relation.RELATIVE: With.FAMILY,
    Relation.FRIEND: With.FRIEND,
    Relation.NEIGHBOUR: With.FRIEND,
    Relation.COLLEAGUE: With.WORK,
    Relation.BOSS: With.WORK,
    Relation.HELPER: With.HELPER,
    Relation.COMMUNITY: With.GROUP,
}
"""Which phrases someone's kind of relation is shown first."""


class LimitHeld(Exception):
    """The gate holds this limit. Carries why, in the order in which it is told."""

    def __init__(self, holds: tuple[Hold, ...]) -> None:
        super().__init__("the gate holds this limit")
        self.holds = holds


class UnknownLimit(LookupError):
    """A word on how a limit was received without the limit: it was erased in between, or never was."""


# --- the gate -----------------------------------------------------------------------------------------------


def why_not_begin(
    kept: Iterable[Kept], whom: UUID | None, now: datetime, pays: Pays | None = Pays.NO
) -> tuple[Hold, ...]:
    """What holds words for someone before any are shown; nothing when they may be looked for."""
    return ask_gate(kept, now).holds_limit(Toward(() if whom is None else (whom,), pays))


def why_not_say(library: Library, kept: Sequence[Kept], limit: Limit, now: datetime) -> tuple[Hold, ...]:
    """What holds a limit as it stands; nothing when the person may choose to say it."""
    entries = [row.entry for row in kept]
    return ask_gate(kept, now).holds_limit(limit.toward(touched(library, entries, limit.meant_for, limit.area)))


def can_say(library: Library, kept: Sequence[Kept], limit: Limit, now: datetime) -> bool:
    return not why_not_say(library, kept, limit, now)


def check_can_say(library: Library, kept: Sequence[Kept], limit: Limit, now: datetime) -> None:
    """LimitHeld."""
    holds = why_not_say(library, kept, limit, now)
    if holds:
        raise LimitHeld(holds)


def touched(library: Library, entries: Iterable[Entry], meant_for: For, area: LimitArea | None) -> frozenset[str]:
    """Needs that are not negotiable and that words about this area could give away, by id.

    What cannot be told apart is taken as touched: a need without a family, and a limit without an area.
    """
    if meant_for is not For.LIMIT:
        return frozenset()
    kept = tuple(entries)
    families = _families(library, kept)
    near = set(Family) if area is None else TOUCHES[area]
    return frozenset(
        need for need in not_negotiable(kept) if need in families and (families[need] is None or families[need] in near)
    )


def _families(library: Library, entries: Iterable[Entry]) -> dict[str, Family | None]:
    own = {str(entry.id): entry.family for entry in entries if isinstance(entry, OwnNeed)}
    return {**{need.id: need.family for need in library.needs.values()}, **own}


# --- phrases ------------------------------------------------------------------------------------------------


def fitting(someone: Someone | None) -> With | None:
    """Whom phrases are looked for. None: anyone."""
    if someone is None:
        return None
    if someone.is_group:
        return With.GROUP
    return FITTING.get(someone.relation) if someone.relation else None


def protecting(library: Library, need: str) -> tuple[Phrase, ...]:
    """Phrases that look after a need. A need of the person's own has none."""
    return tuple(one for one in library.phrases.values() if need in one.protects)


# --- the person's own words ---------------------------------------------------------------------------------


def keep_limit(notebook: Notebook, library: Library, limit: Limit) -> Limit:
    """Words to say, once the gate has nothing against them. LimitHeld."""
    check_can_say(library, notebook.entries().kept, limit, limit.written)
    notebook.write(add=[limit])
    return limit


def change_limit(notebook: Notebook, library: Library, seen: Kept, now: datetime, **changes: object) -> Limit:
    """LimitHeld. StaleRevision when it was changed in between."""
    changed = msgspec.structs.replace(_as_limit(seen), **changes)
    check_can_say(library, notebook.entries().kept, changed, now)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])
    return changed


def limits(kept: Iterable[Kept]) -> list[Limit]:
    """The newest first."""
    return sorted((row.entry for row in kept if isinstance(row.entry, Limit)), key=lambda one: one.at, reverse=True)


def limits_with(kept: Iterable[Kept], someone: UUID) -> list[Limit]:
    return [one for one in limits(kept) if one.whom == someone]


def limits_for(kept: Iterable[Kept], need: str) -> list[Limit]:
    """Limits that look after a need."""
    return [one for one in limits(kept) if one.protects == need]


def needs_of(kept: Iterable[Kept]) -> frozenset[str]:
    """The needs the person calls theirs, by id."""
    return frozenset(row.entry.need for row in kept if isinstance(row.entry, NamedNeed))


# --- how it was received ------------------------------------------------------------------------------------


def record_received(notebook: Notebook, when: Stamp, limit: UUID, how: HowReceived, happened: str = "") -> Received:
    """How it was received one time. Punished raises a flag about whom it was said to, or now. UnknownLimit."""
    entries = [row.entry for row in notebook.entries().kept]
    said = _find(entries, limit)
    received = Received(**when, limit=limit, how=how, happened=happened)
    if not any(entry.id == received.id for entry in entries):
        notebook.write(add=[received, *_flags(entries, when, said, how)])
    return received


def change_received(notebook: Notebook, when: Stamp, seen: Kept, **changes: object) -> Received:
    """A flag that was raised stays until it is taken back. StaleRevision when it was changed in between."""
    changed = msgspec.structs.replace(seen.entry, **changes)
    if not isinstance(changed, Received):
        raise TypeError(type(seen.entry).__name__)
    entries = [row.entry for row in notebook.entries().kept]
    if changed != seen.entry:
        flags = _flags(entries, when, _find(entries, changed.limit), changed.how)
        notebook.write(add=flags, revise=[Kept(changed, seen.revision)])
    return changed


def _flags(entries: Sequence[Entry], when: Stamp, limit: Limit, how: HowReceived) -> list[Entry]:
    """Written down now, whatever day it happened on."""
    if how is not HowReceived.PUNISHED:
        return []
    raised = after_all(Stamp(**{**when, "at": when["written"]}), entries)
    return [*new_flags(entries, raised, [DangerSign.PUNISHED], limit.whom)]


def _find(entries: Iterable[Entry], limit: UUID) -> Limit:
    for entry in entries:
        if isinstance(entry, Limit) and entry.id == limit:
            return entry
    raise UnknownLimit(limit)


def _as_limit(seen: Kept) -> Limit:
    if not isinstance(seen.entry, Limit):
        raise TypeError(type(seen.entry).__name__)
    return seen.entry
