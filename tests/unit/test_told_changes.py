"""What is told of two spans, and of steps where a need was looked after."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.needs import NamedNeed, Weight
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Area
from unhurried.domain.steadying import Checkin, Presence, State
from unhurried.domain.steps import StepOutcome, StepPlan, Took
from unhurried.insight.lookback import Days, compare
from unhurried.report.along import notes_of
from unhurried.report.along.blocks import Notes
from unhurried.report.along.changed import tell_changed
from unhurried.report.along.needs import tell_conditions

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
MONTH = Days(date(2026, 6, 1), date(2026, 6, 30))


def on(days_ago: int) -> dict[str, object]:
    at = NOW - timedelta(days=days_ago)
    return {"id": uuid4(), "at": at, "offset_minutes": 0, "written": at}


def notes(entries: list[Entry]) -> Notes:
    return notes_of(library(), [Kept(entry, 1) for entry in entries], NOW)


def step(day: int, *covered: str, stayed: Presence) -> list[Entry]:
    plan = StepPlan(**on(day), step="one-true-line", area=Area.WORDS, depth=2, covered=covered)
    return [plan, StepOutcome(**on(day), plan=plan.id, took=Took.DONE, stayed=stayed)]


def test_a_change_is_told_in_the_counts_of_the_answer_that_moved_most() -> None:
    entries: list[Entry] = [
        Checkin(**on(day), state=State.SETTLED if day < 30 else State.SHUT_DOWN) for day in range(60)
    ]
    [part] = tell_changed(notes(entries), compare(entries, MONTH))

    assert "0 of 30" in part.told.sentences[0]
    assert "30 of 30" in part.told.sentences[0]
    assert ("shut down", "30", "0") in part.told.tables[0].rows
    assert len(part.told.pictures) == 1


def test_below_the_fewest_answers_there_is_a_table_and_no_picture() -> None:
    entries: list[Entry] = [Checkin(**on(day), state=State.LOW) for day in range(20)]
    [part] = tell_changed(notes(entries), compare(entries, MONTH))

    assert () == part.told.pictures
    assert ("low", "0", "20") in part.told.tables[0].rows


def test_a_need_is_told_with_its_steps_and_a_difference_only_when_it_is_more_than_wobble() -> None:
    need = next(iter(library().needs))
    named = NamedNeed(**on(90), need=need, weight=Weight.IMPORTANT)
    few = [entry for day in range(3) for entry in step(day, need, stayed=Presence.YES)]
    apart = [entry for day in range(30) for entry in step(day, need, stayed=Presence.YES)]
    apart += [entry for day in range(30, 60) for entry in step(day, stayed=Presence.NO)]

    told_few, told_apart = tell_conditions(notes([named, *few])), tell_conditions(notes([named, *apart]))
    assert told_few is not None
    assert told_apart is not None
    assert "3 of 3 steps" in told_few.first[0]
    assert "30 of 30 steps, elsewhere in 0 of 30" in told_apart.first[0]
    assert "wobble" not in " ".join(told_few.sentences)


def test_without_a_step_that_looked_after_a_need_there_is_no_such_part() -> None:
    assert tell_conditions(notes([*step(1, stayed=Presence.YES)])) is None
