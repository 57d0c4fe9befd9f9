"""Choosing a practice: the first page of the shelf, and a page for each of its parts.

A tired person is shown one part, the one that fits; every other is a card that leads to a page of its own.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from unhurried.content.library import library, sentence
from unhurried.content.schema import Group, Practice
from unhurried.domain.steadying import Checkin, OwnPractice
from unhurried.journey import steadying as journey
from unhurried.pages import clock
from unhurried.pages.addresses import practice_address, shelf_address
from unhurried.pages.visits import kept_entries, render

STILL_TRUE = timedelta(minutes=30)
"""A check-in this fresh says how someone is before a practice."""

AT_ONCE = 8
"""Cards of a part on the first page. The rest is one tap away."""

OWN_AT_ONCE = 4

OWN = "own"
HIDDEN = "hidden"


class Shelf(NamedTuple):
    """Practices that belong together. id: of the page that has all of them."""

    name: str
    id: UUID
    title: str
    words: str
    cards: Sequence[dict[str, object]]


def card(practice: Practice) -> dict[str, object]:
    return {
        "id": practice_address(practice.id),
        "title": practice.title,
        "lead": practice.lead,
        "drawing": practice.group.value,
        "length": practice.length,
    }


def show_practices(request: HttpRequest) -> HttpResponse:
    """The shelf: what fits the last check-in stands first, and there is no more of it than one can look over."""
    shelves = [shelf for shelf in _group_shelves(request) if shelf.cards]
    own = _own_shelf(request)
    context = {
        "fitting": _shortened(shelves[0], AT_ONCE) if shelves else None,
        "fitting_goes_on": bool(shelves) and len(shelves[0].cards) > AT_ONCE,
        "others": shelves[1:],
        "own": _shortened(own, OWN_AT_ONCE),
        "own_goes_on": len(own.cards) > OWN_AT_ONCE,
        "hidden_id": shelf_address(HIDDEN) if journey.hidden_practices(kept_entries(request)) else None,
    }
    return render(request, "steadying/practices.html", context)


def is_shelf(address: UUID) -> bool:
    """Whether the address is that of a part of the shelf: practices and parts stand under the same two letters."""
    return address in {shelf_address(name) for name in (*(group.value for group in Group), OWN, HIDDEN)}


def show_shelf(request: HttpRequest, address: UUID) -> HttpResponse:
    """One part of the shelf, whole."""
    if address == shelf_address(HIDDEN):
        hidden = sorted(journey.hidden_practices(kept_entries(request)))
        named = [(practice_address(one), title_of(request, one)) for one in hidden]
        return render(request, "steadying/hidden_practices.html", {"hidden": named})
    shelves = [*_group_shelves(request), _own_shelf(request)]
    return render(request, "steadying/shelf.html", {"shelf": next(one for one in shelves if one.id == address)})


def fresh_checkin(request: HttpRequest) -> Checkin | None:
    """The last check-in if it still says how the person is."""
    now = clock.now()
    fresh = [
        one for one in journey.checkins(kept_entries(request)) if now - one.at <= STILL_TRUE and not one.brought_in
    ]
    return fresh[-1] if fresh else None


def title_of(request: HttpRequest, practice: str) -> str:
    known = library().practices.get(practice)
    if known is not None:
        return known.title
    return next((one.title for one in _own_practices(request) if str(one.id) == practice), "")


def _group_shelves(request: HttpRequest) -> list[Shelf]:
    """A part for each group without what is hidden, the closest to the last check-in first."""
    hidden = journey.hidden_practices(kept_entries(request))
    latest = fresh_checkin(request)
    groups = dict.fromkeys((*journey.groups_for(latest.state if latest else None), *Group))
    return [
        _shelf(group.value, [card(one) for one in library().in_group(group) if one.id not in hidden])
        for group in groups
    ]


def _own_shelf(request: HttpRequest) -> Shelf:
    """The person's own, the newest first: what was just written is there."""
    hidden = journey.hidden_practices(kept_entries(request))
    shown = [one for one in reversed(_own_practices(request)) if str(one.id) not in hidden]
    return _shelf(OWN, [{"id": one.id, "title": one.title, "drawing": "pencil", "own": True} for one in shown])


def _own_practices(request: HttpRequest) -> list[OwnPractice]:
    return [row.entry for row in kept_entries(request) if isinstance(row.entry, OwnPractice)]


def _shelf(name: str, cards: Sequence[dict[str, object]]) -> Shelf:
    return Shelf(name, shelf_address(name), sentence(f"shelf_{name}"), sentence(f"shelf_{name}_words"), cards)


def _shortened(shelf: Shelf, most: int) -> Shelf:
    return shelf._replace(cards=shelf.cards[:most])
