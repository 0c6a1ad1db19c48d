"""Tidying what rules found: a visible tuple of small functions, each from places to places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from coach.core.model.finding import SEVERITIES

if TYPE_CHECKING:
    from coach.core.lint import Place

_GRAVITY: Final = {severity: place for place, severity in enumerate(SEVERITIES)}


def overlapping(places: list[Place]) -> list[Place]:
    """Within a guideline, of places that overlap the gravest, then the longest, then the one of a pack of one's own.

    Guidelines never hide each other.
    """
    kept: list[Place] = []
    last: dict[str, int] = {}
    for place in sorted(places, key=_by_start):
        index = last.get(place.rule.guideline)
        if index is not None and kept[index].match.end > place.match.start:
            if _GRAVITY[place.severity] < _GRAVITY[kept[index].severity]:
                kept[index] = place
            continue
        last[place.rule.guideline] = len(kept)
        kept.append(place)
    return kept


def order(places: list[Place]) -> list[Place]:
    """By place, then gravity, then the order of guidelines."""
    return sorted(places, key=_by_place)


def _by_start(place: Place) -> tuple[int, int, int, int]:
    return place.match.start, _GRAVITY[place.severity], -place.match.end, -place.rule.number


def _by_place(place: Place) -> tuple[int, int, int, int]:
    return place.match.start, place.match.end, _GRAVITY[place.severity], place.rule.rank


STEPS: Final[tuple[Callable[[list[Place]], list[Place]], ...]] = (overlapping, order)


def tidy(places: list[Place]) -> list[Place]:
    """`places` after every step."""
    for step in STEPS:
        places = step(places)
    return places
