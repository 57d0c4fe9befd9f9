"""The pages of room signals, by Django's own client: two answers, no third, and nothing of the past beside danger."""

import html
import re
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser
from tests.people import Owner
from tests.words import count_words, grade, sentences, visible_words
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.signals import Alarm, AlarmAnswer, Cause, Echo, Loud, SecondLook, SignalGroup

_Kind = TypeVar("_Kind", bound=Entry)

WORDS = library().signals
ECHO_WORDS = ("echo", "old hurt", "What else may play a part", *(cue.says for cue in WORDS.echo.values()))


def send(browser: Browser, name: str, *ids: UUID, **fields: object) -> str:
    """Post a form and read the page it leads to."""
    answer = browser.client.post(reverse(name, args=ids), fields)
    assert answer.status_code == 303, answer.status_code
    return browser.client.get(answer.headers["Location"]).content.decode()


def sorts(browser: Browser, **fields: object) -> tuple[str, Alarm]:
    """A new sheet: the page of its answer, and the alarm."""
    entry_id = uuid4()
    page = send(browser, "alarm", id=str(entry_id), **fields)
    return page, next(alarm for alarm in browser.kept(Alarm) if alarm.id == entry_id)


def keeps(browser: Browser, kind: type[_Kind], **fields: object) -> _Kind:
    """Write an entry as if a page had, and have it."""
    browser.writes(kind, **fields)
    return browser.kept(kind)[-1]


@pytest.fixture
def k(browser: Browser) -> Someone:
    return keeps(browser, Someone, code_name="K.")


# --- the page of groups -------------------------------------------------------------------------------------


def test_the_page_names_all_groups_and_nothing_is_tapped(browser: Browser) -> None:
    page = browser.page("alarm")

    assert [group for group, words in WORDS.groups.items() if words.says not in page] == []
    assert [cue.id for cue in WORDS.danger.values() if cue.says in page] == []
    assert [words for words in ECHO_WORDS if words in page] == []


@pytest.mark.parametrize("group", SignalGroup)
def test_a_tap_opens_the_cues_of_its_group_and_keeps_nothing_yet(browser: Browser, group: SignalGroup) -> None:
    page = send(browser, "alarm", id=uuid4(), tap=group.value)
    opened = [cue.id for cue in WORDS.danger.values() if cue.says in page]

    assert [cue.id for cue in WORDS.cues_of(group)] == opened
    assert f'name="groups" value="{group.value}"' in page
    assert " checked>" not in page
    assert ([], []) == (browser.kept(Alarm), browser.kept(Flag))


def test_a_second_tap_opens_more_and_keeps_what_was_answered_until_the_group_is_taken_back(browser: Browser) -> None:
    said = {"id": uuid4(), "groups": ["harm"], "cue_hit": "something_like"}
    page = send(browser, "alarm", **said, tap="money")
    assert 'name="cue_hit" value="something_like"' in page
    assert page.index('value="money"') < page.index('value="harm"')

    page = send(browser, "alarm", **said, tap="harm")

    assert 'name="groups"' not in page
    assert "cue_hit" not in page


def test_a_cue_that_was_answered_shows_even_if_its_group_was_not_sent(browser: Browser) -> None:
    page = send(browser, "alarm", id=uuid4(), cue_hit="yes", tap="money")

    assert 'name="groups" value="harm"' in page


def test_a_page_stays_below_twenty_kilobytes_with_a_group_open(browser: Browser) -> None:
    for number in range(12):
        browser.writes(Someone, code_name=f"P{number}")

    assert len(send(browser, "alarm", id=uuid4(), tap="control").encode()) < 20_000


def test_the_page_about_someone_begins_with_their_name(browser: Browser, k: Someone) -> None:
    page = browser.page("alarm_about", k.id)

    assert f'value="{k.id}" checked' in page


