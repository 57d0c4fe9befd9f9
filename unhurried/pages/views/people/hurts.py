"""Something that hurt, what was done to mend it, and the weeks after. Nothing here asks to be filled in."""

from functools import partial
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.people import Hurt, Since
from unhurried.journey import people as journey
from unhurried.pages.answers import see
from unhurried.pages.dating import moved, stamp_of, today
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.people import HurtForm, WeeksForm
from unhurried.pages.views.people.questions import ask_about_danger
from unhurried.pages.views.people.someone import find_someone
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


def show_hurts(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    _, someone = find_someone(request, entry_id)
    context = {"someone": someone, "hurts": journey.hurts_with(kept_entries(request), entry_id)}
    return render(request, "people/hurts.html", context)


@require_http_methods(["GET", "POST"])
def note_hurt(request: HttpRequest, entry_id: UUID | None = None) -> HttpResponse:
    """entry_id: who it was with, or None when nobody is named."""
    opened(request)
    someone = find_someone(request, entry_id)[1] if entry_id else None
    name, shape = f"hurt:{entry_id}", _shape()
    here = ("note_hurt_with", entry_id) if entry_id else ("note_hurt", None)
    if request.method == "GET":
        form = again(request, name, shape, {"id": uuid4(), "day": today()})
        return render(request, "people/note_hurt.html", {"someone": someone, "form": form})
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, name, request.POST)
        return see(*here)
    said = form.cleaned_data
    answers = {"owned": said["owned"], "repair": said["repair"], "warned": said["warned"]}
    journey.note_hurt(opened(request), stamp_of(form), said["what"], entry_id, **answers)
    return ask_about_danger(entry_id) if said["danger"] else see("hurt", said["id"])


def _shape() -> "partial[HurtForm]":
    return partial(HurtForm, today=today())


@require_http_methods(["GET", "POST"])
def show_hurt(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """What was written, and the weeks after. A look at the weeks can be written here, on any day."""
    hurt = _find_hurt(request, entry_id).entry
    name = f"weeks:{entry_id}"
    if request.method == "GET":
        kept = kept_entries(request)
        whom = next((one for one in journey.people(kept) if isinstance(hurt, Hurt) and one.id == hurt.someone), None)
        weeks = journey.weeks_after(kept, entry_id)
        context = {
            "hurt": hurt,
            "whom": whom,
            "weeks": weeks,
            "got_worse": any(one.since is Since.WORSE for one in weeks),
            "form": again(request, name, WeeksForm, {"id": uuid4()}),
        }
        return render(request, "people/hurt.html", context)
    form = WeeksForm(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("hurt", entry_id)
    said = form.cleaned_data
    journey.look_at_weeks_after(opened(request), new_stamp(said["id"]), entry_id, said["since"], said["note"])
    say(request, "kept")
    return see("hurt", entry_id)


@require_http_methods(["GET", "POST"])
def change_hurt(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = _find_hurt(request, entry_id)
    name, shape = f"change_hurt:{entry_id}", _shape()
    if request.method == "GET":
        form = again(request, name, shape, _as_typed(seen))
        context = {"hurt": seen.entry, "form": form, "revision": seen.revision, "stale": is_stale(form, seen)}
        return render(request, "people/change_hurt.html", context)
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_hurt", entry_id)
    said = form.cleaned_data
    changes = {field: said[field] for field in ("what", "owned", "repair", "warned")} | moved(form, seen)
    try:
        hurt = journey.change_hurt(opened(request), Kept(seen.entry, said["revision"]), **changes)
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "both_are_here")
        return see("change_hurt", entry_id)
    say(request, "kept")
    return ask_about_danger(hurt.someone) if said["danger"] else see("hurt", entry_id)


def _find_hurt(request: HttpRequest, entry_id: UUID) -> Kept:
    return find(request, entry_id, Hurt)


def _as_typed(seen: Kept) -> dict[str, object]:
    hurt = seen.entry
    if not isinstance(hurt, Hurt):
        raise Http404
    return {
        "revision": seen.revision,
        "what": hurt.what,
        "day": hurt.local.date(),
        "owned": hurt.owned.value if hurt.owned else "",
        "repair": hurt.repair,
        "warned": hurt.warned.value if hurt.warned else "",
    }
