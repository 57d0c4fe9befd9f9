"""Promises to oneself: speed, agreement with NumPyro's NUTS, calibration, false findings, and people who change.

The sampler runs in the Python of a folder named .venv-bench beside the project. The people are made up by the same
hands as the model, so this shows errors of computing, not that the picture is right.
"""

import json
import math
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from bench.calibration import band_of_ecdf, farthest
from bench.clock import fastest
from bench.table import Figure, Options, at_least, at_most, below, shown
from unhurried.inference.band import OUTSIDE, share_below
from unhurried.inference.promises import (
    SIZES,
    Belief,
    Prior,
    Promised,
    evidence,
    places_of,
    read,
    replay,
    share_of,
    start,
    update,
    weights_of,
)
from unhurried.inference.showing import ENOUGH_EVIDENCE
from unhurried.inference.trend import FOUR_WEEKS, Word, find_trend

REFERENCE = Path(__file__).parent.parent / ".venv-bench" / "bin" / "python"

AGELESS = Prior(half_life=math.inf)
"""Nobody changes, so nothing ages: here the belief is exact, and its bands are to hold as often as they say."""

OFTEN = (0.35, 0.25, 0.2, 0.12, 0.08)
"""How often each size is chosen."""

CALIBRATED_AT = (8, 30, 120)
SIZES_BESIDE = (12, 30, 60, 600)
LOOKS = 120
LARGEST_RHAT, FEWEST_DRAWS = 1.01, 1000


class Counts(NamedTuple):
    people: int
    beside: int
    sizes: tuple[int, ...]
    rounds: int


QUICK = Counts(people=150, beside=1, sizes=(12,), rounds=5)
FULL = Counts(people=1000, beside=3, sizes=SIZES_BESIDE, rounds=30)


def run(options: Options) -> list[Figure]:
    counts = QUICK if options.quick else FULL
    if options.people:
        counts = counts._replace(people=options.people)
    return [
        *_speed(counts.rounds),
        *(figure for size in CALIBRATED_AT for figure in _calibration(size, counts.people)),
        *_false_findings(counts.people),
        *_over_a_year(counts.people),
        *_open_ones(counts.people),
        *_trend(counts.people),
        *_beside(counts.beside, counts.sizes),
    ]


# --- speed --------------------------------------------------------------------------------------------------


def _speed(rounds: int) -> list[Figure]:
    promises = list(_promises(np.random.default_rng(1), 3_750, 1.5, 0.4))
    figures = []
    for after in (500, 3_650):
        belief, more = replay(promises[:after]), promises[after : after + 100]
        spent = fastest(_adding(belief, more), rounds) / len(more)
        figures.append(below(f"one entry after {after:,}", spent, "ms", 0.1))
    belief = replay(promises[:600])
    return [
        *figures,
        below("600 gone through again", fastest(lambda: replay(promises[:600]), rounds), "ms", 60),
        shown("what may be said, once", fastest(lambda: read(belief, 600.0), rounds), "ms"),
    ]


def _adding(belief: Belief, more: list[Promised]) -> Callable[[], None]:
    def add() -> None:
        now = belief
        for promise in more:
            now = update(now, promise)

    return add


# --- people drawn from the prior ----------------------------------------------------------------------------


class Person(NamedTuple):
    smallest: float
    steeper: float

    def chance(self, size: int) -> float:
        return _chance(self.smallest - self.steeper * (size - 1))


def _person(rng: np.random.Generator) -> Person:
    prior = Prior()
    return Person(prior.smallest[0] + prior.smallest[1] * rng.normal(), abs(prior.steeper * rng.normal()))


def _promises(
    rng: np.random.Generator, count: int, smallest: float, steeper: float, every: float = 1.0
) -> Iterator[Promised]:
    for number in range(count):
        size = int(rng.choice(SIZES, p=OFTEN))
        yield Promised(size, every * number, bool(rng.random() < _chance(smallest - steeper * (size - 1))))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _calibration(size: int, people: int) -> list[Figure]:
    """Where the truth lies among what was believed (Talts 2018), for each size that could be shown."""
    rng = np.random.default_rng([23, size])
    ranks: dict[int, list[float]] = {one: [] for one in SIZES}
    seen: list[bool] = []
    for _ in range(people):
        person = _person(rng)
        belief = replay(_promises(rng, size, *person), AGELESS)
        weights = weights_of(belief, 0.0)
        for one in SIZES:
            ranks[one].append(share_below(places_of(AGELESS, one), weights, person.chance(one)))
        seen += [
            _holds(one.share.low, one.share.high, person.chance(one.size))
            for one in read(belief, 0.0).sizes
            if one.share
        ]
    band, figures = band_of_ecdf(people), []
    for one, found in ranks.items():
        label, places = f"{people:,} people, {size} promises: size {one}", np.array(found)
        held = float(np.mean((places >= OUTSIDE) & (places <= 1 - OUTSIDE)))
        figures.append(at_most(f"{label}, rank ECDF in 95 % bands", farthest(places) / band, "", 1))
        figures.append(_hold(f"{label}, 90 % bands hold", held))
    return [
        *figures,
        _hold(f"{people:,} people, {size} promises: only bands that are shown, hold", float(np.mean(seen))),
    ]