# --- danger -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["yes", "something_like"])
def test_a_tick_and_the_middle_answer_come_to_danger_people_first(browser: Browser, k: Someone, said: str) -> None:
    page, alarm = sorts(browser, whom=str(k.id), cue_hit=said)

    assert "Signs of danger" in page
    assert page.index("If you can get to other people, go.") < page.index(
        f'href="{reverse("help")}"', page.index("<h1")
    )
    assert "There is now a flag on <bdi>K.</bdi>." in page
    assert WORDS.danger["hit"].says in page
    assert [(DangerSign.HURT, k.id)] == [(flag.sign, flag.whom) for flag in browser.kept(Flag)]
    assert AlarmAnswer.SIGNS_OF_DANGER is alarm.answer


@pytest.mark.parametrize("group", SignalGroup)
def test_a_group_alone_comes_to_danger_and_says_nothing_of_the_past(browser: Browser, group: SignalGroup) -> None:
    page, alarm = sorts(browser, groups=[group.value])

    assert "Signs of danger" in page
    assert "You named nobody, so there is now a flag that counts with everyone." in page
    assert [words for words in ECHO_WORDS if words in page] == []
    assert 303 == browser.get("alarm_past", alarm.id).status_code


def test_none_of_these_is_not_asked_where_something_was_tapped(browser: Browser) -> None:
    page, _ = sorts(browser, groups=["threats"], none="yes")

    assert "Signs of danger" in page


def test_a_flag_that_reaches_here_comes_to_danger_with_nothing_tapped(browser: Browser, k: Someone) -> None:
    keeps(browser, Flag, sign=DangerSign.HARMED_ME, whom=k.id)
    page, alarm = sorts(browser, whom=str(k.id))

    assert "There is a flag here that reaches <bdi>K.</bdi>." in page
    assert [words for words in ECHO_WORDS if words in page] == []
    assert 303 == browser.get("alarm_past", alarm.id).status_code
    assert 1 == len(browser.kept(Flag))


def test_with_nobody_named_a_flag_on_anyone_reaches_here(browser: Browser, k: Someone) -> None:
    keeps(browser, Flag, sign=DangerSign.CONTROL, whom=k.id)

    assert "You named nobody, and there is a flag here." in sorts(browser)[0]


# --- not clear yet, and the person's own word ---------------------------------------------------------------


def test_nothing_tapped_is_not_clear_yet_and_keeps_what_protects(browser: Browser, k: Someone) -> None:
    page, alarm = sorts(browser, whom=str(k.id))

    assert "It is not clear yet" in page
    assert "keep what protects you" in page
    assert "You do not need to be sure" in page
    assert AlarmAnswer.NOT_CLEAR_YET is alarm.answer
    assert [] == browser.kept(Flag)


def test_noes_are_kept_and_what_was_left_open_is_not(browser: Browser) -> None:
    _, alarm = sorts(browser, cue_hit="no", cue_names="")

    assert [("hit", "no")] == [(one.cue, one.said.value) for one in alarm.cues]


def test_only_the_person_writes_that_it_is_an_echo_and_takes_it_back(browser: Browser) -> None:
    page, alarm = sorts(browser)
    assert "You wrote" not in page
    past = browser.page("alarm_past", alarm.id)
    assert past.index("data-danger-line") < past.index("echo of an old hurt")

    page = send(
        browser, "alarm_past", alarm.id, revision=1, is_echo="yes", words="that <b>song</b>", echo_cues=["a-song"]
    )
    assert "You wrote: I think this is an echo" in page
    assert "that &lt;b&gt;song&lt;/b&gt;" in page

    page = send(browser, "alarm_later", alarm.id, act="withdraw")
    assert "You took it back." in page
    assert "that &lt;b&gt;song" not in page


def test_leaving_it_open_keeps_the_lines_and_calls_it_nothing(browser: Browser) -> None:
    _, alarm = sorts(browser)
    page = send(browser, "alarm_past", alarm.id, revision=1, echo_cues=["a-song", "a-smell"])

    assert "It is not clear yet" in page
    assert (None, ("a-song", "a-smell")) == (browser.kept(Alarm)[0].echo, browser.kept(Alarm)[0].echo_cues)


