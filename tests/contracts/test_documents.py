"""The documents, held to the code: nothing stored without a reason, no point without a home, no hazard without a test."""

import re
from pathlib import Path

import django
import msgspec
import pytest
from django.apps import apps

from tests.papers import DOCS, ROOT, bare, is_a_test, points, rows
from unhurried.domain.base import Entry
from unhurried.domain.entries import KINDS
from unhurried.pages.urls import NAMES

STATUSES = {"now", "begun", "to come", "left out"}
NOT_ENTRIES = {"every kind"}


# --- stored fields ------------------------------------------------------------------------------------------


def test_every_field_of_every_entry_has_a_row_and_every_row_a_field() -> None:
    written = {(bare(kind), bare(field)) for kind, field, _, _ in rows("reference/stored-fields.md", 4)}
    common = set(Entry.__struct_fields__)
    stored = {
        (str(kind.__struct_config__.tag), field.name)
        for kind in KINDS
        for field in msgspec.structs.fields(kind)
        if field.name not in common
    }
    assert stored == {(kind, field) for kind, field in written if re.fullmatch(r"[a-z_]+\.\d+", kind)}
    assert common | {"kind"} == {field for kind, field in written if kind in NOT_ENTRIES}


def test_every_column_in_the_clear_has_a_row_and_every_row_a_column() -> None:
    if not apps.ready:
        django.setup()
    columns = {
        (model._meta.db_table, field.column)
        for model in apps.get_app_config("sealed").get_models()
        for field in model._meta.local_concrete_fields
        if field.column is not None
    }
    written = {(bare(table), bare(column)) for table, column, _, _ in rows("reference/stored-fields.md", 4)}
    assert columns == {row for row in written if row[0] in {table for table, _ in columns}}


def test_every_stored_field_says_what_it_is() -> None:
    assert not [row for row in rows("reference/stored-fields.md", 4) if not row[2]]


# --- guide map ----------------------------------------------------------------------------------------------


def test_every_point_of_the_guide_has_one_home() -> None:
    assert [f"S{number}" for number in range(1, 99)] == [one.id for one in points()]


def test_every_point_has_a_status_we_know_and_words_of_its_own() -> None:
    assert not [one.id for one in points() if not one.words or not one.home or one.status not in STATUSES]


def test_what_is_here_names_a_page_and_a_test_that_exist() -> None:
    here = [one for one in points() if one.status in {"now", "begun"}]
    assert not [(one.id, one.test) for one in here if not is_a_test(one.test)]
    assert not [(one.id, one.page) for one in here if one.status == "now" and one.page not in NAMES]


def test_what_is_left_out_says_why() -> None:
    assert not [one.id for one in points() if one.status == "left out" and (not one.test or "::" in one.test)]


# --- hazards ------------------------------------------------------------------------------------------------


def test_every_hazard_names_a_test_that_exists() -> None:
    hazards = rows("hazards.md", 5)
    assert len(hazards) > 40
    assert not [(row[0], row[4]) for row in hazards if not is_a_test(row[4])]


def test_hazards_are_numbered_through() -> None:
    hazards = [row[0] for row in rows("hazards.md", 5)]
    assert [f"H{number}" for number in range(1, len(hazards) + 1)] == hazards


# --- settings, packages, contracts --------------------------------------------------------------------------


def test_every_variable_the_settings_read_is_written_down() -> None:
    source = (ROOT / "unhurried" / "settings.py").read_text("utf-8")
    read = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', source)) | set(
        re.findall(r'"([A-Z_]+)" in os\.environ', source)
    )
    written = {bare(row[0]) for row in rows("reference/settings.md", 3)}
    assert read == {name for name in written if re.fullmatch(r"[A-Z_]+", name)}


def test_every_run_time_package_has_its_line_and_there_are_15_at_most() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert listed
    packages = set(re.findall(r'"([a-z0-9-]+)', listed[1]))
    written = {bare(row[0]) for row in rows("decisions/0006-run-time-packages.md", 3)}
    assert packages == written - {"package"}
    assert len(packages) <= 15


def test_the_import_rules_stand_in_the_architecture_page_word_for_word() -> None:
    page = (DOCS / "explanation" / "architecture.md").read_text("utf-8")
    pasted = re.search(r"```ini\n(.*?)```", page, re.DOTALL)
    assert pasted
    assert (ROOT / ".importlinter").read_text("utf-8").strip() == pasted[1].strip()


# --- the pages themselves -----------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.md")), ids=lambda file: file.relative_to(DOCS).as_posix())
def test_a_page_has_a_title_and_its_links_lead_somewhere(file: Path) -> None:
    words = file.read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", words)
    assert words.startswith("# ")
    assert not [link for link in links if link.startswith(("http", "/"))]
    assert not [link for link in links if not (file.parent / link).is_file()]


def test_no_page_leaves_the_folder_that_is_served() -> None:
    links = [
        (file, link) for file in DOCS.rglob("*.md") for link in re.findall(r"\]\(([^)#]+)", file.read_text("utf-8"))
    ]
    assert not [(file.name, link) for file, link in links if not (file.parent / link).resolve().is_relative_to(DOCS)]


def test_every_page_is_listed_on_the_first_one() -> None:
    first = (DOCS / "README.md").read_text("utf-8")
    pages = {file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md")} - {"README.md"}
    assert not sorted(page for page in pages if f"({page})" not in first)
