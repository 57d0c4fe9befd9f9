"""Helpers someone looks at: adding, changing, what was asked, warning signs, and up to five side by side.

No helper is ranked, counted or called anything. A sign of danger leads to help, and to a flag where there is someone to
put it on.
"""

from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from unhurried.content.library import library
from unhurried.content.support import HelperQuestion, HelperSign
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Hold
from unhurried.domain.support import Helper, HelpSession, HowAnswered
from unhurried.journey import support as journey
from unhurried.journey.people import people
from unhurried.journey.safety import ask_gate
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.support import AskedForm, HelperForm, NoticedForm
from unhurried.pages.held import held_words
from unhurried.pages.views.support.finding import asked_for, list_of, signs_by_weight
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say


class Shown(NamedTuple):
    """A helper as the pages show one. answers: the questions by what became of them, in order. last: the last session.

    danger: a sign of danger was noticed. whom: the person they are, if they are in room people.
    """

    helper: Helper
    answers: list[tuple[str, list[HelperQuestion]]]
    signs: list[HelperSign]
    danger: bool
    whom: Someone | None
    last: HelpSession | None


def find_helper(request: HttpRequest, entry_id: UUID) -> tuple[Kept, Helper]:
    seen = find(request, entry_id, Helper)
    if not isinstance(seen.entry, Helper):
        raise Http404
    return seen, seen.entry


def shown(request: HttpRequest, helper: Helper) -> Shown:
    kept, words = kept_entries(request), library().support
    said = {one.question: one.said for one in helper.answers}
    answers = [(how, [one for one in words.questions.values() if said.get(one.id) is how]) for how in HowAnswered]
    return Shown(
        helper=helper,
        answers=[(how.value, ones) for how, ones in answers if ones],
        signs=[one for one in words.signs.values() if one.id in helper.signs],
        danger=bool(journey.dangers(helper, words)),
        whom=next((one for one in people(kept) if one.id == helper.someone), None),
        last=next(iter(journey.sessions_with(kept, helper.id)), None),
    )


def show_helpers(request: HttpRequest) -> HttpResponse:
    found = [shown(request, one) for one in journey.helpers(kept_entries(request))]
    return render(
        request, "support/helpers.html", {"helpers": found, "beside": sum(one.helper.beside for one in found)}
    )


def compare_helpers(request: HttpRequest) -> HttpResponse:
    """In the order of their names: no other order is kept, and none is shown."""
    found = [shown(request, one) for one in journey.helpers(kept_entries(request)) if one.beside]
    return render(request, "support/compare.html", {"helpers": found})


def show_helper(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    _, helper = find_helper(request, entry_id)
    kept, found = kept_entries(request), shown(request, helper)
    context = {
        "shown": found,
        "helper": helper,
        "held": held_words(_reaching(request, found), kept),
        "sessions": journey.sessions_with(kept, entry_id),
    }
    return render(request, "support/helper.html", context)


def _reaching(request: HttpRequest, found: Shown) -> tuple[Hold, ...]:
    """What the gate holds about the person the helper is. A flag may have been lifted since it was put up here."""
    if found.whom is None:
        return ()
    return ask_gate(kept_entries(request), clock.now()).about.get(found.whom.id, ())


@require_http_methods(["GET", "POST"])
def add_helper(request: HttpRequest) -> HttpResponse:
    shape = partial(HelperForm, whom=_whom(request))
    if request.method == "GET":
        form = again(request, "add_helper", shape, {"id": uuid4()})
        return render(request, "support/add_helper.html", {"form": form, "people": _listed(request)})
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, "add_helper", request.POST)
        return see("add_helper")
    helper = Helper(**new_stamp(form.cleaned_data["id"]), **form.said())  # type: ignore[arg-type]
    journey.add_helper(opened(request), helper)
    return see("helper", helper.id)


