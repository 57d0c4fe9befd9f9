"""How long something takes, when whatever else runs on the machine can only add."""

import time
from collections.abc import Callable


def fastest(act: Callable[[], object], rounds: int) -> float:
    """Milliseconds of the best of so many rounds after one that is not counted."""
    act()
    return min(_clock(act) for _ in range(rounds))


def _clock(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
