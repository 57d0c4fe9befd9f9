"""Where the notebook lies, and who has it open.

The folder is for this person alone, and its names say nothing. One program at a time has it open: it holds a lock on
the file "running", which the system lets go when that program ends in whatever way, so nothing stale can be in the way.
"""

import fcntl
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import msgspec

DATABASE = "notebook.db"
BEFORE_MIGRATING = "before-migrating.db"
RUNNING = "running"

_FOR_ME = 0o700
_MINE = 0o600
_PATIENCE = 10.0
_LOOK_EVERY = 0.02


class NoAnswer(Exception):
    """The program that has the notebook open did not lock it."""


class Running(msgspec.Struct, frozen=True):
    """Who has the notebook open. locked: how often it was made sure that the notebook is locked."""

    pid: int
    port: int
    locked: int


class Claim:
    """This program has the notebook open."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._running: Running | None = None
        self.take_back()

    def tell(self, pid: int, port: int) -> None:
        self._write(Running(pid, port, 0))

    def locked_again(self) -> None:
        """A full disk is no reason to end: a second start then says that it got no answer."""
        if self._running is None:
            return
        with suppress(OSError):
            self._write(msgspec.structs.replace(self._running, locked=self._running.locked + 1))

    def take_back(self) -> None:
        self._running = None
        os.truncate(self._descriptor, 0)

    def forget(self) -> None:
        """In a worker: the lock belongs to the parent alone."""
        os.close(self._descriptor)

    def _write(self, running: Running) -> None:
        self._running = running
        os.pwrite(self._descriptor, msgspec.json.encode(running), 0)


def make_folder(folder: Path) -> None:
    """Raises OSError when it cannot be made or nothing can be written in it."""
    folder.mkdir(mode=_FOR_ME, parents=True, exist_ok=True)
    folder.chmod(_FOR_ME)
    for name in (DATABASE, f"{DATABASE}-journal", BEFORE_MIGRATING, RUNNING):
        if (folder / name).exists():
            (folder / name).chmod(_MINE)


def claim(folder: Path) -> Claim | None:
    """None when another program has it open."""
    descriptor = os.open(folder / RUNNING, os.O_RDWR | os.O_CREAT, _MINE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return Claim(descriptor)


def lock_the_other(folder: Path) -> int:
    """Ask the program that has the notebook open to lock it, wait until it has, and return its port."""
    deadline = time.monotonic() + _PATIENCE
    before = _wait_for(folder, deadline, locked=0)
    os.kill(before.pid, signal.SIGUSR1)
    return _wait_for(folder, deadline, locked=before.locked + 1).port


def _wait_for(folder: Path, deadline: float, locked: int) -> Running:
    while time.monotonic() < deadline:
        try:
            running = msgspec.json.decode((folder / RUNNING).read_bytes(), type=Running)
        except (OSError, msgspec.DecodeError):
            running = None
        if running is not None and running.locked >= locked:
            return running
        time.sleep(_LOOK_EVERY)
    raise NoAnswer
