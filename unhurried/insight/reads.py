"""My reads: how often alarms had cause, and how often there was cause without an alarm.

For: both directions from a person's own second looks and hurts, with what was never found out beside them. Must not:
count anything about someone with a flag as no cause, split by how anyone felt, or say what an alarm was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from unhurried.domain.base import Entry
from unhurried.domain.lookback import OwnReading
from unhurried.domain.people import Hurt, Warned
from unhurried.domain.safety import Gate, gate
from unhurried.domain.signals import Alarm, Cause, SecondLook, found_cause, latest_looks
from unhurried.domain.signals import Loud as Said
from unhurried.inference.reads import Heard, Loud, Reading, Share, Silence, Table, read, start, update

_Kind = TypeVar("_Kind", bound=Entry)

WRITTEN_BEFORE = timedelta(days=60)
"""An alarm about someone written so long before a hurt by them is taken for the one that rang: it is in the notes."""


@dataclass(frozen=True, slots=True)
class LookedBack:
    """One alarm and what the person found. counts: as cause, as none, or None for not known."""

    alarm: Alarm
    look: SecondLook
    counts: bool | None

    @property
    def held_open(self) -> bool:
        """The person found an old hurt, and it counts as not known all the same."""
        return self.look.cause is Cause.OLD_HURT and self.counts is None


@dataclass(frozen=True, slots=True)
class ReadsFinding:
    """What the notes say about alarms, both ways.

    had_cause: how often alarms had cause. missed: of the times there was cause, how often nothing rang before. base:
    of all that was written down, how often there was cause. Each a share with bands (inference.reads), or None with
    the silences saying why. mostly, louder_more: what may be said besides, by the evidence (inference.reads).
    alarms: all that were written down. looked_back: those with a second look, the newest first. cause, none: as they
    count. never_found_out, explained: how many of these looks say so. held_open: old hurts that count as not known,
    because a flag reaches them or danger was ticked. not_looked_at: alarms without a second look.
    missed_times, rang_times, open_times: hurts before which nothing rang, something rang, and that do not say.
    cause_missing, none_missing, hurts_missing: how many more it takes.
    """

    had_cause: Share | None
    missed: Share | None
    base: Share | None
    silence: Silence | None
    missed_silence: Silence | None
    mostly: bool | None
    louder_more: bool
    alarms: int
    looked_back: tuple[LookedBack, ...]
    cause: int
    none: int
    missed_times: int
    rang_times: int
    open_times: int
    cause_missing: int
    none_missing: int
    hurts_missing: int

    @property
    def never_found_out(self) -> int:
        return self._found(Cause.NEVER_FOUND_OUT)

    @property
    def explained(self) -> int:
        return self._found(Cause.EXPLAINED_NOT_CHECKED)

    @property
    def held_open(self) -> int:
        return sum(one.held_open for one in self.looked_back)

    @property
    def not_looked_at(self) -> int:
        return self.alarms - len(self.looked_back)

    @property
    def not_known(self) -> int:
        """Alarms that count on neither side, for whatever reason."""
        return self.alarms - self.cause - self.none

    def _found(self, cause: Cause) -> int:
        return sum(one.look.cause is cause for one in self.looked_back)


def find_reads(entries: Sequence[Entry], now: datetime) -> ReadsFinding:
    """What the notes say today, or what is missing (inference.reads). Second looks count as the latest says."""
    alarms = _of(entries, Alarm)
    looks = latest_looks(entries)
    open_gate = gate(entries, now)
    found = {alarm.id: _counts(alarm, looks.get(alarm.id), open_gate) for alarm in alarms}
    hurts = _hurts(entries, alarms)
    return _finding(_table(alarms, found, hurts), alarms, looks, found)


def own_reading(entries: Iterable[Entry]) -> OwnReading | None:
    """The person's own sentence, the last one written."""
    return max(_of(entries, OwnReading), key=lambda one: (one.written, one.id), default=None)


def _counts(alarm: Alarm, look: SecondLook | None, open_gate: Gate) -> bool | None:
    """Where nobody is named, a flag on anyone reaches: it may have been about them."""
    flagged = bool(open_gate.holds_echo([alarm.whom] if alarm.whom else []))
    return found_cause(alarm, look, flagged=flagged)


def _table(alarms: Sequence[Alarm], found: Mapping[UUID, bool | None], hurts: Mapping[Warned, int]) -> Table:
    table = start(missed=hurts[Warned.NO], rang=hurts[Warned.YES], open=hurts[Warned.NOT_KNOWN])
    for alarm in alarms:
        table = update(table, Heard(found[alarm.id], _level(alarm.body), _level(alarm.behaviour)))
    return table


def _level(said: Said | None) -> Loud:
    return Loud[said.name] if said else Loud.NOT_SAID


def _hurts(entries: Iterable[Entry], alarms: Sequence[Alarm]) -> dict[Warned, int]:
    """Hurts by whether something rang before. One whose alarm is in the notes is counted there, and not here."""
    counts = dict.fromkeys(Warned, 0)
    for hurt in _of(entries, Hurt):
        if hurt.warned is not Warned.YES or not any(_rang_for(alarm, hurt) for alarm in alarms):
            counts[hurt.warned or Warned.NOT_KNOWN] += 1
    return counts


def _rang_for(alarm: Alarm, hurt: Hurt) -> bool:
    same = hurt.someone is not None and alarm.whom == hurt.someone
    return same and timedelta(0) <= hurt.at - alarm.at <= WRITTEN_BEFORE


def _finding(
    table: Table, alarms: Sequence[Alarm], looks: Mapping[UUID, SecondLook], found: Mapping[UUID, bool | None]
) -> ReadsFinding:
    reading: Reading = read(table)
    looked_back = [LookedBack(alarm, looks[alarm.id], found[alarm.id]) for alarm in alarms if alarm.id in looks]
    return ReadsFinding(
        had_cause=reading.had_cause.share,
        missed=reading.missed.share,
        base=reading.base,
        silence=reading.had_cause.silence,
        missed_silence=reading.missed.silence,
        mostly=reading.mostly,
        louder_more=reading.louder_more,
        alarms=len(alarms),
        looked_back=tuple(sorted(looked_back, key=lambda one: one.alarm.at, reverse=True)),
        cause=sum(counts is True for counts in found.values()),
        none=sum(counts is False for counts in found.values()),
        missed_times=table.missed,
        rang_times=table.rang,
        open_times=table.open,
        cause_missing=reading.cause_missing,
        none_missing=reading.none_missing,
        hurts_missing=reading.hurts_missing,
    )


def _of(entries: Iterable[Entry], kind: type[_Kind]) -> list[_Kind]:
    return [entry for entry in entries if isinstance(entry, kind)]
