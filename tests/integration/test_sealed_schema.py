"""What may lie in the clear: this list, and nothing else."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from tests.people import make_checkin
from unhurried.sealed import inbox
from unhurried.sealed.models import Account, Item, WayIn

IN_THE_CLEAR = {
    "account": {"id", "epoch", "erasing", "inbox_public"},
    "way_in": {"owner_id", "kind", "salt", "opslimit", "memlimit"},
    "item": {"owner_id", "id", "epoch", "revision"},
    "inbox_item": {"id", "owner_id"},
}
SEALED = {
    "account": {"inbox_secret"},
    "way_in": {"wrap", "commitment"},
    "item": {"blob"},
    "inbox_item": {"blob"},
}


def columns() -> dict[str, set[str]]:
    return {
        model._meta.db_table: {field.column for field in model._meta.get_fields() if getattr(field, "column", None)}
        for model in apps.get_models()
    }


def test_every_column_is_on_the_list():
    assert {table: IN_THE_CLEAR[table] | SEALED[table] for table in IN_THE_CLEAR} == columns()


def test_no_column_holds_a_time_or_words():
    told = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.DateField | models.TimeField | models.CharField | models.TextField)
    ]

    assert [] == told


def test_the_database_has_these_tables_and_the_list_of_migrations(transactional_db):
    assert {*IN_THE_CLEAR, "django_migrations"} == set(connection.introspection.table_names())


def test_when_the_database_was_made_is_not_written_down(transactional_db):
    moments = {applied.year for applied in MigrationRecorder.Migration.objects.values_list("applied", flat=True)}

    assert {1970} == moments


def test_no_hash_of_the_passphrase_is_stored(ana):
    ways = WayIn.objects.filter(owner_id=ana.owner)
    stored = b"".join(bytes(way.wrap) + bytes(way.commitment) + bytes(way.salt) for way in ways)

    assert 2 == len(ways)
    assert not [word for word in (b"argon2", b"pbkdf2", b"sha256", ana.passphrase.encode()) if word in stored]


@pytest.mark.django_db(transaction=True)
def test_what_is_sealed_looks_the_same_for_the_same_words(ana):
    """Nothing of the words shows: sealing the same twice gives nothing in common but the format."""
    ana.notebook.write(add=[make_checkin("same"), make_checkin("same")])
    for _ in range(2):
        inbox.leave(ana.owner, b"same")
    blobs = [bytes(item.blob) for item in Item.objects.filter(owner_id=ana.owner)]

    common = [index for index in range(len(blobs[0])) if len({blob[index] for blob in blobs}) == 1]

    assert len(blobs[0]) - 1 in common
    assert len(common) < 30
    assert Account.objects.get(id=ana.owner).epoch == 1
