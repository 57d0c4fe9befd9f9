"""The pages of room limits: a risk check before any words, a plan where it holds, and what was received as facts."""

import html
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser, adds
from tests.words import count_words, grade, sentences, visible_words
from unhurried.content.library import library, sentence
from unhurried.domain.limits import For, HowReceived, Limit, LimitArea, Received, Strength
from unhurried.domain.needs import NamedNeed, Weight
from unhurried.domain.people import Someone
from unhurried.domain.safety import Asked, DangerSign, Flag, Pays
from unhurried.pages.addresses import need_address, phrase_address
from unhurried.pages.views.limits.choosing import PER_PAGE

PHRASE = library().phrases["stay-until-nine"]
HERE = phrase_address(PHRASE.id)
ON_SEX = library().phrases["not-tonight"]
OURS = [one.limit for one in library().phrases.values()]
SAFETY = ("help", "contacts", "crisis_plan", "safety", "flags")
LONG = "word " * 50_000


@pytest.fixture
def kay(browser: Browser) -> UUID:
    """Someone about whom every danger question was answered with no."""
    entry_id = adds(browser, "K.", relation="friend")
    browser.writes(Asked, whom=entry_id, all_no=True)
    return entry_id


def begins(browser: Browser, whom: UUID | None = None, pays: str = "no", protects: str = "") -> str:
    """The risk check. Where it ends."""
    browser.sends("say_limit", whom=whom or "", protects=protects)
    return browser.sends("limit_risk", pays=pays)


def fields(**more: object) -> dict[str, object]:
    lines = {"limit": PHRASE.limit, "need": PHRASE.need, "ask": PHRASE.ask, "strength": "clear"}
    return {"id": uuid4(), "whom": "", **lines, **more}


def keeps(browser: Browser, whom: UUID | None = None, **more: object) -> Limit:
    begins(browser, whom)
    said = fields(whom=whom or "", **more)
    assert reverse("limit", args=[said["id"]]) == browser.sends("phrase", HERE, **said)
    return next(one for one in browser.kept(Limit) if one.id == said["id"])


def receives(browser: Browser, limit: Limit, how: str, **more: object) -> UUID:
    entry_id = uuid4()
    day = datetime.now(UTC).astimezone().date()
    browser.sends("limit_received", limit.id, **{"id": entry_id, "how": how, "day": day, **more})
    return entry_id


def shown(page: str) -> str:
    return html.unescape(page)


def has_words_of_ours(page: str) -> list[str]:
    return [line for line in OURS if line in shown(page)]


# --- how it reads -------------------------------------------------------------------------------------------


def test_every_page_is_read_at_grade_five_with_short_sentences(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay)
    received = receives(browser, limit, "ignored", happened="They kept talking.")
    pages: list[tuple[str, UUID | None]] = [("limits", None), ("say_limit", None), ("limit_risk", None)]
    pages += [("phrases", None), ("write_limit", None), ("say_limit_for", need_address("own-phone"))]
    pages += [("phrase", phrase_address(one.id)) for one in library().phrases.values() if one.area is not LimitArea.SEX]
    pages += [(name, limit.id) for name in ("limit", "change_limit", "rehearse_limit", "limit_on_paper")]
    pages += [("limit_received", limit.id), ("change_received", received), ("limits_with", kay)]
    seen = {page: visible_words(browser.page(*page)) for page in pages}
    punished = receives(browser, limit, "punished")
    begins(browser, kay)
    seen |= {page: visible_words(browser.page(*page)) for page in (("limit_punished", punished), ("limit_held", None))}
    seen |= {("held", page): visible_words(browser.page(*page)) for page in (("limits_with", kay), ("limit", limit.id))}

    assert {} == {page: grade(words) for page, words in seen.items() if grade(words) > 5}
    said = [one for words in seen.values() for one in sentences(words)]
    assert [] == [one for one in said if count_words(one) > 20]


def test_no_page_weighs_much(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay)
    pages = [("limits", None), ("phrases", None), ("phrase", HERE), ("limit", limit.id), ("limits_with", kay)]

    assert {} == {page: weight for page in pages if (weight := len(browser.page(*page).encode())) > 20_000}


# --- the risk check -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "address"), [("phrases", None), ("phrase", HERE), ("write_limit", None)])
def test_no_words_are_shown_before_the_risk_check(browser: Browser, name: str, address: UUID | None) -> None:
    assert reverse("say_limit") == browser.get(name, address).headers["Location"]
    browser.sends("say_limit", whom="")

    assert reverse("limit_risk") == browser.get(name, address).headers["Location"]


