"""Finding our own pages by what someone types on a bad night, offline, with a slip forgiven.

The index is made in memory, from content alone, when it is first asked for, and ends with the process. It keeps its hands
off everything a person wrote: nothing that is typed is kept, and what they wrote is looked through in `journey.search`.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

from unhurried.content.library import Library, library
from unhurried.content.search_words import Call, Calls
from unhurried.domain.signals import SignalGroup

LONGEST_TYPED = 300
MOST_WORDS = 24
"""What is typed beyond that is not looked for."""

LONGEST_READ = 20_000
"""So many characters of a longer text are looked over for words of danger."""

BETWEEN = 3
"""So many other words may stand between two that belong to one call."""

SHORTEST_FORGIVEN = 4
"""In a shorter word a slip could be any other word."""

_WEIGHTS = "6.0, 9.0, 3.0, 1.0"
"""Of the title, of what it listens for, of the line shown, and of the rest."""

_ROWS_AT_MOST = 400

_NEAR_ENOUGH = 0.3
"""What fits less than this share of the best is left out: a tired person reads few lines."""

_SECOND_COUNTS = 0.5
"""How much a second thing that a page listens for adds to the first."""

_OF_ITS_GROUP = 0.8
"""How much counts what leads to a whole group, beside what leads to one page."""

_TABLE = (
    "CREATE VIRTUAL TABLE pages USING fts5(title, listens, words, rest, tokenize = 'porter unicode61', content = '')"
)

_WORD = re.compile(r"[^\W_]+")
_INSIDE_WORDS = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}`]")


class Page(NamedTuple):
    """Something that can be found. kind, id: name it. title, words: what is shown. rest: only the index reads it.

    group: others of the same sort, for words that lead to all of them. explains_by_past: the gate may withhold it.
    """

    kind: str
    id: str
    title: str
    words: str
    rest: str = ""
    group: str = ""
    explains_by_past: bool = False

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.id}"


class _Part(NamedTuple):
    """One word of a call: whole words, or what a word begins with. Any of them will do."""

    whole: frozenset[str]
    begins: tuple[str, ...]

    def is_in(self, ways: Iterable[str]) -> bool:
        return any(way in self.whole or way.startswith(self.begins) for way in ways)


def _practices(said: Library) -> Iterator[Page]:
    for one in said.practices.values():
        rest = " ".join([*one.steps, one.eyes_open, one.no_breath, one.more])
        yield Page("practice", one.id, one.title, one.lead, rest, one.group.value)


def _shelves(said: Library) -> Iterator[Page]:
    for group in dict.fromkeys(one.group.value for one in said.practices.values()):
        words = said.sentences
        yield Page("shelf", group, words[f"shelf_{group}"].says, words[f"shelf_{group}_words"].says, group=group)


def _steps(said: Library) -> Iterator[Page]:
    for one in said.steps.values():
        yield Page("step", one.id, one.title, one.how[0], " ".join([*one.how[1:], one.smaller]), one.area.value)


def _templates(said: Library) -> Iterator[Page]:
    for one in said.step_templates.values():
        yield Page("template", one.id, one.title, one.good_for, one.says)


def _needs(said: Library) -> Iterator[Page]:
    for one in said.needs.values():
        yield Page("need", one.id, one.title, one.met, f"{one.ask_for} {one.not_met}", one.family.value)


def _groups(said: Library) -> Iterator[Page]:
    """The sentences of the page of alarms, with their cues."""
    for one in said.signals.groups.values():
        cues = said.signals.cues_of(SignalGroup(one.id))
        yield Page("group", one.id, one.says, "", " ".join(cue.says for cue in cues))


def _cards(said: Library) -> Iterator[Page]:
    for one in said.cards.values():
        rest = f"{one.on_screen} {one.more}"
        yield Page("card", one.id, one.title, one.lead, rest, one.topic.value, explains_by_past=one.explains_past)


def _phrases(said: Library) -> Iterator[Page]:
    """Words to say. The pages behind them ask about danger before they show one."""
    for one in said.phrases.values():
        fits = " ".join(someone.value for someone in one.fits)
        group = one.area.value if one.area else one.meant_for.value
        yield Page("phrase", one.id, one.limit, one.ask, f"{one.need} {fits}", group)


def _places(said: Library) -> Iterator[Page]:
    return (Page("place", one.id, one.title, one.words) for one in said.places)


KINDS: tuple[Callable[[Library], Iterable[Page]], ...] = (
    *(_places, _shelves, _practices, _steps, _templates, _phrases, _needs, _groups, _cards),
)
"""Everything that can be found. A new kind of content is one function here, and one line in `pages.finding`."""


class Index:
    """All pages of one language, ready to be asked."""

    def __init__(self, said: Library) -> None:
        self.pages = [page for kind in KINDS for page in kind(said)]
        self._calls = [(call.id, _patterns(call)) for call in said.search.calls]
        self._idle = frozenset(said.search.idle)
        self._same = {word: one.words[0] for one in said.search.same for word in one.words}
        self._leads: list[list[tuple[int, float]]] = [[(number, 1.0)] for number in range(len(self.pages))]
        self._table = self._fill(said)
        self._known = _known(self.pages, said)
        self._near = by_shorter(self._known)
        self._lock = Lock()

    def calls(self, text: str) -> tuple[Call, ...]:
        """What has to come before anything else after such words: people first."""
        words = words_of(text[:LONGEST_READ])
        forgiven = {word: self._forgiven(word) for word in words}
        ways = [forgiven[word] for word in words]
        every = list(forgiven.values())
        return tuple(
            call
            for call, patterns in self._calls
            if any(_has_parts(one, every) and _stands_in(one, ways) for one in patterns)
        )

    def find(self, typed: str) -> list[Page]:
        """The closest first, and before it what is called just so. Nothing where nothing fits.

        What a page says counts, and of what it listens for the two things that fit best: it loses nothing by listening
        for many.
        """
        asked = self._asked(_typed_words(typed))
        if not asked:
            return []
        order = (
            f"SELECT rowid, -bm25(pages, {_WEIGHTS}) AS fit FROM pages WHERE pages MATCH ? ORDER BY fit DESC LIMIT ?"  # noqa: S608 - our own weights
        )
        with self._lock:
            rows = self._table.execute(order, (" OR ".join(asked), _ROWS_AT_MOST)).fetchall()
        fits = self._fits(rows)
        least = _NEAR_ENOUGH * max(fits.values(), default=0.0)
        called = {number for number in fits if words_of(self.pages[number].title) == words_of(typed)}
        order_of = sorted(fits, key=lambda number: (number not in called, -fits[number], number))
        return [self.pages[number] for number in order_of if fits[number] >= least or number in called]

    def _fits(self, rows: Iterable[tuple[int, float]]) -> dict[int, float]:
        """How well each page fits. rows: the best first."""
        fits: dict[int, float] = {}
        heard: dict[int, int] = {}
        for row, fit in rows:
            for number, counts in self._leads[row]:
                if row >= len(self.pages):
                    heard[number] = heard.get(number, 0) + 1
                    counts *= (1.0, _SECOND_COUNTS)[heard[number] - 1] if heard[number] <= 2 else 0.0  # noqa: PLR2004, PLW2901
                fits[number] = fits.get(number, 0.0) + counts * fit
        return fits

    def telling(self, typed: str) -> list[str]:
        """The words that tell what is looked for; all of them when none does."""
        words = _typed_words(typed)
        return [word for word in words if word not in self._idle] or words

    def _asked(self, words: Sequence[str]) -> list[str]:
        """Each word that tells something, and each two in a row where they are listened for."""
        telling = [word for word in words if word not in self._idle] or words
        single = [f'"{way}"' for word in telling for way in self._said(word)]
        pairs = [
            f'{self._where(first, second)} : "{one} {next_one}"'
            for first, second in pairwise(words)
            for one in self._said(first)
            for next_one in self._said(second)
        ]
        return list(dict.fromkeys([*single, *pairs]))

    def _where(self, first: str, second: str) -> str:
        """Two idle words in a row tell something only where they are listened for."""
        return "listens" if {first, second} <= self._idle else "{title listens}"

    def _said(self, word: str) -> list[str]:
        return list(dict.fromkeys(self._same.get(way, way) for way in self._forgiven(word)))

    def _forgiven(self, word: str) -> tuple[str, ...]:
        """The word, or words we know that are one slip away from one that we do not know."""
        if word in self._known or len(word) < SHORTEST_FORGIVEN:
            return (word,)
        near = dict.fromkeys(one for short in one_letter_less(word) for one in self._near.get(short, ()))
        return tuple(one for one in near if len(one) >= SHORTEST_FORGIVEN) or (word,)

    def _fill(self, said: Library) -> sqlite3.Connection:
        """A row for each page, then one for each thing that is listened for."""
        table = sqlite3.connect(":memory:", check_same_thread=False)
        table.execute("PRAGMA temp_store = MEMORY")
        table.execute(_TABLE)
        rows = [(page.title, "", page.words, page.rest) for page in self.pages]
        for one in said.search.listens:
            leads = _leads(self.pages, one.pages)
            rows += [("", words, "", "") for words in one.to]
            self._leads += [leads] * len(one.to)
        told = ((number, *map(self._plainly, row)) for number, row in enumerate(rows))
        table.executemany("INSERT INTO pages (rowid, title, listens, words, rest) VALUES (?, ?, ?, ?, ?)", told)
        table.commit()
        return table

    def _plainly(self, text: str) -> str:
        return " ".join(self._same.get(word, word) for word in words_of(text))


@cache
def index(language: str = "en") -> Index:
    return Index(library(language))


# --- making it ----------------------------------------------------------------------------------------------


def _leads(pages: Sequence[Page], names: Iterable[str]) -> list[tuple[int, float]]:
    """The numbers of the pages that are named, and how much it counts there."""
    named = frozenset(names)
    own = {number: 1.0 for number, page in enumerate(pages) if page.name in named}
    group = {number: _OF_ITS_GROUP for number, page in enumerate(pages) if f"{page.group}:*" in named}
    return list({**group, **own}.items())


def _known(pages: Iterable[Page], said: Library) -> frozenset[str]:
    """Every word that stands somewhere, so that it is no slip."""
    texts = [text for page in pages for text in (page.title, page.words, page.rest)]
    listened = [words for one in said.search.listens for words in one.to]
    calls = [word.replace("*", "").replace("|", " ") for one in said.search.calls for word in one.says]
    same = [word for one in said.search.same for word in one.words]
    return frozenset(word for text in (*texts, *listened, *calls, *same, *said.search.idle) for word in words_of(text))


def by_shorter(known: Iterable[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for word in sorted(known):
        for short in one_letter_less(word):
            near.setdefault(short, []).append(word)
    return near


def one_letter_less(word: str) -> set[str]:
    """The word, and each way of leaving out one letter. Two words that share one are one slip apart."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


