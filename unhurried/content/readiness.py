"""What a sign of readiness may contain in content. Which signs there are, `domain.readiness` says."""

from datetime import date

import msgspec


class SignWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sign as it is asked about. id: a `ReadySign` or a `SteadySign`.

    said: how an answer that calls for steadying is told back; empty for signs that hold nothing.
    """

    id: str
    question: str
    hint: str
    said: str
    reviewed: date
    checklist: int
