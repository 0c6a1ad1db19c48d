"""Tidying: duplicates go, overlapping ones of one guideline become one, guidelines never hide each other."""


def rule(pattern, guideline="same", severity="warning"):
    return {"check": {"kind": "phrase", "any": [pattern]}, "guideline": guideline, "severity": severity}


def found(linter, text):
    return [(one.rule, one.excerpt) for one in linter.check(text).findings]


def test_of_equals_the_later_rule_stays_so_that_a_pack_of_ones_own_wins(make_linter):
    linter = make_linter(rule("不能"), rule("我? 不能"))
    assert found(linter, "真不能") == [("own/r2", "不能")]


def test_the_graver_of_two_at_one_place_stays(make_linter):
    assert found(make_linter(rule("不能", severity="info"), rule("(不能)")), "不能") == [("own/r2", "不能")]
    assert found(make_linter(rule("不能", severity="error"), rule("(不能)")), "不能") == [("own/r1", "不能")]


def test_of_overlapping_ones_the_longest_of_the_earliest_stays(make_linter):
    assert found(make_linter(rule("不能"), rule("不能退")), "真不能退") == [("own/r2", "不能退")]
    assert found(make_linter(rule("能退货"), rule("不能")), "真不能退货") == [("own/r2", "不能")]


def test_of_overlapping_ones_the_gravest_stays(make_linter):
    linter = make_linter(rule("不能退", severity="info"), rule("退货", severity="error"))
    assert found(linter, "真不能退货") == [("own/r2", "退货")]


def test_places_side_by_side_both_stay(make_linter):
    assert found(make_linter(rule("不能"), rule("退货")), "不能退货") == [("own/r1", "不能"), ("own/r2", "退货")]


def test_guidelines_never_hide_each_other(make_linter):
    linter = make_linter(rule("不能退", "one"), rule("不能", "two"), rule("(不能)", "three"))
    assert len(found(linter, "不能退")) == 3


def test_findings_stand_in_order_of_place_then_gravity(make_linter):
    linter = make_linter(
        rule("退货", "late"), rule("不能", "mild", "info"), rule("(不能)", "grave", "error"), rule("真", "early")
    )
    assert [excerpt for _, excerpt in found(linter, "真不能退货")] == ["真", "不能", "不能", "退货"]
    assert [name for name, _ in found(linter, "真不能退货")] == ["own/r4", "own/r3", "own/r2", "own/r1"]
