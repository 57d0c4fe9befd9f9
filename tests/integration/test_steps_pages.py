"""The pages of room steps, by Django's own client: every form answered with 303, and what was typed is kept."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser
from unhurried.content.library import library
from unhurried.domain.needs import Family, NamedNeed, OwnNeed, Weight
from unhurried.domain.people import Area, Relation, Someone
from unhurried.domain.readiness import Often, Readiness, Ready, ReadyAnswer, ReadySign, SteadyAnswer, SteadySign
from unhurried.domain.safety import Asked, DangerSign, Flag, Pays, Wants
from unhurried.domain.steadying import Checkin, Felt, Presence, State
from unhurried.domain.steps import About, AsFeared, AskedAfter, OwnStep, Shelf, ShelvedStep, StepOutcome, StepPlan, Took
from unhurried.journey.people import erase_someone
from unhurried.pages import clock
from unhurried.pages.addresses import idea_address
from unhurried.pages.fetching import new_stamp

STEP = "sit-near-the-door"
WITH_A_FRIEND = "quiet-side-by-side-call"


@pytest.fixture
def ready(browser: Browser) -> Browser:
    """Ana's browser, after a good look at readiness."""
    keeps(
        browser,
        Readiness,
        ready=tuple(ReadyAnswer(sign, Ready.YES) for sign in ReadySign),
        steady=tuple(SteadyAnswer(sign, Often.SELDOM) for sign in SteadySign),
    )
    return browser


def friend(client: Browser, name: str = "L.", *, asked: bool = True) -> Someone:
    someone = keeps(client, Someone, code_name=name, relation=Relation.FRIEND)
    if asked:
        keeps(client, Asked, whom=someone.id, all_no=True)
    return someone


def keeps(client: Browser, kind, **fields):
    """An entry that no page of the test writes."""
    now = clock.now()
    entry = kind(id=uuid4(), at=now, offset_minutes=0, written=now, **fields)
    client.ana.notebook.write(add=[entry])
    return entry


def send(client: Browser, name: str, entry: UUID | None = None, **fields: object) -> str:
    """The page that follows. Every form is answered with 303."""
    address = client.sends(name, entry, **fields)
    assert address
    return client.client.get(address).content.decode()


def page(client: Browser, name: str, entry: UUID | None = None) -> str:
    return client.page(name, entry)


def begun(client: Browser, step: str = STEP, whom: UUID | str = "") -> UUID:
    plan = uuid4()
    send(client, "plan_step", id=plan, step=step, whom=whom)
    return plan


def planned(client: Browser, whom: UUID | str = "", **answers: object) -> UUID:
    plan = begun(client, whom=whom)
    send(client, "plan_fear", plan, revision=1, fear="pushed", likelihood="75")
    send(client, "plan_leave", plan, **{"revision": 2, "how_i_leave": "out", "pays": "no", "wants": "want", **answers})
    return plan


def only(client: Browser, kind):
    (found,) = client.kept(kind)
    return found


# --- planning -----------------------------------------------------------------------------------------------


def test_three_screens_make_a_plan(ready: Browser) -> None:
    someone = friend(ready)
    plan = planned(ready, someone.id)
    kept = only(ready, StepPlan)

    assert (plan, (someone.id,), 75, "out", Pays.NO, Wants.WANT) == (
        kept.id,
        kept.whom,
        kept.likelihood,
        kept.how_i_leave,
        kept.pays,
        kept.wants,
    )
    assert kept.planned is not None
    assert "How did it go?" in page(ready, "plan", plan)


def test_the_first_screen_offers_three_that_need_nobody_before_two_weeks_of_check_ins(ready: Browser) -> None:
    shown = page(ready, "plan_step")
    offered = [library().steps[one] for one in re.findall(r'name="step" value="([a-z-]+)"', shown)]

    assert [1, 1, 1] == [one.depth for one in offered]


def test_the_same_page_sent_twice_makes_one_plan(ready: Browser) -> None:
    plan = uuid4()
    for _ in range(2):
        send(ready, "plan_step", id=plan, step=STEP)

    assert [plan] == [one.id for one in ready.kept(StepPlan)]


def test_without_a_look_at_readiness_the_first_screen_says_why_and_leads_there(browser: Browser) -> None:
    shown = page(browser, "plan_step")

    assert "This step waits" in shown
    assert reverse("readiness") in shown
    assert 'name="step"' not in shown


