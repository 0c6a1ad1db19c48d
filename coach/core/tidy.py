"""Tidying findings: a visible tuple of small functions, each from findings to findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from coach.core.model.finding import SEVERITIES, Finding

Step = Callable[[list[Finding]], list[Finding]]


def duplicates(findings: list[Finding]) -> list[Finding]:
    """One finding for each guideline and place, the gravest."""
    best: dict[tuple[str, int, int], Finding] = {}
    for finding in findings:
        key = (finding.guideline, *finding.span)
        if key not in best or _gravity(finding) < _gravity(best[key]):
            best[key] = finding
    return list(best.values())


def overlapping(findings: list[Finding]) -> list[Finding]:
    """Within a guideline, of findings that overlap the gravest, then the longest; guidelines never hide each other."""
    kept: list[Finding] = []
    last: dict[str, int] = {}
    for finding in sorted(findings, key=lambda finding: (finding.span.start, _gravity(finding), -finding.span.end)):
        index = last.get(finding.guideline)
        if index is not None and kept[index].span.overlaps(finding.span):
            if _gravity(finding) < _gravity(kept[index]):
                kept[index] = finding
            continue
        last[finding.guideline] = len(kept)
        kept.append(finding)
    return kept


def order(findings: list[Finding]) -> list[Finding]:
    """By place, then gravity, then guideline."""
    return sorted(findings, key=lambda finding: (finding.span, _gravity(finding), finding.guideline))


def _gravity(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


STEPS: Final[tuple[Step, ...]] = (duplicates, overlapping, order)


def tidy(findings: list[Finding]) -> list[Finding]:
    """`findings` after every step."""
    for step in STEPS:
        findings = step(findings)
    return findings
