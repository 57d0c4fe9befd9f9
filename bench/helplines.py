"""The lines and the emergency numbers: where each comes from, how old the reading is, and how many there are.

What this can not show: whether anyone answers. Nobody rang.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import phonenumbers

from bench.table import Figure, Options, at_most, shown
from unhurried.content.helplines import NUMBERED, Age, Line, stale
from unhurried.content.library import library
from unhurried.content.schema import EmergencyNumbers


def run(options: Options) -> list[Figure]:  # noqa: ARG001 - every measurement takes the options
    today = datetime.now(UTC).date()
    lines, places = library().helplines, library().emergency
    return [*_lines(lines, today), *_numbers(lines), *_emergency(places, lines), *_per_country(lines, places)]


def _lines(lines: Sequence[Line], today: date) -> list[Figure]:
    ages = Counter(stale(line, today) for line in lines)
    return [
        shown("lines", len(lines), ""),
        shown("countries with a line", len({line.region for line in lines}), ""),
        at_most("lines without a source", _count(not line.sources for line in lines), "", 0),
        at_most("lines read on no day, or on one to come", _count(line.checked_on > today for line in lines), "", 0),
        at_most("lines read only once", _count(line.second_reading is None for line in lines), "", 0),
        at_most("lines not looked at for 180 days", ages[Age.NOT_RECHECKED] + ages[Age.HIDDEN], "", 0),
        at_most("lines hidden after 365 days", ages[Age.HIDDEN], "", 0),
        shown("lines only others tell of", _count(line.only_on_lists for line in lines), ""),
        shown("lines with one source", _count(len(line.sources) == 1 for line in lines), ""),
        shown("lines open day and night", _count(any(way.day_and_night for way in line.ways) for line in lines), ""),
    ]


def _numbers(lines: Sequence[Line]) -> list[Figure]:
    ways = [(line, way) for line in lines for way in line.ways if way.reach in NUMBERED]
    unlisted = [way for line, way in ways if not listed(way.at, line.region)]
    return [
        shown("numbers", len(ways), ""),
        shown("numbers not in libphonenumber, with a reason", _count(bool(way.reason) for way in unlisted), ""),
        at_most("numbers not in libphonenumber, without", _count(not way.reason for way in unlisted), "", 0),
    ]


def _emergency(places: Sequence[EmergencyNumbers], lines: Sequence[Line]) -> list[Figure]:
    unlisted = [place for place in places if not all(_is_emergency(number, place) for number in place.numbers)]
    reached = {line.region for line in lines}
    return [
        shown("countries with emergency numbers", len(places), ""),
        shown("of these, agreeing with libphonenumber", len(places) - len(unlisted), ""),
        shown("of these, differing with a reason", _count(bool(place.reason) for place in unlisted), ""),
        at_most("of these, differing without", _count(not place.reason for place in unlisted), "", 0),
        shown("of these, without a line", _count(place.region not in reached for place in places), ""),
    ]


def _per_country(lines: Sequence[Line], places: Sequence[EmergencyNumbers]) -> list[Figure]:
    counted = Counter(line.region for line in lines)
    return [shown(f"lines: {place.country}", counted[place.region], "") for place in places if counted[place.region]]


def listed(number: str, region: str) -> bool:
    """libphonenumber knows it as a number of this country, long or short."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number_for_region(parsed, region) or phonenumbers.is_valid_short_number_for_region(
        parsed, region
    )


def _is_emergency(number: str, place: EmergencyNumbers) -> bool:
    return phonenumbers.is_emergency_number(number, place.region)


def _count(what: Iterable[bool]) -> int:
    return sum(what)
