"""What can be seen when an alarm is looked at: what the words may contain. The rule they feed is `domain.signals`."""

from datetime import date

import msgspec

from unhurried.domain.people import Relation
from unhurried.domain.safety import DangerSign
from unhurried.domain.signals import Closer, CueMeaning, SignalGroup


class GroupWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the eleven sentences. id: a `SignalGroup`. says: as the person taps it. told: how it is said back."""

    id: str
    says: str
    told: str
    reviewed: date
    checklist: int
    second_reading: date | None = None


class DangerCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that can be seen or heard, in the person's own voice. sign: the flag that a yes raises."""

    id: str
    group: SignalGroup
    says: str
    sign: DangerSign
    reviewed: date
    checklist: int
    second_reading: date | None = None


class EchoCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that may play a part when an alarm comes. It decides nothing. family: a shelf to put it on."""

    id: str
    family: str
    says: str
    reviewed: date
    checklist: int
    second_reading: date | None = None


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same act in a caring and in a controlling form. tells_more: a fact that may tell them apart."""

    id: str
    relation: Relation
    act: str
    caring: str
    controlling: str
    tells_more: str
    reviewed: date
    checklist: int
    second_reading: date | None = None


class CloserWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to look closer. id: a `Closer`."""

    id: str
    question: str
    hint: str
    reviewed: date
    checklist: int
    second_reading: date | None = None


class SignalWords(msgspec.Struct, frozen=True):
    """Everything that is said in room signals."""

    groups: dict[str, GroupWords]
    danger: dict[str, DangerCue]
    echo: dict[str, EchoCue]
    pairs: dict[str, Pair]
    closer: dict[str, CloserWords]

    def meanings(self) -> dict[str, CueMeaning]:
        """What the danger rule has to know about each cue."""
        return {cue.id: CueMeaning(cue.group, cue.sign) for cue in self.danger.values()}

    def cues_of(self, group: SignalGroup) -> tuple[DangerCue, ...]:
        return tuple(cue for cue in self.danger.values() if cue.group is group)

    def closer_in_order(self) -> tuple[CloserWords, ...]:
        return tuple(self.closer[one.value] for one in Closer)
