"""Room learning: topics of cards, two sides set down beside each other, a talk gone over, a question put away.

Nothing is kept of opening a card. Nothing weighs one side against the other, and nothing here says what was so.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from unhurried.domain.base import Entry, ImpossibleEntry, check_words


class Topic(Enum):
    """What a card is about, in the order in which topics are listed."""

    PATTERNS = "patterns"
    BODY = "body"
    TRUST = "trust"
    ALARMS = "alarms"
    PEOPLE = "people"
    HEALING = "healing"
    APP = "app"


class HiddenTopic(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="hidden_topic.1"):
    """A topic the person does not want to see in the list. Showing it again erases this entry."""

    topic: Topic


AGAIN_SOON = timedelta(days=1)
"""A talk gone over again within that time: going over it may not tell more."""


class Sides(Enum):
    """What stands on the two sides of a sheet."""

    SAW_TOLD = "saw_told"
    """What the person saw, and what they were told about it."""
    KNOW_FEEL = "know_feel"
    """What they know, and what they feel."""


class TwoSides(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="two_sides.1"):
    """Own words on two sides. One may stay empty. whom: who it is about; nobody when it stayed open."""

    sides: Sides
    one: str = ""
    other: str = ""
    whom: UUID | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _some_words(one=self.one, other=self.other)


class TalkReview(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="talk_review.1"):
    """A talk gone over within a limit: facts, guesses, and what is not known. Parts may stay empty."""

    facts: str = ""
    guesses: str = ""
    not_known: str = ""
    whom: UUID | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _some_words(facts=self.facts, guesses=self.guesses, not_known=self.not_known)


class ParkedQuestion(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="parked_question.1"):
    """A question put away. back_on: the day on which Today speaks of it once; None is for good."""

    question: str
    back_on: date | None = None
    whom: UUID | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _some_words(question=self.question)


SHEETS = (TwoSides, TalkReview, ParkedQuestion)


def due_question(entries: Iterable[Entry], today: date) -> ParkedQuestion | None:
    """The question whose day has come, the one that waited longest first."""
    waiting = [one for one in entries if isinstance(one, ParkedQuestion) and one.back_on and one.back_on <= today]
    return min(waiting, key=lambda one: (one.back_on, one.at), default=None)


def went_over_lately(entries: Iterable[Entry], now: datetime) -> bool:
    """Whether a talk was gone over within the last day."""
    return any(isinstance(one, TalkReview) and now - one.written < AGAIN_SOON for one in entries)


def _some_words(**parts: str) -> None:
    for field, words in parts.items():
        check_words(field, words)
    if not any(words.strip() for words in parts.values()):
        raise ImpossibleEntry(next(iter(parts)), "is empty")
