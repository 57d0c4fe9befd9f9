"""After a whole walk with fifty words of one's own, none of them lies anywhere: browser profile, folder, temp, output.

A window on a virtual screen, since a browser without one keeps fewer files.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from bench.handover_pdf import text_of
from tests.residue import words_found
from tests.walks.conftest import CHROMIUM, QUIET
from tests.walks.program import Program
from tests.walks.test_scripting_off import SETTLED_FORM
from tests.walks.walkers import OWN_PASSPHRASE, Walker

SECONDS_UNTIL_THE_BROWSER_HAS_WRITTEN = 12
CANARIES = [f"Kn0rr{number:02d}vogel" for number in range(50)]


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A screen that nobody sees, on a display number that is free."""
    number = next(one for one in range(90, 190) if not Path(f"/tmp/.X11-unix/X{one}").exists())
    xvfb = shutil.which("Xvfb")
    assert xvfb is not None, "Xvfb is missing: ./test --setup installs it"
    process = subprocess.Popen([xvfb, f":{number}", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"])
    end = time.monotonic() + 20
    while not Path(f"/tmp/.X11-unix/X{number}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    yield f":{number}"
    process.terminate()
    process.wait()


def writes_fifty_words(walker: Walker) -> None:
    """Every kind of field that takes words of one's own."""
    words = iter(CANARIES)
    walker.makes_a_notebook(f"{next(words)} and more of it")
    for _ in range(12):
        walker.checks_in("Low", "Partly")
        walker.taps("Add more")
        for label in ("With whom", "Where", "A note"):
            walker.types(label, next(words))
        walker.taps("Keep this")
    for _ in range(3):
        walker.taps("Practise")
        walker.taps("Add one of mine")
        walker.types("A name for it", next(words))
        walker.types("What you do", next(words))
        walker.taps("Keep it")
    takes_along(walker, [next(words) for _ in range(2)])
    walker.checks_in("Low", "Yes")
    walker.taps("Add more")
    walker.types("A note", next(words))
    walker.types("Day", "2999-01-01")
    walker.taps("Keep this")
    walker.sees("This time is still to come.")
    walker.taps("More")
    walker.taps("Lock")
    walker.types("Passphrase", f"{next(words)} {next(words)}")
    walker.taps("Open")
    walker.taps("Write without opening")
    walker.types("Your words", next(words))
    walker.taps("Seal it")
    walker.taps("Done")
    walker.taps("Write without opening")
    walker.types("Your words", next(words))
    assert list(words) == []


def takes_along(walker: Walker, words: list[str]) -> None:
    """A page to take along is looked at and saved. The file itself is the person's, and gone with the browser here."""
    walker.taps("Today")
    walker.taps("A page to take along")
    walker.types("Why I bring this", words[0])
    walker.types("What I want help with", words[1])
    walker.taps("Show me the page")
    walker.sees(words[0])
    with walker.page.expect_download() as download:
        walker.page.get_by_role("button", name="Save it as a PDF").click()
    made = Path(download.value.path()).read_bytes()
    assert made.startswith(b"%PDF")
    assert words[0] in text_of(made)
    download.value.delete()


@pytest.mark.parametrize("scripting", [True, False])
def test_no_word_is_left_on_disk(
    playwright: Playwright, program: Program, screen: str, tmp_path: Path, *, scripting: bool
) -> None:
    profile = tmp_path / "profile"
    temporary = Path(tempfile.mkdtemp())  # a short path: the browser puts a socket there
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=CHROMIUM,
        headless=False,
        args=QUIET,
        java_script_enabled=scripting,
        env={**os.environ, "DISPLAY": screen, "TMPDIR": str(temporary)},
        ignore_default_args=["--disable-back-forward-cache"],
    )
    walker = Walker(context.pages[0], program.address, has_scripting=scripting)
    writes_fifty_words(walker)
    time.sleep(SECONDS_UNTIL_THE_BROWSER_HAS_WRITTEN)
    walker.page.get_by_role("link", name="Leave this page").click()
    time.sleep(1)
    context.close()
    program.stop()

    assert words_found([*CANARIES, OWN_PASSPHRASE], [tmp_path, temporary]) == []
    shutil.rmtree(temporary)
    addresses, titles = history(profile)
    assert titles <= {"Notes", ""}
    if scripting:
        assert addresses == {program.address}
    else:
        assert all(SETTLED_FORM.fullmatch("/" + one.removeprefix(program.address)) for one in addresses)


def history(profile: Path) -> tuple[set[str], set[str]]:
    """Addresses and titles of ours in the history of the browser."""
    with sqlite3.connect(f"file:{profile / 'Default' / 'History'}?mode=ro", uri=True) as database:
        rows = database.execute("select url, title from urls where url like 'http%'").fetchall()
    assert rows, "the browser kept no history at all: this test would prove nothing"
    return {address for address, _ in rows}, {title for _, title in rows}
