"""The made-up year has limits, so that room limits is not empty; none of them raises a flag or goes to who did harm."""

from tests.unit.test_demo_year import ENDING, of_kind, year
from unhurried.content.library import library
from unhurried.domain.limits import HowReceived, Limit, Received
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Flag
from unhurried.insight.limits import received_by
from unhurried.journey.limits import can_say
from unhurried.journey.safety import ask_gate


def limits() -> list[Limit]:
    return [one for one in of_kind(Limit) if isinstance(one, Limit)]


def test_limits_of_several_kinds_are_kept_with_several_people_and_one_with_nobody() -> None:
    assert len({one.whom for one in limits()}) >= 5
    assert None in {one.whom for one in limits()}
    assert len({one.meant_for for one in limits()}) == 3


def test_every_way_of_receiving_but_punished_occurs() -> None:
    how = {one.how for one in of_kind(Received) if isinstance(one, Received)}

    assert set(HowReceived) - {HowReceived.PUNISHED} == how
    assert DangerSign.PUNISHED not in {one.sign for one in of_kind(Flag) if isinstance(one, Flag)}


def test_none_is_for_someone_whom_a_flag_reaches_and_each_may_still_be_said() -> None:
    gate = ask_gate(year().kept, ENDING)

    assert [] == [one.limit for one in limits() if one.whom and gate.reaches(one.whom)]
    assert [] == [one.limit for one in limits() if not can_say(library(), year().kept, one, ENDING)]


def test_someone_has_a_list_of_what_happened() -> None:
    juniper = next(one for one in of_kind(Someone) if isinstance(one, Someone) and one.code_name == "Juniper")
    told = received_by([row.entry for row in year().kept], juniper.id, reached=False).told

    assert len(told) >= 3
    assert told[0].received.at > told[-1].received.at
