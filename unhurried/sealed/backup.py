"""A sealed copy of anything, in one file with a passphrase of its own. It knows nothing of entries or rows.

In order: a mark of eight random-looking bytes, the format, what the derivation costs, the salt, how many pieces there
are, a random key wrapped under the passphrase with its commitment, and the pieces. Every piece has the same size and
is bound to the whole head and to its place, so none can be moved, left out or taken from another copy. What is sealed is padded
to whole pieces: the size of the file tells how much was written only to the next 256 kB.
"""

import secrets
import struct
from typing import NamedTuple

from unhurried.sealed import envelope
from unhurried.sealed.envelope import CannotUnseal, Cost, CostRefused, Wrap
from unhurried.sealed.slowly import derive

BACKUP_COST = Cost(opslimit=6, memlimit=128 << 20)
"""As dear for whoever tries passphrases as the notebook itself, with half its memory: a file is opened beside the rest."""

LARGEST_FILE = 17_000_000
"""Bytes, looked at before anything else. The largest archive in it has 16 million."""

MARK_BYTES = 8
_MARK = bytes.fromhex("93e70bd4a85f1cc6")
_FORMAT = 1
_OPENING = struct.Struct(">8sBBI16sI")  # mark, format, passes, memory in kB, salt, pieces
_COMMITMENT_BYTES = 32
_KEY_BYTES = envelope.KEY_BYTES

_PADDED = 4 * envelope.BUCKETS[-1]
PIECE = _PADDED - 4
"""Bytes in each piece: with the length that the envelope puts before them, they fill its bucket."""

_OVERHEAD = 16 + envelope.NONCE_BYTES + 1
SEALED_PIECE = _PADDED + _OVERHEAD
_WRAP_BYTES = envelope.BUCKETS[0] + _OVERHEAD
HEADER_BYTES = _OPENING.size + _COMMITMENT_BYTES + _WRAP_BYTES
_MOST_PIECES = LARGEST_FILE // SEALED_PIECE
_LENGTH = struct.Struct(">Q")
_PLACE = struct.Struct(">I")


class NoBackup(ValueError):
    """Another kind of file."""


class BackupNewer(ValueError):
    """Made by a newer version of the program, in a format that this one does not know."""


class BackupCutShort(ValueError):
    """The file ends before it should."""


class BackupTooBig(ValueError):
    """More than any copy of ours holds."""


class CannotOpenBackup(Exception):
    """Another passphrase, or a changed file: which of the two is not told."""


class _Opening(NamedTuple):
    cost: Cost
    salt: bytes
    pieces: int


def looks_like_backup(data: bytes) -> bool:
    return data[:MARK_BYTES] == _MARK


def seal_backup(passphrase: str, holds: bytes, cost: Cost) -> bytes:
    """BackupTooBig when it could not be opened again."""
    framed = _LENGTH.pack(len(holds)) + holds
    count = -(-len(framed) // PIECE)
    if count > _MOST_PIECES:
        raise BackupTooBig
    opening = _pack(_Opening(cost, secrets.token_bytes(envelope.SALT_BYTES), count))
    key = secrets.token_bytes(_KEY_BYTES)
    wrapped = envelope.wrap(derive(passphrase, _unpack(opening).salt, cost), key, opening)
    head = opening + wrapped.commitment + wrapped.blob
    padded = framed.ljust(count * PIECE, b"\0")
    pieces = (
        envelope.seal(key, padded[place * PIECE : (place + 1) * PIECE], head + _PLACE.pack(place))
        for place in range(count)
    )
    return b"".join([head, *pieces])


def open_backup(passphrase: str, data: bytes) -> bytes:
    """What was sealed. NoBackup, BackupNewer, BackupTooBig, BackupCutShort before any passphrase; CannotOpenBackup."""
    opening = _check_outside(data)
    head = data[:HEADER_BYTES]
    commitment = head[_OPENING.size : _OPENING.size + _COMMITMENT_BYTES]
    wrapped = Wrap(head[_OPENING.size + _COMMITMENT_BYTES :], commitment)
    try:
        root = derive(passphrase, opening.salt, opening.cost)
        key = envelope.unwrap(root, wrapped, head[: _OPENING.size])
        framed = b"".join(_pieces(key, head, data, opening.pieces))
    except (CannotUnseal, CostRefused):
        raise CannotOpenBackup from None
    (length,) = _LENGTH.unpack_from(framed)
    return framed[_LENGTH.size : _LENGTH.size + length]


def check_outside(data: bytes) -> None:
    """What can be told without a passphrase: NoBackup, BackupNewer, BackupTooBig, BackupCutShort."""
    _check_outside(data)


def _pieces(key: bytes, head: bytes, data: bytes, count: int) -> list[bytes]:
    starts = range(HEADER_BYTES, HEADER_BYTES + count * SEALED_PIECE, SEALED_PIECE)
    return [
        envelope.unseal(key, data[start : start + SEALED_PIECE], head + _PLACE.pack(place))
        for place, start in enumerate(starts)
    ]


def _pack(opening: _Opening) -> bytes:
    cost, salt, pieces = opening
    return _OPENING.pack(_MARK, _FORMAT, cost.opslimit, cost.memlimit >> 10, salt, pieces)


def _unpack(data: bytes) -> _Opening:
    _, _, passes, memory, salt, pieces = _OPENING.unpack_from(data)
    return _Opening(Cost(passes, memory << 10), salt, pieces)


def _check_outside(data: bytes) -> _Opening:
    if not looks_like_backup(data):
        raise NoBackup
    if data[MARK_BYTES : MARK_BYTES + 1] > bytes((_FORMAT,)):
        raise BackupNewer
    if len(data) > LARGEST_FILE:
        raise BackupTooBig
    if len(data) < HEADER_BYTES + SEALED_PIECE:
        raise BackupCutShort
    opening = _unpack(data)
    expected = HEADER_BYTES + opening.pieces * SEALED_PIECE
    if len(data) < expected <= LARGEST_FILE:
        raise BackupCutShort
    if len(data) != expected or data[MARK_BYTES] != _FORMAT or not _is_ours(opening.cost):
        raise CannotOpenBackup
    return opening


def _is_ours(cost: Cost) -> bool:
    """A file says itself what opening it costs, and is believed up to what ours ever cost."""
    return 0 < cost.opslimit <= BACKUP_COST.opslimit and 0 < cost.memlimit <= BACKUP_COST.memlimit
