"""What the made-up person practises, and what comes of it.

The practices differ in what they do here, so that "What helps me" has bands that part, bands that touch, a practice
with too few times, one of the person's own and one that made it worse. None of this says what a practice does for anyone.
"""

from typing import NamedTuple

import numpy as np

from unhurried.cohort.checkins import nearest_state
from unhurried.cohort.story import Own
from unhurried.content.library import Library
from unhurried.content.schema import Group
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.steadying import ACTIVATION, Felt, State
from unhurried.journey.stamp import Stamp
from unhurried.journey.steadying import add_practice, end_practice, hide_practice, start_practice

_OFTEN = 0.4
"""How often a moment away from settled leads to a practice."""

_AFTER_SKIPPED = 0.1
_ANYWAY = 0.15
"""The share of the way back that would have come by itself."""


class _Habit(NamedTuple):
    """One practice in this year. goes: the share of the way to settled it takes. often: how readily it is picked."""

    practice: str
    goes: float
    often: float = 0


class Practising:
    """Which practice is picked when, what it does, and what is hidden or added on the way."""

    def __init__(self, notebook: Notebook, rng: np.random.Generator, library: Library) -> None:
        self._notebook = notebook
        self._rng = rng
        keyed_up, shut_down, either, flashback = (
            [practice.id for practice in library.in_group(group)]
            for group in (Group.KEYED_UP, Group.SHUT_DOWN, Group.EITHER, Group.FLASHBACK)
        )
        self._habits = {
            True: [_Habit(keyed_up[0], 0.9, 5), _Habit(keyed_up[1], 0.05, 4), _Habit(keyed_up[2], 0.45, 3)],
            False: [_Habit(shut_down[0], 0.85, 5), _Habit(shut_down[1], 0.1, 4), _Habit(either[0], 0.5, 2)],
        }
        self._worse = _Habit(flashback[0], -0.3)
        seldom = _Habit(either[1], 0.4)
        self._once = [(3, self._worse), (6, self._worse), (14, seldom), (27, seldom), (44, seldom)]

    def perhaps(self, when: Stamp, before: State, week: int) -> None:
        """Away from settled a practice may follow."""
        side = ACTIVATION.get(before, 0)
        if not side:
            return
        if self._once and week >= self._once[0][0] and side > 0:
            self._practise(when, before, self._once.pop(0)[1])
        elif self._rng.random() < _OFTEN:
            self._practise(when, before, self._pick(self._habits[side > 0]))

    def add_own(self, when: Stamp, own: Own) -> None:
        added = add_practice(self._notebook, when, own.title, own.words)
        self._habits[True].append(_Habit(str(added.id), 0.75, 4))

    def hide_what_made_it_worse(self, when: Stamp) -> None:
        hide_practice(self._notebook, when, self._worse.practice)

    def _pick(self, habits: list[_Habit]) -> _Habit:
        often = np.array([habit.often for habit in habits])
        return habits[int(self._rng.choice(len(habits), p=often / often.sum()))]

    def _practise(self, when: Stamp, before: State, habit: _Habit) -> None:
        """As on the page: it is started, and then there is an end with a state, with "worse", or with nothing more."""
        started = Kept(start_practice(self._notebook, when, habit.practice, before), 1)
        if habit.goes < 0:
            end_practice(self._notebook, started, felt=Felt.WORSE)
        elif self._rng.random() > _AFTER_SKIPPED:
            left = (1 - _ANYWAY) * (1 - habit.goes) * ACTIVATION[before]
            end_practice(self._notebook, started, after=nearest_state(left + float(self._rng.normal(0, 0.16))))
