"""How much of each kind there is, beside the fewest that the product promises."""

from collections import Counter

from bench.table import Figure, at_least, shown
from unhurried.content.library import Library
from unhurried.content.schema import Group
from unhurried.domain.limits import For, LimitArea, Strength


def counts(said: Library) -> list[Figure]:
    groups = Counter(one.group for one in said.practices.values())
    families = Counter(one.family for one in said.needs.values())
    cues = Counter(one.group for one in said.signals.danger.values())
    phrases = Counter((one.area, one.strength) for one in said.phrases.values() if one.meant_for is For.LIMIT)
    meant = Counter(one.meant_for for one in said.phrases.values())
    topics = Counter(one.topic for one in said.cards.values())
    return [
        at_least("practices", len(said.practices), "", 28),
        *(at_least(f"practices for {group.value.replace('_', ' ')}", groups[group], "", 4) for group in Group),
        at_least("needs", len(said.needs), "", 24),
        at_least("families of needs", len(families), "", 8),
        at_least("ideas for steps", len(said.steps), "", 150),
        at_least("plain sentences for an alarm", len(said.signals.groups), "", 11),
        at_least("cues in the smallest of them", min(cues.values()), "", 5),
        at_least("phrases for limits", meant[For.LIMIT], "", 90),
        at_least("areas and strengths with a phrase", len(phrases), "", len(LimitArea) * len(Strength)),
        shown("phrases for what helps", meant[For.WHAT_HELPS], ""),
        shown("phrases for asking directly", meant[For.ASKING], ""),
        at_least("kinds of help", len(said.support.therapies), "", 11),
        shown("ways in", len(said.support.ways_in), ""),
        shown("questions to a helper", len(said.support.questions), ""),
        shown("warning signs in a helper", len(said.support.signs), ""),
        shown("ideas for promises", len(said.selftrust.promises), ""),
        at_least("cards", len(said.cards), "", 40),
        at_least("cards that are patterns", sum(one.is_pattern for one in said.cards.values()), "", 5),
        shown("cards on the smallest topic", min(topics.values()), ""),
    ]
