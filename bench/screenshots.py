"""Pictures of the main pages for the documents: the made-up year, on a phone and a desktop, light and dark."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize
from pypdfium2 import PdfDocument

from bench.running import ROOT, Running, chromium, unlock
from bench.table import Figure, Options, as_table, below, shown
from unhurried.settings import DEMO_PASSPHRASE

FOLDER = ROOT / "docs" / "screenshots"

SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 1200
"""Pixels of a picture from the top of its page. What lies below is cut off."""

SHEETS = 3
"""Pages of the file to take along that are shown."""

SHEET_SCALE = 1.5
"""Pixels for a point."""

COLOURS = 96

_ALL_MEGABYTES = 10

Open = Callable[[Page, str], object]
"""Leads a page, and the address of the program, to what the picture shows."""


def run(options: Options) -> list[Figure]:
    """Takes every picture anew. Quick: only the phone in light."""
    looks = [(size, scheme) for size in SIZES for scheme in SCHEMES][: 1 if options.quick else None]
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        taken = [picture for size, scheme in looks for picture in _take_all(browser, size, scheme)]
        taken += _take_the_file(browser)
    return [
        shown("pictures taken", len(taken), "files"),
        below("all together", sum(picture.stat().st_size for picture in taken) / 1e6, "MB", _ALL_MEGABYTES),
    ]


def file_names() -> set[str]:
    """Every picture that belongs into the folder."""
    pages = {_file_name(page, size, scheme) for page in (*_FIRST, *_DEMO) for size in SIZES for scheme in SCHEMES}
    return pages | {_sheet_name(number) for number in range(1, SHEETS + 1)}


def _file_name(page: str, size: str, scheme: str) -> str:
    return f"{page}-{size}-{scheme}.png"


def _sheet_name(number: int) -> str:
    return f"sheet-page-{number}.png"


def _take_the_file(browser: Browser) -> list[Path]:
    """The first pages of the file that the made-up person takes along, as another program shows them."""
    with Running("demo", trial=True) as program:
        page = browser.new_context(accept_downloads=True).new_page()
        _unlock(page, program.address)
        _preview_along(page, program.address)
        with page.expect_download() as download:
            page.get_by_role("button", name="Save it as a PDF").click()
        sheets = PdfDocument(download.value.path())
        pictures = [FOLDER / _sheet_name(number) for number in range(1, SHEETS + 1)]
        for sheet, picture in zip(sheets, pictures, strict=False):
            sheet.render(scale=SHEET_SCALE).to_pil().save(picture)
            _in_fewer_colours(picture)
        page.context.close()
    return pictures


def _take_all(browser: Browser, size: str, scheme: Literal["light", "dark"]) -> Iterator[Path]:
    """Each look in programs of its own, so that none shows what an earlier one left behind."""
    with tempfile.TemporaryDirectory() as folder, Running("--folder", folder, trial=True) as program:
        yield from _take(browser, program, size, scheme, _FIRST)
    with Running("demo", trial=True) as program:
        yield from _take(browser, program, size, scheme, _DEMO)


def _take(
    browser: Browser, program: Running, size: str, scheme: Literal["light", "dark"], pages: Mapping[str, Open]
) -> Iterator[Path]:
    width, height = SIZES[size]
    context = browser.new_context(viewport=ViewportSize(width=width, height=height), color_scheme=scheme)
    page = context.new_page()
    for name, lead in pages.items():
        lead(page, program.address)
        page.mouse.move(0, 0)  # nothing looks as if it were pointed at
        page.set_viewport_size(ViewportSize(width=width, height=_height_of(page, height)))
        picture = FOLDER / _file_name(name, size, scheme)
        page.screenshot(path=picture, animations="disabled", caret="hide")
        _in_fewer_colours(picture)
        page.set_viewport_size(ViewportSize(width=width, height=height))
        yield picture
    context.close()


def _in_fewer_colours(picture: Path) -> None:
    """A third of the size, and hardly a difference to the eye: pages have few colours."""
    with Image.open(picture) as taken:
        taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)


def _height_of(page: Page, least: int) -> int:
    """As tall as the page, so that what is fixed to the lower rim lies there in the picture too."""
    return max(least, min(TALLEST, int(page.evaluate("() => document.documentElement.scrollHeight"))))


# --- the ways to each page ----------------------------------------------------------------------------------


def _at(path: str) -> Open:
    return lambda page, address: page.goto(address + path)


def _unlock(page: Page, address: str) -> None:
    unlock(page, address, DEMO_PASSPHRASE)
    page.goto(address)


def _practice(page: Page, address: str) -> None:
    page.goto(f"{address}pr/")
    with page.expect_response("**/pr/*-*/"):
        page.locator("#main a[href^='/pr/']").first.click()
    page.get_by_role("button", name="Enough").or_(page.get_by_role("link", name="Enough")).first.wait_for()


def _preview(page: Page, address: str) -> None:
    page.goto(f"{address}bi/")
    page.get_by_label("Or paste the lines here").fill(_lines_to_bring_in())
    page.get_by_role("button", name="Show me what is in it").click()
    page.get_by_role("heading", name="What is in the file").wait_for()


def _preview_along(page: Page, address: str) -> None:
    page.goto(f"{address}va/")
    page.get_by_label("Why I bring this").fill("The shop is hard since spring, and I sleep badly.")
    page.get_by_label("What I want help with").fill("What to do when my chest goes tight at work.")
    page.get_by_role("button", name="Show me the page").click()
    page.get_by_role("heading", name="Before you save it").wait_for()


def _lines_to_bring_in() -> str:
    """Six check-ins of last week, and two of them can not be read."""
    days = [(datetime.now(UTC) - timedelta(days=ago)).date() for ago in (7, 6, 4)]
    return f"""when,state,presence,note
{days[0]} 08:10,low,partly,slept badly
{days[0]} 14:30,keyed up,partly,on the train
{days[1]} 21:00,settled,yes,
{days[1]} 9 in the morning,stirred,yes,
{days[2]} 13:15,wobbly,no,
{days[2]} 22:40,both,partly,after the call
"""


_FIRST: Mapping[str, Open] = {"first": _at("")}
"""Before there is a notebook."""

_DEMO: Mapping[str, Open] = {
    "lock": _at(""),
    "arrive": _unlock,
    "today": _at("td/"),
    "check-in": _at("ck/"),
    "practices": _at("pr/"),
    "practice": _practice,
    "range": _at("rg/"),
    "what-helps": _at("wh/"),
    "bring-in-preview": _preview,
    "take-along": _at("va/"),
    "take-along-preview": _preview_along,
    "settings": _at("st/"),
    "help": _at("he/"),
    "safety": _at("sy/"),
    "danger-questions": _at("dq/"),
    "people": _at("pq/"),
    "needs": _at("nd/"),
    "readiness": _at("ra/"),
    "steps": _at("xs/"),
    "what-next": _at("xn/"),
    "alarm": _at("jx/"),
    "my-reads": _at("yq/"),
    "promises": _at("yt/"),
    "who-i-am": _at("yz/"),
    "limits": _at("za/"),
    "support": _at("qa/"),
    "therapies": _at("qb/"),
    "learning": _at("ga/"),
    "sheets": _at("ic/"),
    "looking-back": _at("oc/"),
    "harm-check": _at("oh/"),
    "moving": _at("ta/"),
}
"""In this order: the lock page comes before the notebook is opened."""


if __name__ == "__main__":
    print(as_table(run(Options(quick="--quick" in sys.argv[1:]))))
