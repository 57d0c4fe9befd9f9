"""Ana's browser, without a browser: Django's own client, with a notebook made on the way."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.integration.browsing import PASSPHRASE
from unhurried.pages import gate
from unhurried.pages.visits import SESSIONS


@pytest.fixture(scope="session")
def static_files() -> None:
    """Pages name static files by what is in them, so these have to be there."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def browser(static_files: None) -> Client:
    return Client(headers={"sec-fetch-site": "same-origin"})


@pytest.fixture
def opened(browser: Client, transactional_db: None) -> Client:
    """Ana's browser, with a notebook made on the way."""
    SESSIONS.end_all()
    gate.THROTTLE.worked()
    browser.post(reverse("new_passphrase"), {"passphrase": PASSPHRASE, "own": "yes"})
    return browser
