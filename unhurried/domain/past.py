"""Retired versions of entries, and the pure functions that bring each up to today's version.

A retired struct keeps its old tag (`checkin.1`) and moves here when `checkin.2` takes its place.
`tests/unit/test_entries.py` keeps one stored sample of every version that was ever released.
"""

from collections.abc import Callable
from typing import Any

from unhurried.domain.base import Entry

RETIRED: tuple[type[Entry], ...] = ()
UPCAST: dict[type[Entry], Callable[[Any], Entry]] = {}


def upcast(entry: Entry) -> Entry:
    """Bring a stored entry up to the version in use."""
    while type(entry) in UPCAST:
        entry = UPCAST[type(entry)](entry)
    return entry
