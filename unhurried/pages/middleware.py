"""Headers on every answer, the session behind the cookie, and what happens when the notebook is locked."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase

from unhurried.domain.notebook import NotebookLocked
from unhurried.pages import clock
from unhurried.pages.answers import not_kept, see
from unhurried.pages.unopened import leave_form
from unhurried.pages.visits import Visit, visit_of
from unhurried.sealed.inbox import InboxFull

Respond = Callable[[HttpRequest], HttpResponse]

_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class Headers:
    """What the security and caching headers of Django's own middleware leave open."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store"
        return response


class SameOrigin:
    """Turns away requests that another page on this machine or elsewhere makes in the person's browser."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        site = request.headers.get("Sec-Fetch-Site", "none")
        if site not in {"same-origin", "none"} and not _is_plain_arrival(request):
            return HttpResponseNotFound()
        return self.get_response(request)


def _is_plain_arrival(request: HttpRequest) -> bool:
    """Someone followed a link to the front page: allowed, since it shows nothing that a new tab would not."""
    return request.method == "GET" and request.path == "/" and request.headers.get("Sec-Fetch-Mode") == "navigate"


class Visits:
    """Finds the session of a request, and hands the browser a new cookie when the session changed."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.visit = Visit(request.COOKIES.get(settings.SESSION_COOKIE))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            response = see("home")  # an address that only takes forms, opened from the history: no bare page of errors
        _set_cookie(visit_of(request), response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """What was typed stays where it is, or is sealed to the inbox when the notebook locked in the middle."""
        if isinstance(exception, NotebookLocked):
            return _locked_in_the_middle(request)
        if request.method != "POST" or isinstance(exception, (Http404, PermissionDenied, SuspiciousOperation)):
            return None
        got_request_exception.send(sender=type(self), request=request)
        return not_kept()


def _locked_in_the_middle(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            leave_form(request.POST, request.path, clock.now().timestamp())
        except InboxFull:
            return not_kept()
    if visit_of(request).opened:  # with a key that opens nothing any more
        visit_of(request).end()
    return see("home")


def _set_cookie(visit: Visit, response: HttpResponse) -> None:
    if not visit.changed:
        return
    if visit.token is None:
        response.delete_cookie(settings.SESSION_COOKIE, samesite="Strict")
        return
    response.set_cookie(
        settings.SESSION_COOKIE,
        visit.token,
        httponly=True,
        samesite="Strict",
        secure=settings.COOKIES_NEED_TLS,
        path="/",
    )
