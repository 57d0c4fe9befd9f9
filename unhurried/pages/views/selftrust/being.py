"""Who I am now: what matters, what I like, what I stopped doing, one small return at a time; and my own word on how
much I believe myself."""

from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.selftrust import (
    Like,
    MyValue,
    SmallReturn,
    StoppedDoing,
    open_return,
    rated_within_a_week,
)
from unhurried.insight.selftrust import find_believed
from unhurried.journey import selftrust as journey
from unhurried.journey.stamp import beside
from unhurried.journey.today import entries_of
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again
from unhurried.pages.forms.selftrust import BelievedForm, LineForm, ReturnedForm, ReturnForm, ValuesForm
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed

LISTED = 12


class Valued(NamedTuple):
    """Something that matters: our word with its line, or the person's own."""

    id: UUID
    word: str
    line: str
    own: bool


class Way(NamedTuple):
    """A small return, what it says, and what it leads back to."""

    entry: SmallReturn
    says: str
    back_to: str


@require_http_methods(["GET", "POST"])
def show_who_i_am(request: HttpRequest) -> HttpResponse:
    """Lists with a line to write below each. act says which line was sent."""
    if request.method == "POST":
        return _add_line(request)
    entries = entries_of(kept_entries(request))
    standing = open_return(entries)
    ways = [_way(request, one) for one in reversed(entries) if isinstance(one, SmallReturn)]
    typed = take_typed(request, "who_i_am")
    context = {
        "values": _valued(request),
        "likes": [one for one in entries if isinstance(one, Like)],
        "stopped": [one for one in entries if isinstance(one, StoppedDoing)],
        "standing": next((one for one in ways if standing and one.entry.id == standing.id), None),
        "revision": next(
            (row.revision for row in kept_entries(request) if standing and row.entry.id == standing.id), 1
        ),
        "ways": [one for one in ways if one.entry.how is not None][:LISTED],
        "like": _line_form("like", typed),
        "stop": _line_form("stopped", typed),
        "note": take_typed(request, f"return:{standing.id}") if standing else None,
    }
    return render(request, "selftrust/who_i_am.html", context)


def _line_form(act: str, typed: QueryDict | None) -> LineForm:
    """One of two on the page: what was typed belongs to the one that was sent."""
    if typed is None or typed.get("act") != act:
        return LineForm(initial={"id": uuid4()}, auto_id=f"{act}_%s")
    form = LineForm(typed, auto_id=f"{act}_%s")
    form.is_valid()
    return form


def _add_line(request: HttpRequest) -> HttpResponse:
    act = request.POST.get("act", "")
    write = {"like": journey.write_like, "stopped": journey.write_stopped}.get(act)
    form = LineForm(request.POST)
    if write is None or not form.is_valid():
        keep_typed(request, "who_i_am", request.POST)
        return see("who_i_am")
    write(opened(request), new_stamp(form.cleaned_data["id"]), form.cleaned_data["words"])
    say(request, "kept")
    return see("who_i_am")


def _valued(request: HttpRequest) -> list[Valued]:
    words = library().selftrust.values
    mine = [row.entry for row in kept_entries(request) if isinstance(row.entry, MyValue)]
    order = list(words)
    return [
        Valued(one.id, words[one.value].word, words[one.value].line, own=False)
        if one.value in words
        else Valued(one.id, one.words or one.value, "", own=True)
        for one in sorted(mine, key=lambda one: order.index(one.value) if one.value in words else len(order))
    ]


def _way(request: HttpRequest, entry: SmallReturn) -> Way:
    ideas = library().selftrust.returns
    stopped = {row.entry.id: row.entry.words for row in kept_entries(request) if isinstance(row.entry, StoppedDoing)}
    says = entry.words or (ideas[entry.idea].says if entry.idea in ideas else "")
    return Way(entry, says, stopped.get(entry.stopped, "") if entry.stopped else "")


@require_http_methods(["GET", "POST"])
def choose_values(request: HttpRequest) -> HttpResponse:
    """Our words with a line each; any number, or none. And room for one's own."""
    opened(request)
    mine = [row.entry for row in kept_entries(request) if isinstance(row.entry, MyValue)]
    shape = partial(ValuesForm, offered=list(library().selftrust.values))
    if request.method == "GET":
        initial = {"id": uuid4(), "values": [one.value for one in mine if one.value]}
        form = again(request, "my_values", shape, initial)
        chosen = [str(one) for one in form["values"].value() or []]
        offered = [(one, one.id in chosen) for one in library().selftrust.values.values()]
        return render(request, "selftrust/values.html", {"form": form, "offered": offered})
    form = shape(request.POST)
    if not form.is_valid():
        keep_typed(request, "my_values", request.POST)
        return see("my_values")
    said, when = form.cleaned_data, new_stamp(form.cleaned_data["id"])
    journey.choose_values(opened(request), when, said["values"])
    if said["words"]:
        journey.write_value(opened(request), beside(when, "own"), said["words"])
    say(request, "kept")
    return see("who_i_am")


@require_http_methods(["GET", "POST"])
def begin_return(request: HttpRequest) -> HttpResponse:
    opened(request)
    entries = entries_of(kept_entries(request))
    stopped = [one for one in entries if isinstance(one, StoppedDoing)]
    ideas = library().selftrust.returns
    shape = partial(ReturnForm, offered=list(ideas), stopped=[str(one.id) for one in stopped])
    if request.method == "GET":
        form = again(request, "new_return", shape, {"id": uuid4()})
        context = {"form": form, "ideas": list(ideas.values()), "stopped": stopped, "standing": open_return(entries)}
        return render(request, "selftrust/new_return.html", context)
    form = shape(request.POST)
    if not form.is_valid():
        keep_typed(request, "new_return", request.POST)
        return see("new_return")
    said = form.cleaned_data
    back_to = UUID(said["stopped"]) if said["stopped"] else None
    try:
        journey.begin_return(opened(request), new_stamp(said["id"]), said["idea"], said["words"], back_to)
        say(request, "kept")
    except journey.OneReturnAtATime:
        keep_typed(request, "new_return", request.POST)
        say(request, "one_return")
    return see("who_i_am")


@require_POST
def tell_return(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """How it was, from the page of who I am."""
    seen = find(request, entry_id, SmallReturn)
    form = ReturnedForm(request.POST)
    if not form.is_valid():
        keep_typed(request, f"return:{entry_id}", request.POST)
        return see("who_i_am")
    said = form.cleaned_data
    try:
        journey.tell_return(opened(request), Kept(seen.entry, said["revision"]), said["how"], said["note"])
        say(request, "kept")
    except StaleRevision:
        keep_typed(request, f"return:{entry_id}", request.POST)
        say(request, "both_are_here")
    return see("who_i_am")


@require_http_methods(["GET", "POST"])
def believe_myself(request: HttpRequest) -> HttpResponse:
    """A word a week at most, and never asked for. A line through the words only from five on."""
    opened(request)
    entries, now = entries_of(kept_entries(request)), clock.now()
    if request.method == "GET":
        recent = rated_within_a_week(entries, now)
        initial = {"id": uuid4(), "note": recent.note if recent else ""}
        context = {
            "form": again(request, "believed", BelievedForm, initial),
            "recent": recent,
            "finding": find_believed(entries, now),
        }
        return render(request, "selftrust/believed.html", context)
    form = BelievedForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "believed", request.POST)
        return see("believed")
    said = form.cleaned_data
    journey.rate_self(opened(request), new_stamp(said["id"]), said["believed"], said["note"])
    say(request, "kept")
    return see("believed")
