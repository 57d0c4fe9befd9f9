"""Someone tries to get round the rules on danger through the pages: another's id, a form of before, a file that was changed."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import DatabaseError
from django.urls import reverse

from tests.integration.open_notebook import Browser, adds
from tests.people import Olu
from unhurried.content.library import library
from unhurried.domain.crisis import CrisisPlan
from unhurried.domain.people import Link, SharedHome
from unhurried.domain.safety import Asked, DangerSign, Flag, Lifting, Stopped, StopSign
from unhurried.domain.steadying import Checkin, Company, Presence, State
from unhurried.pages import clock
from unhurried.pages.visits import SESSIONS
from unhurried.sealed import inbox
from unhurried.sealed.models import Account, InboxItem, Item
from unhurried.sealed.notebook import NotSaved, SealedNotebook

__all__ = ["browser"]

from tests.integration.open_notebook import browser

HELD = (Flag, Asked, Stopped, Lifting, Link, SharedHome)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def every_no(**but: str) -> dict[str, str]:
    return {**{sign.value: "no" for sign in library().danger.questions}, **but}


def later(monkeypatch: pytest.MonkeyPatch, **ahead: float) -> None:
    then = clock.now() + timedelta(**ahead)
    monkeypatch.setattr(clock, "now", lambda: then)


def row_ids() -> set[UUID]:
    return {one if isinstance(one, UUID) else UUID(str(one)) for one in Item.objects.values_list("id", flat=True)}


# --- the file alone -----------------------------------------------------------------------------------------


def test_the_file_alone_does_not_tell_that_there_is_a_plan_or_what_was_answered(browser: Browser) -> None:
    whom = adds(browser, "K.")
    browser.sends("write_plan", revision=0, keeps_alive="the heron")
    browser.sends("danger_questions", whom, id=uuid4(), keep="yes", **every_no(choked="yes", weapon="maybe"))
    browser.sends("stop_signs", id=uuid4(), followed="yes", ending_life="yes")
    browser.sends("ties", whom, id=uuid4(), home="on")
    names = ["crisis plan", "preferences", "home", *(sign.value for sign in (*DangerSign, *StopSign))]
    names += [f"{word} {sign.value}" for word in ("flag", "answer", "stop") for sign in (*DangerSign, *StopSign)]
    ids = row_ids()
    made = {uuid5(base, name) for base in ids for name in names}

    assert browser.kept(CrisisPlan)
    assert set() == ids & (made | {UUID(bytes=one.bytes, version=4) for one in made})


# --- lifting at once ----------------------------------------------------------------------------------------


def test_still_so_from_a_page_that_was_sent_before_ends_the_taking_back(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    whom, form = adds(browser, "K."), uuid4()
    browser.writes(Flag, sign=DangerSign.PUT_DOWN, whom=whom)
    flag = browser.kept(Flag)[0]
    browser.sends("look_again", flag.id, id=form, still="no", near="nobody")
    browser.sends("look_again", flag.id, id=form, still="yes")
    later(monkeypatch, days=3)

    assert "You put a flag here." in text(browser.page("someone", whom))


@pytest.mark.parametrize("whom", [None, "K."])
def test_still_so_from_a_tab_of_yesterday_holds_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, whom: str | None
) -> None:
    """The page was opened while the flag held, and is answered when it does not any more."""
    browser.writes(Flag, sign=DangerSign.PUT_DOWN, whom=adds(browser, whom) if whom else None)
    flag = browser.kept(Flag)[0]
    browser.sends("look_again", flag.id, id=uuid4(), still="no", near="nobody")
    later(monkeypatch, days=3)
    browser.sends("look_again", flag.id, id=uuid4(), still="maybe")

    assert 2 == len(browser.kept(Flag))
    assert "Look at it again" in browser.page("flags")


def test_harmed_me_said_once_more_holds_once_more(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken back, it ends what it holds at home. Said again, that holds again."""
    whom, other = adds(browser, "K."), adds(browser, "M.")
    browser.sends("harmed_me", whom, id=uuid4())
    browser.sends("ties", whom, id=uuid4(), home="on")
    browser.sends("look_again", browser.kept(Flag)[0].id, id=uuid4(), still="no", near="nobody")
    later(monkeypatch, days=3)
    assert "lives where you live" not in text(browser.page("someone", other))
    browser.sends("harmed_me", whom, id=uuid4())

    assert "lives where you live" in text(browser.page("someone", other))


