"""A made-up person's notebook, and the acts of the rooms on it: the same functions as anyone's, gate and all.

For: one seam. A life does only what a person can do with the app, and a rule sees only what the notebook says.
Must not: know what a made-up person is like inside, or do anything that a journey function does.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

import msgspec

from unhurried.content.library import Library
from unhurried.content.library import library as whole_library
from unhurried.content.steps import DEEPEST, DEEPEST_PROPOSED, Fit, Setting, Step, Talk
from unhurried.domain.notebook import Kept, PlainNotebook
from unhurried.domain.people import Area, Relation, Someone
from unhurried.domain.readiness import Often, Ready, ReadySign, SteadySign
from unhurried.domain.safety import Pays, Wants
from unhurried.domain.steadying import ACTIVATION, FINEST, Presence, State
from unhurried.domain.steps import AsFeared, Took
from unhurried.inference.choices import Proposal
from unhurried.inference.memory import Candidate
from unhurried.inference.planner import Belief
from unhurried.journey.next_steps import (
    StepMemory,
    candidates,
    last_step,
    proposal_day,
    propose_next,
    seed_of,
    suggested_company,
)
from unhurried.journey.people import add_someone
from unhurried.journey.readiness import record_look
from unhurried.journey.safety import Said, answer_danger_questions, ask_gate
from unhurried.journey.stamp import Stamp, id_beside, stamp
from unhurried.journey.steadying import record_checkin, revise_checkin
from unhurried.journey.step_evidence import candidate
from unhurried.journey.steps import finish_plan, plan_step, record_outcome

_FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)
_AFTERWARDS = timedelta(hours=1)
"""How long after a plan it is told what became of it."""

_STEP = "made-up-{}"


class Journey:
    """Days count from the first, and never run backward. Everyone in it is a friend, about whom each danger question
    was answered with no: the worlds know nothing of such dangers, and nothing of readiness."""

    def __init__(self, seed: int, people: int) -> None:
        self.notebook = PlainNotebook()
        self._library = made_up_library()
        self._form = UUID(int=seed)
        self._written = 0
        self._memory = StepMemory()
        self._whom = [self._meet(number) for number in range(people)]
        self.everything = [candidate(idea, (one,)) for one in self._whom for idea in self._library.steps.values()]
        """Every step with everyone, whatever the gate says: what a person can write, and no planner may put forward."""

    def _meet(self, number: int) -> UUID:
        someone = Someone(**self._stamp(0), code_name=f"{number}", relation=Relation.FRIEND)
        add_someone(self.notebook, someone)
        answers = dict.fromkeys(self._library.danger.questions, Said.NO)
        answer_danger_questions(self.notebook, self._stamp(0), someone.id, answers)
        return someone.id

    def place(self, step: Candidate) -> int:
        """Which of the people a step is with, counted from 0."""
        return self._whom.index(UUID(step.someone))

    # --- what a person does ---------------------------------------------------------------------------------

    def look_at_readiness(self, day: float) -> None:
        ready = dict.fromkeys(ReadySign, (Ready.YES, ""))
        record_look(self.notebook, self._stamp(day), ready, dict.fromkeys(SteadySign, Often.SELDOM))

    def check_in(self, day: float, activation: int, presence: Presence) -> None:
        """An everyday moment, with the finer answer. activation: -5 to 5."""
        said = record_checkin(self.notebook, self._stamp(day), nearest_state(activation), presence)
        revise_checkin(self.notebook, Kept(said, 1), activation=activation)

    def plan(self, day: float, step: Candidate, likelihood: int) -> UUID | None:
        """Plan a step. None when the gate holds it at the end; then it is left. StepHeld when it may not be begun.
        likelihood: of what is feared, 0 to 100."""
        when = self._stamp(day)
        draft = plan_step(self.notebook, self._library, when, step.step, (UUID(step.someone),))
        holds = finish_plan(
            self.notebook,
            self._library,
            Kept(draft, 1),
            when["written"],
            likelihood=likelihood,
            pays=Pays.NO,
            wants=Wants.WANT,
        )
        return None if holds else draft.id

    def tell(self, day: float, plan: UUID, as_feared: AsFeared, presence: Presence, activation: int) -> None:
        """What became of a plan. The page asks for one of five states and takes no finer answer."""
        record_outcome(
            self.notebook,
            self._stamp(day, _AFTERWARDS),
            plan,
            Took.DONE,
            as_feared=as_feared,
            stayed=presence,
            state=nearest_state(activation),
        )

    # --- what a rule may look at ----------------------------------------------------------------------------

    def propose(self, day: float) -> Proposal:
        """The five choices of the app."""
        kept = self.notebook.entries().kept
        seed = seed_of(row.entry for row in kept)
        return propose_next(self._library, kept, _moment(day), seed, self._memory).proposal

    def belief(self, day: float) -> Belief:
        """What the planner of the app would go by."""
        return self._memory.recall(self._library, self.notebook.entries().kept, _moment(day))

    def candidates(self, day: float) -> list[Candidate]:
        """What the planner of the app would be given: every step that passes the gate and may be put forward."""
        kept = self.notebook.entries().kept
        gate = ask_gate(kept, _moment(day))
        with_whom = suggested_company(kept, _moment(day), gate)
        return candidates(self._library, [row.entry for row in kept], gate, with_whom)

    def last_step(self) -> Candidate | None:
        return last_step(self._library, [row.entry for row in self.notebook.entries().kept])

    def day_of_proposal(self, day: float, belief: Belief) -> float:
        """The day on which the planner of the app would propose, in its own count."""
        return proposal_day(_moment(day), belief)

    # --- inside ---------------------------------------------------------------------------------------------

    def _stamp(self, day: float, later: timedelta = timedelta(0)) -> Stamp:
        self._written += 1
        return stamp(id_beside(self._form, str(self._written)), _moment(day) + later, 0)


def _moment(day: float) -> datetime:
    return _FIRST + timedelta(days=day)


def nearest_state(activation: int) -> State:
    """The one of the five states that an answer from -5 to 5 lies nearest to."""
    return min(ACTIVATION, key=lambda state: abs(ACTIVATION[state] - activation / FINEST))


@cache
def made_up_library() -> Library:
    """Our content with ten made-up ideas for its steps, one of each depth: the worlds know of nothing but depth."""
    steps = [_step(depth) for depth in range(1, DEEPEST + 1)]
    return msgspec.structs.replace(whole_library(), steps={step.id: step for step in steps})


def _step(depth: int) -> Step:
    name = _STEP.format(depth)
    return Step(
        id=name,
        title=name,
        area=Area.TIME,
        depth=depth,
        setting=Setting.OPEN_PLACE,
        talk=Talk.NONE,
        length=name,
        minutes=1,
        fits=(Fit.FRIEND,),
        how=(name, name),
        smaller=name,
        what_to_notice=name,
        way_out=name,
        reviewed=_FIRST.date(),
        checklist=3,
        never_proposed=depth > DEEPEST_PROPOSED,
    )
