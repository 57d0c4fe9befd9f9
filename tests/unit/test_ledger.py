"""The ledger: sorted records in groups, whichever way they came in."""

import hashlib
import random
import secrets

from unhurried.sealed.envelope import record
from unhurried.sealed.ledger import Ledger


def rows(count: int) -> list[bytes]:
    return [secrets.token_bytes(16) for _ in range(count)]


def test_the_digest_is_of_the_digests_of_sorted_groups():
    """Written out a second time, in the plainest way."""
    ids = rows(300)
    groups = [sorted(record(row, 1) for row in ids if row[0] >> 2 == number) for number in range(64)]
    digests = [hashlib.blake2b(b"".join(group), digest_size=32).digest() for group in groups]

    ledger = Ledger.of(record(row, 1) for row in ids)

    assert hashlib.blake2b(b"".join(digests), digest_size=32).digest() == ledger.digest()


def test_changes_lead_to_the_same_ledger_as_making_it_anew():
    chance = random.Random(3)
    ledger, known = Ledger.of(()), {}
    for _ in range(400):
        put = {row: chance.randint(1, 9) for row in [*rows(2), *chance.sample(sorted(known), min(1, len(known)))]}
        drop = chance.sample(sorted(known), min(len(known), chance.randint(0, 2)))
        ledger = ledger.changed(put.items(), drop)
        known = {row: revision for row, revision in (known | put).items() if row not in drop}

    assert Ledger.of(record(row, revision) for row, revision in known.items()).digest() == ledger.digest()
    assert len(known) == len(ledger) > 300


def test_it_knows_what_it_holds():
    ids = [*rows(50), bytes(16), b"\xff" * 16, b"\x04" + bytes(15)]
    ledger = Ledger.of(record(row, 2) for row in ids)

    assert all(row in ledger for row in ids)
    assert not [row for row in rows(50) if row in ledger]
    assert len(ids) == len(ledger)


def test_a_change_leaves_the_old_ledger_as_it_was():
    ids = rows(10)
    ledger = Ledger.of(record(row, 1) for row in ids)
    before = ledger.digest()

    after = ledger.changed([(ids[0], 2)], [ids[1]])

    assert (before, 10) == (ledger.digest(), len(ledger))
    assert (9, True, False) == (len(after), ids[0] in after, ids[1] in after)


def test_every_difference_shows_in_the_digest():
    ids = rows(3)
    whole = Ledger.of(record(row, 1) for row in ids)
    others = [
        whole.changed([(ids[0], 2)], []),
        whole.changed([], [ids[0]]),
        whole.changed([(secrets.token_bytes(16), 1)], []),
        whole.changed([(secrets.token_bytes(16), 1)], [ids[0]]),
        Ledger.of(()),
    ]

    assert 6 == len({ledger.digest() for ledger in [whole, *others]})


def test_dropping_what_is_not_there_changes_nothing():
    ledger = Ledger.of(record(row, 1) for row in rows(5))

    assert ledger.digest() == ledger.changed([], rows(3)).digest()
