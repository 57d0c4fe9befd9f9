"""The same tests once more, on PostgreSQL: a host can be added without touching `sealed`."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.postgres import throw_away_postgres

ROOT = Path(__file__).parents[2]

ON_BOTH = [
    "tests/contracts/test_notebook.py",
    "tests/integration/test_sealed.py",
    "tests/integration/test_sealed_schema.py",
    "tests/integration/test_keyring.py",
    "tests/integration/test_inbox.py",
    "tests/integration/test_erasing.py",
    "tests/integration/test_writers.py",
]
FEWEST = 120
"""Tests in those files; fewer would mean that some were lost."""


def test_the_sealed_notebook_passes_all_its_tests_on_postgresql():
    with throw_away_postgres() as url:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *ON_BOTH],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )

    summary = done.stdout.splitlines()[-1]
    passed = re.match(r"(\d+) passed in", summary)
    assert passed, done.stdout
    assert int(passed[1]) >= FEWEST
