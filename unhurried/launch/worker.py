"""A worker: answers requests on the parent's socket until it is time to leave, and ends with all it knew.

Leaving loses no answer. It stops accepting and tells the parent, which forks the next one at once; whoever
connects from then on is served by that one. What was asked of this one before is answered, and sent.
"""

import os
import signal
import time
from collections.abc import Callable
from socket import socket
from wsgiref.types import WSGIApplication

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer, create_server
from waitress.task import ErrorTask, Task, WSGITask

from unhurried.launch.line import Line
from unhurried.launch.outermost import (
    NEUTRAL_HEADERS,
    NEUTRAL_PAGE,
    SEE_OTHER,
    TO_START_HEADERS,
    with_stay,
    without_traces,
)
from unhurried.launch.stay import NOTHING_TO_LOCK, Stay

THREADS = 4
SECONDS_TO_FINISH = 1.0
_TICK = 1.0
_IN_MEMORY = 1_000_000_000
"""Bytes up to which waitress keeps a body in memory. Beyond it would write plain words to a temporary file."""


def work(listening: socket, app: WSGIApplication, stay: Stay, to_parent: Line, largest_body: int) -> None:
    """Serve until stay has an ending. largest_body: bytes, above Django's own cap, so that pages can answer."""
    server = _server(listening, without_traces(with_stay(app, stay)), stay, largest_body)
    stay.wake = server.pull_trigger
    heard = _hear_signals(server.pull_trigger)
    while stay.ending is None:
        _turn(server, _TICK)
        stay.lock_when_idle()
        if signal.SIGTERM in heard or os.getppid() != to_parent.pid:
            stay.close()
        elif signal.SIGUSR1 in heard:
            heard.clear()
            _lock_if_asked(stay, to_parent)
    wasyncore.dispatcher.close(server)
    to_parent.say(stay.ending.value)
    _finish(server)


def _server(listening: socket, app: WSGIApplication, stay: Stay, largest_body: int) -> TcpWSGIServer:
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        max_request_body_size=largest_body,
        inbuf_overflow=_IN_MEMORY,
        outbuf_overflow=_IN_MEMORY,
    )
    server.channel_class = _Channel
    server.stay = stay
    return server


class _Task(WSGITask):  # type: ignore[misc]
    """An answer. Once the worker is leaving, it asks the browser not to come back on this connection."""

    def build_response_header(self) -> bytes:
        if self.channel.server.stay.ending is not None:
            self.set_close_on_finish()
        header: bytes = super().build_response_header()
        return header


class _ErrorTask(ErrorTask):  # type: ignore[misc]
    """What waitress answers by itself to something it cannot read, in our words."""

    def execute(self) -> None:
        self.set_close_on_finish()
        if getattr(self.request, "command", "") == "POST":  # a request that cannot be read may have none
            self._say(SEE_OTHER, TO_START_HEADERS, b"")
        else:
            self._say(f"{self.request.error.code} {self.request.error.reason}", NEUTRAL_HEADERS, NEUTRAL_PAGE)

    def _say(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status = status
        self.response_headers.extend(headers)
        self.content_length = len(body)
        Task.write(self, body)


class _Channel(HTTPChannel):  # type: ignore[misc]
    """One connection. It knows whether anything was ever asked on it."""

    task_class = _Task
    error_task_class = _ErrorTask
    spoke = False

    def received(self, data: bytes) -> bool:
        self.spoke = True
        taken: bool = super().received(data)
        return taken

    @property
    def in_flight(self) -> bool:
        """Something was asked and not answered to the last byte, or the question is not here yet."""
        return bool(self.requests or self.request or self.total_outbufs_len or not self.spoke)


def _hear_signals(wake: Callable[[], None]) -> set[int]:
    """The numbers heard so far. A handler does no more than note one: it may interrupt anything."""
    heard: set[int] = set()

    def hear(number: int, _frame: object) -> None:
        heard.add(number)
        wake()

    for number in (signal.SIGTERM, signal.SIGUSR1):
        signal.signal(number, hear)
    for for_the_parent in (signal.SIGINT, signal.SIGHUP):
        signal.signal(for_the_parent, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    return heard


def _lock_if_asked(stay: Stay, to_parent: Line) -> None:
    if stay.has_held_key:
        stay.lock()
    else:
        to_parent.say(NOTHING_TO_LOCK)


def _finish(server: TcpWSGIServer) -> None:
    """Answer what is in flight, and send it. Connections that only stand open are closed."""
    deadline = time.monotonic() + SECONDS_TO_FINISH
    _turn(server, 0.0)  # first read what has arrived, so that no question is mistaken for silence
    while server.active_channels and time.monotonic() < deadline:
        for channel in list(server.active_channels.values()):
            if not channel.in_flight:
                channel.will_close = True
        _turn(server, deadline - time.monotonic())


def _turn(server: TcpWSGIServer, timeout: float) -> None:
    wasyncore.loop(timeout=max(0.0, timeout), use_poll=True, map=server._map, count=1)  # noqa: SLF001  waitress names it so
