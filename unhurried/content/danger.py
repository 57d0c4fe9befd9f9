"""What the danger questions and the questions about stop signs may hold.

The wording is ours and nobody has tested it. No answer is weighed against another: there is no figure here to add up.
"""

from datetime import date
from enum import Enum

import msgspec

from unhurried.domain.safety import DangerSign, StopSign

NAMED_ALONE = frozenset(
    {
        DangerSign.CHOKED,
        DangerSign.WEAPON,
        DangerSign.THREAT_TO_KILL,
        DangerSign.FOLLOWED,
        DangerSign.LEAVING,
        DangerSign.THREAT_TO_CHILDREN,
    }
)
"""Signs of danger to life. Each has one plain line that rests on a claim, which says whom it was studied in."""


class Part(Enum):
    """The questions come in four short parts."""

    BODY = "body"
    THREATS = "threats"
    CONTROL = "control"
    EVERY_DAY = "every_day"


class DangerQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. "They" is the person it is about, or anyone in the person's life now.

    named: the sign in a few words, for lists. why: one plain line on why it is asked. claim: what that line rests on.
    """

    id: DangerSign
    part: Part
    named: str
    question: str
    why: str
    reviewed: date
    checklist: int
    claim: str = ""

    def __post_init__(self) -> None:
        if self.id in NAMED_ALONE and not self.claim:
            raise ValueError(f"{self.id.value}: a sign of danger to life rests on a claim")


class DangerName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sign that comes from something the person did, and how it is asked about again before it is taken back."""

    id: DangerSign
    named: str
    question: str
    reviewed: date
    checklist: int


class StopQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question about how the person is. then: what a yes changes, and nothing more."""

    id: StopSign
    named: str
    question: str
    then: str
    reviewed: date
    checklist: int


class Danger(msgspec.Struct, frozen=True):
    """All of them, in the order in which they are asked."""

    questions: dict[DangerSign, DangerQuestion]
    names: dict[DangerSign, DangerName]
    stops: dict[StopSign, StopQuestion]

    def in_part(self, part: Part) -> tuple[DangerQuestion, ...]:
        return tuple(question for question in self.questions.values() if question.part is part)

    def named(self, sign: DangerSign) -> str:
        return (self.questions.get(sign) or self.names[sign]).named

    def asked_again(self, sign: DangerSign) -> str:
        return (self.questions.get(sign) or self.names[sign]).question
