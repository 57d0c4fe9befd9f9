"""Room readiness: a person's own look at seven signs, and three that call for steadying first.

There is no total and no pass mark. An answer that was skipped is no answer, and opens nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

import msgspec

from unhurried.domain.base import Entry, ImpossibleEntry, check_words

SPEAKS_FOR = timedelta(days=60)
"""How long a look at readiness speaks for now. Our own choice."""

STANDS_TOGETHER = timedelta(days=1)
"""Looks this close to the latest one are read together, and the most careful of them stands."""


class ReadySign(Enum):
    """The seven of the guide, S39 to S45."""

    EASIER_PEOPLE = "easier_people"
    SETTLING_NEAR = "settling_near"
    CURIOUS = "curious"
    WAYS_TO_COPE = "ways_to_cope"
    NOW_AND_THEN = "now_and_then"
    SUPPORT = "support"
    DRAWN_TO_HEALING = "drawn_to_healing"


class SteadySign(Enum):
    """The three that call for steadying first, S46 to S48."""

    FLASHBACKS = "flashbacks"
    LOSING_TIME = "losing_time"
    SHUT_DOWN_FOR_DAYS = "shut_down_for_days"


class Ready(Enum):
    YES = "yes"
    A_LITTLE = "a_little"
    NOT_NOW = "not_now"


class Often(Enum):
    """How often one of the three steadying signs is there."""

    SELDOM = "seldom"
    SOME_DAYS = "some_days"
    MOST_DAYS = "most_days"


HAS_TO_BE_THERE = (ReadySign.WAYS_TO_COPE, ReadySign.NOW_AND_THEN)
"""Without one of these a step can do more harm than good. The other five tell, and hold nothing."""


class ReadyAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """None is a skip. example: the person's own."""

    sign: ReadySign
    ready: Ready | None = None
    example: str = ""


class SteadyAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sign: SteadySign
    often: Often | None = None


class Readiness(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="readiness.1"):
    """One look at the ten signs. What is not named was skipped."""

    ready: tuple[ReadyAnswer, ...] = ()
    steady: tuple[SteadyAnswer, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        for field in ("ready", "steady"):
            signs = [answer.sign for answer in getattr(self, field)]
            if len(signs) != len(set(signs)):
                raise ImpossibleEntry(field, "answers a sign twice")
        for answer in self.ready:
            check_words("example", answer.example)


class Outcome(Enum):
    """What a look at readiness comes to. Each is a full shelf of things to do; none is better."""

    SAFETY_FIRST = "safety_first"
    STEADYING_FIRST = "steadying_first"
    SMALL_STEPS = "small_steps"


class Found(msgspec.Struct, frozen=True):
    """An outcome and the signs it rests on. With nothing named, too little was answered."""

    outcome: Outcome
    because: tuple[ReadySign | SteadySign, ...] = ()
    skipped: tuple[ReadySign | SteadySign, ...] = ()


def find_outcome(entries: Iterable[Entry], now: datetime) -> Found | None:
    """What the latest look says, or None when there is none that speaks for now. It knows nothing of danger."""
    looks = [entry for entry in entries if isinstance(entry, Readiness)]
    if not looks:
        return None
    latest = max(look.written for look in looks)
    if now - latest > SPEAKS_FOR:
        return None
    together = [look for look in looks if latest - look.written <= STANDS_TOGETHER]
    return _most_careful([_read(look) for look in sorted(together, key=lambda look: (look.written, look.id))])


def _read(look: Readiness) -> Found:
    ready = {answer.sign: answer.ready for answer in look.ready}
    steady = {answer.sign: answer.often for answer in look.steady}
    because: list[ReadySign | SteadySign] = [sign for sign in SteadySign if steady.get(sign) is Often.MOST_DAYS]
    because += [sign for sign in HAS_TO_BE_THERE if ready.get(sign) is Ready.NOT_NOW]
    skipped: list[ReadySign | SteadySign] = [sign for sign in SteadySign if steady.get(sign) is None]
    skipped += [sign for sign in HAS_TO_BE_THERE if ready.get(sign) is None]
    outcome = Outcome.STEADYING_FIRST if because or skipped else Outcome.SMALL_STEPS
    return Found(outcome, tuple(because), tuple(skipped))


def _most_careful(found: list[Found]) -> Found:
    """The last of those that say steadying first, or the last of all."""
    careful = [one for one in found if one.outcome is Outcome.STEADYING_FIRST]
    return (careful or found)[-1]
