"""How the notebook is kept: settings, notes left while locked, the passphrase, and erasing everything."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import msgspec
from django.conf import settings as django_settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import sentence
from unhurried.domain.door import Preferences
from unhurried.journey import door as journey
from unhurried.journey.stamp import stamp
from unhurried.pages import clock, gate
from unhurried.pages.answers import SeeOther, see
from unhurried.pages.forms.door import PreferencesForm
from unhurried.pages.unopened import LeftForm, LeftWords, Waiting, address_name, waiting
from unhurried.pages.views.door.entrance import in_words, made_passphrase, problem_with
from unhurried.pages.views.door.leaving import FORGET
from unhurried.pages.visits import SESSIONS, keep_typed, kept_entries, opened, render, say, take_typed, visit_of
from unhurried.sealed import keyring
from unhurried.sealed.inbox import empty_inbox

GO_ON_NAMES = {
    "checkin_more": "more:{id}",
    "own_practice": "own_practice",
    "add_someone": "add_someone",
    "change_someone": "someone:{id}",
    "note_hurt": "hurt:{id}",
    "note_hurt_with": "hurt:{id}",
    "change_hurt": "change_hurt:{id}",
    "hurt": "weeks:{id}",
    "easier": "easier:{id}",
    "easier_with": "easier:{id}",
    "change_easier": "change_easier:{id}",
    "own_need": "own_need",
    "change_own_need": "own_need:{id}",
    "write_plan": "crisis_plan",
    "own_lines": "own_line",
    "own_line": "own_line:{id}",
    "new_contact": "contact",
    "contact": "contact:{id}",
    "alarm": "sort",
    "alarm_change": "sort:{id}",
    "alarm_closer": "closer:{id}",
    "alarm_past": "past:{id}",
    "helper_questions": "to_ask",
    "add_helper": "add_helper",
    "change_helper": "helper:{id}",
    "helper_asked": "asked:{id}",
    "helper_noticed": "noticed:{id}",
    "note_session": "session_with:{id}",
    "change_session": "session:{id}",
    "add_measure": "add_measure",
    "change_measure": "measure:{id}",
    "take_along": "take_along",
    **{name: name for name in ("saw_told", "know_feel", "review", "park")},
    "change_sheet": "sheet:{id}",
    "write_promise": "write_promise:{id}",
    "change_promise": "change_promise:{id}",
    "promise": "promise:{id}",
    "signals_heard": "signal",
    "signal_heard": "signal:{id}",
    "who_i_am": "who_i_am",
    "my_values": "my_values",
    "new_return": "new_return",
    "believed": "believed",
}
"""Forms that can be taken up again where they were left, by the name of their address."""


# --- settings -----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    known = journey.preferences(kept_entries(request))
    if request.method == "GET":
        typed = take_typed(request, "settings")
        form = PreferencesForm(typed) if typed is not None else PreferencesForm(initial=_as_typed(request, known))
        context = {
            "form": form,
            "folder": django_settings.FOLDER,
            "other_visits": SESSIONS.others_open(visit_of(request).token or ""),
        }
        return render(request, "door/settings.html", context)
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "settings", request.POST)
        return see("settings")
    first_id = visit_of(request).id_of("preferences")
    changed = journey.change_preferences(opened(request), first_id, clock.now(), **form.cleaned_data)
    gate.lock_after(request, changed.lock_minutes)
    say(request, "kept")
    return see("settings")


def _as_typed(request: HttpRequest, known: Preferences | None) -> dict[str, object]:
    prefs = known or journey.usual_preferences(visit_of(request).id_of("preferences"), clock.now())
    typed = {field: getattr(prefs, field) for field in PreferencesForm.base_fields}
    return {field: value.value if hasattr(value, "value") else value for field, value in typed.items()}


@require_POST
def end_other_visits(request: HttpRequest) -> HttpResponse:
    opened(request)
    SESSIONS.end_others(visit_of(request).token or "")
    say(request, "locked_there")
    return see("settings")


# --- notes left while locked --------------------------------------------------------------------------------


def show_left_notes(request: HttpRequest) -> HttpResponse:
    opened(request)
    visit = visit_of(request)
    left = waiting(visit.owner, visit.key())
    shown = [_shown(request, one) for one in left]
    return render(request, "door/left_notes.html", {"left": shown})


def _shown(request: HttpRequest, one: Waiting) -> dict[str, object]:
    at = datetime.fromtimestamp(one.what.at, UTC).astimezone()
    if isinstance(one.what, LeftWords):
        return {"id": one.id, "at": at, "words": one.what.words, "is_form": False, "can_go_on": False}
    return {
        "id": one.id,
        "at": at,
        "words": _readable(one.what),
        "is_form": True,
        "can_go_on": _can_go_on(request, one.what),
    }


def _readable(left: LeftForm) -> str:
    """The longest things typed, which are the person's words; ticks and choices are short."""
    typed = [value for values in left.fields.values() for value in values if value.strip()]
    return "\n\n".join(sorted(typed, key=len, reverse=True)[:3])


def _can_go_on(request: HttpRequest, left: LeftForm) -> bool:
    """Whether the form is there still: what it is about may have been erased in between."""
    if address_name(left.path) not in GO_ON_NAMES:
        return False
    about = resolve(left.path).kwargs.get("entry_id")
    return about is None or any(row.entry.id == about for row in kept_entries(request))


