"""Everything a person can record, and how it becomes bytes and comes back."""

from collections.abc import Sequence
from typing import Union

import msgspec

from unhurried.domain import (
    crisis,
    door,
    learning,
    limits,
    lookback,
    needs,
    past,
    people,
    readiness,
    safety,
    selftrust,
    signals,
    steadying,
    steps,
    support,
    today,
)
from unhurried.domain.base import Entry

KINDS: tuple[type[Entry], ...] = (
    steadying.Checkin,
    steadying.PracticeTime,
    steadying.OwnPractice,
    steadying.HiddenPractice,
    steadying.CheckinRhythm,
    today.Declined,
    today.Pause,
    door.Preferences,
    door.LeftNote,
    people.Someone,
    people.Link,
    people.SharedHome,
    people.Easier,
    people.Hurt,
    people.WeeksAfter,
    needs.OwnNeed,
    needs.NamedNeed,
    needs.MeetsNeed,
    readiness.Readiness,
    safety.Flag,
    safety.Stopped,
    safety.Lifting,
    safety.Asked,
    safety.KeptAnswer,
    signals.Alarm,
    signals.SecondLook,
    lookback.OwnReading,
    learning.HiddenTopic,
    lookback.HarmCheck,
    crisis.CrisisPlan,
    crisis.OwnLine,
    crisis.ChosenCountry,
    crisis.UnavoidableContact,
    steps.StepPlan,
    steps.StepOutcome,
    steps.OwnStep,
    steps.ShelvedStep,
    steps.AskedAfter,
    support.Helper,
    support.QuestionsToAsk,
    support.HelpSession,
    support.OutsideMeasure,
    learning.TwoSides,
    learning.TalkReview,
    learning.ParkedQuestion,
    limits.Limit,
    limits.Received,
    selftrust.Promise,
    selftrust.PromiseOutcome,
    selftrust.NothingToday,
    selftrust.SignalHonoured,
    selftrust.MyValue,
    selftrust.Like,
    selftrust.StoppedDoing,
    selftrust.SmallReturn,
    selftrust.SelfRating,
)


class UnreadableEntry(ValueError):
    """Bytes that are no entry of any version we know."""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Union[(*KINDS, *past.RETIRED)])
_all_decoder = msgspec.msgpack.Decoder(list[Union[(*KINDS, *past.RETIRED)]])  # type: ignore[valid-type]  # built from the tuple


def encode(entry: Entry) -> bytes:
    return _encoder.encode(entry)


def decode_each(stored: Sequence[bytes]) -> list[Entry | None]:
    """Many at once, which is much quicker; None stands where there is no entry."""
    if not all(stored):  # an empty row would let its neighbour speak for two
        return [_decode_or_none(one) for one in stored]
    joined = b"".join((b"\xdd", len(stored).to_bytes(4, "big"), *stored))
    try:
        return [past.upcast(entry) for entry in _all_decoder.decode(joined)]
    except (msgspec.MsgspecError, ValueError):
        return [_decode_or_none(one) for one in stored]


def _decode_or_none(stored: bytes) -> Entry | None:
    try:
        return decode(stored)
    except UnreadableEntry:
        return None


def decode(stored: bytes) -> Entry:
    try:
        return past.upcast(_decoder.decode(stored))
    except (msgspec.MsgspecError, ValueError) as error:
        raise UnreadableEntry(type(error).__name__) from None
