"""Room safety through its pages: help that needs no key, questions of which nothing is kept, and what is put together."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.people import Owner
from tests.words import count_words, grade, visible_words
from unhurried.content.danger import Part
from unhurried.content.helplines import Line
from unhurried.content.library import library
from unhurried.domain.crisis import ChosenCountry, CrisisPlan, OwnLine, UnavoidableContact
from unhurried.domain.people import Someone
from unhurried.domain.safety import Asked, DangerSign, Flag, KeptAnswer, Lifting, Near, Stopped, StopSign
from unhurried.journey.stamp import Stamp
from unhurried.pages import clock, gate
from unhurried.pages.addresses import region_address
from unhurried.pages.views.safety.people import letters, lines_of
from unhurried.pages.visits import SESSIONS
from unhurried.sealed.models import InboxItem, Item

WITHOUT_A_KEY = (
    *("help", "very_bad", "very_bad_people", "very_bad_other", "danger_now", "danger_yes", "danger_all_no"),
    *("danger_open", "warning_signs", "scared_i_harm", "device_safety"),
)
WITH_A_KEY = ("safety", "stop_signs", "flags", "crisis_plan", "write_plan", "own_lines", "contacts", "new_contact")
TAKES_FORMS = (*("choose_country", "very_bad", "danger_now", "stop_signs", "write_plan", "own_lines", "new_contact"),)


@pytest.fixture
def plain_files(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path  # files that are served as they are: these tests look at pages only
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture
def ben(ana: Owner, plain_files: None) -> Client:
    """A browser in front of Ana's lock page."""
    SESSIONS.end_all()
    gate.THROTTLE.worked()
    return Client()


@pytest.fixture
def page(ben: Client, ana: Owner) -> Client:
    """Ana's browser, with her notebook open."""
    assert ben.post(reverse("unlock"), {"passphrase": ana.passphrase}).status_code == 303
    return ben


def entries(ana: Owner, kind: type) -> list[Any]:
    return [row.entry for row in ana.notebook.entries().kept if isinstance(row.entry, kind)]


def rows() -> list[tuple[object, ...]]:
    """Everything the database holds, so that a test can say that nothing changed."""
    left = InboxItem.objects.values_list("id", "blob")
    return sorted([*Item.objects.values_list("id", "revision", "blob"), *left], key=str)


def send(page: Client, name: str, at: UUID | None = None, /, **fields: object) -> HttpResponse:
    """Send a form, and see the page that follows."""
    sent = page.post(reverse(name, args=[at] if at else []), fields)
    assert sent.status_code == 303, (name, sent.status_code)
    return page.get(sent["Location"])


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode())).replace(" .", ".")


def now(id_: UUID) -> Stamp:
    return Stamp(id=id_, at=clock.now(), offset_minutes=0, written=clock.now())


def know(ana: Owner, code_name: str = "K.") -> UUID:
    someone = Someone(**now(uuid4()), code_name=code_name)
    ana.notebook.write(add=[someone])
    return someone.id


def every_no(**but: str) -> dict[str, str]:
    return {**{sign.value: "no" for sign in library().danger.questions}, **but}


# --- without a key ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WITHOUT_A_KEY)
def test_these_pages_need_no_key_and_set_no_session(ben: Client, name: str) -> None:
    answer = ben.get(reverse(name))

    assert answer.status_code == 200
    assert {cookie for cookie in ben.cookies if "csrf" not in cookie.lower() and not cookie.startswith("c")} == set()


@pytest.mark.parametrize("name", WITH_A_KEY)
def test_these_pages_show_nothing_while_locked(ben: Client, name: str) -> None:
    answer = ben.get(reverse(name))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("name", WITHOUT_A_KEY)
