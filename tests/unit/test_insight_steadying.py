"""What check-ins and practices say about a range and about what helps, and when they say nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept
from unhurried.domain.steadying import (
    Checkin,
    Company,
    Felt,
    HiddenPractice,
    PracticeTime,
    Presence,
    Side,
    State,
)
from unhurried.inference import window
from unhurried.inference.effects import Effect, StartingSide
from unhurried.inference.window import Belief, Moment, Outcome, Silence, read_edges
from unhurried.insight import steadying
from unhurried.insight.steadying import (
    LATEST_BEARABLE,
    WIDEST_GAP_DAYS,
    RangeFinding,
    RangeMemory,
    bearable_closeness,
    count_worse,
    find_range,
    find_what_helps,
    nearest_states,
    to_moments,
)

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
TITLES = {"wall": "Push the wall", "cup": "Warm cup", "breath": "A long breath"}


def when(number: int, hours: float | None = None) -> dict[str, object]:
    at = START + timedelta(hours=8 * number if hours is None else hours)
    return {"id": UUID(int=number + 1), "at": at, "offset_minutes": 60, "written": at}


def checkin(
    number: int, state: State = State.SETTLED, presence: Presence | None = Presence.YES, **more: object
) -> Checkin:
    hours = more.pop("hours", None)
    return Checkin(**when(number, hours), state=state, presence=presence, **more)  # type: ignore[arg-type]


def practice(
    number: int, name: str, before: State | None, after: State | None, felt: Felt | None = None
) -> PracticeTime:
    return PracticeTime(**when(number), practice=name, before=before, after=after, felt=felt)  # type: ignore[arg-type]


def kept(entries: Sequence[Entry]) -> list[Kept]:
    return [Kept(entry, 1) for entry in entries]


def one_outcome(entry: Checkin) -> Outcome:
    [moment] = to_moments([entry])
    return moment.outcome


def leaves_when_keyed_up(count: int) -> list[Checkin]:
    """Stays with all but the top of the scale, and says which way it went half of the time."""
    states = (State.SETTLED, State.STIRRED, State.KEYED_UP, State.LOW, State.KEYED_UP, State.SETTLED)
    return [
        checkin(number, state, Presence.NO, side=Side.ABOVE if number % 2 else None)
        if (state := states[number % len(states)]) is State.KEYED_UP
        else checkin(number, state)
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def known_above() -> RangeFinding:
    entries = leaves_when_keyed_up(90)
    return find_range(kept(entries), entries[-1].at)


# --- what counts as evidence --------------------------------------------------------------------------------


def test_a_moment_one_could_stay_with_is_present() -> None:
    assert Outcome.PRESENT is one_outcome(checkin(0, State.STIRRED))


@pytest.mark.parametrize("presence", [Presence.PARTLY, Presence.NO])
@pytest.mark.parametrize("state", [State.SHUT_DOWN, State.KEYED_UP])
def test_the_side_of_leaving_is_never_taken_from_the_state(state: State, presence: Presence) -> None:
    assert Outcome.LEFT is one_outcome(checkin(0, state, presence))


def test_the_side_of_leaving_is_what_the_person_said() -> None:
    assert Outcome.ABOVE is one_outcome(checkin(0, State.LOW, Presence.NO, side=Side.ABOVE))
    assert Outcome.BELOW is one_outcome(checkin(0, State.KEYED_UP, Presence.PARTLY, side=Side.BELOW))


@pytest.mark.parametrize("state", [State.BOTH, State.FINE_OUTSIDE])
@pytest.mark.parametrize("presence", list(Presence))
def test_both_at_once_and_fine_outside_teach_nothing(state: State, presence: Presence) -> None:
    assert () == to_moments([checkin(0, state, presence)])


def test_a_check_in_brought_in_without_an_answer_teaches_nothing() -> None:
    assert () == to_moments([checkin(0, State.KEYED_UP, None, brought_in=True)])


def test_a_check_in_brought_in_with_an_answer_counts() -> None:
    assert Outcome.PRESENT is one_outcome(checkin(0, State.STIRRED, brought_in=True))


def test_a_moment_carries_the_cell_the_answer_stands_for() -> None:
    [coarse, fine] = to_moments([checkin(0, State.STIRRED), checkin(1, State.STIRRED, activation=3)])
    assert (0.25, 0.75) == (coarse.low, coarse.high)
    assert (0.5, 0.7) == pytest.approx((fine.low, fine.high))


def test_moments_come_in_the_order_they_happened() -> None:
    late, early = checkin(0, hours=50.0), checkin(1, State.LOW, hours=2.0)
    days = [moment.day for moment in to_moments([late, early])]
    assert 2.0 == pytest.approx(days[1] - days[0])


# --- the range ----------------------------------------------------------------------------------------------


def test_an_empty_notebook_says_what_is_missing() -> None:
    found = find_range([], START)
    assert (0, 40, Silence.TOO_FEW_MOMENTS) == (found.counted, found.missing, found.upper.silence)
    assert (None, ()) == (found.first_day, found.history)


def test_check_ins_that_do_not_count_are_told() -> None:
    entries = [checkin(0), checkin(1, presence=None), checkin(2, State.BOTH), practice(3, "wall", None, None)]
    found = find_range(kept(entries), entries[-1].at)
    assert (1, 39, 2) == (found.counted, found.missing, found.uncounted)
    assert (entries[0],) == found.latest


def test_an_edge_is_shown_where_the_person_leaves(known_above: RangeFinding) -> None:
    assert known_above.upper.edge is not None
    assert State.KEYED_UP in known_above.upper.near or State.STIRRED in known_above.upper.near
    assert known_above.upper.edge.low < known_above.upper.edge.middle < known_above.upper.edge.high


def test_the_careful_edge_is_never_further_out_than_the_plain_one(known_above: RangeFinding) -> None:
    assert known_above.upper.edge is not None
    assert known_above.upper.careful is not None
    assert known_above.upper.careful.middle <= known_above.upper.edge.middle


def test_the_side_never_left_stays_silent(known_above: RangeFinding) -> None:
    assert (None, (), 0) == (known_above.lower.edge, known_above.lower.near, known_above.lower.leavings)
    assert known_above.lower.silence is not None


def test_a_history_is_drawn_once_something_shows(known_above: RangeFinding) -> None:
    [run] = known_above.history
    assert (START.date(), 1 < len(run)) == (known_above.first_day, True)


def test_days_without_check_ins_are_a_gap_in_the_history() -> None:
    away = (WIDEST_GAP_DAYS + 20) * 24
    entries = [
        checkin(number, one.state, one.presence, side=one.side, hours=8.0 * number + (away if number > 45 else 0))
        for number, one in enumerate(leaves_when_keyed_up(90))
    ]
    found = find_range(kept(entries), entries[-1].at)
    assert 2 == len(found.history)
    before, after = found.history
    assert WIDEST_GAP_DAYS < after[0].day - before[-1].day


def test_numbers_are_worked_out_once_and_anew_when_an_entry_is_revised(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out = []
    read = steadying.read_on
    monkeypatch.setattr(steadying, "read_on", lambda *given: worked_out.append(1) or read(*given))
    memory, rows = RangeMemory(), kept([checkin(0), checkin(1)])
    now = START + timedelta(hours=9)
    first = find_range(rows, now, memory)
    assert first == find_range(rows, now, memory)
    assert 1 == len(worked_out)
    find_range([rows[0], Kept(checkin(1, presence=Presence.NO), 2)], now, memory)
    assert 2 == len(worked_out)
    find_range(rows, now + timedelta(days=1), memory)
    assert 3 == len(worked_out)


def test_what_is_not_about_the_range_leaves_the_numbers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out = []
    read = steadying.read_on
    monkeypatch.setattr(steadying, "read_on", lambda *given: worked_out.append(1) or read(*given))
    memory, rows = RangeMemory(), kept([checkin(0)])
    find_range(rows, START, memory)
    find_range([*rows, Kept(HiddenPractice(**when(5), practice="wall"), 1)], START, memory)  # type: ignore[arg-type]
    assert 1 == len(worked_out)


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The day of every moment that a belief learns from, in turn."""
    days: list[float] = []
    update = window.update

    def telling(belief: Belief, moment: Moment) -> Belief:
        days.append(moment.day)
        return update(belief, moment)

    monkeypatch.setattr(window, "update", telling)
    return days


