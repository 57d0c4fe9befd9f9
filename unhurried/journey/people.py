"""Room people: adding, linking, putting away and erasing people and groups, hurts and easier moments."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry
from unhurried.domain.crisis import UnavoidableContact
from unhurried.domain.learning import ParkedQuestion, TalkReview, TwoSides
from unhurried.domain.limits import Limit, Received
from unhurried.domain.needs import MeetsNeed
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Easier, Hurt, Link, Owned, SharedHome, Since, Someone, Warned, WeeksAfter
from unhurried.domain.safety import Asked, DangerSign, Flag, Hold, KeptAnswer, Lifting, gate, waiting_liftings
from unhurried.domain.signals import Alarm, SecondLook
from unhurried.domain.steadying import Checkin
from unhurried.domain.steps import StepPlan
from unhurried.domain.support import Helper, HelpSession
from unhurried.journey.stamp import Stamp, after_all, beside
from unhurried.journey.steps import hang_on

_Kind = TypeVar("_Kind", bound=Entry)

_WORD = re.compile(r"[^\W_]+")


class Tie(NamedTuple):
    """A link or a shared home that holds. other: who it leads to. ends: when it no longer holds, once taken back."""

    entry: Link | SharedHome
    other: UUID | None
    ends: datetime | None


def people(kept: Iterable[Kept]) -> list[Someone]:
    """Everyone, in the order of their code names; those put away come too, and say so."""
    found = [row.entry for row in kept if isinstance(row.entry, Someone)]
    return sorted(found, key=lambda someone: someone.code_name.casefold())


def names_taken(kept: Iterable[Kept], besides: UUID | None = None) -> frozenset[str]:
    """Code names in use, in the form in which two are compared."""
    return frozenset(same_name(one.code_name) for one in people(kept) if one.id != besides)


def same_name(code_name: str) -> str:
    return " ".join(code_name.casefold().split())


def add_someone(notebook: Notebook, someone: Someone) -> None:
    notebook.write(add=[someone])


def change_someone(notebook: Notebook, seen: Kept, **changes: object) -> Someone:
    """StaleRevision when it was changed in between. The old words are destroyed."""
    return _change(notebook, seen, Someone, changes)


def put_away(notebook: Notebook, seen: Kept, *, away: bool) -> Someone:
    """Kept, and no longer listed; or listed again."""
    return change_someone(notebook, seen, put_away=away)


def link(notebook: Notebook, when: Stamp, one: UUID, other: UUID) -> None:
    notebook.write(add=[Link(**when, one=one, other=other)])


def share_home(notebook: Notebook, when: Stamp, someone: UUID) -> None:
    notebook.write(add=[SharedHome(**when, someone=someone)])


def ties(kept: Iterable[Kept], someone: UUID, now: datetime) -> list[Tie]:
    """Links and shared homes of one person that still hold, those on their way out too."""
    entries = [row.entry for row in kept]
    ends = waiting_liftings(entries, datetime.min.replace(tzinfo=now.tzinfo))
    found = []
    for entry in entries:
        if isinstance(entry, (Link, SharedHome)) and someone in _named(entry) and not _is_over(ends.get(entry.id), now):
            other = next((one for one in _named(entry) if one != someone), None)
            found.append(Tie(entry, other, ends.get(entry.id)))
    return found


def note_easier(notebook: Notebook, when: Stamp, what: str, someone: UUID | None, *, is_place: bool) -> Easier:
    easier = Easier(**when, what=what, someone=someone, is_place=is_place)
    notebook.write(add=[easier])
    return easier


def change_easier(notebook: Notebook, seen: Kept, **changes: object) -> Easier:
    return _change(notebook, seen, Easier, changes)


def without_reached(entries: Iterable[Entry], kept: Iterable[Kept], now: datetime) -> list[Entry]:
    """Without check-ins that name someone whom a flag reaches, in whatever words stand around the code name."""
    rows = tuple(kept)
    found = gate((row.entry for row in rows), now)
    reached = [_spoken(one.code_name) for one in people(rows) if found.reaches(one.id)]
    return [one for one in entries if not (isinstance(one, Checkin) and _names_any(_spoken(one.with_whom), reached))]


def _spoken(words: str) -> str:
    """The words alone, with a space on each side."""
    return " ".join(["", *_WORD.findall(words.casefold()), ""])


def _names_any(said: str, names: Iterable[str]) -> bool:
    return any(name.strip() and name in said for name in names)


def easier_shown(kept: Iterable[Kept], now: datetime) -> list[Easier]:
    """Places and moments that were easier, the newest first. None about anyone whom a flag reaches."""
    entries = [row.entry for row in kept]
    found = gate(entries, now)
    easier = [entry for entry in entries if isinstance(entry, Easier)]
    return [one for one in reversed(easier) if one.someone is None or not found.reaches(one.someone)]


def note_hurt(  # noqa: PLR0913 - one argument for each question of the page
    notebook: Notebook,
    when: Stamp,
    what: str,
    someone: UUID | None,
    *,
    owned: Owned | None = None,
    repair: str = "",
    warned: Warned | None = None,
) -> Hurt:
    hurt = Hurt(**when, what=what, someone=someone, owned=owned, repair=repair, warned=warned)
    notebook.write(add=[hurt])
    return hurt


def change_hurt(notebook: Notebook, seen: Kept, **changes: object) -> Hurt:
    return _change(notebook, seen, Hurt, changes)


def hurts_with(kept: Iterable[Kept], someone: UUID) -> list[Hurt]:
    """The newest first."""
    return [row.entry for row in kept if isinstance(row.entry, Hurt) and row.entry.someone == someone][::-1]


def look_at_weeks_after(notebook: Notebook, when: Stamp, hurt: UUID, since: Since, note: str = "") -> None:
    """Another look at the weeks after a hurt; what was seen before stays. Nothing ever asks for it."""
    notebook.write(add=[WeeksAfter(**when, hurt=hurt, since=since, note=note)])


def weeks_after(kept: Iterable[Kept], hurt: UUID) -> list[WeeksAfter]:
    return [row.entry for row in kept if isinstance(row.entry, WeeksAfter) and row.entry.hurt == hurt]


def counted(kept: Iterable[Kept], someone: UUID) -> Counter[str]:
    """How many entries of each kind go when this person is erased, by the name of the kind."""
    entries = [row.entry for row in kept]
    gone = frozenset(mentions(entries, someone))
    return Counter(type(entry).__name__ for entry in entries if entry.id in gone)


def erase_someone(notebook: Notebook, when: Stamp, someone: UUID) -> None:
    """The person and all that mentions them, in one write.

    Whatever a flag on them reached keeps a flag of its own, which names nobody: an erasing opens no step.
    """
    entries = [row.entry for row in notebook.entries().kept]
    gone = mentions(entries, someone)
    notebook.write(add=_left_behind(entries, frozenset(gone), when), erase=gone)


def mentions(entries: Sequence[Entry], someone: UUID) -> list[UUID]:
    """The ids of the person's entry and of every entry that mentions them."""
    direct = [entry.id for entry in entries if someone in _named(entry)]
    ids = {someone, *direct}
    beside = [entry.id for entry in entries if entry.id not in ids and _hangs_on(entry, ids)]
    return [someone, *direct, *beside, *hang_on(entries, direct)]


