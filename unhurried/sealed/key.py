"""The key of an open notebook. It lives in the memory of one worker and is gone when that worker ends."""

from typing import NoReturn, Self

from unhurried.sealed import envelope


class NotebookKey:
    """Thirty-two random bytes and the epoch they belong to. It does not show, compare or pickle what it holds."""

    __slots__ = ("_secret", "epoch")

    def __init__(self, epoch: int, secret: bytes) -> None:
        if len(secret) != envelope.KEY_BYTES:
            raise ValueError("a notebook key has 32 bytes")
        self.epoch = epoch
        self._secret = secret

    @classmethod
    def from_bytes(cls, carried: bytes) -> Self:
        return cls(int.from_bytes(carried[: -envelope.KEY_BYTES], "big"), carried[-envelope.KEY_BYTES :])

    def to_bytes(self) -> bytes:
        """Only to be sealed at once: under a passphrase, a recovery code or the token of a session."""
        return self.epoch.to_bytes(4, "big") + self._secret

    def for_purpose(self, purpose: bytes) -> bytes:
        """A key of its own for each use, so that no blob of one kind passes for another."""
        return envelope.hkdf(self._secret, b"purpose " + purpose)

    def __repr__(self) -> str:
        return "<NotebookKey>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a notebook key does not leave its process")
