"""The range model: speed, agreement with NumPyro's NUTS, calibration, false findings, foretelling real answers.

The sampler runs in the Python of a folder named .venv-bench beside the project, because it brings 380 MB along. What it
says counts only when R-hat < 1.01 and more than 1,000 draws are effective, for both edges and for their spreads.
The people are made up by the same hands as the model, so this shows errors of computing, not that the picture is right.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.table import Figure, Options, at_most, shown
from bench.window_beside import SIZES, beside_reference
from bench.window_people import Person, from_prior, with_both_edges, with_upper_edge, without_range
from bench.window_real import foretelling
from bench.window_speed import speed
from unhurried.inference.band import share_below
from unhurried.inference.edges import plane_of, weights_on_plane
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
    figures = speed(counts.rounds)
    figures += beside_reference(counts.beside, counts.sizes, REFERENCE)
    figures += [figure for size in CALIBRATED_AT for figure in _calibration(size, counts.calibrated)]
    figures += _off_the_line(CALIBRATED_AT[-1], counts.calibrated)
    figures += _false_findings(counts.looking) + _one_edge(counts.looking)
    return figures + (foretelling(options.data) if options.data else [])


# --- calibration --------------------------------------------------------------------------------------------


class Ranked(NamedTuple):
    """Of the lower and the upper edge: where the truth lies among what was believed, whether the band holds it, and
    whether the rules would show it."""

    ranks: tuple[float, float]
    held: tuple[bool, bool]
    shown: tuple[bool, bool]


def _calibration(size: int, people: int) -> list[Figure]:
    """For people drawn from the prior (Talts 2018)."""
    rng = np.random.default_rng([21, size])
    ranked = [_rank(from_prior(rng, size)) for _ in range(people)]
    band, label = _band_of_ecdf(people), f"{people:,} people of {size} entries"
    figures = [
        figure
        for side, edge in enumerate(("lower", "upper"))
        for figure in (
            at_most(
                f"{label}: rank ECDF of the {edge} edge, in 95 % bands",
                _farthest(np.array([one.ranks[side] for one in ranked])) / band,
                "",
                1,
            ),
            _coverage(f"{label}: 90 % bands of the {edge} edge hold", [one.held[side] for one in ranked]),
        )
    ]
    held = [one.held[side] for one in ranked for side in (0, 1) if one.shown[side]]
    return [
        *figures,
        *([_coverage(f"{label}: 90 % bands of the {len(held):,} edges shown hold", held)] if held else []),
    ]


def _off_the_line(size: int, people: int) -> list[Figure]:
    """The same for walks that never turn back. No budget: an edge far off the line is nothing that moments can tell."""
    rng = np.random.default_rng([21, size])
    ranked = [_rank(from_prior(rng, size, turns_back=False)) for _ in range(people)]
    label = f"{people:,} people of {size} entries who may walk off the line"
    held = [one.held[side] for one in ranked for side in (0, 1) if one.shown[side]]
    return [
        *(
            shown(f"{label}: 90 % bands of the {edge} edge hold", _percent([one.held[side] for one in ranked]), "%")
            for side, edge in enumerate(("lower", "upper"))
        ),
        *([shown(f"{label}: 90 % bands of the {len(held):,} edges shown hold", _percent(held), "%")] if held else []),
    ]


def _coverage(name: str, held: Sequence[bool]) -> Figure:
    percent = _percent(held)
    return Figure(name, percent, "%", "88 to 92", holds=88 <= percent <= 92)


def _rank(person: Person) -> Ranked:
    belief = replay(person.moments)
    plane, on_plane = plane_of(belief.grid.box), weights_on_plane(belief.grid, belief.weights)
    lower, upper = edges_at(belief, belief.day)
    findings = _findings(belief, person.moments)
    return Ranked(
        (share_below(plane.lower, on_plane, person.lower), share_below(plane.upper, on_plane, person.upper)),
        (lower.low <= person.lower <= lower.high, upper.low <= person.upper <= upper.high),
        (findings[0].edge is not None, findings[1].edge is not None),
    )


_AT = np.arange(0.01, 1, 0.01)


def _farthest(ranks: np.ndarray) -> float:
    """The largest distance of the ECDF from the diagonal, each in its own binomial standard deviations."""
    steps = np.searchsorted(np.sort(ranks), _AT, side="right") / len(ranks)
    return float(np.max(np.abs(steps - _AT) / np.sqrt(_AT * (1 - _AT) / len(ranks))))


def _band_of_ecdf(people: int) -> float:
    """The distance that 95 % of even rank sets of this size stay within at every point (after Sailynoja 2022)."""
    rng = np.random.default_rng(5)
    return float(np.quantile([_farthest(rng.random(people)) for _ in range(2_000)], 0.95))


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
