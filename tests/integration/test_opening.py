"""From a folder to the first page, and back: the real program, started as a person starts it."""

import http.client
import os
import re
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.walks.program import Program

OWN = "seven quiet boats drift by"
LONG = 120.0
CALM = "The disk may be full, or this folder may be closed to you."
LINES = "when,state,presence,note\n2024-01-01 10:00,low,yes,rain\n2024-01-02 10:00,odd,,\n2024-01-03 10:00,settled,yes,sun\n"


class Browser:
    """Cookies and forms, and nothing else."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def sees(self, path: str = "") -> str:
        with self.opener.open(self.program.address + path, timeout=LONG) as answer:
            return str(answer.read().decode())

    def sends(self, path: str, **fields: str) -> str:
        """The page that follows."""
        token = next(cookie.value for cookie in self.cookies if cookie.name.startswith("c"))
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self.opener.open(self.program.address + path, data, timeout=LONG) as answer:
            return str(answer.read().decode())

    def keeps_notes(self) -> None:
        self.sees("np/")
        self.sends("np/", own="yes", passphrase=OWN)
        assert not self.is_locked()

    def is_locked(self) -> bool:
        return 'action="/ul/"' in self.sees()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Opened once, and only looked at."""
    with Program(tmp_path_factory.mktemp("fresh") / "notes") as program:
        yield program


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Program, Browser]]:
    with Program(tmp_path / "notes") as program:
        browser = Browser(program)
        browser.keeps_notes()
        yield program, browser


def start(
    *arguments: str, given: str = "", before: Callable[[], None] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Start the program and wait for it to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "unhurried", *arguments],
        env={**os.environ, "NOTES_TRIAL": "1"},
        input=given,
        capture_output=True,
        text=True,
        timeout=LONG,
        preexec_fn=before,
        check=False,
    )


def until(holds: Callable[[], object]) -> None:
    give_up = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.01)


# --- the folder


def test_the_folder_and_all_in_it_are_for_this_person_alone(fresh: Program) -> None:
    found = [fresh.folder, *fresh.folder.rglob("*")]

    assert (fresh.folder / "notebook.db").exists()
    assert {path.stat().st_mode & 0o077 for path in found} == {0}


