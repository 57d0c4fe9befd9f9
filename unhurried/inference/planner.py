"""What next: five choices, a step back among them, that push neither out of the range nor toward harm.

For: proposals. The person chooses. What the domain holds back never gets here; what gets here still has to pass two
limits that the person can only tighten (docs/explanation/planner.md).
Must not: propose depth 7 to 10, be drawn toward people about whom little is known above the smallest stakes, take
silence for safety, or give a figure for a person.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from unhurried.inference.band import Places, quantiles
from unhurried.inference.choices import Choice, Kind, Proposal, Reason, Weighed, arrange
from unhurried.inference.felt import (
    Felt,
    FeltBelief,
    FeltPrior,
    mean_expectations,
    start_felt,
    update_felt,
)
from unhurried.inference.limits import CAREFUL, DEEPEST, Limits, stakes_of
from unhurried.inference.memory import (
    RECENT_DAYS,
    Candidate,
    Done,
    Memory,
    NotDone,
    Planned,
    is_held,
    remember,
    remember_answer,
    remember_checkin,
    remember_plan,
    take_silence,
    times_done,
)
from unhurried.inference.moments import Moment, Outcome
from unhurried.inference.records import (
    LogOdds,
    RecordsBelief,
    Track,
    Trial,
    log_odds_of,
    start_records,
    update_records,
)
from unhurried.inference.strain import (
    CAREFUL_WINDOW,
    RiseBelief,
    is_rise,
    leaving,
    range_nodes,
    start_rise,
    strain_of,
    update_rise,
)
from unhurried.inference.window import Belief as WindowBelief
from unhurried.inference.window import start as start_window
from unhurried.inference.window import update as update_window

__all__ = [
    "Belief",
    "Candidate",
    "Choice",
    "Done",
    "Kind",
    "Limits",
    "NotDone",
    "Planned",
    "Proposal",
    "Reason",
    "Weighed",
    "propose",
    "start",
    "update",
    "weigh",
]

FIRST_WEEKS_DAYS, FIRST_CHECKINS = 14.0, 10
"""Before the first proposal: without plain check-ins nothing is known to be within the range, and all is rest."""

HARDER_BY_STAKES = 0.5
"""By how much the log-odds fall from the smallest stakes to the largest: a deep step asks more of the other."""

TIGHTER_BY_LEAVING = 0.9
"""What each leaving in the last four weeks leaves of the limit on leaving."""

FELT = FeltPrior(wander=0.3)
"""Felt expectation also moves for reasons that no step shows."""

RECORD_POWER, BEST_RECORD = 6.0, 0.66
"""A step is worth less, by this power, the further the careful end of the records lies below the best that counts."""

FAR_STAKES, SETTLED, OVER = 0.75, 0.25, 0.1
"""A fear of someone that is weaker than this, at these stakes, has settled; one stronger by so much has not at all."""

KEEPING = 0.1
"""What is left of the worth of a step with someone of whom the fear has settled: keeping up is worth something."""

CURIOSITY = 0.09
"""What trying someone of whom nothing is known adds, at the smallest stakes and nowhere else; it fades with what is."""

AFTER_BROKEN_FAITH = 0.2
"""What broken faith leaves, for eight weeks, of the worth of any step with that person."""

REPEATED, FAMILIAR = 0.99, 0.99
"""What each repeat, and each recent step with the same person, leaves of a step's worth."""


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """Everything the planner goes by. Rebuilt from the entries, never stored."""

    window: WindowBelief
    records: RecordsBelief
    felt: FeltBelief
    rise: RiseBelief
    memory: Memory


Evidence = Moment | Planned | Done | NotDone


def start() -> Belief:
    """The belief before any entry."""
    window = replace(start_window(CAREFUL_WINDOW), rivals=None)
    return Belief(window, start_records(), start_felt(FELT), start_rise(), Memory())


def update(belief: Belief, evidence: Evidence) -> Belief:
    """The belief after one more entry; the one given stays as it is. ValueError when it lies before the last one.

    A `Moment` is a plain check-in. A step comes as `Planned`, then as `Done` or
    `NotDone`; one without the other is fine.
    """
    belief = _take_silence_for_leaving(belief, evidence.day)
    if isinstance(evidence, Moment):
        memory = remember_checkin(belief.memory, evidence.day, (evidence.low + evidence.high) / 2)
        return replace(belief, window=update_window(belief.window, evidence), memory=memory)
    if isinstance(evidence, Planned):
        felt = _feel(belief.felt, evidence.step, evidence.day, rating=evidence.likelihood)
        return replace(belief, felt=felt, memory=remember_plan(belief.memory, evidence))
    if isinstance(evidence, NotDone):
        return replace(belief, memory=remember_answer(belief.memory, evidence.step))
    return _learn_from_step(belief, evidence)


def _take_silence_for_leaving(belief: Belief, day: float) -> Belief:
    """A plan that was never answered: its silence is seen, so it counts as leaving where activation was foretold. An
    answer that comes later puts it right, since everything is gone through again."""
    memory, silent = take_silence(belief.memory, day)
    window = belief.window
    for step, felt in zip(silent, _felt_for(belief, [planned.step for planned in silent]), strict=True):
        (strain,) = strain_of(belief.rise, memory.level, [(step.step.stakes, felt)])
        low = max(-1.0, min(0.8, round(5 * strain.middle) / 5 - 0.1))
        window = update_window(window, Moment(day, low, low + 0.2, Outcome.LEFT))
    return replace(belief, window=window, memory=memory) if silent else belief


def _felt_for(belief: Belief, steps: Sequence[Candidate]) -> list[float]:
    return mean_expectations(belief.felt, [(step.track, step.stakes) for step in steps])


