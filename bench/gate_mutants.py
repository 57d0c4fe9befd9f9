"""The tests of the gate, tested: every small change to `domain/safety.py`, and whether a test turns red.

cosmic-ray makes the changes, one at a time, in a copy of the code in a throw-away folder. A change no test notices has
to stand in `gate_mutants.toml` with the reason why it changes nothing that matters; none that opens a gate may.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.running import ROOT
from bench.table import Figure, Options, at_most, shown

REASONS = Path(__file__).parent / "gate_mutants.toml"

_GATE = "unhurried/domain/safety.py"
_TESTS = ("test_gate.py", "test_gate_histories.py", "test_safety.py")
_HELPERS = ("histories.py",)
_SECONDS = 240
_EXAMPLES = {True: "20", False: "100"}


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change that may survive. was, becomes: the line before and after. opens: whether it could open a gate."""

    was: str
    becomes: str
    reason: str
    opens: bool


class Survivor(NamedTuple):
    was: str
    becomes: str


def run(options: Options) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        outcomes = _try_each(_copy(Path(folder)), _EXAMPLES[options.quick])
    survivors = [change for change, survived in outcomes if survived]
    known = {(one.was, one.becomes): one for one in _known()}
    unknown = [change for change in survivors if change not in known]
    for change in survivors:
        reason = known[change].reason if change in known else "NO REASON"
        print(f"survived: {change.was}  ->  {change.becomes}\n          {reason}", file=sys.stderr)
    return [
        shown("changes tried", len(outcomes), ""),
        shown("changes a test noticed", len(outcomes) - len(survivors), ""),
        shown("changes that survived, with a reason", len(survivors) - len(unknown), ""),
        at_most("changes that survived without a reason", len(unknown), "", 0),
        at_most("changes that survived and could open a gate", _opening(survivors, known), "", 0),
    ]


def _opening(survivors: list[Survivor], known: dict[tuple[str, str], Known]) -> int:
    """One without a reason might open something, so it counts."""
    return sum(change not in known or known[change].opens for change in survivors)


def _known() -> list[Known]:
    return msgspec.convert(tomllib.loads(REASONS.read_text("utf-8")).get("survivor", []), list[Known])


def _copy(folder: Path) -> Path:
    tests = folder / "tests" / "unit"
    tests.mkdir(parents=True)
    shutil.copytree(ROOT / "unhurried", folder / "unhurried", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*_TESTS, *_HELPERS):
        if (ROOT / "tests" / "unit" / name).exists():
            shutil.copy(ROOT / "tests" / "unit" / name, tests / name)
    (folder / "tests" / "__init__.py").touch()
    return folder


def _try_each(folder: Path, examples: str) -> list[tuple[Survivor, bool]]:
    tests = [f"tests/unit/{name}" for name in _TESTS if (folder / "tests" / "unit" / name).exists()]
    command = f"{sys.executable} -m pytest -x -q -p no:cacheprovider -p no:django -p no:xdist {' '.join(tests)}"
    (folder / "mutants.toml").write_text(
        f'[cosmic-ray]\nmodule-path = "{_GATE}"\ntimeout = {_SECONDS}.0\nexcluded-modules = []\n'
        f'test-command = "{command}"\n[cosmic-ray.distributor]\nname = "local"\n',
        "utf-8",
    )
    environment = {**os.environ, "GATE_EXAMPLES": examples, "PYTHONDONTWRITEBYTECODE": "1"}
    for words in (["init"], ["baseline"], ["exec"]):
        session = [] if words == ["baseline"] else ["mutants.sqlite"]
        _cosmic_ray([*words, "mutants.toml", *session], folder, environment)
    found = _cosmic_ray(["dump", "mutants.sqlite"], folder, environment)
    return [_read(json.loads(line)) for line in found.splitlines() if line.strip()]


def _cosmic_ray(words: list[str], folder: Path, environment: dict[str, str]) -> str:
    tool = str(Path(sys.executable).parent / "cosmic-ray")
    done = subprocess.run([tool, *words], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def _read(line: list[dict[str, object]]) -> tuple[Survivor, bool]:
    result = line[1]
    if result is None:
        raise RuntimeError("a change was not tried")
    diff = str(result["diff"]).splitlines()
    was = " ".join(row[1:].strip() for row in diff if row.startswith("-") and not row.startswith("---"))
    becomes = " ".join(row[1:].strip() for row in diff if row.startswith("+") and not row.startswith("+++"))
    return Survivor(was, becomes), result["test_outcome"] == "survived"
