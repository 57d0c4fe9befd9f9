"""How long the program itself takes for a page of a one-year notebook, from the request to the last byte of the answer.

In this process, by Django's own client, without the way through a socket. What counts against the budget is this process
at work: no page waits for anything else, but other programs on the machine would count too.
"""

import os
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import numpy as np
from django.db import connections
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from bench.table import Figure, below, shown
from unhurried.cohort.demo import DEMO_SEED, live_a_year
from unhurried.content.library import library
from unhurried.launch.preparing import bring_up_to_date, collect_static, load_pages, set_up
from unhurried.pages import clock
from unhurried.pages.addresses import shelf_address, side_address

PASSPHRASE = "lantern orchard pebble window"

PAGES = {
    "arriving": "home",
    "today": "today",
    "check in": "checkin",
    "practices": "practices",
    "own practice": "own_practice",
    "my range": "range",
    "what helps": "helps",
    "what I wrote": "past",
    "pause": "pause",
    "bring in": "bring_in",
    "left notes": "left_notes",
    "settings": "settings",
    "change passphrase": "change_passphrase",
    "erase": "erase",
    "help": "help",
    "documents": "documents",
    "components": "components",
}
"""Pages with an address of their own, by the name of the address."""

_WITH_ID = {"one practice": "practices", "one check-in": "past", "one document": "documents"}
"""Pages of one thing, and the page that leads to the first of them."""

_BUDGET_MS = 30
_WARM_UP = 3


class Taken(NamedTuple):
    """Milliseconds of one request: on the clock, and of this process at work. On a busy machine the first is more."""

    waited: float
    worked: float


def make_year(folder: Path) -> int:
    """A sealed notebook with the made-up year, as a person's would be. How many entries there are."""
    folder.mkdir(mode=0o700)
    os.environ |= {"NOTES_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "unhurried.settings"}
    set_up()
    bring_up_to_date()
    collect_static()
    load_pages()
    from unhurried.sealed.keyring import LOCAL_COST, create_notebook  # noqa: PLC0415 - models need Django set up
    from unhurried.sealed.notebook import SealedNotebook  # noqa: PLC0415 - the same

    owner, key, _ = create_notebook(PASSPHRASE, recovery=False, cost=LOCAL_COST)
    notebook = SealedNotebook(owner, key)
    live_a_year(notebook, ending=clock.now().astimezone(), rng=np.random.default_rng(DEMO_SEED), library=library())
    return len(notebook.entries().kept)


def addresses() -> dict[str, str]:
    """Every page of an open notebook, with one of each kind that carries an id."""
    client = _unlocked()
    ways = {page: reverse(name) for page, name in PAGES.items()}
    ways |= {
        "one part of the shelf": reverse("practice", args=[shelf_address("keyed_up")]),
        "each that helps": reverse("helps_each", args=[side_address("keyed_up")]),
    }
    return ways | {page: _first_link(client, reverse(name)) for page, name in _WITH_ID.items()}


def measure(*, times: int) -> list[Figure]:
    """Closes the notebook behind it, so that the real program can open it."""
    client = _unlocked()
    taken = {page: _times(partial(_get, client, path), times) for page, path in addresses().items()}
    figures = [below(f"server, 95 of 100 {page}", p95_of_work(one), "ms", _BUDGET_MS) for page, one in taken.items()]
    slowest = max(taken, key=lambda page: p95(taken[page]))
    figures.append(
        shown(f"the longest on the clock, others on the machine counted: {slowest}", p95(taken[slowest]), "ms")
    )
    figures += _after_writing(client, max(5, times // 10))
    connections.close_all()
    return figures


def _after_writing(client: Client, times: int) -> Iterator[Figure]:
    """What comes out of the notebook is worked out anew after every new entry: the first look pays for it."""
    writing: list[Taken] = []
    looking: dict[str, list[Taken]] = {"my range": [], "what helps": [], "today": []}
    for _ in range(times):
        for page, taken in looking.items():
            writing.append(_take(partial(_check_in, client)))
            taken.append(_take(partial(_get, client, reverse(PAGES[page]))))
    yield shown("server, 95 of 100 check-ins kept, both taps", p95(writing), "ms")
    for page, taken in looking.items():
        yield below(f"server, 95 of 100 {page}, first after a check-in", p95_of_work(taken), "ms", _BUDGET_MS)


def p95(taken: Sequence[Taken]) -> float:
    return statistics.quantiles((one.waited for one in taken), n=20, method="inclusive")[-1]


def p95_of_work(taken: Sequence[Taken]) -> float:
    return statistics.quantiles((one.worked for one in taken), n=20, method="inclusive")[-1]


def _times(act: Callable[[], None], times: int) -> list[Taken]:
    for _ in range(_WARM_UP):
        act()
    return [_take(act) for _ in range(times)]


def _take(act: Callable[[], None]) -> Taken:
    began, worked = time.perf_counter(), time.process_time()
    act()
    return Taken((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)


def _get(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} was answered with {answer.status_code}")


def _check_in(client: Client) -> None:
    """Both taps: without the second it would teach the range nothing."""
    answer = client.post(reverse("checkin"), {"id": str(uuid4()), "state": "settled"})
    _check_led_on(answer, reverse("checkin"))
    more = answer.headers["Location"]
    _check_led_on(client.post(more, {"presence": "yes"}), more)


def _check_led_on(answer: HttpResponseBase, asked: str) -> None:
    if answer.status_code != 303 or answer.headers["Location"] == asked:
        raise RuntimeError("the check-in was not kept")


def _unlocked() -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.post(reverse("unlock"), {"passphrase": PASSPHRASE})
    return client


def _first_link(client: Client, listing: str) -> str:
    """Below the main heading: a link with an id, under the same two letters as a page of its kind."""
    main = client.get(listing).content.decode().partition("<main")[2]
    found = re.search(r'href="(/(?:pr|ck|do)/[0-9a-f-]{36}/)"', main)
    if found is None:
        raise RuntimeError(f"{listing} leads to nothing")
    return found.group(1)
