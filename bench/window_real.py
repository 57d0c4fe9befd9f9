"""Foretelling real answers one at a time: the range model beside counts at each offset and beside the base rate.

The answers are judgements of whether a flash and a beep came together (M. Notter, after Stevenson 2012; BSD-3): seven
people, two kinds of sound each, an offset to either side. Nobody's distress, but a range with two edges. No form and no
number of the model was chosen on them.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.table import Figure, below, shown
from unhurried.inference.moments import Moment, Outcome
from unhurried.inference.window import start, update

FILE = Path("window") / "miykael_simultaneity_judgment.csv"


def foretelling(folder: Path) -> list[Figure]:
    """Mean loss in bits for one answer. The answers of a person were given in one sitting, so drift hardly matters;
    beside it the same with a day between answers, where it does."""
    runs = _sequences(folder / FILE)
    count = sum(len(run) for run in runs)
    ours, daily = (sum(_loss_of_model(run, gap) for run in runs) / count for gap in (0.0, 1.0))
    counts, base = (sum(_loss_of_counts(run, by_level=by) for run in runs) / count for by in (True, False))
    label = f"one step ahead on {count:,} real answers"
    return [
        below(f"{label}: range model", ours, "bits", round(counts, 4)),
        shown(f"{label}: range model, a day between answers", daily, "bits"),
        shown(f"{label}: counts at each offset", counts, "bits"),
        shown(f"{label}: base rate", base, "bits"),
    ]


def _sequences(file: Path) -> list[list[tuple[float, bool]]]:
    """For each person and kind: offset on [-1, 1], and whether both came together for them, in the order of the file."""
    runs: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            runs[row["Subject"], row["Category"]].append((float(row["Offset"]), row["Simultaneity"] == "1"))
    farthest = max(abs(offset) for run in runs.values() for offset, _ in run)
    return [[(offset / farthest, together) for offset, together in run] for run in runs.values()]


def _loss_of_model(run: Sequence[tuple[float, bool]], gap_days: float) -> float:
    belief = replace(start(), rivals=None)
    for number, (offset, together) in enumerate(run):
        outcome = Outcome.PRESENT if together else Outcome.LEFT
        belief = update(belief, Moment(number * gap_days, offset, offset, outcome))
    return -belief.foretold / math.log(2)


def _loss_of_counts(run: Sequence[tuple[float, bool]], *, by_level: bool) -> float:
    """The share so far, with half an answer of each kind beforehand (Krichevsky and Trofimov 1981)."""
    seen: dict[float, list[float]] = defaultdict(lambda: [0.5, 0.5])
    loss = 0.0
    for offset, together in run:
        tally = seen[offset if by_level else 0.0]
        loss -= math.log2(tally[together] / sum(tally))
        tally[together] += 1
    return loss
