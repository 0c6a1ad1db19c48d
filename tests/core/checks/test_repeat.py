"""`repeat`: words that the agent's earlier turns already held."""

import pytest

from coach.core.model.history import History

RULE = {"check": {"kind": "repeat", "at-least": 6, "skip": ["请稍等", "地址 ~10 号"]}}
LANGUAGE = {"lexicons": {"courtesy": ["亲", "您好"], "particle": ["哦"]}}


def found(make_linter, text: str, *earlier: str) -> list[str]:
    history = History(earlier=earlier)
    return [one.excerpt for one in make_linter(RULE, **LANGUAGE).check(text, history).findings]


@pytest.mark.parametrize(
    ("text", "earlier", "place"),
    [
        ("退款三天到账", "退款三天到账", "退款三天到账"),
        ("您好，退款三天到账哦", "亲，退款 三天到账！", "退款三天到账"),
        ("退款，三天到账", "说过了退款三天到账的", "退款，三天到账"),
        ("這筆退款三天到賬", "退款三天到账", "退款三天到賬"),
        ("好的亲😀退款三天到账", "退款三天到账", "退款三天到账"),
    ],
)
def test_a_long_run_of_the_same_words_is_marked(make_linter, text: str, earlier: str, place: str):
    assert found(make_linter, text, "您好", earlier) == [place]


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("退款三天到", "退款三天到"),  # shorter than at-least
        ("三天就能退到您账上", "退款三天到账"),  # other words
        ("请稍等请稍等请稍等", "请稍等请稍等请稍等"),  # skipped
        ("寄到地址长江路中段8号", "寄到地址长江路中段8号"),
        ("亲您好您好哦", "亲您好您好哦"),
        ("", "退款三天到账"),
    ],
)
def test_little_other_or_skipped_words_are_quiet(make_linter, text: str, earlier: str):
    assert found(make_linter, text, earlier) == []


def test_two_places_far_apart_are_two(make_linter):
    text = "退款三天到账。还有运费的事，快递明天上门"
    assert found(make_linter, text, "退款三天到账", "快递明天上门") == ["退款三天到账", "快递明天上门"]


def test_without_the_conversation_it_is_not_evaluated(make_linter):
    linter = make_linter(RULE, **LANGUAGE)
    assert linter.check("退款三天到账").not_evaluated == ("own/r1",)
    assert linter.check("退款三天到账", History(earlier=())).not_evaluated == ()
