"""The planner in every made-up world, beside a simple rule, knowing everything and others; paired by seed.

The seeds from 900,000 on are looked at by nothing else. `--quick` takes those of development. `--world FILE.py:Class`
tries another made-up person, a class like `MadeUp` in unhurried/cohort/worlds/people.py.
The same hands made the planner and the people, so this can show that a planner does harm, and not that it helps anyone.
"""

import math
import time
from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from bench.table import Figure, Options, at_least, at_most, below, shown
from unhurried.cohort.worlds.lives import Life
from unhurried.cohort.worlds.measures import (
    Estimate,
    Measures,
    closed_gap,
    exits_difference,
    harms_difference,
    measure,
    regained_difference,
)
from unhurried.cohort.worlds.people import UNLOGGED, WORLDS, TellsAll
from unhurried.cohort.worlds.rules import RULES
from unhurried.cohort.worlds.spread import Task, in_turn, maker, on_dask, on_processes, worlds_of
from unhurried.domain.steps import AsFeared

FIRST_SEED, FIRST_DEVELOPMENT_SEED = 900_000, 1_000
PEOPLE, QUICK_PEOPLE = 400, 6
SAME_PEOPLE = 10
"""How many lives are lived one by one, on processes and on Dask, to see that they are the same."""

OURS, SIMPLE, KNOWING = "the planner", "gated simple rule", "knowing everything"
TOLD_PARTLY = (OURS, SIMPLE)
"""Lived once more by people who call broken faith *partly* as feared, after which the app goes on suggesting steps.
Knowing everything looks at no answer, so its lives are the same."""

MOST_EXITS_UNLOGGED, LEAST_STEPS_BACK, LEAST_CLOSED = 6.0, 90.0, 0.5
MILLION, CLUSTER = 1_000_000, 100


def run(options: Options) -> list[Figure]:
    if options.dask and find_spec("distributed") is None:
        raise ArgumentTypeError("--dask needs the extra cohort; ./test --setup bench puts it into .venv-bench")
    people = options.people or (QUICK_PEOPLE if options.quick else PEOPLE)
    first = FIRST_DEVELOPMENT_SEED if options.quick else FIRST_SEED
    figures = []
    for world in _worlds(options):
        figures += _world(world, range(first, first + people), options)
    return figures + _same(options, first)


def _worlds(options: Options) -> tuple[str, ...]:
    if not options.world:
        return WORLDS
    try:
        maker(options.world)
        return worlds_of(options.world)
    except LookupError as unknown:
        raise ArgumentTypeError(f"--world names FILE.py:Class: {unknown}") from unknown


def _rules(options: Options) -> list[str]:
    """Another made-up person can be known only when the class tells everything."""
    tells = not options.world or isinstance(maker(options.world)(FIRST_DEVELOPMENT_SEED, WORLDS[0]), TellsAll)
    return [name for name in RULES if tells or KNOWING not in name]


def _world(world: str, seeds: range, options: Options) -> list[Figure]:
    lives = _live(world, seeds, options, _rules(options), AsFeared.YES)
    partly = {**lives, **_live(world, seeds, options, list(TOLD_PARTLY), AsFeared.PARTLY)}
    figures = _bars(world, lives)
    for rule, theirs in lives.items():
        if rule != OURS:
            figures += _beside(f"{world}: planner less {rule}", lives[OURS], theirs)
    figures += [figure for rule, theirs in lives.items() for figure in _measures(f"{world}: {rule}", measure(theirs))]
    told = f"{world}, told as partly"
    figures += _bars(told, partly)
    figures += _beside(f"{told}: planner less {SIMPLE}", partly[OURS], partly[SIMPLE])
    return figures + [figure for rule in TOLD_PARTLY for figure in _measures(f"{told}: {rule}", measure(partly[rule]))]


def _live(world: str, seeds: range, options: Options, rules: Sequence[str], broken: AsFeared) -> dict[str, list[Life]]:
    tasks = [Task(seed, rule, world, options.world, broken.value) for rule in rules for seed in seeds]
    lived, count = on_processes(tasks, options.workers), len(seeds)
    return {rule: lived[at * count : (at + 1) * count] for at, rule in enumerate(rules)}


# --- the bars -----------------------------------------------------------------------------------------------


