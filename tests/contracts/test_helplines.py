"""The lines: each comes from something that was read, and says no more than that.

Whether a line answers can only be found out by ringing it, which nobody did. A line that has not been looked at for
long fails `bench helplines`, and never a test: a copy that lies in a drawer for a year is still to be trusted to run.
"""

import itertools
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from bench.helplines import listed
from tests.words import count_words, grade, sentences
from unhurried.content.helplines import (
    DAY_AND_NIGHT,
    NUMBERED,
    Age,
    Bill,
    Cost,
    Directory,
    For,
    Kind,
    Line,
    Reach,
    Read,
    Serves,
    Way,
    dialled,
    lines_in,
    stale,
)
from unhurried.content.library import library

LINES = library().helplines
DIRECTORIES = library().directories
COUNTRIES = {place.region: place.country for place in library().emergency}
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "helplines.md"

LONGEST_SENTENCE = 20
LONGEST_NOTE = 25
"""Words. Someone reads it while something is very wrong."""

REFUSED = ("world-emergency-hotlines", "CrisisHotlines", "emergency-and-helplines", "open-helplines")
"""Lists that were written from memory, or whose sources can not be seen. No line rests on them."""

CHECKED = date(2026, 11, 25)
SOURCE = Read("A page", "example.org", Kind.OWN)
CALL = Way(Reach.CALL, "0800 123 456")


def line(**changed: object) -> Line:
    fields: dict[str, object] = {
        "id": "gb-one",
        "region": "GB",
        "name": "One",
        "what_for": (For.HOME,),
        "says": "For anyone.",
        "ways": (CALL,),
        "sources": (SOURCE,),
        "checked_on": CHECKED,
    }
    return Line(**(fields | changed))  # type: ignore[arg-type]


# --- what can not be written down ---------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["ways", "sources", "what_for"])
def test_a_line_without_a_way_a_source_or_a_purpose_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="gb-one"):
        line(**{field: ()})


@pytest.mark.parametrize("field", ["name", "says"])
def test_a_line_without_a_name_or_without_words_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="gb-one"):
        line(**{field: "  "})


@pytest.mark.parametrize("region", ["gb", "GBR", "", "G1"])
def test_a_region_is_two_capital_letters(region: str) -> None:
    with pytest.raises(ValueError, match="region"):
        line(region=region)


def test_who_serves_anyone_names_nobody_apart() -> None:
    with pytest.raises(ValueError, match="anyone"):
        line(serves=(Serves.ANYONE, Serves.WOMEN))


@pytest.mark.parametrize("reach", sorted(NUMBERED, key=lambda reach: reach.value))
def test_a_number_without_a_digit_is_refused(reach: Reach) -> None:
    with pytest.raises(ValueError, match="digit"):
        Way(reach, "call us")


def test_a_chat_without_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="address"):
        Way(Reach.CHAT, " ")


def test_only_a_text_begins_with_a_word_to_send() -> None:
    assert Way(Reach.TEXT, "88788", send="START").send == "START"
    with pytest.raises(ValueError, match="text"):
        Way(Reach.CALL, "88788", send="START")


def test_a_chat_stands_on_no_bill() -> None:
    with pytest.raises(ValueError, match="bill"):
        Way(Reach.CHAT, "example.org", bill=Bill.DOES_NOT)


@pytest.mark.parametrize(("what", "where"), [("", "example.org"), ("A page", " ")])
def test_a_source_says_what_was_read_and_where(what: str, where: str) -> None:
    with pytest.raises(ValueError, match="source"):
        Read(what, where, Kind.OWN)


def test_what_is_not_told_is_not_known() -> None:
    bare = line()
    assert (Cost.NOT_KNOWN, Bill.NOT_KNOWN, "") == (CALL.cost, CALL.bill, CALL.hours)
    assert (None, None, None) == (bare.interpreter, bare.relay, bare.without_police)
    assert ((), ()) == (bare.serves, bare.languages)
    assert bare.second_reading is None


def test_a_second_reading_comes_after_the_first() -> None:
    assert CHECKED == line(second_reading=CHECKED).second_reading
    with pytest.raises(ValueError, match="second reading"):
        line(second_reading=CHECKED - timedelta(days=1))


def test_a_field_we_do_not_know_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert({"reach": "call", "at": "112", "colour": "blue"}, Way)


# --- how old a reading is -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (0, Age.FRESH),
        (179, Age.FRESH),
        (180, Age.NOT_RECHECKED),
        (364, Age.NOT_RECHECKED),
        (365, Age.HIDDEN),
        (4000, Age.HIDDEN),
    ],
)
def test_a_line_says_so_after_180_days_and_hides_after_365(days: int, age: Age) -> None:
    assert age is stale(line(), CHECKED + timedelta(days=days))


def test_a_clock_set_back_hides_nothing() -> None:
    assert Age.FRESH is stale(line(), CHECKED - timedelta(days=4000))


def test_a_country_shows_its_own_lines_and_no_hidden_ones() -> None:
    old = line(id="gb-old", checked_on=CHECKED - timedelta(days=365))
    abroad = line(id="ie-one", region="IE")
    assert (line(),) == lines_in("GB", (old, line(), abroad), CHECKED)


@pytest.mark.parametrize(
    ("written", "dialled_as"),
    [("0808 80 10 800", "08088010800"), ("+603 3000 8858", "+60330008858"), ("1-800-799-7233", "18007997233")],
)
def test_a_number_is_dialled_without_its_blanks(written: str, dialled_as: str) -> None:
    assert dialled_as == dialled(written)


