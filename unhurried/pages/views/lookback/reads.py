"""My reads: how often alarms had cause, and how often cause came without one. The last word is the person's own."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.lookback import OwnReading
from unhurried.domain.people import Someone
from unhurried.domain.safety import gate
from unhurried.insight.reads import LookedBack, find_reads, own_reading
from unhurried.journey.lookback import keep_own_reading
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import new_stamp
from unhurried.pages.forms.lookback import OwnReadingForm
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed

LATEST = 40
"""So many second looks are listed."""


class Line(NamedTuple):
    """One second look. name: whom it is about, or nothing."""

    one: LookedBack
    name: str


@require_http_methods(["GET", "POST"])
def show_reads(request: HttpRequest) -> HttpResponse:
    notebook = opened(request)
    if request.method == "GET":
        return _show(request)
    form = OwnReadingForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "reads", request.POST)
        return see("reads")
    keep_own_reading(notebook, new_stamp(form.cleaned_data["id"]), form.cleaned_data["words"])
    say(request, "kept" if form.cleaned_data["words"].strip() else "erased")
    return see("reads")


def _show(request: HttpRequest) -> HttpResponse:
    entries = entries_of(kept_entries(request))
    now = clock.now()
    found = find_reads(entries, now)
    own = own_reading(entries)
    typed = take_typed(request, "reads")
    names: dict[UUID | None, str] = {one.id: one.code_name for one in entries if isinstance(one, Someone)}
    context = {
        "found": found,
        "lines": [Line(one, names.get(one.alarm.whom, "")) for one in found.looked_back[:LATEST]],
        "speaks_of_past": not gate(entries, now).everywhere,
        "form": OwnReadingForm(typed) if typed else OwnReadingForm(initial=_as_typed(own)),
        "claims": [
            library().claims[claim] for claim in ("feelings-of-danger", "few-notes-say-little", "keeping-notes")
        ],
    }
    return render(request, "lookback/reads.html", context)


def _as_typed(own: OwnReading | None) -> dict[str, object]:
    return {"id": own.id, "words": own.words} if own else {"id": uuid4()}
