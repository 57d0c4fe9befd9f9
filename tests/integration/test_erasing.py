"""Erasing everything, and being interrupted at every single step of it."""

from datetime import UTC, datetime
from itertools import count
from uuid import uuid4

import msgspec
import pytest
from django.db import connection

from tests.people import make_checkin, notes_of
from unhurried.domain.notebook import NotebookLocked
from unhurried.journey.moving import Differing, bring_back
from unhurried.sealed import erasing, inbox, keyring
from unhurried.sealed.keyring import CannotOpen, finish_interrupted_erase
from unhurried.sealed.models import Account, InboxItem, Item, WayIn

TRIAL = keyring.TRIAL_COST


class Killed(BaseException):
    """Stands for the end of the process; nothing catches it."""


class KilledAt:
    """Lets a number of statements through to the database, then none."""

    def __init__(self, statement: int) -> None:
        self._left = statement

    def __call__(self, execute, sql, params, many, context):
        if self._left == 0:
            raise Killed
        self._left -= 1
        return execute(sql, params, many, context)


@pytest.fixture
def filled(ana):
    ana.notebook.write(add=[make_checkin("gone") for _ in range(5)])
    inbox.leave(ana.owner, b"left")
    return ana


def rows_of(owner) -> list[int]:
    kinds = (
        Account.objects.filter(id=owner),
        *(kind.objects.filter(owner_id=owner) for kind in (WayIn, Item, InboxItem)),
    )
    return [kind.count() for kind in kinds]


def test_nothing_is_left_of_it(filled, cleo):
    cleo.notebook.write(add=[make_checkin("stays")])

    filled.notebook.erase_everything()

    assert [0, 0, 0, 0] == rows_of(filled.owner)
    assert ["stays"] == notes_of(cleo.notebook.entries().kept)
    assert cleo.key.to_bytes() == keyring.unlock(cleo.owner, cleo.passphrase, TRIAL).to_bytes()


def test_afterwards_nothing_opens_it(filled):
    filled.notebook.erase_everything()

    assert keyring.local_owner() is None
    with pytest.raises(CannotOpen):
        keyring.unlock(filled.owner, filled.passphrase, TRIAL)
    with pytest.raises(CannotOpen):
        keyring.unlock_with_code(filled.owner, filled.code)
    with pytest.raises(NotebookLocked):
        filled.notebook.entries()
    with pytest.raises(NotebookLocked):
        filled.notebook.write(add=[make_checkin("late")])
    assert 0 == Item.objects.count()


def test_erasing_twice_is_as_good_as_once(filled):
    filled.notebook.erase_everything()
    filled.notebook.erase_everything()

    assert [0, 0, 0, 0] == rows_of(filled.owner)


def test_a_new_notebook_can_be_made_afterwards(filled):
    filled.notebook.erase_everything()

    made = keyring.create_notebook("entirely other words for this", recovery=False, cost=TRIAL)

    assert made.owner == keyring.local_owner()


def test_the_ways_in_go_before_anything_else(filled):
    order = []

    def watch(execute, sql, params, many, context):
        if sql.startswith("DELETE"):
            order.append(sql.split('"')[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        filled.notebook.erase_everything()

    assert ["way_in", "item", "inbox_item", "account"] == order


def test_interrupted_at_any_step_it_either_opens_whole_or_never_again(ana, olu):
    """Each statement in turn is the last one. Afterwards all is there, or no way in is and the next start finishes."""
    outcomes = []
    for statement in count():
        owner = remake(ana)
        try:
            with connection.execute_wrapper(KilledAt(statement)):
                owner.notebook.erase_everything()
        except Killed:
            pass
        else:
            break
        outcomes.append(outcome(owner))

    assert {"opens whole", "never opens, finished at the next start"} == set(outcomes)
    assert sorted(outcomes, reverse=True) == outcomes
    assert len(outcomes) >= 5


def remake(ana):
    erasing.erase(ana.owner)
    made = keyring.create_notebook(ana.passphrase, recovery=True, cost=TRIAL, only=False)
    owner = ana._replace(owner=made.owner, key=made.key, code=made.recovery_code)
    owner.notebook.write(add=[make_checkin("gone") for _ in range(3)])
    inbox.leave(owner.owner, b"left")
    return owner


def outcome(owner) -> str:
    if [1, 2, 4, 1] == rows_of(owner.owner):
        keyring.unlock(owner.owner, owner.passphrase, TRIAL)
        owner.notebook.erase_everything()
        return "opens whole"
    with pytest.raises(CannotOpen):
        keyring.unlock(owner.owner, owner.passphrase, TRIAL)
    with pytest.raises(CannotOpen):
        keyring.unlock_with_code(owner.owner, owner.code)
    finish_interrupted_erase()
    assert [0, 0, 0, 0] == rows_of(owner.owner)
    return "never opens, finished at the next start"


def test_a_start_with_nothing_to_finish_changes_nothing(filled):
    before = rows_of(filled.owner)

    finish_interrupted_erase()

    assert before == rows_of(filled.owner)
    assert 5 == len(filled.notebook.entries().kept)


def test_erasing_someone_unknown_leaves_everyone_else(filled):
    erasing.erase(uuid4())

    assert 5 == len(filled.notebook.entries().kept)


@pytest.mark.parametrize("statement", range(12))
def test_bringing_a_copy_back_that_is_cut_off_leaves_all_as_it_was_or_brings_all(ana, statement):
    """Each statement in turn is the last one."""
    here, there = [make_checkin("here")], [make_checkin(f"there {number}") for number in range(4)]
    ana.notebook.write(add=here)
    changed = msgspec.structs.replace(here[0], note="changed")
    try:
        with connection.execute_wrapper(KilledAt(statement)):
            bring_back(ana.notebook, [*there, changed], Differing.THEIRS, datetime.now(UTC), bytes(32))
    except Killed:
        expected = ["here"]
    else:
        expected = ["changed", *(f"there {number}" for number in range(4))]

    opened = ana.notebook.entries()
    assert sorted(expected) == sorted(notes_of(opened.kept))
    assert (0, 0) == (opened.unreadable, opened.missing)
