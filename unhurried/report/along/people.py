"""What hurt and what came after, for the page to take along. It tells what the person wrote, and weighs nothing."""

from collections import Counter

from unhurried.domain.people import Hurt, Owned, Since, WeeksAfter
from unhurried.report.along.blocks import Notes, Table, Told


def tell_hurts(notes: Notes) -> Told | None:
    hurts = [one for one in reversed(notes.entries) if isinstance(one, Hurt)]
    if not hurts:
        return None
    words = notes.words
    owned = Counter(one.owned for one in hurts)
    latest = {one.hurt: one.since for one in notes.entries if isinstance(one, WeeksAfter)}
    said = {"yes": owned[Owned.YES], "partly": owned[Owned.PARTLY], "no": owned[Owned.NO]}
    count = words.say("hurts_count", count=len(hurts), **said)
    stayed = sum(latest.get(one.id) is Since.STAYED_CHANGED for one in hurts)
    after = (words.say("hurts_after", count=stayed),) if stayed else ()
    rows = [(one, latest.get(one.id, Since.NOT_KNOWN)) for one in hurts]
    return Told(
        first=(count, *after),
        sentences=(count, *after),
        tables=(
            Table(
                caption=words.say("hurts_table"),
                heads=tuple(words.say(f"head_{one}") for one in ("day", "who", "owned", "after")),
                rows=tuple(
                    (
                        words.day(one.local.date()),
                        _who(notes, one),
                        words.say(f"owned_{(one.owned or Owned.NOT_KNOWN).value}"),
                        words.say(f"since_{since.value}"),
                    )
                    for one, since in rows
                ),
            ),
        ),
        own=tuple(_own(notes, one) for one in hurts),
        rests_on=words.say("rests_on_hurts", count=len(hurts)),
    )


def _who(notes: Notes, hurt: Hurt) -> str:
    return notes.names.of(hurt.someone) if hurt.someone else notes.words.say("not_said")


def _own(notes: Notes, hurt: Hurt) -> str:
    words, clean = notes.words, notes.names.in_words
    said = clean(hurt.what)
    if hurt.repair.strip():
        said = f"{said} {words.say('repair_words', words=clean(hurt.repair))}"
    return words.say("dated", day=words.day(hurt.local.date()), words=said)