def test_what_is_read_without_a_key_is_the_same_whatever_the_notebook_holds(ben: Client, ana: Owner, name: str) -> None:
    def shown() -> str:
        return re.sub(r'(value|data-token)="[^"]{32,}"', "", ben.get(reverse(name)).content.decode())

    before = shown()
    ana.notebook.write(
        add=[
            ChosenCountry(**now(uuid4()), region="GB"),
            CrisisPlan(**now(uuid4()), keeps_alive="the heron by the weir"),
            OwnLine(**now(uuid4()), name="Aunt Iris", number="0123"),
            Flag(**now(uuid4()), sign=DangerSign.HURT),
            Stopped(**now(uuid4()), sign=StopSign.ENDING_LIFE),
        ]
    )

    assert before == shown()


@pytest.mark.parametrize("answer", ["yes", "maybe", "no"])
def test_from_the_lock_page_no_answer_on_suicide_is_kept(ben: Client, answer: str) -> None:
    before = rows()
    shown = send(ben, "very_bad", id=uuid4(), answer=answer)

    assert before == rows()
    assert "Nothing was kept." in text(shown)
    assert 'href="tel:112"' in shown.content.decode()


@pytest.mark.parametrize(("answers", "follows"), [({"hurt": "yes"}, "yes"), ({"hurt": "no"}, "open"), ({}, "open")])
def test_from_the_lock_page_no_danger_answer_is_kept(ben: Client, answers: dict[str, str], follows: str) -> None:
    before = rows()
    shown = text(send(ben, "danger_now", id=uuid4(), keep="yes", **answers))

    assert before == rows()
    assert "Nothing was kept." in shown
    assert ("This can be real danger." in shown) == (follows == "yes")


def test_a_danger_form_that_comes_after_the_lock_is_let_go(page: Client, ana: Owner) -> None:
    """An answer on danger is never left in the inbox either, whoever sends it."""
    whom = know(ana)
    page.post(reverse("lock"))
    before = rows()
    page.post(reverse("danger_questions", args=[whom]), {"id": str(uuid4()), "hurt": "yes"})
    page.post(reverse("stop_signs"), {"id": str(uuid4()), "ending_life": "yes"})
    page.post(reverse("keep_words"), {"kept_for": reverse("danger_now"), "hurt": "yes"})

    assert before == rows()


def test_who_is_locked_out_in_the_middle_of_the_questions_still_gets_to_people(page: Client, ana: Owner) -> None:
    whom = know(ana)
    page.post(reverse("lock"))
    before = rows()
    about_someone = text(send(page, "danger_questions", whom, id=uuid4(), choked="yes"))
    life = text(send(page, "stop_signs", id=uuid4(), ending_life="yes"))

    assert before == rows()
    assert "This can be real danger." in about_someone
    assert "Please do not be alone with this." in life
    assert "Nothing was kept." in about_someone
    assert "Nothing was kept." in life


def test_the_words_of_a_plan_that_comes_after_the_lock_are_not_lost(page: Client, ana: Owner) -> None:
    page.post(reverse("lock"))
    page.post(reverse("write_plan"), {"revision": "0", "keeps_alive": "the heron by the weir"})
    page.post(reverse("unlock"), {"passphrase": ana.passphrase})

    assert "the heron by the weir" in text(page.get(reverse("left_notes")))


# --- help ---------------------------------------------------------------------------------------------------


def test_every_country_stands_under_its_letter_and_a_few_under_what_people_call_them(ben: Client) -> None:
    listed = {one.name: one.place.region for letter in letters() for one in letter.listed}

    assert {place.country for place in library().emergency} <= set(listed)
    assert {"England": "GB", "Scotland": "GB", "Wales": "GB", "America": "US"}.items() <= listed.items()


def test_help_has_every_emergency_number_as_text_that_can_be_dialled(ben: Client) -> None:
    html = ben.get(reverse("help")).content.decode()

    for place in library().emergency:
        for number in place.numbers:
            assert f'<a href="tel:{number}">{number}</a>' in html


