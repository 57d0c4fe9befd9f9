"""Killed with -9 at every step of erasing one entry, a person, some days, everything: whole before or gone after, nothing between.

Half of the kills come before a statement that SQLite carries out, each in turn; half come from outside at a random
moment. After each the program's own start is made, which ends what was begun. Then every file is searched: for the
words, which are sealed and lie nowhere, and for pieces of the ciphertext of what is gone.

What this can not show: a power cut, which also takes what the system had not brought to the disk yet (bench/kill.py).
And a disk may keep old pieces of a file where no program sees them.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.table import Figure, Options, at_least, at_most, shown

KILLS = 100
QUICK = 12
WAYS = ("one", "someone", "days", "everything")
_ROOT = Path(__file__).parents[1]
_CANARY = "Canary"


class Erased(NamedTuple):
    """What a process said it would erase, and whether it was killed before it was done."""

    gone: frozenset[str]
    rows: Sequence[bytes]
    steps: int
    seconds: float
    was_done: bool


class Left(NamedTuple):
    """What the next start finds. opens: there is a notebook that opens."""

    opens: bool
    kept: frozenset[str]
    unreadable: int
    missing: int


class Tally(NamedTuple):
    """Over all kills. between: neither all there nor all gone. words, rows: found in any file."""

    kills: int = 0
    whole: int = 0
    gone: int = 0
    between: int = 0
    unreadable: int = 0
    missing: int = 0
    words: int = 0
    rows: int = 0
    steps: int = 0


def run(options: Options) -> list[Figure]:
    tally = kill_while_erasing(QUICK if options.quick else KILLS, random.Random(7))
    return [
        at_least("kills", tally.kills, "", QUICK if options.quick else KILLS),
        shown("steps that were each the last one", tally.steps, ""),
        shown("all there afterwards", tally.whole, ""),
        shown("all gone afterwards", tally.gone, ""),
        at_most("neither of the two", tally.between, "", 0),
        at_most("rows unreadable", tally.unreadable, "", 0),
        at_most("rows missing", tally.missing, "", 0),
        at_most("words found in any file", tally.words, "", 0),
        at_most("erased rows found in any file", tally.rows, "", 0),
    ]


def kill_while_erasing(kills: int, chance: random.Random) -> Tally:
    whole = {way: _once(way, -1, 0.0)[0] for way in WAYS}
    plan = list(_plan(kills, whole, chance))
    tally = Tally(steps=len({(way, step) for way, step, _ in plan if step >= 0}))
    for way, step, wait in plan:
        erased, left, found = _once(way, step, wait)
        tally = _count(tally, way, erased, left, found)
    return tally


def _plan(kills: int, whole: "dict[str, Erased]", chance: random.Random) -> Iterator[tuple[str, int, float]]:
    """Each way in turn: every statement of it, over and over, and between them a random moment."""
    steps = [
        (way, step)
        for step in range(max(one.steps for one in whole.values()))
        for way in WAYS
        if step < whole[way].steps
    ]
    for number in range(kills):
        if number % 2:
            way = WAYS[number // 2 % len(WAYS)]
            yield way, -1, chance.uniform(0, 1.2 * whole[way].seconds)
        else:
            way, step = steps[number // 2 % len(steps)]
            yield way, step, 0.0


def _once(way: str, step: int, wait: float) -> tuple[Erased, Left, tuple[int, int]]:
    """Fill, erase, be killed, start again, and search every file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        erased = _erase(folder, way, step, wait)
        before = _found([_CANARY.encode()], folder)
        left = _look(folder)
        gone = erased.rows if not erased.gone & left.kept else []
        words = before + _found([_CANARY.encode(), _CANARY.encode("utf-16-le")], folder)
        return erased, left, (words, _found(gone, folder))


def _count(tally: Tally, way: str, erased: Erased, left: Left, found: tuple[int, int]) -> Tally:
    there = erased.gone & left.kept
    all_gone = not there and (way != "everything" or not left.opens)
    all_there = there == erased.gone
    return Tally(
        tally.kills + 1,
        tally.whole + all_there,
        tally.gone + all_gone,
        tally.between + (all_there == all_gone),
        tally.unreadable + left.unreadable,
        tally.missing + left.missing,
        tally.words + found[0],
        tally.rows + found[1],
        tally.steps,
    )


def _erase(folder: Path, way: str, step: int, wait: float) -> Erased:
    process = _start(folder, "erase", way, str(step))
    said: list[str] = []
    try:
        while (line := process.stdout.readline() if process.stdout else "") and not line.startswith("begin"):
            said.append(line)
        if not line:
            raise RuntimeError("the notebook could not be filled")
        if wait:
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    lines = [line.split() for line in (*said, *rest.splitlines())]
    done = next((line for line in lines if line[0] == "steps"), None)
    return Erased(
        frozenset(line[1] for line in lines if line[0] == "gone"),
        [bytes.fromhex(line[1]) for line in lines if line[0] == "row"],
        int(done[1]) if done else 0,
        float(done[2]) if done else 0.0,
        done is not None,
    )


def _look(folder: Path) -> Left:
    process = _start(folder, "look")
    said, _ = process.communicate(timeout=60)
    lines = [line.split() for line in said.splitlines()]
    if ["none"] in lines:
        return Left(opens=False, kept=frozenset(), unreadable=0, missing=0)
    whole = next(line for line in lines if line[0] == "whole")
    kept = frozenset(line[1] for line in lines if line[0] == "kept")
    return Left(opens=True, kept=kept, unreadable=int(whole[1]), missing=int(whole[2]))


def _start(folder: Path, *words: str) -> "subprocess.Popen[str]":
    surroundings = {"NOTES_FOLDER": str(folder), "NOTES_TRIAL": "1", "DJANGO_SETTINGS_MODULE": "unhurried.settings"}
    return subprocess.Popen(
        [sys.executable, "-m", "bench.erase_writer", *words],
        cwd=_ROOT,
        env=os.environ | surroundings,
        stdout=subprocess.PIPE,
        text=True,
    )


def _found(looked_for: Iterable[bytes], folder: Path) -> int:
    """How many of these lie in any file of the folder."""
    held = [file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()]
    return sum(any(one in file for file in held) for one in looked_for)
