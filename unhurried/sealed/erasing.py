"""Destroying a notebook, in an order that survives being interrupted.

First the ways in, so that nobody opens it again whatever happens next; then the rows; then the account.
What was begun is finished at the next start.
"""

from contextlib import suppress
from uuid import UUID

from django.db import OperationalError, connection, transaction

from unhurried.sealed.models import Account, InboxItem, Item, WayIn


def erase(owner: UUID) -> None:
    _destroy_ways_in(owner)
    _destroy_rows(owner)
    _destroy_account(owner)
    compact()


def finish_interrupted_erase() -> None:
    """Called at every start, before anything else is asked of the database."""
    for owner in Account.objects.filter(erasing=True).values_list("id", flat=True):
        erase(owner)
    if connection.vendor == "sqlite" and not Account.objects.exists():
        compact()  # the account may have gone just before this step


def compact() -> None:
    """Give SQLite's file back without the pages that were freed.

    Not essential: freed pages are overwritten with zeros already. So a full disk or a reader in between is let pass.
    """
    if connection.vendor != "sqlite":
        return
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("VACUUM")


def _destroy_ways_in(owner: UUID) -> None:
    with transaction.atomic(durable=True):
        Account.objects.filter(id=owner).update(erasing=True, inbox_public=b"", inbox_secret=b"")
        WayIn.objects.filter(owner_id=owner).delete()


def _destroy_rows(owner: UUID) -> None:
    with transaction.atomic(durable=True):
        Item.objects.filter(owner_id=owner).delete()
        InboxItem.objects.filter(owner_id=owner).delete()


def _destroy_account(owner: UUID) -> None:
    with transaction.atomic(durable=True):
        Account.objects.filter(id=owner).delete()
