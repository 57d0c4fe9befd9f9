"""The pages of room support: help that is never held, helpers and what was seen in them, sessions, and measures."""

import re
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.integration.open_notebook import Browser, adds
from tests.people import Owner
from tests.words import count_words, grade, sentences, visible_words
from unhurried.content.library import library
from unhurried.domain.safety import DangerSign, Flag
from unhurried.domain.support import Helper, HelpSession, Instrument, OutsideMeasure, QuestionsToAsk, TooMuch
from unhurried.pages import clock
from unhurried.pages.addresses import help_address, idea_address

LONG = "word " * 50_000
TODAY = clock.now().astimezone().date()
WORDS = library().support


def adds_helper(browser: Browser, called: str, **more: object) -> UUID:
    entry_id = uuid4()
    assert reverse("helper", args=[entry_id]) == browser.sends("add_helper", id=entry_id, called=called, **more)
    return entry_id


def notices(browser: Browser, helper: UUID, *signs: str) -> str:
    """Where the answer leads."""
    data = {"id": str(uuid4()), "revision": str(browser.revision(helper)), "signs": list(signs)}
    return str(browser.client.post(reverse("helper_noticed", args=[helper]), data).headers["Location"])


def notes_session(browser: Browser, helper: UUID, **more: object) -> UUID:
    entry_id = uuid4()
    browser.sends("note_session", helper, id=entry_id, **{"day": TODAY, **more})
    return entry_id


def adds_total(browser: Browser, which: str, total: object, **more: object) -> UUID:
    entry_id = uuid4()
    browser.sends("add_measure", id=entry_id, which=which, total=total, **{"day": TODAY, **more})
    return entry_id


# --- how all of it reads ------------------------------------------------------------------------------------


def test_every_page_is_read_at_grade_five_with_short_sentences(browser: Browser) -> None:
    kay = adds(browser, "K.")
    helper = adds_helper(browser, "Lamp", someone=kay, cost="40", wait="a week")
    browser.client.post(reverse("helper_questions"), {"revision": "0", "questions": ["training", "touch"]})
    notices(browser, helper, "sexual-contact", "secret-between-us")
    browser.sends("set_beside", helper, beside="yes")
    session = notes_session(browser, helper, how="It was long.", too_much="yes")
    total = adds_total(browser, "pcl_5", 40)
    plain = ("support", "therapies", "ways_in", "helper_questions", "helper_signs", "telling", "helpers", "add_helper")
    pages = [(name, None) for name in (*plain, "compare_helpers", "measures", "add_measure")]
    of_helper = ("helper", "change_helper", "helper_asked", "helper_noticed", "helper_danger", "note_session")
    pages += [(name, helper) for name in of_helper]
    pages += [("session", session), ("change_session", session), ("change_measure", total)]
    pages += [("therapy", help_address(one)) for one in WORDS.therapies]
    pages += [("way_in", help_address(one)) for one in WORDS.ways_in]
    shown = {page: visible_words(browser.page(*page)) for page in pages}

    assert {} == {page: grade(words) for page, words in shown.items() if grade(words) > 5}
    said = [one for words in shown.values() for one in sentences(words)]
    assert [] == [one for one in said if count_words(one) > 20]


def test_no_page_weighs_more_than_twenty_kilobytes_with_sixteen_questions_ticked(browser: Browser) -> None:
    """With all twenty the page of what was asked comes to 22."""
    helper = adds_helper(browser, "Lamp")
    browser.client.post(reverse("helper_questions"), {"revision": "0", "questions": list(WORDS.questions)[:16]})
    pages = [("helper_signs", None), ("therapies", None), ("telling", None), ("ways_in", None), ("support", None)]
    pages += [("helper_noticed", helper), ("helper_asked", helper), ("helper_questions", None)]
    sizes = {page: len(browser.get(*page).content) for page in pages}

    assert {} == {page: size for page, size in sizes.items() if size > 20_000}


