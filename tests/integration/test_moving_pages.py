"""Taking the notebook along and bringing it back by the pages: said before, nothing written before the answer, handed out once."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.open_notebook import Browser
from tests.people import ANAS_WORDS, NOON, make_checkin, make_owner, notes_of
from tests.unit.entry_strategies import one_of_each
from unhurried.domain.base import Entry
from unhurried.domain.door import Preferences
from unhurried.domain.entries import KINDS
from unhurried.domain.people import Hurt, Someone
from unhurried.domain.safety import Asked, DangerSign, Flag
from unhurried.domain.steadying import Checkin
from unhurried.journey.moving import Differing, bring_back
from unhurried.pages import clock, parcels
from unhurried.pages.unopened import leave_words
from unhurried.report.archive import read_archive, write_archive
from unhurried.sealed.backup import open_backup, seal_backup
from unhurried.sealed.keyring import TRIAL_COST

COURT = "Anything saved or printed can be found, or asked for by a court, and read against you."
LATE = datetime(2300, 1, 1, tzinfo=UTC)
WORDS = "other words that open the copy"


def keeps(browser: Browser, *notes: str) -> list[Checkin]:
    kept = [make_checkin(note, hours_ago=24 * number) for number, note in enumerate(notes)]
    browser.ana.notebook.write(add=kept)
    return kept


def notes(browser: Browser) -> list[str]:
    return sorted(notes_of(tuple(row for row in browser.ana.notebook.entries().kept if isinstance(row.entry, Checkin))))


def text(page: str) -> str:
    return re.sub(r"\s+", " ", page)


def saved(browser: Browser, to: str, **fields: object) -> Any:
    """Make a file by its page and fetch it as the browser would."""
    assert reverse("saved_file") == browser.sends(to, **fields)
    link = re.search(r'href="(/vx/[0-9a-f-]{36}/)"', browser.page("saved_file"))
    assert link is not None
    return browser.client.get(link[1])


def sends_file(browser: Browser, data: bytes) -> str:
    file = SimpleUploadedFile("private name.json", data)
    answer = browser.client.post(reverse("restore"), {"file": file})
    assert (303, b"") == (answer.status_code, answer.content)
    return str(answer["Location"])


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def plain(*kept: Entry) -> bytes:
    return write_archive(kept, made_at=NOON, program="0.1.0")


# --- saving -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["save_sealed", "save_plain"])
def test_before_saving_it_is_said_what_is_in_it_where_it_will_lie_and_who_may_ask_for_it(
    browser: Browser, name: str
) -> None:
    keeps(browser, "private words", "more")
    page = text(browser.page(name))

    assert "2 entries, from 29 February 2024 to 1 March 2024" in page
    assert "check-in: 2" in page
    assert "Downloads" in page
    assert "list of downloads" in page
    assert COURT in page
    assert "private words" not in page


def test_notes_left_while_locked_are_not_in_it_and_that_is_said(browser: Browser) -> None:
    leave_words(browser.ana.owner, "left", clock.now().timestamp())

    for name in ("save_sealed", "save_plain"):
        assert "1 note left while locked is not in it yet." in browser.page(name)
    browser.sends("erase_days", first="2024-01-01", last="2024-12-31")
    assert "Notes left while locked stay too." in browser.page("erase_days_preview")


def test_a_plain_file_holds_everything_and_can_be_read_back(browser: Browser) -> None:
    keeps(browser, "a", "b")
    before = [row.entry for row in browser.ana.notebook.entries().kept]

    answer = saved(browser, "save_plain", file_kind="json")

    assert before == list(read_archive(answer.content).entries)
    assert re.fullmatch(r'attachment; filename="notes-\d{4}-\d\d-\d\d\.json"', answer["Content-Disposition"])
    assert ("no-store", "application/json") == (answer["Cache-Control"], answer["Content-Type"])


def test_a_table_holds_a_line_for_each(browser: Browser) -> None:
    keeps(browser, "=1+1", "b")
    answer = saved(browser, "save_plain", file_kind="csv")

    assert 3 == len(answer.content.decode("utf-8-sig").splitlines())
    assert '"\'=1+1"' in answer.content.decode()


def test_a_sealed_copy_opens_with_the_words_that_were_made_for_it_and_says_nothing(browser: Browser) -> None:
    keeps(browser, "private words")
    page = browser.page("save_sealed")
    made = " ".join(re.findall(r"<span>([a-z-]+)</span>", page.partition("made-words")[2].partition("</p>")[0]))
    assert 6 == len(made.split())

    answer = saved(browser, "save_sealed", copy_passphrase=f"  {made.upper()} ")

    assert ["private words"] == [entry.note for entry in read_archive(open_backup(made, answer.content)).entries]
    assert answer["Content-Disposition"].endswith('.dat"')
    assert b"private" not in answer.content
    assert made not in browser.page("save_sealed")


def test_words_of_ones_own_seal_a_copy_too(browser: Browser) -> None:
    keeps(browser, "a")
    answer = saved(browser, "save_sealed", copy_passphrase=WORDS, own="yes")

    assert 1 == len(read_archive(open_backup(WORDS, answer.content)).entries)


@pytest.mark.parametrize(
    ("typed", "own", "says"), [("other", "", "not the six words"), ("short", "yes", "shorter than 15")]
)
def test_words_that_do_not_do_are_told_at_the_field_and_nothing_is_made(
    browser: Browser, typed: str, own: str, says: str
) -> None:
    assert reverse("save_sealed") == browser.sends("save_sealed", copy_passphrase=typed, own=own)
    assert says in browser.page("save_sealed")
    assert 303 == browser.get("saved_file").status_code


def test_a_plain_file_needs_its_kind_to_be_chosen(browser: Browser) -> None:
    assert reverse("save_plain") == browser.sends("save_plain", file_kind="pdf")
    assert "Choose one of these." in browser.page("save_plain")


def test_a_file_is_handed_out_once(browser: Browser) -> None:
    browser.sends("save_plain", file_kind="json")
    link = re.search(r'href="(/vx/[0-9a-f-]{36}/)"', browser.page("saved_file"))
    assert link is not None

    assert [200, 303] == [browser.client.get(link[1]).status_code for _ in range(2)]
    assert 303 == browser.get("saved_file").status_code


def test_only_the_one_it_was_made_for_gets_it_and_not_for_long(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.sends("save_plain", file_kind="json")
    assert 303 == browser.get("parcel", uuid4()).status_code
    link = re.search(r'href="(/vx/[0-9a-f-]{36}/)"', browser.page("saved_file"))
    assert link is not None
    later = clock.now() + parcels.WAITS + timedelta(seconds=1)
    monkeypatch.setattr(parcels.clock, "now", lambda: later)
    assert 303 == browser.client.get(link[1]).status_code


def test_locked_in_between_nothing_of_a_file_is_left(browser: Browser) -> None:
    browser.sends("save_plain", file_kind="json")
    link = re.search(r'href="(/vx/[0-9a-f-]{36}/)"', browser.page("saved_file"))
    assert link is not None
    browser.sends("lock")
    assert reverse("home") == browser.client.get(link[1])["Location"]
    browser.sends("unlock", passphrase=browser.ana.passphrase)
    assert 303 == browser.client.get(link[1]).status_code


# --- bringing back ------------------------------------------------------------------------------------------


@settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
@given(kept=one_of_each(), passphrase=st.text(min_size=1, max_size=30))
def test_sealed_erased_and_brought_back_it_is_the_same_notebook(
    transactional_db: None, kept: list[Entry], passphrase: str
) -> None:
    """Through a sealed notebook, a sealed copy, the end of the one and a new one with a key of its own."""
    owner = make_owner(ANAS_WORDS)
    owner.notebook.write(add=kept)
    before = [row.entry for row in owner.notebook.entries().kept]
    copy = seal_backup(passphrase, write_archive(before, made_at=NOON, program="1"), TRIAL_COST)
    owner.notebook.erase_everything()
    fresh = make_owner(ANAS_WORDS)

    bring_back(fresh.notebook, read_archive(open_backup(passphrase, copy)).entries, Differing.MINE, LATE, bytes(32))

    assert {type(entry) for entry in before} == set(KINDS)
    assert before == [row.entry for row in fresh.notebook.entries().kept]
    fresh.notebook.erase_everything()


def test_a_plain_file_is_shown_before_anything_is_written_and_comes_in_on_yes(browser: Browser) -> None:
    data = plain(make_checkin("a"), make_checkin("b", hours_ago=48))

    assert reverse("restore_preview") == sends_file(browser, data)
    page = text(browser.page("restore_preview"))
    assert "It holds 2 entries, from 28 February 2024 to 1 March 2024" in page
    assert "check-in: 2" in page
    assert "private name" not in page
    assert [] == notes(browser)

    assert reverse("restore") == browser.sends("restore_preview", act="bring_back", seen=seen(page))
    assert ["a", "b"] == notes(browser)
    assert "2 entries are in your notes now" in text(browser.page("restore"))


def test_a_sealed_copy_asks_for_its_own_passphrase(browser: Browser) -> None:
    data = seal_backup(WORDS, plain(make_checkin("a")), TRIAL_COST)

    assert reverse("restore_open") == sends_file(browser, data)
    assert reverse("restore_open") == browser.sends("restore_open", copy_passphrase=browser.ana.passphrase)
    assert "Either the words are not the same, or the file is not whole." in browser.page("restore_open")
    assert reverse("restore_preview") == browser.sends("restore_open", copy_passphrase=WORDS)
    browser.sends("restore_preview", act="bring_back", seen=seen(browser.page("restore_preview")))
    assert ["a"] == notes(browser)


def test_nothing_comes_in_on_no_and_the_file_is_forgotten(browser: Browser) -> None:
    sends_file(browser, plain(make_checkin("a")))
    assert reverse("restore") == browser.sends("restore_preview", act="nothing")
    assert "Nothing was brought in." in browser.page("restore")
    assert reverse("restore") == browser.sends("restore_preview", act="bring_back")
    assert [] == notes(browser)


def test_a_second_time_and_a_second_tap_double_nothing(browser: Browser) -> None:
    data = plain(make_checkin("a"))
    for _ in range(2):
        sends_file(browser, data)
        page = browser.page("restore_preview")
        browser.sends("restore_preview", act="bring_back", seen=seen(page))
        browser.sends("restore_preview", act="bring_back", seen=seen(page))
    assert ["a"] == notes(browser)


@pytest.mark.parametrize(
    ("differing", "expected"), [("both", ["here", "there"]), ("mine", ["here"]), ("theirs", ["there"])]
)
def test_what_differs_shows_both_and_waits_for_a_choice(browser: Browser, differing: str, expected: list[str]) -> None:
    (mine,) = keeps(browser, "here")
    sends_file(browser, plain(msgspec.structs.replace(mine, note="there")))
    page = browser.page("restore_preview")
    assert "Here: <bdi>here</bdi>" in page
    assert "In the file: <bdi>there</bdi>" in page

    assert reverse("restore_preview") == browser.sends("restore_preview", act="bring_back", seen=seen(page))
    assert "Choose one of these." in browser.page("restore_preview")
    assert ["here"] == notes(browser)

    browser.sends("restore_preview", act="bring_back", seen=seen(page), differing=differing)
    assert expected == notes(browser)


def test_two_long_notes_are_shown_from_where_they_begin_to_differ(browser: Browser) -> None:
    (mine,) = keeps(browser, "the same words again and again, then rain")
    sends_file(browser, plain(msgspec.structs.replace(mine, note="the same words again and again, then sun")))

    page = browser.page("restore_preview")
    assert "…again, then rain</bdi>" in page
    assert "…again, then sun</bdi>" in page


def test_what_was_written_in_between_is_shown_before_anything_comes_in(browser: Browser) -> None:
    (mine,) = keeps(browser, "here")
    sends_file(browser, plain(mine, make_checkin("a")))
    page = browser.page("restore_preview")
    browser.ana.notebook.write(erase=[mine.id])

    assert reverse("restore_preview") == browser.sends("restore_preview", act="bring_back", seen=seen(page))
    assert "Please look once more" in browser.page("restore_preview")
    assert [] == notes(browser)


def test_what_would_open_something_here_stays_out_and_says_so(browser: Browser) -> None:
    browser.writes(Someone, code_name="K.")
    (someone,) = browser.kept(Someone)
    stamp = {"id": uuid4(), "at": NOON, "offset_minutes": 0, "written": NOON}
    sends_file(browser, plain(Asked(**stamp, whom=someone.id, all_no=True)))

    assert "would open something that is held here" in text(browser.page("restore_preview"))
    browser.sends("restore_preview", act="nothing")
    assert [] == browser.kept(Asked)


BAD = {
    "empty": (b"", "There is nothing in this file."),
    "damaged": (b'{"format": nonsense', "Parts of this file are lost"),
    "half": (plain(make_checkin("a"))[:-40], "This file ends in the middle."),
    "half sealed": (seal_backup(WORDS, b"{}", TRIAL_COST)[:5_000], "This file ends in the middle."),
    "newer sealed": (seal_backup(WORDS, b"{}", TRIAL_COST).replace(b"\x01", b"\x02", 1), "newer version"),
    "newer": (plain().replace(b'"version":1', b'"version":9'), "made by a newer version"),
    "newer kind": (plain(make_checkin()).replace(b"checkin.1", b"checkin.9"), "Entry 1 is of a kind"),
    "key twice": (plain().replace(b'{"format"', b'{"format":"x","format"', 1), "names the same thing twice"),
    "deep": (b'{"a":' + b"[" * 100_000, "lists inside lists"),
    "number": (plain().replace(b'"version":1', b'"version":' + b"9" * 5_000), "far too big"),
    "nul": (plain(make_checkin("x")).replace(b'"x"', b'"\\u0000"'), "signs that are no letters"),
    "impossible": (plain(make_checkin("x")).replace(b'"stirred"', b'"<b>odd</b>"'), "Entry 1 in this file"),
    "table": (b"when,state\n2024-01-01 10:00,low\n", "This is a table."),
    "other": (b"PK\x03\x04 not one of ours", "Parts of this file are lost"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_says_why_at_the_field_and_changes_nothing(browser: Browser, case: str) -> None:
    keeps(browser, "here")
    data, says = BAD[case]

    assert reverse("restore") == sends_file(browser, data)
    page = text(browser.page("restore"))

    assert says in page
    assert 'id="id_file_wrong"' in page
    assert "odd" not in page
    assert ["here"] == notes(browser)


def test_what_was_written_in_times_to_come_stays_out_and_says_so(browser: Browser) -> None:
    coming = msgspec.structs.replace(make_checkin("coming"), written=clock.now() + timedelta(days=9))
    sends_file(browser, plain(coming, make_checkin("a")))
    page = browser.page("restore_preview")

    assert "1 entry was written in times still to come" in text(page)
    browser.sends("restore_preview", act="bring_back", seen=seen(page))
    assert ["a"] == notes(browser)


def test_a_bad_file_after_a_good_one_leaves_none_waiting(browser: Browser) -> None:
    sends_file(browser, plain(make_checkin("a")))
    sends_file(browser, b"{")

    assert reverse("restore") == browser.get("restore_preview")["Location"]
    assert "A file is waiting" not in browser.page("restore")


def test_no_file_at_all_is_said_too(browser: Browser) -> None:
    assert reverse("restore") == browser.sends("restore")
    assert "There is no file yet." in browser.page("restore")


def test_a_file_with_the_id_of_the_notebook_itself_is_refused(browser: Browser) -> None:
    """It lies in the clear; an entry under it would take the place of the row that vouches for all others."""
    assert reverse("restore") == sends_file(browser, plain(make_checkin("x", id_=browser.ana.owner)))
    assert "Entry 1 in this file" in browser.page("restore")
    assert (0, 0) == browser.ana.notebook.entries()[1:]


def test_words_in_a_file_are_text_and_nothing_else(browser: Browser) -> None:
    (mine,) = keeps(browser, "here")
    sends_file(browser, plain(msgspec.structs.replace(mine, note="<script>x</script>\u202e")))
    page = browser.page("restore_preview")

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert "\u202e" not in page


# --- erasing some days --------------------------------------------------------------------------------------


def test_days_are_shown_by_kind_before_they_go(browser: Browser) -> None:
    keeps(browser, "a", "b", "c")
    browser.writes(Preferences)

    assert reverse("erase_days_preview") == browser.sends("erase_days", first="2024-02-29", last="2024-03-01")
    page = text(browser.page("erase_days_preview"))
    assert "check-in: 2" in page
    assert "such as a threat with its date" in page
    assert ["a", "b", "c"] == notes(browser)

    assert reverse("moving") == browser.sends("erase_days_preview", seen=seen(page))
    assert ["c"] == notes(browser)
    assert "Erased." in browser.page("moving")


def test_what_may_be_needed_as_a_record_is_counted_and_a_copy_is_offered(browser: Browser) -> None:
    browser.writes(Hurt, what="words")
    browser.writes(Flag, sign=DangerSign.OTHER_THREAT)
    browser.sends("erase_days", first="2000-01-01", last="2100-01-01")
    page = text(browser.page("erase_days_preview"))

    assert "1 of these is about something that hurt" in page
    assert "Save a copy first" in page
    assert "danger flag: 1" in page.partition("What stays")[2]


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("", "2024-01-01", "Which day was it?"),
        ("1.1.2024", "2024-01-01", "Write the day like"),
        ("2024-01-02", "2024-01-01", "The last day comes before the first."),
    ],
)
def test_days_that_do_not_fit_are_told_at_the_field_and_kept_as_typed(
    browser: Browser, first: str, last: str, says: str
) -> None:
    assert reverse("erase_days") == browser.sends("erase_days", first=first, last=last)
    page = browser.page("erase_days")
    assert says in page
    assert f'value="{last}"' in page


def test_what_was_written_in_between_is_shown_before_it_goes(browser: Browser) -> None:
    keeps(browser, "a")
    browser.sends("erase_days", first="2024-01-01", last="2024-12-31")
    page = browser.page("erase_days_preview")
    keeps(browser, "b")

    assert reverse("erase_days_preview") == browser.sends("erase_days_preview", seen=seen(page))
    assert "Please look once more" in browser.page("erase_days_preview")
    assert ["a", "b"] == notes(browser)


def test_without_the_key_none_of_it_opens(browser: Browser) -> None:
    browser.sends("lock")
    for name in ("moving", "save_sealed", "save_plain", "saved_file", "restore", "restore_open", "restore_preview"):
        assert reverse("home") == browser.get(name)["Location"]
    for name in ("erase_days", "erase_days_preview"):
        assert reverse("home") == browser.get(name)["Location"]
    assert reverse("home") == browser.get("parcel", UUID(int=1))["Location"]


def test_a_choice_sent_too_late_leaves_no_note_behind(browser: Browser) -> None:
    browser.sends("lock")
    browser.sends("save_plain", file_kind="csv")
    browser.sends("erase_days", first="2024-01-01", last="2024-12-31")
    browser.sends("unlock", passphrase=browser.ana.passphrase)
    assert "2024-01-01" not in browser.page("left_notes")
    assert "csv" not in browser.page("left_notes")


def test_what_is_saved_is_what_json_readers_read(browser: Browser) -> None:
    keeps(browser, "a")
    whole = json.loads(saved(browser, "save_plain", file_kind="json").content)

    assert ("notes", 1) == (whole["format"], whole["version"])
    assert datetime.fromisoformat(whole["made_at"]) <= clock.now()
