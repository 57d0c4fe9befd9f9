"""The page to take along as a PDF: it can be read aloud in order, holds what was ticked, and leaves no trace on disk."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import pikepdf
import pypdf
import pytest

from bench.handover import EVERYTHING, NOW, in_order, made_up_year, set_page
from bench.handover_pdf import (
    elements,
    figures_without_words,
    findings,
    first_page,
    tables_without_heads,
    text_of,
)
from unhurried.content.library import library
from unhurried.domain.needs import NamedNeed, OwnNeed, Weight
from unhurried.domain.notebook import Kept
from unhurried.domain.people import Someone
from unhurried.domain.steadying import Checkin, State
from unhurried.insight.charts import Frame, Reach, Span, Spoken, Strand, Svg, Tick, band_over_time, dots_in_rows
from unhurried.insight.steadying import RangeMemory
from unhurried.report import pdf
from unhurried.report.along import PARTS, make_page
from unhurried.report.along.blocks import LONGEST_WORDS, Page, Wanted
from unhurried.report.paper import WIDE, on_paper
from unhurried.report.pdf import INSTEAD, NotSet, _without, make_pdf

ROOT = Path(__file__).parents[2]


@cache
def whole() -> tuple[Page, bytes]:
    """The made-up year with every part."""
    return set_page(made_up_year(), EVERYTHING, RangeMemory())


def pdf_of(*checkins: Checkin, wanted: Wanted) -> bytes:
    page = make_page(library(), [Kept(one, 1) for one in checkins], wanted, NOW)
    return make_pdf(page, library().along, NOW)


def checkin(number: int, **more: object) -> Checkin:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return Checkin(id=UUID(int=number), at=at, offset_minutes=0, written=at, state=State.LOW, **more)


# --- read aloud ---------------------------------------------------------------------------------------------


def test_the_checker_finds_nothing_and_would_find_a_picture_without_words():
    assert [] == findings(whole()[1])
    assert [] != findings(without_words(whole()[1]))


def without_words(made: bytes) -> bytes:
    """The same file with the words of its pictures taken out."""
    out = BytesIO()
    with pikepdf.open(BytesIO(made)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure":
                del one["/Alt"]
        pdf.save(out)
    return out.getvalue()


def test_every_picture_has_its_words_and_every_table_its_heads():
    page, made = whole()
    pictures = [picture.in_words for part in page.parts for picture in part.told.pictures]

    assert pictures == [one.in_words for one in elements(made) if one.kind == "Figure"]
    assert 0 == figures_without_words(made) == tables_without_heads(made)
    assert 5 == len(pictures)
    assert len(pictures) == figures_without_words(without_words(made))


def test_headings_go_down_one_level_at_a_time_and_start_at_the_first():
    levels = [int(one.kind[1]) for one in elements(whole()[1]) if re.fullmatch(r"H\d", one.kind)]

    assert 1 == levels[0]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert 2 == levels.count(1)


def test_all_that_is_said_can_be_taken_out_as_text_in_the_order_of_the_page():
    page, made = whole()
    text, place = text_of(made), 0
    for sentence in in_order(page):
        found = text.find(" ".join(sentence.split()), place)
        assert found >= 0, sentence
        place = found


def test_the_first_page_has_a_line_on_every_part_and_the_details_begin_on_the_second():
    page, made = whole()
    first = first_page(made)

    assert [part.title for part in page.parts if part.title not in first] == []
    assert library().along.say("what_it_is") in first
    assert "The details" not in first


def test_the_longest_answers_still_leave_one_first_page():
    long = ("word " * LONGEST_WORDS)[:LONGEST_WORDS]
    wanted = Wanted(long, long, tuple(PARTS))
    made = set_page(made_up_year(), wanted, RangeMemory())[1]

    assert library().along.say("what_it_is") in first_page(made)


def test_a_very_full_notebook_still_has_one_first_page():
    needs = [f"A need of mine, number {number}, in many words of my own" for number in range(60)]
    entries = [OwnNeed(**when(1000 + number), title=title) for number, title in enumerate(needs)]
    entries += [
        NamedNeed(**when(2000 + number), need=str(UUID(int=1000 + number)), weight=Weight.NOT_NEGOTIABLE)
        for number in range(60)
    ]
    kept = [*made_up_year(), *(Kept(one, 1) for one in entries)]
    long = ("word " * LONGEST_WORDS)[:LONGEST_WORDS]
    made = set_page(kept, Wanted(long, long, tuple(PARTS)), RangeMemory())[1]

    assert "and 57 more" in first_page(made)
    assert library().along.say("what_it_is") in first_page(made)
    text = text_of(made)
    assert [title for title in needs if title not in text] == []


def when(number: int) -> dict[str, object]:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return {"id": UUID(int=number), "at": at, "offset_minutes": 0, "written": at}


def test_the_file_says_nothing_of_whose_it_is_or_at_what_hour_it_was_made():
    reader = pypdf.PdfReader(BytesIO(whole()[1]))
    told = {name: str(value) for name, value in (reader.metadata or {}).items()}

    assert {"/Title", "/Creator", "/CreationDate", "/ModDate"} == set(told)
    assert "Notes" == told["/Title"]
    assert told["/CreationDate"].startswith("D:20261125000000")
    assert b"hurried" not in whole()[1]


def test_the_same_page_is_the_same_file():
    page, made = whole()

    assert made == make_pdf(page, library().along, NOW)


# --- what the person wrote ----------------------------------------------------------------------------------

MARKUP = '#panic("x") *stars* _low_ $x$ = Head @ref <a> `code` \\ "quotes" // gone /* gone */'
SCRIPTS = "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED} \N{SEEDLING} \N{CJK UNIFIED IDEOGRAPH-611B} \N{RIGHT-TO-LEFT OVERRIDE}abc"


def test_own_words_are_never_taken_for_markup():
    made = pdf_of(wanted=Wanted(why=MARKUP))

    assert MARKUP in text_of(made)


@pytest.mark.parametrize(
    "words", [SCRIPTS, "a" * LONGEST_WORDS, "line\nline\r\nline", "\u2028\u200b\t", "{brace} {0} %s"]
)
def test_any_words_make_a_file_that_the_checker_accepts(words: str):
    assert [] == findings(pdf_of(checkin(1), checkin(2), wanted=Wanted(words, words, ("checkins",))))


PLANT, FACE, CONTROL = "\N{SEEDLING}", "\N{SMILING FACE WITH OPEN MOUTH}", "\x07"


def test_signs_that_no_font_has_come_as_open_squares_and_the_page_says_so():
    made = text_of(pdf_of(wanted=Wanted(f"a {PLANT} b {FACE} c {PLANT}")))

    assert f"a {INSTEAD} b {INSTEAD} c {INSTEAD}" in made
    assert library().along.say("missing") in made
    assert library().along.say("missing") not in text_of(pdf_of(wanted=Wanted("plain words")))


def test_words_in_other_scripts_stay_as_they_are():
    words = "Кириллица Ελληνικά ß"
    made = text_of(pdf_of(wanted=Wanted(f"{words} Việt")))

    assert words in made
    assert INSTEAD not in made


def test_of_a_script_that_is_not_here_only_that_script_is_replaced():
    data = '{"why": "one \u0e44\u0e17\u0e22 two \u611b three é \N{WHITE SQUARE}"}'

    assert '{"why": "one □□□ two \u611b three é □"}' == _without(data, "\u0e44")
    assert '{"why": "one \u0e44\u0e17\u0e22 two \u611b three □ □"}' == _without(data, "é")
    assert data == _without(data, "w")


def test_a_page_that_can_not_be_read_aloud_is_not_made_and_not_quoted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "_template", lambda: b'= #json(bytes(sys.inputs.data)).page.why\n#image(bytes("<svg/>"))')

    with pytest.raises(NotSet) as refused:
        pdf_of(wanted=Wanted("CANARY words"))
    assert "" == str(refused.value)


def test_with_letters_no_code_name_is_in_the_file_and_without_they_are():
    kept, memory = made_up_year(), RangeMemory()
    names = [row.entry.code_name for row in kept if isinstance(row.entry, Someone)]
    lettered = text_of(whole()[1])
    named = text_of(set_page(kept, Wanted(parts=tuple(PARTS), letters=False), memory)[1])

    assert len(names) >= 6
    assert [name for name in names if name in lettered] == []
    assert len([name for name in names if name in named]) >= 5


# --- nothing on disk ----------------------------------------------------------------------------------------

MAKES_ONE = """
import os, sys
from datetime import UTC, datetime
from unhurried.content.library import library
from unhurried.report.along import make_page
from unhurried.report.along.blocks import Wanted
from unhurried.report.pdf import INSTEAD, NotSet, _without, make_pdf

