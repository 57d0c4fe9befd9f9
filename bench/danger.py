"""The danger cues on made-up stories: how many dangerous ones are found, and what the rule makes of each tick.

Ticks were made from the cue texts alone (`bench.danger_sheet`). The first half was used to improve words; only the
second one is a bar. Every dangerous story that got no tick is listed by its id, on the side.
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import product
from uuid import UUID

import msgspec

from bench.danger_sheet import FOLDER, HALVES
from bench.table import Figure, Options, at_least, at_most, shown
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.people import Someone
from unhurried.domain.safety import DangerSign, Flag, gate
from unhurried.domain.signals import AlarmAnswer, CueAnswer, CueSaid, Reading, SignalGroup, read_signs
from unhurried.domain.steadying import Checkin, State

_FOUND_AT_LEAST = 0.95
_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_WHOM = UUID(int=1)


class Ticks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was ticked for one story."""

    id: str
    groups: tuple[SignalGroup, ...] = ()
    yes: tuple[str, ...] = ()
    something_like: tuple[str, ...] = ()

    def any(self) -> bool:
        return bool(self.groups or self.yes or self.something_like)


def run(options: Options) -> list[Figure]:  # noqa: ARG001 - it is quick as it is
    return [figure for half in HALVES for figure in _half(half)]


def _half(half: str) -> list[Figure]:
    dangerous, harmless = _labels(half)
    ticks = _ticks(half, {*dangerous, *harmless})
    if ticks is None:
        print(f"the {half} half was not ticked yet", file=sys.stderr)
        return [at_least(f"{half} half: stories ticked", 0, "", len(dangerous) + len(harmless))]
    missed = [one for one in dangerous if not ticks[one].any()]
    alarmed = [one for one in harmless if _read(ticks[one]).answer is AlarmAnswer.SIGNS_OF_DANGER]
    _tell(f"{half} half, dangerous and with no tick", missed)
    _tell(f"{half} half, harmless and answered with signs of danger", alarmed)
    found = 1 - len(missed) / len(dangerous)
    return [
        at_most(f"{half} half: rule violations", sum(_violations(one) for one in ticks.values()), "", 0),
        shown(f"{half} half: dangerous", len(dangerous), "stories"),
        _bar(half, found),
        shown(f"{half} half: dangerous, missed", len(missed), "stories"),
        shown(f"{half} half: harmless, answered with signs of danger", len(alarmed) / len(harmless), "share"),
    ]


def _bar(half: str, found: float) -> Figure:
    name = f"{half} half: dangerous with a danger tick"
    return at_least(name, found, "share", _FOUND_AT_LEAST) if half == "second" else shown(name, found, "share")


def _tell(what: str, ids: Sequence[str]) -> None:
    print(f"{what}: {' '.join(ids) or 'none'}", file=sys.stderr)


def _labels(half: str) -> tuple[list[str], list[str]]:
    """The ids of the dangerous and of the harmless ones."""
    read = tomllib.loads((FOLDER / f"{half}.toml").read_text("utf-8"))["vignette"]
    return [one["id"] for one in read if one["dangerous"]], [one["id"] for one in read if not one["dangerous"]]


def _ticks(half: str, ids: set[str]) -> dict[str, Ticks] | None:
    """Every story of the half with its ticks. Refuses a file that leaves one out, or names what is not there."""
    file = FOLDER / f"ticks_{half}.toml"
    if not file.exists():
        return None
    ticks = msgspec.convert(tomllib.loads(file.read_text("utf-8"))["ticks"], list[Ticks])
    unknown = {cue for one in ticks for cue in (*one.yes, *one.something_like)} - library().signals.danger.keys()
    if unknown or ids != {one.id for one in ticks} or len(ids) != len(ticks):
        raise ValueError(f"{file.name}: {sorted(unknown) or 'not each story once'}")
    return {one.id: one for one in ticks}


# --- the rule -----------------------------------------------------------------------------------------------


def _violations(ticks: Ticks) -> int:
    """How many ways of telling the same story come to something softer, or let a text about echoes through."""
    return sum(_is_softer(ticks, flagged, reading) for flagged, reading in _every_way(ticks))


def _is_softer(ticks: Ticks, flagged: bool, reading: Reading) -> bool:  # noqa: FBT001 - reads as the sentence it is
    wanted = ticks.any() or flagged
    return (reading.answer is AlarmAnswer.SIGNS_OF_DANGER) is not wanted or reading.echo_may_show is wanted


def _every_way(ticks: Ticks) -> Iterator[tuple[bool, Reading]]:
    """In both orders, every yes as a yes or as the middle answer, with noes beside, in every state, with and without a flag."""
    meanings = library().signals.meanings()
    ways = [_told(ticks, *way) for way in product((False, True), (False, True), (False, True))]
    for state, flagged in product([None, *State], (False, True)):
        holds = gate(_notebook(state, flagged=flagged), _NOON).holds_echo([_WHOM])
        yield from ((flagged, read_signs(*told, meanings, holds)) for told in ways)


def _read(ticks: Ticks) -> Reading:
    return read_signs(*_told(ticks), library().signals.meanings(), ())


def _told(
    ticks: Ticks,
    backward: bool = False,  # noqa: FBT001, FBT002 - one of the ways
    middle: bool = False,  # noqa: FBT001, FBT002 - the same
    noes: bool = False,  # noqa: FBT001, FBT002 - the same
) -> tuple[list[SignalGroup], list[CueAnswer]]:
    yes = CueSaid.SOMETHING_LIKE if middle else CueSaid.YES
    cues = [CueAnswer(cue, yes) for cue in ticks.yes]
    cues += [CueAnswer(cue, CueSaid.SOMETHING_LIKE) for cue in ticks.something_like]
    if noes:
        said = {one.cue for one in cues}
        cues += [CueAnswer(cue, CueSaid.NO) for cue in library().signals.danger if cue not in said]
    step = -1 if backward else 1
    return list(ticks.groups[::step]), cues[::step]


def _notebook(state: State | None, *, flagged: bool) -> Iterable[Entry]:
    yield Someone(**{**_stamp(1), "id": _WHOM}, code_name="K.")
    if state is not None:
        yield Checkin(**_stamp(3), state=state)
    if flagged:
        yield Flag(**_stamp(4), sign=DangerSign.THEIR_MOOD, whom=_WHOM)


def _stamp(number: int) -> dict:  # type: ignore[type-arg]  # fields of an entry
    return {"id": UUID(int=number), "at": _NOON, "offset_minutes": 0, "written": _NOON}
