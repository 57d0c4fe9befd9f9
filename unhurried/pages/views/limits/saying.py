"""One phrase, one's own words, and what can be done with them: rehearse, print, change. The gate is asked each time."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.content.limits import Phrase
from unhurried.domain.limits import For, Limit, LimitArea
from unhurried.domain.notebook import Kept, StaleRevision
from unhurried.domain.safety import Pays
from unhurried.insight.limits import received_of
from unhurried.journey import limits as journey
from unhurried.journey.limits import LimitHeld
from unhurried.journey.safety import ask_gate
from unhurried.pages import clock
from unhurried.pages.answers import see
from unhurried.pages.fetching import find, new_stamp
from unhurried.pages.forms.again import again, is_stale
from unhurried.pages.forms.limits import LimitForm
from unhurried.pages.templatetags.notes import Option
from unhurried.pages.views.limits.choosing import (
    Begun,
    begun,
    find_phrase,
    limit_hold,
    look_for,
    need_link,
    need_title,
    not_yet,
    someone_of,
)
from unhurried.pages.visits import keep_typed, kept_entries, opened, render, say, visit_of

CARE = frozenset({LimitArea.SEX, LimitArea.MONEY, LimitArea.DIGITAL})
"""Areas whose words come with a line about danger first."""


def care_of(area: LimitArea | None) -> str:
    return area.value if area is not None and area in CARE else ""


# --- a phrase, and one's own words --------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def show_phrase(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A phrase in three lines, to be kept as it is or changed."""
    opened(request)
    return _words(request, entry_id, find_phrase(entry_id))


@require_http_methods(["GET", "POST"])
def write_limit(request: HttpRequest) -> HttpResponse:
    """The person's own, from nothing."""
    opened(request)
    return _words(request, None, None)


class _At(NamedTuple):
    """Where words are being put together. name: under which what was typed waits. may: needs it can be said to protect."""

    address: UUID | None
    phrase: Phrase | None
    begun: Begun
    firm: list[tuple[str, str]]
    may: list[str]

    @property
    def page(self) -> tuple[str, UUID | None]:
        return ("phrase", self.address) if self.address else ("write_limit", None)

    @property
    def shape(self) -> "partial[LimitForm]":
        return partial(LimitForm, firm=[need for need, _ in self.firm], protecting=self.may)


def _words(request: HttpRequest, address: UUID | None, phrase: Phrase | None) -> HttpResponse:
    """Nothing is shown before the risk check, and what was typed waits for its end."""
    name = f"limit_words:{address}"
    gone, now_begun = not_yet(request), begun(request)
    if gone is None and now_begun is not None and _asks_force(phrase, now_begun):
        look_for(request, {"area": LimitArea.SEX.value})
        gone = see("phrases")
    if gone is not None or now_begun is None:
        if request.method == "POST":
            keep_typed(request, name, request.POST)
        return gone or see("say_limit")
    kept = kept_entries(request)
    meant_for, area = (phrase.meant_for, phrase.area) if phrase else (For.LIMIT, None)
    at = _At(address, phrase, now_begun, _firm(kept, meant_for, area), _may_protect(kept, now_begun, phrase))
    return _keep_words(request, name, at) if request.method == "POST" else _show_words(request, name, at)


def _asks_force(phrase: Phrase | None, now_begun: Begun) -> bool:
    """Words on sex come after a question of their own."""
    return phrase is not None and phrase.area is LimitArea.SEX and not now_begun.not_forced


def _show_words(request: HttpRequest, name: str, at: _At) -> HttpResponse:
    kept, phrase = kept_entries(request), at.phrase
    context = {
        "phrase": phrase,
        "address": at.address,
        "form": again(request, name, at.shape, _begin(at.begun, phrase, kept)),
        "firm": at.firm,
        "whom": at.begun.whom,
        "someone": someone_of(kept, at.begun.someone),
        "needs": _options(kept, at.may),
        "protects": need_link(kept, phrase.protects[0]) if phrase and phrase.protects else None,
        "care": care_of(phrase.area if phrase else None),
    }
    return render(request, "limits/phrase.html" if phrase else "limits/write.html", context)


def _keep_words(request: HttpRequest, name: str, at: _At) -> HttpResponse:
    """Another window may have gone on to someone else: nothing is kept for whom it was not checked."""
    form = at.shape(request.POST)
    if request.POST.get("whom", "") != at.begun.whom or not form.is_valid() or form.cleaned_data["id"] is None:
        keep_typed(request, name, request.POST)
        return see(*at.page)
    said = form.said()
    if at.phrase is not None:
        said |= {"meant_for": at.phrase.meant_for, "area": at.phrase.area, "begun_from": at.phrase.id}
    when, whom, pays = new_stamp(form.cleaned_data["id"]), at.begun.someone, Pays(at.begun.pays)
    limit = Limit(**when, **said, whom=whom, pays=pays)  # type: ignore[arg-type]
    try:
        journey.keep_limit(opened(request), library(), limit)
    except LimitHeld as held:
        return _held(request, name, held, at.page, ("limit_held", None))
    say(request, "limit_kept")
    return see("limit", limit.id)


def _held(
    request: HttpRequest, name: str, held: LimitHeld, here: tuple[str, UUID | None], plan: tuple[str, UUID | None]
) -> HttpResponse:
    """What was typed waits. Where only the words have to change, the page says so; else a plan comes first."""
    keep_typed(request, name, request.POST)
    hold = limit_hold(held.holds, kept_entries(request))
    if hold is None or not hold.words:
        return see(*plan)
    say(request, "limit_held_need_not_covered")
    return see(*here)