# --- help is never held -------------------------------------------------------------------------------------


def test_help_can_be_found_while_a_flag_for_now_stands_and_says_nothing_of_the_past(browser: Browser) -> None:
    before = {name: browser.page(name) for name in ("therapies", "ways_in", "helper_signs")}
    browser.writes(Flag, sign=DangerSign.THREAT_TO_KILL, whom=None)

    for name in ("support", "telling", "helpers", "helper_questions", "measures"):
        browser.page(name)
    for name, page in before.items():
        assert visible_words(page) == visible_words(browser.page(name))
    assert reverse("add_helper") in browser.page("helpers")


def test_the_danger_line_is_the_first_line_of_the_room(browser: Browser) -> None:
    for name in ("support", "helper_signs"):
        page = browser.page(name)
        assert page.index("data-danger-line") < page.index("<h1")


def test_today_leads_here_under_protection(browser: Browser) -> None:
    page = browser.page("today")
    protection = page.split("Protection</h3>")[1].split("Connection</h3>")[0]

    assert reverse("support") in protection
    assert 2 == page.count(reverse("support"))  # with and without scripting


# --- therapies and ways in ----------------------------------------------------------------------------------


def test_every_therapy_stands_in_the_list_with_its_grade_and_opens_with_its_source(browser: Browser) -> None:
    listed = browser.page("therapies")
    for one in WORDS.therapies.values():
        claim = library().claims[one.claim]
        page = browser.page("therapy", help_address(one.id))
        assert reverse("therapy", args=[help_address(one.id)]) in listed
        assert claim.sources[0].where in page
        for words in ("What it was tested for", "Who might not want it", "What a session is like"):
            assert words in page


def test_what_is_put_first_by_guidelines_comes_first_and_what_is_little_tested_says_so(browser: Browser) -> None:
    page = browser.page("therapies")
    order = [page.index(one.title) for one in WORDS.therapies.values()]

    assert sorted(order) == order
    assert "Little tested" in visible_words(browser.page("therapy", help_address("internal-family-systems")))
    assert "Well tested" in visible_words(browser.page("therapy", help_address("emdr")))


def test_every_way_in_opens_with_words_to_say_and_a_way_to_help(browser: Browser) -> None:
    for one in WORDS.ways_in:
        page = browser.page("way_in", help_address(one))
        assert "Words for it" in page
        assert reverse("help") in page.split("Take care")[1]


def test_steps_for_telling_lead_to_small_steps_like_them(browser: Browser) -> None:
    page = browser.page("telling")

    for one in WORDS.telling.values():
        assert one.title in page
        if one.step:
            assert reverse("step", args=[idea_address(one.step)]) in page


@pytest.mark.parametrize("name", ["therapy", "way_in", "helper", "session", "change_measure", "helper_danger"])
def test_an_address_that_leads_to_nothing_is_not_here(browser: Browser, name: str) -> None:
    assert 404 == browser.get(name, uuid4()).status_code


# --- questions ----------------------------------------------------------------------------------------------


def ticks(browser: Browser, revision: int, *questions: str, words: str = "") -> None:
    data = {"revision": str(revision), "questions": list(questions), "words": words}
    assert 303 == browser.client.post(reverse("helper_questions"), data).status_code


def test_what_is_ticked_is_kept_and_stands_alone_on_paper(browser: Browser) -> None:
    ticks(browser, 0, "touch", "training", words="Is there a lift?")
    page = browser.page("helper_questions")
    mine, rest = page.split('<div class="unprinted stack">')

    assert [("touch", "training")] == [one.questions for one in browser.kept(QuestionsToAsk)]
    assert WORDS.questions["touch"].ask in mine
    assert "Is there a lift?" in mine
    assert WORDS.questions["have-to-tell"].ask not in mine
    assert WORDS.questions["have-to-tell"].ask in rest
    assert 2 == rest.count(" checked")


