"""Room support: helpers someone looks at, what was asked and seen, sessions, and totals of measures taken elsewhere.

It keeps its hands off whether a helper is any good: nothing here is added up, ranked or called safe. What a total may
mean stands in content, with its source, and only where that was checked.
"""

from enum import Enum
from uuid import UUID

import msgspec

from unhurried.domain.base import Entry, ImpossibleEntry, check_range, check_words

LONGEST_HELPER_NAME = 60
LONGEST_MEASURE_NAME = 80
LONGEST_ID = 60

MOST_BESIDE = 5
"""So many helpers can be looked at side by side."""


class HelperKind(Enum):
    THERAPIST = "therapist"
    COUNSELLOR = "counsellor"
    DOCTOR = "doctor"
    ADVOCATE = "advocate"
    SOCIAL_WORKER = "social_worker"
    GROUP = "group"
    PEER = "peer"
    LINE = "line"
    FAITH = "faith"
    OTHER = "other"


class HowAnswered(Enum):
    """What became of a question. One that was not asked has no answer."""

    CLEAR = "clear"
    NOT_CLEAR = "not_clear"
    WOULD_NOT_SAY = "would_not_say"


class HelperAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """question: an id of content."""

    question: str
    said: HowAnswered


class Helper(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="helper.1"):
    """A helper, a group or a place of help, by code name. someone: who they are in room people, if they are there.

    signs: warning signs the person noticed, ids of content. beside: to be looked at side by side with others.
    """

    code_name: str
    works_as: HelperKind | None = None
    someone: UUID | None = None
    cost: str = ""
    wait: str = ""
    answers: tuple[HelperAnswer, ...] = ()
    signs: tuple[str, ...] = ()
    note: str = ""
    beside: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.code_name.strip():
            raise ImpossibleEntry("code_name", "is empty")
        check_words("code_name", self.code_name, LONGEST_HELPER_NAME)
        for field in ("cost", "wait", "note"):
            check_words(field, getattr(self, field))
        _check_ids("answers", [one.question for one in self.answers])
        _check_ids("signs", self.signs)


class QuestionsToAsk(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="questions_to_ask.1"):
    """What the person means to ask a helper. There is one list. words: questions of their own."""

    questions: tuple[str, ...] = ()
    words: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_ids("questions", self.questions)
        check_words("words", self.words)


class TooMuch(Enum):
    NO = "no"
    A_LITTLE = "a_little"
    YES = "yes"


class HelpSession(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="help_session.1"):
    """One time with a helper. helper: the id of a `Helper`. All of it may stay open, before and after."""

    helper: UUID
    wanted: str = ""
    how: str = ""
    too_much: TooMuch | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("wanted", self.wanted)
        check_words("how", self.how)


class Instrument(Enum):
    """A measure someone may have been given elsewhere. No question of any of them is kept or shown here."""

    PCL_5 = "pcl_5"
    PC_PTSD_5 = "pc_ptsd_5"
    ITQ = "itq"
    PHQ_9 = "phq_9"
    GAD_7 = "gad_7"
    WHO_5 = "who_5"
    WHO_5_RAW = "who_5_raw"
    DES_B = "des_b"
    OTHER = "other"


RANGES: dict[Instrument, tuple[int, int]] = {
    Instrument.PCL_5: (0, 80),
    Instrument.PC_PTSD_5: (0, 5),
    Instrument.ITQ: (0, 72),
    Instrument.PHQ_9: (0, 27),
    Instrument.GAD_7: (0, 21),
    Instrument.WHO_5: (0, 100),
    Instrument.WHO_5_RAW: (0, 25),
    Instrument.DES_B: (0, 32),
    Instrument.OTHER: (-1000, 1000),
}
"""The lowest and the highest total there can be."""


class OutsideMeasure(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="outside_measure.1"):
    """The total of a measure taken elsewhere, on the day it was taken. name: what another one is called."""

    which: Instrument
    total: float
    name: str = ""
    given_by: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_range("total", self.total, *RANGES[self.which])
        if self.which is not Instrument.OTHER and self.total != int(self.total):
            raise ImpossibleEntry("total", "is no whole number")
        if self.which is Instrument.OTHER and not self.name.strip():
            raise ImpossibleEntry("name", "is empty")
        check_words("name", self.name, LONGEST_MEASURE_NAME)
        check_words("given_by", self.given_by)


def _check_ids(field: str, ids: "tuple[str, ...] | list[str]") -> None:
    if len(ids) != len(set(ids)):
        raise ImpossibleEntry(field, "names one twice")
    for one in ids:
        check_words(field, one, LONGEST_ID)
