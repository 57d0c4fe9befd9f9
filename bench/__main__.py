"""`python -m bench NAME [--json] [--quick] [--data DIR]`; ends with 1 when a budget does not hold."""

import argparse
import ast
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.table import Figure, Options, as_json, as_table
from unhurried.launch.process import one_thread_for_numbers


def main(words: Sequence[str]) -> int:
    parser = _parser()
    asked = parser.parse_args(words)
    known = _measurements()
    if asked.list:
        print("\n".join(f"{name:<16} {what}" for name, what in sorted(known.items())))
        return 0
    if asked.name not in known:
        parser.error(f"name one of: {', '.join(sorted(known))}")
    one_thread_for_numbers()  # as the program runs, and before anything here imports NumPy
    try:
        figures = _measure(asked.name, _options(asked))
    except argparse.ArgumentTypeError as unfit:
        parser.error(str(unfit))
    print(as_json(figures) if asked.json else as_table(figures))
    return int(any(figure.holds is False for figure in figures))


def _options(asked: argparse.Namespace) -> Options:
    return Options(
        quick=asked.quick,
        data=asked.data,
        people=asked.people,
        workers=asked.workers,
        dask=asked.dask,
        world=asked.world,
        runs=asked.runs,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure, beside what people would otherwise use."
    )
    parser.add_argument("name", nargs="?", help="what to measure")
    parser.add_argument("--list", action="store_true", help="name every measurement")
    parser.add_argument("--json", action="store_true", help="print one object instead of a table")
    parser.add_argument("--quick", action="store_true", help="a rough answer within a minute")
    parser.add_argument("--data", type=Path, metavar="DIR", help="a folder of real records")
    parser.add_argument("--people", type=int, metavar="N", help="how many made-up people, where some are made up")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="how many processes, where lives are spread"
    )
    parser.add_argument("--dask", type=int, default=0, metavar="N", help="also on so many workers of Dask")
    parser.add_argument("--runs", type=int, metavar="N", help="how many tries, where something is tried at random")
    parser.add_argument("--world", default="", metavar="FILE.py:Class", help="another made-up person")
    return parser


def _measure(name: str, options: Options) -> list[Figure]:
    module = importlib.import_module(f"bench.{name.replace('-', '_')}")
    figures: list[Figure] = module.run(options)
    return figures


def _measurements() -> dict[str, str]:
    """Every module here that can be run, and the first line of what it says about itself.

    Read, not imported: most of them need packages that only their own measurement needs.
    """
    found = {}
    for path in Path(__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(part, ast.FunctionDef) and part.name == "run" for part in tree.body):
            found[path.stem.replace("_", "-")] = (ast.get_docstring(tree) or "").split("\n")[0]
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
