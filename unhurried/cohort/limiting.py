"""What the made-up person said as limits, and how it was received, through the same acts as anyone's, gate and all.

With nobody of whom a flag speaks, and no word of a punishment: it raises no flag. It says nothing about real people.
"""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files

import msgspec

from unhurried.content.library import Library
from unhurried.domain.limits import HowReceived, Limit
from unhurried.domain.notebook import Notebook
from unhurried.domain.safety import Pays
from unhurried.journey import limits, people
from unhurried.journey.stamp import Stamp

Moment = Callable[[timedelta], Stamp]
"""The stamp of a moment so long before the year ends."""


class _Received(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weeks_ago: int
    how: HowReceived
    happened: str


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """phrase: which one it began from. who: a code name, or nobody."""

    phrase: str
    who: str
    weeks_ago: int
    received: tuple[_Received, ...]


class LimitStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every word that is written about limits in the made-up year."""

    said: tuple[_Said, ...]


def read_limit_story(language: str = "en") -> LimitStory:
    file = files("unhurried.content") / language / "made_up_limits.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), LimitStory)


def say_limits(notebook: Notebook, library: Library, at: Moment) -> None:
    """Fill a year in which people and needs are known already."""
    known = {one.code_name: one.id for one in people.people(notebook.entries().kept)}
    for said in read_limit_story().said:
        phrase, when = library.phrases[said.phrase], at(timedelta(weeks=said.weeks_ago))
        entries = [row.entry for row in notebook.entries().kept]
        limit = Limit(
            **when,
            limit=phrase.limit,
            meant_for=phrase.meant_for,
            need=phrase.need,
            ask=phrase.ask,
            area=phrase.area,
            strength=phrase.strength,
            whom=known.get(said.who),
            protects=phrase.protects[0],
            begun_from=phrase.id,
            pays=Pays.NO,
            covered=tuple(sorted(limits.touched(library, entries, phrase.meant_for, phrase.area))),
        )
        limits.keep_limit(notebook, library, limit)
        for one in said.received:
            limits.record_received(notebook, at(timedelta(weeks=one.weeks_ago)), limit.id, one.how, one.happened)