def test_a_new_check_in_is_only_added_and_gives_what_going_through_all_would(learned: list[float]) -> None:
    entries, memory = leaves_when_keyed_up(90), RangeMemory()
    rows, now = kept(entries), entries[-1].at
    find_range(rows[:80], now, memory)
    learned.clear()
    found = find_range(rows, now, memory)
    assert 10 * 3 == len(learned)  # also in the two beliefs of the sweep, since an edge is shown
    assert find_range(rows, now) == found
    assert found.upper.edge is not None


def test_an_erased_a_revised_or_a_late_check_in_is_as_if_it_had_always_been_so(learned: list[float]) -> None:
    entries, memory = leaves_when_keyed_up(60), RangeMemory()
    rows, now = kept(entries), entries[-1].at
    find_range(rows, now, memory)
    erased = [*rows[:20], *rows[21:]]
    revised = [*rows[:20], Kept(checkin(20, State.SETTLED, Presence.NO), 2), *rows[21:]]
    late = [*rows, Kept(checkin(99, State.KEYED_UP, Presence.NO, hours=4.0), 1)]
    for changed in (erased, revised, late):
        learned.clear()
        found = find_range(changed, now, memory)
        assert len(changed) <= len(learned)
        assert find_range(changed, now) == found


def test_what_an_erased_check_in_taught_is_forgotten(learned: list[float]) -> None:
    entries, memory = leaves_when_keyed_up(30), RangeMemory()
    rows, now = kept(entries), entries[-1].at
    find_range(rows, now, memory)
    find_range(rows[1:], now, memory)
    learned.clear()
    find_range(rows, now, memory)
    assert 30 == len(learned)


