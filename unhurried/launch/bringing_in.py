"""Brings in check-ins from a file, by command: first what can be read and what can not, then a question, then one write."""

import getpass
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import Error as DatabaseError

from unhurried.content.library import library
from unhurried.domain.steadying import State
from unhurried.journey.lookback import BROUGHT_IN, UnknownMeaning, bring_in, meanings
from unhurried.launch import words
from unhurried.launch.folder import claim, make_folder
from unhurried.launch.preparing import bring_up_to_date, set_up
from unhurried.launch.process import start_child, went_well
from unhurried.launch.terminal import say
from unhurried.pages import clock
from unhurried.report.preview import preview_lines
from unhurried.report.table import Reading, UnreadableTable, read_checkins

OK, NOT_BROUGHT_IN = 0, 1


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line. moods: NAME=STATE each."""

    file: Path
    moods: tuple[str, ...]
    dry_run: bool
    ask: bool
    all_or_nothing: bool
    passphrase_from_input: bool


class _NotThisTimeError(Exception):
    """Nothing is brought in. Carries the sentence that says why."""


def bring_in_file(wish: Wish) -> int:
    """The exit code."""
    try:
        reading = _read(wish)
        say(*preview_lines(reading, library().bringing_in))
        if wish.dry_run:
            return OK
        _check_wanted(wish, reading)
        say(words.CAME_IN.format(count=_keep(reading, wish)))
    except _NotThisTimeError as why:
        say(str(why))
        return NOT_BROUGHT_IN
    except (OSError, DatabaseError):
        say(words.CANNOT_SAVE.format(folder=settings.FOLDER), words.NOTHING_CAME_IN)
        return NOT_BROUGHT_IN
    return OK


def _read(wish: Wish) -> Reading:
    try:
        data = wish.file.read_bytes()
    except OSError:
        raise _NotThisTimeError(words.FILE_UNREAD.format(file=wish.file)) from None
    try:
        return read_checkins(data, now=clock.now(), offset_minutes=clock.local_offset_minutes, moods=_moods(wish.moods))
    except UnreadableTable as unreadable:
        raise _NotThisTimeError(library().bringing_in[unreadable.why.value].says) from None


def _moods(pairs: tuple[str, ...]) -> Mapping[str, State | None]:
    split = [pair.rpartition("=") for pair in pairs]
    if not all(name and state for name, _, state in split):
        raise _NotThisTimeError(words.MOOD_FORM)
    try:
        return meanings({name: state for name, _, state in split})
    except UnknownMeaning as unknown:
        raise _NotThisTimeError(words.UNKNOWN_MOOD.format(words=unknown)) from None


def _check_wanted(wish: Wish, reading: Reading) -> None:
    if not reading.rows or (wish.all_or_nothing and reading.refused):
        raise _NotThisTimeError(words.NOTHING_CAME_IN)
    if wish.ask and input(words.GO_ON).strip().casefold() not in words.YES:
        raise _NotThisTimeError(words.NOTHING_CAME_IN)


def _keep(reading: Reading, wish: Wish) -> int:
    """How many were new."""
    _prepare_notebook()
    from unhurried.pages.gate import cost  # noqa: PLC0415  models need Django set up
    from unhurried.sealed.keyring import CannotOpen, local_owner, unlock  # noqa: PLC0415  the same
    from unhurried.sealed.notebook import SealedNotebook  # noqa: PLC0415  the same

    owner: UUID | None = local_owner()
    if owner is None:
        raise _NotThisTimeError(words.NO_NOTEBOOK)
    try:
        key = unlock(owner, _passphrase(wish), cost())
    except CannotOpen:
        raise _NotThisTimeError(words.NOT_OPENED) from None
    return bring_in(SealedNotebook(owner, key), reading, clock.now(), key.for_purpose(BROUGHT_IN))


def _prepare_notebook() -> None:
    """Where the app is open at the same time, it has brought everything up to date already."""
    make_folder(settings.FOLDER)
    mine = claim(settings.FOLDER)
    set_up()
    if mine is not None and not went_well(start_child(bring_up_to_date)):
        raise OSError


def _passphrase(wish: Wish) -> str:
    if wish.passphrase_from_input:
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass(words.ASK_PASSPHRASE)
