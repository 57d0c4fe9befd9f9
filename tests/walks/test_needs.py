"""Needs: two taps, one's own words, who and what meets them, the keyboard, no scripting, every page for everyone."""

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.test_keyboard import press
from tests.walks.test_people import adds, an_address, goes_to_people, opens_someone, taps_card
from tests.walks.walkers import Walker


def goes_to_needs(walker: Walker) -> None:
    walker.page.goto(walker.address + "nd/")


def test_a_need_is_mine_in_two_taps_and_no_typing(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Show me")
    ana.taps("What I need with others")
    ana.begins_to_count()
    ana.taps("Time before I answer")
    ana.taps("Not negotiable")

    ana.sees("This is mine")
    assert ana.effort.taps == 2
    assert ana.page.locator(".choice[aria-current]").inner_text() == "Not negotiable"


def test_from_a_need_and_from_a_person_the_latest_word_counts(ana: Walker) -> None:
    ana.makes_a_notebook()
    goes_to_people(ana)
    adds(ana, "Heron")
    ana.page.goto(ana.address + "mz/")
    ana.types("What was easier", "The bench by the pond")
    ana.ticks("A place")
    ana.taps("Keep")
    goes_to_needs(ana)
    ana.taps("Leaving when I want")
    ana.taps("Important")
    ana.taps("Say who and what meets it")
    for answer in ana.page.locator("input[value=yes]").all():
        answer.check()
    ana.taps("Keep this")
    ana.sees("Met: Heron, The bench by the pond.")
    opens_someone(ana, "Heron")
    taps_card(ana, "My needs")
    ana.page.locator("input[value=no]").first.check()
    ana.taps("Keep this")
    goes_to_needs(ana)
    ana.taps("Leaving when I want")

    ana.sees("Met: The bench by the pond.")
    ana.sees("Not met: Heron.")


def test_a_need_of_ones_own_is_weighed_changed_and_erased(ana: Walker) -> None:
    ana.makes_a_notebook()
    goes_to_needs(ana)
    ana.taps("A need in my own words")
    ana.taps("Keep")
    ana.sees("Give it a name, so that you can find it again.")
    ana.types("What I need", "A light left on")
    ana.taps("Keep")
    ana.taps("Nice to have")
    ana.taps("Change the words")
    ana.types("What I need", "A lamp in the hall")
    ana.taps("Keep this")
    ana.sees("A lamp in the hall")
    ana.taps("Erase")
    ana.sees("How much it weighs, and who meets it, goes with it.")
    ana.taps("Erase it")
    goes_to_needs(ana)

    ana.does_not_see("A lamp in the hall")


def test_the_whole_way_with_scripting_off(opens: Opens, program: Program) -> None:
    plain = opens(program, scripting=False)
    plain.makes_a_notebook()
    plain.taps("Show me")
    plain.taps("What I need with others")
    plain.taps("Being heard to the end")
    plain.taps("Important")
    plain.sees("This is mine")
    plain.taps("It is not mine any more")

    plain.sees("Is this yours?")


def test_a_need_is_named_with_the_keyboard_alone(ana: Walker) -> None:
    ana.makes_a_notebook()
    goes_to_needs(ana)
    press(ana, "Knowing the plan ahead")
    press(ana, "Important")

    ana.sees("This is mine")


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
def test_every_page_can_be_used_by_everyone(opens: Opens, program: Program, scheme: str, width: int) -> None:
    walker = opens(program, color_scheme=scheme, viewport={"width": width, "height": 900})
    walker.makes_a_notebook()
    goes_to_people(walker)
    adds(walker, "Heron")
    met = "nv/" + an_address(walker, "pz").split("/")[1] + "/"
    goes_to_needs(walker)
    walker.taps("Leaving when I want")
    walker.taps("Not negotiable")
    meets = an_address(walker, "nq")
    walker.page.goto(walker.address + "nw/")
    walker.types("What I need", "A light left on")
    walker.taps("Keep")
    own = an_address(walker, "nw")
    pages = ["nd/", "nw/", met, meets, f"nd/{meets.split('/')[1]}/", own, f"nd/{own.split('/')[1]}/"]
    for path in pages:
        answer = walker.page.goto(walker.address + path)
        assert answer is not None
        assert (path, answer.status) == (path, 200)
        assert (path, violations(walker)) == (path, [])
        assert (path, sideways(walker)) <= (path, 0)
