"""The range model: speed, agreement with NumPyro's NUTS, calibration, false findings, foretelling real answers.

The sampler runs in the Python of a folder named .venv-bench beside the project, because it brings 380 MB along. What it
says counts only when R-hat < 1.01 and more than 1,000 draws are effective, for both edges.
Of each speed the fastest round counts: whatever else runs on the machine can only add.
The people are made up by the same hands as the model, so this shows errors of computing, not that the picture is right.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.calibration import band_of_ecdf, farthest
from bench.clock import fastest
from bench.table import Figure, Options, at_most, below, shown
from bench.window_beside import SIZES, beside_reference
from bench.window_people import Person, from_prior, with_both_edges, with_upper_edge, without_range
from bench.window_real import foretelling
from unhurried.inference.band import share_below
from unhurried.inference.showing import ENOUGH_EVIDENCE, EdgeFinding, count_leavings, find_edge
from unhurried.inference.window import Belief, Moment, edges_at, evidence_of, replay, start, update

REFERENCE = Path(__file__).parent.parent / ".venv-bench" / "bin" / "python"

LOOKS = 120
"""Entries of someone who looks after every one."""

CALIBRATED_AT = (15, 60, 240)


class Counts(NamedTuple):
    calibrated: int
    looking: int
    beside: int
    sizes: tuple[int, ...]
    rounds: int


QUICK = Counts(calibrated=60, looking=40, beside=1, sizes=(12,), rounds=3)
FULL = Counts(calibrated=1000, looking=1000, beside=3, sizes=SIZES, rounds=10)


def run(options: Options) -> list[Figure]:
    counts = QUICK if options.quick else FULL
    if options.people:
        counts = counts._replace(calibrated=options.people, looking=options.people)
    figures = _speed(counts.rounds)
    figures += beside_reference(counts.beside, counts.sizes, REFERENCE)
    figures += [figure for size in CALIBRATED_AT for figure in _calibration(size, counts.calibrated)]
    figures += _false_findings(counts.looking) + _one_edge(counts.looking)
    return figures + (foretelling(options.data) if options.data else [])


# --- speed --------------------------------------------------------------------------------------------------


def _speed(rounds: int) -> list[Figure]:
    moments = from_prior(np.random.default_rng(1), 3_750).moments
    early, late = (_one_entry(moments, at, rounds) for at in (500, 3_650))
    return [
        below("one entry after 500", early, "ms", 0.15),
        below("one entry after 3,650", late, "ms", 0.15),
        at_most("one entry after 3,650, in entries after 500", late / early, "times", 1.2),
        below("replay of 600", fastest(lambda: replay(moments[:600]), rounds), "ms", 90),
        below("replay of 3,650", fastest(lambda: replay(moments[:3_650]), min(rounds, 4)), "ms", 450),
    ]


def _one_entry(moments: Sequence[Moment], after: int, rounds: int) -> float:
    """Over a hundred entries, so that the looks at the grid every few entries have their share."""
    belief, more = replay(moments[:after]), moments[after : after + 100]
    return fastest(lambda: _add(belief, more), rounds * 3) / len(more)


def _add(belief: Belief, moments: Sequence[Moment]) -> None:
    for moment in moments:
        belief = update(belief, moment)


# --- calibration --------------------------------------------------------------------------------------------


def _calibration(size: int, people: int) -> list[Figure]:
    """Where the truth lies among what was believed, for people drawn from the prior (Talts 2018)."""
    rng = np.random.default_rng([21, size])
    ranks, covered = np.empty((people, 2)), np.empty((people, 2), dtype=bool)
    for number in range(people):
        person = from_prior(rng, size)
        ranks[number], covered[number] = _ranks(person)
    band, label = band_of_ecdf(people), f"{people:,} people of {size} entries"
    return [
        figure
        for side, edge in enumerate(("lower", "upper"))
        for figure in (
            at_most(f"{label}: rank ECDF of the {edge} edge, in 95 % bands", farthest(ranks[:, side]) / band, "", 1),
            _coverage(f"{label}: 90 % bands of the {edge} edge hold", float(covered[:, side].mean())),
        )
    ]


def _coverage(name: str, share: float) -> Figure:
    return Figure(name, 100 * share, "%", "88 to 92", holds=0.88 <= share <= 0.92)


def _ranks(person: Person) -> tuple[list[float], list[bool]]:
    belief = replay(person.moments)
    edges = edges_at(belief, person.moments[-1].day)
    on_plane = belief.weights.sum(axis=(0, 2), dtype=np.float64)
    truths = (person.lower, person.upper)
    places = (belief.grid.lower, belief.grid.upper)
    ranks = [share_below(place, on_plane, truth) for place, truth in zip(places, truths, strict=True)]
    return ranks, [edge.low <= truth <= edge.high for edge, truth in zip(edges, truths, strict=True)]


# --- what is shown ------------------------------------------------------------------------------------------


class Looked(NamedTuple):
    """What someone ever saw who looked after every entry: a lower edge, an upper one, evidence for a range."""

    lower: bool
    upper: bool
    evidence: bool


def _false_findings(people: int) -> list[Figure]:
    figures = []
    for named, words in ((False, "no side named"), (True, "side named by the state")):
        rng = np.random.default_rng([31, named])
        seen = [_look(without_range(rng, LOOKS, named_by_state=named)) for _ in range(people)]
        label = f"{people:,} people without a range, {LOOKS} looks, {words}"
        figures += [
            at_most(f"{label}: ever shown an edge", _percent([one.lower or one.upper for one in seen]), "%", 2),
            at_most(f"{label}: evidence ever above 50", _percent([one.evidence for one in seen]), "%", 2),
        ]
    return figures


def _one_edge(people: int) -> list[Figure]:
    rng = np.random.default_rng(41)
    one = [_look(with_upper_edge(rng, LOOKS)) for _ in range(people)]
    both = [_look(with_both_edges(rng, LOOKS)) for _ in range(people)]
    label = f"{people:,} people with an upper edge only, {LOOKS} looks"
    other = f"{people:,} people with both edges, {LOOKS} looks"
    return [
        at_most(f"{label}: ever shown a lower one", _percent([look.lower for look in one]), "%", 2),
        shown(f"{label}: ever shown the upper one", _percent([look.upper for look in one]), "%"),
        shown(f"{other}: ever shown the lower one", _percent([look.lower for look in both]), "%"),
        shown(f"{other}: ever shown the upper one", _percent([look.upper for look in both]), "%"),
    ]


def _look(person: Person) -> Looked:
    """By the rules that decide what is shown, after every entry; the sweep over unwritten moments changes none of it."""
    belief, lower, upper, evidence = start(), False, False, False
    for number, moment in enumerate(person.moments, start=1):
        belief = update(belief, moment)
        evidence |= evidence_of(belief).range > math.log(ENOUGH_EVIDENCE)
        if evidence:
            findings = _findings(belief, person.moments[:number])
            lower |= findings[0].edge is not None
            upper |= findings[1].edge is not None
    return Looked(lower, upper, evidence)


def _findings(belief: Belief, moments: Sequence[Moment]) -> tuple[EdgeFinding, EdgeFinding]:
    evidence = evidence_of(belief)
    edges, leavings = edges_at(belief, belief.day), count_leavings(moments)
    return (
        find_edge(evidence, edges[0], len(moments), leavings[0], evidence.lower),
        find_edge(evidence, edges[1], len(moments), leavings[1], evidence.upper),
    )


def _percent(held: Sequence[bool]) -> float:
    return 100 * sum(held) / len(held)