def test_revising_the_newest_check_in_goes_back_by_one_only(learned: list[float]) -> None:
    entries, memory = leaves_when_keyed_up(30), RangeMemory()
    rows, now = kept(entries), entries[-1].at
    find_range(rows[:29], now, memory)
    find_range(rows, now, memory)
    learned.clear()
    revised = [*rows[:29], Kept(checkin(29, State.SETTLED, Presence.NO), 2)]
    found = find_range(revised, now, memory)
    assert 1 == len(learned)
    assert find_range(revised, now) == found


def test_the_memory_holds_few_readings_and_can_be_emptied() -> None:
    memory, asked = RangeMemory(size=2), []
    nothing = steadying.Remembered(read_edges((), 0), ())

    def work_out(name: str) -> steadying.Remembered:
        asked.append(name)
        return nothing

    for name in ("a", "b", "a", "c", "a", "b"):
        memory.recall(name.encode(), lambda name=name: work_out(name))  # type: ignore[misc]
    assert ["a", "b", "c", "b"] == asked
    memory.forget()
    memory.recall(b"a", lambda: work_out("a"))
    assert "a" == asked[-1]


def test_a_clock_that_was_a_little_ahead_is_no_obstacle() -> None:
    found = find_range(kept([checkin(0, hours=15.02)]), START + timedelta(hours=14.99))
    assert 1 == found.counted


@pytest.mark.parametrize(
    ("place", "states"),
    [
        (0.0, (State.SETTLED,)),
        (0.1, (State.SETTLED,)),
        (0.25, (State.SETTLED, State.STIRRED)),
        (-0.7, (State.SHUT_DOWN, State.LOW)),
        (0.9, (State.KEYED_UP,)),
        (1.4, (State.KEYED_UP,)),
        (-1.4, (State.SHUT_DOWN,)),
    ],
)
def test_a_place_is_told_by_the_states_beside_it(place: float, states: tuple[State, ...]) -> None:
    assert states == nearest_states(place)


# --- moments of closeness -----------------------------------------------------------------------------------


def test_bearable_closeness_is_a_list_of_moments_with_people_newest_first() -> None:
    early, late = checkin(0, company=Company.ONE), checkin(1, State.KEYED_UP, company=Company.MANY)
    others = [
        checkin(2, company=Company.ALONE),
        checkin(3),
        checkin(4, company=Company.FEW, presence=Presence.PARTLY),
        checkin(5, company=Company.FEW, presence=None),
    ]
    assert (late, early) == bearable_closeness([early, *others, late])


