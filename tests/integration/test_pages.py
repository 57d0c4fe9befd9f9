"""Rules that hold on every page and for every form, by Django's own client."""

import re
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.integration.conftest import PASSPHRASE
from tests.people import Owner
from unhurried.domain.notebook import Kept
from unhurried.domain.steadying import Checkin
from unhurried.pages import gate
from unhurried.pages.addresses import shelf_address
from unhurried.pages.urls import PLAIN, WITH_ID
from unhurried.pages.visits import SESSIONS
from unhurried.sealed import keyring
from unhurried.sealed.models import Item, WayIn
from unhurried.sealed.notebook import SealedNotebook

ENDS_THE_PROGRAM = {"closed"}


def every_get(browser: Client) -> dict[str, HttpResponse]:
    entry = uuid4()
    browser.post(reverse("checkin"), {"id": str(entry), "state": "low"})
    answers = {
        name: browser.get(reverse(name)) for name in ("home", *PLAIN) if name not in ENDS_THE_PROGRAM | {"leave"}
    }
    answers |= {
        name: browser.get(reverse(name, args=[entry])) for name in ("checkin_more", "checkin_kept", "erase_entry")
    }
    practice = re.search(r'href="(/pr/[0-9a-f-]{36}/)"', answers["practices"].content.decode())
    assert practice is not None
    parts = {part: browser.get(reverse("practice", args=[shelf_address(part)])) for part in ("shame", "own", "hidden")}
    return {**answers, **parts, "practice": browser.get(practice[1])}


def test_every_page_has_one_title_one_icon_and_no_manifest(opened: Client) -> None:
    shown = [answer.content.decode() for answer in every_get(opened).values() if answer.status_code == 200]

    assert len(shown) > 15
    assert {title for html in shown for title in re.findall(r"<title>(.*?)</title>", html)} == {"Notes"}
    assert len({icon for html in shown for icon in re.findall(r'rel="icon" href="([^"]+)"', html)}) == 1
    assert not [html for html in shown if "manifest" in html]


def test_every_answer_is_never_stored_and_keeps_to_itself(opened: Client) -> None:
    for name, answer in every_get(opened).items():
        assert (name, answer.headers["Cache-Control"]) == (name, "no-store")
        assert (name, answer.headers["Referrer-Policy"]) == (name, "same-origin")
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_no_page_carries_a_script_or_style_of_its_own(opened: Client) -> None:
    for name, answer in every_get(opened).items():
        html = answer.content.decode()

        assert (name, re.findall(r"<style|style=\"|<script(?![^>]*src=)|\son[a-z]+=\"", html)) == (name, [])


def test_every_field_and_form_is_closed_to_what_the_browser_remembers(opened: Client) -> None:
    for answer in every_get(opened).values():
        html = answer.content.decode()
        for form in re.findall(r"<form[^>]*>", html):
            assert 'autocomplete="off"' in form
        for field in re.findall(r'<(?:textarea|input)[^>]*type="text"[^>]*>|<textarea[^>]*>', html):
            assert 'autocomplete="off"' in field
            assert 'spellcheck="false"' in field


def test_no_address_has_a_word_or_a_query(opened: Client) -> None:
    for answer in every_get(opened).values():
        for address in re.findall(r'(?:href|action|hx-get|hx-post)="(/[^"#]*)', answer.content.decode()):
            if not address.startswith(settings.STATIC_URL):
                assert re.fullmatch(r"/([a-z]{2}/([0-9a-f-]{36}/)?)?", address), address


def test_the_documents_begin_with_starting_and_what_can_not_be_hidden(opened: Client) -> None:
    titles = re.findall(r'<a href="/do/[^>]*>([^<]*)</a>', opened.get(reverse("documents")).content.decode())

    assert ["Starting", "What it cannot hide, and from whom it protects", "What is stored"] == titles[:3]
    assert len(titles) == len(set(titles)) > 10


def test_a_code_is_only_destroyed_when_that_is_what_was_tapped(visitor: Client, transactional_db: None) -> None:
    SESSIONS.end_all()
    gate.THROTTLE.worked()
    visitor.post(reverse("new_passphrase"), {"passphrase": PASSPHRASE, "own": "yes", "recovery": "yes"})
    visitor.post(reverse("recovery_code"), {})
    assert 2 == WayIn.objects.count()
    visitor.post(reverse("recovery_code"), {"code": "decline"})

    assert [WayIn.Kind.PASSPHRASE] == [way.kind for way in WayIn.objects.all()]


def test_every_address_has_a_code_of_its_own() -> None:
    plain = [code for code, _ in PLAIN.values()]
    with_id = [code for code, _ in WITH_ID.values()]

    assert len(set(plain)) == len(plain)
    assert len(set(with_id)) == len(with_id)
    assert all(re.fullmatch("[a-z]{2}", code) for code in (*plain, *with_id))


@pytest.mark.parametrize("name", [*PLAIN, *WITH_ID])
def test_a_form_sent_with_nonsense_never_gets_a_page_with_words_in_it(opened: Client, name: str) -> None:
    arguments = [uuid4()] if name in WITH_ID else []
    answer = opened.post(reverse(name, args=arguments), {"state": "?", "id": "?", "title": "x" * 500, "end": "\0"})

    assert answer.status_code in (204, 303, 404, 405) or name in PAGES_THAT_TAKE_NO_FORM
    assert b"xxxxx" not in answer.content


