"""`tokens`: spaCy Matcher patterns over our words."""

import pytest

RULE = {
    "check": {
        "kind": "tokens",
        "any": [[{"TEXT": "自行"}, {"TEXT": {"IN": ["更换", "联系"]}}], [{"TEXT": "自行"}, {"TEXT": "前往"}]],
        "near": ["自行"],
    }
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("亲，请您自行更换", ["自行更换"]),
        ("請您自行更換", ["自行更換"]),
        ("请自\u200b行联系。请自行前往", ["自\u200b行联系", "自行前往"]),
        ("自行车更换", []),
        ("自行，更换", []),
        ("您来处理", []),
    ],
)
def test_words_are_matched_clause_by_clause(marked, text: str, found: list[str]):
    assert marked(RULE, text) == found


def test_the_words_that_call_it_up_must_be_there(make_linter):
    rule = {"check": {**RULE["check"], "near": ["麻烦"]}}
    linter = make_linter(rule)
    assert linter.check("请自行更换").findings == ()
    assert [one.excerpt for one in linter.check("麻烦您自行更换").findings] == ["自行更换"]


def test_conditions_hold_for_it_too(marked):
    rule = {**RULE, "unless": [{"before": "可以"}]}
    assert marked(rule, "您可以自行更换") == []
    assert marked(rule, "请您自行更换") == ["自行更换"]


def test_a_pattern_that_spacy_does_not_know_is_refused_when_compiled(make_bound):
    bound = make_bound({"check": {"kind": "tokens", "any": [[{"NOSUCH": "x"}]], "near": ["自行"]}})
    assert [owner for owner, _ in bound.problems] == ["rule own/r1"]
