"""Findings gathered by place."""

from dataclasses import replace

from coach.core.model.history import history
from coach.core.model.span import Span
from coach.core.places import gathered


def places(make_linter, text: str, *rules) -> list[tuple[tuple[int, int], list[str]]]:
    findings = make_linter(*rules).check(text, history([])).findings
    return [(tuple(place.span), [one.guideline for one in place.findings]) for place in gathered(findings)]


def test_findings_that_overlap_share_a_place_the_first_guideline_leads(make_linter):
    assert places(make_linter, "这边不能退货的", "不能退货", "边不能", "货的") == [((1, 7), ["g1", "g2", "g3"])]


def test_neighbours_that_only_touch_are_two_places(make_linter):
    assert places(make_linter, "不能退货", "不能", "退货") == [((0, 2), ["g1"]), ((2, 4), ["g2"])]


def test_places_come_in_the_order_of_the_text(make_linter):
    assert [span for span, _ in places(make_linter, "不行，不能", "不能", "不行")] == [(0, 2), (3, 5)]
    assert places(make_linter, "好的", "不能") == []


class TestWide:
    """What is said of a whole reply does not swallow what is said of its words."""

    REPLY = "但是" + "我来查一下" * 8 + "不过"

    def spans(self, make_linter, *words: str, whole: int) -> list[tuple[tuple[int, int], set[str], bool]]:
        """The places when the first of `words` is said of the first `whole` characters."""
        first, *others = (make_linter(word).check(self.REPLY, history([])).findings[0] for word in words)
        found = gathered([replace(first, span=Span(0, whole)), *others])
        return [(tuple(place.span), {one.excerpt for one in place.findings}, place.is_wide) for place in found]

    def test_stands_by_itself_after_the_others(self, make_linter):
        found = self.spans(make_linter, "我来", "但是", "不过", whole=44)
        assert found == [((0, 2), {"但是"}, False), ((42, 44), {"不过"}, False), ((0, 44), {"我来"}, True)]

    def test_one_place_inside_is_shared_with_it(self, make_linter):
        assert self.spans(make_linter, "我来", "但是", whole=40) == [((0, 40), {"我来", "但是"}, False)]

    def test_a_short_stretch_is_shared(self, make_linter):
        assert self.spans(make_linter, "我来", "但是", "我来查", whole=29) == [
            ((0, 29), {"我来", "但是", "我来查"}, False)
        ]
