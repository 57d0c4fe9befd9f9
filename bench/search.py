"""What people type, and whether the right page is among the first three; and how long an answer takes.

The first half was used to improve what search listens for; only the second one is a bar. Misses are listed on the side.
"""

import sys
import time
import tomllib
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np

from bench.table import Figure, Options, at_least, below, shown
from unhurried.cohort.demo import DEMO_SEED, live_a_year
from unhurried.content.library import library
from unhurried.content.search import Index, Page
from unhurried.content.search_words import Call
from unhurried.domain.entries import KINDS
from unhurried.domain.notebook import PlainNotebook
from unhurried.journey.search import look_through
from unhurried.pages.finding import most_telling

FOLDER = Path(__file__).parent.parent / "tests" / "inference" / "search_sentences"
HALVES = ("first", "second")

_AMONG = 3
_FOUND_AT_LEAST = 27
_MS_BELOW = 20
_ENDING = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)

_LINES = {
    "danger": frozenset({Call.DANGER}),
    "life": frozenset({Call.LIFE}),
    "either": frozenset(Call),
}
"""What has to come before the results, any of these."""


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something someone might type, and where it is to lead. tests/inference/search_sentences/README.md says more."""

    id: str
    typed: str
    kind: str
    about: str
    line: str = ""
    pages: tuple[str, ...] = ()
    later: str = ""


def sentences(half: str) -> list[Sentence]:
    return msgspec.convert(tomllib.loads((FOLDER / f"{half}.toml").read_text("utf-8"))["sentence"], list[Sentence])


def run(options: Options) -> list[Figure]:
    index, making = _made()
    figures = [figure for half in HALVES for figure in _half(half, index)]
    rounds = 3 if options.quick else 20
    return [*figures, *making, *_speed(index, rounds), *_own_speed(index, rounds)]


def _half(half: str, index: Index) -> list[Figure]:
    asked = sentences(half)
    found = [one.id for one in asked if is_found(index, one)]
    waits = [one.id for one in asked if one.id not in found and not one.pages and one.line not in _LINES]
    missed = [one.id for one in asked if one.id not in {*found, *waits}]
    needless = [one.id for one in asked if not one.line and index.calls(one.typed)]
    _tell(f"{half} half, missed", missed)
    _tell(f"{half} half, waiting for a room that is not here", waits)
    _tell(f"{half} half, the danger line without need", needless)
    name = f"{half} half: right page among the first three"
    bar = at_least(name, len(found), f"of {len(asked)}", _FOUND_AT_LEAST)
    return [
        bar if half == "second" else shown(name, len(found), f"of {len(asked)}"),
        shown(f"{half} half: waiting for a room that is not here", len(waits), "sentences"),
        shown(f"{half} half: the danger line without need", len(needless), "sentences"),
    ]


def is_found(index: Index, one: Sentence) -> bool:
    """The line where it has to come, and one of the pages among the first three as the page of results shows them."""
    calls = index.calls(one.typed)
    if one.line in _LINES and not _LINES[one.line] & set(calls):
        return False
    first = most_telling(index.find(one.typed), calls)[:_AMONG]
    return any(_is_right(page, one.pages) for page in first) if one.pages else one.line in _LINES


def _is_right(page: Page, right: Sequence[str]) -> bool:
    return page.name in right or f"{page.group}:*" in right


def _tell(what: str, ids: Sequence[str]) -> None:
    print(f"{what}: {' '.join(ids) or 'none'}", file=sys.stderr)


def _made() -> tuple[Index, list[Figure]]:
    """The index, and what making it takes. Memory is what Python holds; SQLite's own is not in it."""
    said = library()
    _, took = _milliseconds(lambda: Index(said))
    tracemalloc.start()
    index = Index(said)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return index, [
        shown("pages in the index", len(index.pages), ""),
        shown("making the index", took, "ms"),
        shown("memory held by Python", held / 1e6, "MB"),
    ]


def _speed(index: Index, rounds: int) -> list[Figure]:
    typed = [one.typed for half in HALVES for one in sentences(half)]

    def ask(words: str) -> None:
        most_telling(index.find(words), index.calls(words))

    return _took("one query", ask, typed, rounds)


def _own_speed(index: Index, rounds: int) -> list[Figure]:
    """Looking through what a made-up person wrote in a year, already opened."""
    notebook = PlainNotebook()
    live_a_year(notebook, ending=_ENDING, rng=np.random.default_rng(DEMO_SEED), library=library())
    kept = notebook.entries().kept
    typed = [one.typed for one in sentences("first")]
    name = f"the same in {len(kept):,} entries of one's own"
    return _took(name, lambda words: look_through(kept, KINDS, index.telling(words)), typed, max(1, rounds // 5))


def _took(name: str, ask: Callable[[str], object], typed: Sequence[str], rounds: int) -> list[Figure]:
    took = np.array([_milliseconds(lambda words=words: ask(words)) for _ in range(rounds) for words in typed])  # type: ignore[misc]
    (waited, worked), (_, middle) = np.percentile(took, 95, axis=0), np.median(took, axis=0)
    return [
        shown(f"{name}, median", middle, "ms"),
        below(f"{name}, 95 of 100 within", worked, "ms", _MS_BELOW),
        shown(f"{name}, 95 of 100 on the clock, others on the machine counted", waited, "ms"),
    ]


def _milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """On the clock, and of this process at work: on a busy machine the first is more."""
    began, worked = time.perf_counter(), time.process_time()
    act()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)
