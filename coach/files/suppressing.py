"""What is found but not reported: markers in the file, the allowlist, the baseline, asked in this order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.files.checked import Suppressed

if TYPE_CHECKING:
    from coach.core.model.finding import Finding
    from coach.files.allowlist import Allowlist
    from coach.files.baseline import Budget
    from coach.files.checked import Checked, CheckedTurn
    from coach.files.records import Record

    Step = Callable[[Record, Sequence[Finding], str], dict[int, Suppressed]]

BASELINE_REASON: Final = "基线里记着的旧问题"


class Suppressor:
    """Takes out of checked records what is not to be reported, and remembers what was of no use.

    Args:
        means: whether a name (pack, guideline, rule, old id) means the rule of that id; None when it means none at all.
        allowlist: None when there is none.
        budget: what the baseline covers; None when there is none.
    """

    def __init__(
        self, means: Callable[[str, str], bool | None], allowlist: Allowlist | None = None, budget: Budget | None = None
    ) -> None:
        self._means = means
        self.allowlist = allowlist
        self.budget = budget
        self.complaints: list[Complaint] = []
        self.counts: Counter[str] = Counter()

    def apply(self, checked: Checked) -> Checked:
        """The record with what is reported and what is not."""
        used: set[int] = set()
        turns = [self._turn(checked.record, turn, used) for turn in checked.turns]
        self.complaints += self._complaints(checked.record, used)
        return checked._replace(turns=turns)

    def take_back(self, checked: Checked) -> None:
        """Forget what `apply` made of a record, which is about to be checked anew after a fix."""
        if checked.record.ignored:
            self.complaints = [one for one in self.complaints if one.place != checked.record.origin.place]
        for one in (one for turn in checked.turns for one in turn.suppressed):
            self.counts[one.by] -= 1
            if one.by == "baseline" and self.budget is not None:
                self.budget.give_back(checked.record.origin.path or "", one.finding)

    def _turn(self, record: Record, turn: CheckedTurn, used: set[int]) -> CheckedTurn:
        result = turn.result
        steps: list[Step] = [lambda record, findings, _: self._marked(record, findings, used), self._allowed, self._old]
        taken: dict[int, Suppressed] = {}
        for step in steps:
            open_ = [index for index in range(len(result.findings)) if index not in taken]
            found = step(record, [result.findings[index] for index in open_], result.text)
            taken |= {open_[index]: one for index, one in found.items()}
        if not taken:
            return turn
        self.counts.update(one.by for one in taken.values())
        kept = tuple(finding for index, finding in enumerate(result.findings) if index not in taken)
        told = tuple(taken[index] for index in sorted(taken))
        return turn._replace(result=replace(result, findings=kept), suppressed=(*turn.suppressed, *told))

    def _marked(self, record: Record, findings: Sequence[Finding], used: set[int]) -> dict[int, Suppressed]:
        taken: dict[int, Suppressed] = {}
        for number, (name, reason) in enumerate(record.ignored):
            for index, finding in enumerate(findings):
                if self._means(name, finding.rule):
                    used.add(number)
                    taken.setdefault(index, Suppressed(finding, "marker", reason))
        return taken

    def _allowed(self, record: Record, findings: Sequence[Finding], text: str) -> dict[int, Suppressed]:
        if self.allowlist is None:
            return {}
        found = self.allowlist.allows(record, findings, text)
        return {index: Suppressed(findings[index], "allowlist", entry.reason) for index, entry in found.items()}

    def _old(self, record: Record, findings: Sequence[Finding], _text: str) -> dict[int, Suppressed]:
        if self.budget is None or not record.origin.path or record.is_outgoing:
            return {}
        covered = self.budget.spend(record.origin.path, findings)
        return {
            index: Suppressed(finding, "baseline", BASELINE_REASON)
            for index, finding in enumerate(findings)
            if covered[index]
        }

    def _complaints(self, record: Record, used: set[int]) -> Iterator[Complaint]:
        for number, (name, reason) in enumerate(record.ignored):
            known = self._means(name, "") is not None
            if not known:
                yield Complaint(record.origin.place, f"标记 coach: ignore {name}：没有叫“{name}”的规则或准则")
            elif number not in used:
                yield Complaint(record.origin.place, f"标记 coach: ignore {name} 没有用上，可以删掉", is_unused=True)
            elif not reason:
                yield Complaint(record.origin.place, f"标记 coach: ignore {name} 没有写原因，请在后面补上")


class Complaint(NamedTuple):
    """Something about a marker that its author should know.

    Attributes:
        place: the record's.
        is_unused: whether it says that the marker is not needed, which only a check with all rules knows.
    """

    place: str
    message: str
    is_unused: bool = False
