"""Room safety: danger signs, stop signs and what they hold. The one place that decides what may be offered.

The gate is a pure function of what is in the notebook and of the time. Every room asks it, and nothing else decides.
It can only hold. It never says that someone is safe, it counts nothing, and one sign is enough.
Reaching help is never held, so there is nothing here that could hold it. The crisis plan and its like: `crisis`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta, timezone
from enum import Enum
from typing import TypeVar
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry, check_words
from unhurried.domain.needs import not_negotiable
from unhurried.domain.people import Link, SharedHome, Someone
from unhurried.domain.readiness import Found, Outcome, find_outcome

LIFTING_TAKES = timedelta(hours=24)
MORNING = time(6)
"""A lifting takes effect after a day, and not before six in the morning of the next day on the person's clock."""

_Kind = TypeVar("_Kind", bound=Entry)


# --- what a person can record -------------------------------------------------------------------------------


class DangerSign(Enum):
    """What a flag stands for. The questions to it are content; the last two come from acts of the person."""

    HURT = "hurt"
    CHOKED = "choked"
    FORCED = "forced"
    SEX_FOR_PEACE = "sex_for_peace"
    THREAT_TO_KILL = "threat_to_kill"
    THREAT_TO_CHILDREN = "threat_to_children"
    THREAT_TO_SELF = "threat_to_self"
    OTHER_THREAT = "other_threat"
    WEAPON = "weapon"
    FOLLOWED = "followed"
    CONTROL = "control"
    BODY_CONTROL = "body_control"
    CUT_OFF = "cut_off"
    PUT_DOWN = "put_down"
    THEIR_MOOD = "their_mood"
    AFRAID_TO_SAY_NO = "afraid_to_say_no"
    LEAVING = "leaving"
    AFRAID_FOR_CHILD = "afraid_for_child"
    PUNISHED = "punished"
    SOMETHING_ELSE = "something_else"
    HARMED_ME = "harmed_me"
    LINK_ERASED = "link_erased"


GRAVE = frozenset(
    {
        DangerSign.HURT,
        DangerSign.CHOKED,
        DangerSign.FORCED,
        DangerSign.SEX_FOR_PEACE,
        DangerSign.THREAT_TO_KILL,
        DangerSign.WEAPON,
        DangerSign.FOLLOWED,
        DangerSign.HARMED_ME,
    }
)
"""Steps toward someone with one of these, or a doubt about an alarm with them, are never opened again. Lifting such a
flag only ends what it holds elsewhere, such as in a shared home."""


class Flag(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="flag.1"):
    """A danger sign about someone, a group, or now (whom is None). It reaches everyone linked, and it stays."""

    sign: DangerSign
    whom: UUID | None = None


class StopSign(Enum):
    """What holds steps for now, whoever they are with (ledger 3.2)."""

    ENDING_LIFE = "ending_life"
    HURTING_MYSELF = "hurting_myself"
    HEARING_OR_SEEING = "hearing_or_seeing"
    LOSING_TIME = "losing_time"
    DRINK_OR_DRUGS = "drink_or_drugs"
    LAST_MONTH = "last_month"
    ROUGH_FOR_WEEKS = "rough_for_weeks"


LIFE_FIRST = frozenset({StopSign.ENDING_LIFE, StopSign.HURTING_MYSELF})
"""With one of these, people come before steadying."""

FOR_TODAY = frozenset({StopSign.DRINK_OR_DRUGS})
"""Asked about again, these end with the next morning."""


class Stopped(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="stopped.1"):
    """A stop sign the person named. It holds until it was asked about again and a `Lifting` took effect."""

    sign: StopSign


class Near(Enum):
    """The answer to: is anyone with you, or asking you to change this?"""

    NOBODY = "nobody"
    SOMEONE_HERE = "someone_here"
    SOMEONE_ASKS = "someone_asks"


class Lifting(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="lifting.1"):
    """The person takes back a flag, a stop sign, a link or a shared home. What it lifts stays in the notebook.

    It counts only when nobody is near and nobody asks for it, and it takes effect the next day. Until then another
    answer ends it: of the two, the careful one stands.
    """

    lifts: UUID
    near: Near | None = None


