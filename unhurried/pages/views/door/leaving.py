"""Leaving: one tap from every page. Sessions end, the browser is told to forget, and the process that held the key goes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from unhurried.pages import clock, gate
from unhurried.pages.answers import nothing_to_show, see
from unhurried.pages.unopened import leave_form
from unhurried.pages.visits import render, visit_of
from unhurried.sealed.inbox import MOST_BYTES, InboxFull

LONGEST_FORM = 1_000_000
"""Bytes of the longest note in any script, with what stands around it."""

FORGET = '"cookies", "storage"'


def leave(request: HttpRequest) -> HttpResponse:
    """A plain link where scripting is off; a fetch where it is on. Asking again does no harm."""
    gate.lock(request)
    gate.CLOSED_BY_LEAVING.note(clock.now())
    response = nothing_to_show() if request.method == "POST" else see("home")
    response.headers["Clear-Site-Data"] = FORGET
    return response


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    gate.lock(request)
    response = see("home")
    response.headers["Clear-Site-Data"] = FORGET
    return response


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Every session ends now. The program itself ends with the page that says so: nothing can be fetched after it."""
    gate.CLOSING.set()
    gate.end_sessions(request)
    response = see("closed")
    response.headers["Clear-Site-Data"] = FORGET
    return response


def closed(request: HttpRequest) -> HttpResponse:
    if not gate.CLOSING.is_set():
        return see("home")
    response = render(request, "door/closed.html")
    gate.close(request)
    return response


@require_POST
def keep_words(request: HttpRequest) -> HttpResponse:
    """The form that was being typed when the page fell idle, sealed to the inbox before the lock comes."""
    try:
        leave_form(request.POST, request.POST.get("kept_for", ""), clock.now().timestamp(), _most(request))
    except InboxFull:
        return see("inbox_full")  # anything but 204 tells the page to hold on to its words
    return nothing_to_show()


def _most(request: HttpRequest) -> int:
    """Whoever has the notebook open may leave the longest form there is; from outside it is less."""
    return LONGEST_FORM if visit_of(request).opened else MOST_BYTES
