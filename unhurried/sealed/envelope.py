"""Seal and unseal, derive and wrap: pure functions on bytes.

Nothing in here reads a clock, a setting or a row, and nothing keeps a key.
XChaCha20-Poly1305 with random nonces, Argon2id and X25519 are libsodium's; HKDF is written out (RFC 5869).
"""

import hashlib
import hmac
import secrets
import struct
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from nacl import bindings
from nacl._sodium import ffi, lib  # type: ignore[import-not-found]  # compiled; see unseal
from nacl.exceptions import CryptoError

FORMAT = 1
"""Last byte of everything sealed. A later format gets the next number, and this one stays readable."""

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 24

BUCKETS = (1024, 4096, 16384, 65536)
"""Sizes that words are padded to, then multiples of the last, so that a row tells little about its length."""

MOST_MEMORY = 1 << 30
MOST_PASSES = 10
_FLOOR = ((2, 19 << 20), (1, 46 << 20))
"""Passes and memory below which a new notebook is refused (OWASP ASVS 5.0, appendix C)."""

_MARK = bytes((FORMAT,))
_TAIL = NONCE_BYTES + 1
_OVERHEAD = _TAIL + bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
_PLACE = struct.Struct(">B16sI")
_RECORD = struct.Struct(">16sQ")
_LENGTH = struct.Struct(">I")
_length = _LENGTH.unpack_from
_ALGORITHM = bindings.crypto_pwhash_ALG_ARGON2ID13
_NULL = ffi.NULL
_decrypt = lib.crypto_aead_xchacha20poly1305_ietf_decrypt
_room = ffi.new_allocator(should_clear_after_alloc=False)  # it is filled at once


class CannotUnseal(Exception):
    """Damaged, cut short, moved, of another time, of an unknown format, or sealed with another key."""


class CostRefused(ValueError):
    """A key derivation that is too cheap for a new notebook, or too dear for any machine."""


class Cost(NamedTuple):
    """What one try at a passphrase costs: passes over the memory, and bytes of it (Argon2id, one lane)."""

    opslimit: int
    memlimit: int


class Wrap(NamedTuple):
    """A sealed key, and the tag that ties it to one single wrapping key."""

    blob: bytes
    commitment: bytes


class Pair(NamedTuple):
    """An X25519 pair: anyone may seal to `public`, only the holder of `secret` opens."""

    public: bytes
    secret: bytes


def bind(owner: bytes, row: bytes, epoch: int, revision: int) -> bytes:
    """What a sealed blob belongs to. It is not stored in the blob; a moved or older blob does not open."""
    return place(owner, epoch) + record(row, revision)


def place(owner: bytes, epoch: int) -> bytes:
    """The part of `bind` that is the same for every row of one owner and epoch."""
    return _PLACE.pack(FORMAT, owner, epoch)


def record(row: bytes, revision: int) -> bytes:
    """The part of `bind` that is each row's own."""
    return _RECORD.pack(row, revision)


def seal(key: bytes, words: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(words), bound, nonce, key)
    return sealed + nonce + _MARK  # in this order it is unsealed where it lies, without a copy


def unseal(key: bytes, blob: bytes, bound: bytes) -> bytes:
    for words in unseal_each(key, bound, [(blob, b"")]):
        if words is not None:
            return words
    raise CannotUnseal("not what was sealed")


def unseal_each(key: bytes, bound: bytes, sealed: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes | None]:
    """The words of each blob, or None for one that does not open. `bound` is common, the rest is each blob's own.

    Straight to libsodium, in memory that is used again for the next of the same size: a whole notebook is opened for a request, and the
    checks that PyNaCl repeats for every row take longer than the cipher. So the sizes are checked here.
    """
    if len(key) != KEY_BYTES:
        raise CannotUnseal("no key has this length")
    size = -1
    for blob, rest in sealed:
        if len(blob) != size:
            size = len(blob)
            room, padded = _make_room(size - _OVERHEAD)
        nonce, where = blob[-_TAIL:-1], bound + rest
        if (
            room is None
            or blob[-1] != FORMAT
            or _decrypt(room, _NULL, _NULL, blob, size - _TAIL, where, len(where), nonce, key)
        ):
            yield None
        else:
            yield padded[_LENGTH.size : _LENGTH.size + _length(padded)[0]]