class Asked(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="asked.1"):
    """The danger questions were shown, about someone or about now. Not one answer is kept here.

    all_no: each question was answered, and each with no. A question that was skipped makes it False.
    """

    whom: UUID | None = None
    all_no: bool = False


class KeptAnswer(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="kept_answer.1"):
    """A single danger answer, kept because the person ticked that it be kept. It opens and holds nothing."""

    sign: DangerSign
    yes: bool
    whom: UUID | None = None
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("note", self.note)


# --- the gate -----------------------------------------------------------------------------------------------


class Because(Enum):
    """Why something is held: ids of sentences in content. In the order in which they are told."""

    NOW = "now"
    SHARED_HOME = "shared_home"
    FLAG = "flag"
    HARMED_ME = "harmed_me"
    LINKED = "linked"
    NOT_KNOWN_HERE = "not_known_here"
    NOT_ASKED = "not_asked"
    STOP_SIGN = "stop_sign"
    COULD_PAY = "could_pay"
    SAFETY_FIRST = "safety_first"
    STEADYING_FIRST = "steadying_first"
    NO_LOOK_YET = "no_look_yet"
    NEED_NOT_COVERED = "need_not_covered"
    GOING_ALONG = "going_along"


class Hold(msgspec.Struct, frozen=True):
    """One reason why something is held. rests_on: the entry behind it. whom: whom that entry is about."""

    because: Because
    rests_on: UUID | None = None
    whom: UUID | None = None


class Pays(Enum):
    """Could anyone make you pay for this if they knew?"""

    NO = "no"
    NOT_SURE = "not_sure"
    YES = "yes"


class Wants(Enum):
    """Do I want this, or is going along easier?"""

    WANT = "want"
    NOT_SURE = "not_sure"
    GOING_ALONG = "going_along"


class Toward(msgspec.Struct, frozen=True):
    """A step, or another time with people, as far as the gate needs to know it. What was skipped is None.

    whom: everyone it is with; nobody for a place or a stranger. bears_on: needs it touches. covered: those that are met.
    """

    whom: tuple[UUID, ...] = ()
    pays: Pays | None = None
    wants: Wants | None = None
    bears_on: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()


class Gate(msgspec.Struct, frozen=True):
    """What is open and what is held at one moment. Nothing that is empty here says that anyone is safe.

    everywhere: held whoever it is about. stops: the stop signs. about: what reaches each person, their own flags first.
    asked: those about whom every danger question was answered with no since the last flag that reached them.
    shown_before: the danger questions were shown at least once.
    """

    everywhere: tuple[Hold, ...]
    stops: tuple[Hold, ...]
    about: dict[UUID, tuple[Hold, ...]]
    known: frozenset[UUID]
    asked: frozenset[UUID]
    shown_before: bool
    readiness: Hold | None
    not_negotiable: frozenset[str]

    def holds_step(self, step: Toward) -> tuple[Hold, ...]:
        """Why this step is held, in the order in which it is told; nothing when the person may choose it."""
        return (
            *self.holds_company(step.whom),
            *self._not_asked(step.whom),
            *self.stops,
            *([] if step.pays is Pays.NO else [Hold(Because.COULD_PAY)]),
            *([self.readiness] if self.readiness else []),
            *self._uncovered(step),
            *([] if step.wants is Wants.WANT else [Hold(Because.GOING_ALONG)]),
        )

    def holds_limit(self, limit: Toward) -> tuple[Hold, ...]:
        """Why no words are put together for this limit. Readiness does not matter here: a limit is a protection."""
        return (
            *self.holds_company(limit.whom),
            *self._not_asked(limit.whom),
            *([] if limit.pays is Pays.NO else [Hold(Because.COULD_PAY)]),
            *self._uncovered(limit),
        )

    def holds_company(self, whom: Sequence[UUID]) -> tuple[Hold, ...]:
        """Why no time with these people is offered, such as settling with someone. Readiness does not matter here."""
        unknown = [Hold(Because.NOT_KNOWN_HERE, whom=one) for one in whom if one not in self.known]
        return (*self.everywhere, *(hold for one in whom for hold in self.about.get(one, ())), *unknown)

    def holds_echo(self, whom: Sequence[UUID]) -> tuple[Hold, ...]:
        """Why no text that explains an alarm by the past is shown. With nobody named, a flag on anyone holds it."""
        return self.holds_company(whom or tuple(self.about))

    def holds_echo_cards(self) -> tuple[Hold, ...]:
        """The same for cards that are about nobody in particular: they come after the danger questions."""
        return (*self.everywhere, *([] if self.shown_before else [Hold(Because.NOT_ASKED)]))

    def reaches(self, someone: UUID) -> bool:
        """Whether a flag reaches this person, so that nothing kind is listed about them."""
        return bool(self.about.get(someone))

    def _not_asked(self, whom: Sequence[UUID]) -> list[Hold]:
        return [Hold(Because.NOT_ASKED, whom=one) for one in whom if one not in self.asked]

    def _uncovered(self, step: Toward) -> list[Hold]:
        missing = (self.not_negotiable & step.bears_on) - step.covered
        return [Hold(Because.NEED_NOT_COVERED)] if missing else []


