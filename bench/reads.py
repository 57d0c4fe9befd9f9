"""My reads: speed, agreement with NumPyro's NUTS, calibration, coverage where checking is biased, false findings.

The sampler runs in the Python of a folder named .venv-bench beside the project. What it says counts only when
R-hat < 1.01 and more than 1,000 draws are effective. With --data, sensitivity on real tables whose outcomes were
mostly never verified. The people are made up by the same hands as the model.
"""

import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.reads_beside import SIZES, beside_reference
from bench.reads_people import WORLDS, Life, from_pattern, from_signal, live, with_meaning, without_meaning
from bench.reads_real import sensitivity
from bench.table import Figure, Options, at_least, at_most, below, shown
from unhurried.inference import reads_pattern
from unhurried.inference.normal import Floats
from unhurried.inference.reads import (
    BAND,
    TILTS,
    Forms,
    Reading,
    Side,
    evidence_of_dials,
    evidence_of_half,
    fit_forms,
    missed_shares,
    read,
)
from unhurried.inference.reads_table import Heard, Prior, Table, cells_of, start, update
from unhurried.inference.sampling import quantiles
from unhurried.inference.showing import ENOUGH_EVIDENCE

REFERENCE = Path(__file__).parent.parent / ".venv-bench" / "bin" / "python"

LOOKS = 120
"""Alarms of someone who looks after every one."""

CALIBRATED_AT = (15, 60)
LIVED = (30, 60, 120)
"""Alarms of people in the worlds of checking."""

_EVEN = int(np.flatnonzero(TILTS == 0)[0])


class Counts(NamedTuple):
    people: int
    beside: int
    sizes: tuple[int, ...]
    rounds: int


QUICK = Counts(people=60, beside=1, sizes=(12,), rounds=20)
FULL = Counts(people=1000, beside=2, sizes=SIZES, rounds=200)


def run(options: Options) -> list[Figure]:
    counts = QUICK if options.quick else FULL
    if options.people:
        counts = counts._replace(people=options.people)
    figures = _speed(counts.rounds)
    figures += beside_reference(counts.beside, counts.sizes, REFERENCE)
    for size in CALIBRATED_AT:
        figures += _calibration("pattern form", from_pattern, size, counts.people)
        figures += _calibration("signal form", from_signal, size, counts.people)
    for name in WORLDS:
        figures += _coverage(name, counts.people)
    figures += _false_findings(counts.people)
    return figures + (sensitivity(options.data) if options.data else [])


# --- speed --------------------------------------------------------------------------------------------------


def _speed(rounds: int) -> list[Figure]:
    """Seconds of this process at work, which has one thread: the best of all rounds, and the one in the middle."""
    tables = {
        f"{size} alarms on two dials": live(np.random.default_rng([61, size]), size, WORLDS["checked at random"]).table
        for size in (60, 600)
    }
    silent = start(missed=6, rang=4)
    for number in range(60):
        silent = update(silent, Heard((True, False, None)[number % 3]))
    figures = []
    for label, table in {**tables, "60 alarms, dials never said": silent}.items():
        seconds = [_timed(table) for _ in range(rounds + 1)][1:]
        figures += [
            below(f"both forms and the sweep, {label}, best", 1e3 * min(seconds), "ms", 5),
            shown(f"both forms and the sweep, {label}, middle", 1e3 * float(np.median(seconds)), "ms"),
        ]
    return figures


def _timed(table: Table) -> float:
    began = time.process_time()
    read(table)
    return time.process_time() - began


# --- calibration --------------------------------------------------------------------------------------------


class Ranked(NamedTuple):
    """Of both shares, how often cause and how often missed: the truth's rank, and whether the band holds it."""

    ranks: tuple[float, float]
    held: tuple[bool, bool]


def _calibration(
    form: str, born: Callable[[np.random.Generator, int, Prior], Life], size: int, people: int
) -> list[Figure]:
    """One form by itself, for people drawn from its own prior (Talts 2018)."""
    rng = np.random.default_rng([71, size, form == "signal form"])
    ranked = [_rank(form, born(rng, size, Prior())) for _ in range(people)]
    band, label = _band_of_ecdf(people), f"{form}, {people:,} people of {size} alarms"
    return [
        figure
        for side, name in enumerate(("had cause", "missed"))
        for figure in (
            at_most(
                f"{label}: rank ECDF of {name}, in 95 % bands",
                _farthest(np.array([one.ranks[side] for one in ranked])) / band,
                "",
                1,
            ),
            _within(f"{label}: 90 % bands of {name} hold", [one.held[side] for one in ranked]),
        )
    ]


def _rank(form: str, life: Life) -> Ranked:
    forms = fit_forms(life.table, Prior())
    shares, weights = _shares_of(form, forms)
    missed = missed_shares(life.table, shares)
    truths = ((shares[_EVEN], life.cause), (missed[_EVEN], life.missed))
    ends = [quantiles(values[None], weights[None], BAND)[0] for values, _ in truths]
    return Ranked(
        tuple(float(weights[values < truth].sum()) for values, truth in truths),  # type: ignore[arg-type]
        tuple(bool(low <= truth <= high) for (low, high), (_, truth) in zip(ends, truths, strict=True)),  # type: ignore[arg-type]
    )


def _shares_of(form: str, forms: Forms) -> tuple[Floats, Floats]:
    if form == "signal form":
        return forms.signal_shares, forms.signal.weights[_EVEN]
    return forms.pattern_shares, forms.pattern.weights[0]


