"""The danger questions, the stop signs, and what they hold. A skip is never a no, and nothing here is added up."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.danger import Part
from unhurried.content.library import library
from unhurried.domain.people import Someone
from unhurried.domain.safety import GRAVE, LIFE_FIRST, Asked, DangerSign, Flag, KeptAnswer, Near, Stopped, StopSign
from unhurried.journey import safety as journey
from unhurried.journey.safety import Raised, Said
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.safety import DangerForm, LookAgainForm, StopForm
from unhurried.pages.views.safety.people import people_to_reach
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed, visit_of

# --- the danger questions -----------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def danger_now(request: HttpRequest) -> HttpResponse:
    """About anyone, now. From the lock page too: then nothing at all is kept."""
    if request.method == "GET":
        return _ask(request, None)
    form = DangerForm(request.POST)
    if not form.is_valid():
        return see("danger_now")
    return _answer(request, form, None) if visit_of(request).opened else _lead_on(form)


def _lead_on(form: DangerForm) -> HttpResponse:
    """While locked, and when the lock came before the answers: they lead on all the same, and are not kept."""
    said = form.answers().values()
    if any(one in (Said.YES, Said.MAYBE) for one in said):
        return see("danger_yes")
    return see("danger_all_no" if all(one is Said.NO for one in said) else "danger_open")


@require_http_methods(["GET", "POST"])
def danger_questions(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """About someone or a group: before the first step with them, and whenever the person wants."""
    form = DangerForm(request.POST)
    if request.method == "POST" and form.is_valid() and not visit_of(request).opened:
        return _lead_on(form)
    someone = _someone(request, entry_id)
    if request.method == "GET":
        return _ask(request, someone)
    return _answer(request, form, entry_id) if form.is_valid() else see("danger_questions", entry_id)


def _someone(request: HttpRequest, entry_id: UUID) -> Someone:
    someone = find(request, entry_id, Someone).entry
    if not isinstance(someone, Someone):
        raise Http404
    return someone


def _ask(request: HttpRequest, someone: Someone | None) -> HttpResponse:
    form = DangerForm(initial={"id": uuid4()})
    parts = [
        (part.value, form[f"none_{part.value}"], [(one, form[one.id.value]) for one in library().danger.in_part(part)])
        for part in Part
    ]
    return render(request, "safety/danger_questions.html", {"form": form, "parts": parts, "someone": someone})


def _answer(request: HttpRequest, form: DangerForm, whom: UUID | None) -> HttpResponse:
    page, answers = form.cleaned_data["id"], form.answers()
    keep = frozenset(answers) if form.cleaned_data["keep"] else frozenset()
    answered = journey.answer_danger_questions(opened(request), new_stamp(page), whom, answers, keep)
    return see("danger_answered", answered.asked)


def danger_answered(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What follows from the answers, and what was kept of them."""
    asked = find(request, entry_id, Asked).entry
    if not isinstance(asked, Asked):
        raise Http404
    kept = kept_entries(request)
    signs, names = journey.raised_with(kept, asked), _code_names(request)
    context = {
        "outcome": "yes" if signs else "all_no" if asked.all_no else "open",
        "signs": [library().danger.questions[sign] for sign in signs if sign in library().danger.questions],
        "followed": DangerSign.FOLLOWED in signs,
        "threat_to_self": DangerSign.THREAT_TO_SELF in signs,
        "kept_answers": any(isinstance(row.entry, KeptAnswer) and row.entry.written == asked.written for row in kept),
        "whom": names.get(asked.whom, "") if asked.whom else "",
        "asked_about": asked.whom if asked.whom in names else None,
        "keeps": True,
    }
    return render(request, "safety/danger_answered.html", {**people_to_reach(request), **context})


def danger_yes(request: HttpRequest) -> HttpResponse:
    return _not_kept(request, "yes")


def danger_all_no(request: HttpRequest) -> HttpResponse:
    return _not_kept(request, "all_no")


def danger_open(request: HttpRequest) -> HttpResponse:
    return _not_kept(request, "open")


def _not_kept(request: HttpRequest, outcome: str) -> HttpResponse:
    """After answers from the lock page. The page knows the outcome by its address, and nothing else."""
    return render(request, "safety/danger_answered.html", {**people_to_reach(request), "outcome": outcome})


# --- stop signs ---------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def stop_signs(request: HttpRequest) -> HttpResponse:
    """How it is for the person. Being followed is asked first, and is taken as being followed."""
    if request.method == "GET":
        opened(request)
        form = StopForm(initial={"id": uuid4()})
        stops = [(one, form[one.id.value]) for one in library().danger.stops.values()]
        followed = (library().danger.questions[DangerSign.FOLLOWED], form["followed"])
        return render(request, "safety/stop_signs.html", {"form": form, "followed": followed, "stops": stops})
    form = StopForm(request.POST)
    if not form.is_valid():
        return see("stop_signs")
    signs = form.signs()
    if visit_of(request).opened:
        _keep_stop_signs(request, form)
    elif not (form.is_followed() or LIFE_FIRST & set(signs)):
        return see("home")
    return _after_stop_signs(
        request, is_followed=form.is_followed(), life_first=bool(LIFE_FIRST & set(signs)), any_sign=bool(signs)
    )


def _keep_stop_signs(request: HttpRequest, form: StopForm) -> None:
    notebook, when = opened(request), new_stamp(form.cleaned_data["id"])
    if form.is_followed():
        journey.raise_flag(notebook, when, DangerSign.FOLLOWED, None)
    journey.name_stop_signs(notebook, when, form.signs())


