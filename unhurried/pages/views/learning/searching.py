"""Finding something by what one types. What was typed lies sealed in this worker's memory until the next search or the lock.

It is in no address, in no log and in no entry, and a form that comes after the lock is let go.
"""

from collections.abc import Sequence
from itertools import groupby
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.search import LONGEST_TYPED, Page, index
from unhurried.content.search_words import Call
from unhurried.domain.notebook import Kept
from unhurried.domain.safety import Gate
from unhurried.domain.steps import Shelf, shelved
from unhurried.journey.safety import ask_gate
from unhurried.journey.search import look_through
from unhurried.journey.steadying import hidden_practices
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.finding import CLOSEST, Way, may_show, most_telling, way_to
from unhurried.pages.forms.learning import FindForm
from unhurried.pages.views.lookback.past import SHOWN, lines_of
from unhurried.pages.visits import kept_entries, opened, render, visit_of

_HELD = "looked_for"


@require_http_methods(["GET", "POST"])
def look_for(request: HttpRequest) -> HttpResponse:
    """The empty box. An earlier search can be shown again, and its words are not on this page."""
    opened(request)
    if request.method == "GET":
        return render(request, "learning/find.html", {"form": FindForm(), "earlier": bool(_held(request))})
    typed = request.POST.get("typed", "")[:LONGEST_TYPED].strip()
    if not typed:
        return see("find")
    visit_of(request).put(_HELD, typed.encode())
    return see("found")


def show_found(request: HttpRequest) -> HttpResponse:
    typed = _held(request)
    kept = kept_entries(request)
    if not typed:
        return see("find")
    asked, calls = index(), index().calls(typed)
    gate = ask_gate(kept, clock.now())
    found = _without_hidden(asked.find(typed), kept)
    ways = [way_to(page) for page in most_telling(found, calls, gate)]
    context = {
        "form": FindForm(initial={"typed": typed}),
        "life": Call.LIFE in calls,
        "their_life": Call.THEIR_LIFE in calls,
        "danger": Call.DANGER in calls or bool(gate.everywhere),
        "steps_left_out": _leaves_steps_out(found, calls, gate),
        "closest": ways[:CLOSEST],
        "kinds": [(kind, list(some)) for kind, some in groupby(ways[CLOSEST:], key=_heading)],
        "own": lines_of(request, look_through(kept, SHOWN, asked.telling(typed))),
        "new_id": uuid4(),
    }
    return render(request, "learning/found.html", context)


def _heading(way: Way) -> str:
    """A kind, or what a few kinds are told as."""
    return {"shelf": "practice"}.get(way.page.kind, way.page.kind)


def _held(request: HttpRequest) -> str:
    return (visit_of(request).look(_HELD) or b"").decode()


def _without_hidden(found: Sequence[Page], kept: Sequence[Kept]) -> list[Page]:
    """What the person hid stays hidden here too."""
    hidden = {f"practice:{one}" for one in hidden_practices(kept)}
    hidden |= {f"step:{one}" for one in shelved(entries_of(kept), Shelf.HIDDEN)}
    return [page for page in found if page.name not in hidden]


def _leaves_steps_out(found: Sequence[Page], calls: Sequence[Call], gate: Gate) -> bool:
    return any(page.kind == "step" and not may_show(page, calls, gate) for page in found)
