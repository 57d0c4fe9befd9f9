"""The models of expectation: speed, agreement with NumPyro's NUTS, calibration, foretelling real ratings.

The sampler runs in the Python of a folder named .venv-bench beside the project. Of each speed the fastest round counts:
whatever else runs on the machine can only add. The people are made up by the same hands as the models, so this shows
errors of computing, not that the picture is right.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.calibration import band_of_ecdf, farthest
from bench.clock import fastest
from bench.expectation_beside import SIZES, beside_reference
from bench.expectation_people import PEOPLE, felt, recorded, track
from bench.expectation_real import foretelling
from bench.table import Figure, Options, at_most, below
from unhurried.inference.band import Places, share_below
from unhurried.inference.bound import upper_bound
from unhurried.inference.felt import (
    FeltPrior,
    change_mixture,
    rate_below,
    replay_closely,
    replay_felt,
    update_felt,
)
from unhurried.inference.records import (
    RecordsPrior,
    log_odds_of,
    replay_records,
    update_records,
    without_surprise,
)

REFERENCE = Path(__file__).parent.parent / ".venv-bench" / "bin" / "python"

CALIBRATED_AT = (12, 60)


class Counts(NamedTuple):
    calibrated: int
    beside: int
    sizes: tuple[int, ...]
    rounds: int


QUICK = Counts(calibrated=60, beside=1, sizes=(12,), rounds=5)
FULL = Counts(calibrated=1000, beside=3, sizes=SIZES, rounds=20)


def run(options: Options) -> list[Figure]:
    counts = QUICK if options.quick else FULL
    if options.people:
        counts = counts._replace(calibrated=options.people)
    figures = _bounds() + _speed(counts.rounds)
    figures += [figure for size in CALIBRATED_AT for figure in _calibration(size, counts.calibrated)]
    figures += beside_reference(counts.beside, counts.sizes, REFERENCE)
    return figures + (foretelling(options.data) if options.data else [])


def _bounds() -> list[Figure]:
    return [
        Figure("bound of 0 of 5", upper_bound(0, 5), "", ".45", holds=round(upper_bound(0, 5), 2) == 0.45),
        Figure("bound of 1 of 7", upper_bound(1, 7), "", ".52", holds=round(upper_bound(1, 7), 2) == 0.52),
    ]


# --- speed --------------------------------------------------------------------------------------------------


def _speed(rounds: int) -> list[Figure]:
    trials = recorded(np.random.default_rng(1), 3_750, RecordsPrior()).trials
    felts = felt(np.random.default_rng(1), 3_750, FeltPrior()).felts
    figures = []
    for after in (500, 3_650):
        records, feeling = replay_records(trials[:after]), replay_felt(felts[:after])
        for name, belief, update, more in (
            ("records", records, update_records, trials[after : after + 100]),
            ("felt", feeling, update_felt, felts[after : after + 100]),
        ):
            spent = fastest(_adding(belief, update, more), rounds) / 100
            figures.append(below(f"{name}: one entry after {after:,}", spent, "ms", 0.05))
    return [
        *figures,
        below("records: replay of 3,650", fastest(lambda: replay_records(trials[:3_650]), 3), "ms", 500),
        below("felt: replay of 3,650", fastest(lambda: replay_felt(felts[:3_650]), 3), "ms", 500),
    ]


def _adding(belief: Any, update: Callable[[Any, Any], Any], more: list[Any]) -> Callable[[], None]:
    def add() -> None:
        now = belief
        for entry in more:
            now = update(now, entry)

    return add


# --- calibration --------------------------------------------------------------------------------------------


def _calibration(size: int, people: int) -> list[Figure]:
    """Where the truth lies among what was believed, for people drawn from the prior (Talts 2018)."""
    ranks: dict[str, list[float]] = {}
    rng = np.random.default_rng([22, size])
    for _ in range(people):
        for name, rank in (*_records_ranks(rng, size).items(), *_felt_ranks(rng, size).items()):
            ranks.setdefault(name, []).append(rank)
    band = band_of_ecdf(people)
    figures = []
    for name, found in ranks.items():
        label, places = f"{people:,} people of {size} entries: {name}", np.array(found)
        held = float(np.mean((places >= 0.05) & (places <= 0.95)))
        figures.append(at_most(f"{label}, rank ECDF in 95 % bands", farthest(places) / band, "", 1))
        figures.append(Figure(f"{label}, 90 % bands hold", 100 * held, "%", "88 to 92", holds=0.88 <= held <= 0.92))
    return figures


def _records_ranks(rng: np.random.Generator, size: int) -> dict[str, float]:
    """Of one of the four people, so that ranks are independent."""
    prior = without_surprise(RecordsPrior())
    life = recorded(rng, size, prior)
    someone = int(rng.integers(PEOPLE))
    belief = log_odds_of(replay_records(life.trials, prior), track(someone), life.trials[-1].day)
    return {"log-odds": share_below(Places.of(belief.places), belief.weights, life.log_odds[someone])}


def _felt_ranks(rng: np.random.Generator, size: int) -> dict[str, float]:
    life = felt(rng, size, FeltPrior())
    belief = replay_closely(life.felts)
    return {
        "rate from good": rate_below(belief, life.from_good, bad=False),
        "rate from bad": rate_below(belief, life.from_bad, bad=True),
        "change since the first": change_mixture(belief, track(0)).share_below(life.change),
    }
