"""The whole notebook as one JSON file: it comes back as it was, and a bad file changes nothing and says why."""

import ast
import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

import unhurried
from tests.unit.entry_strategies import notebooks, one_of_each, sample_of
from tests.unit.test_entries import SAMPLES
from unhurried.domain import entries, past
from unhurried.domain.base import Entry
from unhurried.domain.steadying import Checkin, State
from unhurried.report import archive, json_shape
from unhurried.report.archive import ArchiveWhy, UnreadableArchive, read_archive, write_archive
from unhurried.sealed import backup

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
FIRST = Path(__file__).parent / "archives" / "first.json"
"""A file as the first version wrote it. It is never written anew."""


def checkin(**more: Any) -> Checkin:
    return Checkin(
        **{"id": uuid4(), "at": NOON, "offset_minutes": 0, "written": NOON, "state": State.LOW, "note": "words", **more}
    )


def written(*kept: Entry) -> bytes:
    return write_archive(kept, made_at=NOON, program="1.2.3")


def broken(**more: Any) -> bytes:
    """A good file with something changed in its head, or in its only entry."""
    whole = json.loads(written(checkin()))
    for name, value in more.items():
        (whole if name in whole else whole["entries"][0])[name] = value
    return json.dumps(whole).encode()


def why_not(data: bytes) -> str:
    with pytest.raises(UnreadableArchive) as refused:
        read_archive(data)
    return refused.value.why.value


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(one_of_each())
def test_a_notebook_with_every_kind_in_it_comes_back_as_it_was(kept: list[Entry]) -> None:
    assert {type(entry) for entry in kept} == set(entries.KINDS)
    assert list(read_archive(written(*kept)).entries) == kept


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(notebooks())
def test_any_notebook_comes_back_as_it_was(kept: list[Entry]) -> None:
    found = read_archive(written(*kept))

    assert (NOON, "1.2.3", kept) == (found.made_at, found.program, list(found.entries))


def test_a_kind_without_a_sample_is_told_where_to_get_one() -> None:
    class Newcomer(Entry, frozen=True, kw_only=True, tag="newcomer.1"):
        pass

    with pytest.raises(AssertionError, match="add one to SAMPLES"):
        sample_of(Newcomer)


def test_one_entry_stands_on_each_line_and_names_its_kind() -> None:
    lines = written(checkin(), checkin()).decode().splitlines()

    assert ['"kind":"checkin.1"' in line for line in lines] == [False, True, True, False]


def test_a_file_of_the_first_version_is_still_read() -> None:
    found = read_archive(FIRST.read_bytes())

    assert found.program == "0.1.0"
    assert len(found.entries) == 36
    assert {type(entry) for entry in found.entries} <= set(entries.KINDS)


class OldCheckin(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="checkin.0"):
    """As a check-in might have been."""

    how: str


def test_an_entry_of_an_older_version_comes_up_to_today(monkeypatch: pytest.MonkeyPatch) -> None:
    def upcast(old: OldCheckin) -> Entry:
        return checkin(id=old.id, state=State(old.how), note="")

    monkeypatch.setattr(past, "RETIRED", (OldCheckin,))
    monkeypatch.setattr(past, "UPCAST", {OldCheckin: upcast})
    old = OldCheckin(id=UUID(int=5), at=NOON, offset_minutes=0, written=NOON, how="settled")

    assert [State.SETTLED] == [entry.state for entry in read_archive(written(old)).entries]  # type: ignore[attr-defined]


def test_without_the_older_version_known_it_is_one_we_do_not_know() -> None:
    old = OldCheckin(id=UUID(int=5), at=NOON, offset_minutes=0, written=NOON, how="settled")

    assert why_not(written(old)) == "newer_kind"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"[]", "not_ours"),
        (b"{}", "not_ours"),
        (b"null", "not_ours"),
        (b"7", "not_ours"),
        (b"hello", "not_json"),
        (b"{]", "not_json"),
        (b"{} {}", "not_json"),
        (b"\xff\xfe{\x00", "not_utf_8"),
        (broken(format="other"), "not_ours"),
        (broken(version=0), "not_ours"),
        (broken(version="1"), "not_ours"),
        (broken(version=2), "newer"),
        (broken(version=2, entries={"all": "new"}), "newer"),
        (broken(made_at="today"), "not_ours"),
        (broken(entries=3), "not_ours"),
        (broken(entries=[3]), "entry"),
        (broken(entries=[{}]), "entry"),
        (broken(kind="checkin.2"), "newer_kind"),
        (broken(kind="unheard_of.1"), "newer_kind"),
        (broken(kind=3), "entry"),
        (broken(kind="Check in"), "entry"),
        (broken(state="elated"), "entry"),
        (broken(activation=9), "entry"),
        (broken(activation=10**18), "entry"),
        (broken(activation=10**40), "number"),
        (broken(activation=1.5), "entry"),
        (broken(at="2026-01-01"), "entry"),
        (broken(at="9999-99-99T00:00:00Z"), "entry"),
        (broken(id="nothing"), "entry"),
        (broken(note="a\0b"), "half_sign"),
        (broken(note="x" * 200_001), "entry"),
        (broken(note="x" * 2_400_001), "text_too_long"),
        (broken(unheard_of="of"), "entry"),
        (broken(Note="x"), "key_unknown"),
        (broken(**{"no\u0074e ": "x"}), "key_unknown"),
        (broken().replace(b'"words"', b'"words","note":"other"'), "key_twice"),
        (broken().replace(b'"words"', b'"words","no\\u0074e":"other"'), "key_unknown"),
        (broken().replace(b'"words"', b'"\\ud800"'), "half_sign"),
        (broken().replace(b'"words"', b'"\\udc00 first"'), "half_sign"),
        (broken().replace(b'"words"', b'"\xed\xa0\x80"'), "not_utf_8"),
        (broken().replace(b'"words"', b"NaN"), "not_json"),
        (broken().replace(b'"words"', b"1e999"), "entry"),
        (broken().replace(b'"words"', b"1e9999"), "number"),
        (broken().replace(b'"words"', b'"a\nb"'), "not_json"),
        (b'{"format":"notes","version":1,"entries":' + b"[" * 100_000, "too_deep"),
        (b'{"a":' * 40, "too_deep"),
        (written(checkin(id=UUID(int=7)), checkin(id=UUID(int=7), note="other")), "id_twice"),
    ],
)
def test_a_bad_file_is_refused_whole_with_its_reason(data: bytes, why: str) -> None:
    assert why_not(data) == why