def gate(entries: Iterable[Entry], now: datetime) -> Gate:
    """What the notebook holds at this moment. A clock that was set back opens nothing."""
    kept = tuple(entries)
    flags = _of(kept, Flag)
    lifted = _lifted(kept, now)
    holding = [flag for flag in flags if flag.id not in lifted]
    groups = _groups([link for link in _of(kept, Link) if link.id not in lifted])
    homes = [home for home in _of(kept, SharedHome) if home.id not in lifted]
    asked = _of(kept, Asked)
    return Gate(
        everywhere=_everywhere(holding, homes),
        stops=tuple(Hold(Because.STOP_SIGN, one.id) for one in _of(kept, Stopped) if one.id not in lifted),
        about=_reach([flag for flag in flags if flag.id not in lifted or flag.sign in GRAVE], groups),
        known=frozenset(one.id for one in _of(kept, Someone)),
        asked=frozenset(one.whom for one in asked if one.whom and one.all_no) - _asked_too_early(asked, flags, groups),
        shown_before=bool(asked),
        readiness=_readiness(readiness_outcome(kept, now)),
        not_negotiable=not_negotiable(kept),
    )


def readiness_outcome(entries: Iterable[Entry], now: datetime) -> Found | None:
    """What readiness comes to once danger and stop signs are seen. None: no look speaks for now."""
    kept = tuple(entries)
    lifted = _lifted(kept, now)
    stops = {one.sign for one in _of(kept, Stopped) if one.id not in lifted}
    homes = [home for home in _of(kept, SharedHome) if home.id not in lifted]
    if _everywhere([flag for flag in _of(kept, Flag) if flag.id not in lifted], homes) or stops & LIFE_FIRST:
        return Found(Outcome.SAFETY_FIRST)
    if stops:
        return Found(Outcome.STEADYING_FIRST)
    return find_outcome(kept, max([now, *(entry.written for entry in kept)]))


def takes_effect(lifting: Lifting, lifted: Entry) -> datetime:
    """When a lifting opens what it lifts: a day later, and not before the next morning on the person's clock."""
    said = max(lifting.written, lifted.written)
    if isinstance(lifted, Stopped) and lifted.sign in FOR_TODAY:
        return max(said, _morning_after(lifted.written, lifted.offset_minutes))
    return max(said + LIFTING_TAKES, _morning_after(said, lifting.offset_minutes))


def _morning_after(moment: datetime, offset_minutes: int) -> datetime:
    local = moment.astimezone(timezone(timedelta(minutes=offset_minutes)))
    return datetime.combine(local.date() + timedelta(days=1), MORNING, local.tzinfo)


