"""Room steadying: what check-ins and practices say about a person's range, and about what helps them.

Only ids and numbers leave here; the words stand in the templates. Nothing is said before there is enough, nothing is
a verdict, and nothing is kept but in memory: numbers, under a digest of the entries they came from.
"""

import math
from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from threading import Lock
from typing import TypeGuard

from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept
from unhurried.domain.steadying import (
    ACTIVATION,
    FINEST,
    Checkin,
    Company,
    Felt,
    PracticeTime,
    Presence,
    Side,
    State,
    cell,
)
from unhurried.inference.effects import ENOUGH, Change, Effect, StartingSide, can_tell_apart, estimate, side_of
from unhurried.inference.window import (
    Drawn,
    Edge,
    EdgeFinding,
    Known,
    Moment,
    Outcome,
    Reading,
    Silence,
    read_on,
    smooth,
)

MODEL_VERSION = "window.2"
"""Part of the name under which numbers are remembered: another model never reads them."""

WIDEST_GAP_DAYS = 14
"""Days without a check-in that counts, after which the drawn history has a gap."""

SETS_LEARNED = 3
"""Sets of check-ins whose teaching a worker keeps: the last one, and two from before, should it be changed again."""

HISTORY_POINTS = 60
LATEST_MOMENTS = 60
LATEST_BEARABLE = 10

_DAY = timedelta(days=1)
_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)
_OUTCOMES = {None: Outcome.LEFT, Side.BELOW: Outcome.BELOW, Side.ABOVE: Outcome.ABOVE}


# --- My range -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EdgeSeen:
    """One side of the range: where it lies, or why nothing is shown.

    edge: middle and 90 % band on [-1, 1], where the five states are -1, -.5, 0, .5 and 1; None while silent.
    careful: the innermost edge if only 1, 1/2 or 1/4 of the moments of leaving were written down.
    near: the state the middle lies close to, or the two states it lies between; empty while silent.
    leavings: moments of leaving in that half. leavings_missing: how many more a picture takes.
    """

    edge: Edge | None
    careful: Edge | None
    silence: Silence | None
    leavings: int
    leavings_missing: int
    near: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class RangeFinding:
    """What a person's check-ins say about their range.

    counted: check-ins that count (on the line, and "can I stay with it" answered); missing: how many more it takes.
    uncounted: check-ins that teach nothing about the range.
    history: edges over time, given all entries; between two runs lies a gap without check-ins. Empty while both
    edges are silent. Whoever draws shows only an edge that is not silent.
    latest: the last check-ins that counted, oldest first. first_day, last_day: None without any.
    """

    counted: int
    missing: int
    uncounted: int
    lower: EdgeSeen
    upper: EdgeSeen
    history: tuple[tuple[Drawn, ...], ...]
    latest: tuple[Checkin, ...]
    first_day: date | None
    last_day: date | None

    @property
    def shows_something(self) -> bool:
        return self.lower.edge is not None or self.upper.edge is not None


@dataclass(frozen=True, slots=True)
class Remembered:
    """Numbers only: what was read from a set of entries on a day."""

    reading: Reading
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class _Learned:
    """What is known from so many check-ins, and a digest of which they are."""

    count: int
    digest: bytes
    known: Known


class RangeMemory:
    """The last few readings, in the memory of one worker. It ends with the worker and never leaves it.

    Besides, what the last few sets of check-ins taught: where new ones come after all of a set, only they are added.
    Where one was changed, erased or came late, sets that hold it fit no more; what they taught is forgotten.
    """

    def __init__(self, size: int = 8) -> None:
        self._size = size
        self._one_at_a_time = Lock()
        self._known: OrderedDict[bytes, Remembered] = OrderedDict()
        self._learned: tuple[_Learned, ...] = ()

    def recall(self, digest: bytes, work_out: Callable[[], Remembered]) -> Remembered:
        with self._one_at_a_time:
            if digest not in self._known:
                self._known[digest] = work_out()
            self._known.move_to_end(digest)
            while len(self._known) > self._size:
                self._known.popitem(last=False)
            return self._known[digest]

    def known_from(self, rows: Sequence[Kept]) -> Known:
        """What is known already from the first of these check-ins, as many as possible. What rests on a check-in that
        was changed or erased is forgotten."""
        fitting = tuple(one for one in self._learned if one.digest == _digest(rows[: one.count]))
        if len(fitting) < len(self._learned):
            self._known.clear()
        self._learned = fitting
        longest = max(fitting, key=lambda one: one.count, default=None)
        return longest.known if longest else Known.nothing()

    def keep(self, rows: Sequence[Kept], known: Known) -> None:
        learned = _Learned(len(rows), _digest(rows), known)
        others = [one for one in self._learned if one.digest != learned.digest]
        self._learned = (*others[1 - SETS_LEARNED :], learned)

    def forget(self) -> None:
        self._known.clear()
        self._learned = ()


