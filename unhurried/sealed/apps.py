"""The Django app, and a look at every new connection before anything is written through it."""

from datetime import UTC, datetime
from typing import Any

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate

PRAGMAS: dict[str, object] = {
    "journal_mode": "delete",
    "synchronous": 3,  # EXTRA: what was acknowledged survives a power cut
    "secure_delete": 1,
    "temp_store": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
}
"""What SQLite has to answer. They belong to a connection, not to the file, so each new one is asked."""


class SealedConfig(AppConfig):
    name = "unhurried.sealed"

    def ready(self) -> None:
        connection_created.connect(check_connection, dispatch_uid="check_connection")
        post_migrate.connect(forget_when, sender=self, dispatch_uid="forget_when")


def check_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Refuse a connection that would leave deleted words behind or lose saved ones."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name, expected in PRAGMAS.items():
            found = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            if found != expected:
                raise ImproperlyConfigured(f"SQLite has {name} = {found} instead of {expected}")


def forget_when(using: str, **_: Any) -> None:
    """Django notes the moment of each migration, which is the moment the notebook was made. Nobody needs it."""
    MigrationRecorder.Migration.objects.using(using).update(applied=datetime.fromtimestamp(0, UTC).replace(tzinfo=None))
