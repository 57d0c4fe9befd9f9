"""Small steps: the whole loop, fear come true, stopping early, nobody to do it with, and a flag raised since."""

import pytest

from tests.walks.conftest import DESKTOP, PHONE, Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.test_readiness import looks
from tests.walks.walkers import Walker
from tests.words import count_words, grade, visible_words

STEP = "Sit near the door"
PARTS = ("Hurt, force and weapons", "Threats", "Control, and being watched", "Every day, and getting away")


def begins(walker: Walker) -> None:
    """A notebook, a good look at readiness, and the room of steps."""
    walker.makes_a_notebook()
    looks(walker)
    walker.taps("Small steps")


def adds_someone(walker: Walker, name: str) -> None:
    """Someone with a code name, about whom every danger question was answered with no."""
    walker.taps("Today")
    walker.taps("People")
    walker.taps("Add a person or a group")
    walker.types("A name for here", name)
    walker.taps("Keep")
    walker.taps("Questions about danger")
    for part in PARTS:
        walker.opens_more(part)
        walker.page.locator("details[open]", has_text=part).get_by_label("No to all I left open here").check(force=True)
    walker.taps("Go on")


def plans(walker: Walker, whom: str = "With nobody in particular", fear: str = "They push for more") -> None:
    """From the room of steps: an idea from the list, and all three screens."""
    walker.taps("Today")
    walker.taps("Small steps")
    walker.page.locator("#main a", has_text="Ideas for steps").first.click()
    walker.settles()
    walker.page.locator("#main a", has_text=STEP).first.click()
    walker.settles()
    walker.taps(whom)
    walker.ticks(fear)
    walker.taps("Likely")
    walker.answers("Could anyone make you pay for this?", "No")
    walker.answers("Do I want this, or is going along easier?", "I want this")
    walker.taps("Keep this plan")


def tells(
    walker: Walker, became: str = "Done", feared: str = "No", stayed: str = "Yes", then: str = "Not likely"
) -> None:
    walker.answers("What became of it", became)
    walker.answers("Did what you feared happen?", feared)
    walker.answers("Could you stay with it?", stayed)
    walker.answers("How likely does it feel next time?", then)
    walker.taps("Keep this")


def test_planning_takes_six_taps_three_screens_150_words_and_no_typing(ana: Walker) -> None:
    begins(ana)
    ana.taps("Plan a step")
    ana.begins_to_count()
    shown: list[str] = [ana.heading()]
    ana.page.locator("#main .choices button").first.click()
    ana.settles()
    ana.effort.taps += 1
    ana.effort.words += ana.words_here()
    shown.append(ana.heading())
    ana.ticks("They push for more")
    ana.effort.taps += 1
    ana.taps("Likely")
    shown.append(ana.heading())
    words = ana.effort.words
    ana.answers("Could anyone make you pay for this?", "No")
    ana.answers("Do I want this, or is going along easier?", "I want this")
    ana.effort.taps += 2
    ana.taps("Keep this plan")

    ana.sees("How did it go?")
    assert ["Pick one, or none", "What might go wrong?", "My way out"] == shown
    assert ana.effort.taps <= 6
    assert words <= 150


def test_after_a_step_takes_five_taps_and_100_words(ana: Walker) -> None:
    begins(ana)
    plans(ana)
    ana.taps("How did it go?")
    ana.begins_to_count()
    words = ana.effort.words
    tells(ana)
    taps = ana.effort.taps + 4  # the four answers

    ana.sees("What you feared did not happen this time.")
    assert taps <= 5
    assert words <= 100
    assert words + ana.words_here() <= 160


@pytest.mark.parametrize("scripting", [True, False])
def test_the_whole_loop_from_plan_to_what_next(opens: Opens, program: Program, *, scripting: bool) -> None:
    ana = opens(program, scripting=scripting)
    begins(ana)
    adds_someone(ana, "Juniper")
    plans(ana)
    ana.taps("How did it go?")
    tells(ana)
    ana.taps("What next")
    headings = ana.page.locator(".five h2").all_inner_texts()

    assert ["A step back", "Rest", "The same again", "One a little different", "One a little more"] == headings
    ana.sees("Two weeks of check-ins come first")
    ana.opens_more("Why this")
    ana.sees("It rests on 0 check-ins and 1 step you told about.")
    ana.goes_back()
    ana.page.locator("#main a", has_text="What I expected, what happened").first.click()
    ana.settles()
    ana.page.locator("#main .practices a").first.click()
    ana.settles()
    ana.sees("That is too few to say anything, so here is the list.")


