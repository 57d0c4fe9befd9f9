"""What was written: the list, newest first, with a way to change or erase each."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.door import LeftNote
from unhurried.domain.learning import ParkedQuestion, TalkReview, TwoSides
from unhurried.domain.limits import Limit, Received
from unhurried.domain.lookback import HarmCheck, OwnReading
from unhurried.domain.needs import NamedNeed, OwnNeed
from unhurried.domain.people import Easier, Hurt, Someone, WeeksAfter
from unhurried.domain.selftrust import (
    Like,
    MyValue,
    NothingToday,
    Promise,
    PromiseOutcome,
    SelfRating,
    SignalHonoured,
    SmallReturn,
    StoppedDoing,
)
from unhurried.domain.signals import Alarm
from unhurried.domain.steadying import Checkin, OwnPractice, PracticeTime
from unhurried.domain.steps import OwnStep, StepOutcome, StepPlan
from unhurried.domain.support import Helper, HelpSession, OutsideMeasure, QuestionsToAsk
from unhurried.journey.lookback import erase_one
from unhurried.pages.answers import see
from unhurried.pages.visits import kept_entries, opened, render, say, visit_of

SHOWN = (
    *(Checkin, PracticeTime, OwnPractice, LeftNote, Hurt, WeeksAfter, Easier, OwnNeed, NamedNeed),
    *(StepPlan, StepOutcome, OwnStep, Alarm, OwnReading, HarmCheck),
    *(Helper, HelpSession, OutsideMeasure, QuestionsToAsk),
    *(TwoSides, TalkReview, ParkedQuestion),
    *(Limit, Received),
    *(Promise, PromiseOutcome, NothingToday, SignalHonoured, MyValue, Like, StoppedDoing, SmallReturn, SelfRating),
)
"""What can be seen and erased one by one. Flags are not among them: they are taken back, in room safety."""

PER_PAGE = 16
"""About a week of notes, and less than 20 kB on the wire."""


@require_http_methods(["GET", "POST"])
def show_past(request: HttpRequest) -> HttpResponse:
    """The latest first. Older ones come by a form, so that no page number stands in an address."""
    opened(request)
    if request.method == "POST":
        passed_over = request.POST.get("passed_over", "")
        visit_of(request).put("passed_over", passed_over.encode() if passed_over.isdecimal() else b"0")
        return see("past")
    entries: list[Entry] = [row.entry for row in reversed(kept_entries(request)) if isinstance(row.entry, SHOWN)]
    first = min(int((visit_of(request).take("passed_over") or b"0")[:6]), len(entries))
    titles = _titles(request)
    days = [
        (day, [_line(entry, titles) for entry in group])
        for day, group in groupby(entries[first : first + PER_PAGE], key=lambda one: one.local.date())
    ]
    older = first + PER_PAGE if first + PER_PAGE < len(entries) else 0
    newer = max(0, first - PER_PAGE) if first else None
    return render(request, "lookback/past.html", {"days": days, "older": older, "newer": newer})


def _titles(request: HttpRequest) -> dict[str, str]:
    """What practices, needs, people and hurts are called, by their id in an entry."""
    entries = [row.entry for row in kept_entries(request)]
    own = {str(entry.id): entry.title for entry in entries if isinstance(entry, (OwnPractice, OwnNeed))}
    names = {str(entry.id): entry.code_name for entry in entries if isinstance(entry, (Someone, Helper))}
    hurts = {str(entry.id): entry.what for entry in entries if isinstance(entry, Hurt)}
    practices = {one.id: one.title for one in library().practices.values()}
    needs = {one.id: one.title for one in library().needs.values()}
    limits = {str(entry.id): entry.limit for entry in entries if isinstance(entry, Limit)}
    steps, selftrust = _step_titles(entries), _selftrust_titles(entries)
    return {**practices, **needs, **own, **names, **hurts, **limits, **steps, **selftrust}


def _selftrust_titles(entries: list[Entry]) -> dict[str, str]:
    """What promises say, and our words for signals, values and small returns, by id."""
    ours = library().selftrust
    signals = {one.id: one.says for one in ours.signals.values()}
    values = {one.id: one.word for one in ours.values.values()}
    returns = {one.id: one.says for one in ours.returns.values()}
    promises = {str(entry.id): entry.then_words for entry in entries if isinstance(entry, Promise)}
    return {**signals, **values, **returns, **promises}


def _step_titles(entries: list[Entry]) -> dict[str, str]:
    """What steps are called, and plans like their step, by id."""
    own = {str(entry.id): entry.title for entry in entries if isinstance(entry, OwnStep)}
    steps = {one.id: one.title for one in library().steps.values()} | own
    plans = {str(entry.id): steps.get(entry.step, "") for entry in entries if isinstance(entry, StepPlan)}
    return {**steps, **plans}


def lines_of(request: HttpRequest, entries: Sequence[Entry]) -> list[dict[str, object]]:
    """Entries as this page shows them, for other pages that list some."""
    titles = _titles(request) if entries else {}
    return [_line(entry, titles) for entry in entries]


def _line(entry: Entry, titles: dict[str, str]) -> dict[str, object]:
    kind = type(entry).__name__
    title = titles.get(_about(entry), "")
    return {"entry": entry, "kind": kind, "title": title, "at": entry.local}


def _about(entry: Entry) -> str:
    """The id of what an entry is about."""
    return str(getattr(entry, _ABOUT.get(type(entry), ""), None) or "")


_ABOUT: dict[type[Entry], str] = {
    PracticeTime: "practice",
    NamedNeed: "need",
    Hurt: "someone",
    Easier: "someone",
    WeeksAfter: "hurt",
    StepPlan: "step",
    StepOutcome: "plan",
    Alarm: "whom",
    HelpSession: "helper",
    TwoSides: "whom",
    TalkReview: "whom",
    ParkedQuestion: "whom",
    Limit: "whom",
    Received: "limit",
    PromiseOutcome: "promise",
    SignalHonoured: "signal",
    MyValue: "value",
    SmallReturn: "idea",
}
"""The field that names it."""


@require_http_methods(["GET", "POST"])
def erase_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One more tap before words are gone for good."""
    known = next((row.entry for row in kept_entries(request) if row.entry.id == entry_id), None)
    if not isinstance(known, SHOWN):
        if request.method == "POST":
            return see("past")
        raise Http404
    if request.method == "GET":
        return render(request, "lookback/erase_entry.html", {"line": _line(known, _titles(request))})
    erase_one(opened(request), entry_id)
    say(request, "erased")
    return see("past")
