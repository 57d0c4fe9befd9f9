"""-9 to the whole program while someone checks in: every acknowledged check-in is there, none twice, and it opens each time.

A kill does not lose the page cache of the machine, so this does not show what a power cut would do.
"""

import random
import re
import threading
import time
import urllib.parse
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from uuid import uuid4

from tests.walks.program import Program
from tests.walks.walkers import OWN_PASSPHRASE

KILLS = 5


class Browser:
    """Just enough of one: cookies, forms with their token, and the page after a form."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def page(self, path: str = "") -> str:
        with self.opener.open(self.program.address + path, timeout=20) as answer:
            return str(answer.read().decode())

    def send(self, path: str, fields: dict[str, str], on: str | None = None) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page(path if on is None else on))
        assert token is not None
        form = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        with self.opener.open(self.program.address + path, form, timeout=20) as answer:
            return str(answer.read().decode())


def checks_in_until_it_ends(browser: Browser, tried: list[str], acknowledged: list[str]) -> None:
    try:
        while True:
            entry = str(uuid4())
            tried.append(entry)
            shown = browser.send("ck/", {"id": entry, "state": "settled"})
            assert "Can you stay with what you feel" in shown
            acknowledged.append(entry)
    except (HTTPException, OSError):  # cut off by the kill
        return


def kept_ids(browser: Browser) -> list[str]:
    """Every id on every page of what was written."""
    found: list[str] = []
    html = browser.page("hs/")
    while True:
        found += re.findall(r'href="/ee/([0-9a-f-]{36})/"', html)
        older = re.search(r'name="passed_over" value="(\d+)"[^>]*><span>Older', html)
        if older is None:
            return found
        html = browser.send("hs/", {"passed_over": older[1]})


def test_what_was_acknowledged_is_there_after_every_kill(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    program = Program(tmp_path / "folder")
    program.start()
    browser = Browser(program)
    browser.send("np/", {"passphrase": OWN_PASSPHRASE, "own": "yes"})
    tried: list[str] = []
    acknowledged: list[str] = []
    for _ in range(KILLS):
        writing = threading.Thread(target=checks_in_until_it_ends, args=(browser, tried, acknowledged))
        writing.start()
        time.sleep(chance.uniform(0.1, 0.8))
        program.kill()
        writing.join()
        program.start()
        browser = Browser(program)
        shown = browser.send("ul/", {"passphrase": OWN_PASSPHRASE}, on="")
        assert "You are here." in shown
        kept = kept_ids(browser)

        assert len(kept) == len(set(kept))
        assert set(acknowledged) <= set(kept) <= set(tried)
    program.stop()
    assert len(acknowledged) > KILLS