def to_moments(entries: Iterable[Entry]) -> tuple[Moment, ...]:
    """The check-ins that teach something about the range, as evidence, oldest first.

    Days are counted from 1970 in UTC. A check-in counts when it lies on the line of activation and "can I stay with
    it" was answered; both at once, fine on the outside and a skipped answer teach nothing. Partly and no are a
    leaving whose side is unknown, unless the person said which: it is never taken from the sign of activation.
    """
    found = []
    for checkin in _counting(entries):
        lies = cell(checkin)
        if lies is not None:
            found.append(Moment(_day_of(checkin.at), lies.low, lies.high, _outcome(checkin)))
    return tuple(sorted(found, key=lambda moment: moment.day))


def find_range(kept: Sequence[Kept], now: datetime, memory: RangeMemory | None = None) -> RangeFinding:
    """What the records say about both edges today, or why they are silent and what is missing (window.py).

    memory: where a worker keeps its numbers between pages; without it everything is worked out anew.
    """
    memory = memory or RangeMemory()
    rows = [row for row in kept if isinstance(row.entry, Checkin)]
    counting_rows = sorted((row for row in rows if _counts(row.entry)), key=lambda row: row.entry.at)
    counting = _counting(row.entry for row in counting_rows)
    # The whole day counts as today, so that numbers hold until tomorrow; a clock may be a little ahead (journey/stamp).
    today = math.ceil(max([_day_of(now), *(_day_of(checkin.at) for checkin in counting[-1:])]))
    remembered = memory.recall(_digest(counting_rows, today), lambda: _work_out(counting_rows, counting, today, memory))
    reading = remembered.reading
    return RangeFinding(
        counted=reading.moments,
        missing=reading.moments_missing,
        uncounted=len(rows) - len(counting),
        lower=_seen(reading.lower),
        upper=_seen(reading.upper),
        history=_with_gaps(remembered.drawn, [_day_of(checkin.at) for checkin in counting]),
        latest=tuple(counting[-LATEST_MOMENTS:]),
        first_day=counting[0].local.date() if counting else None,
        last_day=counting[-1].local.date() if counting else None,
    )


def bearable_closeness(entries: Iterable[Entry]) -> tuple[Checkin, ...]:
    """The latest moments with someone near in which the person could stay with it, newest first. A list, no model."""
    close = [
        entry
        for entry in entries
        if isinstance(entry, Checkin)
        and entry.company in (Company.ONE, Company.FEW, Company.MANY)
        and entry.presence is Presence.YES
    ]
    return tuple(sorted(close, key=lambda checkin: checkin.at, reverse=True)[:LATEST_BEARABLE])


def nearest_states(activation: float) -> tuple[State, ...]:
    """The state a place on [-1, 1] lies close to (within an eighth), or the two it lies between, lower first."""
    inside = min(1.0, max(-1.0, activation))
    close = [state for state, place in ACTIVATION.items() if abs(place - inside) <= 0.125]  # noqa: PLR2004 - an eighth
    if close:
        return tuple(close[:1])
    return tuple(state for state, place in ACTIVATION.items() if abs(place - inside) < 0.5)  # noqa: PLR2004 - a step


def activation_of(checkin: Checkin) -> float | None:
    """Where a check-in lies on [-1, 1], the finer answer first; None off the line."""
    if checkin.state not in ACTIVATION:
        return None
    return ACTIVATION[checkin.state] if checkin.activation is None else checkin.activation / FINEST


def day_of(point: Drawn) -> date:
    """The date of a point of the history."""
    return (_FIRST_DAY + timedelta(days=point.day)).date()


def _counting(entries: Iterable[Entry]) -> list[Checkin]:
    return sorted((entry for entry in entries if _counts(entry)), key=lambda checkin: checkin.at)


def _counts(entry: Entry) -> TypeGuard[Checkin]:
    return isinstance(entry, Checkin) and entry.presence is not None and cell(entry) is not None


def _outcome(checkin: Checkin) -> Outcome:
    return Outcome.PRESENT if checkin.presence is Presence.YES else _OUTCOMES[checkin.side]


def _day_of(moment: datetime) -> float:
    return (moment - _FIRST_DAY) / _DAY


def _digest(rows: Iterable[Kept], today: int | None = None) -> bytes:
    """A name for these check-ins in this order, each at its revision, on a day."""
    ids = (row.entry.id.bytes + row.revision.to_bytes(8, "big") for row in rows)
    return blake2b(b"".join([f"{MODEL_VERSION}/{today}/".encode(), *ids]), digest_size=32).digest()


def _work_out(rows: Sequence[Kept], counting: Sequence[Checkin], today: int, memory: RangeMemory) -> Remembered:
    moments = to_moments(counting)
    reading, known = read_on(memory.known_from(rows), moments, today)
    memory.keep(rows, known)
    silent = reading.lower.edge is None and reading.upper.edge is None
    return Remembered(reading, () if silent else smooth(moments, today, points=HISTORY_POINTS))


