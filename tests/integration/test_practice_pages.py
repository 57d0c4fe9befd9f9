"""The shelf of practices and what helps: few things at once, all of it within two taps, and light to send."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser
from tests.people import NOON
from tests.words import grade, visible_words
from unhurried.content.library import library, sentence
from unhurried.content.schema import Group
from unhurried.domain.steadying import OwnPractice, PracticeTime, State
from unhurried.pages.addresses import practice_address, shelf_address, side_address
from unhurried.pages.views.steadying.choosing import AT_ONCE, HIDDEN, OWN, OWN_AT_ONCE

LATER_BYTES = 20_000
OURS = {practice_address(one): practice for one, practice in library().practices.items()}


def links(page: str) -> list[UUID]:
    """Ids under the letters of practices, in the order of the page."""
    return [UUID(one) for one in re.findall(r'href="/pr/([0-9a-f-]{36})/"', page)]


def first_part(page: str) -> str:
    return page.partition('<section class="stack">')[2].partition("</section>")[0]


def adds_own(browser: Browser, count: int) -> list[UUID]:
    """Written one minute after the other."""
    moments = [NOON + timedelta(minutes=one) for one in range(count)]
    own = [
        OwnPractice(id=uuid4(), at=one, offset_minutes=0, written=one, title=f"Tea by window {number}", words="Warm.")
        for number, one in enumerate(moments)
    ]
    browser.ana.notebook.write(add=own)
    return [one.id for one in own]


def within_two_taps(browser: Browser) -> set[UUID]:
    shelf = links(browser.page("practices"))
    return set(shelf).union(*(links(browser.page("practice", one)) for one in shelf if one not in OURS))


@pytest.mark.parametrize("state", [None, *State])
def test_every_practice_is_within_two_taps_of_the_shelf(browser: Browser, state: State | None) -> None:
    if state:
        browser.sends("checkin", id=uuid4(), state=state.value)

    assert set() == set(OURS) - within_two_taps(browser)


def test_ones_own_are_all_within_two_taps_and_the_newest_stand_on_the_shelf(browser: Browser) -> None:
    own = adds_own(browser, OWN_AT_ONCE + 2)
    shelf = browser.page("practices")
    whole = links(browser.page("practice", shelf_address(OWN)))

    assert own[: -1 - OWN_AT_ONCE : -1] == [one for one in links(shelf) if one in own]
    assert own[::-1] == whole
    assert shelf_address(OWN) in links(shelf)


@pytest.mark.parametrize(
    ("state", "group"),
    [("keyed_up", Group.KEYED_UP), ("stirred", Group.KEYED_UP), ("low", Group.SHUT_DOWN), ("both", Group.EITHER)],
)
def test_the_shelf_shows_the_part_that_fits_and_no_more_of_it_than_eight(
    browser: Browser, state: str, group: Group
) -> None:
    browser.sends("checkin", id=uuid4(), state=state)
    shelf = browser.page("practices")
    shown = [OURS[one] for one in links(shelf) if one in OURS]

    assert list(library().in_group(group)[:AT_ONCE]) == shown
    assert len(shown) <= 8
    assert (len(library().in_group(group)) > AT_ONCE) == (shelf_address(group.value) in links(first_part(shelf)))
    assert {shelf_address(one.value) for one in Group if one is not group} <= set(links(shelf))


def test_where_all_that_fits_is_hidden_the_next_part_stands_first(browser: Browser) -> None:
    browser.sends("checkin", id=uuid4(), state="shut_down")
    for practice in library().in_group(Group.SHUT_DOWN):
        browser.sends("hide_practice", practice_address(practice.id))
    shelf = browser.page("practices")

    assert sentence("shelf_either") in first_part(shelf)
    assert shelf_address(Group.SHUT_DOWN.value) not in links(shelf)
    assert "There is nothing here now." in browser.page("practice", shelf_address(Group.SHUT_DOWN.value))


def test_with_everything_hidden_the_shelf_still_leads_to_ones_own_and_to_what_is_hidden(browser: Browser) -> None:
    for practice in library().practices:
        browser.sends("hide_practice", practice_address(practice))
    shelf = browser.page("practices")

    assert [shelf_address(HIDDEN)] == links(shelf)
    assert reverse("own_practice") in shelf


def test_what_is_hidden_has_a_page_of_its_own_and_comes_back_from_there(browser: Browser) -> None:
    [own] = adds_own(browser, 1)
    ours = next(iter(OURS))
    assert shelf_address(HIDDEN) not in links(browser.page("practices"))
    for one in (own, ours):
        browser.sends("hide_practice", one)
    hidden = browser.page("practice", shelf_address(HIDDEN))
    assert "Tea by window 0" in hidden
    assert OURS[ours].title in visible_words(hidden)
    assert {own, ours}.isdisjoint(within_two_taps(browser))
    for one in (own, ours):
        browser.sends("hide_practice", one, show="again")

    assert {own, ours} <= within_two_taps(browser)
    assert "Nothing is hidden." in browser.page("practice", shelf_address(HIDDEN))


@pytest.mark.parametrize("part", [None, *(group.value for group in Group), OWN])
def test_every_door_to_a_practice_opens_with_the_danger_line(browser: Browser, part: str | None) -> None:
    page = browser.page("practice", shelf_address(part)) if part else browser.page("practices")

    assert 1 == page.count("data-danger-line")
    assert all(page.index("data-danger-line") < page.index(f"/pr/{one}/") for one in links(page))


@pytest.mark.parametrize("part", [*(group.value for group in Group), OWN, HIDDEN])
def test_back_from_a_part_leads_to_the_shelf(browser: Browser, part: str) -> None:
    page = browser.page("practice", shelf_address(part))

    assert re.search(r'class="back" href="/pr/"', page)


def test_a_part_takes_no_form_and_can_not_be_hidden(browser: Browser) -> None:
    part = shelf_address(Group.SHAME.value)

    for name in ("practice", "hide_practice"):
        assert 404 == browser.client.post(reverse(name, args=[part]), {"id": str(uuid4())}).status_code
    assert [] == browser.kept(PracticeTime)


def test_the_words_of_the_shelf_are_easy_to_read(browser: Browser) -> None:
    adds_own(browser, 1)
    pages = [browser.page("practices"), *(browser.page("practice", shelf_address(one.value)) for one in Group)]

    assert [] == [page for page in pages if grade(visible_words(page)) > 5]
    assert [] == [one for one in Group if grade(sentence(f"shelf_{one.value}_words")) > 5]


def test_no_page_of_the_shelf_is_heavy_to_send(browser: Browser) -> None:
    adds_own(browser, OWN_AT_ONCE + 1)
    browser.sends("hide_practice", next(iter(OURS)))
    answers = [browser.get("practices"), *(browser.get("practice", shelf_address(one.value)) for one in Group)]

    assert [] == [size for one in answers if (size := len(one.content)) > LATER_BYTES]


# --- what helps ---------------------------------------------------------------------------------------------


def test_each_practice_with_a_band_has_its_small_picture_on_the_page_of_its_side(browser: Browser) -> None:
    first, second = list(library().in_group(Group.KEYED_UP)[:2])
    for _ in range(6):
        browser.writes(PracticeTime, practice=first.id, before=State.KEYED_UP, after=State.SETTLED)
    browser.writes(PracticeTime, practice=second.id, before=State.SHUT_DOWN, after=State.LOW)
    finding = browser.page("helps")
    each = browser.page("helps_each", side_address("keyed_up"))

    assert f"/wh/{side_address('keyed_up')}/" in finding
    assert ["rows"] == re.findall(r"chart chart-(rows|small)", finding)
    assert 1 == finding.count("<table")
    assert [practice_address(first.id)] == links(each)
    assert 1 == each.count("chart chart-small")
    assert 'class="back" href="/wh/"' in each


@pytest.mark.parametrize("side", ["keyed_up", "shut_down", "elsewhere"])
def test_a_side_with_too_few_times_has_no_page(browser: Browser, side: str) -> None:
    browser.writes(PracticeTime, practice=next(iter(library().practices)), before=State.KEYED_UP, after=State.SETTLED)

    assert 404 == browser.get("helps_each", side_address(side)).status_code
    assert "/wh/" not in browser.page("helps").partition("<main")[2].partition("</main>")[0]
