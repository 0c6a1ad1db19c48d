"""The report for a person: carets under the words, one card a place, nothing that a terminal would obey."""

import re
from itertools import pairwise

import pytest
from wcwidth import wcswidth

from coach.core.binding import compile_rulebook
from coach.core.compiler import Sources
from coach.core.lint import Linter
from coach.core.model.history import history
from coach.core.model.result import Result
from coach.files.records import Origin
from coach.files.reports.terminal import Terminal

NOWHERE = Origin(None)


def checked(text: str, *rules: tuple[str, dict], context: tuple[str, ...] = ()) -> Result:
    """`text` checked by one rule for each (pattern, its other keys); one with `praise` is about a highlight."""
    sources = Sources(signals={"anger": {"any": ["骗子"], "examples": []}})
    for number, (pattern, more) in enumerate(rules or (("不能", {}),), start=1):
        source = {"check": {"kind": "phrase", "any": [pattern]}, "guideline": f"g{number}", "examples": [], **more}
        words = {
            "title": f"标题{number}",
            "what": f"是什么{number}。",
            "why": f"为什么{number}。",
            "instead": f"改{number}。",
        }
        kind = {"family": "solve"} if "praise" in more else {"severity": "warning"}
        sources.guidelines[source["guideline"]] = {**words, **kind, "dimension": "empathy", "source": ""}
        sources.rules.append({"id": f"own/r{number}", "pack": "own", **source})
    return Linter(compile_rulebook(sources).rulebook()).check(text, history(context))


def lines(result: Result, origin: Origin = NOWHERE, columns: int = 80) -> list[str]:
    return Terminal(columns=columns).result(origin, result).split("\n")


def underlined(shown: list[str]) -> list[str]:
    """What stands above each row of carets, by terminal columns."""
    found = []
    for above, row in pairwise(shown):
        if row.strip() and not row.strip(" ^"):
            start, end = len(row) - len(row.lstrip()), len(row)
            places = [wcswidth(above[:index]) for index in range(len(above) + 1)]
            assert {start, end} <= set(places), "carets begin or end inside a character"
            found.append(above[places.index(start) : len(above) - places[::-1].index(end)])
    return found


@pytest.mark.parametrize(
    "text",
    ["不能退", "亲，这边不能退", "abc 不能", "😊😊不能", "ＡＢＣ，不能", "a，不能b不能c", "é不能", "1。不能\n好"],  # noqa: RUF001  # full width takes two columns
)
def test_carets_stand_under_the_words(text: str):
    assert underlined(lines(checked(text))) == ["不能"] * text.count("不能")


def test_carets_stand_right_past_invisible_and_escaped_characters():
    assert underlined(lines(checked("a\x1b\u202e不能"))) == ["不能"]
    assert underlined(lines(checked("好\u200b不\u200b能")))[0].replace("\u200b", "") == "不能"


def test_only_the_message_of_the_place_is_shown():
    shown = lines(checked("第一条\n第二条不能\n第三条"))
    assert shown[0] == "  第二条不能"


@pytest.mark.parametrize(("before", "after"), [("好" * 60, ""), ("", "好" * 60), ("好" * 200, "好" * 200)])
def test_a_long_message_is_cropped_around_the_place(before: str, after: str):
    shown = lines(checked(f"{before}不能{after}"), columns=60)
    assert wcswidth(shown[0]) <= 60
    assert "…" in shown[0]
    assert underlined(shown) == ["不能"]


def test_a_card_says_what_why_and_instead():
    shown = "\n".join(lines(checked("不能", ("不能", {"suggest": [{"rewrite": "我来看"}]}))))
    for part in ("警告 · 标题1", "(own/r1)", "是什么1。为什么1。", "改1。", "→ 我来看（看一眼再用）"):
        assert part in shown


def test_one_card_a_place():
    result = checked("不能退", ("不能", {}), ("(不能)", {"severity": "error"}), ("退", {}))
    shown = "\n".join(lines(result))
    assert shown.count("是什么") == 2
    assert underlined(lines(result)) == ["不能", "退"]
    first = shown.split("退\n")[1]
    assert "错误 · 标题1" in first
    assert "这里还有：标题2" in first


def test_places_apart_have_cards_of_their_own():
    assert underlined(lines(checked("不能，不能"))) == ["不能", "不能"]


def test_a_card_shows_a_suggestion_once_and_in_its_sentence():
    same = {"suggest": [{"rewrite": "我来看"}]}
    shown = "\n".join(lines(checked("您好。亲，不能退。好", ("不能", same), ("(不能)", same))))
    assert shown.count("→") == 1
    assert "→ 亲，我来看退（" in shown


def test_a_finding_about_the_customer_quotes_the_customer():
    soothe = {"check": {"kind": "absence", "need": ["抱歉"]}, "context": ["<anger>"]}
    shown = "\n".join(lines(checked("我查", ("", soothe), context=("你们是\x1b[31m骗子",))))
    assert "客户说：你们是\\x1b[31m骗子" in shown


