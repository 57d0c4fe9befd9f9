"""Who belongs with whom, and who lives where I live. What is taken back holds until the next day."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.domain.people import Link, SharedHome
from unhurried.journey import people as journey
from unhurried.journey.safety import take_back
from unhurried.journey.stamp import id_beside
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.people import NearForm, TieForm
from unhurried.pages.views.people.someone import find_someone
from unhurried.pages.visits import kept_entries, opened, render, say


@require_http_methods(["GET", "POST"])
def show_ties(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    _, someone = find_someone(request, entry_id)
    if request.method == "POST":
        return _tie(request, entry_id)
    kept = kept_entries(request)
    everyone = journey.people(kept)
    names = {one.id: one.code_name for one in everyone}
    ties = journey.ties(kept, entry_id, clock.now())
    standing = {tie.other for tie in ties if tie.ends is None}
    context = {
        "someone": someone,
        "links": [(tie.entry.id, _here(tie.ends), names[tie.other]) for tie in ties if tie.other in names],
        "homes": [(tie.entry.id, _here(tie.ends)) for tie in ties if tie.other is None],
        "others": [one for one in everyone if one.id != entry_id and one.id not in standing and not one.put_away],
        "asks_home": None not in standing,
        "new_id": uuid4(),
    }
    return render(request, "people/ties.html", context)


def _here(moment: datetime | None) -> datetime | None:
    """On the clock of this computer."""
    return moment.astimezone() if moment else None


def _tie(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The id of what is kept follows from the form's and from whom it names, so that one page can name several."""
    form = TieForm(request.POST)
    if not form.is_valid():
        return see("ties", entry_id)
    said = form.cleaned_data
    other = said["other"]
    if said["home"]:
        journey.share_home(opened(request), new_stamp(id_beside(said["id"], "home")), entry_id)
        say(request, "home_kept")
    elif other is not None and other != entry_id:
        find_someone(request, other)
        journey.link(opened(request), new_stamp(id_beside(said["id"], str(other))), entry_id, other)
        say(request, "link_kept")
    return see("ties", entry_id)


@require_http_methods(["GET", "POST"])
def untie(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take back a link or a shared home. Asks who is near first, and says the same words whatever the answer was."""
    tie = _find_tie(request, entry_id)
    whose = tie.one if isinstance(tie, Link) else tie.someone
    if request.method == "GET":
        names = {one.id: one.code_name for one in journey.people(kept_entries(request))}
        both = [names.get(one) for one in ((tie.one, tie.other) if isinstance(tie, Link) else (whose,))]
        context = {"tie": tie, "is_home": isinstance(tie, SharedHome), "names": both, "whose": whose, "new_id": uuid4()}
        return render(request, "people/untie.html", context)
    form = NearForm(request.POST)
    if not form.is_valid():
        return see("untie", entry_id)
    said = form.cleaned_data
    take_back(opened(request), new_stamp(said["id"]), entry_id, said["near"])
    say(request, "tie_answered")
    return see("ties", whose)


def _find_tie(request: HttpRequest, entry_id: UUID) -> Link | SharedHome:
    for kind in (Link, SharedHome):
        if any(row.entry.id == entry_id for row in kept_entries(request) if isinstance(row.entry, kind)):
            found = find(request, entry_id, kind).entry
            if isinstance(found, (Link, SharedHome)):
                return found
    raise Http404