def _hold(name: str, held: float) -> Figure:
    return Figure(name, 100 * held, "%", "88 to 92", holds=0.88 <= held <= 0.92)


def _holds(low: float, high: float, truth: float) -> bool:
    return low <= truth <= high


# --- what is said although it is not so ---------------------------------------------------------------------


def _false_findings(people: int) -> list[Figure]:
    """People for whom size makes no difference look after every promise; and people for whom it does."""
    rng = np.random.default_rng(24)
    null = [_ever_told(rng, _person(rng).smallest, 0.0) for _ in range(people)]
    true = [_ever_told(rng, 2.0, 0.8) for _ in range(people)]
    return [
        at_most(f"size makes no difference, {LOOKS} looks: ever told that it does", 100 * float(np.mean(null)), "%", 2),
        shown(f"it makes a large one, {LOOKS} looks: ever told", 100 * float(np.mean(true)), "%"),
    ]


def _ever_told(rng: np.random.Generator, smallest: float, steeper: float) -> bool:
    belief = start()
    for promise in _promises(rng, LOOKS, smallest, steeper, every=3.0):
        belief = update(belief, promise)
        if sum(belief.told) >= 5 and evidence(belief, promise.day) > math.log(ENOUGH_EVIDENCE):
            return True
    return False


# --- people who change, or stay, while old promises count less ----------------------------------------------


def _over_a_year(people: int) -> list[Figure]:
    """A promise every third day. Old ones count less, so the bands are wider than they need be for who stays the same."""
    rng = np.random.default_rng(25)
    figures = []
    for name, drift in (("stay the same", 0.0), ("drift", 0.04), ("drift fast", 0.1)):
        held, suggested = [], []
        for _ in range(people):
            person, promises = _drifting(rng, drift)
            reading = read(replay(promises), promises[-1].day)
            held += [
                _holds(one.share.low, one.share.high, person.chance(one.size)) for one in reading.sizes if one.share
            ]
            suggested += [person.chance(reading.largest)] if reading.largest else []
        budget = ("at least 88", float(np.mean(held)) >= 0.88) if drift < 0.1 else (None, None)
        figures.append(
            Figure(f"a year, people who {name}: bands that are shown, hold", 100 * float(np.mean(held)), "%", *budget)
        )
        figures.append(
            shown(f"a year, people who {name}: a suggested size is kept", 100 * float(np.mean(suggested)), "%")
        )
        figures.append(shown(f"a year, people who {name}: a size is suggested to", 100 * len(suggested) / people, "%"))
    return figures


def _drifting(rng: np.random.Generator, drift: float) -> tuple[Person, list[Promised]]:
    """drift: spread of the walk of the log-odds in one root day."""
    person, promises = _person(rng), []
    for number in range(122):
        promises += [one._replace(day=3.0 * number) for one in _promises(rng, 1, *person)]
        person = person._replace(smallest=person.smallest + drift * math.sqrt(3) * rng.normal())
    return person, promises


def _open_ones(people: int) -> list[Figure]:
    """Those not kept are told of less often: the band alone, and its reach."""
    return [
        *_hidden("kept are told of in 75 of 100, not kept in 40", 0.75, 0.4, people),
        *_hidden("kept are all told of, not kept in 50 of 100", 1.0, 0.5, people),
    ]


def _hidden(name: str, told_kept: float, told_not: float, people: int) -> list[Figure]:
    rng = np.random.default_rng(26)
    alone, reach = [], []
    for _ in range(people):
        person = _person(rng)
        told = [
            one if rng.random() < (told_kept if one.kept else told_not) else one._replace(kept=None)
            for one in _promises(rng, 60, *person)
        ]
        for one in read(replay(told, AGELESS), 0.0).sizes:
            if one.share:
                alone.append(_holds(one.share.low, one.share.high, person.chance(one.size)))
                reach.append(_holds(one.share.least, one.share.most, person.chance(one.size)))
    return [
        shown(f"{name}: the bands alone hold", 100 * float(np.mean(alone)), "%"),
        at_least(f"{name}: the reach holds", 100 * float(np.mean(reach)), "%", 88),
    ]


