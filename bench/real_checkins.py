"""Real diaries brought in through the real program: what is read, what is refused, and that the range stays silent.

The diaries are those of Westhoff et al. 2024 (doi 10.1038/s41598-024-58598-3, CC BY 4.0), read from --data.
Arousal, 0 to 100, becomes the upper half of activation, 0 to 5: low arousal is not shut down. Whether the person could
stay with it was not asked, so presence stays empty, and the range page has to say what is missing.
"""

import csv
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from django.db import connections
from django.test import Client
from django.urls import reverse

from bench.table import Figure, Options, at_least, at_most, need_data, shown
from unhurried.domain.notebook import Notebook
from unhurried.insight.steadying import find_range
from unhurried.journey.lookback import bring_in
from unhurried.launch.preparing import bring_up_to_date, collect_static, set_up
from unhurried.pages import clock
from unhurried.report.table import Reading, read_checkins

DIARIES = Path("ema_open") / "0008_westhoff_ts.tsv"
PASSPHRASE = "lantern orchard pebble window"
AS_PROCESSES = 5
QUICK = 12

_STATES = {0: "settled", 1: "settled", 2: "stirred", 3: "stirred", 4: "keyed up", 5: "keyed up"}
_UNANSWERED = "NA"

Prompt = Mapping[str, str]


class Diary(NamedTuple):
    """One study code and the check-ins written for it. empty: prompts without an answer on arousal, left out."""

    code: str
    lines: tuple[tuple[str, str, int], ...]
    empty: int


class BroughtIn(NamedTuple):
    """What became of one file: lines read, reasons of those that were not, new entries, and new ones a second time."""

    read: int
    refused: Counter[str]
    new: int
    again: int
    range_silent: bool