def test_when_the_fear_came_true_care_comes_first_and_nothing_is_suggested_with_them(ana: Walker) -> None:
    begins(ana)
    adds_someone(ana, "Juniper")
    ana.taps("Today")
    ana.taps("Small steps")
    ana.page.locator("#main a", has_text="Write my own").first.click()
    ana.settles()
    ana.types("The step, in a few words", "Tea outdoors")
    ana.ticks("Time")
    ana.ticks("A little")
    ana.taps("Keep this step")
    ana.taps("With Juniper")
    ana.taps("Likely")
    ana.answers("Could anyone make you pay for this?", "No")
    ana.answers("Do I want this, or is going along easier?", "I want this")
    ana.taps("Keep this plan")
    ana.taps("How did it go?")
    tells(ana, feared="Yes", stayed="No", then="Nearly sure")

    assert "What you feared did happen. I am sorry." == ana.heading()
    ana.sees("First: are you safe right now?")
    ana.sees("You do not have to work out tonight what it means.")
    ana.sees("We will not suggest steps with Juniper.")
    assert violations(ana) == []  # it has opened everything that was folded
    ana.types("In my words, on any day", "I saw it early.")
    ana.taps("Keep these words")
    ana.sees("Kept, in your words.")
    ana.taps("Questions about danger")
    ana.sees("They are about Juniper")


def test_stopping_early_is_an_answer_like_any_other(ana: Walker) -> None:
    begins(ana)
    plans(ana)
    ana.taps("How did it go?")
    tells(ana, became="Stopped early", stayed="Partly")

    ana.sees("You stopped when you wanted to. What you saw up to there counts as much.")
    ana.sees("Something smaller, or rest, may be kinder next.")
    assert violations(ana) == []


def test_someone_with_nobody_finds_and_plans_a_step(ana: Walker) -> None:
    begins(ana)
    ana.sees("You need nobody for this.")
    ana.page.locator("#main a", has_text="Ideas for steps").first.click()
    ana.settles()
    ana.opens_more("Narrow it down")
    ana.answers("With", "Strangers")
    ana.taps("Show these")
    ana.sees("36 ideas fit.")
    ana.page.locator("#main .practice a").first.click()
    ana.settles()
    ana.taps("With nobody in particular")

    assert "What might go wrong?" == ana.heading()


def test_a_plan_is_held_by_a_flag_raised_since_and_says_so(ana: Walker) -> None:
    begins(ana)
    adds_someone(ana, "Juniper")
    ana.taps("Today")
    ana.taps("Small steps")
    ana.page.locator("#main a", has_text="Write my own").first.click()
    ana.settles()
    ana.types("The step, in a few words", "Tea outdoors")
    ana.ticks("Time")
    ana.ticks("A little")
    ana.taps("Keep this step")
    ana.taps("With Juniper")
    ana.taps("Half and half")
    ana.answers("Could anyone make you pay for this?", "No")
    ana.answers("Do I want this, or is going along easier?", "I want this")
    ana.taps("Keep this plan")
    plan = ana.page.locator("#main form[action^='/xz/']").first.get_attribute("action")
    assert plan is not None
    ana.taps("Today")
    ana.taps("People")
    ana.page.locator("#main a", has_text="Juniper").first.click()
    ana.settles()
    ana.taps("They harmed me")
    ana.page.locator("#main form button").first.click()
    ana.settles()
    ana.page.goto(ana.address + plan.replace("/xz/", "xp/"))

    ana.sees("We will not plan this step")
    ana.sees("This is not about your past, and asking was not wrong.")
    ana.sees("You can look at your answers again:")
    assert violations(ana) == []
    assert sideways(ana) <= 0


def test_stepping_back_from_a_plan_counts_nothing(ana: Walker) -> None:
    begins(ana)
    plans(ana)
    ana.taps("Step back from it")

    assert "A step back" == ana.heading()
    ana.sees("It is there if you want it. Nothing here counts up or down.")


ROOM = ("xs/", "xb/", "xw/", "xt/", "xp/", "xn/", "xd/")


def with_ids(walker: Walker) -> list[str]:
    """One of each page that carries an id, in the made-up year."""
    walker.page.goto(walker.address + "xs/")
    plan = walker.page.locator("#main a[href^='/xp/']:not([href='/xp/'])").first.get_attribute("href")
    assert plan is not None
    own = plan.removeprefix("/xp/")
    found = [plan.lstrip("/"), *(f"{code}/{own}" for code in ("xf", "xl", "xr", "xz", "xj"))]
    for listing in ("xb/", "xt/", "xd/"):
        walker.page.goto(walker.address + listing)
        prefix = {"xb/": "xs", "xt/": "xt", "xd/": "xd"}[listing]
        links = walker.page.locator(f"#main .practices a[href^='/{prefix}/']")
        found += [str(links.nth(place).get_attribute("href")).lstrip("/") for place in range(2)]
    idea = found[6].removeprefix("xs/")
    return [*found, f"xw/{idea}"]


@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", PHONE), ("dark", DESKTOP), ("dark", {"width": 320, "height": 800})]
)
def test_every_page_of_the_room_is_open_to_everyone_and_plain_to_read(
    opens: Opens, demo: Program, scheme: str, viewport: dict[str, int]
) -> None:
    walker = opens(demo, color_scheme=scheme, viewport=viewport)
    walker.unlocks("this year is made up")
    for path in [*ROOM, *with_ids(walker)]:
        walker.page.goto(walker.address + path)
        words = visible_words(walker.page.content())

        assert (path, violations(walker)) == (path, [])
        assert (path, sideways(walker)) <= (path, 0)
        assert count_words(words) < 30 or grade(words) <= 5, path