def test_no_page_that_erases_or_changes_takes_the_id_of_what_holds(browser: Browser) -> None:
    """Every address with an id, with the id of each thing that holds, and everything a form could say."""
    whom, other = adds(browser, "K."), adds(browser, "M.")
    browser.sends("danger_questions", whom, id=uuid4(), **every_no(put_down="yes"))
    browser.sends("danger_now", id=uuid4(), **every_no(control="yes"))
    browser.sends("ties", whom, id=uuid4(), home="on")
    browser.sends("ties", whom, id=uuid4(), other=other)
    browser.sends("stop_signs", id=uuid4(), losing_time="yes")
    before = {row.entry.id: row for row in browser.ana.notebook.entries().kept if isinstance(row.entry, HELD)}
    from unhurried.pages.urls import WITH_ID  # noqa: PLC0415  the table of today, with whatever rooms there are

    said = {
        "what": "erase",
        "end": "worse",
        "act": "erase",
        "sure": "yes",
        "revision": "1",
        "show": "again",
        "note": "",
    }
    for name in sorted(set(WITH_ID) - {"look_again", "untie"}):
        for id_ in before:
            browser.client.post(
                reverse(name, args=[id_]), {**said, "id": str(uuid4()), "away": "yes", "weight": "let_go"}
            )
    after = {row.entry.id: row for row in browser.ana.notebook.entries().kept if isinstance(row.entry, HELD)}

    assert before == after


def test_a_taking_back_that_comes_while_locked_is_never_carried_out(browser: Browser) -> None:
    whom, other = adds(browser, "K."), adds(browser, "M.")
    browser.sends("ties", whom, id=uuid4(), other=other)
    browser.writes(Flag, sign=DangerSign.PUT_DOWN, whom=whom)
    link, flag = browser.kept(Link)[0], browser.kept(Flag)[0]
    browser.client.post(reverse("lock"))
    browser.sends("untie", link.id, id=uuid4(), near="nobody")
    browser.sends("look_again", flag.id, id=uuid4(), still="no", near="nobody")
    assert 0 == InboxItem.objects.count()
    browser.client.post(reverse("unlock"), {"passphrase": browser.ana.passphrase})

    assert [] == browser.kept(Lifting)


# --- a danger answer that was not ticked --------------------------------------------------------------------


@pytest.mark.parametrize(
    "kept_for", ["/dq/", "//dq/", " /dq/", "/DQ/", "dq", "/x/../dq/", "/./dq/", "http://127.0.0.1/dq/"]
)
def test_no_way_of_writing_the_address_leaves_a_danger_answer(browser: Browser, kept_for: str) -> None:
    for locked in (False, True):
        if locked:
            browser.client.post(reverse("lock"))
        browser.client.post(reverse("keep_words"), {"kept_for": kept_for, "choked": "yes"})

    assert 0 == InboxItem.objects.count()


# --- being followed -----------------------------------------------------------------------------------------


def test_whoever_is_followed_reads_nothing_of_illness_among_what_is_put_aside(browser: Browser) -> None:
    browser.sends("stop_signs", id=uuid4(), followed="yes", hearing_or_seeing="yes")

    assert "octor" not in text(browser.page("flags"))


def test_without_a_flag_for_being_followed_a_doctor_is_named(browser: Browser) -> None:
    browser.sends("stop_signs", id=uuid4(), hearing_or_seeing="yes")

    assert "octor" in text(browser.page("flags"))


# --- nothing kind about someone flagged ---------------------------------------------------------------------


def test_closeness_that_was_bearable_leaves_out_whoever_a_flag_reaches(browser: Browser) -> None:
    whom, other = adds(browser, "Kestrel"), adds(browser, "Mole")
    seen = {"state": State.SETTLED, "presence": Presence.YES, "company": Company.ONE}
    for name in ("with kestrel, at home", "Mole", "the new neighbour"):
        browser.writes(Checkin, with_whom=name, **seen)
    before = text(browser.page("range"))
    browser.writes(Flag, sign=DangerSign.HURT, whom=whom)
    after = text(browser.page("range"))

    assert "kestrel" in before
    assert "kestrel" not in after
    assert "Mole" in after
    assert "the new neighbour" in after
    browser.sends("ties", whom, id=uuid4(), other=other)
    assert "Mole" not in text(browser.page("range"))


# --- a file that was changed --------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [b"", b"x", b"\x80", b"\x82\xa4type\xa5words\xa5words\x01"])
def test_words_in_the_inbox_that_nobody_here_wrote_do_not_shut_anyone_out(browser: Browser, words: bytes) -> None:
    """Anyone who can write to the file can seal anything to the public key."""
    inbox.leave(browser.ana.owner, words)

    assert browser.page("home")
    assert browser.page("today")
    assert browser.page("left_notes")


