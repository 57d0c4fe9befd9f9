"""What the made-up person of the demo writes, and whom they meet. The words stand in content/en/made_up_year.toml."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files

import msgspec
import numpy as np

from unhurried.domain.steadying import Company, State

WEEKS = 52
NOTE_SHARE = 0.35
"""Most check-ins are two taps and no words."""


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone or a group in the made-up life, by code name, and where they meet."""

    id: str
    name: str
    company: Company
    places: tuple[str, ...]


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A note and when it fits. who: with one of these; without any it is written alone. week: only in that week."""

    words: str
    states: frozenset[State]
    who: frozenset[str] = frozenset()
    week: int | None = None


class Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A practice in the made-up person's own words."""

    title: str
    words: str


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is written in the made-up year. Weeks are counted from 0 to 51."""

    silent_weeks: frozenset[int]
    hard_weeks: frozenset[int]
    left_note: str
    own_practice: Own
    people: tuple[Place, ...]
    notes: tuple[Note, ...]


def read_story(language: str = "en") -> Story:
    file = files("unhurried.content") / language / "made_up_year.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Story)


class NotesLeft:
    """Notes that were not written yet. Each is written once, and they last the whole year."""

    def __init__(self, notes: Iterable[Note], rng: np.random.Generator) -> None:
        self._left = list(notes)
        self._all = len(self._left)
        self._rng = rng

    def take(self, state: State, week: int, who: str | None, *, stayed: bool) -> str:
        """A note of this very week if one fits, otherwise now and then any other that does, or none."""
        fitting = [note for note in self._left if state in note.states]
        of_week = [note for note in fitting if note.week == week]
        if of_week:
            return self._write(of_week[0])
        others = [note for note in fitting if note.week is None and _fits(note, who, stayed=stayed)]
        spent = 1 - len(self._left) / self._all
        if others and spent < (week + 2) / WEEKS and self._rng.random() < NOTE_SHARE:
            return self._write(others[int(self._rng.integers(len(others)))])
        return ""

    def _write(self, note: Note) -> str:
        self._left.remove(note)
        return note.words


def _fits(note: Note, who: str | None, *, stayed: bool) -> bool:
    """Alone or with one of those it names; and notes of settled times belong to moments one could stay with."""
    with_them = who in note.who if note.who else who is None
    return with_them and (stayed or not note.states & {State.SETTLED, State.STIRRED})
