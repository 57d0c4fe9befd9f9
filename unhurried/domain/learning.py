"""Room learning: what the cards are about, and which of it the person does not want to see.

It keeps its hands off what was read: nothing is kept of opening a card.
"""

from enum import Enum

from unhurried.domain.base import Entry


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
