"""The notebook as a table: every entry has a line, and no cell is a formula to any spreadsheet."""

import csv
import io
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from tests.unit.entry_strategies import one_of_each
from unhurried.content.library import library
from unhurried.domain.base import Entry
from unhurried.domain.entries import KINDS
from unhurried.domain.people import Area, Hurt, Someone, Trust, TrustedWith
from unhurried.domain.steadying import BodySign, Checkin, State
from unhurried.report.sheet import kind_in_words, safe, write_sheet

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def stamp() -> dict:
    return {"id": uuid4(), "at": NOON, "offset_minutes": 120, "written": NOON + timedelta(hours=1)}


def lines_of(*kept: Entry) -> list[dict[str, str]]:
    text = write_sheet(kept, library().moving).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(one_of_each())
def test_every_entry_has_a_line_with_its_day_and_its_kind_and_no_cell_is_a_formula(kept: list[Entry]) -> None:
    lines = lines_of(*kept)

    assert len(kept) == len(lines)
    assert [kind_in_words(type(entry), library().moving) for entry in kept] == [line["kind"] for line in lines]
    cells = [cell for line in lines for cell in line.values()]
    assert [cell for cell in cells if cell[:1] in tuple("=+@\t\r\n")] == []
    assert [cell for cell in cells if cell[:1] == "-" and not cell[1:].replace(".", "").isdigit()] == []


def test_what_a_person_wrote_stands_there_as_words() -> None:
    someone = Someone(**stamp(), code_name="K.", trusted_with=(TrustedWith(Area.TIME, Trust.A_LOT),), put_away=True)
    checkin = Checkin(**stamp(), state=State.LOW, activation=-3, body=(BodySign.COLD, BodySign.NUMB), note='a "b",\nc')
    hurt = Hurt(**stamp(), what="words", someone=someone.id)

    first, second, third = lines_of(someone, checkin, hurt)

    assert ("2026-11-25T14:00+02:00", "person or group", "K.") == (first["when"], first["kind"], first["code_name"])
    assert ("time: a_lot", "yes") == (first["trusted_with"], first["put_away"])
    assert ("low", "-3", "cold; numb", 'a "b",\nc') == tuple(
        second[name] for name in ("state", "activation", "body", "note")
    )
    assert ("K.", "words", "") == (third["someone"], third["what"], third["state"])


def test_no_number_of_ours_stands_in_it() -> None:
    gone = Hurt(**stamp(), what="words", someone=UUID(int=9))

    (line,) = lines_of(gone)

    assert "someone" not in line
    assert str(gone.id) not in "".join(line.values())


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "=1+1",
            "+1 more",
            "-1+1",
            "- no",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\u00a0=1",
            "\uff1d1",
            "\uff20a",
        ),
        *("\u202e=1", "\u200b=1", "\ufeff=1", "'=1", "|cmd", "%0A=1", "=cmd|' /C calc'!A0", '=HYPERLINK("x")'),
    ],
)
def test_a_cell_that_begins_a_formula_becomes_text(cell: str) -> None:
    assert f"'{cell}" == safe(cell)


@pytest.mark.parametrize("cell", ["", "words", "-3", "-3.5", "7", "a=b", "3 - 2", "('"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert cell == safe(cell)


def test_every_kind_has_words_of_its_own() -> None:
    words = library().moving
    called = {kind.__name__: kind_in_words(kind, words) for kind in KINDS}

    nameless = [name for name, said in called.items() if said == words["kind_other"].says]
    assert nameless == [], f"{nameless} need words: add kind_… to unhurried/content/en/moving.toml"
    assert len(called) == len(set(called.values()))