def _bars(world: str, lives: dict[str, list[Life]]) -> list[Figure]:
    ours, simple, found = lives[OURS], lives[SIMPLE], measure(lives[OURS])
    figures = []
    if KNOWING in lives:
        closed = closed_gap(ours, simple, lives[KNOWING])
        figures += [
            at_least(f"{world}: closed gap in regained trust", closed.value, "of 1", LEAST_CLOSED),
            shown(f"{world}: closed gap, standard error", closed.error, "of 1"),
        ]
    figures += [
        _within(f"{world}: exits above the gated simple rule", exits_difference(ours, simple)),
        _within(f"{world}: harms at depth 1 to 6 above the gated simple rule", harms_difference(ours, simple)),
    ]
    if not math.isnan(found.known_steps_back.value):
        share = 100 * found.known_steps_back.value
        figures.append(at_least(f"{world}: right step back, known", share, "%", LEAST_STEPS_BACK))
    if world.startswith(UNLOGGED):
        figures.append(at_most(f"{world}: exits", found.exits.value, "per 100", MOST_EXITS_UNLOGGED))
    return figures


def _within(name: str, difference: Estimate) -> Figure:
    """Within one standard error, or below."""
    errors = difference.value / difference.error if difference.error else difference.value
    return Figure(name, errors, "standard errors", "<= 1", holds=errors <= 1)


# --- what stands beside them --------------------------------------------------------------------------------


def _beside(label: str, ours: Sequence[Life], theirs: Sequence[Life]) -> list[Figure]:
    return [
        *_with_error(f"{label}, regained", regained_difference(ours, theirs), "%", 100),
        *_with_error(f"{label}, exits", exits_difference(ours, theirs), "per 100"),
        *_with_error(f"{label}, harms at depth 1 to 6", harms_difference(ours, theirs), "per life"),
    ]


def _measures(label: str, found: Measures) -> list[Figure]:
    return [
        *_with_error(f"{label}, regained by 52 weeks", found.regained, "%", 100),
        shown(f"{label}, median week (53: never)", found.median_week, "week"),
        *_with_error(f"{label}, exits", found.exits, "per 100"),
        shown(f"{label}, exits, 90th percentile over lives", found.exits_ninetieth, "per 100"),
        *_with_error(f"{label}, harms at depth 1 to 6", found.harms, "per life"),
        *_with_error(f"{label}, high stakes with unsafe people", found.high_stakes, "per life"),
        *_with_error(f"{label}, harmed in them", found.high_stakes_harms, "per life"),
        *_with_error(f"{label}, felt false trust", found.false_trust, "%", 100),
        *_with_error(f"{label}, rests", found.rests, "per life"),
        *_with_error(f"{label}, lives without a step", found.no_step, "%", 100),
        *_with_error(f"{label}, right step back, known", found.known_steps_back, "%", 100),
        *_with_error(f"{label}, right step back, all", found.all_steps_back, "%", 100),
    ]


def _with_error(name: str, estimate: Estimate, unit: str, times: float = 1) -> list[Figure]:
    return [
        shown(name, times * estimate.value, unit),
        shown(f"{name}, standard error", times * estimate.error, unit),
    ]


# --- the same lives everywhere ------------------------------------------------------------------------------


def _same(options: Options, first: int) -> list[Figure]:
    world = _worlds(options)[0]
    tasks = [Task(first + at, OURS, world, options.world) for at in range(SAME_PEOPLE)]
    alone, seconds = _timed(lambda: in_turn(tasks))
    spread, spread_seconds = _timed(lambda: on_processes(tasks, options.workers))
    speed = SAME_PEOPLE / seconds
    figures = [
        shown("one by one", speed, "lives a second"),
        shown(f"on {options.workers} processes, with starting them", SAME_PEOPLE / spread_seconds, "lives a second"),
        shown(f"a million lives on {CLUSTER} such processes", MILLION / speed / CLUSTER / 3600, "hours"),
        below("lives that differ on processes", _differing(alone, spread), "lives", 1),
    ]
    if options.dask:
        sent, dask_seconds = _timed(lambda: on_dask(tasks, options.dask))
        figures += [
            shown(
                f"on {options.dask} workers of Dask, with starting them", SAME_PEOPLE / dask_seconds, "lives a second"
            ),
            below("lives that differ on Dask", _differing(alone, sent), "lives", 1),
        ]
    return figures


def _timed(act: Callable[[], list[Life]]) -> tuple[list[Life], float]:
    began = time.perf_counter()
    return act(), time.perf_counter() - began


def _differing(ones: Sequence[Life], others: Sequence[Life]) -> int:
    return sum(one != other for one, other in zip(ones, others, strict=True))
