"""A made-up person lives a year with a planner, and what came of it.

For: one pure function of a seed, so that lives may be spread over processes and machines and stay the same.
Must not: show a planner anything but what the world's own list allows.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import msgspec
import numpy as np

from unhurried.cohort.worlds.journey import Journey
from unhurried.cohort.worlds.people import PEOPLE, UNDER_REPORTED, UNLOGGED, MadeUp, Person
from unhurried.cohort.worlds.rules import Asked, Rule
from unhurried.domain.steadying import FINEST, Presence
from unhurried.domain.steps import AsFeared
from unhurried.inference.choices import Proposal
from unhurried.inference.memory import Candidate

WEEKS = 52
FIRST_DAYS = 14
CHECKIN_DAYS, STEP_DAYS = (0.4, 1.4, 2.4), (3.5, 5.0, 6.5)
"""When in a week."""

LOOK_EVERY = 7
"""Weeks from one look at readiness to the next. A look speaks for 60 days."""

TAKES_MARKED = 0.8
NOISE = 0.08
KNOWN = 0.7
"""How often it is known whether faith was kept."""

UNDER_REPORTED_BY = 0.2
UNLOGGED_SHARE = 0.5

EIGHT_WEEKS = 56.0
DEEP_AT, FELT_SAFE_AT, FELT_SAFE_BELOW = 5, 6.739, 0.35
"""High stakes are index 5 and deeper. Felt threat at depth .7, which lies between two indices."""


class Life(msgspec.Struct, frozen=True):
    """What came of one life. regained: the first week, 0 when never. shares of right steps back: (times, right)."""

    seed: int
    regained: int
    steps: int
    exits: int
    harms: int
    high_stakes: int
    high_stakes_harms: int
    false_trust: bool
    rests: int
    known_breaks: tuple[int, int]
    all_breaks: tuple[int, int]


Maker = Callable[[int, str], MadeUp]


def live(  # noqa: PLR0913, PLR0917 - what a life is a function of
    seed: int, rule: Rule, world: str, make: Maker = Person, broken: AsFeared = AsFeared.YES, weeks: int = WEEKS
) -> Life:
    """One life, the same for the same arguments. broken: what a made-up person answers when faith was broken and they
    know it. After a *yes* the app suggests nothing with that person any more, after *partly* it does."""
    return _Year(seed, rule, world, make, broken).live(weeks)


@dataclass
class _Break:
    someone: str
    depth: int
    day: float
    known: bool
    asked: int = 0
    deeper: int = 0


@dataclass
class _Tally:
    steps: int = 0
    exits: int = 0
    harms: int = 0
    high_stakes: int = 0
    high_stakes_harms: int = 0
    rests: int = 0
    regained: int = 0
    breaks: list[_Break] = field(default_factory=list)


class _Year:
    """The person, their notes and their luck each have a generator of their own, so that planners meet the same."""

    def __init__(self, seed: int, rule: Rule, world: str, make: Maker, broken: AsFeared) -> None:
        self._seed, self._rule, self._world, self._broken = seed, rule, world, broken
        self._person = make(seed, world)
        self._journey = Journey(seed, PEOPLE)
        self._notes, self._luck, self._ties = (np.random.default_rng([seed, stream]) for stream in (1, 2, 3))
        self._tally = _Tally()
        self._last_stayed = True

    def live(self, weeks: int) -> Life:
        self._person.week(0)
        for number in range(FIRST_DAYS):
            self._check_in(number + CHECKIN_DAYS[0])
        for number in range(weeks):
            self._live_week(number)
        return self._life()

    def _live_week(self, number: int) -> None:
        self._person.week(number)
        monday = FIRST_DAYS + 7.0 * number
        if number % LOOK_EVERY == 0:
            self._journey.look_at_readiness(monday)
        for day in CHECKIN_DAYS:
            self._check_in(monday + day)
        for day in STEP_DAYS:
            self._what_next(monday + day)
        if not self._tally.regained and self._person.regained():
            self._tally.regained = number + 1

    def _check_in(self, day: float) -> None:
        activation, stay = self._person.checkin()
        said = self._say(activation)
        if self._is_logged(stay):
            self._journey.check_in(day, said, _presence(stay))

    def _what_next(self, day: float) -> None:
        asked = Asked(self._journey, day, self._ties, self._person, self._last_stayed)
        proposal = self._rule(asked)
        self._watch(proposal, day)
        step = self._choose(proposal)
        if step is not None:
            self._take(step, day)

    def _choose(self, proposal: Proposal) -> Candidate | None:
        """The marked choice, or any of the five; an empty one is a rest."""
        draw, other = self._luck.random(), int(self._luck.integers(len(proposal.choices)))
        chosen = proposal.marked_choice if draw < TAKES_MARKED else proposal.choices[other]
        return chosen.step

    def _take(self, step: Candidate, day: float) -> None:
        someone, index = self._journey.place(step), step.depth - 1
        felt = self._person.threat(someone, index) + self._notes.normal(0, NOISE)
        plan = self._journey.plan(day, step, round(100 * min(1.0, max(0.0, felt))))
        if plan is None:
            return
        activation, stay, kept = self._person.attempt(someone, index)
        self._last_stayed = stay == 1
        said, known = self._say(activation), bool(self._notes.random() < KNOWN)
        logged = self._is_logged(stay)
        if logged:
            as_feared = AsFeared.CANNOT_TELL if not known else AsFeared.NO if kept else self._broken
            self._journey.tell(day, plan, as_feared, _presence(stay), said)
        self._count(step, day, stay, kept=kept, known=known and logged)

    def _say(self, activation: float) -> int:
        low = UNDER_REPORTED_BY if self._world == UNDER_REPORTED else 0
        return round(FINEST * float(np.clip(activation - low + self._notes.normal(0, NOISE), -1, 1)))

    def _is_logged(self, stay: int) -> bool:
        drawn = self._notes.random()
        return bool(self._world != UNLOGGED or stay == 1 or drawn >= UNLOGGED_SHARE)

    # --- counting -------------------------------------------------------------------------------------------

    def _watch(self, proposal: Proposal, day: float) -> None:
        """Whether a deeper step is marked after broken faith."""
        marked = proposal.marked_choice.step
        self._tally.rests += marked is None
        for one in self._tally.breaks:
            if day <= one.day + EIGHT_WEEKS:
                one.asked += 1
                one.deeper += marked is not None and marked.someone == one.someone and marked.depth > one.depth

    def _count(self, step: Candidate, day: float, stay: int, *, kept: bool, known: bool) -> None:
        tally, index, kind = self._tally, step.depth - 1, self._person.kind[self._journey.place(step)]
        tally.steps += 1
        tally.exits += stay != 1
        tally.harms += not kept and kind != "safe" and index <= DEEP_AT
        if kind == "unsafe" and index >= DEEP_AT:
            tally.high_stakes += 1
            tally.high_stakes_harms += not kept
        if not kept:
            tally.breaks.append(_Break(step.someone, step.depth, day, known))

    def _life(self) -> Life:
        tally = self._tally
        return Life(
            seed=self._seed,
            regained=tally.regained,
            steps=tally.steps,
            exits=tally.exits,
            harms=tally.harms,
            high_stakes=tally.high_stakes,
            high_stakes_harms=tally.high_stakes_harms,
            false_trust=self._feels_safe_with_unsafe(),
            rests=tally.rests,
            known_breaks=_right(one for one in tally.breaks if one.known),
            all_breaks=_right(tally.breaks),
        )

    def _feels_safe_with_unsafe(self) -> bool:
        return any(
            _threat_at_seven_tenths(self._person, someone) < FELT_SAFE_BELOW
            for someone in range(PEOPLE)
            if self._person.kind[someone] == "unsafe"
        )


def _threat_at_seven_tenths(person: MadeUp, someone: int) -> float:
    """Felt threat is a straight line of depth, so depth .7 is read between the two indices around it."""
    below = math.floor(FELT_SAFE_AT)
    part = FELT_SAFE_AT - below
    return (1 - part) * person.threat(someone, below) + part * person.threat(someone, below + 1)


def _right(breaks: "Iterator[_Break] | list[_Break]") -> tuple[int, int]:
    asked = [one for one in breaks if one.asked]
    return len(asked), sum(not one.deeper for one in asked)


def _presence(stay: int) -> Presence:
    return Presence.YES if stay == 1 else Presence.NO
