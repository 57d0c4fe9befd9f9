"""Killed with -9 at random moments while saving: what was acknowledged is there, once, and the notebook opens.

What this can not show: a power cut. A killed process leaves what it wrote with the system, which still brings it to
the disk; for a power cut there is only `synchronous=EXTRA`, which is asked of every connection.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench.table import Figure, Options, at_least, at_most, shown

KILLS = 200
QUICK = 20
_LONGEST_WAIT = 0.25
_ROOT = Path(__file__).parents[1]


class Found(NamedTuple):
    """What a process found when it opened the notebook, and what it then tried to save and was told is saved."""

    kept: Sequence[tuple[str, int]]
    unreadable: int
    missing: int
    tried: Sequence[Mapping[str, int]]
    done: Sequence[Mapping[str, int]]


class Tally(NamedTuple):
    """Over all kills. half_done: saves of which a part is there. in_a_save: kills between trying and being told."""

    kills: int
    opened: int
    acknowledged: int
    lost: int
    twice: int
    half_done: int
    unreadable: int
    missing: int
    in_a_save: int


def run(options: Options) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_while_saving(Path(folder), QUICK if options.quick else KILLS, random.Random(5))
    return [
        at_least("kills", tally.kills, "", QUICK if options.quick else KILLS),
        at_least("times it opened afterwards", tally.opened, "", tally.kills),
        shown("entries acknowledged", tally.acknowledged, ""),
        shown("kills in the middle of a save", tally.in_a_save, ""),
        at_most("acknowledged and not there", tally.lost, "", 0),
        at_most("there twice", tally.twice, "", 0),
        at_most("saves half done", tally.half_done, "", 0),
        at_most("rows unreadable", tally.unreadable, "", 0),
        at_most("rows missing", tally.missing, "", 0),
    ]


def kill_while_saving(folder: Path, kills: int, chance: random.Random) -> Tally:
    rounds = [_save_until_killed(folder, chance) for _ in range(kills + 1)]
    expected: dict[str, int] = {}
    tally = Tally(kills, 0, 0, 0, 0, 0, 0, 0, 0)
    for before, after in pairwise(rounds):
        expected = _acknowledged(expected, before)
        tally = _count(tally, before, after, expected)
        expected = dict(after.kept)
    return tally


def _acknowledged(expected: Mapping[str, int], found: Found) -> dict[str, int]:
    told = dict(expected)
    for saved in found.done:
        told |= saved
    return told


def _count(tally: Tally, before: Found, after: Found, expected: Mapping[str, int]) -> Tally:
    kept = dict(after.kept)
    unanswered = before.tried[len(before.done) :]
    return Tally(
        tally.kills,
        tally.opened + 1,
        tally.acknowledged + sum(len(saved) for saved in before.done),
        tally.lost + sum(kept.get(id_, 0) < revision for id_, revision in expected.items()),
        tally.twice + len(after.kept) - len(kept),
        tally.half_done + sum(0 < _there(kept, save) < len(save) for save in unanswered),
        tally.unreadable + after.unreadable,
        tally.missing + after.missing,
        tally.in_a_save + len(unanswered),
    )


def _there(kept: Mapping[str, int], save: Mapping[str, int]) -> int:
    return sum(kept.get(id_) == revision for id_, revision in save.items())


def _save_until_killed(folder: Path, chance: random.Random) -> Found:
    """Start a process, let it open the notebook, and kill it at some moment while it saves."""
    surroundings = {"NOTES_FOLDER": str(folder), "NOTES_TRIAL": "1", "DJANGO_SETTINGS_MODULE": "unhurried.settings"}
    writer = subprocess.Popen(
        [sys.executable, "-m", "bench.kill_writer", str(chance.random())],
        cwd=_ROOT,
        env=os.environ | surroundings,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = []
    try:
        while not (line := writer.stdout.readline() if writer.stdout else "").startswith("whole"):
            if not line:
                raise RuntimeError("the notebook did not open")
            said.append(line)
        said.append(line)
        time.sleep(chance.uniform(0, _LONGEST_WAIT))
    finally:
        writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate()
    return _understand([*said, *rest.splitlines(keepends=True)])


def _understand(lines: Sequence[str]) -> Found:
    """A last line without its end was cut off by the kill; nobody was told it."""
    said: dict[str, list[dict[str, int]]] = {"kept": [], "try": [], "done": []}
    counts = (0, 0)
    for line in lines:
        word, *rest = line.split()
        if not line.endswith("\n"):
            continue
        if word == "whole":
            counts = (int(rest[0]), int(rest[1]))
        else:
            said[word].append({id_: int(revision) for id_, revision in (pair.split(":") for pair in rest)})
    return Found([pair for row in said["kept"] for pair in row.items()], *counts, said["try"], said["done"])
