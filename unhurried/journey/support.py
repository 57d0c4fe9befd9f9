"""Room support: noting helpers, what was asked of them, what was seen, sessions, and totals of measures.

A warning sign that is a sign of danger puts up a flag on whoever the helper is in room people, as a yes anywhere else
does. Nothing here takes a flag down, and nothing here asks the gate: reaching help is never held.
"""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from unhurried.content.support import SupportWords
from unhurried.domain.base import Entry
from unhurried.domain.notebook import Kept, Notebook
from unhurried.domain.safety import DangerSign
from unhurried.domain.support import MOST_BESIDE, Helper, HelpSession, OutsideMeasure, QuestionsToAsk
from unhurried.journey.safety import raise_flag
from unhurried.journey.stamp import Stamp


class FiveAreEnough(ValueError):
    """As many helpers as can be looked at together stand side by side already."""


# --- helpers ------------------------------------------------------------------------------------------------


def helpers(kept: Iterable[Kept]) -> list[Helper]:
    """In the order of their code names, and in no other."""
    found = [row.entry for row in kept if isinstance(row.entry, Helper)]
    return sorted(found, key=lambda helper: helper.code_name.casefold())


def add_helper(notebook: Notebook, helper: Helper) -> None:
    notebook.write(add=[helper])


def change_helper(
    notebook: Notebook, when: Stamp, seen: Kept, words: SupportWords, changes: dict[str, object]
) -> Helper:
    """StaleRevision when it was changed in between. when: with the id of the form, which is not kept.

    A sign of danger that is new, or new about this person, is flagged first: a flag that stands is never too much.
    """
    before, changed = seen.entry, msgspec.structs.replace(seen.entry, **changes)
    if not (isinstance(before, Helper) and isinstance(changed, Helper)):
        raise TypeError(type(before).__name__)
    if changed.someone is not None:
        known = dangers(before, words) if before.someone == changed.someone else ()
        for sign in dangers(changed, words):
            if sign not in known:
                raise_flag(notebook, when, sign, changed.someone)
    if changed != before:
        notebook.write(revise=[Kept(changed, seen.revision)])
    return changed


def dangers(helper: Helper, words: SupportWords) -> tuple[DangerSign, ...]:
    """The signs of danger among what was noticed, each once."""
    flags = (words.signs[one].flag for one in helper.signs if one in words.signs)
    return tuple(dict.fromkeys(flag for flag in flags if flag is not None))


def set_beside(notebook: Notebook, seen: Kept, *, beside: bool) -> None:
    """To be looked at with others, or no longer. FiveAreEnough when there are five."""
    others = [one for one in helpers(notebook.entries().kept) if one.beside and one.id != seen.entry.id]
    if beside and len(others) >= MOST_BESIDE:
        raise FiveAreEnough
    _revise(notebook, seen, {"beside": beside})


# --- questions ----------------------------------------------------------------------------------------------


def questions_to_ask(kept: Iterable[Kept]) -> Kept | None:
    return next((row for row in kept if isinstance(row.entry, QuestionsToAsk)), None)


def keep_questions(notebook: Notebook, when: Stamp, seen: int, questions: tuple[str, ...], words: str) -> None:
    """There is one list. when: with its id, if it is not there yet. seen: the revision looked at, 0 for none yet.

    StaleRevision when it was changed in between.
    """
    known = questions_to_ask(notebook.entries().kept)
    if known is None:
        notebook.write(add=[QuestionsToAsk(**when, questions=questions, words=words)])
        return
    changed = msgspec.structs.replace(known.entry, questions=questions, words=words)
    if changed != known.entry:
        notebook.write(revise=[Kept(changed, seen)])


# --- sessions -----------------------------------------------------------------------------------------------


def sessions_with(kept: Iterable[Kept], helper: UUID) -> list[HelpSession]:
    """The latest first."""
    found = [row.entry for row in kept if isinstance(row.entry, HelpSession) and row.entry.helper == helper]
    return sorted(found, key=lambda one: one.at, reverse=True)


def note_session(notebook: Notebook, session: HelpSession) -> None:
    notebook.write(add=[session])


def change_session(notebook: Notebook, seen: Kept, changes: dict[str, object]) -> None:
    """StaleRevision when it was changed in between."""
    _revise(notebook, seen, changes)


# --- measures -----------------------------------------------------------------------------------------------


def measures(kept: Iterable[Kept]) -> list[OutsideMeasure]:
    """The latest first."""
    found = [row.entry for row in kept if isinstance(row.entry, OutsideMeasure)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def note_measure(notebook: Notebook, measure: OutsideMeasure) -> None:
    notebook.write(add=[measure])


def change_measure(notebook: Notebook, seen: Kept, changes: dict[str, object]) -> None:
    """StaleRevision when it was changed in between."""
    _revise(notebook, seen, changes)


def _revise(notebook: Notebook, seen: Kept, changes: dict[str, object]) -> None:
    changed: Entry = msgspec.structs.replace(seen.entry, **changes)
    if changed != seen.entry:
        notebook.write(revise=[Kept(changed, seen.revision)])
