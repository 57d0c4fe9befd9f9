"""What only the file of a local notebook has: its settings, what deletion leaves, and a full disk."""

import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from tests.people import Ben, Owner, make_checkin, notes_of, written_forms
from unhurried.domain.notebook import Kept
from unhurried.sealed import inbox, keyring
from unhurried.sealed.apps import check_connection
from unhurried.sealed.keyring import finish_interrupted_erase
from unhurried.sealed.models import InboxItem, Item, WayIn
from unhurried.sealed.notebook import NotSaved

NEW = "entirely other words for this"
CANARY = "CANARY kingfisher over the weir"

EXPECTED = {
    "journal_mode": "delete",
    "synchronous": 3,
    "secure_delete": 1,
    "auto_vacuum": 1,
    "temp_store": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
}


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def database() -> Path:
    return Path(connection.settings_dict["NAME"])


def ben() -> Ben:
    return Ben(database().parent)


def test_every_connection_has_every_setting(transactional_db):
    found = []

    def ask() -> None:
        found.append({name: pragma(name) for name in EXPECTED})
        connection.close()

    for _ in range(3):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    connection.close()
    found.append({name: pragma(name) for name in EXPECTED})

    assert [EXPECTED] * 4 == found


@pytest.mark.parametrize(
    "weaker", ["synchronous=FULL", "secure_delete=FAST", "journal_mode=TRUNCATE", "foreign_keys=OFF"]
)
def test_a_connection_with_weaker_settings_is_refused(transactional_db, weaker):
    other = connections["default"].copy()
    other.connect()
    other.inc_thread_sharing()
    other.cursor().execute(f"PRAGMA {weaker}")

    with pytest.raises(ImproperlyConfigured, match=weaker.split("=")[0]):
        check_connection(other)
    other.close()


@pytest.mark.parametrize("form", range(6))
def test_ben_would_find_words_that_lie_open(tmp_path, form):
    (tmp_path / "open").write_bytes(b"ab" + written_forms(CANARY)[form] + b"cd")

    assert ["open"] == Ben(tmp_path).finds(CANARY)


def test_no_word_lies_in_any_file_before_or_after_deleting(ana):
    entries = [make_checkin(f"{CANARY} {number}") for number in range(40)]
    ana.notebook.write(add=entries)
    inbox.leave(ana.owner, CANARY.encode())
    assert [] == ben().finds(CANARY)

    ana.notebook.write(revise=[Kept(make_checkin(f"{CANARY} again", id_=entries[0].id), 1)])
    ana.notebook.write(erase=[entry.id for entry in entries[10:]])

    assert [] == ben().finds(CANARY)
    assert [] == ben().finds(ana.passphrase)
    assert [] == ben().finds(ana.code)
    assert 10 == len(ana.notebook.entries().kept)


def test_not_even_sealed_words_are_left_after_revising_and_erasing(ana):
    entries = [make_checkin(str(number) * 30) for number in range(40)]
    ana.notebook.write(add=entries)
    pieces = {item.id: bytes(item.blob)[100:140] for item in Item.objects.exclude(id=ana.owner)}
    assert all(ben().finds_any([piece]) for piece in pieces.values())

    ana.notebook.write(revise=[Kept(entry, 1) for entry in entries[:20]], erase=[entry.id for entry in entries[20:]])

    assert [] == ben().finds_any(list(pieces.values()))


def test_after_erasing_everything_no_way_in_and_no_row_is_left_in_the_file(ana):
    ana.notebook.write(add=[make_checkin(CANARY) for _ in range(40)])
    inbox.leave(ana.owner, b"left")
    sealed = [bytes(row.blob)[100:140] for row in [*Item.objects.all(), *InboxItem.objects.all()]]
    sealed += [bytes(way.wrap)[100:140] for way in WayIn.objects.all()] + [
        bytes(way.salt) for way in WayIn.objects.all()
    ]
    assert all(ben().finds_any([piece]) for piece in sealed)
    before = database().stat().st_size

    ana.notebook.erase_everything()

    assert [] == ben().finds_any(sealed)
    assert database().stat().st_size < before
    assert 0 == pragma("freelist_count")


def test_changing_the_passphrase_leaves_nothing_of_the_old_way_in(ana):
    old = [bytes(way.wrap)[100:140] for way in WayIn.objects.all()]

    keyring.change_passphrase(ana.owner, ana.key, NEW, recovery=True, cost=keyring.TRIAL_COST)

    assert [] == ben().finds_any(old)


