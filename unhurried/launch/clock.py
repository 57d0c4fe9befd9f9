"""Seconds for the idle lock. They go on while the computer sleeps: a closed lid is not activity."""

import time
from collections.abc import Callable
from pathlib import Path

Clock = Callable[[], float]


def seconds_awake_or_asleep() -> float:
    try:
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    except AttributeError:  # not on macOS, whose other clocks stand still during sleep
        return time.time()


def clock_in(file: Path | None) -> Clock:
    """The machine's clock, or in tests the time written in a file."""
    if file is None:
        return seconds_awake_or_asleep

    known = time.time()

    def seconds() -> float:
        nonlocal known
        try:
            known = float(file.read_text())
        except (OSError, ValueError):
            return known  # not there, or being written right now
        return known

    return seconds
