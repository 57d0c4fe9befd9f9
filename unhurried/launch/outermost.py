"""The outermost layer of every answer.

A browser keeps what was posted together with the page that came back, in its session files. So whatever goes
wrong inside, a post is answered with 204 or 303 and no body, and nothing of a failure but its place is told.
"""

from collections.abc import Callable, Iterable
from types import TracebackType
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from unhurried.launch.failures import tell_failure
from unhurried.launch.stay import Stay
from unhurried.launch.words import NOT_HERE, TO_THE_START

Headers = list[tuple[str, str]]
_Failure = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]

NEUTRAL_PAGE = (
    f'<!doctype html><html lang="en"><title>Notes</title><p>{NOT_HERE}</p><p><a href="/">{TO_THE_START}</a></p></html>'
).encode()
NEUTRAL_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(NEUTRAL_PAGE))),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
]
TO_START_HEADERS = [("Location", "/"), ("Content-Length", "0"), ("Cache-Control", "no-store")]
SEE_OTHER = "303 See Other"

_READING = ("GET", "HEAD")
_LENGTH = frozenset({"content-length"})
_ABOUT_THE_BODY = frozenset({"location", "content-type", "content-length", "content-encoding", "content-disposition"})


def with_stay(app: WSGIApplication, stay: Stay) -> WSGIApplication:
    """Lets pages say when this worker is to leave: notes.lock, notes.close, notes.held_key, notes.idle_minutes."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        stay.arrive(environ["PATH_INFO"])
        for act in (stay.lock, stay.close, stay.held_key, stay.idle_minutes):
            environ[f"notes.{act.__name__}"] = act
        return app(environ, start_response)

    return answer


def without_traces(app: WSGIApplication) -> WSGIApplication:
    """A post leaves nothing to keep, and a failure nothing to read."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in _READING:
            return _page(app, environ, start_response)
        status, headers = _ask(app, environ)
        if status.startswith("204"):
            start_response(status, _without(headers, _LENGTH))
            return []
        if status.startswith("303"):
            start_response(status, [*_without(headers, _LENGTH), ("Content-Length", "0")])
        else:
            start_response(SEE_OTHER, [*TO_START_HEADERS[:2], *_without(headers, _ABOUT_THE_BODY)])
        return [b""]

    return answer


def _page(app: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    try:
        return app(environ, start_response)
    except Exception as error:  # noqa: BLE001  whatever it is, only its place is told
        tell_failure(error)
        start_response("500 Internal Server Error", list(NEUTRAL_HEADERS))
        return [NEUTRAL_PAGE]


def _ask(app: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, Headers]:
    """Status and headers of an answer. Its body is never looked at."""
    status, headers = "500 Internal Server Error", list(TO_START_HEADERS)

    def remember(
        given: str,
        given_headers: Headers,
        _failure: _Failure | None = None,
        /,
    ) -> Callable[[bytes], object]:
        nonlocal status, headers
        status, headers = given, list(given_headers)
        return lambda _body: None

    try:
        body = app(environ, remember)
        try:
            next(iter(body), None)  # an application may begin its answer only when asked for the first piece
        finally:
            if hasattr(body, "close"):
                body.close()
    except Exception as error:  # noqa: BLE001  the same
        tell_failure(error)
        return "500 Internal Server Error", []
    return status, headers


def _without(headers: Headers, names: frozenset[str]) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in names]