def test_resealing_leaves_nothing_of_the_old_rows(ana):
    ana.notebook.write(add=[make_checkin(CANARY) for _ in range(40)])
    old = [bytes(row.blob)[100:140] for row in Item.objects.all()]

    keyring.reseal(ana.owner, ana.key, NEW, recovery=True, cost=keyring.TRIAL_COST)

    assert [] == ben().finds_any(old)


@pytest.mark.parametrize(
    "act",
    [
        lambda owner: owner.notebook.erase_everything(),
        lambda owner: keyring.reseal(owner.owner, owner.key, NEW, recovery=False, cost=keyring.TRIAL_COST),
    ],
    ids=["erase everything", "reseal"],
)
def test_the_file_is_packed_anew_at_the_end(ana, act):
    said = []

    def listen(execute, sql, *rest):
        said.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        act(ana)

    assert "VACUUM" == said[-1]


def test_no_journal_stays_beside_the_file(ana):
    ana.notebook.write(add=[make_checkin()])

    assert [database().name] == [
        path.name for path in database().parent.iterdir() if path.name.startswith(database().name)
    ]


@pytest.fixture
def small_disk(ana):
    """Room for a few pages more than there are."""

    def leave(pages: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count={pragma('page_count') + pages}")

    yield leave
    connection.close()


def add_until_refused(owner: Owner) -> int:
    for acknowledged in range(100):
        try:
            owner.notebook.write(add=[make_checkin("one")])
        except NotSaved:
            return acknowledged
    pytest.fail("the disk never was full")


def test_a_full_disk_keeps_what_was_acknowledged_and_nothing_half(ana, small_disk):
    ana.notebook.write(add=[make_checkin("before") for _ in range(30)])
    small_disk(8)
    acknowledged = add_until_refused(ana)
    with pytest.raises(NotSaved):
        ana.notebook.write(add=[make_checkin("many") for _ in range(100)])

    opened = ana.notebook.entries()
    notes = notes_of(opened.kept)
    assert acknowledged > 3
    assert (30, acknowledged, 0) == tuple(notes.count(note) for note in ("before", "one", "many"))
    assert (0, 0) == (opened.unreadable, opened.missing)


def test_when_there_is_room_again_writing_goes_on(ana, small_disk):
    small_disk(2)
    with pytest.raises(NotSaved):
        ana.notebook.write(add=[make_checkin("many") for _ in range(100)])
    connection.close()

    ana.notebook.write(add=[make_checkin("again")])

    opened = ana.notebook.entries()
    assert (["again"], 0, 0) == (notes_of(opened.kept), opened.unreadable, opened.missing)


def test_a_full_disk_does_not_keep_the_door_shut(ana, monkeypatch):
    def full(*_: object) -> None:
        raise keyring.OperationalError("database or disk is full")

    monkeypatch.setattr(keyring, "_make_dearer", full)

    key = keyring.unlock(ana.owner, ana.passphrase, keyring.Cost(2, 16 << 10))

    assert ana.key.to_bytes() == key.to_bytes()


def test_erasing_works_on_a_full_disk(ana, small_disk):
    ana.notebook.write(add=[make_checkin("gone") for _ in range(100)])
    small_disk(0)

    ana.notebook.erase_everything()

    assert 0 == Item.objects.count()


def test_what_a_database_says_about_a_full_disk_holds_no_words(ana, small_disk):
    small_disk(0)

    with pytest.raises(NotSaved) as refused:
        ana.notebook.write(add=[make_checkin(CANARY) for _ in range(100)])

    assert "" == str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_rolling_back_the_whole_file_is_not_noticed(ana, tmp_path):
    """A limit, and the threat model says so: every row and the head are of the same older day."""
    entry = make_checkin("first")
    ana.notebook.write(add=[entry])
    copy = tmp_path / "copy.db"
    copy.write_bytes(database().read_bytes())
    ana.notebook.write(revise=[Kept(make_checkin("second", id_=entry.id), 1)])
    connection.close()
    database().write_bytes(copy.read_bytes())

    opened = ana.notebook.entries()

    assert (["first"], 0, 0) == (notes_of(opened.kept), opened.unreadable, opened.missing)


def test_a_tail_that_an_interrupted_commit_left_behind_goes_at_the_next_start(ana: Owner) -> None:
    """SQLite cuts its file shorter after the commit. Killed in between, old pages lie behind the end of the database."""
    ana.notebook.write(add=[make_checkin("stays")])
    with database().open("ab") as whole:
        whole.write(b"what lay there before".ljust(4096, b"x"))
    assert b"what lay there before" in database().read_bytes()

    finish_interrupted_erase()

    assert b"what lay there before" not in database().read_bytes()
    assert ["stays"] == notes_of(ana.notebook.entries().kept)
