"""The Notebook protocol over sealed rows.

Plain words exist here between unsealing and the end of the request, and nowhere else.
"""

import gc
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.db import OperationalError, transaction

from unhurried.domain.base import Entry
from unhurried.domain.entries import UnreadableEntry, decode, decode_each, encode
from unhurried.domain.notebook import Kept, NotebookLocked, Opened, in_order, next_revision
from unhurried.sealed import envelope, erasing, rows
from unhurried.sealed.envelope import CannotUnseal
from unhurried.sealed.inbox import is_key_of
from unhurried.sealed.key import NotebookKey
from unhurried.sealed.ledger import Ledger
from unhurried.sealed.rows import Head, Part, Sealer

_MOST_LEDGERS = 64


class NotSaved(Exception):
    """The database took nothing: the disk is full, or another writer did not let go. All is as it was before."""


class SealedNotebook:
    """One owner's entries, opened with their key."""

    def __init__(self, owner: UUID, key: NotebookKey) -> None:
        self._owner = owner
        self._key = key
        self._sealer = Sealer(owner, key)

    def entries(self) -> Opened:
        with _without_sweeping():
            return self._entries()

    def write(
        self,
        *,
        add: Sequence[Entry] = (),
        revise: Sequence[Kept] = (),
        erase: Sequence[UUID] = (),
    ) -> None:
        try:
            with transaction.atomic(durable=True):
                remembered = self._write(add, revise, erase)
        except OperationalError:
            raise NotSaved from None  # the message of a database can hold what was to be stored
        _ledgers.remember(self._owner, remembered)

    def erase_everything(self) -> None:
        _ledgers.forget(self._owner)
        erasing.erase(self._owner)

    def _entries(self) -> Opened:
        kept: list[Kept] = []
        records: list[bytes] = []
        head_blob = None
        for part in rows.fetch_parts(self._owner):
            kept += self._unseal_all(part)
            records += part.records
            head_blob = head_blob or part.head
        rows.check_epoch(self._owner, self._key)  # after reading: rows sealed anew in between are not damaged
        missing = self._look_for_missing(head_blob, Ledger.of(records))
        return Opened(in_order(kept), len(records) - len(kept), missing)

    def _look_for_missing(self, head_blob: bytes | None, ledger: Ledger) -> int:
        head = self._open_head(head_blob)
        missing = _count_missing(head, ledger)
        if head:
            _ledgers.remember(self._owner, _Remembered(head_blob, ledger, missing))
        return missing

    def _write(self, add: Sequence[Entry], revise: Sequence[Kept], erase: Sequence[UUID]) -> "_Remembered":
        known = self._known_rows(rows.hold(self._owner, self._key))
        changed = self._plan(known.ledger, add, revise, erase)
        if not changed:
            return known
        return self._keep_changes(known, changed)

    def _known_rows(self, head_blob: bytes | None) -> "_Remembered":
        """Which rows there are. What was found at the last look holds as long as the head row is the same."""
        head = self._open_head(head_blob)
        remembered = _ledgers.recall(self._owner, head_blob)
        if remembered:
            return remembered
        ledger = rows.fetch_ledger(self._owner)
        return _Remembered(head_blob, ledger, _count_missing(head, ledger))

    def _open_head(self, head_blob: bytes | None) -> Head | None:
        """The head, or None when it is gone or damaged; one that was sealed with another key is neither."""
        head = self._sealer.unseal_head(head_blob)
        if head is None and not is_key_of(self._owner, self._key):
            raise NotebookLocked
        return head

    def _plan(
        self, ledger: Ledger, add: Sequence[Entry], revise: Sequence[Kept], erase: Sequence[UUID]
    ) -> Mapping[UUID, Kept | None]:
        """What each entry is to become; None is gone."""
        after: dict[UUID, Kept | None] = {}
        for entry in add:
            if entry.id == self._owner:
                raise ValueError("this id is the head row's")
            if entry.id.bytes not in ledger:
                after.setdefault(entry.id, Kept(entry, 1))
        for entry, seen in revise:
            current = after[entry.id] if entry.id in after else self._find(entry.id)
            after[entry.id] = next_revision(current, entry, seen)
        return after | dict.fromkeys(gone for gone in erase if gone in after or gone.bytes in ledger)

    def _keep_changes(self, known: "_Remembered", changed: Mapping[UUID, Kept | None]) -> "_Remembered":
        """Bring rows and head up to what changed."""
        gone = [id_.bytes for id_, kept in changed.items() if kept is None]
        new = [self._sealer.seal(id_.bytes, kept.revision, encode(kept.entry)) for id_, kept in changed.items() if kept]
        ledger = known.ledger.changed(((row, revision) for row, _, revision, _ in new), gone)
        head = self._sealer.seal_head(Head.of(ledger, known.missing))
        rows.drop(self._owner, gone)
        rows.keep(self._owner, [*new, head])
        return _Remembered(head[-1], ledger, known.missing)

    def _find(self, id_: UUID) -> Kept | None:
        row = rows.fetch_one(self._owner, id_.bytes) if id_ != self._owner else None
        if row is None:
            return None
        with suppress(CannotUnseal, UnreadableEntry):
            return Kept(decode(self._sealer.unseal(row)), row[2])
        return None

    def _unseal_all(self, part: Part) -> list[Kept]:
        opened = zip(self._sealer.unseal_each(part), part.revisions, strict=True)
        readable = [(words, revision) for words, revision in opened if words is not None]
        entries = decode_each([words for words, _ in readable])
        return [
            Kept(entry, revision) for entry, (_, revision) in zip(entries, readable, strict=True) if entry is not None
        ]