@pytest.mark.parametrize("pays", ["yes", "not_sure"])
def test_anything_but_a_no_shows_a_plan_and_someone_trained_and_no_words(browser: Browser, pays: str) -> None:
    begins(browser, pays=pays)
    assert reverse("limit_held") == browser.get("phrases").headers["Location"]
    page = browser.page("limit_held")

    assert sentence("limit_held_could_pay") in page
    assert [] == [name for name in SAFETY if f'href="{reverse(name)}"' not in page]
    assert "advocate" in page
    assert [] == has_words_of_ours(page)


def test_a_flag_shows_a_plan_as_soon_as_the_name_is_tapped(browser: Browser, kay: UUID) -> None:
    browser.writes(Flag, sign=DangerSign.CONTROL, whom=kay)
    browser.sends("say_limit", whom=kay)
    assert reverse("limit_held") == browser.get("limit_risk").headers["Location"]
    page = browser.page("limit_held")

    assert sentence("limit_held_flag") in page
    assert [] == has_words_of_ours(page)
    assert reverse("limit_held") == browser.get("phrase", HERE).headers["Location"]


def test_the_questions_about_danger_come_before_words_for_someone(browser: Browser) -> None:
    new = adds(browser, "Lamp")
    begins(browser, new)
    page = browser.page("limit_held")

    assert sentence("limit_held_not_asked") in page
    assert reverse("danger_questions", args=[new]) in page
    assert "A plan before words" not in page


def test_danger_now_shows_a_plan_in_the_room_itself(browser: Browser) -> None:
    browser.writes(Flag, sign=DangerSign.HURT)
    for name in ("limits", "say_limit"):
        page = browser.page(name)
        assert sentence("limit_held_now") in page
        assert "Who is it for? " not in page
        assert reverse("limit_risk") not in page


def test_a_held_page_is_left_once_nothing_holds(browser: Browser) -> None:
    begins(browser)

    assert reverse("phrases") == browser.get("limit_held").headers["Location"]


def test_words_are_not_kept_by_someone_flagged_in_between_and_wait_where_they_were(browser: Browser, kay: UUID) -> None:
    begins(browser, kay)
    browser.writes(Flag, sign=DangerSign.CONTROL, whom=kay)
    goes = browser.sends("phrase", HERE, **fields(whom=kay, limit="My own words"))

    assert reverse("limit_held") == goes
    assert [] == browser.kept(Limit)


def test_what_was_answered_for_one_is_not_taken_for_another(browser: Browser, kay: UUID) -> None:
    """Another window has gone on to someone else: what was typed here waits, and nothing is kept for the wrong one."""
    begins(browser)
    goes = browser.sends("phrase", HERE, **fields(whom=kay, limit="My own words"))

    assert reverse("phrase", args=[HERE]) == goes
    assert [] == browser.kept(Limit)
    assert "My own words" in browser.page("phrase", HERE)


# --- phrases ------------------------------------------------------------------------------------------------


def test_phrases_that_fit_their_relation_come_first_and_can_be_narrowed_with_nothing_in_the_address(
    browser: Browser, kay: UUID
) -> None:
    begins(browser, kay)
    page = browser.page("phrases")
    at_work_only = [one.limit for one in library().phrases.values() if {fit.value for fit in one.fits} == {"work"}]
    assert [] == [line for line in at_work_only if line in shown(page)]
    assert reverse("phrases") == browser.sends("phrases", area="money", strength="final", fits="work")
    page = shown(browser.page("phrases"))

    fitting = [
        one.limit
        for one in library().phrases.values()
        if (one.area, one.strength) == (LimitArea.MONEY, Strength.FINAL)
        and {"work", "anyone"} & {fit.value for fit in one.fits}
    ]
    assert fitting
    assert sorted(fitting) == sorted(has_words_of_ours(page))


def test_every_phrase_but_those_on_sex_can_be_paged_to(browser: Browser) -> None:
    begins(browser)
    seen: set[str] = set()
    for passed_over in range(0, len(OURS), PER_PAGE):
        browser.sends("phrases", passed_over=passed_over)
        seen |= set(has_words_of_ours(browser.page("phrases")))

    assert {one.limit for one in library().phrases.values() if one.area is not LimitArea.SEX} == seen


