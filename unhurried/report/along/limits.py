"""My limits, and how they were received, for the page to take along. Facts and their days; nothing is weighed."""

from unhurried.domain.limits import KINDLY, Limit, Received
from unhurried.domain.safety import Gate, gate
from unhurried.report.along.blocks import Notes, Table, Told


def tell_limits(notes: Notes) -> Told | None:
    """Nothing kind is told of someone whom a flag reaches, as on every page."""
    limits = [one for one in notes.entries if isinstance(one, Limit)]
    by_id = {one.id: one for one in limits}
    received = [one for one in reversed(notes.entries) if isinstance(one, Received) and one.limit in by_id]
    if not limits:
        return None
    holds = gate(notes.entries, notes.now)
    told = [(by_id[one.limit], one) for one in received if not _is_held_back(holds, by_id[one.limit], one)]
    words, clean = notes.words, notes.names.in_words
    noted = (words.say("received_count", count=len(told)),) if told else ()
    first = (words.say("limits_count", count=len(limits)), *noted)
    table = Table(
        words.say("limits_table"),
        tuple(words.say(f"head_{one}") for one in ("day", "limit", "who", "received")),
        tuple(
            (
                words.day(one.local.date()),
                clean(limit.limit),
                notes.names.of(limit.whom) if limit.whom else words.say("not_said"),
                words.say(f"received_{one.how.value}"),
            )
            for limit, one in told
        ),
    )
    own = [
        words.say("dated", day=words.day(one.local.date()), words=clean(one.happened))
        for _, one in told
        if one.happened.strip()
    ]
    return Told(
        first=first,
        sentences=first,
        tables=(table,) if told else (),
        own=tuple(own),
        rests_on=words.say("rests_on_limits", count=len(limits)),
    )


def _is_held_back(holds: Gate, limit: Limit, received: Received) -> bool:
    return received.how in KINDLY and limit.whom is not None and bool(holds.reaches(limit.whom))
