"""`tokens`: spaCy Matcher patterns over our words."""

import pytest

RULE = {
    "check": {
        "kind": "tokens",
        "any": [[{"TEXT": "自行"}, {"TEXT": {"IN": ["处理", "解决"]}}], [{"TEXT": "自行"}, {"TEXT": "退货"}]],
        "near": ["自行"],
    }
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("亲，请您自行处理", ["自行处理"]),
        ("請您自行處理", ["自行處理"]),
        ("请自\u200b行解决。请自行退货", ["自\u200b行解决", "自行退货"]),
        ("自行车处理", []),
        ("自行，处理", []),
        ("您来处理", []),
    ],
)
def test_words_are_matched_clause_by_clause(marked, text: str, found: list[str]):
    assert marked(RULE, text) == found


def test_the_words_that_call_it_up_must_be_there(make_linter):
    rule = {"check": {**RULE["check"], "near": ["麻烦"]}}
    linter = make_linter(rule)
    assert linter.check("请自行处理").findings == ()
    assert [one.excerpt for one in linter.check("麻烦您自行处理").findings] == ["自行处理"]


def test_conditions_hold_for_it_too(marked):
    rule = {**RULE, "unless": [{"before": "可以"}]}
    assert marked(rule, "您可以自行处理") == []
    assert marked(rule, "请您自行处理") == ["自行处理"]


def test_a_pattern_that_spacy_does_not_know_is_refused_when_compiled(make_bound):
    bound = make_bound({"check": {"kind": "tokens", "any": [[{"NOSUCH": "x"}]], "near": ["自行"]}})
    assert [owner for owner, _ in bound.problems] == ["rule own/r1"]