def _begin(now_begun: Begun, phrase: Phrase | None, kept: Sequence[Kept]) -> dict[str, object]:
    protects = now_begun.protects
    if phrase is None:
        return {"id": uuid4(), "protects": protects, "covered": [protects]}
    mine = journey.needs_of(kept)
    protects = protects or next((one for one in phrase.protects if one in mine), next(iter(phrase.protects), ""))
    return {
        "id": uuid4(),
        "limit": phrase.limit,
        "need": phrase.need,
        "ask": phrase.ask,
        "strength": phrase.strength.value if phrase.strength else "",
        "protects": protects,
        "covered": [*phrase.protects, protects],
    }


def _firm(kept: Sequence[Kept], meant_for: For, area: LimitArea | None) -> list[tuple[str, str]]:
    """Needs that are not negotiable and that these words could give away: id and name."""
    touched = journey.touched(library(), [row.entry for row in kept], meant_for, area)
    return sorted(((need, need_title(kept, need)) for need in touched), key=lambda one: one[1].casefold())


def _may_protect(kept: Sequence[Kept], now_begun: Begun | None, phrase: Phrase | None) -> list[str]:
    """Needs that can be named as what it protects: those of the phrase, then the person's own."""
    named = [now_begun.protects] if now_begun and now_begun.protects else []
    named += [*(phrase.protects if phrase else ()), *sorted(journey.needs_of(kept))]
    return [need for need in dict.fromkeys(named) if need_title(kept, need)]


def _options(kept: Sequence[Kept], needs: Sequence[str]) -> list[Option]:
    return [Option(need, need_title(kept, need)) for need in needs]


# --- what was kept ------------------------------------------------------------------------------------------


def find_limit(request: HttpRequest, entry_id: UUID) -> tuple[Kept, Limit]:
    seen = find(request, entry_id, Limit)
    if not isinstance(seen.entry, Limit):
        raise Http404
    return seen, seen.entry


def about(request: HttpRequest, limit: Limit) -> dict[str, object]:
    """What every page on one limit shows. The gate is asked anew: someone may have been flagged since."""
    kept = kept_entries(request)
    return {
        "limit": limit,
        "someone": someone_of(kept, limit.whom),
        "hold": limit_hold(journey.why_not_say(library(), kept, limit, clock.now()), kept),
        "protects": need_link(kept, limit.protects) if limit.protects else None,
        "care": care_of(limit.area),
    }


def show_limit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    _, limit = find_limit(request, entry_id)
    kept = kept_entries(request)
    reached = limit.whom is not None and ask_gate(kept, clock.now()).reaches(limit.whom)
    told = received_of([row.entry for row in kept], limit.id, reached=reached)
    return render(request, "limits/limit.html", {**about(request, limit), "reception": told})


@require_http_methods(["GET", "POST"])
def change_limit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    seen, limit = find_limit(request, entry_id)
    kept, name = kept_entries(request), f"limit_words:{entry_id}"
    firm = _firm(kept, limit.meant_for, limit.area)
    may = list(dict.fromkeys([*([limit.protects] if limit.protects else []), *_may_protect(kept, None, None)]))
    shape = partial(LimitForm, firm=[need for need, _ in firm], protecting=may)
    if request.method == "GET":
        form = again(request, name, shape, _as_typed(seen, limit))
        context = {
            **about(request, limit),
            "form": form,
            "firm": firm,
            "needs": _options(kept, may),
            "revision": seen.revision,
            "stale": is_stale(form, seen),
        }
        return render(request, "limits/change.html", context)
    form = shape(request.POST)
    if not form.is_valid() or form.cleaned_data["revision"] is None:
        keep_typed(request, name, request.POST)
        return see("change_limit", entry_id)
    changes = form.said()
    if limit.begun_from:
        changes["area"] = limit.area
    try:
        before = Kept(limit, form.cleaned_data["revision"])
        journey.change_limit(opened(request), library(), before, clock.now(), **changes)
    except LimitHeld as held:
        return _held(request, name, held, ("change_limit", entry_id), ("limit", entry_id))
    except StaleRevision:
        keep_typed(request, name, request.POST)
        say(request, "limit_changed")
        return see("change_limit", entry_id)
    say(request, "kept")
    return see("limit", entry_id)


def _as_typed(seen: Kept, limit: Limit) -> dict[str, object]:
    return {
        "revision": seen.revision,
        "limit": limit.limit,
        "need": limit.need,
        "ask": limit.ask,
        "area": limit.area.value if limit.area else "",
        "strength": limit.strength.value if limit.strength else "",
        "protects": limit.protects,
        "covered": list(limit.covered),
    }


@require_http_methods(["GET", "POST"])
def rehearse(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """In the head first. Aloud only after the question of who could hear. Nothing of it is kept."""
    _, limit = find_limit(request, entry_id)
    shown = about(request, limit)
    if shown["hold"]:
        return see("limit", entry_id)
    if request.method == "POST":
        alone = request.POST.get("hears") == "nobody"
        visit_of(request).put(f"hears:{entry_id}", b"nobody" if alone else b"someone")
        return see("rehearse_limit", entry_id)
    hears = (visit_of(request).take(f"hears:{entry_id}") or b"").decode()
    return render(request, "limits/rehearse.html", {**shown, "hears": hears})


def show_on_paper(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The three lines alone, made to be printed: no name, no title of this app."""
    _, limit = find_limit(request, entry_id)
    shown = about(request, limit)
    return see("limit", entry_id) if shown["hold"] else render(request, "limits/paper.html", shown)
