"""The parts of the page to take along that speak of limits, promises and measures."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.limits import HowReceived, Limit, Received
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.selftrust import (
    Became,
    Believed,
    Listened,
    Promise,
    PromiseOutcome,
    SelfRating,
    SignalHonoured,
)
from unhurried.domain.support import Instrument, OutsideMeasure
from unhurried.insight.lookback import Days, within
from unhurried.report.along import notes_of
from unhurried.report.along.blocks import Notes
from unhurried.report.along.limits import tell_limits
from unhurried.report.along.selftrust import tell_promises
from unhurried.report.along.support import tell_measures

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


def on(days_ago: int, entry_id: UUID | None = None) -> dict[str, object]:
    at = NOW - timedelta(days=days_ago)
    return {"id": entry_id or uuid4(), "at": at, "offset_minutes": 0, "written": at}


def notes(*entries: Entry, letters: bool = False) -> Notes:
    return notes_of(library(), [Kept(entry, 1) for entry in entries], NOW, letters=letters)


KAY = UUID(int=7)
SAID = UUID(int=8)


def limit_with_kay() -> list[Entry]:
    return [
        Someone(**on(90, KAY), code_name="Kay"),
        Limit(**on(20, SAID), limit="I go at nine, Kay.", whom=KAY),
        Received(**on(9), limit=SAID, how=HowReceived.RESPECTED, happened="Kay got my coat."),
        Received(**on(3), limit=SAID, how=HowReceived.MOCKED),
    ]


def test_how_a_limit_was_received_is_a_list_of_days_with_letters_for_names() -> None:
    told = tell_limits(notes(*limit_with_kay(), letters=True))

    assert told is not None
    assert ["mocked", "respected"] == [row[3] for row in told.tables[0].rows]
    assert "Kay" not in repr(told)


def test_nothing_kind_is_told_of_someone_a_flag_reaches() -> None:
    told = tell_limits(notes(*limit_with_kay(), Flag(**on(1), sign=DangerSign.HURT, whom=KAY)))

    assert told is not None
    assert ["mocked"] == [row[3] for row in told.tables[0].rows]
    assert () == told.own


def test_what_became_of_promises_is_told_side_by_side_and_silence_is_in_none_of_it() -> None:
    made = [
        Promise(**on(day), if_words="it is noon", then_words="I drink water", size=1, due=date(2026, 6, 1))
        for day in (9, 8, 7)
    ]
    told = tell_promises(
        notes(
            *made,
            PromiseOutcome(**on(5), promise=made[0].id, became=Became.KEPT),
            PromiseOutcome(**on(4), promise=made[1].id, became=Became.LET_GO),
            SelfRating(**on(2), believed=Believed.SOMEWHAT),
        )
    )

    assert told is not None
    assert [("kept", "1"), ("changed", "0"), ("let go", "1"), ("forgotten", "0")] == list(told.tables[0].rows)
    assert ("28 June 2026", "somewhat") == told.tables[1].rows[0]


def test_a_measure_whose_numbers_were_not_checked_says_so_and_one_that_was_says_with_whom() -> None:
    told = tell_measures(
        notes(
            OutsideMeasure(**on(9), which=Instrument.PCL_5, total=40.0),
            OutsideMeasure(**on(2), which=Instrument.PCL_5, total=12.0),
            OutsideMeasure(**on(1), which=Instrument.ITQ, total=9.0),
        )
    )

    assert told is not None
    latest, second, _ = told.tables[0].rows
    assert ("not checked", "not checked") == latest[3:]
    assert library().support.measures[Instrument.PCL_5].found_with in second[3]
    assert "more than the usual wobble" == second[4]


def test_with_nothing_of_it_in_the_notes_there_is_no_part() -> None:
    assert (None, None, None) == (tell_limits(notes()), tell_promises(notes()), tell_measures(notes()))


# --- sizes, signals, and believing oneself ------------------------------------------------------------------


def kept_promises(how_many: int) -> list[Entry]:
    made = [
        Promise(
            **on(2 * day + 2), if_words="", then_words="I drink water", size=1, due=(NOW - timedelta(days=day)).date()
        )
        for day in range(how_many)
    ]
    return [*made, *(PromiseOutcome(**on(0), promise=one.id, became=Became.KEPT) for one in made)]


def test_a_size_that_has_worked_is_named_only_from_the_minimum_on_and_never_as_a_share() -> None:
    few, many = (tell_promises(notes(*kept_promises(how_many))) for how_many in (4, 20))

    assert few is not None
    assert many is not None
    assert "worked for me" not in repr(few)
    assert "A size of promise that has worked for me: hardly anything." in many.sentences
    assert "%" not in repr(many)


def test_signals_are_a_list_and_own_words_come_with_letters_for_names() -> None:
    told = tell_promises(
        notes(
            Someone(**on(90, KAY), code_name="Kay"),
            SignalHonoured(**on(5), signal="stomach-tight", listened=Listened.NOT_THIS_TIME),
            SignalHonoured(**on(2), noticed="Kay looked away.", listened=Listened.YES, happened="I asked Kay."),
            letters=True,
        )
    )

    assert told is not None
    assert ("I noted 2 signals that I heard, in me or around me.",) == told.sentences
    assert [("in my own words", "yes"), ("My stomach went tight.", "not this time")] == [
        row[1:] for row in told.tables[0].rows
    ]
    assert ("28 June 2026: A looked away. It went: I asked A.",) == told.own


def rated(*levels: Believed) -> list[Entry]:
    """A word a week, the last one today."""
    return [
        SelfRating(**on(7 * weeks), believed=one) for weeks, one in zip(range(len(levels))[::-1], levels, strict=True)
    ]


def test_below_five_words_on_believing_oneself_there_is_the_list_and_from_then_on_the_line() -> None:
    few = tell_promises(notes(*rated(*[Believed.SOMEWHAT] * 4)))
    rose = [Believed.HARDLY] * 5 + [Believed.SOMEWHAT] * 5 + [Believed.FULLY] * 5
    up, down = (tell_promises(notes(*rated(*levels))) for levels in (rose, rose[::-1]))

    assert few is not None
    assert up is not None
    assert down is not None
    assert (1, 4) == (len(few.sentences), len(few.tables[0].rows))
    assert "my words went up" in up.sentences[1]
    assert "my words went down. That is no fault" in down.sentences[1]
    low, high = re.findall(r"\d\.\d", up.sentences[2])
    assert f"The change is {low} to {high} steps" in up.sentences[2]
    assert f"The change is \N{MINUS SIGN}{high} to \N{MINUS SIGN}{low} steps" in down.sentences[2]
    assert up.sentences[1] == up.first[-1]


def test_words_that_hardly_move_are_not_said_to_have_moved() -> None:
    told = tell_promises(notes(*rated(*[Believed.SOMEWHAT, Believed.MOSTLY] * 6)))

    assert told is not None
    assert "It is not clear if my words of half a year moved." == told.sentences[1]


# --- in a span of days --------------------------------------------------------------------------------------

WEEK = Days(date(2026, 6, 24), date(2026, 6, 30))


def notes_of_week(*entries: Entry) -> Notes:
    return notes_of(library(), within([Kept(entry, 1) for entry in entries], WEEK), NOW)


def test_what_became_of_promises_from_other_days_is_not_counted_in_a_span() -> None:
    made = [
        Promise(**on(day), if_words="it is noon", then_words="I drink water", size=1, due=date(2026, 6, 1))
        for day in (60, 59, 2)
    ]
    told = tell_promises(
        notes_of_week(*made, *(PromiseOutcome(**on(1), promise=one.id, became=Became.KEPT) for one in made[:2]))
    )

    assert told is not None
    assert ["0", "0", "0", "0"] == [row[1] for row in told.tables[0].rows]


def test_the_word_on_a_promise_belongs_to_its_promise_when_it_came_after_the_span() -> None:
    made = Promise(**on(4), if_words="", then_words="I drink water", size=1, due=date(2026, 6, 27))
    told = tell_promises(notes_of_week(made, PromiseOutcome(**on(-3), promise=made.id, became=Became.RENEGOTIATED)))

    assert told is not None
    assert ("changed", "1") == told.tables[0].rows[1]


def test_a_limit_of_other_days_is_told_of_in_a_span_only_when_it_was_received_in_it() -> None:
    older = Limit(**on(200), limit="I do not lend money.")
    told = tell_limits(
        notes_of_week(*limit_with_kay()[:2], older, Received(**on(3), limit=SAID, how=HowReceived.MOCKED))
    )

    assert told is not None
    assert ("One limit of mine is told of here.", "I noted once how one was received.") == told.first
    assert tell_limits(notes_of_week(older)) is None