def test_findings_that_are_not_listed_are_counted():
    assert "还有 3 处" in lines(checked("不能，" * 203))[-1]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("\x07", "\\x07"),
        ("\x9b", "\\x9b"),
        ("\r", "\\x0d"),
        ("\u202e", "\\u202e"),
        ("\u2066", "\\u2066"),
        ("\u200f", "\\u200f"),
        ("\u2028", "\\u2028"),
        ("\ud800", "\\ud800"),
    ],
    ids=ascii,
)
def test_characters_that_a_terminal_would_obey_are_shown_by_their_code(written: str, shown: str):
    result = checked(f"{written}不能{written}", ("不能", {"suggest": [{"rewrite": "我来看"}]}))
    for text in ("\n".join(lines(result)), Terminal(colour=True).result(NOWHERE, result)):
        assert shown in text
        assert written not in text.replace("\x1b[4m", "").replace("\x1b[24m", "").replace("\x1b[0m", "").replace(
            "\x1b[33m", ""
        )


def test_names_of_files_and_records_are_escaped_too():
    heading = Terminal().result(Origin("a\x1b[31m.txt", "line 3"), checked("不能"), "id\u202e").split("\n")[0]
    assert heading == "a\\x1b[31m.txt:3  id\\u202e"


def test_without_colour_there_is_no_escape_sequence():
    assert "\x1b" not in Terminal().result(Origin("a.txt", "line 3"), checked("亲，不能退"))


def test_with_colour_the_place_is_underlined_and_no_caret_is_needed():
    shown = Terminal(colour=True).result(NOWHERE, checked("亲，不能退"))
    assert "亲，\x1b[4m不能\x1b[24m退" in shown
    assert "^" not in shown
    assert len(re.findall("\x1b\\[\\d+m", shown)) >= 4


def test_a_quiet_turn_says_nothing():
    assert Terminal().result(Origin("a.txt"), checked("好的")) == ""
    assert Terminal().result(Origin("a.txt"), checked("因为", PRAISED)) == ""


PRAISED = ("因为", {"praise": "true"})
REFUSED = ("不能", {})


class TestPraiseAndScore:
    def test_what_is_done_well_stands_below_the_cards(self):
        shown = lines(checked("因为下雨，不能送", REFUSED, PRAISED))
        assert shown[-3:] == ["", "  亮点 标题2（“因为”）", ""]
        assert "得分" not in "".join(shown)

    def test_a_long_line_of_praise_is_wrapped(self):
        text = "，".join(f"因为{word}" for word in "甲乙丙丁戊己") + "，不能"
        many = [(f"因为{word}", {"praise": "true"}) for word in "甲乙丙丁戊己"]
        shown = lines(checked(text, REFUSED, *many), columns=50)
        praise = shown[-4:-1]
        assert praise[0].startswith("  亮点 标题2（“因为甲”）、")
        assert all(line.startswith("       ") and line[7] not in " 、）”" for line in praise[1:])
        assert all(wcswidth(line) <= 52 and not line.endswith(("（", "“")) for line in praise)

    def test_one_reply_alone_has_its_score_too(self):
        shown = Terminal().result(NOWHERE, checked("因为下雨，不能送", REFUSED, PRAISED), alone=True).split("\n")
        assert shown[-3:] == [
            "  亮点 标题2（“因为”）",
            "  得分 87 · 可靠 90 响应 90 保证 90 移情 75 有形 90",
            "",
        ]

    def test_one_quiet_reply_alone_has_both_and_no_heading(self):
        shown = Terminal().result(Origin("a.txt", "line 1"), checked("因为下雨", PRAISED), alone=True).split("\n")
        assert shown == ["  亮点 标题1（“因为”）", "  得分 90 · 可靠 90 响应 90 保证 90 移情 90 有形 90", ""]

    def test_a_score_is_explained_when_asked_for(self):
        shown = Terminal().result(Origin("a.txt", "line 1"), checked("因为下雨", PRAISED), explain=True).split("\n")
        assert shown[0] == "a.txt:1"
        assert shown[2:5] == [
            "  得分 90 · 可靠 90 响应 90 保证 90 移情 90 有形 90",
            "    每个维度从 80 分起",
            "    +10  五个维度  办事：标题1",
        ]
        assert shown[-2:] == ["    总分  90，五个维度的平均", ""]

    def test_with_colour_praise_stands_out(self):
        shown = Terminal(colour=True).result(NOWHERE, checked("因为下雨", PRAISED), alone=True)
        assert "\x1b[32m亮点\x1b[0m 标题1" in shown


def test_a_place_longer_than_the_line_shows_its_two_ends():
    place = "不能" + "再等" * 19
    shown, carets, *_ = lines(checked("您好，" + place * 3 + "好的", (place * 3, {})))
    assert shown.strip().startswith("您好，不能再等")
    assert shown.endswith("再等好的")
    assert shown.count("…") == 1
    assert wcswidth(shown) <= 80
    assert wcswidth(carets.replace(" ", "")) == wcswidth(shown.strip()) - wcswidth("您好，好的")
