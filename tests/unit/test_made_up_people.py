"""The made-up people: the numbers they were fixed with, and lives that are the same wherever they are lived."""

from pathlib import Path

import pytest

from unhurried.cohort.worlds.journey import AsFeared, DirectJourney, Stayed, StepOutcome, StepPlan, done_of
from unhurried.cohort.worlds.lives import Life, live
from unhurried.cohort.worlds.measures import closed_gap, exits_difference, measure, regained_difference
from unhurried.cohort.worlds.people import BAD_WEEKS, CHARM, MATCHED, UNLOGGED, WORLDS, Person, TellsAll
from unhurried.cohort.worlds.rules import KNOWN_CHANCE, RULES, Asked, everything
from unhurried.cohort.worlds.spread import Task, in_turn, maker, on_processes, worlds_of
from unhurried.inference.memory import Candidate

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
    assert live(1001, RULES["the planner"], MATCHED) == live(1001, RULES["the planner"], MATCHED)


def test_lives_are_the_same_on_processes() -> None:
    tasks = [Task(seed, rule, CHARM) for seed in (1000, 1001) for rule in ("random", "knowing everything")]
    assert in_turn(tasks) == on_processes(tasks, 2)


def test_the_planner_never_takes_anyone_deeper_than_six() -> None:
    asked_for: list[int] = []

    def watched(asked: Asked):
        proposal = RULES["the planner"](asked)
        asked_for.extend(step.depth for step in proposal.steps())
        return proposal

    live(1003, watched, MATCHED)
    assert asked_for
    assert max(asked_for) <= 6


def test_the_planner_never_marks_a_deeper_step_after_broken_faith_that_is_known() -> None:
    lives = [live(seed, RULES["the planner"], CHARM) for seed in (1004, 1005)]
    assert sum(life.known_breaks[0] for life in lives) > 0
    assert all(life.known_breaks[0] == life.known_breaks[1] for life in lives)


def test_knowing_everything_marks_only_safe_people_within_their_range() -> None:
    person = Person(1004)
    person.week(0)
    journey = DirectJourney(everything())
    proposal = RULES["knowing everything"](
        Asked(journey.belief(), journey.candidates(), 20.0, None, person, last_stayed=True)
    )
    for step in proposal.steps():
        assert person.kind[int(step.someone)] == "safe"
        assert person.chance_of_leaving(int(step.someone), step.depth - 1) <= KNOWN_CHANCE


def test_the_simple_rule_goes_on_after_staying_twice() -> None:
    journey = DirectJourney(everything())
    marked = []
    for number in range(4):
        asked = Asked(journey.belief(), journey.candidates(), float(number), None, Person(1), last_stayed=True)
        step = RULES["lowest expected strain first"](asked).marked_choice.step
        assert step is not None
        marked.append(step)
        journey.plan(float(number), StepPlan(number, step.someone, step.area, step.depth, step.step, 50))
        journey.tell(float(number), StepOutcome(number, AsFeared.CANNOT_TELL, Stayed.YES, 0))
    assert marked[0] == marked[1]
    assert marked[2] not in marked[:2]


def test_hardest_first_marks_the_hardest() -> None:
    journey = DirectJourney(everything())
    asked = Asked(journey.belief(), journey.candidates(), 0.0, None, Person(1), last_stayed=True)
    step = RULES["hardest first"](asked).marked_choice.step
    assert step is not None
    assert step.depth == 10


@pytest.mark.parametrize(
    ("answer", "came_true", "felt"),
    [
        (AsFeared.NO, False, 0.0),
        (AsFeared.PARTLY, True, 0.5),
        (AsFeared.YES, True, 1.0),
        (AsFeared.CANNOT_TELL, None, None),
        (AsFeared.KEPT_FROM_HAPPENING, None, None),
    ],
)
def test_the_five_answers_count_as_they_are_meant(answer, came_true, felt) -> None:
    step = Candidate("1-1", "1", "time", 1)
    done = done_of(1.0, step, StepOutcome(1, answer, Stayed.PARTLY, -5))
    assert (came_true, felt) == (done.came_true, done.felt_harm)
    assert done.stayed is False
    assert done.cell == (-1.0, -0.9)


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

    live(1005, watched, UNLOGGED)
    assert counts[-1] < 14 + 3 * 52


def test_there_are_five_worlds() -> None:
    assert 5 == len(WORLDS)
