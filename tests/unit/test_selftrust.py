"""Room selftrust: what can be recorded, what stands, what is asked, what a hard week is, and what the notes say."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhurried.content.library import library
from unhurried.domain.base import Entry, ImpossibleEntry
from unhurried.domain.notebook import PlainNotebook, StaleRevision
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.selftrust import (
    Became,
    Believed,
    NothingToday,
    Promise,
    PromiseOutcome,
    Returned,
    SelfRating,
    SignalHonoured,
    SmallReturn,
    open_promise,
    outcomes,
    was_hard_week,
)
from unhurried.domain.steadying import Checkin, Presence, State
from unhurried.domain.today import Declined
from unhurried.insight.selftrust import find_believed, find_promises
from unhurried.journey import selftrust as journey
from unhurried.journey.stamp import Stamp, stamp
from unhurried.journey.today import Reason, decline, entries_of, pause, suggest

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


def at(days_ago: float = 0) -> Stamp:
    return stamp(uuid4(), NOW - days_ago * DAY, 0)


def made(size: int = 2, due: date = TODAY, then: str = "look up") -> journey.Made:
    return journey.Made("it rains", then, size, due)


def promised(notebook: PlainNotebook, days_ago: float = 0, size: int = 2, in_days: int = 0) -> Promise:
    when = at(days_ago)
    today = when["at"].date()
    return journey.make_promise(notebook, when, today, made(size, today + in_days * DAY))


def told(notebook: PlainNotebook, became: Became, days_ago: float, size: int = 2) -> Promise:
    promise = promised(notebook, days_ago, size)
    journey.answer_promise(notebook, at(days_ago - 0.2), promise, became)
    return promise


def entries(notebook: PlainNotebook) -> list[Entry]:
    return entries_of(notebook.entries().kept)


def checked_in(state: State, presence: Presence | None = None, *, hours_ago: float = 0, **more: object) -> Checkin:
    return Checkin(**stamp(uuid4(), NOW - timedelta(hours=hours_ago), 0), state=state, presence=presence, **more)


# --- what can be recorded -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        (Promise, {"if_words": "a", "then_words": " ", "size": 1, "due": TODAY}, "then_words"),
        (Promise, {"if_words": "a", "then_words": "b", "size": 0, "due": TODAY}, "size"),
        (Promise, {"if_words": "a", "then_words": "b", "size": 6, "due": TODAY}, "size"),
        (Promise, {"if_words": "a" * 201, "then_words": "b", "size": 1, "due": TODAY}, "if_words"),
        (SignalHonoured, {}, "noticed"),
        (SmallReturn, {"words": " "}, "words"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(kind: type[Entry], fields: dict[str, object], field: str) -> None:
    with pytest.raises(ImpossibleEntry) as refused:
        kind(**at(), **fields)

    assert field == refused.value.field


def test_a_promise_may_leave_out_when_it_is_time_for_it() -> None:
    assert Promise(**at(), if_words="", then_words="b", size=1, due=TODAY).if_words == ""


# --- what stands --------------------------------------------------------------------------------------------


def test_one_promise_stands_at_a_time() -> None:
    notebook = PlainNotebook()
    promised(notebook)

    with pytest.raises(journey.OnePromiseAtATime):
        promised(notebook)


@pytest.mark.parametrize("days", [-1, 61])
def test_a_promise_is_for_a_day_that_can_be_seen_from_here(days: int) -> None:
    with pytest.raises(journey.TooFarOff):
        journey.make_promise(PlainNotebook(), at(), TODAY, made(due=TODAY + days * DAY))


def test_a_promise_without_a_word_makes_room_two_days_after_its_day_and_can_be_answered_later() -> None:
    notebook = PlainNotebook()
    first = promised(notebook, days_ago=3)
    assert open_promise(entries(notebook), TODAY - DAY) == first
    assert open_promise(entries(notebook), TODAY) is None
    promised(notebook)
    journey.answer_promise(notebook, at(), first, Became.KEPT)

    assert [Became.KEPT] == [one.became for one in outcomes(entries(notebook)).values()]


def test_the_latest_word_on_a_promise_stands_and_its_note_stays() -> None:
    notebook = PlainNotebook()
    promise = promised(notebook)
    journey.answer_promise(notebook, at(), promise, Became.FORGOT, "words")
    journey.answer_promise(notebook, at(), promise, Became.KEPT)

    assert [(Became.KEPT, "words")] == [(one.became, one.note) for one in outcomes(entries(notebook)).values()]


def test_a_changed_promise_is_one_write_and_the_old_one_is_renegotiated() -> None:
    notebook = PlainNotebook()
    first = promised(notebook, size=4)
    when = at()
    for _ in range(2):
        journey.change_promise(notebook, when, TODAY, first, made(1))

    new = open_promise(entries(notebook), TODAY)
    assert new is not None
    assert (1, first.id) == (new.size, new.instead_of)
    assert Became.RENEGOTIATED is outcomes(entries(notebook))[first.id].became
    assert 3 == len(entries(notebook))


def test_an_old_promise_is_not_changed_into_a_second_one_that_stands() -> None:
    notebook = PlainNotebook()
    old = promised(notebook, days_ago=9)
    promised(notebook)

    with pytest.raises(journey.OnePromiseAtATime):
        journey.change_promise(notebook, at(), TODAY, old, made(1))


def test_ideas_no_larger_than_what_has_worked_are_offered_first_and_new_ones_before_old() -> None:
    notebook = PlainNotebook()
    idea = journey.ideas_to_offer(library(), [], None)[0]
    words = journey.Made(idea.if_words, idea.then_words, idea.size, TODAY, idea.area, idea.id)
    journey.make_promise(notebook, at(), TODAY, words)
    offered = journey.ideas_to_offer(library(), entries(notebook), 1)

    small = [one for one in offered if one.size == 1]
    assert small == offered[: len(small)]
    assert idea == small[-1]
    assert len(offered) == len(library().selftrust.promises)


def test_one_small_return_stands_at_a_time_and_every_end_makes_room() -> None:
    notebook = PlainNotebook()
    journey.begin_return(notebook, at(), "one-song", "", None)
    with pytest.raises(journey.OneReturnAtATime):
        journey.begin_return(notebook, at(), "three-words", "", None)
    journey.tell_return(notebook, notebook.entries().kept[0], Returned.NOT_NOW, "")
    journey.begin_return(notebook, at(), "three-words", "", None)

    assert 2 == len(entries(notebook))


def test_a_signal_changed_in_another_window_is_not_overwritten() -> None:
    notebook = PlainNotebook()
    journey.note_signal(notebook, at(), noticed="a")
    seen = notebook.entries().kept[0]
    journey.change_signal(notebook, seen, noticed="b")

    with pytest.raises(StaleRevision):
        journey.change_signal(notebook, seen, noticed="c")


# --- Today --------------------------------------------------------------------------------------------------


def kept_with(notebook: PlainNotebook, *more: Entry) -> list[Entry]:
    notebook.write(add=more)
    return entries(notebook)


def reason(found: list[Entry]) -> Reason | None:
    suggestion = suggest(library(), found, NOW, TODAY)
    return suggestion.reason if suggestion else None


def test_a_promise_of_today_comes_before_asking_how_someone_is() -> None:
    notebook = PlainNotebook()
    promised(notebook)

    assert Reason.PROMISE_DUE is reason(entries(notebook))


@pytest.mark.parametrize("state", [State.KEYED_UP, State.SHUT_DOWN, State.STIRRED, State.BOTH])
def test_getting_steady_comes_before_a_promise(state: State) -> None:
    notebook = PlainNotebook()
    promised(notebook)

    assert Reason.PROMISE_DUE is not reason(kept_with(notebook, checked_in(state)))


def test_a_promise_of_tomorrow_is_not_spoken_of_and_none_is_suggested_besides() -> None:
    notebook = PlainNotebook()
    promised(notebook, days_ago=5, in_days=6)

    assert Reason.WHILE_SETTLED is reason(kept_with(notebook, checked_in(State.SETTLED)))


def test_a_promise_put_aside_once_is_never_asked_about_again() -> None:
    notebook = PlainNotebook()
    promise = promised(notebook, days_ago=2, in_days=2)
    decline(notebook, at(1), journey.due_id(promise))

    assert Reason.WHILE_SETTLED is reason(kept_with(notebook, checked_in(State.SETTLED)))


def test_an_answered_promise_is_not_asked_about() -> None:
    notebook = PlainNotebook()
    told(notebook, Became.FORGOT, 0.3)

    assert Reason.WHILE_SETTLED is reason(kept_with(notebook, checked_in(State.SETTLED)))


def test_a_tiny_promise_or_nothing_is_suggested_to_someone_settled_and_after_a_check_in_was_put_aside() -> None:
    assert Reason.PROMISE_NEW is reason([checked_in(State.SETTLED)])
    assert Reason.NO_CHECKIN_YET is reason([])
    notebook = PlainNotebook()
    decline(notebook, at(), "checkin")
    assert Reason.PROMISE_NEW is reason(entries(notebook))


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [(0, Reason.WHILE_SETTLED), (2.9, Reason.WHILE_SETTLED), (3.1, Reason.PROMISE_NEW)],
)
def test_after_nothing_today_no_promise_is_suggested_for_three_days(days_ago: float, expected: Reason) -> None:
    assert expected is reason([NothingToday(**at(days_ago)), checked_in(State.SETTLED)])


def test_put_aside_it_is_quiet_for_the_quiet_time() -> None:
    aside = Declined(**at(6), suggestion=journey.NEW)

    assert Reason.WHILE_SETTLED is reason([aside, checked_in(State.SETTLED)])


def test_while_something_is_wrong_now_no_promise_is_suggested() -> None:
    flag = Flag(**at(5), sign=DangerSign.HURT, whom=None)

    assert Reason.WHILE_SETTLED is reason([flag, checked_in(State.SETTLED)])


def test_a_pause_holds_a_promise_too() -> None:
    notebook = PlainNotebook()
    promised(notebook)
    pause(notebook, at(), NOW + DAY)

    assert suggest(library(), entries(notebook), NOW, TODAY) is None


# --- a hard week --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "states",
    [
        [State.KEYED_UP, State.SHUT_DOWN, State.SETTLED],
        [State.BOTH, State.KEYED_UP, State.SETTLED, State.LOW],
    ],
)
def test_a_week_is_hard_when_half_of_three_or_more_check_ins_were(states: list[State]) -> None:
    assert was_hard_week([checked_in(state) for state in states], NOW)


@pytest.mark.parametrize(
    "states",
    [
        [State.KEYED_UP, State.SHUT_DOWN],
        [State.BOTH, State.SETTLED, State.LOW, State.STIRRED],
        [State.SETTLED] * 9,
    ],
)
def test_fewer_check_ins_or_fewer_hard_ones_make_no_hard_week(states: list[State]) -> None:
    assert not was_hard_week([checked_in(state) for state in states], NOW)


def test_not_being_able_to_stay_makes_a_check_in_hard() -> None:
    assert was_hard_week([checked_in(State.SETTLED, Presence.PARTLY) for _ in range(3)], NOW)
    assert not was_hard_week([checked_in(State.SETTLED, Presence.YES) for _ in range(3)], NOW)


def test_what_is_older_than_a_week_to_come_or_brought_in_says_nothing() -> None:
    for more in ({"hours_ago": 24 * 7}, {"hours_ago": -1}, {"brought_in": True}):
        assert not was_hard_week([checked_in(State.KEYED_UP, **more) for _ in range(5)], NOW)


# --- what the notes say -------------------------------------------------------------------------------------


def year(*words: tuple[int, Became | None]) -> list[Entry]:
    """A promise every third day, the last one three days ago, each with its size and the word on it."""
    notebook = PlainNotebook()
    for number, (size, became) in enumerate(words):
        days_ago = 3.0 * (len(words) - number)
        if became is None:
            promised(notebook, days_ago, size)
        else:
            told(notebook, became, days_ago, size)
    return entries(notebook)


def test_nothing_is_said_below_five_with_a_word_on_them() -> None:
    finding = find_promises(year(*[(1, Became.KEPT)] * 4, *[(1, None)] * 6), NOW, TODAY)

    assert (None, 4, 1, 6) == (finding.suggested, finding.told, finding.missing, finding.open)
    assert () == finding.shown


def test_silence_and_changing_leave_what_is_known_where_it_was() -> None:
    known = [(2, Became.KEPT)] * 8
    plain = find_promises(year(*known), NOW, TODAY)
    open_ones = find_promises(year((2, None), (2, Became.RENEGOTIATED), *known), NOW, TODAY)

    one, other = plain.shown[0].share, open_ones.shown[0].share
    assert one is not None
    assert other is not None
    assert (other.low, other.middle, other.high) == pytest.approx((one.low, one.middle, one.high))
    assert (8, 2) == (open_ones.told, open_ones.open)


def test_what_still_stands_is_not_open_and_not_known() -> None:
    notebook = PlainNotebook()
    promised(notebook, in_days=3)
    finding = find_promises(entries(notebook), NOW, TODAY)

    assert (0, 0) == (finding.told, finding.open)


def test_after_a_hard_week_the_suggestion_is_one_size_less() -> None:
    kept = year(*[(3, Became.KEPT)] * 14)
    hard = [*kept, *(checked_in(State.KEYED_UP) for _ in range(3))]

    assert (3, 2) == (find_promises(kept, NOW, TODAY).suggested, find_promises(hard, NOW, TODAY).suggested)


@given(st.permutations([(1, Became.KEPT), (2, Became.KEPT), (3, Became.FORGOT), (1, None), (2, Became.LET_GO)]))
def test_the_order_of_entries_in_the_notebook_changes_nothing(words: list[tuple[int, Became | None]]) -> None:
    found = year(*words)

    assert find_promises(found, NOW, TODAY) == find_promises(sorted(found, key=lambda one: one.id), NOW, TODAY)


def test_a_late_answer_counts_on_the_day_of_its_promise() -> None:
    early = year(*[(2, Became.KEPT)] * 8)
    late = [msgspec.structs.replace(one, at=NOW) if isinstance(one, PromiseOutcome) else one for one in early]

    assert find_promises(early, NOW, TODAY) == find_promises(late, NOW, TODAY)


def test_a_word_a_week_is_the_most_and_the_newest_stands() -> None:
    notebook = PlainNotebook()
    for days_ago, believed in ((11, Believed.HARDLY), (3, Believed.A_LITTLE), (0, Believed.MOSTLY)):
        journey.rate_self(notebook, at(days_ago), believed, "")

    words = [one.believed for one in entries(notebook) if isinstance(one, SelfRating)]
    assert [Believed.HARDLY, Believed.MOSTLY] == words


def test_a_line_through_words_takes_five_of_the_last_half_year() -> None:
    old = [SelfRating(**at(200 + 7 * week), believed=Believed.HARDLY) for week in range(9)]
    recent = [SelfRating(**at(8 * week), believed=Believed.SOMEWHAT) for week in range(5)]

    assert find_believed([*old, *recent[:4]], NOW).change is None
    assert find_believed([*old, *recent], NOW).change is not None
    assert 1 == find_believed([*old, *recent[:4]], NOW).missing


def test_an_id_of_an_outcome_beside_a_changed_promise_does_not_show_which_it_is_about() -> None:
    notebook = PlainNotebook()
    first = promised(notebook)
    journey.change_promise(notebook, at(), TODAY, first, made(1))
    ids = {one.id for one in entries(notebook)}

    assert 3 == len(ids)
    assert all(isinstance(one, UUID) and one.version == 4 for one in ids)
