"""Room lookback: bringing in check-ins from elsewhere. Nothing is written before the person has seen what would be."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid5

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.journey.lookback import BROUGHT_IN, count_new, meanings
from unhurried.journey.lookback import bring_in as bring_in_now
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.forms.lookback import BringInForm, MoodsForm
from unhurried.pages.views.door.papers import DOCUMENT_IDS
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, take_typed, visit_of
from unhurried.report.line import RefusedWhy
from unhurried.report.table import Kind, Reading, Refused, UnreadableTable, read_checkins

GUIDE = "reference/bringing-in.md"
LARGEST_HERE = 12_000_000
"""Bytes of a table on the page, with what stands around it. The command reads larger ones."""

FIRST_ROWS = 5
REFUSED_SHOWN = 50

UNSAID = frozenset({RefusedWhy.MOOD_UNMAPPED, RefusedWhy.MOOD_LEFT_OUT})
"""These are told once, by mood, and not line by line."""

WAITING = "bring_in"
"""The file between the two pages, sealed in the session. It is never on the disk."""

MEANINGS = "bring_in_moods"
PROBLEM = "bring_in_problem"
DONE = "bring_in_done"


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose a file or paste its lines."""
    opened(request)
    if request.method == "GET":
        return _show_form(request)
    visit = visit_of(request)
    data = _sent(request)
    problem = _problem(request, data)
    if problem or data is None:
        visit.put(PROBLEM, problem.encode())
        keep_typed(request, WAITING, request.POST)
        return see("bring_in")
    visit.take(MEANINGS)
    visit.put(WAITING, data)
    return see("bring_in_preview")


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """What the file holds, what of it can not be read, and the choice to bring in that much or nothing."""
    opened(request)
    reading = _waiting(request)
    if reading is None:
        return see("bring_in")
    if request.method == "GET":
        return render(request, "lookback/preview.html", _preview_context(request, reading))
    act = request.POST.get("act")
    if act == "moods":
        return _keep_meanings(request, reading)
    return _finish(request, reading, wanted=act == "bring_in")


def _show_form(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    typed = take_typed(request, WAITING)
    form = BringInForm(typed if typed is not None else None)
    problem = (visit.take(PROBLEM) or b"").decode()
    if problem:
        form.is_valid()
        form.add_error("file", library().bringing_in[problem].says)
    done = visit.take(DONE)
    context = {
        "form": form,
        "guide": uuid5(DOCUMENT_IDS, GUIDE),
        "waiting": visit.look(WAITING) is not None,
        "done": msgspec.msgpack.decode(done, type=dict[str, int]) if done else None,
    }
    return render(request, "lookback/bring_in.html", context)


def _sent(request: HttpRequest) -> bytes | None:
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > LARGEST_HERE:
            return None
        sent: bytes = file.read()
        return sent
    pasted = request.POST.get("pasted", "")
    return pasted.encode("utf-8", "surrogatepass") if pasted.strip() else None


def _problem(request: HttpRequest, data: bytes | None) -> str:
    """The id of what is wrong with a file as a whole, or nothing."""
    if data is None:
        too_big = int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_HERE
        return "too_big_for_page" if too_big else "nothing_given"
    try:
        _read(data, {})
    except UnreadableTable as unreadable:
        return unreadable.why.value
    return ""


def _read(data: bytes, said: Mapping[str, str]) -> Reading:
    return read_checkins(data, now=clock.now(), offset_minutes=clock.local_offset_minutes, moods=meanings(said))


def _waiting(request: HttpRequest) -> Reading | None:
    data = visit_of(request).look(WAITING)
    return None if data is None else _read(data, _said(request))


def _said(request: HttpRequest) -> dict[str, str]:
    stored = visit_of(request).look(MEANINGS)
    return msgspec.msgpack.decode(stored, type=dict[str, str]) if stored else {}


def _keep_meanings(request: HttpRequest, reading: Reading) -> HttpResponse:
    form = MoodsForm(reading.moods_seen, request.POST)
    form.is_valid()
    visit_of(request).put(MEANINGS, msgspec.msgpack.encode(form.said()))
    return see("bring_in_preview")


def _finish(request: HttpRequest, reading: Reading, *, wanted: bool) -> HttpResponse:
    """Both ends. The file is gone from memory after either."""
    visit = visit_of(request)
    secret = visit.key().for_purpose(BROUGHT_IN)
    new = bring_in_now(opened(request), reading, clock.now(), secret) if wanted else 0
    visit.take(WAITING)
    visit.take(MEANINGS)
    here = len(reading.rows) - new if wanted else 0
    visit.put(DONE, msgspec.msgpack.encode({"new": new, "here": here}))
    return see("bring_in")


def _preview_context(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    days = [row.local.date() for row in reading.rows]
    refused = [one for one in reading.refused if one.why not in UNSAID]
    new = count_new(kept_entries(request), reading, visit_of(request).key().for_purpose(BROUGHT_IN))
    return {
        "daylio": reading.kind is Kind.DAYLIO,
        "moods": _moods(request, reading),
        "count": len(reading.rows),
        "new": new,
        "here": len(reading.rows) - new,
        "first": min(days, default=None),
        "last": max(days, default=None),
        "rows": reading.rows[:FIRST_ROWS],
        "left_out": len(reading.refused),
        "unsaid": len(reading.refused) - len(refused),
        "refused": [_refused(one) for one in refused[:REFUSED_SHOWN]],
        "refused_count": len(refused),
        "refused_more": max(0, len(refused) - REFUSED_SHOWN),
        "passed_over": reading.passed_over[:REFUSED_SHOWN],
    }


def _moods(request: HttpRequest, reading: Reading) -> list[dict[str, Any]]:
    """One question for each mood, with what was said so far."""
    said = _said(request)
    initial = {f"mood-{number}": said.get(mood.name, "") for number, mood in enumerate(reading.moods_seen)}
    form = MoodsForm(reading.moods_seen, initial=initial)
    return [{"field": field, "lines": mood.lines} for field, mood in zip(form, reading.moods_seen, strict=True)]


def _refused(refused: Refused) -> dict[str, object]:
    return {"line": refused.line, "shown": refused.shown, "says": library().bringing_in[refused.why.value].says}
