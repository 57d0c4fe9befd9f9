"""The made-up year has promises, signals and small returns, so that every page of room selftrust shows something."""

from tests.unit.test_demo_year import ENDING, year
from unhurried.domain.base import Entry
from unhurried.domain.selftrust import (
    Became,
    Like,
    Listened,
    MyValue,
    NothingToday,
    SignalHonoured,
    StoppedDoing,
    open_promise,
    open_return,
    outcomes,
    promises,
)
from unhurried.insight.selftrust import find_believed, find_promises


def entries() -> list[Entry]:
    return [row.entry for row in year().kept]


def test_a_promise_stands_every_answer_occurs_and_so_does_silence() -> None:
    told = outcomes(entries())
    standing = open_promise(entries(), ENDING.date())

    assert set(Became) == {one.became for one in told.values()}
    assert standing is not None
    assert standing.due == ENDING.date()
    assert [one for one in promises(entries()) if one.id not in told and one.id != standing.id]


def test_sizes_have_bands_and_one_has_worked() -> None:
    finding = find_promises(entries(), ENDING, ENDING.date())

    assert len(finding.shown) >= 2
    assert finding.suggested is not None
    assert finding.open > 0


def test_words_on_believing_oneself_make_a_line() -> None:
    finding = find_believed(entries(), ENDING)

    assert finding.change is not None
    assert len(finding.recent) == len(finding.words)


def test_there_is_one_of_everything_else() -> None:
    kinds = (NothingToday, SignalHonoured, MyValue, Like, StoppedDoing)
    heard = [one for one in entries() if isinstance(one, SignalHonoured)]

    assert [] == [kind for kind in kinds if not any(isinstance(one, kind) for one in entries())]
    assert set(Listened) == {one.listened for one in heard}
    assert open_return(entries()) is not None
