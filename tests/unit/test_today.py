"""Room today: when something is suggested, and when it is quiet."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.lookback import HarmCheck, SinceBegun
from unhurried.domain.notebook import PlainNotebook
from unhurried.domain.steadying import Checkin, Felt, PracticeTime, State
from unhurried.journey.lookback import HARM_CHECK, asks_harm_check
from unhurried.journey.stamp import stamp
from unhurried.journey.today import QuietWhy, decline, entries_of, suggest, why_quiet

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def practised(felt: Felt | None, *, hours_ago: float) -> PracticeTime:
    at = NOW - timedelta(hours=hours_ago)
    return PracticeTime(**stamp(uuid4(), at, 0), practice="push-the-wall", felt=felt)


def checked_in(*, hours_ago: float = 0) -> Checkin:
    return Checkin(**stamp(uuid4(), NOW - timedelta(hours=hours_ago), 0), state=State.KEYED_UP)


def kept(*entries: Entry) -> list[Entry]:
    """In the order a notebook gives them."""
    notebook = PlainNotebook()
    notebook.write(add=entries)
    return entries_of(notebook.entries().kept)


def test_one_time_worse_leaves_the_suggestion():
    assert suggest(library(), kept(practised(Felt.WORSE, hours_ago=1), checked_in()), NOW)


@pytest.mark.parametrize("hours_ago", [0, 1, 23.9])
def test_after_two_times_worse_in_a_row_nothing_is_suggested_for_a_day(hours_ago):
    times = practised(Felt.WORSE, hours_ago=hours_ago + 30), practised(Felt.WORSE, hours_ago=hours_ago)

    assert suggest(library(), kept(*times, checked_in()), NOW) is None
    assert why_quiet(kept(*times), NOW) is QuietWhy.TWICE_WORSE


def test_a_day_later_something_is_suggested_again():
    times = practised(Felt.WORSE, hours_ago=25), practised(Felt.WORSE, hours_ago=24)

    assert suggest(library(), kept(*times, checked_in()), NOW)


@pytest.mark.parametrize("between", [None, Felt.SAME, Felt.EASED])
def test_two_times_worse_with_another_in_between_are_not_in_a_row(between):
    times = practised(Felt.WORSE, hours_ago=3), practised(between, hours_ago=2), practised(Felt.WORSE, hours_ago=1)

    assert why_quiet(kept(*times), NOW) is None


def test_a_better_time_after_two_times_worse_does_not_end_the_quiet():
    times = (practised(Felt.WORSE, hours_ago=3), practised(Felt.WORSE, hours_ago=2), practised(Felt.EASED, hours_ago=1))

    assert why_quiet(kept(*times), NOW) is QuietWhy.TWICE_WORSE


def test_a_clock_set_back_does_not_end_the_quiet():
    times = practised(Felt.WORSE, hours_ago=-5), practised(Felt.WORSE, hours_ago=-6)

    assert why_quiet(kept(*times), NOW) is QuietWhy.TWICE_WORSE


def test_what_was_put_aside_is_not_suggested_again_in_the_quiet_time():
    notebook = PlainNotebook()
    notebook.write(add=[checked_in()])
    first = suggest(library(), entries_of(notebook.entries().kept), NOW)
    assert first is not None
    decline(notebook, stamp(UUID(int=1), NOW, 0), first.id)

    second = suggest(library(), entries_of(notebook.entries().kept), NOW)
    assert second is not None
    assert first.id != second.id


def said_how_it_is(since: SinceBegun, *, days_ago: float) -> HarmCheck:
    return HarmCheck(**stamp(uuid4(), NOW - timedelta(days=days_ago), 0), since=since)


@pytest.mark.parametrize("days_ago", [0, 3, 6.9, -2])
def test_after_it_got_worse_here_nothing_is_suggested_for_a_week(days_ago):
    said = said_how_it_is(SinceBegun.WORSE, days_ago=days_ago)

    assert suggest(library(), kept(said, checked_in()), NOW) is None
    assert why_quiet(kept(said), NOW) is QuietWhy.HARM_CHECK


def test_a_week_later_or_after_another_answer_something_is_suggested_again():
    worse, better = said_how_it_is(SinceBegun.WORSE, days_ago=3), said_how_it_is(SinceBegun.SAME, days_ago=2)

    assert suggest(library(), kept(said_how_it_is(SinceBegun.WORSE, days_ago=7), checked_in()), NOW)
    assert suggest(library(), kept(worse, better, checked_in()), NOW)


def test_the_harm_check_is_asked_three_weeks_after_the_first_entry_and_every_four_weeks():
    begun = checked_in(hours_ago=21 * 24)

    assert asks_harm_check(kept(begun), NOW)
    assert not asks_harm_check(kept(checked_in(hours_ago=20 * 24)), NOW)
    assert not asks_harm_check(kept(begun, said_how_it_is(SinceBegun.SAME, days_ago=27)), NOW)
    assert asks_harm_check(kept(begun, said_how_it_is(SinceBegun.SAME, days_ago=28)), NOW)


def test_a_harm_check_that_was_put_off_comes_back_after_four_weeks_and_not_before():
    begun, notebook = checked_in(hours_ago=60 * 24), PlainNotebook()
    notebook.write(add=[begun])
    decline(notebook, stamp(uuid4(), NOW - timedelta(days=27), 0), HARM_CHECK)

    assert not asks_harm_check(entries_of(notebook.entries().kept), NOW)
    assert asks_harm_check(entries_of(notebook.entries().kept), NOW + timedelta(days=1))


def test_what_was_brought_in_from_elsewhere_is_no_beginning():
    begun = Checkin(**stamp(uuid4(), NOW - timedelta(days=400), 0), state=State.LOW, brought_in=True)

    assert not asks_harm_check(kept(begun), NOW)
