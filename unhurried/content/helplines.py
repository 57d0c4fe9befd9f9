"""Lines where someone trained answers: what may stand in helplines.toml, and when a line is too old to show.

Nothing here was rung. A field that no source spoke of stays empty, which means: not known.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

import msgspec

RECHECK_AFTER = timedelta(days=180)
HIDE_AFTER = timedelta(days=365)

DAY_AND_NIGHT = "Day and night."
"""How the hours of a line that is always open are written, so that it can be told from the others."""


class For(Enum):
    """What a line is for, as its source says."""

    HOME = "home"
    """Violence, fear or control by a partner or someone in the family."""
    SEXUAL = "sexual"
    CRISIS = "crisis"
    """Thoughts of suicide, or a time when it is hard to go on."""
    EMOTIONAL = "emotional"
    """Someone to talk to about anything."""
    CRIME = "crime"
    STALKING = "stalking"
    FORCED_MARRIAGE = "forced_marriage"
    ELDER = "elder"
    """Harm to an older person."""
    ONLINE = "online"
    """Harm done with pictures, accounts or phones."""
    OWN_BEHAVIOUR = "own_behaviour"
    """Someone who fears that they hurt others."""
    TRAFFICKING = "trafficking"


class Serves(Enum):
    """Who a line says it is for. None given: its source did not say."""

    ANYONE = "anyone"
    WOMEN = "women"
    MEN = "men"
    LGBTQ = "lgbtq"
    DEAF = "deaf"
    DISABLED = "disabled"
    OLDER = "older"
    UNDER_18 = "under_18"
    """Children. They may not use this app; the line is told so that someone can pass it on."""
    YOUNG = "young"
    """Teenagers and young grown-ups."""
    MINORITY = "minority"
    """Migrants, refugees, and people of one culture, people or faith."""
    WORRIED = "worried"
    """Friends, family and others who are worried about someone."""


class Reach(Enum):
    """How a line is reached."""

    CALL = "call"
    TEXT = "text"
    WHATSAPP = "whatsapp"
    CHAT = "chat"
    """Typing, on a page of the line. `at` is the address of that page, shown and never opened."""
    RELAY = "relay"
    """A text phone or a relay service, for people who hear or speak little."""
    SIGN = "sign"
    """A video call in sign language."""


REGION = re.compile(r"[A-Z]{2}")
DIALLED = frozenset("+*#0123456789")

NUMBERED = frozenset({Reach.CALL, Reach.TEXT, Reach.WHATSAPP, Reach.RELAY})


class Cost(Enum):
    FREE = "free"
    COSTS = "costs"
    """What any call or text to such a number costs, or more."""
    NOT_KNOWN = "not_known"


class Bill(Enum):
    """Whether a call or a text shows on the bill."""

    DOES_NOT = "does_not"
    """The source says so. It may still show in the call log of the phone."""
    MAY = "may"
    NOT_KNOWN = "not_known"


class Kind(Enum):
    """Who says what was read."""

    OWN = "own"
    """The organisation that answers."""
    GOVERNMENT = "government"
    """A public authority, a court, a police force, a body of the United Nations or the European Union."""
    OTHERS = "others"
    """A list, a paper, a school or a charity that tells of the line."""


class Read(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page that was read. copy_dated: what the copy says about its own age, when it says something."""

    what: str
    where: str
    kind: Kind
    copy_dated: str = ""

    def __post_init__(self) -> None:
        if not (self.what.strip() and self.where.strip()):
            raise ValueError("a source says what was read, and where")


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to reach a line. at: a number as people write it in that country, or the address of a chat.

    send: the word to begin a text with. hours: in words, for this way. reason: why a number stands here that
    libphonenumber does not list for the region.
    """

    reach: Reach
    at: str
    send: str = ""
    hours: str = ""
    cost: Cost = Cost.NOT_KNOWN
    bill: Bill = Bill.NOT_KNOWN
    reason: str = ""

    def __post_init__(self) -> None:
        if self.reach in NUMBERED and not any(char.isdecimal() for char in self.at):
            raise ValueError(f"{self.at!r} has no digit to dial")
        if not self.at.strip():
            raise ValueError("a way to reach a line has a number or an address")
        if self.send and self.reach not in {Reach.TEXT, Reach.WHATSAPP}:
            raise ValueError(f"{self.at}: a word can only be sent in a text")
        if self.bill is Bill.DOES_NOT and self.reach not in NUMBERED:
            raise ValueError(f"{self.at}: only calls and texts stand on a bill")

    @property
    def day_and_night(self) -> bool:
        return self.hours == DAY_AND_NIGHT


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line in one country or territory.

    region: ISO 3166-1 alpha-2, or XK for Kosovo. name: what it calls itself. says: what it is for, in our own words.
    languages: as their English names. interpreter: it brings one in for other languages. relay: it can be reached
    through a relay service. without_police: True when its source says that nobody is pushed to the police, False when
    the police answer, or may be told against the caller's wish. note: what else helps to know. checked_on: the day the
    copies were read; nobody rang. second_reading: the day someone else read them again, and trusted nothing; None: nobody
    did.
    """

    id: str
    region: str
    name: str
    what_for: tuple[For, ...]
    says: str
    ways: tuple[Way, ...]
    sources: tuple[Read, ...]
    checked_on: date
    second_reading: date | None = None
    serves: tuple[Serves, ...] = ()
    languages: tuple[str, ...] = ()
    interpreter: bool | None = None
    relay: bool | None = None
    without_police: bool | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for field in (self.ways, self.sources, self.what_for, self.name.strip(), self.says.strip()):
            if not field:
                raise ValueError(f"{self.id}: a line has a name, what it is for, a way to reach it, and a source")
        if not REGION.fullmatch(self.region):
            raise ValueError(f"{self.id}: a region is two capital letters")
        if Serves.ANYONE in self.serves and self.serves != (Serves.ANYONE,):
            raise ValueError(f"{self.id}: who serves anyone serves nobody apart")
        if self.second_reading is not None and self.second_reading < self.checked_on:
            raise ValueError(f"{self.id}: a second reading comes after the first")

    @property
    def only_on_lists(self) -> bool:
        """Nobody who answers for the line was read, only others who tell of it."""
        return all(read.kind is Kind.OTHERS for read in self.sources)


class Directory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list that others keep, for countries we found no line in. address: shown as text, never opened."""

    id: str
    name: str
    says: str
    address: str
    sources: tuple[Read, ...]
    checked_on: date


class Age(Enum):
    """How old the reading of a line is."""

    FRESH = "fresh"
    NOT_RECHECKED = "not_rechecked"
    """Shown, and said."""
    HIDDEN = "hidden"


def stale(line: Line, today: date) -> Age:
    """Nobody looked at a line for 180 days: it says so. For 365 days: it is hidden."""
    unseen = today - line.checked_on
    if unseen >= HIDE_AFTER:
        return Age.HIDDEN
    return Age.NOT_RECHECKED if unseen >= RECHECK_AFTER else Age.FRESH


def lines_in(region: str, lines: Iterable[Line], today: date) -> tuple[Line, ...]:
    """The lines of one country that may still be shown, in the order of the file."""
    return tuple(line for line in lines if line.region == region and stale(line, today) is not Age.HIDDEN)


def dialled(number: str) -> str:
    """A number as it is dialled: its digits, with the plus, the star or the hash before them.

    In a tel: address the hash is written %23, or the phone drops what follows it.
    """
    return "".join(char for char in number if char in DIALLED)
