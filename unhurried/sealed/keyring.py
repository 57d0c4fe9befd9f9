"""Making, opening, changing and re-sealing a notebook. The passphrase is asked, used and let go in here.

Nothing that is stored tells a right passphrase from a wrong one but the wrapped key itself.
"""

import secrets
from contextlib import suppress
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.db import OperationalError, transaction

from unhurried.domain.notebook import NotebookLocked
from unhurried.sealed import envelope, inbox, notebook, slowly
from unhurried.sealed.envelope import Cost, CostRefused, Pair, Wrap
from unhurried.sealed.erasing import compact, finish_interrupted_erase
from unhurried.sealed.key import NotebookKey
from unhurried.sealed.models import Account, WayIn
from unhurried.sealed.passphrase import (
    NotACode,
    PassphraseRefused,
    PassphraseTooCommon,
    PassphraseTooLong,
    PassphraseTooShort,
    check_passphrase,
    make_code,
    make_passphrase,
    read_code,
    show_code,
)

__all__ = [
    "HOSTED_COST",
    "LOCAL_COST",
    "TRIAL_COST",
    "CannotOpen",
    "Cost",
    "CostRefused",
    "Created",
    "NotebookExists",
    "NotebookKey",
    "PassphraseRefused",
    "PassphraseTooCommon",
    "PassphraseTooLong",
    "PassphraseTooShort",
    "change_passphrase",
    "check_passphrase",
    "create_notebook",
    "finish_interrupted_erase",
    "forget_code",
    "local_owner",
    "make_passphrase",
    "reseal",
    "unlock",
    "unlock_with_code",
]

LOCAL_COST = Cost(opslimit=3, memlimit=256 << 20)
HOSTED_COST = Cost(opslimit=3, memlimit=64 << 20)
TRIAL_COST = Cost(opslimit=1, memlimit=8 << 10)
"""The least libsodium takes. For tests and the made-up year only; refused anywhere else."""


class CannotOpen(Exception):
    """Wrong passphrase or code, a damaged notebook, or nobody of that name: which of these is not told."""


class NotebookExists(Exception):
    """There is a notebook here already."""


class Created(NamedTuple):
    owner: UUID
    key: NotebookKey
    recovery_code: str | None


def local_owner() -> UUID | None:
    """The only account, or None before there is one."""
    return Account.objects.filter(erasing=False).values_list("id", flat=True).first()


def create_notebook(passphrase: str, *, recovery: bool, cost: Cost, only: bool = True) -> Created:
    """only: refuse when there is one already (a notebook of one's own, and a form that was sent twice)."""
    check_passphrase(passphrase)
    _check_new_cost(cost)
    owner, key, pair = uuid4(), NotebookKey(1, secrets.token_bytes(envelope.KEY_BYTES)), envelope.make_pair()
    ways, code = _make_ways(owner, key, passphrase, recovery=recovery, cost=cost)
    with transaction.atomic(durable=True):
        if only and Account.objects.exists():
            raise NotebookExists
        Account.objects.create(id=owner, **_account_columns(owner, key, pair))
        WayIn.objects.bulk_create(ways)
        notebook.begin(owner, key)
    return Created(owner, key, code)


def unlock(owner: UUID, passphrase: str, cost: Cost) -> NotebookKey:
    """The notebook key. `cost` is today's; a wrap that was made more cheaply is made anew with it."""
    way = _find_way(owner, WayIn.Kind.PASSPHRASE)
    stored = _stored_cost(way) or cost  # as slow when there is nothing to open
    root = _derive(passphrase, _stored_salt(way), stored)
    key = _unwrap(way, root)
    if stored.opslimit < cost.opslimit or stored.memlimit < cost.memlimit:
        with suppress(OperationalError):  # a full disk is no reason to stay locked
            _make_dearer(owner, key, passphrase, Cost(*map(max, stored, cost)))
    return key


def unlock_with_code(owner: UUID, code: str) -> NotebookKey:
    way = _find_way(owner, WayIn.Kind.RECOVERY)
    try:
        root = _code_root(read_code(code), _stored_salt(way))
    except NotACode:
        raise CannotOpen from None
    return _unwrap(way, root)


def change_passphrase(owner: UUID, key: NotebookKey, new: str, *, recovery: bool, cost: Cost) -> str | None:
    """Wrap the same key anew. Every old way in stops working; the entries stay as they are. A new code, if asked."""
    check_passphrase(new)
    _check_new_cost(cost)
    ways, code = _make_ways(owner, key, new, recovery=recovery, cost=cost)
    with transaction.atomic(durable=True):
        _hold(owner, key)
        _replace_ways(owner, ways)
    return code


def forget_code(owner: UUID, key: NotebookKey) -> None:
    """Destroy the recovery code's way in. SQLite writes over what it deletes; the passphrase goes on opening."""
    with transaction.atomic(durable=True):
        _hold(owner, key)
        WayIn.objects.filter(owner_id=owner, kind=WayIn.Kind.RECOVERY).delete()


