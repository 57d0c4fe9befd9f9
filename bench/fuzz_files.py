"""Good files of every form to begin from, and the largest and meanest ones that anybody could hand in."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from tests.unit.test_entries import SAMPLES
from unhurried.report.archive import LARGEST_FILE, write_archive
from unhurried.sealed.backup import seal_backup
from unhurried.sealed.envelope import Cost

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
CHEAP = Cost(1, 8 << 10)
PASSPHRASE = "lantern orchard pebble window"

CHECKINS = (
    b"when,state,presence,side,activation,toward,away,body,company,with,where,note,pattern\n"
    b'2026-05-01T22:10,keyed up,partly,above,4,1,3,tight chest|tired,one,Mo,kitchen,"He said ""later"".",mind leaves\n'
    b"2026-05-02 10:00,settled,yes,,,,,,,,,,\n1 May 2026 09:00,low,no,below,-3,0,4,cold,alone,,,words,shame\n"
)
DAYLIO = (
    b"full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    b'2026-05-01,May 1,Friday,10:00,rad,"walk | tea","","a","<b>first</b>"\n'
    b'2026-05-02,May 2,Saturday,9:00 pm,meh,"","","","second"\n2026-05-03,May 3,Sunday,11:00,awful,,,,\n'
)
BEARABLE = (
    b"date,weekday,time of day,category,rating/amount,detail,notes\n"
    b'"8th May 2026","Friday","am","Mood","3","",""\n"8th May 2026","Friday","am","Symptom","2","Headache (Mild)","on the bus"\n'
    b'"9th May 2026","Saturday","pm","Symptom","1","Tight chest (Severe)",""\n"9th May 2026","Saturday","pm","Mood","3","",""\n'
)
OTHER = b"Day;How;Body;Diary\n2026-05-01 10:00;so so;headache, cold;rain\n2026-05-02 11:00;meh;;sun\n"


def archives() -> list[bytes]:
    """Files with one entry of every kind there is, four to a file, and one file with a single entry."""
    samples = (msgspec.structs.replace(one, id=UUID(int=n, version=4)) for n, one in enumerate(SAMPLES.values(), 1))
    entries = list(samples)
    parts = [entries[start : start + 4] for start in range(0, len(entries), 4)]
    return [write_archive(part, made_at=NOW, program="fuzz") for part in (*parts, entries[:1])]


# --- the meanest files: each made only when it is asked for --------------------------------------------------

_START = b'{"format":"notes","version":1,"program":"1","made_at":"2026-01-01T00:00:00Z","entries":['
_ENTRY = (
    b'{"kind":"checkin.1","id":"%s","at":"2026-01-01T00:00:00Z","offset_minutes":0,"written":"2026-01-01T00:00:00Z",'
    b'"state":"low","note":"%s"}'
)


def _filled(piece: bytes, start: bytes = _START, end: bytes = b"") -> bytes:
    return start + piece * ((LARGEST_FILE - len(start) - len(end)) // len(piece)) + end


def _wide_notes() -> bytes:
    """The most memory for the fewest bytes: one wide sign makes all others of its text take four bytes each."""
    note = b"x" * 199_000 + b"\xf0\x9f\x95\x8a"
    entries = [
        _ENTRY % (str(UUID(int=number, version=4)).encode(), note) for number in range(1, LARGEST_FILE // 200_000)
    ]
    return _START + b",".join(entries) + b"]}"


def _most_entries() -> bytes:
    """As many as are taken, as short as can be."""
    entries = [_ENTRY % (str(UUID(int=number, version=4)).encode(), b"") for number in range(1, 50_001)]
    return _START + b",".join(entries) + b"]}"


def _many_tiny_entries() -> bytes:
    return _filled(b'{"kind":"pause.1"},')


def _lies_about_pieces() -> bytes:
    good = bytearray(seal_backup(PASSPHRASE, b"{}", CHEAP))
    good[30:34] = (2**32 - 1).to_bytes(4, "big")
    return bytes(good)


def _asks_for_much_memory() -> bytes:
    good = bytearray(seal_backup(PASSPHRASE, b"{}", CHEAP))
    good[9:14] = bytes((10,)) + (2**20).to_bytes(4, "big")
    return bytes(good)


MEAN_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "deep": (lambda: _START + b"[" * 20_000_000, "archive"),
    "lists": (lambda: _filled(b"[],"), "archive"),
    "objects": (lambda: _filled(b"{},"), "archive"),
    "numbers": (lambda: _filled(b"1,"), "archive"),
    "a number of many digits": (lambda: _filled(b"9"), "archive"),
    "texts": (lambda: _filled(b'"",'), "archive"),
    "one text": (lambda: _filled(b"x", _START + b'"'), "archive"),
    "escapes": (lambda: _filled(b"\\u0041", _START + b'"', b'"]}'), "archive"),
    "backslashes": (lambda: _filled(b"\\\\", _START + b'"', b'"]}'), "archive"),
    "spaces": (lambda: _filled(b" ", _START), "archive"),
    "keys": (
        lambda: _START + b"{" + b",".join(b'"%s":1' % _key(number) for number in range(1_000_000)) + b"}]}",
        "archive",
    ),
    "wide notes": (_wide_notes, "archive"),
    "most entries": (_most_entries, "archive"),
    "tiny entries": (_many_tiny_entries, "archive"),
    "too big": (lambda: b" " * 60_000_000, "archive"),
    "wide notes, sealed": (lambda: seal_backup(PASSPHRASE, _wide_notes(), CHEAP), "sealed"),
    "lies about its pieces": (_lies_about_pieces, "sealed"),
    "asks for much memory": (_asks_for_much_memory, "sealed"),
    "a table of quotes": (lambda: b"when,state\n" + b'"\n' * 20_000_000, "table"),
    "a table of commas": (lambda: b"when,state\n" + b"," * 45_000_000, "table"),
    "a table of many lines": (lambda: b"when,state,note\n" + b"2026-01-01 10:00,low,x\n" * 1_900_000, "table"),
    "a table of moods": (
        lambda: b"full_date,time,mood\n" + b"".join(b"2026-01-01,10:00,m%d\n" % n for n in range(20_000)),
        "table",
    ),
    "a table of readings": (
        lambda: (
            b"date,time of day,category,rating/amount,detail,notes\n"
            + b"".join(b"8th May 2026,am,Symptom,1,s%d,words\n" % n for n in range(19_000))
        ),
        "table",
    ),
}


def _key(number: int) -> bytes:
    """A different key of small letters for each number."""
    letters = b""
    for _ in range(5):
        number, rest = divmod(number, 26)
        letters += bytes((97 + rest,))
    return letters
