"""Scores: 80 to start from, what is taken off once a trigger and once a guideline, what each family adds."""

from __future__ import annotations

from typing import Any

import pytest

from coach.core.model.finding import Finding, Highlight
from coach.core.model.span import Span
from coach.core.scorecard import DIMENSIONS, scorecard

SOMEWHERE = (0, 2)


def finding(
    guideline: str,
    severity: Any = "warning",
    dimension: str = "empathy",
    span: tuple[int, int] = SOMEWHERE,
    rank: int = 0,
) -> Finding:
    words = {"title": guideline, "excerpt": "不能", "what": "", "why": "", "instead": "", "fingerprint": ""}
    place: dict[str, Any] = {"span": Span(*span), "message_index": 0}
    return Finding(f"own/{guideline}", guideline, rank=rank, severity=severity, dimension=dimension, **words, **place)


def highlight(family: str, counts: str = "full", guideline: str = "thanks") -> Highlight:
    return Highlight("own/r", guideline, guideline, family, counts, Span(0, 2), "谢谢", 0, "", "")


def all_five(score: int, **other: int) -> dict[str, int]:
    return {**dict.fromkeys(DIMENSIONS, score), **other}


def scores(*what: Finding | Highlight) -> dict[str, int]:
    """The five scores, without the overall one."""
    findings = [one for one in what if isinstance(one, Finding)]
    highlights = [one for one in what if isinstance(one, Highlight)]
    made = scorecard(findings, highlights).scores
    return {name: score for name, score in made.items() if name != "overall"}


def test_there_are_five_dimensions_and_an_overall_score():
    made = scorecard([], []).scores
    assert list(made) == ["overall", "reliability", "responsiveness", "assurance", "empathy", "tangibles"]


def test_each_dimension_starts_at_80():
    assert scores() == all_five(80)
    assert scorecard([], []).scores["overall"] == 80


@pytest.mark.parametrize(("severity", "left"), [("error", 50), ("warning", 65), ("info", 75)])
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_finding_takes_off_from_its_own_dimension(severity: str, left: int, dimension: str):
    assert scores(finding("a", severity, dimension)) == all_five(80, **{dimension: left})


class TestOnceAGuideline:
    def test_however_many_places(self):
        places = [finding("a", span=(start, start + 2)) for start in (0, 10, 20)]
        assert scores(*places) == all_five(80, empathy=65)

    def test_with_the_gravest_of_them(self):
        milder, graver = finding("a", "info", span=(0, 2)), finding("a", "error", span=(10, 12))
        assert scores(milder, graver) == scores(graver, milder) == all_five(80, empathy=50)

    def test_others_count_beside_it(self):
        assert scores(finding("a", span=(0, 2)), finding("b", span=(10, 12))) == all_five(80, empathy=50)


class TestOnceATrigger:
    def test_the_strongest_counts(self):
        weak, strong = finding("a", "info", "assurance", rank=0), finding("b", "error", "empathy", rank=1)
        assert scores(weak, strong) == scores(strong, weak) == all_five(80, empathy=50)

    def test_of_equally_strong_ones_the_most_specific(self):
        specific, general = finding("a", dimension="assurance", rank=3), finding("b", dimension="empathy", rank=7)
        assert scores(general, specific) == scores(specific, general) == all_five(80, assurance=65)

    def test_spans_that_overlap_are_one_trigger(self):
        wide, narrow = finding("a", "warning", "assurance", span=(0, 6)), finding("b", "info", "empathy", span=(4, 8))
        assert scores(wide, narrow) == all_five(80, assurance=65)

    def test_spans_side_by_side_are_two(self):
        assert scores(finding("a", span=(0, 2)), finding("b", span=(2, 4))) == all_five(80, empathy=50)

    def test_what_is_said_of_the_whole_reply_hides_none_of_its_words(self):
        whole = finding("a", "info", "tangibles", span=(0, 900))
        words = finding("b", "warning", span=(10, 12)), finding("c", "info", "assurance", span=(400, 402))
        assert scores(whole, *words) == all_five(80, tangibles=75, empathy=65, assurance=75)

    def test_a_guideline_that_is_hidden_at_one_place_counts_at_another(self):
        here, stronger = finding("a", "info", span=(0, 2)), finding("b", "error", "assurance", span=(0, 2))
        there = finding("a", "info", span=(10, 12))
        assert scores(here, stronger) == all_five(80, assurance=50)
        assert scores(here, stronger, there) == all_five(80, assurance=50, empathy=75)


