"""What is put together on a calmer day: the crisis plan, the person's own numbers, contact that cannot be avoided."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.domain.crisis import OwnLine, UnavoidableContact
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.people import Someone
from unhurried.journey import crisis
from unhurried.journey.people import people
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.safety import ContactForm, OwnLineForm, PlanForm
from unhurried.pages.templatetags.notes import Option, as_text
from unhurried.pages.views.safety.people import people_to_reach
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, take_typed, visit_of

# --- the crisis plan ----------------------------------------------------------------------------------------


def show_plan(request: HttpRequest) -> HttpResponse:
    """The plan as it is read in a bad hour: the person's words, then people. It is made to be printed."""
    kept = crisis.crisis_plan(kept_entries(request))
    plan = kept.entry if kept else None
    return render(request, "safety/plan.html", {**people_to_reach(request), "plan": plan})


@require_http_methods(["GET", "POST"])
def write_plan(request: HttpRequest) -> HttpResponse:
    known = crisis.crisis_plan(kept_entries(request))
    if request.method == "GET":
        typed = take_typed(request, "crisis_plan")
        form = PlanForm(typed) if typed is not None else PlanForm(initial=_plan_as_typed(known))
        kept_now = [words for words in _plan_as_typed(known).values() if words] if typed is not None else []
        context = {"form": form, "revision": known.revision if known else 0, "kept_now": kept_now}
        return render(request, "safety/write_plan.html", context)
    form = PlanForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "crisis_plan", request.POST)
        return see("write_plan")
    parts = {part: form.cleaned_data[part] for part in crisis.PARTS}
    seen = form.cleaned_data["revision"]
    try:
        first = new_stamp(visit_of(request).id_of("crisis plan"))
        crisis.write_crisis_plan(opened(request), first, seen, parts)
    except StaleRevision:
        keep_typed(request, "crisis_plan", request.POST)
        say(request, "typed_is_below")
        return see("write_plan")
    say(request, "kept")
    return see("crisis_plan")


def _plan_as_typed(known: Kept | None) -> dict[str, object]:
    return {part: getattr(known.entry, part) for part in crisis.PARTS} if known else {}


# --- the person's own numbers -------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def own_lines(request: HttpRequest) -> HttpResponse:
    """Numbers the person trusts, and room for one more. They show on Help while the notebook is open."""
    opened(request)
    if request.method == "GET":
        typed = take_typed(request, "own_line")
        form = OwnLineForm(typed) if typed is not None else OwnLineForm(initial={"id": uuid4()})
        return render(
            request, "safety/own_lines.html", {"form": form, "lines": crisis.own_lines(kept_entries(request))}
        )
    form = OwnLineForm(request.POST)
    if not form.is_valid():
        keep_typed(request, "own_line", request.POST)
        return see("own_lines")
    crisis.add_own_line(opened(request), new_stamp(form.cleaned_data["id"] or uuid4()), form.words())
    say(request, "kept")
    return see("own_lines")


@require_http_methods(["GET", "POST"])
def own_line(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = find(request, entry_id, OwnLine)
    if request.method == "GET":
        typed = take_typed(request, f"own_line:{entry_id}")
        form = OwnLineForm(typed) if typed is not None else OwnLineForm(initial=_as_typed(seen, OwnLineForm))
        return render(request, "safety/own_line.html", {"form": form, "entry": seen.entry, "revision": seen.revision})
    form = OwnLineForm(request.POST)
    return _change(request, seen, form, ("own_line", "own_lines"), form.changes if form.is_valid() else None)


# --- contact that cannot be avoided -------------------------------------------------------------------------


def contacts(request: HttpRequest) -> HttpResponse:
    kept = kept_entries(request)
    names = {someone.id: someone.code_name for someone in people(kept)}
    listed = [(one, names.get(one.someone, "") if one.someone else "") for one in crisis.contacts(kept)]
    return render(request, "safety/contacts.html", {"contacts": listed})


@require_http_methods(["GET", "POST"])
def new_contact(request: HttpRequest) -> HttpResponse:
    names = people(kept_entries(request))
    if request.method == "GET":
        typed = take_typed(request, "contact")
        form = ContactForm(names, typed) if typed is not None else ContactForm(names, initial={"id": uuid4()})
        return render(request, "safety/contact.html", {"form": form, "names": _options(names)})
    form = ContactForm(names, request.POST)
    if not form.is_valid():
        keep_typed(request, "contact", request.POST)
        return see("new_contact")
    said = form.cleaned_data
    crisis.add_contact(opened(request), new_stamp(said["id"] or uuid4()), said["why"], said["someone"], form.words())
    say(request, "kept")
    return see("contacts")


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen = find(request, entry_id, UnavoidableContact)
    names = people(kept_entries(request))
    if request.method == "GET":
        typed = take_typed(request, f"contact:{entry_id}")
        form = (
            ContactForm(names, typed) if typed is not None else ContactForm(names, initial=_as_typed(seen, ContactForm))
        )
        context = {"form": form, "names": _options(names), "entry": seen.entry, "revision": seen.revision}
        return render(request, "safety/contact.html", context)
    form = ContactForm(names, request.POST)
    return _change(request, seen, form, ("contact", "contacts"), form.changes if form.is_valid() else None)


def _options(names: list[Someone]) -> list[Option]:
    return [Option(str(one.id), one.code_name) for one in names if not one.put_away]


def _change(
    request: HttpRequest,
    seen: Kept,
    form: forms.Form,
    pages: tuple[str, str],
    changes: Callable[[], dict[str, object]] | None,
) -> HttpResponse:
    """Keep the change, or erase it. pages: where it is written, and where it is listed."""
    one, listed = pages
    if request.POST.get("what") == "erase":
        crisis.erase_entry(opened(request), seen.entry.id)
        say(request, "erased")
        return see(listed)
    if changes is None:
        keep_typed(request, f"{one}:{seen.entry.id}", request.POST)
        return see(one, seen.entry.id)
    try:
        crisis.change_entry(
            opened(request), Kept(seen.entry, form.cleaned_data["revision"] or seen.revision), changes()
        )
    except StaleRevision:
        keep_typed(request, f"{one}:{seen.entry.id}", request.POST)
        say(request, "typed_is_below")
        return see(one, seen.entry.id)
    say(request, "kept")
    return see(listed)


def _as_typed(seen: Kept, form: type[forms.Form]) -> dict[str, object]:
    """The fields of an entry as its form shows them."""
    fields = [field for field in seen.entry.__struct_fields__ if field in form.base_fields]
    return {field: as_text(getattr(seen.entry, field)) for field in fields}