def test_the_entry_that_does_not_fit_is_named_by_its_number_and_never_by_its_words() -> None:
    whole = json.loads(written(checkin(), checkin(), checkin()))
    whole["entries"][1]["state"] = "a private word"

    with pytest.raises(UnreadableArchive) as refused:
        read_archive(json.dumps(whole).encode())

    assert (refused.value.why, refused.value.number) == (ArchiveWhy.ENTRY, 2)
    assert "private" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_file_cut_anywhere_is_refused_and_mostly_told_that_it_was_cut() -> None:
    whole = written(checkin(note='a "quote", a \\ and a dove 🕊'), checkin()).rstrip()
    reasons = [why_not(whole[:end]) for end in range(1, len(whole))]

    assert set(reasons) <= {"cut_short", "not_json", "number"}
    assert reasons.count("cut_short") > 0.8 * len(reasons)


def test_signs_in_pairs_and_written_backslashes_come_through() -> None:
    for escaped, note in ((rb'"\ud83d\udd4a"', "🕊"), (rb'"\\u0000"', "\\u0000"), (rb'"\\\\ud800"', "\\\\ud800")):
        found = read_archive(broken().replace(b'"words"', escaped))
        assert [note] == [entry.note for entry in found.entries]  # type: ignore[attr-defined]


def test_what_turns_the_reading_direction_is_kept_as_it_was_typed() -> None:
    kept = checkin(with_whom="a\u202eb", note="e\u0301")

    assert [kept] == list(read_archive(written(kept)).entries)


def test_a_file_of_many_small_parts_is_given_up_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_shape, "MOST_PARTS", 50)
    assert why_not(b'{"format":"notes","entries":[' + b"1," * 100) == "too_many_parts"
    assert len(read_archive(written(checkin(), checkin())).entries) == 2


def test_a_file_larger_than_can_be_read_back_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_FILE", 100)
    with pytest.raises(UnreadableArchive):
        written(checkin())
    with pytest.raises(UnreadableArchive):
        read_archive(broken())
    monkeypatch.undo()
    monkeypatch.setattr(archive, "MOST_ENTRIES", 1)
    with pytest.raises(UnreadableArchive):
        written(checkin(), checkin())
    assert (
        why_not(json.dumps(json.loads(broken()) | {"entries": [msgspec.to_builtins(checkin()) for _ in "ab"]}).encode())
        == "too_many_entries"
    )


def test_every_sample_is_in_the_first_file_or_newer_than_it() -> None:
    """The file of the first version holds one of each kind of its time."""
    first = {type(entry) for entry in read_archive(FIRST.read_bytes()).entries}

    assert len(first) == 36
    assert first <= {type(sample) for sample in SAMPLES.values()}


def test_the_version_a_file_names_is_that_of_the_program() -> None:
    project = tomllib.loads((Path(unhurried.__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == unhurried.__version__


CAN_RUN_OR_UNPACK = {
    *("pickle", "marshal", "shelve", "yaml", "xml", "lxml", "zipfile", "tarfile", "gzip", "zlib", "bz2", "lzma"),
    *("subprocess", "importlib", "urllib", "socket", "jinja2", "ctypes"),
}


def test_nothing_that_reads_a_file_can_unpack_run_or_fetch_anything() -> None:
    package = Path(unhurried.__file__).parent
    names = ("archive", "json_shape", "line", "meaning", "moment", "records", "table")
    readers = [*(package / "report" / f"{name}.py" for name in names), *(package / "report").glob("*_line.py")]
    readers.append(package / "sealed" / "backup.py")
    named = {
        (name or "").partition(".")[0]
        for file in readers
        for part in ast.walk(ast.parse(file.read_text("utf-8")))
        for name in (
            [one.name for one in part.names]
            if isinstance(part, ast.Import)
            else [part.module]
            if isinstance(part, ast.ImportFrom)
            else []
        )
    }

    assert len(readers) > 10
    assert "msgspec" in named
    assert named & CAN_RUN_OR_UNPACK == set()


def test_the_limits_that_are_documented_are_the_limits() -> None:
    page = (Path(unhurried.__file__).parents[1] / "docs" / "reference" / "moving.md").read_text("utf-8")

    assert f"| size | {archive.LARGEST_FILE // 1_000_000} MB," in page
    assert f"| entries | {archive.MOST_ENTRIES:,} |" in page
    assert f"inside each other | {json_shape.DEEPEST} |" in page
    assert f"all together | {json_shape.MOST_PARTS:,} |" in page
    assert f"| {backup.SEALED_PIECE:,} each |" in page
    assert backup.HEADER_BYTES == 8 + 1 + 1 + 4 + 16 + 4 + 32 + 1_065
    assert f"({backup.BACKUP_COST.opslimit} passes, {backup.BACKUP_COST.memlimit >> 20} MiB)" in page
