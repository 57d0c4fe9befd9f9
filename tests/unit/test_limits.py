"""Limits behind the gate, how they were received, and what a punished one raises."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from unhurried.content.library import library
from unhurried.content.limits import With
from unhurried.domain.base import Entry, ImpossibleEntry
from unhurried.domain.limits import KINDLY, LONGEST_LINE, For, HowReceived, Limit, LimitArea, Received
from unhurried.domain.needs import Family, NamedNeed, OwnNeed, Weight
from unhurried.domain.notebook import Kept, Notebook, PlainNotebook, StaleRevision
from unhurried.domain.people import Link, Relation, SharedHome, Someone
from unhurried.domain.safety import Asked, Because, DangerSign, Flag, Near, Pays, StopSign, gate
from unhurried.insight.limits import received_by, received_of
from unhurried.journey import limits, people, safety
from unhurried.journey.lookback import erase_one
from unhurried.journey.stamp import Stamp

NOON = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
K, L = UUID(int=101), UUID(int=102)


def stamp(minutes: int = 0, entry_id: UUID | None = None) -> Stamp:
    at = NOON + timedelta(minutes=minutes)
    return Stamp(id=entry_id or uuid4(), at=at, offset_minutes=0, written=at)


def someone(who: UUID, **more: Any) -> Someone:
    return Someone(**stamp(0, who), code_name=f"P{who.int}", **more)


def asked(who: UUID) -> Asked:
    return Asked(**stamp(1), whom=who, all_no=True)


def flag(who: UUID | None, sign: DangerSign = DangerSign.CONTROL) -> Flag:
    return Flag(**stamp(2), sign=sign, whom=who)


def notebook(*entries: Entry) -> PlainNotebook:
    made = PlainNotebook()
    made.write(add=[someone(K), someone(L), asked(K), asked(L), *entries])
    return made


def limit(whom: UUID | None = K, **more: Any) -> Limit:
    return Limit(**{**stamp(5), "limit": "I go home at nine.", "whom": whom, "pays": Pays.NO, **more})


def because(made: Notebook, one: Limit) -> list[Because]:
    holds = limits.why_not_say(library(), made.entries().kept, one, NOON + timedelta(hours=1))
    return [hold.because for hold in holds]


def kept(made: Notebook, kind: type[Entry]) -> list[Any]:
    return [row.entry for row in made.entries().kept if isinstance(row.entry, kind)]


def row(made: Notebook, entry_id: UUID) -> Kept:
    return next(row for row in made.entries().kept if row.entry.id == entry_id)


# --- what a limit is ----------------------------------------------------------------------------------------


def test_a_limit_needs_nothing_but_its_first_line() -> None:
    assert "I leave." == Limit(**stamp(), limit="I leave.").limit
    with pytest.raises(ImpossibleEntry):
        limit(limit="  ")
    with pytest.raises(ImpossibleEntry):
        limit(ask="a" * (LONGEST_LINE + 1))


# --- the gate -----------------------------------------------------------------------------------------------


def test_nothing_holds_a_limit_with_someone_asked_about_that_nobody_could_make_one_pay_for() -> None:
    assert [] == because(notebook(), limit())
    assert [] == because(notebook(), limit(None))


@pytest.mark.parametrize("pays", [None, Pays.NOT_SURE, Pays.YES])
def test_anything_but_a_no_to_paying_holds_it(pays: Pays | None) -> None:
    assert [Because.COULD_PAY] == because(notebook(), limit(pays=pays))
    assert [Because.COULD_PAY] == because(notebook(), limit(None, pays=pays))


def test_a_flag_on_them_or_on_someone_linked_holds_it() -> None:
    assert [Because.FLAG, Because.NOT_ASKED] == because(notebook(flag(K)), limit())
    linked = notebook(flag(L), Link(**stamp(2), one=K, other=L))

    assert [Because.LINKED, Because.NOT_ASKED] == because(linked, limit())


def test_having_been_harmed_by_them_holds_it_for_good() -> None:
    harmed = flag(K, DangerSign.HARMED_ME)
    made = notebook(harmed)
    safety.take_back(made, stamp(3), harmed.id, Near.NOBODY)
    holds = limits.why_not_begin(made.entries().kept, K, NOON + timedelta(days=30))

    assert Because.HARMED_ME in [hold.because for hold in holds]


def test_danger_now_or_a_home_shared_with_someone_flagged_holds_it_whoever_it_is_for() -> None:
    assert [Because.NOW] == because(notebook(flag(None)), limit())
    home = notebook(flag(L), SharedHome(**stamp(2), someone=L))

    assert [Because.SHARED_HOME] == because(home, limit())
    assert [Because.SHARED_HOME] == because(home, limit(None))


def test_the_questions_about_danger_come_first_and_a_skip_is_not_a_no() -> None:
    made = PlainNotebook()
    made.write(add=[someone(K)])
    assert [Because.NOT_ASKED] == because(made, limit())
    made.write(add=[Asked(**stamp(1), whom=K, all_no=False)])

    assert [Because.NOT_ASKED] == because(made, limit())


def test_someone_who_is_not_in_the_notes_any_more_holds_it() -> None:
    assert Because.NOT_KNOWN_HERE in because(notebook(), limit(UUID(int=999)))


def test_a_limit_is_a_protection_so_stop_signs_and_readiness_do_not_hold_it() -> None:
    made = notebook()
    safety.name_stop_signs(made, stamp(2), [StopSign.LOSING_TIME])

    assert [] == because(made, limit())


def test_a_need_that_is_not_negotiable_holds_words_that_may_not_leave_it_whole() -> None:
    made = notebook(NamedNeed(**stamp(2), need="own-phone", weight=Weight.NOT_NEGOTIABLE))
    about_phones = limit(area=LimitArea.DIGITAL)

    assert [Because.NEED_NOT_COVERED] == because(made, about_phones)
    assert [] == because(made, limit(area=LimitArea.DIGITAL, covered=("own-phone",)))
    assert [] == because(made, limit(area=LimitArea.MONEY))
    assert [Because.NEED_NOT_COVERED] == because(made, limit())  # about what, was not said
    assert [] == because(made, limit(meant_for=For.WHAT_HELPS))


def test_a_need_that_is_only_important_holds_nothing() -> None:
    made = notebook(NamedNeed(**stamp(2), need="own-phone", weight=Weight.IMPORTANT))

    assert [] == because(made, limit(area=LimitArea.DIGITAL))


def test_an_own_need_without_a_family_is_taken_as_touched() -> None:
    own = OwnNeed(**stamp(2), title="A light left on")
    firm = NamedNeed(**stamp(3), need=str(own.id), weight=Weight.NOT_NEGOTIABLE)

    assert [Because.NEED_NOT_COVERED] == because(notebook(own, firm), limit(area=LimitArea.MONEY))


def test_every_area_touches_some_family_and_every_family_is_touched() -> None:
    assert set(LimitArea) == set(limits.TOUCHES)
    assert set(Family) == {family for families in limits.TOUCHES.values() for family in families}


# --- keeping words ------------------------------------------------------------------------------------------


def test_words_that_are_held_are_not_kept() -> None:
    made = notebook(flag(K))
    with pytest.raises(limits.LimitHeld) as held:
        limits.keep_limit(made, library(), limit())

    assert Because.FLAG is held.value.holds[0].because
    assert [] == kept(made, Limit)


def test_words_kept_twice_are_there_once() -> None:
    made, one = notebook(), limit()
    for _ in range(2):
        limits.keep_limit(made, library(), one)

    assert [one] == kept(made, Limit)


def test_words_of_someone_flagged_since_are_not_changed_and_stay_as_they_are() -> None:
    made, one = notebook(), limit()
    limits.keep_limit(made, library(), one)
    made.write(add=[flag(K)])
    with pytest.raises(limits.LimitHeld):
        limits.change_limit(made, library(), row(made, one.id), NOON + timedelta(hours=1), limit="I stay.")

    assert [one] == kept(made, Limit)


def test_words_changed_in_another_window_are_not_overwritten() -> None:
    made, one = notebook(), limit()
    limits.keep_limit(made, library(), one)
    seen = row(made, one.id)
    limits.change_limit(made, library(), seen, NOON, limit="I go at eight.")
    with pytest.raises(StaleRevision):
        limits.change_limit(made, library(), seen, NOON, limit="I go at ten.")

    assert ["I go at eight."] == [entry.limit for entry in kept(made, Limit)]


# --- how it was received ------------------------------------------------------------------------------------


def said(made: Notebook, whom: UUID | None = K) -> Limit:
    return limits.keep_limit(made, library(), limit(whom, id=uuid4()))


def test_punished_raises_a_flag_about_them_in_the_same_write() -> None:
    made = notebook()
    one = said(made)
    limits.record_received(made, stamp(10), one.id, HowReceived.PUNISHED, "two days of silence")
    holds = limits.why_not_begin(made.entries().kept, K, NOON + timedelta(hours=1))

    assert [(DangerSign.PUNISHED, K)] == [(entry.sign, entry.whom) for entry in kept(made, Flag)]
    assert Because.FLAG is holds[0].because


def test_punished_with_nobody_named_is_a_flag_for_now_that_holds_everything() -> None:
    made = notebook()
    limits.record_received(made, stamp(10), said(made, None).id, HowReceived.PUNISHED)

    assert [None] == [entry.whom for entry in kept(made, Flag)]
    assert Because.NOW in because(made, limit())


def test_a_flag_for_something_long_ago_counts_from_the_day_it_was_written_down() -> None:
    made = notebook()
    long_ago = Stamp(**{**stamp(10), "at": NOON - timedelta(days=200)})
    limits.record_received(made, long_ago, said(made).id, HowReceived.PUNISHED)

    assert K not in gate(kept(made, Entry), NOON + timedelta(hours=1)).asked
    assert [NOON - timedelta(days=200)] == [entry.at for entry in kept(made, Received)]
    assert kept(made, Flag)[0].at >= NOON


@pytest.mark.parametrize("how", [how for how in HowReceived if how is not HowReceived.PUNISHED])
def test_nothing_else_raises_a_flag_or_opens_anything(how: HowReceived) -> None:
    made = notebook(flag(L))
    one = said(made)
    limits.record_received(made, stamp(10), one.id, how)

    assert [L] == [entry.whom for entry in kept(made, Flag)]
    assert Because.FLAG in because(made, limit(L))


def test_the_same_page_sent_twice_keeps_one_word_and_one_flag() -> None:
    made = notebook()
    one, when = said(made), stamp(10)
    for _ in range(2):
        limits.record_received(made, when, one.id, HowReceived.PUNISHED)

    assert [1, 1] == [len(kept(made, kind)) for kind in (Received, Flag)]


def test_no_id_of_a_flag_follows_from_the_form() -> None:
    made = notebook()
    when = stamp(10)
    limits.record_received(made, when, said(made).id, HowReceived.PUNISHED)
    other = notebook()
    limits.record_received(other, when, said(other).id, HowReceived.PUNISHED)

    assert kept(made, Flag)[0].id != kept(other, Flag)[0].id


def test_a_word_changed_to_punished_raises_the_flag_and_changed_back_it_stays() -> None:
    made = notebook()
    received = limits.record_received(made, stamp(10), said(made).id, HowReceived.IGNORED)
    limits.change_received(made, stamp(11), row(made, received.id), how=HowReceived.PUNISHED)
    limits.change_received(made, stamp(12), row(made, received.id), how=HowReceived.RESPECTED)

    assert [DangerSign.PUNISHED] == [entry.sign for entry in kept(made, Flag)]
    assert [HowReceived.RESPECTED] == [entry.how for entry in kept(made, Received)]


def test_a_word_on_a_limit_that_is_gone_is_refused() -> None:
    with pytest.raises(limits.UnknownLimit):
        limits.record_received(notebook(), stamp(), uuid4(), HowReceived.RESPECTED)


# --- what the notes say -------------------------------------------------------------------------------------


def test_how_it_was_received_is_a_list_with_the_newest_first_and_no_count() -> None:
    made = notebook()
    one, other = said(made), said(made, L)
    for minutes, whose, how in ((20, one, "ignored"), (40, one, "respected"), (30, other, "mocked")):
        limits.record_received(made, stamp(minutes), whose.id, HowReceived(how))
    told = received_by(kept(made, Entry), K, reached=False)

    assert ["respected", "ignored"] == [line.received.how.value for line in told.told]
    assert not told.left_out
    assert ["mocked"] == [
        line.received.how.value for line in received_of(kept(made, Entry), other.id, reached=False).told
    ]
    assert {"told", "left_out"} == set(told._fields)


def test_nothing_kind_is_listed_about_someone_whom_a_flag_reaches() -> None:
    made = notebook()
    one = said(made)
    for minutes, how in enumerate(HowReceived, 20):
        limits.record_received(made, stamp(minutes), one.id, how)
    told = received_by(kept(made, Entry), K, reached=True)

    assert told.left_out
    assert set() == KINDLY & {line.received.how for line in told.told}
    assert 3 == len(told.told)


# --- whom phrases fit ---------------------------------------------------------------------------------------


def test_phrases_are_shown_first_that_fit_someone_like_them() -> None:
    assert With.WORK is limits.fitting(someone(K, relation=Relation.BOSS))
    assert With.GROUP is limits.fitting(someone(K, is_group=True, relation=Relation.FRIEND))
    assert [None, None, None] == [
        limits.fitting(one) for one in (None, someone(K), someone(K, relation=Relation.OTHER))
    ]


# --- erasing ------------------------------------------------------------------------------------------------


def test_erasing_someone_takes_their_limits_and_what_hangs_on_them_and_no_other() -> None:
    made = notebook()
    one, other = said(made), said(made, L)
    for whose in (one, other):
        limits.record_received(made, stamp(20), whose.id, HowReceived.RESPECTED)
    counted = people.counted(made.entries().kept, K)
    people.erase_someone(made, stamp(30), K)

    assert (1, 1) == (counted["Limit"], counted["Received"])
    assert [other.id] == [entry.id for entry in kept(made, Limit)]
    assert [other.id] == [entry.limit for entry in kept(made, Received)]


def test_erasing_a_limit_takes_how_it_was_received_and_leaves_the_flag() -> None:
    made = notebook()
    one = said(made)
    limits.record_received(made, stamp(20), one.id, HowReceived.PUNISHED)
    erase_one(made, one.id)

    assert [[], [], 1] == [kept(made, Limit), kept(made, Received), len(kept(made, Flag))]
