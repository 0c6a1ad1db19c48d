"""What a run says at its end of allowlist entries, markers and the baseline: expired, unused, to be tightened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.files.settings import Allowed
    from coach.files.suppressing import Suppressor

_NAMED = 5
"""So many places are named; the rest is counted."""


def remarks(suppressor: Suppressor, *, narrowed: bool, whole: bool) -> list[str]:
    """One sentence for each thing that somebody should look at.

    Args:
        suppressor: what the run left out.
        narrowed: whether the run looked at chosen rules or changes only, so that what was not needed may be needed.
        whole: whether a folder was checked.
    """
    told = [f"{one.place}: {one.message}" for one in suppressor.complaints if not (narrowed and one.is_unused)]
    allowlist, budget = suppressor.allowlist, suppressor.budget
    if allowlist and allowlist.expired:
        told.append(f"{len(allowlist.expired)} 条豁免已过期，对应的问题重新报告：{_places(allowlist.expired)}")
    unused = allowlist.unused(whole=whole) if allowlist and not narrowed else []
    if unused:
        told.append(f"{len(unused)} 条豁免没有用上，可以删掉：{_places(unused)}")
    if budget and budget.gone and not narrowed:
        told.append(f"基线里有 {budget.gone} 个问题已经改好，运行 coach baseline prune 把基线收紧")
    return told


def _places(entries: Sequence[Allowed]) -> str:
    named = "、".join(entry.place for entry in entries[:_NAMED])
    return named + (f" 等 {len(entries)} 处" if len(entries) > _NAMED else "")
