"""Room steps: which ideas fit, and what might come next.

Everything that is offered has passed the gate, and the planner only sees what passed. It proposes; the person chooses
among five of equal size. The same notebook, moment and seed always give the same five.
"""

import math
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

import numpy as np

from unhurried.content.library import Library
from unhurried.content.steps import DEEPEST_PROPOSED, NEEDS_NOBODY, Fit
from unhurried.domain.base import Entry
from unhurried.domain.needs import MeetsNeed, Met, NamedNeed, OwnNeed, not_negotiable
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Hurt, Relation, Someone
from unhurried.domain.safety import Gate, Hold, Pays, Toward, Wants
from unhurried.domain.signals import open_unclear
from unhurried.domain.steadying import Checkin
from unhurried.domain.steps import (
    OwnStep,
    Shelf,
    StepOutcome,
    StepPlan,
    Took,
    feared_came_true,
    plans,
    shelved,
    told,
)
from unhurried.inference.memory import HELD_DAYS, Candidate
from unhurried.inference.planner import Belief, Proposal, propose, start, update
from unhurried.inference.records import Track
from unhurried.journey.safety import ask_gate
from unhurried.journey.step_evidence import SourceKey, candidate, candidate_of, day_of, learned_from, sources
from unhurried.journey.steps import Idea, bears_on, id_of
from unhurried.journey.today import current_pause, why_quiet

MODEL_VERSION = "planner.1"
"""Part of the name under which beliefs are remembered: another model never reads them."""

OFFERED = 3

REMEMBERED = 16
"""After so many of the latest sources the belief is remembered: a plan left without a word is told ten days late."""

LIGHT = 2
"""Up to this depth a step may be put forward where nothing is known yet: with people there is hardly one of depth 1."""

QUIET_AFTER_HURT = timedelta(days=HELD_DAYS)
"""How long nothing is suggested with someone after a hurt was written down about them."""

FITS: dict[Relation, frozenset[Fit]] = {
    Relation.PARTNER: frozenset({Fit.PARTNER}),
    Relation.FORMER_PARTNER: frozenset({Fit.KIND_BEFORE}),
    Relation.DATE: frozenset({Fit.FRIEND}),
    Relation.PARENT: frozenset({Fit.FAMILY}),
    Relation.GROWN_CHILD: frozenset({Fit.FAMILY}),
    Relation.SIBLING: frozenset({Fit.FAMILY}),
    Relation.RELATIVE: frozenset({Fit.FAMILY}),
    Relation.FRIEND: frozenset({Fit.FRIEND, Fit.KIND_BEFORE}),
    Relation.NEIGHBOUR: frozenset({Fit.NEIGHBOUR}),
    Relation.COLLEAGUE: frozenset({Fit.COLLEAGUE}),
    Relation.BOSS: frozenset({Fit.COLLEAGUE}),
    Relation.HELPER: frozenset({Fit.HELPER}),
    Relation.COMMUNITY: frozenset({Fit.GROUP}),
    Relation.OTHER: frozenset({Fit.FRIEND}),
}
"""Whom an idea may fit, by how someone stands to the person. It says nothing about any one of them."""


class Offer(NamedTuple):
    """An idea and whom it would be with."""

    idea: Idea
    whom: tuple[UUID, ...] = ()


class Proposed(NamedTuple):
    """The five choices. holds: why no step may be suggested at all; then only rest and a step back are left.

    quiet: a pause runs, or practices made it worse twice lately, so nothing is suggested.
    """

    proposal: Proposal
    holds: tuple[Hold, ...]
    quiet: bool
    checkins: int
    outcomes: int


# --- what fits ----------------------------------------------------------------------------------------------


def fits_of(someone: Someone) -> frozenset[Fit]:
    if someone.is_group:
        return frozenset({Fit.GROUP})
    return FITS[someone.relation] if someone.relation is not None else frozenset({Fit.FRIEND})


def company(kept: Sequence[Kept], now: datetime, gate: Gate | None = None) -> list[Someone]:
    """Everyone a step may be planned with as far as the gate knows, by code name. None whom a flag reaches."""
    gate = gate or ask_gate(kept, now)
    found = [row.entry for row in kept if isinstance(row.entry, Someone) and not row.entry.put_away]
    open_to = [one for one in found if not gate.holds_company((one.id,)) and one.id in gate.asked]
    return sorted(open_to, key=lambda one: one.code_name.casefold())


