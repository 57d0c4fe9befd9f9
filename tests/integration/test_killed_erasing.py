"""Killed with -9 while erasing: all of it is there or all of it is gone, and of what is gone no file holds a piece.

The full count is in `python -m bench erase`. Here are a few kills in each way, and the proof that the search can find.
"""

import random
from pathlib import Path

import pytest

from bench import erase


@pytest.fixture(scope="module")
def tally() -> erase.Tally:
    return erase.kill_while_erasing(8, random.Random(3))


def test_it_is_all_there_or_all_gone_each_time(tally: erase.Tally) -> None:
    assert (8, 0, 0, 0) == (tally.kills, tally.between, tally.unreadable, tally.missing)
    assert 8 == tally.whole + tally.gone


def test_no_word_and_no_piece_of_an_erased_row_is_left_in_any_file(tally: erase.Tally) -> None:
    assert (0, 0) == (tally.words, tally.rows)


def test_before_erasing_the_search_finds_every_row(tmp_path: Path) -> None:
    """Killed before the first statement: what was to go is in the file."""
    erased = erase._erase(tmp_path, "days", 0, 0.0)

    assert not erased.was_done
    assert len(erased.rows) == len(erased.gone) > 10
    assert len(erased.rows) == erase._found(erased.rows, tmp_path)