def test_words_that_were_left_open_are_kept_and_call_it_nothing(browser: Browser) -> None:
    _, alarm = sorts(browser)
    page = send(browser, "alarm_past", alarm.id, revision=1, words="the bus, maybe")

    assert "You wrote" not in page
    assert "the bus, maybe" in browser.page("alarm_past", alarm.id)


def test_a_flag_raised_later_hides_the_echo_everywhere(browser: Browser, k: Someone) -> None:
    _, alarm = sorts(browser, whom=str(k.id))
    send(browser, "alarm_past", alarm.id, revision=1, is_echo="yes", words="that song")
    keeps(browser, Flag, sign=DangerSign.FOLLOWED, whom=k.id)

    for name, entry_id in (("alarm_answer", alarm.id), ("alarms", None), ("second_look", alarm.id)):
        page = browser.page(name, entry_id)
        assert "that song" not in page
        assert "I think this is an echo" not in page
        assert "It came from an old hurt" not in page
    assert (
        303
        == browser.client.post(reverse("alarm_past", args=[alarm.id]), {"revision": 2, "is_echo": "yes"}).status_code
    )
    assert "that song" == browser.kept(Alarm)[0].echo.words


def test_words_that_are_too_long_are_refused_at_the_field_and_kept(browser: Browser) -> None:
    _, alarm = sorts(browser)
    long = "é " * 150_000
    for name, field in (("alarm_past", "words"), ("alarm_closer", "facts")):
        page = send(browser, name, alarm.id, revision=1, **{field: long})
        assert "This is too long to keep in one piece." in page
        assert long.strip() in page


# --- looking closer, and changing -----------------------------------------------------------------------------


def test_looking_closer_can_be_gone_on_with(browser: Browser) -> None:
    _, alarm = sorts(browser)
    send(browser, "alarm_closer", alarm.id, revision=1, facts="he was late")
    page = browser.page("alarm_closer", alarm.id)
    assert "he was late" in page

    send(browser, "alarm_closer", alarm.id, revision=2, facts="he was late", body="cold hands")

    assert {"he was late", "cold hands"} == {one.words for one in browser.kept(Alarm)[0].closer}
    assert AlarmAnswer.NOT_CLEAR_YET is browser.kept(Alarm)[0].answer


def test_how_loud_it_was_is_one_tap_and_may_be_skipped(browser: Browser) -> None:
    _, alarm = sorts(browser)
    send(browser, "alarm_closer", alarm.id, revision=1, loud_body="faint", loud_behaviour="loud")
    [kept] = browser.kept(Alarm)
    assert (Loud.FAINT, Loud.LOUD, ()) == (kept.body, kept.behaviour, kept.closer)
    assert ["faint", "loud"] == sorted(ticked(browser.page("alarm_closer", alarm.id)))

    send(browser, "alarm_closer", alarm.id, revision=2, loud_body="", facts="he was late")
    [kept] = browser.kept(Alarm)
    assert (None, None, AlarmAnswer.NOT_CLEAR_YET) == (kept.body, kept.behaviour, kept.answer)
    assert ["", ""] == ticked(browser.page("alarm_closer", alarm.id))


def ticked(page: str) -> list[str]:
    """The answers that are chosen, of both dials."""
    return re.findall(r'name="loud_\w+" value="(\w*)" checked', page)


def test_a_level_that_is_none_is_told_beside_its_question_and_the_words_stay(browser: Browser) -> None:
    _, alarm = sorts(browser)
    page = send(browser, "alarm_closer", alarm.id, revision=1, loud_body="deafening", facts="he was late")

    assert "group-wrong" in page
    assert "he was late" in page
    assert () == browser.kept(Alarm)[0].closer