def suggested_company(kept: Sequence[Kept], now: datetime, gate: Gate | None = None) -> list[Someone]:
    """The same without those with whom nothing is suggested.

    What was feared came true, something about them is not clear yet, or they hurt lately.
    """
    entries = [row.entry for row in kept]
    quiet = (
        feared_came_true(entries)
        | open_unclear(entries)
        | {entry.someone for entry in entries if isinstance(entry, Hurt) and now - entry.written < QUIET_AFTER_HURT}
    )
    return [one for one in company(kept, now, gate) if one.id not in quiet]


class _Seen(NamedTuple):
    """What the notebook says about ideas for steps, whoever they fit. own: the person's own steps. done: how often each
    was planned. with_whom: those planned with each person."""

    hidden: frozenset[str]
    near: frozenset[str]
    own: tuple[OwnStep, ...]
    done: Counter[str]
    with_whom: dict[UUID, set[str]]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "_Seen":
        done: Counter[str] = Counter()
        with_whom: dict[UUID, set[str]] = {}
        for plan in plans(entries):
            done[plan.step] += 1
            for one in plan.whom:
                with_whom.setdefault(one, set()).add(plan.step)
        own = tuple(entry for entry in entries if isinstance(entry, OwnStep))
        return cls(shelved(entries, Shelf.HIDDEN), shelved(entries, Shelf.KEPT), own, done, with_whom)


def fitting_steps(library: Library, entries: Sequence[Entry], someone: Someone | None = None) -> list[Idea]:
    """Ideas that fit someone, or nobody in particular: those kept first, then the lightest, then what was done least.

    Hidden ones and those that are never put forward are left out. The person's own fit those they planned them with.
    """
    return _fitting(library, _Seen.of(entries), someone)


def _fitting(library: Library, seen: _Seen, someone: Someone | None) -> list[Idea]:
    fits = fits_of(someone) if someone else NEEDS_NOBODY
    with_them = seen.with_whom.get(someone.id, set()) if someone else set()
    known: list[Idea] = [own for own in seen.own if someone is None or str(own.id) in with_them]
    known += [step for step in library.steps.values() if not step.never_proposed and fits & set(step.fits)]
    found = [idea for idea in known if id_of(idea) not in seen.hidden and idea.depth <= DEEPEST_PROPOSED]
    return sorted(found, key=lambda idea: (id_of(idea) not in seen.near, idea.depth, seen.done[id_of(idea)]))


def offers(library: Library, kept: Sequence[Kept], now: datetime, memory: "StepMemory | None" = None) -> list[Offer]:
    """Three to begin a plan with. Before the first weeks of check-ins only the lightest, which need nobody."""
    entries = [row.entry for row in kept]
    proposed = propose_next(library, kept, now, seed_of(entries), memory)
    if proposed.holds or proposed.quiet:
        return []
    found = [Offer(_idea(library, entries, step), _whom(step)) for step in proposed.proposal.steps()]
    spare = [Offer(idea) for idea in fitting_steps(library, entries) if id_of(idea) not in _ids(found)]
    lightest = [one for one in spare if one.idea.depth == 1 or id_of(one.idea) in shelved(entries, Shelf.KEPT)]
    order = np.random.default_rng(seed_of(entries)).permutation(len(lightest))
    kept_first = sorted((lightest[place] for place in order), key=lambda one: not _is_kept(entries, one))
    return [*found[:OFFERED], *kept_first][:OFFERED]


# --- what next ----------------------------------------------------------------------------------------------


def propose_next(
    library: Library, kept: Sequence[Kept], now: datetime, seed: int, memory: "StepMemory | None" = None
) -> Proposed:
    """Five choices through the planner, behind the gate. The same for the same notebook, moment and seed."""
    entries = [row.entry for row in kept]
    gate = ask_gate(kept, now)
    quiet = current_pause(entries, now) is not None or why_quiet(entries, now) is not None
    holds = gate.holds_step(Toward((), Pays.NO, Wants.WANT))
    with_whom = [] if holds or quiet else suggested_company(kept, now, gate)
    memory = memory or StepMemory()
    asked = (_digest(kept), math.ceil(day_of(now)), seed, holds, quiet, tuple(one.id for one in with_whom))
    return memory.recall_proposed(asked, lambda: _propose(library, kept, asked, gate, with_whom, memory, now))


