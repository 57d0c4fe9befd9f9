"""The made-up person's sheets: one of each kind, and a question that was let go. It says nothing about any real person."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from uuid import UUID

import msgspec

from unhurried.domain.learning import ParkedQuestion, Sides, TalkReview, TwoSides
from unhurried.domain.notebook import Notebook
from unhurried.journey import learning, people
from unhurried.journey.stamp import Stamp

Moment = Callable[[timedelta], Stamp]
"""The stamp of a moment so long before the year ends."""


class _TwoSides(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    who: str
    one: str
    other: str


class _Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    who: str
    facts: str
    guesses: str
    not_known: str


class _Parked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """back_in_days: counted from the end of the year. None: it was let go."""

    question: str
    who: str = ""
    back_in_days: int | None = None


class SheetStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every word that is written on sheets in the made-up year."""

    saw_told: _TwoSides
    know_feel: _TwoSides
    review: _Review
    parked: tuple[_Parked, ...]


def read_sheet_story(language: str = "en") -> SheetStory:
    file = files("unhurried.content") / language / "made_up_sheets.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), SheetStory)


def write_sheets(notebook: Notebook, story: SheetStory, at: Moment, ending: date) -> None:
    """Fill a year in which people are known already with sheets."""
    known = {one.code_name: one.id for one in people.people(notebook.entries().kept)}
    saw, felt, talk = story.saw_told, story.know_feel, story.review
    for sheet in (
        TwoSides(**at(timedelta(weeks=23)), sides=Sides.SAW_TOLD, one=saw.one, other=saw.other, whom=known[saw.who]),
        TwoSides(
            **at(timedelta(weeks=10)), sides=Sides.KNOW_FEEL, one=felt.one, other=felt.other, whom=known[felt.who]
        ),
        TalkReview(
            **at(timedelta(weeks=5)),
            facts=talk.facts,
            guesses=talk.guesses,
            not_known=talk.not_known,
            whom=known[talk.who],
        ),
        *(_parked(one, at(timedelta(weeks=4 + number)), known, ending) for number, one in enumerate(story.parked)),
    ):
        learning.keep_sheet(notebook, sheet)


def _parked(one: _Parked, when: Stamp, known: dict[str, UUID], ending: date) -> ParkedQuestion:
    back_on = ending + timedelta(days=one.back_in_days) if one.back_in_days is not None else None
    return ParkedQuestion(**when, question=one.question, back_on=back_on, whom=known.get(one.who))
