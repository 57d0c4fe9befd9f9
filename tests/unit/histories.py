"""Made-up histories for the gate: entries in any order, at any time, about a few people."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from unhurried.domain.base import Entry
from unhurried.domain.needs import NamedNeed, Weight
from unhurried.domain.people import Area, Hurt, Link, Owned, SharedHome, Someone, Trust, TrustedWith
from unhurried.domain.readiness import (
    Often,
    Readiness,
    Ready,
    ReadyAnswer,
    ReadySign,
    SteadyAnswer,
    SteadySign,
)
from unhurried.domain.safety import (
    Asked,
    DangerSign,
    Flag,
    Gate,
    KeptAnswer,
    Lifting,
    Near,
    Pays,
    Stopped,
    StopSign,
    Toward,
    Wants,
    gate,
)
from unhurried.domain.steadying import Checkin, Presence, State

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
PEOPLE = tuple(UUID(int=100 + number) for number in range(4))
NEED = "time-to-answer"

WILLING = {"pays": Pays.NO, "wants": Wants.WANT, "covered": frozenset({NEED}), "bears_on": frozenset({NEED})}
"""What a person says who wants a step, fears no price for it and has what they need."""

_moments = st.integers(0, 24 * 12).map(lambda hours: START + timedelta(hours=hours))
_offsets = st.sampled_from((-600, 0, 60, 765))
_whom = st.sampled_from(PEOPLE)


def stamp_at(number: int, moment: datetime, offset: int = 0) -> dict:
    return {"id": UUID(int=10_000 + number), "at": moment, "offset_minutes": offset, "written": moment}


def someone(number: int, moment: datetime = START) -> Someone:
    return Someone(**{**stamp_at(0, moment), "id": PEOPLE[number]}, code_name=f"P{number}")


EVERYONE: tuple[Entry, ...] = tuple(someone(number) for number in range(len(PEOPLE)))

ready_answers = st.lists(
    st.builds(ReadyAnswer, sign=st.sampled_from(ReadySign), ready=st.none() | st.sampled_from(Ready)),
    unique_by=lambda answer: answer.sign,
).map(tuple)
steady_answers = st.lists(
    st.builds(SteadyAnswer, sign=st.sampled_from(SteadySign), often=st.none() | st.sampled_from(Often)),
    unique_by=lambda answer: answer.sign,
).map(tuple)

GOOD_LOOK = {
    "ready": tuple(ReadyAnswer(sign, Ready.YES) for sign in ReadySign),
    "steady": tuple(SteadyAnswer(sign, Often.SELDOM) for sign in SteadySign),
}


@st.composite
def good_signs(draw: st.DrawFn, number: int) -> Entry:
    """Something that speaks for going on: a good look, all questions answered with no, trust, calm, repair."""
    when = stamp_at(number, draw(_moments), draw(_offsets))
    return draw(
        st.sampled_from(
            (
                Readiness(**when, **GOOD_LOOK),
                Asked(**when, whom=draw(_whom), all_no=True),
                Asked(**when, all_no=True),
                Checkin(**when, state=State.SETTLED, presence=Presence.YES),
                KeptAnswer(**when, sign=DangerSign.HURT, yes=False, whom=draw(_whom)),
                Hurt(**when, what="late", someone=draw(_whom), owned=Owned.YES),
                Someone(**when, code_name="new", trusted_with=(TrustedWith(Area.TIME, Trust.A_LOT),)),
            )
        )
    )


@st.composite
def holding_signs(draw: st.DrawFn, number: int) -> Entry:
    """Something that can hold: a flag, a stop sign, a link, a shared home, doubts."""
    when = stamp_at(number, draw(_moments), draw(_offsets))
    one, other = draw(st.permutations(PEOPLE))[:2]
    return draw(
        st.sampled_from(
            (
                Flag(**when, sign=draw(st.sampled_from(DangerSign)), whom=draw(st.none() | _whom)),
                Stopped(**when, sign=draw(st.sampled_from(StopSign))),
                Link(**when, one=one, other=other),
                SharedHome(**when, someone=one),
                NamedNeed(**when, need=NEED, weight=draw(st.sampled_from(Weight))),
                Asked(**when, whom=draw(st.none() | _whom), all_no=draw(st.booleans())),
                Readiness(**when, ready=draw(ready_answers), steady=draw(steady_answers)),
            )
        )
    )


@st.composite
def histories(draw: st.DrawFn, longest: int = 14) -> tuple[Entry, ...]:
    """Everyone, and entries of every kind the gate reads, with liftings of whatever is there."""
    entries: list[Entry] = list(EVERYONE)
    for number in range(draw(st.integers(0, longest))):
        kind = draw(st.sampled_from(("good", "good", "hold", "lift")))
        if kind == "lift" and len(entries) > len(EVERYONE):
            lifts = draw(st.sampled_from(entries[len(EVERYONE) :])).id
            when = stamp_at(number, draw(_moments), draw(_offsets))
            entries.append(Lifting(**when, lifts=lifts, near=draw(st.none() | st.sampled_from(Near))))
        else:
            entries.append(draw(good_signs(number) if kind == "good" else holding_signs(number)))
    return tuple(entries)


def smooth(moment: datetime = START) -> tuple[Entry, ...]:
    """A history in which nothing holds: everyone asked about, a good look, no flag."""
    asked = [Asked(**stamp_at(900 + number, moment), whom=whom, all_no=True) for number, whom in enumerate(PEOPLE)]
    return (*EVERYONE, *asked, Readiness(**stamp_at(990, moment), **GOOD_LOOK))


moments = st.integers(0, 24 * 14).map(lambda hours: START + timedelta(hours=hours))


def open_steps(found: Gate) -> set[tuple[UUID, ...]]:
    """With whom someone willing could choose a step: nobody, one of the four, or two of them."""
    ways = [(), *((one,) for one in PEOPLE), *((PEOPLE[0], one) for one in PEOPLE[1:])]
    return {whom for whom in ways if not found.holds_step(Toward(whom=whom, **WILLING))}


def open_echoes(found: Gate) -> set[tuple[UUID, ...]]:
    return {whom for whom in [(), *((one,) for one in PEOPLE)] if not found.holds_echo(whom)}


def is_open_more(before: Gate, after: Gate) -> bool:
    """Whether anything is open afterwards that was held before."""
    return bool(
        open_steps(after) - open_steps(before)
        or open_echoes(after) - open_echoes(before)
        or (before.holds_echo_cards() and not after.holds_echo_cards())
    )


def at(entries: tuple[Entry, ...], now: datetime) -> Gate:
    return gate(entries, now)
