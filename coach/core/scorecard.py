"""Scores: how a turn stands in each dimension of service quality, and what made it so.

Each dimension starts at 80, which is a pass. A finding takes off 30 (error), 15 (warning) or 5 (info): of those on one
trigger only the gravest, and each guideline once. Each family of highlights adds 10 to every dimension, or 5 when all
of its highlights count half. A score stays within 0–100; overall is the mean of the five, rounded half up.

The dimensions are SERVQUAL's (Parasuraman, Zeithaml and Berry, 1988).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from coach.core.model.finding import Finding, Highlight

DIMENSIONS: Final = ("reliability", "responsiveness", "assurance", "empathy", "tangibles")
FAMILIES: Final = ("open", "feel", "solve", "close")
START: Final = 80
DEDUCTIONS: Final = {"error": 30, "warning": 15, "info": 5}
ADDITIONS: Final = {"full": 10, "half": 5}


class Line(NamedTuple):
    """One step of a score.

    Attributes:
        points: what it adds, or takes off (negative).
        dimension: which score it changes; None for all five.
        cause: the finding, or the highlights of one family.
    """

    points: int
    dimension: str | None
    cause: Finding | tuple[Highlight, ...]


class Scorecard(NamedTuple):
    """The scores of one turn.

    Attributes:
        scores: ``overall``, then each dimension, 0–100.
        lines: what was taken off and added, in that order.
    """

    scores: dict[str, int]
    lines: tuple[Line, ...]


def scorecard(findings: Sequence[Finding], highlights: Sequence[Highlight]) -> Scorecard:
    """The scores of a turn with these findings and highlights."""
    lines = (*(_deductions(findings) if findings else ()), *_additions(highlights))
    scores = {name: _score(line.points for line in lines if line.dimension in (name, None)) for name in DIMENSIONS}
    overall = (2 * sum(scores.values()) + len(scores)) // (2 * len(scores))
    return Scorecard({"overall": overall, **scores}, lines)


def _score(points: Iterable[int]) -> int:
    return min(max(START + sum(points), 0), 100)


def _deductions(findings: Sequence[Finding]) -> list[Line]:
    """One line for each guideline that is the gravest on some trigger; of equally grave ones the most specific."""
    from coach.core.places import gathered

    gravest: dict[str, Finding] = {}
    for place in gathered(findings):
        worst = min(place.findings, key=lambda one: (-DEDUCTIONS[one.severity], one.rank))
        known = gravest.setdefault(worst.guideline, worst)
        if DEDUCTIONS[worst.severity] > DEDUCTIONS[known.severity]:
            gravest[worst.guideline] = worst
    return [Line(-DEDUCTIONS[one.severity], one.dimension, one) for one in gravest.values()]


def _additions(highlights: Sequence[Highlight]) -> list[Line]:
    lines = []
    for family in FAMILIES:
        members = tuple(one for one in highlights if one.family == family)
        if members:
            lines.append(Line(max(ADDITIONS[one.counts] for one in members), None, members))
    return lines
