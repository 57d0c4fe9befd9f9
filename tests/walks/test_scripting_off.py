"""The whole way with scripting off: plain links and forms, and addresses that say nothing."""

import re

import pytest

from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.walkers import OWN_PASSPHRASE, Walker

SETTLED_FORM = re.compile(r"/([a-z]{2}/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/)?)?")


@pytest.fixture
def plain(opens: Opens, program: Program) -> Walker:
    return opens(program, scripting=False)


def test_the_whole_way_works_and_every_address_has_the_settled_form(plain: Walker, program: Program) -> None:
    seen: list[str] = []
    plain.page.on("framenavigated", lambda frame: seen.append(frame.url))
    plain.makes_a_notebook()
    plain.checks_in("Keyed up", "Partly")
    plain.page.locator(".practices a").first.click()
    plain.settles()
    plain.taps("Enough")
    plain.taps("Settled")
    plain.taps("Check in")
    plain.taps("Low")
    plain.opens_more("More")
    plain.types("A note", "without a script")
    plain.taps("Keep this")
    plain.shows_what_was_written()
    plain.sees("without a script")
    plain.taps("Practise")
    plain.taps("For shame", exact=False)
    plain.page.locator(".practices a").first.click()
    plain.sees("Without your breath")
    for way in ("My range", "What helps me", "Pause everything"):
        plain.taps("Today")
        plain.taps(way)
    plain.taps("For a day")
    plain.sees("All is paused")
    plain.taps("More")
    plain.taps("Bring in check-ins from elsewhere")
    plain.page.get_by_role("link", name="Leave this page").click()
    plain.page.get_by_label("Passphrase", exact=True).wait_for()

    paths = ["/" + url.removeprefix(program.address).split("#")[0] for url in seen]
    assert [path for path in paths if not SETTLED_FORM.fullmatch(path)] == []


def test_back_after_leaving_shows_nothing(plain: Walker) -> None:
    plain.makes_a_notebook()
    plain.checks_in("Low", "Yes")
    plain.page.get_by_role("link", name="Leave this page").click()
    for _ in range(3):
        plain.page.go_back()
        plain.does_not_see_anything_of_theirs()


def test_a_wrong_passphrase_comes_back_as_a_page_not_as_an_answer_to_a_form(plain: Walker) -> None:
    plain.makes_a_notebook()
    plain.taps("More")
    plain.taps("Lock")
    plain.types("Passphrase", "not the right one at all")
    plain.taps("Open")
    plain.sees("That did not open it.")
    plain.types("Passphrase", OWN_PASSPHRASE)
    plain.taps("Open")

    plain.sees("You are here.")
