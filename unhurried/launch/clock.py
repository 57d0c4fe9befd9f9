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

    def seconds() -> float:
        try:
            return float(file.read_text())
        except (OSError, ValueError):
            return time.time()

    return seconds
