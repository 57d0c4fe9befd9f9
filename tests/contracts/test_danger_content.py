"""What is said about danger, held to the safety requirements C5 to C12 and T1 to T9 one by one.

A test cannot tell whether a sentence is kind, and no clinician and no advocate has read these yet.
"""

import re
from datetime import date
from pathlib import Path

import pytest

import unhurried
from tests.words import count_words, grade, sentences, template_words
from unhurried.content.danger import NAMED_ALONE, DangerName, DangerQuestion, Part, StopQuestion
from unhurried.content.library import library
from unhurried.domain.safety import DangerSign, StopSign
from unhurried.pages.unopened import NEVER_LEFT
from unhurried.pages.urls import PLAIN, WITH_ID

DANGER = library().danger
TEMPLATES = Path(unhurried.__file__).parent / "pages" / "templates"
LONGEST_SENTENCE = 20

Item = DangerQuestion | DangerName | StopQuestion


def items() -> list[Item]:
    return [*DANGER.questions.values(), *DANGER.names.values(), *DANGER.stops.values()]


def said(item: Item) -> list[str]:
    """Every sentence of an item that stands on a screen."""
    if isinstance(item, DangerQuestion):
        return [item.question, item.why]
    return [item.question, item.then] if isinstance(item, StopQuestion) else [item.question]


def pages_on_danger() -> dict[str, str]:
    files = sorted((TEMPLATES / "safety").glob("*.html"))
    return {file.name: " ".join(template_words(file.read_text("utf-8")).split()) for file in files}


def all_words() -> dict[str, str]:
    claims = {one: f"{claim.says} {claim.caveat}" for one, claim in library().claims.items()}
    return pages_on_danger() | {item.id.value: " ".join(said(item)) for item in items()} | claims


# --- the questions ------------------------------------------------------------------------------------------


def test_every_sign_has_its_words_and_none_has_them_twice() -> None:
    assert set(DangerSign) == set(DANGER.questions) | set(DANGER.names)
    assert set() == set(DANGER.questions) & set(DANGER.names)
    assert set(StopSign) == set(DANGER.stops)


def test_the_questions_come_in_four_short_parts() -> None:
    assert all(3 <= len(DANGER.in_part(part)) <= 6 for part in Part)


def test_every_sentence_is_read_at_grade_five_and_is_short() -> None:
    spoken = [(item.id.value, line) for item in items() for line in said(item)]
    assert [(one, line, grade(line)) for one, line in spoken if grade(line) > 5] == []
    assert [
        (one, part) for one, line in spoken for part in sentences(line) if count_words(part) > LONGEST_SENTENCE
    ] == []


def test_nothing_is_said_twice() -> None:
    for kind in ("question", "named"):
        lines = [getattr(item, kind).lower() for item in items()]
        assert sorted(set(lines)) == sorted(lines)


def test_every_item_notes_its_review_by_the_list_for_danger() -> None:
    assert [
        item.id.value for item in items() if not (item.reviewed >= date(2026, 11, 25) and item.checklist == 4)
    ] == []


def test_every_page_of_the_room_notes_its_review() -> None:
    noted = re.compile(r"Reviewed \d{4}-\d\d-\d\d, checklist 4\.")
    unread = [file.name for file in (TEMPLATES / "safety").glob("*.html") if not noted.search(file.read_text("utf-8"))]
    assert sorted(unread) == []


def test_the_questions_fit_every_bond_and_every_gender() -> None:
    gendered = re.compile(r"\b(he|she|him|her|his|hers|husband|wife|boyfriend|girlfriend|partner)\b", re.IGNORECASE)
    assert [line for item in items() for line in said(item) if gendered.search(line)] == []


# --- C5, C11: calls, and who sees this ----------------------------------------------------------------------


@pytest.mark.parametrize("page", ["help.html", "country.html", "device.html"])
def test_a_call_is_said_to_show(page: str) -> None:
    assert re.search(r"may show on the phone (or|and on) the bill", pages_on_danger()[page])


@pytest.mark.parametrize("page", ["help.html", "very_bad.html", "very_bad_people.html", "very_bad_other.html"])
def test_no_one_from_this_app_sees_it(page: str) -> None:
    assert "No one from this app sees" in pages_on_danger()[page]


def test_nothing_claims_to_watch_over_anyone() -> None:
    claims = re.compile(
        r"\b(we (will )?(notice|detect|know when|watch over|monitor|alert|call for you|check on you)|"
        r"help is on (its|the) way|nobody is watching|no one is watching)\b",
        re.IGNORECASE,
    )
    assert [(place, claims.findall(words)) for place, words in all_words().items() if claims.search(words)] == []


# --- C7, T1: no orders --------------------------------------------------------------------------------------


def test_nobody_is_told_to_leave_or_to_stay_or_what_to_do_with_the_one_who_harmed() -> None:
    orders = re.compile(
        r"(?:^|[.?!]\s)(?:please )?(leave (them|him|her|now|the)|stay with them|go back|break up|talk to them|"
        r"tell them|test them|trust|call the police|report)\b|"
        r"\byou (have to|need to) (leave|stay|go|tell|report|call)\b|\bdo not (leave|stay|go back)\b",
        re.IGNORECASE,
    )
    assert [(place, orders.search(words)) for place, words in all_words().items() if orders.search(words)] == []


def test_after_a_yes_the_person_decides() -> None:
    assert "You decide what happens next." in pages_on_danger()["danger_answered.html"]


