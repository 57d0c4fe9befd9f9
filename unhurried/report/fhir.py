"""How I was, and totals of measures taken elsewhere, as a FHIR R4 bundle of Observations for a records system.

It carries what the person said of themselves and nothing else: no name, no note, nobody else, no questionnaire. Codes of
LOINC stand where there is one that we have read; the rest has a code system of our own, whose address names nobody.
Ids are new in every bundle, so that none leads back to a row of the notebook.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec

from unhurried.content.along import AlongWords
from unhurried.domain.steadying import Checkin

OWN_CODES = "urn:uuid:5b0c7d4e-6a8f-4f6e-9a51-3a8d2c1e7f90"
"""Our own codes for how someone says they are. Nobody has validated them, and they are no measure."""

LOINC = "http://loinc.org"
LOINC_TOTALS = {
    "phq9": ("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"),
    "gad7": ("70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"),
    "pcl5": ("101698-9", "PTSD PCL-5 score [PCL-5]"),
}
"""Read on 2026-11-25: the first two in HL7's personal health record guide, the third in a copy of LOINC's page."""

_CATEGORY = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
            "display": "Survey",
        }
    ]
}
_SCORES = {"unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}

Resource = dict[str, Any]


class Total(NamedTuple):
    """A measure taken elsewhere: what it is called, its total, and the day."""

    name: str
    total: float
    on: date


class NotABundle(ValueError):
    """What was put together does not fit FHIR. The message holds none of its words."""


def make_bundle(
    checkins: Iterable[Checkin],
    totals: Sequence[Total],
    words: AlongWords,
    made: datetime,
    new_id: Callable[[], UUID] = uuid4,
) -> bytes:
    """JSON of a Bundle: one Patient about whom nothing is said, then an Observation for each check-in and each total.

    With the extra `handover` installed it is checked as well (NotABundle).
    """
    person = f"urn:uuid:{new_id()}"
    observations = [_checkin(one, words) for one in checkins] + [_total(one) for one in totals]
    entries = [{"fullUrl": person, "resource": {"resourceType": "Patient"}}]
    entries += [{"fullUrl": f"urn:uuid:{new_id()}", "resource": _about(person, one)} for one in observations]
    bundle = {"resourceType": "Bundle", "type": "collection", "timestamp": _moment(made), "entry": entries}
    made_bundle = msgspec.json.encode(bundle)
    if find_spec("fhir") is not None:
        check_bundle(made_bundle)
    return made_bundle


def check_bundle(bundle: bytes) -> None:
    """Raises NotABundle. The model is R4B's, in which these resources are as in R4."""
    from fhir.resources.R4B.bundle import Bundle  # noqa: PLC0415  an optional package, slow to import

    try:
        Bundle.model_validate_json(bundle)
    except ValueError as error:
        raise NotABundle(type(error).__name__) from None


def loinc_of(name: str) -> tuple[str, str] | None:
    """Code and display of the total of a measure, however its name is spelled: PHQ-9, phq 9."""
    return LOINC_TOTALS.get(re.sub(r"[\W_]+", "", name).casefold())


def _checkin(one: Checkin, words: AlongWords) -> Resource:
    state = {"valueCodeableConcept": _own(one.state.value, words.say(f"state_{one.state.value}"))}
    parts = [part for part in (_stayed(one, words), *_numbers(one, words)) if part]
    observation = {"code": _own("state", words.say("head_state")), "effectiveDateTime": _moment(one.local), **state}
    return observation | ({"component": parts} if parts else {})


def _stayed(one: Checkin, words: AlongWords) -> Resource | None:
    if one.presence is None:
        return None
    answer = words.say({"yes": "head_yes", "partly": "head_partly", "no": "head_no"}[one.presence.value])
    return {
        "code": _own("presence", words.say("fhir_presence")),
        "valueCodeableConcept": _own(f"presence-{one.presence.value}", answer),
    }


def _numbers(one: Checkin, words: AlongWords) -> list[Resource]:
    said = {"activation": one.activation, "toward": one.toward, "away": one.away}
    return [
        {"code": _own(name, words.say(f"fhir_{name}")), "valueInteger": value}
        for name, value in said.items()
        if value is not None
    ]


def _total(one: Total) -> Resource:
    known = loinc_of(one.name)
    coding = {"coding": [{"system": LOINC, "code": known[0], "display": known[1]}]} if known else {}
    value = int(one.total) if one.total == int(one.total) else one.total
    return {
        "code": {**coding, "text": one.name},
        "effectiveDateTime": one.on.isoformat(),
        "valueQuantity": {"value": value, **_SCORES},
    }


def _about(person: str, observation: Resource) -> Resource:
    """Said by the person about themselves."""
    of_person = {"reference": person}
    head = {"resourceType": "Observation", "status": "final", "category": [_CATEGORY]}
    return {**head, **observation, "subject": of_person, "performer": [of_person]}


def _own(code: str, display: str) -> Resource:
    return {"coding": [{"system": OWN_CODES, "code": code.replace("_", "-"), "display": display}], "text": display}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
