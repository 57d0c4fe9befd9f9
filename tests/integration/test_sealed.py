"""Rows that were damaged, swapped, moved, rolled back or removed: noticed, counted, and the rest stays readable.

`test_postgres.py` runs this file again on PostgreSQL.
"""

import random
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from tests.people import make_checkin, notes_of
from unhurried.domain.notebook import Kept, NotebookLocked, StaleRevision, UnknownEntry
from unhurried.sealed import envelope, rows
from unhurried.sealed.models import Account, Item
from unhurried.sealed.notebook import SealedNotebook


@pytest.fixture
def three(ana):
    entries = [make_checkin(note, hours_ago=hours) for hours, note in ((3, "a"), (2, "b"), (1, "c"))]
    ana.notebook.write(add=entries)
    return entries


def looked_at(owner) -> tuple[list[str], int, int]:
    opened = owner.notebook.entries()
    return notes_of(opened.kept), opened.unreadable, opened.missing


def test_a_damaged_row_is_counted_and_the_rest_stays_readable(ana, olu, three):
    row = Item.objects.get(owner_id=ana.owner, id=three[1].id)
    olu.change(ana.owner, row.id, blob=b"\0" + bytes(row.blob)[1:])

    assert (["a", "c"], 1, 0) == looked_at(ana)


def test_flipped_bits_anywhere_in_a_row_are_never_read(ana, olu, three):
    chance = random.Random(11)
    blob = bytes(Item.objects.get(owner_id=ana.owner, id=three[0].id).blob)
    for _ in range(60):
        flipped = bytearray(blob)
        flipped[chance.randrange(len(blob))] ^= 1 << chance.randrange(8)
        olu.change(ana.owner, three[0].id, blob=bytes(flipped))

        assert (["b", "c"], 1, 0) == looked_at(ana)


def test_two_swapped_rows_are_counted(ana, olu, three):
    first, second = (bytes(Item.objects.get(owner_id=ana.owner, id=entry.id).blob) for entry in three[:2])
    olu.change(ana.owner, three[0].id, blob=second)
    olu.change(ana.owner, three[1].id, blob=first)

    assert (["c"], 2, 0) == looked_at(ana)


def test_a_row_cut_short_or_emptied_is_counted(ana, olu, three):
    blob = bytes(Item.objects.get(owner_id=ana.owner, id=three[0].id).blob)
    olu.change(ana.owner, three[0].id, blob=blob[:500])
    olu.change(ana.owner, three[1].id, blob=b"")

    assert (["c"], 2, 0) == looked_at(ana)


def test_a_row_of_another_owner_is_counted_even_under_the_same_id(ana, cleo, olu, three):
    cleo.notebook.write(add=[make_checkin("Cleo's", id_=three[0].id)])
    olu.change(ana.owner, three[0].id, blob=bytes(Item.objects.get(owner_id=cleo.owner, id=three[0].id).blob))

    assert (["b", "c"], 1, 0) == looked_at(ana)
    assert (["Cleo's"], 0, 0) == looked_at(cleo)


def test_a_removed_row_is_missing_and_stays_counted_after_the_next_save(ana, olu, three):
    olu.remove(ana.owner, three[1].id)
    assert (["a", "c"], 0, 1) == looked_at(ana)

    ana.notebook.write(add=[make_checkin("d")])

    assert (["a", "c", "d"], 0, 1) == looked_at(ana)


def test_rows_removed_on_two_days_add_up(ana, olu, three):
    olu.remove(ana.owner, three[1].id)
    looked_at(ana)
    ana.notebook.write(add=[make_checkin("d")])
    olu.remove(ana.owner, three[0].id)

    assert (["c", "d"], 0, 2) == looked_at(ana)


def test_a_row_removed_unseen_while_the_notebook_is_in_use_is_missing_too(ana, olu, three):
    olu.remove(ana.owner, three[0].id)

    ana.notebook.write(add=[make_checkin("d")])

    assert (["b", "c", "d"], 0, 1) == looked_at(ana)


def test_an_older_revision_put_back_is_missing(ana, olu, three):
    old = Item.objects.get(owner_id=ana.owner, id=three[0].id)
    ana.notebook.write(revise=[Kept(make_checkin("revised", id_=three[0].id, hours_ago=3), 1)])
    olu.change(ana.owner, three[0].id, revision=old.revision, blob=bytes(old.blob))

    assert (["a", "b", "c"], 0, 1) == looked_at(ana)


def test_older_words_under_the_newer_number_are_unreadable(ana, olu, three):
    old = Item.objects.get(owner_id=ana.owner, id=three[0].id)
    ana.notebook.write(revise=[Kept(make_checkin("revised", id_=three[0].id, hours_ago=3), 1)])
    olu.change(ana.owner, three[0].id, blob=bytes(old.blob))

    assert (["b", "c"], 1, 0) == looked_at(ana)


def test_an_erased_row_put_back_is_noticed(ana, three):
    old = Item.objects.get(owner_id=ana.owner, id=three[0].id)
    ana.notebook.write(erase=[three[0].id])
    assert (["b", "c"], 0, 0) == looked_at(ana)

    rows.keep(ana.owner, [(three[0].id.bytes, 1, 1, bytes(old.blob))])

    assert 1 == looked_at(ana)[2]


def test_a_removed_head_row_is_noticed_and_the_notebook_goes_on(ana, olu, three):
    olu.remove(ana.owner, ana.owner)
    assert (["a", "b", "c"], 0, 1) == looked_at(ana)

    ana.notebook.write(add=[make_checkin("d")])

    assert (["a", "b", "c", "d"], 0, 1) == looked_at(ana)


