"""Says that something went wrong, and where. Never what was in it: a message or a value may hold private words."""

import logging
import sys
import threading
from types import TracebackType

from unhurried.launch.terminal import complain


def keep_quiet() -> None:
    """No log line and no traceback leaves this process: both quote values."""
    logging.disable(logging.CRITICAL)
    logging.lastResort = None
    sys.excepthook = lambda _kind, error, _trace: tell_failure(error)
    threading.excepthook = lambda thread: tell_failure(thread.exc_value) if thread.exc_value else None


def tell_failure(error: BaseException) -> None:
    complain(f"A page failed: {type(error).__name__} at {_place(error.__traceback__)}")


def tell_request_failure(**_signal: object) -> None:
    """Connected to Django's signal, which is sent while the exception is being handled."""
    error = sys.exc_info()[1]
    if error is not None:
        tell_failure(error)


def _place(trace: TracebackType | None) -> str:
    """The innermost line of ours, since a line inside a library says little."""
    places: list[tuple[str, int]] = []
    while trace is not None:
        places.append((str(trace.tb_frame.f_globals.get("__name__", "?")), trace.tb_lineno))
        trace = trace.tb_next
    ours = [place for place in places if place[0].split(".")[0] == "unhurried"]
    module, line = (ours or places or [("?", 0)])[-1]
    return f"{module}:{line}"
