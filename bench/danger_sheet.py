"""What whoever ticks a half may see: `python -m bench.danger_sheet first` or `second`. No label, no kind, no reason.

Printed are the cue texts with their ids, how to write the ticks down, and of each vignette its id, who it is about and
what was told, in an order that follows from nothing but the id.
"""

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from unhurried.content.library import library
from unhurried.domain.signals import SignalGroup

FOLDER = Path(__file__).parent.parent / "tests" / "inference" / "vignettes"
HALVES = ("first", "second")

_SEEN = ("id", "relation", "told")
"""All that may be seen of a vignette here."""

_HOW = """\
Read each story as the one who tells it would, with the page of cues before them.
Tick what was told about the one the story is about, and nothing that has to be guessed.
Something from the teller's past, or about somebody else, is not ticked.
yes: it was told. something_like: near it, though the teller may doubt that it counts.
groups: the sentence of a group fits and none of its cues does.
Nothing fits: leave all three empty.

[[ticks]]
id = "v000"
groups = []
yes = []
something_like = []
"""


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.danger_sheet", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("half", choices=HALVES)
    print("\n".join(_lines(parser.parse_args(words).half)))
    return 0


def seen(half: str) -> list[dict[str, str]]:
    """Each vignette of a half without anything that would tell its label."""
    read = tomllib.loads((FOLDER / f"{half}.toml").read_text("utf-8"))["vignette"]
    return sorted(({name: _clean(one, name) for name in _SEEN} for one in read), key=_lot)


def _clean(vignette: Mapping[str, str], name: str) -> str:
    return " ".join(vignette[name].split())


def _lot(vignette: Mapping[str, str]) -> str:
    return hashlib.sha256(f"sheet {vignette['id']}".encode()).hexdigest()


def _lines(half: str) -> Iterator[str]:
    yield _HOW
    signals = library().signals
    for group in SignalGroup:
        yield f"{group.value}: {signals.groups[group.value].says}"
        yield from (f"    {cue.id}: {cue.says}" for cue in signals.cues_of(group))
    for one in seen(half):
        yield f"\n{one['id']} · {one['relation']}\n{one['told']}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
