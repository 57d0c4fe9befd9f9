"""What holds a step, in words, and where the answers behind it can be looked at again."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from unhurried.domain.notebook import Kept
from unhurried.domain.safety import Because, Hold
from unhurried.pages.held import held_words

DANGER = frozenset(
    {
        Because.NOW,
        Because.SHARED_HOME,
        Because.FLAG,
        Because.HARMED_ME,
        Because.LINKED,
        Because.NOT_KNOWN_HERE,
        Because.SAFETY_FIRST,
    }
)

_EVERYWHERE = frozenset({Because.NOW, Because.SHARED_HOME})

AGAIN = {
    Because.NOW: "flags",
    Because.SHARED_HOME: "flags",
    Because.FLAG: "flags",
    Because.HARMED_ME: "flags",
    Because.LINKED: "flags",
    Because.STOP_SIGN: "stop_signs",
    Because.SAFETY_FIRST: "readiness",
    Because.STEADYING_FIRST: "readiness",
    Because.NO_LOOK_YET: "readiness",
    Because.NEED_NOT_COVERED: "needs",
    Because.COULD_PAY: "answers",
    Because.GOING_ALONG: "answers",
}
"""Where each reason can be looked at again."""


class StepHold(NamedTuple):
    """reasons: sentences. danger: someone or something dangerous is behind it. again: ways to look at the answers.

    ask: about whom the danger questions come first.
    """

    reasons: list[str]
    danger: bool
    again: tuple[str, ...]
    ask: tuple[UUID, ...]


def step_hold(holds: Sequence[Hold], kept: Sequence[Kept]) -> StepHold | None:
    if not holds:
        return None
    holds = [hold for hold in holds if hold.because in DANGER] or list(holds)  # beside danger, nothing else is asked
    if any(hold.because in _EVERYWHERE for hold in holds):  # it may have come up since the last look
        holds = [hold for hold in holds if hold.because is not Because.SAFETY_FIRST]
    return StepHold(
        reasons=held_words(holds, kept),
        danger=any(hold.because in DANGER for hold in holds),
        again=tuple(dict.fromkeys(AGAIN[hold.because] for hold in holds if hold.because in AGAIN)),
        ask=tuple(hold.whom for hold in holds if hold.because is Because.NOT_ASKED and hold.whom is not None),
    )
