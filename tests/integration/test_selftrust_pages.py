"""The pages of room selftrust: promises, signals that were heard, who I am now, and how much I believe myself."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser
from tests.people import Owner
from tests.words import count_words, grade, sentences, visible_words
from unhurried.content.library import library
from unhurried.domain.selftrust import (
    Became,
    Believed,
    Like,
    Listened,
    MyValue,
    NothingToday,
    Promise,
    PromiseOutcome,
    Returned,
    SelfRating,
    SignalHonoured,
    SmallReturn,
    StoppedDoing,
)
from unhurried.domain.steadying import Checkin, Presence, State
from unhurried.domain.today import Declined
from unhurried.pages.addresses import promise_idea_address

IDEA = promise_idea_address("first-sip")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = "word " * 60

AT_LENGTH = 30
"""Words from which a page is graded."""


@pytest.fixture(autouse=True)
def a_clock(settings: object, tmp_path: Path) -> Path:
    """Times can be moved on by writing the file anew."""
    settings.CLOCK_FILE = tmp_path / "clock"  # type: ignore[attr-defined]
    sets(settings.CLOCK_FILE, NOON)  # type: ignore[attr-defined]
    return settings.CLOCK_FILE  # type: ignore[attr-defined, no-any-return]


def sets(clock: Path, moment: datetime) -> None:
    clock.write_text(str(moment.timestamp()))


def makes(browser: Browser, then: str = "look out of the window", **more: object) -> UUID:
    """In one's own words, by the page."""
    entry_id = uuid4()
    said = {"if_words": "the kettle is on", "then_words": then, "size": "2", "when": "today", **more}
    browser.sends("write_promise", id=entry_id, **said)
    return entry_id


def answers(browser: Browser, promise: UUID, became: str) -> None:
    browser.sends("promise", promise, id=uuid4(), became=became)


def became(browser: Browser) -> list[Became]:
    return [one.became for one in browser.kept(PromiseOutcome)]


# --- promises -----------------------------------------------------------------------------------------------


def test_every_page_is_read_at_grade_five_with_short_sentences(browser: Browser) -> None:
    first = makes(browser)
    answers(browser, first, "forgot")
    browser.sends("promise", first, revision=1, note="words")
    stopped, heard = uuid4(), uuid4()
    browser.sends("who_i_am", id=stopped, act="stopped", words="Singing")
    browser.sends("who_i_am", id=uuid4(), act="like", words="Toast")
    browser.sends("new_return", id=uuid4(), idea="one-song", stopped=stopped)
    browser.sends("signals_heard", id=heard, signal="quiet-no", listened="not_this_time")
    browser.sends("believed", id=uuid4(), believed="mostly")
    pages = [(name, None) for name in ("promises", "new_promise", "write_promise", "promise_sizes", "signals_heard")]
    pages += [(name, None) for name in ("who_i_am", "my_values", "new_return", "believed", "today")]
    pages += [("promise", first), ("change_promise", first), ("take_idea", IDEA), ("signal_heard", heard)]
    shown = {page: visible_words(browser.page(*page)) for page in pages}

    long = {page: words for page, words in shown.items() if count_words(words) >= AT_LENGTH}
    assert {} == {page: grade(words) for page, words in long.items() if grade(words) > 5}
    said = [one for words in shown.values() for one in sentences(words)]
    assert [] == [one for one in said if count_words(one) > 20]


def test_no_page_of_the_room_weighs_more_than_twenty_kilobytes(browser: Browser) -> None:
    makes(browser)
    pages = ("promises", "promise_sizes", "signals_heard", "who_i_am", "my_values", "new_return", "believed")

    assert {} == {page: len(browser.page(page)) for page in pages if len(browser.page(page)) > 20_000}


def test_a_promise_is_made_in_two_taps_from_the_ideas(browser: Browser) -> None:
    assert reverse("take_idea", args=[IDEA]) in browser.page("new_promise")
    assert "If <bdi>I drink something warm</bdi>, then I <bdi>notice the first sip</bdi>." in browser.page(
        "take_idea", IDEA
    )
    idea = library().selftrust.promises["first-sip"]
    browser.sends(
        "take_idea", IDEA, id=uuid4(), if_words=idea.if_words, then_words=idea.then_words, size="1", when="tomorrow"
    )
    kept = browser.kept(Promise)

    assert [("first-sip", 1, date(2026, 3, 3))] == [(one.idea, one.size, one.due) for one in kept]


