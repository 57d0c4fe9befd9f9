"""The made-up person's people, needs and small steps, through the same acts as anyone's, gate and all.

Written so that every picture of room steps has something to show: someone with many good times, one with few, a group
with whom what was feared came true, steps stopped early or not done, and what is not known. It says nothing about any
real person, and nothing about what steps do.
"""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from importlib.resources import files
from typing import NamedTuple
from uuid import UUID

import msgspec
import numpy as np

from unhurried.content.library import Library
from unhurried.domain.needs import MeetsNeed, Met, Weight
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Area, Relation, Someone
from unhurried.domain.readiness import Often, Ready, ReadySign, SteadySign
from unhurried.domain.safety import DangerSign, Pays, Wants
from unhurried.domain.steadying import Presence, State
from unhurried.domain.steps import AsFeared, Fear, Shelf, StepPlan, Took
from unhurried.journey import needs, people, readiness, safety, steps
from unhurried.journey.safety import Said
from unhurried.journey.stamp import Stamp, stamp

FIRST_WEEK = 8
"""Before it there are only check-ins."""

LOOK_EVERY = 7
"""Weeks from one look at readiness to the next."""

_NEED = "free-to-leave"
_LIKELY = (5, 25, 50, 75, 95)
_FEELS_AT_FIRST, _FROM_GOOD, _FROM_BAD = 70.0, 0.2, 0.55
"""How likely harm feels at first, of 100, and which share of the way it moves. Made up."""

_STEADY_FROM = 43
"""From this week on every step goes well, or the planner would suggest hardly anything at the end."""

_NOT_KNOWN, _KEPT_BACK, _NOT_DONE, _STOPPED = 0.1, 0.08, 0.07, 0.1


