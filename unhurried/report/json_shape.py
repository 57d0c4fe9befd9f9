"""Looks over the bytes of a JSON file before anything is made of them: how deep, how much, which keys, which signs.

Linear in the size of the file, holds no more than one set of keys for each open object, and makes nothing of what it
reads. Whether the file is JSON to the last sign is left to the decoder; whether it is safe to decode is settled here.
"""

import re
from enum import Enum

DEEPEST = 32
MOST_PARTS = 1_000_000
"""Brackets, commas and what else is no plain field of an object: an entry has about 10, and there may be 50,000."""

LONGEST_TEXT = 2_400_000
"""Bytes of one text: the longest note, every letter of it escaped."""

_GAP = rb"[ \t\r\n]*+"
_TEXT = rb'"(?P<text>[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+)"'
_OTHER = rb"(?P<other>-?\d{1,19}(?:\.\d{1,19})?(?:[eE][+-]?\d{1,3})?(?![\d.eE+-])|true|false|null)"

_PART = re.compile(_GAP + rb"(?:(?P<sign>[\[\]{}:,])|" + _TEXT + rb"|" + _OTHER + rb")")
_FIELD = re.compile(
    _GAP + rb'"(?P<key>[a-z_]{1,60})"' + _GAP + rb":" + _GAP + rb"(?:" + _TEXT + rb"|" + _OTHER + rb")" + _GAP + rb","
)
"""A key, a plain value and the comma after it, which is most of every file: looked over in one step."""

_SPACE = re.compile(rb"[ \t\r\n]*+")
_KEY = re.compile(rb"[a-z_]{1,60}")
_HALF_SIGN = re.compile(
    rb"(?<!\\)(?:\\\\)*+\\u(?:[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|0000)"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})(?<!\\)(?:\\\\)*+\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_UNFINISHED = re.compile(
    rb'[ \t\r\n]*+(?:"[^"]*+|-?\d{0,19}(?:\.\d{0,19})?(?:[eE][+-]?\d{0,3})?|t(?:r(?:u)?)?|f(?:a(?:l(?:s)?)?)?|n(?:u(?:l)?)?)\Z'
)


class MisshapenWhy(Enum):
    """Why a file is not even decoded."""

    CUT_SHORT = "cut_short"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    KEY_TWICE = "key_twice"
    KEY_UNKNOWN = "key_unknown"
    HALF_SIGN = "half_sign"
    NUMBER = "number"
    TEXT_TOO_LONG = "text_too_long"


class Misshapen(ValueError):
    """The bytes are not decoded."""

    def __init__(self, why: MisshapenWhy) -> None:
        super().__init__(why.value)
        self.why = why


def check_shape(data: bytes) -> None:
    """Raises Misshapen: too deep, too much, a key twice or of no form of ours, NUL, half a sign, a number of any size.

    Keys of ours are small letters, so that no key can be written in two ways.
    """
    _Look(data).through()


class _Look:
    """One walk through the parts. open_objects: for each open bracket the keys seen, or nothing for a list."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.open: list[set[bytes] | None] = []
        self.key_next = False

    def through(self) -> None:
        at = parts = 0
        field, part = _FIELD.match, _PART.match
        while found := (self.key_next and field(self.data, at)) or part(self.data, at):
            at = found.end()
            if found.re is _FIELD:
                self._field(found)
                continue
            parts += 1
            if parts > MOST_PARTS:
                raise Misshapen(MisshapenWhy.TOO_MANY_PARTS)
            self._part(found)
            if not self.open:
                break
        self._end(at)

    def _field(self, found: "re.Match[bytes]") -> None:
        """The next part is a key again."""
        keys = self.open[-1]
        if keys is not None:
            self._key(found["key"], keys)
        if found["text"] is not None:
            self._value(found["text"])

    def _part(self, found: "re.Match[bytes]") -> None:
        text = found["text"]
        if text is not None:
            self._text(text)
        elif found["sign"] is not None:
            self._sign(found["sign"])
        else:
            self.key_next = False

    def _text(self, text: bytes) -> None:
        if self.key_next and self.open and self.open[-1] is not None:
            self._key(text, self.open[-1])
        else:
            self._value(text)
        self.key_next = False

    def _value(self, text: bytes) -> None:
        if len(text) > LONGEST_TEXT:
            raise Misshapen(MisshapenWhy.TEXT_TOO_LONG)
        if b"\\u" in text and _HALF_SIGN.search(text):
            raise Misshapen(MisshapenWhy.HALF_SIGN)

    def _key(self, key: bytes, seen: set[bytes]) -> None:
        if not _KEY.fullmatch(key):
            raise Misshapen(MisshapenWhy.KEY_UNKNOWN)
        if key in seen:
            raise Misshapen(MisshapenWhy.KEY_TWICE)
        seen.add(key)

    def _sign(self, sign: bytes) -> None:
        if sign in b"[{":
            if len(self.open) >= DEEPEST:
                raise Misshapen(MisshapenWhy.TOO_DEEP)
            self.open.append(set() if sign == b"{" else None)
            self.key_next = sign == b"{"
        elif sign in b"]}":
            if not self.open:
                raise Misshapen(MisshapenWhy.NOT_JSON)
            self.open.pop()
            self.key_next = False
        else:
            self.key_next = sign == b"," and bool(self.open) and self.open[-1] is not None

    def _end(self, at: int) -> None:
        rest = _SPACE.match(self.data, at)
        if not self.open and rest is not None and rest.end() == len(self.data):
            return
        if re.match(rb"[ \t\r\n]*+-?\d", self.data[at : at + 400]) and not _UNFINISHED.match(self.data, at):
            raise Misshapen(MisshapenWhy.NUMBER)
        if self.open and _UNFINISHED.match(self.data, at):
            raise Misshapen(MisshapenWhy.CUT_SHORT)
        raise Misshapen(MisshapenWhy.NOT_JSON)
