"""Killed with -9: what was acknowledged is there, what was not is not there in part, and the next start is calm.

A few kills here; `python -m bench kill` does two hundred. What neither can show is a power cut: see bench/kill.py.
"""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench.kill import Found, Tally, _count, _understand, kill_while_saving

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("NOTES_KILLS", "12"))

ERASE = """
import json, os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0, skip_checks=True)
from tests.people import make_checkin, make_owner
from unhurried.sealed import keyring
from unhurried.sealed.models import Account, Item, WayIn

def rows():
    return [kind.objects.count() for kind in (Account, WayIn, Item)]

if sys.argv[1] == "look":
    before = rows()
    keyring.finish_interrupted_erase()
    print(json.dumps([before, rows()]))
    raise SystemExit

left = int(sys.argv[1])
owner = make_owner("lantern orchard pebble window")
owner.notebook.write(add=[make_checkin("gone") for _ in range(3)])

def kill(execute, *words):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(*words)

with connection.execute_wrapper(kill):
    owner.notebook.erase_everything()
print("erased")
"""


def test_killed_while_saving_nothing_acknowledged_is_lost(tmp_path):
    tally = kill_while_saving(tmp_path, KILLS, random.Random(3))

    assert (KILLS, KILLS) == (tally.kills, tally.opened)
    assert tally.acknowledged > KILLS
    assert (0, 0, 0, 0, 0) == (tally.lost, tally.twice, tally.half_done, tally.unreadable, tally.missing)


@pytest.mark.parametrize("statement", [1, 2, 3, 5, 7, 8])
def test_killed_while_erasing_it_is_whole_or_gone_after_the_next_start(tmp_path, statement):
    """Killed before the n-th statement. Up to the commit of the third all is there; after it no way in ever is."""
    erase(tmp_path, str(statement))

    before, after = json.loads(erase(tmp_path, "look"))

    if statement < 3:
        assert [[1, 2, 4], [1, 2, 4]] == [before, after]
    else:
        assert [0, [0, 0, 0]] == [before[1], after]


def erase(folder: Path, word: str) -> str:
    surroundings = {"NOTES_FOLDER": str(folder), "NOTES_TRIAL": "1", "DJANGO_SETTINGS_MODULE": "unhurried.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ERASE, word],
        cwd=ROOT,
        env=os.environ | surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.stdout


def test_the_count_would_notice_a_loss():
    before = _understand(["whole 0 0\n", "try a:1 b:1\n", "done a:1 b:1\n", "try c:1 d:1\n"])
    after = _understand(["kept a:1\n", "kept a:1\n", "kept c:1\n", "whole 2 3\n", "try e:1\n", "done e:"])

    tally = _count(Tally(1, 0, 0, 0, 0, 0, 0, 0, 0), before, after, {"a": 1, "b": 1})

    assert Tally(1, 1, 2, lost=1, twice=1, half_done=1, unreadable=2, missing=3, in_a_save=1) == tally
    assert Found([("a", 1), ("a", 1), ("c", 1)], 2, 3, [{"e": 1}], []) == after