class _Company(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    relation: Relation
    is_group: bool = False


class _Happened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    words: tuple[str, ...]


class StepStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every word that is written about people, steps and hurts in the made-up year."""

    own_step: str
    own_way_out: str
    feared_words: str
    meaning: str
    easier_place: str
    own_reading: str
    plan: dict[str, str]
    hurts: tuple[str, ...]
    company: tuple[_Company, ...]
    happened: tuple[_Happened, ...]


class _Way(NamedTuple):
    """Steps with someone in one area. kept: how often what is feared does not happen. weeks: first, last, how often."""

    who: str
    area: Area
    ideas: tuple[str, ...]
    kept: float
    weeks: tuple[int, int, int]


_WAYS = (
    _Way("", Area.BODY, ("back-to-the-wall", "take-off-your-coat", "queue-with-a-gap", "eat-near-others"), 0.97, (8, 48, 5)),
    _Way("juniper", Area.TIME, ("quiet-side-by-side-call", "meet-with-an-end-time", "walk-one-loop-together"), 0.93, (11, 51, 2)),
    _Way("juniper", Area.WORDS, ("ask-a-friend-about-them", "one-true-line", "say-why-you-were-quiet"), 0.9, (20, 50, 4)),
    _Way("bram", Area.WORDS, ("nod-in-passing", "wave-from-afar", "say-a-thing-about-the-weather"), 0.96, (9, 47, 6)),
    _Way("tuesday", Area.TIME, ("listen-from-the-edge", "come-for-the-last-part", "leave-early-and-say-so"), 0.9, (14, 49, 4)),
    _Way("shop", Area.WORDS, ("tell-one-liked-thing", "one-true-line"), 0.85, (12, 30, 3)),
    _Way("lamp", Area.DECISIONS, ("ask-for-the-reasons", "time-to-think"), 0.9, (26, 45, 8)),
)  # fmt: skip

_CAME_TRUE = ("shop", 30)
"""With whom and in which week what was feared came true, wholly. No step with them is taken after it."""


def read_step_story(language: str = "en") -> StepStory:
    file = files("unhurried.content") / language / "made_up_steps.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), StepStory)


def take_steps(notebook: Notebook, ending: datetime, days: int, rng: np.random.Generator, library: Library) -> None:
    """Fill the year that ends at a moment with people, needs, looks at readiness, and steps."""
    _Stepping(notebook, ending, days, rng, library).live()


class _Stepping:
    def __init__(
        self, notebook: Notebook, ending: datetime, days: int, rng: np.random.Generator, library: Library
    ) -> None:
        self._notebook = notebook
        self._ending = ending
        self._first = ending.date() - timedelta(days=days - 1)
        self._rng = rng
        self._library = library
        self._story = read_step_story()
        self._ids: dict[str, UUID] = {}
        self._feels: dict[tuple[str, Area], float] = {}

    def live(self) -> None:
        self._meet(self._on(7, 1, 19))
        for week, way in self._in_order():
            self._look_at_readiness(week)
            self._step(week, way)
        self._leave_open()

    def _in_order(self) -> Iterator[tuple[int, _Way]]:
        taken = [
            (week, number, way)
            for number, way in enumerate(_WAYS)
            for week in range(way.weeks[0], way.weeks[1] + 1, way.weeks[2])
        ]
        for week, _, way in sorted(taken):
            yield week, way

    # --- people and needs -----------------------------------------------------------------------------------

    def _meet(self, when: Stamp) -> None:
        for one in self._story.company:
            someone = Someone(**self._beside(when), code_name=one.name, is_group=one.is_group, relation=one.relation)
            people.add_someone(self._notebook, someone)
            self._ids[one.id] = someone.id
            if one.id == "letter":
                safety.raise_flag(self._notebook, self._beside(when), DangerSign.HARMED_ME, someone.id)
            else:
                answers = dict.fromkeys(self._library.danger.questions, Said.NO)
                safety.answer_danger_questions(self._notebook, self._beside(when), someone.id, answers)
        needs.name_need(self._notebook, self._beside(when), _NEED, Weight.NOT_NEGOTIABLE)
        needs.name_need(self._notebook, self._beside(when), "no-stays-no", Weight.IMPORTANT)
        for who in ("juniper", "bram", "lamp"):
            met = MeetsNeed(**self._beside(when), need=_NEED, where=self._ids[who], met=Met.YES)
            self._notebook.write(add=[met])
        people.note_easier(self._notebook, self._beside(when), self._story.easier_place, None, is_place=True)

    def _look_at_readiness(self, week: int) -> None:
        """Every few weeks, so that a look always speaks for now."""
        if (week - FIRST_WEEK) // LOOK_EVERY < self._looks:
            return
        self._look(self._on(week, 0, 18))

    _looks = 0

    def _look(self, when: Stamp) -> None:
        self._looks += 1
        ready = dict.fromkeys(ReadySign, (Ready.YES, "")) | {ReadySign.SUPPORT: (Ready.A_LITTLE, "")}
        steady = dict.fromkeys(SteadySign, Often.SELDOM) | {SteadySign.FLASHBACKS: Often.SOME_DAYS}
        readiness.record_look(self._notebook, when, ready, steady)

    # --- steps ----------------------------------------------------------------------------------------------

    def _step(self, week: int, way: _Way) -> None:
        idea = way.ideas[int(self._rng.integers(len(way.ideas)))]
        day = int(self._rng.integers(1, 5))
        plan = self._plan(self._on(week, day, 10), idea, way)
        if plan is not None:
            self._tell(self._on(week, day + 1, 17), plan, week, way)

    def _plan(self, when: Stamp, idea: str, way: _Way, on_day: date | None = None) -> StepPlan | None:
        """A finished plan; None when the gate holds it, which it may."""
        whom = (self._ids[way.who],) if way.who else ()
        draft = steps.plan_step(self._notebook, self._library, when, idea, whom)
        feels = self._feels.setdefault((way.who, way.area), _FEELS_AT_FIRST)
        holds = steps.finish_plan(
            self._notebook,
            self._library,
            self._seen(draft.id),
            when["written"],
            fear=list(Fear)[int(self._rng.integers(len(Fear)))],
            likelihood=self._said(feels),
            pays=Pays.NO,
            wants=Wants.WANT,
            covered=(_NEED, "no-stays-no"),
            on_day=on_day,
        )
        return None if holds else draft

    def _tell(self, when: Stamp, plan: StepPlan, week: int, way: _Way) -> None:
        if self._rng.random() < _NOT_DONE:
            steps.record_outcome(self._notebook, when, plan.id, Took.NOT_DONE)
            return
        feared = self._as_feared(week, way)
        felt = self._feel(way, feared)
        took = Took.STOPPED_EARLY if self._rng.random() < _STOPPED else Took.DONE
        stayed = week >= _STEADY_FROM or self._rng.random() < (0.9 if took is Took.DONE else 0.4)
        steps.record_outcome(
            self._notebook,
            when,
            plan.id,
            took,
            as_feared=feared,
            stayed=Presence.YES if stayed else Presence.PARTLY,
            state=State.SETTLED if self._rng.random() < 0.45 else State.STIRRED,  # noqa: PLR2004 - a made-up habit
            likelihood_next=self._said(felt),
            happened=self._words(feared, took),
            meaning=self._story.meaning if feared is AsFeared.YES else "",
        )

    def _as_feared(self, week: int, way: _Way) -> AsFeared:
        if (way.who, week) == _CAME_TRUE:
            return AsFeared.YES
        draw = self._rng.random()
        if draw < _NOT_KNOWN:
            return AsFeared.CANNOT_TELL
        if draw < _NOT_KNOWN + _KEPT_BACK:
            return AsFeared.KEPT_FROM_HAPPENING
        kept = self._rng.random() < way.kept or week >= _STEADY_FROM
        return AsFeared.NO if kept else AsFeared.PARTLY

    def _feel(self, way: _Way, feared: AsFeared) -> float:
        place = (way.who, way.area)
        if feared is AsFeared.NO:
            self._feels[place] -= _FROM_GOOD * self._feels[place]
        elif feared.is_known:
            self._feels[place] += _FROM_BAD * (100 - self._feels[place])
        return self._feels[place]

    def _said(self, feels: float) -> int:
        """The closest of the five words, with the noise of any rating."""
        noisy = feels + float(self._rng.normal(0, 8))
        return min(_LIKELY, key=lambda word: abs(word - noisy))

    def _words(self, feared: AsFeared, took: Took) -> str:
        key = took.value if took is Took.STOPPED_EARLY else feared.value
        known = next((one.words for one in self._story.happened if one.id == key), ())
        often = feared is AsFeared.YES or self._rng.random() < 0.5  # noqa: PLR2004 - a made-up habit
        return known[int(self._rng.integers(len(known)))] if known and often else ""

    # --- what is open at the end ----------------------------------------------------------------------------

    def _leave_open(self) -> None:
        """A step told of yesterday, a plan for the day after tomorrow, a draft, one put away, ideas kept and hidden."""
        self._look(self._ago(days=20))
        with_juniper, place = _WAYS[1], _WAYS[0]
        last = self._plan(self._ago(days=2), "walk-one-loop-together", with_juniper)
        if last is not None:
            self._tell_good(self._ago(days=1), last, with_juniper)
        soon = self._ending.date() + timedelta(days=2)
        planned = self._plan(self._ago(hours=20), "meet-with-an-end-time", with_juniper, soon)
        if planned is not None:
            steps.revise_plan(self._notebook, self._seen(planned.id), feared=self._story.feared_words)
        steps.plan_step(
            self._notebook, self._library, self._ago(hours=18), "say-why-you-were-quiet", self._whom("juniper")
        )
        away = self._plan(self._ago(days=9), "two-chairs-away", place)
        if away is not None:
            steps.put_away(self._notebook, self._seen(away.id))
        steps.add_own_step(
            self._notebook, self._ago(days=30), self._story.own_step, Area.WORDS, 2, way_out=self._story.own_way_out
        )
        steps.shelve(self._notebook, self._ago(days=40), "walk-one-loop-together", Shelf.KEPT)
        steps.shelve(self._notebook, self._ago(days=41), "tap-along", Shelf.HIDDEN)

    def _tell_good(self, when: Stamp, plan: StepPlan, way: _Way) -> None:
        steps.record_outcome(
            self._notebook,
            when,
            plan.id,
            Took.DONE,
            as_feared=AsFeared.NO,
            stayed=Presence.YES,
            state=State.SETTLED,
            likelihood_next=self._said(self._feel(way, AsFeared.NO)),
            happened=self._story.happened[0].words[0],
        )

    # --- time and ids ---------------------------------------------------------------------------------------

    def _whom(self, who: str) -> tuple[UUID, ...]:
        return (self._ids[who],)

    def _seen(self, entry: UUID) -> Kept:
        return next(row for row in self._notebook.entries().kept if row.entry.id == entry)

    def _on(self, week: int, day: int, hour: int) -> Stamp:
        zone: tzinfo | None = self._ending.tzinfo
        moment = datetime.combine(self._first + timedelta(days=7 * week + day), time(hour, 20), zone)
        return self._at(min(moment, self._ending - timedelta(days=3)))

    def _ago(self, **ago: float) -> Stamp:
        return self._at(self._ending - timedelta(**ago))

    def _at(self, moment: datetime) -> Stamp:
        offset = self._ending.utcoffset() or timedelta()
        return stamp(self._new_id(), moment, int(offset.total_seconds() // 60), moment)

    def _beside(self, when: Stamp) -> Stamp:
        return Stamp(id=self._new_id(), at=when["at"], offset_minutes=when["offset_minutes"], written=when["written"])

    def _new_id(self) -> UUID:
        return UUID(bytes=self._rng.bytes(16), version=4)
