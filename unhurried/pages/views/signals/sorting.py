"""A quick note, the page of eleven groups, what it comes to, and the list of what was noticed."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.content.signals import DangerCue, GroupWords
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign
from unhurried.domain.signals import COUNTS_AS_YES, Alarm, AlarmAnswer, SignalGroup, calls_for_care
from unhurried.journey import signals as journey
from unhurried.journey.people import people
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.signals import CUE, DayForm, SheetForm, as_typed
from unhurried.pages.views.signals.alarms import alarm_in, looked_at
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed

MEANINGS = library().signals.meanings()

TAP = "tap"
"""Sent with a group when it is tapped, or taken back: the page comes again with its cues, and nothing is kept yet."""


@require_POST
def note_gut_feeling(request: HttpRequest) -> HttpResponse:
    """One tap on Today. `id` makes a second tap on the same page do nothing."""
    try:
        entry_id = UUID(request.POST.get("id", ""))
    except ValueError:
        return see("today")
    journey.note_gut_feeling(opened(request), new_stamp(entry_id))
    say(request, "gut_kept")
    return see("today")


@require_http_methods(["GET", "POST"])
def sort(request: HttpRequest) -> HttpResponse:
    """A new alarm."""
    opened(request)
    if request.method == "GET":
        return _show(request, "sort", {"id": uuid4(), "whom": ""})
    form = SheetForm(_people(request), request.POST)
    if TAP in request.POST or not form.is_valid():
        keep_typed(request, "sort", request.POST)
        return see("alarm")
    entry_id = form.cleaned_data["id"]
    journey.record_sheet(opened(request), new_stamp(entry_id), MEANINGS, form.sheet())
    return see("alarm_answer", entry_id)


def sort_about(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A new alarm about someone, from their page."""
    someone = find(request, entry_id, Someone).entry
    return _show(request, "sort", {"id": uuid4(), "whom": str(someone.id)})


@require_http_methods(["GET", "POST"])
def sort_again(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Sort a quick note, or change what was ticked."""
    seen = find(request, entry_id, Alarm)
    name = f"sort:{entry_id}"
    if request.method == "GET":
        return _show(request, name, as_typed(alarm_in(seen), seen.revision), seen)
    form = SheetForm(_people(request), request.POST)
    if TAP in request.POST or not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("alarm_change", entry_id)
    try:
        was_seen = Kept(seen.entry, form.cleaned_data["revision"] or 0)
        journey.change_sheet(opened(request), new_stamp(uuid4()), was_seen, MEANINGS, form.sheet())
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "typed_is_below")
        return see("alarm_change", entry_id)
    return see("alarm_answer", entry_id)


def show_answer(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    alarm = alarm_in(find(request, entry_id, Alarm))
    if alarm.answer is None:
        return see("alarm_change", entry_id)
    looked = looked_at(request, alarm)
    context = {
        "alarm": alarm,
        "looked": looked,
        "danger": looked.reading.answer is AlarmAnswer.SIGNS_OF_DANGER,
        "told": _told(alarm),
        "others_flagged": looked.reading.flagged and not looked.reading.signs,
        "day": DayForm(take_typed(request, f"day:{entry_id}")),
        "claim": library().claims["feelings-of-danger"],
        "followed": DangerSign.FOLLOWED in looked.reading.signs,
        "threat_to_self": DangerSign.THREAT_TO_SELF in looked.reading.signs,
    }
    return render(request, "signals/answer.html", context)


def show_alarms(request: HttpRequest) -> HttpResponse:
    """What was noticed, the newest first. No count, and nothing of danger on it but the word."""
    names = {one.id: one.code_name for one in people(kept_entries(request))}
    looked = [looked_at(request, alarm) for alarm in journey.alarms(kept_entries(request))]
    lines = [(one, names.get(one.alarm.whom) if one.alarm.whom else None) for one in looked]
    return render(request, "signals/alarms.html", {"lines": lines})


# --- the page of groups -------------------------------------------------------------------------------------


class _Group(NamedTuple):
    """A tapped group as the page shows it. cues: each with the name of its field and its value."""

    words: GroupWords
    cues: list[tuple[DangerCue, str, str]]


def _show(request: HttpRequest, name: str, begin: dict[str, object], seen: Kept | None = None) -> HttpResponse:
    typed = take_typed(request, name)
    people_here = _people(request)
    form = SheetForm(people_here, typed) if typed is not None else SheetForm(people_here, initial=begin)
    tapped = _tapped(form, typed.get(TAP) if typed is not None else None)
    whom = str(form["whom"].value() or "")
    named = next((one.id for one in people_here if str(one.id) == whom), None)
    context = {
        "form": form,
        "tapped": [_group(form, group) for group in tapped],
        "others": [library().signals.groups[group.value] for group in SignalGroup if group not in tapped],
        "people": people_here,
        "whom": whom,
        "alarm": seen.entry if seen else None,
        "revision": seen.revision if seen else None,
        "calls_for_care": _calls_for_care(request, named),
    }
    return render(request, "signals/sort.html", context)


def _tapped(form: SheetForm, tap: object) -> list[SignalGroup]:
    """The groups that are open, the one tapped last first. Tapping one that is open closes it."""
    before = [str(one) for one in form["groups"].value() or []]
    after = [str(tap), *before] if tap and tap not in before else [one for one in before if one != tap]
    answered = {cue.group.value for cue in library().signals.danger.values() if form[CUE + cue.id].value()}
    shown = [*after, *(group for group in sorted(answered) if group not in before)]
    known = {group.value: group for group in SignalGroup}
    return [known[one] for one in dict.fromkeys(shown) if one in known]


def _group(form: SheetForm, group: SignalGroup) -> _Group:
    words = library().signals
    cues = [(cue, CUE + cue.id, str(form[CUE + cue.id].value() or "")) for cue in words.cues_of(group)]
    return _Group(words.groups[group.value], cues)


def _calls_for_care(request: HttpRequest, whom: UUID | None) -> bool:
    return calls_for_care((row.entry for row in kept_entries(request)), whom, clock.now())


def _people(request: HttpRequest) -> list[Someone]:
    return [one for one in people(kept_entries(request)) if not one.put_away]


def _told(alarm: Alarm) -> list[str]:
    """What was ticked, in the words of the page: cues first, then groups none of whose cues was ticked."""
    words = library().signals
    ticked = [one.cue for one in alarm.cues if one.said in COUNTS_AS_YES]
    cues = [words.danger[cue] for cue in ticked if cue in words.danger]
    told = {cue.group for cue in cues}
    return [
        *(cue.says for cue in cues),
        *(words.groups[group.value].says for group in alarm.groups if group not in told),
    ]