def test_a_list_from_an_older_page_does_not_write_over_the_kept_one_and_shows_both(browser: Browser) -> None:
    ticks(browser, 0, "touch")
    ticks(browser, 1, "touch", "training")
    ticks(browser, 1, "have-to-tell", words="my own")
    page = browser.page("helper_questions")

    assert [("touch", "training")] == [one.questions for one in browser.kept(QuestionsToAsk)]
    assert "Both are here" in page
    assert "my own" in page


@pytest.mark.parametrize("data", [{"questions": ["no-such-one"], "revision": "0"}, {"revision": "-1"}])
def test_a_list_that_does_not_fit_keeps_nothing(browser: Browser, data: dict[str, object]) -> None:
    browser.client.post(reverse("helper_questions"), data)

    assert [] == browser.kept(QuestionsToAsk)


# --- helpers ------------------------------------------------------------------------------------------------


def test_a_helper_needs_a_name_and_nothing_else(browser: Browser) -> None:
    helper = adds_helper(browser, "Lamp")

    assert ["Lamp"] == [one.code_name for one in browser.kept(Helper)]
    assert "Not noted" in browser.page("helper", helper)
    assert "Lamp" in browser.page("helpers")


def test_a_second_send_adds_one_helper(browser: Browser) -> None:
    entry_id = uuid4()
    for _ in range(2):
        browser.sends("add_helper", id=entry_id, called="Lamp")

    assert 1 == len(browser.kept(Helper))


@pytest.mark.parametrize("called", ["", "  ", "n" * 61])
def test_a_name_that_does_not_fit_is_told_and_the_rest_is_kept(browser: Browser, called: str) -> None:
    browser.sends("add_helper", id=uuid4(), called=called, cost="a great deal")
    page = browser.page("add_helper")

    assert [] == browser.kept(Helper)
    assert "a great deal" in page
    assert "wrong" in page


@pytest.mark.parametrize("fields", [{"works_as": "wizard"}, {"someone": str(uuid4())}, {"note": LONG}, {"id": "?"}])
def test_a_helper_that_does_not_fit_is_not_kept(browser: Browser, fields: dict[str, object]) -> None:
    browser.sends("add_helper", **{"id": uuid4(), "called": "Lamp", **fields})

    assert [] == browser.kept(Helper)


def test_a_change_from_an_older_page_shows_both(browser: Browser) -> None:
    helper = adds_helper(browser, "Lamp")
    for note in ("the first", "the second"):
        browser.sends("change_helper", helper, id=uuid4(), revision=1, called="Lamp", note=note)
    page = browser.page("change_helper", helper)

    assert ["the first"] == [one.note for one in browser.kept(Helper)]
    assert "the first" in page
    assert "the second" in page


def test_what_was_asked_stands_by_how_it_was_answered(browser: Browser) -> None:
    ticks(browser, 0, "touch", "training", "have-to-tell")
    helper = adds_helper(browser, "Lamp")
    said = {"said-touch": "clear", "said-training": "would_not_say", "said-have-to-tell": ""}
    browser.sends("helper_asked", helper, id=uuid4(), revision=1, **said)
    page = visible_words(browser.page("helper", helper))

    assert {"touch", "training"} == {one.question for one in browser.kept(Helper)[0].answers}
    assert page.index("Answered clearly") < page.index(WORDS.questions["touch"].ask)
    assert page.index("Would not say") < page.index(WORDS.questions["training"].ask)
    assert WORDS.questions["have-to-tell"].ask not in page


def test_an_answer_stays_when_its_question_leaves_the_list(browser: Browser) -> None:
    ticks(browser, 0, "touch")
    helper = adds_helper(browser, "Lamp")
    browser.sends("helper_asked", helper, id=uuid4(), revision=1, **{"said-touch": "clear"})
    ticks(browser, 1)
    browser.sends("helper_asked", helper, id=uuid4(), revision=2, **{"said-touch": "not_clear"})

    assert ["not_clear"] == [one.said.value for one in browser.kept(Helper)[0].answers]