def begin(owner: UUID, key: NotebookKey) -> None:
    """Write the first head row, inside the caller's transaction."""
    rows.keep(owner, [Sealer(owner, key).seal_head(Head.of(Ledger.of(()), 0))])


def reseal_rows(owner: UUID, old: NotebookKey, new: NotebookKey) -> None:
    """Seal every row anew, inside the caller's transaction. What can not be read goes and counts as missing."""
    opened, sealer = Sealer(owner, old), Sealer(owner, new)
    parts = list(rows.fetch_parts(owner))
    head = opened.unseal_head(next((part.head for part in parts if part.head), None))
    missing = _count_missing(head, Ledger.of(record for part in parts for record in part.records))
    lost, fresh = [], []
    for part in parts:
        for record, revision, words in zip(part.records, part.revisions, opened.unseal_each(part), strict=True):
            id_ = record[:16]
            if words is None:
                lost.append(id_)
            else:
                fresh.append(sealer.seal(id_, revision, words))
    ledger = Ledger.of(envelope.record(id_, revision) for id_, _, revision, _ in fresh)
    rows.drop(owner, lost)
    rows.keep(owner, [*fresh, sealer.seal_head(Head.of(ledger, missing + len(lost)))])


@contextmanager
def _without_sweeping() -> Iterator[None]:
    """No garbage collection in between: looking through all that was just opened takes as long as opening it."""
    sweeps = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sweeps:
            gc.enable()


def _count_missing(head: Head | None, ledger: Ledger) -> int:
    if head is None:
        return 1  # the head itself; without it nobody knows of others
    return head.missing + head.newly_missing(ledger)


class _Remembered(NamedTuple):
    head_blob: bytes | None
    ledger: Ledger
    missing: int


class _Ledgers:
    """The ledgers of the owners who wrote last, so that saving one entry does not read all rows again.

    Beside the notebook and not inside, because a notebook object lives for one request. It holds nothing that
    the rows do not show in the clear, and is good only for the very head row it was kept with.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[UUID, _Remembered] = OrderedDict()
        self._lock = Lock()

    def recall(self, owner: UUID, head_blob: bytes | None) -> _Remembered | None:
        with self._lock:
            found = self._kept.get(owner)
        return found if found and head_blob and found.head_blob == head_blob else None

    def remember(self, owner: UUID, remembered: _Remembered) -> None:
        with self._lock:
            self._kept[owner] = remembered
            self._kept.move_to_end(owner)
            if len(self._kept) > _MOST_LEDGERS:
                self._kept.popitem(last=False)

    def forget(self, owner: UUID) -> None:
        with self._lock:
            self._kept.pop(owner, None)


_ledgers = _Ledgers()
