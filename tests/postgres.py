"""A throw-away PostgreSQL on loopback: made in a second, trusted by no one else, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Nothing in it has to survive. How PostgreSQL keeps what it acknowledged is not tested here."""


class PostgresMissing(Exception):
    """PostgreSQL is not installed; ./test --setup does it on Debian."""


@contextmanager
def throw_away_postgres() -> Iterator[str]:
    """The DATABASE_URL of a new, empty cluster."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="notes-postgres-"))
    try:
        port = _free_port()
        _make(programs, folder, port)
        try:
            yield f"postgresql://notes@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(programs: Path, folder: Path, port: int) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    _run(programs / "initdb", "-D", data, "-A", "trust", "-U", "notes", "-E", "UTF8", "--no-sync")
    settings = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder), **FAST}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    _run(programs / "pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).parent
    raise PostgresMissing(PostgresMissing.__doc__)


def _run(program: Path, *words: str) -> None:
    """PostgreSQL refuses to run as root, so root becomes its own account first."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 and pwd.getpwnam("postgres") else []
    done = subprocess.run(  # noqa: PLW1510  # looked at in the next line, with what it said
        [*as_postgres, str(program), *words], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{program.name} ended with {done.returncode}: {done.stderr}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
