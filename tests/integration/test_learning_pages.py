"""The pages of room learning: every card with what it rests on, the gate over those that speak of the past, topics."""

import html
import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.integration.open_notebook import Browser, adds
from tests.words import count_words, grade, sentences, visible_words
from unhurried.content.learning import Card
from unhurried.content.library import library
from unhurried.domain.learning import HiddenTopic, Topic
from unhurried.domain.people import SharedHome
from unhurried.domain.safety import Asked, DangerSign, Flag, Lifting, Near
from unhurried.pages.addresses import card_address, claim_address, topic_address

CARDS = list(library().cards.values())
OF_THE_PAST = [card for card in CARDS if card.explains_past]
OTHERS = [card for card in CARDS if not card.explains_past]
DANGER_LINE = "data-danger-line"


@pytest.fixture
def asked(browser: Browser) -> Browser:
    """Ana was shown the questions about danger, and answered none."""
    browser.writes(Asked)
    return browser


def listed(browser: Browser) -> set[str]:
    """The cards that can be reached from the list of topics."""
    pages = [browser.page("topic", UUID(one)) for one in _topics(browser)]
    return {card.id for card in CARDS if any(reverse("card", args=[card_address(card.id)]) in page for page in pages)}


def _topics(browser: Browser) -> set[str]:
    return set(re.findall(r'href="/gb/([0-9a-f-]{36})/"', browser.page("learning")))


def follows(browser: Browser, card: Card) -> str:
    """The card's page, or the page that its address leads to."""
    answer = browser.get("card", card_address(card.id))
    if answer.status_code == 303:
        answer = browser.client.get(answer.headers["Location"])
    assert answer.status_code == 200
    return answer.content.decode()


# --- reading ------------------------------------------------------------------------------------------------


def test_every_page_is_read_at_grade_five_with_short_sentences(asked: Browser) -> None:
    pages: list[tuple[str, UUID | None]] = [("learning", None), ("evidence", None)]
    pages += [("topic", topic_address(topic.value)) for topic in Topic]
    pages += [("card", card_address(card.id)) for card in CARDS]
    shown = {page: visible_words(asked.page(*page)) for page in pages}

    assert {} == {page: grade(words) for page, words in shown.items() if grade(words) > 5}
    said = [one for (name, _), words in shown.items() if name != "topic" for one in sentences(words)]
    assert [] == [one for one in said if count_words(one) > 20]  # in a topic, title and lead stand in one link


def test_every_card_can_be_reached_from_the_list(asked: Browser) -> None:
    assert {card.id for card in CARDS} == listed(asked)


def test_a_card_shows_its_grade_its_caveat_its_sources_and_its_room(asked: Browser) -> None:
    for card in CARDS:
        page = html.unescape(asked.page("card", card_address(card.id)))
        for claim in (library().claims[one] for one in card.claims):
            assert claim.caveat in page, card.id
            assert all(source.where in page for source in claim.sources), card.id
            assert reverse("claim", args=[claim_address(claim.id)]) in page, card.id
        assert bool(card.claims) is ("no study is behind it" not in page), card.id
        assert "Not yet read by a clinician or an advocate." in page, card.id
        assert not card.room or f'href="{reverse(card.room)}"' in page, card.id
        assert bool(card.room) == page.count('<a class="button button-quiet"'), card.id


def test_the_grade_stands_in_words_before_anything_is_opened(asked: Browser) -> None:
    shown = visible_words(asked.page("card", card_address("mind-goes-away")))

    assert "Tested, with some doubt." in shown
    assert library().claims["drifting-off"].caveat not in shown


def test_no_page_weighs_more_than_twenty_kilobytes(asked: Browser) -> None:
    pages: list[tuple[str, UUID | None]] = [("learning", None), ("evidence", None)]
    pages += [("topic", topic_address(topic.value)) for topic in Topic]
    pages += [("card", card_address(card.id)) for card in CARDS]

    assert [] == [page for page in pages if len(asked.page(*page).encode()) > 20_000]


def test_an_address_of_nothing_is_not_found(browser: Browser) -> None:
    for name in ("card", "topic", "claim"):
        assert 404 == browser.get(name, uuid4()).status_code


# --- the past -----------------------------------------------------------------------------------------------


def test_before_the_questions_were_shown_no_card_speaks_of_the_past_and_the_page_leads_to_them(
    browser: Browser,
) -> None:
    page = browser.page("learning")

    assert {card.id for card in OTHERS} == listed(browser)
    assert f'href="{reverse("danger_now")}"' in page
    assert all(card.title not in follows(browser, card) for card in OF_THE_PAST)


def test_after_skipping_them_all_the_cards_are_there_and_open_with_the_danger_line(browser: Browser) -> None:
    browser.sends("danger_now", id=uuid4())
    assert [False] == [one.all_no for one in browser.kept(Asked)]
    pages = {card.id: browser.page("card", card_address(card.id)) for card in OF_THE_PAST}

    assert [] == [one for one, page in pages.items() if DANGER_LINE not in page]
    assert [] == [one for one, page in pages.items() if page.index(DANGER_LINE) > page.index('class="lead"')]


