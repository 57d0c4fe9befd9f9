"""Room learning: which cards and claims show now, hiding a topic, keeping a sheet, and putting a question away.

Whether a card that explains an alarm by the past shows is the gate's to say, each time a page is asked for. Nothing is
worked out from the words on a sheet.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from unhurried.content.learning import Card
from unhurried.content.library import Library
from unhurried.content.schema import Claim
from unhurried.domain.base import Entry
from unhurried.domain.learning import SHEETS, HiddenTopic, ParkedQuestion, Topic
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.people import Someone
from unhurried.domain.safety import Because, Hold, gate
from unhurried.domain.signals import REACHES_HERE
from unhurried.journey.safety import ask_gate
from unhurried.journey.stamp import Stamp


class Shown(NamedTuple):
    """What may be read now. held: why cards that explain by the past are put aside; nothing when they show."""

    cards: tuple[Card, ...]
    held: tuple[Hold, ...]

    @property
    def waits_for_questions(self) -> bool:
        """Nothing else holds them than that the danger questions were never shown."""
        return [hold.because for hold in self.held] == [Because.NOT_ASKED]

    def about(self, topic: Topic) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.topic is topic)


def shown(library: Library, kept: Iterable[Kept], now: datetime) -> Shown:
    held = ask_gate(kept, now).holds_echo_cards()
    cards = tuple(card for card in library.cards.values() if not (held and card.explains_past))
    return Shown(cards, held)


def claims_shown(library: Library, seen: Shown) -> list[Claim]:
    """Every claim, without those that only stand under cards that are put aside."""
    readable = {claim for card in seen.cards for claim in card.claims}
    named = {claim for card in library.cards.values() for claim in card.claims}
    return [claim for claim in library.claims.values() if claim.id in readable or claim.id not in named]


def cards_naming(seen: Shown, claim: str) -> list[Card]:
    return [card for card in seen.cards if claim in card.claims]


def hide_topic(notebook: Notebook, when: Stamp, topic: Topic) -> None:
    if topic not in hidden_topics(notebook.entries().kept):
        notebook.write(add=[HiddenTopic(**when, topic=topic)])


def show_topic_again(notebook: Notebook, topic: Topic) -> None:
    rows = _hiding(notebook.entries().kept, topic)
    notebook.write(erase=[row.entry.id for row in rows])


def hidden_topics(kept: Iterable[Kept]) -> frozenset[Topic]:
    return frozenset(row.entry.topic for row in kept if isinstance(row.entry, HiddenTopic))


def _hiding(kept: Sequence[Kept], topic: Topic) -> list[Kept]:
    return [row for row in kept if isinstance(row.entry, HiddenTopic) and row.entry.topic is topic]


def keep_sheet(notebook: Notebook, sheet: Entry) -> None:
    """Sent twice, it is kept once."""
    notebook.write(add=[sheet])


def change_sheet(notebook: Notebook, seen: Kept, **changes: object) -> None:
    """StaleRevision when it was changed in between. The old words are destroyed."""
    changed = msgspec.structs.replace(seen.entry, **changes)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])


def put_away_until(notebook: Notebook, seen: Kept, day: date | None) -> None:
    """Another day, or None: let go, so that nothing speaks of it again. The question stays until it is erased."""
    change_sheet(notebook, seen, back_on=day)


def sheets(kept: Iterable[Kept]) -> list[Entry]:
    """The newest first."""
    return sorted((row.entry for row in kept if isinstance(row.entry, SHEETS)), key=lambda one: one.at, reverse=True)


def parked(kept: Iterable[Kept]) -> list[ParkedQuestion]:
    """Every question that was put away: those with a day first, the nearest first."""
    found = [row.entry for row in kept if isinstance(row.entry, ParkedQuestion)]
    return sorted(found, key=lambda one: (one.back_on is None, one.back_on or date.max, one.at))


def flag_reaches(kept: Sequence[Kept], whom: UUID | None, now: datetime) -> bool:
    """Whether a flag reaches here. With nobody named, a flag on anyone does."""
    holds = gate((row.entry for row in kept), now).holds_echo([whom] if whom else [])
    return any(hold.because in REACHES_HERE for hold in holds)


def someone(kept: Iterable[Kept], whom: UUID | None) -> Someone | None:
    return next((row.entry for row in kept if isinstance(row.entry, Someone) and row.entry.id == whom), None)