_Asked = tuple[bytes, int, int, tuple[Hold, ...], bool, tuple[UUID, ...]]
"""What five choices rest on: the entries, the day, the seed, what is held, whether it is quiet, and with whom."""


def _propose(  # noqa: PLR0913, PLR0917 - what was asked, and what has been looked up for it already
    library: Library,
    kept: Sequence[Kept],
    asked: _Asked,
    gate: Gate,
    with_whom: Sequence[Someone],
    memory: "StepMemory",
    now: datetime,
) -> Proposed:
    _, _, seed, holds, quiet, _ = asked
    entries = [row.entry for row in kept]
    belief = memory.recall(library, kept, now)
    options = [] if holds or quiet else candidates(library, entries, gate, with_whom)
    return Proposed(
        propose(belief, options, proposal_day(now, belief), np.random.default_rng(seed)),
        holds,
        quiet,
        sum(isinstance(entry, Checkin) for entry in entries),
        len([one for one in told(entries) if one.outcome.took is not Took.NOT_DONE]),
    )


def candidates(library: Library, entries: Sequence[Entry], gate: Gate, with_whom: Sequence[Someone]) -> list[Candidate]:
    """Every step that may be proposed: one for each person, area and depth, the one done least, and the last one again.

    What the domain holds back never gets here, nor what touches a need that this person does not meet, nor anything
    deeper where little is known: a little more is one deeper than what was taken with them in that area, and each more
    of depth takes one more outcome that is known.
    """
    taken = _taken(library, entries)
    reach, last = _reach(taken), taken[-1].step if taken else None
    seen, needed = _Seen.of(entries), [entry for entry in entries if isinstance(entry, _ABOUT_NEEDS)]
    firm = not_negotiable(needed)
    found: list[Candidate] = []
    for someone in (None, *with_whom):
        whom = () if someone is None else (someone.id,)
        if gate.holds_step(Toward(whom, Pays.NO, Wants.WANT)):
            continue
        unmet = _unmet(needed, someone) & firm
        places: set[tuple[str, str, int]] = set()
        for idea in _fitting(library, seen, someone):
            step = candidate(idea, whom)
            place = (step.someone, step.area, step.depth)
            if (place in places and step != last) or step.depth > reach.get(step.track, LIGHT):
                continue
            if unmet and unmet & bears_on(library, needed, idea):
                continue
            places.add(place)
            found.append(step)
    return found


_ABOUT_NEEDS = (NamedNeed, OwnNeed, MeetsNeed)


def seed_of(entries: Iterable[Entry]) -> int:
    """From the ids of what was planned and told, so that the five stay the same until something is added."""
    ids = sorted(entry.id.bytes for entry in entries if isinstance(entry, (StepPlan, StepOutcome)))
    return int.from_bytes(blake2b(b"".join(ids), digest_size=8).digest())


class _Learned(NamedTuple):
    """What a row of sources taught: which they are, and the beliefs after each of the last ones."""

    keys: list[SourceKey]
    beliefs: list[Belief]

    def agrees(self, keys: Sequence[SourceKey]) -> int:
        """With how many of the first of these."""
        if self.keys == keys[: len(self.keys)]:
            return len(self.keys)
        return next(at for at, (known, key) in enumerate(zip(self.keys, [*keys, ()], strict=False)) if known != key)

    def known(self, keys: Sequence[SourceKey]) -> int:
        """After how many of the first of these a belief is remembered; 0 for none."""
        agreed = self.agrees(keys)
        return agreed if agreed > len(self.keys) - len(self.beliefs) else 0


