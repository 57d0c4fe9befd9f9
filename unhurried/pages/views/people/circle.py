"""Who and what is around the person, as a picture. Everyone stands at the same distance, in the order of the list."""

from collections.abc import Sequence
from math import cos, radians, sin
from typing import NamedTuple

from unhurried.journey.needs import Somewhere

MOST = 7
"""More names than this would touch each other on a phone."""

FAR = 34
"""How far everyone stands from the middle, in hundredths of the picture, which is as wide as it is high."""


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
        Spot(one.name, one.is_place, f"{50 + FAR * cos(angle):.1f}", f"{50 + FAR * sin(angle):.1f}")
        for one, angle in zip(around, angles, strict=True)
    ]
