"""Reading check-ins from CSV: what can be read is read, and everything else has a line and a reason."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unhurried.content.library import library
from unhurried.domain.steadying import BodySign, Company, Pattern, Presence, Side, State
from unhurried.report import records as records_module
from unhurried.report import table
from unhurried.report.line import RefusedWhy
from unhurried.report.preview import preview_lines
from unhurried.report.records import LONGEST_RECORD, _Lines, fields, records
from unhurried.report.table import Kind, MoodSeen, Reading, UnreadableTable, UnreadableWhy, read_checkins

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HEAD = "when,state,presence,side,activation,toward,away,body,company,with,where,note,pattern\n"
DAYLIO = "\ufefffull_date,date,weekday,time,mood,activities,scales,note_title,note\n"


def read(text: str | bytes, **more: object) -> Reading:
    return read_checkins(text, now=NOW, **{"offset_minutes": 60, **more})


def why_not(line: str, head: str = HEAD) -> list[tuple[int, RefusedWhy]]:
    return [(line, why) for line, why, _ in read(head + line).refused]


def why_unreadable(text: str | bytes) -> UnreadableWhy:
    with pytest.raises(UnreadableTable) as caught:
        read(text)
    return caught.value.why


# --- what is read -------------------------------------------------------------------------------------------


def test_a_full_line_becomes_a_checkin_with_everything_it_says() -> None:
    line = (
        '2026-05-01T22:10,keyed up,partly,above,4,1,3,tight chest|tired,one,Mo,kitchen,"He said ""later"".",mind leaves'
    )
    (row,) = read(HEAD + line).rows
    assert row.at == datetime(2026, 5, 1, 21, 10, tzinfo=UTC)
    assert row.offset_minutes == 60
    assert (row.state, row.presence, row.side, row.activation) == (State.KEYED_UP, Presence.PARTLY, Side.ABOVE, 4)
    assert (row.toward, row.away, row.company) == (1, 3, Company.ONE)
    assert row.body == (BodySign.TIGHT_CHEST, BodySign.TIRED)
    assert (row.with_whom, row.where, row.note) == ("Mo", "kitchen", 'He said "later".')
    assert row.pattern is Pattern.MIND_LEAVES
    assert row.brought_in


@pytest.mark.parametrize("state", State)
def test_a_state_is_read_by_its_id_and_in_words(state: State) -> None:
    words = state.value.replace("_", " ").title()
    assert [state, state] == [
        row.state for row in read(f"when,state\n2026-01-02 10:00,{state.value}\n2026-01-02 11:00,{words}").rows
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-01T10:00", "2026-05-01T10:00:00+01:00"),
        ("2026-05-01 10:00:30.5", "2026-05-01T10:00:30+01:00"),
        ("20260501T100000Z", "2026-05-01T10:00:00+00:00"),
        ("2026-05-01T10:00+05:30", "2026-05-01T10:00:00+05:30"),
        ("2026-05-01 10:00 -0330", "2026-05-01T10:00:00-03:30"),
        ("2026/5/1 9:05 pm", "2026-05-01T21:05:00+01:00"),
        ("1.5.2026 07:30", "2026-05-01T07:30:00+01:00"),
        ("1 May 2026, 12:15 am", "2026-05-01T00:15:00+01:00"),
        ("May 1st, 2026 at 12:15 p.m.", "2026-05-01T12:15:00+01:00"),
        ("1-Sept-2025 10:00", "2025-09-01T10:00:00+01:00"),
        ("13/05/2026 10:00", "2026-05-13T10:00:00+01:00"),
        ("05/13/2026 10:00", "2026-05-13T10:00:00+01:00"),
        ("05/05/2026 10:00", "2026-05-05T10:00:00+01:00"),
    ],
)
def test_times_are_read_in_every_form_that_means_one_moment(text: str, expected: str) -> None:
    assert [expected] == [row.local.isoformat() for row in read(f'when;state\n"{text}";low').rows]


def test_the_offset_of_the_clock_may_depend_on_the_day() -> None:
    summer = lambda local: 120 if local.month == 7 else 60  # noqa: E731
    rows = read("when,state\n2025-07-01 10:00,low\n2025-12-01 10:00,low", offset_minutes=summer).rows
    assert [row.offset_minutes for row in rows] == [120, 60]


def test_semicolons_tabs_and_any_line_ends_are_understood() -> None:
    text = b"when\tstate\tnote\r\n2026-01-01 10:00\tlow\ta\r2026-01-01 11:00\tlow\tb\n\n\r\n2026-01-01 12:00\tlow\tc"
    assert [row.note for row in read(text).rows] == ["a", "b", "c"]


def test_emoji_and_right_to_left_words_stay_as_they_are() -> None:
    note = "🌧️ לא עכשיו \u202eabc\u202c"
    assert [note] == [row.note for row in read(f"when,state,note\n2026-01-01 10:00,low,{note}").rows]


def test_a_formula_stays_text() -> None:
    (row,) = read('when,state,where\n2026-01-01 10:00,low,"=HYPERLINK(""x"")"').rows
    assert row.where == '=HYPERLINK("x")'


def test_unknown_columns_are_named_and_stay_out() -> None:
    assert read("when,state,Steps\n2026-01-01 10:00,low,9000").passed_over == ("steps",)


# --- what is refused, line by line --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",low", RefusedWhy.WHEN_MISSING),
        ("yesterday,low", RefusedWhy.WHEN_UNREAD),
        ("2026-02-30 10:00,low", RefusedWhy.WHEN_UNREAD),
        ("2026-01-01 25:00,low", RefusedWhy.WHEN_UNREAD),
        ("2026-01-01 13:00 pm,low", RefusedWhy.WHEN_UNREAD),
        ("2026-01-01 10:00+19:00,low", RefusedWhy.WHEN_UNREAD),
        ("٢٠٢٦-01-01 10:00,low", RefusedWhy.WHEN_UNREAD),
        ("9" * 5000 + ",low", RefusedWhy.WHEN_UNREAD),
        ("2026-01-01,low", RefusedWhy.WHEN_NO_TIME),
        ("03/04/2026 10:00,low", RefusedWhy.WHEN_AMBIGUOUS),
        ("2026-06-15 13:01,low", RefusedWhy.WHEN_AHEAD),
        ("9999-12-31 23:59,low", RefusedWhy.WHEN_AHEAD),
        ("0001-01-01 00:00,low", RefusedWhy.WHEN_TOO_EARLY),
        ("2026-01-01 10:00,", RefusedWhy.STATE_MISSING),
        ("2026-01-01 10:00,angry", RefusedWhy.STATE_UNKNOWN),
        ("2026-01-01 10:00,low,maybe", RefusedWhy.PRESENCE),
        ("2026-01-01 10:00,low,no,left", RefusedWhy.SIDE),
        ("2026-01-01 10:00,low,yes,below", RefusedWhy.SIDE_ALONE),
        ("2026-01-01 10:00,low,,,6", RefusedWhy.ACTIVATION),
        ("2026-01-01 10:00,low,,,nan", RefusedWhy.ACTIVATION),
        ("2026-01-01 10:00,low,,,1e999", RefusedWhy.ACTIVATION),
        ("2026-01-01 10:00,low,,,=1+1", RefusedWhy.ACTIVATION),
        ("2026-01-01 10:00,low,,,,5", RefusedWhy.PULL),
        ("2026-01-01 10:00,low,,,,,-1", RefusedWhy.PULL),
        ("2026-01-01 10:00,low,,,,,,toes", RefusedWhy.BODY),
        ("2026-01-01 10:00,low,,,,,,,two", RefusedWhy.COMPANY),
        ("2026-01-01 10:00,low,,,,,,,,M\u202eo", RefusedWhy.BIDI),
        ("2026-01-01 10:00,low,,,,,,,,,,,other", RefusedWhy.PATTERN),
        ("2026-01-01 10:00,low,,,,,,,,,,,,x", RefusedWhy.TOO_MANY_CELLS),
        ("2026-01-01 10:00,low" + "," * 3_000_000, RefusedWhy.TOO_MANY_CELLS),
        ("2026-01-01 10:00,low,,,,,,,,,,a\0b", RefusedWhy.NUL),
        ("2026-01-01 10:00,low,,,,,,,,,," + "x" * 200_001, RefusedWhy.TOO_LONG),
        ("2026-01-01 10:00,low,,,,,,,,,," + "x" * LONGEST_RECORD, RefusedWhy.TOO_LONG),
    ],
)
def test_a_line_that_can_not_be_read_has_its_number_and_a_reason(line: str, why: RefusedWhy) -> None:
    around = "2026-01-01 08:00,low\n"
    reading = read(HEAD + around + line + "\n" + around.replace("08", "09"))
    assert [(3, why)] == [(number, reason) for number, reason, _ in reading.refused]
    assert len(reading.rows) == 2


def test_the_longest_note_is_still_read() -> None:
    (row,) = read("when,state,note\n2026-01-01 10:00,low," + "🌧" * 200_000).rows
    assert len(row.note) == 200_000


def test_letters_in_an_older_encoding_are_refused_on_their_line_only() -> None:
    reading = read("when,state,note\n2026-01-01 10:00,low,café\n".encode("cp1252") + b"2026-01-01 11:00,low,tea\n")
    assert [refused.why for refused in reading.refused] == [RefusedWhy.NOT_UTF_8]
    assert [row.note for row in reading.rows] == ["tea"]


def test_half_a_character_in_a_pasted_text_is_refused_on_its_line() -> None:
    assert why_not("2026-01-01 10:00,low,\ud83d", "when,state,note\n") == [(2, RefusedWhy.NOT_UTF_8)]


def test_a_quote_that_never_closes_costs_its_own_line_only() -> None:
    lines = ['2026-01-01 10:00,low,"open', *(f"2026-01-02 10:{minute:02},low,fine" for minute in range(60))]
    reading = read("when,state,note\n" + "\n".join(lines))
    assert [(line, why) for line, why, _ in reading.refused] == [(2, RefusedWhy.QUOTE_OPEN)]
    assert len(reading.rows) == 60


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = 'when,state,note\n2026-01-01 10:00,low,"one\ntwo\n\nfour"\n\n,low\n'
    assert [refused.line for refused in read(text).refused] == [7]


def test_what_is_shown_of_a_cell_can_not_move_a_cursor_or_turn_the_text() -> None:
    (refused,) = read("when,state\n2026-01-01 10:00,\x1b[2Jab\u200fc" + "d" * 100).refused
    assert refused.shown == "\ufffd[2Jab\ufffdc" + "d" * 31 + "…"


def test_what_stands_in_a_note_is_never_shown_as_a_reason() -> None:
    reading = read(HEAD + "2026-01-01 10:00,low,,,,,,,,,,SECRET" + "x" * 200_000)
    assert "SECRET" not in repr(reading.refused)


# --- the same line twice ------------------------------------------------------------------------------------


def test_the_same_line_twice_is_read_once() -> None:
    line = "2026-01-01 10:00,low\n"
    assert why_not(line + line) == [(3, RefusedWhy.TWICE)]


def test_a_line_has_the_same_id_whatever_the_clock_of_the_machine_and_the_order_of_columns() -> None:
    one = read("when,state,note\n2026-01-01 10:00,low,rain").rows[0]
    other = read('Note;State;When\n"rain";Low;2026/1/1 10:00', offset_minutes=-300).rows[0]
    assert one.id == other.id
    assert one.at != other.at


def test_pasting_does_not_change_the_id_of_a_note_of_two_lines() -> None:
    text = 'when,state,note\n2026-01-01 10:00,low,"one\ntwo"\n'
    assert [row.id for row in read(text).rows] == [row.id for row in read(text.replace("\n", "\r\n")).rows]


def test_lines_that_differ_in_anything_have_different_ids() -> None:
    values = ["low", "low,yes", "low,no", "low,no,below", "low,,,1", "low,,,,1", "low,,,,,1", "low,,,,,,tired"]
    values += ["low,,,,,,,one", "low,,,,,,,,Mo", "low,,,,,,,,,Mo", "low,,,,,,,,,,Mo", "low,,,,,,,,,,,shame"]
    rows = read(HEAD + "\n".join(f"2026-01-01 10:00,{value}" for value in values)).rows
    assert len({row.id for row in rows}) == len(values)


# --- files that can not be read at all ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", UnreadableWhy.EMPTY),
        (b"\xef\xbb\xbf \r\n", UnreadableWhy.EMPTY),
        ("when,state\n".encode("utf-16"), UnreadableWhy.UTF_16),
        ("when,state\n".encode("utf-16-be"), UnreadableWhy.UTF_16),
        (b"PK\x03\x04 a spreadsheet", UnreadableWhy.NOT_TEXT),
        (b"abc\0def", UnreadableWhy.NOT_TEXT),
        (b"day,mood\n", UnreadableWhy.COLUMNS_UNKNOWN),
        (b'"when,state\n', UnreadableWhy.COLUMNS_UNKNOWN),
        (b"when,state,When\n", UnreadableWhy.COLUMN_TWICE),
        (b"when,state\n" + b"x\n" * 20_001, UnreadableWhy.TOO_MANY_ROWS),
        (b"when,state\n" + b"\r" * 2_000_001, UnreadableWhy.TOO_MANY_ROWS),
        (b"x" * 50_000_001, UnreadableWhy.TOO_BIG),
    ],
)
def test_a_file_that_can_not_be_read_says_why(data: bytes, why: UnreadableWhy) -> None:
    assert why_unreadable(data) is why


def test_twenty_thousand_lines_are_read() -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    lines = "".join(f"{start + timedelta(hours=hour):%Y-%m-%d %H:%M},low\n" for hour in range(20_000))
    assert len(read("when,state\n" + lines).rows) == 20_000


def test_more_words_than_may_be_kept_are_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_WORDS", 5)
    assert why_unreadable("when,state,note\n2026-01-01 10:00,low,sixsix") is UnreadableWhy.TOO_BIG


# --- Daylio -------------------------------------------------------------------------------------------------

EXPORT = (
    DAYLIO
    + '2026-05-02,"May 2",Saturday,11:54\u202fpm,rad,"friends | movies","Sleep:\u00a07 | Water:\u00a03","Out","Good<br>talk &amp; tea <3"\n'
    + '2026-05-01,"1. Mai",Freitag,21:35,meh,"","","",""\n'
)


def test_daylio_lines_come_in_by_what_the_person_said_each_mood_stands_for() -> None:
    reading = read(EXPORT, moods={"rad": State.STIRRED, "meh": None})
    (row,) = reading.rows
    assert reading.kind is Kind.DAYLIO
    assert (row.local.isoformat(), row.state, row.presence) == ("2026-05-02T23:54:00+01:00", State.STIRRED, None)
    assert row.note == "Out\nGood\ntalk & tea <3\nfriends, movies\nSleep:\u00a07, Water:\u00a03"
    assert list(reading.refused) == [(3, RefusedWhy.MOOD_LEFT_OUT, "meh")]


def test_a_mood_is_never_guessed() -> None:
    reading = read(EXPORT)
    assert reading.rows == ()
    assert [refused.why for refused in reading.refused] == [RefusedWhy.MOOD_UNMAPPED] * 2
    assert reading.moods_seen == (MoodSeen("rad", 1), MoodSeen("meh", 1))


def test_another_meaning_for_a_mood_does_not_double_its_lines() -> None:
    one, other = (read(EXPORT, moods={"rad": state}).rows[0] for state in (State.STIRRED, State.SETTLED))
    assert one.id == other.id


def test_a_daylio_line_without_mood_and_one_with_a_bad_time_have_their_reasons() -> None:
    lines = "2026-05-01,,,21:35,,,,,\n2026-05-01,,,abends,rad,,,,\n2026-05-01,,,,rad,,,,\n"
    expected = [(2, RefusedWhy.MOOD_MISSING), (3, RefusedWhy.WHEN_UNREAD), (4, RefusedWhy.WHEN_NO_TIME)]
    reasons = [(line, why) for line, why, _ in read(DAYLIO + lines, moods={"rad": State.LOW}).refused]
    assert sorted(reasons) == [expected[0], expected[1], expected[2]]


def test_a_file_with_more_moods_than_a_person_has_is_another_kind_of_file() -> None:
    assert why_unreadable(DAYLIO + "".join(f"2026-05-01,,,21:35,m{n},,,,\n" for n in range(51))) is (
        UnreadableWhy.TOO_MANY_MOODS
    )


# --- never anything else than a reading or a reason ---------------------------------------------------------

_PIECES = st.sampled_from(
    (
        *("when", "state", ",", ";", '"', '""', "\n", "\r\n", "\r", "2026-05-01T10:00", "low", "both", "=1+1", "\0"),
        *("full_date,time,mood", "2026-05-01,21:35,rad", "-5", "no", "above", "\ud800", "é", "🌧", "9" * 400, "\u202e"),
    )
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join), st.sampled_from([HEAD, DAYLIO, ""]))
@example('"' * 7, HEAD)
def test_any_text_gives_a_reading_or_says_why_not(text: str, head: str) -> None:
    try:
        reading = read(head + text, moods={"rad": State.LOW})
    except UnreadableTable:
        return
    assert len(reading.rows) + len(reading.refused) <= (head + text).count("\n") + (head + text).count("\r") + 1


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([HEAD.encode(), DAYLIO.encode(), b""]))
def test_any_bytes_give_a_reading_or_say_why_not(data: bytes, head: bytes) -> None:
    try:
        assert isinstance(read(head + data), Reading)
    except UnreadableTable as error:
        assert isinstance(error.why, UnreadableWhy)  # noqa: PT017 - both ends are fine, nothing else is


@settings(deadline=None)
@given(st.lists(st.lists(st.text('ab,;"\n\r\té ', max_size=6), min_size=2, max_size=4), max_size=8))
def test_well_formed_csv_is_cut_as_the_standard_library_cuts_it(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    cut = [fields(record.raw.decode(), ",") for record in records(written.getvalue().encode())]
    assert cut == rows


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(['"', '""', "x", "xxxxxx", '"x', 'x"x"x"']), max_size=60))
def test_no_line_is_looked_at_more_than_twice(lines: list[str]) -> None:
    taken = 0

    class Counting(_Lines):
        def take(self) -> bytes | None:
            nonlocal taken
            taken += 1
            return super().take()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records_module, "_Lines", Counting)
        patch.setattr(records_module, "LONGEST_RECORD", 20)
        list(records("".join(line + "\n" for line in lines).encode()))
    assert taken <= 2 * len(lines) + 2


# --- words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("why", [*RefusedWhy, *UnreadableWhy])
def test_every_reason_has_its_words(why: RefusedWhy | UnreadableWhy) -> None:
    assert library().bringing_in[why.value].says.endswith(".")


def test_the_command_says_what_can_be_read_and_names_every_line_that_can_not() -> None:
    reading = read("when,state,steps\n2026-01-01 10:00,low,1\n2026-02-01 10:00,angry,1\n2026-01-03 10:00,low,1")
    assert preview_lines(reading, library().bringing_in) == [
        "This is a file of check-ins.",
        "Lines that can be read: 2, from 2026-01-01 to 2026-01-03.",
        "Lines that can not be read: 1.",
        f"  line 3: {library().bringing_in['state_unknown'].says} It says: angry",
        "Columns we do not know, which stay out: steps.",
    ]


def test_the_command_names_the_moods_and_prints_no_note() -> None:
    lines = preview_lines(read(EXPORT), library().bringing_in)
    assert "  rad: 1 lines" in lines
    assert "talk" not in " ".join(lines)
