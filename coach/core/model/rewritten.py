"""A turn with suggestions applied."""

from __future__ import annotations

from dataclasses import dataclass

from coach.core.model.finding import Finding, Suggestion


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A turn with suggestions applied.

    Attributes:
        text: the new text.
        findings: what remains.
        applied: the suggestions that went in, in order of place in the original text.
    """

    text: str
    findings: tuple[Finding, ...]
    applied: tuple[Suggestion, ...]