def test_a_step_with_someone_flagged_is_held_in_words_and_nothing_is_planned(ready: Browser) -> None:
    someone = friend(ready)
    keeps(ready, Flag, sign=DangerSign.CONTROL, whom=someone.id)
    shown = send(ready, "plan_step", id=uuid4(), step=STEP, whom=someone.id)

    assert "We will not plan this step" in shown
    assert "small steps can add to the risk" in shown
    assert reverse("flags") in shown
    assert [] == ready.kept(StepPlan)


def test_before_a_first_step_with_someone_come_the_danger_questions(ready: Browser) -> None:
    someone = friend(ready, asked=False)
    shown = send(ready, "plan_step", id=uuid4(), step=STEP, whom=someone.id)

    assert reverse("danger_questions", args=[someone.id]) in shown
    assert reverse("danger_questions", args=[someone.id]) in page(ready, "step", idea_address(WITH_A_FRIEND))


def test_a_step_asks_about_danger_only_for_people_it_could_be_planned_with(ready: Browser) -> None:
    someone = friend(ready, asked=False)

    assert reverse("danger_questions", args=[someone.id]) not in page(ready, "step", idea_address(STEP))


def test_danger_since_the_last_look_is_not_said_to_have_come_up_in_it(ready: Browser) -> None:
    keeps(ready, Flag, sign=DangerSign.OTHER_THREAT)
    shown = page(ready, "steps")

    assert "You said that there is danger now." in shown
    assert "When you last looked at it" not in shown


def test_the_room_of_steps_says_that_steps_wait_and_does_not_lead_to_itself(browser: Browser) -> None:
    main = page(browser, "steps").split("<main")[1].split("</main>")[0]

    assert "Small steps wait" in main
    assert "This step waits" not in main
    assert f'href="{reverse("steps")}"' not in main


def test_a_plan_held_by_a_flag_raised_since_says_so_when_it_is_opened(ready: Browser) -> None:
    someone = friend(ready)
    plan = planned(ready, someone.id)
    keeps(ready, Flag, sign=DangerSign.OTHER_THREAT, whom=someone.id)
    shown = page(ready, "plan", plan)

    assert "We will not plan this step" in shown
    assert "questions about danger come before a first step" not in shown, "beside danger, nothing else is asked"
    assert "Waits" in page(ready, "steps")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"pays": "yes"}, "Someone might make you pay"),
        ({"pays": ""}, "Someone might make you pay"),
        ({"wants": "going_along"}, "You were not sure that you want this"),
    ],
)
def test_an_answer_that_holds_keeps_everything_and_leads_back_to_it(ready: Browser, answers: dict, words: str) -> None:
    plan = planned(ready, **answers)
    shown = page(ready, "plan", plan)

    assert words in shown
    assert reverse("plan_leave", args=[plan]) in shown
    assert ("out", None) == (only(ready, StepPlan).how_i_leave, only(ready, StepPlan).planned)


def test_a_need_that_is_not_negotiable_is_asked_about_and_holds_until_it_is_covered(ready: Browser) -> None:
    need = keeps(ready, OwnNeed, title="A door I can see", family=Family.WAY_OUT)
    keeps(ready, NamedNeed, need=str(need.id), weight=Weight.NOT_NEGOTIABLE)
    plan = planned(ready)
    assert "You called a need not negotiable" in page(ready, "plan", plan)
    assert "A door I can see" in page(ready, "plan_leave", plan)
    send(ready, "plan_leave", plan, revision=3, pays="no", wants="want", covered=str(need.id))

    assert only(ready, StepPlan).planned is not None


def test_a_draft_is_kept_and_can_be_gone_on_with(ready: Browser) -> None:
    plan = begun(ready)
    send(ready, "plan_fear", plan, revision=1, feared="they stare", likelihood="95")

    assert "Begun, and kept" in page(ready, "steps")
    assert "they stare" in page(ready, "plan_fear", plan)
    assert "Go on with it" in page(ready, "plan", plan)


def test_words_that_are_too_long_come_back_with_everything_typed(ready: Browser) -> None:
    plan = begun(ready)
    long = "é " * 150_000
    shown = send(ready, "plan_leave", plan, revision=1, how_i_leave=long, who_could_find_out="nobody", wants="want")

    assert "This is too long to keep in one piece." in shown
    assert long.strip() in shown
    assert 'value="nobody"' in shown


def test_a_day_that_is_no_day_comes_back_with_a_sentence(ready: Browser) -> None:
    plan = begun(ready)
    shown = send(ready, "plan_leave", plan, revision=1, on_day="never", note="stays")

    assert "Write the day like 2026-03-31, or leave it open." in shown
    assert "never" in shown
    assert "stays" in shown


