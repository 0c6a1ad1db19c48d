"""The result of checking one turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.core.model.finding import Applicability, Finding, Highlight, Suggestion
    from coach.core.model.rewritten import Rewritten
    from coach.core.scorecard import Scorecard

    Wanted = Callable[[Suggestion], bool] | None


@dataclass(frozen=True, slots=True)
class Result:
    """Everything said about one turn.

    Attributes:
        not_evaluated: rules that need to know what came before the turn, when that is not known.
        omitted: findings beyond the 200 that are listed.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    not_evaluated: tuple[str, ...] = ()
    omitted: int = 0
    praise: Callable[[], tuple[Highlight, ...]] | None = field(default=None, repr=False, compare=False)
    rewriter: Callable[[Result, Applicability, Wanted], Rewritten] | None = field(
        default=None, repr=False, compare=False
    )

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """What is done well, one for each guideline, in order of place; worked out when asked for."""
        return self.praise() if self.praise else ()

    @property
    def scores(self) -> dict[str, int]:
        """``overall`` and each dimension, 0–100; see `coach.core.scorecard`."""
        return self.scorecard.scores

    @property
    def scorecard(self) -> Scorecard:
        """The scores with what made them."""
        from coach.core.scorecard import scorecard

        return scorecard(self.findings, self.highlights)

    def rewrite(self, applicability: Applicability = "review", wanted: Wanted = None) -> Rewritten:
        """The turn with every suggestion applied that fits: ``safe`` only, or ``review`` as well.

        Args:
            wanted: whether a suggestion may be applied; None takes them all.

        Raises:
            ValueError: `applicability` is neither; guides are for a person to fill in.
        """
        if applicability not in ("safe", "review"):
            raise ValueError(f"applicability 要写 'safe' 或 'review'，不能是 {applicability!r}")
        if self.rewriter is None:
            from coach.core.model.rewritten import Rewritten

            return Rewritten(self.text, self.findings, ())
        return self.rewriter(self, applicability, wanted)
