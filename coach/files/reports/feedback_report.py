"""How rules fared with agents: what `coach feedback` and GET /api/feedback tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from coach.files.feedback import REASONS, Dismissal, RuleCounts, Summary
from coach.files.reports.plain_text import cropped, visible, width
from coach.files.reports.wire import SCHEMA

_HEAD: Final = ("规则", "采纳", "改写", "忽略", "忽略率")
_SHOWN: Final = 20
"""So many dismissals follow the table."""
_ID: Final = 8
"""So much of an id is shown; it is enough to name it by."""
_EXCERPT_COLUMNS: Final = 40
_SETTLED: Final = {"allowed": "已豁免", "labelled": "已标注", None: ""}


def document(summary: Summary, titles: Mapping[str, str], *, stores_texts: bool) -> dict[str, Any]:
    """The answer to GET /api/feedback, also `--format json`.

    Args:
        titles: guideline → title.
        stores_texts: whether whole replies are kept.
    """
    return {
        "schema": SCHEMA,
        "stores_texts": stores_texts,
        "rules": [_rule(one, titles) for one in summary.rules],
        "dismissals": [_dismissal(one) for one in summary.dismissals],
    }


def table(summary: Summary, titles: Mapping[str, str], path: str) -> str:
    """The same for a terminal; `path` is where it is kept."""
    if not summary.rules:
        return f"还没有反馈。会存在 {visible(path)}。"
    lines = [*_table([_HEAD, *(_row(one, titles) for one in summary.rules)])]
    newest = summary.dismissals[:_SHOWN]
    if newest:
        rows = [
            (one.id[:_ID], one.guideline, cropped(f"“{one.excerpt}”", _EXCERPT_COLUMNS), _told(one)) for one in newest
        ]
        lines += ["", "最近忽略的：", *_table(rows, left=4)]
        lines += ["", "写进豁免：coach feedback allow 编号；写成评测用例：coach feedback label 编号"]
    return "\n".join(lines)


def _rule(one: RuleCounts, titles: Mapping[str, str]) -> dict[str, Any]:
    counts = {"accepted": one.accepted, "edited": one.edited, "dismissed": one.dismissed, "reasons": one.reasons}
    return {"rule": one.rule, "guideline": one.guideline, "title": titles.get(one.guideline, one.guideline), **counts}


def _dismissal(one: Dismissal) -> dict[str, Any]:
    told = {key: getattr(one, key) for key in ("id", "at", "rule", "guideline", "excerpt", "reason")}
    return {**told, "has_text": one.text is not None, "settled": one.settled}


def _row(one: RuleCounts, titles: Mapping[str, str]) -> tuple[str, ...]:
    name = f"{visible(one.rule)}  {visible(titles.get(one.guideline, one.guideline))}"
    why = "、".join(
        f"{REASONS.get(reason, reason)} {count}" for reason, count in sorted(one.reasons.items(), key=_most)
    )
    counts = (one.accepted, one.edited, one.dismissed)
    return name, *map(str, counts), f"{one.dismissed_share:.0%}", why


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _told(one: Dismissal) -> str:
    return "  ".join(filter(None, (REASONS.get(one.reason or "", ""), _SETTLED[one.settled])))


def _table(rows: Sequence[tuple[str, ...]], left: int = 1) -> Iterator[str]:
    """Columns side by side: the first `left` begin alike, the others end alike, but for what stands past the head."""
    columns = len(_HEAD) if left == 1 else left
    widths = [max(width(row[column]) for row in rows) for column in range(columns)]
    for row in rows:
        cells = [
            cell + " " * (room - width(cell)) if column < left else " " * (room - width(cell)) + cell
            for column, (cell, room) in enumerate(zip(row[:columns], widths, strict=True))
        ]
        yield "  ".join([*cells, *row[columns:]]).rstrip()
