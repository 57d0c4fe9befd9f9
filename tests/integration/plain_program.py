"""The real parent and real workers around a tiny application, for tests/integration/test_launch.py.

Started in an empty folder: plain_program.py PORT SECONDS_TO_FINISH. Prints its port.
"""

import ctypes
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from unhurried.launch import worker
from unhurried.launch.clock import clock_in
from unhurried.launch.failures import keep_quiet
from unhurried.launch.listening import listen
from unhurried.launch.parent import Parent
from unhurried.launch.process import keep_to_ourselves
from unhurried.launch.stay import Stay

CANARY = "the-words-of-a-person"
KEYS: set[str] = set()


def open_notebook(environ: WSGIEnvironment) -> None:
    KEYS.add("a key")
    environ["notes.held_key"]()
    environ["notes.idle_minutes"](5)


def wait_until_let_go(_environ: WSGIEnvironment) -> None:
    while not Path("let-go").exists():
        time.sleep(0.01)


def break_down(_environ: WSGIEnvironment) -> None:
    raise ValueError(CANARY)


def open_files() -> list[str]:
    links = [file for file in Path("/proc/self/fd").iterdir() if int(file.name) > 2]
    return [str(link.readlink()) for link in links if link.is_symlink()]


ACTS: dict[str, Callable[[WSGIEnvironment], object]] = {
    "/open": open_notebook,
    "/lock": lambda environ: environ["notes.lock"](),
    "/close": lambda environ: environ["notes.close"](),
    "/held": wait_until_let_go,
    "/broken": break_down,
}
SAYS: dict[str, Callable[[], object]] = {
    "/dumpable": lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
    "/keys": lambda: len(KEYS),
    "/files": open_files,
}


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    ACTS.get(path, lambda _environ: None)(environ)
    body = f"{CANARY} {os.getpid()}" if path == "/words" else str(SAYS.get(path, os.getpid)())
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(body))), ("Set-Cookie", "a=b")]
    if "elsewhere" in path:
        headers.append(("Location", "/elsewhere/"))
    start_response(environ["QUERY_STRING"].replace("+", " ") or "200 OK", headers)
    return [body.encode()]


def main() -> None:
    keep_to_ourselves()
    keep_quiet()
    worker.SECONDS_TO_FINISH = float(sys.argv[2])
    listening = listen(int(sys.argv[1]))
    stay = lambda: Stay(clock_in(Path("clock")), KEYS.clear, ("/s/", "/kp/"))  # noqa: E731
    parent = Parent(listening, lambda sock, line: worker.work(sock, app, stay(), line, 2_000_000))
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    parent.run()


if __name__ == "__main__":
    main()
