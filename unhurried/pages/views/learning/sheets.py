"""Sheets: what I saw and what I was told, what I know and what I feel, a talk gone over once, and a question put away.

Danger first: where a flag reaches, or the words sound of danger, people who can help stand before anything else.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.search import index
from unhurried.content.search_words import Call
from unhurried.domain.base import Entry
from unhurried.domain.learning import SHEETS, ParkedQuestion, Sides, TalkReview, TwoSides, went_over_lately
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.people import Someone
from unhurried.journey import learning as journey
from unhurried.journey.people import people
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.learning import ParkForm, ReviewForm, SheetForm, SidesForm
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say

LIMIT = timedelta(minutes=10)
"""How long going over a talk may take. It is said, and no clock runs."""

LISTED = 12
"""The latest sheets. All of them stand in what was written."""

BACK_IN = {"tomorrow": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}

_TOLD = {"never": "let_go_of", "not_now": "asks_no_more", "look": "asks_no_more"}
"""What ends the asking, and the sentence that tells of it. Looking at it once does: it comes back once."""


class Sheet(NamedTuple):
    """One kind of sheet. name: of its address and its template. made: an entry from what the form says."""

    name: str
    shape: type[SheetForm]
    made: Callable[..., Entry]


def _sides(sides: Sides) -> Callable[..., Entry]:
    return lambda **said: TwoSides(sides=sides, **said)


SAW_TOLD = Sheet("saw_told", SidesForm, _sides(Sides.SAW_TOLD))
KNOW_FEEL = Sheet("know_feel", SidesForm, _sides(Sides.KNOW_FEEL))
REVIEW = Sheet("review", ReviewForm, TalkReview)
PARK = Sheet("park", ParkForm, ParkedQuestion)


# --- a new one ----------------------------------------------------------------------------------------------


def show_sheets(request: HttpRequest) -> HttpResponse:
    """The four sheets, and those that were kept, without a word or a name of theirs."""
    kept = [(one, _kind_of(one).name) for one in journey.sheets(kept_entries(request))]
    return render(request, "learning/sheets.html", {"kept": kept[:LISTED], "more": len(kept) > LISTED})


@require_http_methods(["GET", "POST"])
def saw_told(request: HttpRequest) -> HttpResponse:
    return _new(request, SAW_TOLD)


@require_http_methods(["GET", "POST"])
def know_feel(request: HttpRequest) -> HttpResponse:
    return _new(request, KNOW_FEEL)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    return _new(request, REVIEW)


@require_http_methods(["GET", "POST"])
def park(request: HttpRequest) -> HttpResponse:
    return _new(request, PARK)


def _new(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    opened(request)
    if request.method == "GET":
        return _show_form(request, sheet, again(request, sheet.name, _shape(request, sheet), {"id": uuid4()}))
    form = _shape(request, sheet)(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, sheet.name, request.POST)
        return see(sheet.name)
    entry_id = form.cleaned_data["id"]
    journey.keep_sheet(opened(request), sheet.made(**new_stamp(entry_id), **_said(form)))
    say(request, "kept")
    return see("sheet", entry_id)


# --- one that is kept ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def show_sheet(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What stands on it, and ways on. A question that was put away can be let go here, or get another day."""
    seen = _find(request, entry_id)
    if request.method == "POST":
        return _another_day(request, seen)
    sheet = seen.entry
    context = {"sheet": sheet, "revision": seen.revision, **_about(request, sheet)}
    return render(request, f"learning/{_kind_of(sheet).name}_kept.html", context)


@require_http_methods(["GET", "POST"])
def change_sheet(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = _find(request, entry_id)
    sheet, name = _kind_of(seen.entry), f"sheet:{entry_id}"
    if request.method == "GET":
        return _show_form(request, sheet, again(request, name, _shape(request, sheet), _as_typed(sheet, seen)), seen)
    form = _shape(request, sheet)(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_sheet", entry_id)
    try:
        journey.change_sheet(opened(request), Kept(seen.entry, form.cleaned_data["revision"]), **form.said())
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("change_sheet", entry_id)
    say(request, "kept")
    return see("sheet", entry_id)


def _another_day(request: HttpRequest, seen: Kept) -> HttpResponse:
    until = request.POST.get("until", "")
    if not isinstance(seen.entry, ParkedQuestion) or until not in {*BACK_IN, *_TOLD}:
        return see("sheet", seen.entry.id)
    try:
        journey.put_away_until(opened(request), seen, _day(until))
    except StaleRevision:  # another window was quicker; the page shows what is kept now
        return see("sheet", seen.entry.id)
    say(request, _TOLD.get(until, "parked_again"))
    return see("today") if until == "not_now" else see("sheet", seen.entry.id)


# --- what the pages share -----------------------------------------------------------------------------------


def _find(request: HttpRequest, entry_id: UUID) -> Kept:
    """A sheet of this person, or 404."""
    row = next((row for row in kept_entries(request) if row.entry.id == entry_id), None)
    if row is None or not isinstance(row.entry, SHEETS):
        raise Http404
    return row


def _kind_of(entry: Entry) -> Sheet:
    if isinstance(entry, TwoSides):
        return SAW_TOLD if entry.sides is Sides.SAW_TOLD else KNOW_FEEL
    return REVIEW if isinstance(entry, TalkReview) else PARK


def _shape(request: HttpRequest, sheet: Sheet) -> Callable[..., SheetForm]:
    people_here = _people(request)
    return lambda *args, **more: sheet.shape(people_here, *args, **more)


def _people(request: HttpRequest) -> list[Someone]:
    return [one for one in people(kept_entries(request)) if not one.put_away]


def _show_form(request: HttpRequest, sheet: Sheet, form: SheetForm, seen: Kept | None = None) -> HttpResponse:
    now = clock.now().astimezone()
    context = {
        "form": form,
        "people": _people(request),
        "whom": str(form["whom"].value() or ""),
        "kept": seen.entry if seen else None,
        "revision": seen.revision if seen else None,
        "stale": seen is not None and is_stale(form, seen),
        "now": now,
        "until": now + LIMIT,
        "again": seen is None and went_over_lately(entries_of(kept_entries(request)), now),
    }
    return render(request, f"learning/{sheet.name}.html", context)


def _about(request: HttpRequest, sheet: Entry) -> dict[str, object]:
    """Whom it is about, and what comes before anything else."""
    kept, whom = kept_entries(request), getattr(sheet, "whom", None)
    words = [str(getattr(sheet, part)) for part in _kind_of(sheet).shape.PARTS]
    calls = {call for part in words for call in index().calls(part)}
    return {
        "someone": journey.someone(kept, whom),
        "flagged": journey.flag_reaches(kept, whom, clock.now()),
        "life": Call.LIFE in calls,
        "their_life": Call.THEIR_LIFE in calls,
        "danger": Call.DANGER in calls,
    }


def _said(form: SheetForm) -> dict[str, object]:
    if not isinstance(form, ParkForm):
        return form.said()
    until = form.cleaned_data["until"]
    return {**form.said(), "back_on": form.cleaned_data["day"] if until == "day" else _day(until)}


def _day(until: str) -> date | None:
    return _today() + BACK_IN[until] if until in BACK_IN else None


def _today() -> date:
    now: datetime = clock.now()
    return now.astimezone().date()


def _as_typed(sheet: Sheet, seen: Kept) -> dict[str, object]:
    said = {part: getattr(seen.entry, part) for part in (*sheet.shape.PARTS, "whom")}
    return {**said, "whom": str(said["whom"] or ""), "revision": seen.revision}
