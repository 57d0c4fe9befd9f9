"""The words of the page to take along: every part has its own, and they are short, in one voice, and claim little."""

import re
from datetime import date
from pathlib import Path

import unhurried
from tests.words import count_words, grade, sentences
from unhurried.content.library import library
from unhurried.report.along import PARTS

LONGEST_SENTENCE = 20
REPORT = Path(unhurried.__file__).parent / "report"
COURT = "Anything saved or printed can be found, or asked for by a court, and read against you."

OFF_UNLESS_TICKED = {"hurts", "limits", "flags", "range", "reads", "measures"}


def test_every_part_that_can_be_told_has_its_words_and_the_other_way_round() -> None:
    assert set(PARTS) == set(library().along.parts)


def test_what_can_be_turned_against_someone_is_never_ticked_beforehand_and_says_what_to_think_of() -> None:
    for one in library().along.parts.values():
        if one.id in OFF_UNLESS_TICKED:
            assert not one.ticked, one.id
            assert one.think, one.id


def test_every_part_says_what_it_does_not_prove() -> None:
    assert [one.id for one in library().along.parts.values() if len(sentences(one.not_proof)) < 2] == []


def test_the_words_are_short_and_easy_to_read() -> None:
    parts = [f"{one.title}\n{one.offered}\n{one.think}\n{one.not_proof}" for one in library().along.parts.values()]
    said = [_plain(one.says) for one in library().along.words.values()]
    long = [one for one in sentences("\n".join([*parts, *said])) if count_words(one) > LONGEST_SENTENCE]

    assert [text for text in parts if grade(text) > 5] == []
    assert grade("\n".join(said)) <= 5
    assert long == []


def test_the_page_speaks_as_the_person_and_its_parts_are_offered_to_them() -> None:
    on_the_page = [one.not_proof for one in library().along.parts.values()]
    on_the_page += [one.says for words_id, one in library().along.words.items() if not words_id.startswith("form_")]

    assert [text for text in on_the_page if re.search(r"\b(you|your)\b", text, re.IGNORECASE)] == []
    assert [
        one.id for one in library().along.parts.values() if re.search(r"\b(I|my)\b", f"{one.offered} {one.think}")
    ] == []


def test_every_sentence_is_used_and_every_one_that_is_used_is_there() -> None:
    source = "\n".join(file.read_text("utf-8") for file in REPORT.rglob("*.py"))
    source += (Path(unhurried.__file__).parent / "pages" / "forms" / "along.py").read_text("utf-8")
    source += (Path(unhurried.__file__).parent / "content" / "along.py").read_text("utf-8")

    assert [one for one in library().along.words if not _is_named(one, source)] == []


def _is_named(words_id: str, source: str) -> bool:
    """By its id, by that of the sentence whose one it is, or by its beginning or its end with the rest filled in."""
    whole = {words_id, words_id.removesuffix("_one")}
    end = words_id.partition("_")[2]
    filled = {f'f"{words_id[:place]}{{' for place, sign in enumerate(words_id, start=1) if sign == "_"}
    return any(f'"{one}"' in source for one in whole) or any(one in source for one in filled) or f'}}_{end}"' in source


def test_the_court_stands_directly_above_the_button_that_saves() -> None:
    page = (REPORT.parent / "pages" / "templates" / "lookback" / "along_preview.html").read_text("utf-8")
    between = page[page.index(COURT) : page.index("Save it as a PDF")]

    assert page.count(COURT) == 1
    assert 0 == len(re.findall(r"<(h\d|ul|section|details|p)\b|{% more", between))


def test_every_part_notes_its_last_review() -> None:
    for one in library().along.parts.values():
        assert (one.reviewed, one.checklist) >= (date(2026, 11, 25), 12), one.id


def _plain(says: str) -> str:
    return re.sub(r"{(\w+)}", r"\1", says)
