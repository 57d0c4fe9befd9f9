"""When a worker leaves, looked at without a worker."""

from dataclasses import dataclass, field

import pytest

from unhurried.launch.stay import Ending, Stay


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Around:
    """A stay with what it touches: the clock, and the keys it drops."""

    clock: Clock = field(default_factory=Clock)
    keys: list[str] = field(default_factory=lambda: ["a key"])

    def __post_init__(self) -> None:
        self.stay = Stay(self.clock, self.keys.clear, ("/s/", "/kp/"))


@pytest.fixture
def around() -> Around:
    return Around()


def test_the_first_request_after_a_long_sleep_is_let_in_only_after_the_keys_are_gone(around: Around) -> None:
    around.stay.held_key()
    around.stay.idle_minutes(5)
    around.clock.now += 300

    around.stay.arrive("/")

    assert around.keys == []
    assert around.stay.ending is Ending.LOCKED


def test_before_the_minutes_are_over_everything_stays(around: Around) -> None:
    around.stay.held_key()
    around.stay.idle_minutes(5)
    around.clock.now += 299

    around.stay.arrive("/")

    assert (around.keys, around.stay.ending) == (["a key"], None)


def test_without_minutes_nothing_locks_itself(around: Around) -> None:
    around.stay.held_key()
    around.clock.now += 1_000_000

    around.stay.lock_when_idle()

    assert around.stay.ending is None


def test_locking_without_a_key_is_nothing(around: Around) -> None:
    around.stay.idle_minutes(5)
    around.clock.now += 300
    around.stay.lock()
    around.stay.lock_when_idle()

    assert around.stay.ending is None


def test_closing_wins_over_locking_in_any_order() -> None:
    first, second = Around(), Around()
    for around in (first, second):
        around.stay.held_key()
    first.stay.close()
    first.stay.lock()
    second.stay.lock()
    second.stay.close()

    assert [around.stay.ending for around in (first, second)] == [Ending.CLOSED, Ending.CLOSED]
    assert first.keys == second.keys == []
