"""A process that fills a notebook and erases from it until it is killed, or looks at what is left.

bench/erase.py starts it with NOTES_FOLDER, NOTES_TRIAL and DJANGO_SETTINGS_MODULE in its environment.
`erase WAY STEP` prints `gone ID` for what is to go, `row HEX` for a piece of the ciphertext of each of these, `begin`,
kills itself before the STEP-th statement that SQLite carries out (never, when STEP is -1), and else ends with
`steps N SECONDS`. `look` does what every start does, then prints `kept ID` for what is there, and `whole UNREADABLE MISSING`,
or `none` when nothing opens any more.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import django
from django.core.management import call_command

django.setup()

from django.db import connection  # noqa: E402  # the models below need the line above

from unhurried.domain.base import Entry  # noqa: E402
from unhurried.domain.notebook import Kept, Notebook  # noqa: E402
from unhurried.domain.people import Hurt, Since, Someone, WeeksAfter  # noqa: E402
from unhurried.domain.safety import DangerSign, Flag  # noqa: E402
from unhurried.domain.steadying import Checkin, State  # noqa: E402
from unhurried.journey.lookback import erase_one  # noqa: E402
from unhurried.journey.moving import erase_days, look_at_days  # noqa: E402
from unhurried.journey.people import erase_someone, mentions  # noqa: E402
from unhurried.journey.stamp import Stamp, stamp  # noqa: E402
from unhurried.sealed import keyring  # noqa: E402
from unhurried.sealed.models import Item  # noqa: E402
from unhurried.sealed.notebook import SealedNotebook  # noqa: E402

PASSPHRASE = "lantern orchard pebble window"
CANARY = "Canary{number:03}Velvet"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOMEONE, HURT = UUID(int=101), UUID(int=202)
FIRST, LAST = START.date() + timedelta(days=10), START.date() + timedelta(days=19)


def main(words: list[str]) -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    if words[0] == "look":
        _look()
    else:
        _erase(words[1], int(words[2]))


def _look() -> None:
    keyring.finish_interrupted_erase()
    owner = keyring.local_owner()
    if owner is None:
        print("none", flush=True)
        return
    opened = SealedNotebook(owner, keyring.unlock(owner, PASSPHRASE, keyring.TRIAL_COST)).entries()
    for row in opened.kept:
        print("kept", row.entry.id)
    print("whole", opened.unreadable, opened.missing, flush=True)


def _erase(way: str, step: int) -> None:
    made = keyring.create_notebook(PASSPHRASE, recovery=True, cost=keyring.TRIAL_COST)
    notebook = SealedNotebook(made.owner, made.key)
    _fill(notebook)
    gone, act = _ways(notebook)[way]
    for entry_id in gone:
        print("gone", entry_id)
    for blob in Item.objects.filter(owner_id=made.owner, id__in=list(gone)).values_list("blob", flat=True):
        print("row", bytes(blob)[300:332].hex())
    print("begin", flush=True)
    counted = _Counted(step)
    connection.connection.set_trace_callback(counted)
    began = time.perf_counter()
    act()
    print("steps", counted.done, time.perf_counter() - began, flush=True)


class _Counted:
    """Counts what SQLite carries out, and ends this process before one of it."""

    def __init__(self, step: int) -> None:
        self.done = 0
        self._step = step

    def __call__(self, _statement: str) -> None:
        if self.done == self._step:
            os.kill(os.getpid(), signal.SIGKILL)
        self.done += 1


def _fill(notebook: SealedNotebook) -> None:
    """Every row holds a word to look for, and some were changed, so that there are pages that were in use before."""
    notebook.write(add=_entries())
    kept = notebook.entries().kept
    notebook.write(revise=[Kept(row.entry, row.revision) for row in kept[::3]])


def _entries() -> list[Entry]:
    entries: list[Entry] = [Checkin(**_when(day), state=State.LOW, note=CANARY.format(number=day)) for day in range(30)]
    someone = Someone(**_when(0, SOMEONE), code_name=CANARY.format(number=900))
    hurt = Hurt(**_when(12, HURT), what=CANARY.format(number=901), someone=SOMEONE)
    after = WeeksAfter(**_when(25), hurt=HURT, since=Since.NO_CHANGE, note=CANARY.format(number=902))
    return [*entries, someone, hurt, after, Flag(**_when(12), sign=DangerSign.CONTROL, whom=SOMEONE)]


def _when(day: int, entry_id: UUID | None = None) -> Stamp:
    return stamp(entry_id or uuid4(), START + timedelta(days=day), 0)


def _ways(notebook: SealedNotebook) -> dict[str, tuple[Iterable[UUID], Callable[[], object]]]:
    """For each way of erasing: what goes, and the act."""
    kept = notebook.entries().kept
    entries = [row.entry for row in kept]
    after = [entry.id for entry in entries if isinstance(entry, WeeksAfter)]
    when = _when(40)
    plain: Notebook = notebook
    return {
        "one": ([HURT, *after], lambda: erase_one(plain, HURT)),
        "someone": (list(dict.fromkeys(mentions(entries, SOMEONE))), lambda: erase_someone(plain, when, SOMEONE)),
        "days": (look_at_days(kept, FIRST, LAST).gone, lambda: erase_days(plain, FIRST, LAST)),
        "everything": ([entry.id for entry in entries], plain.erase_everything),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
