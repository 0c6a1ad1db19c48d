"""The report of a measurement, for people and as a document."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from wcwidth import wcswidth

from coach.core.evaluate import Evaluation, Labels
from coach.files.measuring import Measured, Miss
from coach.files.records import Origin
from coach.files.reports.evaluation import report

TITLES = {"no-but": "没有“但是”", "soon": "说清时间", "other": "别的"}
MISSES = [
    Miss(Origin("a.jsonl", "line 3"), "fp", "soon", "请打13812345678\n尽快\x1b[31m"),
    Miss(Origin("a.jsonl", "line 9"), "fn", "no-but", ""),
]


def measured(path: str, *rows: tuple[str, str], misses: Sequence[Miss] = ()) -> Measured:
    """A file with a row for each (labelled, reported)."""
    evaluation = Evaluation(list(TITLES))
    for given, reported in rows:
        evaluation.add(Labels(frozenset(given.split())), reported.split())
    return Measured(path, evaluation, list(misses), [])


ONE = measured("a.jsonl", ("no-but", "no-but"), ("soon", ""), ("soon", "soon no-but"), misses=MISSES)
OTHER = measured("b.jsonl", ("soon", "soon other"))


class TestTable:
    def test_has_a_line_for_each_guideline_and_for_both_averages(self):
        lines = [line.split() for line in report("terminal", [ONE], TITLES).splitlines()]
        assert lines == [
            ["查准率", "查全率", "F1", "标对", "误报", "漏报"],
            ["no-but", "没有“但是”", "0.500", "1.000", "0.667", "1", "1", "0"],
            ["soon", "说清时间", "1.000", "0.500", "0.667", "1", "0", "1"],
            [],
            ["合计（微平均）", "0.667", "0.667", "0.667", "2", "1", "1"],
            ["各准则平均（宏平均）", "0.750", "0.750", "0.667"],
            [],
            ["量了", "3", "条回复。"],
        ]

    def test_has_its_numbers_in_columns(self):
        lines = report("terminal", [ONE], TITLES).splitlines()
        rows = [line for line in lines if line.endswith(("漏报", "0", "1"))]
        assert len({wcswidth(row) for row in rows}) == 1

    def test_shows_a_dash_where_nothing_can_be_divided(self):
        lines = report("terminal", [measured("a.jsonl", ("soon", ""))], TITLES).splitlines()
        assert lines[1].split() == ["soon", "说清时间", "—", "0.000", "0.000", "0", "0", "1"]

    def test_has_a_line_for_each_of_several_files(self):
        lines = [line.split() for line in report("terminal", [ONE, OTHER], TITLES).splitlines()]
        assert ["soon", "说清时间", "1.000", "0.667", "0.800", "2", "0", "1"] in lines
        assert ["a.jsonl", "0.667", "0.667", "0.667", "2", "1", "1"] in lines
        assert ["b.jsonl", "1.000", "1.000", "1.000", "1", "0", "0"] in lines
        assert lines[-1] == ["量了", "4", "条回复。"]

    def test_says_so_when_nothing_is_labelled(self):
        assert report("terminal", [measured("a.jsonl", ("", "soon"))], TITLES).startswith("这里没有标注任何准则")


class TestMisses:
    def test_are_listed_when_asked_for(self):
        lines = report("terminal", [ONE], TITLES, TITLES).splitlines()
        assert lines[:3] == [
            "a.jsonl:3  误报  soon  “请打138****78 ⏎ 尽快\\x1b[31m”",
            "a.jsonl:9  漏报  no-but",
            "",
        ]
        assert "a.jsonl:3" not in report("terminal", [ONE], TITLES)

    def test_of_the_guidelines_asked_for(self):
        text = report("terminal", [ONE], TITLES, ["no-but"])
        assert "a.jsonl:9" in text
        assert "a.jsonl:3" not in text

    def test_that_there_are_none_is_said(self):
        assert report("terminal", [OTHER], TITLES, TITLES).startswith("没有误报，也没有漏报。\n\n")


class TestDocument:
    def test_has_counts_and_figures(self):
        body = json.loads(report("json", [ONE], TITLES))
        assert list(body) == ["schema", "guidelines", "micro", "macro"]
        assert body["schema"] == 1
        assert list(body["guidelines"]) == ["no-but", "soon"]
        counts = {"tp": 1, "fp": 1, "fn": 0}
        assert body["guidelines"]["no-but"] == {**counts, "precision": 0.5, "recall": 1.0, "f1": pytest.approx(2 / 3)}
        assert body["micro"] == pytest.approx(
            {"tp": 2, "fp": 1, "fn": 1, "precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3}
        )
        assert body["macro"] == pytest.approx({"precision": 0.75, "recall": 0.75, "f1": 2 / 3})

    def test_has_each_of_several_files(self):
        body = json.loads(report("json", [ONE, OTHER], TITLES))
        assert [(file["path"], file["replies"], file["micro"]["tp"]) for file in body["files"]] == [
            ("a.jsonl", 3, 2),
            ("b.jsonl", 1, 1),
        ]

    def test_has_misses_when_asked_for(self):
        body = json.loads(report("json", [ONE], TITLES, ["no-but"]))
        place = {"path": "a.jsonl", "locator": "line 9"}
        assert body["misses"] == [{**place, "verdict": "fn", "guideline": "no-but", "excerpt": ""}]

    def test_holds_no_null(self):
        assert "null" not in report("json", [measured("a.jsonl", ("", ""))], TITLES)