def pad(words: bytes) -> bytes:
    framed = len(words) + _LENGTH.size
    return (_LENGTH.pack(len(words)) + words).ljust(_bucket(framed), b"\0")


def unpad(padded: bytes) -> bytes:
    return padded[_LENGTH.size : _LENGTH.size + _length(padded)[0]]


def hkdf(secret: bytes, info: bytes, salt: bytes = b"", length: int = KEY_BYTES) -> bytes:
    """`length` bytes (at most 8,160) for one purpose, by HKDF-SHA256 (RFC 5869)."""
    if length > 255 * hashlib.sha256().digest_size:
        raise ValueError("HKDF does not stretch that far")
    root = hmac.digest(salt or bytes(hashlib.sha256().digest_size), secret, "sha256")
    made = block = b""
    counter = 1
    while len(made) < length:
        block = hmac.digest(root, block + info + bytes((counter,)), "sha256")
        made += block
        counter += 1
    return made[:length]


def derive(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """Argon2id: 32 bytes, slowly. The caller keeps it to one at a time."""
    check_cost(cost)
    return bindings.crypto_pwhash_alg(KEY_BYTES, passphrase, salt, cost.opslimit, cost.memlimit, _ALGORITHM)


def check_cost(cost: Cost) -> None:
    """Refuse what could exhaust a machine: stored numbers are read before anything proves they are ours."""
    if not bindings.crypto_pwhash_argon2id_OPSLIMIT_MIN <= cost.opslimit <= MOST_PASSES:
        raise CostRefused("passes out of range")
    if not bindings.crypto_pwhash_argon2id_MEMLIMIT_MIN <= cost.memlimit <= MOST_MEMORY:
        raise CostRefused("memory out of range")


def is_cheap(cost: Cost) -> bool:
    """Below the floor for a new notebook."""
    return not any(cost.opslimit >= passes and cost.memlimit >= memory for passes, memory in _FLOOR)


def wrap(root: bytes, secret: bytes, bound: bytes) -> Wrap:
    return Wrap(seal(hkdf(root, b"wrap"), secret, bound), _commit(root, bound))


def unwrap(root: bytes, wrapped: Wrap, bound: bytes) -> bytes:
    """The wrapped key. Poly1305 alone would let one blob open under two keys, so the tag is asked first."""
    if not hmac.compare_digest(wrapped.commitment, _commit(root, bound)):
        raise CannotUnseal("another wrapping key")
    return unseal(hkdf(root, b"wrap"), wrapped.blob, bound)


def make_pair() -> Pair:
    return Pair(*bindings.crypto_box_keypair())


def seal_to(public: bytes, words: bytes) -> bytes:
    return bindings.crypto_box_seal(pad(words), public) + _MARK


def unseal_with(pair: Pair, blob: bytes) -> bytes:
    if blob[-1:] != _MARK:
        raise CannotUnseal("not of this format")
    try:
        padded = bindings.crypto_box_seal_open(blob[:-1], pair.public, pair.secret)
    except (CryptoError, ValueError, TypeError):
        raise CannotUnseal("not what was sealed") from None
    if len(padded) < _LENGTH.size:
        raise CannotUnseal("nobody sealed it like this")
    return unpad(padded)


def _make_room(size: int) -> tuple[Any, Any]:
    """Memory for so many bytes, and a view of it; none for a size that nothing sealed can have."""
    if size < _LENGTH.size:
        return None, None
    room = _room("unsigned char[]", size)
    return room, ffi.buffer(room)


def _bucket(size: int) -> int:
    largest = BUCKETS[-1]
    return next((bucket for bucket in BUCKETS if size <= bucket), -(-size // largest) * largest)


def _commit(root: bytes, bound: bytes) -> bytes:
    return hkdf(root, b"commitment" + bound)