def test_a_promise_in_own_words_stands_and_asks_for_nothing(browser: Browser) -> None:
    makes(browser, "count to ten")
    page = browser.page("promises")

    assert "count to ten" in page
    assert "The one that stands" in page
    assert page.index("Kept") < page.index("Let it go")


def test_nothing_today_is_an_answer_and_stands_in_the_list_with_the_promises(browser: Browser) -> None:
    browser.sends("nothing_today", id=uuid4())
    browser.sends("nothing_today", id=uuid4())

    assert 1 == len(browser.kept(NothingToday))
    page = browser.page("promises")
    assert "Nothing promised" in page
    assert "Pick a promise" in page


def test_one_stands_at_a_time_and_what_was_typed_for_another_is_kept(browser: Browser) -> None:
    makes(browser)
    makes(browser, "sing one line")

    assert ["look out of the window"] == [one.then_words for one in browser.kept(Promise)]
    assert "One at a time." in browser.page("promises")
    assert "sing one line" in browser.page("write_promise")


def test_the_same_form_sent_twice_makes_one(browser: Browser) -> None:
    entry_id = makes(browser)
    browser.sends("write_promise", id=entry_id, then_words="look", size="2", when="today")

    assert 1 == len(browser.kept(Promise))
    assert "One at a time" not in browser.page("promises")


@pytest.mark.parametrize(
    ("said", "answer"), [("kept", Became.KEPT), ("let_go", Became.LET_GO), ("forgot", Became.FORGOT)]
)
def test_each_answer_takes_one_tap_and_is_told_without_praise_or_blame(
    browser: Browser, said: str, answer: Became
) -> None:
    promise = makes(browser)
    answers(browser, promise, said)

    assert [answer] == became(browser)
    page = visible_words(browser.page("promise", promise)).lower()
    for word in ("well", "great", "proud", "sorry", "shame", "days in a row", "again", "%"):
        assert word not in page.split()
    assert "The one that stands" not in browser.page("promises")


def test_an_answer_can_be_changed_and_there_is_one_of_each(browser: Browser) -> None:
    promise = makes(browser)
    answers(browser, promise, "forgot")
    answers(browser, promise, "kept")

    assert [Became.KEPT] == became(browser)


def test_changing_a_promise_keeps_the_new_one_and_holds_nothing_against_the_old_one(browser: Browser) -> None:
    first = makes(browser)
    page = browser.page("change_promise", first)
    assert 'value="1" checked' in page
    new = uuid4()
    browser.sends("change_promise", first, id=new, if_words="it rains", then_words="listen", size="1", when="days")
    browser.sends("change_promise", first, id=new, if_words="it rains", then_words="listen", size="1", when="days")

    assert [Became.RENEGOTIATED] == became(browser)
    assert [None, first] == [one.instead_of for one in sorted(browser.kept(Promise), key=lambda one: one.size)[::-1]]
    assert "listen" in browser.page("promises")


def test_an_old_promise_can_be_answered_late_and_is_not_asked_about(browser: Browser, a_clock: Path) -> None:
    promise = makes(browser)
    sets(a_clock, NOON + timedelta(days=10))

    assert "No word on it" in browser.page("promises")
    assert "You promised yourself something" not in browser.page("today")
    answers(browser, promise, "kept")
    assert [Became.KEPT] == became(browser)


def test_a_line_on_a_promise_is_kept_and_a_stale_one_shows_both(browser: Browser) -> None:
    promise = makes(browser)
    answers(browser, promise, "kept")
    browser.sends("promise", promise, revision=1, note="first words")
    browser.sends("promise", promise, revision=1, note="other words")

    assert ["first words"] == [one.note for one in browser.kept(PromiseOutcome)]
    page = browser.page("promise", promise)
    assert "first words" in page
    assert "other words" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"then_words": ""}, "A few words are enough here."),
        ({"then_words": LONG}, "A shorter line fits here"),
        ({"when": "day", "day": "2026-01-01"}, "Choose today or a day"),
        ({"when": "day", "day": "2027-01-01"}, "Choose today or a day"),
        ({"when": "day", "day": "never"}, "Write the day like"),
        ({"when": "day"}, "Which day is it for?"),
        ({"size": ""}, "Choose one of these."),
    ],
)
def test_what_can_not_be_is_told_at_its_field_and_everything_typed_stays(
    browser: Browser, fields: dict[str, str], told: str
) -> None:
    makes(browser, **{"if_words": "it is \N{SNOWFLAKE} noon", **fields})

    assert [] == browser.kept(Promise)
    page = browser.page("write_promise")
    assert "it is \N{SNOWFLAKE} noon" in page
    assert told in page


