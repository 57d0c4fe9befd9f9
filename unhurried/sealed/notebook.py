"""The Notebook protocol over sealed rows.

Plain words exist here between unsealing and the end of the request, and nowhere else.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.db import OperationalError, transaction

from unhurried.domain.base import Entry
from unhurried.domain.entries import UnreadableEntry, decode, encode
from unhurried.domain.notebook import Kept, NotebookLocked, Opened, in_order, next_revision
from unhurried.sealed import erasing, rows
from unhurried.sealed.envelope import CannotUnseal
from unhurried.sealed.inbox import is_key_of
from unhurried.sealed.key import NotebookKey
from unhurried.sealed.ledger import Ledger
from unhurried.sealed.rows import Head, Row, Sealer

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
        found = rows.fetch_all(self._owner)
        rows.check_epoch(self._owner, self._key)  # after reading: rows sealed anew in between are not damaged
        items = [row for row in found if row.id != self._owner.bytes]
        head_blob = next((row.blob for row in found if row.id == self._owner.bytes), None)
        kept = self._unseal_all(items)
        ledger = Ledger.of((row.id, row.revision) for row in items)
        missing = _count_missing(self._sealer.unseal_head(head_blob), ledger)
        _ledgers.remember(self._owner, _Remembered(head_blob, ledger, missing))
        return Opened(in_order(kept), len(items) - len(kept), missing)

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

    def _write(self, add: Sequence[Entry], revise: Sequence[Kept], erase: Sequence[UUID]) -> "_Remembered":
        rows.check_epoch(self._owner, self._key, hold=True)
        head_row = rows.fetch_one(self._owner, self._owner.bytes)
        known = self._known_rows(head_row)
        changed = self._plan(known.ledger, add, revise, erase)
        if not changed:
            return known
        ledger = known.ledger.copy()
        head = self._keep_changes(ledger, known.missing, changed)
        return _Remembered(head.blob, ledger, known.missing)

    def _known_rows(self, head_row: Row | None) -> "_Remembered":
        """Which rows there are. What was found at the last look holds as long as the head row is the same."""
        head_blob = head_row.blob if head_row else None
        remembered = _ledgers.recall(self._owner, head_blob)
        if remembered:
            return remembered
        if self._sealer.unseal_head(head_blob) is None and not is_key_of(self._owner, self._key):
            raise NotebookLocked  # a head that another key sealed is not damaged, and stays as it is
        ledger = rows.fetch_ledger(self._owner)
        return _Remembered(head_blob, ledger, _count_missing(self._sealer.unseal_head(head_blob), ledger))

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

    def _keep_changes(self, ledger: Ledger, missing: int, changed: Mapping[UUID, Kept | None]) -> Row:
        gone = [id_.bytes for id_, kept in changed.items() if kept is None]
        new = [self._sealer.seal(id_.bytes, kept.revision, encode(kept.entry)) for id_, kept in changed.items() if kept]
        for id_ in gone:
            ledger.drop(id_)
        for row in new:
            ledger.put(row.id, row.revision)
        head = self._sealer.seal_head(Head.of(ledger, missing))
        rows.drop(self._owner, gone)
        rows.keep(self._owner, [*new, head])
        return head

    def _find(self, id_: UUID) -> Kept | None:
        row = rows.fetch_one(self._owner, id_.bytes) if id_ != self._owner else None
        return next(iter(self._unseal_all([row])), None) if row else None

    def _unseal_all(self, items: Iterable[Row]) -> list[Kept]:
        kept = []
        for row in items:
            with suppress(CannotUnseal, UnreadableEntry):
                kept.append(Kept(decode(self._sealer.unseal(row)), row.revision))
        return kept


def begin(owner: UUID, key: NotebookKey) -> None:
    """Write the first head row, inside the caller's transaction."""
    rows.keep(owner, [Sealer(owner, key).seal_head(Head.of(Ledger(), 0))])


def reseal_rows(owner: UUID, old: NotebookKey, new: NotebookKey) -> None:
    """Seal every row anew, inside the caller's transaction. What can not be read goes and counts as missing."""
    opened, sealer = Sealer(owner, old), Sealer(owner, new)
    found = rows.fetch_all(owner)
    head = next((opened.unseal_head(row.blob) for row in found if row.id == owner.bytes), None)
    items = [row for row in found if row.id != owner.bytes]
    missing = _count_missing(head, Ledger.of((row.id, row.revision) for row in items))
    fresh = []
    for row in items:
        with suppress(CannotUnseal):
            fresh.append(sealer.seal(row.id, row.revision, opened.unseal(row)))
    ledger = Ledger.of((row.id, row.revision) for row in fresh)
    lost = {row.id for row in items} - {row.id for row in fresh}
    rows.drop(owner, lost)
    rows.keep(owner, [*fresh, sealer.seal_head(Head.of(ledger, missing + len(lost)))])


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
