"""The 98 points of the guide: which have a page and a test, which are left out with a reason, and which are open.

What this can not show: whether the page does the point justice. That takes a reader.
"""

import os
from collections import Counter
from tempfile import TemporaryDirectory

import django

from bench.table import Figure, Options, at_least, at_most, shown
from tests.papers import Point, is_a_test, points

POINTS = 98
NOW, LEFT_OUT = "now", "left out"


def run(options: Options) -> list[Figure]:  # noqa: ARG001 - every measurement takes the options
    pages, found = _pages(), points()
    statuses = Counter(one.status for one in found)
    here = [one for one in found if one.status == NOW]
    out = [one for one in found if one.status == LEFT_OUT]
    return [
        at_least("points", len({one.id for one in found}), "", POINTS),
        shown("here", len(here), ""),
        shown("left out with a reason", len(out), ""),
        *(shown(f"{status}", times, "") for status, times in statuses.items() if status not in {NOW, LEFT_OUT}),
        at_most("here, and no page of that name", sum(one.page not in pages for one in here), "", 0),
        at_most("here, and no test of that name", sum(not is_a_test(one.test) for one in here), "", 0),
        at_most("left out without a reason", sum(not _says_why(one) for one in out), "", 0),
        at_most("open", len(found) - len(here) - len(out), "", 0),
        *(at_most(f"open: {one.id}, {one.words}", 1, "", 0) for one in found if one.status not in {NOW, LEFT_OUT}),
    ]


def _pages() -> frozenset[str]:
    """The names of all addresses. Reading them needs the settings, and the settings a folder that nothing is put in."""
    with TemporaryDirectory() as folder:
        os.environ |= {"NOTES_FOLDER": folder, "NOTES_TRIAL": "1", "DJANGO_SETTINGS_MODULE": "unhurried.settings"}
        django.setup()
        from unhurried.pages.urls import NAMES  # noqa: PLC0415 - see above
    return NAMES


def _says_why(point: Point) -> bool:
    return bool(point.test) and "::" not in point.test
