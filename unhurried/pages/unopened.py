"""What was written while the notebook was locked: a note from the lock page, or a form that came too late.

Both lie in the inbox, sealed to the notebook's public key, until the notebook is opened.
"""

from contextlib import suppress
from uuid import UUID

import msgspec
from django.http import QueryDict
from django.urls import Resolver404, resolve

from unhurried.pages import clock
from unhurried.sealed import inbox
from unhurried.sealed.keyring import NotebookKey, local_owner


class LeftWords(msgspec.Struct, frozen=True, tag="words"):
    """A note from the lock page. at: seconds since the epoch on this machine's clock."""

    words: str
    at: float


class LeftForm(msgspec.Struct, frozen=True, tag="form"):
    """A form by its address, with everything typed but secrets."""

    path: str
    fields: dict[str, list[str]]
    at: float


class Waiting(msgspec.Struct, frozen=True):
    """Something in the inbox, opened."""

    id: UUID
    what: LeftWords | LeftForm


_decoder = msgspec.msgpack.Decoder(LeftWords | LeftForm)

NEVER_LEFT = frozenset(
    {"danger_now", "danger_questions", "very_bad", "stop_signs", "look_again", "untie", "choose_country", "find"}
)
"""Addresses whose answers are about danger or help, and the box of search. They are kept nowhere unless the person ticks it, so a form of these that
comes too late is let go. Nothing opens by that: the question counts as not asked."""

NOTHING_TO_KEEP = frozenset(
    {"save_sealed", "save_plain", "restore", "restore_open", "restore_preview", "erase_days", "erase_days_preview"}
)
"""Addresses whose forms hold a choice or a day, and no words of anyone. Too late, they are asked again."""

_UNKEPT_FIELDS = frozenset({"csrfmiddlewaretoken", "id", "revision", "kept_for"})


def leave_words(owner: UUID, words: str, at: float) -> None:
    """Raises inbox.InboxFull when no more fits."""
    inbox.leave(owner, msgspec.msgpack.encode(LeftWords(words, at)))


def leave_form(typed: QueryDict, path: str, at: float, most: int = inbox.MOST_BYTES) -> None:
    """Keep a form that was sent while locked. With nothing typed in it there is nothing to keep. most: bytes."""
    owner = local_owner()
    if address_name(path) in {"", *NEVER_LEFT, *NOTHING_TO_KEEP}:
        return
    fields = typed_fields(typed)
    if owner is not None and any(value.strip() for values in fields.values() for value in values):
        inbox.leave(owner, msgspec.msgpack.encode(LeftForm(path, fields, at)), most)


def address_name(path: str) -> str:
    """What an address is called in the table of addresses; empty for one that is not there."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def typed_fields(typed: QueryDict) -> dict[str, list[str]]:
    return {
        field: [str(value) for value in values]
        for field, values in typed.lists()
        if field not in _UNKEPT_FIELDS and "passphrase" not in field and "code" not in field
    }


def waiting(owner: UUID, key: NotebookKey) -> list[Waiting]:
    """What lies in the inbox, oldest first. What nobody here wrote is passed over, and no time lies ahead."""
    found = []
    for left in inbox.read_inbox(owner, key):
        with suppress(msgspec.MsgspecError, ValueError):
            what = _decoder.decode(left.words)
            found.append(Waiting(left.id, msgspec.structs.replace(what, at=_possible(what.at))))
    return sorted(found, key=lambda one: one.what.at)


def _possible(at: float) -> float:
    return min(at, clock.now().timestamp()) if at >= 0 else 0.0  # no number at all is not above 0 either