def test_a_plan_changed_in_another_window_loses_no_words(ready: Browser) -> None:
    plan = begun(ready)
    send(ready, "plan_leave", plan, revision=1, how_i_leave="first", pays="no", wants="want")
    shown = send(ready, "plan_leave", plan, revision=1, how_i_leave="second")

    assert "changed in another window" in shown
    assert "second" in shown
    assert "first" == only(ready, StepPlan).how_i_leave


def test_two_plans_on_one_day_both_stay_and_the_page_says_so(ready: Browser) -> None:
    for _ in range(2):
        plan = planned(ready, on_day="2026-12-01")

    assert "There is another plan on that day" in page(ready, "plan", plan)
    assert 2 == len(ready.kept(StepPlan))


def test_stepping_back_puts_the_plan_away_and_it_can_be_taken_up_again(ready: Browser) -> None:
    plan = planned(ready)
    shown = send(ready, "step_back", plan, away="yes")
    assert "Nothing here counts up or down." in shown
    assert only(ready, StepPlan).put_away
    send(ready, "step_back", plan, away="no")

    assert not only(ready, StepPlan).put_away


def test_erasing_a_plan_erases_what_came_of_it(ready: Browser) -> None:
    plan = planned(ready)
    send(ready, "step_outcome", plan, took="done")
    send(ready, "erase_plan", plan)

    assert ([], []) == (ready.kept(StepPlan), ready.kept(StepOutcome))
    assert 404 == ready.get("plan", plan).status_code


def test_an_unknown_step_or_person_leads_somewhere_calm(ready: Browser) -> None:
    assert "Ideas for steps" in send(ready, "plan_step", id=uuid4(), step="no-such-step")
    assert "not in your notes any more" in send(ready, "plan_step", id=uuid4(), step=STEP, whom=uuid4())
    assert [] == ready.kept(StepPlan)


def test_someone_erased_takes_their_plans_along(ready: Browser) -> None:
    someone = friend(ready)
    planned(ready, someone.id)
    assert "1 plan for a small step" in page(ready, "erase_someone", someone.id)
    erase_someone(ready.ana.notebook, new_stamp(uuid4()), someone.id)

    assert [] == ready.kept(StepPlan)


# --- afterwards ---------------------------------------------------------------------------------------------


def test_four_answers_make_an_outcome(ready: Browser) -> None:
    plan = planned(ready)
    shown = send(ready, "step_outcome", plan, took="done", as_feared="no", stayed="yes", likelihood_next="25")
    kept = only(ready, StepOutcome)

    assert "What you feared did not happen this time. It says little about another time." in shown
    assert (Took.DONE, AsFeared.NO, Presence.YES, 25) == (kept.took, kept.as_feared, kept.stayed, kept.likelihood_next)


def test_when_it_came_true_care_comes_first_then_safety_then_meaning(ready: Browser) -> None:
    someone = friend(ready)
    plan = planned(ready, someone.id)
    shown = send(ready, "step_outcome", plan, took="done", as_feared="yes", stayed="no")

    assert "I am sorry" in shown
    order = [
        shown.index(words)
        for words in ("I am sorry", "are you safe right now", "Questions about danger", "What it means to me")
    ]
    assert sorted(order) == order
    assert reverse("danger_questions", args=[someone.id]) in shown
    assert "We will not suggest steps with" in shown
    assert reverse("what_next") not in shown


def test_meaning_is_kept_only_when_it_is_written(ready: Browser) -> None:
    plan = planned(ready)
    send(ready, "step_outcome", plan, took="done", as_feared="yes")
    assert "" == only(ready, StepOutcome).meaning
    send(ready, "step_after", plan, meaning="I saw it early.")

    assert "I saw it early." == only(ready, StepOutcome).meaning


@pytest.mark.parametrize(
    ("took", "words"),
    [("stopped_early", "You stopped when you wanted to."), ("not_done", "an answer like any other")],
)
def test_stopped_early_and_not_done_stand_on_equal_footing(ready: Browser, took: str, words: str) -> None:
    plan = planned(ready)
    shown = send(ready, "step_outcome", plan, took=took, as_feared="no", likelihood_next="50")

    assert words in shown
    assert (None if took == "not_done" else AsFeared.NO) == only(ready, StepOutcome).as_feared


def test_an_outcome_without_the_first_answer_keeps_the_rest(ready: Browser) -> None:
    plan = planned(ready)
    shown = send(ready, "step_outcome", plan, as_feared="partly", happened="The bus came late.")

    assert "Choose one of the three. Each is fine." in shown
    assert "The bus came late." in shown
    assert [] == ready.kept(StepOutcome)


