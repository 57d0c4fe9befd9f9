"""Room learning: keeping a sheet, changing it, and putting a question away. Nothing is worked out from the words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.learning import SHEETS, ParkedQuestion
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Someone
from unhurried.domain.safety import gate
from unhurried.domain.signals import REACHES_HERE


def keep_sheet(notebook: Notebook, sheet: Entry) -> None:
    """Sent twice, it is kept once."""
    notebook.write(add=[sheet])


def change_sheet(notebook: Notebook, seen: Kept, **changes: object) -> None:
    """StaleRevision when it was changed in between. The old words are destroyed."""
    changed = msgspec.structs.replace(seen.entry, **changes)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])


def put_away_until(notebook: Notebook, seen: Kept, day: date | None) -> None:
    """Another day, or None: let go, so that nothing speaks of it again. The question stays until it is erased."""
    change_sheet(notebook, seen, back_on=day)


def sheets(kept: Iterable[Kept]) -> list[Entry]:
    """The newest first."""
    return sorted((row.entry for row in kept if isinstance(row.entry, SHEETS)), key=lambda one: one.at, reverse=True)


def parked(kept: Iterable[Kept]) -> list[ParkedQuestion]:
    """Every question that was put away: those with a day first, the nearest first."""
    found = [row.entry for row in kept if isinstance(row.entry, ParkedQuestion)]
    return sorted(found, key=lambda one: (one.back_on is None, one.back_on or date.max, one.at))


def flag_reaches(kept: Sequence[Kept], whom: UUID | None, now: datetime) -> bool:
    """Whether a flag reaches here. With nobody named, a flag on anyone does."""
    holds = gate((row.entry for row in kept), now).holds_echo([whom] if whom else [])
    return any(hold.because in REACHES_HERE for hold in holds)


def someone(kept: Iterable[Kept], whom: UUID | None) -> Someone | None:
    return next((row.entry for row in kept if isinstance(row.entry, Someone) and row.entry.id == whom), None)
