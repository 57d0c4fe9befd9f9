"""Opening a notebook and adding to it, beside a bare SQLite insert and beside the same notes in encrypted jrnl.

jrnl is set up as it sets itself up, with its encryption on. It keeps one file: opening reads and understands all of
it, saving writes all of it anew, and as it is used each new note opens the file first. Key derivation is left out on
both sides, the key being made before the clock starts, and stands beside. jrnl does not wait for the disk when it
saves; the notebook does.

Of opening and deriving the fastest round counts, on both sides: they need only the processor, and whatever else runs
on the machine can only add. Of adding the median counts: it waits for the disk, and that is part of it.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import django
from django.core.management import call_command

from bench.table import Figure, Options, at_least, at_most, below, shown

if TYPE_CHECKING:
    from bench.notebook_sealed import Sealed

BUDGETS = {1_000: 10, 3_650: 30, 36_500: 400}
"""Entries, and milliseconds to open them."""

BESIDE = (1_000, 3_650)
"""Entries that both programs open and add to. jrnl takes four seconds for the largest."""

_FIRST_DAY = datetime(2015, 1, 1, 8, tzinfo=UTC)
_PARTS = (
    "The bus was full and I stood by the door the whole way.",
    "My chest went tight when the phone rang, and I let it ring.",
    "Tea with L., who asked before sitting down next to me.",
    "Slept badly. Woke at four and lay still until it was light.",
    "I said no to the extra shift and nothing bad came of it.",
    "Numb for most of the afternoon, then tired, then all right.",
    "Walked along the canal. The breathing helped a bit this time.",
    "Someone shouted in the street and I was gone for a while.",
)


class Note(NamedTuple):
    """The same note for both programs."""

    at: datetime
    words: str


def run(options: Options) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        sizes = [size for size in BUDGETS if not options.quick or size <= max(BESIDE)]
        rounds = 5 if options.quick else 15
        figures = [figure for size in sizes for figure in _measure(Path(folder), size, rounds)]
        return [*figures, *_derivations()]


def make_notes(count: int) -> list[Note]:
    """Two notes on most days, of one to five sentences."""
    chance = random.Random(count)
    moments = (_FIRST_DAY + timedelta(hours=13 * number + chance.randrange(5)) for number in range(count))
    return [Note(at, " ".join(chance.choices(_PARTS, k=chance.randint(1, 5)))) for at in moments]


def _set_up(folder: Path) -> None:
    os.environ |= {"NOTES_FOLDER": str(folder), "NOTES_TRIAL": "1", "DJANGO_SETTINGS_MODULE": "unhurried.settings"}
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def _measure(folder: Path, size: int, rounds: int) -> list[Figure]:
    from bench.notebook_sealed import BareInsert, Sealed  # noqa: PLC0415  # needs Django set up

    notes = make_notes(size)
    ours = Sealed(notes)
    opening = _fastest(ours.open, rounds)
    added, bare = _in_turn(ours.add_one, BareInsert(folder / f"bare-{size}.db", ours).add_one, rounds * 10)
    figures = [
        below(f"open {size:,} entries", opening, "ms", BUDGETS[size]),
        shown(f"add one to {size:,}", added, "ms"),
        shown(f"bare SQLite insert beside {size:,}", bare, "ms"),
        at_most(f"add one to {size:,}, in bare inserts", added / bare, "times", 1.5),
    ]
    return figures + (_beside_jrnl(folder, notes, ours, rounds) if size in BESIDE else [])


def _beside_jrnl(folder: Path, notes: list[Note], ours: "Sealed", rounds: int) -> list[Figure]:
    """Each program has its rounds in one go, so that neither starts with the other's memory around it."""
    from bench.notebook_jrnl import Jrnl  # noqa: PLC0415  # only this measurement needs the package

    theirs, size = Jrnl(folder / f"jrnl-{len(notes)}.txt", notes), len(notes)
    their_opening, opening = _fastest(theirs.open, rounds), _fastest(ours.open, rounds)
    in_use = _middle(theirs.add_one_as_used, rounds)
    kept_open, added = _middle(theirs.add_one_kept_open, rounds), _middle(ours.add_one, rounds * 5)
    return [
        shown(f"jrnl opens {size:,}", their_opening, "ms"),
        at_least(f"open {size:,}, faster than jrnl", their_opening / opening, "times", 10),
        shown(f"jrnl adds one to {size:,}", in_use, "ms"),
        at_least(f"add one to {size:,}, faster than jrnl", in_use / added, "times", 10),
        shown(f"jrnl adds one to {size:,}, if it were kept open", kept_open, "ms"),
    ]


def _derivations() -> list[Figure]:
    from bench.notebook_jrnl import derive as theirs  # noqa: PLC0415
    from bench.notebook_sealed import derive as ours  # noqa: PLC0415

    return [
        shown("key derivation, once for each unlocking (Argon2id)", _fastest(ours, 3), "ms"),
        shown("key derivation in jrnl, for each opening and each saving (PBKDF2)", _fastest(theirs, 3), "ms"),
    ]


def _fastest(act: Callable[[], object], rounds: int) -> float:
    """Milliseconds of the best of so many rounds after one that is not counted."""
    act()
    return min(_clock(act) for _ in range(rounds))


def _middle(act: Callable[[], object], rounds: int) -> float:
    """Milliseconds, the median of so many rounds after one that is not counted."""
    act()
    return median(_clock(act) for _ in range(rounds))


def _in_turn(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of two acts done in turn: the speed of a disk drifts, and so it drifts for both."""
    first(), second()
    pairs = [(_clock(first), _clock(second)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _clock(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000
