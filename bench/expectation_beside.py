"""Made-up lives read by both models of expectation and refitted by NumPyro's NUTS, side by side."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from bench.expectation_people import felt, recorded, track
from bench.table import Figure, at_least, at_most, shown
from unhurried.inference.felt import FeltPrior, change_mixture, rate_spreads, replay_closely
from unhurried.inference.records import RecordsPrior, log_odds_of, replay_records, without_surprise

SIZES = (12, 30, 60, 600)
DRAWS = (1500, 6000)
"""Draws of each of the two chains; the second number only when the first did not converge."""

LARGEST_RHAT, FEWEST_DRAWS = 1.01, 1000
SLOWEST_SECONDS = 900
FIRST_SEED = 5100


class Reference(msgspec.Struct):
    """What the sampler says of each quantity. draws: effective ones, the fewest."""

    seconds: float
    mean: list[float]
    spread: list[float]
    rhat: float
    draws: float

    @property
    def converged(self) -> bool:
        return self.rhat < LARGEST_RHAT and self.draws > FEWEST_DRAWS


class Ours(NamedTuple):
    """The same quantities by the program, and what the sampler is asked."""

    mean: list[float]
    spread: list[float]
    life: dict[str, list[float]]
    prior: dict[str, Any]


def beside_reference(lives: int, sizes: tuple[int, ...], python: Path) -> list[Figure]:
    """For each size and model: how far means lie apart, and how spreads compare. A refit that did not converge is
    counted and left out."""
    if not python.exists():
        return [Figure("NumPyro: set up with ./test --setup bench", 0, "lives", "> 0", holds=False)]
    return [
        figure
        for size in sizes
        for name, read in (("records", read_records), ("felt", read_felt))
        for figure in _figures(name, size, [_pair(name, read, size, FIRST_SEED + at, python) for at in range(lives)])
    ]


def read_records(seed: int, size: int) -> Ours:
    """Log-odds of everyone with a trial, after that person's last one."""
    prior = without_surprise(RecordsPrior())
    life = recorded(np.random.default_rng([seed, size, 1]), size, prior)
    belief = replay_records(life.trials, prior)
    order = sorted({trial.track for trial in life.trials})
    beliefs = [log_odds_of(belief, one, belief.tracks[one].moved) for one in order]
    means = [float(one.weights @ one.places) for one in beliefs]
    spreads = [float(np.sqrt(one.weights @ (one.places - mean) ** 2)) for one, mean in zip(beliefs, means, strict=True)]
    columns = {
        "someone": [float(order.index(trial.track)) for trial in life.trials],
        "day": [trial.day for trial in life.trials],
        "came_true": [float(trial.came_true is True) for trial in life.trials],
        "hardness": [trial.hardness for trial in life.trials],
    }
    quantities = {name: (one.middle, one.spread) for name, one in (("apart", prior.apart), ("drift", prior.drift))}
    return Ours(means, spreads, columns, {"people": prior.people, **quantities})


def read_felt(seed: int, size: int) -> Ours:
    """The two rates, and the change since the first time."""
    prior = FeltPrior()
    life = felt(np.random.default_rng([seed, size, 2]), size, prior)
    belief = replay_closely(life.felts, prior)
    change = change_mixture(belief, track(0))
    mean = float(change.weights @ change.mean)
    spread = float(np.sqrt(change.weights @ (change.spread**2 + (change.mean - mean) ** 2)))
    (good, good_spread), (bad, bad_spread) = rate_spreads(belief)
    columns = {
        "harm": [float(one.harm or 0) for one in life.felts],
        "rating": [float(one.rating or 0) for one in life.felts],
    }
    return Ours(
        [good, bad, mean], [good_spread, bad_spread, spread], columns, {"noise": prior.noise, "start": prior.start}
    )


def _pair(
    name: str, read: Callable[[int, int], Ours], size: int, seed: int, python: Path
) -> tuple[Ours, Reference | None]:
    ours = read(seed, size)
    for draws in DRAWS:
        reference = _sample(name, ours, seed, draws, python)
        if reference is not None and reference.converged:
            return ours, reference
    return ours, None


def _sample(name: str, ours: Ours, seed: int, draws: int, python: Path) -> Reference | None:
    asked = {"model": name, "life": ours.life, "prior": ours.prior, "draws": draws, "seed": seed}
    words = [python, Path(__file__).with_name("expectation_reference.py")]
    try:
        done = subprocess.run(
            words, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=SLOWEST_SECONDS
        )
    except subprocess.TimeoutExpired:
        return None
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Reference)


def _figures(name: str, size: int, pairs: list[tuple[Ours, Reference | None]]) -> list[Figure]:
    label = f"{name}, {size} entries"
    found = [(ours, reference) for ours, reference in pairs if reference is not None]
    figures = [shown(f"{label}: refits that did not converge", len(pairs) - len(found), "lives")]
    if not found:
        return figures
    off, ratios = [], []
    for ours, reference in found:
        off += [
            abs(one - other) / spread
            for one, other, spread in zip(ours.mean, reference.mean, reference.spread, strict=True)
        ]
        ratios += [one / other for one, other in zip(ours.spread, reference.spread, strict=True)]
    return [
        *figures,
        at_most(f"{label}: distance of means from NUTS, mean", float(np.mean(off)), "sd", 0.1),
        shown(f"{label}: distance of means from NUTS, largest", max(off), "sd"),
        at_least(f"{label}: spread in NUTS spreads, smallest", min(ratios), "times", 0.93),
        at_most(f"{label}: spread in NUTS spreads, largest", max(ratios), "times", 1.07),
        shown(f"{label}: one NUTS refit", float(np.median([reference.seconds for _, reference in found])), "s"),
    ]
