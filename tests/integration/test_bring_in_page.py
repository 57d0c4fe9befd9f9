"""The page for bringing in: what is in the file first, nothing written before the answer, and no way to break it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.people import Owner
from unhurried.domain.steadying import BodySign, State
from unhurried.pages.views.lookback import bringing_in

FILE = (
    "when,state,presence,note\n"
    "2024-01-01 10:00,low,yes,rain\n"
    '2024-01-02 10:00,odd,,"<script>alert(1)</script>"\n'
    '2024-01-03 10:00,settled,yes,"<b>sun</b>"\n'
)
EXPORT = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2024-01-01,January 1,Monday,10:00,rad,"walk | tea","","first"\n'
    '2024-01-02,January 2,Tuesday,10:00,<i>meh</i>,"","","second"\n'
)


@pytest.fixture
def page(ana: Owner, settings: Any, tmp_path: Path) -> Client:
    """Ana's browser, with her notebook open."""
    settings.STATIC_ROOT = tmp_path  # files that are served as they are: these tests look at pages only
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    client = Client()
    answer = client.post(reverse("unlock"), {"passphrase": ana.passphrase})
    assert answer.status_code == 303
    return client


def send(page: Client, data: bytes | str, **more: str) -> HttpResponse:
    """Choose a file (bytes) or paste its lines (text), and see the page that follows."""
    if isinstance(data, bytes):
        sent = page.post(reverse("bring_in"), {"file": SimpleUploadedFile("private name.csv", data), **more})
    else:
        sent = page.post(reverse("bring_in"), {"pasted": data, **more})
    assert sent.status_code == 303
    return page.get(sent["Location"])


def answer(page: Client, **fields: str) -> HttpResponse:
    sent = page.post(reverse("bring_in_preview"), fields)
    assert sent.status_code == 303
    return page.get(sent["Location"])


def notes(ana: Owner) -> list[str]:
    return [row.entry.note for row in ana.notebook.entries().kept]


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("data", [FILE, FILE.encode(), FILE.replace("\n", "\r\n")])
def test_a_file_or_pasted_lines_are_shown_before_anything_is_written(
    page: Client, ana: Owner, data: bytes | str
) -> None:
    shown = text(send(page, data))
    assert "2 check-ins, from 1 January 2024 to 3 January 2024" in shown
    assert "Line 3: We do not know this state." in shown
    assert "Bring in the 2 that can be read" in shown
    assert notes(ana) == []


def test_what_can_be_read_comes_in_on_yes(page: Client, ana: Owner) -> None:
    send(page, FILE)
    assert "2 check-ins are in your notes now" in text(answer(page, act="bring_in"))
    assert notes(ana) == ["rain", "<b>sun</b>"]


def test_nothing_comes_in_on_no_and_the_file_is_forgotten(page: Client, ana: Owner) -> None:
    send(page, FILE)
    assert "Nothing was brought in" in text(answer(page, act="nothing"))
    answer(page, act="bring_in")
    assert notes(ana) == []


def test_a_second_tap_on_yes_doubles_nothing(page: Client, ana: Owner) -> None:
    send(page, FILE)
    answer(page, act="bring_in")
    answer(page, act="bring_in")
    shown = text(send(page, FILE))
    assert "2 of them are in your notes already" in shown
    assert "All of it was here before" in text(answer(page, act="bring_in"))
    assert notes(ana) == ["rain", "<b>sun</b>"]


def test_words_from_a_file_are_text_and_nothing_else(page: Client) -> None:
    shown = text(send(page, FILE.replace("odd", "<img src=x>").replace("note", "note,<u>more</u>", 1)))
    assert "<b>sun</b>" not in shown
    assert "&lt;b&gt;sun&lt;/b&gt;" in shown
    assert "<img src=x>" not in shown
    assert "&lt;u&gt;more&lt;/u&gt;" in shown


def test_the_name_of_the_file_is_never_shown(page: Client) -> None:
    assert "private name" not in text(send(page, FILE.encode()))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "There is no file and no text yet."),
        (b"", "There is nothing in this file yet."),
        ("one column\n1\n", "does not name the columns"),
        (FILE.encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04", "not a text file"),
    ],
)
def test_a_file_that_can_not_be_read_says_why_at_the_field(
    page: Client, ana: Owner, data: bytes | str, says: str
) -> None:
    shown = text(send(page, data, pasted="kept as typed" if isinstance(data, bytes) else data))
    assert says in shown
    assert 'id="id_file_wrong"' in shown
    assert notes(ana) == []
    if isinstance(data, bytes):
        assert "kept as typed" in shown


def test_a_file_too_big_for_the_page_is_told_so(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing_in, "LARGEST_HERE", 1000)
    assert "too big for this page" in text(send(page, FILE.encode() * 20))


def test_a_preview_without_a_file_leads_back(page: Client) -> None:
    assert page.get(reverse("bring_in_preview"))["Location"] == reverse("bring_in")


