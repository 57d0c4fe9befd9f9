"""The made-up year: the same every time, within its year, and rich enough that every picture has something to show."""

from datetime import UTC, datetime, timedelta, timezone
from functools import cache

import numpy as np
import pytest

from unhurried.cohort.demo import DEMO_SEED, live_a_year
from unhurried.cohort.person import edges
from unhurried.cohort.story import read_story
from unhurried.content.library import library
from unhurried.content.schema import Group
from unhurried.domain.base import Entry
from unhurried.domain.door import LeftNote
from unhurried.domain.notebook import Opened, PlainNotebook
from unhurried.domain.steadying import (
    Checkin,
    CheckinRhythm,
    Felt,
    HiddenPractice,
    OwnPractice,
    PracticeTime,
    Presence,
    Side,
    State,
)
from unhurried.domain.today import Pause
from unhurried.inference.effects import StartingSide
from unhurried.insight.reads import find_reads, own_reading
from unhurried.insight.steadying import HelpFinding, RangeFinding, bearable_closeness, find_range, find_what_helps
from unhurried.journey.today import current_pause, suggest

ENDING = datetime(2026, 11, 24, 10, 30, tzinfo=timezone(timedelta(hours=1)))


class OneWriteNotebook(PlainNotebook):
    """Counts its writes: the year is to come in one."""

    writes = 0

    def write(self, **what: object) -> None:
        self.writes += 1
        super().write(**what)


def live(ending: datetime = ENDING, seed: int = DEMO_SEED) -> Opened:
    notebook = OneWriteNotebook()
    live_a_year(notebook, ending=ending, rng=np.random.default_rng(seed), library=library())
    assert notebook.writes == 1
    return notebook.entries()


@cache
def year() -> Opened:
    return live()


def of_kind(kind: type[Entry]) -> list[Entry]:
    return [row.entry for row in year().kept if isinstance(row.entry, kind)]


def test_the_same_seed_gives_the_same_year() -> None:
    assert live() == year()
    assert live(seed=DEMO_SEED + 1) != year()


@pytest.mark.parametrize("ending", [ENDING, datetime(2027, 3, 1, 0, 5, tzinfo=UTC)])
def test_nothing_lies_ahead_or_more_than_a_year_back(ending: datetime) -> None:
    entries = [row.entry for row in live(ending).kept]
    assert max(max(entry.at, entry.written) for entry in entries) <= ending
    assert min(entry.at for entry in entries) >= ending - timedelta(days=365)


def test_the_year_has_checkins_practices_and_one_of_everything_else() -> None:
    assert 700 <= len(of_kind(Checkin)) <= 900
    assert 120 <= len(of_kind(PracticeTime)) <= 260
    kinds = (OwnPractice, HiddenPractice, CheckinRhythm, Pause, LeftNote)
    assert [1] * len(kinds) == [len(of_kind(kind)) for kind in kinds]


def test_silent_weeks_are_silent_and_most_others_are_not() -> None:
    first = (ENDING - timedelta(days=363)).date()
    weeks = {(entry.local.date() - first).days // 7 for entry in of_kind(Checkin)}
    assert set(range(52)) - weeks == set(read_story().silent_weeks)


def test_every_state_and_every_answer_occurs() -> None:
    assert {entry.state for entry in of_kind(Checkin)} == set(State)
    assert {entry.presence for entry in of_kind(Checkin)} == {*Presence, None}
    assert {entry.side for entry in of_kind(Checkin)} == {*Side, None}


def test_no_note_is_written_twice() -> None:
    notes = [entry.note for entry in of_kind(Checkin) if entry.note]
    assert len(notes) == len(set(notes))
    assert len(notes) >= 60


def test_every_person_a_note_names_is_in_the_story() -> None:
    known = {place.id for place in read_story().people}
    assert {who for note in read_story().notes for who in note.who} <= known


def test_there_are_moments_of_closeness_that_were_bearable() -> None:
    near = bearable_closeness(row.entry for row in year().kept)
    assert len(near) == 10
    assert len({checkin.with_whom for checkin in near}) >= 3


def test_something_fits_today_and_no_pause_holds() -> None:
    entries = [row.entry for row in year().kept]
    assert current_pause(entries, ENDING) is None
    suggestion = suggest(library(), entries, ENDING)
    assert suggestion is not None
    assert suggestion.practice is not None


def test_the_hidden_practice_is_one_that_made_it_worse() -> None:
    worse = {entry.practice for entry in of_kind(PracticeTime) if entry.felt is Felt.WORSE}
    assert [worse] == [{entry.practice} for entry in of_kind(HiddenPractice)]


# --- what the pictures find ---------------------------------------------------------------------------------


@cache
def found() -> RangeFinding:
    return find_range(year().kept, ENDING)


def test_both_edges_of_the_range_are_found_near_where_they_are() -> None:
    lower, upper = edges(51)
    assert found().lower.edge is not None
    assert found().upper.edge is not None
    assert found().lower.edge.low - 0.1 <= lower <= found().lower.edge.high + 0.1
    assert found().upper.edge.low - 0.1 <= upper <= found().upper.edge.high + 0.1


def test_the_drawn_history_has_a_gap_where_the_weeks_are_silent() -> None:
    assert len(found().history) == 2
    assert sum(len(run) for run in found().history) >= 20


@cache
def helps() -> tuple[HelpFinding, ...]:
    entries = [row.entry for row in year().kept]
    titles = {practice.id: practice.title for practice in library().practices.values()}
    titles |= {str(entry.id): entry.title for entry in entries if isinstance(entry, OwnPractice)}
    return find_what_helps(entries, titles)


def shown(practice: str, side: StartingSide) -> HelpFinding:
    return next(one for one in helps() if one.practice == practice and one.side is side)


@pytest.mark.parametrize(
    ("group", "side"), [(Group.KEYED_UP, StartingSide.KEYED_UP), (Group.SHUT_DOWN, StartingSide.SHUT_DOWN)]
)
def test_two_practices_are_told_apart_on_either_side(group: Group, side: StartingSide) -> None:
    more, less, *_ = library().in_group(group)
    went, stayed = shown(more.id, side).effect, shown(less.id, side).effect
    assert went is not None
    assert stayed is not None
    assert went.high < stayed.low


def test_one_practice_has_too_few_times_and_one_is_unclear() -> None:
    assert any(one.effect is None and one.missing > 0 for one in helps())
    assert any(one.unclear for one in helps())


def test_the_own_practice_has_a_band() -> None:
    (own,) = of_kind(OwnPractice)
    assert shown(str(own.id), StartingSide.KEYED_UP).effect is not None


def test_my_reads_has_something_to_show_both_ways() -> None:
    found = find_reads([row.entry for row in year().kept], ENDING)

    assert found.had_cause is not None
    assert found.missed is not None
    assert found.never_found_out > 0
    assert found.explained > 0
    assert own_reading(row.entry for row in year().kept) is not None
