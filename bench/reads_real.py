"""Sensitivity on real tables whose outcomes were mostly never verified, beside Begg and Greenes 1983."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.table import Figure, shown
from unhurried.inference import reads_pattern, reads_signal
from unhurried.inference.normal import Floats
from unhurried.inference.reads_table import Heard, Loud, Prior, Table, cells_of, start, update
from unhurried.inference.sampling import quantiles

SETS = {"hepatic": "pvb_hepatic.csv", "diapha": "pvb_diapha.csv", "cad": "pvb_cad.csv"}
TILTS = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
_EVEN = 2


def sensitivity(data: Path) -> list[Figure]:
    """data: the folder of all sets, or that of these."""
    folder = data / "discernment" if (data / "discernment").is_dir() else data
    return [figure for name, file in SETS.items() for figure in _figures(name, _read(folder / file))]


def _figures(name: str, table: Table) -> list[Figure]:
    unknown = 100 * table.unknown.sum() / table.alarms
    pattern, signal = _by_pattern(table), _by_signal(table)
    low, high = quantiles(*pattern[_EVEN], (0.05, 0.95))[0]
    middles = [float((values * weights).sum()) for values, weights in (*pattern, *signal)]
    at_random, by_signal = middles[_EVEN], middles[len(TILTS) + _EVEN]
    dropped, dropped_weights = _by_pattern(table.without_unknown())[_EVEN]
    greenes = _begg_greenes(table)
    return [
        shown(f"{name}: outcomes never verified", unknown, "%"),
        shown(f"{name}: sensitivity, those dropped", float((dropped * dropped_weights).sum()), ""),
        shown(f"{name}: sensitivity, at random, pattern form", at_random, ""),
        shown(f"{name}: its 90 % band, low end", float(low), ""),
        shown(f"{name}: its 90 % band, high end", float(high), ""),
        shown(f"{name}: sensitivity, at random, signal form", by_signal, ""),
        shown(f"{name}: sensitivity, Begg and Greenes", greenes, ""),
        shown(f"{name}: sensitivity over the sweep, least", min(middles), ""),
        shown(f"{name}: sensitivity over the sweep, most", max(middles), ""),
    ]


def _by_pattern(table: Table) -> list[tuple[Floats, Floats]]:
    """For each tilt: draws of sensitivity and their weights, one row each."""
    cells = cells_of(table)
    draws = reads_pattern.fit(cells, Prior())
    found = []
    for tilt in TILTS:
        joint = reads_pattern.joint_chances(cells, draws, float(tilt), np.random.default_rng(7))
        loud = joint[:, cells.levels[0] == Loud.LOUD].sum(axis=1)
        found.append(((loud / joint.sum(axis=1))[None], draws.weights))
    return found


def _by_signal(table: Table) -> list[tuple[Floats, Floats]]:
    cells = cells_of(table)
    draws = reads_signal.fit(cells, TILTS, Prior(), dropped=False)
    loud = reads_signal.level_chances(draws, 0)[1, Loud.LOUD]
    return [(loud[row : row + 1], draws.weights[row : row + 1]) for row in range(len(TILTS))]


def _begg_greenes(table: Table) -> float:
    """Sensitivity if verification depends on the test alone (Begg and Greenes 1983)."""
    cause, none, unknown = (
        counts[[Loud.FAINT, Loud.LOUD], Loud.NOT_SAID].astype(float)
        for counts in (table.cause, table.none, table.unknown)
    )
    diseased = (cause + none + unknown) * cause / (cause + none)
    return float(diseased[1] / diseased.sum())


def _read(path: Path) -> Table:
    table = start()
    with path.open(encoding="utf-8", newline="") as lines:
        for (test, disease), times in Counter(_rows(csv.DictReader(lines))).items():
            one = update(start(), Heard(disease, Loud.LOUD if test else Loud.FAINT))
            table = Table(
                table.cause + times * one.cause, table.none + times * one.none, table.unknown + times * one.unknown
            )
    return table


def _rows(reader: "csv.DictReader[str]") -> Iterator[tuple[bool, bool | None]]:
    """Test and disease; None where it was never verified."""
    for row in reader:
        test, disease = (row["T"], row["D"]) if "T" in row else (row["test"], row["disease"])
        known = disease not in ("", "NA")
        yield float(test) == 1, float(disease) == 1 if known else None