def run(options: Options) -> list[Figure]:
    diaries = read_diaries(need_data(options) / DIARIES)[: QUICK if options.quick else None]
    folder = Path(tempfile.mkdtemp(prefix="notes-bench-"))
    try:
        return _measure(diaries, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_diaries(file: Path) -> list[Diary]:
    with file.open(encoding="utf-8", newline="") as lines:
        prompts = sorted(csv.DictReader(lines, delimiter="\t"), key=lambda prompt: prompt["id"])
    return [_diary(code, list(own)) for code, own in groupby(prompts, key=lambda prompt: prompt["id"])]


def _diary(code: str, prompts: Sequence[Prompt]) -> Diary:
    answered = [prompt for prompt in prompts if prompt["affect_arousal"] != _UNANSWERED]
    return Diary(code, tuple(map(_line, answered)), len(prompts) - len(answered))


def _line(prompt: Prompt) -> tuple[str, str, int]:
    """When, state and activation. A prompt that gives no time of its own keeps none: the program has to refuse it."""
    times = (prompt["response_time"], prompt["scheduled_time"])
    when = next((known for known in times if known != _UNANSWERED), "")
    activation = math.floor(float(prompt["affect_arousal"]) / 20 + 0.5)
    return when, _STATES[activation], activation


def _measure(diaries: Sequence[Diary], folder: Path) -> list[Figure]:
    _prepare(folder / "first")
    began = time.perf_counter()
    found = [_bring_in(diary, folder, as_process=number < AS_PROCESSES) for number, diary in enumerate(diaries)]
    seconds = time.perf_counter() - began
    page = _range_page(folder / diaries[0].code)
    return [*_counts(diaries, found), *_reasons(found), _page_figure(page), shown("all files, in all", seconds, "s")]


def _counts(diaries: Sequence[Diary], found: Sequence[BroughtIn]) -> list[Figure]:
    written = sum(len(diary.lines) for diary in diaries)
    read = sum(one.read for one in found)
    refused = sum(one.refused.total() for one in found)
    return [
        shown("people with a code", sum(diary.code != _UNANSWERED for diary in diaries), "people"),
        shown("files brought in", len(diaries), "files"),
        shown("of these through the whole program", min(AS_PROCESSES, len(diaries)), "files"),
        shown("prompts without an answer, left out", sum(diary.empty for diary in diaries), "prompts"),
        shown("lines in the files", written, "lines"),
        at_least("lines read", read, "lines", written - _without_time(diaries)),
        at_most("lines refused", refused, "lines", _without_time(diaries)),
        at_most("lines neither read nor refused", written - read - refused, "lines", 0),
        at_least("entries in the notebooks", sum(one.new for one in found), "entries", read),
        at_most("entries doubled by bringing in again", sum(one.again for one in found), "entries", 0),
        at_least(
            "files after which the range stays silent", sum(one.range_silent for one in found), "files", len(found)
        ),
    ]


def _without_time(diaries: Iterable[Diary]) -> int:
    return sum(not when for diary in diaries for when, _, _ in diary.lines)


def _reasons(found: Iterable[BroughtIn]) -> Iterator[Figure]:
    for reason, count in sum((one.refused for one in found), Counter[str]()).most_common():
        yield shown(f"refused: {reason}", count, "lines")


def _page_figure(page: str) -> Figure:
    """1 when the page says how many more check-ins it takes, and draws no range."""
    says = "What is still missing" in page and "It takes 40 more" in page and "My range over time" not in page
    return at_least("range page says what is missing", int(says), "page", 1)


# --- one file -----------------------------------------------------------------------------------------------


def _bring_in(diary: Diary, folder: Path, *, as_process: bool) -> BroughtIn:
    home = folder / diary.code
    home.mkdir(mode=0o700)
    shutil.copy(folder / "first" / "notebook.db", home)
    file = home / "checkins.csv"
    _write_file(diary, file)
    bring = _by_program if as_process else _by_command_functions
    _open(home)
    new, again = bring(file), bring(file)
    return _look(file, new, again)


def _write_file(diary: Diary, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("when", "state", "activation", "presence"))
        table.writerows((when, state, activation, "") for when, state, activation in diary.lines)


def _by_program(file: Path) -> int:
    """The command as a person would type it, in a process of its own. How many entries are there that were not before."""
    before = _count_entries()
    command = [sys.executable, "-m", "unhurried", "bring-in", str(file), "--folder", str(file.parent)]
    done = subprocess.run(
        [*command, "--passphrase-stdin", "--yes"], input=f"{PASSPHRASE}\n", capture_output=True, text=True, check=False
    )
    new = _count_entries() - before
    nothing_to_read = done.returncode == 1 and "Lines that can be read: 0." in done.stdout
    if done.returncode != 0 and not nothing_to_read:
        raise RuntimeError(f"bring-in ended with {done.returncode}: {done.stdout}{done.stderr}")
    return new


def _by_command_functions(file: Path) -> int:
    """The same acts on the same kind of sealed notebook, without starting a process."""
    return bring_in(_notebook(), _read(file), clock.now(), b"a" * 32)


def _look(file: Path, new: int, again: int) -> BroughtIn:
    reading = _read(file)
    refused = Counter(one.why.value for one in reading.refused)
    finding = find_range(_notebook().entries().kept, clock.now())
    return BroughtIn(len(reading.rows), refused, new, again, not finding.shows_something and finding.missing > 0)


def _read(file: Path) -> Reading:
    return read_checkins(file.read_bytes(), now=clock.now(), offset_minutes=clock.local_offset_minutes)


# --- notebooks ----------------------------------------------------------------------------------------------


def _prepare(folder: Path) -> None:
    """Settings for a trial, and one empty notebook that is copied for every file."""
    folder.mkdir(mode=0o700)
    os.environ |= {"NOTES_TRIAL": "1", "NOTES_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "unhurried.settings"}
    set_up()
    bring_up_to_date()
    collect_static()
    from unhurried.sealed.keyring import TRIAL_COST, create_notebook  # noqa: PLC0415 - models need Django set up

    create_notebook(PASSPHRASE, recovery=False, cost=TRIAL_COST)
    _close()


def _open(folder: Path) -> None:
    """From here on the notebook is the one in this folder."""
    _close()
    connections["default"].settings_dict["NAME"] = str(folder / "notebook.db")


def _close() -> None:
    connections.close_all()


def _notebook() -> Notebook:
    from unhurried.sealed.keyring import TRIAL_COST, local_owner, unlock  # noqa: PLC0415 - the same
    from unhurried.sealed.notebook import SealedNotebook  # noqa: PLC0415 - the same

    owner = local_owner()
    if owner is None:
        raise LookupError("the copied notebook has no owner")
    return SealedNotebook(owner, unlock(owner, PASSPHRASE, TRIAL_COST))


def _count_entries() -> int:
    count = len(_notebook().entries().kept)
    _close()
    return count


def _range_page(folder: Path) -> str:
    """The real page, asked for the way a browser does."""
    _open(folder)
    client = Client(headers={"host": "127.0.0.1"})
    client.post(reverse("unlock"), {"passphrase": PASSPHRASE})
    return " ".join(client.get(reverse("range")).content.decode().split())
