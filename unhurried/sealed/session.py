"""What a worker remembers between two requests: nothing that is of use without the browser's cookie.

Of a token only its SHA-256 is held; the notebook key and what was put aside are sealed under the token.
It is all in memory and ends with the worker.
"""

import hashlib
import secrets
from threading import Lock
from uuid import UUID

from unhurried.domain.notebook import NotebookLocked
from unhurried.sealed import envelope
from unhurried.sealed.key import NotebookKey

MOST_SESSIONS = 256
"""Browsers that only looked at the lock page make room for others, oldest first."""

_KEY = "notebook key"


class Session:
    """One browser. Everything it holds needs the token again."""

    def __init__(self, owner: UUID | None, token: str) -> None:
        self.owner = owner
        self._place = _place(token)
        self._held: dict[str, bytes] = {}
        self._opened = False

    @property
    def opened(self) -> bool:
        return self._opened

    def key(self, token: str) -> NotebookKey:
        carried = self._unseal(token, _KEY, self._held.get(_KEY))
        if carried is None:
            raise NotebookLocked
        return NotebookKey.from_bytes(carried)

    def put(self, token: str, name: str, value: bytes) -> None:
        self._held[_named(name)] = self._seal(token, _named(name), value)

    def take(self, token: str, name: str) -> bytes | None:
        """What was put aside, once."""
        return self._unseal(token, _named(name), self._held.pop(_named(name), None))

    def look(self, token: str, name: str) -> bytes | None:
        return self._unseal(token, _named(name), self._held.get(_named(name)))

    def hold_key(self, token: str, key: NotebookKey) -> None:
        self._held[_KEY] = self._seal(token, _KEY, key.to_bytes())
        self._opened = True

    def let_go(self) -> None:
        self._held.clear()
        self._opened = False

    def _seal(self, token: str, name: str, value: bytes) -> bytes:
        return envelope.seal(_token_key(token), value, self._place + name.encode())

    def _unseal(self, token: str, name: str, sealed: bytes | None) -> bytes | None:
        if sealed is None:
            return None
        try:
            return envelope.unseal(_token_key(token), sealed, self._place + name.encode())
        except envelope.CannotUnseal:
            raise NotebookLocked from None


class Sessions:
    """Every browser this worker knows."""

    def __init__(self) -> None:
        self._known: dict[bytes, Session] = {}
        self._lock = Lock()

    def begin(self, key: NotebookKey | None, owner: UUID | None) -> str:
        """A new session, and the token for its cookie. Opening always begins a new one, never reuses an old token."""
        token = secrets.token_urlsafe(32)
        session = Session(owner, token)
        if key is not None:
            session.hold_key(token, key)
        with self._lock:
            self._make_room()
            self._known[_place(token)] = session
        return token

    def find(self, token: str) -> Session | None:
        return self._known.get(_place(token))

    def end(self, token: str) -> None:
        with self._lock:
            ended = self._known.pop(_place(token), None)
        if ended:
            ended.let_go()

    def end_all(self) -> None:
        with self._lock:
            ended = list(self._known.values())
            self._known.clear()
        for session in ended:
            session.let_go()

    def others_open(self, token: str) -> int:
        """How many other browsers have the notebook open."""
        own = self.find(token)
        with self._lock:
            return sum(session.opened for session in self._known.values() if session is not own)

    def end_others(self, token: str) -> None:
        own = _place(token)
        with self._lock:
            ended = [self._known.pop(place) for place in list(self._known) if place != own]
        for session in ended:
            session.let_go()

    def _make_room(self) -> None:
        if len(self._known) < MOST_SESSIONS:
            return
        oldest = next((place for place, session in self._known.items() if not session.opened), next(iter(self._known)))
        self._known.pop(oldest).let_go()


def _place(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _token_key(token: str) -> bytes:
    return envelope.hkdf(token.encode("utf-8", "surrogatepass"), b"session")


def _named(name: str) -> str:
    return f"put aside {name}"
