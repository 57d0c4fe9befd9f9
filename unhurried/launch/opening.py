"""Opens the notes: from an empty folder to the last goodbye."""

import os
from collections.abc import Callable
from socket import socket
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.db import Error as DatabaseError

from unhurried.launch import words
from unhurried.launch.browser import open_browser
from unhurried.launch.clock import clock_in
from unhurried.launch.environment import Before
from unhurried.launch.folder import Claim, NoAnswer, claim, lock_the_other, make_folder
from unhurried.launch.line import Line
from unhurried.launch.listening import NoFreePort, address, listen
from unhurried.launch.parent import Parent, Serve
from unhurried.launch.process import start_child, went_well
from unhurried.launch.stay import Stay
from unhurried.launch.terminal import say
from unhurried.launch.worker import work

OK, NOT_OPENED = 0, 1
_ABOVE_DJANGO = 4
"""Waitress takes bodies this many times as large as Django does, so that Django is the one to turn them away."""


def open_notes(port: int, *, with_browser: bool, before: Before, fill: Callable[[], None] | None = None) -> int:
    """The exit code. fill: puts something into the notebook before the first page."""
    try:
        make_folder(settings.FOLDER)
        mine = claim(settings.FOLDER)
        if mine is None:
            return _show_the_other(with_browser=with_browser, before=before)
        return _open(mine, port, with_browser=with_browser, before=before, fill=fill)
    except NoFreePort:
        return _say_why(words.CANNOT_LISTEN)
    except OSError:
        return _say_why(words.CANNOT_SAVE.format(folder=settings.FOLDER))


def _open(mine: Claim, port: int, *, with_browser: bool, before: Before, fill: Callable[[], None] | None) -> int:
    from unhurried.launch.preparing import load_pages, make_app, set_up  # noqa: PLC0415  a second start needs no Django

    set_up()
    preparing = start_child(lambda: _prepare(fill))
    load_pages()
    if not went_well(preparing):
        return NOT_OPENED
    listening = listen(port)
    port = listening.getsockname()[1]
    parent = Parent(listening, _serve(make_app(), mine), mine.locked_again)
    mine.tell(os.getpid(), port)
    _greet(address(port), words.ADDRESS, with_browser=with_browser, before=before)
    say(words.HOW_TO_CLOSE)
    parent.run()
    mine.take_back()
    say(words.CLOSED)
    return OK


def _prepare(fill: Callable[[], None] | None) -> None:
    from unhurried.launch.preparing import bring_up_to_date, collect_static  # noqa: PLC0415  the same

    try:
        bring_up_to_date()
        collect_static()
        if fill is not None:
            fill()
    except (OSError, DatabaseError):
        raise SystemExit(_say_why(words.CANNOT_SAVE.format(folder=settings.FOLDER))) from None


def _serve(app: WSGIApplication, mine: Claim) -> Serve:
    from unhurried.pages.visits import SESSIONS  # noqa: PLC0415  pages need Django set up

    def serve(listening: socket, to_parent: Line) -> None:
        mine.forget()
        stay = Stay(clock_in(settings.CLOCK_FILE), SESSIONS.end_all, (settings.STATIC_URL,))
        work(listening, app, stay, to_parent, settings.DATA_UPLOAD_MAX_MEMORY_SIZE * _ABOVE_DJANGO)

    return serve


def _show_the_other(*, with_browser: bool, before: Before) -> int:
    """Another program has this notebook open. It locks first: a second start never hands over an open one."""
    try:
        port = lock_the_other(settings.FOLDER)
    except (NoAnswer, ProcessLookupError):
        return _say_why(words.NO_ANSWER)
    _greet(address(port), words.OPEN_ALREADY, with_browser=with_browser, before=before)
    return OK


def _greet(at: str, sentence: str, *, with_browser: bool, before: Before) -> None:
    say(sentence.format(address=at))
    if settings.DEMO:
        say(words.MADE_UP)
    if with_browser:
        open_browser(at, before.environ, before.umask)


def _say_why(sentence: str) -> int:
    say(sentence)
    return NOT_OPENED
