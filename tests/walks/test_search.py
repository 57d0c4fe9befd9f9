"""Finding something on a bad night, with a script and without one: danger first, and nothing typed in an address."""

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.test_scripting_off import SETTLED_FORM


@pytest.mark.parametrize("scripting", [True, False], ids=["script", "no script"])
def test_an_everyday_sentence_leads_to_a_practice_and_words_of_danger_to_help(
    opens: Opens, program: Program, *, scripting: bool
) -> None:
    ana = opens(program, scripting=scripting)
    seen: list[str] = []
    ana.page.on("framenavigated", lambda frame: seen.append(frame.url))
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.begins_to_count()
    ana.taps("Find something")
    ana.types("In your own words", "cant slep keep waking up")
    ana.taps("Find")
    ana.taps("Awake at night")
    assert "Awake at night" == ana.heading()
    assert 3 == ana.effort.taps

    ana.taps("Today")
    ana.taps("Find something")
    assert "" == ana.page.get_by_label("In your own words", exact=True).input_value()
    ana.types("In your own words", "he put his hands round my throat")
    ana.taps("Find")
    ana.sees("Danger comes first")
    ana.does_not_see("Ideas for small steps")
    if scripting:
        assert violations(ana) == []
        assert sideways(ana) <= 0
    ana.page.locator("#main .notice-warn").get_by_role("link", name="Help").click()
    ana.settles()
    assert "Help" == ana.heading()

    paths = ["/" + url.removeprefix(program.address) for url in seen]
    assert [path for path in paths if not SETTLED_FORM.fullmatch(path)] == []
    assert not scripting or {"/"} == set(paths)


def test_what_one_wrote_is_found_beside_our_pages(opens: Opens, demo: Program) -> None:
    walker = opens(demo, viewport={"width": 320, "height": 800})
    walker.unlocks("this year is made up")
    walker.taps("Today")
    walker.taps("Find something")
    walker.types("In your own words", "rota")
    walker.taps("Find")
    walker.sees("In what I wrote")
    walker.sees("They said the rota was fixed.")

    assert violations(walker) == []
    assert sideways(walker) <= 0