@require_http_methods(["GET", "POST"])
def change_helper(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen, helper = find_helper(request, entry_id)
    shape, name = partial(HelperForm, whom=_whom(request)), f"helper:{entry_id}"
    if request.method == "GET":
        form = again(request, name, shape, {**_as_typed(helper), "id": uuid4()})
        context = {
            "helper": helper,
            "form": form,
            "revision": seen.revision,
            "stale": is_stale(form, seen),
            "people": _listed(request, helper.someone),
        }
        return render(request, "support/change_helper.html", context)
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None or form.cleaned_data["id"] is None:
        keep_typed(request, name, request.POST)
        return see("change_helper", entry_id)
    return _change(request, seen, form, "change_helper", form.said())


def _as_typed(helper: Helper) -> dict[str, object]:
    return {
        "called": helper.code_name,
        "works_as": helper.works_as.value if helper.works_as else "",
        "someone": str(helper.someone) if helper.someone else "",
        **{field: getattr(helper, field) for field in ("cost", "wait", "note")},
    }


def _change(
    request: HttpRequest, seen: Kept, form: HelperForm | AskedForm | NoticedForm, page: str, changes: dict[str, object]
) -> HttpResponse:
    """The next page: the helper, or what to do about a sign of danger that is new."""
    said, entry_id = form.cleaned_data, seen.entry.id
    before, words = seen.entry, library().support
    try:
        changed = journey.change_helper(
            opened(request), new_stamp(said["id"]), Kept(before, said["revision"]), words, changes
        )
    except StaleRevision:
        keep_typed(request, _typed_as(page, entry_id), request.POST)
        say(request, "both_are_here")
        return see(page, entry_id)
    is_new = isinstance(before, Helper) and set(journey.dangers(changed, words)) - set(journey.dangers(before, words))
    if is_new:
        return see("helper_danger", entry_id)
    say(request, "kept")
    return see("helper", entry_id)


def _typed_as(page: str, entry_id: UUID) -> str:
    return {"change_helper": "helper", "helper_asked": "asked", "helper_noticed": "noticed"}[page] + f":{entry_id}"


@require_http_methods(["GET", "POST"])
def what_i_asked(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The questions on the person's list, and those answered before."""
    seen, helper = find_helper(request, entry_id)
    listed = _on_the_page(request, helper)
    shape, name = partial(AskedForm, of=[one.id for one in listed]), f"asked:{entry_id}"
    if request.method == "GET":
        known = {f"said-{one.question}": one.said.value for one in helper.answers}
        form = again(request, name, shape, {**known, "id": uuid4()})
        context = {
            "helper": helper,
            "form": form,
            "revision": seen.revision,
            "stale": is_stale(form, seen),
            "rows": [(one, form[f"said-{one.id}"]) for one in listed],
            "own": list_of(journey.questions_to_ask(kept_entries(request))).words,
        }
        return render(request, "support/asked.html", context)
    form = shape(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("helper_asked", entry_id)
    return _change(request, seen, form, "helper_asked", {"answers": form.answers()})


def _on_the_page(request: HttpRequest, helper: Helper) -> list[HelperQuestion]:
    ticked = {one.id for one in asked_for(journey.questions_to_ask(kept_entries(request)))}
    ticked |= {one.question for one in helper.answers}
    return [one for one in library().support.questions.values() if one.id in ticked]


@require_http_methods(["GET", "POST"])
def what_i_noticed(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen, helper = find_helper(request, entry_id)
    name = f"noticed:{entry_id}"
    if request.method == "GET":
        form = again(request, name, NoticedForm, {"id": uuid4(), "signs": list(helper.signs)})
        dangers, others = signs_by_weight()
        context = {
            "helper": helper,
            "form": form,
            "revision": seen.revision,
            "stale": is_stale(form, seen),
            "dangers": dangers,
            "others": others,
            "whom": shown(request, helper).whom,
        }
        return render(request, "support/noticed.html", context)
    form = NoticedForm(request.POST)
    if not form.is_valid():
        keep_typed(request, name, request.POST)
        return see("helper_noticed", entry_id)
    return _change(request, seen, form, "helper_noticed", {"signs": tuple(form.cleaned_data["signs"])})


def helper_danger(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """After a sign of danger: people to talk to first, then what was put up, or could be."""
    _, helper = find_helper(request, entry_id)
    found = shown(request, helper)
    if not found.danger:
        return see("helper", entry_id)
    context = {
        "shown": found,
        "helper": helper,
        "flagged": bool(_reaching(request, found)),
        "sexual": any(one.flag is DangerSign.FORCED for one in found.signs),
        "claim": library().claims["never-sexual"],
    }
    return render(request, "support/danger.html", context)


@require_POST
def set_beside(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen, _ = find_helper(request, entry_id)
    try:
        journey.set_beside(opened(request), seen, beside=request.POST.get("beside") == "yes")
    except journey.FiveAreEnough:
        say(request, "five_are_enough")
        return see("helper", entry_id)
    except StaleRevision:
        say(request, "both_are_here")
    return see("helper", entry_id)


def _listed(request: HttpRequest, known: UUID | None = None) -> list[Someone]:
    """Whom the helper may be: nobody who was put away, but for the one they are said to be already."""
    return [one for one in people(kept_entries(request)) if not one.put_away or one.id == known]


def _whom(request: HttpRequest) -> list[UUID]:
    return [one.id for one in people(kept_entries(request))]
