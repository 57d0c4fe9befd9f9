"""Looking back, and the question whether this does someone good, as a person walks them."""

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.walkers import Walker


def test_from_today_to_a_year_and_what_it_does_not_prove(opens: Opens, demo: Program) -> None:
    walker = opens(demo)
    walker.unlocks("this year is made up")
    walker.taps("Today")
    walker.taps("Looking back")
    walker.taps("A year")
    walker.sees("How I was")
    walker.taps("Look closer", exact=False)
    walker.sees("What this does not prove")
    assert walker.page.locator("figure svg[role='img']").first.is_visible()
    walker.goes_back()
    walker.taps("A week")
    walker.taps("Earlier")
    walker.taps("Later")
    walker.does_not_see("Later")


def test_an_answer_of_worse_leads_to_people_and_goes_quiet(ana: Walker) -> None:
    ana.makes_a_notebook()
    ana.taps("Today")
    ana.taps("Is this doing me good?")
    ana.taps("Worse")
    ana.sees("Reach a person")
    ana.taps("Today")

    ana.sees("It is quiet here for a week")
