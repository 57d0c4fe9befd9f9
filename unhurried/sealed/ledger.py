"""Which entries there are and at which revision, so that a missing or older row is noticed.

A record is an id and a revision in 24 bytes. Ids and revisions lie in the clear in the rows; nothing in here is
secret.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Self

from unhurried.sealed.envelope import record

_SIZE = 24
_GROUPS = 64
_SHIFT = 2


class Ledger:
    """Records in order, in 64 groups by the first six bits of the id.

    The digest is over the digests of the groups: a change hashes its own group anew and not 36,500 records.
    """

    def __init__(self, groups: Sequence[bytes], digests: Sequence[bytes]) -> None:
        self._groups = groups
        self._digests = digests

    @classmethod
    def of(cls, records: Iterable[bytes]) -> Self:
        ordered = sorted(records)
        ends = [bisect_left(ordered, bytes((first << _SHIFT,))) for first in range(1, _GROUPS)]
        groups = [b"".join(ordered[start:end]) for start, end in pairwise([0, *ends, len(ordered)])]
        return cls(groups, [_digest(group) for group in groups])

    def __len__(self) -> int:
        return sum(map(len, self._groups)) // _SIZE

    def __contains__(self, row: bytes) -> bool:
        group = self._groups[row[0] >> _SHIFT]
        return _row(group, _place(group, row)) == row

    def changed(self, put: Iterable[tuple[bytes, int]], drop: Sequence[bytes]) -> Self:
        """Another ledger with these rows at these revisions, and without those; this one stays as it is."""
        groups, digests = [*self._groups], [*self._digests]
        changes = [(row, record(row, revision)) for row, revision in put] + [(row, b"") for row in drop]
        for row, after in changes:
            number = row[0] >> _SHIFT
            groups[number] = _replace(groups[number], row, after)
        for number in {row[0] >> _SHIFT for row, _ in changes}:
            digests[number] = _digest(groups[number])
        return type(self)(groups, digests)

    def digest(self) -> bytes:
        return _digest(b"".join(self._digests))


def _replace(group: bytes, row: bytes, after: bytes) -> bytes:
    start = _place(group, row)
    end = start + (_row(group, start) == row)
    return group[: start * _SIZE] + after + group[end * _SIZE :]


def _place(group: bytes, row: bytes) -> int:
    return bisect_left(range(len(group) // _SIZE), row, key=lambda place: _row(group, place))


def _row(group: bytes, place: int) -> bytes:
    return group[place * _SIZE : place * _SIZE + 16]


def _digest(words: bytes) -> bytes:
    return hashlib.blake2b(words, digest_size=32).digest()
