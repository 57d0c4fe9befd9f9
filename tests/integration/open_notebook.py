"""A browser with Ana's notebook open, for tests that look at pages and at what was kept."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.people import Owner
from unhurried.domain.base import Entry
from unhurried.pages import clock


class Browser:
    """Ana's browser. Every form is answered with a way on or with nothing; no answer to a form holds words."""

    def __init__(self, client: Client, ana: Owner) -> None:
        self.client = client
        self.ana = ana

    def get(self, name: str, entry_id: UUID | None = None) -> HttpResponse:
        return self.client.get(self._address(name, entry_id))

    def page(self, name: str, entry_id: UUID | None = None) -> str:
        answer = self.get(name, entry_id)
        assert answer.status_code == 200, (name, answer.status_code)
        return answer.content.decode()

    def sends(self, name: str, entry_id: UUID | None = None, /, **fields: object) -> str:
        """Where the answer leads. Empty: it says that nothing was kept, and the page stays."""
        answer = self.client.post(self._address(name, entry_id), {key: str(value) for key, value in fields.items()})
        assert answer.status_code in (204, 303), (name, answer.status_code)
        assert answer.content == b""
        return str(answer.headers.get("Location", ""))

    def kept(self, kind: type[Entry]) -> list[Any]:
        return [row.entry for row in self.ana.notebook.entries().kept if isinstance(row.entry, kind)]

    def revision(self, entry_id: UUID) -> int:
        return next(row.revision for row in self.ana.notebook.entries().kept if row.entry.id == entry_id)

    def writes(self, kind: type[Entry], **fields: object) -> None:
        """An entry that no page of the test writes."""
        now = clock.now()
        self.ana.notebook.write(add=[kind(id=uuid4(), at=now, offset_minutes=0, written=now, **fields)])

    @staticmethod
    def _address(name: str, entry_id: UUID | None) -> str:
        return reverse(name, args=[entry_id] if entry_id else [])


@pytest.fixture
def browser(ana: Owner, settings: Any, tmp_path: Path) -> Browser:
    settings.STATIC_ROOT = tmp_path  # files that are served as they are: these tests look at pages only
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    client = Client()
    answer = client.post(reverse("unlock"), {"passphrase": ana.passphrase})
    assert answer.status_code == 303
    return Browser(client, ana)


def adds(browser: Browser, name: str, **more: object) -> UUID:
    """Someone new, by the page."""
    entry_id = uuid4()
    browser.sends("add_someone", id=entry_id, called=name, **more)
    return entry_id