class TestFamilies:
    @pytest.mark.parametrize("family", ["open", "feel", "solve", "close"])
    def test_each_adds_10_to_every_dimension(self, family: str):
        assert scores(highlight(family)) == all_five(90)

    def test_5_if_only_half_counted(self):
        assert scores(highlight("feel", "half")) == all_five(85)

    def test_a_full_one_makes_the_family_full(self):
        half, full = highlight("feel", "half", "shows-empathy"), highlight("feel", "full", "thanks")
        assert scores(half, full) == scores(full, half) == all_five(90)

    def test_each_counts_once(self):
        assert scores(*[highlight("solve", guideline=f"g{number}") for number in range(9)]) == all_five(90)
        assert scores(highlight("feel", "half", "a"), highlight("feel", "half", "b")) == all_five(85)

    def test_several_add_up(self):
        assert scores(highlight("open", "half"), highlight("solve")) == all_five(95)


class TestBounds:
    def test_no_more_than_100(self):
        families = [highlight(family) for family in ("open", "feel", "solve", "close")]
        assert scores(*families) == all_five(100)

    def test_no_less_than_0(self):
        faults = [finding(f"g{number}", "error", span=(number * 9, number * 9 + 2)) for number in range(5)]
        assert scores(*faults) == all_five(80, empathy=0)

    def test_points_beyond_a_bound_are_not_lost_before_the_sum(self):
        """A slip is made up for by what exceeds 100."""
        families = [highlight(family) for family in ("open", "feel", "solve", "close")]
        assert scores(*families, finding("a")) == all_five(100)
        assert scores(*families, finding("a", "error")) == all_five(100, empathy=90)


class TestOverall:
    def test_is_the_mean_of_the_five(self):
        assert scorecard([finding("a", "error")], []).scores["overall"] == 74

    @pytest.mark.parametrize(
        ("severities", "overall"),
        [
            (["error"] * 3, 64),  # 320 / 5; the third takes off 20 only
            (["warning", "warning", "warning", "info", "error"], 64),
            (["info"], 79),
            (["info"] * 2, 78),
        ],
    )
    def test_sums(self, severities: list[str], overall: int):
        faults = [
            finding(f"g{number}", one, span=(9 * number, 9 * number + 2)) for number, one in enumerate(severities)
        ]
        assert scorecard(faults, []).scores["overall"] == overall

    def test_all_steps_are_whole_fifths_so_that_half_up_has_nothing_to_decide(self):
        """Points are multiples of 5, bounds too: the mean of five is a whole number."""
        for points in range(1, 8):
            faults = [finding(f"g{number}", "info", span=(9 * number, 9 * number + 2)) for number in range(points)]
            assert scorecard(faults, []).scores["overall"] * 5 == sum(scores(*faults).values())


def test_a_spotless_cold_reply_cannot_beat_a_warm_one():
    cold = scorecard([], []).scores["overall"]
    warm = [highlight("feel"), highlight("solve")]
    assert cold == 80 < scorecard([], [highlight("feel", "half")]).scores["overall"]
    assert scorecard([finding("a", "error")], warm).scores["overall"] > cold
    hint, warnings = [finding("a", "info")], [finding("a"), finding("b", span=(8, 9))]
    assert scorecard([], [highlight("solve")]).scores["overall"] == 90
    assert scorecard([], warm).scores["overall"] == 100
    assert scorecard(hint, warm).scores["overall"] == 99
    assert scorecard(warnings, warm).scores["overall"] == 94


class TestLines:
    def test_say_what_was_taken_off_and_then_what_was_added(self):
        fault, weaker = finding("a", "warning", "assurance"), finding("b", "info")
        open_, half, full = highlight("open", "half"), highlight("solve", "half", "a"), highlight("solve", "full", "b")
        lines = scorecard([weaker, fault], [full, open_, half]).lines
        assert [tuple(line) for line in lines] == [
            (-15, "assurance", fault),
            (5, None, (open_,)),
            (10, None, (full, half)),
        ]

    def test_a_reply_without_either_has_none(self):
        assert scorecard([], []).lines == ()