def reseal(owner: UUID, key: NotebookKey, new: str, *, recovery: bool, cost: Cost) -> Created:
    """For when someone may have seen the passphrase: a new key, and every row sealed with it.

    Copies that were taken before stay readable with the old passphrase. Rows nobody can read any more go, and
    are counted as missing from then on.
    """
    check_passphrase(new)
    _check_new_cost(cost)
    fresh, pair = NotebookKey(key.epoch + 1, secrets.token_bytes(envelope.KEY_BYTES)), envelope.make_pair()
    ways, code = _make_ways(owner, fresh, new, recovery=recovery, cost=cost)
    with transaction.atomic(durable=True):
        _hold(owner, key)
        left = inbox.read_inbox(owner, key)
        notebook.reseal_rows(owner, key, fresh)
        inbox.reseal_inbox(owner, left, pair.public)
        Account.objects.filter(id=owner).update(**_account_columns(owner, fresh, pair))
        _replace_ways(owner, ways)
    compact()
    return Created(owner, fresh, code)


def _check_new_cost(cost: Cost) -> None:
    envelope.check_cost(cost)
    if envelope.is_cheap(cost) and not (settings.TRIAL or settings.DEMO):
        raise CostRefused("too cheap for a notebook that anyone keeps")


def _make_ways(
    owner: UUID, key: NotebookKey, passphrase: str, *, recovery: bool, cost: Cost
) -> tuple[list[WayIn], str | None]:
    ways = [_passphrase_way(owner, key, passphrase, cost)]
    if not recovery:
        return ways, None
    code, salt, kind = make_code(), secrets.token_bytes(envelope.SALT_BYTES), WayIn.Kind.RECOVERY
    no_cost = Cost(0, 0)  # 160 random bits need no slow derivation
    ways.append(_way(owner, kind, salt, no_cost, _wrap(owner, kind, _code_root(code, salt), key)))
    return ways, show_code(code)


def _passphrase_way(owner: UUID, key: NotebookKey, passphrase: str, cost: Cost) -> WayIn:
    salt, kind = secrets.token_bytes(envelope.SALT_BYTES), WayIn.Kind.PASSPHRASE
    return _way(owner, kind, salt, cost, _wrap(owner, kind, _derive(passphrase, salt, cost), key))


def _wrap(owner: UUID, kind: WayIn.Kind, root: bytes, key: NotebookKey) -> Wrap:
    return envelope.wrap(root, key.to_bytes(), _bound(owner, kind))


def _way(owner: UUID, kind: WayIn.Kind, salt: bytes, cost: Cost, wrapped: Wrap) -> WayIn:
    return WayIn(
        owner_id=owner,
        kind=kind,
        salt=salt,
        opslimit=cost.opslimit,
        memlimit=cost.memlimit,
        wrap=wrapped.blob,
        commitment=wrapped.commitment,
    )


def _find_way(owner: UUID, kind: WayIn.Kind) -> WayIn | None:
    """The way in, or None when there is none or its numbers are none that we would have written."""
    way = WayIn.objects.filter(owner_id=owner, kind=kind, owner__erasing=False).first()
    if way is None or len(bytes(way.salt)) != envelope.SALT_BYTES:
        return None
    with suppress(CostRefused):
        if kind == WayIn.Kind.PASSPHRASE:
            envelope.check_cost(Cost(way.opslimit, way.memlimit))
        return way
    return None


def _stored_cost(way: WayIn | None) -> Cost | None:
    return Cost(way.opslimit, way.memlimit) if way else None


def _stored_salt(way: WayIn | None) -> bytes:
    return bytes(way.salt) if way else bytes(envelope.SALT_BYTES)


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    return slowly.derive(passphrase, salt, cost)


def _code_root(code: bytes, salt: bytes) -> bytes:
    return envelope.hkdf(code, b"recovery", salt)


def _unwrap(way: WayIn | None, root: bytes) -> NotebookKey:
    if way is None:
        raise CannotOpen
    wrapped = Wrap(bytes(way.wrap), bytes(way.commitment))
    try:
        return NotebookKey.from_bytes(envelope.unwrap(root, wrapped, _bound(way.owner_id, way.kind)))
    except (envelope.CannotUnseal, ValueError):
        raise CannotOpen from None


def _make_dearer(owner: UUID, key: NotebookKey, passphrase: str, cost: Cost) -> None:
    way = _passphrase_way(owner, key, passphrase, cost)
    with transaction.atomic(durable=True):
        _hold(owner, key)
        WayIn.objects.filter(owner_id=owner, kind=way.kind).delete()
        way.save(force_insert=True)


def _replace_ways(owner: UUID, ways: list[WayIn]) -> None:
    WayIn.objects.filter(owner_id=owner).delete()
    WayIn.objects.bulk_create(ways)


def _hold(owner: UUID, key: NotebookKey) -> None:
    """Nobody else changes this account until the transaction ends; the key has to be its own and of today."""
    Account.objects.select_for_update().filter(id=owner).first()
    if not inbox.is_key_of(owner, key):
        raise NotebookLocked


def _account_columns(owner: UUID, key: NotebookKey, pair: Pair) -> "dict[str, int | bytes]":
    sealed = inbox.seal_pair_secret(owner, key, pair)
    return {"epoch": key.epoch, "inbox_public": pair.public, "inbox_secret": sealed}


def _bound(owner: UUID, kind: int) -> bytes:
    """A wrap belongs to its owner and its way in; the epoch is inside, beside the key."""
    return envelope.bind(owner.bytes, kind.to_bytes(16, "big"), 0, 0)
