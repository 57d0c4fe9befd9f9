"""What search shows of what it found: what is left out, how many, and in which order. Where each leads.

Danger first: with words of danger no small step is shown, and texts that explain by the past follow the gate.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from unhurried.content.search import Page
from unhurried.content.search_words import Call
from unhurried.domain.safety import Gate
from unhurried.pages.addresses import (
    card_address,
    idea_address,
    need_address,
    phrase_address,
    practice_address,
    shelf_address,
)

MOST_SHOWN = 8
CLOSEST = 3
"""So many stand first, of whatever kind. What follows is put together by kind."""

WITH_PEOPLE = frozenset({"step", "template", "phrase"})
"""Kinds that are left out beside words of danger: with someone who does harm they can add to it."""

ASKS_OTHERS = frozenset({"need"})
"""The same: beside words of danger nobody is sent to ask for something."""

SAID_ABOVE = frozenset({"place:help", "place:very_bad", "place:danger_now"})
"""What stands above the results beside words of danger, and not among them once more."""

KIND_ORDER = ("shelf", "practice", "place", "group", "need", "phrase", "step", "template", "card")

_LEADS: dict[str, tuple[str, Callable[[str], UUID | None]]] = {
    "place": ("", lambda _: None),
    "shelf": ("practice", shelf_address),
    "practice": ("practice", practice_address),
    "step": ("step", idea_address),
    "template": ("fill_template", idea_address),
    "need": ("need", need_address),
    "phrase": ("phrase", phrase_address),
    "card": ("card", card_address),
    "group": ("alarm", lambda _: None),
}
"""The name of the address of each kind, and the id in it. A place is its own name."""


class Way(NamedTuple):
    """A result. name, address: where it leads. tap: a sentence of the page of alarms that is tapped on the way."""

    page: Page
    name: str
    address: UUID | None
    tap: str


def way_to(page: Page) -> Way:
    name, address = _LEADS[page.kind]
    return Way(page, name or page.id, address(page.id), page.id if page.kind == "group" else "")


def most_telling(found: Sequence[Page], calls: Sequence[Call], gate: Gate | None = None) -> list[Page]:
    """What is shown, in the order in which it is read. gate: None where there is no notebook, as in a measurement."""
    shown = [page for page in found if may_show(page, calls, gate)][:MOST_SHOWN]
    rest = shown[CLOSEST:]
    return [*shown[:CLOSEST], *sorted(rest, key=lambda page: KIND_ORDER.index(page.kind))]


def may_show(page: Page, calls: Sequence[Call], gate: Gate | None) -> bool:
    if page.kind in WITH_PEOPLE:
        return not (calls or (gate and gate.everywhere))
    if calls and page.name in SAID_ABOVE:
        return False
    if page.kind in ASKS_OTHERS:
        return not calls
    if page.explains_by_past:
        return not (calls or (gate and gate.holds_echo_cards()))
    return True
