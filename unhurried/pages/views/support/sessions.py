"""Sessions with a helper: what I wanted to say, how it was, and whether it was too much. All of it may stay open."""

from functools import partial
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.support import HelpSession
from unhurried.journey import support as journey
from unhurried.pages.answers import see
from unhurried.pages.dating import moved, stamp_of, today
from unhurried.pages.fetching import find
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.support import SessionForm
from unhurried.pages.views.support.helpers import find_helper
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


@require_http_methods(["GET", "POST"])
def note_session(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """entry_id: the helper."""
    _, helper = find_helper(request, entry_id)
    shape, name = partial(SessionForm, today=today()), f"session_with:{entry_id}"
    if request.method == "GET":
        form = again(request, name, shape, {"id": uuid4(), "day": today()})
        return render(request, "support/note_session.html", {"helper": helper, "form": form})
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, name, request.POST)
        return see("note_session", entry_id)
    said = form.cleaned_data
    answers = {field: said[field] for field in ("wanted", "how", "too_much")}
    journey.note_session(opened(request), HelpSession(**stamp_of(form), helper=entry_id, **answers))
    return see("session", said["id"])


def show_session(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What was written; and if it was too much, what could be done about that."""
    session = _find(request, entry_id)[1]
    helper = next((one for one in journey.helpers(kept_entries(request)) if one.id == session.helper), None)
    if helper is None:
        raise Http404
    return render(request, "support/session.html", {"session": session, "helper": helper})


@require_http_methods(["GET", "POST"])
def change_session(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen, session = _find(request, entry_id)
    shape, name = partial(SessionForm, today=today()), f"session:{entry_id}"
    if request.method == "GET":
        form = again(request, name, shape, _as_typed(session))
        context = {"session": session, "form": form, "revision": seen.revision, "stale": is_stale(form, seen)}
        return render(request, "support/change_session.html", context)
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_session", entry_id)
    said = form.cleaned_data
    changes = {field: said[field] for field in ("wanted", "how", "too_much")} | moved(form, seen)
    try:
        journey.change_session(opened(request), Kept(session, said["revision"]), changes)
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("change_session", entry_id)
    say(request, "kept")
    return see("session", entry_id)


def _find(request: HttpRequest, entry_id: UUID) -> tuple[Kept, HelpSession]:
    seen = find(request, entry_id, HelpSession)
    if not isinstance(seen.entry, HelpSession):
        raise Http404
    return seen, seen.entry


def _as_typed(session: HelpSession) -> dict[str, object]:
    return {
        "day": session.local.date(),
        "wanted": session.wanted,
        "how": session.how,
        "too_much": session.too_much.value if session.too_much else "",
    }
