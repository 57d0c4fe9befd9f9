"""Room safety: answering the danger questions, raising and taking back flags, stop signs, and asking the gate."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import NamedTuple
from uuid import UUID, uuid4

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.safety import (
    Asked,
    DangerSign,
    Flag,
    Gate,
    KeptAnswer,
    Lifting,
    Near,
    Stopped,
    StopSign,
    gate,
    waiting_liftings,
)
from unhurried.domain.steadying import Checkin
from unhurried.domain.steps import StepOutcome, StepPlan
from unhurried.journey.stamp import Stamp, after_all, beside


class Said(Enum):
    """The answer to one danger question. The middle one is handled as a yes. A skip has no answer."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Answered(NamedTuple):
    """What came of the danger questions. signs: what was raised as flags now. all_no: each was answered with no.

    asked: the id of the entry that says so.
    """

    signs: tuple[DangerSign, ...]
    all_no: bool
    asked: UUID


class Raised(NamedTuple):
    """A flag as the person sees it. opens: when it no longer holds, once it was taken back; None as long as it stands.

    said_no_since: all danger questions about the same person were answered with no later. It changes nothing.
    """

    flag: Flag
    opens: datetime | None
    said_no_since: datetime | None


def ask_gate(kept: Iterable[Kept], now: datetime) -> Gate:
    """The gate over the whole notebook. What fills most of it and holds nothing is left out, but for the one written
    last: a clock that was set back opens nothing."""
    entries: list[Entry] = []
    latest: Entry | None = None
    for row in kept:
        entry = row.entry
        if type(entry) not in _HOLDS_NOTHING:
            entries.append(entry)
        elif latest is None or entry.written > latest.written:
            latest = entry
    return gate(entries if latest is None else [*entries, latest], now)


_HOLDS_NOTHING = frozenset({Checkin, StepPlan, StepOutcome})


def answer_danger_questions(
    notebook: Notebook,
    when: Stamp,
    whom: UUID | None,
    answers: Mapping[DangerSign, Said | None],
    keep: frozenset[DangerSign] = frozenset(),
) -> Answered:
    """Raises a flag for every yes and every maybe. Nothing else is kept but that it was asked, and what was ticked.

    answers: every question on the page, None for one that was skipped. keep: signs whose single answer the person
    wants kept. The ids of the entries follow from the stamp's, so that a page sent twice raises each flag once, and a
    page sent again with other answers is not taken for the first.
    """
    when = after_all(when, _entries(notebook))
    signs = tuple(sign for sign, said in answers.items() if said in (Said.YES, Said.MAYBE))
    all_no = bool(answers) and all(said is Said.NO for said in answers.values())
    asked = Asked(**beside(when, f"asked {all_no}"), whom=whom, all_no=all_no)
    entries: list[Entry] = [asked]
    entries += [Flag(**beside(when, f"flag {sign.value}"), sign=sign, whom=whom) for sign in signs]
    entries += [
        KeptAnswer(**beside(when, f"answer {sign.value}"), sign=sign, yes=said is not Said.NO, whom=whom)
        for sign, said in answers.items()
        if sign in keep and said is not None
    ]
    notebook.write(add=entries)
    return Answered(signs, all_no, asked.id)


def raised_with(kept: Iterable[Kept], asked: Asked) -> tuple[DangerSign, ...]:
    """What the answers to these questions raised."""
    flags = [row.entry for row in kept if isinstance(row.entry, Flag)]
    return tuple(flag.sign for flag in flags if flag.whom == asked.whom and flag.written == asked.written)


def raise_flag(notebook: Notebook, when: Stamp, sign: DangerSign, whom: UUID | None) -> Flag:
    stamped = beside(after_all(when, _entries(notebook)), f"flag {sign.value}")
    flag = Flag(**stamped, sign=sign, whom=whom)
    notebook.write(add=[flag])
    return flag


def new_flags(entries: Iterable[Entry], when: Stamp, signs: Iterable[DangerSign], whom: UUID | None) -> list[Flag]:
    """One for each sign, about the person or now, unless one stands that nobody took back.

    For acts that raise flags in the same write as something else. Ids lie in the clear, so these are drawn by lot:
    nothing in the file ties a flag to what it came from.
    """
    kept = tuple(entries)
    lifted = {entry.lifts for entry in kept if isinstance(entry, Lifting)}
    standing = {(entry.sign, entry.whom) for entry in kept if isinstance(entry, Flag) and entry.id not in lifted}
    return [Flag(**{**when, "id": uuid4()}, sign=sign, whom=whom) for sign in signs if (sign, whom) not in standing]  # type: ignore[arg-type]


def name_stop_signs(notebook: Notebook, when: Stamp, signs: Iterable[StopSign]) -> None:
    """A sign that holds already is named once more, so that a lifting on its way does not end it."""
    when = after_all(when, _entries(notebook))
    notebook.write(add=[Stopped(**beside(when, f"stop {sign.value}"), sign=sign) for sign in signs])


def take_back(notebook: Notebook, when: Stamp, what: UUID, near: Near | None) -> datetime | None:
    """Take back a flag, a stop sign, a link or a shared home. Returns when it opens, or None when it does not count.

    A clock that was set back is not believed: what was written last happened before this. With another answer on who
    is near, a page sent again is another taking back, and comes after the first.
    """
    kept = _entries(notebook)
    latest = max([when["written"], *(entry.written for entry in kept)])
    if any(isinstance(entry, Lifting) and entry.lifts == what and entry.written == latest for entry in kept):
        latest += timedelta.resolution
    stamped = beside(when, f"lifting {near.value if near else near}")
    lifting = msgspec.structs.replace(Lifting(**stamped, lifts=what, near=near), written=latest)
    notebook.write(add=[lifting])
    return waiting_liftings([*kept, lifting], latest).get(what)


def flags_shown(kept: Sequence[Kept], now: datetime) -> list[Raised]:
    """Every flag, the newest first, with what was said since. Those that no longer hold are shown too."""
    entries = [row.entry for row in kept]
    opens = waiting_liftings(entries, datetime.min.replace(tzinfo=now.tzinfo))
    asked = [entry for entry in entries if isinstance(entry, Asked) and entry.all_no]
    flags = [entry for entry in entries if isinstance(entry, Flag)]
    return [Raised(flag, opens.get(flag.id), _no_since(flag, asked)) for flag in reversed(flags)]


def stops_shown(kept: Sequence[Kept], now: datetime) -> list[tuple[Stopped, datetime | None]]:
    """Stop signs that hold, and from when each one taken back no longer does."""
    entries = [row.entry for row in kept]
    waiting = waiting_liftings(entries, now)
    held = {hold.rests_on for hold in gate(entries, now).stops}
    return [(entry, waiting.get(entry.id)) for entry in entries if isinstance(entry, Stopped) and entry.id in held]


def taken_back(kept: Iterable[Kept]) -> frozenset[UUID]:
    """What was taken back, whether it still holds or not."""
    return frozenset(waiting_liftings((row.entry for row in kept), datetime.min.replace(tzinfo=UTC)))


def _no_since(flag: Flag, asked: Sequence[Asked]) -> datetime | None:
    later = [one.written for one in asked if one.whom == flag.whom and one.written >= flag.written]
    return max(later, default=None)


def _entries(notebook: Notebook) -> list[Entry]:
    return [row.entry for row in notebook.entries().kept]
