"""Whom to reach: emergency numbers and lines by country, and the person's own numbers when the notebook is open."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from unhurried.content.helplines import Age, For, Line, Serves, lines_in, stale
from unhurried.content.library import library
from unhurried.content.schema import EmergencyNumbers
from unhurried.journey.crisis import chosen_country, own_lines
from unhurried.pages import clock
from unhurried.pages.addresses import region_address
from unhurried.pages.visits import kept_entries, visit_of

GOING_ON = frozenset({For.CRISIS, For.EMOTIONAL})
FOR_YOUNG_ONLY = frozenset({Serves.UNDER_18, Serves.YOUNG})


class Listed(NamedTuple):
    """A country under a letter. name: what someone may look for; the place may be called otherwise."""

    name: str
    place: EmergencyNumbers
    address: str
    has_lines: bool

    @property
    def id(self) -> UUID:
        """The id in the address."""
        return region_address(self.place.region)


class Shown(NamedTuple):
    """A line as it is shown. old: it was not looked at again for half a year."""

    line: Line
    old: bool


class Lines(NamedTuple):
    """The lines of one country, by what brings someone to them."""

    hurt: tuple[Shown, ...]
    going_on: tuple[Shown, ...]
    own_behaviour: tuple[Shown, ...]
    young: tuple[Shown, ...]


class Letter(NamedTuple):
    initial: str
    listed: tuple[Listed, ...]


def letters() -> list[Letter]:
    """Every country under its letter, and a few under the name people know them by."""
    places = {place.region: place for place in library().emergency}
    with_lines = {line.region for line in library().helplines if stale(line, clock.now().date()) is not Age.HIDDEN}
    names = [(place.country, place.region) for place in library().emergency]
    names += [(other.name, other.region) for other in library().also_called]
    listed = [Listed(name, places[region], _page_of(region), region in with_lines) for name, region in sorted(names)]
    return [Letter(initial, tuple(group)) for initial, group in groupby(listed, key=lambda one: one.name[0])]


def place_at(address: UUID) -> EmergencyNumbers | None:
    return next((place for place in library().emergency if region_address(place.region) == address), None)


def lines_of(region: str) -> Lines:
    """The lines of a country that are not too old. Each stands once, where someone would look first."""
    today = clock.now().date()
    shown = [
        Shown(line, stale(line, today) is Age.NOT_RECHECKED) for line in lines_in(region, library().helplines, today)
    ]
    young = [one for one in shown if one.line.serves and set(one.line.serves) <= FOR_YOUNG_ONLY]
    grown = [one for one in shown if one not in young]
    behaviour = [one for one in grown if set(one.line.what_for) == {For.OWN_BEHAVIOUR}]
    rest = [one for one in grown if one not in behaviour]
    going_on = [one for one in rest if set(one.line.what_for) <= GOING_ON]
    hurt = [one for one in rest if one not in going_on]
    return Lines(tuple(hurt), tuple(going_on), tuple(behaviour), tuple(young))


def _page_of(region: str) -> str:
    return reverse("help_country", args=[region_address(region)])


def lines_on_own_behaviour() -> list[tuple[str, list[Shown]]]:
    """In every country: lines for someone who fears that they harm others, with the country's name."""
    today = clock.now().date()
    names = {place.region: place.country for place in library().emergency}
    fresh = [Shown(line, stale(line, today) is Age.NOT_RECHECKED) for line in _not_hidden(library().helplines)]
    own = [one for one in fresh if For.OWN_BEHAVIOUR in one.line.what_for]
    own.sort(key=lambda one: names.get(one.line.region, ""))
    return [(names.get(region, ""), list(group)) for region, group in groupby(own, key=lambda one: one.line.region)]


def _not_hidden(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if stale(line, clock.now().date()) is not Age.HIDDEN]


def people_to_reach(request: HttpRequest) -> dict[str, object]:
    """What every page on people shows. While the notebook is locked it is the same for everyone."""
    context: dict[str, object] = {"letters": letters(), "near": None, "own_lines": []}
    if not visit_of(request).opened:
        return context
    kept = kept_entries(request)
    region = chosen_country(kept)
    place = next((place for place in library().emergency if place.region == region), None)
    if place is not None:
        lines = lines_of(place.region)
        context["near"] = Listed(place.country, place, _page_of(place.region), any(lines))
    return {**context, "own_lines": own_lines(kept)}
