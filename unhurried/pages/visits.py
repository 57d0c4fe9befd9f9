"""Who is here: the session behind the cookie, and the notebook it opens.

A worker process serves one person in local mode. Sessions live in its memory and end with it.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render as render_template

from unhurried.content.library import sentence
from unhurried.domain.door import Preferences
from unhurried.domain.notebook import Kept, NotebookLocked, Opened
from unhurried.journey.door import preferences
from unhurried.sealed.keyring import NotebookKey
from unhurried.sealed.notebook import SealedNotebook
from unhurried.sealed.session import Session, Sessions

if TYPE_CHECKING:
    from collections.abc import Sequence

SESSIONS = Sessions()
"""Every open page of this worker. Only hashes of tokens and sealed values are held."""


class Visit:
    """One browser's session, if it has one. A session begins when there is something to keep."""

    def __init__(self, token: str | None) -> None:
        self.token = token
        self.session: Session | None = SESSIONS.find(token) if token else None
        self.changed = False
        self.appearance: Preferences | None = None

    @property
    def opened(self) -> bool:
        return self.session is not None and self.session.opened

    @property
    def owner(self) -> UUID:
        if self.session is None or self.session.owner is None:
            raise NotebookLocked
        return self.session.owner

    def key(self) -> NotebookKey:
        if self.session is None or self.token is None:
            raise NotebookLocked
        return self.session.key(self.token)

    def id_of(self, what: str) -> UUID:
        """The id of an entry of which there is one. It follows from the key, so that the file alone tells no one it is
        there: an id that followed from the owner's could be worked out by anyone.
        """
        return UUID(bytes=self.key().for_purpose(f"the one {what}".encode())[:16], version=4)

    def begin(self, key: NotebookKey | None = None, owner: UUID | None = None) -> None:
        """A new token every time the notebook opens, so that an old one is worth nothing."""
        if self.token:
            SESSIONS.end(self.token)
        self.token = SESSIONS.begin(key, owner)
        self.session = SESSIONS.find(self.token)
        self.changed = True

    def end(self) -> None:
        if self.token:
            SESSIONS.end(self.token)
        self.token, self.session, self.changed = None, None, True

    def put(self, name: str, value: bytes) -> None:
        if self.session is None:
            self.begin()
        if self.session is not None and self.token is not None:
            self.session.put(self.token, name, value)

    def take(self, name: str) -> bytes | None:
        if self.session is None or self.token is None:
            return None
        return self.session.take(self.token, name)

    def look(self, name: str) -> bytes | None:
        if self.session is None or self.token is None:
            return None
        return self.session.look(self.token, name)


class VisitRequest(HttpRequest):
    """A request after the middleware has looked at its cookie."""

    visit: Visit
    held: HttpResponse


def opened(request: HttpRequest) -> SealedNotebook:
    """The notebook of whoever is here. NotebookLocked when it is not open: the middleware answers that."""
    visit = visit_of(request)
    return SealedNotebook(visit.owner, visit.key())


def opening(request: HttpRequest) -> Opened:
    """The whole notebook and what is wrong with it, opened once for this request."""
    known: Opened | None = getattr(request, "_opening", None)
    if known is None:
        known = opened(request).entries()
        request._opening = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known


def kept_entries(request: HttpRequest) -> "Sequence[Kept]":
    """Everything readable, opened once for this request."""
    return opening(request).kept


def kept_if_readable(request: HttpRequest) -> "Sequence[Kept]":
    """The same for pages on help, which are there whatever has become of the notebook: nothing when it can not be read."""
    try:
        return kept_entries(request)
    except (NotebookLocked, DatabaseError):
        return ()


def visit_of(request: HttpRequest) -> Visit:
    visit: Visit = request.visit  # type: ignore[attr-defined]
    return visit


