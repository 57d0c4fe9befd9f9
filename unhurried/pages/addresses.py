"""Addresses hold ids only: a practice or a need of ours has one made from its slug."""

from collections.abc import Sequence
from uuid import UUID, uuid5

PRACTICE_IDS = UUID("6d0c4f0a-54f7-4f9e-9a49-6a3b1f0f2f5e")
IDEA_IDS = UUID("b1f0a5f2-3c1d-4a53-9a7a-0f5d7a6f2c11")

PROMISE_IDS = UUID("5b1f8a0e-93c7-4d0e-8a36-7c1d2f40e9b5")

NEED_IDS = UUID("b1f3f0de-63b5-4c0f-8d2c-3c1b0a9b7a44")

PHRASE_IDS = UUID("4c9d2b6e-8a17-4e63-b0d5-71f3a9c2e84d")

REGION_IDS = UUID("0b0a5c1e-6a42-4d0e-8f0e-6a1d9a2f7c31")

SHELF_IDS = UUID("f7a81f0f-8d0b-4c55-9a0c-5e0a4f6b2d13")

SIDE_IDS = UUID("2e1c7d94-3f55-4b0a-8c21-b7d0e96f4a58")

HELP_IDS = UUID("c4a9e0b7-52d6-4a1f-9b3e-71f08d2c6e45")

PART_IDS = UUID("9d5b1c44-0e7a-4f2e-b3a6-71c2f08d6e15")

CARD_IDS = UUID("93b1a7de-52c4-4e0f-9d36-7a4be2c81f60")

TOPIC_IDS = UUID("c4d0f2a8-1b97-4f63-8e5a-20d7b9e63c14")

CLAIM_IDS = UUID("5a8e6d13-90f2-4b7c-a1d4-e36f08b2c975")


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


def phrase_address(phrase: str) -> UUID:
    """The id in the address of a phrase of ours."""
    return uuid5(PHRASE_IDS, phrase)


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


def help_address(one: str) -> UUID:
    """The id in the address of a therapy or a way in."""
    return uuid5(HELP_IDS, one)


def part_address(part: str) -> UUID:
    """The id in the address of one part of what is looked back on."""
    return uuid5(PART_IDS, part)


def card_address(card: str) -> UUID:
    """The id in the address of a card."""
    return uuid5(CARD_IDS, card)


def topic_address(topic: str) -> UUID:
    """The id in the address of the cards on one topic."""
    return uuid5(TOPIC_IDS, topic)


def claim_address(claim: str) -> UUID:
    """The id in the address of one claim with its sources."""
    return uuid5(CLAIM_IDS, claim)