def test_erasing_a_promise_takes_what_became_of_it_along(browser: Browser) -> None:
    promise = makes(browser)
    answers(browser, promise, "kept")
    assert "What became of it goes with it." in browser.page("erase_entry", promise)
    browser.sends("erase_entry", promise)

    assert [] == browser.kept(Promise) + browser.kept(PromiseOutcome)


# --- which sizes have worked --------------------------------------------------------------------------------


def test_below_five_nothing_is_said_of_sizes_but_how_many_are_missing(browser: Browser) -> None:
    for _ in range(4):
        answers(browser, makes(browser), "kept")
    page = browser.page("promise_sizes")

    assert "It takes 1 more with a word on it." in page
    assert "<figure" not in page
    assert "has worked" not in browser.page("new_promise")


def test_from_five_on_there_is_a_picture_and_a_size_that_has_worked(browser: Browser) -> None:
    for _ in range(8):
        answers(browser, makes(browser), "kept")
    page = browser.page("promise_sizes")

    assert "<figure" in page
    assert "This size has worked: tiny." in page
    assert "%" not in visible_words(page)
    assert "It was not tested with anyone." in page
    assert "this size has worked" in browser.page("new_promise")


def test_after_a_hard_week_it_is_one_size_less_and_the_page_says_so(browser: Browser) -> None:
    for _ in range(8):
        answers(browser, makes(browser), "kept")
    for _ in range(3):
        browser.writes(Checkin, state=State.KEYED_UP, presence=Presence.NO)

    assert "This size has worked: hardly anything." in browser.page("promise_sizes")
    assert "It was a hard week, so this is one size less." in browser.page("new_promise")


# --- Today --------------------------------------------------------------------------------------------------


def test_promises_stand_first_on_today_before_protection_and_connection(browser: Browser) -> None:
    page = browser.page("today")
    order = [page.index(one) for one in ("Promises to myself", "Signals I heard", "Who I am now", "My range")]
    order += [page.index("Protection"), page.index("Connection")]

    assert sorted(order) == order
    assert "Small promises to yourself" not in page


def test_today_suggests_a_tiny_promise_or_nothing_to_someone_who_is_settled(browser: Browser) -> None:
    browser.writes(Checkin, state=State.SETTLED, presence=Presence.YES)
    assert "A tiny promise, or nothing today" in browser.page("today")
    browser.sends("decline", suggestion="promise_new")

    assert "A tiny promise, or nothing today" not in browser.page("today")


def test_today_speaks_once_of_a_promise_whose_day_has_come_and_names_no_word_of_it(browser: Browser) -> None:
    promise = makes(browser, "hum a tune nobody knows")
    page = browser.page("today")
    assert "You promised yourself something" in page
    assert "hum a tune nobody knows" not in page
    browser.sends("decline", suggestion=f"promise_due:{promise}")

    assert 1 == len(browser.kept(Declined))
    assert "You promised yourself something" not in browser.page("today")


def test_a_pause_holds_both(browser: Browser) -> None:
    makes(browser)
    browser.sends("pause", pause="week")

    assert "You promised yourself something" not in browser.page("today")


# --- signals ------------------------------------------------------------------------------------------------


def test_a_signal_is_noted_with_one_of_our_lines_or_in_own_words(browser: Browser) -> None:
    browser.sends("signals_heard", id=uuid4(), signal="quiet-no", listened="yes", happened="I stayed home.")
    browser.sends("signals_heard", id=uuid4(), noticed="the hair on my arms")

    kept = browser.kept(SignalHonoured)
    assert {("quiet-no", Listened.YES), ("", None)} == {(one.signal, one.listened) for one in kept}
    page = browser.page("signals_heard")
    assert "There was a quiet no in me." in page
    assert "the hair on my arms" in page
    assert "I stayed home." in page