def _learn_from_step(belief: Belief, done: Done) -> Belief:
    step = done.step
    window, rise = belief.window, belief.rise
    if done.cell is not None and done.stayed is not None:
        window = update_window(window, Moment(done.day, *done.cell, Outcome.PRESENT if done.stayed else Outcome.LEFT))
        activation = sum(done.cell) / 2
        if is_rise(activation, left=not done.stayed):
            (felt,) = _felt_for(belief, [step])
            rise = update_rise(rise, step.stakes, felt, activation - belief.memory.level)
    trial = Trial(step.track, done.day, done.came_true, _hardness(step.depth), rupture=done.rupture)
    return Belief(
        window=window,
        records=update_records(belief.records, trial),
        felt=_feel(belief.felt, step, done.day, harm=done.felt_harm, rating=done.likelihood),
        rise=rise,
        memory=remember(belief.memory, done),
    )


def _feel(
    felt: FeltBelief, step: Candidate, day: float, harm: float | None = None, rating: float | None = None
) -> FeltBelief:
    if harm is None and rating is None:
        return felt
    return update_felt(felt, Felt(step.track, day, harm, rating, step.stakes))


def _hardness(depth: int) -> float:
    return HARDER_BY_STAKES * stakes_of(depth)


def propose(
    belief: Belief, candidates: Sequence[Candidate], day: float, rng: np.random.Generator, limits: Limits | None = None
) -> Proposal:
    """Five choices for a day not before the last entry, the same for the same entries, candidates and generator.

    candidates: steps that passed every gate of the domain. The generator only decides between equals.
    """
    memory = belief.memory
    if not had_first_weeks(memory, day):
        return arrange((), memory.last, rest=Reason.FIRST_WEEKS)
    weighed = weigh(belief, candidates, day, limits)
    order = rng.permutation(len(weighed))
    held = memory.last is not None and is_held(memory, memory.last, day)
    return arrange([weighed[place] for place in order], memory.last, held=held)


def had_first_weeks(memory: Memory, day: float) -> bool:
    return memory.checkins >= FIRST_CHECKINS and day - memory.since >= FIRST_WEEKS_DAYS


def weigh(belief: Belief, candidates: Sequence[Candidate], day: float, limits: Limits | None = None) -> list[Weighed]:
    """Those steps that pass both limits, with what each is worth."""
    limits = limits or Limits()
    known = {track: _Known.of(belief, track, day) for track in dict.fromkeys(step.track for step in candidates)}
    steps = [
        step
        for step in candidates
        if step.depth <= DEEPEST
        and not is_held(belief.memory, step, day)
        and known[step.track].careful(step.depth) >= limits.needed(step.depth)
    ]
    felt = _felt_for(belief, steps)
    far = dict(zip(known, mean_expectations(belief.felt, [(track, FAR_STAKES) for track in known]), strict=True))
    strains = strain_of(
        belief.rise, belief.memory.level, [(step.stakes, value) for step, value in zip(steps, felt, strict=True)]
    )
    leavings = leaving(range_nodes(belief.window, day), strains)
    largest = limits.leaving * TIGHTER_BY_LEAVING ** _recent_leavings(belief.memory, day)
    return [
        Weighed(
            step,
            _worth(belief.memory, step, _Fear.of(value, far[step.track]), known[step.track], left.mean),
            strain,
            left,
            known[step.track].careful(step.depth),
            limits.needed(step.depth),
        )
        for step, value, strain, left in zip(steps, felt, strains, leavings, strict=True)
        if left.upper <= largest
    ]


def _recent_leavings(memory: Memory, day: float) -> int:
    return sum(day - left < RECENT_DAYS for left in memory.leavings)


class _Known(NamedTuple):
    """What the records say of one person in one area on one day. outcomes: how many are known;
    broke_lately: whether faith broke in the last eight weeks."""

    log_odds: LogOdds
    careful_log_odds: float
    outcomes: int
    broke_lately: bool

    @classmethod
    def of(cls, belief: Belief, track: Track, day: float) -> "_Known":
        log_odds = log_odds_of(belief.records, track, day)
        (careful,) = quantiles(Places.of(log_odds.places), log_odds.weights, (CAREFUL,))
        one = belief.records.tracks.get(track)
        broke_lately = any(day <= held.until for held in belief.memory.held.get(track.someone, ()))
        return cls(log_odds, careful, one.trials - one.unknown if one else 0, broke_lately)

    def careful(self, depth: int) -> float:
        """How likely it is, at the careful end, that what is feared does not happen."""
        return 1 / (1 + math.exp(_hardness(depth) - self.careful_log_odds))


def _worth(memory: Memory, step: Candidate, fear: "_Fear", known: _Known, leaves: float) -> float:
    """How strongly a fear is held that is not likely to come true, if present; with whom the records are best, and first
    with whom the fear has not settled."""
    chance = known.log_odds.chance(_hardness(step.depth))
    record = float(min(1.0, known.careful(1) / BEST_RECORD) ** RECORD_POWER)
    worth = chance * fear.here * record * (fear.unsettled + KEEPING)
    if step.depth == 1:
        worth += CURIOSITY * chance / (1 + known.outcomes)
    familiar = sum(recent.someone == step.someone for recent in memory.recent)
    discount = float(REPEATED ** times_done(memory, step) * FAMILIAR**familiar)
    if known.broke_lately:
        discount *= AFTER_BROKEN_FAITH
    return (1 - leaves) * worth * discount


class _Fear(NamedTuple):
    """How likely harm feels in a step, and how much of the fear of that person has not settled, between 0 and 1."""

    here: float
    unsettled: float

    @classmethod
    def of(cls, here: float, far: float) -> "_Fear":
        """far: how likely harm feels with the same person at the stakes that settling is read at."""
        return cls(here, min(1.0, max(0.0, far - SETTLED) / OVER))
