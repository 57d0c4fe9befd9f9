"""Coming in: the first pages, the lock page, the calm minute, and writing without opening. No key is needed here."""

from datetime import timedelta
from http import HTTPStatus

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library, sentence
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.forms.door import WordsForm
from unhurried.pages.gate import CLOSED_BY_LEAVING, THROTTLE, come_in, cost
from unhurried.pages.unopened import leave_form, leave_words
from unhurried.pages.views.today import arrive
from unhurried.pages.visits import keep_typed, render, say, take_typed, visit_of
from unhurried.sealed import keyring
from unhurried.sealed.inbox import InboxFull

NEUTRAL_FOR = timedelta(minutes=30)
"""After leaving, the front page says nothing for so long, or until someone goes on."""


def home(request: HttpRequest) -> HttpResponse:
    """One address for three pages: the first page, the lock page, or today."""
    if visit_of(request).opened:
        return arrive(request)
    if keyring.local_owner() is not None:
        return _lock_page(request)
    if CLOSED_BY_LEAVING.holds(clock.now(), NEUTRAL_FOR):
        return render(request, "door/nothing_open.html")
    return render(request, "door/first.html")


def _lock_page(request: HttpRequest) -> HttpResponse:
    problem = (visit_of(request).take("unlock_problem") or b"").decode()
    context = {"problem": in_words(problem), "demo_passphrase": settings.DEMO_PASSPHRASE}
    return render(request, "door/locked.html", context)


def in_words(problem: str) -> str:
    """What a problem with a passphrase or code says at its field."""
    return sentence(problem, seconds=max(1, round(THROTTLE.wait_seconds()))) if problem else ""


def go_on(_request: HttpRequest) -> HttpResponse:
    """From the plain page back to the first one."""
    CLOSED_BY_LEAVING.forget()
    return see("home")


def look_around(request: HttpRequest) -> HttpResponse:
    return render(request, "door/look_around.html")


# --- the calm minute: nothing of it is kept, so its answers are plain links ---------------------------------


def calm_minute(request: HttpRequest) -> HttpResponse:
    return render(request, "door/calm_minute.html", {"calm": library().calm_minute})


def calm_after(request: HttpRequest) -> HttpResponse:
    return render(request, "door/calm_after.html")


def calm_eased(request: HttpRequest) -> HttpResponse:
    return _after_calm(request, "eased")


def calm_same(request: HttpRequest) -> HttpResponse:
    return _after_calm(request, "same")


def calm_worse(request: HttpRequest) -> HttpResponse:
    return _after_calm(request, "worse")


def _after_calm(request: HttpRequest, felt: str) -> HttpResponse:
    return render(request, "door/calm_answer.html", {"felt": felt, "has_notebook": keyring.local_owner() is not None})


# --- keeping notes ------------------------------------------------------------------------------------------


def before_notes(request: HttpRequest) -> HttpResponse:
    """What this cannot hide, and where the notes will lie. Said before the first kept word."""
    if keyring.local_owner() is not None:
        return see("home")
    return render(request, "door/before_notes.html", {"folder": settings.FOLDER})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def new_passphrase(request: HttpRequest) -> HttpResponse:
    if keyring.local_owner() is not None:
        return see("home")
    visit = visit_of(request)
    if request.method == "GET":
        return render(request, "door/new_passphrase.html", _passphrase_context(request))
    typed, own = request.POST.get("passphrase", ""), request.POST.get("own") == "yes"
    made = (visit.look("made") or b"").decode()
    problem = problem_with(typed, None if own else made)
    if problem:
        visit.put("passphrase_problem", msgspec.msgpack.encode((problem, own)))
        return see("new_passphrase")
    try:
        created = keyring.create_notebook(typed, recovery=request.POST.get("recovery") == "yes", cost=cost())
    except keyring.NotebookExists:  # a second tap while the first is still deriving the key
        return see("home")
    visit.take("made")
    come_in(request, created.owner, created.key)
    if created.recovery_code is None:
        return see("home")
    visit_of(request).put("recovery_code", created.recovery_code.encode())
    return see("recovery_code")


def _passphrase_context(request: HttpRequest) -> dict[str, object]:
    stored = visit_of(request).take("passphrase_problem")
    problem, own = msgspec.msgpack.decode(stored, type=tuple[str, bool]) if stored else ("", False)
    return {"made": made_passphrase(request), "problem": in_words(problem), "own": own}


def made_passphrase(request: HttpRequest) -> str:
    """Six words, which stay the same while someone tries to type them."""
    visit = visit_of(request)
    made = visit.look("made")
    if made is None:
        made = keyring.make_passphrase().encode()
        visit.put("made", made)
    return made.decode()


