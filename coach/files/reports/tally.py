"""Counting what was found, for summaries and for the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coach.core.model.result import Result

SEVERITY_WORDS: Final = {"error": "错误", "warning": "警告", "info": "提示"}
"""From the gravest to the mildest."""


def failing(threshold: str) -> list[str]:
    """The severities that fail a run: `threshold` and what is graver; none for ``never``."""
    order = list(SEVERITY_WORDS)
    return order[: order.index(threshold) + 1] if threshold in order else []


class Tally:
    """What a run saw.

    Attributes:
        replies: turns checked.
        marked: turns with a finding.
        severities: findings by severity; those beyond a turn's limit are not in it.
        errors: inputs and packs that were not right, and reports that could not be written.
        suppressed: findings that a marker, the allowlist or the baseline kept out of the report.
    """

    def __init__(self) -> None:
        self.replies = 0
        self.marked = 0
        self.errors = 0
        self.suppressed = 0
        self.severities = dict.fromkeys(SEVERITY_WORDS, 0)

    def add(self, result: Result, suppressed: int = 0) -> None:
        """Count one checked turn, of which so many findings are not reported."""
        self.replies += 1
        self.suppressed += suppressed
        self.marked += bool(result.findings)
        for finding in result.findings:
            self.severities[finding.severity] += 1

    def reaches(self, threshold: str) -> bool:
        """Whether a finding is as grave as `threshold`; ``never`` is not reached."""
        return any(self.severities[severity] for severity in failing(threshold))

    def as_dict(self) -> dict[str, int]:
        """The counts for a summary."""
        replies = {"replies": self.replies, "marked": self.marked}
        counts = {**replies, "findings": sum(self.severities.values()), **self.severities, "errors": self.errors}
        return counts | ({"suppressed": self.suppressed} if self.suppressed else {})

    def summary(self) -> str:
        """One line about the whole run."""
        if not self.replies:
            return "没有读到回复。"
        return self._found() + (f"另有 {self.suppressed} 处已豁免或记在基线里。" if self.suppressed else "")

    def _found(self) -> str:
        if not self.marked:
            good = "没有新问题" if self.suppressed else "都很好"
            return f"检查了 {self.replies} 条回复，{good}。"
        counts = [f"{self.severities[key]} 个{word}" for key, word in SEVERITY_WORDS.items() if self.severities[key]]
        return f"检查了 {self.replies} 条回复，{self.marked} 条可以更好：{'，'.join(counts)}。"
