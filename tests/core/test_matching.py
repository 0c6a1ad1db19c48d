"""Patterns at work: gaps, captures, edges, optional parts, signals, and which of overlapping matches stays."""

import pytest

from coach.core.pattern import CAPTURE_LIMIT
from coach.core.reading import Reading

EDGES = {"courtesy": ["亲", "您好", "抱歉"], "particle": ["哦", "呢", "哈"]}


@pytest.mark.parametrize("text", ["我不能退", "我無法退", "我不\u200b能退", "我不能退！", "我ＯＫ，我不能退"])
def test_words_match_however_they_are_spelled(marked, text: str):
    assert len(marked("我 (不能|无法)", text)) == 1


def test_nothing_matches_across_a_clause(marked):
    assert marked("我 ~8 不能", "我真的不能") == ["我真的不能"]
    for mark in "。！？；，…~\n":
        assert marked("我 ~8 不能", f"我{mark}不能") == []
    assert marked("我 ~8 不能", "我、不能") == ["我、不能"]


def test_a_gap_holds_up_to_its_limit(marked):
    assert marked("我 ~3 不能", "我不能") == ["我不能"]
    assert marked("我 ~3 不能", "我一二三不能") == ["我一二三不能"]
    assert marked("我 ~3 不能", "我一二三四不能") == []


def test_gaps_at_the_edges_are_not_part_of_the_match(marked):
    assert marked("~4 不能 ~4", "我真的不能退货") == ["不能"]


def test_optional_parts(marked):
    assert marked("不会 做?", "这个我不会做") == ["不会做"]
    assert marked("不会 做?", "这个我不会") == ["不会"]
    assert marked("(我 ~2)? 不能", "我也不能退") == ["我也不能"]
    assert marked("(我 ~2)? 不能", "他不能退") == ["不能"]


@pytest.mark.parametrize("pattern", ["不能退|不能", "不能|不能退", "(不能|不能退)", "我? (不能|不能退)"])
def test_of_the_words_of_a_group_the_longest_wins(marked, pattern: str):
    assert marked(pattern, "真的不能退货") == ["不能退"]


def test_of_overlapping_matches_the_earliest_then_the_longest(marked):
    assert marked(["能退货", "不能", "不能退"], "真的不能退货") == ["不能退"]
    assert marked(["能退货", "不能"], "真的不能退货") == ["不能"]
    assert marked(["不能"], "不能不能退，不能") == ["不能", "不能", "不能"]


def test_lexicons_match_their_longest_word(marked):
    lexicons = {"cannot": ["不", "不能", "不能够", "<more>"], "more": ["无法"]}
    assert marked("<cannot>", "不能够，無法，不", lexicons=lexicons) == ["不能够", "無法", "不"]


class TestCaptures:
    def test_a_capture_runs_to_the_end_of_the_clause(self, captures):
        assert captures("不能 {action}", "我不能给您修改地址，抱歉") == [{"action": "给您修改地址"}]

    @pytest.mark.parametrize("end", ["的", "了", "的哦", "了呢", "的了哈"])
    def test_final_particles_are_not_captured(self, captures, end: str):
        assert captures("不能 {action}", f"不能退货{end}", lexicons=EDGES) == [{"action": "退货"}]

    def test_the_match_ends_with_its_capture(self, marked):
        assert marked("不能 {action}", "我不能退货的哦，抱歉", lexicons=EDGES) == ["不能退货"]

    def test_an_optional_capture_may_take_nothing(self, marked, captures):
        assert marked("不能 {action}?", "我不能") == ["不能"]
        assert captures("不能 {action}?", "我不能") == [{"action": None}]
        assert captures("不能 {action}?", "我不能的哦", lexicons=EDGES) == [{"action": None}]

    def test_a_long_capture_is_cut_at_a_words_edge(self, captures):
        [found] = captures("不能 {action}", "不能" + "给您" * 11 + "自行车" * 9)
        assert found["action"] == "给您" * 11
        assert len(found["action"]) < CAPTURE_LIMIT == 24

    def test_a_capture_in_the_middle_takes_what_is_between(self, captures):
        assert captures("把 {thing} 退 了", "我把这件衣服退了") == [{"thing": "这件衣服"}]

    def test_a_capture_may_follow_a_signal(self, captures):
        found = captures("<no> {action}?", "我没法改地址的哦", signals={"no": ["没法"]}, lexicons=EDGES)
        assert found == [{"action": "改地址"}]

    def test_what_a_signal_captured_comes_along(self, captures):
        found = captures("<no> 了", "不能改地址了", signals={"no": ["不能 {action} 地址"]})
        assert found == [{"action": "改"}]


