"""axe on every page, light and dark; the full matrix on the components page; no page wider than the screen."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.walks.conftest import Opens
from tests.walks.pages_reached import OPEN_PAGES, PAGES_BEFORE
from tests.walks.program import Program
from tests.walks.walkers import Walker

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 1280)


def violations(walker: Walker) -> list[str]:
    walker.page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(walker.page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found.response["violations"]]


def sideways(walker: Walker) -> int:
    return int(walker.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_components_in_every_state(opens: Opens, demo: Program, scheme: str, width: int) -> None:
    walker = opens(demo, viewport={"width": width, "height": 900}, color_scheme=scheme)
    walker.page.goto(walker.address + "co/")

    assert violations(walker) == []
    assert sideways(walker) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_before_a_notebook(opens: Opens, program: Program, scheme: str) -> None:
    walker = opens(program, color_scheme=scheme, viewport={"width": 320, "height": 800})
    for path in PAGES_BEFORE:
        walker.page.goto(walker.address + path)

        assert (path, violations(walker)) == (path, [])
        assert (path, sideways(walker)) <= (path, 0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280), ("light", 320)])
def test_every_page_of_an_open_notebook(opens: Opens, demo: Program, scheme: str, width: int) -> None:
    walker = opens(demo, color_scheme=scheme, viewport={"width": width, "height": 900})
    walker.unlocks("this year is made up")
    for path in OPEN_PAGES(walker):
        walker.page.goto(walker.address + path)

        assert (path, violations(walker)) == (path, [])
        assert (path, sideways(walker)) <= (path, 0)


def test_error_states(ana: Walker, tmp_path: Path) -> None:
    ana.makes_a_notebook()
    ana.checks_in("Low", "Yes")
    ana.taps("Add more")
    ana.types("Day", "never")
    ana.taps("Keep this")
    assert violations(ana) == []
    ana.taps("Practise")
    ana.taps("Add one of mine")
    ana.taps("Keep it")
    assert violations(ana) == []
    ana.locks()
    ana.types("Passphrase", "wrong wrong wrong wrong")
    ana.taps("Open")

    assert violations(ana) == []


def test_text_spacing_of_ones_own_hides_nothing(opens: Opens, demo: Program) -> None:
    walker = opens(demo, viewport={"width": 320, "height": 800})
    walker.unlocks("this year is made up")
    walker.page.goto(walker.address + "td/")
    walker.page.evaluate(
        "() => { const sheet = new CSSStyleSheet();"
        "sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }');"
        "document.adoptedStyleSheets = [sheet] }"
    )

    assert sideways(walker) <= 0
