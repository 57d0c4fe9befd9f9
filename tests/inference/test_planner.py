"""What next: the five choices, and the limits that nothing loosens."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from unhurried.inference.choices import kind_of
from unhurried.inference.limits import LARGEST_CHANCE, LimitLoosened, Limits, stakes_of
from unhurried.inference.memory import HELD_DAYS
from unhurried.inference.moments import Moment, Outcome, Prior
from unhurried.inference.planner import (
    Belief,
    Candidate,
    Done,
    Evidence,
    Kind,
    NotDone,
    Planned,
    Proposal,
    Reason,
    propose,
    start,
    update,
    weigh,
)
from unhurried.inference.strain import (
    RisePrior,
    Strain,
    is_rise,
    leaving,
    range_nodes,
    start_rise,
    strain_of,
    update_rise,
)
from unhurried.inference.window import LOGGED
from unhurried.inference.window import replay as replay_window

PEOPLE = ("ben", "cleo", "dee")
STEPS = [
    Candidate(f"{someone}-{depth}", someone, "time", depth, kind)
    for someone in PEOPLE
    for depth in range(1, 11)
    for kind in ("walk",)
]
BY_PLACE = {(step.someone, step.depth): step for step in STEPS}


def _checkins(days: int = 14, *, lefts: int = 1) -> list[Evidence]:
    """Two a day; leaving only when keyed up."""
    calm = [Moment(day + part, -0.25 + part / 4, 0.25, Outcome.PRESENT) for day in range(days) for part in (0.2, 0.6)]
    keyed_up = [Moment(day + 0.8, 0.75, 1.0, Outcome.LEFT) for day in range(lefts)]
    return sorted([*calm, *keyed_up], key=lambda moment: moment.day)


def _lived(evidence: list[Evidence]) -> Belief:
    belief = start()
    for one in evidence:
        belief = update(belief, one)
    return belief


def _kept(someone: str, depth: int, days: range, *, stayed: bool = True) -> list[Evidence]:
    step = BY_PLACE[someone, depth]
    return [
        one
        for day in days
        for one in (
            Planned(float(day), step, 0.5),
            Done(day + 0.2, step, came_true=False, stayed=stayed, cell=(-0.1, 0.1)),
        )
    ]


def _broke(someone: str, depth: int, day: float) -> Done:
    return Done(day, BY_PLACE[someone, depth], came_true=True, stayed=True, cell=(-0.1, 0.1))


def _propose(belief: Belief, day: float, seed: int = 1, limits: Limits | None = None) -> Proposal:
    return propose(belief, STEPS, day, np.random.default_rng(seed), limits)


@st.composite
def histories(draw: st.DrawFn) -> list[Evidence]:
    """Two weeks of check-ins, then steps that went one way or another."""
    evidence = _checkins(lefts=draw(st.integers(0, 3)))
    day = 15.0
    for _ in range(draw(st.integers(0, 14))):
        step = BY_PLACE[draw(st.sampled_from(PEOPLE)), draw(st.integers(1, 6))]
        evidence.append(Planned(day, step, draw(st.floats(0, 1))))
        if draw(st.integers(0, 5)):
            low = draw(st.sampled_from([-0.5, -0.1, 0.1, 0.3]))
            evidence.append(
                Done(
                    day + 0.1,
                    step,
                    came_true=draw(st.sampled_from([False, False, False, True, None])),
                    stayed=draw(st.sampled_from([True, True, True, False])),
                    cell=(low, low + 0.2),
                    rupture=draw(st.integers(0, 9)) == 0,
                )
            )
        day += draw(st.sampled_from([1.0, 2.0, 5.0]))
    return evidence


def _last_day(evidence: list[Evidence]) -> float:
    return max(one.day for one in evidence) + 1


# --- the five choices ---------------------------------------------------------------------------------------


def test_there_are_five_choices_in_one_order_and_rest_is_always_there() -> None:
    proposal = _propose(_lived([*_checkins(), *_kept("ben", 1, range(15, 25))]), 26.0)
    assert [Kind.BACK, Kind.REST, Kind.SAME, Kind.DIFFERENT, Kind.MORE] == [choice.kind for choice in proposal.choices]
    assert proposal.choices[1].step is None


def test_before_two_weeks_of_check_ins_there_is_only_rest() -> None:
    for belief, day in ((_lived(_checkins(days=9)), 10.0), (start(), 40.0)):
        proposal = _propose(belief, day)
        assert [] == proposal.steps()
        assert (Kind.REST, Reason.FIRST_WEEKS) == (proposal.marked, proposal.marked_choice.reason)


def test_after_two_weeks_the_first_steps_are_of_the_smallest_stakes() -> None:
    steps = _propose(_lived(_checkins()), 15.0).steps()
    assert steps
    assert {1} == {step.depth for step in steps}


def test_kept_faith_opens_a_little_more() -> None:
    belief = _lived([*_checkins(), *_kept("ben", 1, range(15, 35))])
    more = _propose(belief, 36.0).choices[4].step
    assert more is not None
    assert ("ben", True) == (more.someone, more.depth > 1)


def test_each_choice_is_what_its_name_says() -> None:
    belief = _lived([*_checkins(), *_kept("cleo", 1, range(15, 19)), *_kept("ben", 2, range(19, 40))])
    for choice in _propose(belief, 41.0).choices:
        if choice.step is not None:
            assert choice.kind is kind_of(choice.step, BY_PLACE["ben", 2])


def test_a_choice_carries_what_it_rests_on() -> None:
    choice = _propose(_lived(_checkins()), 15.0).choices[4]
    assert choice.weighed is not None
    assert -1 < choice.weighed.strain.middle < 1
    assert 0 < choice.weighed.leaving.mean <= 1
    assert choice.weighed.leaving.upper <= LARGEST_CHANCE
    assert Reason.RECORDS_ALLOW is choice.reason


def test_nothing_to_choose_from_is_a_rest() -> None:
    proposal = propose(_lived(_checkins()), [], 15.0, np.random.default_rng(1))
    assert (Kind.REST, Reason.NOTHING_FITS) == (proposal.marked, proposal.marked_choice.reason)


@settings(max_examples=40)
@given(histories(), st.integers(0, 9))
def test_a_proposal_is_the_same_for_the_same_notebook_and_seed(evidence: list[Evidence], seed: int) -> None:
    day = _last_day(evidence)
    assert _propose(_lived(evidence), day, seed) == _propose(_lived(evidence), day, seed)


@settings(max_examples=60)
@given(histories())
def test_nothing_deeper_than_six_and_nothing_that_was_not_given_is_proposed(evidence: list[Evidence]) -> None:
    for step in _propose(_lived(evidence), _last_day(evidence)).steps():
        assert step.depth <= 6
        assert step in STEPS


# --- the limits ---------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(histories(), st.floats(0, LARGEST_CHANCE), st.floats(0, 0.4), st.floats(0, 0.4))
def test_tightening_never_loosens(evidence: list[Evidence], leaving: float, floor: float, slope: float) -> None:
    belief, day, usual = _lived(evidence), _last_day(evidence), Limits()
    tight = Limits(leaving, usual.floor + floor, usual.slope + slope)
    allowed = {one.step for one in weigh(belief, STEPS, day)}
    assert {one.step for one in weigh(belief, STEPS, day, tight)} <= allowed


@pytest.mark.parametrize("looser", [{"leaving": 0.6}, {"floor": 0.3}, {"slope": 0.1}, {"leaving": math.nan}])
def test_a_limit_cannot_be_loosened(looser: dict[str, float]) -> None:
    with pytest.raises(LimitLoosened):
        Limits(**looser)


@settings(max_examples=60)
@given(histories())
def test_both_limits_hold_for_every_choice(evidence: list[Evidence]) -> None:
    for choice in _propose(_lived(evidence), _last_day(evidence)).choices:
        if choice.weighed is not None:
            assert choice.weighed.leaving.upper <= LARGEST_CHANCE
            assert choice.weighed.careful >= Limits().needed(choice.weighed.step.depth)


def test_the_smallest_stakes_ask_for_no_record_and_deeper_ones_for_more() -> None:
    needed = [Limits().needed(depth) for depth in range(1, 7)]
    assert 0 == needed[0]
    assert sorted(needed) == needed
    assert needed[5] == pytest.approx(0.35 + 0.55 * 5 / 9)


def test_someone_unknown_is_never_proposed_above_the_smallest_stakes() -> None:
    belief = _lived([*_checkins(), *_kept("ben", 1, range(15, 40))])
    assert all(step.depth == 1 for step in _propose(belief, 41.0).steps() if step.someone != "ben")


def test_cannot_tell_opens_nothing() -> None:
    step = BY_PLACE["ben", 1]
    unclear: list[Evidence] = [Done(float(day), step, stayed=True, cell=(-0.1, 0.1)) for day in range(15, 35)]
    assert {1} == {one.step.depth for one in weigh(_lived([*_checkins(), *unclear]), STEPS, 36.0)}


def test_leaving_tightens_and_time_without_a_word_loosens_nothing() -> None:
    kept = [*_checkins(), *_kept("ben", 1, range(15, 25))]
    left = [*_checkins(), *_kept("ben", 1, range(15, 25), stayed=False)]
    before, after = (len(weigh(_lived(one), STEPS, 26.0)) for one in (kept, left))
    assert after < before


def _waited(*answers: Evidence) -> dict[Candidate, float]:
    """Upper chances of leaving four days after a plan, by what was said of it."""
    plan = Planned(26.0, BY_PLACE["ben", 1], 0.5)
    belief = _lived([*_checkins(), *_kept("ben", 1, range(15, 25)), plan, *answers, _CALM])
    return {one.step: one.leaving.upper for one in weigh(belief, STEPS, 31.0)}


_CALM = Moment(30.0, -0.1, 0.1, Outcome.PRESENT)


def test_a_plan_never_answered_counts_as_a_leaving_and_one_not_done_does_not() -> None:
    silent, not_done = _waited(), _waited(NotDone(26.5, BY_PLACE["ben", 1]))
    assert set(silent) <= set(not_done)
    assert all(silent[step] > not_done[step] for step in silent)


def test_an_answer_that_comes_late_puts_it_right() -> None:
    """Two plans on one evening, both answered the next day: neither is taken for silence."""
    ben, cleo = BY_PLACE["ben", 1], BY_PLACE["cleo", 1]
    answers: list[Evidence] = [Planned(26.1, cleo, 0.5), NotDone(27.0, ben), NotDone(27.1, cleo)]
    belief = _lived([*_checkins(), Planned(26.0, ben, 0.5), *answers, _CALM])
    assert () == belief.memory.waiting
    assert () == belief.memory.leavings


def test_an_answer_without_a_plan_is_taken_as_it_is() -> None:
    belief = _lived([*_checkins(), Done(16.0, BY_PLACE["ben", 1], came_true=False, stayed=True, cell=(0.0, 0.2))])
    assert {"ben"} == {track.someone for track in belief.records.tracks}


# --- broken faith -------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(histories(), st.sampled_from(PEOPLE), st.integers(1, 6), st.floats(0, HELD_DAYS - 2))
def test_a_rupture_never_deepens(evidence: list[Evidence], someone: str, depth: int, later: float) -> None:
    day = _last_day(evidence)
    belief = _lived([*evidence, _broke(someone, depth, day)])
    proposed = _propose(belief, day + 1 + later).steps()
    assert all(step.depth < depth for step in proposed if step.someone == someone)


@settings(max_examples=40)
@given(histories(), st.sampled_from(PEOPLE), st.integers(1, 6))
def test_a_marked_rupture_opens_nothing_with_that_person(evidence: list[Evidence], someone: str, depth: int) -> None:
    day = _last_day(evidence)
    plain = Done(day, BY_PLACE[someone, depth], came_true=True, stayed=True, cell=(-0.1, 0.1))
    before, after = (
        {one.step for one in weigh(_lived([*evidence, done]), STEPS, day + 1) if one.step.someone == someone}
        for done in (plain, plain._replace(rupture=True))
    )
    assert after <= before


def test_after_broken_faith_the_step_back_says_why() -> None:
    belief = _lived([*_checkins(), *_kept("ben", 2, range(15, 40)), _broke("ben", 2, 41.0)])
    back = _propose(belief, 42.0).choices[0]
    assert back.step is not None
    assert (1, Reason.AFTER_BROKEN_FAITH) == (back.step.depth, back.reason)


def test_eight_weeks_after_broken_faith_the_hold_ends() -> None:
    belief = _lived([*_checkins(), *_kept("ben", 1, range(15, 45)), _broke("ben", 1, 46.0)])
    held, free = ({one.step.someone for one in weigh(belief, STEPS, day)} for day in (100.0, 46.0 + HELD_DAYS + 0.1))
    assert "ben" not in held
    assert "ben" in free


# --- strain and leaving -------------------------------------------------------------------------------------


def test_strain_is_the_conjugate_regression_of_the_books() -> None:
    prior = RisePrior()
    rng = np.random.default_rng(3)
    rows, above = [], []
    belief = start_rise(prior)
    for _ in range(12):
        stakes, felt, rise = rng.random(), rng.random(), rng.normal(0.2, 0.2)
        belief = update_rise(belief, stakes, felt, rise)
        rows.append([1, stakes, felt, stakes * felt])
        above.append(rise)
    parts, means = np.array(rows), np.array(prior.means)
    precision = np.diag((prior.noise / np.array(prior.spreads)) ** 2)
    after = np.linalg.inv(precision + parts.T @ parts)
    middle = after @ (precision @ means + parts.T @ above)
    off = np.array(above) - parts @ means
    misses = prior.worth / 2 * prior.noise**2
    misses += off @ np.linalg.solve(np.eye(12) + parts @ np.linalg.inv(precision) @ parts.T, off) / 2
    new = np.array([1, 0.3, 0.6, 0.18])
    spread = math.sqrt(2 * misses / (prior.worth + 12 - 2) * (1 + new @ after @ new))
    (strain,) = strain_of(belief, 0.05, [(0.3, 0.6)])
    assert (0.05 + float(new @ middle), spread) == pytest.approx(tuple(strain))


def test_shutting_down_teaches_nothing_about_the_rise() -> None:
    assert not is_rise(-0.8, left=True)
    assert is_rise(-0.3, left=False)
    assert is_rise(0.7, left=True)


def test_the_chance_of_leaving_is_a_mean_over_edges_and_activation() -> None:
    window = replay_window([one for one in _checkins() if isinstance(one, Moment)], Prior())
    nodes = range_nodes(window, 14.0)
    (found,) = leaving(nodes, [Strain(0.1, 0.2)])
    spread = np.sqrt(nodes.variance + 0.04)
    beyond = norm.cdf((nodes.lower - 0.1) / spread) + norm.cdf((0.1 - nodes.upper) / spread)
    chances = 2 / 3 * 0.02 + 0.98 * beyond
    assert float(nodes.weights @ chances) == pytest.approx(found.mean, abs=1e-9)
    below = nodes.weights[chances <= found.upper].sum()
    assert below == pytest.approx(0.8, abs=0.02)


def test_the_most_careful_reading_gives_the_largest_chance() -> None:
    moments = [one for one in _checkins(lefts=4) if isinstance(one, Moment)]
    uppers = [
        leaving(range_nodes(replay_window(moments, Prior(logged=logged)), 14.0), [Strain(0.2, 0.2)])[0].upper
        for logged in LOGGED
    ]
    assert sorted(uppers) == uppers


def test_depth_is_read_as_stakes() -> None:
    assert (0.0, 1.0) == (stakes_of(1), stakes_of(10))
    with pytest.raises(ValueError, match="1 to 10"):
        stakes_of(11)
