"""The way to a phrase: whom it is for, what it could cost, and then phrases; or a plan in place of words."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from unhurried.content.library import library
from unhurried.content.limits import Phrase, With
from unhurried.domain.limits import For, Limit, LimitArea, Strength
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Someone
from unhurried.domain.safety import Because, Hold, Pays
from unhurried.journey import limits as journey
from unhurried.journey.needs import all_needs
from unhurried.journey.people import people
from unhurried.pages import clock
from unhurried.pages.addresses import need_address, phrase_address
from unhurried.pages.answers import see
from unhurried.pages.forms.limits import NarrowForm, PaysForm, WhomForm
from unhurried.pages.held import held_words
from unhurried.pages.step_held import DANGER
from unhurried.pages.views.needs.naming import find_need
from unhurried.pages.views.safety.people import people_to_reach
from unhurried.pages.visits import kept_entries, opened, render, visit_of

PER_PAGE = 12

DRAWINGS = {
    LimitArea.TIME: "clock",
    LimitArea.SPACE_AND_TOUCH: "space_and_touch",
    LimitArea.WORDS: "pencil",
    LimitArea.DIGITAL: "lock",
    LimitArea.MONEY: "tray",
    LimitArea.SEX: "say_in_decisions",
}


class Begun(msgspec.Struct):
    """What was answered on the way to a phrase, sealed in the visit, and nothing of it kept.

    whom: empty for anyone. pays: empty for not asked. not_forced: what comes before words on sex was answered with no.
    """

    whom: str = ""
    protects: str = ""
    pays: str = ""
    not_forced: bool = False

    @property
    def someone(self) -> UUID | None:
        return UUID(self.whom) if self.whom else None


class LimitHold(NamedTuple):
    """reasons: sentences. plans: a plan and an advocate come in place of words. ask: about whom questions come first.

    words: nothing but the words has to change.
    """

    reasons: list[str]
    plans: bool
    ask: tuple[UUID, ...]
    words: bool


class PhraseCard(NamedTuple):
    address: UUID
    phrase: Phrase
    drawing: str


class LimitCard(NamedTuple):
    """One limit in a list. held: the gate holds it as it stands."""

    limit: Limit
    name: str
    held: bool
    drawing: str


def limit_hold(holds: Sequence[Hold], kept: Sequence[Kept]) -> LimitHold | None:
    """Beside danger, nothing else is asked."""
    if not holds:
        return None
    holds = [hold for hold in holds if hold.because in DANGER] or list(holds)
    found = {hold.because for hold in holds}
    return LimitHold(
        reasons=held_words(holds, kept, "limit_held"),
        plans=bool(found & (DANGER | {Because.COULD_PAY})),
        ask=tuple(hold.whom for hold in holds if hold.because is Because.NOT_ASKED and hold.whom is not None),
        words=found == {Because.NEED_NOT_COVERED},
    )


def begun(request: HttpRequest) -> Begun | None:
    stored = visit_of(request).look("limit_begun")
    return msgspec.msgpack.decode(stored, type=Begun) if stored else None


def keep_begun(request: HttpRequest, begun: Begun) -> None:
    visit_of(request).put("limit_begun", msgspec.msgpack.encode(begun))


def not_yet(request: HttpRequest) -> HttpResponse | None:
    """Where the risk check is still to be gone through, or ends; None when phrases may be shown."""
    now_begun = begun(request)
    if now_begun is None:
        return see("say_limit")
    kept = kept_entries(request)
    if journey.why_not_begin(kept, now_begun.someone, clock.now()):
        return see("limit_held")
    if not now_begun.pays:
        return see("limit_risk")
    if now_begun.pays != Pays.NO.value:
        return see("limit_held")
    return None


def someone_of(kept: Sequence[Kept], whom: UUID | None) -> Someone | None:
    return next((one for one in people(kept) if one.id == whom), None)


def need_title(kept: Sequence[Kept], need: str) -> str:
    known = all_needs(library(), kept).get(need)
    return known.title if known else ""


# --- the room -----------------------------------------------------------------------------------------------


def show_limits(request: HttpRequest) -> HttpResponse:
    kept, now = kept_entries(request), clock.now()
    context = {
        "cards": [limit_card(kept, one) for one in journey.limits(kept)],
        "hold": limit_hold(journey.why_not_begin(kept, None, now), kept),
        "claims": [library().claims[one] for one in ("saying-no", "trust-testing")],
    }
    return render(request, "limits/limits.html", context)


def limit_card(kept: Sequence[Kept], limit: Limit) -> LimitCard:
    held = bool(journey.why_not_say(library(), kept, limit, clock.now()))
    someone = someone_of(kept, limit.whom)
    name = someone.code_name if someone else ""
    return LimitCard(limit, name, held, _drawing(limit))


def _drawing(words: Limit | Phrase) -> str:
    if words.meant_for is not For.LIMIT:
        return {For.WHAT_HELPS: "leaf", For.ASKING: "linked"}[words.meant_for]
    return DRAWINGS[words.area] if words.area else "sheet"


# --- the risk check -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def say_limit(request: HttpRequest) -> HttpResponse:
    """Whom it is for. The gate is asked as soon as someone is named."""
    opened(request)
    if request.method == "GET":
        return _ask_whom(request, "", None)
    form = WhomForm(request.POST)
    if not form.is_valid():
        return see("say_limit")
    whom, protects = form.cleaned_data["whom"], form.cleaned_data["protects"]
    keep_begun(request, Begun(str(whom or ""), protects))
    look_for(request, {})
    return see("limit_risk")


def say_limit_for(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The same, from a need that it is to look after."""
    key, need = find_need(request, entry_id)
    return _ask_whom(request, key, need.title)


