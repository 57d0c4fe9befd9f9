"""Lives one by one, on several processes of this machine, or on Dask: the same lives give the same figures.

For: cohorts of any size. A task is a few words and a number, so it can be sent anywhere.
Must not: listen on anything but the loopback address.
"""

import importlib.util
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from unhurried.cohort.worlds.lives import Life, Maker, live
from unhurried.cohort.worlds.people import WORLDS, Person
from unhurried.cohort.worlds.rules import RULES
from unhurried.domain.steps import AsFeared

CHUNK = 5
"""Lives that one message to a worker holds."""


class Task(NamedTuple):
    """One life. made_by: `FILE.py:Class` of another made-up person, or nothing for ours. broken: as in `live`."""

    seed: int
    rule: str
    world: str
    made_by: str = ""
    broken: str = AsFeared.YES.value


def run(task: Task) -> Life:
    """One life by its task."""
    make: Maker = maker(task.made_by) if task.made_by else Person
    return live(task.seed, RULES[task.rule], task.world, make, AsFeared(task.broken))


def in_turn(tasks: Sequence[Task]) -> list[Life]:
    return [run(task) for task in tasks]


def on_processes(tasks: Sequence[Task], workers: int) -> list[Life]:
    """Spread over processes of this machine; lives come back in the order of their tasks."""
    _one_thread_each()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(run, tasks, chunksize=CHUNK))


def on_dask(tasks: Sequence[Task], workers: int) -> list[Life]:
    """Spread by Dask, here over workers of this machine; `distributed` comes with the extra `cohort`. On a cluster only
    the line that makes the client differs."""
    from distributed import Client, LocalCluster  # noqa: PLC0415 - an optional extra

    _one_thread_each()
    cluster = LocalCluster(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, processes=True
    )
    with cluster, Client(cluster) as client:
        chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
        return [life for lives in client.gather(client.map(in_turn, chunks, pure=False)) for life in lives]


def _one_thread_each() -> None:
    """Small matrices on many threads only wait for each other. Read by workers when they start."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


@lru_cache(maxsize=8)
def maker(made_by: str) -> Maker:
    """The class named by `FILE.py:Class`. LookupError when there is none."""
    file, _, name = made_by.rpartition(":")
    made: Maker | None = getattr(_module(file), name, None)
    if made is None:
        raise LookupError(f"{name} is not in {file}")
    return made


def worlds_of(made_by: str) -> tuple[str, ...]:
    """The worlds that a file names in WORLDS; one world without a special rule when it names none."""
    file, _, _ = made_by.rpartition(":")
    return tuple(getattr(_module(file), "WORLDS", WORLDS[:1]))


@lru_cache(maxsize=8)
def _module(file: str) -> object:
    found = importlib.util.spec_from_file_location(Path(file).stem, file)
    if found is None or found.loader is None or not Path(file).is_file():
        raise LookupError(f"{file} is not a Python file")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module