@pytest.mark.parametrize("short", ["*4141", "#8008"])
def test_a_star_and_a_hash_are_dialled_too(short: str) -> None:
    assert short == dialled(short)


# --- the lines as they are shipped --------------------------------------------------------------------------


def test_an_id_begins_with_its_country_and_stands_there_once() -> None:
    assert [one.id for one in LINES if not one.id.startswith(f"{one.region.lower()}-")] == []
    assert [one for one, times in Counter(one.id for one in LINES).items() if times > 1] == []


def test_every_country_of_a_line_has_emergency_numbers_and_a_name() -> None:
    assert set() == {one.region for one in LINES} - set(COUNTRIES)


def test_lines_of_a_country_stand_together() -> None:
    regions = [one.region for one in LINES]
    changes = sum(before != after for before, after in itertools.pairwise(regions))
    assert len(set(regions)) - 1 == changes


def test_every_line_was_read_on_a_day_that_has_come() -> None:
    today = datetime.now(UTC).date()
    days = {one.id: one.checked_on for one in (*LINES, *DIRECTORIES)}
    assert {} == {one: day for one, day in days.items() if not date(2026, 1, 1) <= day <= today}


def test_every_line_was_read_twice() -> None:
    today = datetime.now(UTC).date()
    assert [one.id for one in LINES if one.second_reading is None or one.second_reading > today] == []


def test_no_line_rests_on_a_list_that_was_refused() -> None:
    read = [(one.id, source.where) for one in (*LINES, *DIRECTORIES) for source in one.sources]
    assert [place for place in read if any(name.lower() in place[1].lower() for name in REFUSED)] == []
    assert [place for place in read if "wikipedia" in place[1].lower()] == []


def test_a_number_is_known_to_libphonenumber_or_carries_a_written_reason() -> None:
    assert [(one, way.at) for one, way, known in _numbers() if not known and not way.reason] == []


def test_a_reason_stands_only_where_one_is_needed() -> None:
    assert [(one, way.at) for one, way, known in _numbers() if known and way.reason] == []


def test_no_number_stands_twice_in_a_line() -> None:
    doubled = [
        one.id for one in LINES if max(Counter((way.reach, dialled(way.at) or way.at) for way in one.ways).values()) > 1
    ]
    assert doubled == []


def test_two_lines_of_a_country_share_no_number() -> None:
    numbers = Counter((one.region, dialled(way.at)) for one in LINES for way in one.ways if way.reach is Reach.CALL)
    assert [number for number, times in numbers.items() if times > 1] == []


def test_an_emergency_number_is_not_sold_as_a_line() -> None:
    emergency = {place.region: set(place.numbers) for place in library().emergency}
    assert [one.id for one in LINES if {dialled(way.at) for way in one.ways} & emergency[one.region]] == []


def test_an_address_of_a_chat_opens_nothing() -> None:
    addresses = [way.at for one in LINES for way in one.ways if way.reach not in NUMBERED]
    assert [one for one in [*addresses, *(each.address for each in DIRECTORIES)] if "://" in one or "www." in one] == []


def test_hours_are_written_in_one_way() -> None:
    form = re.compile(r"(Every day|Monday)\b.*\d.*\.")
    hours = {way.hours for one in LINES for way in one.ways if way.hours}
    assert {one for one in hours if one != DAY_AND_NIGHT and not form.fullmatch(one)} == set()


def test_a_word_on_the_police_has_words_to_explain_it() -> None:
    told = [one for one in LINES if one.without_police is not None]
    assert told
    assert [one.id for one in told if "police" not in one.note] == []


# --- words --------------------------------------------------------------------------------------------------


def test_what_a_line_is_for_is_read_at_grade_five() -> None:
    assert {one.id: said for one in LINES if grade(said := f"{one.says}\n{one.note}") > 5} == {}
    assert {one.id: one.says for one in DIRECTORIES if grade(one.says) > 5} == {}


def test_what_a_line_is_for_is_said_in_short_sentences() -> None:
    said = [sentence for one in LINES for sentence in sentences(f"{one.says}\n{one.note}")]
    assert [sentence for sentence in said if count_words(sentence) > LONGEST_SENTENCE] == []
    assert [one.id for one in LINES if count_words(one.note) > LONGEST_NOTE] == []


def test_every_sentence_ends() -> None:
    said = [text for one in LINES for text in (one.says, one.note, *(way.hours for way in one.ways)) if text]
    assert [text for text in said if not text.endswith(".")] == []


# --- the page that tells of it ------------------------------------------------------------------------------


def test_the_page_counts_the_lines_of_every_country() -> None:
    told = dict(re.findall(r"^\| ([^|]+?) \| (\d+) \|$", PAGE.read_text("utf-8"), re.MULTILINE))
    counted = Counter(COUNTRIES[one.region] for one in LINES)
    assert {country: str(times) for country, times in counted.items()} == told


def test_the_page_says_that_nobody_rang() -> None:
    assert "nobody rang" in PAGE.read_text("utf-8").lower()


def test_a_directory_says_where_it_is() -> None:
    assert all(isinstance(one, Directory) and "." in one.address for one in DIRECTORIES)


def _numbers() -> list[tuple[str, Way, bool]]:
    return [(one.id, way, listed(way.at, one.region)) for one in LINES for way in one.ways if way.reach in NUMBERED]
