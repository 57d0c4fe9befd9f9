"""The loader refuses content that does not fit, and says which file it is."""

import shutil
from pathlib import Path

import pytest

import unhurried.content
from unhurried.content.library import BrokenContent, UnknownPractice, library, load
from unhurried.content.schema import Group, Pacer

SHIPPED = Path(unhurried.content.__file__).parent

ONE_MORE = """
[[practice]]
id = "one-more"
title = "One more"
group = "either"
length = "about a minute"
lead = "You do one more."
steps = ["Do one.", "Do another."]
eyes_open = "Open."
no_breath = "None."
reviewed = 2026-11-23
checklist = 1
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of all content that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "content"))


def add_practice(root: Path, text: str) -> None:
    (root / "en" / "practices" / "more.toml").write_text(text, "utf-8")


def test_a_new_file_of_practices_is_found(root: Path) -> None:
    add_practice(root, ONE_MORE)
    loaded = load(root, "en")
    assert loaded.practice("one-more").title == "One more"
    assert len(library().practices) + 1 == len(loaded.practices)


def test_practices_of_a_group_come_in_the_order_of_their_file() -> None:
    ours = [practice.id for practice in library().in_group(Group.FLASHBACK)]
    written = (SHIPPED / "en" / "practices" / "flashback.toml").read_text("utf-8")
    assert sorted(ours, key=lambda one: written.index(f'id = "{one}"')) == ours
    assert {Group.FLASHBACK} == {library().practice(one).group for one in ours}


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ('group = "either"', 'group = "sideways"'),
        ("checklist = 1", 'checklist = 1\ncolour = "blue"'),
        ('lead = "You do one more."\n', ""),
        ("reviewed = 2026-11-23", 'reviewed = "lately"'),
        ('steps = ["Do one.", "Do another."]', 'steps = ["Do one."]'),
        ("checklist = 1", "checklist = 1\npacer = { in_seconds = 6, out_seconds = 4 }"),
        ('title = "One more"', "title = One more"),
    ],
    ids=["unknown group", "unknown field", "no lead", "no date", "one step", "pacer turned round", "not toml"],
)
def test_a_practice_that_does_not_fit_is_refused_by_the_name_of_its_file(root: Path, now: str, then: str) -> None:
    assert now in ONE_MORE
    add_practice(root, ONE_MORE.replace(now, then))
    with pytest.raises(BrokenContent, match=r"more\.toml"):
        load(root, "en")


def test_an_id_that_stands_twice_is_refused(root: Path) -> None:
    add_practice(root, ONE_MORE + ONE_MORE)
    with pytest.raises(BrokenContent, match="one-more stands there twice"):
        load(root, "en")


def test_an_id_that_another_file_has_is_refused(root: Path) -> None:
    add_practice(root, ONE_MORE.replace("one-more", "three-of-each"))
    with pytest.raises(BrokenContent, match="three-of-each stands in another file too"):
        load(root, "en")


def test_a_practice_cannot_rest_on_a_claim_that_is_not_there(root: Path) -> None:
    add_practice(root, ONE_MORE + 'claims = ["moon-water"]\n')
    with pytest.raises(BrokenContent, match="no claim moon-water"):
        load(root, "en")


def test_a_calm_minute_without_lines_is_refused(root: Path) -> None:
    (root / "en" / "calm_minute.toml").write_text('title = "A calm minute"\n', "utf-8")
    with pytest.raises(BrokenContent, match=r"calm_minute\.toml"):
        load(root, "en")


def test_a_practice_we_do_not_have_is_named_as_such() -> None:
    with pytest.raises(UnknownPractice, match="juggling"):
        library().practice("juggling")


@pytest.mark.parametrize(("in_seconds", "out_seconds"), [(5, 5), (6, 4), (2, 6), (4, 9)])
def test_a_pacer_breathes_out_for_longer_and_never_far(in_seconds: int, out_seconds: int) -> None:
    with pytest.raises(ValueError, match="out for longer than in"):
        Pacer(in_seconds, out_seconds)