class TestEdges:
    @pytest.mark.parametrize("text", ["不能退", "亲，不能退", "您好！亲~不能退", "抱歉亲，#E-s01不能退", "（不能退）"])
    def test_the_start_is_past_courtesy(self, marked, text: str):
        assert marked("^ 不能", text, lexicons=EDGES) == ["不能"]

    @pytest.mark.parametrize("text", ["我不能退", "好的，不能退", "能退吗？不能"])
    def test_what_follows_anything_else_is_not_the_start(self, marked, text: str):
        assert marked("^ 不能", text, lexicons=EDGES) == []

    @pytest.mark.parametrize("text", ["不能", "现在不能", "不能的哦", "不能呢，亲", "不能了~~ #E-s01", "好的，不能。"])
    def test_the_end_is_before_particles_and_courtesy(self, marked, text: str):
        assert marked("不能 $", text, lexicons=EDGES) == ["不能"]

    @pytest.mark.parametrize("text", ["不能退", "不能，可以换", "不能\n好的"])
    def test_what_is_followed_by_anything_else_is_not_the_end(self, marked, text: str):
        assert marked("不能 $", text, lexicons=EDGES) == []

    def test_a_gap_may_stand_between_the_match_and_the_edge(self, marked):
        assert marked("不能 ~3 $", "这个不能退货", lexicons=EDGES) == ["不能"]
        assert marked("不能 ~3 $", "这个不能修改地址", lexicons=EDGES) == []
        assert marked("^ ~2 不能", "我们不能退", lexicons=EDGES) == ["不能"]
        assert marked("^ ~2 不能", "我们真不能退", lexicons=EDGES) == []

    def test_that_gap_does_not_reach_into_another_clause(self, marked):
        assert marked("不能 ~6 $", "这个不能，退货", lexicons=EDGES) == []
        assert marked("^ ~6 不能", "好的，不能", lexicons=EDGES) == []

    def test_both_edges(self, marked):
        assert marked("^ 不能 $", "亲，不能的哦", lexicons=EDGES) == ["不能"]
        assert marked("^ 不能 $", "不能，不能", lexicons=EDGES) == []

    def test_a_longer_word_of_a_group_reaches_the_end_where_a_shorter_does_not(self, marked):
        assert marked("(不|不行) $", "这个不行", lexicons=EDGES) == ["不行"]

    def test_a_gap_stretches_until_the_end_holds(self, marked):
        assert marked("我 ~8 不行 $", "我不行真的不行", lexicons=EDGES) == ["我不行真的不行"]


class TestSignals:
    def test_a_signal_is_found_where_its_own_patterns_are(self, marked):
        signals = {"no": ["不能", "<verb> 不了"]}
        lexicons = {"verb": ["退", "改"]}
        assert marked("<no>", "不能退，改不了", signals=signals, lexicons=lexicons) == ["不能", "改不了"]

    def test_words_around_a_signal(self, marked):
        signals = {"no": ["不能"]}
        assert marked("我 ~2 <no> 退", "我也不能退", signals=signals) == ["我也不能退"]
        assert marked("我 ~2 <no> 退", "我也不能换", signals=signals) == []
        assert marked("(我 ~2)? <no>", "我也不能换", signals=signals) == ["我也不能"]

    def test_two_signals(self, marked):
        signals = {"no": ["不能"], "yes": ["可以"]}
        assert marked("<no> ~4 <yes>", "不能退但可以换", signals=signals) == ["不能退但可以"]
        assert marked("<no> ~4 <yes>", "可以换但不能退", signals=signals) == []

    def test_a_signals_conditions_hold_inside_patterns(self, marked):
        signals = {"no": {"any": ["不能"], "unless": [{"overlaps": "能不能"}]}}
        assert marked("我 <no>", "我不能", signals=signals) == ["我不能"]
        assert marked("~2 <no>", "我能不能", signals=signals) == []

    def test_a_signal_of_signals(self, marked):
        signals = {"no": ["<cannot>|没法"], "cannot": ["不能|无法"]}
        assert marked("<no> 退", "无法退，没法退", signals=signals) == ["无法退", "没法退"]

    def test_a_signal_in_a_group_or_left_out(self, marked):
        signals = {"no": ["不能"]}
        assert marked("(<no>|别) 退", "别退，不能退", signals=signals) == ["别退", "不能退"]
        assert marked("<no>? 退货", "退货，不能退货", signals=signals) == ["退货", "不能退货"]

    def test_a_signal_that_comes_back_to_itself_is_refused(self, make_bound):
        problems = make_bound("<a>", signals={"a": ["<b> 退"], "b": ["<a> 换"]}).problems
        assert "a → b → a" in str(problems[0][1])
        assert {owner for owner, _ in problems} == {"signal a", "signal b", "rule own/r1"}

    def test_an_unknown_name_is_refused_with_the_nearest(self, make_bound):
        [(owner, error)] = make_bound("<refusl>", signals={"refusal": ["不能"]}).problems
        assert owner == "rule own/r1"
        assert "是不是 refusal？" in str(error)
        assert error.path[:2] == ("check", "any")

    def test_a_rule_that_names_a_broken_signal_is_left_out_and_the_others_run(self, make_bound):
        bound = make_bound("<broken>", "不能", signals={"broken": ["(不能"]})
        assert [owner for owner, _ in bound.problems] == ["signal broken", "rule own/r1"]
        assert [rule["id"] for rule in bound.index["rules"]] == ["own/r2"]


