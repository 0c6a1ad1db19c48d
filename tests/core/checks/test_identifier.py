"""`identifier` finds numbers and addresses that name a person, and offers them masked."""

import pytest

ANY = ["mobile", "id-card", "bank-card", "email"]


def rule(*kinds: str, **more: object):
    return {"check": {"kind": "identifier", "any": list(kinds or ANY)}, **more}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("您的手机号是138 0000 1111对吗", ["138 0000 1111"]),
        ("证件号110101199003071233，邮箱Lin@mail.example", ["110101199003071233", "Lin@mail.example"]),
        ("您的手机号是138****1111对吗", []),
        ("请稍等", []),
        ("", []),
    ],
)
def test_identifiers_are_found(marked, text: str, places: list[str]):
    assert marked(rule(), text) == places


def test_only_the_kinds_that_are_listed(marked):
    assert marked(rule("email"), "13800001111，Lin@mail.example") == ["Lin@mail.example"]


def test_conditions_hold_as_for_every_kind(marked):
    quiet = rule(unless=[{"before": "师傅"}])
    assert marked(quiet, "师傅的电话13800001111") == []
    assert marked(quiet, "您的电话13800001111") == ["13800001111"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("您的手机号是138 0000 1111对吗", "138****1111"),
        ("證件號110101199003071233對嗎", "1101**********1233"),
        ("邮箱是Lin@mail.example", "l***@mail.example"),
    ],
)
def test_the_masked_form_may_be_suggested(make_linter, text: str, masked: str):
    [finding] = make_linter(rule(suggest=[{"rewrite": "{masked}"}])).check(text).findings
    assert [one.replacement for one in finding.suggestions] == [masked]


def test_another_number_may_still_not_be_lost(make_linter):
    linter = make_linter(rule(suggest=[{"rewrite": "您的号码{masked}", "over": "clause"}]))
    [finding] = linter.check("20元退到13800001111").findings
    assert finding.suggestions == ()


def test_a_mask_that_another_kind_writes_loses_a_number(make_linter):
    digits = {"check": {"kind": "phrase", "any": [{"regex": "号码(?P<masked>138)00001111"}]}}
    [finding] = make_linter({**digits, "suggest": [{"rewrite": "号码{masked}"}]}).check("号码13800001111").findings
    assert finding.suggestions == ()


def test_a_text_without_a_word_of_any_rule_is_still_looked_at(make_linter):
    assert make_linter(rule()).check("13800001111").findings
