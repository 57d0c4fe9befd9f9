"""Promises to myself, signals I heard, and how far I believe myself, for the page to take along.

No figure for the person: how often a size was kept stays on its own page, and here stands only which one has worked.
The picture of the words on believing oneself stays there too: here they are a list.
"""

from collections import Counter
from collections.abc import Sequence

from unhurried.domain.selftrust import Became, SelfRating, SignalHonoured, outcomes, promises
from unhurried.insight.selftrust import BelievedFinding, find_believed, find_promises
from unhurried.report.along.blocks import Notes, Table, Told

LATEST = 12
"""Words on believing oneself, and signals, that are listed: about three months of words."""


def tell_promises(notes: Notes) -> Told | None:
    """What became of them. All four answers stand beside each other; silence is not known."""
    made = promises(notes.entries)
    heard = [one for one in reversed(notes.entries) if isinstance(one, SignalHonoured)]
    found = find_believed(notes.entries, notes.now)
    rests_on = len(made) + len(heard) + len(found.words)
    if not rests_on:
        return None
    words, became = notes.words, _became(notes)
    counts = {one.value: became[one] for one in Became}
    promised = [words.say("promises_count", count=len(made), **counts)] if made else []
    sizes, believed = _sizes(notes), _believed(notes, found)
    signals = [words.say("heard_count", count=len(heard))] if heard else []
    tables = (
        (_became_table(notes, became), made),
        (_heard_table(notes, heard[:LATEST]), heard),
        (_believed_table(notes, found.words[:LATEST]), found.words),
    )
    return Told(
        first=(*promised, *sizes[:1], *signals, *believed[:2][-1:]),
        sentences=(*promised, *sizes, *signals, *believed),
        tables=tuple(table for table, is_there in tables if is_there),
        own=tuple(line for one in heard[:LATEST] if (line := _own(notes, one))),
        rests_on=words.say("rests_on_promises", count=rests_on),
    )


# --- promises -----------------------------------------------------------------------------------------------


def _became(notes: Notes) -> Counter[Became]:
    """Of the promises that are told of. A word on another one says nothing here."""
    told = outcomes(notes.entries)
    return Counter(told[one.id].became for one in promises(notes.entries) if one.id in told)


def _became_table(notes: Notes, became: Counter[Became]) -> Table:
    words = notes.words
    rows = tuple((words.say(f"became_{one.value}"), str(became[one])) for one in Became)
    return Table(words.say("promises_table"), (words.say("head_what"), words.say("head_times")), rows)


def _sizes(notes: Notes) -> list[str]:
    """Nothing below the minimum, and nothing where no size stands out."""
    found, say = find_promises(notes.entries, notes.now, notes.now.date()), notes.words.say
    told = [
        ("size_worked", found.suggested is not None),
        ("size_hard_week", found.suggested is not None and found.hard_week),
        ("size_smaller", found.smaller_more),
    ]
    return [say(name, size=say(f"size_{found.suggested}") if found.suggested else "") for name, holds in told if holds]


# --- signals that were heard --------------------------------------------------------------------------------


def _heard_table(notes: Notes, heard: Sequence[SignalHonoured]) -> Table:
    words = notes.words
    heads = tuple(words.say(f"head_{one}") for one in ("day", "noticed", "listened"))
    rows = tuple((words.day(one.local.date()), _noticed(notes, one), _listened(notes, one)) for one in heard)
    return Table(words.say("heard_table"), heads, rows)


def _noticed(notes: Notes, one: SignalHonoured) -> str:
    ours = notes.library.selftrust.signals.get(one.signal)
    return ours.says if ours else notes.words.say("heard_own")


def _listened(notes: Notes, one: SignalHonoured) -> str:
    return notes.words.say(f"listened_{one.listened.value}" if one.listened else "not_said")


def _own(notes: Notes, one: SignalHonoured) -> str:
    words, clean = notes.words, notes.names.in_words
    happened = words.say("happened_words", words=clean(one.happened)) if one.happened.strip() else ""
    said = " ".join(part for part in (clean(one.noticed), happened) if part)
    return words.say("dated", day=words.day(one.local.date()), words=said) if said else ""


# --- how far I believe myself -------------------------------------------------------------------------------


def _believed(notes: Notes, found: BelievedFinding) -> list[str]:
    """A line is spoken of only from its minimum on; until then there is the list."""
    if not found.words:
        return []
    say = notes.words.say
    counted = say("believed_count", count=len(found.words))
    if found.change is None:
        return [counted]
    moved = {True: "believed_up", False: "believed_down", None: "believed_not_clear"}[found.moved]
    low, high = _steps(found.change.low), _steps(found.change.high)
    return [counted, say(moved), say("believed_band", low=low, high=high)]


def _steps(change: float) -> str:
    """With the sign for minus. What rounds to none has no sign."""
    return f"{round(change, 1) + 0.0:.1f}".replace("-", "\N{MINUS SIGN}")


def _believed_table(notes: Notes, rated: Sequence[SelfRating]) -> Table:
    words = notes.words
    rows = tuple((words.day(one.local.date()), words.say(f"believed_{one.believed.value}")) for one in rated)
    return Table(words.say("believed_table"), (words.say("head_day"), words.say("head_believed")), rows)
