"""The clock a person sees is the one of their computer, whatever zone it is in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKS = """
import django, time
time.tzset()
django.setup()
from datetime import UTC, datetime
from django.template import Context, Template
from unhurried.pages import clock
moment = datetime(2030, 7, 1, 12, 0, tzinfo=UTC)
shown = Template("{{ moment|date:'H:i' }}").render(Context({"moment": moment.astimezone()}))
print(clock.local_offset_minutes(moment), shown)
"""


@pytest.mark.parametrize(
    ("zone", "offset_and_time"), [("Asia/Tokyo", "540 21:00"), ("America/Lima", "-300 07:00"), ("UTC", "0 12:00")]
)
def test_times_are_those_of_this_computer(zone: str, offset_and_time: str, tmp_path: Path) -> None:
    surroundings = {**os.environ, "TZ": zone, "NOTES_FOLDER": str(tmp_path), "NOTES_TRIAL": "1"}
    asked = subprocess.run([sys.executable, "-c", ASKS], env=surroundings, capture_output=True, text=True, check=True)

    assert offset_and_time == asked.stdout.strip()
