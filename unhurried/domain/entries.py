"""Everything a person can record, and how it becomes bytes and comes back."""

from typing import Union

import msgspec

from unhurried.domain import door, past, steadying, today
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
)


class UnreadableEntry(ValueError):
    """Bytes that are no entry of any version we know."""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Union[(*KINDS, *past.RETIRED)])


def encode(entry: Entry) -> bytes:
    return _encoder.encode(entry)


def decode(stored: bytes) -> Entry:
    try:
        return past.upcast(_decoder.decode(stored))
    except (msgspec.MsgspecError, ValueError) as error:
        raise UnreadableEntry(type(error).__name__) from None
