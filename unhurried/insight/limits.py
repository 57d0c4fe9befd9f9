"""What the notes say on how limits were received: a list of facts, the newest first. Nothing is counted or weighed.

It says of nobody what they are. While a flag reaches someone, nothing kind is listed about them.
"""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from unhurried.domain.base import Entry
from unhurried.domain.limits import KINDLY, Limit, Received


class Told(NamedTuple):
    """A limit, and how it was received one time."""

    limit: Limit
    received: Received


class Reception(NamedTuple):
    """How limits were received. left_out: some of it is not listed, because a flag reaches here."""

    told: tuple[Told, ...]
    left_out: bool


def received_by(entries: Iterable[Entry], someone: UUID, *, reached: bool) -> Reception:
    """By one person. reached: a flag reaches them (`Gate.reaches`)."""
    return _reception([one for one in _all_told(entries) if one.limit.whom == someone], reached=reached)


def received_of(entries: Iterable[Entry], limit: UUID, *, reached: bool) -> Reception:
    """Of one limit, each time it was said."""
    return _reception([one for one in _all_told(entries) if one.limit.id == limit], reached=reached)


def _all_told(entries: Iterable[Entry]) -> list[Told]:
    """A word on a limit that is gone says nothing."""
    kept = tuple(entries)
    by_id = {entry.id: entry for entry in kept if isinstance(entry, Limit)}
    received = [entry for entry in kept if isinstance(entry, Received) and entry.limit in by_id]
    return [
        Told(by_id[one.limit], one) for one in sorted(received, key=lambda one: (one.at, one.written), reverse=True)
    ]


def _reception(told: list[Told], *, reached: bool) -> Reception:
    shown = tuple(one for one in told if not (reached and one.received.how in KINDLY))
    return Reception(shown, left_out=len(shown) < len(told))