def test_a_signal_with_nothing_said_is_asked_for_and_what_was_typed_stays(browser: Browser) -> None:
    browser.sends("signals_heard", id=uuid4(), happened="then it rained")
    page = browser.page("signals_heard")

    assert [] == browser.kept(SignalHonoured)
    assert "Pick one line above" in page
    assert "then it rained" in page


def test_a_signal_is_changed_and_two_windows_lose_nothing(browser: Browser) -> None:
    entry_id = uuid4()
    browser.sends("signals_heard", id=entry_id, noticed="cold hands")
    browser.sends("signal_heard", entry_id, revision=1, noticed="cold hands, then warm")
    browser.sends("signal_heard", entry_id, revision=1, noticed="cold feet")

    assert ["cold hands, then warm"] == [one.noticed for one in browser.kept(SignalHonoured)]
    page = browser.page("signal_heard", entry_id)
    assert "cold hands, then warm" in page
    assert "cold feet" in page


def test_help_stands_first_where_signals_are_noted(browser: Browser) -> None:
    page = browser.page("signals_heard")

    assert page.index("data-danger-line") < page.index("What did you notice?")


# --- who I am now -------------------------------------------------------------------------------------------


def test_values_are_ticked_and_let_go_and_own_words_stay(browser: Browser) -> None:
    browser.client.post(reverse("my_values"), {"id": str(uuid4()), "values": ["quiet", "humour"], "words": "my cat"})
    browser.client.post(reverse("my_values"), {"id": str(uuid4()), "values": ["humour", "care"], "words": ""})

    assert ["", "care", "humour"] == sorted(one.value for one in browser.kept(MyValue))
    page = browser.page("who_i_am")
    assert "my cat" in page
    assert "Laughing with others, and at no one." in page
    assert "Hours in which no one wants a thing from me." not in page


def test_an_id_of_a_value_can_not_be_worked_out_from_the_value(browser: Browser) -> None:
    for _ in range(2):
        browser.client.post(reverse("my_values"), {"id": str(uuid4()), "values": ["quiet"]})
        kept = browser.kept(MyValue)
        browser.client.post(reverse("my_values"), {"id": str(uuid4()), "values": []})
        assert 1 == len(kept)
        assert [] == browser.kept(MyValue)
    browser.client.post(reverse("my_values"), {"id": str(uuid4()), "values": ["quiet"]})

    assert kept[0].id != browser.kept(MyValue)[0].id


def test_likes_and_things_stopped_are_lists_and_one_small_return_stands(browser: Browser) -> None:
    stopped = uuid4()
    browser.sends("who_i_am", id=uuid4(), act="like", words="the smell of rain")
    browser.sends("who_i_am", id=stopped, act="stopped", words="choir")
    browser.sends("new_return", id=uuid4(), idea="one-song", stopped=stopped)
    browser.sends("new_return", id=uuid4(), words="hum in the bath")

    assert ["one-song"] == [one.idea for one in browser.kept(SmallReturn)]
    page = browser.page("who_i_am")
    assert "One at a time." in page
    assert "I hear one song from that time." in page
    assert "hum in the bath" in browser.page("new_return")
    assert (1, 1) == (len(browser.kept(Like)), len(browser.kept(StoppedDoing)))


@pytest.mark.parametrize("how", Returned)
def test_each_end_of_a_small_return_is_as_good_and_makes_room_for_another(browser: Browser, how: Returned) -> None:
    entry_id = uuid4()
    browser.sends("new_return", id=entry_id, words="hum in the bath")
    browser.sends("tell_return", entry_id, revision=1, how=how.value, note="it rained")

    assert [(how, "it rained")] == [(one.how, one.note) for one in browser.kept(SmallReturn)]
    page = browser.page("who_i_am")
    assert "Pick a small return" in page
    assert "it rained" in page


def test_erasing_what_was_stopped_takes_its_returns_along(browser: Browser) -> None:
    stopped = uuid4()
    browser.sends("who_i_am", id=stopped, act="stopped", words="choir")
    browser.sends("new_return", id=uuid4(), idea="one-song", stopped=stopped)
    browser.sends("erase_entry", stopped)

    assert [] == browser.kept(SmallReturn) + browser.kept(StoppedDoing)


