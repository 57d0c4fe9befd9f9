"""Making, opening, changing and re-sealing a notebook."""

import threading
import time
from uuid import uuid4

import pytest

from tests.people import make_checkin, make_owner, notes_of
from unhurried.domain.notebook import NotebookLocked
from unhurried.sealed import envelope, inbox, keyring
from unhurried.sealed.keyring import CannotOpen, Cost, CostRefused, NotebookExists
from unhurried.sealed.models import Account, Item, WayIn
from unhurried.sealed.notebook import SealedNotebook

TRIAL = keyring.TRIAL_COST
DEARER = Cost(2, 16 << 10)
NEW = "entirely other words for this"


@pytest.fixture
def derivations(monkeypatch) -> list[Cost]:
    """The cost of every slow derivation that was done, in turn. Counted, not timed."""
    done: list[Cost] = []
    derive = envelope.derive

    def counted(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
        done.append(cost)
        return derive(passphrase, salt, cost)

    monkeypatch.setattr(envelope, "derive", counted)
    return done


def passphrase_way(owner) -> WayIn:
    return WayIn.objects.get(owner_id=owner.owner, kind=WayIn.Kind.PASSPHRASE)


def refused(owner, passphrase: str) -> bool:
    with pytest.raises(CannotOpen):
        keyring.unlock(owner.owner, passphrase, TRIAL)
    return True


def test_the_passphrase_and_the_code_give_the_same_key(ana):
    by_passphrase = keyring.unlock(ana.owner, ana.passphrase, TRIAL)
    by_code = keyring.unlock_with_code(ana.owner, ana.code.lower().replace("-", "  "))

    assert ana.key.to_bytes() == by_passphrase.to_bytes() == by_code.to_bytes()


def test_the_same_letters_in_another_form_open_too(transactional_db):
    owner = make_owner("caf\u00e9 am Fluss im Mai")

    assert keyring.unlock(owner.owner, "cafe\u0301 am Fluss im Mai", TRIAL)


def test_no_code_is_made_unless_it_is_asked_for(transactional_db):
    made = keyring.create_notebook(NEW, recovery=False, cost=TRIAL)

    assert made.recovery_code is None
    assert [WayIn.Kind.PASSPHRASE] == [way.kind for way in WayIn.objects.all()]
    with pytest.raises(CannotOpen):
        keyring.unlock_with_code(made.owner, "0" * 32)


def test_a_form_sent_twice_makes_one_notebook(transactional_db):
    made = keyring.create_notebook(NEW, recovery=False, cost=TRIAL)

    with pytest.raises(NotebookExists):
        keyring.create_notebook(NEW, recovery=False, cost=TRIAL)

    assert made.owner == keyring.local_owner()


def test_before_there_is_a_notebook_there_is_no_owner(transactional_db):
    assert keyring.local_owner() is None


def test_a_refused_passphrase_makes_nothing(transactional_db):
    with pytest.raises(keyring.PassphraseTooShort):
        keyring.create_notebook("short", recovery=True, cost=TRIAL)

    assert 0 == Account.objects.count()


def test_wrong_damaged_and_unknown_are_the_same_answer_after_the_same_work(ana, cleo, derivations):
    WayIn.objects.filter(owner_id=cleo.owner).update(wrap=bytes(1064) + b"\x01")
    answers = []
    for owner, passphrase in ((ana.owner, "wrong words wrong words"), (cleo.owner, cleo.passphrase), (uuid4(), NEW)):
        with pytest.raises(CannotOpen) as answer:
            keyring.unlock(owner, passphrase, TRIAL)
        answers.append((type(answer.value), answer.value.args, answer.value.__cause__))

    assert [(CannotOpen, (), None)] * 3 == answers
    assert [TRIAL] * 3 == derivations


@pytest.mark.parametrize(
    "damage",
    [
        {"wrap": b""},
        {"commitment": bytes(32)},
        {"salt": b"x" * 16},
        {"salt": b""},
        {"opslimit": 2},
        {"opslimit": 0},
        {"opslimit": 11},
        {"memlimit": (1 << 30) + 1},
        {"memlimit": 1},
    ],
    ids=str,
)
def test_a_damaged_way_in_is_a_wrong_passphrase_after_one_derivation(ana, derivations, damage):
    WayIn.objects.filter(owner_id=ana.owner, kind=WayIn.Kind.PASSPHRASE).update(**damage)

    assert refused(ana, ana.passphrase)
    assert 1 == len(derivations)


def test_a_wrap_of_another_person_or_of_the_code_does_not_open(ana, cleo):
    theirs = passphrase_way(cleo)
    WayIn.objects.filter(owner_id=ana.owner).update(wrap=theirs.wrap, commitment=theirs.commitment, salt=theirs.salt)

    assert refused(ana, cleo.passphrase)
    assert refused(ana, ana.passphrase)


@pytest.mark.parametrize("typed", ["", "not a code", "0" * 32, "🌱"])
def test_a_wrong_code_opens_nothing(ana, typed):
    with pytest.raises(CannotOpen):
        keyring.unlock_with_code(ana.owner, typed)


def test_opening_makes_a_cheap_wrap_dearer(ana, derivations):
    key = keyring.unlock(ana.owner, ana.passphrase, DEARER)

    assert ana.key.to_bytes() == key.to_bytes()
    assert [TRIAL, DEARER] == derivations
    assert DEARER == Cost(passphrase_way(ana).opslimit, passphrase_way(ana).memlimit)
    assert ana.key.to_bytes() == keyring.unlock(ana.owner, ana.passphrase, DEARER).to_bytes()
    assert [TRIAL, DEARER, DEARER] == derivations
    assert ana.key.to_bytes() == keyring.unlock_with_code(ana.owner, ana.code).to_bytes()


def test_opening_never_makes_a_wrap_cheaper(ana):
    keyring.unlock(ana.owner, ana.passphrase, DEARER)
    keyring.unlock(ana.owner, ana.passphrase, TRIAL)

    assert DEARER == Cost(passphrase_way(ana).opslimit, passphrase_way(ana).memlimit)


def test_a_wrong_passphrase_changes_no_wrap(ana):
    before = bytes(passphrase_way(ana).wrap)

    with pytest.raises(CannotOpen):
        keyring.unlock(ana.owner, "wrong words wrong words", DEARER)

    assert before == bytes(passphrase_way(ana).wrap)


def test_a_cheap_derivation_is_refused_outside_of_tests(ana, settings):
    settings.TRIAL = False

    for act in (
        lambda: keyring.create_notebook(NEW, recovery=False, cost=TRIAL, only=False),
        lambda: keyring.change_passphrase(ana.owner, ana.key, NEW, recovery=False, cost=TRIAL),
        lambda: keyring.reseal(ana.owner, ana.key, NEW, recovery=False, cost=TRIAL),
    ):
        with pytest.raises(CostRefused):
            act()

    assert ana.key.to_bytes() == keyring.unlock(ana.owner, ana.passphrase, TRIAL).to_bytes()


def test_the_costs_in_use_are_above_the_floor():
    assert Cost(3, 256 << 20) == keyring.LOCAL_COST
    assert Cost(3, 64 << 20) == keyring.HOSTED_COST
    assert not envelope.is_cheap(keyring.LOCAL_COST)
    assert not envelope.is_cheap(keyring.HOSTED_COST)


def test_one_derivation_is_done_at_a_time(transactional_db, monkeypatch):
    at_once, most = [], []

    def slow(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
        at_once.append(1)
        most.append(len(at_once))
        time.sleep(0.02)
        at_once.pop()
        return bytes(32)

    monkeypatch.setattr(envelope, "derive", slow)
    threads = [threading.Thread(target=keyring._derive, args=("words", bytes(16), TRIAL)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [1] * 6 == most


def test_changing_the_passphrase_leaves_every_row_as_it_is(ana):
    ana.notebook.write(add=[make_checkin("kept")])
    before = {item.id: bytes(item.blob) for item in Item.objects.all()}

    code = keyring.change_passphrase(ana.owner, ana.key, NEW, recovery=True, cost=TRIAL)

    assert before == {item.id: bytes(item.blob) for item in Item.objects.all()}
    assert ana.key.to_bytes() == keyring.unlock(ana.owner, NEW, TRIAL).to_bytes()
    assert ana.key.to_bytes() == keyring.unlock_with_code(ana.owner, code).to_bytes()
    assert refused(ana, ana.passphrase)
    with pytest.raises(CannotOpen):
        keyring.unlock_with_code(ana.owner, ana.code)


def test_changing_the_passphrase_without_a_code_leaves_no_code(ana):
    assert keyring.change_passphrase(ana.owner, ana.key, NEW, recovery=False, cost=TRIAL) is None

    with pytest.raises(CannotOpen):
        keyring.unlock_with_code(ana.owner, ana.code)


def test_a_code_that_is_not_wanted_opens_nothing_and_the_passphrase_still_does(ana, cleo):
    keyring.forget_code(ana.owner, ana.key)

    assert [WayIn.Kind.PASSPHRASE] == [way.kind for way in WayIn.objects.filter(owner_id=ana.owner)]
    with pytest.raises(CannotOpen):
        keyring.unlock_with_code(ana.owner, ana.code)
    assert ana.key.to_bytes() == keyring.unlock(ana.owner, ana.passphrase, TRIAL).to_bytes()
    assert cleo.key.to_bytes() == keyring.unlock_with_code(cleo.owner, cleo.code).to_bytes()


def test_forgetting_a_code_that_is_not_there_is_no_mistake(ana):
    keyring.forget_code(ana.owner, ana.key)
    keyring.forget_code(ana.owner, ana.key)

    assert 1 == WayIn.objects.filter(owner_id=ana.owner).count()


def test_only_the_owners_key_forgets_the_code(ana, cleo):
    with pytest.raises(NotebookLocked):
        keyring.forget_code(ana.owner, cleo.key)

    assert ana.key.to_bytes() == keyring.unlock_with_code(ana.owner, ana.code).to_bytes()


def test_only_the_owners_key_changes_the_passphrase(ana, cleo):
    with pytest.raises(NotebookLocked):
        keyring.change_passphrase(ana.owner, cleo.key, NEW, recovery=False, cost=TRIAL)

    assert ana.key.to_bytes() == keyring.unlock(ana.owner, ana.passphrase, TRIAL).to_bytes()


def test_resealing_keeps_every_word_under_a_new_key(ana):
    ana.notebook.write(add=[make_checkin(str(hours), hours_ago=hours) for hours in range(20)])
    inbox.leave(ana.owner, b"left before")
    before = ana.notebook.entries()
    old_rows = list(Item.objects.filter(owner_id=ana.owner))

    made = keyring.reseal(ana.owner, ana.key, NEW, recovery=True, cost=TRIAL)

    assert (ana.owner, 2) == (made.owner, made.key.epoch)
    assert before == SealedNotebook(ana.owner, made.key).entries()
    assert [b"left before"] == [left.words for left in inbox.read_inbox(ana.owner, made.key)]
    assert made.key.to_bytes() == keyring.unlock(ana.owner, NEW, TRIAL).to_bytes()
    assert made.key.to_bytes() == keyring.unlock_with_code(ana.owner, made.recovery_code).to_bytes()
    assert not {bytes(row.blob) for row in old_rows} & {bytes(row.blob) for row in Item.objects.all()}


def test_after_resealing_the_old_key_passphrase_and_code_do_nothing(ana):
    ana.notebook.write(add=[make_checkin("kept")])
    made = keyring.reseal(ana.owner, ana.key, NEW, recovery=False, cost=TRIAL)

    with pytest.raises(NotebookLocked):
        ana.notebook.entries()
    with pytest.raises(NotebookLocked):
        ana.notebook.write(add=[make_checkin("late")])
    with pytest.raises(NotebookLocked):
        inbox.read_inbox(ana.owner, ana.key)
    assert refused(ana, ana.passphrase)
    with pytest.raises(CannotOpen):
        keyring.unlock_with_code(ana.owner, ana.code)
    item = Item.objects.exclude(id=ana.owner).get()
    with pytest.raises(envelope.CannotUnseal):
        envelope.unseal(
            ana.key.for_purpose(b"item"),
            bytes(item.blob),
            envelope.bind(ana.owner.bytes, item.id.bytes, item.epoch, item.revision),
        )
    assert ["kept"] == notes_of(SealedNotebook(ana.owner, made.key).entries().kept)


def test_resealing_counts_what_nobody_could_read_as_missing(ana, olu):
    entries = [make_checkin("whole"), make_checkin("damaged"), make_checkin("removed")]
    ana.notebook.write(add=entries)
    olu.change(ana.owner, entries[1].id, blob=b"")
    olu.remove(ana.owner, entries[2].id)

    made = keyring.reseal(ana.owner, ana.key, NEW, recovery=False, cost=TRIAL)

    opened = SealedNotebook(ana.owner, made.key).entries()
    assert (["whole"], 0, 2) == (notes_of(opened.kept), opened.unreadable, opened.missing)


def test_a_resealing_that_breaks_off_changes_nothing(ana, monkeypatch):
    ana.notebook.write(add=[make_checkin("kept")])
    monkeypatch.setattr(keyring, "_replace_ways", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        keyring.reseal(ana.owner, ana.key, NEW, recovery=True, cost=TRIAL)

    assert ["kept"] == notes_of(ana.notebook.entries().kept)
    assert ana.key.to_bytes() == keyring.unlock(ana.owner, ana.passphrase, TRIAL).to_bytes()


def test_resealing_one_notebook_leaves_another_alone(ana, cleo):
    cleo.notebook.write(add=[make_checkin("Cleo's")])

    keyring.reseal(ana.owner, ana.key, NEW, recovery=False, cost=TRIAL)

    assert ["Cleo's"] == notes_of(cleo.notebook.entries().kept)
    assert cleo.key.to_bytes() == keyring.unlock(cleo.owner, cleo.passphrase, TRIAL).to_bytes()
