"""The result of checking one turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.core.model.finding import Applicability, Finding, Suggestion


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


@dataclass(frozen=True, slots=True)
class Result:
    """Everything said about one turn.

    Attributes:
        not_evaluated: rules that need the customer's messages, when there were none.
        omitted: findings beyond the 200 that are listed.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    highlights: tuple[Finding, ...] = ()
    scores: dict[str, int] = field(default_factory=dict)
    not_evaluated: tuple[str, ...] = ()
    omitted: int = 0
    rewriter: Callable[[Result, Applicability], Rewritten] | None = field(default=None, repr=False, compare=False)

    def rewrite(self, applicability: Applicability = "review") -> Rewritten:
        """The turn with every suggestion applied that fits: ``safe`` only, or ``review`` as well."""
        if self.rewriter is None:
            return Rewritten(self.text, self.findings, ())
        return self.rewriter(self, applicability)
