"""Destroying a notebook, in an order that survives being interrupted.

First the ways in, so that nobody opens it again whatever happens next; then the rows; then the account.
What was begun is finished at the next start, and so is the shortening of SQLite's file after any erasing.
"""

from contextlib import suppress
from pathlib import Path
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
    if connection.vendor == "sqlite" and (not Account.objects.exists() or _has_a_tail()):
        compact()  # the account, or an entry, may have gone just before this step


def compact() -> None:
    """Give SQLite's file back without the pages that were freed.

    Not essential: freed pages are overwritten with zeros already. So a full disk or a reader in between is let pass.
    """
    if connection.vendor != "sqlite":
        return
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("VACUUM")


def _has_a_tail() -> bool:
    """Whether the file goes on behind the end of the database.

    SQLite cuts it shorter only after a commit, so a kill in between leaves pages that nothing overwrites any more.
    """
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        size = cursor.execute("PRAGMA page_size").fetchone()[0]
    file = Path(connection.settings_dict["NAME"])
    return file.is_file() and file.stat().st_size > pages * size


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
