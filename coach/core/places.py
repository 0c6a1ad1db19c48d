"""Findings gathered by the place that they speak of: a person is told, and scored, once for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from coach.core.model.finding import Finding
from coach.core.model.span import Span

WIDE: Final = 30
"""What is said of so many characters may be said of the reply as a whole; the pages know the number too."""


class Place(NamedTuple):
    """The findings of one place, the most specific guideline first.

    Attributes:
        is_wide: whether it reaches over other places.
    """

    span: Span
    findings: list[Finding]
    is_wide: bool = False


def gathered(findings: Sequence[Finding]) -> list[Place]:
    """`findings` by place, in order: those whose spans overlap share one.

    What is said of a long stretch with several places in it (the reply is too long) would swallow them all; it is a
    place of its own, after the others.
    """
    wide = [one for one in findings if _is_wide(one, findings)]
    places: list[Place] = []
    for finding in sorted((one for one in findings if one not in wide), key=lambda one: one.span):
        if places and places[-1].span.overlaps(finding.span):
            last = places[-1]
            span = Span(last.span.start, max(last.span.end, finding.span.end))
            places[-1] = Place(span, [*last.findings, finding])
        else:
            places.append(Place(finding.span, [finding]))
    beside = [Place(one.span, [one], is_wide=True) for one in wide]
    return [place._replace(findings=sorted(place.findings, key=lambda one: one.rank)) for place in (*places, *beside)]


def _is_wide(finding: Finding, findings: Sequence[Finding]) -> bool:
    start, end = finding.span
    if end - start < WIDE:
        return False
    inside = [one.span for one in findings if one is not finding and start <= one.span.start and one.span.end <= end]
    first_end = min((span.end for span in inside), default=end)
    return any(span.start >= first_end for span in inside)
