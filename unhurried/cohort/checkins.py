"""How the made-up person says how they are: two taps, and now and then more."""

import numpy as np

from unhurried.cohort.person import MadeUpPerson, Stay
from unhurried.cohort.story import NotesLeft, Place, Story
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.steadying import ACTIVATION, FINEST, BodySign, Checkin, Company, Pattern, Presence, State
from unhurried.journey.stamp import Stamp
from unhurried.journey.steadying import record_checkin, revise_checkin

_OFF_THE_LINE = ((0.035, State.BOTH), (0.07, State.FINE_OUTSIDE))
_FINER = 0.35
_WITH_SOMEONE = 0.34
_ALONE_SAID = 0.3
_PULLS = 0.15
_BODY = 0.18
_PATTERN = 0.06

_BODY_WHEN = {
    State.KEYED_UP: (BodySign.TIGHT_CHEST, BodySign.FAST_HEART, BodySign.SHAKY, BodySign.CLENCHED_JAW),
    State.STIRRED: (BodySign.TENSE_SHOULDERS, BodySign.STOMACH, BodySign.CLENCHED_JAW),
    State.SETTLED: (BodySign.WARM, BodySign.LOOSE),
    State.LOW: (BodySign.HEAVY, BodySign.TIRED),
    State.SHUT_DOWN: (BodySign.NUMB, BodySign.COLD, BodySign.HEAVY),
}


class CheckingIn:
    """Says how the made-up person is, in the same acts as on the page."""

    def __init__(self, notebook: Notebook, rng: np.random.Generator, person: MadeUpPerson, story: Story) -> None:
        self._notebook = notebook
        self._rng = rng
        self._person = person
        self._story = story
        self._notes = NotesLeft(story.notes, rng)

    def say_how(self, when: Stamp, activation: float, week: int) -> Checkin:
        """The first tap saves; the second, and what stands under "more", revise."""
        near = self._near()
        if near is not None and near.company is not Company.MANY:
            activation *= 0.75  # someone kind is near
        state = self._state(activation)
        saved = record_checkin(self._notebook, when, state)
        stay = self._person.stay(activation, week) if state in ACTIVATION else Stay(None)
        stayed = stay.presence is Presence.YES
        return revise_checkin(
            self._notebook,
            Kept(saved, 1),
            presence=stay.presence,
            side=stay.side,
            note=self._notes.take(state, week, near.id if near else None, stayed=stayed),
            **self._meeting(near),
            **self._more(state, activation),
        )

    def _near(self) -> Place | None:
        if self._rng.random() > _WITH_SOMEONE:
            return None
        return self._story.people[int(self._rng.integers(len(self._story.people)))]

    def _meeting(self, near: Place | None) -> dict[str, object]:
        if near is None:
            return {"company": Company.ALONE} if self._rng.random() < _ALONE_SAID else {}
        place = near.places[int(self._rng.integers(len(near.places)))]
        return {"company": near.company, "with_whom": near.name, "where": place}

    def _state(self, activation: float) -> State:
        draw = self._rng.random()
        for share, state in _OFF_THE_LINE:
            if draw < share:
                return state
        return nearest_state(activation)

    def _more(self, state: State, activation: float) -> dict[str, object]:
        rng, said = self._rng, dict[str, object]()
        if state in ACTIVATION and rng.random() < _FINER:
            said["activation"] = round(FINEST * activation)
        if rng.random() < _PULLS:
            said |= {"toward": int(rng.integers(0, 5)), "away": int(rng.integers(0, 5))}
        if state in _BODY_WHEN and rng.random() < _BODY:
            signs = _BODY_WHEN[state]
            said["body"] = tuple(signs[i] for i in sorted(rng.permutation(len(signs))[:2]))
        if state in (State.KEYED_UP, State.SHUT_DOWN) and rng.random() < _PATTERN:
            said["pattern"] = list(Pattern)[int(rng.integers(len(Pattern)))]
        return said


def nearest_state(activation: float) -> State:
    return min(ACTIVATION, key=lambda state: abs(ACTIVATION[state] - activation))
