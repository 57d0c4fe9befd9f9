"""Sealed rows and the head row, as the database has them.

Plain SQL where a whole notebook is read or one entry is saved: a row object for each of 36,500 rows takes longer
than unsealing them. The statements run unchanged on SQLite and PostgreSQL.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from operator import attrgetter
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db import connection

from unhurried.domain.notebook import NotebookLocked
from unhurried.sealed import envelope
from unhurried.sealed.key import NotebookKey
from unhurried.sealed.ledger import Ledger

_HEAD = struct.Struct(">Q32sQ")
_HEAD_REVISION = 0
_AT_ONCE = 100

_EPOCH = "SELECT epoch, erasing FROM account WHERE id = %s"
_HOLD = (
    "SELECT account.epoch, erasing, blob FROM account LEFT JOIN item ON item.owner_id = account.id AND item.id = account.id "
    "WHERE account.id = %s"
)
_WAIT = "SELECT id FROM account WHERE id = %s FOR UPDATE"
_ALL = "SELECT id, revision, blob FROM item WHERE owner_id = %s"
_ALL_IN_FILE_ORDER = "SELECT id, revision, blob FROM item WHERE +owner_id = %s"  # the plus hides the index
_KEEP = (
    "INSERT INTO item (owner_id, id, epoch, revision, blob) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (owner_id, id) DO UPDATE SET epoch = excluded.epoch, revision = excluded.revision, blob = excluded.blob"
)


Row = tuple[bytes, int, int, bytes]
"""One row of `item`: id as 16 bytes, epoch, revision, blob."""


class Part(NamedTuple):
    """Some of an owner's rows, column by column, and the head if it was among them.

    `records` are id and revision in 24 bytes. In columns, because making an object of each of 36,500 rows takes as
    long as unsealing them.
    """

    records: list[bytes]
    revisions: list[int]
    blobs: list[bytes]
    head: bytes | None


class Head(NamedTuple):
    """What vouches for the rows: how many, which at which revision, and how many were ever found missing."""

    size: int
    digest: bytes
    missing: int

    @classmethod
    def of(cls, ledger: Ledger, missing: int) -> Self:
        return cls(len(ledger), ledger.digest(), missing)

    def newly_missing(self, ledger: Ledger) -> int:
        """Rows that this head vouches for and that are gone or older; at least one when the hash differs."""
        if ledger.digest() == self.digest:
            return 0
        return max(1, self.size - len(ledger))


class Sealer:
    """Seals and unseals the rows of one owner under one notebook key."""

    def __init__(self, owner: UUID, key: NotebookKey) -> None:
        self._owner = owner.bytes
        self._epoch = key.epoch
        self._key = key.for_purpose(b"item")
        self._head_key = key.for_purpose(b"head")

    def seal(self, row: bytes, revision: int, words: bytes) -> Row:
        bound = envelope.bind(self._owner, row, self._epoch, revision)
        return row, self._epoch, revision, envelope.seal(self._key, words, bound)

    def unseal_each(self, part: Part) -> Iterator[bytes | None]:
        """The words of each row in turn, or None for one that is damaged, was moved or is of another epoch."""
        where = envelope.place(self._owner, self._epoch)
        return envelope.unseal_each(self._key, where, zip(part.blobs, part.records, strict=True))

    def unseal(self, row: Row) -> bytes:
        id_, _, revision, blob = row
        return envelope.unseal(self._key, blob, envelope.bind(self._owner, id_, self._epoch, revision))

    def seal_head(self, head: Head) -> Row:
        bound = envelope.bind(self._owner, self._owner, self._epoch, _HEAD_REVISION)
        return self._owner, self._epoch, _HEAD_REVISION, envelope.seal(self._head_key, _HEAD.pack(*head), bound)

    def unseal_head(self, blob: bytes | None) -> Head | None:
        """The head, or None when it is gone or damaged."""
        bound = envelope.bind(self._owner, self._owner, self._epoch, _HEAD_REVISION)
        with suppress(envelope.CannotUnseal):
            return Head(*_HEAD.unpack(envelope.unseal(self._head_key, blob or b"", bound)))
        return None


def check_epoch(owner: UUID, key: NotebookKey) -> None:
    """Refuse a key that was replaced, or whose notebook is being erased."""
    if _fetch(_EPOCH, _id(owner.bytes)) != [(key.epoch, False)]:
        raise NotebookLocked


def hold(owner: UUID, key: NotebookKey) -> bytes | None:
    """Let nobody else write until the transaction ends, refuse a key as above, and give the head row.

    SQLite lets one writer in from the start of a transaction. PostgreSQL is asked for the account's row first, in a
    statement of its own: one that had to wait would still see the head row as it was before.
    """
    if connection.features.has_select_for_update:
        _fetch(_WAIT, _id(owner.bytes))
    found = _fetch(_HOLD, _id(owner.bytes))
    if not found or found[0][:2] != (key.epoch, False):
        raise NotebookLocked
    head: bytes | None = found[0][2]
    return head


def fetch_parts(owner: UUID) -> Iterator[Part]:
    """Every row, some at a time: each is unsealed while it is still near the processor, and then let go."""
    # SQLite would hop through the file along its index, though nearly all of the table is wanted.
    asked = _ALL_IN_FILE_ORDER if connection.vendor == "sqlite" else _ALL
    head, id_bytes = envelope.record(owner.bytes, _HEAD_REVISION), _id_bytes()
    with connection.cursor() as cursor:
        cursor.execute(asked, [_id(owner.bytes)])
        while found := cursor.fetchmany(_AT_ONCE):
            ids, revisions, blobs = map(list, zip(*found, strict=True))
            records = list(map(envelope.record, map(id_bytes, ids), revisions))
            yield _without_head(Part(records, revisions, blobs, None), head)


def fetch_one(owner: UUID, row: bytes) -> Row | None:
    asked = "SELECT epoch, revision, blob FROM item WHERE owner_id = %s AND id = %s"
    found = _fetch(asked, _id(owner.bytes), _id(row))
    return (row, *found[0]) if found else None


def fetch_ledger(owner: UUID) -> Ledger:
    id_bytes = _id_bytes()
    asked = "SELECT id, revision FROM item WHERE owner_id = %s AND id <> owner_id"
    found = _fetch(asked, _id(owner.bytes))
    return Ledger.of(envelope.record(id_bytes(id_), revision) for id_, revision in found)


def keep(owner: UUID, rows: Iterable[Row]) -> None:
    owner_id = _id(owner.bytes)
    kept = [(owner_id, _id(row), epoch, revision, blob) for row, epoch, revision, blob in rows]
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, kept)


def drop(owner: UUID, rows: Sequence[bytes]) -> None:
    if not rows:
        return
    gone = [(_id(owner.bytes), _id(row)) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM item WHERE owner_id = %s AND id = %s", gone)


def _without_head(part: Part, head: bytes) -> Part:
    if head not in part.records:
        return part
    at = part.records.index(head)
    del part.records[at], part.revisions[at]
    return part._replace(head=part.blobs.pop(at))


def _fetch(asked: str, *given: str | UUID) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(asked, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _id(row: bytes) -> str | UUID:
    """An id as the database keeps it: a column of its own type, or 32 letters."""
    return UUID(bytes=row) if connection.features.has_native_uuid_field else row.hex()


def _id_bytes() -> Callable[[Any], bytes]:
    return attrgetter("bytes") if connection.features.has_native_uuid_field else bytes.fromhex
