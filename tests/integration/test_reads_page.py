"""My reads: only the list below the minimum, both directions above it, and the last word is the person's own."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.integration.open_notebook import Browser
from tests.words import visible_words
from unhurried.domain.base import LONGEST_WORDS
from unhurried.domain.lookback import OwnReading
from unhurried.domain.people import Hurt, Someone, Warned
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.signals import Alarm, AlarmAnswer, Cause, Loud, SecondLook
from unhurried.pages import clock

HIDES_HARM = "Some people hide harm well. Missing it was not your fault."


LOUDER = "Of those you could check, the louder ones had cause more often."


def looks_back(browser: Browser, causes: Iterable[Cause], whom: UUID | None = None, body: Loud | None = None) -> None:
    """An alarm and its second look for each."""
    now = clock.now()
    add: list[Alarm | SecondLook] = []
    for cause in causes:
        alarm = Alarm(
            id=uuid4(),
            at=now - timedelta(days=9),
            offset_minutes=0,
            written=now,
            answer=AlarmAnswer.NOT_CLEAR_YET,
            whom=whom,
            body=body,
        )
        look = SecondLook(id=uuid4(), at=now, offset_minutes=0, written=now, alarm=alarm.id, cause=cause)
        add += [alarm, look]
    browser.ana.notebook.write(add=add)


def hurts(browser: Browser, *warned: Warned | None) -> None:
    for one in warned:
        browser.writes(Hurt, what="words", warned=one)


ENOUGH = [Cause.NOW] * 12 + [Cause.OLD_HURT] * 9 + [Cause.NEVER_FOUND_OUT] * 4 + [Cause.EXPLAINED_NOT_CHECKED] * 2


@pytest.fixture
def k(browser: Browser) -> Someone:
    browser.writes(Someone, code_name="K.")
    return browser.kept(Someone)[-1]  # type: ignore[no-any-return]


def test_with_nothing_noted_the_page_asks_for_nothing(browser: Browser) -> None:
    page = browser.page("reads")

    assert "You have not looked back on an alarm yet. That is fine." in page
    assert HIDES_HARM in page
    assert "Of 100" not in page


def test_below_the_minimum_there_is_only_the_list(browser: Browser) -> None:
    looks_back(browser, [Cause.NOW, Cause.NEVER_FOUND_OUT, Cause.OLD_HURT])
    page = browser.page("reads")

    assert "You have looked back on 3 alarms. That is too few to say anything, so here is the list." in page
    assert "1 was never found out, and that may stay so." in page
    assert "We show how often from five that had cause and five that had none. That is no goal." in page
    assert HIDES_HARM in page
    assert "Of 100" not in page
    assert '<svg class="chart' not in page


def test_above_the_minimum_both_directions_stand_side_by_side(browser: Browser) -> None:
    looks_back(browser, ENOUGH)
    hurts(browser, *[Warned.NO] * 4, *[Warned.YES] * 5, None)
    page = browser.page("reads")

    assert "Of 100 alarms like yours," in page
    assert "Of 100 times with cause," in page
    assert "6 of your 27 alarms are not known, and that may stay so. We did not leave them out." in page
    assert HIDES_HARM in page
    assert page.count('chart-reach" x1=') >= 4


def test_one_direction_alone_says_what_the_other_waits_for(browser: Browser) -> None:
    looks_back(browser, ENOUGH)
    page = browser.page("reads")

    assert "Of 100 alarms like yours," in page
    assert "Of 100 times with cause," not in page
    assert "We show it from five times that hurt for which you say if something rang before." in page


def test_no_page_calls_an_alarm_wrong_or_the_person_too_careful(browser: Browser) -> None:
    looks_back(browser, [Cause.OLD_HURT] * 40 + [Cause.NOW] * 5)
    page = browser.page("reads").casefold()

    assert "more often than not, you found an old hurt." in page
    assert [word for word in ("over-react", "overreact", "false alarm", "mistake") if word in page] == []


def test_that_louder_alarms_had_cause_more_often_stands_beside_what_a_faint_one_may_be(browser: Browser) -> None:
    looks_back(browser, [Cause.NOW] * 20, body=Loud.LOUD)
    looks_back(browser, [Cause.OLD_HURT] * 20, body=Loud.FAINT)
    page = browser.page("reads")

    assert LOUDER in page
    assert "A faint one can have cause too, as some bodies go quiet to get through." in page
    assert "How loud it was may feel different once you know." in page


@pytest.mark.parametrize("body", [Loud.LOUD, None])
def test_a_faint_signal_of_the_body_is_never_told_as_a_reason_not_to_trust_it(
    browser: Browser, body: Loud | None
) -> None:
    looks_back(browser, [Cause.NOW] * 20, body=body and Loud.FAINT)
    looks_back(browser, [Cause.OLD_HURT] * 20, body=body)
    page = browser.page("reads")

    assert "Of 100 alarms like yours," in page
    assert [word for word in ("louder", "faint", "quiet to get") if word in visible_words(page).casefold()] == []


def test_a_flag_takes_every_old_hurt_about_them_out_of_the_count(browser: Browser, k: Someone) -> None:
    looks_back(browser, ENOUGH, whom=k.id)
    assert "Of 100 alarms like yours," in browser.page("reads")
    browser.writes(Flag, sign=DangerSign.CONTROL, whom=k.id)
    page = browser.page("reads")

    assert "Of 100" not in page
    assert "kept open" in page
    assert "an old hurt" not in page


def test_while_there_is_danger_now_nothing_speaks_of_an_old_hurt(browser: Browser) -> None:
    looks_back(browser, ENOUGH)
    browser.writes(Flag, sign=DangerSign.CONTROL)
    page = browser.page("reads")

    assert "old hurt" not in page


def test_the_own_sentence_is_kept_changed_and_erased(browser: Browser) -> None:
    browser.sends("reads", id=uuid4(), words="I hear the small ones late.")
    assert "I hear the small ones late." in browser.page("reads")
    [first] = browser.kept(OwnReading)

    browser.sends("reads", id=first.id, words="I hear most of them.")
    [second] = browser.kept(OwnReading)
    assert (first.id, "I hear most of them.") == (second.id, second.words)
    assert "My own sentence about my reads" in browser.page("past")

    browser.sends("reads", id=first.id, words=" ")
    assert [] == browser.kept(OwnReading)


def test_a_sentence_that_is_too_long_is_still_in_its_field(browser: Browser) -> None:
    long = "w" * (LONGEST_WORDS + 1)
    browser.sends("reads", id=uuid4(), words=long)

    assert [] == browser.kept(OwnReading)
    assert long[:500] in browser.page("reads")


def test_today_and_what_i_noticed_lead_to_it(browser: Browser) -> None:
    for page in ("today", "alarms"):
        assert 'href="/yq/"' in browser.page(page)
