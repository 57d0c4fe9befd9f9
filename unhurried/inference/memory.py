"""What a planner remembers of steps besides its beliefs: what was done, when someone left the range, when faith broke.

Must not: grow with every step. Counts stay, and what is older than the longest rule is dropped.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from unhurried.inference.limits import stakes_of
from unhurried.inference.records import Track

HELD_DAYS = 56.0
"""After broken faith: for eight weeks nothing as deep with that person."""

RECENT_DAYS = 28.0
"""How long a leaving tightens the limit."""

SETTLED_CHECKINS = 4
"""So many settled check-ins are assumed beforehand."""

SILENT_DAYS = 2.0
"""After so long a plan without an answer counts as a leaving."""

RECENT_STEPS = 6
"""How many of the latest steps count as recent for variety."""


class Candidate(NamedTuple):
    """A step that passed every gate of the domain. step: the id of the idea; kind: its setting, for variety."""

    step: str
    someone: str
    area: str
    depth: int
    kind: str = ""

    @property
    def track(self) -> Track:
        return Track(self.someone, self.area)

    @property
    def stakes(self) -> float:
        return stakes_of(self.depth)


class Planned(NamedTuple):
    """A step was planned. likelihood: how likely harm felt, 0 to 1; None when skipped."""

    day: float
    step: Candidate
    likelihood: float | None = None


class NotDone(NamedTuple):
    """A planned step was not done. That teaches nothing, and is as good as doing it."""

    day: float
    step: Candidate


class Done(NamedTuple):
    """What became of a step. came_true: as feared (*partly* too); None when not known. stayed: None when not said.

    low, high: the cell of activation, or None. likelihood: how likely harm feels next time. harm: 1 for as feared, 0 for
    not, between for partly; rupture: the person marked that something broke.
    """

    day: float
    step: Candidate
    came_true: bool | None = None
    stayed: bool | None = None
    cell: tuple[float, float] | None = None
    likelihood: float | None = None
    harm: float | None = None
    rupture: bool = False

    @property
    def felt_harm(self) -> float | None:
        """Where the felt expectation is drawn to."""
        return self.harm if self.harm is not None or self.came_true is None else float(self.came_true)

    @property
    def broke_faith(self) -> bool:
        return self.came_true is True or self.rupture


class Held(NamedTuple):
    """Nothing with this person from this depth on, up to and with this day."""

    depth: int
    until: float


@dataclass(frozen=True, slots=True)
class Memory:
    """checkins, activation and since: how many plain check-ins, the sum of their activation, and the first day. times, stays: by person, area and depth, how
    often a step was done and how often the person stayed. held: by person. leavings: days of recent ones, and of plans that were never answered.
    waiting: plans that are not answered yet."""

    checkins: int = 0
    activation: float = 0.0
    since: float = math.inf
    last: Candidate | None = None
    recent: tuple[Candidate, ...] = ()
    times: Mapping[tuple[Track, int], int] = field(default_factory=lambda: MappingProxyType({}))
    stays: Mapping[tuple[Track, int], int] = field(default_factory=lambda: MappingProxyType({}))
    held: Mapping[str, tuple[Held, ...]] = field(default_factory=lambda: MappingProxyType({}))
    leavings: tuple[float, ...] = ()
    waiting: tuple[Planned, ...] = ()

    @property
    def level(self) -> float:
        """Activation of an everyday moment; before any check-in as if some had been settled."""
        return self.activation / (self.checkins + SETTLED_CHECKINS)


def remember_checkin(memory: Memory, day: float, activation: float) -> Memory:
    return replace(
        memory,
        checkins=memory.checkins + 1,
        activation=memory.activation + activation,
        since=min(memory.since, day),
    )


def remember(memory: Memory, done: Done) -> Memory:
    """The memory after one more step."""
    step, place = done.step, (done.step.track, done.step.depth)
    memory = remember_answer(memory, step)
    leavings = tuple(day for day in memory.leavings if done.day - day < RECENT_DAYS)
    return replace(
        memory,
        last=step,
        recent=(*memory.recent, step)[-RECENT_STEPS:],
        times=MappingProxyType({**memory.times, place: memory.times.get(place, 0) + 1}),
        stays=MappingProxyType({**memory.stays, place: memory.stays.get(place, 0) + (done.stayed is True)}),
        held=_hold(memory.held, done),
        leavings=(*leavings, done.day) if done.stayed is False else leavings,
    )


def remember_plan(memory: Memory, planned: Planned) -> Memory:
    return replace(memory, waiting=(*memory.waiting, planned))


def remember_answer(memory: Memory, step: Candidate) -> Memory:
    """The memory after the first plan of this step that waits was answered, or said not to have been done."""
    waiting = list(memory.waiting)
    answered = next((planned for planned in waiting if planned.step == step), None)
    if answered is not None:
        waiting.remove(answered)
    return replace(memory, waiting=tuple(waiting))


def take_silence(memory: Memory, day: float) -> tuple[Memory, tuple[Planned, ...]]:
    """The memory without those plans that have waited too long by this day, which count as leavings, and those plans."""
    silent = tuple(planned for planned in memory.waiting if day - planned.day > SILENT_DAYS)
    if not silent:
        return memory, ()
    waiting = tuple(planned for planned in memory.waiting if planned not in silent)
    leavings = (*memory.leavings, *(planned.day for planned in silent))
    return replace(memory, waiting=waiting, leavings=leavings), silent


def _hold(held: Mapping[str, tuple[Held, ...]], done: Done) -> Mapping[str, tuple[Held, ...]]:
    if not done.broke_faith:
        return held
    still = tuple(one for one in held.get(done.step.someone, ()) if one.until >= done.day)
    until = math.ceil(
        done.day + HELD_DAYS
    )  # what is proposed is proposed for a whole day, so the last one counts whole
    return MappingProxyType({**held, done.step.someone: (*still, Held(done.step.depth, until))})


def is_held(memory: Memory, step: Candidate, day: float) -> bool:
    """Whether broken faith is too near for a step this deep with this person."""
    return any(step.depth >= one.depth and day <= one.until for one in memory.held.get(step.someone, ()))


def times_done(memory: Memory, step: Candidate) -> int:
    return memory.times.get((step.track, step.depth), 0)


def times_stayed(memory: Memory, step: Candidate) -> int:
    return memory.stays.get((step.track, step.depth), 0)


def deepest_stayed(memory: Memory, track: Track) -> int:
    """The deepest step with this person in this area that the person stayed with; 0 when there is none."""
    return max((depth for (done, depth), count in memory.stays.items() if done == track and count), default=0)