def problem_with(typed: str, made: str | None) -> str:
    """The id of what is wrong with a new passphrase, or nothing. `made` is the one we offered, if it is to be used."""
    if made is not None:
        return "" if _same_words(typed, made) else "not_the_same"
    try:
        keyring.check_passphrase(typed)
    except keyring.PassphraseTooShort:
        return "too_short"
    except keyring.PassphraseTooLong:
        return "too_long_secret"
    except keyring.PassphraseTooCommon:
        return "too_common"
    return ""


def _same_words(typed: str, made: str) -> bool:
    return bool(made) and typed.lower().split() == made.lower().split()


@require_http_methods(["GET", "POST"])
def show_recovery_code(request: HttpRequest) -> HttpResponse:
    """Shown once. When it is not wanted, what it opens is destroyed."""
    if request.method == "POST":
        return _decline_code(request)
    code = visit_of(request).take("recovery_code")
    if code is None:
        return see("home")
    return render(request, "door/recovery_code.html", {"code": code.decode()})


def _decline_code(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    if request.POST.get("code") == "decline":
        keyring.forget_code(visit.owner, visit.key())
        say(request, "code_gone")
    return see("home")


# --- opening ------------------------------------------------------------------------------------------------


@sensitive_post_parameters()
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    owner = keyring.local_owner()
    if owner is None:
        return see("home")
    if THROTTLE.wait_seconds() > 0:
        return _not_opened(request, "wait")
    try:
        key = keyring.unlock(owner, request.POST.get("passphrase", ""), cost())
    except keyring.CannotOpen:
        THROTTLE.failed()
        return _not_opened(request, "not_opened")
    THROTTLE.worked()
    come_in(request, owner, key)
    return see("home")


def _not_opened(request: HttpRequest, problem: str) -> HttpResponse:
    visit_of(request).put("unlock_problem", problem.encode())
    return see("home")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def unlock_with_code(request: HttpRequest) -> HttpResponse:
    """Opens with the recovery code, and asks for a new passphrase at once."""
    owner = keyring.local_owner()
    if owner is None:
        return see("home")
    if request.method == "GET":
        problem = (visit_of(request).take("code_problem") or b"").decode()
        return render(request, "door/unlock_with_code.html", {"problem": in_words(problem)})
    problem = _try_code(request)
    if problem:
        visit_of(request).put("code_problem", problem.encode())
        return see("unlock_with_code")
    return see("change_passphrase")


def _try_code(request: HttpRequest) -> str:
    owner = keyring.local_owner()
    if owner is None or THROTTLE.wait_seconds() > 0:
        return "wait"
    try:
        key = keyring.unlock_with_code(owner, request.POST.get("code", ""))
    except keyring.CannotOpen:
        THROTTLE.failed()
        return "not_opened"
    THROTTLE.worked()
    come_in(request, owner, key)
    visit_of(request).put("came_by_code", b"yes")
    return ""


# --- writing without opening --------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def write_unopened(request: HttpRequest) -> HttpResponse:
    owner = keyring.local_owner()
    if owner is None:
        return see("home")
    if request.method == "GET":
        typed = take_typed(request, "left_words")
        return render(
            request, "door/write_unopened.html", {"form": WordsForm(typed) if typed is not None else WordsForm()}
        )
    form = WordsForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "left_words", request.POST)
        return see("write_unopened")
    try:
        leave_words(owner, form.cleaned_data["words"], clock.now().timestamp())
    except InboxFull:
        keep_typed(request, "left_words", request.POST)
        return see("inbox_full")
    return see("left_it")


def left_it(request: HttpRequest) -> HttpResponse:
    return render(request, "door/left_it.html")


def inbox_full(request: HttpRequest) -> HttpResponse:
    return render(request, "door/inbox_full.html")


# --- when something does not fit ----------------------------------------------------------------------------


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that is not there: one plain page that says nothing else."""
    del exception
    return _plain(request, HTTPStatus.NOT_FOUND)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Asked under a name that is not ours, or in a way that is no request of ours."""
    del exception
    return _plain(request, HTTPStatus.BAD_REQUEST)


def went_wrong(request: HttpRequest) -> HttpResponse:
    return _plain(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def _plain(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """Before the session is looked up there is not even a page to show."""
    response = render(request, "door/not_here.html") if hasattr(request, "visit") else HttpResponse()
    response.status_code = status
    return response


def sent_too_late(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page of before the last lock. Its words are kept as when the notebook locks in the middle."""
    del reason
    if hasattr(request, "visit") and not visit_of(request).opened:
        leave_form(request.POST, request.path, clock.now().timestamp())
    return see("home")
