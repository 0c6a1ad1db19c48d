"""Counting: each (reply, guideline) once, unsure neither way, only what is labelled; and the figures made of it."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from coach.core.evaluate import Counts, Evaluation, Labels, macro, together, total, verdicts

ORDER = ["c", "b", "a"]


def labels(given: str = "", unsure: str = "") -> Labels:
    return Labels(frozenset(given.split()), frozenset(unsure.split()))


def evaluated(*rows: tuple[Labels, Collection[str]]) -> Evaluation:
    evaluation = Evaluation(ORDER)
    for one, reported in rows:
        evaluation.add(one, reported)
    return evaluation


class TestVerdicts:
    def test_right_wrong_and_missed(self):
        assert verdicts(labels("a b"), ["a", "c"]) == {"a": "tp", "b": "fn", "c": "fp"}

    def test_unsure_counts_neither_way(self):
        assert verdicts(labels("", "a b"), ["a"]) == {}

    def test_nothing_labelled_and_nothing_reported_is_nothing(self):
        assert verdicts(labels(), []) == {}

    def test_a_report_counts_once(self):
        assert evaluated((labels("a"), ["a", "a"])).counts == {"a": Counts(1, 0, 0)}


class TestCounts:
    def test_add_up_over_replies(self):
        evaluation = evaluated((labels("a"), ["a"]), (labels("a"), []), (labels(), ["a"]), (labels("a"), ["a"]))
        assert evaluation.counts == {"a": Counts(2, 1, 1)}
        assert evaluation.replies == 4

    def test_only_guidelines_that_are_labelled_somewhere(self):
        assert evaluated((labels("a"), ["a", "b"]), (labels(), ["b"])).counts == {"a": Counts(1, 0, 0)}

    def test_a_label_in_a_later_reply_makes_earlier_reports_count(self):
        assert evaluated((labels(), ["b"]), (labels("b"), ["b"])).counts == {"b": Counts(1, 1, 0)}

    def test_unsure_is_a_label_too(self):
        assert evaluated((labels("", "b"), ["b"]), (labels(), ["b"])).counts == {"b": Counts(0, 1, 0)}

    def test_are_in_the_order_given(self):
        assert list(evaluated((labels("a b c"), [])).counts) == ORDER


class TestFigures:
    def test_precision_recall_and_f1(self):
        figures = Counts(6, 2, 4).figures
        assert figures == pytest.approx((6 / 8, 6 / 10, 12 / 18))
        precision, recall, f1 = figures
        assert f1 == pytest.approx(2 * precision * recall / (precision + recall))

    @pytest.mark.parametrize(
        ("counts", "figures"),
        [
            (Counts(0, 0, 0), (1, 1, 1)),  # nothing to find, nothing reported
            (Counts(0, 0, 3), (0, 0, 0)),  # never reported
            (Counts(0, 3, 0), (0, 0, 0)),  # never to be reported
            (Counts(0, 1, 1), (0, 0, 0)),
            (Counts(5, 0, 0), (1, 1, 1)),
        ],
    )
    def test_where_nothing_can_be_divided(self, counts: Counts, figures: tuple[float, ...]):
        assert counts.figures == figures

    def test_micro_weighs_each_case_the_same(self):
        micro = total([Counts(8, 2, 0), Counts(0, 0, 10)])
        assert micro == Counts(8, 2, 10)
        assert micro.figures == pytest.approx((0.8, 8 / 18, 16 / 28))

    def test_macro_weighs_each_guideline_the_same(self):
        assert macro([Counts(8, 2, 0), Counts(0, 0, 10)]) == pytest.approx((0.4, 0.5, (16 / 18) / 2))

    def test_of_nothing(self):
        assert total([]) == Counts()
        assert macro([]) == (1, 1, 1)


class TestSeveral:
    def test_counts_are_summed_in_order(self):
        parts = [{"a": Counts(1, 2, 3), "b": Counts(1, 0, 0)}, {"a": Counts(1, 1, 1), "c": Counts(0, 0, 2)}]
        both = together(parts, ORDER)
        assert both == {"c": Counts(0, 0, 2), "b": Counts(1, 0, 0), "a": Counts(2, 3, 4)}
        assert list(both) == ORDER

    def test_of_none_is_nothing(self):
        assert together([], ORDER) == {}
