"""Room lookback: the person's own sentence, the harm check, bringing in from elsewhere, and erasing one thing."""

from collections.abc import Container, Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.limits import Received
from unhurried.domain.lookback import HarmCheck, OwnReading, SinceBegun, latest_harm_check
from unhurried.domain.needs import MeetsNeed, NamedNeed
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import WeeksAfter
from unhurried.domain.selftrust import PromiseOutcome, SmallReturn
from unhurried.domain.signals import SecondLook
from unhurried.domain.steadying import BodySign, Checkin, State
from unhurried.domain.steps import AskedAfter, ShelvedStep, StepOutcome
from unhurried.domain.support import HelpSession
from unhurried.domain.today import Declined
from unhurried.journey.stamp import Stamp
from unhurried.report.meaning import Meaning, Role, Stays
from unhurried.report.table import Reading

BROUGHT_IN = b"brought in"
"""What the secret for ids of lines is made for, from the key of the notebook."""

LEAVE_OUT = "leave_out"
"""What a person says about a mood whose lines stay out."""


_LENGTH_OF_ID = 36

HARM_CHECK = "harm_check"
"""What is kept as declined when the question is put off."""

FIRST_HARM_CHECK = timedelta(days=21)
HARM_CHECK_EVERY = timedelta(days=28)
"""The question comes three weeks after the first entry, and every four weeks after an answer or a no."""


class UnknownMeaning(ValueError):
    """What was said about a mood is no state, and not to leave it out. Carries the words."""


def erase_one(notebook: Notebook, entry_id: UUID) -> None:
    """One entry, and what says something about it and nothing else, in one write."""
    entries = [row.entry for row in notebook.entries().kept]
    notebook.write(erase=[entry_id, *(entry.id for entry in entries if _is_only_about(entry, entry_id))])


def goes_with(entry: Entry, gone: Container[UUID]) -> bool:
    """Whether the entry says something about one of these and nothing else."""
    return any(_is_only_about(entry, one) for one in _ids_in(entry) if one in gone)


def _ids_in(entry: Entry) -> list[UUID]:
    """Every id of another entry that stands in its fields: as an id, or as text where ids of content stand too."""
    values = (getattr(entry, field) for field in entry.__struct_fields__ if field != "id")
    return [one for value in values if (one := _as_id(value)) is not None]


def _as_id(value: object) -> UUID | None:
    if isinstance(value, str) and len(value) == _LENGTH_OF_ID:
        try:
            return UUID(value)
        except ValueError:
            return None
    return value if isinstance(value, UUID) else None


_ABOUT: dict[type[Entry], str] = {
    WeeksAfter: "hurt",
    SecondLook: "alarm",
    NamedNeed: "need",
    StepOutcome: "plan",
    AskedAfter: "plan",
    ShelvedStep: "step",
    PromiseOutcome: "promise",
    SmallReturn: "stopped",
    HelpSession: "helper",
    Received: "limit",
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


def asks_harm_check(entries: Iterable[Entry], now: datetime) -> bool:
    """Whether it is time to ask if things got worse since the person began here."""
    entries = list(entries)
    begun = min((entry.written for entry in entries if not _came_from_elsewhere(entry)), default=now)
    put_off = [one.at for one in entries if isinstance(one, Declined) and one.suggestion == HARM_CHECK]
    answered = latest_harm_check(entries)
    latest = max([*put_off, *([answered.at] if answered else [])], default=None)
    if now - begun < FIRST_HARM_CHECK:
        return False
    return latest is None or now - latest >= HARM_CHECK_EVERY


def _came_from_elsewhere(entry: Entry) -> bool:
    return isinstance(entry, Checkin) and entry.brought_in


def answer_harm_check(notebook: Notebook, when: Stamp, since: SinceBegun) -> None:
    """What was sent twice is kept once."""
    if all(row.entry.id != when["id"] for row in notebook.entries().kept):
        notebook.write(add=[HarmCheck(**when, since=since)])


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


def thing_meanings(said: Mapping[str, str]) -> dict[str, Meaning]:
    """What each activity or symptom stands for, from ids of signs in the body and states. UnknownMeaning."""
    return {thing: _thing(words) for thing, words in said.items()}


def column_roles(said: Mapping[str, str]) -> dict[str, Role]:
    """What each column of a table holds, from ids of roles. UnknownMeaning."""
    try:
        return {column: Role(words) for column, words in said.items()}
    except ValueError as unknown:
        raise UnknownMeaning(str(unknown)) from None


def _thing(words: str) -> Meaning:
    kinds: tuple[type[Stays | BodySign | State], ...] = (Stays, BodySign, State)
    for kind in kinds:
        if words in {one.value for one in kind}:
            return kind(words)
    raise UnknownMeaning(words)


def _meaning(words: str) -> State | None:
    said = "_".join(words.casefold().replace("-", " ").replace("_", " ").split())
    if said == LEAVE_OUT:
        return None
    try:
        return State(said)
    except ValueError:
        raise UnknownMeaning(words) from None
