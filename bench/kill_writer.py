"""A process that saves through SealedNotebook until it is killed, and says what was acknowledged.

bench/kill.py starts it with NOTES_FOLDER, NOTES_TRIAL and DJANGO_SETTINGS_MODULE in its environment, and a seed.
It prints one line each: `kept ID:REVISION` for what is there, `whole UNREADABLE MISSING`, then `try ID:REVISION ...`
before and `done ID:REVISION ...` after each save. A killed process leaves its last `try` without a `done`.
"""

import random
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID, uuid4

import django
from django.core.management import call_command

django.setup()

from unhurried.domain.notebook import Kept  # noqa: E402  # the models below need the line above
from unhurried.domain.steadying import Checkin, State  # noqa: E402
from unhurried.sealed import keyring  # noqa: E402
from unhurried.sealed.notebook import SealedNotebook  # noqa: E402

PASSPHRASE = "lantern orchard pebble window"


def main(seed: str) -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    notebook = _open()
    kept = _say_what_is_there(notebook)
    chance = random.Random(seed)
    while True:
        kept |= _save_something(notebook, kept, chance)


def _open() -> SealedNotebook:
    owner = keyring.local_owner()
    if owner is None:
        owner = keyring.create_notebook(PASSPHRASE, recovery=False, cost=keyring.TRIAL_COST).owner
    return SealedNotebook(owner, keyring.unlock(owner, PASSPHRASE, keyring.TRIAL_COST))


def _say_what_is_there(notebook: SealedNotebook) -> dict[UUID, int]:
    opened = notebook.entries()
    for row in opened.kept:
        _say("kept", f"{row.entry.id}:{row.revision}")
    _say("whole", opened.unreadable, opened.missing)
    return {row.entry.id: row.revision for row in opened.kept}


def _save_something(notebook: SealedNotebook, kept: Mapping[UUID, int], chance: random.Random) -> dict[UUID, int]:
    """One new entry, or thirty at once, and now and then older ones revised in the same save."""
    new = {uuid4(): 1 for _ in range(30 if chance.random() < 0.2 else 1)}
    revised = {id_: kept[id_] + 1 for id_ in chance.sample(sorted(kept), min(len(kept), chance.randrange(3)))}
    changed = [f"{id_}:{revision}" for id_, revision in (new | revised).items()]
    _say("try", *changed)
    notebook.write(
        add=[_entry(id_) for id_ in new],
        revise=[Kept(_entry(id_), revision - 1) for id_, revision in revised.items()],
    )
    _say("done", *changed)
    return new | revised


def _entry(id_: UUID) -> Checkin:
    now = datetime.now(UTC)
    return Checkin(id=id_, at=now, offset_minutes=0, written=now, state=State.SETTLED, note="some words " * 20)


def _say(*words: object) -> None:
    print(*words, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
