"""Fills the throw-away notebook of `unhurried demo`. Runs in a short-lived child, after Django is set up."""

import numpy as np
from django.conf import settings


def make_demo_notebook() -> None:
    """A notebook with a year of entries that ends now. Its passphrase is printed on its lock page."""
    from unhurried.cohort.demo import DEMO_SEED, live_a_year  # noqa: PLC0415  not in a process that shows pages
    from unhurried.content.library import library  # noqa: PLC0415  the same
    from unhurried.pages import clock, gate  # noqa: PLC0415  models need Django set up
    from unhurried.sealed.keyring import create_notebook  # noqa: PLC0415  the same
    from unhurried.sealed.notebook import SealedNotebook  # noqa: PLC0415  the same

    owner, key, _ = create_notebook(settings.DEMO_PASSPHRASE, recovery=False, cost=gate.cost())
    live_a_year(
        SealedNotebook(owner, key),
        ending=clock.now().astimezone(),
        rng=np.random.default_rng(DEMO_SEED),
        library=library(),
    )