def _seen(found: EdgeFinding) -> EdgeSeen:
    return EdgeSeen(
        edge=found.edge,
        careful=found.careful,
        silence=found.silence,
        leavings=found.leavings,
        leavings_missing=found.leavings_missing,
        near=nearest_states(found.edge.middle) if found.edge else (),
    )


def _with_gaps(drawn: Sequence[Drawn], days: Sequence[float]) -> tuple[tuple[Drawn, ...], ...]:
    """The history cut where no check-in that counts lies near. A run of one point is no line, and is left out."""
    runs: list[list[Drawn]] = [[]]
    for point in drawn:
        first_near = bisect_left(days, point.day - WIDEST_GAP_DAYS / 2)
        if first_near < len(days) and days[first_near] <= point.day + WIDEST_GAP_DAYS / 2:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return tuple(tuple(run) for run in runs if len(run) > 1)


# --- What helps me ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HelpFinding:
    """What the notes say about one practice from one starting side.

    effect: change in distance from settled beyond what would have come anyway, with its 90 % band; None as long as
    there are too few times, then only the list is shown. steps_closer is the same in steps between two states.
    turns: from which state to which, and how often, most often first. times: how often with a before and an after.
    missing: how many more times it takes. worse: how often it made it worse, from any state.
    """

    practice: str
    side: StartingSide
    effect: Effect | None
    turns: tuple[tuple[State, State, int], ...]
    times: int
    missing: int
    worse: int

    @property
    def steps_closer(self) -> tuple[float, float, float] | None:
        """Low, middle and high in steps between two neighbouring states; above zero is closer to settled."""
        if self.effect is None:
            return None
        step = ACTIVATION[State.STIRRED]
        return (-self.effect.high / step, -self.effect.mean / step, -self.effect.low / step)

    @property
    def unclear(self) -> bool:
        """Whether the band holds no change at all."""
        return self.effect is not None and self.effect.low <= 0 <= self.effect.high

    @property
    def clearly_closer(self) -> bool:
        """Whether the whole band lies on the side closer to settled."""
        return self.effect is not None and self.effect.high < 0


def find_what_helps(entries: Sequence[Entry], titles: Mapping[str, str]) -> tuple[HelpFinding, ...]:
    """One finding for each practice and starting side that has a before and an after (effects.py).

    titles: name on screen by id of practice; within a side findings stand in the order of names, and only where two
    bands do not touch does the one that went further come first. A practice without a title (erased) is left out.
    """
    times = [entry for entry in entries if isinstance(entry, PracticeTime) and entry.practice in titles]
    changes = [change for time in times if (change := _change(time)) is not None]
    effects = {(effect.practice, effect.side): effect for effect in estimate(changes, _usual(entries))}
    worse = Counter(time.practice for time in times if time.felt is Felt.WORSE)
    findings = [_help(effect, times, worse[effect.practice]) for effect in effects.values()]
    return tuple(sorted(findings, key=lambda one: (*_place(one, effects), titles[one.practice].casefold())))


def count_worse(entries: Iterable[Entry], titles: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """How often each practice made it worse, by name. Nothing is averaged away."""
    worse = Counter(
        entry.practice
        for entry in entries
        if isinstance(entry, PracticeTime) and entry.felt is Felt.WORSE and entry.practice in titles
    )
    return tuple(sorted(worse.items(), key=lambda item: titles[item[0]].casefold()))


def _change(time: PracticeTime) -> Change | None:
    if time.before not in ACTIVATION or time.after not in ACTIVATION:
        return None
    before = ACTIVATION[time.before]
    side = side_of(before)
    return None if side is None else Change(time.practice, side, before, ACTIVATION[time.after])


def _usual(entries: Iterable[Entry]) -> list[float]:
    """Activation in plain check-ins, on [-1, 1]."""
    checkins = [entry for entry in entries if isinstance(entry, Checkin)]
    return [place for checkin in checkins if (place := activation_of(checkin)) is not None]


def _help(effect: Effect, times: Iterable[PracticeTime], worse: int) -> HelpFinding:
    turns = Counter(
        (time.before, time.after)
        for time in times
        if time.practice == effect.practice and (change := _change(time)) is not None and change.side is effect.side
    )
    return HelpFinding(
        practice=effect.practice,
        side=effect.side,
        effect=effect if effect.enough else None,
        turns=tuple((before, after, count) for (before, after), count in turns.most_common() if before and after),
        times=effect.count,
        missing=max(0, ENOUGH - effect.count),
        worse=worse,
    )


def _place(finding: HelpFinding, effects: Mapping[tuple[str, StartingSide], Effect]) -> tuple[int, int, int]:
    """Keyed up first; what has a band before what has only a list; then how many went clearly further."""
    own = effects[finding.practice, finding.side]
    further = sum(1 for other in effects.values() if can_tell_apart(own, other) and other.high < own.low)
    return (list(StartingSide).index(finding.side), 0 if own.enough else 1, further)
