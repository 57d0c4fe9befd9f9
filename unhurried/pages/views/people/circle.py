"""Who and what is around the person, as a picture. Everyone stands at the same distance, in the order of the list."""

from collections.abc import Sequence
from math import cos, radians, sin
from typing import NamedTuple

from unhurried.journey.needs import Somewhere

MOST = 9
"""More names than this would touch each other on a phone."""

ACROSS = 33
DOWN = 36
"""Half the width and half the height of the ring, in hundredths of the picture."""


class Spot(NamedTuple):
    """Where a name stands, in hundredths of the picture's width and height."""

    name: str
    is_place: bool
    x: str
    y: str


def spots(around: Sequence[Somewhere]) -> list[Spot]:
    """Evenly round the ring, from the top. Empty when they would not fit."""
    if len(around) > MOST:
        return []
    angles = [radians(360 * number / len(around) - 90) for number in range(len(around))]
    return [
        Spot(one.name, one.is_place, f"{50 + ACROSS * cos(angle):.1f}", f"{50 + DOWN * sin(angle):.1f}")
        for one, angle in zip(around, angles, strict=True)
    ]
