"""The parent: keeps the listening socket and sees that one worker serves it.

It never holds a key, opens no database and starts no thread, so that a fork of it is a clean beginning.
A worker is at the other end of a line. On it comes why the worker leaves; when it closes, the worker is gone.
"""

import os
import select
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from socket import socket

from unhurried.launch.line import Line
from unhurried.launch.process import leave_with
from unhurried.launch.stay import NOTHING_TO_LOCK, Ending
from unhurried.launch.terminal import say
from unhurried.launch.words import BACK_AGAIN

Serve = Callable[[socket, Line], None]
"""Serves a listening socket until it is time to leave, and says on the line why."""

ASK_TO_LOCK = signal.SIGUSR1
_STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_SIGNALS = {*_STOPS, ASK_TO_LOCK}
_SECONDS_TO_END = 2.0
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0
_STEADY_SECONDS = 10.0


@dataclass
class _Worker:
    pid: int
    line: int
    born: float
    leaving: bool = False


class Parent:
    def __init__(self, listening: socket, serve: Serve, locked: Callable[[], None] = lambda: None) -> None:
        """locked: called each time it is certain that no worker which takes requests holds a key from before."""
        self._listening = listening
        self._serve = serve
        self._locked = locked
        self._workers: dict[int, _Worker] = {}
        self._closing = False
        self._pause = 0.0
        self._begin_at: float | None = 0.0
        self._signals, self._signals_in = os.pipe()
        self._hear_signals()

    def run(self) -> None:
        """Until someone closes the app or ends this process. Then no worker is left."""
        while not self._closing:
            self._begin_if_due()
            self._hear(self._seconds_until_begin())
        self._listening.close()
        self._end_workers()

    # --- one worker after the other

    def _begin_if_due(self) -> None:
        if self._begin_at is not None and time.monotonic() >= self._begin_at:
            self._begin_at = None
            self._fork()

    def _seconds_until_begin(self) -> float | None:
        return None if self._begin_at is None else max(0.0, self._begin_at - time.monotonic())

    def _fork(self) -> None:
        line, worker_line = os.pipe()
        to_parent = Line(os.getpid(), worker_line)
        # A signal between the fork and the worker's own handlers waits until those stand.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            _close_all([line, self._signals, self._signals_in, *self._workers])
            leave_with(lambda: self._serve(self._listening, to_parent))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        os.close(worker_line)
        self._workers[line] = _Worker(pid, line, time.monotonic())

    def _hear(self, timeout: float | None) -> None:
        ready, _, _ = select.select([self._signals, *self._workers], [], [], timeout)
        for source in ready:
            said = os.read(source, 64)
            if source == self._signals:
                self._obey(said)
            elif said:
                self._listen_to(self._workers[source], said)
            else:
                self._bury(self._workers.pop(source))

    def _listen_to(self, worker: _Worker, said: bytes) -> None:
        if Ending.CLOSED.value in said:
            worker.leaving = self._closing = True
        elif Ending.LOCKED.value in said:
            worker.leaving = True
            self._begin_at = time.monotonic()
            self._begin_if_due()
            self._locked()
        elif NOTHING_TO_LOCK in said:
            self._locked()

    def _bury(self, worker: _Worker) -> None:
        os.close(worker.line)
        os.waitpid(worker.pid, 0)
        if worker.leaving or self._closing:
            return
        say(BACK_AGAIN)
        steady = time.monotonic() - worker.born >= _STEADY_SECONDS
        self._pause = 0.0 if steady else min(max(_FIRST_PAUSE, self._pause * 2), _LONGEST_PAUSE)
        self._begin_at = time.monotonic() + self._pause

    # --- signals

    def _hear_signals(self) -> None:
        """Handlers that do nothing: the signal's number arrives in the pipe, and is heard in turn with the rest."""
        for end in (self._signals, self._signals_in):
            os.set_blocking(end, False)
        for number in _SIGNALS:
            signal.signal(number, lambda *_: None)
        signal.set_wakeup_fd(self._signals_in, warn_on_full_buffer=False)

    def _obey(self, numbers: bytes) -> None:
        if any(number in numbers for number in _STOPS):
            self._closing = True
        elif ASK_TO_LOCK in numbers:
            serving = [worker for worker in self._workers.values() if not worker.leaving]
            for worker in serving:
                os.kill(worker.pid, ASK_TO_LOCK)
            if not serving:
                self._locked()

    # --- the end

    def _end_workers(self) -> None:
        self._tell_workers(signal.SIGTERM)
        deadline = time.monotonic() + _SECONDS_TO_END
        while self._workers and (left := deadline - time.monotonic()) > 0:
            self._hear(left)
        self._tell_workers(signal.SIGKILL)
        for worker in self._workers.values():
            os.waitpid(worker.pid, 0)

    def _tell_workers(self, number: signal.Signals) -> None:
        for worker in self._workers.values():
            os.kill(worker.pid, number)


def _close_all(descriptors: Iterable[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
