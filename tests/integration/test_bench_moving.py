"""The fuzzer and the measure of copies run as they are: a few files here, all of them in `python -m bench`."""

import random

import pytest

from bench import fuzz_import
from bench.fuzz_files import archives
from unhurried.domain.notebook import PlainNotebook
from unhurried.report.archive import read_archive


def test_a_few_thousand_changed_files_do_no_harm() -> None:
    found, crashes = fuzz_import._fuzz(1_500, random.Random(5))

    assert crashes == set()
    assert [one for one in found if one.crash or one.hung or one.partial] == []
    assert 200 < sum(one.refused for one in found) < 1_400


def test_every_good_file_is_read_so_that_changing_it_means_something() -> None:
    for reader in fuzz_import._readers():
        for seed in reader.seeds:
            assert reader.bring(seed, PlainNotebook(), random.Random(3)) > 0
    assert all(read_archive(one).entries for one in archives())


def _broken(data: bytes, notebook: PlainNotebook, chance: random.Random) -> int:
    notebook.write(add=read_archive(archives()[2]).entries[:1])
    raise KeyError(data)


def test_a_reader_that_breaks_in_the_middle_is_told() -> None:
    outcome = fuzz_import._one(fuzz_import.Reader([b""], _broken), b"x", random.Random(1))

    assert outcome.crash.startswith("KeyError at test_bench_moving.py:")
    assert outcome.partial


def test_a_reader_that_never_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_data: bytes, _notebook: PlainNotebook, _chance: random.Random) -> int:
        while True:
            pass

    monkeypatch.setattr(fuzz_import, "LONGEST_SECONDS", 0.05)
    fuzz_import.signal.signal(fuzz_import.signal.SIGALRM, fuzz_import._time_is_up)

    assert fuzz_import._one(fuzz_import.Reader([b""], endless), b"x", random.Random(1)).hung
