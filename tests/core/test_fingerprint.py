"""Fingerprints: the same finding keeps its name when the text around its clause moves."""

import pytest


@pytest.fixture
def prints(make_linter):
    linter = make_linter("不能")
    return lambda text: [finding.fingerprint for finding in linter.check(text).findings]


def test_sixteen_hexadecimal_digits(prints):
    [name] = prints("不能退")
    assert len(name) == 16
    int(name, 16)


@pytest.mark.parametrize(
    "text",
    ["亲，不能退", "您好。\n不能退！谢谢", "好的，好的，不能退，您可以换", "不\u200b能退", "不能退~~ #E-s01 好"],
    ids=ascii,
)
def test_it_stays_when_the_text_around_the_clause_changes(prints, text: str):
    assert prints(text) == prints("不能退")


def test_it_is_the_same_in_both_scripts(make_linter):
    linter = make_linter("无法")
    simplified, traditional = linter.check("无法退货").findings, linter.check("無法退貨").findings
    assert simplified[0].fingerprint == traditional[0].fingerprint


def test_it_changes_with_the_clause(prints):
    assert prints("不能退") != prints("不能换")


def test_the_same_clause_twice_has_two(prints):
    names = prints("不能退，不能退，不能退")
    assert len(set(names)) == 3
    assert prints("不能退")[0] == names[0]


def test_the_same_words_twice_in_a_clause_have_two(prints):
    assert len(set(prints("不能不能退"))) == 2


def test_a_clause_that_only_holds_the_same_text_is_not_the_same_clause(prints):
    assert prints("这单不能退的，不能退")[-1] == prints("不能退")[0]


def test_guidelines_have_their_own(make_linter):
    findings = make_linter("不能", "(不能)").check("不能").findings
    assert len({finding.fingerprint for finding in findings}) == 2


def test_rules_of_one_guideline_share_it(make_linter):
    def named(pattern: str) -> str:
        rule = {"check": {"kind": "phrase", "any": [pattern]}, "guideline": "same"}
        return make_linter(rule).check("不能退").findings[0].fingerprint

    assert named("不能") == named("(不能|无法)")


def test_it_does_not_know_the_rules_name(make_sources):
    from coach.core.binding import compile_rulebook
    from coach.core.lint import Linter

    names = []
    for name in ("own/one", "other/two"):
        sources = make_sources("不能")
        sources.rules[0]["id"] = name
        names.append(Linter(compile_rulebook(sources).rulebook()).check("不能退").findings[0].fingerprint)
    assert names[0] == names[1]