@pytest.mark.parametrize("at", ["inf", "-inf", "nan", "1e300", "-1e300"])
def test_a_left_note_from_no_time_at_all_can_be_read_and_erased(browser: Browser, at: str) -> None:
    from unhurried.pages.unopened import leave_words  # noqa: PLC0415

    leave_words(browser.ana.owner, "heron", float(at))
    left = InboxItem.objects.values_list("id", flat=True)[0]
    assert "heron" in browser.page("left_notes")
    assert browser.sends("left_note", left, what="keep")

    assert 0 == InboxItem.objects.count()


def test_going_on_with_a_form_about_someone_who_is_gone_loses_no_words(browser: Browser) -> None:
    whom = adds(browser, "K.")
    browser.client.post(reverse("lock"))
    browser.sends("note_hurt_with", whom, what="the long evening", day="2024-01-01")
    browser.client.post(reverse("unlock"), {"passphrase": browser.ana.passphrase})
    browser.ana.notebook.write(erase=[whom])
    left = InboxItem.objects.values_list("id", flat=True)[0]
    assert "Go on with it" not in browser.page("left_notes")
    browser.sends("left_note", left, what="go_on")

    assert "the long evening" in browser.page("left_notes")


def test_help_is_there_when_the_notes_cannot_be_read(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: object) -> Any:
        raise DatabaseError

    monkeypatch.setattr(SealedNotebook, "entries", broken)
    for name in ("help", "very_bad", "very_bad_people", "danger_now", "danger_yes", "warning_signs", "device_safety"):
        assert 'href="tel:112"' in browser.page(name) or name not in ("help", "very_bad_people", "danger_yes")


def test_a_key_that_opens_nothing_any_more_ends_at_the_lock_page_and_help_is_there(browser: Browser) -> None:
    Account.objects.filter(id=browser.ana.owner).update(epoch=99)
    assert 'href="tel:112"' in browser.page("help")
    assert "/" == browser.client.get(reverse("flags")).headers["Location"]

    assert 200 == browser.client.get("/").status_code


# --- a yes leads to people, whatever happens to the notes ---------------------------------------------------


def test_a_yes_on_suicide_leads_to_people_when_it_cannot_be_kept(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: object, **_what: object) -> None:
        raise NotSaved

    monkeypatch.setattr(SealedNotebook, "write", full)
    assert reverse("very_bad_people") == browser.sends("very_bad", id=uuid4(), answer="yes")

    assert "on hold" not in text(browser.page("very_bad_people"))


@pytest.mark.parametrize(("answers", "leads"), [({"choked": "yes"}, "danger_yes"), ({}, "danger_open")])
def test_danger_answers_that_come_after_the_lock_still_lead_on_and_are_not_kept(
    browser: Browser, answers: dict[str, str], leads: str
) -> None:
    whom = adds(browser, "K.")
    SESSIONS.end_all()

    assert reverse(leads) == browser.sends("danger_questions", whom, id=uuid4(), keep="yes", **answers)
    assert (0, []) == (InboxItem.objects.count(), browser.kept(Flag))


@pytest.mark.parametrize(
    ("answers", "leads"),
    [({"followed": "yes"}, "danger_yes"), ({"ending_life": "maybe", "followed": "yes"}, "very_bad_people")],
)
def test_stop_signs_that_come_after_the_lock_still_lead_to_people(
    browser: Browser, answers: dict[str, str], leads: str
) -> None:
    SESSIONS.end_all()

    assert reverse(leads) == browser.sends("stop_signs", id=uuid4(), **answers)
    assert (0, []) == (InboxItem.objects.count(), browser.kept(Stopped))


def test_where_help_was_looked_for_is_not_left_by_a_form_that_comes_after_the_lock(browser: Browser) -> None:
    browser.client.post(reverse("lock"))
    browser.sends("choose_country", id=uuid4(), region="IE", what="keep")

    assert 0 == InboxItem.objects.count()


# --- what a file that was changed takes away ----------------------------------------------------------------


def test_a_flag_that_was_cut_out_of_the_file_is_told_where_flags_are_listed(browser: Browser, olu: Olu) -> None:
    """Who compares two copies of the file knows which rows are new. The app cannot tell what was in one that is gone."""
    whom = adds(browser, "K.")
    before = row_ids()
    browser.writes(Flag, sign=DangerSign.CHOKED, whom=whom)
    shown = text(browser.page("flags"))
    assert "A sign of danger may be among them." not in shown
    olu.remove(browser.ana.owner, (row_ids() - before).pop())
    shown = text(browser.page("flags"))

    assert "1 piece is gone" in shown
    assert "A sign of danger may be among them." in shown
