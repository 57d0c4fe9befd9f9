"""How long the range model and the effects of practices take. Of each the fastest round counts, in this process at work:
whatever else runs on the machine can only add."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench.table import Figure, at_most, below, shown
from bench.window_people import from_prior
from unhurried.inference.effects import Change, StartingSide, estimate
from unhurried.inference.window import Belief, Known, Moment, read_on, replay, smooth, update

ROOT = Path(__file__).parent.parent
YEAR, TEN_YEARS = 700, 3_650


def speed(rounds: int) -> list[Figure]:
    moments = from_prior(np.random.default_rng(1), TEN_YEARS + 100).moments
    early, late = (_one_entry(moments, at, rounds) for at in (500, TEN_YEARS))
    ten_years, few = moments[:TEN_YEARS], min(rounds, 5)
    return [
        shown("programs wanting a processor here, beside this one", os.getloadavg()[0], f"of {os.cpu_count()}"),
        below("one entry after 500", early, "ms", 0.15),
        below("one entry after 3,650", late, "ms", 0.15),
        at_most("one entry after 3,650, in entries after 500", late / early, "times", 1.2),
        below("replay of 600", _fastest(lambda: replay(moments[:600]), rounds), "ms", 90),
        below("replay of 3,650", _fastest(lambda: replay(ten_years), few), "ms", 450),
        below(
            "range, its sweep and effects from 3,650 entries", _fastest(lambda: _all_models(ten_years), few), "ms", 1000
        ),
        below("a new process up to the edges after 3,650 entries", _cold(ten_years, few), "s", 0.25),
        below("what is read after one more entry in a year", _one_more(moments[:YEAR], rounds), "ms", 30),
        shown(
            "the history of a year, drawn anew",
            _fastest(lambda: smooth(moments[:YEAR], moments[YEAR - 1].day), rounds),
            "ms",
        ),
        below(
            "effects of practices, from 200 times", _fastest(lambda: estimate(CHANGES, USUAL), rounds * 10), "ms", 0.1
        ),
    ]


CHANGES = [
    Change(f"practice {number % 8}", side, 0.5 * side_sign * (1 + number % 2), 0.5 * side_sign * (number % 3 > 0))
    for number in range(200)
    for side, side_sign in [((StartingSide.KEYED_UP, 1), (StartingSide.SHUT_DOWN, -1))[number % 2]]
]
"""Made up by rule: only the time they take is looked at."""

USUAL = [(-1.0, -0.5, 0.0, 0.5, 1.0)[number % 5] for number in range(YEAR)]


def _one_entry(moments: Sequence[Moment], after: int, rounds: int) -> float:
    """Over a hundred entries, so that the looks at the grid every few entries have their share."""
    belief, more = replay(moments[:after]), moments[after : after + 100]
    return _fastest(lambda: _add(belief, more), rounds * 3) / len(more)


def _add(belief: Belief, moments: Sequence[Moment]) -> None:
    for moment in moments:
        belief = update(belief, moment)


def _all_models(moments: Sequence[Moment]) -> None:
    """Every belief from nothing. The sweep is made whether or not an edge is shown."""
    known = Known.nothing()
    for belief in (known.plain, *known.swept):
        _add(belief, moments)
    estimate(CHANGES, USUAL)


def _one_more(moments: Sequence[Moment], rounds: int) -> float:
    today = moments[-1].day
    _, known = read_on(Known.nothing(), moments[:-1], today)
    return _fastest(lambda: read_on(known, moments, today), rounds)


def _cold(moments: Sequence[Moment], rounds: int) -> float:
    """Seconds of a new process, from nothing to both edges and their evidence, as installed: with its modules compiled."""
    rows = json.dumps([(one.day, one.low, one.high, int(one.outcome)) for one in moments])
    compiled = {"PYTHONPYCACHEPREFIX": str(ROOT / ".bench" / "compiled")}
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | compiled
    return _fastest(lambda: _child(rows, environ), rounds, clock=_seconds_of_children)


def _child(rows: str, environ: dict[str, str]) -> None:
    words = [sys.executable, "-m", "bench.window_cold"]
    subprocess.run(words, input=rows, cwd=ROOT, env=environ, text=True, check=True, stdout=subprocess.DEVNULL)


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _milliseconds_at_work() -> float:
    return time.process_time() * 1000


def _fastest(act: Callable[[], object], rounds: int, clock: Callable[[], float] = _milliseconds_at_work) -> float:
    """By the clock, the best of so many rounds after one that is not counted."""
    act()
    return min(_take(act, clock) for _ in range(rounds))


def _take(act: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    act()
    return clock() - began
