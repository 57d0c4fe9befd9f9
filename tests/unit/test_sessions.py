"""What a worker remembers about a browser, and how long a wrong passphrase waits."""

import pickle
from uuid import uuid4

import pytest

from unhurried.domain.notebook import NotebookLocked
from unhurried.sealed.key import NotebookKey
from unhurried.sealed.session import MOST_SESSIONS, Sessions
from unhurried.sealed.throttle import Throttle

SECRET = bytes(range(100, 132))


@pytest.fixture
def sessions() -> Sessions:
    return Sessions()


def everything_held(sessions: Sessions) -> bytes:
    """All bytes a session holds, as someone who reads the worker's memory would find them."""
    held = [value for session in sessions._known.values() for value in session._held.values()]
    return b"".join([*held, *sessions._known])


def test_the_token_brings_back_the_key(sessions):
    owner = uuid4()
    token = sessions.begin(NotebookKey(3, SECRET), owner)

    session = sessions.find(token)

    assert (owner, True) == (session.owner, session.opened)
    assert NotebookKey(3, SECRET).to_bytes() == session.key(token).to_bytes()
    assert 3 == session.key(token).epoch


def test_without_a_key_a_session_is_locked(sessions):
    token = sessions.begin(None, None)

    assert not sessions.find(token).opened
    with pytest.raises(NotebookLocked):
        sessions.find(token).key(token)


def test_another_token_finds_nothing_and_opens_nothing(sessions):
    token, other = sessions.begin(NotebookKey(1, SECRET), uuid4()), sessions.begin(None, None)

    assert sessions.find("no such token") is None
    with pytest.raises(NotebookLocked):
        sessions.find(token).key(other)


def test_neither_the_key_nor_the_token_nor_words_are_held_in_the_clear(sessions):
    token = sessions.begin(NotebookKey(1, SECRET), uuid4())
    sessions.find(token).put(token, "note", b"CANARY words")

    held = everything_held(sessions)

    assert SECRET not in held
    assert b"CANARY" not in held
    assert token.encode() not in held
    assert len(held) > 2000


def test_two_tokens_are_never_the_same(sessions):
    assert 200 == len({sessions.begin(None, None) for _ in range(200)})


def test_words_put_aside_can_be_looked_at_and_taken_once(sessions):
    token = sessions.begin(None, None)
    session = sessions.find(token)
    session.put(token, "form", b"first")
    session.put(token, "form", b"second")

    assert b"second" == session.look(token, "form")
    assert b"second" == session.take(token, "form")
    assert session.take(token, "form") is None
    assert session.look(token, "form") is None


def test_a_value_put_aside_never_passes_for_the_key(sessions):
    token = sessions.begin(None, None)
    session = sessions.find(token)
    session.put(token, "notebook key", NotebookKey(1, SECRET).to_bytes())

    assert not session.opened
    with pytest.raises(NotebookLocked):
        session.key(token)


def test_what_was_put_aside_under_one_name_does_not_open_under_another(sessions):
    token = sessions.begin(None, None)
    session = sessions.find(token)
    session.put(token, "one", b"words")
    session._held[session_name("other")] = session._held[session_name("one")]

    with pytest.raises(NotebookLocked):
        session.look(token, "other")
    assert b"words" == session.look(token, "one")


def session_name(name: str) -> str:
    return f"put aside {name}"


def test_an_ended_session_is_gone_and_its_object_holds_nothing(sessions):
    token = sessions.begin(NotebookKey(1, SECRET), uuid4())
    session = sessions.find(token)

    sessions.end(token)
    sessions.end(token)

    assert sessions.find(token) is None
    assert not session.opened
    with pytest.raises(NotebookLocked):
        session.key(token)


def test_ending_all_ends_every_one(sessions):
    tokens = [sessions.begin(NotebookKey(1, SECRET), uuid4()) for _ in range(3)]

    sessions.end_all()

    assert [None] * 3 == [sessions.find(token) for token in tokens]


def test_browsers_that_only_looked_make_room_and_an_open_one_stays(sessions):
    opened = sessions.begin(NotebookKey(1, SECRET), uuid4())
    first = sessions.begin(None, None)
    for _ in range(MOST_SESSIONS):
        sessions.begin(None, None)

    assert sessions.find(first) is None
    assert sessions.find(opened).opened
    assert MOST_SESSIONS == len(sessions._known)


def test_a_key_shows_and_pickles_nothing():
    key = NotebookKey(1, SECRET)

    assert "<NotebookKey>" == repr(key) == str(key)
    with pytest.raises(TypeError):
        pickle.dumps(key)
    with pytest.raises(ValueError, match="32 bytes"):
        NotebookKey(1, b"short")
    assert not hasattr(key, "__dict__")


def test_each_purpose_has_a_key_of_its_own():
    key = NotebookKey(1, SECRET)

    assert 3 == len({key.for_purpose(b"item"), key.for_purpose(b"head"), SECRET})


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_each_wrong_try_waits_longer_and_none_locks_out():
    clock = Clock()
    throttle = Throttle(clock)
    waits = []
    for _ in range(9):
        throttle.failed()
        waits.append(throttle.wait_seconds())
        clock.now += throttle.wait_seconds()

    assert [0, 1, 2, 5, 10, 20, 42, 42, 42] == waits
    assert 0 == throttle.wait_seconds()


def test_waiting_passes_and_a_right_try_starts_anew():
    clock = Clock()
    throttle = Throttle(clock)
    throttle.failed()
    throttle.failed()
    throttle.failed()
    clock.now += 1.5

    assert 0.5 == throttle.wait_seconds()

    throttle.worked()
    assert 0 == throttle.wait_seconds()
    throttle.failed()
    assert 0 == throttle.wait_seconds()