def test_what_it_is_about_is_one_tap_until_something_is_chosen(browser: Browser) -> None:
    begins(browser)
    assert "What is it about?" in browser.page("phrases")
    browser.sends("phrases", area="money")
    page = browser.page("phrases")

    assert "What is it about?" not in page
    money = {one.limit for one in library().phrases.values() if one.area is LimitArea.MONEY}
    assert money >= set(has_words_of_ours(page)) > set()


def test_words_on_sex_come_after_a_question_of_their_own(browser: Browser, kay: UUID) -> None:
    begins(browser, kay)
    browser.sends("phrases", area="sex")
    page = browser.page("phrases")
    assert "Does anyone make you" in page
    assert reverse("danger_questions", args=[kay]) in page
    assert [] == has_words_of_ours(page)
    assert reverse("phrases") == browser.get("phrase", phrase_address(ON_SEX.id)).headers["Location"]
    browser.sends("phrases", area="sex", not_forced="yes")

    assert has_words_of_ours(browser.page("phrases"))
    page = browser.page("phrase", phrase_address(ON_SEX.id))
    assert page.index("no better words are needed from you") < page.index(ON_SEX.limit)


def test_the_question_before_words_on_sex_is_asked_again_for_someone_else(browser: Browser, kay: UUID) -> None:
    begins(browser, kay)
    browser.sends("phrases", area="sex", not_forced="yes")
    begins(browser)
    browser.sends("phrases", area="sex")

    assert "Does anyone make you" in browser.page("phrases")


@pytest.mark.parametrize(("phrase", "care"), [("own-pay", "makes you sign or pay"), ("own-phone", "can be noticed")])
def test_words_on_money_and_phones_come_with_care_first(browser: Browser, phrase: str, care: str) -> None:
    begins(browser)
    page = browser.page("phrase", phrase_address(phrase))

    assert page.index(care) < page.index("The limit")


def test_a_phrase_stands_in_three_lines_with_the_need_it_looks_after(browser: Browser) -> None:
    begins(browser)
    page = shown(browser.page("phrase", HERE))
    first, second, third = (page.index(line) for line in (PHRASE.limit, PHRASE.need, PHRASE.ask))

    assert first < second < third
    assert reverse("need", args=[need_address(PHRASE.protects[0])]) in page


@pytest.mark.parametrize("need", [*library().needs])
def test_the_way_from_a_need_leads_to_phrases_that_look_after_it(browser: Browser, need: str) -> None:
    assert reverse("say_limit_for", args=[need_address(need)]) in browser.page("need", need_address(need))
    assert f'name="protects" value="{need}"' in browser.page("say_limit_for", need_address(need))
    begins(browser, protects=need)
    found = has_words_of_ours(browser.page("phrases"))
    phrases = {one.limit: one for one in library().phrases.values()}

    assert need in next(phrases[line].protects for line in sorted(found, key=shown(browser.page("phrases")).index))


def test_a_limit_is_named_on_the_page_of_the_need_it_looks_after(browser: Browser) -> None:
    limit = keeps(browser, protects="knowing-plans")

    assert reverse("limit", args=[limit.id]) in browser.page("need", need_address("knowing-plans"))
    assert reverse("limit", args=[limit.id]) not in browser.page("need", need_address("breaks"))


# --- keeping words ------------------------------------------------------------------------------------------


def test_a_phrase_is_kept_with_whom_need_area_and_where_it_began(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay, limit="I go at eight.", protects="knowing-plans")

    assert ("I go at eight.", PHRASE.need, PHRASE.ask) == (limit.limit, limit.need, limit.ask)
    assert (kay, "knowing-plans", PHRASE.id, Pays.NO) == (limit.whom, limit.protects, limit.begun_from, limit.pays)
    assert (For.LIMIT, LimitArea.TIME, Strength.CLEAR) == (limit.meant_for, limit.area, limit.strength)


def test_the_same_page_sent_twice_keeps_one(browser: Browser) -> None:
    begins(browser)
    said = fields()
    for _ in range(2):
        browser.sends("phrase", HERE, **said)

    assert 1 == len(browser.kept(Limit))


def test_own_words_from_nothing_may_be_one_line(browser: Browser) -> None:
    begins(browser)
    browser.sends("write_limit", id=uuid4(), whom="", limit="Ich gehe um acht 🌱 אני הולך", area="time")

    assert [("Ich gehe um acht 🌱 אני הולך", LimitArea.TIME, "")] == [
        (one.limit, one.area, one.begun_from) for one in browser.kept(Limit)
    ]


