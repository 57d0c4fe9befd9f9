"""What every notebook does. The same tests run against the plain one in memory and the sealed one in a database.

`tests/integration/test_postgres.py` runs this file again on PostgreSQL.
"""

from contextlib import suppress
from uuid import uuid4

import pytest

from tests.people import make_checkin, make_owner, notes_of
from unhurried.domain.notebook import Kept, NotebookLocked, PlainNotebook, StaleRevision, UnknownEntry


@pytest.fixture(params=["plain", pytest.param("sealed", marks=pytest.mark.django_db(transaction=True))])
def notebook(request):
    if request.param == "plain":
        return PlainNotebook()
    return make_owner("six words that nobody else has").notebook


def test_a_new_notebook_is_empty_and_whole(notebook):
    opened = notebook.entries()

    assert ((), 0, 0) == (opened.kept, opened.unreadable, opened.missing)


def test_an_entry_comes_back_as_it_was_with_revision_one(notebook):
    entry = make_checkin("🌱 عندما أكون وحدي، 夜 and ümläute")

    notebook.write(add=[entry])

    assert (Kept(entry, 1),) == notebook.entries().kept


def test_entries_come_in_order_of_when_they_happened(notebook):
    entries = [make_checkin(str(hours), hours_ago=hours) for hours in (3, 1, 2)]

    notebook.write(add=entries)

    assert ["3", "2", "1"] == notes_of(notebook.entries().kept)


def test_entries_of_the_same_moment_come_in_order_of_their_ids(notebook):
    entries = [make_checkin() for _ in range(20)]

    notebook.write(add=entries)

    assert sorted(entry.id for entry in entries) == [kept.entry.id for kept in notebook.entries().kept]


def test_a_second_submit_succeeds_without_doubling_or_changing(notebook):
    entry = make_checkin("first")
    notebook.write(add=[entry])

    notebook.write(add=[make_checkin("second", id_=entry.id)])

    assert (Kept(entry, 1),) == notebook.entries().kept


def test_the_same_id_twice_in_one_write_is_kept_once(notebook):
    entry = make_checkin("first")

    notebook.write(add=[entry, make_checkin("second", id_=entry.id)])

    assert (Kept(entry, 1),) == notebook.entries().kept


def test_revising_replaces_the_words_and_counts_the_revision(notebook):
    entry = make_checkin("before")
    notebook.write(add=[entry])
    after = make_checkin("after", id_=entry.id)

    notebook.write(revise=[Kept(after, 1)])

    assert (Kept(after, 2),) == notebook.entries().kept


def test_revising_an_older_revision_says_what_is_kept_now(notebook):
    entry = make_checkin("before")
    notebook.write(add=[entry])
    other_tab = make_checkin("from another tab", id_=entry.id)
    notebook.write(revise=[Kept(other_tab, 1)])

    with pytest.raises(StaleRevision) as stale:
        notebook.write(revise=[Kept(make_checkin("mine", id_=entry.id), 1)])

    assert Kept(other_tab, 2) == stale.value.current
    assert (Kept(other_tab, 2),) == notebook.entries().kept


def test_revising_what_is_not_there_is_refused(notebook):
    with pytest.raises(UnknownEntry):
        notebook.write(revise=[Kept(make_checkin(), 1)])


def test_a_write_is_done_whole_or_not_at_all(notebook):
    old = make_checkin("old")
    notebook.write(add=[old])

    with pytest.raises(UnknownEntry):
        notebook.write(add=[make_checkin("new")], revise=[Kept(make_checkin(), 1)], erase=[old.id])

    assert (Kept(old, 1),) == notebook.entries().kept


def test_one_write_can_add_and_revise_the_same_entry(notebook):
    entry = make_checkin("before")
    after = make_checkin("after", id_=entry.id)

    notebook.write(add=[entry], revise=[Kept(after, 1)])

    assert (Kept(after, 2),) == notebook.entries().kept


def test_one_write_can_revise_an_entry_twice(notebook):
    entry = make_checkin("a")
    second, third = make_checkin("b", id_=entry.id), make_checkin("c", id_=entry.id)
    notebook.write(add=[entry])

    notebook.write(revise=[Kept(second, 1), Kept(third, 2)])

    assert (Kept(third, 3),) == notebook.entries().kept


def test_erasing_leaves_the_others(notebook):
    stays, goes = make_checkin("stays"), make_checkin("goes")
    notebook.write(add=[stays, goes])

    notebook.write(erase=[goes.id])

    opened = notebook.entries()
    assert ((Kept(stays, 1),), 0, 0) == (opened.kept, opened.unreadable, opened.missing)


def test_erasing_what_is_not_there_is_passed_over(notebook):
    entry = make_checkin()
    notebook.write(add=[entry], erase=[uuid4()])

    notebook.write(erase=[uuid4()])

    assert (Kept(entry, 1),) == notebook.entries().kept


def test_an_entry_added_and_erased_in_one_write_is_not_there(notebook):
    entry = make_checkin()

    notebook.write(add=[entry], erase=[entry.id])

    opened = notebook.entries()
    assert ((), 0) == (opened.kept, opened.missing)


def test_an_erased_id_can_be_added_again(notebook):
    entry = make_checkin("again")
    notebook.write(add=[entry])
    notebook.write(erase=[entry.id])

    notebook.write(add=[entry])

    assert (Kept(entry, 1),) == notebook.entries().kept


def test_many_entries_in_one_write_all_come_back(notebook):
    entries = [make_checkin(str(number), hours_ago=number) for number in range(1200)]

    notebook.write(add=entries)
    notebook.write(erase=[entry.id for entry in entries[:600]])

    opened = notebook.entries()
    assert (600, 0, 0) == (len(opened.kept), opened.unreadable, opened.missing)


def test_a_long_note_comes_back_whole(notebook):
    entry = make_checkin("ü😶" * 100_000)

    notebook.write(add=[entry])

    assert (Kept(entry, 1),) == notebook.entries().kept


def test_after_erasing_everything_nothing_comes_back(notebook):
    notebook.write(add=[make_checkin("gone")])

    notebook.erase_everything()

    with suppress(NotebookLocked):
        assert () == notebook.entries().kept
