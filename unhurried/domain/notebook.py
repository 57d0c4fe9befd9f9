"""What may be asked of storage, and the notebook that keeps everything in memory."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from unhurried.domain.base import Entry


class Kept(NamedTuple):
    """An entry and the revision it has in the notebook, counted from 1."""

    entry: Entry
    revision: int


class Opened(NamedTuple):
    """The whole notebook, and what is wrong with it.

    kept: every readable entry, by `at`, then id.
    unreadable: rows that are damaged, swapped or of another notebook.
    missing: rows that were there once and are gone or have gone back to an older state.
    """

    kept: tuple[Kept, ...]
    unreadable: int = 0
    missing: int = 0


class NotebookLocked(Exception):
    """The key is gone. Nothing can be read or written until the notebook is opened again."""


class StaleRevision(Exception):
    """Someone (another tab) changed this entry in between. Carries what is kept now."""

    def __init__(self, current: Kept) -> None:
        super().__init__("the entry was changed in between")
        self.current = current


class UnknownEntry(LookupError):
    """No entry with this id."""


class Notebook(Protocol):
    """One person's entries. Every implementation passes `tests/contracts/test_notebook.py`."""

    def entries(self) -> Opened:
        """Read everything."""

    def write(
        self,
        *,
        add: Sequence[Entry] = (),
        revise: Sequence[Kept] = (),
        erase: Sequence[UUID] = (),
    ) -> None:
        """Do all of it or nothing.

        add: an id that is already there is left as it is, so a second submit succeeds without doubling.
        revise: `Kept(new words, the revision the person saw)`; the old words are destroyed. StaleRevision, UnknownEntry.
        erase: ids that are not there are passed over.
        """

    def erase_everything(self) -> None:
        """Destroy the notebook. It can not be opened again."""


class PlainNotebook:
    """A notebook in memory, for tests and for made-up people."""

    def __init__(self) -> None:
        self._kept: dict[UUID, Kept] = {}
        self._opened: Opened | None = None

    def entries(self) -> Opened:
        if self._opened is None:
            self._opened = Opened(in_order(self._kept.values()))
        return self._opened

    def write(
        self,
        *,
        add: Sequence[Entry] = (),
        revise: Sequence[Kept] = (),
        erase: Sequence[UUID] = (),
    ) -> None:
        after = dict(self._kept)
        for entry in add:
            after.setdefault(entry.id, Kept(entry, 1))
        for entry, seen in revise:
            after[entry.id] = next_revision(after.get(entry.id), entry, seen)
        for gone in erase:
            after.pop(gone, None)
        self._kept, self._opened = after, None

    def erase_everything(self) -> None:
        self._kept, self._opened = {}, None


def next_revision(current: Kept | None, entry: Entry, seen: int) -> Kept:
    """The row that follows `current` when `entry` replaces the revision that was `seen`."""
    if current is None:
        raise UnknownEntry(entry.id)
    if current.revision != seen:
        raise StaleRevision(current)
    return Kept(entry, seen + 1)


def in_order(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    return tuple(sorted(kept, key=lambda row: (row.entry.at, row.entry.id)))
