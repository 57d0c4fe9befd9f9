"""Foretelling real ratings one step ahead: felt expectation beside symmetric learning, the last outcome and the mean.

693 people rated 20 times how harmful a partner meant to be, after a fair or an unfair act (Barnby, Mehta and Moutoussis
2022; MIT). Nobody's trauma, but expectation moved by what happened. No form was chosen on it.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.table import Figure, below, shown
from unhurried.inference.felt import Felt, FeltPrior, expected_rating, learning_of, start_felt, update_felt
from unhurried.inference.records import Track

FILE = Path("trust") / "barnby2022_repeated_reversal_dictator.csv"

SURE = 0.9
"""From this chance on someone counts as learning faster from one than from the other."""


class Trial(NamedTuple):
    """One act and the rating after it, from 0 to 1."""

    unfair: bool
    rating: float


def foretelling(folder: Path) -> list[Figure]:
    """Root mean squared error for each person, and its mean over people with its standard error."""
    people = _people(folder / FILE)
    ours = _errors(people, lambda run: _foretold(run, FeltPrior()))
    others = {
        "symmetric learning": _errors(people, lambda run: _foretold(run, FeltPrior(symmetric=True))),
        "last rating": _errors(people, lambda run: [trial.rating for trial in run[:-1]]),
        "last outcome": _errors(people, lambda run: [float(trial.unfair) for trial in run[1:]]),
        "running mean": _errors(people, _running_mean),
    }
    label = f"one step ahead, {len(people)} people"
    figures = [
        shown(f"{label}: felt expectation", float(ours.mean()), "of 1"),
        shown(f"{label}: felt expectation, standard error", _standard_error(ours), "of 1"),
    ]
    for name, errors in others.items():
        figures.append(shown(f"{label}: {name}", float(errors.mean()), "of 1"))
        figures.append(
            below(
                f"{label}: felt less {name}, in standard errors of the paired mean",
                float((ours - errors).mean()) / _standard_error(ours - errors),
                "",
                0,
            )
        )
    return figures + _asymmetry(people)


def _asymmetry(people: Sequence[Sequence[Trial]]) -> list[Figure]:
    chances = np.array([_worse_faster(run) for run in people])
    return [
        shown("learn faster from bad, chance above .9", 100 * float((chances > SURE).mean()), "% of people"),
        shown("learn faster from good, chance above .9", 100 * float((chances < 1 - SURE).mean()), "% of people"),
    ]


def _people(file: Path) -> list[list[Trial]]:
    runs: dict[str, list[Trial]] = defaultdict(list)
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            runs[row["person"]].append(Trial(row["decision"] == "UNFAIR", float(row["harmful_intent"]) / 100))
    return list(runs.values())


def _errors(people: Sequence[Sequence[Trial]], foretell: Callable[[Sequence[Trial]], Sequence[float]]) -> np.ndarray:
    """[person]; from the second rating on, where every way has something to go by."""
    return np.array([_error(foretell(run), [trial.rating for trial in run[1:]]) for run in people])


def _error(foretold: Sequence[float], ratings: Sequence[float]) -> float:
    return math.sqrt(float(np.mean((np.array(foretold) - np.array(ratings)) ** 2)))


def _felts(run: Sequence[Trial]) -> list[Felt]:
    track = Track("partner", "all")
    return [Felt(track, float(number), float(trial.unfair), trial.rating) for number, trial in enumerate(run)]


def _foretold(run: Sequence[Trial], prior: FeltPrior) -> list[float]:
    belief, foretold = start_felt(prior), []
    for felt in _felts(run):
        foretold.append(expected_rating(belief, felt))
        belief = update_felt(belief, felt)
    return foretold[1:]


def _running_mean(run: Sequence[Trial]) -> list[float]:
    ratings = np.array([trial.rating for trial in run])
    means: list[float] = (np.cumsum(ratings) / np.arange(1, len(ratings) + 1)).tolist()
    return means[:-1]


def _worse_faster(run: Sequence[Trial]) -> float:
    belief = start_felt()
    for felt in _felts(run):
        belief = update_felt(belief, felt)
    return learning_of(belief).worse_faster


def _standard_error(values: np.ndarray) -> float:
    return float(values.std(ddof=1) / math.sqrt(len(values)))