class TestBuiltInLexicons:
    @pytest.mark.parametrize(
        ("name", "text", "found"),
        [
            ("number", "要3件", "3"),
            ("number", "要十二件", "十二"),
            ("duration", "等3天", "3天"),
            ("duration", "3-5个工作日内到", "3-5个工作日内"),
            ("duration", "三到五天左右", "三到五天左右"),
            ("clock", "18:00前到", "18:00前"),
            ("clock", "下班是6点半", "6点半"),
            ("date", "8月9日到", "8月9日"),
            ("date", "明天到", "明天"),
            ("date", "2024-05-01到", "2024-05-01"),
            ("amount", "退20元", "20元"),
            ("amount", "退￥20.5", "￥20.5"),
            ("amount", "打8折", "8折"),
        ],
    )
    def test_they_match_text(self, marked, name: str, text: str, found: str):
        assert marked(f"<{name}>", text) == [found]

    @pytest.mark.parametrize("name", ["duration", "clock", "date"])
    def test_they_match_placeholders_of_their_type(self, marked, name: str):
        found = marked(
            f"<{name}>", "预计{送达时间}到，订单{订单号}", placeholders={"送达时间": "time", "订单号": "order"}
        )
        assert found == ["{送达时间}"]

    def test_a_number_placeholder_is_a_number(self, marked):
        assert marked("<number>", "还剩[数量]件", placeholders={"数量": "number"}) == ["[数量]"]
        assert marked("<number>", "单号[单号]", placeholders={"单号": "order"}) == ["[单号]"]

    def test_a_blank_is_a_time_or_number_by_its_name(self, marked):
        types = {"几点前": "time", "件数": "number"}
        assert marked("<clock>", "我⟨几点前⟩回您", placeholders=types) == ["⟨几点前⟩"]
        assert marked("<number>", "还剩⟨件数⟩", placeholders=types) == ["⟨件数⟩"]

    @pytest.mark.parametrize(
        ("text", "blanks", "variables"),
        [
            ("我⟨几点前⟩⟨怎么⟩回{{name}}", ["⟨几点前⟩", "⟨怎么⟩"], ["{{name}}"]),
            ("⟨原因⟩%s⟨⟩", ["⟨原因⟩", "⟨⟩"], ["%s"]),
            ("[数量]⟨件数⟩[数量]", ["⟨件数⟩"], ["[数量]", "[数量]"]),
            ("【温馨提示】{没有登记}", [], []),
            ("\ue005\ue000\ue008", [], []),
        ],
    )
    def test_blanks_and_variables_of_any_type(self, marked, text: str, blanks: list[str], variables: list[str]):
        types = {"几点前": "time", "数量": "number", "件数": "number"}
        assert marked("<blank>", text, placeholders=types) == blanks
        assert marked("<variable>", text, placeholders=types) == variables

    @pytest.mark.parametrize(
        ("name", "text"), [("duration", "几乎没有"), ("amount", "单元楼"), ("date", "日期"), ("clock", "点击")]
    )
    def test_they_do_not_match_mere_words(self, marked, name: str, text: str):
        assert marked(f"<{name}>", text) == []


@pytest.mark.parametrize("pattern", ["~4", "{action}", "不能?", "(不能|无法)?", "{a} ~3", "(不能|~2)"])
def test_a_pattern_without_a_fixed_word_is_refused(make_bound, pattern: str):
    [(_, error)] = make_bound(pattern).problems
    assert "没有一定会出现的字" in str(error)
    assert error.path == ("check", "any", 0)


def test_gaps_that_may_take_long_are_refused(make_bound):
    [(_, error)] = make_bound("不 ~40 能 ~40 退 ~40 换").problems
    assert "间隔太多太长" in str(error)


def called(book, text):
    return {rule for rules in book.called(Reading(book, text), "now").values() for rule in rules}


def test_only_rules_with_a_literal_hit_are_called_up(make_linter):
    book = make_linter("不能", "<no>", "无法", signals={"no": ["没法"]}).rulebook
    assert called(book, "我没法退") == {1}
    assert called(book, "好的") == set()


def test_a_pattern_of_two_words_is_called_up_by_both_together(make_linter):
    book = make_linter("联系 ~4 电话").rulebook
    assert called(book, "请联系这个电话") == {0}
    assert called(book, "马上联系您") == called(book, "电话占线") == set()


def test_a_rare_word_calls_up_by_itself(make_linter):
    book = make_linter("联系 ~4 驿站").rulebook
    assert called(book, "驿站休息") == {0}
    assert called(book, "马上联系您") == set()
