"""What a test of pages needs beside the client: the notebook behind its cookie, and a way to write into it."""

from typing import TypeVar
from uuid import uuid4

from django.test import Client

from unhurried.domain.base import Entry
from unhurried.pages import clock
from unhurried.pages.visits import SESSIONS, Visit
from unhurried.sealed.notebook import SealedNotebook

_Kind = TypeVar("_Kind", bound=Entry)

PASSPHRASE = "seven quiet herons wade past dusk"


def notebook_of(client: Client) -> SealedNotebook:
    visit = Visit(next(cookie.value for cookie in client.cookies.values() if SESSIONS.find(cookie.value)))
    return SealedNotebook(visit.owner, visit.key())


def kept_by(client: Client, kind: type[_Kind]) -> list[_Kind]:
    return [row.entry for row in notebook_of(client).entries().kept if isinstance(row.entry, kind)]


def keeps(client: Client, kind: type[_Kind], **fields: object) -> _Kind:
    """Write an entry as if a page had."""
    now = clock.now()
    entry = kind(id=uuid4(), at=now, offset_minutes=0, written=now, **fields)
    notebook_of(client).write(add=[entry])
    return entry
