"""Opens the browser, if this computer has one. The address was printed before, so nothing hangs on it."""

import os
import webbrowser
from collections.abc import Mapping

from unhurried.launch.process import leave_with, start_child, went_well


def open_browser(address: str, environ: Mapping[str, str], umask: int) -> None:
    """In a process of its own, with the settings of the person's own programs: the browser outlives this start."""

    def begin() -> None:
        if os.fork():
            return
        os.setsid()  # Ctrl and C in the terminal closes the notes, not the browser
        leave_with(lambda: _open(address, environ, umask))

    went_well(start_child(begin))


def _open(address: str, environ: Mapping[str, str], umask: int) -> None:
    os.umask(umask)
    os.environ.clear()
    os.environ.update(environ)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    webbrowser.open(address)