def test_the_body_is_asked_below_words_that_take_its_side(browser: Browser) -> None:
    _, alarm = sorts(browser)
    page = browser.page("alarm_closer", alarm.id)

    assert "does not speak against you" in page[: page.index("How loud was it in your body?")]
    assert "Some bodies go quiet to get through." in page[: page.index("How loud was it in your body?")]
    assert len(page.encode()) < 20_000


@pytest.mark.parametrize(
    ("name", "fields"), [("alarm_closer", {"facts": "mine"}), ("alarm_past", {"words": "mine"}), ("alarm_change", {})]
)
def test_an_older_window_never_writes_over_a_newer_one(browser: Browser, name: str, fields: dict) -> None:
    _, alarm = sorts(browser)
    send(browser, "alarm_closer", alarm.id, revision=1, facts="theirs")
    page = send(browser, name, alarm.id, revision=1, id=str(alarm.id), cue_hit="yes", **fields)

    assert "What you typed is below." in page
    assert ["theirs"] == [one.words for one in browser.kept(Alarm)[0].closer]
    assert [] == browser.kept(Flag)


def test_a_quick_note_is_one_tap_and_can_be_sorted_later(browser: Browser) -> None:
    entry_id = uuid4()
    for _ in range(2):
        assert "Kept. You can sort it later, or never." in send(browser, "gut_note", id=str(entry_id))
    assert [None] == [alarm.answer for alarm in browser.kept(Alarm)]
    assert "Sort it" in browser.page("alarms")

    page = send(browser, "alarm_change", entry_id, id=str(entry_id), revision=1, groups=["money"])

    assert "Signs of danger" in page
    assert 1 == len(browser.kept(Alarm))


def test_a_note_that_is_not_sorted_has_no_answer_to_show(browser: Browser) -> None:
    note = keeps(browser, Alarm)

    assert reverse("alarm_change", args=[note.id]) == browser.get("alarm_answer", note.id)["Location"]


def test_what_was_tapped_is_there_when_it_is_changed(browser: Browser) -> None:
    _, alarm = sorts(browser, groups=["lies"], cue_faked="something_like")
    page = browser.page("alarm_change", alarm.id)

    assert 'name="groups" value="lies"' in page
    assert 'name="cue_faked" value="something_like" checked' in page


# --- less sorting, more care --------------------------------------------------------------------------------


def test_the_third_sheet_says_danger_first_and_then_offers_care(browser: Browser, k: Someone) -> None:
    for _ in range(2):
        page, _ = sorts(browser, whom=str(k.id))
        assert "Sorting again may not tell you more tonight" not in page
    page, _ = sorts(browser, whom=str(k.id))
    assert "Sorting again may not tell you more tonight" in page
    assert "What else may play a part" not in page

    page, _ = sorts(browser, whom=str(k.id), groups=["harm"])
    assert page.index("If you can get to other people, go.") < page.index("Sorting again may not tell you more")


# --- a second look ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cause", Cause)
def test_each_answer_of_a_second_look_is_kept_and_blames_nobody(browser: Browser, cause: Cause) -> None:
    _, alarm = sorts(browser)
    page = send(browser, "second_look", alarm.id, id=str(uuid4()), cause=cause.value)

    assert "If you missed something, that is not your fault." in page
    assert [cause] == [look.cause for look in browser.kept(SecondLook)]


@pytest.mark.parametrize("cause", [Cause.OLD_HURT, Cause.BOTH])
def test_an_old_hurt_is_neither_asked_nor_kept_where_something_was_tapped(browser: Browser, cause: Cause) -> None:
    _, alarm = sorts(browser, groups=["contempt"])
    page = send(browser, "second_look", alarm.id, id=str(uuid4()), cause=cause.value)

    assert "It came from an old hurt" not in page
    assert [] == browser.kept(SecondLook)