@pytest.mark.parametrize("wrong", [{"limit": "  "}, {"limit": LONG}, {"ask": LONG}, {"area": "weather"}, {"id": "x"}])
def test_what_does_not_fit_comes_back_with_all_that_was_typed(browser: Browser, wrong: dict[str, str]) -> None:
    begins(browser)
    said = fields(need="My need stays", **wrong)

    assert reverse("write_limit") == browser.sends("write_limit", **said)
    assert [] == browser.kept(Limit)
    assert "My need stays" in browser.page("write_limit")


def test_a_need_that_is_not_negotiable_holds_words_until_it_is_ticked_as_whole(browser: Browser) -> None:
    browser.writes(NamedNeed, need="breaks", weight=Weight.NOT_NEGOTIABLE)
    begins(browser)
    assert "Needs of mine that are not negotiable" in browser.page("phrase", HERE)
    assert reverse("phrase", args=[HERE]) == browser.sends("phrase", HERE, **fields(limit="I stay till nine."))
    page = browser.page("phrase", HERE)
    assert sentence("limit_held_need_not_covered") in page
    assert "I stay till nine." in page
    browser.sends("phrase", HERE, **fields(covered="breaks"))

    assert [("breaks",)] == [one.covered for one in browser.kept(Limit)]


def test_a_change_in_another_window_shows_both(browser: Browser) -> None:
    limit = keeps(browser)
    browser.sends("change_limit", limit.id, revision=1, limit="I go at eight.")
    goes = browser.sends("change_limit", limit.id, revision=1, limit="I go at ten.")
    page = browser.page("change_limit", limit.id)

    assert reverse("change_limit", args=[limit.id]) == goes
    assert "I go at eight." in page
    assert "I go at ten." in page
    assert ["I go at eight."] == [one.limit for one in browser.kept(Limit)]


def test_changing_words_of_a_phrase_keeps_its_area(browser: Browser) -> None:
    limit = keeps(browser)
    browser.sends("change_limit", limit.id, revision=1, limit="I go at eight.")

    assert [LimitArea.TIME] == [one.area for one in browser.kept(Limit)]


# --- what can be done with it -------------------------------------------------------------------------------


def test_aloud_comes_only_after_nobody_and_nothing_can_hear(browser: Browser) -> None:
    limit = keeps(browser)
    page = browser.page("rehearse_limit", limit.id)
    assert "In your head first" in page
    assert "Could a person or a smart speaker hear you?" in page
    assert "Aloud" not in page
    browser.sends("rehearse_limit", limit.id, hears="someone")
    assert "Aloud" not in browser.page("rehearse_limit", limit.id)
    browser.sends("rehearse_limit", limit.id, hears="nobody")
    assert "Aloud, if you want" in browser.page("rehearse_limit", limit.id)

    assert "Aloud" not in browser.page("rehearse_limit", limit.id)  # it is asked again


def test_paper_holds_the_lines_alone_and_says_that_paper_can_be_found(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay)
    page = browser.page("limit_on_paper", limit.id)
    printed = page.split('<section class="card">')[1].split("</section>")[0]

    assert "Paper can be found." in page.split('<section class="card">')[0]
    assert PHRASE.limit in shown(printed)
    assert "K." not in page.split('id="main"')[1]


def test_words_for_someone_flagged_since_are_not_rehearsed_printed_or_changed(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay)
    browser.writes(Flag, sign=DangerSign.CONTROL, whom=kay)
    page = browser.page("limit", limit.id)

    assert "A plan before words" in page
    assert "The words I kept" in page
    for name in ("rehearse_limit", "limit_on_paper"):
        assert reverse(name, args=[limit.id]) not in page
        assert reverse("limit", args=[limit.id]) == browser.get(name, limit.id).headers["Location"]
    browser.sends("change_limit", limit.id, revision=1, limit="Other words")
    assert [PHRASE.limit] == [one.limit for one in browser.kept(Limit)]
    assert "A plan first" in browser.page("limits")


# --- how it was received ------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [how.value for how in HowReceived if how is not HowReceived.PUNISHED])
def test_how_it_was_received_stands_on_the_limit_and_on_the_persons_page(browser: Browser, kay: UUID, how: str) -> None:
    limit = keeps(browser, kay)
    receives(browser, limit, how, happened="We spoke about it.")

    assert [how] == [one.how.value for one in browser.kept(Received)]
    assert [] == browser.kept(Flag)
    assert "We spoke about it." in browser.page("limit", limit.id)
    page = browser.page("limits_with", kay)
    assert "no answer makes anyone safe" in page
    assert "Last: " in browser.page("someone", kay).split(reverse("limits_with", args=[kay]))[-1]


