"""Highlights and scores in words; the worked example of docs/scores.md is what the report prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import coach
from coach.core.model.finding import Finding, Highlight
from coach.core.model.span import Span
from coach.core.scorecard import DIMENSIONS, FAMILIES, scorecard
from coach.files.reports.score_words import DIMENSION_WORDS, FAMILY_WORDS, explanation, praise, standing

PAGE = Path(__file__).parents[3] / "docs" / "scores.md"
REPLY = "理解您的心情。仓库正在盘点，所以发不了，我们尽快处理。"


def place(excerpt: str) -> dict[str, Any]:
    start = max(REPLY.find(excerpt), 0)
    return {"span": Span(start, start + len(excerpt)), "excerpt": excerpt, "message_index": 0}


def finding(title: str, severity: Any, dimension: str, excerpt: str, rank: int) -> Finding:
    words = {"what": "", "why": "", "instead": "", "fingerprint": ""}
    return Finding("p/r", title, title, rank, severity, dimension, **place(excerpt), **words)


def highlight(title: str, family: str, excerpt: str, counts: str = "full") -> Highlight:
    return Highlight("p/r", title, title, family, counts, **place(excerpt), what="", why="")


FINDINGS = [
    finding("没有“我不能”", "info", "assurance", "发不了", 6),
    finding("告诉客户能做什么", "info", "responsiveness", "发不了", 9),
    finding("说清时间", "warning", "reliability", "尽快", 11),
]
HIGHLIGHTS = [
    highlight("说出客户的感受", "feel", "理解您的心情", "half"),
    highlight("说清原因", "solve", "仓库正在盘点"),
]


def explained(findings: list[Finding], highlights: list[Highlight]) -> list[str]:
    return list(explanation(scorecard(findings, highlights), len(findings)))


def test_the_worked_example_is_what_the_report_says():
    [block] = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    checked = coach.load().check(REPLY)
    assert list(explanation(checked.scorecard, len(checked.findings))) == block.splitlines()
    assert f"> {REPLY}\n" in PAGE.read_text(encoding="utf-8")


def test_a_quiet_reply_is_explained_in_seven_lines():
    assert explained([], []) == [
        "每个维度从 80 分起",
        *[f"{name}  80" for name in ("可靠性", "响应性", "保证性", "移情性", "有形性")],
        "总分  80，五个维度的平均",
    ]


def test_bounds_are_named_where_they_were_met():
    families = [highlight("好", family, "好") for family in FAMILIES]
    faults = [
        Finding("p/r", f"g{at}", "", 0, "error", "empathy", Span(at, at + 1), "不", 0, "", "", "", "")
        for at in range(0, 9, 2)
    ]
    assert "有形性  80 + 10 + 10 + 10 + 10，最高 100" in explained([], families)
    assert "移情性  80 - 30 - 30 - 30 - 30 - 30，最低 0" in explained(faults, [])


def test_that_some_do_not_count_is_said_only_then():
    told = "（同一处只扣最重的一条，同一条准则只扣一次）"
    assert told in explained(FINDINGS, [])
    assert told not in explained(FINDINGS[1:], [])


def test_praise_is_one_sentence():
    assert praise(HIGHLIGHTS) == "说出客户的感受（“理解您的心情”）、说清原因（“仓库正在盘点”）"


@pytest.mark.parametrize(
    ("excerpt", "shown"),
    [
        ("仓库今天盘点发不了货大家都在赶", "“仓库今天盘点发不了货大家…”"),
        ("上\n下", "“上 ⏎ 下”"),
        ("\x1b[31m", "“\\x1b[31m”"),
    ],
)
def test_an_excerpt_is_short_and_harmless(excerpt: str, shown: str):
    assert praise([highlight("好", "solve", excerpt)]) == f"好（{shown}）"


def test_the_score_and_its_parts_on_one_line():
    scores = scorecard(FINDINGS, HIGHLIGHTS).scores
    assert standing(scores) == "得分 91 · 可靠 80 响应 95 保证 90 移情 95 有形 95"


def test_everything_has_a_word():
    assert list(DIMENSION_WORDS) == list(DIMENSIONS)
    assert list(FAMILY_WORDS) == list(FAMILIES)
