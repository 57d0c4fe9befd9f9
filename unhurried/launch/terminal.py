"""Speaks in the terminal the app was started from. When that is closed, nobody listens, and nothing is the worse for it."""

import sys
from typing import TextIO


def say(*lines: str) -> None:
    _write(sys.stdout, lines)


def complain(line: str) -> None:
    _write(sys.stderr, (line,))


def _write(stream: TextIO, lines: tuple[str, ...]) -> None:
    try:
        stream.writelines(f"{line}\n" for line in lines)
        stream.flush()
    except (OSError, ValueError):
        return
