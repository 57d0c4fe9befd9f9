"""The pages of room signals, by Django's own client: two answers, no third, and nothing of the past beside danger."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.integration.browsing import keeps, kept_by, notebook_of
from unhurried.content.library import library
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.signals import Alarm, AlarmAnswer, Cause, Echo, SecondLook, SignalGroup

WORDS = library().signals
ECHO_WORDS = ("echo", "old hurt", "What else may play a part", *(cue.says for cue in WORDS.echo.values()))


def send(client: Client, name: str, *ids: UUID, **fields: object) -> str:
    """Post a form and read the page it leads to."""
    answer = client.post(reverse(name, args=ids), fields)
    assert answer.status_code == 303, answer.status_code
    return client.get(answer.headers["Location"]).content.decode()


def sorts(client: Client, **fields: object) -> tuple[str, Alarm]:
    """A new sheet: the page of its answer, and the alarm."""
    entry_id = uuid4()
    page = send(client, "alarm", id=str(entry_id), **fields)
    return page, next(alarm for alarm in kept_by(client, Alarm) if alarm.id == entry_id)


def revision_of(client: Client, alarm: Alarm) -> int:
    return next(row.revision for row in notebook_of(client).entries().kept if row.entry.id == alarm.id)


@pytest.fixture
def k(opened: Client) -> Someone:
    return keeps(opened, Someone, code_name="K.")


# --- the page of groups -------------------------------------------------------------------------------------


def test_the_page_names_all_groups_and_cues_and_nothing_is_chosen(opened: Client) -> None:
    page = opened.get(reverse("alarm")).content.decode()

    assert [group for group, words in WORDS.groups.items() if words.says not in page] == []
    assert [cue.id for cue in WORDS.danger.values() if cue.says not in page] == []
    assert " checked" not in page.replace("I checked.", "")
    assert [words for words in ECHO_WORDS if words in page] == []


def test_the_page_about_someone_begins_with_their_name(opened: Client, k: Someone) -> None:
    page = opened.get(reverse("alarm_about", args=[k.id])).content.decode()

    assert f'value="{k.id}" checked' in page


# --- danger -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["yes", "something_like"])
def test_a_tick_and_the_middle_answer_come_to_danger_people_first(opened: Client, k: Someone, said: str) -> None:
    page, alarm = sorts(opened, whom=str(k.id), cue_hit=said)

    assert "Signs of danger" in page
    assert page.index("If you can get to other people, go.") < page.index(
        f'href="{reverse("help")}"', page.index("<h1")
    )
    assert "There is now a flag on K." in page
    assert WORDS.danger["hit"].says in page
    assert [(DangerSign.HURT, k.id)] == [(flag.sign, flag.whom) for flag in kept_by(opened, Flag)]
    assert AlarmAnswer.SIGNS_OF_DANGER is alarm.answer


@pytest.mark.parametrize("group", SignalGroup)
def test_a_group_alone_comes_to_danger_and_says_nothing_of_the_past(opened: Client, group: SignalGroup) -> None:
    page, alarm = sorts(opened, groups=[group.value])

    assert "Signs of danger" in page
    assert "counts for now, as you named nobody" in page
    assert [words for words in ECHO_WORDS if words in page] == []
    assert 303 == opened.get(reverse("alarm_past", args=[alarm.id])).status_code


def test_none_of_these_is_not_asked_where_something_was_tapped(opened: Client) -> None:
    page, _ = sorts(opened, groups=["threats"], none="yes")

    assert "Signs of danger" in page


def test_a_flag_that_reaches_here_comes_to_danger_with_nothing_tapped(opened: Client, k: Someone) -> None:
    keeps(opened, Flag, sign=DangerSign.HARMED_ME, whom=k.id)
    page, alarm = sorts(opened, whom=str(k.id))

    assert "There is a flag here that reaches K." in page
    assert [words for words in ECHO_WORDS if words in page] == []
    assert 303 == opened.get(reverse("alarm_past", args=[alarm.id])).status_code
    assert 1 == len(kept_by(opened, Flag))


def test_with_nobody_named_a_flag_on_anyone_reaches_here(opened: Client, k: Someone) -> None:
    keeps(opened, Flag, sign=DangerSign.CONTROL, whom=k.id)

    assert "You named nobody, and there is a flag here." in sorts(opened)[0]


# --- not clear yet, and the person's own word ---------------------------------------------------------------


def test_nothing_tapped_is_not_clear_yet_and_keeps_what_protects(opened: Client, k: Someone) -> None:
    page, alarm = sorts(opened, whom=str(k.id))

    assert "It is not clear yet" in page
    assert "keep what protects you" in page
    assert "You do not need to be sure" in page
    assert AlarmAnswer.NOT_CLEAR_YET is alarm.answer
    assert [] == kept_by(opened, Flag)


def test_noes_are_kept_and_what_was_left_open_is_not(opened: Client) -> None:
    _, alarm = sorts(opened, cue_hit="no", cue_names="")

    assert [("hit", "no")] == [(one.cue, one.said.value) for one in alarm.cues]


def test_only_the_person_writes_that_it_is_an_echo_and_takes_it_back(opened: Client) -> None:
    page, alarm = sorts(opened)
    assert "You wrote" not in page
    past = opened.get(reverse("alarm_past", args=[alarm.id])).content.decode()
    assert past.index("data-danger-line") < past.index("echo of an old hurt")

    page = send(
        opened, "alarm_past", alarm.id, revision=1, is_echo="yes", words="that <b>song</b>", echo_cues=["a-song"]
    )
    assert "You wrote: I think this is an echo" in page
    assert "that &lt;b&gt;song&lt;/b&gt;" in page

    page = send(opened, "alarm_later", alarm.id, act="withdraw")
    assert "You took it back." in page
    assert "that &lt;b&gt;song" not in page


def test_leaving_it_open_keeps_the_lines_and_calls_it_nothing(opened: Client) -> None:
    _, alarm = sorts(opened)
    page = send(opened, "alarm_past", alarm.id, revision=1, echo_cues=["a-song", "a-smell"])

    assert "It is not clear yet" in page
    assert (None, ("a-song", "a-smell")) == (kept_by(opened, Alarm)[0].echo, kept_by(opened, Alarm)[0].echo_cues)


def test_words_that_were_left_open_are_kept_and_call_it_nothing(opened: Client) -> None:
    _, alarm = sorts(opened)
    page = send(opened, "alarm_past", alarm.id, revision=1, words="the bus, maybe")

    assert "You wrote" not in page
    assert "the bus, maybe" in opened.get(reverse("alarm_past", args=[alarm.id])).content.decode()


def test_a_flag_raised_later_hides_the_echo_everywhere(opened: Client, k: Someone) -> None:
    _, alarm = sorts(opened, whom=str(k.id))
    send(opened, "alarm_past", alarm.id, revision=1, is_echo="yes", words="that song")
    keeps(opened, Flag, sign=DangerSign.FOLLOWED, whom=k.id)

    for name, ids in (("alarm_answer", [alarm.id]), ("alarms", []), ("second_look", [alarm.id])):
        page = opened.get(reverse(name, args=ids)).content.decode()
        assert "that song" not in page
        assert "I think this is an echo" not in page
        assert "It came from an old hurt" not in page
    assert 303 == opened.post(reverse("alarm_past", args=[alarm.id]), {"revision": 2, "is_echo": "yes"}).status_code
    assert "that song" == kept_by(opened, Alarm)[0].echo.words


def test_words_that_are_too_long_are_refused_at_the_field_and_kept(opened: Client) -> None:
    _, alarm = sorts(opened)
    long = "é " * 150_000
    for name, field in (("alarm_past", "words"), ("alarm_closer", "facts")):
        page = send(opened, name, alarm.id, revision=1, **{field: long})
        assert "This is too long to keep in one piece." in page
        assert long.strip() in page


# --- looking closer, and changing -----------------------------------------------------------------------------


def test_looking_closer_can_be_gone_on_with(opened: Client) -> None:
    _, alarm = sorts(opened)
    send(opened, "alarm_closer", alarm.id, revision=1, facts="he was late")
    page = opened.get(reverse("alarm_closer", args=[alarm.id])).content.decode()
    assert "he was late" in page

    send(opened, "alarm_closer", alarm.id, revision=2, facts="he was late", body="cold hands")

    assert {"he was late", "cold hands"} == {one.words for one in kept_by(opened, Alarm)[0].closer}
    assert AlarmAnswer.NOT_CLEAR_YET is kept_by(opened, Alarm)[0].answer


@pytest.mark.parametrize(
    ("name", "fields"), [("alarm_closer", {"facts": "mine"}), ("alarm_past", {"words": "mine"}), ("alarm_change", {})]
)
def test_an_older_window_never_writes_over_a_newer_one(opened: Client, name: str, fields: dict) -> None:
    _, alarm = sorts(opened)
    send(opened, "alarm_closer", alarm.id, revision=1, facts="theirs")
    page = send(opened, name, alarm.id, revision=1, id=str(alarm.id), cue_hit="yes", **fields)

    assert "This was changed in another window in between." in page
    assert ["theirs"] == [one.words for one in kept_by(opened, Alarm)[0].closer]
    assert [] == kept_by(opened, Flag)


def test_a_quick_note_is_one_tap_and_can_be_sorted_later(opened: Client) -> None:
    entry_id = uuid4()
    for _ in range(2):
        assert "Kept. You can sort it later, or never." in send(opened, "gut_note", id=str(entry_id))
    assert [None] == [alarm.answer for alarm in kept_by(opened, Alarm)]
    assert "Sort it" in opened.get(reverse("alarms")).content.decode()

    page = send(opened, "alarm_change", entry_id, id=str(entry_id), revision=1, groups=["money"])

    assert "Signs of danger" in page
    assert 1 == len(kept_by(opened, Alarm))


def test_a_note_that_is_not_sorted_has_no_answer_to_show(opened: Client) -> None:
    note = keeps(opened, Alarm)

    assert reverse("alarm_change", args=[note.id]) == opened.get(reverse("alarm_answer", args=[note.id]))["Location"]


def test_what_was_tapped_is_there_when_it_is_changed(opened: Client) -> None:
    _, alarm = sorts(opened, groups=["lies"], cue_faked="something_like")
    page = opened.get(reverse("alarm_change", args=[alarm.id])).content.decode()

    assert 'value="lies" checked' in page
    assert 'name="cue_faked" value="something_like" checked' in page


# --- less sorting, more care --------------------------------------------------------------------------------


def test_the_third_sheet_says_danger_first_and_then_offers_care(opened: Client, k: Someone) -> None:
    for _ in range(2):
        page, _ = sorts(opened, whom=str(k.id))
        assert "Sorting again may not tell you more tonight" not in page
    page, _ = sorts(opened, whom=str(k.id))
    assert "Sorting again may not tell you more tonight" in page
    assert "What else may play a part" not in page

    page, _ = sorts(opened, whom=str(k.id), groups=["harm"])
    assert page.index("If you can get to other people, go.") < page.index("Sorting again may not tell you more")


# --- a second look ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cause", Cause)
def test_each_answer_of_a_second_look_is_kept_and_blames_nobody(opened: Client, cause: Cause) -> None:
    _, alarm = sorts(opened)
    page = send(opened, "second_look", alarm.id, id=str(uuid4()), cause=cause.value)

    assert "If you missed something, that is not your fault." in page
    assert [cause] == [look.cause for look in kept_by(opened, SecondLook)]


@pytest.mark.parametrize("cause", [Cause.OLD_HURT, Cause.BOTH])
def test_an_old_hurt_is_neither_asked_nor_kept_where_something_was_tapped(opened: Client, cause: Cause) -> None:
    _, alarm = sorts(opened, groups=["contempt"])
    page = send(opened, "second_look", alarm.id, id=str(uuid4()), cause=cause.value)

    assert "It came from an old hurt" not in page
    assert [] == kept_by(opened, SecondLook)


def test_a_day_that_is_none_is_told_beside_the_field_and_stays_there(opened: Client) -> None:
    _, alarm = sorts(opened)
    page = send(opened, "alarm_later", alarm.id, act="day", day="soonish")

    assert "Write the day like 2026-03-31." in page
    assert 'value="soonish"' in page
    assert "Today asks once, on Friday 2 April" in send(opened, "alarm_later", alarm.id, act="day", day="2100-04-02")


def test_today_asks_quietly_and_without_a_name_and_not_now_ends_it(opened: Client, k: Someone) -> None:
    _, alarm = sorts(opened, whom=str(k.id))
    send(opened, "alarm_later", alarm.id, act="day", day="2020-01-01")
    page = opened.get(reverse("today")).content.decode()
    assert "You wanted to look at something again" in page
    assert "K." not in page

    assert "You wanted to look at something again" not in send(opened, "alarm_later", alarm.id, act="not_now")


def test_nothing_asks_while_all_is_paused(opened: Client) -> None:
    _, alarm = sorts(opened)
    send(opened, "alarm_later", alarm.id, act="day", day="2020-01-01")
    send(opened, "pause", pause="week")

    assert "You wanted to look at something again" not in opened.get(reverse("today")).content.decode()


def test_put_aside_nothing_asks_and_it_is_still_there(opened: Client) -> None:
    _, alarm = sorts(opened)
    page = send(opened, "alarm_later", alarm.id, act="park")

    assert "It is put aside, and nothing asks." in page
    assert "put aside" in opened.get(reverse("alarms")).content.decode()


# --- the rest -----------------------------------------------------------------------------------------------


def test_every_pair_stands_on_the_page_in_both_forms(opened: Client) -> None:
    page = opened.get(reverse("pairs")).content.decode()

    assert [pair.id for pair in WORDS.pairs.values() if pair.caring not in page or pair.controlling not in page] == []


def test_erasing_an_alarm_leaves_its_flags(opened: Client) -> None:
    _, alarm = sorts(opened, groups=["digital"])
    send(opened, "second_look", alarm.id, id=str(uuid4()), cause="now")
    send(opened, "erase_entry", alarm.id)

    assert ([], [], 1) == (kept_by(opened, Alarm), kept_by(opened, SecondLook), len(kept_by(opened, Flag)))


def test_an_alarm_of_nobody_is_not_found(opened: Client) -> None:
    for name in ("alarm_answer", "alarm_change", "alarm_closer", "alarm_past", "second_look", "looked_again"):
        assert 404 == opened.get(reverse(name, args=[uuid4()])).status_code


def test_a_broken_form_is_sent_back_and_keeps_nothing(opened: Client) -> None:
    page = send(opened, "alarm", id="no id", groups=["harm"])

    assert 'value="harm" checked' in page
    assert [] == kept_by(opened, Alarm)


def test_an_echo_kept_before_danger_was_tapped_is_taken_back(opened: Client) -> None:
    _, alarm = sorts(opened)
    send(opened, "alarm_past", alarm.id, revision=1, is_echo="yes", words="that song")
    send(opened, "alarm_change", alarm.id, id=str(alarm.id), revision=2, groups=["sex"])

    assert Echo("that song", withdrawn=True) == kept_by(opened, Alarm)[0].echo
