"""The search for words on disk finds what is there: a search that can not find proves nothing."""

import base64
from pathlib import Path

import pytest

from tests.residue import words_found

WORD = "Canary07Velvet"


@pytest.mark.parametrize(
    "held",
    [
        WORD.encode(),
        b"before " + WORD.encode("utf-16-le"),
        base64.b64encode(f"x{WORD} after".encode()),
        base64.b64encode(f"xy{WORD} after".encode()),
        base64.b64encode(f"xyz{WORD} after".encode()),
    ],
)
def test_a_word_is_found_in_every_form(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "some.file").write_bytes(b"\0\1" + held + b"\2")

    assert [word for word, _ in words_found([WORD], [tmp_path])] == [WORD]


def test_a_word_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "some.file").write_bytes(b"Canary08Velvet")

    assert words_found([WORD], [tmp_path]) == []
