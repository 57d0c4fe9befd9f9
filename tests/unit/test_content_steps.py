"""A step that does not fit is refused when it is loaded, and so is a template whose blanks do not."""

import shutil
from pathlib import Path

import pytest

import unhurried.content
from unhurried.content.library import BrokenContent, library, load

SHIPPED = Path(unhurried.content.__file__).parent

ONE_MORE = """
[[step]]
id = "one-more"
title = "Take one more"
area = "time"
depth = 2
setting = "open_place"
talk = "none"
length = "a minute"
minutes = 1
fits = ["place"]
how = ["Do one.", "Do another."]
smaller = "Do half."
what_to_notice = "How many were there?"
way_out = "Stop."
needs = ["pace"]
reviewed = 2026-11-25
checklist = 3
"""

ONE_FORM = """
[[template]]
id = "one-form"
title = "One form"
form = "time_limited"
good_for = "When there is one."
says = "I have {minutes} minutes."
blanks = [{ name = "minutes", asks = "How many.", for_example = "ten" }]
first = "Look at the clock."
way_out = "Go."
reviewed = 2026-11-25
checklist = 3
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of all content that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "content"))


def add_step(root: Path, text: str) -> None:
    (root / "en" / "steps" / "more.toml").write_text(text, "utf-8")


def test_a_new_file_of_steps_is_found(root: Path) -> None:
    add_step(root, ONE_MORE)
    assert load(root, "en").steps["one-more"].title == "Take one more"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("depth = 2", "depth = 7"),
        ("depth = 2", "depth = 0"),
        ("depth = 2", "depth = 11\nnever_proposed = true"),
        ('area = "time"', 'area = "sleep"'),
        ('fits = ["place"]', 'fits = ["boss"]'),
        ('fits = ["place"]', "fits = []"),
        ('needs = ["pace"]', 'needs = ["speed"]'),
        ('way_out = "Stop."', 'way_out = " "'),
        ('way_out = "Stop."\n', ""),
        ('how = ["Do one.", "Do another."]', 'how = ["Do one."]'),
        ("minutes = 1", "minutes = 0"),
        ("checklist = 3", 'checklist = 3\nfor_whom = "K."'),
    ],
)
def test_a_step_that_does_not_fit_is_refused_by_the_name_of_its_file(root: Path, now: str, then: str) -> None:
    assert now in ONE_MORE
    add_step(root, ONE_MORE.replace(now, then))
    with pytest.raises(BrokenContent, match=r"more\.toml"):
        load(root, "en")


def test_a_deep_step_that_is_never_proposed_may_stand_there(root: Path) -> None:
    add_step(root, ONE_MORE.replace("depth = 2", "depth = 7\nnever_proposed = true"))
    assert load(root, "en").steps["one-more"].never_proposed


def test_an_id_that_another_file_of_steps_has_is_refused(root: Path) -> None:
    taken = next(iter(library().steps))
    add_step(root, ONE_MORE.replace("one-more", taken))
    with pytest.raises(BrokenContent, match=f"{taken} stands in another file too"):
        load(root, "en")


@pytest.mark.parametrize("says", ["I have some time.", "I have {minutes} of {minutes} minutes.", "Until {end}."])
def test_a_template_with_a_blank_too_many_or_too_few_is_refused(root: Path, says: str) -> None:
    text = ONE_FORM.replace("I have {minutes} minutes.", says)
    (root / "en" / "step_templates.toml").write_text(text, "utf-8")
    with pytest.raises(BrokenContent, match=r"step_templates\.toml"):
        load(root, "en")


def test_a_template_whose_blanks_fit_is_found(root: Path) -> None:
    (root / "en" / "step_templates.toml").write_text(ONE_FORM, "utf-8")
    assert ["one-form"] == list(load(root, "en").step_templates)
