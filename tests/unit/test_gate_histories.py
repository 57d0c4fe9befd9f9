"""The gate: what no history may open. Each property is tried on 2,000 made-up histories."""

import os
from datetime import timedelta
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.histories import (
    GOOD_LOOK,
    PEOPLE,
    START,
    at,
    good_signs,
    histories,
    holding_signs,
    is_open_more,
    moments,
    open_echoes,
    open_steps,
    smooth,
    stamp_at,
)
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Link, SharedHome
from unhurried.domain.readiness import Readiness, ReadySign, SteadySign
from unhurried.domain.safety import GRAVE, DangerSign, Flag, Lifting, Near, Pays, Stopped, StopSign, Toward, Wants
from unhurried.domain.steadying import Checkin, State
from unhurried.journey.safety import ask_gate

EXAMPLES = int(os.environ.get("GATE_EXAMPLES", "2000"))
"""Fewer only where the tests themselves are tested, mutant by mutant."""

many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

K = PEOPLE[0]


def reached(entries: tuple[Entry, ...], flagged: set[UUID]) -> set[UUID]:
    """Everyone with a way over links to someone flagged. Written apart from the gate, step by step."""
    links = [(entry.one, entry.other) for entry in entries if isinstance(entry, Link)]
    found = set(flagged)
    for _ in PEOPLE:
        for one, other in links:
            if one in found or other in found:
                found |= {one, other}
    return found


@many
@given(histories(), moments)
def test_no_history_opens_a_step_toward_someone_flagged_or_linked(entries: tuple[Entry, ...], now) -> None:
    lifted = {entry.lifts for entry in entries if isinstance(entry, Lifting)}
    flagged = {entry.whom for entry in entries if isinstance(entry, Flag) and entry.whom and entry.id not in lifted}
    links = tuple(entry for entry in entries if isinstance(entry, Link) and entry.id not in lifted)
    held = reached(links, flagged)
    found = at(entries, now)

    assert not {whom for whom in open_steps(found) if set(whom) & held}
    assert not {whom for whom in open_echoes(found) if set(whom) & held}
    assert not held or found.holds_echo(())


@many
@given(histories(), moments)
def test_no_history_opens_a_step_toward_someone_with_a_grave_sign(entries: tuple[Entry, ...], now) -> None:
    lifted = {entry.lifts for entry in entries if isinstance(entry, Lifting)}
    grave = {entry.whom for entry in entries if isinstance(entry, Flag) and entry.whom and entry.sign in GRAVE}
    links = tuple(entry for entry in entries if isinstance(entry, Link) and entry.id not in lifted)
    held = reached(links, grave)
    found = at(entries, now + timedelta(days=400))

    assert not {whom for whom in open_steps(found) if set(whom) & held}
    assert not {whom for whom in open_echoes(found) if set(whom) & held}


@many
@given(st.lists(good_signs(1), max_size=12), st.sampled_from(StopSign), moments)
def test_one_stop_sign_outweighs_any_number_of_good_signs(good: list[Entry], sign: StopSign, now) -> None:
    stop = Stopped(**stamp_at(5000, START), sign=sign)

    assert set() == open_steps(at((*smooth(), *good, stop), now))


@many
@given(histories(), histories(3), moments)
def test_what_holds_can_only_hold_more(entries: tuple[Entry, ...], more: tuple[Entry, ...], now) -> None:
    kinds = (Flag, Stopped, Link, SharedHome)
    added = [
        msgspec.structs.replace(entry, id=UUID(int=77_000 + number))
        for number, entry in enumerate(more)
        if isinstance(entry, kinds)
    ]

    assert not is_open_more(at(entries, now), at((*entries, *added), now))


@many
@given(histories(), holding_signs(6000), st.sampled_from([None, *Near]), st.integers(0, 23), moments)
def test_what_is_taken_back_today_opens_nothing_today(entries, what: Entry, near: Near | None, hours: int, now) -> None:
    before = (*entries, what)
    after = (*before, Lifting(**stamp_at(6001, now), lifts=what.id, near=near))
    ends_with_the_morning = isinstance(what, Stopped) and what.sign is StopSign.DRINK_OR_DRUGS
    soon = now + timedelta(hours=hours, minutes=59)

    assert ends_with_the_morning or not is_open_more(at(before, soon), at(after, soon))


