"""Someone takes their notes along, erases them all, begins anew, and has them back; and someone erases some days."""

import json
from pathlib import Path
from uuid import uuid4

import msgspec

from tests.people import NOON
from tests.residue import words_found
from tests.unit.test_entries import SAMPLES
from tests.walks.conftest import Opens
from tests.walks.program import Program
from tests.walks.test_accessible import sideways, violations
from tests.walks.walkers import OWN_PASSPHRASE, Walker
from unhurried.domain.base import Entry
from unhurried.report.archive import write_archive

WORDS = "lantern orchard copper meadow"
NOTE = "Canary41Velvet"
BEARABLE = """date,weekday,time of day,category,rating/amount,detail,notes
"8th Jan 2024","Monday","am","Mood","4","",""
"8th Jan 2024","Monday","am","Symptom","2","Tight chest (Moderate)","on the bus"
"""


def writes_a_note(walker: Walker) -> None:
    walker.checks_in("Stirred", "Yes")
    walker.taps("Add more")
    walker.types("A note", NOTE)
    walker.taps("Keep this")


def saves(walker: Walker, to: Path) -> bytes:
    with walker.page.expect_download() as waiting:
        walker.page.get_by_role("link", name="Save notes-", exact=False).click()
    file = to / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file.read_bytes()


def goes_to_moving(walker: Walker) -> None:
    walker.taps("More")
    walker.taps("Take along or move")


def test_a_sealed_copy_is_saved_all_is_erased_and_it_comes_back(ana: Walker, program: Program, tmp_path: Path) -> None:
    ana.makes_a_notebook()
    writes_a_note(ana)

    goes_to_moving(ana)
    ana.taps("A sealed copy")
    ana.sees("asked for by a court")
    ana.types("Type it once", WORDS)
    ana.opens_more("I want my own passphrase")
    ana.ticks("What I typed is my own")
    ana.taps("Make the copy")
    data = saves(ana, tmp_path)
    assert NOTE.encode() not in data

    goes_to_moving(ana)
    ana.taps("Everything")
    ana.ticks("Yes, erase all of it")
    ana.taps("Erase all")
    assert words_found([NOTE], [program.folder]) == []

    ana.makes_a_notebook(OWN_PASSPHRASE)
    goes_to_moving(ana)
    ana.taps("A saved copy, or other notes of mine")
    ana.page.get_by_label("A saved file").set_input_files(next(tmp_path.glob("notes-*.dat")))
    ana.taps("Show me what is in it")
    ana.types("Passphrase of the copy", WORDS)
    ana.taps("Open")
    ana.sees("not here yet")
    ana.taps("Bring it in")
    ana.sees("in your notes now")
    ana.shows_what_was_written()
    ana.sees(NOTE)


def test_with_scripting_off_a_plain_file_is_saved_and_some_days_are_erased(
    opens: Opens, program: Program, tmp_path: Path
) -> None:
    ana = opens(program, scripting=False)
    ana.makes_a_notebook()
    ana.checks_in("Settled")

    goes_to_moving(ana)
    ana.taps("A plain file or a table")
    ana.sees("list of downloads")
    ana.answers("What kind of file?", "A file that can be brought back here (JSON)")
    ana.taps("Make the file")
    entries = json.loads(saves(ana, tmp_path))["entries"]
    assert ["checkin.1"] == [entry["kind"] for entry in entries]
    assert len(ana.page.url.removeprefix(ana.address)) == len("te/")

    day = entries[0]["at"][:10]
    ana.page.goto(f"{ana.address}ti/")
    ana.types("From this day", day)
    ana.types("To this day", day)
    ana.taps("Show me what would go")
    ana.sees("check-in: 1")
    ana.sees("such as a threat with its date")
    ana.taps("Erase these days")
    ana.sees("Erased.")
    ana.shows_what_was_written()
    ana.sees("There is nothing here yet.")


def test_pages_with_a_file_or_an_error_on_them_are_for_everyone(opens: Opens, demo: Program, tmp_path: Path) -> None:
    """The previews show another notebook's file, and the one page with many things asked."""
    walker = opens(demo, viewport={"width": 320, "height": 800}, color_scheme="dark")
    walker.unlocks("this year is made up")
    good = tmp_path / "good.json"
    good.write_bytes(write_archive(_changed(), made_at=NOON, program="1"))
    bad = tmp_path / "bad.json"
    bad.write_bytes(good.read_bytes()[:-30])
    for file, sees in ((bad, "ends in the middle"), (good, "not here yet")):
        goes_to_moving(walker)
        walker.taps("A saved copy, or other notes of mine")
        walker.page.get_by_label("A saved file").set_input_files(file)
        walker.taps("Show me what is in it")
        walker.sees(sees)
        assert (sees, violations(walker), sideways(walker) <= 0) == (sees, [], True)
    goes_to_moving(walker)
    walker.taps("Some days")
    walker.types("From this day", "2000-01-01")
    walker.types("To this day", "2100-01-01")
    walker.taps("Show me what would go")
    walker.sees("What stays")
    assert (violations(walker), sideways(walker) <= 0) == ([], True)
    walker.page.goto(f"{walker.address}bi/")
    walker.types("Or paste the lines here", BEARABLE)
    walker.taps("Show me what is in it")
    walker.sees("What do these stand for?")
    assert (violations(walker), sideways(walker) <= 0) == ([], True)


def _changed() -> list[Entry]:
    """Entries that are not in the made-up year."""
    return [msgspec.structs.replace(sample, id=uuid4()) for sample in SAMPLES.values()]