def test_a_country_with_lines_has_them_one_tap_further(ben: Client) -> None:
    region = library().helplines[0].region
    help_page = ben.get(reverse("help")).content.decode()
    address = reverse("help_country", args=[region_address(region)])
    assert f'href="{address}"' in help_page
    country = ben.get(address)

    for line in (line for line in library().helplines if line.region == region):
        assert line.name in country.content.decode().replace("&#x27;", "'").replace("&amp;", "&")
    assert "We did not ring it." in text(country)


def test_every_line_can_be_reached_from_help() -> None:
    assert {line.region for line in library().helplines} <= {place.region for place in library().emergency}


def test_every_number_that_can_be_tapped_shows_itself_as_text(ben: Client) -> None:
    for region in {line.region for line in library().helplines}:
        html = ben.get(reverse("help_country", args=[region_address(region)])).content.decode()
        for address, words in re.findall(r'href="(?:tel|sms):([^"]+)">([^<]+)<', html):
            assert re.sub(r"[^0-9+*#]", "", words) == unquote(address)


def test_no_page_of_help_links_out_of_the_app(ben: Client) -> None:
    for region in sorted({line.region for line in library().helplines}):
        html = ben.get(reverse("help_country", args=[region_address(region)])).content.decode()
        assert [
            one for one in re.findall(r'href="([^"]+)"', html) if not one.startswith(("/", "tel:", "sms:", "#"))
        ] == []


def test_a_country_without_a_line_says_so_and_gives_what_there_is(ben: Client) -> None:
    with_lines = {line.region for line in library().helplines}
    place = next(place for place in library().emergency if place.region not in with_lines and place.numbers)
    shown = ben.get(reverse("help_country", args=[region_address(place.region)]))

    assert "We found no line here that we could read about." in text(shown)
    assert f'href="tel:{place.numbers[0]}"' in shown.content.decode()