def _ask_whom(request: HttpRequest, protects: str, title: str | None) -> HttpResponse:
    kept = kept_entries(request)
    context = {
        "people": [one for one in people(kept) if not one.put_away],
        "protects": protects,
        "need_title": title,
        "hold": limit_hold(journey.why_not_begin(kept, None, clock.now()), kept),
        **people_to_reach(request),
    }
    return render(request, "limits/whom.html", context)


@require_http_methods(["GET", "POST"])
def ask_risk(request: HttpRequest) -> HttpResponse:
    """Could anyone make me pay for this? Anything but no ends in a plan."""
    kept, now_begun = kept_entries(request), begun(request)
    if now_begun is None:
        return see("say_limit")
    if journey.why_not_begin(kept, now_begun.someone, clock.now()):
        return see("limit_held")
    if request.method == "GET":
        return render(request, "limits/risk.html", {"someone": someone_of(kept, now_begun.someone)})
    form = PaysForm(request.POST)
    if not form.is_valid():
        return see("limit_risk")
    now_begun.pays = form.cleaned_data["pays"].value
    keep_begun(request, now_begun)
    return see("phrases")


def show_held(request: HttpRequest) -> HttpResponse:
    """Planning and someone trained, in place of words. Asked anew every time."""
    kept, now_begun = kept_entries(request), begun(request)
    if now_begun is None:
        return see("limits")
    pays = Pays(now_begun.pays) if now_begun.pays else Pays.NO
    hold = limit_hold(journey.why_not_begin(kept, now_begun.someone, clock.now(), pays), kept)
    if hold is None:
        return see("phrases")
    context = {"hold": hold, "someone": someone_of(kept, now_begun.someone), **people_to_reach(request)}
    return render(request, "limits/held.html", context)


# --- phrases ------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def browse(request: HttpRequest) -> HttpResponse:
    """What is looked for lies sealed in the visit, so that no question stands in an address."""
    opened(request)
    if request.method == "POST":
        form = NarrowForm(request.POST)
        chosen = {key: value for key, value in form.cleaned_data.items() if value} if form.is_valid() else {}
        passed = request.POST.get("passed_over", "")
        look_for(request, {**chosen, "passed_over": passed[:4] if passed.isdecimal() else "0"})
        now_begun = begun(request)
        if now_begun is not None and request.POST.get("not_forced") == "yes":
            now_begun.not_forced = True
            keep_begun(request, now_begun)
        return see("phrases")
    gone, now_begun = not_yet(request), begun(request)
    if gone is not None or now_begun is None:
        return gone or see("say_limit")
    kept = kept_entries(request)
    someone = someone_of(kept, now_begun.someone)
    chosen = _looked_for(request, someone)
    needs = now_begun.protects
    found = sorted(
        (one for one in library().phrases.values() if _matches(one, chosen)),
        key=lambda one: (bool(needs) and needs not in one.protects, *_place(one)),
    )
    first = min(int(chosen.get("passed_over", "0")), max(0, len(found) - 1))
    context = {
        "form": NarrowForm(initial=chosen),
        "someone": someone,
        "need_title": need_title(kept, needs),
        "protecting": sum(needs in one.protects for one in found) if needs else 0,
        "cards": [phrase_card(one) for one in found[first : first + PER_PAGE]],
        "count": len(found),
        "first": first + 1,
        "last": min(len(found), first + PER_PAGE),
        "further": first + PER_PAGE if first + PER_PAGE < len(found) else 0,
        "back_to": max(0, first - PER_PAGE) if first else None,
        "narrowed": "passed_over" in chosen,
        "chosen": {key: value for key, value in chosen.items() if key != "passed_over" and value},
        "asks_force": chosen.get("area") == LimitArea.SEX.value and not now_begun.not_forced,
    }
    return render(request, "limits/phrases.html", context)


def look_for(request: HttpRequest, chosen: dict[str, str]) -> None:
    visit_of(request).put("phrases_looked_for", msgspec.msgpack.encode(chosen))


def _looked_for(request: HttpRequest, someone: Someone | None) -> dict[str, str]:
    """What was chosen, or else what fits someone like them."""
    stored = visit_of(request).look("phrases_looked_for")
    chosen = msgspec.msgpack.decode(stored, type=dict[str, str]) if stored else {}
    fits = journey.fitting(someone)
    return chosen or ({"fits": fits.value} if fits else {})


def phrase_card(phrase: Phrase) -> PhraseCard:
    return PhraseCard(phrase_address(phrase.id), phrase, _drawing(phrase))


def _matches(phrase: Phrase, chosen: dict[str, str]) -> bool:
    """Words on sex are there for those who look for them."""
    area, strength = phrase.area, phrase.strength
    fits = chosen.get("fits")
    return (
        (area is not LimitArea.SEX or chosen.get("area") == LimitArea.SEX.value)
        and chosen.get("meant_for", phrase.meant_for.value) == phrase.meant_for.value
        and (not chosen.get("area") or (area is not None and area.value == chosen["area"]))
        and (not chosen.get("strength") or (strength is not None and strength.value == chosen["strength"]))
        and (not fits or phrase.suits(With(fits)))
    )


def _place(phrase: Phrase) -> tuple[int, int, int]:
    """Limits first, area by area, from soft to final."""
    area = list(LimitArea).index(phrase.area) if phrase.area else 0
    strength = list(Strength).index(phrase.strength) if phrase.strength else 0
    return (list(For).index(phrase.meant_for), area, strength)


def find_phrase(address: UUID) -> Phrase:
    for phrase in library().phrases.values():
        if phrase_address(phrase.id) == address:
            return phrase
    raise Http404


def need_link(kept: Sequence[Kept], need: str) -> tuple[UUID, str] | None:
    title = need_title(kept, need)
    return (need_address(need), title) if title else None
