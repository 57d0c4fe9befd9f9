"""Killed with -9 in the middle of erasing someone: all that mentions them is there, or none of it and the flags left behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ERASE_SOMEONE = """
import json, os, signal, sys
from collections import Counter
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0, skip_checks=True)
from tests.unit.histories import EVERYONE, PEOPLE, START
from tests.unit.test_safety import ABOUT_K
from unhurried.journey.people import erase_someone
from unhurried.journey.stamp import stamp
from unhurried.sealed import keyring
from unhurried.sealed.notebook import SealedNotebook
from uuid import uuid4

PASSPHRASE = "lantern orchard pebble window"

def look(notebook):
    opened = notebook.entries()
    kinds = Counter(f"{type(row.entry).__name__} {getattr(row.entry, 'sign', '')}" for row in opened.kept)
    return [dict(sorted(kinds.items())), opened.unreadable, opened.missing]

if sys.argv[1] == "look":
    owner = keyring.local_owner()
    print(json.dumps(look(SealedNotebook(owner, keyring.unlock(owner, PASSPHRASE, keyring.TRIAL_COST)))))
    raise SystemExit

left = int(sys.argv[1])
made = keyring.create_notebook(PASSPHRASE, recovery=False, cost=keyring.TRIAL_COST)
notebook = SealedNotebook(made.owner, made.key)
notebook.write(add=[*EVERYONE, *ABOUT_K])
before = look(notebook)

def kill(execute, *words):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(*words)

print(json.dumps(before), flush=True)
with connection.execute_wrapper(kill):
    erase_someone(notebook, stamp(uuid4(), START, 0), PEOPLE[0])
print(json.dumps(look(notebook)))
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """What is there before, and after an erasing that nothing stops."""
    return [json.loads(line) for line in run(tmp_path_factory.mktemp("whole"), "99").splitlines()]


@pytest.mark.parametrize("statement", range(7))
def test_killed_while_erasing_someone_it_is_all_there_or_all_gone(
    tmp_path: Path, whole: list[object], statement: int
) -> None:
    """Killed before the n-th statement."""
    said = run(tmp_path, str(statement)).splitlines()
    found = json.loads(run(tmp_path, "look"))

    assert found == whole[len(said) - 1]
    assert found[1:] == [0, 0]


def test_the_erasing_that_nothing_stops_changes_something_and_takes_less_than_seven_statements(
    tmp_path: Path, whole: list[object]
) -> None:
    assert whole[0] != whole[1]
    assert 2 == len(run(tmp_path, "7").splitlines())


def run(folder: Path, word: str) -> str:
    surroundings = {"NOTES_FOLDER": str(folder), "NOTES_TRIAL": "1", "DJANGO_SETTINGS_MODULE": "unhurried.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ERASE_SOMEONE, word],
        cwd=ROOT,
        env=os.environ | surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.stdout
