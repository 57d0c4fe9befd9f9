"""Looking back: what was said to have made it worse, told openly.

For: the person's own words on what did them no good here. Must not: count it up against anyone, or leave a time out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from unhurried.domain.base import Entry
from unhurried.domain.lookback import HarmCheck, SinceBegun
from unhurried.domain.steadying import Felt, PracticeTime
from unhurried.domain.steps import AskedAfter


class WorseBy(Enum):
    """What was said to have made it worse."""

    PRACTICE = "practice"
    STEP = "step"
    BEING_HERE = "being_here"


@dataclass(frozen=True, slots=True)
class MadeWorse:
    """One time. about: the id of the practice or the plan, or nothing."""

    at: datetime
    by: WorseBy
    about: str


def find_made_worse(entries: Iterable[Entry]) -> tuple[MadeWorse, ...]:
    """Every time the person said that something here made it worse, the newest first."""
    found = [one for one in map(_made_worse, entries) if one is not None]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _made_worse(entry: Entry) -> MadeWorse | None:
    if isinstance(entry, PracticeTime) and entry.felt is Felt.WORSE:
        return MadeWorse(entry.local, WorseBy.PRACTICE, entry.practice)
    if isinstance(entry, AskedAfter) and entry.felt is Felt.WORSE:
        return MadeWorse(entry.local, WorseBy.STEP, str(entry.plan))
    if isinstance(entry, HarmCheck) and entry.since is SinceBegun.WORSE:
        return MadeWorse(entry.local, WorseBy.BEING_HERE, "")
    return None
