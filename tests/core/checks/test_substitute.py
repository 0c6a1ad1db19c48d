"""`substitute`: words with a better word for each."""

import pytest


def rule(words, **check):
    return {"check": {"kind": "substitute", "map": words, **check}}


def replaced(linter, text: str) -> list[tuple[str, list[str]]]:
    found = linter.check(text).findings
    return [(finding.excerpt, [one.replacement for one in finding.suggestions]) for finding in found]


def test_each_word_is_marked_with_its_better_word(make_linter):
    linter = make_linter(rule({"你们": "您", "退款不了": "不支持退款"}))
    assert replaced(linter, "你们退款不了") == [("你们", ["您"]), ("退款不了", ["不支持退款"])]


def test_of_overlapping_words_the_longer_wins(make_linter):
    linter = make_linter(rule({"你": "您", "你们": "各位"}))
    assert replaced(linter, "你们好，你好") == [("你们", ["各位"]), ("你", ["您"])]


def test_a_traditional_reply_gets_a_traditional_word(make_linter):
    linter = make_linter(rule({"赔钱": "赔偿损失"}))
    assert replaced(linter, "會賠錢的") == [("賠錢", ["賠償損失"])]


def test_an_empty_better_word_takes_the_word_away(make_linter):
    linter = make_linter(rule({"那个": ""}))
    [finding] = linter.check("我那个帮您查").findings
    assert [one.apply("我那个帮您查") for one in finding.suggestions] == ["我帮您查"]


@pytest.mark.parametrize("applicability", ["safe", "review"])
def test_the_applicability_is_the_checks(make_linter, applicability: str):
    [finding] = make_linter(rule({"你": "您"}, applicability=applicability)).check("你好").findings
    assert [one.applicability for one in finding.suggestions] == [applicability]


def test_a_better_word_with_a_blank_is_a_guide(make_linter):
    [finding] = make_linter(rule({"尽快": "⟨几点⟩前"}, applicability="safe")).check("尽快处理").findings
    assert [one.applicability for one in finding.suggestions] == ["guide"]


def test_the_rules_own_rewrites_come_after(make_linter):
    both = {**rule({"尽快": "马上"}), "suggest": [{"rewrite": "⟨几点⟩前"}]}
    assert replaced(make_linter(both), "尽快处理") == [("尽快", ["马上", "⟨几点⟩前"])]
