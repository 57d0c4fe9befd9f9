"""Which entries there are and at which revision, so that a missing or older row is noticed.

A record is an id and a revision in 24 bytes. Ids and revisions lie in the clear in the rows; nothing in here is secret.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable
from typing import Self

from unhurried.sealed.envelope import record

_SIZE = 24


class Ledger:
    """Records of id and revision, kept sorted in one piece of memory: hashing 36,500 of them takes a millisecond."""

    def __init__(self, records: bytes | bytearray = b"") -> None:
        self._records = bytearray(records)

    @classmethod
    def of(cls, records: Iterable[bytes]) -> Self:
        return cls(b"".join(sorted(records)))

    def __len__(self) -> int:
        return len(self._records) // _SIZE

    def __contains__(self, row: bytes) -> bool:
        return self._holds(self._place(row), row)

    def copy(self) -> "Ledger":
        return Ledger(self._records)

    def put(self, row: bytes, revision: int) -> None:
        place = self._place(row)
        end = place + self._holds(place, row)
        self._records[place * _SIZE : end * _SIZE] = record(row, revision)

    def drop(self, row: bytes) -> None:
        place = self._place(row)
        end = place + self._holds(place, row)
        del self._records[place * _SIZE : end * _SIZE]

    def digest(self) -> bytes:
        return hashlib.blake2b(self._records, digest_size=32).digest()

    def _place(self, row: bytes) -> int:
        return bisect_left(range(len(self)), row, key=self._row)

    def _holds(self, place: int, row: bytes) -> bool:
        return place < len(self) and self._row(place) == row

    def _row(self, place: int) -> bytes:
        start = place * _SIZE
        return bytes(self._records[start : start + 16])
