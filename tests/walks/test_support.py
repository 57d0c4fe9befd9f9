"""Finding help: from Today to a therapy and questions on paper; two helpers and a session; totals; danger in a helper."""

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.test_people import adds, an_address, goes_to_people, taps_card
from tests.walks.walkers import Walker


def goes_to_support(walker: Walker) -> None:
    walker.page.goto(walker.address + "qa/")


def adds_helper(walker: Walker, name: str) -> None:
    walker.page.goto(walker.address + "qh/")
    walker.types("A name for here", name)
    walker.taps("Keep")


def adds_total(walker: Walker, which: str, total: str, day: str) -> None:
    walker.page.goto(walker.address + "qk/")
    walker.ticks(which)
    walker.types("The total", total)
    walker.types("The day", day)
    walker.taps("Keep")


def test_from_today_to_a_therapy_with_its_grade_and_source_and_to_questions_on_paper(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Show me")
    ana.taps("Find good help")
    ana.sees("If someone is scaring or hurting you right now")
    taps_card(ana, "Kinds of help")
    ana.taps("EMDR", exact=False)
    ana.sees("Well tested")
    ana.sees("Who might not want it")
    ana.opens_more("How well this is known")
    ana.sees("doi 10.7326/M23-2757")
    ana.taps("Questions to ask")
    ana.ticks("Do you ever use touch?")
    ana.ticks("Do I have to tell what happened?")
    ana.taps("Keep my list")
    ana.page.emulate_media(media="print")

    assert ana.page.get_by_text("Do you ever use touch?").first.is_visible()
    assert not ana.page.get_by_text("Who they are").is_visible()
    assert not ana.page.get_by_role("button", name="Keep my list").is_visible()


def test_two_helpers_are_looked_at_side_by_side_and_a_session_is_noted(ana: Walker) -> None:
    ana.makes_a_notebook()
    adds_helper(ana, "Wren")
    ana.taps("Set side by side with others")
    adds_helper(ana, "Ash")
    ana.taps("Note a session")
    ana.types("What I wanted to say", "that it is hard to be here")
    ana.types("How it was", "she asked what would help")
    ana.answers("Was it too much?", "A little")
    ana.taps("Keep")
    ana.sees("It was a little too much. That is worth telling")
    ana.taps("Ash")
    ana.taps("Set side by side with others")
    ana.taps("Look side by side")

    assert ["Ash", "Wren"] == ana.page.locator("#main section h2").all_inner_texts()
    ana.sees("she asked what would help")


def test_a_total_shows_where_it_lies_and_one_that_was_not_checked_says_to_ask(ana: Walker) -> None:
    ana.makes_a_notebook()
    adds_total(ana, "PCL-5", "47", "2026-03-01")
    adds_total(ana, "PCL-5", "20", "2026-06-01")
    ana.sees("Below the line that most studies draw at 31 to 33.")
    ana.sees("27 less than on 1 March 2026. That is more than the usual wobble.")
    ana.does_not_see("Ask the person who gave you this.")
    adds_total(ana, "GAD-7", "11", "2026-06-02")

    ana.sees("Ask the person who gave you this.")


def test_danger_in_a_helper_leads_to_people_to_talk_to_and_puts_up_a_flag_with_scripting_off(
    opens: Opens, program: Program
) -> None:
    plain = opens(program, scripting=False)
    plain.makes_a_notebook()
    goes_to_people(plain)
    adds(plain, "Heron")
    plain.page.goto(plain.address + "qh/")
    plain.types("A name for here", "Lamp")
    plain.opens_more("More, if you want")
    plain.ticks("Heron")
    plain.taps("Keep")
    plain.taps("Warning signs")
    plain.ticks("They touched me in a sexual way")
    plain.taps("Keep this")
    plain.sees("This is a sign of danger")
    plain.sees("There is a flag on Heron now")
    plain.taps("Talk to someone trained")

    assert plain.heading() == "Help"


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
def test_every_page_with_an_id_can_be_used_by_everyone(opens: Opens, program: Program, scheme: str, width: int) -> None:
    walker = opens(program, color_scheme=scheme, viewport={"width": width, "height": 900})
    walker.makes_a_notebook()
    adds_helper(walker, "Lamp")
    helper = an_address(walker, "qh").split("/")[1]
    walker.page.goto(walker.address + "qd/")
    walker.ticks("Do you ever use touch?")
    walker.taps("Keep my list")
    walker.page.goto(walker.address + f"qe/{helper}/")
    walker.ticks("They threaten me")
    walker.taps("Keep this")
    walker.page.goto(walker.address + f"ql/{helper}/")
    walker.taps("Keep")
    session = an_address(walker, "qn").split("/")[1]
    adds_total(walker, "PHQ-9", "12", "2026-06-02")
    total = an_address(walker, "qk").split("/")[1]
    pages = [f"{code}/{helper}/" for code in ("qd", "qe", "qf", "qg", "qh", "ql")]
    for path in [*pages, f"qm/{session}/", f"qn/{session}/", f"qk/{total}/", "qj/", "qg/"]:
        answer = walker.page.goto(walker.address + path)
        assert answer is not None
        assert (path, answer.status) == (path, 200)
        assert (path, violations(walker)) == (path, [])
        assert (path, sideways(walker)) <= (path, 0)