@many
@given(histories(), moments, moments)
def test_a_clock_that_is_set_back_opens_nothing(entries: tuple[Entry, ...], now, set_back) -> None:
    latest = max(entry.written for entry in entries)

    assert not is_open_more(at(entries, max(now, latest)), at(entries, min(set_back, latest)))


@many
@given(st.lists(good_signs(1), max_size=8), st.sampled_from(SteadySign), st.sampled_from(ReadySign), moments)
def test_a_skipped_answer_never_opens_anything(good: list[Entry], steady: SteadySign, ready: ReadySign, now) -> None:
    others = tuple(entry for entry in good if not isinstance(entry, Readiness))
    everything = dict(GOOD_LOOK)
    skipped_steady = tuple(answer for answer in everything["steady"] if answer.sign is not steady)
    skipped_ready = tuple(answer for answer in everything["ready"] if answer.sign is not ready)
    asked = tuple(entry for entry in smooth() if not isinstance(entry, Readiness))
    whole = at((*asked, *others, Readiness(**stamp_at(1, START), **everything)), now)
    without_steady = Readiness(**stamp_at(1, START), ready=everything["ready"], steady=skipped_steady)
    without_ready = Readiness(**stamp_at(1, START), ready=skipped_ready, steady=everything["steady"])

    assert set() == open_steps(at((*asked, *others, without_steady), now))
    assert not is_open_more(whole, at((*asked, *others, without_ready), now))
    assert not is_open_more(whole, at((*asked, *others, Readiness(**stamp_at(1, START))), now))


@many
@given(histories(), moments, st.sampled_from([None, *Pays]), st.sampled_from([None, *Wants]))
def test_skipping_a_question_about_a_step_never_opens_it(entries, now, pays: Pays | None, wants: Wants | None) -> None:
    found = at(entries, now)
    for whom in [(), (K,)]:
        asked = Toward(whom=whom, pays=pays, wants=wants)
        if pays is not Pays.NO or wants is not Wants.WANT:
            assert found.holds_step(asked)


@many
@given(histories(), moments)
def test_danger_everywhere_holds_every_step_and_every_echo(entries: tuple[Entry, ...], now) -> None:
    danger_now = Flag(**stamp_at(7000, START), sign=DangerSign.CONTROL)
    flagged = Flag(**stamp_at(7001, START), sign=DangerSign.CONTROL, whom=K)
    home = SharedHome(**stamp_at(7002, START), someone=K)

    for extra in ((danger_now,), (flagged, home)):
        found = at((*entries, *extra), now)
        assert set() == open_steps(found)
        assert set() == open_echoes(found)
        assert found.holds_echo_cards()


@many
@given(histories(), st.lists(moments, max_size=3), moments)
def test_the_gate_that_rooms_ask_is_the_gate_over_everything(entries: tuple[Entry, ...], written: list, now) -> None:
    plain = [Checkin(**stamp_at(9000 + number, when), state=State.SETTLED) for number, when in enumerate(written)]
    everything = (*entries, *plain)

    assert at(everything, now) == ask_gate([Kept(entry, 1) for entry in everything], now)


def test_a_clock_that_was_set_back_opens_nothing_whatever_was_written_last() -> None:
    """The look at readiness has grown old by the last entry, and that entry is an ordinary check-in."""
    late = Checkin(**stamp_at(9000, START + timedelta(days=100)), state=State.SETTLED)
    rows = [Kept(entry, 1) for entry in (*smooth(), late)]
    now = START + timedelta(days=1)

    assert ask_gate(rows[:-1], now).readiness is None
    assert ask_gate(rows, now).readiness is not None
    assert at((*smooth(), late), now) == ask_gate(rows, now)
