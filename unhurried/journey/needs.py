"""Room needs: naming needs as mine, needs of one's own, and what meets them. Nothing is ranked or added up."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from unhurried.content.library import Library
from unhurried.content.needs import Need
from unhurried.domain.needs import Family, MeetsNeed, Met, NamedNeed, OwnNeed, Weight
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.safety import gate
from unhurried.journey.people import easier_shown, people
from unhurried.journey.stamp import Stamp, beside


class Somewhere(NamedTuple):
    """Someone, or an easier place, that can meet a need. No flag reaches any of them."""

    id: UUID
    name: str
    is_place: bool


class WhoMeets(NamedTuple):
    """Who and what meets a need, in the order in which they stand in the notebook: no order of merit."""

    met: tuple[str, ...]
    partly: tuple[str, ...]
    not_met: tuple[str, ...]


def all_needs(library: Library, kept: Iterable[Kept]) -> dict[str, Need | OwnNeed]:
    """Ours, then the person's own, by the id under which each is named."""
    own = {str(row.entry.id): row.entry for row in kept if isinstance(row.entry, OwnNeed)}
    return {**library.needs, **own}


def named_needs(kept: Iterable[Kept]) -> dict[str, NamedNeed]:
    """The needs the person calls theirs, by id."""
    return {row.entry.need: row.entry for row in kept if isinstance(row.entry, NamedNeed)}


def name_need(notebook: Notebook, when: Stamp, need: str, weight: Weight) -> None:
    """Call a need mine, with a weight. Said again, the new weight takes the place of the old one."""
    rows = _named_rows(notebook.entries().kept, need)
    if not rows:
        notebook.write(add=[NamedNeed(**when, need=need, weight=weight)])
        return
    changed = msgspec.structs.replace(rows[0].entry, weight=weight)
    notebook.write(revise=[Kept(changed, rows[0].revision)], erase=[row.entry.id for row in rows[1:]])


def write_note(notebook: Notebook, seen: Kept, note: str) -> None:
    """StaleRevision when it was changed in between."""
    changed = msgspec.structs.replace(seen.entry, note=note)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])


def let_go_of_need(notebook: Notebook, need: str) -> None:
    """No longer mine. What meets it is still known, in case it comes back."""
    notebook.write(erase=[row.entry.id for row in _named_rows(notebook.entries().kept, need)])


def add_own_need(  # noqa: PLR0913 - one argument for each question of the page
    notebook: Notebook,
    when: Stamp,
    title: str,
    *,
    family: Family | None = None,
    met: str = "",
    ask_for: str = "",
    not_met: str = "",
) -> OwnNeed:
    own = OwnNeed(**when, title=title, family=family, met=met, ask_for=ask_for, not_met=not_met)
    notebook.write(add=[own])
    return own


def change_own_need(notebook: Notebook, seen: Kept, **changes: object) -> OwnNeed:
    """StaleRevision when it was changed in between."""
    changed = msgspec.structs.replace(seen.entry, **changes)
    if not isinstance(changed, OwnNeed):
        raise TypeError(type(seen.entry).__name__)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])
    return changed


def somewheres(kept: Iterable[Kept], now: datetime) -> list[Somewhere]:
    """People who are not put away, and easier places. None whom a flag reaches."""
    rows = tuple(kept)
    found = gate((row.entry for row in rows), now)
    listed = [one for one in people(rows) if not one.put_away and not found.reaches(one.id)]
    places = [one for one in easier_shown(rows, now) if one.is_place]
    return [
        *(Somewhere(one.id, one.code_name, is_place=False) for one in listed),
        *(Somewhere(one.id, one.what, is_place=True) for one in places),
    ]


def say_met(notebook: Notebook, when: Stamp, answers: Mapping[tuple[str, UUID], Met | None]) -> None:
    """How far each need is met at each place or by each person. The latest word replaces the old one; None erases it.

    The ids follow from the stamp's, so that a page sent twice says everything once.
    """
    known: dict[tuple[str, UUID], list[Kept]] = {}
    for row in notebook.entries().kept:
        if isinstance(row.entry, MeetsNeed):
            known.setdefault((row.entry.need, row.entry.where), []).append(row)
    add, revise, erase = [], [], []
    for (need, where), met in answers.items():
        rows = known.get((need, where), [])
        erase += [row.entry.id for row in rows[0 if met is None else 1 :]]
        if met is None:
            continue
        if not rows:
            add.append(MeetsNeed(**beside(when, f"{need} {where}"), need=need, where=where, met=met))
        else:
            changed = msgspec.structs.replace(rows[0].entry, met=met)
            revise += [Kept(changed, rows[0].revision)] if changed != rows[0].entry else []
    notebook.write(add=add, revise=revise, erase=erase)


def said_met(kept: Iterable[Kept]) -> dict[tuple[str, UUID], Met]:
    """The latest word on each need and each place or person."""
    return {(row.entry.need, row.entry.where): row.entry.met for row in kept if isinstance(row.entry, MeetsNeed)}


def who_meets(kept: Iterable[Kept], need: str, now: datetime) -> WhoMeets:
    rows = tuple(kept)
    said = said_met(rows)
    names = {
        met: tuple(one.name for one in somewheres(rows, now) if said.get((need, one.id)) is met)
        for met in (Met.YES, Met.PARTLY, Met.NO)
    }
    return WhoMeets(names[Met.YES], names[Met.PARTLY], names[Met.NO])


def _named_rows(kept: Iterable[Kept], need: str) -> list[Kept]:
    return [row for row in kept if isinstance(row.entry, NamedNeed) and row.entry.need == need]