@require_POST
def sort_left_note(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Keep it, go on with it, or erase it."""
    visit = visit_of(request)
    one = next((one for one in waiting(visit.owner, visit.key()) if one.id == entry_id), None)
    if one is None:
        return see("left_notes")
    answer: HttpResponse = see("left_notes")
    what = request.POST.get("what")
    if what == "go_on" and isinstance(one.what, LeftForm):
        if not _can_go_on(request, one.what):
            return answer
        answer = _go_on(request, one.what)
    elif what == "keep":
        words = one.what.words if isinstance(one.what, LeftWords) else _readable(one.what)
        at = datetime.fromtimestamp(min(one.what.at, clock.now().timestamp()), UTC)
        journey.keep_left_note(opened(request), stamp(one.id, clock.now(), clock.local_offset_minutes(at), at), words)
    elif what != "erase":
        raise Http404
    empty_inbox(visit.owner, [one.id])
    if what != "go_on":
        say(request, "kept" if what == "keep" else "erased")
    return answer


def _go_on(request: HttpRequest, left: LeftForm) -> HttpResponse:
    """Put the typed words back into their form. A check-in takes the revision it has now."""
    typed = QueryDict(mutable=True)
    for field, values in left.fields.items():
        typed.setlist(field, values)
    match = resolve(left.path)
    entry_id = match.kwargs.get("entry_id")
    typed.setdefault("id", str(uuid4()))
    for row in kept_entries(request):
        if row.entry.id == entry_id:
            typed["revision"] = str(row.revision)
    keep_typed(request, GO_ON_NAMES[match.url_name or ""].format(id=entry_id), typed)
    return SeeOther(left.path)


# --- the passphrase -----------------------------------------------------------------------------------------


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_passphrase(request: HttpRequest) -> HttpResponse:
    """A new passphrase. When someone may have seen the old one, every note is sealed anew."""
    opened(request)
    visit = visit_of(request)
    if request.method == "GET":
        return render(request, "door/change_passphrase.html", _passphrase_context(request))
    problem = _problem(request)
    if problem:
        visit.put("passphrase_problem", msgspec.msgpack.encode((problem, request.POST.get("own") == "yes")))
        return see("change_passphrase")
    code = _change(request)
    visit_of(request).put("changed", (code or "").encode())
    return see("changed_passphrase")


def _passphrase_context(request: HttpRequest) -> dict[str, object]:
    visit = visit_of(request)
    stored = visit.take("passphrase_problem")
    problem, own = msgspec.msgpack.decode(stored, type=tuple[str, bool]) if stored else ("", False)
    at_old = problem in ("old_not_right", "wait")
    return {
        "made": made_passphrase(request),
        "own": own,
        "by_code": visit.look("came_by_code") is not None,
        "problem": in_words(problem),
        "old_problem": in_words(problem) if at_old else "",
        "new_problem": "" if at_old else in_words(problem),
    }


def _problem(request: HttpRequest) -> str:
    """Who comes with the old passphrase, or just came in by the recovery code, may set a new one."""
    visit = visit_of(request)
    made = (visit.look("made") or b"").decode()
    own = request.POST.get("own") == "yes"
    problem = problem_with(request.POST.get("new_passphrase", ""), None if own else made)
    if problem or visit.look("came_by_code") is not None:
        return problem
    if gate.THROTTLE.wait_seconds() > 0:
        return "wait"
    try:
        keyring.unlock(visit.owner, request.POST.get("old_passphrase", ""), gate.cost())
    except keyring.CannotOpen:
        gate.THROTTLE.failed()
        return "old_not_right"
    gate.THROTTLE.worked()
    return ""


def _change(request: HttpRequest) -> str | None:
    """Every other session ends; this one goes on."""
    visit = visit_of(request)
    owner, new = visit.owner, request.POST.get("new_passphrase", "")
    recovery = request.POST.get("recovery") == "yes"
    if request.POST.get("seen") == "yes":
        created = keyring.reseal(owner, visit.key(), new, recovery=recovery, cost=gate.cost())
        key, code = created.key, created.recovery_code
    else:
        key = visit.key()
        code = keyring.change_passphrase(owner, key, new, recovery=recovery, cost=gate.cost())
    SESSIONS.end_all()
    gate.come_in(request, owner, key)
    return code


def changed_passphrase(request: HttpRequest) -> HttpResponse:
    opened(request)
    stored = visit_of(request).take("changed")
    if stored is None:
        return see("settings")
    return render(request, "door/changed_passphrase.html", {"code": stored.decode()})


# --- erasing ------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Everything here goes. The words say what stays elsewhere."""
    notebook = opened(request)
    if request.method == "GET":
        missed = sentence("tick_to_erase") if visit_of(request).take("erase_missed") else ""
        return render(request, "door/erase.html", {"folder": django_settings.FOLDER, "missed": missed})
    if request.POST.get("sure") != "yes":
        visit_of(request).put("erase_missed", b"yes")
        return see("erase")
    notebook.erase_everything()
    (django_settings.FOLDER / "before-migrating.db").unlink(missing_ok=True)
    gate.lock(request)
    response = see("home")
    response.headers["Clear-Site-Data"] = FORGET
    return response