def test_each_mood_of_daylio_waits_for_its_meaning(page: Client, ana: Owner) -> None:
    shown = text(send(page, EXPORT))
    assert "2 lines wait for you to say what the mood stands for" in shown
    assert "&lt;i&gt;meh&lt;/i&gt;" in shown
    assert "Bring in nothing" in shown
    shown = text(answer(page, **{"act": "moods", "mood-0": "stirred", "mood-1": "leave_out"}))
    assert "Bring in the 1 that can be read" in shown
    answer(page, act="bring_in")
    assert notes(ana) == ["first\nwalk, tea"]
    assert [row.entry.state.value for row in ana.notebook.entries().kept] == ["stirred"]


BEARABLE = (
    "date,weekday,time of day,category,rating/amount,detail,notes\n"
    '"8th Jan 2024","Monday","am","Mood","4","",""\n'
    '"8th Jan 2024","Monday","am","Symptom","2","Tight chest (Moderate)","on the bus"\n'
    '"8th Jan 2024","Monday","am","Factor","","Coffee",""\n'
    '"9th Jan 2024","Tuesday","pm","Symptom","1","Headache (Mild)",""\n'
)


def kept(ana: Owner) -> list[Any]:
    return [row.entry for row in ana.notebook.entries().kept]


def test_symptoms_of_bearable_become_signs_or_words_as_the_person_says(page: Client, ana: Owner) -> None:
    shown = text(send(page, BEARABLE))
    assert "Mood 4" in shown
    assert "Tight chest" in shown
    assert "No line can be brought in yet" in shown
    assert kept(ana) == []

    shown = text(answer(page, **{"act": "moods", "mood-0": "settled", "thing-0": "tight_chest"}))
    assert "Bring in the 1 that can be read" in shown
    assert "Nothing in this part of the day says how you were." in shown
    answer(page, act="bring_in")

    (one,) = kept(ana)
    assert (one.state, one.body, one.note) == (State.SETTLED, (BodySign.TIGHT_CHEST,), "on the bus\nCoffee")


def test_another_meaning_for_a_thing_doubles_nothing(page: Client, ana: Owner) -> None:
    for meaning in ("tight_chest", "leave_out"):
        send(page, BEARABLE)
        answer(page, **{"act": "moods", "mood-0": "settled", "thing-0": meaning})
        answer(page, act="bring_in")
    assert len(kept(ana)) == 1


def test_activities_of_daylio_become_signs_too(page: Client, ana: Owner) -> None:
    send(page, EXPORT)
    shown = text(answer(page, **{"act": "moods", "mood-0": "stirred", "mood-1": "leave_out", "thing-0": "warm"}))
    assert "walk" in shown
    answer(page, act="bring_in")
    assert [(one.body, one.note) for one in kept(ana)] == [((BodySign.WARM,), "first\ntea")]


OTHER = "Day;Clock;How;Body;Diary;Private\n2024-01-01;10:00;so so;headache, cold;rain;x\n2024-01-02;11:00;fine;;sun;y\n"


def test_the_columns_of_a_table_we_do_not_know_are_asked_about_first(page: Client, ana: Owner) -> None:
    shown = text(send(page, OTHER))
    assert "What is in each column?" in shown
    assert "What can be read" not in shown

    columns = {"column-0": "when", "column-1": "when", "column-2": "state", "column-3": "body", "column-4": "note"}
    shown = text(answer(page, act="moods", **columns))
    assert "so so" in shown
    assert "headache" in shown
    said = {"mood-0": "low", "mood-1": "settled", "thing-0": "note", "thing-1": "cold"}
    assert "Bring in all 2" in text(answer(page, act="moods", **columns, **said))
    assert kept(ana) == []
    answer(page, act="bring_in")

    assert [(one.state, one.body, one.note) for one in kept(ana)] == [
        (State.LOW, (BodySign.COLD,), "rain\nheadache"),
        (State.SETTLED, (), "sun"),
    ]


@pytest.mark.parametrize("said", [{}, {"column-0": "when"}, {"column-0": "nonsense", "column-2": "state"}])
def test_without_a_time_and_a_state_nothing_of_such_a_table_comes_in(
    page: Client, ana: Owner, said: dict[str, str]
) -> None:
    send(page, OTHER)
    answer(page, act="moods", **said)
    answer(page, act="bring_in")
    assert kept(ana) == []


def test_locked_in_between_nothing_of_the_file_is_left(page: Client, ana: Owner) -> None:
    send(page, FILE)
    page.post(reverse("lock"))
    page.post(reverse("unlock"), {"passphrase": ana.passphrase})
    assert page.get(reverse("bring_in_preview"))["Location"] == reverse("bring_in")
    assert notes(ana) == []


def test_without_the_key_the_page_does_not_open(page: Client) -> None:
    page.post(reverse("lock"))
    for name in ("bring_in", "bring_in_preview"):
        assert page.get(reverse(name))["Location"] == reverse("home")
