"""The real program, started in a folder of its own on a free port, and stopped by its own id."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

START_WITHIN_SECONDS = 60


class Program:
    """`python -m unhurried` as a person would start it, but with a cheap key derivation and a clock from a file."""

    def __init__(self, folder: Path, *arguments: str, port: int = 0) -> None:
        self.folder = folder
        self.arguments = arguments
        self.port = port or free_port()
        self.process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._output().open("w") as output:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "unhurried",
                    *self.arguments,
                    "--no-browser",
                    "--port",
                    str(self.port),
                    *self._folder(),
                ],
                env={**os.environ, "NOTES_TRIAL": "1", "TZ": "Europe/Lisbon"},
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
            )
        self.wait_until_it_answers()

    def _folder(self) -> list[str]:
        return [] if "demo" in self.arguments else ["--folder", str(self.folder)]

    def wait_until_it_answers(self) -> None:
        end = time.monotonic() + START_WITHIN_SECONDS
        while time.monotonic() < end:
            assert self.process is not None
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended: {self.said()}")
            try:
                with urllib.request.urlopen(self.address, timeout=5) as answer:
                    answer.read()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"no answer: {self.said()}")

    def said(self) -> str:
        return self._output().read_text()

    def _output(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.out"

    def set_clock(self, seconds: float) -> None:
        """Takes the place of the machine's clock from the next request on."""
        passing = self.folder / "clock.new"
        passing.write_text(str(seconds))
        passing.replace(self.folder / "clock")

    def worker_ids(self) -> list[int]:
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def stop(self) -> int:
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        ended = self.process.wait(timeout=20)
        self.process = None
        return ended

    def kill(self) -> None:
        """-9 to the parent and its workers, as a power cut would."""
        assert self.process is not None
        for one in (*self.worker_ids(), self.process.pid):
            os.kill(one, signal.SIGKILL)
        self.process.wait()
        self.process = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
