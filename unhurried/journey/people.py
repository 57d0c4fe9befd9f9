"""Room people: adding, linking, putting away and erasing people and groups."""

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.crisis import UnavoidableContact
from unhurried.domain.needs import MeetsNeed
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Easier, Hurt, Link, SharedHome, Someone, WeeksAfter
from unhurried.domain.safety import Asked, DangerSign, Flag, KeptAnswer, Lifting, gate
from unhurried.domain.signals import Alarm, SecondLook
from unhurried.journey.stamp import Stamp


def people(kept: Iterable[Kept]) -> list[Someone]:
    """Everyone, in the order of their code names; those put away come too, and say so."""
    found = [row.entry for row in kept if isinstance(row.entry, Someone)]
    return sorted(found, key=lambda someone: someone.code_name.casefold())


def add_someone(notebook: Notebook, someone: Someone) -> None:
    notebook.write(add=[someone])


def change_someone(notebook: Notebook, seen: Kept, **changes: object) -> Someone:
    """StaleRevision when it was changed in between."""
    changed = msgspec.structs.replace(seen.entry, **changes)
    if not isinstance(changed, Someone):
        raise TypeError(type(seen.entry).__name__)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])
    return changed


def link(notebook: Notebook, when: Stamp, one: UUID, other: UUID) -> None:
    notebook.write(add=[Link(**when, one=one, other=other)])


def share_home(notebook: Notebook, when: Stamp, someone: UUID) -> None:
    notebook.write(add=[SharedHome(**when, someone=someone)])


def erase_someone(notebook: Notebook, when: Stamp, someone: UUID) -> None:
    """The person and all that mentions them, in one write.

    Whatever a flag on them reached keeps a flag of its own, which names nobody: an erasing opens no step.
    """
    entries = [row.entry for row in notebook.entries().kept]
    gone = mentions(entries, someone)
    notebook.write(add=_left_behind(entries, frozenset(gone), when), erase=gone)


def mentions(entries: Sequence[Entry], someone: UUID) -> list[UUID]:
    """The ids of the person's entry and of every entry that mentions them."""
    direct = [entry.id for entry in entries if someone in _named(entry)]
    ids = {someone, *direct}
    beside = [
        entry.id
        for entry in entries
        if (isinstance(entry, WeeksAfter) and entry.hurt in ids)
        or (isinstance(entry, Lifting) and entry.lifts in ids)
        or (isinstance(entry, SecondLook) and entry.alarm in ids)
    ]
    return [someone, *direct, *beside]


def _named(entry: Entry) -> tuple[UUID | None, ...]:
    if isinstance(entry, Link):
        return (entry.one, entry.other)
    if isinstance(entry, (SharedHome, Easier, Hurt, UnavoidableContact)):
        return (entry.someone,)
    if isinstance(entry, (Flag, Asked, KeptAnswer, Alarm)):
        return (entry.whom,)
    if isinstance(entry, MeetsNeed):
        return (entry.where,)
    return ()


def _left_behind(entries: Sequence[Entry], gone: frozenset[UUID], when: Stamp) -> list[Flag]:
    """A flag for everyone who was held because of what goes, and one for now if everything was."""
    before = gate(entries, when["written"])
    after = gate([entry for entry in entries if entry.id not in gone], when["written"])
    opened: list[UUID | None] = [one for one in before.about if one in after.known and not after.reaches(one)]
    if before.everywhere and not after.everywhere:
        opened.append(None)
    return [
        Flag(
            id=uuid5(when["id"], str(one)),
            at=when["at"],
            offset_minutes=when["offset_minutes"],
            written=when["written"],
            sign=DangerSign.LINK_ERASED,
            whom=one,
        )
        for one in opened
    ]
