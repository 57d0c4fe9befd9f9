"""Lines of other apps and of tables we do not know: nothing is guessed, and what was not said stays words."""

from datetime import UTC, datetime

import pytest

from unhurried.domain.steadying import BodySign, State
from unhurried.report.line import RefusedWhy
from unhurried.report.meaning import Meanings, Role, Stays, sort_out
from unhurried.report.table import Kind, Reading, UnreadableTable, read_checkins

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HEAD = "date,weekday,time of day,category,rating/amount,detail,notes\n"


def read(text: str, **meant: object) -> Reading:
    return read_checkins(text, now=NOW, offset_minutes=0, meanings=Meanings(**meant))


def line(
    day: str = "8th Dec 2021", part: str = "am", category: str = "Mood", rating: str = "3", detail: str = ""
) -> str:
    return f'"{day}","Wednesday","{part}","{category}","{rating}","{detail}",""\n'


# --- Bearable -----------------------------------------------------------------------------------------------


def test_all_that_was_rated_in_one_part_of_a_day_is_one_check_in() -> None:
    file = HEAD + line() + line(category="Symptom", detail="Neck pain (Mild)") + line(part="pm", rating="1")
    found = read(file, moods={"Mood 3": State.SETTLED, "Mood 1": State.LOW})

    assert Kind.BEARABLE is found.kind
    assert [(9, State.SETTLED, "Neck pain"), (20, State.LOW, "")] == [
        (row.at.hour, row.state, row.note) for row in found.rows
    ]
    assert [("Mood 3", 1), ("Mood 1", 1)] == [tuple(mood) for mood in found.moods_seen]
    assert [("Neck pain", 1)] == [tuple(thing) for thing in found.things_seen]


@pytest.mark.parametrize(
    ("part", "hour"),
    [
        ("pre", 6),
        ("am", 9),
        ("mid", 13),
        ("pm", 20),
        ("", 12),
        ("all day", 12),
        ("Evening", 20),
        ("7:30 pm", 19),
        ("07:30", 7),
    ],
)
def test_a_part_of_the_day_has_a_time_that_stands_for_it(part: str, hour: int) -> None:
    assert [hour] == [row.at.hour for row in read(HEAD + line(part=part), moods={"Mood 3": State.LOW}).rows]


def test_a_part_of_the_day_we_do_not_know_is_refused_and_not_guessed() -> None:
    found = read(HEAD + line(part="lunchish"), moods={"Mood 3": State.LOW})

    assert [(2, RefusedWhy.WHEN_NO_TIME)] == [(one.line, one.why) for one in found.refused]


def test_a_mood_without_a_meaning_stays_out_and_one_left_out_too() -> None:
    assert [RefusedWhy.MOOD_UNMAPPED] == [one.why for one in read(HEAD + line()).refused]
    assert [RefusedWhy.MOOD_LEFT_OUT] == [one.why for one in read(HEAD + line(), moods={"Mood 3": None}).refused]


def test_a_symptom_alone_is_no_state_unless_the_person_says_so() -> None:
    file = HEAD + line(category="Symptom", detail="Numbness (Severe)")

    assert [RefusedWhy.NO_STATE_THEN] == [one.why for one in read(file).refused]
    assert [State.SHUT_DOWN] == [row.state for row in read(file, things={"Numbness": State.SHUT_DOWN}).rows]


def test_how_strong_a_symptom_was_makes_no_other_symptom_of_it() -> None:
    file = HEAD + line(category="Symptom", detail="Back (lower) pain (Mild)")
    file += line(part="pm", category="Symptom", detail="Back (lower) pain (Severe)")

    assert [("Back (lower) pain", 2)] == [tuple(thing) for thing in read(file).things_seen]


def test_another_meaning_keeps_the_id() -> None:
    file = HEAD + line() + line(category="Symptom", detail="Cold hands")
    ids = {
        read(file, moods={"Mood 3": state}, things={"Cold hands": thing}).rows[0].id
        for state, thing in ((State.LOW, BodySign.COLD), (State.SETTLED, Stays.LEAVE_OUT))
    }
    assert 1 == len(ids)


# --- tables we do not know ----------------------------------------------------------------------------------

COLUMNS = {"A": Role.WHEN, "B": Role.STATE, "C": Role.BODY, "D": Role.NOTE}
TABLE = "A,B,C,D\n2026-01-01 10:00,meh,cold|tired;new,words\n"


def test_a_table_we_do_not_know_is_only_read_where_someone_can_be_asked() -> None:
    with pytest.raises(UnreadableTable):
        read(TABLE)
    assert ("A", "B", "C", "D") == read(TABLE, columns={}).columns
    assert () == read(TABLE, columns={}).rows


def test_columns_are_read_as_the_person_said() -> None:
    found = read(
        TABLE, columns=COLUMNS, moods={"meh": State.LOW}, things={"cold": BodySign.COLD, "tired": Stays.LEAVE_OUT}
    )

    (row,) = found.rows
    assert (State.LOW, (BodySign.COLD,), "words\nnew") == (row.state, row.body, row.note)
    assert [("cold", 1), ("tired", 1), ("new", 1)] == [tuple(thing) for thing in found.things_seen]


def test_a_state_that_was_not_said_stays_out_even_if_it_sounds_like_one_of_ours() -> None:
    table = TABLE.replace("meh", "low")
    assert [RefusedWhy.MOOD_UNMAPPED] == [one.why for one in read(table, columns=COLUMNS).refused]


def test_things_are_sorted_as_the_person_said_and_the_rest_stays_words() -> None:
    meant = Meanings(things={"a": BodySign.COLD, "b": Stays.LEAVE_OUT, "c": State.LOW})

    assert ((State.LOW,), (BodySign.COLD,), ("d",)) == tuple(sort_out(["a", "b", "c", "d", "d", "a"], meant))
    assert () == sort_out(["d"], Meanings(rest=Stays.LEAVE_OUT)).note
