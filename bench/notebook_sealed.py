"""The notebook's side of bench/notebook.py, and a bare insert under the same settings. Django has to be set up."""

import secrets
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from django.db import connection

from bench.notebook import Note
from unhurried.domain.steadying import Checkin, Presence, State
from unhurried.sealed import envelope, keyring
from unhurried.sealed.models import Item
from unhurried.sealed.notebook import SealedNotebook

_PASSPHRASE = "lantern orchard pebble window"
_ADDED = Note(datetime(2025, 6, 1, 12, tzinfo=UTC), "A note as long as most of them are. It says how the day went.")


class Sealed:
    """A notebook that holds these notes as check-ins."""

    def __init__(self, notes: Sequence[Note]) -> None:
        made = keyring.create_notebook(_PASSPHRASE, recovery=False, cost=keyring.TRIAL_COST, only=False)
        self.owner = made.owner
        self._notebook = SealedNotebook(made.owner, made.key)
        self._notebook.write(add=[_checkin(note) for note in notes])

    def open(self) -> None:
        opened = self._notebook.entries()
        if opened.unreadable or opened.missing:
            raise RuntimeError("the notebook is not whole")

    def add_one(self) -> None:
        self._notebook.write(add=[_checkin(_ADDED)])


class BareInsert:
    """The same table, rows of the same sizes and the same settings in a file of its own, and nothing else."""

    def __init__(self, path: Path, ours: Sealed) -> None:
        self._owner = ours.owner.hex
        self._database = sqlite3.connect(path, isolation_level=None)
        for pragma in str(connection.settings_dict["OPTIONS"]["init_command"]).split(";"):
            self._database.execute(pragma)
        self._database.execute(_table())
        sizes = [len(item.blob) for item in Item.objects.filter(owner_id=ours.owner)]
        self._database.execute("BEGIN IMMEDIATE")
        for size in sizes:
            self._insert(size)
        self._database.execute("COMMIT")
        self._size = sizes[0]

    def add_one(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        self._insert(self._size)
        self._database.execute("COMMIT")

    def _insert(self, size: int) -> None:
        row = (uuid4().hex, self._owner, 1, 1, secrets.token_bytes(size))
        self._database.execute("INSERT INTO item (id, owner_id, epoch, revision, blob) VALUES (?, ?, ?, ?, ?)", row)


def derive() -> None:
    envelope.derive(_PASSPHRASE.encode(), bytes(envelope.SALT_BYTES), keyring.LOCAL_COST)


def _checkin(note: Note) -> Checkin:
    return Checkin(
        id=uuid4(),
        at=note.at,
        offset_minutes=60,
        written=note.at,
        state=State.STIRRED,
        presence=Presence.YES,
        note=note.words,
    )


def _table() -> str:
    """As Django made it, without the reference to a table that is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'item'")
        made: str = cursor.fetchone()[0]
    return made.replace('REFERENCES "account" ("id") DEFERRABLE INITIALLY DEFERRED', "")
