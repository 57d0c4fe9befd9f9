"""The made-up person's promises to themselves, signals, and who they are now, through the same acts as anyone's.

Written so that every page of room selftrust has something to show. It says nothing about how often anyone keeps a word.
"""

import tomllib
from datetime import timedelta
from importlib.resources import files
from typing import NamedTuple

import msgspec

from unhurried.cohort.noticing import Moment
from unhurried.content.library import Library
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.selftrust import Became, Believed, Listened, Returned, StoppedDoing
from unhurried.journey import selftrust
from unhurried.journey.stamp import Stamp, beside, stamp


class _Heard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signal: str = ""
    noticed: str = ""
    listened: Listened | None = None
    happened: str = ""


class SelfStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of the made-up person."""

    own_if: str
    own_then: str
    own_note: str
    likes: tuple[str, ...]
    own_value: str
    stopped: tuple[str, ...]
    own_return: str
    return_note: str
    believed_note: str
    heard: tuple[_Heard, ...]


class _Made(NamedTuple):
    """Days before the end, an idea, and what became of it; None for no word on it."""

    days_ago: int
    idea: str
    became: Became | None


_KEPT, _LET_GO, _FORGOT = Became.KEPT, Became.LET_GO, Became.FORGOT

_PROMISES = (
    _Made(250, "first-sip", _KEPT),
    _Made(243, "feet-on-firm", _KEPT),
    _Made(236, "mend-one-thing", _LET_GO),
    _Made(229, "look-far", None),
    _Made(205, "best-cup", _KEPT),
    _Made(190, "half-speed", _KEPT),
    _Made(176, "one-drawer", _FORGOT),
    _Made(150, "drink-first", _KEPT),
    _Made(129, "that-happens", _KEPT),
    _Made(120, "wait-a-minute", _KEPT),
    _Made(104, "no-wonder", _KEPT),
    _Made(97, "see-the-sky", _KEPT),
    _Made(83, "listen-a-while", _KEPT),
    _Made(76, "count-to-ten", _KEPT),
    _Made(62, "cross-one-out", _LET_GO),
    _Made(55, "my-own-name", _KEPT),
    _Made(41, "morning-air", _KEPT),
    _Made(34, "half-an-hour-empty", None),
    _Made(27, "soft-thing", _KEPT),
    _Made(20, "which-way", _KEPT),
)

_BELIEVED = (
    (171, Believed.HARDLY),
    (163, Believed.HARDLY),
    (154, Believed.A_LITTLE),
    (140, Believed.HARDLY),
    (126, Believed.A_LITTLE),
    (112, Believed.A_LITTLE),
    (98, Believed.HARDLY),
    (84, Believed.A_LITTLE),
    (70, Believed.SOMEWHAT),
    (61, Believed.A_LITTLE),
    (52, Believed.SOMEWHAT),
    (43, Believed.A_LITTLE),
    (30, Believed.SOMEWHAT),
    (21, Believed.SOMEWHAT),
    (13, Believed.SOMEWHAT),
)

_HEARD_DAYS_AGO = (180, 133, 88, 46, 12)
_NOTHING_DAYS_AGO = (112, 48)


def read_self_story(language: str = "en") -> SelfStory:
    file = files("unhurried.content") / language / "made_up_selftrust.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), SelfStory)


def keep_faith(notebook: Notebook, story: SelfStory, at: Moment, library: Library) -> None:
    for made in _PROMISES:
        _promise(notebook, made, at, library)
    _change_one(notebook, story, at)
    for days_ago in _NOTHING_DAYS_AGO:
        when = at(timedelta(days=days_ago))
        selftrust.say_nothing_today(notebook, when, when["at"].date())
    for days_ago, heard in zip(_HEARD_DAYS_AGO, story.heard, strict=True):
        selftrust.note_signal(notebook, at(timedelta(days=days_ago)), **msgspec.structs.asdict(heard))
    for days_ago, believed in _BELIEVED:
        note = story.believed_note if days_ago == _BELIEVED[-1][0] else ""
        selftrust.rate_self(notebook, at(timedelta(days=days_ago)), believed, note)
    _be(notebook, story, at)


def _promise(notebook: Notebook, made: _Made, at: Moment, library: Library) -> None:
    when, idea = at(timedelta(days=made.days_ago)), library.selftrust.promises[made.idea]
    today = when["at"].date()
    words = selftrust.Made(idea.if_words, idea.then_words, idea.size, today, idea.area, idea.id)
    promise = selftrust.make_promise(notebook, when, today, words)
    if made.became:
        selftrust.answer_promise(notebook, _later(when, timedelta(hours=9)), promise, made.became)


def _change_one(notebook: Notebook, story: SelfStory, at: Moment) -> None:
    """One that was too large, changed for a smaller one; and one that stands today."""
    when = at(timedelta(days=9))
    today = when["at"].date()
    large = selftrust.Made(story.own_if, story.own_then, 4, today)
    first = selftrust.make_promise(notebook, when, today, large)
    smaller = large._replace(size=2, due=today + timedelta(days=1))
    changed = selftrust.change_promise(notebook, _later(when, timedelta(hours=2)), today, first, smaller)
    selftrust.answer_promise(notebook, _later(when, timedelta(days=2)), changed, Became.KEPT, story.own_note)
    standing = at(timedelta(days=1))
    day = standing["at"].date()
    due = day + timedelta(days=1)
    selftrust.make_promise(notebook, standing, day, large._replace(size=1, due=due, then_words=story.own_then))


def _be(notebook: Notebook, story: SelfStory, at: Moment) -> None:
    when = at(timedelta(days=71))
    selftrust.choose_values(notebook, when, ["quiet", "humour", "fairness"])
    selftrust.write_value(notebook, beside(when, "own"), story.own_value)
    for number, words in enumerate(story.likes):
        selftrust.write_like(notebook, at(timedelta(days=70 - 9 * number)), words)
    for number, words in enumerate(story.stopped):
        selftrust.write_stopped(notebook, at(timedelta(days=69 - 9 * number)), words)
    swimming = next(one for one in _kept(notebook) if isinstance(one.entry, StoppedDoing))
    begun = at(timedelta(days=40))
    selftrust.begin_return(notebook, begun, "", story.own_return, swimming.entry.id)
    seen = next(one for one in _kept(notebook) if one.entry.id == begun["id"])
    selftrust.tell_return(notebook, seen, Returned.STILL_MINE, story.return_note)
    selftrust.begin_return(notebook, at(timedelta(days=5)), "three-words", "", swimming.entry.id)


def _kept(notebook: Notebook) -> tuple[Kept, ...]:
    return notebook.entries().kept


def _later(when: Stamp, after: timedelta) -> Stamp:
    """Some time after. The year is made up, so its ids may follow from each other."""
    return beside(stamp(when["id"], when["at"] + after, when["offset_minutes"]), f"later {after}")
