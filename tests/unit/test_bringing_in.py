"""Bringing in what was written elsewhere: once, in one write, and never over what is here."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from unhurried.domain.base import Entry
from unhurried.domain.entries import decode, encode
from unhurried.domain.notebook import Kept, PlainNotebook
from unhurried.domain.steadying import Checkin, State
from unhurried.journey.lookback import UnknownMeaning, bring_in, count_new, meanings
from unhurried.journey.stamp import stamp
from unhurried.journey.steadying import asks_rhythm, erase_entry, record_checkin, revise_checkin
from unhurried.report.table import Reading, read_checkins

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
FILE = "when,state,note\n2026-01-01 10:00,low,rain\n2026-01-02 10:00,odd,\n2026-01-03 10:00,settled,sun\n"
SECRET = b"s" * 32


class CountingNotebook(PlainNotebook):
    """Remembers how often it was written to."""

    def __init__(self) -> None:
        super().__init__()
        self.writes = 0

    def write(self, *, add: Sequence[Entry] = (), revise: Sequence[Kept] = (), erase: Sequence[UUID] = ()) -> None:
        self.writes += 1
        super().write(add=add, revise=revise, erase=erase)


def reading_of(text: str = FILE, now: datetime = NOW) -> Reading:
    return read_checkins(text, now=now, offset_minutes=60)


def checkins(notebook: PlainNotebook) -> list[Checkin]:
    return [row.entry for row in notebook.entries().kept if isinstance(row.entry, Checkin)]


def test_all_good_lines_come_in_with_one_write() -> None:
    notebook = CountingNotebook()
    assert bring_in(notebook, reading_of(), NOW, SECRET) == 2
    assert notebook.writes == 1
    assert [(one.note, one.state) for one in checkins(notebook)] == [("rain", State.LOW), ("sun", State.SETTLED)]


def test_what_came_in_is_marked_and_written_now() -> None:
    notebook = PlainNotebook()
    later = NOW + timedelta(minutes=20)
    bring_in(notebook, reading_of(), later, SECRET)
    assert {(True, later)} == {(one.brought_in, one.written) for one in checkins(notebook)}


def test_the_same_file_again_adds_nothing_and_writes_nothing() -> None:
    notebook = CountingNotebook()
    bring_in(notebook, reading_of(), NOW, SECRET)
    before = notebook.entries()
    assert count_new(before.kept, reading_of(), SECRET) == 0
    assert bring_in(notebook, reading_of(), NOW + timedelta(days=1), SECRET) == 0
    assert notebook.writes == 1
    assert notebook.entries() == before


def test_a_longer_file_adds_only_its_new_lines() -> None:
    notebook = PlainNotebook()
    bring_in(notebook, reading_of(), NOW, SECRET)
    longer = reading_of(FILE + "2026-01-04 10:00,stirred,\n")
    assert count_new(notebook.entries().kept, longer, SECRET) == 1
    assert bring_in(notebook, longer, NOW, SECRET) == 1
    assert len(checkins(notebook)) == 3


def test_words_changed_since_are_not_overwritten_by_the_file() -> None:
    notebook = PlainNotebook()
    bring_in(notebook, reading_of(), NOW, SECRET)
    revise_checkin(notebook, notebook.entries().kept[0], note="more than rain")
    bring_in(notebook, reading_of(), NOW, SECRET)
    assert [one.note for one in checkins(notebook)] == ["more than rain", "sun"]


def test_what_was_erased_comes_back_only_when_it_is_brought_in_again() -> None:
    notebook = PlainNotebook()
    bring_in(notebook, reading_of(), NOW, SECRET)
    erase_entry(notebook, notebook.entries().kept[0].entry.id)
    assert [one.note for one in checkins(notebook)] == ["sun"]
    assert bring_in(notebook, reading_of(), NOW, SECRET) == 1


def test_every_line_survives_being_stored() -> None:
    rows = reading_of("when,state,note\n2026-01-01T10:00+05:45,low,🌧️ לא\n1899-01-01 10:00,low,x\n").rows
    assert [decode(encode(row)) for row in rows] == list(rows)
    assert [row.local.isoformat() for row in rows] == ["2026-01-01T10:00:00+05:45"]


def test_brought_in_check_ins_do_not_start_the_two_weeks_of_the_question() -> None:
    notebook = PlainNotebook()
    bring_in(notebook, reading_of(), NOW, SECRET)
    entries: list[Entry] = list(checkins(notebook))
    assert not asks_rhythm(entries, NOW + timedelta(days=40))
    own = record_checkin(notebook, stamp(UUID(int=1), NOW, 0), State.LOW)
    assert asks_rhythm([*entries, own], NOW + timedelta(days=40))


def test_what_a_mood_stands_for_is_said_in_words_or_left_out() -> None:
    said = {"rad": "Keyed up", "good": "settled", "meh": "leave out", "awful": "shut_down"}
    assert meanings(said) == {
        "rad": State.KEYED_UP,
        "good": State.SETTLED,
        "meh": None,
        "awful": State.SHUT_DOWN,
    }


def test_a_meaning_that_is_no_state_is_named() -> None:
    with pytest.raises(UnknownMeaning, match="happy"):
        meanings({"rad": "happy"})


def test_no_line_can_be_told_from_the_id_of_its_row_without_the_secret() -> None:
    """Ids lie in the clear. Whoever guesses a line can work out the id that follows from it, and no more."""
    notebook = PlainNotebook()
    bring_in(notebook, reading_of(), NOW, SECRET)

    assert not {row.id for row in reading_of().rows} & {one.id for one in checkins(notebook)}


def test_lines_that_came_in_under_another_key_or_without_one_do_not_come_in_again() -> None:
    for before in (b"t" * 32, None):
        notebook = PlainNotebook()
        if before is None:
            notebook.write(add=reading_of().rows)
        else:
            bring_in(notebook, reading_of(), NOW, before)

        assert count_new(notebook.entries().kept, reading_of(), SECRET) == 0
        assert bring_in(notebook, reading_of(), NOW, SECRET) == 0
