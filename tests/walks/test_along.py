"""A page to take along: chosen, looked at, saved. What was ticked is in the file, the rest is not, letters stand for names."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from bench.handover_pdf import findings, text_of
from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.test_people import adds, goes_to_people
from tests.walks.walkers import Walker


def saves(page: Page, label: str) -> tuple[str, bytes]:
    """The name and the content of what the button saves. The page stays where it is."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def notes_a_little(walker: Walker) -> None:
    walker.makes_a_notebook()
    goes_to_people(walker)
    adds(walker, "Heron")
    walker.page.goto(walker.address)
    walker.checks_in("Low", "Yes")
    walker.page.goto(walker.address + "bx/")
    walker.types("What happened", "Heron laughed when I spoke")
    walker.taps("Keep")


@pytest.mark.parametrize("scripting", [True, False])
def test_what_was_ticked_is_in_the_file_and_the_rest_is_not(opens: Opens, program: Program, *, scripting: bool) -> None:
    walker = opens(program, scripting=scripting)
    notes_a_little(walker)
    walker.taps("Today")
    walker.taps("A page to take along")
    walker.types("Why I bring this", "I can not sleep since Heron came back")
    walker.ticks("What hurt, and what came after")
    walker.taps("Show me the page")
    walker.sees("I can not sleep since A came back")
    walker.sees("Anything saved or printed can be found, or asked for by a court, and read against you.")
    walker.opens_more("What hurt, and what came after")
    walker.sees("A laughed when I spoke")
    before = walker.page.url
    name, made = saves(walker.page, "Save it as a PDF")
    text = text_of(made)

    assert ("sheet.pdf", before) == (name, walker.page.url)
    assert findings(made) == []
    for words in ("I can not sleep since A came back", "A laughed when I spoke", "I checked in once"):
        assert words in text
    for words in ("Heron", "My range", "My reads", "Signs of danger"):
        assert words not in text
    walker.sees("Before you save it")
    walker.taps("Change what goes in")
    walker.ticks("The code names I gave them")
    walker.taps("Show me the page")
    assert "Heron laughed when I spoke" in text_of(saves(walker.page, "Save it as a PDF")[1])
    walker.opens_more("For a records system")
    name, bundle = saves(walker.page, "Save the numbers")
    assert "sheet.json" == name
    assert b"Heron" not in bundle
    assert walker.page.title() == "Notes"


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_the_preview_is_for_everyone(opens: Opens, demo: Program, scheme: str, width: int) -> None:
    walker = opens(demo, color_scheme=scheme, viewport={"width": width, "height": 900})
    walker.unlocks("this year is made up")
    walker.page.goto(walker.address + "va/")
    for tick in walker.page.locator("input[name=parts]").all():
        tick.check(force=True)
    walker.taps("Show me the page")
    walker.sees("Before you save it")

    assert violations(walker) == []
    assert sideways(walker) <= 0
