"""Made-up people read by the range model and refitted by NumPyro's NUTS, side by side."""

import json
import math
import subprocess
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from bench.table import Figure, at_least, at_most, shown
from bench.window_people import Person, from_prior
from unhurried.inference.band import Edge
from unhurried.inference.moments import Moment, Prior
from unhurried.inference.window import Belief, edges_at, replay

SIZES = (12, 30, 60, 600)
DRAWS = (1500, 8000)
"""Draws of each of the two chains; the second number only when the first did not converge."""

LARGEST_RHAT, FEWEST_DRAWS = 1.01, 1000
SLOWEST_SECONDS = 900
ROUNDS = 10
FIRST_SEED = 4100


class Reference(msgspec.Struct):
    """What the sampler says: of the lower and the upper edge in turn. draws: effective ones, the fewer of both."""

    seconds: float
    mean: tuple[float, float]
    spread: tuple[float, float]
    band: tuple[tuple[float, float], tuple[float, float]]
    rhat: float
    draws: float

    @property
    def converged(self) -> bool:
        return self.rhat < LARGEST_RHAT and self.draws > FEWEST_DRAWS


_NOTHING = (math.nan, math.nan)
NOT_DONE = Reference(SLOWEST_SECONDS, _NOTHING, _NOTHING, (_NOTHING, _NOTHING), rhat=math.inf, draws=0)
"""A sampler that was still running after the longest time counts as one that did not converge."""


class Pair(NamedTuple):
    person: Person
    ours: tuple[Edge, Edge]
    spreads: tuple[float, float]
    seconds: float
    reference: Reference


def beside_reference(people: int, sizes: tuple[int, ...], python: Path) -> list[Figure]:
    """Figures for each size; one line saying so, and no more, where the sampler is not installed."""
    if not python.is_file():
        return [Figure("NumPyro NUTS: not installed, so nothing is compared", 0, "people", "> 0", holds=False)]
    return [figure for size in sizes for figure in _at_size(size, people, python)]


def _at_size(size: int, people: int, python: Path) -> list[Figure]:
    pairs = [_pair(size, seed, python) for seed in islice(_seeds(size), people)]
    good = [pair for pair in pairs if pair.reference.converged]
    heads = [shown(f"{size} entries: people whose NUTS converged, of {people}", len(good), "people")]
    if not good:
        return [*heads, Figure(f"{size} entries: nothing to compare with", 0, "people", "> 0", holds=False)]
    figures = heads + _error_and_width(size, good) + _agreement(size, good)
    return figures + (_speed(size, good) if size == max(SIZES) else [])


def _error_and_width(size: int, pairs: list[Pair]) -> list[Figure]:
    """The root of the mean squared distance from the truth, and the mean width of bands, over both edges."""
    ours, theirs, wide, theirs_wide = [], [], [], []
    for person, edges, _, _, reference in pairs:
        for side, truth in enumerate((person.lower, person.upper)):
            ours.append((edges[side].middle - truth) ** 2)
            theirs.append((reference.mean[side] - truth) ** 2)
            wide.append(edges[side].width)
            theirs_wide.append(reference.band[side][1] - reference.band[side][0])
    return [
        shown(f"{size} entries: error of an edge, ours", math.sqrt(np.mean(ours)), "half-lines"),
        shown(f"{size} entries: error of an edge, NUTS", math.sqrt(np.mean(theirs)), "half-lines"),
        shown(f"{size} entries: width of a band, ours", float(np.mean(wide)), "half-lines"),
        shown(f"{size} entries: width of a band, NUTS", float(np.mean(theirs_wide)), "half-lines"),
    ]


