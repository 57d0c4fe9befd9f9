"""The made-up people: the numbers they were fixed with, and lives that are the same wherever they are lived."""

from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from unhurried.cohort.worlds.journey import Journey, nearest_state
from unhurried.cohort.worlds.lives import Life, live
from unhurried.cohort.worlds.measures import closed_gap, exits_difference, measure, regained_difference
from unhurried.cohort.worlds.people import BAD_WEEKS, CHARM, MATCHED, PEOPLE, UNLOGGED, WORLDS, Person, TellsAll
from unhurried.cohort.worlds.rules import KNOWN_CHANCE, RULES, Asked
from unhurried.cohort.worlds.spread import Task, in_turn, maker, on_processes, worlds_of
from unhurried.domain.safety import DangerSign
from unhurried.domain.steadying import Checkin, Presence, State
from unhurried.domain.steps import AsFeared, StepOutcome, StepPlan
from unhurried.inference import planner
from unhurried.inference.choices import Kind
from unhurried.journey import next_steps
from unhurried.journey.safety import raise_flag
from unhurried.journey.stamp import stamp
from unhurried.journey.steps import StepHeld

RECORDED = [
    (1, "matched", [-3.684542737361918, 22.0, 5.114748362274725, 37.0, 16.0]),
    (2, "charm then betrayal", [0.7035441900747156, 29.0, 3.9135132251253633, 35.0, 22.0]),
    (3, "hidden bad weeks", [-1.6405841834975774, 30.0, -2.922433626092913, 32.0, 18.0]),
]
"""Seed, world, and sums of what was drawn, by the people as they were first fixed."""


