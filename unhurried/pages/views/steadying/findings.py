"""What the notes say: my range, and what helps me. Each is a sentence, then a picture, then a table."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.steadying import OwnPractice
from unhurried.inference.effects import StartingSide
from unhurried.inference.window import Drawn
from unhurried.insight.steadying import (
    HelpFinding,
    RangeFinding,
    RangeMemory,
    bearable_closeness,
    count_worse,
    day_of,
    find_range,
    find_what_helps,
)
from unhurried.journey.people import without_reached
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.addresses import side_address
from unhurried.pages.visits import kept_entries, render

MEMORY = RangeMemory()
"""Numbers this worker has worked out. They are gone when it ends."""


class HelpSide(NamedTuple):
    """What helped from one starting side, with names.

    id: of its page. clear: names of those whose band lies wholly on the closer side. shown: with a band. listed: too few
    times.
    """

    id: UUID
    keyed_up: bool
    clear: list[str]
    shown: list[tuple[str, HelpFinding]]
    listed: list[tuple[str, HelpFinding]]


def show_range(request: HttpRequest) -> HttpResponse:
    kept = kept_entries(request)
    found = find_range(kept, clock.now(), MEMORY)
    context = {
        "found": found,
        "months": _by_month(found),
        "close": bearable_closeness(without_reached(entries_of(kept), kept, clock.now())),
        "claims": [library().claims[claim] for claim in ("range", "keeping-notes")],
    }
    return render(request, "steadying/range.html", context)


def show_what_helps(request: HttpRequest) -> HttpResponse:
    entries = entries_of(kept_entries(request))
    titles = practice_titles(entries)
    context = {
        "sides": _sides(entries, titles),
        "worse": [(practice, titles[practice], times) for practice, times in count_worse(entries, titles)],
        "claims": [library().claims[claim] for claim in ("few-notes-say-little", "keeping-notes")],
    }
    return render(request, "steadying/helps.html", context)


def show_each(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Every practice with a band from one starting side, each with its own small picture."""
    entries = entries_of(kept_entries(request))
    for side in _sides(entries, practice_titles(entries)):
        if side.id == entry_id and side.shown:
            return render(request, "steadying/helps_each.html", {"side": side})
    raise Http404


def practice_titles(entries: Sequence[Entry]) -> dict[str, str]:
    """What each practice is called on screen, by its id: ours, and the person's own."""
    ours = {practice.id: practice.title for practice in library().practices.values()}
    return ours | {str(entry.id): entry.title for entry in entries if isinstance(entry, OwnPractice)}


def _sides(entries: Sequence[Entry], titles: dict[str, str]) -> list[HelpSide]:
    findings = find_what_helps(entries, titles)
    return [side for start in StartingSide if (side := _side(findings, start, titles)) is not None]


def _side(findings: Sequence[HelpFinding], start: StartingSide, titles: dict[str, str]) -> HelpSide | None:
    named = [(titles[one.practice], one) for one in findings if one.side is start]
    shown = [(name, one) for name, one in named if one.effect]
    listed = [(name, one) for name, one in named if not one.effect]
    clear = [name for name, one in shown if one.clearly_closer]
    keyed_up = start is StartingSide.KEYED_UP
    return HelpSide(side_address(start.value), keyed_up, clear, shown, listed) if named else None


def _by_month(found: RangeFinding) -> list[tuple[date, Drawn]]:
    """The last drawn point of each month."""
    points = [(day_of(point), point) for run in found.history for point in run]
    months = groupby(points, key=lambda dated: (dated[0].year, dated[0].month))
    return [list(group)[-1] for _, group in months]