def render(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
    """A page. With the notebook open it looks the way the person chose."""
    visit = visit_of(request)
    if visit.opened and visit.appearance is None:
        visit.appearance = preferences(kept_if_readable(request))
    return render_template(request, template, {"said": said(request), "here": _room(request), **(context or {})})


ROOMS = {
    "home": "today",
    "pause": "today",
    "past": "today",
    "alarm": "today",
    "alarms": "today",
    "reads": "today",
    "take_along": "today",
    "along_preview": "today",
    "checkin_more": "checkin",
    "checkin_kept": "checkin",
    "practice": "practices",
    "practice_time": "practices",
    "practice_after": "practices",
    "own_practice": "practices",
    **dict.fromkeys(
        ("people", "add_someone", "someone", "change_someone", "trust", "harmed_me", "ties", "untie", "erase_someone"),
        "today",
    ),
    **dict.fromkeys(("easier", "easier_with", "change_easier", "hurts", "hurt", "change_hurt"), "today"),
    **dict.fromkeys(("note_hurt", "note_hurt_with"), "today"),
    **dict.fromkeys(("needs", "need", "own_need", "change_own_need", "who_meets", "needs_met"), "today"),
    **dict.fromkeys(("help_country", "very_bad", "very_bad_people", "very_bad_other"), "help"),
    **dict.fromkeys(("danger_now", "danger_yes", "danger_all_no", "danger_open", "danger_answered"), "help"),
    **dict.fromkeys(("warning_signs", "scared_i_harm", "device_safety", "danger_questions"), "help"),
    **dict.fromkeys(("safety", "stop_signs", "flags", "look_again", "crisis_plan", "write_plan"), "today"),
    **dict.fromkeys(("own_lines", "own_line", "contacts", "new_contact", "contact"), "today"),
    **dict.fromkeys(("steps", "browse_steps", "write_step", "step_templates", "plan_step", "step_held"), "today"),
    **dict.fromkeys(("what_next", "expectations", "expectation", "step", "adapt_step", "fill_template"), "today"),
    **dict.fromkeys(("plan", "plan_fear", "plan_leave", "step_back", "step_outcome", "step_after"), "today"),
    "step_worse": "today",
    **dict.fromkeys(
        ("support", "therapies", "therapy", "ways_in", "way_in", "helper_questions", "helper_signs"), "today"
    ),
    **dict.fromkeys(("telling", "helpers", "add_helper", "helper", "change_helper", "compare_helpers"), "today"),
    **dict.fromkeys(("helper_asked", "helper_noticed", "helper_danger", "measures", "add_measure"), "today"),
    **dict.fromkeys(("change_measure", "note_session", "session", "change_session"), "today"),
    **dict.fromkeys(("moving", "save_sealed", "save_plain", "saved_file", "restore"), "settings"),
    **dict.fromkeys(("restore_open", "restore_preview", "erase_days", "erase_days_preview"), "settings"),
    **dict.fromkeys(("look_back", "look_closer", "harm_check", "harm_checked"), "today"),
    **dict.fromkeys(("learning", "topic", "card", "evidence", "listed", "claim"), "today"),
    **dict.fromkeys(("find", "found", "sheets", "saw_told", "know_feel", "review", "park"), "today"),
    **dict.fromkeys(("sheet", "change_sheet"), "today"),
    **dict.fromkeys(("limits", "limits_with", "say_limit", "say_limit_for", "limit_risk", "limit_held"), "today"),
    **dict.fromkeys(("phrases", "phrase", "write_limit", "limit", "change_limit", "rehearse_limit"), "today"),
    **dict.fromkeys(("limit_on_paper", "limit_received", "change_received", "limit_punished"), "today"),
    **dict.fromkeys(("promises", "new_promise", "write_promise", "promise_sizes", "promise"), "today"),
    "change_promise": "today",
    **dict.fromkeys(("take_idea", "signals_heard", "signal_heard", "who_i_am", "my_values", "new_return"), "today"),
    "believed": "today",
}
"""Which way in the navigation a page belongs to, where it is not the page itself."""


def _room(request: HttpRequest) -> str:
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    return ROOMS.get(name, name)


def keep_typed(request: HttpRequest, name: str, typed: QueryDict) -> None:
    """Keep a form that could not be taken, sealed, until the next page shows it again. Secrets are left out."""
    fields = {field: values for field, values in typed.lists() if not _is_secret(field)}
    visit_of(request).put(f"typed:{name}", msgspec.msgpack.encode(fields))


def take_typed(request: HttpRequest, name: str) -> QueryDict | None:
    """What was typed last time, once."""
    stored = visit_of(request).take(f"typed:{name}")
    if stored is None:
        return None
    typed = QueryDict(mutable=True)
    for field, values in msgspec.msgpack.decode(stored, type=dict[str, list[str]]).items():
        typed.setlist(field, values)
    return typed


def _is_secret(field: str) -> bool:
    return field == "csrfmiddlewaretoken" or "passphrase" in field or "code" in field


def say(request: HttpRequest, note: str) -> None:
    """Leave the id of a short sentence for the next page."""
    visit_of(request).put("said", note.encode())


def said(request: HttpRequest) -> str:
    stored = visit_of(request).take("said")
    return sentence(stored.decode()) if stored else ""
