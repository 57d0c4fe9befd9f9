"""Room lookback: bringing in check-ins from elsewhere. Nothing is written before the person has seen what would be."""

from typing import Any
from uuid import uuid5

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.journey.lookback import BROUGHT_IN, column_roles, count_new, meanings, thing_meanings
from unhurried.journey.lookback import bring_in as bring_in_now
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.forms.lookback import BringInForm, ColumnsForm, MoodsForm, ThingsForm
from unhurried.pages.views.door.papers import DOCUMENT_IDS
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, take_typed, visit_of
from unhurried.report.line import RefusedWhy
from unhurried.report.meaning import Meanings, Stays
from unhurried.report.other_line import is_settled
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
        _read(data, _Said())
    except UnreadableTable as unreadable:
        return unreadable.why.value
    return ""


class _Said(msgspec.Struct, frozen=True):
    """What was said so far about the words of the other app."""

    moods: dict[str, str] = {}
    things: dict[str, str] = {}
    columns: dict[str, str] = {}
    rest: str = Stays.NOTE.value


def _read(data: bytes, said: _Said) -> Reading:
    meant = Meanings(meanings(said.moods), thing_meanings(said.things), Stays(said.rest), column_roles(said.columns))
    return read_checkins(data, now=clock.now(), offset_minutes=clock.local_offset_minutes, meanings=meant)


def _waiting(request: HttpRequest) -> Reading | None:
    data = visit_of(request).look(WAITING)
    return None if data is None else _read(data, _said(request))


def _said(request: HttpRequest) -> _Said:
    stored = visit_of(request).look(MEANINGS)
    return msgspec.msgpack.decode(stored, type=_Said) if stored else _Said()


def _keep_meanings(request: HttpRequest, reading: Reading) -> HttpResponse:
    """All three at once. What a page did not ask yet stays as it was said."""
    moods, things = MoodsForm(reading.moods_seen, request.POST), _things_form(reading, request.POST)
    columns = ColumnsForm(reading.columns, request.POST)
    for form in (moods, things, columns):
        form.is_valid()
    before = _said(request)
    said = _Said(
        before.moods | moods.said() if reading.kind is Kind.OTHER else moods.said(),
        things.said(),
        columns.said(),
        things.cleaned_data.get("rest") or before.rest,
    )
    visit_of(request).put(MEANINGS, msgspec.msgpack.encode(said))
    return see("bring_in_preview")


def _things_form(reading: Reading, *args: Any, **more: Any) -> ThingsForm:
    return ThingsForm(reading.things_seen, *args, with_states=reading.kind is Kind.BEARABLE, **more)


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
        "kind": reading.kind.value,
        "is_settled": reading.kind is not Kind.OTHER or is_settled(column_roles(_said(request).columns)),
        "columns": _columns(request, reading),
        "moods": _moods(request, reading),
        "things": _things(request, reading),
        "count": len(reading.rows),
        "new": new,
        "known": len(reading.rows) - new,
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
    said = _said(request).moods
    initial = {f"mood-{number}": said.get(mood.name, "") for number, mood in enumerate(reading.moods_seen)}
    form = MoodsForm(reading.moods_seen, initial=initial)
    return [{"field": field, "lines": mood.lines} for field, mood in zip(form, reading.moods_seen, strict=True)]


def _things(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """The same for activities and symptoms. rest: how many more there are, and what becomes of them."""
    said = _said(request)
    initial = {f"thing-{number}": said.things.get(one.name, "") for number, one in enumerate(reading.things_seen)}
    form = _things_form(reading, initial={**initial, "rest": said.rest})
    asked = [{"field": form[f"thing-{number}"], "lines": one.lines} for number, one in enumerate(form.things)]
    return {"asked": asked, "more": len(reading.things_seen) - len(asked), "rest": form["rest"]}


def _columns(request: HttpRequest, reading: Reading) -> list[dict[str, Any]]:
    said = _said(request).columns
    initial = {f"column-{number}": said.get(name, "") for number, name in enumerate(reading.columns)}
    return [{"field": field} for field in ColumnsForm(reading.columns, initial=initial)]


def _refused(refused: Refused) -> dict[str, object]:
    return {"line": refused.line, "shown": refused.shown, "says": library().bringing_in[refused.why.value].says}
