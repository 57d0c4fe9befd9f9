"""Made-up tables read by both forms and refitted by NumPyro's NUTS, side by side."""

import json
import subprocess
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from bench.reads_people import LEVELS, from_pattern, from_signal
from bench.table import Figure, at_least, at_most, shown
from unhurried.inference.normal import Floats
from unhurried.inference.reads import TILTS, fit_forms
from unhurried.inference.reads_table import Prior, Table

SIZES = (12, 30, 60, 600)
DRAWS = 4000
LARGEST_RHAT, FEWEST_DRAWS = 1.01, 1000
SLOWEST_SECONDS = 300
FIRST_SEED = 5200
_EVEN = int(np.flatnonzero(TILTS == 0)[0])


class Reference(msgspec.Struct):
    """What the sampler says of how often alarms have cause. draws: effective ones."""

    seconds: float
    mean: float
    spread: float
    rhat: float
    draws: float

    @property
    def converged(self) -> bool:
        return self.rhat < LARGEST_RHAT and self.draws > FEWEST_DRAWS


class Pair(NamedTuple):
    """Of one form: its mean and spread, and what the sampler says."""

    mean: float
    spread: float
    reference: Reference


def beside_reference(people: int, sizes: tuple[int, ...], python: Path) -> list[Figure]:
    """One line saying so, and no more, where the sampler is not installed."""
    if not python.is_file():
        return [Figure("NumPyro NUTS: not installed, so nothing is compared", 0, "people", "> 0", holds=False)]
    return [figure for size in sizes for figure in _at_size(size, people, python)]


def _at_size(size: int, people: int, python: Path) -> list[Figure]:
    pairs = [pair for number in range(people) for pair in _pairs(size, FIRST_SEED + number, python)]
    good = [pair for pair in pairs if pair.reference.converged]
    heads = [shown(f"{size} alarms: fits whose NUTS converged, of {len(pairs)}", len(good), "fits")]
    if not good:
        return [*heads, Figure(f"{size} alarms: nothing to compare with", 0, "fits", "> 0", holds=False)]
    off = [abs(pair.mean - pair.reference.mean) / pair.reference.spread for pair in good]
    ratios = [pair.spread / pair.reference.spread for pair in good]
    return [
        *heads,
        at_most(f"{size} alarms: distance of means from NUTS, mean", float(np.mean(off)), "sd", 0.1),
        shown(f"{size} alarms: distance of means from NUTS, largest", max(off), "sd"),
        at_least(f"{size} alarms: spread in NUTS spreads, smallest", min(ratios), "times", 0.93),
        at_most(f"{size} alarms: spread in NUTS spreads, largest", max(ratios), "times", 1.07),
        shown(f"{size} alarms: one NUTS refit", float(np.median([pair.reference.seconds for pair in good])), "s"),
    ]


def _pairs(size: int, seed: int, python: Path) -> list[Pair]:
    rng = np.random.default_rng([seed, size])
    drawn = (from_pattern if seed % 2 else from_signal)(rng, size, Prior())
    references = _sample(drawn.table, seed, python)
    forms = fit_forms(drawn.table, Prior())
    return [
        Pair(*_summary(forms.signal_shares[_EVEN], forms.signal.weights[_EVEN]), references["signal"]),
        Pair(*_summary(forms.pattern_shares[_EVEN], forms.pattern.weights[0]), references["pattern"]),
    ]


def _summary(shares: Floats, weights: Floats) -> tuple[float, float]:
    mean = float(shares @ weights)
    return mean, float(np.sqrt((shares - mean) ** 2 @ weights))


def _sample(table: Table, seed: int, python: Path) -> dict[str, Reference]:
    named = {"cause": table.cause, "none": table.none, "unknown": table.unknown}
    counts = {name: counts[:LEVELS, :LEVELS].tolist() for name, counts in named.items()}
    asked = {**counts, "prior": _prior(), "draws": DRAWS, "seed": seed}
    words = [python, Path(__file__).with_name("reads_reference.py")]
    done = subprocess.run(
        words, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=SLOWEST_SECONDS
    )
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=dict[str, Reference])


def _prior() -> dict[str, float]:
    prior = Prior()
    names = ("base", "slope", "telling", "middle", "gap", "gap_spread")
    return {name: getattr(prior, name) for name in names}
