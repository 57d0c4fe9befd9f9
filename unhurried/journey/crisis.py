"""Room safety: what is put together for bad hours. The crisis plan, own lines, the country, contact that has to be."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.crisis import ChosenCountry, CrisisPlan, OwnLine, UnavoidableContact, Why
from unhurried.domain.notebook import Kept, Notebook
from unhurried.journey.stamp import Stamp

PARTS = ("keeps_alive", "early_signs", "alone", "places", "people", "professionals", "surroundings")


def crisis_plan(kept: Iterable[Kept]) -> Kept | None:
    return next((row for row in kept if isinstance(row.entry, CrisisPlan)), None)


def write_crisis_plan(notebook: Notebook, when: Stamp, seen: int, parts: dict[str, str]) -> None:
    """There is one plan. when: with its id, if it is not there yet. seen: the revision the person looked at, 0 for none yet.

    StaleRevision when it was changed in between.
    """
    known = crisis_plan(notebook.entries().kept)
    if known is None:
        notebook.write(add=[CrisisPlan(**when, **parts)])
        return
    notebook.write(revise=[Kept(msgspec.structs.replace(known.entry, **parts), seen)])


def own_lines(kept: Iterable[Kept]) -> list[OwnLine]:
    return [row.entry for row in kept if isinstance(row.entry, OwnLine)]


def contacts(kept: Iterable[Kept]) -> list[UnavoidableContact]:
    return [row.entry for row in kept if isinstance(row.entry, UnavoidableContact)]


def add_own_line(notebook: Notebook, when: Stamp, words: dict[str, str]) -> None:
    """words: name, number and note."""
    notebook.write(add=[OwnLine(**when, **words)])


def add_contact(notebook: Notebook, when: Stamp, why: Why, someone: UUID | None, words: dict[str, str]) -> None:
    """words: all the rest, each of which may stay empty."""
    notebook.write(add=[UnavoidableContact(**when, why=why, someone=someone, **words)])


def change_entry(notebook: Notebook, seen: Kept, changes: dict[str, object]) -> None:
    """StaleRevision when it was changed in between."""
    changed: Entry = msgspec.structs.replace(seen.entry, **changes)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])


def erase_entry(notebook: Notebook, entry: UUID) -> None:
    notebook.write(erase=[entry])


def chosen_country(kept: Iterable[Kept]) -> str | None:
    return next((row.entry.region for row in kept if isinstance(row.entry, ChosenCountry)), None)


def choose_country(notebook: Notebook, when: Stamp, region: str) -> None:
    """One country at a time: the one before is forgotten."""
    kept = notebook.entries().kept
    before = [row.entry.id for row in kept if isinstance(row.entry, ChosenCountry) and row.entry.id != when["id"]]
    notebook.write(add=[ChosenCountry(**when, region=region)], erase=before)


def forget_country(notebook: Notebook) -> None:
    notebook.write(erase=[row.entry.id for row in notebook.entries().kept if isinstance(row.entry, ChosenCountry)])