def test_only_the_latest_moments_of_closeness_are_listed() -> None:
    assert LATEST_BEARABLE == len(bearable_closeness([checkin(one, company=Company.FEW) for one in range(30)]))


# --- what helps ---------------------------------------------------------------------------------------------


def test_few_times_are_only_listed() -> None:
    entries = [practice(one, "wall", State.SHUT_DOWN, State.LOW) for one in range(4)]
    [finding] = find_what_helps(entries, TITLES)
    assert (None, None, 4, 1) == (finding.effect, finding.steps_closer, finding.times, finding.missing)
    assert ((State.SHUT_DOWN, State.LOW, 4),) == finding.turns


def test_sides_are_kept_apart() -> None:
    entries = [practice(0, "wall", State.SHUT_DOWN, State.LOW), practice(1, "wall", State.KEYED_UP, State.STIRRED)]
    assert [StartingSide.KEYED_UP, StartingSide.SHUT_DOWN] == [one.side for one in find_what_helps(entries, TITLES)]


def test_coming_closer_from_below_is_as_good_as_from_above() -> None:
    up = [practice(one, "wall", State.KEYED_UP, State.SETTLED) for one in range(12)]
    down = [practice(one, "wall", State.SHUT_DOWN, State.SETTLED) for one in range(12, 24)]
    for finding in find_what_helps([*up, *down], TITLES):
        assert finding.steps_closer is not None
        low, middle, high = finding.steps_closer
        assert low < middle < high
        assert middle > 0


def test_times_without_a_before_or_an_after_or_from_settled_are_left_out() -> None:
    entries = [
        practice(0, "wall", None, State.LOW),
        practice(1, "wall", State.LOW, None),
        practice(2, "wall", State.SETTLED, State.LOW),
    ]
    assert () == find_what_helps(entries, TITLES)


def test_the_order_is_by_name_while_bands_touch() -> None:
    names = ("wall", "cup", "breath")
    entries = [
        practice(3 * turn + place, name, State.KEYED_UP, State.STIRRED)
        for turn in range(6)
        for place, name in enumerate(names)
    ]
    assert ["breath", "wall", "cup"] == [one.practice for one in find_what_helps(entries, TITLES)]


def test_only_bands_that_lie_clear_of_each_other_change_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    up = StartingSide.KEYED_UP
    effects = (
        Effect("breath", up, -0.1, -0.2, 0.0, 20),
        Effect("wall", up, -0.6, -0.7, -0.5, 20),
        Effect("cup", up, -0.15, -0.4, 0.1, 20),
    )
    monkeypatch.setattr(steadying, "estimate", lambda *_: effects)
    assert ["wall", "breath", "cup"] == [one.practice for one in find_what_helps([], TITLES)]


def test_what_has_a_band_comes_before_what_is_only_listed() -> None:
    entries = [practice(one, "wall", State.KEYED_UP, State.STIRRED) for one in range(6)]
    entries.append(practice(7, "breath", State.KEYED_UP, State.SETTLED))
    assert ["wall", "breath"] == [one.practice for one in find_what_helps(entries, TITLES)]


def test_a_band_around_no_change_is_not_called_help(monkeypatch: pytest.MonkeyPatch) -> None:
    effect = Effect("wall", StartingSide.KEYED_UP, -0.1, -0.3, 0.1, 9)
    monkeypatch.setattr(steadying, "estimate", lambda *_: (effect,))
    [finding] = find_what_helps([], TITLES)
    assert (True, False) == (finding.unclear, finding.clearly_closer)


def test_worse_is_counted_openly_with_or_without_a_before() -> None:
    entries = [
        practice(0, "cup", None, None, Felt.WORSE),
        practice(1, "cup", State.LOW, State.SHUT_DOWN, Felt.WORSE),
        practice(2, "cup", State.LOW, State.LOW, Felt.SAME),
    ]
    assert (("cup", 2),) == count_worse(entries, TITLES)
    assert [2] == [one.worse for one in find_what_helps(entries, TITLES)]


def test_a_practice_that_was_erased_is_not_spoken_of() -> None:
    entries = [practice(one, "gone", State.KEYED_UP, State.STIRRED, Felt.WORSE) for one in range(9)]
    assert ((), ()) == (find_what_helps(entries, TITLES), count_worse(entries, TITLES))
