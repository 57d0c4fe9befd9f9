"""Bringing a saved notebook back or merging another: nothing twice, nothing overwritten unasked, and no hold opened."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.entry_strategies import notebooks, one_of_each
from tests.unit.histories import PEOPLE, at, histories, is_open_more, moments
from tests.unit.test_bringing_in import CountingNotebook
from tests.unit.test_entries import SAMPLES
from unhurried.domain.base import Entry
from unhurried.domain.door import Preferences
from unhurried.domain.entries import KINDS
from unhurried.domain.limits import HowReceived, Limit, Received
from unhurried.domain.needs import NamedNeed
from unhurried.domain.notebook import Kept, PlainNotebook
from unhurried.domain.people import Hurt, Someone, WeeksAfter
from unhurried.domain.readiness import Readiness
from unhurried.domain.safety import Asked, DangerSign, Flag, Lifting, Near
from unhurried.domain.steadying import Checkin, State
from unhurried.journey import moving
from unhurried.journey.moving import Differing, bring_back, compare, erase_days, look_at_days
from unhurried.report.archive import read_archive, write_archive

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
LATE = datetime(2300, 1, 1, tzinfo=UTC)
SECRET = b"s" * 32
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def checkin(note: str = "", *, day: int = 0, **more: object) -> Checkin:
    when = NOON + timedelta(days=day)
    stamp = {"id": uuid4(), "at": when, "offset_minutes": 0, "written": when}
    return Checkin(**{**stamp, "state": State.LOW, "note": note, **more})


def stamped(kind: type[Entry], *, day: int = 0, **fields: object) -> Entry:
    when = NOON + timedelta(days=day)
    return kind(**{"id": uuid4(), "at": when, "offset_minutes": 0, "written": when, **fields})


def holding(*kept: Entry) -> CountingNotebook:
    notebook = CountingNotebook()
    notebook.write(add=kept)
    notebook.writes = 0
    return notebook


def entries_in(notebook: PlainNotebook) -> list[Entry]:
    return [row.entry for row in notebook.entries().kept]


def notes_in(notebook: PlainNotebook) -> list[str]:
    return sorted(getattr(entry, "note", "") for entry in entries_in(notebook))


def through_a_file(kept: list[Entry]) -> tuple[Entry, ...]:
    return read_archive(write_archive(kept, made_at=NOON, program="1")).entries


# --- the same notebook again --------------------------------------------------------------------------------


@slow
@given(one_of_each(), st.sampled_from(Differing))
def test_saved_erased_and_brought_back_it_is_the_same_notebook(kept: list[Entry], differing: Differing) -> None:
    notebook = holding(*kept)
    before = entries_in(notebook)
    file = through_a_file(before)
    notebook.erase_everything()

    bring_back(notebook, file, differing, LATE, SECRET)

    assert before == entries_in(notebook)
    assert {type(entry) for entry in before} == set(KINDS)


@slow
@given(notebooks(), st.sampled_from(Differing))
def test_brought_back_where_it_is_nothing_changes_and_nothing_is_written(
    kept: list[Entry], differing: Differing
) -> None:
    notebook = holding(*kept)
    before = notebook.entries()

    compared = bring_back(notebook, through_a_file(entries_in(notebook)), differing, LATE, SECRET)

    assert before == notebook.entries()
    assert 0 == notebook.writes
    assert len(kept) == len(compared.here) + len(compared.differs) + len(compared.left_out)


@slow
@given(notebooks(8), notebooks(8), st.sampled_from(Differing))
def test_another_notebook_merged_twice_is_merged_once(
    mine: list[Entry], theirs: list[Entry], differing: Differing
) -> None:
    notebook = holding(*mine)
    bring_back(notebook, theirs, differing, LATE, SECRET)
    once = notebook.entries()

    bring_back(notebook, theirs, differing, LATE, SECRET)

    assert once == notebook.entries()


@slow
@given(notebooks(8), notebooks(8))
def test_every_entry_of_a_file_has_one_place(mine: list[Entry], theirs: list[Entry]) -> None:
    found = compare(holding(*mine).entries().kept, theirs, LATE, SECRET)

    placed = [*found.new, *found.here, *found.left_out, *(pair.theirs for pair in found.differs)]
    assert sorted(entry.id for entry in theirs) == sorted(entry.id for entry in placed)


def test_all_of_it_is_one_write() -> None:
    notebook = holding(checkin("a"))
    bring_back(notebook, [checkin("b"), checkin("c")], Differing.MINE, LATE, SECRET)

    assert 1 == notebook.writes
    assert ["a", "b", "c"] == notes_in(notebook)


# --- what differs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("differing", "notes"),
    [(Differing.BOTH, ["mine", "theirs"]), (Differing.MINE, ["mine"]), (Differing.THEIRS, ["theirs"])],
)
def test_what_differs_becomes_what_the_person_chose(differing: Differing, notes: list[str]) -> None:
    mine = checkin("mine")
    notebook = holding(mine)
    theirs = [msgspec.structs.replace(mine, note="theirs")]

    assert 1 == len(compare(notebook.entries().kept, theirs, LATE, SECRET).differs)
    bring_back(notebook, theirs, differing, LATE, SECRET)

    assert notes == notes_in(notebook)


def test_taking_theirs_is_a_revision_of_what_was_seen() -> None:
    mine = checkin("mine")
    notebook = holding(mine)
    bring_back(notebook, [msgspec.structs.replace(mine, note="theirs")], Differing.THEIRS, LATE, SECRET)

    assert [2] == [row.revision for row in notebook.entries().kept]


@pytest.mark.parametrize("differing", Differing)
def test_a_person_is_never_there_twice(differing: Differing) -> None:
    mine = stamped(Someone, code_name="K.")
    notebook = holding(mine)
    bring_back(notebook, [msgspec.structs.replace(mine, note="theirs")], differing, LATE, SECRET)

    assert 1 == len(entries_in(notebook))


@pytest.mark.parametrize("kind", moving.ONE_OF_A_KIND)
@pytest.mark.parametrize("differing", Differing)
def test_what_there_is_one_of_stays_one(kind: type[Entry], differing: Differing) -> None:
    mine = next(sample for sample in SAMPLES.values() if type(sample) is kind)
    notebook = holding(mine)
    theirs = msgspec.structs.replace(mine, id=uuid4())

    bring_back(notebook, [theirs], differing, LATE, SECRET)

    assert [mine] == entries_in(notebook)


def test_settings_of_another_notebook_take_the_place_of_mine_only_when_chosen() -> None:
    mine = stamped(Preferences, cover_minutes=3)
    theirs = stamped(Preferences, cover_minutes=5)
    for differing, minutes in ((Differing.BOTH, 3), (Differing.MINE, 3), (Differing.THEIRS, 5)):
        notebook = holding(mine)
        bring_back(notebook, [theirs], differing, LATE, SECRET)
        assert [(mine.id, minutes)] == [(one.id, one.cover_minutes) for one in entries_in(notebook)]


def test_a_check_in_that_came_from_the_same_table_is_here_whatever_its_id() -> None:
    mine = checkin("rain", brought_in=True)
    theirs = msgspec.structs.replace(mine, id=uuid4(), written=NOON + timedelta(days=9))

    found = compare(holding(mine).entries().kept, [theirs], LATE, SECRET)

    assert (theirs,) == found.here


def test_an_entry_of_another_kind_under_the_same_id_takes_no_place() -> None:
    flag = stamped(Flag, sign=DangerSign.CHOKED, whom=PEOPLE[0])
    for differing in Differing:
        notebook = holding(flag)
        bring_back(notebook, [checkin("theirs", id=flag.id)], differing, LATE, SECRET)
        assert flag in entries_in(notebook)


# --- nothing that is held opens -----------------------------------------------------------------------------


@slow
@given(histories(), histories(), moments, st.sampled_from(Differing))
def test_no_file_opens_what_danger_holds_here(
    mine: tuple[Entry, ...], theirs: tuple[Entry, ...], now: datetime, differing: Differing
) -> None:
    """Both histories have the same people, and the same ids with other words."""
    notebook = holding(*mine)
    before = at(mine, now)
    bring_back(notebook, theirs, differing, LATE, SECRET)
    after = at(tuple(entries_in(notebook)), now)

    assert [one for one in PEOPLE if before.holds_company([one]) and not after.holds_company([one])] == []
    assert [one for one in PEOPLE if one in after.asked - before.asked] == []
    assert bool(after.everywhere) >= bool(before.everywhere)
    assert {hold.rests_on for hold in before.stops} <= {hold.rests_on for hold in after.stops}
    assert bool(after.holds_echo_cards()) >= bool(before.holds_echo_cards())


def test_a_flag_that_differs_is_never_changed_by_a_file() -> None:
    mine = stamped(Flag, sign=DangerSign.CHOKED, whom=PEOPLE[0])
    theirs = msgspec.structs.replace(mine, whom=PEOPLE[1])
    for differing in Differing:
        notebook = holding(mine)
        bring_back(notebook, [theirs], differing, LATE, SECRET)
        assert mine in entries_in(notebook)


def test_a_file_takes_nothing_back_that_is_held_here_and_brings_its_own_liftings_along() -> None:
    here, there = (stamped(Flag, sign=DangerSign.CONTROL, whom=one) for one in PEOPLE[:2])
    lifts = [stamped(Lifting, day=1, lifts=flag.id, near=Near.NOBODY) for flag in (here, there)]

    found = compare(holding(here).entries().kept, [there, *lifts], LATE, SECRET)

    assert ((there, lifts[1]), (lifts[0],)) == (found.new, found.left_out)


def test_answers_about_someone_here_are_asked_here_again() -> None:
    notebook = holding(stamped(Someone, code_name="K.", id=PEOPLE[0]))
    asked = [stamped(Asked, whom=whom, all_no=True) for whom in (PEOPLE[0], PEOPLE[1], None)]

    found = compare(notebook.entries().kept, asked, LATE, SECRET)

    assert ((asked[1],), (asked[0], asked[2])) == (found.new, found.left_out)


def test_what_was_written_in_times_to_come_stays_out() -> None:
    """A look at readiness from next year would speak over every one until then."""
    notebook = holding(stamped(Readiness))
    coming = stamped(Readiness, day=300)
    soon = checkin("a clock a minute ahead", written=NOON + timedelta(minutes=1))

    found = bring_back(notebook, [coming, soon], Differing.THEIRS, NOON, SECRET)

    assert ((coming,), (soon,)) == (found.ahead, found.new)
    assert coming not in entries_in(notebook)


@pytest.mark.parametrize("differing", Differing)
def test_a_version_from_times_to_come_takes_the_place_of_nothing(differing: Differing) -> None:
    mine = checkin("mine")
    notebook = holding(mine)
    coming = msgspec.structs.replace(mine, note="theirs", written=NOON + timedelta(days=1))

    assert (coming,) == bring_back(notebook, [coming], differing, NOON, SECRET).ahead
    assert ["mine"] == notes_in(notebook)


# --- erasing some days --------------------------------------------------------------------------------------


def test_both_days_named_are_included_by_the_clock_the_person_saw() -> None:
    late = checkin("late", at=NOON.replace(hour=23, minute=30), offset_minutes=60)
    notebook = holding(
        checkin("before", day=-1), checkin("first"), late, checkin("last", day=2), checkin("after", day=3)
    )

    assert 3 == erase_days(notebook, date(2026, 3, 31), date(2026, 4, 2))

    assert ["after", "before"] == notes_in(notebook)


def test_it_is_one_write_and_says_before_what_goes() -> None:
    notebook = holding(checkin(), checkin(), stamped(Hurt, what="words"), stamped(Someone, code_name="K."))
    days = look_at_days(notebook.entries().kept, NOON.date(), NOON.date())

    assert ({Checkin: 2, Hurt: 1}, {Someone: 1}, 1) == (days.counted, days.stays, days.of_danger)
    assert 3 == erase_days(notebook, NOON.date(), NOON.date())
    assert 1 == notebook.writes


def test_what_says_something_about_it_and_nothing_else_goes_along() -> None:
    hurt = stamped(Hurt, what="words")
    after = stamped(WeeksAfter, day=30, hurt=hurt.id, since=next(iter(type(SAMPLES["weeks_after.1"].since))))
    notebook = holding(hurt, after, checkin("stays", day=30))

    erase_days(notebook, NOON.date(), NOON.date())

    assert ["stays"] == notes_in(notebook)


@slow
@given(histories(), moments, st.integers(0, 14), st.integers(0, 14))
def test_erasing_days_opens_nothing(kept: tuple[Entry, ...], now: datetime, first: int, length: int) -> None:
    """Needs aside: a need may be erased by itself too, and says only what the person wants."""
    kept = tuple(entry for entry in kept if not isinstance(entry, NamedNeed))
    notebook = holding(*kept)
    begin = date(2026, 3, 1) + timedelta(days=first)

    erase_days(notebook, begin, begin + timedelta(days=length))

    assert not is_open_more(at(kept, now), at(tuple(entries_in(notebook)), now))


def test_the_last_look_at_readiness_stays_and_older_ones_go() -> None:
    old, new = (stamped(Readiness, day=day) for day in (-30, 0))
    notebook = holding(old, new)

    erase_days(notebook, date(2026, 1, 1), date(2026, 12, 31))

    assert [new] == entries_in(notebook)


@slow
@given(one_of_each())
def test_of_every_kind_all_goes_or_is_named_as_staying(kept: list[Entry]) -> None:
    days = look_at_days([Kept(entry, 1) for entry in kept], date(1900, 1, 1), date(2201, 1, 1))

    assert len(kept) == len(days.gone) + sum(days.stays.values())
    assert {kind for kind in days.stays if kind is not Readiness} <= set(moving.STAYS)


def test_a_limit_that_was_mocked_or_punished_may_be_needed_as_a_record_and_one_that_was_respected_is_none() -> None:
    limit = stamped(Limit, limit="I go at nine.")
    how = (HowReceived.RESPECTED, HowReceived.NEGOTIATED, HowReceived.MOCKED, HowReceived.PUNISHED)
    received = [stamped(Received, limit=limit.id, how=one) for one in how]
    days = look_at_days([Kept(entry, 1) for entry in (limit, *received)], NOON.date(), NOON.date())

    assert 2 == days.of_danger