def test_the_parent_has_not_opened_the_notebook(fresh: Program) -> None:
    assert fresh.process
    files = [str(link.readlink()) for link in Path(f"/proc/{fresh.process.pid}/fd").iterdir()]

    assert not [file for file in files if "notebook.db" in file]
    assert any(file.endswith("/running") for file in files)
    assert len(list(Path(f"/proc/{fresh.process.pid}/task").iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_told_calmly(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    ended = start("--no-browser", "--port", "0", "--folder", str(tmp_path / "file" / "notes"))

    assert ended.returncode == 1
    assert CALM in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr


def test_a_full_disk_is_told_calmly(tmp_path: Path) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    ended = start("--no-browser", "--port", "0", "--folder", str(tmp_path / "notes"), before=no_room)

    assert ended.returncode == 1
    assert CALM in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr


def test_what_another_start_left_behind_is_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "running").write_text(f'{{"pid":{os.getpid()},"port":1,"locked":3}} and more')

    with Program(folder) as program:
        assert "<title>Notes</title>" in Browser(program).sees()


def test_the_copy_before_migrating_is_whole_and_the_oldest_stays(tmp_path: Path) -> None:
    from unhurried.launch.preparing import copy_before  # noqa: PLC0415  it needs the settings of tests

    database, copy = sqlite3.connect(tmp_path / "notebook.db"), tmp_path / "before-migrating.db"
    for words in ("first", "second"):
        database.execute("CREATE TABLE IF NOT EXISTS kept (words)")
        database.execute("INSERT INTO kept VALUES (?)", (words,))
        database.commit()
        copy_before(database, copy)
    database.close()

    copied = sqlite3.connect(copy)
    assert copied.execute("SELECT words FROM kept").fetchall() == [("first",)]
    copied.close()


# --- the address


def test_a_taken_port_is_passed_over(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-m", "unhurried", "--no-browser", "--port", str(port), "--folder", str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        printed = process.stdout.readline()
        process.terminate()
        process.communicate(timeout=LONG)

    found = re.fullmatch(r"Your notes are at http://127\.0\.0\.1:(\d+)/\n", printed)
    assert found
    assert int(found[1]) > port


def test_another_name_for_this_computer_is_refused(fresh: Program) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", fresh.port, timeout=LONG)
    connection.request("GET", "/", headers={"Host": "evil.test"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()

    assert answer.status in {400, 404}
    assert body == b""


@pytest.mark.parametrize("size", [10, 12_000_001])
def test_a_form_that_is_refused_leaves_no_page_behind(fresh: Program, size: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", fresh.port, timeout=LONG)
    connection.request("POST", "/wu/", b"words=" + b"x" * size, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()

    assert (answer.status, body) == (303, b"")


def test_a_database_address_of_another_program_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@127.0.0.1:1/other")

    with Program(tmp_path / "notes") as program:
        assert (program.folder / "notebook.db").exists()


def test_the_browser_is_opened_with_the_persons_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$1 $(umask) $NOTES_FOLDER" > {tmp_path}/half && mv {tmp_path}/half {tmp_path}/seen\n'
    )
    browser.chmod(0o700)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.delenv("NOTES_FOLDER")
    umask = os.umask(0o022)
    process = subprocess.Popen(
        [sys.executable, "-m", "unhurried", "--port", "0", "--folder", str(tmp_path / "notes")],
        stdout=subprocess.PIPE,
        text=True,
    )
    os.umask(umask)
    until((tmp_path / "seen").exists)
    process.terminate()
    printed, _ = process.communicate(timeout=LONG)

    address, seen_umask, *others = (tmp_path / "seen").read_text().split()
    assert f"Your notes are at {address}\n" in printed
    assert (seen_umask, others) == ("0022", [])


# --- opened, locked, closed


def test_a_second_start_finds_the_first_and_locks_it(opened: tuple[Program, Browser]) -> None:
    program, browser = opened
    before = program.worker_ids()

    second = start("--no-browser", "--folder", str(program.folder))

    assert second.returncode == 0
    assert second.stdout == f"Your notes were open already. They are locked now. They are at {program.address}\n"
    assert browser.is_locked()
    until(lambda: not set(before) & set(program.worker_ids()))


def test_a_second_start_changes_nothing_where_nothing_is_open(fresh: Program) -> None:
    before = fresh.worker_ids()

    second = start("--no-browser", "--folder", str(fresh.folder))

    assert (second.returncode, fresh.worker_ids()) == (0, before)
    assert fresh.address in second.stdout


def test_locking_replaces_the_worker_and_closing_ends_the_program(opened: tuple[Program, Browser]) -> None:
    program, browser = opened
    before = program.worker_ids()
    browser.sends("lk/")
    until(lambda: not set(before) & set(program.worker_ids()))
    assert browser.is_locked()

    browser.sends("ul/", passphrase=OWN)
    assert not browser.is_locked()
    browser.sends("cl/")

    assert program.process
    assert program.process.wait(LONG) == 0


def test_a_killed_worker_comes_back_locked(opened: tuple[Program, Browser]) -> None:
    program, browser = opened
    before = program.worker_ids()

    for worker in before:
        os.kill(worker, signal.SIGKILL)

    assert browser.is_locked()
    assert not set(before) & set(program.worker_ids())


def test_after_a_kill_the_next_start_is_calm(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    program = Program(folder)
    program.start()
    Browser(program).keeps_notes()
    program.kill()

    with Program(folder) as again:
        assert Browser(again).is_locked()


# --- the made-up year


def test_the_made_up_year_is_marked_and_erased_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with Program(tmp_path / "demo", "demo") as program:
        page = Browser(program).sees()
        folders = list(tmp_path.glob("notebook-*"))

    assert "This is the demo" in page
    assert len(folders) == 1
    assert not folders[0].exists()


# --- bringing in


@pytest.fixture
def closed(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with a notebook in it, and a file of which one line can not be read."""
    with Program(tmp_path / "notes") as program:
        Browser(program).keeps_notes()
    (tmp_path / "lines.csv").write_text(LINES)
    return tmp_path / "notes", tmp_path / "lines.csv"


def test_bringing_in_shows_first_and_then_keeps_what_can_be_read(closed: tuple[Path, Path]) -> None:
    folder, file = closed
    arguments = ("bring-in", str(file), "--folder", str(folder), "--passphrase-stdin")

    shown = start(*arguments, "--dry-run")
    first = start(*arguments, "--yes", given=f"{OWN}\n")
    again = start(*arguments, "--yes", given=f"{OWN}\n")

    assert (shown.returncode, first.returncode, again.returncode) == (0, 0, 0)
    assert "line 3: We do not know this state." in shown.stdout
    assert "New in your notes" not in shown.stdout
    assert "New in your notes: 2." in first.stdout
    assert "New in your notes: 0." in again.stdout
    assert "sun" not in shown.stdout + first.stdout


def test_bringing_in_all_or_nothing_brings_in_nothing_when_a_line_can_not_be_read(closed: tuple[Path, Path]) -> None:
    folder, file = closed
    arguments = ("bring-in", str(file), "--folder", str(folder), "--passphrase-stdin")

    held = start(*arguments, "--all-or-nothing", given=f"{OWN}\n")
    then = start(*arguments, "--yes", given=f"{OWN}\n")

    assert held.returncode == 1
    assert held.stdout.endswith("Nothing was brought in.\n")
    assert "New in your notes: 2." in then.stdout


def test_bringing_in_asks_and_takes_no_for_an_answer(closed: tuple[Path, Path]) -> None:
    folder, file = closed

    ended = start("bring-in", str(file), "--folder", str(folder), "--passphrase-stdin", given="no\n")

    assert ended.returncode == 1
    assert ended.stdout.endswith("Nothing was brought in.\n")


@pytest.mark.parametrize(
    ("more", "given", "says"),
    [
        (["--yes"], "not the right one at all\n", "Your notes did not open."),
        (["--yes"], "", "Your notes did not open."),
        (["--mood", "good"], "", "Write --mood like this"),
        (["--mood", "good=somehow"], "", "We do not know what this is to stand for: somehow"),
    ],
)
def test_bringing_in_says_what_is_in_the_way(closed: tuple[Path, Path], more: list[str], given: str, says: str) -> None:
    folder, file = closed

    ended = start("bring-in", str(file), "--folder", str(folder), "--passphrase-stdin", *more, given=given)

    assert (ended.returncode, ended.stderr) == (1, "")
    assert says in ended.stdout


def test_bringing_in_needs_a_file_and_a_notebook(tmp_path: Path) -> None:
    (tmp_path / "lines.csv").write_text(LINES)
    folder = ("--folder", str(tmp_path / "notes"))

    no_file = start("bring-in", str(tmp_path / "none.csv"), *folder)
    no_notes = start("bring-in", str(tmp_path / "lines.csv"), *folder, "--yes", "--passphrase-stdin", given="x\n")

    assert (no_file.returncode, no_notes.returncode) == (1, 1)
    assert "can't be opened" in no_file.stdout
    assert "There are no notes here yet." in no_notes.stdout
