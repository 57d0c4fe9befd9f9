"""Waiting after a wrong passphrase: longer each time, never a lock-out."""

from collections.abc import Callable
from threading import Lock

_WAITS = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 42.0)
"""Seconds to wait after the first, second ... wrong try; the last one for every try after that."""


class Throttle:
    """`clock` gives seconds that only go forward, such as `time.monotonic`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._open_at = clock()

    def wait_seconds(self) -> float:
        return max(0.0, self._open_at - self._clock())

    def failed(self) -> None:
        with self._lock:
            wait = _WAITS[min(self._failures, len(_WAITS) - 1)]
            self._failures += 1
            self._open_at = self._clock() + wait

    def worked(self) -> None:
        with self._lock:
            self._failures = 0
            self._open_at = self._clock()
