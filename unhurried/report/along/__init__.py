"""The page to take along: what its parts are, and how one is put together from the notes.

A room adds its part in one place: a line in PARTS, with the function that tells it, and its words in content.
Only what the person ticked is told, and nothing is kept.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from unhurried.content.library import Library
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Someone
from unhurried.insight.steadying import RangeMemory
from unhurried.report.along.blocks import Notes, Page, Part, Told, Wanted
from unhurried.report.along.limits import tell_limits
from unhurried.report.along.lookback import tell_reads
from unhurried.report.along.names import Names
from unhurried.report.along.needs import tell_conditions, tell_needs
from unhurried.report.along.people import tell_hurts
from unhurried.report.along.safety import tell_flags
from unhurried.report.along.selftrust import tell_promises
from unhurried.report.along.steadying import tell_checkins, tell_practices, tell_range
from unhurried.report.along.steps import tell_steps
from unhurried.report.along.support import tell_measures

Tell = Callable[[Notes], Told | None]
"""What a part says, or None when the notes have nothing for it."""

PARTS: dict[str, Tell] = {
    "flags": tell_flags,
    "needs": tell_needs,
    "conditions": tell_conditions,
    "checkins": tell_checkins,
    "practices": tell_practices,
    "steps": tell_steps,
    "promises": tell_promises,
    "limits": tell_limits,
    "hurts": tell_hurts,
    "range": tell_range,
    "reads": tell_reads,
    "measures": tell_measures,
}
"""By the id of its words (content/en/along.toml), in the order in which parts stand on the page: danger first."""


def make_page(
    library: Library, kept: Sequence[Kept], wanted: Wanted, now: datetime, memory: RangeMemory | None = None
) -> Page:
    """The page as it was asked for. now: on the person's clock. Ids that are no part of ours are passed over."""
    words = library.along
    notes = notes_of(library, kept, now, memory, letters=wanted.letters)
    names = notes.names
    why, help_with = (" ".join(names.in_words(own).split()) for own in (wanted.why, wanted.help))
    told = {part_id: tell(notes) for part_id, tell in PARTS.items() if part_id in wanted.parts}
    return Page(
        made=words.say("made", day=words.day(now.date())),
        why=why,
        help=help_with,
        parts=tuple(
            Part(part_id, words.parts[part_id].title, one, words.parts[part_id].not_proof)
            for part_id, one in told.items()
            if one is not None
        ),
        who=tuple(_called(library, called, someone) for called, someone in names.named),
        letters=wanted.letters and bool(names.named),
        empty=tuple(words.parts[part_id].title for part_id, one in told.items() if one is None),
    )


def notes_of(
    library: Library, kept: Sequence[Kept], now: datetime, memory: RangeMemory | None = None, *, letters: bool = False
) -> Notes:
    """What parts are told from, with people under their code names or under letters."""
    entries = [row.entry for row in kept]
    people = [entry for entry in entries if isinstance(entry, Someone)]
    names = Names(people, library.along.say("someone_erased"), letters=letters)
    return Notes(kept, entries, now, library, names, memory)


def _called(library: Library, called: str, someone: Someone) -> str:
    if someone.relation is None:
        return called
    words = library.along
    return words.say("in_brackets", first=called, last=words.say(f"relation_{someone.relation.value}"))
