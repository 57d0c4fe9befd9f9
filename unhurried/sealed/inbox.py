"""Notes left while the notebook is locked: anyone may leave one, only the open notebook reads them.

Anyone who can reach the lock page or the file can put words in here. Whoever shows them says so.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from unhurried.domain.notebook import NotebookLocked
from unhurried.sealed import envelope
from unhurried.sealed.envelope import Pair
from unhurried.sealed.key import NotebookKey
from unhurried.sealed.models import Account, InboxItem

MOST_ROWS = 50
MOST_BYTES = 100_000


class InboxFull(Exception):
    """There is no room for these words: too many were left, or these are too long."""


class Left(NamedTuple):
    """Words that were left. Rows are in no order; whoever leaves words puts the time inside."""

    id: UUID
    words: bytes


def leave(owner: UUID, words: bytes, most: int = MOST_BYTES) -> None:
    """Seal to the notebook's public key. most: bytes; more may be left from an open notebook than from outside."""
    if len(words) > most:
        raise InboxFull
    with transaction.atomic(durable=True):
        account = Account.objects.select_for_update().filter(id=owner, erasing=False).first()
        if account is None:
            raise NotebookLocked
        if InboxItem.objects.filter(owner_id=owner).count() >= MOST_ROWS:
            raise InboxFull
        InboxItem.objects.create(owner=account, blob=envelope.seal_to(bytes(account.inbox_public), words))


def read_inbox(owner: UUID, key: NotebookKey) -> tuple[Left, ...]:
    """What can be read of it. A damaged row, or one nobody sealed properly, is passed over."""
    pair = _open_pair(owner, key)
    left = []
    for id_, blob in InboxItem.objects.filter(owner_id=owner).values_list("id", "blob"):
        with suppress(envelope.CannotUnseal):
            left.append(Left(id_, envelope.unseal_with(pair, bytes(blob))))
    return tuple(left)


def empty_inbox(owner: UUID, ids: Iterable[UUID]) -> None:
    with transaction.atomic(durable=True):
        InboxItem.objects.filter(owner_id=owner, id__in=list(ids)).delete()


def is_key_of(owner: UUID, key: NotebookKey) -> bool:
    """Whether this key belongs to the owner: it opens what was sealed with the account itself."""
    try:
        _open_pair(owner, key)
    except NotebookLocked:
        return False
    return True


def seal_pair_secret(owner: UUID, key: NotebookKey, pair: Pair) -> bytes:
    return envelope.seal(key.for_purpose(b"inbox"), pair.secret, _bound(owner, key))


def reseal_inbox(owner: UUID, left: Sequence[Left], public: bytes) -> None:
    """Put back words under a new pair, inside the caller's transaction. Rows nobody could read go."""
    InboxItem.objects.filter(owner_id=owner).delete()
    InboxItem.objects.bulk_create(
        InboxItem(id=id_, owner_id=owner, blob=envelope.seal_to(public, words)) for id_, words in left
    )


def _open_pair(owner: UUID, key: NotebookKey) -> Pair:
    account = Account.objects.filter(id=owner, epoch=key.epoch, erasing=False).first()
    if account is None:
        raise NotebookLocked
    try:
        secret = envelope.unseal(key.for_purpose(b"inbox"), bytes(account.inbox_secret), _bound(owner, key))
    except envelope.CannotUnseal:
        raise NotebookLocked from None
    return Pair(bytes(account.inbox_public), secret)


def _bound(owner: UUID, key: NotebookKey) -> bytes:
    return envelope.bind(owner.bytes, owner.bytes, key.epoch, 0)