class StepMemory:
    """The last few rows of beliefs, in the memory of one worker. It ends with the worker and never leaves it.

    It knows entries by id and revision. What comes after all that is known is added to it; what comes a little late, or
    was changed lately, is gone through from there, and anything else from the beginning.
    """

    def __init__(self, size: int = 2) -> None:
        self._size = size
        self._rows: list[_Learned] = []
        self._proposed: OrderedDict[_Asked, Proposed] = OrderedDict()

    def recall(self, library: Library, kept: Sequence[Kept], now: datetime) -> Belief:
        """The belief after everything that is kept. What is known already is not worked out anew."""
        found = sources(kept, now)
        keys = [source.key for source in found]
        row = max(self._rows, key=lambda row: row.known(keys), default=_Learned([], []))
        begun = row.known(keys)
        beliefs = row.beliefs[: len(row.beliefs) - len(row.keys) + begun] if begun else [start()]
        for source in found[begun:]:
            belief = beliefs[-1]
            for one in learned_from(library, source):
                belief = update(belief, one)
            beliefs.append(belief)
        others = [other for other in self._rows if other is not row or not begun]
        self._rows = [*others, _Learned(keys, beliefs[-REMEMBERED:])][-self._size :]
        return beliefs[-1]

    def recall_proposed(self, asked: _Asked, work_out: Callable[[], Proposed]) -> Proposed:
        if asked not in self._proposed:
            self._proposed[asked] = work_out()
        while len(self._proposed) > self._size:
            self._proposed.popitem(last=False)
        return self._proposed[asked]

    def forget(self) -> None:
        self._rows.clear()
        self._proposed.clear()


def proposal_day(now: datetime, belief: Belief) -> float:
    """The whole day counts as today, so that the five hold until tomorrow; a clock may be a little behind."""
    return max(math.ceil(day_of(now)), math.ceil(last_day(belief)))


def last_day(belief: Belief) -> float:
    """Up to when a belief knows anything."""
    known = [belief.records.day, belief.felt.day]
    known += [belief.window.moved] if belief.window.count else []
    return max((day for day in known if math.isfinite(day)), default=0.0)


def _digest(kept: Sequence[Kept]) -> bytes:
    """Changes with every entry that is added, changed or erased."""
    return blake2b(b"".join(row.entry.id.bytes + row.revision.to_bytes(8) for row in kept), digest_size=16).digest()


# --- inside -------------------------------------------------------------------------------------------------


def _whom(step: Candidate) -> tuple[UUID, ...]:
    return () if step.someone in {fit.value for fit in Fit} else tuple(UUID(one) for one in step.someone.split("+"))


class _TakenStep(NamedTuple):
    """A step that was taken, as the planner knows it. known: whether it is known if what was feared happened."""

    step: Candidate
    known: bool


def _taken(library: Library, entries: Sequence[Entry]) -> list[_TakenStep]:
    """In the order in which they were taken."""
    done = [(plan, outcome) for plan, outcome in told(entries) if outcome.took is not Took.NOT_DONE]
    return [_TakenStep(candidate_of(library, plan), outcome.came_true is not None) for plan, outcome in done]


def _reach(taken: Sequence[_TakenStep]) -> dict[Track, int]:
    """How deep a step with each company in each area may be put forward."""
    known: Counter[Track] = Counter()
    deepest: dict[Track, int] = {}
    for step, is_known in taken:
        known[step.track] += is_known
        deepest[step.track] = max(step.depth, deepest.get(step.track, 0))
    return {track: max(LIGHT, min(depth + 1, LIGHT + known[track])) for track, depth in deepest.items()}


def last_step(library: Library, entries: Sequence[Entry]) -> Candidate | None:
    """The last step that was taken."""
    taken = [plan for plan, outcome in told(entries) if outcome.took is not Took.NOT_DONE]
    return candidate_of(library, taken[-1]) if taken else None


def _unmet(entries: Sequence[Entry], someone: Someone | None) -> frozenset[str]:
    """Needs that someone does not meet, or partly, by the person's own word."""
    said = [entry for entry in entries if isinstance(entry, MeetsNeed) and someone and entry.where == someone.id]
    return frozenset(entry.need for entry in said if entry.met in (Met.NO, Met.PARTLY))


def _idea(library: Library, entries: Sequence[Entry], step: Candidate) -> Idea:
    own = {str(entry.id): entry for entry in entries if isinstance(entry, OwnStep)}
    return library.steps.get(step.step) or own[step.step]


def _ids(found: Iterable[Offer]) -> frozenset[str]:
    return frozenset(id_of(one.idea) for one in found)


def _is_kept(entries: Sequence[Entry], offer: Offer) -> bool:
    return id_of(offer.idea) in shelved(entries, Shelf.KEPT)
