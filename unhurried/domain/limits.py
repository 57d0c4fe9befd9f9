"""Room limits: what a person will do to look after a need of theirs, in their own words, and how that was received.

A limit is about the one who says it. Whether one may be put into words for someone is for `safety` alone to say.
How one was received is kept as facts: nothing here makes anyone safe, and nothing is added up.
"""

from collections.abc import Iterable
from enum import Enum
from uuid import UUID

from unhurried.domain.base import Entry, ImpossibleEntry, check_words
from unhurried.domain.safety import Pays, Toward

LONGEST_LINE = 400
"""Letters in one line that is to be said aloud."""

LONGEST_ID = 120


class LimitArea(Enum):
    TIME = "time"
    SPACE_AND_TOUCH = "space_and_touch"
    WORDS = "words"
    DIGITAL = "digital"
    MONEY = "money"
    SEX = "sex"


class Strength(Enum):
    """How firm the words are. None is better than another."""

    SOFT = "soft"
    CLEAR = "clear"
    FINAL = "final"


class For(Enum):
    """What words are for: a limit, what helps me when something happens, or asking in place of testing."""

    LIMIT = "limit"
    WHAT_HELPS = "what_helps"
    ASKING = "asking"


class Limit(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="limit.1"):
    """Words of the person's own, in three lines: the limit, the need, the ask. Only the first can not be empty.

    whom: nobody when it is for anyone. protects: the need it looks after, an id of content or the uuid of an `OwnNeed`
    as text. begun_from: the id of the phrase it began from. covered: needs it leaves whole, by the person's own word.
    """

    limit: str
    meant_for: For = For.LIMIT
    need: str = ""
    ask: str = ""
    area: LimitArea | None = None
    strength: Strength | None = None
    whom: UUID | None = None
    protects: str = ""
    begun_from: str = ""
    pays: Pays | None = None
    covered: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.limit.strip():
            raise ImpossibleEntry("limit", "is empty")
        for field in ("limit", "need", "ask"):
            check_words(field, getattr(self, field), LONGEST_LINE)
        for name in (self.protects, self.begun_from, *self.covered):
            check_words("protects", name, LONGEST_ID)

    def toward(self, bears_on: Iterable[str] = ()) -> Toward:
        """The limit as the gate sees it. bears_on: the needs it touches."""
        whom = () if self.whom is None else (self.whom,)
        return Toward(whom, self.pays, None, frozenset(bears_on), frozenset(self.covered))


class HowReceived(Enum):
    RESPECTED = "respected"
    ASKED_KINDLY = "asked_kindly"
    NEGOTIATED = "negotiated"
    IGNORED = "ignored"
    MOCKED = "mocked"
    PUNISHED = "punished"


KINDLY = frozenset({HowReceived.RESPECTED, HowReceived.ASKED_KINDLY, HowReceived.NEGOTIATED})
"""None of these is shown about someone whom a flag reaches, and none of them opens anything."""


class Received(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="received.1"):
    """How a limit was received one time. A limit can be said more than once. happened: facts."""

    limit: UUID
    how: HowReceived
    happened: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_words("happened", self.happened)