# --- warning signs ------------------------------------------------------------------------------------------


def test_a_sign_of_danger_leads_to_people_first_and_to_a_flag_on_who_they_are(browser: Browser) -> None:
    kay = adds(browser, "K.")
    helper = adds_helper(browser, "Lamp", someone=kay)

    assert reverse("helper_danger", args=[helper]) == notices(browser, helper, "sexual-contact")
    page = browser.page("helper_danger", helper)
    assert page.index(reverse("help")) < page.index("You do not have to go there again")
    assert [(DangerSign.FORCED, kay)] == [(one.sign, one.whom) for one in browser.kept(Flag)]
    assert "We will not plan steps here" in browser.page("someone", kay)
    assert "Danger comes first" in browser.page("helper", helper)
    assert "No steps" in browser.page("people")


def test_the_page_says_before_that_a_tick_puts_up_a_flag(browser: Browser) -> None:
    kay = adds(browser, "K.")
    linked, alone = adds_helper(browser, "Lamp", someone=kay), adds_helper(browser, "Rook")

    assert "A tick here puts a flag on" in browser.page("helper_noticed", linked)
    assert "A tick here puts a flag on" not in browser.page("helper_noticed", alone)


def test_without_anyone_behind_the_helper_danger_leads_to_help_and_the_questions(browser: Browser) -> None:
    helper = adds_helper(browser, "Rook")

    assert reverse("helper_danger", args=[helper]) == notices(browser, helper, "threats")
    page = browser.page("helper_danger", helper)
    assert [] == browser.kept(Flag)
    assert reverse("danger_now") in page
    assert reverse("change_helper", args=[helper]) in page
    assert "no flag stands" in page


def test_a_flag_that_was_lifted_is_not_told_as_standing(browser: Browser) -> None:
    kay = adds(browser, "K.")
    helper = adds_helper(browser, "Lamp", someone=kay)
    notices(browser, helper, "threats")
    assert "There is a flag on" in browser.page("helper_danger", helper)
    browser.ana.notebook.write(erase=[one.id for one in browser.kept(Flag)])

    assert "No flag stands on" in browser.page("helper_danger", helper)


def test_who_a_helper_is_stays_when_they_were_put_away(browser: Browser) -> None:
    kay = adds(browser, "K.")
    helper = adds_helper(browser, "Lamp", someone=kay)
    browser.sends("put_away", kay, away="yes")

    assert f'value="{kay}" checked' in browser.page("change_helper", helper)
    assert f'value="{kay}"' not in browser.page("add_helper")


def test_a_sign_worth_a_pause_leads_back_to_the_helper(browser: Browser) -> None:
    helper = adds_helper(browser, "Lamp")

    assert reverse("helper", args=[helper]) == notices(browser, helper, "secret-between-us")
    assert reverse("helper", args=[helper]) == str(browser.get("helper_danger", helper).headers["Location"])
    assert WORDS.signs["secret-between-us"].says in browser.page("helper", helper)


def test_signs_ticked_on_an_older_page_are_shown_again_and_danger_is_flagged_all_the_same(browser: Browser) -> None:
    kay = adds(browser, "K.")
    helper = adds_helper(browser, "Lamp", someone=kay)
    for sign in ("secret-between-us", "threats"):
        data = {"id": str(uuid4()), "revision": "1", "signs": [sign]}
        answer = browser.client.post(reverse("helper_noticed", args=[helper]), data)
    page = browser.page("helper_noticed", helper)

    assert reverse("helper_noticed", args=[helper]) == answer.headers["Location"]
    assert [("secret-between-us",)] == [one.signs for one in browser.kept(Helper)]
    assert [DangerSign.OTHER_THREAT] == [one.sign for one in browser.kept(Flag)]
    assert "Both are here" in page
    assert 'value="threats" checked' in page


