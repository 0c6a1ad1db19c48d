"""Highlights and scores in words: what a turn does well, where it stands, and how that came about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from coach.core.scorecard import DIMENSIONS, START, Line, Scorecard
from coach.files.reports.plain_text import cropped
from coach.files.reports.tally import SEVERITY_WORDS

if TYPE_CHECKING:
    from coach.core.model.finding import Highlight

DIMENSION_WORDS: Final = {
    "reliability": "可靠性",
    "responsiveness": "响应性",
    "assurance": "保证性",
    "empathy": "移情性",
    "tangibles": "有形性",
}
FAMILY_WORDS: Final = {"open": "开场", "feel": "体谅", "solve": "办事", "close": "收尾"}
_EXCERPT_COLUMNS: Final = 24


def praise(highlights: Iterable[Highlight]) -> str:
    """What is done well, in one sentence: 说清了原因（“仓库今天停发”）、征求同意（“可以吗”）."""
    return "、".join(f"{one.title}（{_quoted(one.excerpt)}）" for one in highlights)


def standing(scores: Mapping[str, int]) -> str:
    """The score and its five parts."""
    return f"得分 {scores['overall']} · " + " ".join(
        f"{DIMENSION_WORDS[name][:2]} {scores[name]}" for name in DIMENSIONS
    )


def explanation(card: Scorecard, findings: int) -> Iterator[str]:
    """How a score came about, line by line; `findings` is how many the turn has."""
    yield f"每个维度从 {START} 分起"
    for line in card.lines:
        yield f"{line.points:+3}  {DIMENSION_WORDS.get(line.dimension or '', '五个维度')}  {_cause(line)}"
    if sum(line.points < 0 for line in card.lines) < findings:
        yield "（同一处只扣最重的一条，同一条准则只扣一次）"
    for name in DIMENSIONS:
        points = [line.points for line in card.lines if line.dimension in (name, None)]
        yield f"{DIMENSION_WORDS[name]}  {_sum(points)}{card.scores[name]}"
    yield f"总分  {card.scores['overall']}，五个维度的平均"


def _cause(line: Line) -> str:
    if not isinstance(line.cause, tuple):
        one = line.cause
        return f"{one.title}（{SEVERITY_WORDS[one.severity]}，{_quoted(one.excerpt)}）"
    half = "，只算一半" if all(one.counts == "half" for one in line.cause) else ""
    return f"{FAMILY_WORDS[line.cause[0].family]}：{'、'.join(one.title for one in line.cause)}{half}"


def _sum(points: list[int]) -> str:
    """The sum before its result: ``80 - 15 + 10 = ``, with the bound where it was met."""
    if not points:
        return ""
    steps = " ".join(f"{'-' if one < 0 else '+'} {abs(one)}" for one in points)
    end = START + sum(points)
    bound = "，最高 " if end > 100 else "，最低 " if end < 0 else " = "
    return f"{START} {steps}{bound}"


def _quoted(excerpt: str) -> str:
    return f"“{cropped(excerpt, _EXCERPT_COLUMNS)}”"
