"""The report of a measurement: a table for people, or one document."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from coach.core.evaluate import Counts, Figures, macro, together, total
from coach.files.measuring import Measured, Miss
from coach.files.reports.plain_text import cropped, visible, width
from coach.files.reports.redaction import redacted

SCHEMA: Final = 1
VERDICT_WORDS: Final = {"fp": "误报", "fn": "漏报"}
_HEADS: Final = ("查准率", "查全率", "F1", "标对", "误报", "漏报")
_COLUMN: Final = 8
_EXCERPT_COLUMNS: Final = 60


def report(
    form: str, files: Sequence[Measured], titles: Mapping[str, str], missed: Collection[str] | None = None
) -> str:
    """What was measured in `files`, as ``json`` or for a terminal.

    Args:
        form: which of the two.
        files: at least one.
        titles: of all guidelines, in order.
        missed: the guidelines whose misses are listed; None for no list.
    """
    counts = together((file.evaluation.counts for file in files), list(titles))
    misses = None if missed is None else [one for file in files for one in file.misses if one.guideline in missed]
    if form == "json":
        return document(counts, files, misses)
    return "\n".join([*_miss_lines(misses), table(counts, titles, files)])


def table(counts: Mapping[str, Counts], titles: Mapping[str, str], files: Sequence[Measured]) -> str:
    """The figures of each guideline, all together, and each file's when there are several."""
    if not counts:
        return "这里没有标注任何准则，没有可以计算的。"
    labels = {name: f"{name}  {titles[name]}" for name in counts}
    micro, mean = total(counts.values()), macro(counts.values())
    rows = [("", "".join(_right(head) for head in _HEADS))]
    rows += [(labels[name], _numbers(one.figures, one)) for name, one in counts.items()]
    rows += [("", ""), ("合计（微平均）", _numbers(micro.figures, micro)), ("各准则平均（宏平均）", _numbers(mean))]
    if len(files) > 1:
        rows += [("", "")]
        for file in files:
            of_file = total(file.evaluation.counts.values())
            rows.append((visible(file.path), _numbers(of_file.figures, of_file)))
    first = max(width(label) for label, _ in rows)
    lines = [f"{label}{' ' * (first - width(label))}{numbers}".rstrip() for label, numbers in rows]
    return "\n".join([*lines, "", f"量了 {sum(file.evaluation.replies for file in files)} 条回复。"])


def _miss_lines(misses: Iterable[Miss] | None) -> list[str]:
    """One line for each, and a blank one."""
    if misses is None:
        return []
    lines = [
        f"{visible(miss.origin.place)}  {VERDICT_WORDS[miss.verdict]}  {miss.guideline}"
        + (f"  “{_shown(miss.excerpt)}”" if miss.excerpt else "")
        for miss in misses
    ]
    return [*(lines or ["没有误报，也没有漏报。"]), ""]


def document(counts: Mapping[str, Counts], files: Sequence[Measured], misses: Iterable[Miss] | None = None) -> str:
    """The same as JSON; `misses` when they were asked for, `files` when there are several."""
    micro = total(counts.values())
    body: dict[str, Any] = {
        "schema": SCHEMA,
        "guidelines": {name: _counted(one) for name, one in counts.items()},
        "micro": _counted(micro),
        "macro": macro(counts.values())._asdict(),
    }
    if len(files) > 1:
        totals = [(file, total(file.evaluation.counts.values())) for file in files]
        body["files"] = [
            {"path": file.path, "replies": file.evaluation.replies, "micro": _counted(one)} for file, one in totals
        ]
    if misses is not None:
        body["misses"] = [_missed(miss) for miss in misses]
    return json.dumps(body, ensure_ascii=False, indent=2)


def _counted(counts: Counts) -> dict[str, int | float]:
    return {**counts._asdict(), **counts.figures._asdict()}


def _missed(miss: Miss) -> dict[str, str | None]:
    place = {"path": miss.origin.path, "locator": miss.origin.locator}
    return {**place, "verdict": miss.verdict, "guideline": miss.guideline, "excerpt": redacted(miss.excerpt)}


def _numbers(figures: Figures, counts: Counts | None = None) -> str:
    """The figures, — where there was nothing to divide by, and the counts."""
    shown = [f"{one:.3f}" for one in figures]
    if counts is not None:
        wholes = (counts.tp + counts.fp, counts.tp + counts.fn, sum(counts))
        shown = [one if whole else "—" for one, whole in zip(shown, wholes, strict=True)]
    return "".join(map(_right, (*shown, *map(str, counts or ()))))


def _right(text: str) -> str:
    return " " * (_COLUMN - width(text)) + text


def _shown(excerpt: str) -> str:
    return cropped(redacted(excerpt), _EXCERPT_COLUMNS)