# --- C8: no is not an all-clear, and there is no figure for risk -----------------------------------------------


def test_no_figure_and_no_colour_stands_for_risk() -> None:
    figure = re.compile(
        r"\b(low|no|medium|high|small|great) risk\b|\brisk (level|score|of \d)|\btimes (as|more) likely\b|\bodds\b|"
        r"\d+\s?(%|per ?cent|-?fold)|\bin the (red|green)\b",
        re.IGNORECASE,
    )
    assert [(place, figure.search(words)) for place, words in all_words().items() if figure.search(words)] == []


def test_after_all_no_the_page_says_what_that_does_not_tell() -> None:
    page = pages_on_danger()["danger_answered.html"]

    assert "That does not tell us this person is safe. Feeling no fear does not either." in page
    assert "These are our own questions. Nobody has tested them, and they miss some danger." in page


def test_nobody_is_called_safe() -> None:
    safe = re.compile(r"\b(is|are|was|were|now|be|you're|they're) safe\b(?!r)", re.IGNORECASE)
    allowed = ("does not tell us this person is safe", "does not tell us that anyone is safe")
    for place, words in all_words().items():
        for sentence in allowed:
            words = words.replace(sentence, "")  # noqa: PLW2901 - each allowed sentence is taken out in turn
        assert (place, safe.search(words)) == (place, None)


# --- C9: the signs of danger to life ------------------------------------------------------------------------


@pytest.mark.parametrize("sign", sorted(NAMED_ALONE, key=lambda sign: sign.value))
def test_a_sign_of_danger_to_life_has_one_plain_line_that_says_whom_it_was_studied_in(sign: DangerSign) -> None:
    question = DANGER.questions[sign]
    claim = library().claims[question.claim]

    assert len(sentences(question.why)) <= 2
    assert re.search(r"\b(women|partners)\b", f"{claim.says} {claim.caveat}")
    assert re.search(r"studied in|studies on", claim.caveat)
    assert "groups" in claim.caveat


# --- C10: suicide is asked about directly ---------------------------------------------------------------------


def test_suicide_is_asked_about_in_plain_words_of_our_own() -> None:
    page = pages_on_danger()["very_bad.html"]

    assert "Are you thinking of ending your life?" in page
    assert "ASQ" not in page  # its wording is not used, so it is not credited


@pytest.mark.parametrize("page", ["very_bad.html", "very_bad_people.html", "very_bad_other.html", "help.html"])
def test_nobody_has_to_stay_so_that_someone_else_lives(page: str) -> None:
    assert "call emergency help for them. It is not yours to prevent by staying." in pages_on_danger()[page]


def test_being_followed_is_never_answered_with_illness() -> None:
    followed = DANGER.questions[DangerSign.FOLLOWED]

    assert "we take it as so" in followed.why
    assert "doctor" not in pages_on_danger()["danger_answered.html"]


# --- C12: the six elements of an app that helps prevent suicide ------------------------------------------------

SIX_ELEMENTS = {
    "mood and thoughts are written down": ("checkin", "very_bad", "stop_signs", "flags"),
    "a safety plan": ("crisis_plan", "write_plan"),
    "things to do": ("practices", "calm_minute"),
    "information": ("warning_signs", "very_bad_people"),
    "people one knows": ("own_lines", "crisis_plan"),
    "emergency help": ("help", "help_country"),
}


@pytest.mark.parametrize("element", SIX_ELEMENTS)
def test_the_six_elements_have_a_page_each(element: str) -> None:
    assert set() == set(SIX_ELEMENTS[element]) - {*PLAIN, *WITH_ID}


def test_a_bad_hour_leads_to_each_of_the_six() -> None:
    page = (TEMPLATES / "safety" / "very_bad_other.html").read_text("utf-8")
    people = (TEMPLATES / "safety" / "_people.html").read_text("utf-8")
    near = (TEMPLATES / "safety" / "_near.html").read_text("utf-8")
    told = (TEMPLATES / "safety" / "very_bad_people.html").read_text("utf-8")

    assert "practices" in page
    assert "calm_minute" in page
    assert "_others.html" in people
    assert "own_lines" in near
    assert "crisis_plan" in told
    assert "flags" in told


# --- T8, B15: devices -----------------------------------------------------------------------------------------


def test_advice_on_watched_devices_comes_after_the_caution() -> None:
    page = pages_on_danger()["device.html"]

    assert "may notice the change. It can get more dangerous then." in page
    assert page.index("Before you change anything, stop.") < page.index("For help, use a device they never had")
    assert not re.search(
        r"\b(remove|delete|uninstall|factory reset|change (all|your) passwords?)\b", page, re.IGNORECASE
    )


@pytest.mark.parametrize(
    "statement", ["one plain address", "A private window", "single lines out of the history", "can look odd"]
)
def test_the_limits_of_hiding_are_stated(statement: str) -> None:
    assert statement in pages_on_danger()["device.html"]


# --- nothing is kept by accident --------------------------------------------------------------------------------


def test_the_addresses_that_are_never_left_are_those_of_the_questions() -> None:
    asked = {"danger_now", "danger_questions", "very_bad", "stop_signs", "look_again"}
    beside = {"untie", "choose_country", "find"}

    assert asked | beside == NEVER_LEFT
    assert NEVER_LEFT <= {*PLAIN, *WITH_ID}
