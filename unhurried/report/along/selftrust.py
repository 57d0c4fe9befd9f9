"""Promises to myself, and how far I believe myself, for the page to take along. No figure for the person."""

from collections import Counter

from unhurried.domain.selftrust import Became, SelfRating, outcomes, promises
from unhurried.report.along.blocks import Notes, Table, Told

LATEST = 12
"""Words on believing oneself that are listed: about three months."""


def tell_promises(notes: Notes) -> Told | None:
    """What became of them. All four answers stand beside each other; silence is not known."""
    made = promises(notes.entries)
    told = outcomes(notes.entries)
    became = Counter(told[one.id].became for one in made if one.id in told)
    rated = [one for one in reversed(notes.entries) if isinstance(one, SelfRating)][:LATEST]
    if not made and not rated:
        return None
    words = notes.words
    first = tuple(
        sentence
        for sentence, is_there in (
            (words.say("promises_count", count=len(made), **{one.value: became[one] for one in Became}), made),
            (words.say("believed_count", count=len(rated)), rated),
        )
        if is_there
    )
    return Told(
        first=first,
        sentences=first,
        tables=tuple(
            table for table, is_there in ((_became(notes, became), made), (_believed(notes, rated), rated)) if is_there
        ),
        rests_on=words.say("rests_on_promises", count=len(made) + len(rated)),
    )


def _became(notes: Notes, became: Counter[Became]) -> Table:
    words = notes.words
    rows = tuple((words.say(f"became_{one.value}"), str(became[one])) for one in Became)
    return Table(words.say("promises_table"), (words.say("head_what"), words.say("head_times")), rows)


def _believed(notes: Notes, rated: list[SelfRating]) -> Table:
    words = notes.words
    rows = tuple((words.day(one.local.date()), words.say(f"believed_{one.believed.value}")) for one in rated)
    return Table(words.say("believed_table"), (words.say("head_day"), words.say("head_believed")), rows)
