"""Files as attacks: good files of every form, changed at random, given to every reader. No crash, no hang, nothing half written.

A crash is any end but the reader's own refusal. A hang is a reading that takes longer than two seconds. A partial write
is a notebook that is neither as it was before, nor has all that was read, in one write. With --runs N so many files.
Besides, the largest and meanest files each have a process of their own, whose memory and time are measured.
"""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import NamedTuple
from uuid import UUID

from bench.fuzz_files import BEARABLE, CHEAP, CHECKINS, DAYLIO, MEAN_FILES, OTHER, archives
from bench.table import Figure, Options, at_least, at_most, below, shown
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, PlainNotebook
from unhurried.domain.steadying import BodySign, Checkin, State
from unhurried.journey.lookback import bring_in
from unhurried.journey.moving import Differing, bring_back
from unhurried.report.archive import UnreadableArchive, read_archive
from unhurried.report.meaning import Meanings, Role, Stays
from unhurried.report.table import UnreadableTable, read_checkins
from unhurried.sealed.backup import (
    BackupCutShort,
    BackupNewer,
    BackupTooBig,
    CannotOpenBackup,
    NoBackup,
    open_backup,
    seal_backup,
)

RUNS = 200_000
QUICK = 4_000
LONGEST_SECONDS = 2.0
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
PASSPHRASE = "lantern orchard pebble window"
SECRET = b"s" * 32
_ROOT = Path(__file__).parents[1]

REFUSALS = (UnreadableArchive, UnreadableTable, BackupCutShort, BackupNewer, BackupTooBig, CannotOpenBackup, NoBackup)
MEANT = Meanings(
    moods={"rad": State.STIRRED, "meh": State.LOW, "awful": None, "Mood 3": State.SETTLED, "so so": State.LOW},
    things={"walk": BodySign.WARM, "Headache": Stays.LEAVE_OUT, "Tight chest": BodySign.TIGHT_CHEST},
    columns={"Day": Role.WHEN, "How": Role.STATE, "Body": Role.BODY, "Diary": Role.NOTE},
)

_TOKENS = (
    *(b"[", b"]", b"{", b"}", b'"', b",", b":", b"\\", b"\x00", b"\r", b"\n", b"\t", b";", b"|", b"'"),
    *(
        b"\\u0000",
        b"\\ud800",
        b"\\udc00",
        b"\\ud83d\\ude00",
        b"\xed\xa0\x80",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
    ),
    *(b"NaN", b"Infinity", b"-0", b"1e999", b"9" * 400, b"1.5", b"null", b"true", b"=1+1", b"@SUM(A1)", b"<script>"),
    *(b'"kind":"checkin.1",', b'"kind":"checkin.9",', b'"id":"00000000-0000-0000-0000-000000000001",', b'"version":2,'),
    *(b"[" * 2_000, b'{"a":' * 2_000, b'"' * 2_001, b"," * 2_001, b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59Z"),
    *(b"2026-01-01 10:00", b"31/12/2026", b"-14:30", b"+99:99", b"e\xcc\x81", b"\xe2\x80\xa8", b"\x85", b"\x1a"),
)


class Outcome(NamedTuple):
    """What one file did. refused: the reader's own refusal."""

    refused: bool
    crash: str = ""
    hung: bool = False
    partial: bool = False


class _HungError(BaseException):
    """Raised from a timer; no reader catches it."""


def run(options: Options) -> list[Figure]:
    runs = options.runs or (QUICK if options.quick else RUNS)
    began = time.perf_counter()
    found, crashes = _fuzz(runs, random.Random(11))
    seconds = time.perf_counter() - began
    for crash in sorted(crashes)[:20]:
        print(crash, file=sys.stderr)
    mean = [_in_its_own_process(name) for name in MEAN_FILES]
    return [
        at_least("files read", len(found), "", runs),
        shown("of these refused", sum(one.refused for one in found), ""),
        at_most("crashes", sum(bool(one.crash) for one in found), "", 0),
        at_most("hangs", sum(one.hung for one in found), "", 0),
        at_most("partial writes", sum(one.partial for one in found), "", 0),
        shown("files in a second", len(found) / seconds, ""),
        below("the most memory a mean file took", max(memory for memory, _, _ in mean), "MB", 300),
        below("the longest a mean file took", max(took for _, took, _ in mean), "s", 10),
        at_least("mean files refused or read in words", sum(well for _, _, well in mean), "", len(MEAN_FILES)),
    ]


class Reader(NamedTuple):
    """A way in: good files, and what reads one and brings it into a notebook. Returns what was to come in."""

    seeds: Sequence[bytes]
    bring: Callable[[bytes, PlainNotebook, random.Random], int]


def _fuzz(runs: int, chance: random.Random) -> tuple[list[Outcome], set[str]]:
    readers = _readers()
    found, crashes = [], set()
    signal.signal(signal.SIGALRM, _time_is_up)
    for number in range(runs):
        reader = readers[number % len(readers)]
        outcome = _one(reader, _changed(reader.seeds, chance), chance)
        found.append(outcome)
        if outcome.crash:
            crashes.add(outcome.crash)
    return found, crashes


def _readers() -> list[Reader]:
    plain = archives()
    sealed = [seal_backup(PASSPHRASE, one, CHEAP) for one in plain[:2]]
    tables = (CHECKINS, DAYLIO, BEARABLE, OTHER)
    return [
        Reader(plain, _bring_archive),
        Reader(sealed, _bring_sealed),
        Reader(plain, _bring_sealed_around),
        *(Reader([one], _bring_table) for one in tables),
    ]


def _bring_archive(data: bytes, notebook: PlainNotebook, chance: random.Random) -> int:
    found = bring_back(notebook, read_archive(data).entries, chance.choice(list(Differing)), NOW, SECRET)
    return len(found.new)


def _bring_sealed(data: bytes, notebook: PlainNotebook, chance: random.Random) -> int:
    passphrase = PASSPHRASE if chance.random() < 0.9 else PASSPHRASE.upper()
    return _bring_archive(open_backup(passphrase, data), notebook, chance)


def _bring_sealed_around(data: bytes, notebook: PlainNotebook, chance: random.Random) -> int:
    """A bad archive in a good copy: whoever knows the passphrase may have made it."""
    return _bring_sealed(seal_backup(PASSPHRASE, data, CHEAP), notebook, chance)


def _bring_table(data: bytes, notebook: PlainNotebook, _chance: random.Random) -> int:
    reading = read_checkins(data, now=NOW, offset_minutes=60, meanings=MEANT)
    return bring_in(notebook, reading, NOW, SECRET)


class _Watched(PlainNotebook):
    """Counts writes, and stops a second one."""

    def __init__(self, kept: Iterable[Entry]) -> None:
        super().__init__()
        super().write(add=list(kept))
        self.writes = 0

    def write(self, *, add: Sequence[Entry] = (), revise: Sequence[Kept] = (), erase: Sequence[UUID] = ()) -> None:
        self.writes += 1
        super().write(add=add, revise=revise, erase=erase)


def _one(reader: Reader, data: bytes, chance: random.Random) -> Outcome:
    notebook = _Watched(_HERE)
    before = notebook.entries()
    signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
    try:
        new = reader.bring(data, notebook, chance)
    except REFUSALS:
        return Outcome(refused=True, partial=notebook.entries() != before)
    except _HungError:
        return Outcome(refused=False, hung=True, partial=notebook.entries() != before)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
        return Outcome(refused=False, crash=_place(error), partial=notebook.entries() != before)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return Outcome(refused=False, partial=not _is_whole(notebook, len(before.kept), new))


def _is_whole(notebook: _Watched, before: int, new: int) -> bool:
    """All that was new is there, and came in one write."""
    return notebook.writes <= 1 and len(notebook.entries().kept) >= before + new


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__} at {where}"