def _draws(seed: int, world: str) -> list[tuple[float, ...]]:
    person = Person(seed, world)
    person.week(0)
    found: list[tuple[float, ...]] = []
    for number in range(24):
        if number % 6 == 0:
            person.week(number // 6 + 5)
        found.append(tuple(map(float, person.checkin())))
        found.append(tuple(map(float, person.attempt(number % 4, (7 * number) % 10))))
    return found


@pytest.mark.parametrize(("seed", "world"), [(seed, world) for seed, world, _ in RECORDED])
def test_the_draws_are_those_the_people_were_fixed_with(seed: int, world: str) -> None:
    expected = next(draws for one, other, draws in RECORDED if (one, other) == (seed, world))
    drawn = [value for draw in _draws(seed, world) for value in draw]
    assert len(drawn) == 24 * 5
    assert expected == pytest.approx([sum(drawn[at::5]) for at in range(5)], abs=1e-12)


def test_a_life_is_the_same_each_time() -> None:
    one, again = (live(1001, RULES["the planner"], MATCHED, weeks=16) for _ in range(2))
    assert one == again
    assert one.steps > 0


def test_lives_are_the_same_on_processes() -> None:
    tasks = [Task(seed, rule, CHARM) for seed in (1000, 1001) for rule in ("random", "knowing everything")]
    assert in_turn(tasks) == on_processes(tasks, 2)


def test_the_planner_never_takes_anyone_deeper_than_six() -> None:
    asked_for: list[int] = []

    def watched(asked: Asked):
        proposal = RULES["the planner"](asked)
        asked_for.extend(step.depth for step in proposal.steps())
        return proposal

    live(1003, watched, MATCHED, weeks=26)
    assert asked_for
    assert max(asked_for) <= 6


def test_the_planner_never_marks_a_deeper_step_after_broken_faith_that_is_known() -> None:
    lives = [
        live(seed, RULES["the planner"], CHARM, broken=broken, weeks=16)
        for seed in (1004, 1005)
        for broken in (AsFeared.YES, AsFeared.PARTLY)
    ]
    assert sum(life.known_breaks[0] for life in lives) > 0
    assert all(life.known_breaks[0] == life.known_breaks[1] for life in lives)


def _asked(journey: Journey, day: float, person: Person | None = None) -> Asked:
    return Asked(journey, day, np.random.default_rng(1), person or Person(1), last_stayed=True)


def test_knowing_everything_marks_only_safe_people_within_their_range() -> None:
    person = Person(1004)
    person.week(0)
    journey = Journey(1, PEOPLE)
    proposal = RULES["knowing everything"](_asked(journey, 20.0, person))
    assert proposal.steps()
    for step in proposal.steps():
        assert person.kind[journey.place(step)] == "safe"
        assert person.chance_of_leaving(journey.place(step), step.depth - 1) <= KNOWN_CHANCE


def test_the_simple_rule_goes_on_after_staying_twice() -> None:
    journey = _ready()
    marked = []
    for day in range(1, 5):
        step = RULES["lowest expected strain first"](_asked(journey, day)).marked_choice.step
        assert step is not None
        marked.append(step)
        _take(journey, day, step, AsFeared.CANNOT_TELL)
    assert marked[0] == marked[1]
    assert marked[2] not in marked[:2]


def test_hardest_first_marks_the_hardest() -> None:
    step = RULES["hardest first"](_asked(Journey(1, PEOPLE), 1.0)).marked_choice.step
    assert step is not None
    assert step.depth == 10


# --- through the acts of the rooms --------------------------------------------------------------------------


def _ready() -> Journey:
    """A notebook with a look at readiness and nothing else."""
    journey = Journey(7, PEOPLE)
    journey.look_at_readiness(0)
    return journey


def _steady() -> Journey:
    """The same after the first weeks of check-ins."""
    journey = _ready()
    for day in range(21):
        journey.check_in(day, (-1, 0, 1)[day % 3], Presence.YES)
    return journey


def _take(journey: Journey, day: float, step, as_feared: AsFeared) -> None:
    plan = journey.plan(day, step, 50)
    assert plan is not None
    journey.tell(day, plan, as_feared, Presence.YES, 0)


def _entries(journey: Journey, kind: type) -> list:
    return [row.entry for row in journey.notebook.entries().kept if isinstance(row.entry, kind)]


def test_what_a_made_up_person_does_is_kept_as_anyone_would_keep_it() -> None:
    journey = _steady()
    step = journey.everything[0]
    _take(journey, 22, step, AsFeared.NO)
    (plan,), (outcome,) = _entries(journey, StepPlan), _entries(journey, StepOutcome)

    assert ([1, 0, -1], 21) == (
        [one.activation for one in _entries(journey, Checkin)][2::-1],
        len(_entries(journey, Checkin)),
    )
    assert (step.step, 50, outcome.plan) == (plan.step, plan.likelihood, plan.id)
    assert (AsFeared.NO, Presence.YES, State.SETTLED) == (outcome.as_feared, outcome.stayed, outcome.state)


def test_a_step_with_someone_whom_a_flag_reaches_is_held_and_never_put_forward() -> None:
    journey = _steady()
    step = journey.everything[0]
    now = journey.notebook.entries().kept[-1].entry.written
    raise_flag(journey.notebook, stamp(UUID(int=99), now, 0), DangerSign.CONTROL, UUID(step.someone))

    assert step.someone not in {one.someone for one in journey.candidates(22)}
    with pytest.raises(StepHeld):
        journey.plan(22, step, 50)
    assert [] == _entries(journey, StepPlan)


def test_before_a_look_at_readiness_there_is_only_rest() -> None:
    journey = Journey(7, PEOPLE)
    for day in range(21):
        journey.check_in(day, 0, Presence.YES)

    assert Kind.REST is journey.propose(22).marked
    assert [] == journey.candidates(22)


def test_after_a_yes_the_app_puts_nobody_forward_whom_it_was_about_and_after_partly_it_does_later() -> None:
    for told, there in ((AsFeared.YES, False), (AsFeared.PARTLY, True)):
        journey = _steady()
        step = journey.everything[0]
        _take(journey, 22, step, told)

        assert there is (step.someone in {one.someone for one in journey.candidates(23)})


def test_no_rule_behind_the_gates_goes_deep_where_nothing_is_known() -> None:
    """Others with whom all went well make the records of a stranger look good; how deep is not for the records alone."""
    journey = _steady()
    first = journey.everything[0].someone
    mine = [step for step in journey.everything if step.someone == first]
    for turn in range(12):
        _take(journey, 22 + turn / 2, mine[min(turn // 2, 5)], AsFeared.NO)

    assert {first: 6} == {one.someone: one.depth for one in journey.candidates(30) if one.depth > next_steps.LIGHT}


def test_the_planner_goes_through_the_five_of_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = []
    real = next_steps.propose_next
    monkeypatch.setattr(
        "unhurried.cohort.worlds.journey.propose_next", lambda *all_: asked_for.append(1) or real(*all_)
    )
    live(1004, RULES["the planner"], MATCHED, weeks=2)

    assert 6 == len(asked_for)


@pytest.mark.parametrize("world", [MATCHED, UNLOGGED])
def test_a_year_asks_no_more_of_each_entry_than_a_month(monkeypatch: pytest.MonkeyPatch, world: str) -> None:
    """Beliefs grow entry by entry: how often they are updated stays in step with how much is written."""
    updates = []
    real = planner.update
    monkeypatch.setattr(next_steps, "update", lambda belief, one: updates.append(1) or real(belief, one))
    spent = []
    for weeks in (8, 16):
        updates.clear()
        life = live(1005, RULES["the planner"], world, weeks=weeks)
        spent.append(len(updates) / (14 + 3 * weeks + 2 * life.steps))

    assert all(each < 2.5 for each in spent)
    assert spent[1] < 1.3 * spent[0]


@pytest.mark.parametrize(
    ("activation", "state"),
    [(-5, "shut_down"), (-3, "low"), (0, "settled"), (1, "settled"), (2, "stirred"), (5, "keyed_up")],
)
def test_the_page_after_a_step_takes_the_nearest_of_five_states(activation: int, state: str) -> None:
    assert State(state) is nearest_state(activation)


def test_another_made_up_person_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "other.py"
    file.write_text(
        "from unhurried.cohort.worlds.people import Person\n"
        "WORLDS = ('matched', 'hidden bad weeks')\n"
        "class Other(Person):\n"
        "    def threat(self, someone, depth):\n"
        "        return .5\n"
    )
    spec = f"{file}:Other"
    assert ("matched", BAD_WEEKS) == worlds_of(spec)
    assert 0.5 == maker(spec)(3, MATCHED).threat(0, 0)
    (life,) = in_turn([Task(1000, "random", MATCHED, spec)])
    assert life.steps > 100


def test_another_made_up_person_who_tells_all_can_be_known(tmp_path: Path) -> None:
    file = tmp_path / "other.py"
    file.write_text("from unhurried.cohort.worlds.people import Person\nclass Other:\n" + _DELEGATING)
    spec = f"{file}:Other"
    assert isinstance(maker(spec)(1, MATCHED), TellsAll)
    assert in_turn([Task(1004, "knowing everything", MATCHED)]) == in_turn(
        [Task(1004, "knowing everything", MATCHED, spec)]
    )


_DELEGATING = """
    def __init__(self, seed, world):
        self._inner = Person(seed, world)
    def __getattr__(self, name):
        return getattr(self._inner, name)
"""


@pytest.mark.parametrize("named", ["nowhere.py:Other", f"{__file__}:NoSuchClass"])
def test_a_made_up_person_that_is_not_there_is_said(named: str) -> None:
    with pytest.raises(LookupError):
        maker(named)


def _life(seed: int, regained: int, steps: int = 100, exits: int = 5) -> Life:
    return Life(
        seed=seed,
        regained=regained,
        steps=steps,
        exits=exits,
        harms=3,
        high_stakes=0,
        high_stakes_harms=0,
        false_trust=False,
        rests=10,
        known_breaks=(2, 2),
        all_breaks=(3, 2),
    )


def test_the_closed_gap_is_a_share_of_the_way() -> None:
    ours, simple, knowing = ([_life(seed, int(seed < most)) for seed in range(10)] for most in (7, 4, 10))
    closed = closed_gap(ours, simple, knowing)
    assert closed.value == pytest.approx(0.5)
    assert 0 < closed.error < 1


def test_exits_are_counted_over_all_steps_together() -> None:
    lives = [_life(1, 0, steps=10, exits=5), _life(2, 0, steps=90, exits=0)]
    assert measure(lives).exits.value == pytest.approx(5.0)
    assert exits_difference(lives, lives) == pytest.approx((0.0, 0.0))


def test_a_life_without_a_step_is_no_reason_to_stop() -> None:
    found = measure([_life(1, 0, steps=0, exits=0), _life(2, 3)])
    assert (0.5, 0.5) == (found.no_step.value, found.regained.value)


def test_differences_are_paired_by_seed() -> None:
    with pytest.raises(ValueError, match="paired by seed"):
        regained_difference([_life(1, 0)], [_life(2, 0)])


def test_what_is_not_logged_never_reaches_the_notebook() -> None:
    """Half of what was not stayed with is lost: fewer check-ins are known than there were moments."""
    counts = []

    def watched(asked: Asked):
        counts.append(asked.belief.memory.checkins)
        return RULES["random"](asked)

    live(1005, watched, UNLOGGED, weeks=16)
    assert counts[-1] < 14 + 3 * 16


def test_there_are_five_worlds() -> None:
    assert 5 == len(WORLDS)