def test_a_damaged_head_row_is_noticed_and_the_notebook_goes_on(ana, olu, three):
    olu.change(ana.owner, ana.owner, blob=bytes(1000) + b"\x01")
    assert (["a", "b", "c"], 0, 1) == looked_at(ana)

    ana.notebook.write(erase=[three[0].id])

    assert (["b", "c"], 0, 1) == looked_at(ana)


def test_a_damaged_row_can_not_be_revised_but_can_be_erased(ana, olu, three):
    olu.change(ana.owner, three[0].id, blob=b"")

    with pytest.raises(UnknownEntry):
        ana.notebook.write(revise=[Kept(make_checkin(id_=three[0].id), 1)])
    ana.notebook.write(erase=[three[0].id])

    assert (["b", "c"], 0, 0) == looked_at(ana)


def test_another_persons_key_reads_nothing_and_changes_nothing(ana, cleo, three):
    as_cleo = SealedNotebook(ana.owner, cleo.key)

    with pytest.raises(NotebookLocked):
        as_cleo.entries()
    with pytest.raises(NotebookLocked):
        as_cleo.write(add=[make_checkin("not hers")])

    assert (["a", "b", "c"], 0, 0) == looked_at(ana)


def test_nobody_finds_out_which_ids_another_person_has(ana, cleo, three):
    cleo.notebook.write(add=[make_checkin("mine", id_=three[0].id)])

    assert ["mine"] == looked_at(cleo)[0]
    with pytest.raises(UnknownEntry):
        cleo.notebook.write(revise=[Kept(make_checkin(id_=three[1].id), 1)])
    assert (["a", "b", "c"], 0, 0) == looked_at(ana)


def test_the_id_of_the_head_row_can_not_be_taken(ana, three):
    with pytest.raises(ValueError, match="head"):
        ana.notebook.write(add=[make_checkin(id_=ana.owner)])
    ana.notebook.write(erase=[ana.owner])

    assert (["a", "b", "c"], 0, 0) == looked_at(ana)


def test_two_notebook_objects_see_each_others_changes(ana, three):
    first, second = ana.notebook, ana.notebook
    first.write(add=[make_checkin("d")])
    second.write(erase=[three[0].id])
    first.write(add=[make_checkin("e")])

    assert (["b", "c"], 0, 0) == (notes_of(second.entries().kept)[:2], *looked_at(ana)[1:])
    assert 4 == len(first.entries().kept)


def test_a_stale_revision_carries_what_another_object_wrote(ana, three):
    ana.notebook.write(revise=[Kept(make_checkin("theirs", id_=three[0].id), 1)])

    with pytest.raises(StaleRevision) as stale:
        ana.notebook.write(revise=[Kept(make_checkin("mine", id_=three[0].id), 1)])

    assert ("theirs", 2) == (stale.value.current.entry.note, stale.value.current.revision)


def test_saving_nothing_new_writes_nothing(ana, three):
    before = head_of(ana)

    ana.notebook.write(add=three)
    ana.notebook.write(erase=[uuid4()])
    ana.notebook.write()

    assert before == head_of(ana)


def test_every_save_seals_a_new_head(ana, three):
    before = head_of(ana)

    ana.notebook.write(add=[make_checkin()])

    assert before != head_of(ana)


def test_short_and_long_words_take_the_same_room_in_the_file(ana):
    ana.notebook.write(add=[make_checkin("x" * length) for length in (0, 10, 200, 700)])

    sizes = {len(item.blob) for item in Item.objects.filter(owner_id=ana.owner)}

    assert 1 == len(sizes)


def test_no_two_rows_share_a_nonce(ana):
    same = [make_checkin("the same words") for _ in range(300)]
    ana.notebook.write(add=same)
    ana.notebook.write(revise=[Kept(entry, 1) for entry in same])

    blobs = [bytes(item.blob) for item in Item.objects.filter(owner_id=ana.owner)]

    assert 301 == len({blob[-25:-1] for blob in blobs})


def test_a_row_sealed_with_a_wrong_id_inside_the_account_does_not_open(ana, three):
    row = rows.fetch_one(ana.owner, three[0].id.bytes)
    key = ana.key.for_purpose(b"item")

    with pytest.raises(envelope.CannotUnseal):
        envelope.unseal(key, row[3], envelope.bind(ana.owner.bytes, three[1].id.bytes, 1, 1))
    assert envelope.unseal(key, row[3], envelope.bind(ana.owner.bytes, three[0].id.bytes, 1, 1))


def test_opening_asks_the_database_the_same_few_questions_however_much_there_is(ana, three, django_assert_num_queries):
    with django_assert_num_queries(2):
        ana.notebook.entries()
    ana.notebook.write(add=[make_checkin() for _ in range(500)])
    with django_assert_num_queries(2):
        ana.notebook.entries()


def test_a_notebook_that_is_being_erased_is_locked(ana, three):
    Account.objects.filter(id=ana.owner).update(erasing=True)

    with pytest.raises(NotebookLocked):
        ana.notebook.entries()
    with pytest.raises(NotebookLocked):
        ana.notebook.write(add=[make_checkin()])


def test_the_database_is_the_one_this_run_is_for():
    """So that the run on PostgreSQL can not pass on SQLite by mistake."""
    assert ("postgresql" if settings.HOSTED else "sqlite") == connection.vendor


def head_of(owner) -> bytes:
    return bytes(Item.objects.get(owner_id=owner.owner, id=owner.owner).blob)