def test_a_country_nobody_knows_is_not_there(ben: Client) -> None:
    assert ben.get(reverse("help_country", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize(("days", "says"), [(0, "fresh"), (179, "fresh"), (180, "old"), (364, "old"), (365, "hidden")])
def test_a_line_that_was_not_looked_at_for_long_says_so_and_then_is_hidden(
    ben: Client, monkeypatch: pytest.MonkeyPatch, days: int, says: str
) -> None:
    line: Line = library().helplines[0]
    later = clock.now() + timedelta(days=days - (clock.now().date() - line.checked_on).days)
    monkeypatch.setattr(clock, "now", lambda: later)
    shown = [one for group in lines_of(line.region) for one in group if one.line == line]
    html = text(ben.get(reverse("help_country", args=[region_address(line.region)])))

    assert (says != "hidden") == bool(shown)
    assert [one.old for one in shown] == ([] if says == "hidden" else [says == "old"])
    assert (says == "old") == ("Nobody looked at it again for half a year" in html)


def test_a_country_is_kept_only_when_the_person_says_so_and_forgotten_on_a_tap(page: Client, ana: Owner) -> None:
    address = region_address("IE")
    page.get(reverse("help_country", args=[address]))
    assert entries(ana, ChosenCountry) == []
    shown = send(page, "choose_country", id=uuid4(), region="IE", what="keep")
    assert "Kept." in text(shown)
    assert [one.region for one in entries(ana, ChosenCountry)] == ["IE"]
    assert "Ireland" in text(page.get(reverse("help"))).split("Emergency numbers and lines by country")[0]
    send(page, "choose_country", id=uuid4(), region="IT", what="keep")
    assert [one.region for one in entries(ana, ChosenCountry)] == ["IT"]
    send(page, "choose_country", id=uuid4(), region="IT", what="forget")

    assert entries(ana, ChosenCountry) == []


# --- it is very bad -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["yes", "maybe"])
def test_a_yes_leads_to_people_and_puts_small_steps_aside(page: Client, ana: Owner, answer: str) -> None:
    entry = uuid4()
    for _ in range(2):  # a second tap changes nothing
        shown = text(send(page, "very_bad", id=entry, answer=answer))

    assert [one.sign for one in entries(ana, Stopped)] == [StopSign.ENDING_LIFE]
    assert "Small steps are on hold. You can change that on another day." in shown
    assert "No one from this app sees this." in shown
    assert "My plan for bad hours" in shown


def test_a_no_and_an_open_question_keep_nothing_and_still_show_people(page: Client, ana: Owner) -> None:
    before = rows()
    answered = send(page, "very_bad", id=uuid4(), answer="no")
    left_open = page.get(reverse("very_bad_other"))

    assert before == rows()
    for shown in (answered, left_open):
        assert 'href="tel:112"' in shown.content.decode()
        assert "It is not yours to prevent by staying." in text(shown)


# --- the danger questions -----------------------------------------------------------------------------------


def test_a_yes_and_a_maybe_raise_flags_and_no_answer_is_kept(page: Client, ana: Owner) -> None:
    whom = know(ana)
    shown = text(send(page, "danger_questions", whom, id=uuid4(), **every_no(choked="yes", put_down="maybe")))

    assert {(one.sign, one.whom) for one in entries(ana, Flag)} == {
        (DangerSign.CHOKED, whom),
        (DangerSign.PUT_DOWN, whom),
    }
    assert entries(ana, KeptAnswer) == []
    assert "so they stop with K. and anyone linked." in shown
    assert "Your single answers are not kept." in shown
    assert "You decide what happens next." in shown


def test_the_questions_about_someone_lead_back_to_them(page: Client, ana: Owner) -> None:
    whom = know(ana)
    back = f'href="{reverse("someone", args=[whom])}"'

    assert back in page.get(reverse("danger_questions", args=[whom])).content.decode()
    for answers in (every_no(), every_no(hurt="yes"), {}):
        assert back in send(page, "danger_questions", whom, id=uuid4(), **answers).content.decode()


def test_answers_are_kept_only_when_that_is_ticked(page: Client, ana: Owner) -> None:
    whom = know(ana)
    shown = text(send(page, "danger_questions", whom, id=uuid4(), keep="yes", hurt="yes", followed="no"))

    assert {(one.sign, one.yes) for one in entries(ana, KeptAnswer)} == {
        (DangerSign.HURT, True),
        (DangerSign.FOLLOWED, False),
    }
    assert "Your single answers are kept too, as you ticked." in shown


def test_after_all_no_nobody_is_called_safe(page: Client, ana: Owner) -> None:
    whom = know(ana)
    shown = text(send(page, "danger_questions", whom, id=uuid4(), **every_no()))

    assert "That does not tell us this person is safe. Feeling no fear does not either." in shown
    assert "These are our own questions. Nobody has tested them, and they miss some danger." in shown
    assert [one.all_no for one in entries(ana, Asked)] == [True]


def test_no_to_a_whole_part_answers_what_was_left_open_in_it_and_nothing_else(page: Client, ana: Owner) -> None:
    whom = know(ana)
    send(page, "danger_questions", whom, id=uuid4(), none_body="yes")
    assert [one.all_no for one in entries(ana, Asked)] == [False]
    send(page, "danger_questions", whom, id=uuid4(), **{f"none_{part.value}": "yes" for part in Part})

    assert sorted(one.all_no for one in entries(ana, Asked)) == [False, True]


def test_a_yes_stands_whatever_was_ticked_for_the_whole_part(page: Client, ana: Owner) -> None:
    send(page, "danger_now", id=uuid4(), choked="yes", **{f"none_{part.value}": "yes" for part in Part})

    assert [(one.sign, one.whom) for one in entries(ana, Flag)] == [(DangerSign.CHOKED, None)]


def test_what_is_left_open_is_never_a_no(page: Client, ana: Owner) -> None:
    whom = know(ana)
    shown = text(send(page, "danger_questions", whom, id=uuid4(), **every_no(leaving="")))

    assert [one.all_no for one in entries(ana, Asked)] == [False]
    assert "What you left open does not count as a no." in shown


def test_the_same_answers_sent_twice_raise_each_flag_once(page: Client, ana: Owner) -> None:
    entry = uuid4()
    for _ in range(2):
        send(page, "danger_now", id=entry, followed="yes")

    assert len(entries(ana, Flag)) == 1


def test_someone_erased_in_between_cannot_be_asked_about(page: Client, ana: Owner) -> None:
    """No page, no flag that hangs in the air."""
    answer = page.post(reverse("danger_questions", args=[uuid4()]), {"id": str(uuid4()), "hurt": "yes"})

    assert answer.status_code in (303, 404)
    assert entries(ana, Flag) == []


# --- stop signs ---------------------------------------------------------------------------------------------


def test_being_followed_is_asked_before_hearing_or_seeing(page: Client) -> None:
    html = page.get(reverse("stop_signs")).content.decode()

    assert html.index('name="followed"') < html.index('name="hearing_or_seeing"')


def test_a_yes_to_being_followed_is_taken_as_that_and_never_leads_to_a_page_about_illness(
    page: Client, ana: Owner
) -> None:
    shown = text(send(page, "stop_signs", id=uuid4(), followed="yes", hearing_or_seeing="yes"))

    assert [(one.sign, one.whom) for one in entries(ana, Flag)] == [(DangerSign.FOLLOWED, None)]
    assert "You said someone may follow or watch you. We take it as so." in shown
    assert "This can be real danger." in shown
    assert "doctor" not in shown


def test_stop_signs_are_named_one_by_one_and_a_skip_names_none(page: Client, ana: Owner) -> None:
    send(page, "stop_signs", id=uuid4(), losing_time="maybe", drink_or_drugs="no", last_month="")

    assert [one.sign for one in entries(ana, Stopped)] == [StopSign.LOSING_TIME]


def test_thoughts_of_ending_life_lead_to_people_first(page: Client) -> None:
    shown = text(send(page, "stop_signs", id=uuid4(), ending_life="yes", losing_time="yes"))

    assert "Please do not be alone with this." in shown


# --- what is put aside, and looking again -------------------------------------------------------------------


def flag_k(page: Client, ana: Owner, sign: str = "put_down") -> Flag:
    send(page, "danger_questions", know(ana), id=uuid4(), **{sign: "yes"})
    flag: Flag = entries(ana, Flag)[0]
    return flag


def test_a_flag_taken_back_says_until_when_it_holds(page: Client, ana: Owner) -> None:
    flag = flag_k(page, ana)
    shown = text(send(page, "look_again", flag.id, id=uuid4(), still="no", near="nobody"))

    assert [(one.lifts, one.near) for one in entries(ana, Lifting)] == [(flag.id, Near.NOBODY)]
    assert "You took it back. It holds until" in shown


def test_with_someone_near_the_page_says_the_same_words_and_nothing_opens(page: Client, ana: Owner) -> None:
    flag = flag_k(page, ana)
    for near in ("someone_here", "someone_asks", "nobody"):
        assert "Noted. Nothing opens today." in text(
            send(page, "look_again", flag.id, id=uuid4(), still="no", near=near)
        )
        assert ("You took it back." in text(page.get(reverse("flags")))) == (near == "nobody")


def test_drink_or_drugs_are_over_the_next_day_once_they_are_asked_about(
    page: Client, ana: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(page, "stop_signs", id=uuid4(), drink_or_drugs="yes")
    stop = entries(ana, Stopped)[0]
    assert "Drink or drugs today" in text(page.get(reverse("flags")))
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Drink or drugs today" in text(page.get(reverse("flags")))
    shown = text(send(page, "look_again", stop.id, id=uuid4(), still="no", near="nobody"))

    assert "Noted. This one is over." in shown
    assert "Drink or drugs today" not in shown


def test_a_no_needs_the_question_who_is_near(page: Client, ana: Owner) -> None:
    flag = flag_k(page, ana)
    shown = text(send(page, "look_again", flag.id, id=uuid4(), still="no"))

    assert "Choose one of these." in shown
    assert entries(ana, Lifting) == []


def test_still_so_stops_a_taking_back_that_is_on_its_way(page: Client, ana: Owner) -> None:
    flag = flag_k(page, ana)
    send(page, "look_again", flag.id, id=uuid4(), still="no", near="nobody")
    send(page, "look_again", flag.id, id=uuid4(), still="yes")

    assert [one.sign for one in entries(ana, Flag)] == [DangerSign.PUT_DOWN] * 2


def test_both_answers_are_shown_and_the_careful_one_stands(page: Client, ana: Owner) -> None:
    flag = flag_k(page, ana)
    send(page, "danger_questions", flag.whom, id=uuid4(), **every_no())
    shown = text(page.get(reverse("flags")))

    assert "you said yes." in shown
    assert "you answered all with no. The careful one stands." in shown


def test_a_grave_flag_says_what_never_opens_again(page: Client, ana: Owner) -> None:
    flag = flag_k(page, ana, "choked")

    assert "Steps with them stay closed, whatever changes here." in text(page.get(reverse("flags")))
    assert "Steps with K. stay closed in any case." in text(page.get(reverse("look_again", args=[flag.id])))


def test_no_flag_does_not_say_that_anyone_is_safe(page: Client) -> None:
    assert "That does not tell us that anyone is safe." in text(page.get(reverse("flags")))


# --- put together on a calmer day ---------------------------------------------------------------------------

PARTS = ("keeps_alive", "early_signs", "alone", "places", "people", "professionals", "surroundings")


def test_the_plan_keeps_every_part_and_any_part_may_stay_empty(page: Client, ana: Owner) -> None:
    words = {part: f"words on {part}" for part in PARTS}
    shown = text(send(page, "write_plan", revision=0, **words))
    assert all(word in shown for word in words.values())
    shown = text(send(page, "write_plan", revision=1, keeps_alive="the heron"))

    assert [(one.keeps_alive, one.people) for one in entries(ana, CrisisPlan)] == [("the heron", "")]
    assert "words on" not in shown


def test_a_plan_changed_in_another_window_loses_no_words(page: Client, ana: Owner) -> None:
    send(page, "write_plan", revision=0, keeps_alive="first")
    send(page, "write_plan", revision=1, keeps_alive="from the other window")
    shown = text(send(page, "write_plan", revision=1, keeps_alive="from this window"))

    assert "This was changed in another window in between." in shown
    assert "from this window" in shown
    assert "from the other window" in shown
    assert [one.keeps_alive for one in entries(ana, CrisisPlan)] == ["from the other window"]


@pytest.mark.parametrize("number", ["0800 HELP", "call me", "+", "(-)", "12\u0663"])
def test_a_number_that_can_not_be_dialled_gets_a_sentence_at_the_field(page: Client, ana: Owner, number: str) -> None:
    shown = send(page, "own_lines", id=uuid4(), name="Iris", number=number, note="in the evening")

    assert "A phone can only dial digits here" in text(shown)
    assert "in the evening" in text(shown)
    assert 'value="Iris"' in shown.content.decode()
    assert entries(ana, OwnLine) == []


def test_a_number_of_ones_own_is_added_changed_and_erased(page: Client, ana: Owner) -> None:
    entry = uuid4()
    for _ in range(2):
        send(page, "own_lines", id=entry, name="Iris", number="+44 (0)20 7946-0000")
    assert 'href="tel:+442079460000"' in page.get(reverse("help")).content.decode()
    send(page, "own_line", entry, revision=1, name="Iris B.", number="*31#123")
    assert [(one.name, one.number) for one in entries(ana, OwnLine)] == [("Iris B.", "*31#123")]
    assert 'href="tel:*31%23123"' in page.get(reverse("help")).content.decode()
    send(page, "own_line", entry, what="erase")

    assert entries(ana, OwnLine) == []


def test_contact_that_cannot_be_avoided_is_added_changed_and_erased(page: Client, ana: Owner) -> None:
    whom, entry = know(ana), uuid4()
    shown = text(send(page, "new_contact", id=entry, why="children", someone=whom, where="at the library"))
    assert "The child carries no messages." in shown
    assert "K." in shown
    send(page, "contact", entry, revision=1, why="court", someone="", how_i_leave="bus 12")
    assert [(one.why.value, one.someone, one.how_i_leave) for one in entries(ana, UnavoidableContact)] == [
        ("court", None, "bus 12")
    ]
    send(page, "contact", entry, what="erase")

    assert entries(ana, UnavoidableContact) == []


@pytest.mark.parametrize("name", ["own_line", "contact"])
def test_a_change_from_an_older_window_shows_both(page: Client, ana: Owner, name: str) -> None:
    entry = uuid4()
    first = {"own_line": {"name": "Iris", "number": "1"}, "contact": {"why": "work", "where": "first"}}[name]
    send(page, {"own_line": "own_lines", "contact": "new_contact"}[name], id=entry, **first)
    for note in ("from the other window", "from this window"):
        field = {"own_line": "note", "contact": "advice"}[name]
        shown = send(page, name, entry, revision=1, **{**first, field: note})

    assert "This was changed in another window in between." in text(shown)
    assert "from this window" in text(shown)


# --- every form, with anything in it ------------------------------------------------------------------------

NONSENSE: list[dict[str, str]] = [
    {},
    {"id": "?", "answer": "\0", "hurt": "perhaps", "revision": "many", "why": "?", "someone": "?", "region": "ZZ"},
    {"id": "0" * 400, "name": "x" * 500, "number": "x" * 500, "revision": "-1", "keeps_alive": "\0", "what": "?"},
    {"id": "6d0c4f0a-54f7-4f9e-9a49-6a3b1f0f2f5e", "name": "🌿", "number": "١٢٣", "revision": "0", "still": "?"},
]


@pytest.mark.parametrize("typed", NONSENSE, ids=["nothing", "nonsense", "too much", "odd signs"])
@pytest.mark.parametrize("is_open", [True, False])
def test_every_form_is_answered_with_nothing_to_keep(
    ben: Client, ana: Owner, typed: dict[str, str], *, is_open: bool
) -> None:
    if is_open:
        ben.post(reverse("unlock"), {"passphrase": ana.passphrase})
    whom = know(ana)
    flag = Flag(**now(uuid4()), sign=DangerSign.HURT)
    line = OwnLine(**now(uuid4()), name="Iris", number="1")
    ana.notebook.write(add=[flag, line])
    asked = [reverse(name) for name in TAKES_FORMS]
    asked += [
        reverse("danger_questions", args=[whom]),
        reverse("look_again", args=[flag.id]),
        reverse("own_line", args=[line.id]),
        reverse("contact", args=[uuid4()]),
    ]

    for address in asked:
        answer = ben.post(address, typed)
        assert answer.status_code in (204, 303, 404), address
        assert b"x" * 20 not in answer.content


# --- how hard the pages are to read -------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*WITHOUT_A_KEY, *WITH_A_KEY])
def test_every_page_is_read_at_grade_five(page: Client, name: str) -> None:
    words = visible_words(page.get(reverse(name)).content.decode())

    assert count_words(words) < 30 or grade(words) <= 5, (name, grade(words))


@pytest.mark.parametrize("is_open", [True, False])
def test_help_is_sixty_words(ben: Client, ana: Owner, *, is_open: bool) -> None:
    if is_open:
        ben.post(reverse("unlock"), {"passphrase": ana.passphrase})

    assert count_words(visible_words(ben.get(reverse("help")).content.decode())) <= 60
