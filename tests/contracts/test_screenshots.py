"""Pictures in the documents: each one named is there, and none lies around that nothing takes any more."""

import re
from pathlib import Path

import unhurried
from bench.screenshots import FOLDER, file_names

ROOT = Path(unhurried.__file__).parent.parent
_PICTURE = re.compile(r"!\[(?P<says>[^\]]*)\]\((?P<file>[^)]+)\)")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _pictures() -> list[tuple[Path, str]]:
    """Every picture that a document shows, as a file, with the words beside it."""
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [
        ((document.parent / found["file"]).resolve(), found["says"])
        for document in documents
        for found in _PICTURE.finditer(document.read_text("utf-8"))
    ]


def test_every_picture_in_a_document_is_there_and_says_what_it_shows() -> None:
    pictures = _pictures()

    assert pictures, "the README shows no picture"
    assert [file for file, says in pictures if not file.is_file() or len(says.split()) < 3] == []


def test_the_folder_holds_what_the_command_takes_and_nothing_else() -> None:
    assert file_names() == {file.name for file in FOLDER.iterdir()}


def test_every_file_is_a_picture_and_all_of_them_are_small() -> None:
    files = list(FOLDER.iterdir())

    assert [file.name for file in files if not file.read_bytes().startswith(_SIGNATURE)] == []
    assert sum(file.stat().st_size for file in files) < 10_000_000