def _time_is_up(_number: int, _frame: FrameType | None) -> None:
    raise _HungError


# --- changing a good file -----------------------------------------------------------------------------------


def _changed(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        chance.choice(_CHANGES)(data, seeds, chance)
    return bytes(data)


def _flip(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _drop(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    start, end = _piece(data, chance)
    del data[start:end]


def _repeat(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    start, end = _piece(data, chance)
    data[start:start] = data[start:end] * chance.choice((1, 1, 1, 50))


def _put(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(_TOKENS)


def _replace(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    start, end = _piece(data, chance)
    data[start:end] = chance.choice(_TOKENS)


def _splice(data: bytearray, seeds: Sequence[bytes], chance: random.Random) -> None:
    other = bytearray(chance.choice(seeds))
    start, end = _piece(other, chance)
    at = chance.randrange(len(data) + 1)
    data[at:at] = other[start:end]


def _swap(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    start, end = _piece(data, chance)
    piece = data[start:end]
    del data[start:end]
    at = chance.randrange(len(data) + 1)
    data[at:at] = piece


def _number(data: bytearray, _seeds: Sequence[bytes], chance: random.Random) -> None:
    """One digit becomes another number."""
    digits = [at for at, sign in enumerate(data[:4_000]) if 48 <= sign <= 57]
    if digits:
        at = chance.choice(digits)
        data[at : at + 1] = chance.choice((b"0", b"9", b"-1", b"99999999999999999999", b"1e5", b"0.5", b""))


_CHANGES = (_flip, _flip, _cut, _drop, _repeat, _put, _put, _replace, _splice, _swap, _number)


def _piece(data: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 5, 20, 100, 1_000)))


_HERE = [
    Checkin(
        id=UUID(int=1 + number, version=4),
        at=NOW - timedelta(days=number),
        offset_minutes=0,
        written=NOW - timedelta(days=number),
        state=State.LOW,
        note="was here before",
    )
    for number in range(3)
]


# --- the meanest files --------------------------------------------------------------------------------------


def _in_its_own_process(name: str) -> tuple[float, float, bool]:
    """Memory in MB and seconds that reading this file took, and whether it ended in words."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.fuzz_import", name], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    words = done.stdout.split()
    if done.returncode or len(words) != 3:
        print(f"{name}: {done.stderr.splitlines()[-1:]}", file=sys.stderr)
        return 0.0, 0.0, False
    print(f"{name}: {float(words[0]):.0f} MB, {float(words[1]):.2f} s, {words[2]}", file=sys.stderr)
    return float(words[0]), float(words[1]), True


def _read_mean_file(name: str) -> None:
    """Prints memory, seconds and the outcome. Making the file happens before, in memory that is given back."""
    make, way = MEAN_FILES[name]
    data = make()
    bring = _bring_table if way == "table" else _bring_sealed if way == "sealed" else _bring_archive
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most that was held counts from here
    began = time.perf_counter()
    try:
        bring(data, PlainNotebook(), random.Random(1))
        outcome = "read"
    except REFUSALS:
        outcome = "refused"
    print(_most_memory(), time.perf_counter() - began, outcome)


def _most_memory() -> float:
    """MB this process held at most since it began to read."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    _read_mean_file(sys.argv[1])
