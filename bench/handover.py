"""The page to take along: how quickly it is made, whether it can be read aloud, and whether the records file fits FHIR.

The made-up year is taken along with every part ticked, which is the longest page it can be. pdfua checks 16 of the 106
conditions of PDF/UA-1; the typesetter enforces some of the rest itself. No screen reader was tried.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np

from bench.handover_pdf import (
    elements,
    figures_without_words,
    findings,
    first_page,
    tables_without_heads,
    text_of,
)
from bench.table import Figure, Options, at_least, at_most, below, shown
from unhurried.cohort.demo import DEMO_SEED, live_a_year
from unhurried.content.library import library
from unhurried.domain.notebook import Kept, PlainNotebook
from unhurried.domain.people import Someone
from unhurried.domain.steadying import Checkin
from unhurried.insight.steadying import RangeMemory
from unhurried.report.along import PARTS, make_page
from unhurried.report.along.blocks import Page, Wanted
from unhurried.report.fhir import NotABundle, Total, check_bundle, make_bundle
from unhurried.report.pdf import make_pdf

NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
MOST_MILLISECONDS = 100
EVERYTHING = Wanted("Why I bring this page.", "What I want help with most.", tuple(PARTS))
USUAL = Wanted(parts=tuple(one.id for one in library().along.parts.values() if one.ticked))


def run(options: Options) -> list[Figure]:
    kept, memory = made_up_year(), RangeMemory()
    before = _megabytes()
    first = _milliseconds(lambda: set_page(kept, EVERYTHING, memory))
    after = _megabytes()
    rounds = 5 if options.quick else 30
    return [
        *_speed("every part", kept, EVERYTHING, memory, rounds),
        *_speed("as ticked at first", kept, USUAL, memory, rounds),
        shown("the first one, with all that is imported for it", first, "ms"),
        shown("memory that the first one adds", after - before, "MB"),
        *_read_aloud(kept, memory),
        *_names(kept, memory),
        *_bundle(kept),
    ]


def made_up_year() -> Sequence[Kept]:
    notebook = PlainNotebook()
    live_a_year(notebook, ending=NOW, rng=np.random.default_rng(DEMO_SEED), library=library())
    return notebook.entries().kept


def set_page(kept: Sequence[Kept], wanted: Wanted, memory: RangeMemory) -> tuple[Page, bytes]:
    """From the notes to the file, as a page does it."""
    page = make_page(library(), kept, wanted, NOW, memory)
    return page, make_pdf(page, library().along, NOW)


# --- how quickly --------------------------------------------------------------------------------------------


def _speed(name: str, kept: Sequence[Kept], wanted: Wanted, memory: RangeMemory, rounds: int) -> list[Figure]:
    """Milliseconds of this process at work, and by the clock on the wall, where others may be at work too.

    Typst works in several threads, so that on a free machine the wall shows less.
    """
    at_work, by_clock = [], []
    for _ in range(rounds):
        began, working = time.perf_counter(), time.process_time()
        set_page(kept, wanted, memory)
        by_clock.append(1000 * (time.perf_counter() - began))
        at_work.append(1000 * (time.process_time() - working))
    return [
        below(f"PDF, {name}, at work, median", statistics.median(at_work), "ms", MOST_MILLISECONDS),
        shown(f"PDF, {name}, by the clock, best", min(by_clock), "ms"),
        shown(f"PDF, {name}, by the clock, median", statistics.median(by_clock), "ms"),
    ]


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def _megabytes() -> float:
    """The most this process has held so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


# --- read aloud ---------------------------------------------------------------------------------------------


def _read_aloud(kept: Sequence[Kept], memory: RangeMemory) -> list[Figure]:
    page, made = set_page(kept, EVERYTHING, memory)
    kinds = [one.kind for one in elements(made)]
    return [
        shown("size", len(made) / 1e3, "kB"),
        at_most("findings of pdfua", len(findings(made)), "", 0),
        at_least("pictures", kinds.count("Figure"), "", sum(len(part.told.pictures) for part in page.parts)),
        at_most("pictures without words", figures_without_words(made), "", 0),
        at_least("tables", kinds.count("Table"), "", sum(len(part.told.tables) for part in page.parts)),
        at_most("tables without heads", tables_without_heads(made), "", 0),
        at_most("sentences not found as text, in their order", _lost(page, made), "", 0),
        at_most("parts not on the first page", _not_first(page, made), "", 0),
    ]


def _lost(page: Page, made: bytes) -> int:
    """How many sentences of the page can not be taken out as text after the one before."""
    text, place, lost = text_of(made), 0, 0
    for sentence in in_order(page):
        found = text.find(" ".join(sentence.split()), place)
        lost += found < 0
        place = max(place, found)
    return lost


def in_order(page: Page) -> list[str]:
    """What the page says, as it is read: the first page, then each part."""
    said = [page.made, page.why, page.help]
    said += [one for part in page.parts for one in (part.title, *part.told.first)]
    for part in page.parts:
        said += [part.title, *part.told.sentences, *(table.caption for table in part.told.tables)]
        said += [*part.told.own, part.not_proof, part.told.rests_on]
    return [one for one in said if one]


def _not_first(page: Page, made: bytes) -> int:
    first = first_page(made)
    return sum(part.title not in first for part in page.parts)


# --- names --------------------------------------------------------------------------------------------------


def _names(kept: Sequence[Kept], memory: RangeMemory) -> list[Figure]:
    """Code names of the made-up year that stand in the file: none with letters, some without."""
    names = [row.entry.code_name for row in kept if isinstance(row.entry, Someone)]
    lettered, named = (text_of(set_page(kept, wanted, memory)[1]) for wanted in (EVERYTHING, _with_code_names()))
    return [
        at_most("code names in it, with letters", sum(name in lettered for name in names), "", 0),
        at_least("code names in it, without", sum(name in named for name in names), "", 1),
    ]


def _with_code_names() -> Wanted:
    return Wanted(EVERYTHING.why, EVERYTHING.help, EVERYTHING.parts, letters=False)


# --- the records file ---------------------------------------------------------------------------------------


def _bundle(kept: Sequence[Kept]) -> list[Figure]:
    checkins = [row.entry for row in kept if isinstance(row.entry, Checkin)]
    totals = [Total("PHQ-9", 12, NOW.date()), Total("another one", 7, NOW.date())]
    made = make_bundle(checkins, totals, library().along, NOW)
    spoiled = made.replace(b'"status":"final",', b"", 1)
    return [
        at_least("observations", made.count(b'"Observation"'), "", len(checkins) + len(totals)),
        at_most("bundles that do not fit FHIR", int(not _fits(made)), "", 0),
        at_most("spoiled bundles that seem to fit", int(_fits(spoiled)), "", 0),
        shown("size of the bundle", len(made) / 1e3, "kB"),
    ]


def _fits(bundle: bytes) -> bool:
    try:
        check_bundle(bundle)
    except NotABundle:
        return False
    return True
