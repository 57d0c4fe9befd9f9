"""The people of the tests: Ana owns a notebook, Ben shares her computer, Cleo has one on the same host, Olu runs it.

Ben and Olu have no key. What they can do is what the files let them do, so `Ben` reads bytes and `Olu` reads and
writes rows.
"""

from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest

from unhurried.domain.notebook import Kept
from unhurried.domain.steadying import Checkin, Presence, State
from unhurried.sealed import keyring
from unhurried.sealed.key import NotebookKey
from unhurried.sealed.models import Item
from unhurried.sealed.notebook import SealedNotebook

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
ANAS_WORDS = "plum lantern quiet harbour seven"
CLEOS_WORDS = "other person other notebook here"


class Owner(NamedTuple):
    """Someone with a notebook, and what they keep to themselves."""

    owner: UUID
    key: NotebookKey
    passphrase: str
    code: str

    @property
    def notebook(self):
        return SealedNotebook(self.owner, self.key)


class Ben:
    """Looks through every file in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def finds(self, words: str) -> list[str]:
        """Files that hold the words: plain, as UTF-16, or inside base64 at any of the three offsets."""
        return self.finds_any(written_forms(words))

    def finds_any(self, forms: list[bytes]) -> list[str]:
        files = [path for path in self._folder.rglob("*") if path.is_file()]
        return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


class Olu:
    """Runs the database: sees every row, and can change it."""

    def rows(self, owner: UUID):
        return list(Item.objects.filter(owner_id=owner).exclude(id=owner).order_by("id"))

    def change(self, owner: UUID, row: UUID, **columns) -> None:
        assert Item.objects.filter(owner_id=owner, id=row).update(**columns) == 1

    def remove(self, owner: UUID, row: UUID) -> None:
        assert Item.objects.filter(owner_id=owner, id=row).delete()[0] == 1


def written_forms(words: str) -> list[bytes]:
    plain = words.encode()
    inside = [b64encode(b"x" * offset + plain)[4 if offset else 0 : -4] for offset in range(3)]
    return [plain, words.encode("utf-16-le"), words.encode("utf-16-be"), *inside]


def make_checkin(note: str = "", *, hours_ago: float = 0, id_: UUID | None = None) -> Checkin:
    return Checkin(
        id=id_ or uuid4(),
        at=NOON - timedelta(hours=hours_ago),
        offset_minutes=60,
        written=NOON,
        state=State.STIRRED,
        presence=Presence.YES,
        note=note,
    )


def notes_of(kept: tuple[Kept, ...]) -> list[str]:
    return [row.entry.note for row in kept]


def make_owner(passphrase: str) -> Owner:
    made = keyring.create_notebook(passphrase, recovery=True, cost=keyring.TRIAL_COST, only=False)
    return Owner(made.owner, made.key, passphrase, made.recovery_code)


@pytest.fixture
def ana(transactional_db: None) -> Owner:
    return make_owner(ANAS_WORDS)


@pytest.fixture
def cleo(transactional_db: None) -> Owner:
    return make_owner(CLEOS_WORDS)


@pytest.fixture
def olu(transactional_db: None) -> Olu:
    return Olu()


@pytest.fixture
def ben_at() -> Callable[[Path], Ben]:
    return Ben