def _agreement(size: int, pairs: list[Pair]) -> list[Figure]:
    off, ratios, bands = [], [], []
    for _, edges, spreads, _, reference in pairs:
        for side in (0, 1):
            low, high = reference.band[side]
            bands.append(edges[side].width / (high - low))
            off.append(abs(edges[side].middle - reference.mean[side]) / reference.spread[side])
            ratios.append(spreads[side] / reference.spread[side])
    return [
        at_most(f"{size} entries: distance of means from NUTS, mean", float(np.mean(off)), "sd", 0.1),
        shown(f"{size} entries: distance of means from NUTS, largest", max(off), "sd"),
        at_least(f"{size} entries: spread in NUTS spreads, smallest", min(ratios), "times", 0.93),
        at_most(f"{size} entries: spread in NUTS spreads, largest", max(ratios), "times", 1.07),
        shown(f"{size} entries: width of a band in NUTS widths, smallest", min(bands), "times"),
        shown(f"{size} entries: width of a band in NUTS widths, largest", max(bands), "times"),
    ]


def _speed(size: int, pairs: list[Pair]) -> list[Figure]:
    """Refit by refit; the sampler's compilation is in its time, as it is for whoever refits once."""
    ratios = [pair.reference.seconds / pair.seconds for pair in pairs]
    return [
        shown(f"{size} entries: one NUTS refit", float(np.median([pair.reference.seconds for pair in pairs])), "s"),
        at_least(f"{size} entries: replay, faster than a NUTS refit", float(np.median(ratios)), "times", 500),
    ]


def _seeds(size: int) -> Iterator[int]:
    """Of people whose walk never comes to an end of what is held possible: there the sampler's goes on."""
    for seed in count(FIRST_SEED):
        turning, free = (
            from_prior(np.random.default_rng([seed, size]), size, turns_back=turns) for turns in (True, False)
        )
        if (turning.moments, round(turning.lower, 9)) == (free.moments, round(free.lower, 9)):
            yield seed


def _pair(size: int, seed: int, python: Path) -> Pair:
    person = from_prior(np.random.default_rng([seed, size]), size)
    seconds, belief = min((_timed(person.moments) for _ in range(ROUNDS)), key=lambda timed: timed[0])
    edges = edges_at(belief, person.moments[-1].day)
    return Pair(person, edges, _spreads(belief), seconds, _refit(person.moments, seed, python))


def _timed(moments: list[Moment]) -> tuple[float, Belief]:
    """Seconds of this process at work; it has one thread."""
    began = time.process_time()
    belief = replay(moments)
    return time.process_time() - began, belief


def _spreads(belief: Belief) -> tuple[float, float]:
    on_plane = belief.weights.sum(axis=(0, 2), dtype=np.float64)
    on_plane /= on_plane.sum()
    lower, upper = (
        math.sqrt(float((on_plane * (edge - (on_plane * edge).sum()) ** 2).sum()))
        for edge in (belief.grid.lower, belief.grid.upper)
    )
    return lower, upper


def _refit(moments: list[Moment], seed: int, python: Path) -> Reference:
    for draws in DRAWS:
        reference = _sample(moments, seed, draws, python)
        if reference.converged:
            break
    return reference


def _sample(moments: list[Moment], seed: int, draws: int, python: Path) -> Reference:
    asked = {"person": _columns(moments), "prior": _priors(), "draws": draws, "seed": seed}
    script = Path(__file__).with_name("window_reference.py")
    words = [python, script]
    try:
        done = subprocess.run(
            words, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=SLOWEST_SECONDS
        )
    except subprocess.TimeoutExpired:
        return NOT_DONE
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Reference)


def _columns(moments: list[Moment]) -> dict[str, list[float]]:
    return {
        "day": [moment.day for moment in moments],
        "low": [moment.low for moment in moments],
        "high": [moment.high for moment in moments],
        "outcome": [int(moment.outcome) for moment in moments],
    }


def _priors() -> dict[str, float]:
    prior = Prior()
    numbers = {"centre_spread": prior.centre_spread, "lapse": prior.lapse}
    for name in ("softness", "drift", "width"):
        quantity = getattr(prior, name)
        numbers |= {name: quantity.middle, f"{name}_spread": quantity.spread}
    return numbers
