"""Room signals: an alarm looked at from every side, what it comes to, and a second look later.

What an alarm comes to is one of two: signs of danger, or not clear yet. There is nothing softer, and nothing here can
make it softer. That an alarm may be an echo, only the person can write. Nothing here says that someone is safe.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry, ImpossibleEntry, check_words
from unhurried.domain.safety import Because, DangerSign, Hold

CLOSE_TOGETHER = timedelta(days=2)
SHEETS_CLOSE_TOGETHER = 3
"""So many sheets on one person within that time: less sorting, and more care."""

LONGEST_ID = 60


# --- what a person can record -------------------------------------------------------------------------------


class SignalGroup(Enum):
    PRESSURE = "pressure"
    CONTROL = "control"
    CONTEMPT = "contempt"
    LIES = "lies"
    NO_PUSHED = "no_pushed"
    CUTTING_OFF = "cutting_off"
    MONEY = "money"
    DIGITAL = "digital"
    SEX = "sex"
    THREATS = "threats"
    HARM = "harm"


class CueSaid(Enum):
    """SOMETHING_LIKE: something like this, but maybe it does not count. It is handled exactly as a yes."""

    YES = "yes"
    SOMETHING_LIKE = "something_like"
    NO = "no"


class CueAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """cue: an id of content. A cue that was left open has no answer, and that is not a no."""

    cue: str
    said: CueSaid


class Closer(Enum):
    """The six ways to look closer."""

    FACTS = "facts"
    BODY = "body"
    PATTERN = "pattern"
    POWER = "power"
    NOT_KNOWN = "not_known"
    FRIEND = "friend"


class CloserAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: Closer
    words: str


class Loud(Enum):
    """How loud an alarm was. FAINT takes in nothing at all: some bodies go quiet to get through."""

    FAINT = "faint"
    SOME = "some"
    LOUD = "loud"


class AlarmAnswer(Enum):
    """What a sheet came to when it was last read. There are two, and there is no third."""

    SIGNS_OF_DANGER = "signs_of_danger"
    NOT_CLEAR_YET = "not_clear_yet"


class Echo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The person wrote that they think this is an echo.

    withdrawn: they took it back, or wrote words and left it open. Then it counts for nothing, and the words are kept.
    """

    words: str = ""
    withdrawn: bool = False


class Alarm(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="alarm.1"):
    """Something in the person rang. With no answer it is a quick note, to be sorted later or never.

    whom: nobody when it stayed open. groups: those that were tapped. cues: what was answered, and nothing for a skip.
    body, behaviour: how loud it was in the body and in what was seen, None for left open; they decide nothing.
    echo_cues: ids of content. look_again: the day of the second look, on the person's calendar; None for never.
    """

    whom: UUID | None = None
    groups: tuple[SignalGroup, ...] = ()
    cues: tuple[CueAnswer, ...] = ()
    closer: tuple[CloserAnswer, ...] = ()
    body: Loud | None = None
    behaviour: Loud | None = None
    answer: AlarmAnswer | None = None
    echo_cues: tuple[str, ...] = ()
    echo: Echo | None = None
    look_again: date | None = None
    parked: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        _once("groups", self.groups)
        _once("cues", [one.cue for one in self.cues])
        _once("closer", [one.question for one in self.closer])
        for name in (*self.echo_cues, *(one.cue for one in self.cues)):
            check_words("cues", name, LONGEST_ID)
        for one in self.closer:
            check_words("closer", one.words)
        if self.echo is not None:
            check_words("echo", self.echo.words)
        if _says_danger(self) and self.answer is not AlarmAnswer.SIGNS_OF_DANGER:
            raise ImpossibleEntry("answer", "is softer than what was ticked")
        if stands_as_echo(self) and self.answer is not AlarmAnswer.NOT_CLEAR_YET:
            raise ImpossibleEntry("echo", "stands beside signs of danger")


class Cause(Enum):
    """What a second look found. The last two are not known."""

    NOW = "now"
    OLD_HURT = "old_hurt"
    BOTH = "both"
    NEVER_FOUND_OUT = "never_found_out"
    EXPLAINED_NOT_CHECKED = "explained_not_checked"


FROM_THE_PAST = frozenset({Cause.OLD_HURT, Cause.BOTH})
"""Answers that speak of an old hurt. They are not offered where no text about echoes is shown."""


class SecondLook(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="second_look.1"):
    """Some time later: what it was. The latest look at an alarm stands, and earlier ones are kept."""

    alarm: UUID
    cause: Cause


# --- the rule -----------------------------------------------------------------------------------------------

COUNTS_AS_YES = frozenset({CueSaid.YES, CueSaid.SOMETHING_LIKE})

GROUP_SIGNS = {
    SignalGroup.PRESSURE: DangerSign.AFRAID_TO_SAY_NO,
    SignalGroup.CONTROL: DangerSign.CONTROL,
    SignalGroup.CONTEMPT: DangerSign.PUT_DOWN,
    SignalGroup.LIES: DangerSign.SOMETHING_ELSE,
    SignalGroup.NO_PUSHED: DangerSign.AFRAID_TO_SAY_NO,
    SignalGroup.CUTTING_OFF: DangerSign.CUT_OFF,
    SignalGroup.MONEY: DangerSign.CONTROL,
    SignalGroup.DIGITAL: DangerSign.FOLLOWED,
    SignalGroup.SEX: DangerSign.FORCED,
    SignalGroup.THREATS: DangerSign.OTHER_THREAT,
    SignalGroup.HARM: DangerSign.HURT,
}
"""The sign a tapped group stands for when none of its cues was ticked."""

