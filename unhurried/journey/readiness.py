"""Room readiness: taking a look, and what it comes to."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.readiness import (
    STANDS_TOGETHER,
    Found,
    Often,
    Readiness,
    Ready,
    ReadyAnswer,
    ReadySign,
    SteadyAnswer,
    SteadySign,
    find_outcome,
)
from unhurried.domain.safety import readiness_outcome
from unhurried.journey.stamp import Stamp, after_all


class Looked(NamedTuple):
    """What the latest look comes to, once danger is seen. others: how many looks of the same day say something else."""

    found: Found
    at: datetime | None
    others: int


def record_look(
    notebook: Notebook,
    when: Stamp,
    ready: Mapping[ReadySign, tuple[Ready | None, str]],
    steady: Mapping[SteadySign, Often | None],
) -> Readiness:
    """Keep what was answered. A sign that was skipped is kept only if an example was written beside it."""
    look = Readiness(
        **after_all(when, (row.entry for row in notebook.entries().kept)),
        ready=tuple(
            ReadyAnswer(sign, answer, example) for sign, (answer, example) in ready.items() if answer or example
        ),
        steady=tuple(SteadyAnswer(sign, often) for sign, often in steady.items() if often),
    )
    notebook.write(add=[look])
    return look


def looked(kept: Iterable[Kept], now: datetime) -> Looked | None:
    """None when no look speaks for now and nothing else decides."""
    entries = [row.entry for row in kept]
    found = readiness_outcome(entries, now)
    if found is None:
        return None
    looks = [entry for entry in entries if isinstance(entry, Readiness)]
    latest = max((look.written for look in looks), default=None)
    own = find_outcome(entries, now)
    differing = [
        look
        for look in looks
        if latest is not None and latest - look.written <= STANDS_TOGETHER and find_outcome([look], now) != own
    ]
    return Looked(found, latest, len(differing))


def latest_look(kept: Iterable[Kept]) -> Readiness | None:
    """The last look, so that own examples can be taken over into the next."""
    looks = [row.entry for row in kept if isinstance(row.entry, Readiness)]
    return max(looks, key=lambda look: look.written, default=None)
