"""Room lookback: bringing a saved notebook back, or another one in. Nothing is written before the person saw what would be."""

from itertools import takewhile
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.journey.moving import SAVED, Compared, Differing, Pair, bring_back, compare, may_be_both
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.forms.moving import DifferingForm, FileForm
from unhurried.pages.memory import give_back
from unhurried.pages.views.lookback.moving import in_kinds
from unhurried.pages.visits import kept_entries, opened, render, visit_of
from unhurried.report.archive import Archive, UnreadableArchive, looks_like_archive, read_archive
from unhurried.report.line import shown
from unhurried.report.sheet import differences, kind_in_words
from unhurried.sealed.backup import (
    BackupCutShort,
    BackupNewer,
    BackupTooBig,
    CannotOpenBackup,
    NoBackup,
    check_outside,
    looks_like_backup,
    open_backup,
)

WAITING = "restore"
"""The plain file between two pages, sealed in the session. It is never on the disk."""

LOCKED = "restore_locked"
PROBLEM = "restore_problem"
DONE = "restore_done"
PAIRS_SHOWN = 8
SAME_BEFORE = 12
"""Letters shown before the place where two versions begin to differ."""

_OUTSIDE = {NoBackup: "other_sealed", BackupNewer: "newer", BackupCutShort: "cut_short", BackupTooBig: "too_big"}


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest) -> HttpResponse:
    """Choose a saved file."""
    opened(request)
    give_back()
    visit = visit_of(request)
    if request.method == "GET":
        return _show_form(request)
    visit.take(WAITING)
    visit.take(LOCKED)
    data = _sent(request)
    problem, number = _look_at(data, request)
    if problem or data is None:
        visit.put(PROBLEM, msgspec.msgpack.encode((problem, number)))
        return see("restore")
    if looks_like_backup(data):
        visit.put(LOCKED, data)
        return see("restore_open")
    visit.put(WAITING, data)
    return see("restore_preview")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def restore_open(request: HttpRequest) -> HttpResponse:
    """The passphrase of a sealed copy."""
    opened(request)
    give_back()
    visit = visit_of(request)
    sealed = visit.look(LOCKED)
    if sealed is None:
        return see("restore")
    if request.method == "GET":
        problem = (visit.take(PROBLEM) or b"").decode()
        return render(request, "lookback/restore_open.html", {"problem": _says(problem, 0)})
    try:
        data = open_backup(request.POST.get("copy_passphrase", ""), sealed)
    except (CannotOpenBackup, *_OUTSIDE):
        visit.put(PROBLEM, b"not_opened")
        return see("restore_open")
    visit.take(LOCKED)
    problem, number = _look_at(data, request)
    if problem:
        visit.put(PROBLEM, msgspec.msgpack.encode((problem, number)))
        return see("restore")
    visit.put(WAITING, data)
    return see("restore_preview")


@require_http_methods(["GET", "POST"])
def restore_preview(request: HttpRequest) -> HttpResponse:
    """What the file holds as seen from here, and the choice to bring that in or nothing."""
    notebook = opened(request)
    give_back()
    visit = visit_of(request)
    if request.method == "POST" and request.POST.get("act") != "bring_back":
        return _finish(request, 0, 0)
    stored = visit.look(WAITING)
    if stored is None:
        return see("restore")
    archive = read_archive(stored)
    secret = visit.key().for_purpose(SAVED)
    compared = compare(kept_entries(request), archive.entries, clock.now(), secret)
    if request.method == "GET":
        return render(request, "lookback/restore_preview.html", _preview_context(request, archive, compared))
    form = DifferingForm(request.POST)
    if compared.differs and not form.is_valid():
        visit.put(PROBLEM, b"choose_one")
        return see("restore_preview")
    if request.POST.get("seen") != _as_seen(compared):
        visit.put(PROBLEM, b"look_again")
        return see("restore_preview")
    differing = form.cleaned_data["differing"] if compared.differs else Differing.MINE
    done = bring_back(notebook, archive.entries, differing, clock.now(), secret)
    return _finish(request, len(done.new), _changed(done, differing))