_AT = np.arange(0.01, 1, 0.01)


def _farthest(ranks: Floats) -> float:
    """The largest distance of the ECDF from the diagonal, each in its own binomial standard deviations."""
    steps = np.searchsorted(np.sort(ranks), _AT, side="right") / len(ranks)
    return float(np.max(np.abs(steps - _AT) / np.sqrt(_AT * (1 - _AT) / len(ranks))))


def _band_of_ecdf(people: int) -> float:
    """The distance that 95 % of even rank sets of this size stay within at every point (after Sailynoja 2022)."""
    rng = np.random.default_rng(5)
    return float(np.quantile([_farthest(rng.random(people)) for _ in range(2_000)], 0.95))


# --- coverage of what is shown ------------------------------------------------------------------------------


class Seen(NamedTuple):
    """Of one share that was shown: whether the band holds the truth, whether the sweep does, and how wide both are."""

    band: bool
    sweep: bool
    width: float
    reach: float


def _coverage(world: str, people: int) -> list[Figure]:
    """People in whose world neither form is true. Only what the rules show is counted.

    The page says two bands: one if what is open is like the rest, which holds in the first world only; and the reach
    over the sweep of tilts, which its sentence uses and which has to hold in every world.
    """
    rng = np.random.default_rng([81, list(WORLDS).index(world)])
    lives = [live(rng, size, WORLDS[world]) for size in LIVED for _ in range(people)]
    readings = [read(life.table) for life in lives]
    return [
        figure
        for name, truths, sides in (
            ("had cause", [life.cause for life in lives], [reading.had_cause for reading in readings]),
            ("missed", [life.missed for life in lives], [reading.missed for reading in readings]),
        )
        for figure in _of_side(world, name, truths, sides)
    ]


def _of_side(world: str, name: str, truths: Sequence[float], sides: Sequence[Side]) -> list[Figure]:
    seen = [_seen(side, truth) for side, truth in zip(sides, truths, strict=True) if side.share is not None]
    label = f"{world}, {len(sides):,} people: {name}"
    figures = [shown(f"{label}: shown to", 100 * len(seen) / len(sides), "%")]
    if not seen:
        return figures
    band = [one.band for one in seen]
    sweep = _percent([one.sweep for one in seen])
    name_of_band = f"{label}: bands if what is open is like the rest hold"
    name_of_sweep = f"{label}: bands over the sweep, as the sentence says it, hold"
    return [
        *figures,
        *(
            [_within(name_of_band, band), shown(name_of_sweep, sweep, "%")]
            if world == "checked at random"
            else [shown(name_of_band, _percent(band), "%"), at_least(name_of_sweep, sweep, "%", 88)]
        ),
        shown(f"{label}: width of a band", float(np.mean([one.width for one in seen])), ""),
        shown(f"{label}: reach of the sweep", float(np.mean([one.reach for one in seen])), ""),
    ]


def _seen(side: Side, truth: float) -> Seen:
    share = side.share
    if share is None:
        raise ValueError("nothing was shown")
    return Seen(
        share.low <= truth <= share.high, share.least <= truth <= share.most, share.width, share.most - share.least
    )


# --- false findings -----------------------------------------------------------------------------------------


def _false_findings(people: int) -> list[Figure]:
    rng = np.random.default_rng(91)
    seen = [_look(without_meaning(rng, LOOKS)) for _ in range(people)]
    told = [_look(with_meaning(rng, LOOKS)) for _ in range(people)]
    label = f"{people:,} people whose alarms mean nothing, {LOOKS} looks"
    other = f"{people:,} people whose alarms have cause in 7 of 10, the louder the more"
    return [
        at_most(f"{label}: ever told that most or few have cause", _percent([one[0] for one in seen]), "%", 2),
        at_most(
            f"{label}: ever told that louder ones have cause more often", _percent([one[1] for one in seen]), "%", 2
        ),
        at_most(f"{label}: ever told either", _percent([any(one) for one in seen]), "%", 2),
        shown(f"{other}: ever told that most have cause", _percent([one[0] for one in told]), "%"),
        shown(f"{other}: ever told that louder ones have it more often", _percent([one[1] for one in told]), "%"),
    ]


def _look(heard: Sequence[Heard]) -> tuple[bool, bool]:
    """What someone was ever told who looks after every alarm. All is worked out only where the evidence would do."""
    table, mostly, louder = start(), False, False
    for one in heard:
        table = update(table, one)
        if (not mostly and _half_would_do(table)) or (not louder and _dials_would_do(table)):
            reading: Reading = read(table)
            mostly |= reading.mostly is not None
            louder |= reading.louder_more
    return mostly, louder


def _half_would_do(table: Table) -> bool:
    return evidence_of_half(int(table.cause.sum()), int(table.none.sum())) > math.log(ENOUGH_EVIDENCE)


def _dials_would_do(table: Table) -> bool:
    cells = cells_of(table)
    draws = reads_pattern.fit(cells, Prior())
    return evidence_of_dials(cells, draws, Prior()) > math.log(ENOUGH_EVIDENCE)


def _within(name: str, held: Sequence[bool]) -> Figure:
    percent = _percent(held)
    return Figure(name, percent, "%", "88 to 92", holds=88 <= percent <= 92)


def _percent(held: Sequence[bool]) -> float:
    return 100 * sum(held) / len(held)
