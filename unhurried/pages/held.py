"""What the gate holds, in words. It says why, and never what somebody is."""

from collections.abc import Iterable

from unhurried.content.library import sentence
from unhurried.domain.notebook import Kept
from unhurried.domain.safety import Hold
from unhurried.journey.people import people


def held_words(holds: Iterable[Hold], kept: Iterable[Kept], kind: str = "held") -> list[str]:
    """A sentence for each reason, in the order in which the gate tells them. The same reason is told once.

    kind: how the ids of the sentences begin, in rooms that hold something else than a step.
    """
    names = {one.id: one.code_name for one in people(kept)}
    reasons = dict.fromkeys((hold.because, hold.whom) for hold in holds)
    said = [
        sentence(f"{kind}_{because.value}", name=names.get(whom) or sentence("someone_unnamed"))  # type: ignore[arg-type]
        for because, whom in reasons
    ]
    return list(dict.fromkeys(said))