# --- how much people believe themselves ---------------------------------------------------------------------


def _trend(people: int) -> list[Figure]:
    """Words of half a year, one a week: rounded to the five there are, for people who move and for people who do not."""
    rng = np.random.default_rng(27)
    held = []
    for _ in range(people):
        slope = 0.25 * rng.normal()
        words = _words(rng, 2 + 0.6 * rng.normal(), slope, int(rng.integers(5, 27)))
        change = find_trend(words).change
        if change:
            held.append(_holds(change.low, change.high, slope * (words[-1].day - words[0].day) / FOUR_WEEKS))
    told = [_ever_moved(_words(rng, 2 + 0.6 * rng.normal(), 0.0, 26)) for _ in range(people)]
    return [
        shown("believing myself, words rounded: bands that are shown, hold", 100 * float(np.mean(held)), "%"),
        at_most("believing myself, no change, 22 looks: ever told of one", 100 * float(np.mean(told)), "%", 2),
    ]


def _words(rng: np.random.Generator, first: float, slope: float, count: int) -> list[Word]:
    line = [first + slope * 7 * week / FOUR_WEEKS + 0.6 * rng.normal() for week in range(count)]
    return [Word(7.0 * week, float(np.clip(np.rint(level), 0, 4))) for week, level in enumerate(line)]


def _ever_moved(words: list[Word]) -> bool:
    return any(find_trend(words[:count]).moved is not None for count in range(5, len(words) + 1))


# --- beside a sampler ---------------------------------------------------------------------------------------


class Reference(msgspec.Struct):
    """What the sampler says of each size. low, high: its 5 % and 95 % quantiles. draws: effective ones, the fewest."""

    seconds: float
    mean: list[float]
    spread: list[float]
    low: list[float]
    high: list[float]
    rhat: float
    draws: float


def _beside(lives: int, sizes: tuple[int, ...]) -> list[Figure]:
    if not REFERENCE.exists():
        return [Figure("NumPyro: set up with ./test --setup bench", 0, "lives", "> 0", holds=False)]
    return [figure for size in sizes for figure in _beside_size(size, lives)]


def _beside_size(size: int, lives: int) -> list[Figure]:
    off, ratios, ends, seconds, unsettled = [], [], [], [], 0
    for life in range(lives):
        rng = np.random.default_rng([5200, size, life])
        promises = list(_promises(rng, size, *_person(rng), every=2.0))
        found = _sample(promises, life)
        seconds.append(found.seconds)
        if found.rhat >= LARGEST_RHAT or found.draws <= FEWEST_DRAWS:
            unsettled += 1
            continue
        belief = replay(promises)
        weights = weights_of(belief, promises[-1].day)
        for at, one in enumerate(SIZES):
            share, spread = share_of(belief, weights, one), _spread(weights, one)
            off.append(abs(share.middle - found.mean[at]) / found.spread[at])
            ratios.append(spread / found.spread[at])
            ends += [abs(share.low - found.low[at]), abs(share.high - found.high[at])]
    label = f"{size} promises"
    if not off:
        return [shown(f"{label}: refits that did not converge", unsettled, "lives")]
    return [
        shown(f"{label}: refits that did not converge", unsettled, "lives"),
        at_most(f"{label}: distance of means from NUTS, largest", max(off), "sd", 0.1),
        at_least(f"{label}: spread in NUTS spreads, smallest", min(ratios), "times", 0.93),
        at_most(f"{label}: spread in NUTS spreads, largest", max(ratios), "times", 1.07),
        shown(f"{label}: distance of ends of bands, largest", max(ends), ""),
        shown(f"{label}: one NUTS refit", float(np.median(seconds)), "s"),
    ]


def _spread(weights: np.ndarray, size: int) -> float:
    places = places_of(Prior(), size)
    ordered = weights.reshape(-1)[places.order]
    mean = places.values @ ordered
    return float(np.sqrt(ordered @ (places.values - mean) ** 2))


def _sample(promises: list[Promised], seed: int) -> Reference:
    asked = {
        "size": [one.size for one in promises],
        "kept": [int(bool(one.kept)) for one in promises],
        "worth": [2 ** (-(promises[-1].day - one.day) / Prior().half_life) for one in promises],
        "prior": Prior()._asdict(),
        "seed": seed,
    }
    words = [REFERENCE, Path(__file__).with_name("promises_reference.py")]
    done = subprocess.run(words, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=900)
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Reference)
