"""What the customer has sent already: `customer-gave`."""

import pytest

from coach.core.model.history import history

PLACEHOLDERS = {"订单": "order"}


def rule(*kinds):
    return {"check": {"kind": "phrase", "any": ["单号"]}, "customer-gave": list(kinds)}


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("order-number", "查一下305521884417"),
        ("order-number", "WD0000552188，到哪了"),
        ("order-number", "[订单x] 帮我查查"),
        ("mobile", "打13800138000"),
        ("mobile", "電話13800138000，謝謝"),
        ("photo", "[图片]"),
        ("photo", "【圖片】你看"),
        ("photo", "https://img.shop/a/8f.JPG"),
    ],
)
def test_a_rule_speaks_once_the_customer_has_sent_it(make_linter, kind: str, message: str):
    linter = make_linter(rule(kind), placeholders=PLACEHOLDERS)
    assert linter.check("单号", history([message, "在吗"])).findings
    assert not linter.check("单号", history(["到哪了", "在吗"])).findings
    assert not linter.check("单号").findings


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("order-number", "打13800138000"),
        ("order-number", "买了3个，一共1280元"),
        ("order-number", "abcdefgh1"),
        ("mobile", "订单138001380001234"),
        ("mobile", "10086"),
        ("photo", "要发图片吗"),
    ],
)
def test_what_only_looks_like_it_is_not_it(make_linter, kind: str, message: str):
    linter = make_linter(rule(kind), placeholders=PLACEHOLDERS)
    assert not linter.check("单号", history([message])).findings


def test_one_of_several_kinds_suffices(make_linter):
    linter = make_linter(rule("mobile", "photo"))
    assert linter.check("单号", history(["[图片]"])).findings


def test_every_kind_of_occasion_must_be_given(make_linter):
    linter = make_linter({**rule("mobile"), "context": ["退钱"]})
    assert linter.check("单号", history(["退钱", "13800138000"])).findings
    assert not linter.check("单号", history(["13800138000"])).findings
    assert not linter.check("单号", history(["退钱"])).findings


def test_a_finding_says_which_message_called_it_up(make_linter):
    absence = {"check": {"kind": "absence", "need": ["收到"]}, "customer-gave": ["mobile"]}
    [finding] = make_linter(absence).check("好的，请稍等", history(["13800138000", "谢谢"])).findings
    assert finding.about.text == "13800138000"
