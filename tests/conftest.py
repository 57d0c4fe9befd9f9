"""What every test stands on: a data folder of its own, settings for tests, and no way out of this computer."""

import ipaddress
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="notes-test-"))

os.environ["NOTES_FOLDER"] = str(FOLDER)
os.environ["NOTES_TRIAL"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "unhurried.settings"

from django.conf import settings  # noqa: E402  # the folder has to be named first
from django.db import connections  # noqa: E402
from django.utils.functional import empty  # noqa: E402

sys.modules.pop("unhurried.settings", None)
settings._wrapped = empty  # pytest-django may have read the settings before this file; they are read again

pytest_plugins = ["tests.people"]

# No test is timed: a slow machine is no defect. The same examples every time, so that red means a change.
hypothesis.settings.register_profile("untimed", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A file like the real one: a database in memory has no journal and would prove little."""
    if connections["default"].vendor == "sqlite":
        connections["default"].settings_dict["TEST"]["NAME"] = str(FOLDER / "test.db")


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection beyond loopback ends the test."""
    connect = socket.socket.connect

    def connect_on_loopback(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            pytest.fail(f"something tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_on_loopback)


@pytest.fixture(scope="session", autouse=True)
def _tidy_folder() -> Iterator[None]:
    yield
    shutil.rmtree(FOLDER, ignore_errors=True)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
