"""The real program and a real Chromium, for measurements that need them. Each ends with the block that began it."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent

OWN_FOLDER = ROOT / ".bench"
"""Tools of the measurements and what they reported last. Not part of the repository."""

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_START_WITHIN_SECONDS = 60
_LOOK_EVERY_SECONDS = 0.002


class Running:
    """`python -m unhurried WORDS` on a free port. `seconds_to_first_page`: from starting it to the first whole page."""

    def __init__(self, *words: str, trial: bool = False) -> None:
        """trial: a cheap key derivation, for what is not about waiting."""
        self.port = _free_port()
        self.seconds_to_first_page = 0.0
        self._words = words
        self._trial = {"NOTES_TRIAL": "1"} if trial else {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def __enter__(self) -> Self:
        began = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "unhurried", *self._words, "--no-browser", "--port", str(self.port)],
            cwd=ROOT,
            env={**_as_installed(), **self._trial},
            stdout=subprocess.DEVNULL,
        )
        self._wait(began)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=20)

    def _wait(self, began: float) -> None:
        while self._process is not None and self._process.poll() is None:
            if time.perf_counter() - began > _START_WITHIN_SECONDS:
                break
            try:
                answer = ask(self.port, "/")
            except OSError:
                time.sleep(_LOOK_EVERY_SECONDS)
                continue
            if answer.startswith("HTTP/1.1 200"):
                self.seconds_to_first_page = time.perf_counter() - began
                return
        raise RuntimeError("the program gave no first page")

    def worker(self) -> int:
        """The process that answers now. The parent has no other child once it listens."""
        if self._process is None:
            raise RuntimeError("not started")
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text("ascii")
        return int(children.split()[-1])


def ask(port: int, path: str, *, cookies: str = "", body: str | None = None) -> str:
    """One request over loopback and all of its answer, on a connection of its own. With a body it is a POST."""
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    if body is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode())
        with connection.makefile("rb") as answer:
            return answer.read().decode(errors="replace")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


def unlock(page: Page, address: str, passphrase: str) -> None:
    page.goto(address)
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("heading", name="You are here.").wait_for()


def cookies_of(context: BrowserContext) -> str:
    """As the browser would send them."""
    return "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())


def median_of(times: int, measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(times))


def _as_installed() -> dict[str, str]:
    """An installed program finds its modules compiled, whatever this process was told. The first start compiles them."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environ | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(OWN_FOLDER / "compiled")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
