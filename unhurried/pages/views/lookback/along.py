"""The page to take along: choose what goes in, look at it, and only then save it. Nothing of it is kept here.

What was chosen waits sealed in the session. The file is made in memory, handed over once and let go.
"""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.along import PartWords
from unhurried.content.library import library
from unhurried.domain.steadying import Checkin
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.forms.along import AlongForm, as_chosen, as_first_shown
from unhurried.pages.parcels import put
from unhurried.pages.views.steadying.findings import MEMORY
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, take_typed, visit_of
from unhurried.report.along import make_page, notes_of
from unhurried.report.along.blocks import Page, Wanted
from unhurried.report.along.support import measures_in, name_of
from unhurried.report.fhir import Total, make_bundle
from unhurried.report.pdf import make_pdf

CHOSEN = "take_along"

PDF_NAME, RECORDS_NAME = "sheet.pdf", "sheet.json"
"""They show in the list of downloads, so they say nothing."""


class OfferedPart(NamedTuple):
    """A part with its tick."""

    words: PartWords
    ticked: bool


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    opened(request)
    if request.method == "GET":
        return _show_choices(request)
    form = AlongForm(request.POST)
    if not form.is_valid():
        keep_typed(request, CHOSEN, request.POST)
        return see("take_along")
    visit_of(request).put(CHOSEN, msgspec.msgpack.encode(form.wanted()))
    return see("along_preview")


def preview(request: HttpRequest) -> HttpResponse:
    """What will be in the file, and where it will lie, before there is one."""
    opened(request)
    wanted = _chosen(request)
    if wanted is None:
        return see("take_along")
    page = _page(request, wanted)
    context = {"page": page, "words": library().along.words, "records": _has_records(page), "letters": wanted.letters}
    return render(request, "lookback/along_preview.html", context)


@require_POST
def save_pdf(request: HttpRequest) -> HttpResponse:
    opened(request)
    wanted = _chosen(request)
    if wanted is None:
        return see("take_along")
    made = make_pdf(_page(request, wanted), library().along, _now())
    return see("parcel", put(visit_of(request), PDF_NAME, "application/pdf", made))


@require_POST
def save_records(request: HttpRequest) -> HttpResponse:
    """How I was, for a records system. Only when that part was chosen. What a measure is called names nobody here."""
    opened(request)
    wanted = _chosen(request)
    if wanted is None or not _has_records(_page(request, wanted)):
        return see("take_along")
    checkins = [one for one in entries_of(kept_entries(request)) if isinstance(one, Checkin)]
    notes = notes_of(library(), kept_entries(request), _now(), letters=True)
    totals = measures_in(notes) if "measures" in wanted.parts else []
    told = [Total(name_of(notes, one), one.total, one.local.date()) for one in totals]
    made = make_bundle(checkins, told, library().along, _now())
    return see("parcel", put(visit_of(request), RECORDS_NAME, "application/fhir+json", made))


def _show_choices(request: HttpRequest) -> HttpResponse:
    typed = take_typed(request, CHOSEN)
    wanted = _chosen(request)
    form = AlongForm(typed) if typed else AlongForm(initial=as_chosen(wanted) if wanted else as_first_shown())
    ticked = form["parts"].value() or []
    offered = [OfferedPart(words, words.id in ticked) for words in library().along.parts.values()]
    context: dict[str, Any] = {
        "form": form,
        "plain": [one for one in offered if not one.words.think],
        "with_thought": [one for one in offered if one.words.think],
    }
    return render(request, "lookback/along.html", context)


def _chosen(request: HttpRequest) -> Wanted | None:
    held = visit_of(request).look(CHOSEN)
    return msgspec.msgpack.decode(held, type=Wanted) if held else None


def _page(request: HttpRequest, wanted: Wanted) -> Page:
    return make_page(library(), kept_entries(request), wanted, _now(), MEMORY)


def _now() -> datetime:
    """On this machine's clock, for the day that the page names."""
    return clock.now().astimezone()


def _has_records(page: Page) -> bool:
    return any(part.id == "checkins" for part in page.parts)
