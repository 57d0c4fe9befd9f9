"""Pages of a one-year notebook: Lighthouse, bytes on the wire, server time, memory, start, and how fast it locks."""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from bench import pages_lighthouse, pages_server
from bench.pages_server import PASSPHRASE
from bench.running import Running, ask, chromium, cookies_of, median_of, unlock
from bench.table import Figure, Options, below, shown

_START_SECONDS = 2.0
_FIRST_VISIT_KB, _LATER_KB = 60, 20
_WORKER_MB = 90
_WALKS_BEFORE_STEADY = 3
_SETTLES_MS = 100

_TO_AUDIT = (
    "arriving",
    "today",
    "check in",
    "practices",
    "one practice",
    "my range",
    "what helps",
    "what I wrote",
    "settings",
    "help",
    "components",
)
_TO_AUDIT_QUICKLY = ("today", "my range")

Ways = dict[str, str]
"""The path of each page, by what we call it."""


def run(options: Options) -> list[Figure]:
    pages_lighthouse.install()
    folder = Path(tempfile.mkdtemp(prefix="notes-bench-"))
    try:
        return [*_measure(folder, quick=options.quick)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Path, *, quick: bool) -> Iterator[Figure]:
    times = 1 if quick else 5
    yield shown("programs wanting a processor here, beside this one", os.getloadavg()[0], "of " + str(os.cpu_count()))
    yield shown("entries in the notebook", pages_server.make_year(folder / "year"), "entries")
    ways = pages_server.addresses()
    yield from pages_server.measure(times=20 if quick else 200)
    yield from _starting(folder, times)
    with chromium() as browser:
        with Running("--folder", str(folder / "empty")) as program:
            yield from _first_page(browser, program, times)
        with Running("--folder", str(folder / "year")) as program:
            yield from _open_notebook(browser, program, ways, times, quick=quick)


# --- starting -----------------------------------------------------------------------------------------------


def _starting(folder: Path, times: int) -> Iterator[Figure]:
    """Installed, so the modules are compiled and read before. Every first start gets a folder that is not there yet."""
    new = (folder / f"start-{number}" for number in range(times))
    ways = {
        "start to first page, a new folder": lambda: _start("--folder", str(next(new))),
        "start to first page, a year of notes": lambda: _start("--folder", str(folder / "year")),
        "start to first page, the made-up year": lambda: _start("demo"),
    }
    _start("demo")
    for name, start in ways.items():
        yield below(name, median_of(times, start), "s", _START_SECONDS)


def _start(*words: str) -> float:
    with Running(*words) as program:
        return program.seconds_to_first_page


# --- before there is a notebook -----------------------------------------------------------------------------


def _first_page(browser: Browser, program: Running, times: int) -> Iterator[Figure]:
    yield from pages_lighthouse.audit("first page", program.address, times=times)
    yield from _bytes(browser, program, {"first page": "/"}, cookies=None)


# --- an open notebook ---------------------------------------------------------------------------------------


def _open_notebook(browser: Browser, program: Running, ways: Ways, times: int, *, quick: bool) -> Iterator[Figure]:
    if not quick:
        yield from pages_lighthouse.audit("lock page", program.address, times=times)
    yield from _bytes(browser, program, {"lock page": "/"}, cookies=None)
    context = _opened(browser, program)
    yield from _memory(program, ways, cookies_of(context))
    yield from _bytes(browser, program, ways, cookies=context)
    for page in _TO_AUDIT_QUICKLY if quick else _TO_AUDIT:
        address = program.address + ways[page].lstrip("/")
        yield from pages_lighthouse.audit(page, address, times=times, cookies=cookies_of(context))
    context.close()
    yield shown("from locking to the next page", median_of(times, lambda: _lock(browser, program)), "ms")


def _opened(browser: Browser, program: Running) -> BrowserContext:
    """Someone's cookies. No page stays open: one that nobody touches would lock the notebook."""
    context = browser.new_context()
    page = context.new_page()
    unlock(page, program.address, PASSPHRASE)
    page.close()
    return context


def _memory(program: Running, ways: Ways, cookies: str) -> Iterator[Figure]:
    """Resident, with what it shares with the parent. The peak is the key derivation, which gives all of it back."""
    for _ in range(_WALKS_BEFORE_STEADY):
        for path in ways.values():
            _check_answered(ask(program.port, path, cookies=cookies), path)
    yield below("worker after unlocking and every page", _resident("VmRSS", program), "MB", _WORKER_MB)
    yield shown("worker at its peak, deriving the key", _resident("VmHWM", program), "MB")


def _check_answered(answer: str, path: str) -> None:
    if not answer.startswith("HTTP/1.1 200"):
        raise RuntimeError(f"{path} was not answered")


def _resident(field: str, program: Running) -> float:
    status = Path(f"/proc/{program.worker()}/status").read_text("ascii")
    found = re.search(rf"^{field}:\s+(\d+) kB$", status, re.MULTILINE)
    if found is None:
        raise RuntimeError("this system does not tell how much memory a process has")
    return int(found.group(1)) * 1024 / 1e6


# --- bytes on the wire --------------------------------------------------------------------------------------


def _bytes(browser: Browser, program: Running, ways: Ways, *, cookies: BrowserContext | None) -> Iterator[Figure]:
    """Of every answer, headers included: in a browser that was never here, and again in the same one."""
    for page, path in ways.items():
        context = browser.new_context()
        if cookies is not None:
            context.add_cookies(cookies.cookies())  # type: ignore[arg-type]  # what it gives is what it takes
        address = program.address + path.lstrip("/")
        yield below(f"bytes on a first visit, {page}", _kilobytes(context, address), "kB", _FIRST_VISIT_KB)
        yield below(f"bytes later, {page}", _kilobytes(context, address), "kB", _LATER_KB)
        context.close()


def _kilobytes(context: BrowserContext, address: str) -> float:
    """A page is loaded whole, as with scripting off. With scripting it would be less."""
    sizes: list[float] = []
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(_SETTLES_MS)
    if page.url != address:
        raise RuntimeError(f"{address} led to {page.url}")
    page.close()
    return sum(sizes) / 1000


# --- locking ------------------------------------------------------------------------------------------------


def _lock(browser: Browser, program: Running) -> float:
    """Milliseconds from asking to lock, as a form does, to the last byte of the lock page from the next worker."""
    context = browser.new_context()
    page = context.new_page()
    unlock(page, program.address, PASSPHRASE)
    token = page.locator("#page").get_attribute("data-token")
    cookies, before = cookies_of(context), program.worker()
    context.close()
    began = time.perf_counter()
    ask(program.port, "/lk/", cookies=cookies, body=f"csrfmiddlewaretoken={token}")
    _check_answered(ask(program.port, "/"), "/")
    taken = (time.perf_counter() - began) * 1000
    if program.worker() == before:
        raise RuntimeError("it did not lock")
    return taken
