"""A file on its way to the person: fetched once, by the same browser, while the notebook is open."""

from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.integration.open_notebook import Browser
from unhurried.pages.parcels import put, take
from unhurried.pages.visits import SESSIONS, Visit

WORDS = b"CANARY what I wrote"


def visit(browser: Browser) -> Visit:
    return Visit(browser.client.cookies[settings.SESSION_COOKIE].value)


def waits(browser: Browser, body: bytes = WORDS) -> str:
    """The address of a file that waits."""
    return reverse("parcel", args=[put(visit(browser), "sheet.pdf", "application/pdf", body)])


def fetched(client: Client, address: str) -> HttpResponse:
    return client.get(address)


def test_a_file_is_handed_over_once_with_a_neutral_name_and_kept_by_nobody(browser):
    address = waits(browser)

    answer = fetched(browser.client, address)

    assert (200, WORDS) == (answer.status_code, answer.content)
    assert "application/pdf" == answer.headers["Content-Type"]
    assert 'attachment; filename="sheet.pdf"' == answer.headers["Content-Disposition"]
    assert "no-store" == answer.headers["Cache-Control"]
    again = fetched(browser.client, address)
    assert (303, "/", b"") == (again.status_code, again.headers["Location"], again.content)


def test_another_browser_gets_nothing_and_takes_nothing(browser):
    address = waits(browser)

    assert 303 == fetched(Client(), address).status_code
    assert WORDS == fetched(browser.client, address).content


def test_a_wrong_id_leaves_the_file_where_it_is(browser):
    address = waits(browser)

    assert 303 == browser.client.get(reverse("parcel", args=[uuid4()])).status_code
    assert WORDS == fetched(browser.client, address).content


def test_asking_only_for_the_headers_or_by_a_form_takes_nothing(browser):
    address = waits(browser)

    browser.client.head(address)
    browser.client.post(address)

    assert WORDS == fetched(browser.client, address).content


def test_a_file_waits_sealed_and_is_gone_when_the_notebook_locks(browser):
    address = waits(browser)
    held = b"".join(value for session in SESSIONS._known.values() for value in session._held.values())
    assert len(held) > len(WORDS)
    assert b"CANARY" not in held

    browser.client.post(reverse("lock"))

    answer = fetched(browser.client, address)
    assert (303, b"") == (answer.status_code, answer.content)


def test_only_the_latest_file_waits(browser):
    first, second = waits(browser, b"first"), waits(browser, b"second")

    assert 303 == fetched(browser.client, first).status_code
    assert b"second" == fetched(browser.client, second).content


def test_a_visit_without_a_session_has_no_file():
    assert take(Visit(None), uuid4()) is None
