"""The entry for a host: gunicorn behind a TLS proxy, with DATABASE_URL, ALLOWED_HOSTS and SECRET_KEY set."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unhurried.settings")

from django.core.signals import got_request_exception
from django.core.wsgi import get_wsgi_application

from unhurried.launch.failures import keep_quiet, tell_request_failure
from unhurried.launch.outermost import without_traces
from unhurried.launch.process import keep_to_ourselves

keep_to_ourselves()
keep_quiet()
got_request_exception.connect(tell_request_failure)
application = without_traces(get_wsgi_application())