def test_a_line_that_is_too_long_or_empty_is_told_at_its_field(browser: Browser) -> None:
    browser.sends("who_i_am", id=uuid4(), act="like", words=LONG)
    assert "A shorter line fits here" in browser.page("who_i_am")
    browser.sends("who_i_am", id=uuid4(), act="other", words="words")

    assert [] == browser.kept(Like)


# --- how much I believe myself ------------------------------------------------------------------------------


def test_within_a_week_the_new_word_takes_the_place_of_the_old_one(browser: Browser, a_clock: Path) -> None:
    browser.sends("believed", id=uuid4(), believed="hardly")
    sets(a_clock, NOON + timedelta(days=6))
    browser.sends("believed", id=uuid4(), believed="somewhat", note="slept well")
    sets(a_clock, NOON + timedelta(days=8))
    browser.sends("believed", id=uuid4(), believed="mostly")

    assert [Believed.SOMEWHAT, Believed.MOSTLY] == [one.believed for one in browser.kept(SelfRating)]


def test_below_five_words_there_is_only_the_list(browser: Browser, a_clock: Path) -> None:
    for week in range(5):
        sets(a_clock, NOON + timedelta(weeks=week))
        page = browser.page("believed")
        assert "steps" not in page
        assert "9 times in 10" not in page
        browser.sends("believed", id=uuid4(), believed="mostly")

    assert "It is not clear if your words moved over the last half year." in browser.page("believed")


def test_everything_of_the_room_stands_in_what_i_wrote_and_can_be_erased(browser: Browser) -> None:
    promise = makes(browser, "hum a tune")
    answers(browser, promise, "kept")
    browser.sends("nothing_today", id=uuid4())
    browser.sends("signals_heard", id=uuid4(), signal="quiet-no")
    browser.client.post(reverse("my_values"), {"id": str(uuid4()), "values": ["quiet"]})
    browser.sends("who_i_am", id=uuid4(), act="like", words="toast")
    browser.sends("who_i_am", id=uuid4(), act="stopped", words="choir")
    browser.sends("new_return", id=uuid4(), idea="one-song")
    browser.sends("believed", id=uuid4(), believed="mostly")
    page = visible_words(browser.page("past"))

    for words in (
        *("hum a tune", "Kept: I", "Nothing promised", "There was a quiet no in me.", "What matters to me: Quiet"),
        *("toast", "choir", "I hear one song", "I believe myself: mostly"),
    ):
        assert words in page
    kinds = (
        Promise,
        PromiseOutcome,
        NothingToday,
        SignalHonoured,
        MyValue,
        Like,
        StoppedDoing,
        SmallReturn,
        SelfRating,
    )
    for kind in kinds:
        for one in browser.kept(kind):
            browser.page("erase_entry", one.id)
            browser.sends("erase_entry", one.id)
        assert [] == browser.kept(kind)


# --- locked in between --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields", "seen"),
    [
        ("write_promise", {"then_words": "hum a tune", "if_words": "it rains"}, "hum a tune"),
        ("signals_heard", {"noticed": "cold hands"}, "cold hands"),
        ("who_i_am", {"act": "stopped", "words": "choir on Tuesdays"}, "choir on Tuesdays"),
        ("my_values", {"words": "my cat", "values": "quiet"}, "my cat"),
        ("new_return", {"words": "hum in the bath"}, "hum in the bath"),
        ("believed", {"note": "slept well"}, "slept well"),
    ],
)
def test_what_was_typed_while_it_locked_can_be_gone_on_with(
    browser: Browser, ana: Owner, name: str, fields: dict[str, str], seen: str
) -> None:
    browser.client.cookies.clear()
    browser.client.post(reverse(name), {"id": uuid4(), **fields})
    browser.client.post(reverse("unlock"), {"passphrase": ana.passphrase})
    left = re.search(r'action="/ln/([0-9a-f-]{36})/"', browser.page("left_notes"))
    assert left is not None
    browser.sends("left_note", UUID(left[1]), what="go_on")

    assert seen in browser.page(name)


@pytest.mark.parametrize(
    "name",
    [
        *("promises", "new_promise", "write_promise", "promise_sizes", "signals_heard", "who_i_am", "my_values"),
        *("new_return", "believed"),
    ],
)
def test_no_page_of_the_room_is_there_while_the_notebook_is_locked(browser: Browser, name: str) -> None:
    browser.client.cookies.clear()
    answer = browser.get(name)

    assert answer.status_code == 303
    assert answer.content == b""
