"""What second looks and hurts count as, and that nothing about someone with a flag counts as no cause."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from unhurried.domain.base import Entry
from unhurried.domain.lookback import OwnReading
from unhurried.domain.people import Hurt, Link, SharedHome, Someone, Warned
from unhurried.domain.safety import DangerSign, Flag, Lifting, Near
from unhurried.domain.signals import Alarm, AlarmAnswer, Cause, Loud, SecondLook, SignalGroup
from unhurried.inference.reads import Silence
from unhurried.insight.reads import WRITTEN_BEFORE, find_reads, own_reading

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
NOW = START + timedelta(days=300)
K, L, M = (UUID(int=number) for number in (901, 902, 903))


def when(number: int, day: float = 0) -> dict[str, object]:
    at = START + timedelta(days=day)
    return {"id": UUID(int=number), "at": at, "offset_minutes": 0, "written": at}


def alarm(number: int, whom: UUID | None = None, *, day: float = 1, ticked: bool = False) -> Alarm:
    answer = AlarmAnswer.SIGNS_OF_DANGER if ticked else AlarmAnswer.NOT_CLEAR_YET
    groups = (SignalGroup.CONTROL,) if ticked else ()
    return Alarm(**when(number, day), whom=whom, answer=answer, groups=groups)  # type: ignore[arg-type]


def look(number: int, at: int, cause: Cause, day: float = 9) -> SecondLook:
    return SecondLook(**when(number, day), alarm=UUID(int=at), cause=cause)  # type: ignore[arg-type]


def hurt(number: int, warned: Warned | None, someone: UUID | None = None, day: float = 20) -> Hurt:
    return Hurt(**when(number, day), what="words", warned=warned, someone=someone)  # type: ignore[arg-type]


def looked_back(causes: Iterable[Cause], whom: UUID | None = None) -> list[Entry]:
    found: list[Entry] = []
    for number, cause in enumerate(causes, start=1):
        found += [alarm(number, whom), look(100 + number, number, cause)]
    return found


def people(*ids: UUID) -> list[Entry]:
    return [Someone(**{**when(1), "id": one}, code_name=f"{one.int}") for one in ids]  # type: ignore[arg-type]


def flag(number: int, whom: UUID | None, sign: DangerSign = DangerSign.CONTROL) -> Flag:
    return Flag(**when(number, 2), whom=whom, sign=sign)  # type: ignore[arg-type]


def counts(entries: list[Entry]) -> tuple[int, int, int]:
    """Cause, none, not known."""
    found = find_reads(entries, NOW)
    return found.cause, found.none, found.not_known


ENOUGH = [Cause.NOW] * 11 + [Cause.OLD_HURT] * 8 + [Cause.NEVER_FOUND_OUT] * 3


# --- what a second look counts as ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (Cause.NOW, (1, 0, 0)),
        (Cause.BOTH, (1, 0, 0)),
        (Cause.OLD_HURT, (0, 1, 0)),
        (Cause.NEVER_FOUND_OUT, (0, 0, 1)),
        (Cause.EXPLAINED_NOT_CHECKED, (0, 0, 1)),
    ],
)
def test_each_second_look_counts_as_what_it_says(cause: Cause, expected: tuple[int, int, int]) -> None:
    assert expected == counts([*people(K), *looked_back([cause], K)])


def test_an_alarm_without_a_second_look_is_not_known_and_not_left_out() -> None:
    found = find_reads([alarm(1), alarm(2), look(3, 2, Cause.NOW)], NOW)
    assert (2, 1, 1) == (found.alarms, found.not_known, found.not_looked_at)


def test_the_latest_look_counts() -> None:
    assert (0, 1, 0) == counts([alarm(1), look(2, 1, Cause.NOW, 5), look(3, 1, Cause.OLD_HURT, 7)])


@pytest.mark.parametrize(
    "danger",
    [
        [flag(50, K)],
        [flag(50, K, DangerSign.HARMED_ME)],
        [flag(50, L), Link(**when(51), one=L, other=K)],  # type: ignore[arg-type]
        [flag(50, None)],
        [flag(50, M), SharedHome(**when(52), someone=M)],  # type: ignore[arg-type]
    ],
)
def test_nothing_about_someone_a_flag_reaches_counts_as_no_cause(danger: list[Entry]) -> None:
    entries = [*people(K, L, M), *looked_back([Cause.OLD_HURT] * 3 + [Cause.NOW], K)]
    assert (1, 3, 0) == counts(entries)
    assert (1, 0, 3) == counts([*entries, *danger])
    assert 3 == find_reads([*entries, *danger], NOW).held_open


def test_a_grave_flag_that_was_lifted_still_keeps_old_hurts_out() -> None:
    entries = [*people(K), *looked_back([Cause.OLD_HURT], K), flag(50, K, DangerSign.HURT)]
    lifting = Lifting(**when(60, 3), lifts=UUID(int=50), near=Near.NOBODY)  # type: ignore[arg-type]
    assert (0, 0, 1) == counts([*entries, lifting])


def test_a_flag_on_someone_else_changes_nothing_about_this_one() -> None:
    assert (0, 1, 0) == counts([*people(K, L), *looked_back([Cause.OLD_HURT], K), flag(50, L)])


def test_where_nobody_is_named_a_flag_on_anyone_reaches() -> None:
    assert (0, 0, 1) == counts([*people(L), *looked_back([Cause.OLD_HURT]), flag(50, L)])


def test_ticked_signs_never_count_as_no_cause() -> None:
    assert (0, 0, 1) == counts([*people(K), alarm(1, K, ticked=True), look(2, 1, Cause.OLD_HURT)])


# --- the other direction ------------------------------------------------------------------------------------


def test_hurts_count_by_what_was_said_of_a_warning_before() -> None:
    entries: list[Entry] = [
        hurt(number, warned) for number, warned in enumerate((Warned.NO, Warned.NO, Warned.YES, Warned.NOT_KNOWN, None))
    ]
    found = find_reads(entries, NOW)
    assert (2, 1, 2) == (found.missed_times, found.rang_times, found.open_times)


@pytest.mark.parametrize(("days_before", "rang"), [(5, 0), (WRITTEN_BEFORE.days + 1, 1), (-1, 1)])
def test_a_hurt_whose_alarm_is_in_the_notes_is_not_counted_twice(days_before: float, rang: int) -> None:
    entries = [*people(K), alarm(1, K, day=100 - days_before), hurt(2, Warned.YES, K, day=100)]
    assert rang == find_reads(entries, NOW).rang_times


def test_an_alarm_about_someone_else_is_not_the_one_that_rang() -> None:
    assert 1 == find_reads([*people(K, L), alarm(1, L), hurt(2, Warned.YES, K)], NOW).rang_times


def test_a_hurt_by_someone_with_a_flag_still_counts_as_missed() -> None:
    assert 1 == find_reads([*people(K), flag(50, K), hurt(2, Warned.NO, K)], NOW).missed_times


# --- what is shown ------------------------------------------------------------------------------------------


def test_below_the_minimum_it_is_silent_and_says_what_is_missing() -> None:
    found = find_reads(looked_back([Cause.NOW] * 3 + [Cause.OLD_HURT]), NOW)
    assert (None, None, None) == (found.had_cause, found.missed, found.base)
    assert (2, 4, 5) == (found.cause_missing, found.none_missing, found.hurts_missing)
    assert 4 == len(found.looked_back)


def test_above_the_minimum_both_directions_are_there() -> None:
    hurts = [hurt(200 + number, Warned.NO if number % 2 else Warned.YES) for number in range(8)]
    found = find_reads([*looked_back(ENOUGH), *hurts], NOW)

    assert found.had_cause is not None
    assert found.missed is not None
    assert found.base is not None
    assert found.had_cause.low < 11 / 19 < found.had_cause.high
    assert found.missed.low < 4 / (4 + 4 + 22 * 11 / 19) < found.missed.high
    assert (None, None) == (found.silence, found.missed_silence)


def test_one_direction_is_shown_without_the_other() -> None:
    found = find_reads(looked_back(ENOUGH), NOW)
    assert found.had_cause is not None
    assert (None, Silence.TOO_FEW_HURTS) == (found.missed, found.missed_silence)


DIALS = (("body",), ("behaviour",), ("body", "behaviour"))


def heard(with_cause: Loud | None, with_none: Loud | None, dials: Iterable[str]) -> list[Entry]:
    """Twenty alarms of each kind, each as loud as its kind on these dials, which is open on the others."""
    found: list[Entry] = []
    for number, entry in enumerate(looked_back([Cause.NOW] * 20 + [Cause.OLD_HURT] * 20)):
        said = dict.fromkeys(dials, with_cause if number < 40 else with_none)
        found.append(msgspec.structs.replace(entry, **said) if isinstance(entry, Alarm) else entry)
    return found


@pytest.mark.parametrize("dials", DIALS)
def test_that_louder_alarms_had_cause_more_often_is_told_only_upward(dials: tuple[str, ...]) -> None:
    assert find_reads(heard(Loud.LOUD, Loud.FAINT, dials), NOW).louder_more
    assert not find_reads(heard(Loud.FAINT, Loud.LOUD, dials), NOW).louder_more
    assert not find_reads(heard(Loud.SOME, Loud.SOME, dials), NOW).louder_more
    assert not find_reads(heard(None, None, dials), NOW).louder_more


def test_without_a_share_nothing_is_said_of_loud_alarms() -> None:
    few = heard(Loud.LOUD, Loud.FAINT, DIALS[2])[:48]  # twenty with cause, four without

    assert (None, False) == (find_reads(few, NOW).had_cause, find_reads(few, NOW).louder_more)


def test_more_that_was_never_found_out_lengthens_the_reach() -> None:
    few, many = (find_reads(looked_back([*ENOUGH, *[Cause.NEVER_FOUND_OUT] * more]), NOW).had_cause for more in (0, 30))
    assert few is not None
    assert many is not None
    assert many.least < few.least
    assert few.most < many.most


def test_the_newest_alarm_stands_first_in_the_list() -> None:
    entries = [alarm(1, day=1), alarm(2, day=5), look(3, 1, Cause.NOW), look(4, 2, Cause.NOW)]
    assert [2, 1] == [one.alarm.id.int for one in find_reads(entries, NOW).looked_back]


def test_the_own_sentence_is_the_last_one_written() -> None:
    one, two = (OwnReading(**when(number, number), words=f"{number}") for number in (1, 2))  # type: ignore[arg-type]
    assert two == own_reading([two, one])
    assert own_reading([]) is None