def _after_stop_signs(request: HttpRequest, *, is_followed: bool, life_first: bool, any_sign: bool) -> HttpResponse:
    """People first. Someone who is followed is never sent to a page about illness."""
    if is_followed and visit_of(request).opened:
        say(request, "followed_taken")
    if life_first:
        return see("very_bad_people")
    if is_followed:
        return see("danger_yes")
    say(request, "stops_named" if any_sign else "no_stop_named")
    return see("flags" if any_sign else "safety")


# --- what is held, and looking at it again ------------------------------------------------------------------


class FlagRow(NamedTuple):
    """A flag in the list. whom: a code name, or nothing for now. state: stands, waits or over.

    opens: when it no longer holds. no_since: when all was answered with no. Both on the clock of this computer.
    """

    raised: Raised
    named: str
    whom: str
    is_grave: bool
    state: str
    opens: datetime | None
    no_since: datetime | None


class StopRow(NamedTuple):
    """A stop sign that holds. opens: when it no longer does, once it was taken back."""

    stop: Stopped
    named: str
    then: str
    opens: datetime | None


def show_flags(request: HttpRequest) -> HttpResponse:
    """Flags and stop signs, the newest first. History stays."""
    kept, now = kept_entries(request), clock.now()
    names = _code_names(request)
    flags = [_flag_row(one, names, now) for one in journey.flags_shown(kept, now)]
    followed = any(row.raised.flag.sign is DangerSign.FOLLOWED and row.state != "over" for row in flags)
    stops = [_stop_row(*one, followed=followed) for one in reversed(journey.stops_shown(kept, now))]
    opening = opened(request).entries()
    context = {"flags": flags, "stops": stops, "unreadable": opening.unreadable, "missing": opening.missing}
    return render(request, "safety/flags.html", context)


def _flag_row(raised: Raised, names: dict[UUID, str], now: datetime) -> FlagRow:
    flag = raised.flag
    state = "stands" if raised.opens is None else "waits" if raised.opens > now else "over"
    whom = names.get(flag.whom, "") if flag.whom else ""
    here = [moment.astimezone() if moment else None for moment in (raised.opens, raised.said_no_since)]
    return FlagRow(raised, library().danger.named(flag.sign), whom, flag.sign in GRAVE, state, *here)


def _stop_row(stop: Stopped, opens: datetime | None, *, followed: bool) -> StopRow:
    """Someone who is followed is not sent to a doctor for what they hear or see."""
    words = library().danger.stops[stop.sign]
    then = "" if followed and stop.sign is StopSign.HEARING_OR_SEEING else words.then
    return StopRow(stop, words.named, then, opens.astimezone() if opens else None)


def _code_names(request: HttpRequest) -> dict[UUID, str]:
    return {row.entry.id: row.entry.code_name for row in kept_entries(request) if isinstance(row.entry, Someone)}


@require_http_methods(["GET", "POST"])
def look_again(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The question again, and whether anyone is near. Whatever the answers are, the next page says the same words."""
    held = _held(request, entry_id)
    if request.method == "GET":
        return _show_look_again(request, held)
    form = LookAgainForm(request.POST)
    if not form.is_valid():
        keep_typed(request, f"again:{entry_id}", request.POST)
        return see("look_again", entry_id)
    if form.cleaned_data["still"] is Said.NO:
        _take_back(request, held, form)
    else:
        _name_again(request, held, form.cleaned_data["id"])
        say(request, "looked_again")
    return see("flags")


def _held(request: HttpRequest, entry_id: UUID) -> Flag | Stopped:
    for row in kept_entries(request):
        if row.entry.id == entry_id and isinstance(row.entry, (Flag, Stopped)):
            return row.entry
    raise Http404


def _show_look_again(request: HttpRequest, held: Flag | Stopped) -> HttpResponse:
    typed = take_typed(request, f"again:{held.id}")
    form = LookAgainForm(typed) if typed is not None else LookAgainForm(initial={"id": uuid4()})
    danger = library().danger
    is_flag = isinstance(held, Flag)
    named = danger.named(held.sign) if isinstance(held, Flag) else danger.stops[held.sign].named
    question = danger.asked_again(held.sign) if isinstance(held, Flag) else danger.stops[held.sign].question
    context = {
        "held": held,
        "form": form,
        "named": named,
        "question": question,
        "is_grave": is_flag and held.sign in GRAVE,
        "whom": _code_names(request).get(held.whom, "") if isinstance(held, Flag) and held.whom else "",
    }
    return render(request, "safety/look_again.html", context)


def _take_back(request: HttpRequest, held: Flag | Stopped, form: LookAgainForm) -> None:
    """Nothing opens today, but for a sign that was for yesterday only."""
    said = form.cleaned_data
    opens = journey.take_back(opened(request), new_stamp(said["id"]), held.id, said["near"])
    is_over = opens is None and said["near"] is Near.NOBODY
    say(request, "over_now" if is_over else "looked_again")


def _name_again(request: HttpRequest, held: Flag | Stopped, entry_id: UUID) -> None:
    """Said to be so still: what was taken back holds again, whether the day is over or not."""
    if held.id not in journey.taken_back(kept_entries(request)):
        return
    if isinstance(held, Flag):
        journey.raise_flag(opened(request), new_stamp(entry_id), held.sign, held.whom)
    else:
        journey.name_stop_signs(opened(request), new_stamp(entry_id), [held.sign])
