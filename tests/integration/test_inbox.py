"""Notes left while the notebook is locked."""

from uuid import uuid4

import pytest

from unhurried.domain.notebook import NotebookLocked
from unhurried.sealed import inbox
from unhurried.sealed.inbox import InboxFull
from unhurried.sealed.models import Account, InboxItem


def words_left(owner) -> set[bytes]:
    return {left.words for left in inbox.read_inbox(owner.owner, owner.key)}


def test_what_was_left_is_read_by_the_open_notebook(ana):
    inbox.leave(ana.owner, "left 🌱".encode())
    inbox.leave(ana.owner, b"")

    assert {"left 🌱".encode(), b""} == words_left(ana)


def test_nobody_elses_key_reads_it(ana, cleo):
    inbox.leave(ana.owner, b"for Ana")

    assert set() == words_left(cleo)
    with pytest.raises(NotebookLocked):
        inbox.read_inbox(ana.owner, cleo.key)


def test_what_was_read_can_be_emptied_one_by_one(ana, cleo):
    for words in (b"a", b"b"):
        inbox.leave(ana.owner, words)
    first = next(left for left in inbox.read_inbox(ana.owner, ana.key) if left.words == b"a")

    inbox.empty_inbox(cleo.owner, [first.id])
    inbox.empty_inbox(ana.owner, [first.id, uuid4()])

    assert {b"b"} == words_left(ana)


def test_fifty_notes_fit_and_no_more(ana, cleo):
    for number in range(inbox.MOST_ROWS):
        inbox.leave(ana.owner, str(number).encode())

    with pytest.raises(InboxFull):
        inbox.leave(ana.owner, b"one more")

    inbox.leave(cleo.owner, b"there is room here")
    assert (50, 1) == (len(words_left(ana)), len(words_left(cleo)))


def test_a_hundred_kilobytes_fit_and_no_more(ana):
    inbox.leave(ana.owner, b"x" * 100_000)

    with pytest.raises(InboxFull):
        inbox.leave(ana.owner, b"x" * 100_001)

    assert {100_000} == {len(words) for words in words_left(ana)}


def test_a_damaged_note_is_passed_over(ana):
    inbox.leave(ana.owner, b"whole")
    InboxItem.objects.create(owner_id=ana.owner, blob=b"x" * 200 + b"\x01")
    InboxItem.objects.create(owner_id=ana.owner, blob=b"")

    assert {b"whole"} == words_left(ana)


def test_nothing_is_left_for_nobody(transactional_db):
    with pytest.raises(NotebookLocked):
        inbox.leave(uuid4(), b"words")

    assert 0 == InboxItem.objects.count()


def test_nothing_is_left_in_a_notebook_that_is_being_erased(ana):
    Account.objects.filter(id=ana.owner).update(erasing=True)

    with pytest.raises(NotebookLocked):
        inbox.leave(ana.owner, b"words")