REACHES_HERE = frozenset({Because.NOW, Because.SHARED_HOME, Because.FLAG, Because.HARMED_ME, Because.LINKED})
"""Holds that come from a flag. Someone who is not known any more holds echoes too, and is no sign of danger."""


class CueMeaning(msgspec.Struct, frozen=True):
    """What content says about a danger cue: its group, and the flag that a yes raises."""

    group: SignalGroup
    sign: DangerSign


class Reading(msgspec.Struct, frozen=True):
    """What a sheet comes to now. signs: what was said, as flags to raise. flagged: a flag reaches here already.

    echo_may_show: whether texts about echoes may be reached at all.
    """

    answer: AlarmAnswer
    signs: tuple[DangerSign, ...]
    flagged: bool
    echo_may_show: bool


def read_signs(
    groups: Sequence[SignalGroup],
    cues: Sequence[CueAnswer],
    meanings: Mapping[str, CueMeaning],
    holds: Sequence[Hold],
) -> Reading:
    """The danger rule. meanings: what content says about each cue. holds: `Gate.holds_echo` for whom it is about.

    One tick is enough, nothing is weighed against it, and a cue we do not know any more is no reason to pass over it.
    """
    ticked = [one.cue for one in cues if one.said in COUNTS_AS_YES]
    signs = tuple(dict.fromkeys([*_signs_of_cues(ticked, meanings), *_signs_of_groups(groups, ticked, meanings)]))
    flagged = any(hold.because in REACHES_HERE for hold in holds)
    danger = bool(signs) or flagged
    return Reading(
        answer=AlarmAnswer.SIGNS_OF_DANGER if danger else AlarmAnswer.NOT_CLEAR_YET,
        signs=signs,
        flagged=flagged,
        echo_may_show=not danger and not holds,
    )


def _signs_of_cues(ticked: Sequence[str], meanings: Mapping[str, CueMeaning]) -> list[DangerSign]:
    return [meanings[cue].sign if cue in meanings else DangerSign.SOMETHING_ELSE for cue in ticked]


def _signs_of_groups(
    groups: Sequence[SignalGroup], ticked: Sequence[str], meanings: Mapping[str, CueMeaning]
) -> list[DangerSign]:
    """A group none of whose cues was ticked says itself what it stands for, and so does one with nothing but noes."""
    told = {meanings[cue].group for cue in ticked if cue in meanings}
    return [GROUP_SIGNS[group] for group in groups if group not in told]


def _says_danger(alarm: Alarm) -> bool:
    return bool(alarm.groups) or any(one.said in COUNTS_AS_YES for one in alarm.cues)


# --- what follows from it -----------------------------------------------------------------------------------


def stands_as_echo(alarm: Alarm) -> bool:
    """Whether the person wrote that it is an echo, and did not take it back. Whether it may be shown, the gate says."""
    return alarm.echo is not None and not alarm.echo.withdrawn


def found_cause(alarm: Alarm, look: SecondLook | None, *, flagged: bool) -> bool | None:
    """Whether there was cause, as far as the person found out; None is not known.

    flagged: a flag reaches whom it is about. Nothing about them counts as no cause, and neither do ticked signs.
    """
    if look is None:
        return None
    if look.cause in (Cause.NOW, Cause.BOTH):
        return True
    if look.cause is Cause.OLD_HURT and not flagged and alarm.answer is not AlarmAnswer.SIGNS_OF_DANGER:
        return False
    return None


def latest_looks(entries: Iterable[Entry]) -> dict[UUID, SecondLook]:
    """The look that stands for each alarm."""
    looks = [entry for entry in entries if isinstance(entry, SecondLook)]
    return {look.alarm: look for look in sorted(looks, key=lambda look: (look.written, look.id))}


def open_unclear(entries: Iterable[Entry]) -> frozenset[UUID]:
    """Everyone about whom something is not clear yet, so that the planner proposes nothing with them.

    An alarm ends being open when the person wrote that it is an echo, or found an old hurt at the second look. A cause
    of now does not end it, and neither does putting it aside.
    """
    kept = tuple(entries)
    looks = latest_looks(kept)
    alarms = [entry for entry in kept if isinstance(entry, Alarm) and entry.whom is not None]
    return frozenset(alarm.whom for alarm in alarms if alarm.whom is not None and _is_open(alarm, looks.get(alarm.id)))


def _is_open(alarm: Alarm, look: SecondLook | None) -> bool:
    if alarm.answer is AlarmAnswer.SIGNS_OF_DANGER:
        return False
    return not stands_as_echo(alarm) and (look is None or look.cause is not Cause.OLD_HURT)


def calls_for_care(entries: Iterable[Entry], whom: UUID | None, now: datetime) -> bool:
    """Whether sorting again may not tell more tonight: enough sheets on one person, close together."""
    sheets = [
        entry
        for entry in entries
        if isinstance(entry, Alarm) and entry.answer is not None and entry.whom == whom and _is_close(entry, now)
    ]
    return len(sheets) >= SHEETS_CLOSE_TOGETHER


def _is_close(alarm: Alarm, now: datetime) -> bool:
    return now - alarm.written < CLOSE_TOGETHER


def _once(field: str, values: Sequence[object]) -> None:
    if len(values) != len(set(values)):
        raise ImpossibleEntry(field, "names something twice")
