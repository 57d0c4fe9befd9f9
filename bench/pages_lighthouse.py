"""Lighthouse on one page: what a slow phone would wait, and what its checks say about access and good practice."""

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from bench.running import CHROMIUM, OWN_FOLDER, QUIET
from bench.table import Figure, at_least, shown

VERSION = "12.8.2"
"""The last one that runs on Node 20."""

_PROGRAM = OWN_FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
_BARS = {"performance": 0.95, "accessibility": 1.0, "best-practices": 1.0}
_SECONDS = 120
_TRIES = 3


def install() -> None:
    """From npm, once, into a folder of our own."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise argparse.ArgumentTypeError("this measurement needs Node 20 or newer, with npm")
    installed = _PROGRAM.parent.parent / "package.json"
    if installed.exists() and json.loads(installed.read_text("utf-8"))["version"] == VERSION:
        return
    OWN_FOLDER.mkdir(exist_ok=True)
    wanted = ("install", "--prefix", str(OWN_FOLDER), "--no-audit", "--no-fund", "--silent", "--ignore-scripts")
    subprocess.run([npm, *wanted, f"lighthouse@{VERSION}"], check=True)


def audit(page: str, address: str, *, times: int, cookies: str = "") -> Iterator[Figure]:
    """Medians. The report of the last run stays in our own folder, to look up what a lost point is about."""
    runs = [_run(page, address, cookies) for _ in range(times)]
    for category, bar in _BARS.items():
        score = statistics.median(run["categories"][category]["score"] or 0.0 for run in runs)
        yield at_least(f"Lighthouse {category}, {page}", score, "of 1", bar)
    waited = statistics.median(run["audits"]["largest-contentful-paint"]["numericValue"] for run in runs)
    yield shown(f"largest paint on a slow phone, {page}", waited, "ms")


def _run(page: str, address: str, cookies: str) -> dict[str, Any]:
    reports = OWN_FOLDER / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    report = reports / f"{page.replace(' ', '-')}.json"
    with tempfile.TemporaryDirectory(prefix="notes-bench-") as profile:
        command = ["node", str(_PROGRAM), address, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--only-categories={','.join(_BARS)}", "--no-enable-error-reporting"]
        command += [f"--chrome-flags={' '.join((*QUIET, f'--user-data-dir={profile}'))}", f"--chrome-path={CHROMIUM}"]
        if cookies:
            command.append(f"--extra-headers={_headers(profile, cookies)}")
        _try(command)
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    _check_it_was(found, address)
    return found


def _try(command: list[str]) -> None:
    """On a busy machine its browser now and then does not answer in time, which says nothing about the page."""
    for _ in range(_TRIES - 1):
        try:
            subprocess.run(command, check=True, timeout=_SECONDS, capture_output=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            continue
        return
    subprocess.run(command, check=True, timeout=_SECONDS, stdout=subprocess.DEVNULL)


def _headers(folder: str, cookies: str) -> str:
    """In a file, so that no key to a session stands in the list of processes."""
    file = Path(folder) / "headers.json"
    file.write_bytes(msgspec.json.encode({"Cookie": cookies}))
    return str(file)


def _check_it_was(found: dict[str, Any], address: str) -> None:
    """A page that sent the browser elsewhere was not measured."""
    if found.get("runtimeError") or found["finalDisplayedUrl"] != address:
        raise RuntimeError(f"{address} was not measured: {found.get('runtimeError') or found['finalDisplayedUrl']}")
