"""The sealed copy: opens with its own passphrase and nothing else, tells nothing, and a changed file does not open."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unhurried.sealed import backup
from unhurried.sealed.backup import (
    BACKUP_COST,
    BackupCutShort,
    BackupNewer,
    CannotOpenBackup,
    NoBackup,
    looks_like_backup,
    open_backup,
    seal_backup,
)
from unhurried.sealed.envelope import Cost
from unhurried.sealed.keyring import LOCAL_COST

WORDS = "plum lantern quiet harbour seven"
CHEAP = Cost(1, 8 << 10)
HOLDS = b"what was written, and a canary" * 40


def with_cost(data: bytes, cost: Cost) -> bytes:
    """The same file that says another cost."""
    mark, version, _, _, salt, pieces = backup._OPENING.unpack_from(data)
    passes, memory = min(cost.opslimit, 255), min(cost.memlimit >> 10, 2**32 - 1)
    return backup._OPENING.pack(mark, version, passes, memory, salt, pieces) + data[backup._OPENING.size :]


def commitment_of(data: bytes) -> bytes:
    return data[backup._OPENING.size :][:32]


def with_commitment(data: bytes, commitment: bytes) -> bytes:
    return data[: backup._OPENING.size] + commitment + data[backup._OPENING.size + 32 :]


def sealed(holds: bytes = HOLDS, passphrase: str = WORDS) -> bytes:
    return seal_backup(passphrase, holds, CHEAP)


@settings(max_examples=25)
@given(st.binary(max_size=5_000), st.text(min_size=1, max_size=40))
def test_it_opens_with_the_passphrase_it_was_made_with(holds: bytes, passphrase: str) -> None:
    assert holds == open_backup(passphrase, sealed(holds, passphrase))


@pytest.mark.parametrize("size", [0, 1, backup.PIECE - 8, backup.PIECE - 7, backup.PIECE, 3 * backup.PIECE + 5])
def test_any_size_comes_back(size: int) -> None:
    holds = bytes(index % 251 for index in range(size))
    assert holds == open_backup(WORDS, sealed(holds))


def test_the_same_letters_from_another_keyboard_open_it() -> None:
    assert HOLDS == open_backup("cafe\u0301 words of mine", sealed(passphrase="caf\u00e9 words of mine"))


@pytest.mark.parametrize("other", ["", "plum", WORDS + " ", WORDS.upper()])
def test_another_passphrase_does_not_open_it(other: str) -> None:
    with pytest.raises(CannotOpenBackup):
        open_backup(other, sealed())


def test_a_wrong_passphrase_and_a_changed_file_look_the_same() -> None:
    """One sign of the file differs, anywhere behind the mark: it does not open, and nothing says where it was."""
    good = sealed()
    places = [*range(backup.HEADER_BYTES), *range(backup.HEADER_BYTES, len(good), 9_973), len(good) - 1]
    said = set()
    for place in places:
        bad = bytearray(good)
        bad[place] ^= 1
        with pytest.raises((CannotOpenBackup, NoBackup, BackupNewer, BackupCutShort)) as refused:
            open_backup(WORDS, bytes(bad))
        said.add((type(refused.value), str(refused.value)))
    assert (CannotOpenBackup, "") in said
    assert {kind for kind, _ in said} <= {CannotOpenBackup, NoBackup, BackupNewer, BackupCutShort}
    assert all(str(refused) == "" for _, refused in said)


def test_pieces_that_change_places_or_come_from_another_copy_do_not_open() -> None:
    long = bytes(3 * backup.PIECE)
    one, other = sealed(long), sealed(long)
    start, step = backup.HEADER_BYTES, backup.SEALED_PIECE
    swapped = one[:start] + one[start + step : start + 2 * step] + one[start : start + step] + one[start + 2 * step :]
    mixed = one[: start + step] + other[start + step :]
    repeated = one[: start + step] + one[start : start + step] + one[start + 2 * step :]
    for bad in (swapped, mixed, repeated):
        with pytest.raises(CannotOpenBackup):
            open_backup(WORDS, bad)


def test_the_head_of_one_copy_does_not_open_the_pieces_of_another() -> None:
    one, other = sealed(), sealed()
    with pytest.raises(CannotOpenBackup):
        open_backup(WORDS, one[: backup.HEADER_BYTES] + other[backup.HEADER_BYTES :])


@pytest.mark.parametrize("part", [0.01, 0.5, 0.999])
def test_half_a_file_is_told_apart_without_the_passphrase(part: float) -> None:
    whole = sealed()
    with pytest.raises(BackupCutShort):
        open_backup("not asked for", whole[: max(backup.MARK_BYTES + 1, int(len(whole) * part))])


def test_a_file_with_something_behind_it_does_not_open() -> None:
    with pytest.raises(CannotOpenBackup):
        open_backup(WORDS, sealed() + b"x")


def test_a_newer_format_is_told_apart_without_the_passphrase() -> None:
    newer = bytearray(sealed())
    newer[backup.MARK_BYTES] = 2
    with pytest.raises(BackupNewer):
        open_backup(WORDS, bytes(newer))


@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04", b"when,state\n", bytes(400)])
def test_another_file_is_none_of_ours(data: bytes) -> None:
    assert not looks_like_backup(data)
    with pytest.raises(NoBackup):
        open_backup(WORDS, data)


@pytest.mark.parametrize("cost", [Cost(11, 8 << 10), Cost(1, (128 << 20) + 1024), Cost(2**31, 2**31), Cost(0, 0)])
def test_a_file_that_asks_for_a_dearer_derivation_than_ours_is_refused_before_it(
    cost: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file could ask for more memory than there is."""
    good = sealed()
    asked = with_cost(good, cost)
    monkeypatch.setattr(backup, "derive", lambda *_: pytest.fail("a key was derived"))
    with pytest.raises(CannotOpenBackup):
        open_backup(WORDS, asked)


def test_a_real_copy_costs_as_much_to_try_as_a_real_notebook() -> None:
    assert BACKUP_COST.opslimit * BACKUP_COST.memlimit >= LOCAL_COST.opslimit * LOCAL_COST.memlimit
    assert BACKUP_COST.memlimit <= 128 << 20


def test_nothing_of_it_can_be_read_and_it_looks_like_nothing() -> None:
    data = sealed()
    assert b"canary" not in data
    assert b"notes" not in data.lower()
    assert b"unhurried" not in data.lower()
    assert not data[:4].isascii()
    body = Counter(data[backup.HEADER_BYTES :])
    total = sum(body.values())
    entropy = -sum(times / total * math.log2(times / total) for times in body.values())
    assert entropy > 7.99


def test_its_size_tells_little() -> None:
    sizes = {len(sealed(bytes(size))) for size in (0, 10, 5_000, 200_000)}
    assert len(sizes) == 1
    assert len(sealed(bytes(300_000))) - min(sizes) == backup.SEALED_PIECE


def test_two_copies_of_the_same_words_share_nothing_but_the_mark() -> None:
    one, other = sealed(), sealed()
    same = [place for place in range(len(one)) if one[place] == other[place]]
    assert one[: backup.MARK_BYTES] == other[: backup.MARK_BYTES]
    assert len(same) < len(one) / 200


def test_one_file_does_not_open_under_two_passphrases() -> None:
    """The commitment of one copy in the head of another: whoever made both can not make one open as either."""
    mine, theirs = sealed(), sealed(passphrase="entirely other words for this")
    forged = with_commitment(mine, commitment_of(theirs))
    for words in (WORDS, "entirely other words for this"):
        with pytest.raises(CannotOpenBackup):
            open_backup(words, forged)
