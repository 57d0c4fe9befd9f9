"""The words of the sheets and of search: short, plain, danger first, and nothing explained away."""

import re
from pathlib import Path

import pytest

import unhurried
from tests.words import count_words, grade, sentences, template_words
from unhurried.content.library import library

FOLDER = Path(unhurried.__file__).parent / "pages" / "templates" / "learning"
WRITTEN = ("saw_told", "know_feel", "review", "park")
PAGES = (*WRITTEN, *(f"{name}_kept" for name in WRITTEN), "sheets", "find", "found", "_calls", "_kept_top")
LONGEST_SENTENCE = 20


def said(name: str) -> str:
    """What a page says: its lines that are sentences, and no names of fields or addresses."""
    lines = [line.strip() for line in template_words((FOLDER / f"{name}.html").read_text("utf-8")).splitlines()]
    return "\n".join(line for line in lines if count_words(line) >= 3)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_at_grade_five_in_short_sentences(name: str) -> None:
    assert grade(said(name)) <= 5
    assert [one for one in sentences(said(name)) if count_words(one) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_a_sheet_begins_with_the_danger_line(name: str) -> None:
    source = (FOLDER / f"{name}.html").read_text("utf-8")

    assert source.index("learning/_top.html") < source.index("<form")
    assert "_components/danger_line.html" in (FOLDER / "_top.html").read_text("utf-8")


@pytest.mark.parametrize("name", [f"{name}_kept" for name in WRITTEN])
def test_after_a_sheet_danger_and_flags_come_before_anything_else(name: str) -> None:
    source = (FOLDER / f"{name}.html").read_text("utf-8")
    top = (FOLDER / "_kept_top.html").read_text("utf-8")

    assert source.index("_kept_top.html") < source.index("<p")
    assert top.index("learning/_calls.html") < top.index("There is a flag here")


@pytest.mark.parametrize("name", PAGES)
def test_no_sheet_speaks_of_the_past_or_of_an_echo(name: str) -> None:
    assert not re.search(r"\b(past|echo|old alarm|back then|memory)\b", said(name), re.IGNORECASE)


def test_every_page_of_the_sheets_notes_its_review() -> None:
    pages = [name for name in PAGES if name not in {"find", "found", "_calls", "_kept_top"}]

    assert [name for name in pages if "checklist 11" not in (FOLDER / f"{name}.html").read_text("utf-8")] == []


def test_words_of_danger_are_answered_with_the_sentences_of_room_safety() -> None:
    calls = said("_calls")

    assert "It is not yours to prevent by staying." in calls
    assert "sheet_empty" in library().sentences
