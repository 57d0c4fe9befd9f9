"""Fixtures that several tests of pages share."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.integration.open_notebook import browser
from unhurried.pages import gate
from unhurried.pages.visits import SESSIONS

__all__ = ["browser"]

PASSPHRASE = "seven quiet herons wade past dusk"


@pytest.fixture(scope="session")
def static_files() -> None:
    """Pages name static files by what is in them, so these have to be there."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def visitor(static_files: None) -> Client:
    """Someone at the first page, before there is a notebook."""
    return Client(headers={"sec-fetch-site": "same-origin"})


@pytest.fixture
def opened(visitor: Client, transactional_db: None) -> Client:
    """The same, once they made a notebook."""
    SESSIONS.end_all()
    gate.THROTTLE.worked()
    visitor.post(reverse("new_passphrase"), {"passphrase": PASSPHRASE, "own": "yes"})
    return visitor
