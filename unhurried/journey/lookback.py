"""Room lookback: the person's own sentence, bringing in what was written elsewhere, and erasing one thing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.lookback import OwnReading
from unhurried.domain.needs import MeetsNeed, NamedNeed
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import WeeksAfter
from unhurried.domain.selftrust import PromiseOutcome, SmallReturn
from unhurried.domain.signals import SecondLook
from unhurried.domain.steadying import Checkin, State
from unhurried.domain.steps import AskedAfter, ShelvedStep, StepOutcome
from unhurried.journey.stamp import Stamp
from unhurried.report.table import Reading

BROUGHT_IN = b"brought in"
"""What the secret for ids of lines is made for, from the key of the notebook."""

LEAVE_OUT = "leave_out"
"""What a person says about a mood whose lines stay out."""


class UnknownMeaning(ValueError):
    """What was said about a mood is no state, and not to leave it out. Carries the words."""


def erase_one(notebook: Notebook, entry_id: UUID) -> None:
    """One entry, and what says something about it and nothing else, in one write."""
    entries = [row.entry for row in notebook.entries().kept]
    notebook.write(erase=[entry_id, *(entry.id for entry in entries if _is_only_about(entry, entry_id))])


_ABOUT: dict[type[Entry], str] = {
    WeeksAfter: "hurt",
    SecondLook: "alarm",
    NamedNeed: "need",
    StepOutcome: "plan",
    AskedAfter: "plan",
    ShelvedStep: "step",
    PromiseOutcome: "promise",
    SmallReturn: "stopped",
}
"""The field that says what an entry is about, where it is about one thing only."""


def _is_only_about(entry: Entry, entry_id: UUID) -> bool:
    if isinstance(entry, MeetsNeed):
        return entry.need == str(entry_id) or entry.where == entry_id
    field = _ABOUT.get(type(entry))
    return field is not None and str(getattr(entry, field)) == str(entry_id)


def keep_own_reading(notebook: Notebook, when: Stamp, words: str) -> None:
    """The person's own sentence about how they read alarms, in place of the last one. No words: there is none."""
    known = [row for row in notebook.entries().kept if isinstance(row.entry, OwnReading)]
    if not words.strip():
        notebook.write(erase=[row.entry.id for row in known])
    elif not known:
        notebook.write(add=[OwnReading(**when, words=words)])
    elif isinstance(known[-1].entry, OwnReading) and known[-1].entry.words != words:
        notebook.write(revise=[Kept(msgspec.structs.replace(known[-1].entry, words=words), known[-1].revision)])


def bring_in(notebook: Notebook, reading: Reading, now: datetime, secret: bytes) -> int:
    """Everything that could be read, in one write. Returns how many were new: what is here already stays as it is.

    secret: known to the open notebook alone. The id of a line follows from what it says, and ids lie in the clear:
    without a secret in it, anyone with the file could try every line there might be.
    """
    new = [
        msgspec.structs.replace(row, id=_own_id(row.id, secret), written=now)
        for row in _not_here(notebook.entries().kept, reading, secret)
    ]
    if new:
        notebook.write(add=new)
    return len(new)


def count_new(kept: Iterable[Kept], reading: Reading, secret: bytes) -> int:
    """How many of the lines that can be read are not in the notebook yet."""
    return len(_not_here(kept, reading, secret))


def _not_here(kept: Iterable[Kept], reading: Reading, secret: bytes) -> list[Checkin]:
    """Lines that are not here by their id, as they are or as they were brought in under another key."""
    entries = [row.entry for row in kept]
    ids = frozenset(entry.id for entry in entries)
    said = {_said(entry) for entry in entries if isinstance(entry, Checkin) and entry.brought_in}
    return [row for row in reading.rows if _own_id(row.id, secret) not in ids and _said(row) not in said]


def _own_id(line: UUID, secret: bytes) -> UUID:
    return UUID(bytes=blake2b(line.bytes, key=secret, digest_size=16).digest(), version=4)


def _said(checkin: Checkin) -> Checkin:
    """What it says, whatever its id and whenever it was written down."""
    return msgspec.structs.replace(checkin, id=UUID(int=0), written=checkin.at)


def meanings(said: Mapping[str, str]) -> dict[str, State | None]:
    """What each mood stands for, from ids of states or their words. UnknownMeaning."""
    return {mood: _meaning(words) for mood, words in said.items()}


def _meaning(words: str) -> State | None:
    said = "_".join(words.casefold().replace("-", " ").replace("_", " ").split())
    if said == LEAVE_OUT:
        return None
    try:
        return State(said)
    except ValueError:
        raise UnknownMeaning(words) from None
