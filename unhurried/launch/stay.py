"""When a worker leaves: someone locks or closes, or nobody came for a while.

Only a worker that held a key is replaced. So leaving and coming back cannot make the waits after a wrong
passphrase start over.
"""

from collections.abc import Callable
from enum import Enum
from threading import Lock

from unhurried.launch.clock import Clock

SECONDS_PER_MINUTE = 60.0


class Ending(Enum):
    """Why a worker leaves. The value is what it tells its parent."""

    LOCKED = b"L"
    CLOSED = b"C"


NOTHING_TO_LOCK = b"N"
"""What a worker without a key answers when it is asked to lock."""


class Stay:
    """What one worker knows about its own time. Asked from several threads."""

    def __init__(self, clock: Clock, drop_keys: Callable[[], None], not_activity: tuple[str, ...] = ()) -> None:
        self.ending: Ending | None = None
        self.has_held_key = False
        self.wake: Callable[[], None] = lambda: None
        self._clock = clock
        self._drop_keys = drop_keys
        self._not_activity = not_activity
        self._idle_seconds: float | None = None
        self._last = clock()
        self._deciding = Lock()

    def held_key(self) -> None:
        self.has_held_key = True
        self._last = self._clock()

    def idle_minutes(self, minutes: float) -> None:
        self._idle_seconds = minutes * SECONDS_PER_MINUTE

    def lock(self) -> None:
        if self.has_held_key:
            self._leave(Ending.LOCKED)

    def close(self) -> None:
        self._leave(Ending.CLOSED)

    def arrive(self, path: str) -> None:
        """A request came. After too long a pause it finds the notebook locked, also when the computer slept."""
        self.lock_when_idle()
        if not path.startswith(self._not_activity):
            self._last = self._clock()

    def lock_when_idle(self) -> None:
        if self._idle_seconds is not None and self._clock() - self._last >= self._idle_seconds:
            self.lock()

    def _leave(self, ending: Ending) -> None:
        with self._deciding:
            if self.ending is not Ending.CLOSED:
                self.ending = ending
        self._drop_keys()
        self.wake()
