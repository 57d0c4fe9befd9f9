"""Looking back: what the notes show of a week, a month or a year, and what differs from the span before."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.notebook import Kept
from unhurried.insight.lookback import Days, compare, within
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.addresses import part_address
from unhurried.pages.answers import see
from unhurried.pages.views.steadying.findings import MEMORY
from unhurried.pages.visits import kept_entries, opened, render, visit_of
from unhurried.report.along import PARTS, make_page, notes_of
from unhurried.report.along.blocks import Part, Wanted
from unhurried.report.along.changed import tell_changed

CHOSEN = "look_back"

OF_ALL_TIME = ("range",)
"""What is learned from everything up to the last of the days."""

OF_NO_TIME = frozenset({"flags", "needs"})
"""What holds until it is changed has a page of its own, and no span."""

SHOWN = ("checkins", "range", *(part for part in PARTS if part not in {"checkins", "range", *OF_NO_TIME}))
"""How it was comes first; the rest as on the page to take along."""


class Length(Enum):
    """How many days are looked at in one go."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_DAYS = {Length.WEEK: 7, Length.MONTH: 30, Length.YEAR: 365}


class Chosen(NamedTuple):
    """length, and how many such spans before the one that ends today."""

    length: Length = Length.MONTH
    spans_ago: int = 0

    def days(self, today: date) -> Days:
        length = timedelta(days=_DAYS[self.length])
        last = today - self.spans_ago * length
        return Days(last - length + timedelta(days=1), last)


@require_http_methods(["GET", "POST"])
def look_back(request: HttpRequest) -> HttpResponse:
    opened(request)
    chosen = _chosen(request)
    if request.method == "POST":
        visit_of(request).put(CHOSEN, msgspec.msgpack.encode(_moved(chosen, request.POST.get("span", ""))))
        return see("look_back")
    kept, days = kept_entries(request), chosen.days(_today())
    context = {
        "days": days,
        "length": chosen.length.value,
        "is_latest": not chosen.spans_ago,
        "has_earlier": any(row.entry.local.date() < days.first for row in kept),
        "parts": [(part, part_address(part.id)) for part in _parts(kept, days)],
        "changed": [(part, part_address(part.id)) for part in _changed(kept, days)],
    }
    return render(request, "lookback/back.html", context)


def look_closer(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One part whole: its picture, its table, and what it does not prove."""
    kept, days = kept_entries(request), _chosen(request).days(_today())
    asked = [part for part in SHOWN if part_address(part) == entry_id]
    parts = _parts(kept, days, asked) if asked else _changed(kept, days)
    part = next((one for one in parts if part_address(one.id) == entry_id), None)
    if part is None:
        raise Http404
    return render(request, "lookback/back_part.html", {"part": part, "days": days, "words": library().along.words})


def _changed(kept: Sequence[Kept], days: Days) -> tuple[Part, ...]:
    notes = notes_of(library(), kept, clock.now().astimezone())
    return tell_changed(notes, compare(entries_of(kept), days))


def _parts(kept: Sequence[Kept], days: Days, asked: Sequence[str] = SHOWN) -> tuple[Part, ...]:
    """What there is to tell of these days, with the names the person gave."""
    so_far = [row for row in kept if row.entry.local.date() <= days.last]
    told = [
        *_told(within(kept, days), [part for part in asked if part not in OF_ALL_TIME]),
        *_told(so_far, [part for part in asked if part in OF_ALL_TIME]),
    ]
    return tuple(sorted(told, key=lambda part: SHOWN.index(part.id)))


def _told(kept: Sequence[Kept], parts: Sequence[str]) -> tuple[Part, ...]:
    wanted = Wanted(parts=tuple(parts), letters=False)
    return make_page(library(), kept, wanted, clock.now().astimezone(), MEMORY).parts


def _chosen(request: HttpRequest) -> Chosen:
    held = visit_of(request).look(CHOSEN)
    return msgspec.msgpack.decode(held, type=Chosen) if held else Chosen()


def _moved(chosen: Chosen, asked: str) -> Chosen:
    """Another length begins at today again. What is not understood changes nothing."""
    if asked in {length.value for length in Length}:
        return Chosen(Length(asked))
    steps = {"earlier": 1, "later": -1}.get(asked, 0)
    return Chosen(chosen.length, min(_MOST_SPANS, max(0, chosen.spans_ago + steps)))


_MOST_SPANS = 520
"""Ten years of weeks. Farther back there is nothing."""


def _today() -> date:
    return clock.now().astimezone().date()