def test_punished_opens_safety_and_says_why(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay)
    received = uuid4()
    day = datetime.now(UTC).astimezone().date()
    goes = browser.sends("limit_received", limit.id, id=received, how="punished", day=day)
    page = browser.page("limit_punished", received)

    assert reverse("limit_punished", args=[received]) == goes
    assert [(DangerSign.PUNISHED, kay)] == [(one.sign, one.whom) for one in browser.kept(Flag)]
    assert "You were made to pay for a limit." in page
    assert [] == [name for name in SAFETY if f'href="{reverse(name)}"' not in page]
    assert reverse("danger_questions", args=[kay]) in page
    assert "We will not plan steps here" in browser.page("someone", kay)


def test_an_earlier_day_is_kept_and_a_day_to_come_is_not(browser: Browser) -> None:
    limit = keeps(browser)
    receives(browser, limit, "respected", day="2026-01-02")
    receives(browser, limit, "ignored", day="2999-01-02", happened="typed")

    assert ["2026-01-02"] == [str(one.local.date()) for one in browser.kept(Received)]
    assert "typed" in browser.page("limit_received", limit.id)


def test_nothing_chosen_is_asked_for_and_the_words_stay(browser: Browser) -> None:
    limit = keeps(browser)
    receives(browser, limit, "", happened="typed")
    page = browser.page("limit_received", limit.id)

    assert sentence("how_missing") in page
    assert "typed" in page
    assert [] == browser.kept(Received)


def test_the_same_word_sent_twice_is_kept_once_and_a_changed_one_in_its_place(browser: Browser) -> None:
    limit = keeps(browser)
    received, day = uuid4(), datetime.now(UTC).astimezone().date()
    for _ in range(2):
        browser.sends("limit_received", limit.id, id=received, how="ignored", day=day)
    browser.sends("change_received", received, revision=1, how="mocked", day=day)
    stale = browser.sends("change_received", received, revision=1, how="respected", happened="typed", day=day)
    page = browser.page("change_received", received)

    assert ["mocked"] == [one.how.value for one in browser.kept(Received)]
    assert reverse("change_received", args=[received]) == stale
    assert "typed" in page
    assert "What is kept now" in page


def test_a_word_on_a_limit_erased_in_between_leads_home_to_the_room(browser: Browser) -> None:
    limit = keeps(browser)
    browser.sends("erase_entry", limit.id)

    assert reverse("limits") == browser.sends("limit_received", limit.id, id=uuid4(), how="ignored", day="2026-01-02")
    assert sentence("limit_gone") in browser.page("limits")


def test_nothing_kind_is_listed_while_a_flag_reaches_them(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay)
    receives(browser, limit, "respected", happened="a kind word")
    receives(browser, limit, "mocked", happened="a laugh")
    browser.writes(Flag, sign=DangerSign.CONTROL, whom=kay)
    page = browser.page("limits_with", kay)

    assert "a kind word" not in page
    assert "a laugh" in page
    assert "Respected" not in browser.page("someone", kay)


# --- elsewhere ----------------------------------------------------------------------------------------------


def test_limits_are_in_what_i_wrote_and_can_be_erased_there(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay)
    receives(browser, limit, "negotiated")
    page = browser.page("past")
    assert PHRASE.limit in shown(page)
    assert "After a limit: We met in the middle" in page
    browser.sends("erase_entry", limit.id)

    assert [[], []] == [browser.kept(kind) for kind in (Limit, Received)]


def test_today_has_the_way_in_and_says_no_more_that_it_is_to_come(browser: Browser) -> None:
    page = browser.page("today")

    assert reverse("limits") in page
    assert "Saying a limit." not in page


def test_someone_erased_is_gone_from_every_page_of_the_room(browser: Browser, kay: UUID) -> None:
    limit = keeps(browser, kay)
    seen = browser.page("erase_someone", kay).split('name="seen" value="')[1].split('"')[0]
    browser.sends("erase_someone", kay, seen=html.unescape(seen))

    assert [] == [one.code_name for one in browser.kept(Someone)]
    assert [] == browser.kept(Limit)
    assert 404 == browser.get("limit", limit.id).status_code
