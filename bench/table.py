"""What a measurement says, and how it is shown.

A bench module has a docstring whose first line says what it measures, and `run(options) -> list[Figure]`.
"""

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """quick: a rough answer within a minute. data: a folder of real records, for the modules that read some.

    people: how many made-up people, for the modules that make some up; None for as many as the module wants.
    workers, dask: processes of this machine, and workers of Dask, for the modules that spread lives; no Dask when 0.
    world: FILE.py:Class of another made-up person. runs: how many tries, for the modules that try; None for as many as they want.
    """

    quick: bool = False
    data: Path | None = None
    people: int | None = None
    workers: int = 1
    dask: int = 0
    world: str = ""
    runs: int | None = None


class Figure(msgspec.Struct, frozen=True):
    """One measured number. A figure that is only shown has no budget, and nothing that could hold."""

    name: str
    value: float
    unit: str
    budget: str | None = None
    holds: bool | None = None


def below(name: str, value: float, unit: str, budget: float) -> Figure:
    return Figure(name, value, unit, f"< {budget:g}", value < budget)


def at_most(name: str, value: float, unit: str, budget: float) -> Figure:
    return Figure(name, value, unit, f"<= {budget:g}", value <= budget)


def at_least(name: str, value: float, unit: str, budget: float) -> Figure:
    return Figure(name, value, unit, f">= {budget:g}", value >= budget)


def shown(name: str, value: float, unit: str) -> Figure:
    """A number that stands beside the others and has no budget."""
    return Figure(name, value, unit)


def need_data(options: Options) -> Path:
    """The folder given with --data; a measurement on real records does not guess where they lie."""
    if options.data is None or not options.data.is_dir():
        raise argparse.ArgumentTypeError("this measurement needs --data DIR, a folder that exists")
    return options.data


def as_json(figures: Sequence[Figure]) -> str:
    return msgspec.json.encode({"figures": figures}).decode()


def as_table(figures: Sequence[Figure]) -> str:
    rows = [("figure", "value", "unit", "budget", "holds"), *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * (sum(widths) + 8), *lines[1:]])


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    holds = {None: "", True: "yes", False: "NO"}[figure.holds]
    return figure.name, _number(figure.value), figure.unit, figure.budget or "", holds


def _number(value: float) -> str:
    whole = math.isfinite(value) and value == int(value)
    return f"{value:,.0f}" if whole or abs(value) >= 1000 else f"{value:.4g}"
