"""The pages of room needs: two taps, one's own words, who and what meets a need, and what bad input gets."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser, adds
from tests.people import Owner
from tests.words import count_words, grade, sentences, visible_words
from unhurried.content.library import library
from unhurried.domain.needs import Family, MeetsNeed, Met, NamedNeed, OwnNeed, Weight
from unhurried.journey.stamp import stamp
from unhurried.pages.addresses import need_address

NEED = "time-to-answer"
HERE = need_address(NEED)
LONG = "word " * 50_000


def weighs(browser: Browser, need: UUID, weight: str) -> None:
    browser.sends("need", need, id=uuid4(), weight=weight)


def own_need(browser: Browser, title: str, **more: object) -> UUID:
    entry_id = uuid4()
    browser.sends("own_need", id=entry_id, title=title, **more)
    return entry_id


def test_every_page_is_read_at_grade_five_with_short_sentences(browser: Browser) -> None:
    kay, own = adds(browser, "K."), own_need(browser, "A light left on")
    weighs(browser, HERE, "not_negotiable")
    pages = [("needs", None), ("own_need", None), ("need", own), ("change_own_need", own), ("who_meets", HERE)]
    pages += [("needs_met", kay), *(("need", need_address(one)) for one in library().needs)]
    shown = {page: visible_words(browser.page(*page)) for page in pages}

    assert {} == {page: grade(words) for page, words in shown.items() if grade(words) > 5}
    said = [one for words in shown.values() for one in sentences(words)]
    assert [] == [one for one in said if count_words(one) > 20]


def test_every_need_stands_under_its_family_and_can_be_opened(browser: Browser) -> None:
    page = browser.page("needs")

    for need in library().needs.values():
        assert page.count(reverse("need", args=[need_address(need.id)])) == 2  # with and without scripting
    assert 8 == page.count('aria-labelledby="family-')


def test_a_need_is_mine_with_its_weight_in_two_taps(browser: Browser) -> None:
    assert reverse("need", args=[HERE]) in browser.page("needs")
    weighs(browser, HERE, "not_negotiable")

    assert [(NEED, Weight.NOT_NEGOTIABLE)] == [(one.need, one.weight) for one in browser.kept(NamedNeed)]
    assert "Not negotiable" in browser.page("needs").split("What is mine to keep")[0]


def test_a_need_says_what_not_negotiable_does(browser: Browser) -> None:
    page = browser.page("need", HERE)

    assert "a step that does not cover this need waits, until you change the step or the need" in page


def test_words_to_ask_with_come_with_a_word_on_whom_not_to_ask(browser: Browser) -> None:
    page = browser.page("need", HERE)

    assert page.index("Words to ask with") < page.index("For people who have not hurt or scared you.")


def test_another_weight_takes_the_place_of_the_old_one_and_it_can_be_let_go(browser: Browser) -> None:
    for weight in ("nice", "important"):
        weighs(browser, HERE, weight)
    assert [Weight.IMPORTANT] == [one.weight for one in browser.kept(NamedNeed)]
    browser.sends("need", HERE, mine="no")

    assert [] == browser.kept(NamedNeed)


@pytest.mark.parametrize("fields", [{}, {"id": "?", "weight": "nice"}, {"id": str(uuid4()), "weight": "heavy"}])
def test_a_weight_that_is_none_keeps_nothing(browser: Browser, fields: dict[str, object]) -> None:
    assert reverse("need", args=[HERE]) == browser.sends("need", HERE, **fields)
    assert [] == browser.kept(NamedNeed)


def test_a_note_on_a_need_is_kept_and_one_from_an_older_page_shows_both(browser: Browser) -> None:
    weighs(browser, HERE, "nice")
    browser.sends("need", HERE, revision=1, note="most of all on the phone")
    browser.sends("need", HERE, revision=1, note="and with my sister")
    page = browser.page("need", HERE)

    assert "This was changed in another window in between." in page
    assert "most of all on the phone" in page
    assert "and with my sister" in page
    assert ["most of all on the phone"] == [one.note for one in browser.kept(NamedNeed)]


def test_a_note_that_is_too_long_is_told_and_shown_again(browser: Browser) -> None:
    weighs(browser, HERE, "nice")
    browser.sends("need", HERE, revision=1, note=LONG)

    assert "This is too long to keep in one piece." in browser.page("need", HERE)


# --- one's own ----------------------------------------------------------------------------------------------


def test_a_need_in_ones_own_words_is_kept_with_all_that_was_said(browser: Browser) -> None:
    own = own_need(browser, "A light left on", family="predictability", met="the lamp is on", ask_for="Leave it on?")
    page = browser.page("need", own)

    assert [("A light left on", Family.PREDICTABILITY)] == [(one.title, one.family) for one in browser.kept(OwnNeed)]
    assert "the lamp is on" in page
    assert "A light left on" in browser.page("needs")


@pytest.mark.parametrize("title", ["", "  ", "t" * 121])
def test_a_title_that_does_not_fit_is_told_and_the_rest_is_kept(browser: Browser, title: str) -> None:
    browser.sends("own_need", id=uuid4(), title=title, met="the lamp is on")
    page = browser.page("own_need")

    assert "There is one thing to fix" in page
    assert "the lamp is on" in page
    assert [] == browser.kept(OwnNeed)


@pytest.mark.parametrize("words", ["🌿 שלום", "<script>alert(1)</script>", "{{ x }}{% y %}", "time-to-answer"])
def test_any_words_are_a_need_and_are_shown_as_words(browser: Browser, words: str) -> None:
    own = own_need(browser, words, met=words, not_met=words, ask_for=words)
    weighs(browser, own, "nice")

    for page in (browser.page("needs"), browser.page("need", own), browser.page("past")):
        assert "<script>alert" not in page
    assert [words] == [one.title for one in browser.kept(OwnNeed)]
    assert [str(own)] == [one.need for one in browser.kept(NamedNeed)]


def test_a_form_sent_twice_does_it_once(browser: Browser) -> None:
    own = uuid4()
    for _ in range(2):
        browser.sends("own_need", id=own, title="A light left on")
        weighs(browser, own, "nice")

    assert [1, 1] == [len(browser.kept(kind)) for kind in (OwnNeed, NamedNeed)]


def test_words_changed_in_two_tabs_show_both(browser: Browser) -> None:
    own = own_need(browser, "A light left on")
    for title in ("A lamp in the hall", "A lamp by the bed"):
        browser.sends("change_own_need", own, revision=1, title=title)
    page = browser.page("change_own_need", own)

    assert "What is kept now" in page
    assert "A lamp in the hall" in page
    assert "A lamp by the bed" in page


# --- who and what meets it ----------------------------------------------------------------------------------


def place(browser: Browser, what: str) -> UUID:
    entry_id = uuid4()
    browser.sends("easier", id=entry_id, what=what, place="yes")
    return entry_id


def test_from_the_need_people_and_places_are_asked_about(browser: Browser) -> None:
    kay, bench = adds(browser, "K."), place(browser, "the bench")
    weighs(browser, HERE, "important")
    assert "There is nobody and no place here yet." not in browser.page("who_meets", HERE)
    browser.sends("who_meets", HERE, **{"id": uuid4(), f"met-{kay}": "partly", f"met-{bench}": "yes"})
    page = browser.page("need", HERE)

    assert {(kay, Met.PARTLY), (bench, Met.YES)} == {(one.where, one.met) for one in browser.kept(MeetsNeed)}
    assert "Met: <bdi>the bench</bdi>." in page
    assert "Partly: <bdi>K.</bdi>." in page


def test_from_the_person_and_from_the_place_the_same_words_are_asked_and_the_latest_counts(browser: Browser) -> None:
    kay, bench = adds(browser, "K."), place(browser, "the bench")
    assert "You have not named a need as yours yet. That is fine." in browser.page("needs_met", kay)
    weighs(browser, HERE, "important")
    browser.sends("who_meets", HERE, **{"id": uuid4(), f"met-{kay}": "yes"})
    browser.sends("needs_met", kay, **{"id": uuid4(), f"met-{NEED}": "no"})
    browser.sends("needs_met", bench, **{"id": uuid4(), f"met-{NEED}": "yes"})

    assert {(kay, Met.NO), (bench, Met.YES)} == {(one.where, one.met) for one in browser.kept(MeetsNeed)}
    assert re.search(rf'name="met-{kay}" value="no" checked', browser.page("who_meets", HERE))
    assert "Not met: <bdi>K.</bdi>." in browser.page("need", HERE)


def test_an_easier_place_tells_which_of_my_needs_are_met_there(browser: Browser) -> None:
    bench = place(browser, "the bench")
    weighs(browser, HERE, "important")
    for met in ("partly", "yes"):
        assert "Met there:" not in browser.page("easier")
        browser.sends("needs_met", bench, **{"id": uuid4(), f"met-{NEED}": met})
    assert "Met there: <bdi>Time before I answer</bdi>." in browser.page("easier")
    browser.sends("need", HERE, mine="no")

    assert "Met there:" not in browser.page("easier")


def test_what_was_not_on_the_page_stays_as_it_was(browser: Browser) -> None:
    kay, ell = adds(browser, "K."), adds(browser, "L.")
    weighs(browser, HERE, "important")
    browser.sends("who_meets", HERE, **{"id": uuid4(), f"met-{kay}": "yes", f"met-{ell}": "no"})
    browser.sends("who_meets", HERE, **{"id": uuid4(), f"met-{kay}": ""})

    assert {(ell, Met.NO)} == {(one.where, one.met) for one in browser.kept(MeetsNeed)}


def test_an_answer_that_is_none_keeps_the_others_typed_and_writes_nothing(browser: Browser) -> None:
    kay, ell = adds(browser, "K."), adds(browser, "L.")
    weighs(browser, HERE, "important")
    browser.sends("who_meets", HERE, **{"id": uuid4(), f"met-{kay}": "very", f"met-{ell}": "no"})

    assert re.search(rf'name="met-{ell}" value="no" checked', browser.page("who_meets", HERE))
    assert [] == browser.kept(MeetsNeed)


def test_someone_flagged_is_not_among_those_who_meet_a_need(browser: Browser) -> None:
    kay = adds(browser, "Pebble")
    weighs(browser, HERE, "important")
    browser.sends("who_meets", HERE, **{"id": uuid4(), f"met-{kay}": "yes"})
    browser.sends("harmed_me", kay, id=uuid4())

    assert "Pebble" not in browser.page("need", HERE)
    assert "Pebble" not in browser.page("who_meets", HERE)
    browser.sends("who_meets", HERE, **{"id": uuid4(), f"met-{kay}": "no"})
    assert [Met.YES] == [one.met for one in browser.kept(MeetsNeed)]


@pytest.mark.parametrize("name", ["need", "change_own_need", "who_meets", "needs_met"])
def test_another_persons_need_and_one_of_nobody_get_the_same_page(browser: Browser, cleo: Owner, name: str) -> None:
    theirs = uuid4()
    when = stamp(theirs, datetime(2026, 3, 1, tzinfo=UTC), 0)
    cleo.notebook.write(add=[OwnNeed(**when, title="a need of Cleo's")])
    answers = [browser.get(name, one) for one in (theirs, uuid4())]
    shown = [re.sub(r"[0-9a-f-]{36}|data-token=\"[^\"]*\"", "", one.content.decode()) for one in answers]

    assert [404, 404] == [one.status_code for one in answers]
    assert shown[0] == shown[1]


# --- what I wrote -------------------------------------------------------------------------------------------


def test_needs_can_be_seen_and_erased_and_an_own_one_takes_its_weight_along(browser: Browser) -> None:
    own = own_need(browser, "A light left on")
    weighs(browser, own, "not_negotiable")
    weighs(browser, HERE, "nice")
    page = browser.page("past")
    assert "A need of mine: <bdi>A light left on</bdi>" in page
    assert "I need: <bdi>Time before I answer</bdi>" in page
    browser.sends("erase_entry", own)

    assert [NEED] == [one.need for one in browser.kept(NamedNeed)]
    assert [] == browser.kept(OwnNeed)
