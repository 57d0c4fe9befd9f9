"""How much of each kind there is, beside the fewest that the product promises."""

from collections import Counter

from bench.table import Figure, at_least, shown
from unhurried.content.library import Library
from unhurried.content.schema import Group


def counts(said: Library) -> list[Figure]:
    groups = Counter(one.group for one in said.practices.values())
    families = Counter(one.family for one in said.needs.values())
    cues = Counter(one.group for one in said.signals.danger.values())
    topics = Counter(one.topic for one in said.cards.values())
    return [
        at_least("practices", len(said.practices), "", 28),
        *(at_least(f"practices for {group.value.replace('_', ' ')}", groups[group], "", 4) for group in Group),
        at_least("needs", len(said.needs), "", 24),
        at_least("families of needs", len(families), "", 8),
        at_least("ideas for steps", len(said.steps), "", 150),
        at_least("plain sentences for an alarm", len(said.signals.groups), "", 11),
        at_least("cues in the smallest of them", min(cues.values()), "", 5),
        at_least("cards", len(said.cards), "", 40),
        at_least("cards that are patterns", sum(one.is_pattern for one in said.cards.values()), "", 5),
        shown("cards on the smallest topic", min(topics.values()), ""),
    ]
