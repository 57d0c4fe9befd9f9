"""What settings.py will read, set before it is read: one place, one process, no files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from unhurried.launch.failures import keep_quiet
from unhurried.launch.process import keep_to_ourselves, one_thread_for_numbers


@dataclass(frozen=True)
class Before:
    """What this process was given, for programs of the person's that we start."""

    environ: Mapping[str, str]
    umask: int


def prepare_environment(folder: Path | None, *, demo: bool = False) -> Before:
    """folder: where the notebook lies, or None for the usual place."""
    before = Before(dict(os.environ), keep_to_ourselves())
    keep_quiet()
    one_thread_for_numbers()
    os.environ.pop("DATABASE_URL", None)  # it belongs to another program: hosted notebooks start with wsgi.py
    os.environ.pop("NOTES_DEMO", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "unhurried.settings"
    if folder is not None:
        os.environ["NOTES_FOLDER"] = str(folder.expanduser().absolute())
    if demo:
        os.environ["NOTES_DEMO"] = "1"
    return before
