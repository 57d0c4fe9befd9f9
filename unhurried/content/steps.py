"""Ideas for small steps: what one may contain. None is set for anybody; a person picks it, shrinks it or leaves it.

It keeps its hands off whom a step is taken with: whether one may be planned is the domain's to say.
"""

import re
from datetime import date
from enum import Enum

import msgspec

from unhurried.domain.needs import Family
from unhurried.domain.people import Area

DEEPEST = 10
"""Depth is how much is at stake if a step goes badly: 1 is next to nothing, such as a nod."""

DEEPEST_PROPOSED = 6
"""Deeper steps are there to be found, and are never put forward."""

FEWEST_SENTENCES = 2
MOST_SENTENCES = 4


class Setting(Enum):
    """Where a step is taken."""

    PUBLIC_PLACE = "public_place"
    OPEN_PLACE = "open_place"
    BY_MESSAGE = "by_message"
    BY_PHONE = "by_phone"
    AT_WORK_OR_CLASS = "at_work_or_class"
    AT_A_PLACE_OF_HELP = "at_a_place_of_help"
    AT_HOME = "at_home"


class Talk(Enum):
    """What a step asks of the voice."""

    NONE = "none"
    WRITTEN = "written"
    SPOKEN = "spoken"
    """Spoken or signed."""


class Fit(Enum):
    """Who could fit a step."""

    PLACE = "place"
    """Nobody in particular: a place where others are."""
    STRANGER = "stranger"
    GROUP = "group"
    HELPER = "helper"
    COLLEAGUE = "colleague"
    NEIGHBOUR = "neighbour"
    FRIEND = "friend"
    FAMILY = "family"
    KIND_BEFORE = "someone_kind_from_before"
    PARTNER = "partner"


NEEDS_NOBODY = frozenset({Fit.PLACE, Fit.STRANGER, Fit.GROUP, Fit.HELPER})
"""Who can be found by someone who has nobody."""


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One idea for a small step, in our own words.

    length, minutes: how long it takes, in words and as a number. how: two to four short sentences.
    smaller: a smaller form of it. what_to_notice: one fact that can be seen afterwards. way_out: how to leave.
    another_way: for those whom the usual way shuts out. needs: the families of safety needs it bears on, be it that it
    looks after them or that it asks something of them; whether they are covered is the person's to say.
    never_proposed: there to be found, and never put forward by the app. reviewed, checklist: last review.
    """

    id: str
    title: str
    area: Area
    depth: int
    setting: Setting
    talk: Talk
    length: str
    minutes: int
    fits: tuple[Fit, ...]
    how: tuple[str, ...]
    smaller: str
    what_to_notice: str
    way_out: str
    reviewed: date
    checklist: int
    another_way: str = ""
    needs: tuple[Family, ...] = ()
    never_proposed: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.depth <= DEEPEST:
            raise ValueError(f"{self.id}: depth runs from 1 to {DEEPEST}")
        if self.depth > DEEPEST_PROPOSED and not self.never_proposed:
            raise ValueError(f"{self.id}: a step deeper than {DEEPEST_PROPOSED} is never proposed")
        if not FEWEST_SENTENCES <= len(self.how) <= MOST_SENTENCES:
            raise ValueError(f"{self.id}: how to do it is two to four sentences")
        if not (self.fits and self.way_out.strip() and self.minutes > 0):
            raise ValueError(f"{self.id}: a step says whom it fits, how long it takes and how to leave")


class Form(Enum):
    """What a template is for."""

    SHARING_A_LITTLE = "sharing_a_little"
    TIME_LIMITED = "time_limited"
    PUBLIC_PLACE = "public_place"


class Blank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One blank of a template. name: where it stands. asks: what goes there. for_example: words that would do."""

    name: str
    asks: str
    for_example: str


class StepTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with blanks that a person fills in and may say or send.

    says: the sentence, a blank as its name in braces. good_for: when it fits. first: what to look at before.
    way_out: words or ways to end it.
    """

    id: str
    title: str
    form: Form
    good_for: str
    says: str
    blanks: tuple[Blank, ...]
    first: str
    way_out: str
    reviewed: date
    checklist: int

    def __post_init__(self) -> None:
        if sorted(re.findall(r"{(\w+)}", self.says)) != sorted(blank.name for blank in self.blanks):
            raise ValueError(f"{self.id}: every blank stands once in the sentence, and once in the list")
