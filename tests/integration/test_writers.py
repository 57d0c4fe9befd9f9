"""Two tabs, two devices: nothing acknowledged is lost, nothing is there twice."""

import threading
from collections.abc import Callable

from django.db import connection

from tests.people import Owner, make_checkin
from unhurried.domain.notebook import Kept, StaleRevision


def together(acts: list[Callable[[], None]]) -> list[BaseException]:
    """Do all of it at once, each in a thread with a connection of its own; returns what was raised."""
    ready = threading.Barrier(len(acts))
    raised: list[BaseException] = []

    def run(act: Callable[[], None]) -> None:
        try:
            ready.wait()
            act()
        except BaseException as error:  # noqa: BLE001  # shown by the test that asked
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def whole(owner: Owner) -> tuple[int, int, int]:
    opened = owner.notebook.entries()
    return len(opened.kept), opened.unreadable, opened.missing


def test_four_writers_at_once_lose_nothing(ana):
    def add_ten() -> None:
        for _ in range(10):
            ana.notebook.write(add=[make_checkin()])

    assert [] == together([add_ten] * 4)

    assert (40, 0, 0) == whole(ana)


def test_a_form_sent_twice_at_once_is_kept_once(ana):
    entry = make_checkin("once")

    assert [] == together([lambda: ana.notebook.write(add=[entry])] * 4)

    assert (1, 0, 0) == whole(ana)


def test_of_two_revisions_at_once_one_is_told(ana):
    entry = make_checkin("before")
    ana.notebook.write(add=[entry])

    def revise(note: str) -> Callable[[], None]:
        return lambda: ana.notebook.write(revise=[Kept(make_checkin(note, id_=entry.id), 1)])

    raised = together([revise("left tab"), revise("right tab")])

    kept = ana.notebook.entries().kept[0]
    assert [StaleRevision] == [type(error) for error in raised]
    assert [kept] == [error.current for error in raised]
    assert (2, (1, 0, 0)) == (kept.revision, whole(ana))


def test_reading_while_another_writes_never_finds_anything_missing(ana):
    ana.notebook.write(add=[make_checkin() for _ in range(50)])
    seen: set[tuple[int, int]] = set()

    def read() -> None:
        for _ in range(15):
            opened = ana.notebook.entries()
            seen.add((opened.unreadable, opened.missing))

    def write() -> None:
        for _ in range(15):
            ana.notebook.write(add=[make_checkin()])

    assert [] == together([read, write, read])

    assert {(0, 0)} == seen


def test_two_owners_do_not_wait_for_each_other_forever(ana, cleo):
    def add(owner: Owner) -> Callable[[], None]:
        return lambda: [owner.notebook.write(add=[make_checkin()]) for _ in range(10)]

    assert [] == together([add(ana), add(cleo)])

    assert [(10, 0, 0)] * 2 == [whole(ana), whole(cleo)]