def _show_form(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    stored, done = visit.take(PROBLEM), visit.take(DONE)
    problem, number = msgspec.msgpack.decode(stored, type=tuple[str, int]) if stored else ("", 0)
    form = FileForm({} if problem else None)
    if problem:
        form.is_valid()
        form.add_error("file", _says(problem, number))
    context = {
        "form": form,
        "is_table": problem == "table",
        "waiting": visit.look(WAITING) is not None or visit.look(LOCKED) is not None,
        "still_locked": visit.look(LOCKED) is not None,
        "done": msgspec.msgpack.decode(done, type=dict[str, int]) if done else None,
    }
    return render(request, "lookback/restore.html", context)


def _sent(request: HttpRequest) -> bytes | None:
    file = request.FILES.get("file")
    if file is None:
        return None
    sent: bytes = file.read()
    file.close()
    return sent


def _look_at(data: bytes | None, request: HttpRequest) -> tuple[str, int]:
    """The id of what is wrong with a file as a whole, or nothing, and the number of the entry it is about."""
    if data is None:
        too_big = int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        return ("too_big" if too_big else "nothing_given"), 0
    if looks_like_backup(data):
        return _look_at_sealed(data), 0
    if not looks_like_archive(data) and _looks_like_table(data):
        return "table", 0
    try:
        return _check_archive(read_archive(data), request)
    except UnreadableArchive as unreadable:
        return unreadable.why.value, unreadable.number


def _look_at_sealed(data: bytes) -> str:
    try:
        check_outside(data)
    except CannotOpenBackup:
        return "not_opened"
    except tuple(_OUTSIDE) as outside:
        return _OUTSIDE[type(outside)]
    return ""


def _check_archive(archive: Archive, request: HttpRequest) -> tuple[str, int]:
    """The one id that no entry can have is that of the notebook itself, which lies in the clear."""
    owner = visit_of(request).owner
    number = next((at for at, entry in enumerate(archive.entries, 1) if entry.id == owner), 0)
    return ("entry", number) if number else ("", 0)


def _looks_like_table(data: bytes) -> bool:
    first = data[:2000].split(b"\n", 1)[0]
    return any(mark in first for mark in b",;\t") and b"\0" not in first


def _says(problem: str, number: int) -> str:
    return library().moving[problem].says.format(number=number) if problem else ""


def _preview_context(request: HttpRequest, archive: Archive, compared: Compared) -> dict[str, Any]:
    problem = (visit_of(request).take(PROBLEM) or b"").decode()
    days = [entry.local.date() for entry in archive.entries]
    form = DifferingForm({} if problem == "choose_one" else None)
    return {
        "form": form,
        "look_again": problem == "look_again",
        "made_at": archive.made_at,
        "count": len(archive.entries),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "new": len(compared.new),
        "kinds": in_kinds(compared.new),
        "same": len(compared.here),
        "left_out": len(compared.left_out),
        "ahead": len(compared.ahead),
        "differs": len(compared.differs),
        "pairs": [_pair(pair) for pair in compared.differs[:PAIRS_SHOWN]],
        "pairs_more": max(0, len(compared.differs) - PAIRS_SHOWN),
        "mine_only": sum(not may_be_both(pair.mine.entry, pair.theirs) for pair in compared.differs),
        "seen": _as_seen(compared),
        "nothing_new": not compared.new and not compared.differs,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    mine: Entry = pair.mine.entry
    fields = [
        {"name": name.replace("_", " "), "mine": _from(one, other), "theirs": _from(other, one)}
        for name, one, other in differences(mine, pair.theirs)
    ]
    return {"kind": kind_in_words(type(mine), library().moving), "at": mine.local, "fields": fields[:4]}


def _from(words: str, other: str) -> str:
    """The words from a little before where they begin to differ, safe to show."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, other, strict=False)))
    begin = max(0, same - SAME_BEFORE)
    return f"{'…' if begin else ''}{shown(words[begin:])}"


def _as_seen(compared: Compared) -> str:
    return f"{len(compared.new)}:{len(compared.here)}:{len(compared.differs)}:{len(compared.left_out)}:{len(compared.ahead)}"


def _changed(done: Compared, differing: Differing) -> int:
    return len(done.differs) if differing is not Differing.MINE else 0


def _finish(request: HttpRequest, new: int, changed: int) -> HttpResponse:
    """Both ends. The file is gone from memory after either."""
    visit = visit_of(request)
    visit.take(WAITING)
    visit.put(DONE, msgspec.msgpack.encode({"new": new, "changed": changed}))
    return see("restore")