def waiting_liftings(entries: Iterable[Entry], now: datetime) -> dict[UUID, datetime]:
    """What is lifted already and still holds, with the time from which it no longer does."""
    return {lifted: when for lifted, when in _due(tuple(entries)).items() if when > now}


def _lifted(kept: Sequence[Entry], now: datetime) -> frozenset[UUID]:
    return frozenset(lifted for lifted, when in _due(kept).items() if when <= now)


def _due(kept: Sequence[Entry]) -> dict[UUID, datetime]:
    """When each lifted thing opens, by the earliest lifting that counts."""
    by_id = {entry.id: entry for entry in kept if isinstance(entry, (Flag, Stopped, Link, SharedHome))}
    liftings = _of(kept, Lifting)
    doubts = [(one.lifts, one.written) for one in liftings if one.near is not Near.NOBODY]
    due: dict[UUID, datetime] = {}
    for lifting in liftings:
        lifted = by_id.get(lifting.lifts)
        if lifted is not None and lifting.near is Near.NOBODY:
            when = takes_effect(lifting, lifted)
            if not any(what == lifted.id and lifting.written <= said < when for what, said in doubts):
                due[lifted.id] = min(when, due.get(lifted.id, when))
    return due


def _of(kept: Sequence[Entry], kind: type[_Kind]) -> list[_Kind]:
    return [entry for entry in kept if isinstance(entry, kind)]


def _groups(links: Sequence[Link]) -> dict[UUID, frozenset[UUID]]:
    """Everyone who belongs together, directly or through others."""
    together: dict[UUID, frozenset[UUID]] = {}
    for link in links:
        joined = together.get(link.one, frozenset({link.one})) | together.get(link.other, frozenset({link.other}))
        together.update(dict.fromkeys(joined, joined))
    return together


def _reach(flags: Sequence[Flag], groups: dict[UUID, frozenset[UUID]]) -> dict[UUID, tuple[Hold, ...]]:
    """What reaches each person: their own flags, and those of everyone who belongs with them."""
    holds: dict[UUID, list[Hold]] = {}
    for flag in flags:
        if flag.whom is None:
            continue
        because = Because.HARMED_ME if flag.sign is DangerSign.HARMED_ME else Because.FLAG
        for one in groups.get(flag.whom, frozenset({flag.whom})):
            own = one == flag.whom
            holds.setdefault(one, []).append(Hold(because if own else Because.LINKED, flag.id, flag.whom))
    return {one: tuple(sorted(found, key=lambda hold: hold.whom != one)) for one, found in holds.items()}


def _everywhere(flags: Sequence[Flag], homes: Sequence[SharedHome]) -> tuple[Hold, ...]:
    flagged = {flag.whom for flag in flags if flag.sign is not DangerSign.LINK_ERASED}
    now = [Hold(Because.NOW, flag.id) for flag in flags if flag.whom is None]
    home = [Hold(Because.SHARED_HOME, one.id, one.someone) for one in homes if one.someone in flagged]
    return (*now, *home)


def _asked_too_early(
    asked: Sequence[Asked], flags: Sequence[Flag], groups: dict[UUID, frozenset[UUID]]
) -> frozenset[UUID]:
    """Those about whom a flag was raised, or a question not answered with no, after the last time all were no."""
    last_no = {one.whom: one.written for one in sorted(asked, key=_when) if one.all_no}
    doubts = [(one.whom, one.written) for one in asked if not one.all_no]
    doubts += [(near, flag.written) for flag in flags if flag.whom for near in groups.get(flag.whom, {flag.whom})]
    return frozenset(whom for whom, when in doubts if whom in last_no and whom is not None and when >= last_no[whom])


def _when(entry: Entry) -> datetime:
    return entry.written


def _readiness(found: Found | None) -> Hold | None:
    if found is None:
        return Hold(Because.NO_LOOK_YET)
    return _NOT_READY.get(found.outcome)


_NOT_READY = {
    Outcome.SAFETY_FIRST: Hold(Because.SAFETY_FIRST),
    Outcome.STEADYING_FIRST: Hold(Because.STEADYING_FIRST),
}
