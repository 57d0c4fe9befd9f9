"""The made-up person's helpers, sessions and totals, through the same acts as anyone's.

Written so that no page of room support is empty. No flag is put up, and it says nothing about what help does.
"""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from uuid import UUID

import msgspec

from unhurried.domain.notebook import Notebook
from unhurried.domain.support import (
    Helper,
    HelperAnswer,
    HelperKind,
    HelpSession,
    HowAnswered,
    Instrument,
    OutsideMeasure,
    TooMuch,
)
from unhurried.journey import people, support
from unhurried.journey.stamp import Stamp

_FIRST_TOLD = timedelta(weeks=26)

Moment = Callable[[timedelta], Stamp]
"""The stamp of a moment so long before the year ends."""


class _Helper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    works_as: HelperKind
    signs: tuple[str, ...]
    beside: bool
    cost: str = ""
    wait: str = ""
    note: str = ""
    among_people: bool = False
    clear: tuple[str, ...] = ()
    not_clear: tuple[str, ...] = ()
    would_not_say: tuple[str, ...] = ()

    def answers(self) -> tuple[HelperAnswer, ...]:
        said = ((one, how) for how in HowAnswered for one in getattr(self, how.value))
        return tuple(HelperAnswer(one, how) for one, how in said)


class _Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weeks_ago: int
    helper: str
    wanted: str
    how: str
    too_much: TooMuch


class _Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weeks_ago: int
    which: Instrument
    total: int
    given_by: str


class HelpStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every word that is written about help in the made-up year."""

    own_question: str
    helper: tuple[_Helper, ...]
    session: tuple[_Session, ...]
    total: tuple[_Total, ...]


def read_help_story(language: str = "en") -> HelpStory:
    file = files("unhurried.content") / language / "made_up_help.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), HelpStory)


def find_help(notebook: Notebook, story: HelpStory, at: Moment) -> None:
    """Fill a year in which people are known already with helpers, questions, sessions and totals."""
    known = {one.code_name: one.id for one in people.people(notebook.entries().kept)}
    here = {one.name: _note_helper(notebook, one, known, at(_FIRST_TOLD)) for one in story.helper}
    asked = tuple(dict.fromkeys(answer.question for one in story.helper for answer in one.answers()))
    support.keep_questions(notebook, at(_FIRST_TOLD), 0, asked, story.own_question)
    for one in story.session:
        when = at(timedelta(weeks=one.weeks_ago))
        said = HelpSession(**when, helper=here[one.helper], wanted=one.wanted, how=one.how, too_much=one.too_much)
        support.note_session(notebook, said)
    for total in story.total:
        when = at(timedelta(weeks=total.weeks_ago))
        measure = OutsideMeasure(**when, which=total.which, total=total.total, given_by=total.given_by)
        support.note_measure(notebook, measure)


def _note_helper(notebook: Notebook, told: _Helper, known: dict[str, UUID], when: Stamp) -> UUID:
    helper = Helper(
        **when,
        code_name=told.name,
        works_as=told.works_as,
        someone=known.get(told.name) if told.among_people else None,
        cost=told.cost,
        wait=told.wait,
        answers=told.answers(),
        signs=told.signs,
        note=told.note,
        beside=told.beside,
    )
    support.add_helper(notebook, helper)
    return helper.id
