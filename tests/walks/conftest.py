"""A real Chromium and the real program. No page may ever ask another origin for anything."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from tests.walks.program import Program
from tests.walks.walkers import Walker

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

Opens = Callable[..., Walker]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", *QUIET])
    yield chromium
    chromium.close()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with Program(tmp_path / "folder") as running:
        yield running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One made-up year for every test that only looks."""
    with Program(tmp_path_factory.mktemp("demo") / "folder", "demo") as running:
        yield running


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opens]:
    """Someone with a browser of their own: `opens(program, scripting=False, width=320)`."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def opens_one(program: Program, *, scripting: bool = True, **options: object) -> Walker:
        viewport = options.pop("viewport", PHONE)
        context = browser.new_context(java_script_enabled=scripting, viewport=viewport, **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.on("request", lambda request: _note_origin(request, program, asked))
        context.set_default_timeout(60_000)  # a busy machine is no defect
        return Walker(context.new_page(), program.address, has_scripting=scripting)

    yield opens_one
    for context in contexts:
        context.close()
    assert asked == [], "another origin was asked"


def _note_origin(request: Request, program: Program, asked: list[str]) -> None:
    if not request.url.startswith((program.address, "data:", "about:")):
        asked.append(request.url)


@pytest.fixture
def ana(opens: Opens, program: Program) -> Walker:
    """The owner, with a phone-sized window."""
    return opens(program)


@pytest.fixture
def page(ana: Walker) -> Page:
    return ana.page