# --- words --------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Without marks on letters and inside words, since people leave them out."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _INSIDE_WORDS.sub("", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def words_of(text: str) -> list[str]:
    """The words of a text, without marks and capitals."""
    return _WORD.findall(_plain(text))


def _typed_words(typed: str) -> list[str]:
    return words_of(typed[:LONGEST_TYPED])[:MOST_WORDS]


def _patterns(call: Calls) -> list[list[_Part]]:
    return [[_part(word.split("|")) for word in one.split()] for one in call.says]


def _part(words: Sequence[str]) -> _Part:
    whole = frozenset(word for word in words if not word.endswith("*"))
    return _Part(whole, tuple(word[:-1] for word in words if word.endswith("*")))


def _has_parts(pattern: Iterable[_Part], every: Iterable[Sequence[str]]) -> bool:
    """Whether all its words are there at all, in whatever order."""
    return all(any(part.is_in(ways) for ways in every) for part in pattern)


def _stands_in(pattern: Sequence[_Part], ways: Sequence[Sequence[str]], at: int = 0) -> bool:
    """Whether its words follow each other, the first anywhere and each next one close behind."""
    if not pattern:
        return True
    within = range(at, min(len(ways), at + BETWEEN + 1)) if at else range(len(ways))
    return any(pattern[0].is_in(ways[here]) and _stands_in(pattern[1:], ways, here + 1) for here in within)
