"""A sealed copy of ten years of notes (3,650 entries), made and opened again, beside the same file unsealed.

Besides the whole: what the slow derivation takes of it, how large the file is, and what a table takes.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from bench.table import Figure, Options, below, shown
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.notebook import PlainNotebook
from unhurried.domain.steadying import BodySign, Checkin, Company, Presence, State
from unhurried.journey.moving import Differing, bring_back
from unhurried.report.archive import read_archive, write_archive
from unhurried.report.sheet import write_sheet
from unhurried.sealed.backup import BACKUP_COST, open_backup, seal_backup
from unhurried.sealed.slowly import derive

TEN_YEARS = 3_650
PASSPHRASE = "lantern orchard pebble window harbour tea"
_NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
_NOTE = "Back from the shop, then the stairs. It eased when the kettle was on. " * 6
_Made = TypeVar("_Made")


def run(options: Options) -> list[Figure]:
    rounds = 2 if options.quick else 5
    entries = ten_years()
    plain, seconds_plain = _best(rounds, lambda: _plain(entries))
    sealed, seconds_sealed = _best(rounds, lambda: seal_backup(PASSPHRASE, _plain(entries), BACKUP_COST))
    found, seconds_opened = _best(rounds, lambda: read_archive(open_backup(PASSPHRASE, sealed)).entries)
    if list(found) != entries:
        raise RuntimeError("it came back as something else")
    _, seconds_read = _best(rounds, lambda: read_archive(plain))
    _, seconds_in = _best(rounds, lambda: bring_back(PlainNotebook(), found, Differing.MINE, _NOW, bytes(32)))
    _, seconds_derived = _best(rounds, lambda: derive(PASSPHRASE, bytes(16), BACKUP_COST))
    _, seconds_table = _best(rounds, lambda: write_sheet(entries, library().moving))
    return [
        below("a sealed copy of ten years made", seconds_sealed, "s", 2),
        below("a sealed copy of ten years opened and read", seconds_opened, "s", 2),
        shown("of each, the slow derivation", seconds_derived, "s"),
        shown("compared with what is here", seconds_in, "s"),
        shown("the same as a plain file made", seconds_plain, "s"),
        shown("the same as a plain file read", seconds_read, "s"),
        shown("the same as a table made", seconds_table, "s"),
        shown("size of the sealed copy", len(sealed) / 1e6, "MB"),
        shown("size of the plain file", len(plain) / 1e6, "MB"),
    ]


def ten_years() -> list[Entry]:
    """One check-in a day with everything filled in and a note of 400 letters."""
    return [
        Checkin(
            id=UUID(int=1 + day, version=4),
            at=_NOW - timedelta(days=day),
            offset_minutes=60,
            written=_NOW - timedelta(days=day),
            state=State.STIRRED,
            presence=Presence.YES,
            activation=2,
            toward=1,
            away=3,
            body=(BodySign.COLD, BodySign.TIRED),
            company=Company.ONE,
            with_whom="K.",
            where="the kitchen",
            note=_NOTE,
        )
        for day in range(TEN_YEARS)
    ]


def _plain(entries: list[Entry]) -> bytes:
    return write_archive(entries, made_at=_NOW, program="bench")


def _best(rounds: int, act: Callable[[], _Made]) -> tuple[_Made, float]:
    """What it makes, and the shortest time it took."""
    made, times = act(), []
    for _ in range(rounds):
        began = time.perf_counter()
        made = act()
        times.append(time.perf_counter() - began)
    return made, min(times)
