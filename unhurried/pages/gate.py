"""What this worker knows about coming and going: failed tries, the last leaving, and the launcher's callbacks."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from unhurried.pages.visits import SESSIONS, visit_of
from unhurried.sealed.backup import BACKUP_COST
from unhurried.sealed.keyring import HOSTED_COST, LOCAL_COST, TRIAL_COST, Cost, NotebookKey
from unhurried.sealed.throttle import Throttle

THROTTLE = Throttle(time.monotonic)
"""Failed tries at the passphrase. It ends with the worker, and only a worker that was opened is replaced."""


class LastLeaving:
    """When someone left while nothing was kept yet, so that the front page can stay plain."""

    def __init__(self) -> None:
        self._at: datetime | None = None

    def note(self, now: datetime) -> None:
        self._at = now

    def forget(self) -> None:
        self._at = None

    def holds(self, now: datetime, how_long: timedelta) -> bool:
        return self._at is not None and now - self._at < how_long


CLOSED_BY_LEAVING = LastLeaving()

CLOSING = threading.Event()
"""Set when the person asked to close the app; the page that says goodbye then ends it."""


def cost() -> Cost:
    """What one try at a passphrase costs here. Only a trial and the made-up year are cheap."""
    if settings.TRIAL or settings.DEMO:
        return TRIAL_COST
    return HOSTED_COST if settings.HOSTED else LOCAL_COST


def backup_cost() -> Cost:
    """The same for the passphrase of a sealed copy."""
    return TRIAL_COST if settings.TRIAL or settings.DEMO else BACKUP_COST


def come_in(request: HttpRequest, owner: UUID, key: NotebookKey) -> None:
    """The notebook is open from here on, in this worker."""
    visit_of(request).begin(key, owner)
    _ask_launcher(request, "notes.held_key")
    (settings.FOLDER / "before-migrating.db").unlink(missing_ok=True)


def end_sessions(request: HttpRequest) -> None:
    SESSIONS.end_all()
    visit_of(request).end()


def lock(request: HttpRequest) -> None:
    """Every session of this worker ends, and the process that held the key goes after this answer."""
    end_sessions(request)
    _ask_launcher(request, "notes.lock")


def close(request: HttpRequest) -> None:
    _ask_launcher(request, "notes.close")


def lock_after(request: HttpRequest, minutes: int) -> None:
    """Tell the launcher after how many idle minutes this worker locks itself."""
    call: Callable[[int], None] | None = request.META.get("notes.idle_minutes")
    if call is not None:
        call(minutes)


def _ask_launcher(request: HttpRequest, name: str) -> None:
    """The launcher puts its callbacks into the environment of a request; a test client has none."""
    call: Callable[[], None] | None = request.META.get(name)
    if call is not None:
        call()