def test_no_ticks_is_never_told_as_all_is_well(browser: Browser) -> None:
    helper = adds_helper(browser, "Lamp")
    notices(browser, helper)

    assert "No ticks does not tell that all is well." in browser.page("helper_noticed", helper)
    assert "safe" not in visible_words(browser.page("helper", helper)).casefold().split()


# --- side by side -------------------------------------------------------------------------------------------


def test_up_to_five_stand_side_by_side_by_name_and_a_sixth_is_told(browser: Browser) -> None:
    names = ["Wren", "Ash", "Moss", "Fern", "Birch", "Reed"]
    helpers = {name: adds_helper(browser, name, cost=f"{name} costs") for name in names}
    for one in helpers.values():
        browser.sends("set_beside", one, beside="yes")
    assert "Five are side by side already." in browser.page("helper", helpers["Reed"])
    page = visible_words(browser.page("compare_helpers"))
    order = [page.index(f"{name} costs") for name in sorted(names[:5])]

    assert sorted(order) == order
    assert "Reed" not in page
    browser.sends("set_beside", helpers["Ash"], beside="no")
    assert "Ash" not in visible_words(browser.page("compare_helpers"))


def test_nobody_is_ranked_counted_or_scored(browser: Browser) -> None:
    good, bad = adds_helper(browser, "Wren"), adds_helper(browser, "Ash")
    notices(browser, bad, "hurt-or-held", "secret-between-us", "hides-training")
    for one in (good, bad):
        browser.sends("set_beside", one, beside="yes")
    page = visible_words(browser.page("compare_helpers"))

    assert [] == [sign for sign in page if sign.isdigit()]
    assert page.index("Ash") < page.index("Wren")


# --- sessions -----------------------------------------------------------------------------------------------


def test_a_session_is_kept_shown_and_can_be_changed(browser: Browser) -> None:
    helper = adds_helper(browser, "Lamp")
    session = notes_session(browser, helper, wanted="the rota")
    browser.sends("change_session", session, revision=1, day=TODAY, wanted="the rota", how="half", too_much="yes")
    page = browser.page("session", session)

    assert [("the rota", "half", TooMuch.YES)] == [(o.wanted, o.how, o.too_much) for o in browser.kept(HelpSession)]
    assert "It was too much." in page
    assert "half" in browser.page("helper", helper)


def test_a_session_of_an_earlier_day_keeps_its_day_when_its_words_change(browser: Browser) -> None:
    helper = adds_helper(browser, "Lamp")
    session = notes_session(browser, helper, day="2026-01-05")
    before = browser.kept(HelpSession)[0].at
    browser.sends("change_session", session, revision=1, day="2026-01-05", how="words")

    assert before == browser.kept(HelpSession)[0].at
    browser.sends("change_session", session, revision=2, day="2026-01-06", how="words")
    assert "6 January 2026" in browser.page("session", session)


@pytest.mark.parametrize("fields", [{"day": "2099-01-01"}, {"day": "never"}, {"how": LONG}, {"too_much": "very"}])
def test_a_session_that_does_not_fit_keeps_what_was_typed(browser: Browser, fields: dict[str, object]) -> None:
    helper = adds_helper(browser, "Lamp")
    browser.sends("note_session", helper, **{"id": uuid4(), "day": TODAY, "wanted": "to be slow", **fields})

    assert [] == browser.kept(HelpSession)
    assert "to be slow" in browser.page("note_session", helper)


def test_a_session_changed_on_an_older_page_shows_both(browser: Browser) -> None:
    helper = adds_helper(browser, "Lamp")
    session = notes_session(browser, helper)
    for how in ("one way", "another way"):
        browser.sends("change_session", session, revision=1, day=TODAY, how=how)
    page = browser.page("change_session", session)

    assert "one way" in page
    assert "another way" in page


