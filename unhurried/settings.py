"""Every setting, read top to bottom. Local and hosted differ in one marked block.

The launcher sets the environment of its own process before this is read; nothing is read from files.
"""

import os
import secrets
from pathlib import Path

import fontpkg_atkinson_hyperlegible
from csp.constants import NONE, SELF

HOSTED = "DATABASE_URL" in os.environ
"""Hosted for many people on PostgreSQL, or local for one person on SQLite."""

DEMO = os.environ.get("NOTES_DEMO") == "1"
"""A made-up person's year. Every page says so."""

DEMO_PASSPHRASE = "this year is made up"  # noqa: S105 - it opens a made-up year, and stands on its lock page

TRIAL = os.environ.get("NOTES_TRIAL") == "1"
"""Only for tests: a cheap key derivation and a clock read from a file. Never set this for a real notebook."""

FOLDER = Path(os.environ.get("NOTES_FOLDER", Path.home() / ".local" / "share" / "notebook"))
"""Where the notebook lies (local only)."""

CLOCK_FILE = FOLDER / "clock" if TRIAL else None

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(48)  # lives as long as the launcher does
ROOT_URLCONF = "unhurried.pages.urls"
INSTALLED_APPS = ["django.contrib.staticfiles", "django_htmx", "unhurried.sealed", "unhurried.pages"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "unhurried.pages.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "unhurried.pages.middleware.SameOrigin",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "unhurried.pages.middleware.Visits",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["unhurried.pages.context.page"],
            "builtins": ["unhurried.pages.templatetags.notes"],
        },
    }
]

# --- local and hosted differ here, and only here -----------------------------------------------------------
if HOSTED:
    from urllib.parse import urlsplit

    _url = urlsplit(os.environ["DATABASE_URL"])
    ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "").split()
    DATABASES: dict[str, dict[str, object]] = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _url.path.lstrip("/"),
            "USER": _url.username or "",
            "PASSWORD": _url.password or "",
            "HOST": _url.hostname or "",
            "PORT": _url.port or "",
        }
    }
    SESSION_COOKIE = "__Host-s"
    COOKIES_NEED_TLS = True
    CSRF_COOKIE_NAME = "__Host-c"
else:
    ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "notebook.db",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 5,
                # Deleted words leave no copy, and what was acknowledged survives a power cut.
                # A pragma of the connection, not of the file: it has to be said every time.
                "init_command": (
                    "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON; "
                    "PRAGMA auto_vacuum=FULL; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF"
                ),
            },
        }
    }
    SESSION_COOKIE = "n" + secrets.token_hex(6)  # a name of its own each time: other programs share the host's cookies
    COOKIES_NEED_TLS = False
    CSRF_COOKIE_NAME = "c" + secrets.token_hex(6)
# -----------------------------------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = COOKIES_NEED_TLS
CSRF_FAILURE_VIEW = "unhurried.pages.views.door.entrance.sent_too_late"

LANGUAGE_CODE = "en"
# No date is in a column, and every moment in an entry has its zone. With a zone here, Django would turn the clock of
# the whole program to it, and every time on a page with it.
USE_TZ = False
TIME_ZONE = None

STATIC_URL = "/s/"
STATICFILES_DIRS = [("font", Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files")]
STATIC_ROOT = Path(os.environ.get("NOTES_STATIC", FOLDER / "static"))
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
"""Bytes of one form. A note of the longest length, all emoji, percent-encoded, still fits and is kept."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 18_000_000
"""Bytes of one file. The largest sealed copy that can be made still fits and is read back."""
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = FOLDER

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "worker-src": [NONE],
        "manifest-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer Chromium posts "Origin: null" and every form is refused
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

LOGGING_CONFIG = None  # nothing a person does is logged; the launcher prints that a page failed, never what was in it
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
