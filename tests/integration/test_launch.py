"""The parent and its workers: leaving loses nothing, keeps nothing, and comes back locked."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

PLAIN = Path(__file__).with_name("plain_program.py")
ROOT = PLAIN.parents[2]
CANARY = "the-words-of-a-person"
LONG = 60.0
"""Seconds after which a test gives up. None of them measures time."""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Program:
    process: "subprocess.Popen[str]"
    port: int
    folder: Path

    def ask(self, path: str = "/", method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read().decode())
        finally:
            connection.close()

    def pid(self) -> int:
        """Of the worker that answers."""
        return int(self.ask().body)

    def workers(self) -> list[str]:
        """Those that answer and those that are leaving."""
        parent = self.process.pid
        return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()

    def end(self) -> tuple[int, str, str]:
        out, errors = self.process.communicate(timeout=LONG)
        return self.process.returncode, out, errors


def until(holds: Callable[[], object]) -> None:
    """Wait for something that comes without being asked for."""
    give_up = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@contextmanager
def plain(folder: Path, seconds_to_finish: float = LONG) -> Iterator[Program]:
    command = [sys.executable, str(PLAIN), "0", str(seconds_to_finish)]
    process = subprocess.Popen(
        command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield Program(process, int(process.stdout.readline()), folder)
    finally:
        process.terminate()
        process.communicate(timeout=LONG)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with plain(tmp_path) as running:
        yield running


def in_threads(count: int, act: Callable[[], Answer]) -> tuple[list[Answer], list[threading.Thread]]:
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(act())) for _ in range(count)]
    for thread in threads:
        thread.start()
    return answers, threads


# --- locking


def test_locking_ends_the_process_that_held_a_key(program: Program) -> None:
    before = int(program.ask("/open").body)

    program.ask("/lock")

    until(lambda: gone(before))
    assert program.pid() != before


def test_a_worker_that_never_held_a_key_stays_so_that_waits_do_not_start_over(program: Program) -> None:
    before = program.pid()

    program.ask("/lock")
    program.process.send_signal(signal.SIGUSR1)

    assert {program.pid() for _ in range(20)} == {before}


def test_twelve_of_twelve_requests_in_flight_are_answered(program: Program) -> None:
    before = int(program.ask("/open").body)
    answers, threads = in_threads(12, lambda: program.ask("/held"))
    until(lambda: established(program.port, before) >= 12)

    program.process.send_signal(signal.SIGUSR1)
    until(lambda: len(program.workers()) == 2)
    meanwhile = {program.pid() for _ in range(20)}
    (program.folder / "let-go").touch()
    for thread in threads:
        thread.join(LONG)

    assert [(answer.status, int(answer.body)) for answer in answers] == [(200, before)] * 12
    assert before not in meanwhile
    until(lambda: gone(before))


def test_requests_that_arrive_while_workers_change_are_answered(program: Program) -> None:
    answers: list[Answer] = []

    def keep_asking() -> None:
        answers.extend(program.ask() for _ in range(40))

    threads = [threading.Thread(target=keep_asking) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(8):
        program.ask("/open")
        program.ask("/lock")
    for thread in threads:
        thread.join(LONG)

    assert [answer.status for answer in answers] == [200] * 160
    assert len({answer.body for answer in answers}) > 1


def test_a_request_that_never_ends_does_not_keep_the_worker(tmp_path: Path) -> None:
    with plain(tmp_path, seconds_to_finish=0.05) as program:
        before = int(program.ask("/open").body)
        stuck = socket.create_connection(("127.0.0.1", program.port))
        with stuck:
            stuck.sendall(b"GET /held HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            program.ask("/lock")
            until(lambda: gone(before))
        assert program.pid() != before


def test_an_answer_given_while_leaving_asks_not_to_come_back_on_this_connection(program: Program) -> None:
    program.ask("/open")

    assert program.ask("/lock").headers["Connection"] == "close"


def test_a_connection_that_only_stands_open_does_not_keep_the_worker(program: Program) -> None:
    idle = http.client.HTTPConnection("127.0.0.1", program.port)
    idle.request("GET", "/open")
    before = int(idle.getresponse().read())

    program.ask("/lock")

    until(lambda: gone(before))
    idle.close()


# --- the idle lock


def test_after_idle_minutes_the_worker_locks_itself(program: Program) -> None:
    (program.folder / "clock").write_text("1000")
    before = int(program.ask("/open").body)

    (program.folder / "clock").write_text("1300")

    until(lambda: gone(before))


def test_pictures_and_kept_words_are_no_activity(program: Program) -> None:
    (program.folder / "clock").write_text("1000")
    before = int(program.ask("/open").body)
    (program.folder / "clock").write_text("1299")
    stayed = {int(program.ask("/s/look.css").body), int(program.ask("/kp/").body)}

    (program.folder / "clock").write_text("1300")

    assert stayed == {before}
    until(lambda: gone(before))


def test_activity_begins_the_minutes_anew(program: Program) -> None:
    (program.folder / "clock").write_text("1000")
    before = int(program.ask("/open").body)
    (program.folder / "clock").write_text("1299")
    program.ask("/")
    (program.folder / "clock").write_text("1598")

    assert program.pid() == before


def test_the_first_request_after_the_computer_slept_finds_no_key(program: Program) -> None:
    (program.folder / "clock").write_text("1000")
    program.ask("/open")
    assert program.ask("/keys").body == "1"

    (program.folder / "clock").write_text("90000")

    assert program.ask("/keys").body == "0"


# --- what is answered to a post


@pytest.mark.parametrize(
    "status", ["200+OK", "400+Bad+Request", "403+Forbidden", "404+Not+Found", "413+Too+Large", "422+No", "500+Oh"]
)
def test_a_post_never_gets_a_page(program: Program, status: str) -> None:
    answer = program.ask(f"/words?{status}", "POST", b"typed=words")

    assert (answer.status, answer.headers["Location"], answer.body) == (303, "/", "")
    assert answer.headers["Set-Cookie"] == "a=b"


def test_a_broken_page_answers_a_post_with_303(program: Program) -> None:
    answer = program.ask("/broken", "POST", b"typed=words")

    assert (answer.status, answer.headers["Location"], answer.body) == (303, "/", "")


def test_303_and_204_stay_as_they_are_but_for_their_body(program: Program) -> None:
    see_other = program.ask("/elsewhere?303+See+Other", "POST", b"")
    nothing = program.ask("/words?204+No+Content", "POST", b"")

    assert (see_other.status, see_other.headers["Location"], see_other.body) == (303, "/elsewhere/", "")
    assert (nothing.status, nothing.body) == (204, "")


def test_a_body_too_large_for_the_server_itself_is_answered_with_303(program: Program) -> None:
    with socket.create_connection(("127.0.0.1", program.port), LONG) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2000001\r\n\r\n")
        answer = connection.recv(10_000)

    assert answer.startswith(b"HTTP/1.1 303 See Other\r\n")
    assert b"\r\nLocation: /\r\n" in answer


def test_what_cannot_be_read_gets_a_page_that_tells_nothing(program: Program) -> None:
    with socket.create_connection(("127.0.0.1", program.port), LONG) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost : what\x00\r\n\r\n")
        answer = connection.makefile("rb").read().decode()

    assert answer.startswith(("HTTP/1.0 400 Bad Request\r\n", "HTTP/1.1 400 Bad Request\r\n"))
    assert "<title>Notes</title>" in answer
    assert "waitress" not in answer.lower()


def test_a_failure_is_told_by_its_place_and_nothing_more(program: Program) -> None:
    assert program.ask("/broken").status == 500
    program.process.terminate()
    _, out, errors = program.end()

    assert re.fullmatch(r"A page failed: ValueError at [\w.]+:\d+\n", errors)
    assert CANARY not in out + errors


def test_a_large_body_is_not_written_to_disk(program: Program) -> None:
    files = program.ask("/files", "GET", b"x" * 1_000_000).body

    assert "(deleted)" not in files
    assert "tmp" not in files.replace(str(program.folder), "")


# --- ends


def test_closing_ends_both(program: Program) -> None:
    worker = program.pid()

    program.ask("/close")

    assert program.end()[0] == 0
    assert gone(worker)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_ending_the_program_ends_both_with_code_0(program: Program, number: signal.Signals) -> None:
    worker = program.pid()

    program.process.send_signal(number)

    assert program.end()[0] == 0
    assert gone(worker)
    with pytest.raises(ConnectionRefusedError):
        program.ask()


def test_a_killed_worker_comes_back_without_a_key(program: Program) -> None:
    killed = int(program.ask("/open").body)

    os.kill(killed, signal.SIGKILL)

    until(lambda: gone(killed))
    assert program.ask("/keys").body == "0"
    program.process.terminate()
    assert program.end()[1] == "Something stopped. Your notes are back, and they are locked.\n"


def test_without_its_parent_a_worker_ends(program: Program) -> None:
    worker = int(program.ask("/open").body)

    program.process.kill()
    program.process.wait(LONG)

    until(lambda: gone(worker))


# --- what others on this computer can reach


def test_only_this_computer_can_connect(program: Program) -> None:
    assert listening_addresses(program.port) == {"0100007F"}


def test_memory_is_closed_to_others_and_leaves_no_core_file(program: Program) -> None:
    for pid in (program.process.pid, program.pid()):
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits)
    assert program.ask("/dumpable").body == "0"


def test_the_parent_has_one_thread_so_that_a_fork_is_a_clean_beginning(program: Program) -> None:
    assert len(list(Path(f"/proc/{program.process.pid}/task").iterdir())) == 1


def listening_addresses(port: int) -> set[str]:
    """Local addresses, as the system writes them, on which someone listens at this port."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for row in Path(table).read_text().splitlines()[1:]:
            address, state = row.split()[1], row.split()[3]
            if state == "0A" and address.endswith(f":{port:04X}"):
                found.add(address.split(":")[0])
    return found


def established(port: int, pid: int) -> int:
    """How many connections this process has accepted on this port."""
    sockets = {str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir()}
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[3] == "01" and row[1].endswith(f":{port:04X}") and f"socket:[{row[9]}]" in sockets for row in rows)
