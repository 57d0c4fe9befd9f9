"""Cuts the bytes of a CSV file into records and records into fields.

Works on bytes, keeps one record at a time, is linear in the size of the file, and never raises.
A record may run over several lines while a quote is open. When the quote never closes, only the line
it stands on is given up, and reading goes on with the next.
"""

import re
from collections import deque
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

LONGEST_RECORD = 4_000_000
"""Bytes of one record: three long texts of four-byte characters and some room."""

MOST_CELLS = 200

_LINE = re.compile(rb"[^\r\n]*+(?:\r\n|\r|\n|\Z)")


class Flaw(Enum):
    """Why the fields of a record can not be told apart."""

    QUOTE_OPEN = "quote_open"
    TOO_LONG = "too_long"


class Record(NamedTuple):
    """line: where it begins, counted from 1. raw: its bytes without the line end; empty when it has a flaw."""

    line: int
    raw: bytes
    flaw: Flaw | None = None


def records(data: bytes) -> Iterator[Record]:
    """Every record that is not blank, with any mixture of line ends."""
    lines = _Lines(data)
    number = 1
    while (taken := lines.take()) is not None:
        run, open_quote = _run_of_lines(taken, lines)
        if open_quote:
            lines.put_back(run[1:])
            yield Record(number, b"", Flaw.QUOTE_OPEN)
            number += 1
            continue
        yield from _whole(number, b"".join(run))
        number += len(run)


def fields(record: str, delimiter: str) -> list[str]:
    """The fields of a record whose quotes are balanced. Two quotes inside quotes stand for one.

    At most `MOST_CELLS` and one more: a line of a million commas is given up early.
    """
    built: list[list[str]] = [[]]
    pieces = record.split('"')
    for index, piece in enumerate(pieces):
        if index % 2:
            built[-1].append(piece)
        elif not piece and 0 < index < len(pieces) - 1:
            built[-1].append('"')
        else:
            first, *others = piece.split(delimiter, MOST_CELLS)
            built[-1].append(first)
            built.extend([other] for other in others)
        if len(built) > MOST_CELLS:
            break
    return ["".join(parts) for parts in built[: MOST_CELLS + 1]]


class _Lines:
    """Lines with their ends, some of which may be put back."""

    def __init__(self, data: bytes) -> None:
        self._ahead = (match.group() for match in _LINE.finditer(data))
        self._waiting: deque[bytes] = deque()

    def take(self) -> bytes | None:
        if self._waiting:
            return self._waiting.popleft()
        return next(self._ahead, b"") or None

    def put_back(self, lines: list[bytes]) -> None:
        self._waiting.extendleft(reversed(lines))


def _run_of_lines(first: bytes, lines: _Lines) -> tuple[list[bytes], bool]:
    """The lines of one record, and whether a quote is still open after the last that may belong to it.

    After a line with an open quote is given up, all lines that were tried with it balance out,
    so none of them is tried at length again: that keeps the whole linear.
    """
    run, quotes, size = [first], first.count(b'"'), len(first)
    while quotes % 2 and size <= LONGEST_RECORD and (line := lines.take()) is not None:
        run.append(line)
        quotes += line.count(b'"')
        size += len(line)
    return run, bool(quotes % 2)


def _whole(number: int, raw: bytes) -> Iterator[Record]:
    if len(raw) > LONGEST_RECORD:
        yield Record(number, b"", Flaw.TOO_LONG)
    elif raw.strip():
        yield Record(number, raw.rstrip(b"\r\n"))
