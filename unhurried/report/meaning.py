"""What the words of another app stand for here, as the person says. Nothing is guessed: what was not said stays words of the note."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from unhurried.domain.steadying import BodySign, State

MOST_NAMES = 2_000
"""Different things that are counted. More than these are kept in the note like the rest."""


class Stays(Enum):
    """What becomes of a thing that is neither a state nor a sign in the body."""

    NOTE = "note"
    LEAVE_OUT = "leave_out"


class Role(Enum):
    """What a column of a table that we do not know holds."""

    WHEN = "when"
    STATE = "state"
    BODY = "body"
    NOTE = "note"
    LEAVE_OUT = "leave_out"


Meaning = State | BodySign | Stays


class Meanings(NamedTuple):
    """moods: None leaves lines out. things: activities, symptoms and the like. rest: what becomes of all others.

    columns: for a table we do not know, by the name of the column; None refuses such a table.
    """

    moods: Mapping[str, State | None] = {}
    things: Mapping[str, Meaning] = {}
    rest: Stays = Stays.NOTE
    columns: Mapping[str, Role] | None = None


class Sorted(NamedTuple):
    """Things by what they stand for. note: the names that stay words."""

    states: tuple[State, ...]
    body: tuple[BodySign, ...]
    note: tuple[str, ...]


class Seen:
    """Counts names, and stops at a number no export of a person has."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()

    def note(self, names: Iterable[str]) -> None:
        for name in names:
            if name in self._counted or len(self._counted) < MOST_NAMES:
                self._counted[name] += 1

    def most(self) -> list[tuple[str, int]]:
        return self._counted.most_common()


def sort_out(names: Iterable[str], meanings: Meanings) -> Sorted:
    states: list[State] = []
    body: list[BodySign] = []
    note: list[str] = []
    for name in names:
        meaning = meanings.things.get(name, meanings.rest)
        if isinstance(meaning, State):
            states.append(meaning)
        elif isinstance(meaning, BodySign):
            body.append(meaning)
        elif meaning is Stays.NOTE:
            note.append(name)
    return Sorted(tuple(states), tuple(dict.fromkeys(body)), tuple(dict.fromkeys(note)))