# --- measures -----------------------------------------------------------------------------------------------


def test_a_total_with_checked_numbers_says_where_it_lies_and_with_whom_that_was_found(browser: Browser) -> None:
    adds_total(browser, "pcl_5", 40)
    page = visible_words(browser.page("measures"))

    assert "Above the line that most studies draw at 31 to 33." in page
    assert "Found with adults in 56 papers." in page
    assert "wobble" not in page


def test_a_total_whose_numbers_were_not_checked_says_to_ask(browser: Browser) -> None:
    adds_total(browser, "gad_7", 11)
    adds_total(browser, "other", "3.4", name="A sheet")
    page = visible_words(browser.page("measures"))

    assert 2 == page.count("Ask the person who gave you this.")
    assert "A sheet: 3.4" in page
    assert "line" not in page.split("GAD-7")[1].split()


def test_a_move_is_told_with_the_wobble_only_where_that_was_checked(browser: Browser) -> None:
    adds_total(browser, "pcl_5", 47, day="2026-03-01")
    adds_total(browser, "pcl_5", 20, day="2026-06-01")
    adds_total(browser, "phq_9", 3, day="2026-03-01")
    adds_total(browser, "phq_9", 21, day="2026-06-01")
    page = visible_words(browser.page("measures"))

    assert "27 less than on 1 March 2026. That is more than the usual wobble. It does not tell why." in page
    assert "18 more than on 1 March 2026. We did not check how much is more than a wobble." in page
    assert "men who had been in the forces" in page
    for word in ("better", "worse", "recover"):
        assert word not in page.replace("More is better here", "").casefold()


def test_a_move_that_studies_read_in_two_ways_is_told_as_that(browser: Browser) -> None:
    adds_total(browser, "pcl_5", 30, day="2026-03-01")
    adds_total(browser, "pcl_5", 40, day="2026-06-01")

    assert "10 more than on 1 March 2026. Studies differ on whether that is more than a wobble." in visible_words(
        browser.page("measures")
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"total": 81}, "The total of this one goes from 0 to 80."),
        ({"total": -1}, "The total of this one goes from 0 to 80."),
        ({"total": "3.5"}, "The total of this one is a whole number."),
        ({"total": "many"}, "Write the total as a number, such as 12."),
        ({"total": "nan"}, "Write the total as a number, such as 12."),
        ({"total": ""}, "Write the total as a number, such as 12."),
        ({"which": "other"}, "What is it called?"),
        ({"which": "c_ssrs"}, "wrong"),
        ({"day": "2099-01-01"}, "This time is still to come."),
    ],
)
def test_a_total_that_can_not_be_is_told_beside_its_field(
    browser: Browser, fields: dict[str, object], told: str
) -> None:
    browser.sends(
        "add_measure", **{"id": uuid4(), "which": "pcl_5", "total": 40, "day": TODAY, "given_by": "Ash"} | fields
    )
    page = browser.page("add_measure")

    assert [] == browser.kept(OutsideMeasure)
    assert told in page
    assert "Ash" in page


def test_a_total_can_be_changed_and_an_older_page_shows_both(browser: Browser) -> None:
    total = adds_total(browser, "pcl_5", 40)
    for value in (41, 42):
        browser.sends("change_measure", total, revision=1, which="pcl_5", total=value, day=TODAY)

    assert [41] == [one.total for one in browser.kept(OutsideMeasure)]
    page = browser.page("change_measure", total)
    assert "PCL-5: 41" in page
    assert 'value="42"' in page


def test_no_question_of_a_measure_stands_on_any_page(browser: Browser) -> None:
    adds_total(browser, Instrument.PHQ_9.value, 9)
    said = visible_words(browser.page("measures")) + visible_words(browser.page("add_measure"))

    assert [] == [one for one in ("hopeless", "nervous", "little interest", "tired") if one in said.casefold()]


# --- what I wrote, and erasing ------------------------------------------------------------------------------


