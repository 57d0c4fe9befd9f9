"""The bundle for a records system: it fits FHIR, and holds how someone was and nothing that leads to anyone."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest

from unhurried.content.library import library
from unhurried.domain.steadying import Checkin, Company, Presence, State
from unhurried.report.fhir import LOINC, OWN_CODES, NotABundle, Total, check_bundle, loinc_of, make_bundle

MADE = datetime(2026, 6, 1, 9, tzinfo=UTC)


def checkin(number: int, state: State = State.LOW, **more: object) -> Checkin:
    at = datetime(2026, 1, 1, 9, tzinfo=UTC) + timedelta(days=number)
    return Checkin(id=UUID(int=number), at=at, offset_minutes=120, written=at, state=state, **more)


def bundle(*checkins: Checkin, totals: tuple[Total, ...] = ()) -> bytes:
    return make_bundle(checkins, totals, library().along, MADE)


def observations(made: bytes) -> list[dict]:
    resources = [entry["resource"] for entry in json.loads(made)["entry"]]
    return [one for one in resources if one["resourceType"] == "Observation"]


FULL = checkin(
    5,
    State.KEYED_UP,
    presence=Presence.PARTLY,
    activation=4,
    toward=1,
    away=3,
    company=Company.ONE,
    with_whom="CANARY Heron",
    where="CANARY kitchen",
    note="CANARY words",
)


def test_every_kind_of_check_in_and_total_fits_fhir():
    each = [checkin(number, state) for number, state in enumerate(State, start=1)]
    stayed = [checkin(20 + number, presence=one) for number, one in enumerate(Presence)]
    totals = (Total("PHQ-9", 12, date(2026, 1, 2)), Total("another", 7.5, date(2026, 1, 3)))
    made = bundle(*each, *stayed, FULL, totals=totals)

    check_bundle(made)
    assert len(State) + len(Presence) + 1 + 2 == len(observations(made))


def test_a_bundle_with_nothing_in_it_fits_too():
    made = bundle()

    check_bundle(made)
    assert [] == observations(made)


@pytest.mark.parametrize("spoiled", [b'"status":"final",', b'"code":{"coding":'])
def test_one_that_does_not_fit_is_refused_without_its_words(spoiled: bytes):
    broken = bundle(FULL).replace(spoiled, b"" if spoiled.endswith(b",") else b'"kode":{"coding":')

    with pytest.raises(NotABundle) as refused:
        check_bundle(broken)
    assert "keyed up" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_it_holds_no_word_of_the_person_and_nobody_else():
    made = bundle(FULL)

    assert b"CANARY" not in made
    assert b"hurried" not in made
    patient = json.loads(made)["entry"][0]["resource"]
    assert {"resourceType": "Patient"} == patient


def test_no_id_leads_back_to_the_notebook_and_each_bundle_has_new_ones():
    first, second = bundle(FULL), bundle(FULL)

    assert str(FULL.id).encode() not in first
    assert set() == ids(first) & ids(second)
    assert 2 == len(ids(first))


def ids(made: bytes) -> set[str]:
    return {entry["fullUrl"] for entry in json.loads(made)["entry"]}


def test_a_check_in_tells_how_someone_was_when_on_their_own_clock():
    (told,) = observations(bundle(FULL))

    assert "2026-01-06T11:00:00+02:00" == told["effectiveDateTime"]
    assert (OWN_CODES, "keyed-up", "keyed up") == tuple(told["valueCodeableConcept"]["coding"][0].values())
    assert ["presence", "activation", "toward", "away"] == [
        part["code"]["coding"][0]["code"] for part in told["component"]
    ]
    assert [4, 1, 3] == [part["valueInteger"] for part in told["component"][1:]]
    assert told["subject"] == told["performer"][0]


def test_what_was_left_open_is_left_out():
    (told,) = observations(bundle(checkin(1)))

    assert "component" not in told


@pytest.mark.parametrize("name", ["PHQ-9", "phq 9", "PHQ\N{NON-BREAKING HYPHEN}9", "Phq_9"])
def test_a_known_measure_has_its_code_however_it_is_spelled(name: str):
    (told,) = observations(bundle(totals=(Total(name, 12, date(2026, 1, 2)),)))

    assert (LOINC, "44261-6") == tuple(told["code"]["coding"][0].values())[:2]
    assert name == told["code"]["text"]
    assert (12, "2026-01-02") == (told["valueQuantity"]["value"], told["effectiveDateTime"])


def test_a_measure_we_have_read_no_code_for_goes_by_its_name():
    (told,) = observations(bundle(totals=(Total("PHQ-15", 12.5, date(2026, 1, 2)),)))

    assert {"text": "PHQ-15"} == told["code"]
    assert 12.5 == told["valueQuantity"]["value"]
    assert loinc_of("PHQ-15") is None


def test_ids_come_from_where_they_are_asked_for():
    numbers = count(1)
    made = make_bundle([checkin(1)], (), library().along, MADE, lambda: UUID(int=next(numbers)))

    assert {f"urn:uuid:{UUID(int=1)}", f"urn:uuid:{UUID(int=2)}"} == ids(made)
