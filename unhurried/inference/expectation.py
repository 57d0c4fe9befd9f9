"""What I feared and what happened: what the records say, and how felt expectation moves.

Two things that are never mixed: `records.py` counts what happened with each person in each area, `felt.py` follows how
likely harm feels. Their gap is the insight. Must not: give a figure for a person, or call a fear wrong.
"""

from unhurried.inference.bound import upper_bound
from unhurried.inference.felt import (
    Band,
    Felt,
    FeltBelief,
    FeltPrior,
    Learning,
    change_of,
    expectation_of,
    expected_rating,
    learning_of,
    replay_closely,
    replay_felt,
    start_felt,
    update_felt,
)
from unhurried.inference.records import (
    Counts,
    LogOdds,
    RecordsBelief,
    RecordsPrior,
    Track,
    Trial,
    counts_of,
    log_odds_of,
    replay_records,
    start_records,
    update_records,
)

__all__ = [
    "Band",
    "Counts",
    "Felt",
    "FeltBelief",
    "FeltPrior",
    "Learning",
    "LogOdds",
    "RecordsBelief",
    "RecordsPrior",
    "Track",
    "Trial",
    "change_of",
    "counts_of",
    "expectation_of",
    "expected_rating",
    "learning_of",
    "log_odds_of",
    "replay_closely",
    "replay_felt",
    "replay_records",
    "start_felt",
    "start_records",
    "update_felt",
    "update_records",
    "upper_bound",
]
