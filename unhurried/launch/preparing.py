"""Everything that has to stand before the first page: the database as this version knows it, files to serve, imports.

The database is only ever touched in a short-lived child, so the parent that workers are forked from has never opened it.
"""

import gc
import hashlib
import os
import sqlite3
from pathlib import Path
from wsgiref.types import WSGIApplication

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.signals import got_request_exception
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.template.loader import get_template
from django.urls import get_resolver

from unhurried import pages
from unhurried.content.library import library
from unhurried.launch.failures import tell_request_failure
from unhurried.launch.folder import BEFORE_MIGRATING

_MADE_FROM = "made-from"
_VERSION_OF_THESE_STEPS = b"1"
_NEVER_ASKED_FOR = ("htmx-4*", "htmax-*", "htmx-2.js", "ext")
"""Other versions of htmx than ours, and what comes with them."""


def bring_up_to_date() -> None:
    """In a child of its own: migrate, and end an erasing that was cut short."""
    from unhurried.sealed.keyring import finish_interrupted_erase  # noqa: PLC0415  models need Django set up

    migrate()
    finish_interrupted_erase()
    connections.close_all()


def migrate() -> None:
    """Only what is missing, with a copy of what was there before."""
    connection = connections["default"]
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations:
        copy_before(connection.connection, settings.FOLDER / BEFORE_MIGRATING)
    call_command("migrate", verbosity=0, interactive=False)


def copy_before(database: sqlite3.Connection, to: Path) -> None:
    """It is deleted once the notebook was opened after migrating. A copy that still lies there is older, and stays."""
    if to.exists():
        return
    half = to.with_suffix(".half")
    half.unlink(missing_ok=True)
    copy = sqlite3.connect(half)
    try:
        database.backup(copy)
    finally:
        copy.close()
    half.replace(to)


def collect_static() -> None:
    """Once for each set of files: named by their content and compressed ahead."""
    made_from = _fingerprint()
    stamp = settings.STATIC_ROOT / _MADE_FROM
    if stamp.exists() and stamp.read_text() == made_from:
        return
    call_command(
        "collectstatic",
        verbosity=0,
        interactive=False,
        clear=settings.STATIC_ROOT.exists(),
        ignore_patterns=list(_NEVER_ASKED_FOR),
    )
    for found in settings.STATIC_ROOT.rglob("*"):
        found.chmod(0o700 if found.is_dir() else 0o600)
    stamp.write_text(made_from)


def _fingerprint() -> str:
    made_from = hashlib.sha256(_VERSION_OF_THESE_STEPS)
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            made_from.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return made_from.hexdigest()


def set_up() -> None:
    django.setup()
    got_request_exception.connect(tell_request_failure)


def load_pages() -> None:
    """Addresses with every view behind them, content, templates, numbers: so that a fork answers at once."""
    get_resolver().url_patterns  # noqa: B018  reading it imports every view
    library()
    _compile_templates()


def make_app() -> WSGIApplication:
    """After the static files were collected: it looks at them once."""
    app: WSGIApplication = get_wsgi_application()
    connections.close_all()
    gc.collect()
    gc.freeze()  # what stands here is shared with every worker, and not copied by a look at it
    return app


def _compile_templates() -> None:
    root = Path(os.path.dirname(pages.__file__)) / "templates"  # noqa: PTH120
    for template in sorted(root.rglob("*.html")):
        get_template(str(template.relative_to(root)))
