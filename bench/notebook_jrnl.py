"""jrnl's side of bench/notebook.py: its own journal, with its own settings, encrypted, in this process."""

import base64
from collections.abc import Sequence
from pathlib import Path

from jrnl.config import get_default_config
from jrnl.encryption.Jrnlv3Encryption import Jrnlv3Encryption
from jrnl.journals.Journal import Journal

from bench.notebook import Note

_PASSWORD = "lantern orchard pebble window"
_ADDED = "A note as long as most of them are. It says how the day went."
_KEY = base64.urlsafe_b64encode(bytes(range(32)))


_make_key = Jrnlv3Encryption._make_key  # noqa: SLF001  # derivation is measured for itself
Jrnlv3Encryption._make_key = lambda *_: _KEY  # noqa: SLF001  # and at hand everywhere else


class Jrnl:
    """An encrypted journal file that holds these notes."""

    def __init__(self, path: Path, notes: Sequence[Note]) -> None:
        self._path = path
        journal = self._journal()
        for note in notes:
            journal.new_entry(note.words, date=note.at.replace(tzinfo=None), sort=False)
        journal.write()
        self._kept_open = self.open()
        if len(self._kept_open) != len(notes):
            raise RuntimeError("jrnl does not read what it wrote")
        self._at = notes[-1].at.replace(tzinfo=None)

    def open(self) -> Journal:
        return self._journal().open()

    def add_one_as_used(self) -> None:
        """Every `jrnl SOME WORDS` opens, adds and saves."""
        self._add(self.open())

    def add_one_kept_open(self) -> None:
        """What it would take if the program stayed open; it does not."""
        self._add(self._kept_open)

    def _add(self, journal: Journal) -> None:
        journal.new_entry(_ADDED, date=self._at)
        journal.write()

    def _journal(self) -> Journal:
        journal = Journal("default", **get_default_config() | {"journal": str(self._path), "encrypt": True})
        journal.encryption_method = Jrnlv3Encryption("default", journal.config)
        journal.encryption_method.password = _PASSWORD
        return journal


def derive() -> None:
    encryption = Jrnlv3Encryption("default", {})
    encryption.password = _PASSWORD
    _make_key(encryption, bytes(16))
