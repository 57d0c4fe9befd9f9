"""My reads, for the page to take along: both directions, with what was never found out beside them."""

import math

from unhurried.domain.safety import gate
from unhurried.inference.reads import Share
from unhurried.insight.charts import Spoken
from unhurried.insight.reads import ReadsFinding, find_reads, own_reading
from unhurried.report.along.blocks import Notes, Picture, Table, Told
from unhurried.report.along.drawing import Row, share_rows

_ROW_TALL = 34
_BELOW_ROWS = 30


def tell_reads(notes: Notes) -> Told | None:
    found = find_reads(notes.entries, notes.now)
    if not found.looked_back:
        return None
    words = notes.words
    sentences = tuple(
        words.say(f"reads_{name}", least=_down(share.least), most=_up(share.most)) for name, share in _shares(found)
    )
    own = own_reading(notes.entries)
    few = (words.say("reads_few", count=len(found.looked_back)),)
    return Told(
        first=sentences or few,
        sentences=sentences or few,
        pictures=_picture(notes, found),
        tables=(_table(notes, found),),
        own=(notes.names.in_words(own.words),) if own else (),
        rests_on=words.say("rests_on_alarms", count=found.alarms, hurts=_hurts(found)),
    )


def _shares(found: ReadsFinding) -> list[tuple[str, Share]]:
    """Nothing is said of cause without an alarm as long as nothing can be said of alarms: one side alone misleads."""
    both = (("cause", found.had_cause), ("missed", found.missed))
    return [(name, share) for name, share in both if share is not None and found.had_cause is not None]


def _picture(notes: Notes, found: ReadsFinding) -> tuple[Picture, ...]:
    words, shares = notes.words, _shares(found)
    if not shares:
        return ()
    rows: list[Row] = []
    for name, share in shares:
        rows.append((words.say(f"row_{name}"), share.low, share.middle, share.high))
        rows.append((words.say("row_differs"), share.least, share.middle, share.most))
    bars = [words.say(f"reads_picture_{name}", least=_down(one.least), most=_up(one.most)) for name, one in shares]
    in_words = words.say("reads_picture", bars=" ".join(bars))
    spoken = Spoken("along-reads", words.parts["reads"].title, in_words)
    tall = _ROW_TALL * len(rows) + _BELOW_ROWS
    return (Picture(share_rows(spoken, words, rows), in_words, words.say("reads_key"), tall),)


def _table(notes: Notes, found: ReadsFinding) -> Table:
    """Everything the numbers rest on. Old hurts are not told of while a flag holds everywhere."""
    words = notes.words
    speaks_of_past = not gate(notes.entries, notes.now).everywhere
    counts = [
        ("found_cause", found.cause),
        *([("found_none", found.none)] if speaks_of_past else []),
        ("found_open", found.not_known),
        ("found_missed", found.missed_times),
        ("found_rang", found.rang_times),
        ("found_not_said", found.open_times),
    ]
    return Table(
        caption=words.say("reads_table"),
        heads=(words.say("head_what"), words.say("head_times")),
        rows=tuple((words.say(name), str(count)) for name, count in counts),
    )


def _hurts(found: ReadsFinding) -> int:
    return found.missed_times + found.rang_times + found.open_times


def _down(share: float) -> int:
    """In 100, rounded outward."""
    return math.floor(100 * share + 1e-9)


def _up(share: float) -> int:
    return math.ceil(100 * share - 1e-9)
