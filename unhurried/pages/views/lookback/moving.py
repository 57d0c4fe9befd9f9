"""Room lookback: taking the whole notebook along, as a sealed copy or a plain file.

A file is made by a form and waits as a parcel until the page after it hands it out. It is never on this computer's
disk before the browser puts it there.
"""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from unhurried import __version__
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.journey.moving import counted
from unhurried.pages import clock, parcels
from unhurried.pages.answers import see
from unhurried.pages.forms.moving import PlainForm
from unhurried.pages.gate import backup_cost
from unhurried.pages.unopened import waiting
from unhurried.pages.views.door.entrance import in_words, problem_with
from unhurried.pages.visits import kept_entries, opened, opening, render, visit_of
from unhurried.report.archive import UnreadableArchive, write_archive
from unhurried.report.sheet import kind_in_words, write_sheet
from unhurried.sealed import keyring
from unhurried.sealed.backup import BackupTooBig, seal_backup

MADE = "made_for_copy"
PROBLEM = "copy_problem"

KINDS = {"sealed": "application/octet-stream", "json": "application/json", "csv": "text/csv; charset=utf-8"}
ENDINGS = {"sealed": "dat", "json": "json", "csv": "csv"}


@require_GET
def show_moving(request: HttpRequest) -> HttpResponse:
    """Everything that goes out or comes in as a file, and everything that can be erased."""
    opened(request)
    return render(request, "lookback/moving.html")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def save_sealed(request: HttpRequest) -> HttpResponse:
    """A copy that opens with a passphrase of its own."""
    opened(request)
    visit = visit_of(request)
    if request.method == "GET":
        return render(request, "lookback/save_sealed.html", {**_what_is_in_it(request, "sealed"), **_asked(request)})
    made = (visit.look(MADE) or b"").decode()
    own = request.POST.get("own") == "yes"
    problem = problem_with(request.POST.get("copy_passphrase", ""), None if own else made)
    problem = problem or _make(request, "sealed", made if not own else request.POST["copy_passphrase"])
    if problem:
        visit.put(PROBLEM, msgspec.msgpack.encode((problem, own)))
        return see("save_sealed")
    visit.take(MADE)
    return see("saved_file")


@require_http_methods(["GET", "POST"])
def save_plain(request: HttpRequest) -> HttpResponse:
    """A file that anyone can read, said before it is made."""
    opened(request)
    visit = visit_of(request)
    if request.method == "GET":
        problem = (visit.take(PROBLEM) or b"").decode()
        form = PlainForm({} if problem == "choose_one" else None)
        says = library().moving[problem].says if problem and problem != "choose_one" else ""
        context = {**_what_is_in_it(request, "json"), "form": form, "problem": says}
        return render(request, "lookback/save_plain.html", context)
    form = PlainForm(request.POST)
    problem = _make(request, form.cleaned_data["file_kind"]) if form.is_valid() else "choose_one"
    if problem:
        visit.put(PROBLEM, problem.encode())
        return see("save_plain")
    return see("saved_file")


@require_GET
def saved_file(request: HttpRequest) -> HttpResponse:
    """The file is ready, and where it goes."""
    opened(request)
    ready = parcels.waiting(visit_of(request))
    if ready is None:
        return see("moving")
    context = {"file": ready.id, "name": ready.name, "sealed": ready.name.endswith(ENDINGS["sealed"])}
    return render(request, "lookback/saved_file.html", context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    visit = visit_of(request)
    stored = visit.take(PROBLEM)
    problem, own = msgspec.msgpack.decode(stored, type=tuple[str, bool]) if stored else ("", False)
    made = visit.look(MADE)
    if made is None:
        made = keyring.make_passphrase().encode()
        visit.put(MADE, made)
    said = library().moving[problem].says if problem in library().moving else in_words(problem)
    return {"made": made.decode(), "own": own, "problem": said}


def _what_is_in_it(request: HttpRequest, form: str) -> dict[str, Any]:
    """Said before saving: how many entries of which kinds, and under which name they will lie."""
    found = opening(request)
    entries = [row.entry for row in found.kept]
    days = [entry.local.date() for entry in entries]
    return {
        "count": len(entries),
        "kinds": in_kinds(entries),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "unread": found.unreadable + found.missing,
        "unsorted": count_unsorted(request),
        "name": _name(form),
    }


def count_unsorted(request: HttpRequest) -> int:
    """Notes left while locked that nobody has sorted yet. They are no entries, so no file holds them and no day erases them."""
    visit = visit_of(request)
    return len(waiting(visit.owner, visit.key()))


def in_kinds(entries: "list[Entry] | tuple[Entry, ...]") -> list[tuple[str, int]]:
    """How many of each kind, in words, the most first."""
    words = library().moving
    return [(kind_in_words(kind, words), times) for kind, times in counted(entries).most_common()]


def _make(request: HttpRequest, form: str, passphrase: str = "") -> str:
    """Makes the file and lets it wait. The id of a problem, or nothing."""
    entries = [row.entry for row in kept_entries(request)]
    now = clock.now()
    try:
        data = write_sheet(entries, library().moving) if form == "csv" else _archive(entries, now)
        if form == "sealed":
            data = seal_backup(passphrase, data, backup_cost())
    except (UnreadableArchive, BackupTooBig):
        return "too_big_to_save"
    parcels.put(visit_of(request), _name(form), KINDS[form], data)
    return ""


def _archive(entries: list[Entry], now: datetime) -> bytes:
    return write_archive(entries, made_at=now, program=__version__)


def _name(form: str) -> str:
    """As plain as the name on the tab, with a day so that two do not get mixed up."""
    now = clock.now()
    day = (now + timedelta(minutes=clock.local_offset_minutes(now))).date()
    return f"notes-{day.isoformat()}.{ENDINGS[form]}"