def test_all_of_it_stands_in_what_was_written_and_can_be_erased(browser: Browser) -> None:
    helper = adds_helper(browser, "Lamp", note="by the door")
    notes_session(browser, helper, how="it was long")
    adds_total(browser, "phq_9", 12)
    ticks(browser, 0, "touch", words="a lift?")
    page = visible_words(browser.page("past"))

    for words in (
        "A helper: Lamp",
        "by the door",
        "A session with Lamp",
        "it was long",
        "A measure: PHQ-9, 12",
        "a lift?",
    ):
        assert words in page
    assert "What you wrote about sessions goes with it." in browser.page("erase_entry", helper)
    browser.sends("erase_entry", helper)
    assert [] == [*browser.kept(Helper), *browser.kept(HelpSession)]
    assert 1 == len(browser.kept(OutsideMeasure))


def test_erasing_someone_says_that_the_helper_and_the_sessions_go(browser: Browser) -> None:
    kay = adds(browser, "K.")
    helper = adds_helper(browser, "Lamp", someone=kay)
    notes_session(browser, helper)
    page = browser.page("erase_someone", kay)

    assert "1 page on them as a helper" in page
    assert "1 note on sessions" in page


def test_no_id_of_a_row_follows_from_what_was_ticked(browser: Browser, ana: Owner) -> None:
    """The flag's id is not the form's, nor that of the helper or of the sign."""
    kay = adds(browser, "K.")
    helper = adds_helper(browser, "Lamp", someone=kay)
    form = uuid4()
    data = {"id": str(form), "revision": "1", "signs": ["threats"]}
    browser.client.post(reverse("helper_noticed", args=[helper]), data)
    ids = {row.entry.id for row in ana.notebook.entries().kept}

    assert form not in ids
    assert 1 == len(browser.kept(Flag))
    assert {} == {one: one for one in WORDS.signs if help_address(one) in ids}


# --- locked in between --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["support", "therapies", "ways_in", "helpers", "helper_questions", "measures"])
def test_nothing_of_a_locked_notebook_is_shown(browser: Browser, name: str) -> None:
    browser.client.cookies.clear()
    answer = browser.get(name)

    assert (303, "/") == (answer.status_code, answer.headers["Location"])


@pytest.mark.parametrize(
    ("name", "fields", "shown"),
    [
        ("note_session", {"how": "it was long", "day": "2026-03-01"}, "it was long"),
        ("helper_noticed", {"signs": "threats"}, 'value="threats" checked'),
        ("helper_asked", {"said-touch": "not_clear"}, 'value="not_clear" checked'),
        ("change_helper", {"called": "Lamp", "note": "by the door"}, "by the door"),
        ("helper_questions", {"questions": "touch", "words": "a lift?"}, "a lift?"),
        ("add_helper", {"called": "Rook"}, "Rook"),
        ("add_measure", {"which": "other", "name": "A sheet", "total": "3"}, "A sheet"),
    ],
)
def test_what_was_typed_while_it_locked_can_be_gone_on_with(
    browser: Browser, ana: Owner, name: str, fields: dict[str, str], shown: str
) -> None:
    ticks(browser, 0, "touch")
    helper = adds_helper(browser, "Lamp")
    on = helper if name.startswith(("note_", "helper_n", "helper_a", "change_")) else None
    before = len(ana.notebook.entries().kept)
    browser.client.cookies.clear()
    browser.sends(name, on, id=uuid4(), revision=1, **fields)
    assert before == len(ana.notebook.entries().kept)
    browser.client.post(reverse("unlock"), {"passphrase": ana.passphrase})
    left = re.search(r'action="/ln/([0-9a-f-]{36})/"', browser.page("left_notes"))
    assert left is not None

    assert reverse(name, args=[on] if on else []) == browser.sends("left_note", UUID(left[1]), what="go_on")
    assert shown in browser.page(name, on)
