"""People and groups: the whole way, what is held, the keyboard, no scripting, and every page for everyone."""

import re

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.test_keyboard import press, tabs_to
from tests.walks.test_scripting_off import SETTLED_FORM
from tests.walks.walkers import Walker


def adds(walker: Walker, name: str, *, is_group: bool = False) -> None:
    """From the list to the page of someone new."""
    walker.taps("Add a person or a group")
    walker.types("A name for here", name)
    if is_group:
        walker.ticks("A group")
    walker.taps("Keep")


def goes_to_people(walker: Walker) -> None:
    walker.page.goto(walker.address + "pq/")


def opens_someone(walker: Walker, name: str) -> None:
    goes_to_people(walker)
    walker.page.locator("#main .practice a", has_text=name).first.click()
    walker.settles()


def taps_card(walker: Walker, title: str) -> None:
    walker.page.locator("#main .practice a", has=walker.page.get_by_text(title, exact=True)).click()
    walker.settles()


def test_from_today_to_someone_with_a_word_on_trust_and_a_hurt(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Show me")
    ana.taps("People")
    ana.sees("This will not plan steps with the person who hurt you.")
    adds(ana, "Heron")
    ana.sees("Some questions about danger come before a first step")
    taps_card(ana, "Trust, by area")
    ana.sees("Someone can be good with time and not with secrets.")
    ana.page.locator("input[name=time][value=a_lot]").check()
    ana.page.locator("input[name=words][value=none]").check()
    ana.taps("Keep this")
    ana.sees("Time: a lot. Words and secrets: none.")
    taps_card(ana, "Hurt and repair")
    ana.taps("Note something that hurt")
    ana.types("What happened", "Told my sister what I had said.")
    ana.opens_more("What came after")
    ana.sees("Missing it was not your fault.")
    ana.taps("Keep")
    ana.opens_more("Write about the weeks after")
    ana.ticks("It changed, and then went back")
    ana.taps("Keep this")

    ana.sees("It changed, and then went back.")


def test_someone_can_be_added_without_typing(ana: Walker) -> None:
    ana.makes_a_notebook()
    goes_to_people(ana)
    ana.taps("Add a person or a group")
    word = ana.page.locator("input[name=offered] + label").first.inner_text()
    ana.ticks(word)
    ana.taps("Keep")

    assert word == ana.heading()


def test_who_harmed_me_is_held_with_everyone_linked_until_the_next_day(ana: Walker, program: Program) -> None:
    program.set_clock(1_780_000_000)
    ana.makes_a_notebook()
    goes_to_people(ana)
    adds(ana, "K.")
    goes_to_people(ana)
    adds(ana, "L.")
    taps_card(ana, "Linked to")
    ana.taps("K.")
    opens_someone(ana, "K.")
    ana.taps("They harmed me")
    ana.sees("We plan no steps with them, and none with anyone linked to them.")
    ana.taps("Keep it")
    ana.sees("We will not plan steps here")
    opens_someone(ana, "L.")
    ana.sees("There is a flag on K., and these two belong together.")
    taps_card(ana, "Linked to")
    ana.page.get_by_role("link", name=re.compile("^Take back")).click()
    ana.settles()
    ana.taps("No, nobody")
    ana.sees("It holds until")
    opens_someone(ana, "L.")
    ana.sees("We will not plan steps here")
    program.set_clock(1_780_000_000 + 60 * 60 * 48)
    ana.unlocks()
    opens_someone(ana, "L.")
    ana.does_not_see("We will not plan steps here")
    opens_someone(ana, "K.")

    ana.sees("You said that they harmed you.")


def test_put_away_is_offered_first_and_erasing_takes_all_of_it(ana: Walker) -> None:
    ana.makes_a_notebook()
    goes_to_people(ana)
    adds(ana, "K.")
    ana.taps("They harmed me")
    ana.taps("Keep it")
    ana.taps("Erase")
    ana.sees("Put away may be better")
    ana.taps("Put away")
    ana.sees("It is put away. It is kept, and listed nowhere.")
    ana.opens_more("Put away by you")
    ana.taps("K.")
    ana.taps("Erase")
    ana.taps("Erase it all")
    ana.sees("It is erased, with all that was written about it here.")
    ana.does_not_see("K.")


def test_the_same_name_twice_is_told_kindly_and_nothing_typed_is_lost(ana: Walker) -> None:
    ana.makes_a_notebook()
    goes_to_people(ana)
    adds(ana, "K.")
    goes_to_people(ana)
    ana.taps("Add a person or a group")
    ana.types("A name for here", "k.")
    ana.opens_more("More, if you want")
    ana.types("A note", "the one from work")
    ana.taps("Keep")
    ana.sees("You have one called k. already. Add something to tell them apart.")
    assert violations(ana) == []

    assert ana.page.locator("textarea[name=note]").input_value() == "the one from work"


def test_the_whole_way_with_scripting_off(opens: Opens, program: Program) -> None:
    plain = opens(program, scripting=False)
    seen: list[str] = []
    plain.page.on("framenavigated", lambda frame: seen.append(frame.url))
    plain.makes_a_notebook()
    plain.taps("Show me")
    plain.taps("People")
    adds(plain, "Choir", is_group=True)
    plain.sees("A group")
    taps_card(plain, "Where it was easier")
    plain.types("What was easier", "The hour after, washing cups.")
    plain.taps("Keep")
    plain.sees("The hour after, washing cups.")
    opens_someone(plain, "Choir")
    plain.taps("They harmed me")
    plain.taps("Keep it")
    plain.sees("We will not plan steps here")
    plain.page.goto(plain.address + "mz/")
    plain.does_not_see("washing cups")
    plain.sees("Moments with someone who has a flag are not listed here.")
    opens_someone(plain, "Choir")
    plain.taps("Erase")
    plain.taps("Erase it all")
    plain.sees("It is erased")

    paths = ["/" + url.removeprefix(program.address).split("#")[0] for url in seen]
    assert [path for path in paths if not SETTLED_FORM.fullmatch(path)] == []


def test_someone_is_added_and_flagged_with_the_keyboard_alone(ana: Walker) -> None:
    ana.makes_a_notebook()
    press(ana, "Show me")
    press(ana, "People")
    press(ana, "Add a person or a group")
    tabs_to(ana.page, "A name for here")
    ana.page.keyboard.type("Otter")
    press(ana, "They harmed me", "Space")
    press(ana, "Keep")
    press(ana, "Keep it")

    ana.sees("You said that they harmed you.")


def an_address(walker: Walker, code: str) -> str:
    """The first address with this code on the page."""
    found = walker.page.locator(f"#main [href^='/{code}/'], #main form[action^='/{code}/']").first
    return (found.get_attribute("href") or found.get_attribute("action") or "").strip("/") + "/"


def makes_people(walker: Walker) -> list[str]:
    """Two people with one of each that can be written about them. The address of every page of the room."""
    goes_to_people(walker)
    adds(walker, "K.")
    goes_to_people(walker)
    adds(walker, "Heron")
    heron = walker.page.locator("#main [href^='/pz/']").first.get_attribute("href").split("/")[2]  # type: ignore[union-attr]
    taps_card(walker, "Linked to")
    walker.taps("K.")
    walker.taps("Yes, they do")
    untie = an_address(walker, "nt")
    walker.page.goto(walker.address + f"bw/{heron}/")
    walker.types("What happened", "Told my sister what I had said.")
    walker.taps("Keep")
    hurt = an_address(walker, "bq").split("/")[1]
    walker.opens_more("Write about the weeks after")
    walker.ticks("It got worse")
    walker.taps("Keep this")
    walker.page.goto(walker.address + "mz/")
    walker.types("What was easier", "The bench by the pond")
    walker.ticks("A place")
    walker.taps("Keep")
    easier = an_address(walker, "mx").split("/")[1]
    pages = [f"{code}/{heron}/" for code in ("pk", "pz", "bt", "nk", "mq", "mz", "bx", "bw", "nv", "mv")]
    opens_someone(walker, "K.")
    walker.taps("They harmed me")
    walker.taps("Keep it")
    held = an_address(walker, "pz").split("/")[1]
    pages += [untie, f"bk/{hurt}/", f"bq/{hurt}/", f"mx/{easier}/", f"pk/{held}/", f"bt/{held}/", f"mv/{held}/"]
    return ["pq/", "pn/", "mz/", "bx/", "hs/", *(page for page in pages if not page.startswith(("mz/", "nv/")))]


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_every_page_can_be_used_by_everyone(opens: Opens, program: Program, scheme: str, width: int) -> None:
    walker = opens(program, color_scheme=scheme, viewport={"width": width, "height": 900})
    walker.makes_a_notebook()
    for path in makes_people(walker):
        answer = walker.page.goto(walker.address + path)
        assert answer is not None
        assert (path, answer.status) == (path, 200)
        assert (path, violations(walker)) == (path, [])
        assert (path, sideways(walker)) <= (path, 0)
