"""Looking back: two spans compared, and what made it worse."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from unhurried.domain.base import Entry
from unhurried.domain.lookback import HarmCheck, SinceBegun
from unhurried.domain.steadying import Checkin, Felt, PracticeTime, Presence, State
from unhurried.domain.steps import About, AsFeared, AskedAfter, StepOutcome, Took
from unhurried.inference.change import Wobble
from unhurried.insight.lookback import Compared, Comparison, Days, WorseBy, compare, find_made_worse

LAST = date(2026, 6, 30)
MONTH = Days(LAST - timedelta(days=29), LAST)


def on(days_ago: int) -> dict[str, object]:
    at = datetime(2026, 6, 30, 12, tzinfo=UTC) - timedelta(days=days_ago)
    return {"id": uuid4(), "at": at, "offset_minutes": 0, "written": at}


def checkins(state: State, *days_ago: int, presence: Presence | None = None) -> list[Entry]:
    return [Checkin(**on(day), state=state, presence=presence) for day in days_ago]


def found(entries: list[Entry], what: Compared) -> Comparison:
    return next(one for one in compare(entries, MONTH) if one.what is what)


def test_the_span_before_is_as_long_and_ends_the_day_before() -> None:
    assert Days(date(2026, 5, 2), date(2026, 5, 31)) == MONTH.before


def test_the_first_and_the_last_day_of_both_spans_count_and_the_days_around_them_do_not() -> None:
    states = found(checkins(State.LOW, 0, 29, 30, 59, 60, -1), Compared.STATES)

    assert (2, 2) == (sum(states.change.before), sum(states.change.after))


def test_a_change_names_the_answer_whose_share_moved_most() -> None:
    before, after = checkins(State.KEYED_UP, *range(30, 60)), checkins(State.SETTLED, *range(30))
    states = found(before + after, Compared.STATES)

    assert states.change.wobble is None
    assert states.moved is not None
    assert states.answers[states.moved] in {"keyed_up", "settled"}


def test_a_small_difference_is_within_the_usual_wobble_and_names_nothing() -> None:
    before = checkins(State.LOW, *range(30, 50)) + checkins(State.SETTLED, *range(50, 60))
    after = checkins(State.LOW, *range(16)) + checkins(State.SETTLED, *range(16, 30))
    states = found(before + after, Compared.STATES)

    assert (Wobble.WITHIN, None) == (states.change.wobble, states.moved)


def test_both_at_once_and_fine_outside_are_not_on_the_line_and_partly_counts_as_not_wholly() -> None:
    entries = checkins(State.BOTH, 1, presence=Presence.PARTLY) + checkins(State.FINE_OUTSIDE, 2, presence=Presence.NO)

    assert [Compared.STAYED] == [one.what for one in compare(entries, MONTH)]
    assert (0, 2) == found(entries, Compared.STAYED).change.after


@pytest.mark.parametrize(
    ("before", "after", "felt", "counted"),
    [
        (State.KEYED_UP, State.STIRRED, None, (1, 0, 0)),
        (State.SHUT_DOWN, State.KEYED_UP, None, (0, 1, 0)),
        (State.SETTLED, State.LOW, None, (0, 0, 1)),
        (State.KEYED_UP, State.SETTLED, Felt.WORSE, (0, 0, 1)),
        (None, None, Felt.WORSE, (0, 0, 1)),
    ],
)
def test_a_practice_is_told_by_how_far_from_settled_and_what_was_said_to_be_worse_is_worse(
    before: State | None, after: State | None, felt: Felt | None, counted: tuple[int, int, int]
) -> None:
    time = PracticeTime(**on(3), practice="push-the-wall", before=before, after=after, felt=felt)

    assert counted == found([time], Compared.PRACTICES).change.after


def test_what_is_not_known_of_a_fear_is_never_counted() -> None:
    said = [AsFeared.NO, AsFeared.PARTLY, AsFeared.YES, AsFeared.CANNOT_TELL, AsFeared.KEPT_FROM_HAPPENING]
    outcomes: list[Entry] = [StepOutcome(**on(1), plan=uuid4(), took=Took.DONE, as_feared=one) for one in said]

    assert (1, 2) == found(outcomes, Compared.FEARS).change.after


def test_with_nothing_written_nothing_is_compared() -> None:
    assert () == compare([], MONTH)


def test_everything_that_was_said_to_have_made_it_worse_is_told_the_newest_first() -> None:
    plan = UUID(int=3)
    entries: list[Entry] = [
        PracticeTime(**on(9), practice="push-the-wall", felt=Felt.WORSE),
        PracticeTime(**on(8), practice="push-the-wall", felt=Felt.EASED),
        AskedAfter(**on(5), plan=plan, about=About.NEXT_DAY, felt=Felt.WORSE),
        HarmCheck(**on(2), since=SinceBegun.WORSE),
        HarmCheck(**on(1), since=SinceBegun.BETTER),
    ]
    told = [(one.by, one.about) for one in find_made_worse(entries)]

    assert [(WorseBy.BEING_HERE, ""), (WorseBy.STEP, str(plan)), (WorseBy.PRACTICE, "push-the-wall")] == told
