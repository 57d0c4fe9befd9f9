"""Four dull tables. Whatever a person wrote, when, and of which kind, is inside the blobs.

No column holds a time, a name or a kind of entry; `tests/integration/test_sealed_schema.py` has the list of
what may lie in the clear.
"""

# ruff: noqa: DJ008  # a row is never shown to anyone

import uuid

from django.db import models


class Account(models.Model):
    """Whoever owns rows. `inbox_public` is for notes left while locked; its secret half is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    epoch = models.PositiveIntegerField()
    erasing = models.BooleanField(default=False)
    inbox_public = models.BinaryField()
    inbox_secret = models.BinaryField()

    class Meta:
        db_table = "account"


class WayIn(models.Model):
    """The notebook key, wrapped under a passphrase or a recovery code."""

    class Kind(models.IntegerChoices):
        PASSPHRASE = 1
        RECOVERY = 2

    pk = models.CompositePrimaryKey("owner_id", "kind")
    owner = models.ForeignKey(Account, models.DO_NOTHING, db_index=False)
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    salt = models.BinaryField()
    opslimit = models.PositiveIntegerField()
    memlimit = models.PositiveIntegerField()
    wrap = models.BinaryField()
    commitment = models.BinaryField()

    class Meta:
        db_table = "way_in"


class Item(models.Model):
    """One sealed entry, or the head row, whose id is the owner's. Ids are unique for each owner only:
    they come with the form, and nobody may find out which ids another person has."""

    pk = models.CompositePrimaryKey("owner_id", "id")
    owner = models.ForeignKey(Account, models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    epoch = models.PositiveIntegerField()
    revision = models.PositiveBigIntegerField()
    blob = models.BinaryField()

    class Meta:
        db_table = "item"


class InboxItem(models.Model):
    """Words left while the notebook was locked, sealed to its public key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Account, models.DO_NOTHING)
    blob = models.BinaryField()

    class Meta:
        db_table = "inbox_item"
