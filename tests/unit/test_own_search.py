"""Looking through what the person wrote: whole words, other endings, one slip, and never an id of ours."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept
from unhurried.domain.signals import Alarm, Closer, CloserAnswer
from unhurried.domain.steadying import Checkin, PracticeTime, State
from unhurried.journey.search import look_through

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def kept(*entries: Entry) -> list[Kept]:
    return [Kept(entry, 1) for entry in entries]


def note(words: str, days_ago: int = 0) -> Checkin:
    at = NOON - timedelta(days=days_ago)
    return Checkin(id=uuid4(), at=at, offset_minutes=0, written=at, state=State.LOW, note=words)


def found(rows: list[Kept], *telling: str) -> list[Entry]:
    return look_through(rows, (Checkin, Alarm), telling)


def test_those_in_which_the_most_stands_come_alone_and_the_newest_first() -> None:
    both, old, one = note("tea with Juniper"), note("Juniper, tea", 9), note("tea")

    assert [both, old] == found(kept(old, one, both), "tea", "juniper")


def test_less_than_half_is_nothing() -> None:
    assert [] == found(kept(note("tea")), "tea", "bread", "salt")


def test_another_ending_and_a_slip_are_found() -> None:
    walk = note("I walked to the libary")

    assert [walk] == found(kept(walk), "walk")
    assert [walk] == found(kept(walk), "library")


def test_a_short_word_is_taken_as_it_is() -> None:
    assert [] == found(kept(note("a tin")), "tea")


def test_words_in_parts_of_an_entry_are_found_and_other_kinds_are_not() -> None:
    closer = (CloserAnswer(Closer.FACTS, "the kettle fell"),)
    alarm = Alarm(id=uuid4(), at=NOON, offset_minutes=0, written=NOON, closer=closer)
    practice = PracticeTime(id=uuid4(), at=NOON, offset_minutes=0, written=NOON, practice="kettle")

    assert [alarm] == found(kept(alarm, practice), "kettle")


def test_an_id_of_ours_is_no_word_of_the_person() -> None:
    time = PracticeTime(id=uuid4(), at=NOON, offset_minutes=0, written=NOON, practice="warm-cup")

    assert [] == look_through(kept(time), (PracticeTime,), ["warm"])
