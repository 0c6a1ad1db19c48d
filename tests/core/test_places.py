"""Findings gathered by place."""

from coach.core.model.history import history
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