PAGES_THAT_TAKE_NO_FORM = {
    name for name, (_, view) in (*PLAIN.items(), *WITH_ID.items()) if not hasattr(view, "__wrapped__")
}
"""They show the same page whatever is sent; the outermost wrapper turns that into 303."""


@pytest.mark.parametrize(
    "name", ["today", "checkin", "practices", "range", "helps", "past", "settings", "erase", "bring_in"]
)
def test_nothing_of_a_locked_notebook_is_shown(opened: Client, name: str) -> None:
    opened.cookies.clear()
    answer = opened.get(reverse(name))

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"


def test_an_old_cookie_is_worth_nothing_after_locking(opened: Client) -> None:
    old = opened.cookies[settings.SESSION_COOKIE].value
    answer = opened.post(reverse("lock"))
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    opened.cookies[settings.SESSION_COOKIE] = old

    assert opened.get(reverse("today")).status_code == 303


def test_the_first_page_after_opening_reads_no_word_of_the_person(
    opened: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notebook is opened for how the app looks; what is on the page is the same with and without entries."""
    empty = _without_tokens(opened.get("/").content.decode())
    opened.post(reverse("checkin"), {"id": str(uuid4()), "state": "keyed_up"})

    assert _without_tokens(opened.get("/").content.decode()) == empty


def _without_tokens(html: str) -> str:
    return re.sub(r'(value|data-token)="[^"]{32,}"|\d\d:\d\d', "", html)


def test_a_note_of_one_megabyte_is_refused_at_the_field_and_shown_again(opened: Client) -> None:
    entry = uuid4()
    opened.post(reverse("checkin"), {"id": str(entry), "state": "low"})
    note = "🌿" * 1_000_000
    form = {"revision": "1", "state": "low", "note": note, "day": "2026-01-01", "time": "10:00"}
    answer = opened.post(reverse("checkin_more", args=[entry]), form)
    assert answer.status_code == 303
    page = opened.get(reverse("checkin_more", args=[entry])).content.decode()

    assert "This is too long to keep in one piece." in page
    assert note in page


@pytest.mark.parametrize(
    "note", ["🌿 שלום مرحبا \u202e", "'; drop table item; --", "<script>alert(1)</script>", "{{ x }}{% y %}"]
)
def test_any_words_are_kept_as_they_are_and_shown_as_words(opened: Client, note: str) -> None:
    entry = uuid4()
    opened.post(reverse("checkin"), {"id": str(entry), "state": "low"})
    form = {"revision": "1", "state": "low", "note": note, "day": "2026-01-01", "time": "10:00"}
    opened.post(reverse("checkin_more", args=[entry]), form)
    page = opened.get(reverse("past")).content.decode()

    assert "<script>alert" not in page
    assert [row.entry.note for row in _kept() if row.entry.id == entry] == [note]  # type: ignore[attr-defined]


def _kept() -> tuple[Kept, ...]:
    owner = keyring.local_owner()
    assert owner is not None
    return SealedNotebook(owner, keyring.unlock(owner, PASSPHRASE, keyring.TRIAL_COST)).entries().kept


def test_when_the_disk_is_full_the_page_stays_with_all_that_was_typed(
    opened: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    opened.raise_request_exception = False
    monkeypatch.setattr(SealedNotebook, "write", full)
    answer = opened.post(reverse("checkin"), {"id": str(uuid4()), "state": "low"})

    assert answer.status_code == 204
    assert answer.headers["HX-Trigger"] == "unkept"


def test_a_page_elsewhere_can_not_make_the_browser_ask(opened: Client) -> None:
    for site in ("cross-site", "same-site"):
        assert opened.get(reverse("today"), headers={"sec-fetch-site": site}).status_code == 404
        assert opened.get(reverse("leave"), headers={"sec-fetch-site": site}).status_code == 404
        assert opened.post(reverse("erase"), {"sure": "yes"}, headers={"sec-fetch-site": site}).status_code == 404
    assert opened.get(reverse("today")).status_code == 200


def test_a_form_without_its_token_changes_nothing(opened: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    strict.cookies = opened.cookies
    before = len(_kept())
    strict.post(reverse("checkin"), {"id": str(uuid4()), "state": "low"})

    assert len(_kept()) == before


def test_what_was_opened_by_another_is_not_there_for_cleo(opened: Client, cleo: Owner) -> None:
    """Another person's ids answer as if they did not exist."""
    entry = UUID(int=7)
    opened.post(reverse("checkin"), {"id": str(entry), "state": "low"})
    theirs = cleo.notebook.entries().kept

    assert [row for row in theirs if isinstance(row.entry, Checkin)] == []


def test_damaged_rows_are_named_calmly_and_the_rest_is_shown(opened: Client) -> None:
    keep, spoil = uuid4(), uuid4()
    for entry, state in ((keep, "settled"), (spoil, "low")):
        opened.post(reverse("checkin"), {"id": str(entry), "state": state})
    Item.objects.filter(id=spoil).update(blob=b"\x01" + b"x" * 1100)
    today = opened.get(reverse("today")).content.decode()
    past = opened.get(reverse("past")).content.decode()

    assert "Not all of your notes could be read" in today
    assert "You did nothing wrong." in today
    assert "Settled" in past


@pytest.mark.parametrize("name", ["decline", "rhythm", "gut_note", "end_other_visits"])
def test_an_address_that_only_takes_forms_leads_home_when_it_is_opened(opened: Client, name: str) -> None:
    answer = opened.get(reverse(name))

    assert (303, "/") == (answer.status_code, answer.headers["Location"])