def test_an_outcome_told_in_another_window_keeps_both(ready: Browser) -> None:
    plan = planned(ready)
    send(ready, "step_outcome", plan, revision=0, took="done", as_feared="yes", happened="It was loud.")
    shown = send(ready, "step_outcome", plan, revision=0, took="done", as_feared="no", happened="It was quiet.")
    assert "changed in another window" in shown
    assert "It was quiet." in shown
    assert "It was loud." == only(ready, StepOutcome).happened
    send(ready, "step_outcome", plan, revision=1, took="done", as_feared="no", happened="It was quiet.")

    assert "It was quiet." == only(ready, StepOutcome).happened


def test_an_outcome_of_a_plan_that_is_gone_is_no_page(ready: Browser) -> None:
    assert 404 == ready.client.post(reverse("step_outcome", args=[uuid4()]), {"took": "done"}).status_code


def _days_later(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: later)


def test_the_day_after_today_asks_once_without_a_name(ready: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = friend(ready, "Juniper")
    plan = planned(ready, someone.id)
    send(ready, "step_outcome", plan, took="done")
    assert "You took a small step lately" not in page(ready, "today")
    _days_later(monkeypatch, 1)
    shown = page(ready, "today")
    assert "You took a small step lately" in shown
    assert "Juniper" not in shown
    worse = send(ready, "answer_asked", plan, about="next_day", felt="worse")

    assert "The step made it worse. That happens, and it is not your fault." in worse
    assert "You took a small step lately" not in page(ready, "today")
    assert [(About.NEXT_DAY, Felt.WORSE)] == [(one.about, one.felt) for one in ready.kept(AskedAfter)]


def test_a_plan_never_answered_is_asked_about_once_and_then_left_alone(
    ready: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(ready)
    _days_later(monkeypatch, 5)
    assert "There was a plan" in page(ready, "today")
    send(ready, "answer_asked", plan, about="outcome")

    assert "There was a plan" not in page(ready, "today")


# --- ideas --------------------------------------------------------------------------------------------------


def test_ideas_can_be_narrowed_down_and_no_address_tells_how(browser: Browser) -> None:
    answer = browser.client.post(reverse("browse_steps"), {"area": "repair", "depth": "1", "fits": "stranger"})
    assert (303, reverse("browse_steps")) == (answer.status_code, answer.headers["Location"])
    shown = page(browser, "browse_steps")
    fitting = [
        one
        for one in library().steps.values()
        if one.area is Area.REPAIR and one.depth <= 2 and "stranger" in [f.value for f in one.fits]
    ]

    assert len(fitting) == shown.count('class="practice"')
    assert "Show all" in shown


def test_all_ideas_can_be_reached_page_by_page(browser: Browser) -> None:
    seen: set[str] = set()
    for passed in range(0, 200, 24):
        shown = send(browser, "browse_steps", passed_over=str(passed))
        seen |= set(re.findall(r'class="practice-title" dir="auto">([^<]+)<', shown))

    assert len(library().steps) == len(seen)


@pytest.mark.parametrize("step", [STEP, "tell-the-outline"])
def test_a_page_of_a_step_says_how_smaller_and_the_way_out(browser: Browser, step: str) -> None:
    shown = page(browser, "step", idea_address(step))

    for words in (library().steps[step].title, library().steps[step].smaller, library().steps[step].way_out):
        assert words.replace("'", "&#x27;") in shown


def test_an_idea_is_kept_near_hidden_and_shown_again(browser: Browser) -> None:
    address = idea_address(STEP)
    send(browser, "shelve_step", address, shelf="keep")
    assert "Kept near" in page(browser, "steps")
    send(browser, "shelve_step", address, shelf="hide")
    assert [Shelf.HIDDEN] == [one.shelf for one in browser.kept(ShelvedStep)]
    send(browser, "shelve_step", address)

    assert [] == browser.kept(ShelvedStep)


def test_an_own_step_is_written_and_what_is_missing_is_said_beside_it(browser: Browser) -> None:
    shown = send(browser, "write_step", id=uuid4(), title="", area="time", depth="3", words="slowly")
    assert "Give it a name" in shown
    assert "slowly" in shown
    shown = send(browser, "write_step", id=uuid4(), title="Tea at the market", area="time", depth="3", words="slowly")

    assert "Tea at the market" in shown
    assert 3 == only(browser, OwnStep).depth


def test_an_idea_is_made_ones_own_and_changed(browser: Browser) -> None:
    begun_page = page(browser, "adapt_step", idea_address(STEP))
    assert library().steps[STEP].title in begun_page
    own = uuid4()
    send(browser, "adapt_step", idea_address(STEP), id=own, after=STEP, title="By the window", area="time", depth="1")
    send(browser, "adapt_step", own, revision=1, title="By the far window", area="time", depth="1")

    assert ("By the far window", STEP) == (only(browser, OwnStep).title, only(browser, OwnStep).after)


def test_a_sentence_is_filled_in_for_oneself_and_kept_only_when_asked(browser: Browser) -> None:
    template = library().step_templates["one-small-fact"]
    address = idea_address(template.id)
    shown = send(browser, "fill_template", address, blank_fact="I like <fog>")

    assert "A small thing about me: I like &lt;fog&gt;." in shown
    assert [] == browser.kept(OwnStep)
    assert "Keep it as a step of mine" in shown
    assert "I like &lt;fog&gt;" not in page(browser, "fill_template", address)


# --- what next, and what was expected -----------------------------------------------------------------------


def checked_in_for_weeks(client: Browser) -> None:
    now = clock.now()
    entries = [
        Checkin(
            id=uuid4(),
            at=now - timedelta(days=20 - n / 2),
            offset_minutes=0,
            written=now,
            state=(State.SETTLED, State.LOW, State.STIRRED)[n % 3],
            presence=Presence.YES,
        )
        for n in range(38)
    ]
    client.ana.notebook.write(add=entries)


def test_five_choices_stand_in_one_order_with_a_reason_each(ready: Browser) -> None:
    shown = page(ready, "what_next")
    order = [shown.index(f"<h2>{words}</h2>") for words in FIVE]

    assert sorted(order) == order
    assert "Two weeks of check-ins come first" in shown
    assert 5 == shown.count('class="reason"')


FIVE = ("A step back", "Rest", "The same again", "One a little different", "One a little more")


def test_after_two_weeks_of_check_ins_a_step_is_proposed_and_can_be_planned_from_there(ready: Browser) -> None:
    checked_in_for_weeks(ready)
    shown = page(ready, "what_next")
    step = re.search(r'name="step" value="([^"]+)"', shown)
    assert step is not None
    assert "May strain you" in shown
    assert "It rests on 38 check-ins and 0 steps" in shown
    send(ready, "plan_step", id=uuid4(), step=step[1], whom="")

    assert step[1] == only(ready, StepPlan).step


def test_a_flag_for_now_leaves_only_words_and_rest(ready: Browser) -> None:
    checked_in_for_weeks(ready)
    keeps(ready, Flag, sign=DangerSign.HURT)
    shown = page(ready, "what_next")

    assert "We will not plan this step" in shown
    assert 'name="step"' not in shown


def told(client: Browser, someone: Someone, feared: str = "no", times: int = 1) -> None:
    for _ in range(times):
        plan = planned(client, someone.id)
        send(client, "step_outcome", plan, took="done", as_feared=feared, stayed="yes", likelihood_next="50")


def test_below_five_there_is_a_list_and_from_five_on_the_exact_bound(ready: Browser) -> None:
    someone = friend(ready)
    told(ready, someone, times=4)
    few = page(ready, "expectation", someone.id)
    assert "That is too few to say anything" in few
    assert "in 100" not in few
    told(ready, someone)
    shown = page(ready, "expectation", someone.id)

    assert "It could still happen as often as 45 in 100." in shown
    assert "Someone who hides a side of themselves can look like this too." in shown
    assert 'role="img"' in shown


def test_what_is_not_known_counts_neither_way_on_the_page(ready: Browser) -> None:
    someone = friend(ready)
    told(ready, someone, "kept_from_happening", times=5)
    shown = page(ready, "expectation", someone.id)

    assert "5 are not known" in shown
    assert "in 100" not in shown


def test_before_any_step_the_page_is_calm_and_nobody_else_has_one(ready: Browser) -> None:
    assert "There is nothing to show yet." in page(ready, "expectations")
    assert 404 == ready.get("expectation", uuid4()).status_code


def test_steps_told_of_are_among_what_was_written_and_can_be_erased(ready: Browser) -> None:
    plan = planned(ready)
    send(ready, "step_outcome", plan, took="done", happened="We waved.")
    shown = page(ready, "past")
    assert "We waved." in shown
    assert f"Plan: <bdi>{library().steps[STEP].title}</bdi>" in shown
    send(ready, "erase_entry", plan)

    assert ([], []) == (ready.kept(StepPlan), ready.kept(StepOutcome))


@pytest.mark.parametrize(
    "name",
    ["steps", "browse_steps", "write_step", "step_templates", "plan_step", "step_held", "what_next", "expectations"],
)
def test_nothing_of_a_locked_notebook_is_shown(browser: Browser, name: str) -> None:
    browser.client.cookies.clear()

    assert (303, "/") == ((answer := browser.get(name)).status_code, answer.headers["Location"])