def test_a_day_that_is_none_is_told_beside_the_field_and_stays_there(browser: Browser) -> None:
    _, alarm = sorts(browser)
    page = send(browser, "alarm_later", alarm.id, act="day", day="soonish")

    assert "Write the day like 2026-03-31." in page
    assert 'value="soonish"' in page
    assert "Today asks once, on Friday 2 April" in send(browser, "alarm_later", alarm.id, act="day", day="2100-04-02")


def test_today_asks_quietly_and_without_a_name_and_not_now_ends_it(browser: Browser, k: Someone) -> None:
    _, alarm = sorts(browser, whom=str(k.id))
    send(browser, "alarm_later", alarm.id, act="day", day="2020-01-01")
    page = browser.page("today")
    assert "You wanted to look at something again" in page
    assert "K." not in page

    assert "You wanted to look at something again" not in send(browser, "alarm_later", alarm.id, act="not_now")


def test_nothing_asks_while_all_is_paused(browser: Browser) -> None:
    _, alarm = sorts(browser)
    send(browser, "alarm_later", alarm.id, act="day", day="2020-01-01")
    send(browser, "pause", pause="week")

    assert "You wanted to look at something again" not in browser.page("today")


def test_put_aside_nothing_asks_and_it_is_still_there(browser: Browser) -> None:
    _, alarm = sorts(browser)
    page = send(browser, "alarm_later", alarm.id, act="park")

    assert "It is put aside, and nothing asks." in page
    assert "put aside" in browser.page("alarms")


# --- words, and what bad input gets -------------------------------------------------------------------------


def every_page(browser: Browser) -> dict[str, str]:
    """Every page of the room, with something on it."""
    kay = keeps(browser, Someone, code_name="K.")
    pages = {
        "groups": browser.page("alarm_about", kay.id),
        "cues": send(browser, "alarm", id=uuid4(), tap="sex"),
        "pairs": browser.page("pairs"),
    }
    pages["not clear yet"], unclear = sorts(browser)
    pages["closer"] = browser.page("alarm_closer", unclear.id)
    pages["past"] = browser.page("alarm_past", unclear.id)
    pages["echo"] = send(browser, "alarm_past", unclear.id, revision=1, is_echo="yes")
    pages["second look"] = browser.page("second_look", unclear.id)
    for cause in Cause:
        pages[f"looked again, {cause.value}"] = send(browser, "second_look", unclear.id, id=uuid4(), cause=cause.value)
    send(browser, "alarm_later", unclear.id, act="day", day="2020-01-01")
    pages["today"] = browser.page("today")
    for _ in range(2):
        pages["care"], _alarm = sorts(browser)
    pages["danger"], _alarm = sorts(
        browser, whom=str(kay.id), **{"groups": ["sex"], "cue_would-die": "yes", "cue_knows-where": "yes"}
    )
    pages["danger, with care"], _alarm = sorts(browser, groups=["harm"])
    pages["a flag reaches here"], held = sorts(browser, whom=str(kay.id))
    pages["second look, held"] = browser.page("second_look", held.id)
    pages["list"] = browser.page("alarms")
    return pages


def test_every_page_is_read_at_grade_five_and_no_sentence_is_long(browser: Browser) -> None:
    for name, page in every_page(browser).items():
        said = visible_words(page)
        assert (name, grade(said)) <= (name, 5)
        assert (name, [part for part in sentences(said) if count_words(part) > 20]) == (name, [])


def test_what_waits_behind_more_stays_at_grade_eight(browser: Browser) -> None:
    for name, page in every_page(browser).items():
        assert (name, grade(visible_words(page.replace("<details", "<details open")))) <= (name, 8)


def test_no_page_counts_or_draws_anything_about_a_person(browser: Browser) -> None:
    for name, page in every_page(browser).items():
        said = re.sub(r"\d{1,2} \w+(, \d\d:\d\d)?|20\d\d-\d\d-\d\d", "", visible_words(page))
        assert (name, re.findall(r"\d+", said)) == (name, [])


