"""Addresses hold ids only: a practice or a need of ours has one made from its slug."""

from collections.abc import Sequence
from uuid import UUID, uuid5

PRACTICE_IDS = UUID("6d0c4f0a-54f7-4f9e-9a49-6a3b1f0f2f5e")
IDEA_IDS = UUID("b1f0a5f2-3c1d-4a53-9a7a-0f5d7a6f2c11")

PROMISE_IDS = UUID("5b1f8a0e-93c7-4d0e-8a36-7c1d2f40e9b5")

NEED_IDS = UUID("b1f3f0de-63b5-4c0f-8d2c-3c1b0a9b7a44")

REGION_IDS = UUID("0b0a5c1e-6a42-4d0e-8f0e-6a1d9a2f7c31")

SHELF_IDS = UUID("f7a81f0f-8d0b-4c55-9a0c-5e0a4f6b2d13")

SIDE_IDS = UUID("2e1c7d94-3f55-4b0a-8c21-b7d0e96f4a58")


def practice_address(practice: str) -> UUID:
    """The id in the address of one of our own practices; one the person wrote has its entry's."""
    try:
        return UUID(practice)
    except ValueError:
        return uuid5(PRACTICE_IDS, practice)


def shelf_address(shelf: str) -> UUID:
    """The id in the address of a part of the shelf of practices."""
    return uuid5(SHELF_IDS, shelf)


def need_address(need: str) -> UUID:
    """The same for a need."""
    try:
        return UUID(need)
    except ValueError:
        return uuid5(NEED_IDS, need)


def region_address(region: str) -> UUID:
    """The id in the address of a country's page."""
    return uuid5(REGION_IDS, region)


def idea_address(step: str) -> UUID:
    """The id in the address of an idea or a sentence of ours; a step the person wrote has its entry's."""
    try:
        return UUID(step)
    except ValueError:
        return uuid5(IDEA_IDS, step)


def promise_idea_address(idea: str) -> UUID:
    """The id in the address of an idea for a promise."""
    return uuid5(PROMISE_IDS, idea)


def company_address(whom: Sequence[UUID]) -> UUID:
    """The id in the address of what happened with someone: their own, or one made from several, or from nobody."""
    if len(whom) == 1:
        return whom[0]
    return uuid5(IDEA_IDS, " ".join(sorted(str(one) for one in whom)))


def side_address(side: str) -> UUID:
    """The id in the address of what helped from one starting side."""
    return uuid5(SIDE_IDS, side)
