"""The slow derivation, one at a time: each takes up to a quarter of a gigabyte."""

from threading import Lock

from unhurried.sealed import envelope
from unhurried.sealed.envelope import Cost
from unhurried.sealed.passphrase import passphrase_bytes

_one_derivation = Lock()


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    with _one_derivation:
        return envelope.derive(passphrase_bytes(passphrase), salt, cost)
