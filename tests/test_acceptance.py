"""The sentences that the coach must get right, whatever else changes; with the built-in packs as they ship."""

import pytest

import coach
from coach.core.language.words import to_traditional

SHIELDED = "对不起，我不能退货，那是我们的程序。"
FULL_WIDTH = SHIELDED.translate(str.maketrans({"，": ",", "。": "｡"}))


@pytest.fixture(scope="module")
def trained() -> coach.Coach:
    return coach.load()


def reported(trained: coach.Coach, text: str) -> dict[str, str]:
    """Guideline → the place it marks."""
    return {finding.guideline: finding.excerpt for finding in trained.check(text).findings}


@pytest.mark.parametrize(
    ("text", "refusal", "program"),
    [
        (SHIELDED, "不能", "程序"),
        (to_traditional(SHIELDED), "不能", "程序"),
        ("對不起，我無法退貨，那是我們的程序。", "無法", "程序"),
        (SHIELDED.replace("不能", "不\u200b能"), "不\u200b能", "程序"),
        (FULL_WIDTH, "不能", "程序"),
    ],
    ids=["simplified", "traditional", "traditional words", "zero width", "other width"],
)
def test_a_refusal_behind_the_program(trained: coach.Coach, text: str, refusal: str, program: str):
    found = reported(trained, text)
    assert {"no-cannot", "give-because", "offer-alternative", "policy-shield"} <= found.keys()
    for guideline in ("no-cannot", "give-because", "offer-alternative"):
        assert refusal in found[guideline]
        assert "，" not in found[guideline]
    assert program in found["policy-shield"]
    assert refusal not in found["policy-shield"]


@pytest.mark.parametrize(
    ("text", "guideline", "trigger"),
    [
        ("亲，这边改不了的哦", "no-cannot", "改不了"),
        ("亲，这边改不了的哦", "flat-refusal", "改不了"),
        ("我们很想帮您，但是现在不行", "no-but", "但是"),
        ("这个我不会做", "no-dont-know", "不会做"),
        ("这不是我应该做的", "not-my-job", "不是我应该做"),
        ("我想我做不了", "no-i-think-i-cant", "做不了"),
    ],
)
def test_a_fault_is_reported_where_it_stands(trained: coach.Coach, text: str, guideline: str, trigger: str):
    for written in (text, to_traditional(text)):
        found = reported(trained, written)
        assert guideline in found
        assert (trigger if written == text else to_traditional(trigger)) in found[guideline]


@pytest.mark.parametrize(
    "text",
    [
        "能不能请您提供一下订单号？我马上帮您查",
        "不能不说，您的眼光真好",
        "您提到“我不能登录”，我来帮您看看",
        "如果您不能登录，请告诉我，我来帮您",
        "不但是会员，普通客户也可以领",
        "这款不过敏，请放心",
        "退款流程如下：先申请，再寄回",
        "这是我应该做的",
    ],
)
def test_what_is_fine_is_not_touched(trained: coach.Coach, text: str):
    assert reported(trained, text) == {}
    assert reported(trained, to_traditional(text)) == {}


def test_the_built_in_packs_hold():
    assert [str(problem) for problem in coach.load(["all"]).problems] == []
