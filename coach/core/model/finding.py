"""What a check says: findings and suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from coach.core.model.span import Span

Severity = Literal["error", "warning", "info"]
Applicability = Literal["safe", "review", "guide"]

SEVERITIES: Final = ("error", "warning", "info")
"""From the gravest to the mildest."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proven replacement of `span`; the new text is `text[:start] + replacement + text[end:]`.

    Attributes:
        from_playbook: whether a trainer's words for the thing refused are in it; a person must have read them.
    """

    applicability: Applicability
    span: Span
    replacement: str
    from_playbook: bool = False

    def apply(self, text: str) -> str:
        """`text` with this suggestion carried out."""
        return text[: self.span.start] + self.replacement + text[self.span.end :]


@dataclass(frozen=True, slots=True)
class About:
    """What a finding speaks of when that is not in the turn itself."""

    speaker: Literal["customer"]
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a turn that a trainer would mark.

    Attributes:
        rule: id like ``positive/no-but``.
        guideline: id like ``no-but``.
        span: where, in code points of the turn's text.
        message_index: which of the turn's messages it starts in, from 0.
        rank: place of the guideline in guidelines.yaml; on one place the lowest speaks first.
        fingerprint: stays the same when text around the clause moves; see `coach.core.fingerprint`.
    """

    rule: str
    guideline: str
    title: str
    rank: int
    severity: Severity
    dimension: str
    span: Span
    excerpt: str
    message_index: int
    what: str
    why: str
    instead: str
    fingerprint: str
    about: About | None = None
    suggest: Callable[[Finding], tuple[Suggestion, ...]] | None = field(default=None, repr=False, compare=False)

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Better wordings, each proven by a second check; computed when first asked for."""
        return self.suggest(self) if self.suggest else ()

    def as_data(self) -> Finding:
        """The same with its suggestions worked out, so that another process can be given it."""
        from coach.core.model.known import Known

        return replace(self, suggest=Known(self.suggestions))


@dataclass(frozen=True, slots=True)
class Highlight:
    """One thing that a turn does well.

    Attributes:
        guideline: id like ``shows-empathy``.
        family: ``open``, ``feel``, ``solve`` or ``close``; scores count each family once.
        counts: ``full`` or ``half``.
        span: where, in code points of the turn's text.
        message_index: which of the turn's messages it starts in, from 0.
    """

    rule: str
    guideline: str
    title: str
    family: str
    counts: str
    span: Span
    excerpt: str
    message_index: int
    what: str
    why: str
