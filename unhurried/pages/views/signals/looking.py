"""Looking closer, what may come from the past, putting aside, a second look, and pairs of the same act."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.signals import FROM_THE_PAST, Alarm
from unhurried.journey import signals as journey
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.signals import CauseForm, CloserForm, DayForm, EchoForm
from unhurried.pages.views.signals.alarms import alarm_in, looked_at
from unhurried.pages.visits import keep_typed, opened, render, say, take_typed

MEANINGS = library().signals.meanings()

SECOND_LOOK_IN = {"days": timedelta(days=3), "week": timedelta(days=7), "month": timedelta(days=30)}


# --- looking closer -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def look_closer(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Six questions and two dials. All may stay open, and what is there can be gone on with on any day."""
    seen = find(request, entry_id, Alarm)
    name = f"closer:{entry_id}"
    if request.method == "GET":
        return _show_closer(request, seen, CloserForm(take_typed(request, name), initial=_closer_typed(seen)))
    form = CloserForm(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("alarm_closer", entry_id)
    try:
        was_seen = Kept(seen.entry, form.cleaned_data["revision"])
        journey.look_closer(opened(request), was_seen, form.answers(), form.dials())
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "typed_is_below")
        return see("alarm_closer", entry_id)
    say(request, "kept")
    return see("alarm_answer", entry_id)


def _show_closer(request: HttpRequest, seen: Kept, form: CloserForm) -> HttpResponse:
    questions = [(words, form[words.id]) for words in library().signals.closer_in_order()]
    claim = library().claims["trust-in-everyday-life"]
    context = {"alarm": seen.entry, "revision": seen.revision, "form": form, "questions": questions, "claim": claim}
    return render(request, "signals/closer.html", context)


def _closer_typed(seen: Kept) -> dict[str, object]:
    alarm = alarm_in(seen)
    words: dict[str, object] = {one.question.value: one.words for one in alarm.closer}
    dials = {"loud_body": alarm.body, "loud_behaviour": alarm.behaviour}
    return words | {name: loud.value for name, loud in dials.items() if loud}


# --- the past -----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def speak_of_past(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Only where nothing dangerous was ticked and no flag reaches. Otherwise this page is not there."""
    seen = find(request, entry_id, Alarm)
    if not looked_at(request, alarm_in(seen)).reading.echo_may_show:
        return see("alarm_answer", entry_id)
    name = f"past:{entry_id}"
    if request.method == "GET":
        return _show_past(request, seen, EchoForm(take_typed(request, name), initial=_past_typed(seen)))
    form = EchoForm(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("alarm_past", entry_id)
    try:
        was_seen = Kept(seen.entry, form.cleaned_data["revision"])
        journey.speak_of_past(opened(request), was_seen, clock.now(), MEANINGS, form.said())
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "typed_is_below")
        return see("alarm_past", entry_id)
    except journey.EchoHeld:  # a flag was raised in between
        return see("alarm_answer", entry_id)
    say(request, "kept")
    return see("alarm_answer", entry_id)


def _show_past(request: HttpRequest, seen: Kept, form: EchoForm) -> HttpResponse:
    chosen = [str(one) for one in form["echo_cues"].value() or []]
    families: dict[str, list[tuple[str, str, bool]]] = {}
    for cue in library().signals.echo.values():
        families.setdefault(cue.family, []).append((cue.id, cue.says, cue.id in chosen))
    context = {
        "alarm": seen.entry,
        "revision": seen.revision,
        "form": form,
        "families": families,
        "claim": library().claims["feelings-of-danger"],
    }
    return render(request, "signals/past.html", context)


def _past_typed(seen: Kept) -> dict[str, object]:
    alarm = alarm_in(seen)
    return {"echo_cues": list(alarm.echo_cues), "words": alarm.echo.words if alarm.echo else ""}


# --- later --------------------------------------------------------------------------------------------------


@require_POST
def decide_later(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The small buttons below an answer: a day for the second look, never, put aside, take the echo back."""
    seen = find(request, entry_id, Alarm)
    act = request.POST.get("act", "")
    try:
        told = _decide(request, seen, act)
    except StaleRevision:  # another window was quicker; the page shows what is kept now
        return see("alarm_answer", entry_id)
    if told:
        say(request, told)
    return see("today" if act == "not_now" else "alarm_answer", entry_id if act != "not_now" else None)


def _decide(request: HttpRequest, seen: Kept, act: str) -> str:
    """Does it, and names the sentence that tells of it."""
    notebook = opened(request)
    if act in SECOND_LOOK_IN:
        journey.pick_second_look(notebook, seen, _today() + SECOND_LOOK_IN[act])
        return "second_look_kept"
    if act == "day":
        return _pick_day(request, seen)
    if act in ("never", "not_now"):
        journey.pick_second_look(notebook, seen, None)
        return "second_look_never"
    if act == "park":
        journey.park(notebook, seen)
        return "parked"
    if act == "withdraw":
        journey.withdraw_echo(notebook, seen)
        return "taken_back"
    return ""


def _pick_day(request: HttpRequest, seen: Kept) -> str:
    form = DayForm(request.POST)
    if not form.is_valid():
        keep_typed(request, f"day:{seen.entry.id}", request.POST)
        return ""
    journey.pick_second_look(opened(request), seen, form.cleaned_data["day"])
    return "second_look_kept"


def _today() -> date:
    return clock.now().astimezone().date()


@require_http_methods(["GET", "POST"])
def look_again(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Some time later: what it was. Nothing about someone flagged counts as no cause, so that answer is not there."""
    seen = find(request, entry_id, Alarm)
    if request.method == "GET":
        return _show_second_look(request, seen)
    form = CauseForm(request.POST)
    if form.is_valid():
        try:
            when = new_stamp(form.cleaned_data["id"])
            journey.take_second_look(opened(request), when, seen, MEANINGS, form.cleaned_data["cause"])
        except (journey.EchoHeld, StaleRevision):
            return see("second_look", entry_id)
        return see("looked_again", entry_id)
    return see("second_look", entry_id)


def _show_second_look(request: HttpRequest, seen: Kept) -> HttpResponse:
    looked = looked_at(request, alarm_in(seen))
    context = {"looked": looked, "alarm": looked.alarm, "new_id": uuid4(), "past": looked.reading.echo_may_show}
    return render(request, "signals/second_look.html", context)


def show_looked_again(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What the second look came to, and what can be done with it."""
    looked = looked_at(request, alarm_in(find(request, entry_id, Alarm)))
    if looked.look is None:
        return see("second_look", entry_id)
    past_is_held = looked.look.cause in FROM_THE_PAST and not looked.reading.echo_may_show
    context = {"looked": looked, "alarm": looked.alarm, "cause": looked.look.cause.value, "past_is_held": past_is_held}
    return render(request, "signals/looked_again.html", context)


def show_pairs(request: HttpRequest) -> HttpResponse:
    opened(request)
    return render(request, "signals/pairs.html", {"pairs": list(library().signals.pairs.values())})