def written():
    return int(next(line for line in open("/proc/self/io") if line.startswith("wchar")).split()[1])

now = datetime(2026, 1, 1, tzinfo=UTC)
page = make_page(library(), [], Wanted(why="Canary07Velvet"), now)
before = written()
made = make_pdf(page, library().along, now)
sys.exit(written() != before or not made.startswith(b"%PDF"))
"""


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="only Linux counts what a process writes")
def test_making_it_writes_not_one_byte_and_leaves_no_file(tmp_path: Path):
    homes = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    environ = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin", **homes}
    done = subprocess.run(
        [sys.executable, "-c", MAKES_ONE], cwd=tmp_path, env=environ, check=False, capture_output=True
    )

    assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)
    assert [] == list(tmp_path.rglob("*"))


def test_the_typesetter_is_not_loaded_before_someone_asks_for_a_page():
    asks = "import sys, unhurried.report.pdf, unhurried.report.fhir; sys.exit('typst' in sys.modules or 'fhir' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, check=False, capture_output=True)

    assert (0, b"") == (done.returncode, done.stderr)


# --- pictures on paper --------------------------------------------------------------------------------------

SPOKEN = Spoken("key", "A <title>", "in words")


def drawn() -> Svg:
    run = (Reach(0, -1, 0, 1), Reach(5, -1, 1, 1), Reach(10, -1, 0, 1))
    frame = Frame((0, 10), (-1, 1), (Tick(0, "first & <day>"), Tick(10, "last")), (Tick(0, "settled"),))
    return band_over_time(SPOKEN, frame, [Strand("second", (run,))])


def test_on_paper_nothing_is_left_to_stretch_or_to_a_style_sheet():
    paper = on_paper(drawn(), 150)
    flat = ET.fromstring(paper)

    assert {"width": str(WIDE), "height": "150"}.items() <= flat.attrib.items()
    assert "%" not in paper
    assert "class=" not in paper
    assert "viewBox" not in paper.replace("viewBox", "", 1)
    assert "first &amp; &lt;day&gt;" in paper


def test_on_paper_lines_end_where_the_picture_ends_and_keep_their_form():
    shapes = list(ET.fromstring(on_paper(drawn(), 150)).iter())
    line = next(one for one in shapes if one.tag.endswith("polyline"))
    points = [tuple(map(float, point.split(","))) for point in (line.get("points") or "").split()]
    grid = next(one for one in shapes if one.tag.endswith("path"))

    assert [0.0, 197.0, 394.0] == [x for x, _ in points]
    assert [58.0, 0.0, 58.0] == [y for _, y in points]
    assert "7 5" == line.get("stroke-dasharray")
    assert "M0,58H394" == grid.get("d")


def test_on_paper_rows_keep_their_bars_and_labels():
    frame = Frame((0, 1), (0, 1), (Tick(0.5, "half"),))
    paper = on_paper(dots_in_rows(SPOKEN, frame, [], [Span(0.25, 0.75, 0.35, "a row")]), 64)
    bar = next(one for one in ET.fromstring(paper).iter() if one.tag.endswith("line"))

    assert ["115", "345"] == [bar.get("x1"), bar.get("x2")]
    assert "a row" in paper
