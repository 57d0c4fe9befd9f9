"""The emergency numbers: each is accepted by libphonenumber for its region, or says why it stands there all the same.

Whether a line answers can only be found out by ringing it, which nobody did. The page says so.
"""

import re
from datetime import UTC, date, datetime

import phonenumbers
from phonenumbers.shortnumberinfo import SUPPORTED_SHORT_REGIONS

from unhurried.content.library import library
from unhurried.content.schema import EmergencyNumbers

PLACES = library().emergency
EUROPEAN_ECONOMIC_AREA = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split()  # noqa: SIM905 - reads as a list
)
OFTEN_ASKED_FOR = frozenset(
    "GB IE US CA AU NZ IN ZA JP KR BR MX AR CL CO PE KE NG GH EG MA TR IL UA PH ID MY SG TH VN PK BD LK NP HK TW AE SA".split()  # noqa: SIM905 - the same
)
ONLY_METADATA = "libphonenumber short number metadata 9.0.43"
NOT_TO_RING = {"GB": {"55"}, "AU": {"55"}, "FR": {"114"}}
"""Numbers in a note that are no emergency numbers to ring: a key to press, an address for texts."""


def _unlisted(place: EmergencyNumbers) -> list[str]:
    return [number for number in place.numbers if not phonenumbers.is_emergency_number(number, place.region)]


def test_a_number_is_accepted_for_its_region_or_carries_a_written_reason() -> None:
    without_reason = {place.region: _unlisted(place) for place in PLACES if _unlisted(place) and not place.reason}
    assert not without_reason


def test_a_reason_stands_only_where_one_is_needed() -> None:
    assert not [place.region for place in PLACES if place.reason and not _unlisted(place)]


def test_numbers_are_digits_and_stand_there_once() -> None:
    odd = [
        place.region
        for place in PLACES
        if len(set(place.numbers)) != max(len(place.numbers), 1)
        or not all(number.isascii() and number.isdigit() for number in place.numbers)
    ]
    assert not odd


def test_every_place_has_a_source_and_the_day_it_was_read() -> None:
    today = datetime.now(UTC).date()
    odd = [
        place.region
        for place in PLACES
        if not place.source.strip() or not date(2026, 1, 1) <= place.checked_on <= today
    ]
    assert not odd


def test_what_a_number_reaches_is_told_only_where_more_than_the_metadata_was_read() -> None:
    told = {place.region for place in PLACES if not place.note.startswith("We only know that")}
    read = {place.region for place in PLACES if place.source != ONLY_METADATA}
    assert read == told


def test_a_note_names_no_number_that_is_not_listed() -> None:
    strange = {
        place.region: named
        for place in PLACES
        if (named := set(re.findall(r"\d+", place.note)) - set(place.numbers) - NOT_TO_RING.get(place.region, set()))
    }
    assert not strange


def test_every_region_is_known_and_stands_there_once() -> None:
    regions = [place.region for place in PLACES]
    assert sorted(set(regions)) == sorted(regions)
    assert set() == set(regions) - set(SUPPORTED_SHORT_REGIONS)


def test_every_country_has_a_name_of_its_own_under_a_plain_letter() -> None:
    names = [place.country for place in PLACES]
    assert sorted(set(names)) == sorted(names)
    assert not [name for name in names if not (name[0].isascii() and name[0].isupper())]


def test_112_stands_first_in_the_whole_european_economic_area() -> None:
    first = {place.region: place.numbers[0] for place in PLACES if place.region in EUROPEAN_ECONOMIC_AREA}
    assert dict.fromkeys(EUROPEAN_ECONOMIC_AREA, "112") == first


def test_the_countries_most_often_asked_for_are_there() -> None:
    assert set() == OFTEN_ASKED_FOR - {place.region for place in PLACES}
