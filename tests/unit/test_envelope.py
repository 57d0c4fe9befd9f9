"""Sealing, unsealing, deriving and wrapping, on bytes alone."""

import os
import random

import pytest

from unhurried.sealed import envelope
from unhurried.sealed.envelope import CannotUnseal, Cost, CostRefused

KEY = bytes(range(32))
OWNER, ROW = b"o" * 16, b"r" * 16
BOUND = envelope.bind(OWNER, ROW, 1, 1)
SMALL = Cost(1, 8 << 10)


def seal(words: bytes) -> bytes:
    return envelope.seal(KEY, words, BOUND)


# RFC 5869, appendix A.1 to A.3
@pytest.mark.parametrize(
    ("secret", "salt", "info", "expected"),
    [
        (
            b"\x0b" * 22,
            bytes(range(13)),
            bytes(range(0xF0, 0xFA)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            bytes(range(0x50)),
            bytes(range(0x60, 0xB0)),
            bytes(range(0xB0, 0x100)),
            (
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
            ),
        ),
        (
            b"\x0b" * 22,
            b"",
            b"",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ],
)
def test_hkdf_gives_what_the_rfc_gives(secret, salt, info, expected):
    made = envelope.hkdf(secret, info, salt, len(expected) // 2)

    assert expected == made.hex()


def test_hkdf_does_not_stretch_past_its_limit():
    assert 8160 == len(envelope.hkdf(KEY, b"", length=8160))
    with pytest.raises(ValueError, match="stretch"):
        envelope.hkdf(KEY, b"", length=8161)


@pytest.mark.parametrize("words", [b"", b"a", b"\0", "🌱 夜 עברית".encode(), os.urandom(200_000)])
def test_words_come_back_as_they_were(words):
    assert words == envelope.unseal(KEY, seal(words), BOUND)


def test_ten_thousand_flipped_bits_open_nothing():
    chance = random.Random(7)
    blob = seal(b"the same words every time")
    opened = 0
    for _ in range(10_000):
        flipped = bytearray(blob)
        flipped[chance.randrange(len(blob))] ^= 1 << chance.randrange(8)
        try:
            envelope.unseal(KEY, bytes(flipped), BOUND)
        except CannotUnseal:
            continue
        opened += 1

    assert 0 == opened


@pytest.mark.parametrize("length", [0, 1, 24, 25, 40, 41, 44, 45, 500, 1064])
def test_a_blob_that_was_cut_short_does_not_open(length):
    blob = seal(b"words")
    assert length < len(blob)

    with pytest.raises(CannotUnseal):
        envelope.unseal(KEY, blob[:length], BOUND)
    with pytest.raises(CannotUnseal):
        envelope.unseal(KEY, blob[: max(0, length - 1)] + blob[-1:], BOUND)
    with pytest.raises(CannotUnseal):
        envelope.unseal(KEY, blob[len(blob) - length :], BOUND)


def test_a_blob_with_something_added_does_not_open():
    with pytest.raises(CannotUnseal):
        envelope.unseal(KEY, seal(b"words") + b"\0", BOUND)


@pytest.mark.parametrize(
    "elsewhere",
    [
        envelope.bind(b"x" * 16, ROW, 1, 1),
        envelope.bind(OWNER, b"x" * 16, 1, 1),
        envelope.bind(OWNER, ROW, 2, 1),
        envelope.bind(OWNER, ROW, 1, 2),
        envelope.bind(ROW, OWNER, 1, 1),
    ],
    ids=["other owner", "other row", "other epoch", "other revision", "owner and row exchanged"],
)
def test_a_blob_opens_only_where_it_belongs(elsewhere):
    with pytest.raises(CannotUnseal):
        envelope.unseal(KEY, seal(b"words"), elsewhere)


def test_another_key_opens_nothing():
    with pytest.raises(CannotUnseal):
        envelope.unseal(bytes(32), seal(b"words"), BOUND)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_the_wrong_length_opens_nothing(length):
    with pytest.raises(CannotUnseal):
        envelope.unseal(KEY[:length].ljust(length, b"\0"), seal(b"words"), BOUND)


def test_an_unknown_format_is_refused():
    with pytest.raises(CannotUnseal):
        envelope.unseal(KEY, seal(b"words")[:-1] + b"\x02", BOUND)


def test_many_are_unsealed_in_turn_and_the_damaged_one_leaves_a_gap():
    sizes = [10, 3000, 10, 100_000, 20]
    sealed = [seal(bytes([size % 251]) * size) for size in sizes]
    sealed[2] = sealed[2][:-1]

    opened = list(envelope.unseal_each(KEY, BOUND[:-8], [(blob, BOUND[-8:]) for blob in sealed]))

    assert [10, 3000, None, 100_000, 20] == [words and len(words) for words in opened]
    assert bytes([20]) * 20 == opened[4]


def test_no_nonce_is_used_twice():
    nonces = {seal(b"")[-25:-1] for _ in range(20_000)}

    assert 20_000 == len(nonces)


def test_ten_and_two_hundred_characters_take_the_same_room():
    assert len(seal(b"x" * 10)) == len(seal(b"x" * 200))


@pytest.mark.parametrize(
    ("length", "room"),
    [
        (0, 1024),
        (1020, 1024),
        (1021, 4096),
        (4092, 4096),
        (4093, 16384),
        (16381, 65536),
        (65532, 65536),
        (65533, 131072),
        (131069, 196608),
    ],
)
def test_words_are_padded_to_the_next_bucket(length, room):
    assert room == len(envelope.pad(b"x" * length))
    assert length == len(envelope.unpad(envelope.pad(b"x" * length)))


@pytest.mark.parametrize("cost", [Cost(11, 8 << 10), Cost(0, 8 << 10), Cost(1, (1 << 30) + 1), Cost(1, 8191)])
def test_a_cost_no_machine_takes_is_refused(cost):
    with pytest.raises(CostRefused):
        envelope.derive(b"words", bytes(16), cost)


@pytest.mark.parametrize(
    ("cost", "cheap"),
    [
        (Cost(2, 19 << 20), False),
        (Cost(1, 46 << 20), False),
        (Cost(1, 19 << 20), True),
        (Cost(2, (19 << 20) - 1), True),
        (Cost(10, 18 << 20), True),
    ],
)
def test_the_floor_of_asvs_is_known(cost, cheap):
    assert cheap == envelope.is_cheap(cost)


def test_everything_that_goes_into_a_derivation_matters():
    made = {
        envelope.derive(b"words", bytes(16), SMALL),
        envelope.derive(b"Words", bytes(16), SMALL),
        envelope.derive(b"words", b"s" * 16, SMALL),
        envelope.derive(b"words", bytes(16), Cost(2, 8 << 10)),
        envelope.derive(b"words", bytes(16), Cost(1, 16 << 10)),
    }

    assert 5 == len(made)
    assert envelope.derive(b"words", bytes(16), SMALL) in made


def test_a_wrapped_key_comes_back():
    assert KEY == envelope.unwrap(b"r" * 32, envelope.wrap(b"r" * 32, KEY, BOUND), BOUND)


def test_a_wrap_with_another_commitment_does_not_open():
    wrapped = envelope.wrap(b"r" * 32, KEY, BOUND)

    with pytest.raises(CannotUnseal, match="another wrapping key"):
        envelope.unwrap(b"r" * 32, wrapped._replace(commitment=bytes(32)), BOUND)


def test_a_wrap_of_someone_else_does_not_open():
    wrapped = envelope.wrap(b"r" * 32, KEY, BOUND)

    with pytest.raises(CannotUnseal):
        envelope.unwrap(b"r" * 32, wrapped, envelope.bind(b"x" * 16, ROW, 1, 1))


def test_what_is_sealed_to_a_public_key_opens_with_its_secret_only():
    pair, other = envelope.make_pair(), envelope.make_pair()
    blob = envelope.seal_to(pair.public, b"left here")

    assert b"left here" == envelope.unseal_with(pair, blob)
    with pytest.raises(CannotUnseal):
        envelope.unseal_with(other, blob)
    with pytest.raises(CannotUnseal):
        envelope.unseal_with(pair, blob[:40] + b"\x01")
    with pytest.raises(CannotUnseal):
        envelope.unseal_with(pair, blob[:-1] + b"\x02")


def test_what_was_left_tells_little_about_its_length():
    pair = envelope.make_pair()

    assert len(envelope.seal_to(pair.public, b"x")) == len(envelope.seal_to(pair.public, b"x" * 900))