def _hangs_on(entry: Entry, ids: set[UUID]) -> bool:
    """Whether the entry says something about one of these and nothing else."""
    if isinstance(entry, WeeksAfter):
        return entry.hurt in ids
    if isinstance(entry, Lifting):
        return entry.lifts in ids
    if isinstance(entry, SecondLook):
        return entry.alarm in ids
    if isinstance(entry, HelpSession):
        return entry.helper in ids
    if isinstance(entry, Received):
        return entry.limit in ids
    return isinstance(entry, MeetsNeed) and entry.where in ids


def _is_over(ends: datetime | None, now: datetime) -> bool:
    return ends is not None and ends <= now


def _change(notebook: Notebook, seen: Kept, kind: type[_Kind], changes: dict[str, object]) -> _Kind:
    changed = msgspec.structs.replace(seen.entry, **changes)
    if not isinstance(changed, kind):
        raise TypeError(type(seen.entry).__name__)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])
    return changed


def _named(entry: Entry) -> tuple[UUID | None, ...]:
    if isinstance(entry, Link):
        return (entry.one, entry.other)
    if isinstance(entry, (SharedHome, Easier, Hurt, UnavoidableContact, Helper)):
        return (entry.someone,)
    if isinstance(entry, (Flag, Asked, KeptAnswer, Alarm, Limit, TwoSides, TalkReview, ParkedQuestion)):
        return (entry.whom,)
    if isinstance(entry, MeetsNeed):
        return (entry.where,)
    if isinstance(entry, StepPlan):
        return entry.whom
    return ()


def _left_behind(entries: Sequence[Entry], gone: frozenset[UUID], when: Stamp) -> list[Flag]:
    """A flag for everyone who was held by something that goes, and one for now if it held everything.

    Also where something else holds them still: that may be taken back one day, and the erasing is not to open them.
    """
    before = gate(entries, when["written"])
    after = gate([entry for entry in entries if entry.id not in gone], when["written"])
    lost: list[UUID | None] = [
        one
        for one, holds in before.about.items()
        if one in after.known and _rests_on(holds) - _rests_on(after.about.get(one, ()))
    ]
    if _rests_on(before.everywhere) - _rests_on(after.everywhere):
        lost.append(None)
    stamped = after_all(when, entries)
    return [Flag(**beside(stamped, str(one)), sign=DangerSign.LINK_ERASED, whom=one) for one in lost]


def _rests_on(holds: Iterable[Hold]) -> frozenset[UUID | None]:
    return frozenset(hold.rests_on for hold in holds)
