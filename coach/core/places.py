"""Findings gathered by the place that they speak of: a person is told, and scored, once for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coach.core.model.finding import Finding
from coach.core.model.span import Span


class Place(NamedTuple):
    """The findings of one place, the most specific guideline first."""

    span: Span
    findings: list[Finding]


def gathered(findings: Sequence[Finding]) -> list[Place]:
    """`findings` by place, in order: those whose spans overlap share one."""
    places: list[Place] = []
    for finding in sorted(findings, key=lambda one: one.span):
        if places and places[-1].span.overlaps(finding.span):
            last = places[-1]
            span = Span(last.span.start, max(last.span.end, finding.span.end))
            places[-1] = Place(span, [*last.findings, finding])
        else:
            places.append(Place(finding.span, [finding]))
    return [Place(place.span, sorted(place.findings, key=lambda one: one.rank)) for place in places]