STRANGE = ["🌿 שלום مرحبا \u202e", "'; drop table item; --", "<script>alert(1)</script>", "{{ x }}{% y %}{name}"]


@pytest.mark.parametrize("words", STRANGE)
def test_strange_words_are_kept_as_they_are_and_run_nothing(browser: Browser, words: str) -> None:
    _, alarm = sorts(browser)
    send(browser, "alarm_closer", alarm.id, revision=1, facts=words)
    page = send(browser, "alarm_past", alarm.id, revision=2, is_echo="yes", words=words)

    assert words in html.unescape(page)
    assert "<script>alert" not in page
    assert [words] == [one.words for one in browser.kept(Alarm)[0].closer]


@pytest.mark.parametrize("name", ["alarm", "alarms", "pairs"])
def test_nothing_of_a_locked_notebook_is_shown(browser: Browser, name: str) -> None:
    browser.client.cookies.clear()
    answer = browser.get(name)

    assert (303, "/") == (answer.status_code, answer.headers["Location"])


@pytest.mark.parametrize(
    ("name", "fields", "seen"),
    [
        ("alarm_closer", {"facts": "told my sister"}, "told my sister"),
        ("alarm_past", {"words": "told my sister"}, "told my sister"),
        ("alarm_change", {"groups": ["harm"], "cue_hit": "yes"}, 'name="groups" value="harm"'),
        ("alarm", {"groups": ["harm"]}, 'name="groups" value="harm"'),
    ],
)
def test_what_was_typed_while_it_locked_can_be_gone_on_with(
    browser: Browser, ana: Owner, name: str, fields: dict, seen: str
) -> None:
    _, alarm = sorts(browser)
    entry_id = None if name == "alarm" else alarm.id
    browser.client.cookies.clear()
    browser.client.post(reverse(name, args=[entry_id] if entry_id else []), {"id": uuid4(), "revision": 1, **fields})
    browser.client.post(reverse("unlock"), {"passphrase": ana.passphrase})
    left = re.search(r'action="/ln/([0-9a-f-]{36})/"', browser.page("left_notes"))
    assert left is not None

    browser.sends("left_note", UUID(left[1]), what="go_on")
    assert seen in browser.page(name, entry_id)


# --- the rest -----------------------------------------------------------------------------------------------


def test_every_pair_stands_on_the_page_in_both_forms(browser: Browser) -> None:
    page = browser.page("pairs")

    assert [pair.id for pair in WORDS.pairs.values() if pair.caring not in page or pair.controlling not in page] == []


def test_erasing_an_alarm_leaves_its_flags(browser: Browser) -> None:
    _, alarm = sorts(browser, groups=["digital"])
    send(browser, "second_look", alarm.id, id=str(uuid4()), cause="now")
    send(browser, "erase_entry", alarm.id)

    assert ([], [], 1) == (browser.kept(Alarm), browser.kept(SecondLook), len(browser.kept(Flag)))


def test_an_alarm_of_nobody_is_not_found(browser: Browser) -> None:
    for name in ("alarm_answer", "alarm_change", "alarm_closer", "alarm_past", "second_look", "looked_again"):
        assert 404 == browser.get(name, uuid4()).status_code


def test_a_broken_form_is_sent_back_and_keeps_nothing(browser: Browser) -> None:
    page = send(browser, "alarm", id="no id", groups=["harm"])

    assert 'name="groups" value="harm"' in page
    assert [] == browser.kept(Alarm)


def test_an_echo_kept_before_danger_was_tapped_is_taken_back(browser: Browser) -> None:
    _, alarm = sorts(browser)
    send(browser, "alarm_past", alarm.id, revision=1, is_echo="yes", words="that song")
    send(browser, "alarm_change", alarm.id, id=str(alarm.id), revision=2, groups=["sex"])

    assert Echo("that song", withdrawn=True) == browser.kept(Alarm)[0].echo