@pytest.mark.parametrize("home", [False, True])
def test_with_a_flag_for_now_or_at_home_they_are_gone_even_by_their_address(asked: Browser, *, home: bool) -> None:
    if home:
        kay = adds(asked, "K.")
        asked.writes(Flag, sign=DangerSign.CONTROL, whom=kay)
        asked.writes(SharedHome, someone=kay)
    else:
        asked.writes(Flag, sign=DangerSign.HURT)

    assert {card.id for card in OTHERS} == listed(asked)
    assert "Danger comes first, and it is not about your past." in asked.page("learning")
    assert all(card.title not in follows(asked, card) for card in OF_THE_PAST)


def test_answering_the_questions_again_with_no_does_not_bring_them_back(asked: Browser) -> None:
    asked.writes(Flag, sign=DangerSign.HURT)
    asked.writes(Asked, all_no=True)

    assert {card.id for card in OTHERS} == listed(asked)


def test_a_flag_taken_back_holds_them_until_the_next_day(asked: Browser) -> None:
    asked.writes(Flag, sign=DangerSign.CONTROL)
    asked.writes(Lifting, lifts=asked.kept(Flag)[0].id, near=Near.NOBODY)

    assert {card.id for card in OTHERS} == listed(asked)


def test_a_claim_that_only_stands_under_such_cards_goes_with_them(asked: Browser) -> None:
    here = claim_address("feelings-of-danger")
    assert "an echo from a warning" in asked.page("claim", here)
    asked.writes(Flag, sign=DangerSign.HURT)

    assert 404 == asked.get("claim", here).status_code
    assert str(here) not in asked.page("evidence")
    assert 200 == asked.get("claim", claim_address("right-about-risk")).status_code
    assert 200 == asked.get("claim", claim_address("choked")).status_code


def test_a_claim_names_only_the_cards_that_may_be_read(asked: Browser) -> None:
    here = claim_address("small-steps")
    assert "Knowing and feeling can differ" in asked.page("claim", here)
    asked.writes(Flag, sign=DangerSign.HURT)
    page = asked.page("claim", here)

    assert "Knowing and feeling can differ" not in page
    assert "Why small steps, and where they end" in page


# --- topics -------------------------------------------------------------------------------------------------


def test_a_hidden_topic_is_out_of_the_list_and_comes_back(asked: Browser) -> None:
    here = topic_address("patterns")
    for _ in range(2):
        assert reverse("learning") == asked.sends("hide_topic", here)
    assert [Topic.PATTERNS] == [one.topic for one in asked.kept(HiddenTopic)]
    assert str(here) not in _topics(asked)
    assert "Show it again" in asked.page("learning")

    asked.sends("hide_topic", here, show="again")
    assert [] == asked.kept(HiddenTopic)
    assert str(here) in _topics(asked)


def test_a_topic_that_is_none_is_not_hidden_and_an_address_for_forms_leads_home(browser: Browser) -> None:
    answer = browser.client.post(reverse("hide_topic", args=[uuid4()]))

    assert answer.status_code in (204, 404)
    assert [] == browser.kept(HiddenTopic)
    assert 303 == browser.get("hide_topic", topic_address("patterns")).status_code


# --- what it rests on ---------------------------------------------------------------------------------------


def test_every_claim_can_be_looked_up_with_its_addresses_as_text(asked: Browser) -> None:
    evidence = asked.page("evidence")

    for claim in library().claims.values():
        here = claim_address(claim.id)
        assert str(here) in evidence
        page = html.unescape(asked.page("claim", here))
        assert all(source.where in page for source in claim.sources)
        assert not re.search(r'href="(?:https?:)?//', page)


def test_the_list_of_the_guide_is_told_entry_by_entry(browser: Browser) -> None:
    page = html.unescape(browser.page("listed"))

    assert all(one.cited in page and one.says in page for one in library().listed)
    assert "1704970" not in page


# --- while it is locked -------------------------------------------------------------------------------------


def test_nothing_of_it_is_there_while_the_notebook_is_locked(browser: Browser) -> None:
    stranger = Client()
    pages: list[tuple[str, list[UUID]]] = [("learning", []), ("evidence", []), ("listed", [])]
    pages += [("topic", [topic_address("patterns")]), ("claim", [claim_address("shame")])]
    pages += [("card", [card_address(card.id)]) for card in CARDS]

    for name, ids in pages:
        answer = stranger.get(reverse(name, args=ids))
        assert (303, reverse("home")) == (answer.status_code, answer.headers["Location"])
    front = stranger.get(reverse("home")).content.decode()
    assert reverse("learning") not in front
    assert [] == [card.id for card in CARDS if card.title in front]
