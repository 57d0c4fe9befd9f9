"""The harm check: whether it got worse since the person began here, and what was said to have made it worse."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.lookback import HarmCheck, SinceBegun
from unhurried.domain.steadying import OwnPractice
from unhurried.domain.steps import StepPlan
from unhurried.insight.lookback import MadeWorse, WorseBy, find_made_worse
from unhurried.journey.lookback import answer_harm_check
from unhurried.journey.today import entries_of
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.lookback import HarmCheckForm
from unhurried.pages.views.steps.ideas import title_of
from unhurried.pages.visits import kept_entries, opened, render

LATEST = 20
"""So many times of made it worse are listed."""


@require_http_methods(["GET", "POST"])
def check_harm(request: HttpRequest) -> HttpResponse:
    notebook = opened(request)
    if request.method == "GET":
        return render(request, "lookback/harm_check.html", _context(request))
    form = HarmCheckForm(request.POST)
    if not form.is_valid():
        return see("harm_check")
    said = form.cleaned_data
    answer_harm_check(notebook, new_stamp(said["id"]), said["since"])
    return see("harm_checked", said["id"])


def show_harm_checked(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What the answer does."""
    check = find(request, entry_id, HarmCheck).entry
    if not isinstance(check, HarmCheck):
        raise Http404
    context = {"worse": check.since is SinceBegun.WORSE, "better": check.since is SinceBegun.BETTER}
    return render(request, "lookback/harm_checked.html", context)


def _context(request: HttpRequest) -> dict[str, object]:
    entries = entries_of(kept_entries(request))
    times = find_made_worse(entries)
    return {
        "new_id": uuid4(),
        "times": [(one, _title(entries, one)) for one in times[:LATEST]],
        "claim": library().claims["apps-can-upset"],
    }


def _title(entries: list[Entry], one: MadeWorse) -> str:
    """What it was called, or nothing when it is gone."""
    if one.by is WorseBy.PRACTICE:
        own = {str(entry.id): entry.title for entry in entries if isinstance(entry, OwnPractice)}
        ours = library().practices.get(one.about)
        return ours.title if ours else own.get(one.about, "")
    plan = next((entry for entry in entries if isinstance(entry, StepPlan) and str(entry.id) == one.about), None)
    return title_of(entries, plan.step) if plan else ""
