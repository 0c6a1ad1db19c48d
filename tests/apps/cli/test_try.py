"""`coach try`: every step from the text to the answer."""

import pytest

pytestmark = pytest.mark.usefixtures("small_house")


def steps(out: str) -> dict[str, list[str]]:
    """What each step says, by its name."""
    found: dict[str, list[str]] = {}
    for line in out.splitlines():
        name, _, said = line.partition(" ")
        found.setdefault(name, []).append(said.strip())
    return found


def test_the_text_folded_in_clauses_and_in_words(run):
    done = run("try", "no-cannot", "親，這邊無法退貨的哦")
    assert done.code == 0
    said = steps(done.out)
    assert said["折叠后"] == ["亲,这边无法退货的哦"]
    assert said["分句"] == ["亲 ┃ 这边无法退货的哦"]
    assert "无法/退货" in said["分词"][0]


def test_a_rule_that_reports(run):
    said = steps(run("try", "positive/no-cannot", "这边無法退貨的哦").out)
    assert "positive/no-cannot" in said["规则"][0]
    assert said["字面"] == ["无法"]
    assert said["候选"] == ["“無法退貨”"]
    assert said["结果"][0].startswith("“無法退貨”：报告（警告）")
    assert "action＝退货" in said["结果"][0]


def test_a_signal_that_is_silenced_names_its_condition(run):
    out = run("try", "no-cannot", "能不能退").out
    assert "<refusal>" in out
    assert "“不能”" in out
    assert "unless" in out
    assert "能不能" in out.split("unless", 1)[1]
    assert "报告" not in out


def test_a_text_that_holds_none_of_the_words(run):
    said = steps(run("try", "no-cannot", "好的").out)
    assert "没有命中" in said["字面"][0]
    assert said["候选"] == ["没有"]


def test_a_guideline_shows_each_of_its_rules(run, write_pack, own_rule):
    own = write_pack({"x.yaml": own_rule})
    said = steps(run("try", "no-cannot", "办不了", "--pack", own).out)
    assert sorted(one.split("（")[0] for one in said["规则"]) == ["own/x", "positive/no-cannot"]


@pytest.mark.parametrize(
    ("pattern", "text", "place"),
    [
        ("没法 ~3 退", "真没法给您退", "“没法给您退”"),
        ("<refusal> {action}", "我不能退", "“不能退”"),
        ("^ 好", "亲，好的", "“好”"),
    ],
)
def test_a_pattern_of_ones_own(run, pattern: str, text: str, place: str):
    done = run("try", pattern, text)
    assert done.code == 0
    assert steps(done.out)["结果"][0].startswith(f"{place}：匹配")


def test_a_pattern_that_does_not_match(run):
    assert steps(run("try", "没法", "好的").out)["候选"] == ["没有"]


def test_a_rule_about_the_customer_needs_the_customers_words(run):
    assert "没有检查" in steps(run("try", "soothe", "我查").out)["结果"][0]
    said = steps(run("try", "soothe", "我查", "--context", "在吗", "--context", "骗子").out)
    assert said["结果"][0].startswith("“我查”：报告（错误）")


@pytest.mark.parametrize("pattern", ["(没法", "<refusl> 退", "~4", "{a}", ""])
def test_2_for_what_is_no_pattern(run, pattern: str):
    done = run("try", pattern, "没法退")
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()


def test_control_characters_are_shown_by_their_code(run):
    out = run("try", "no-cannot", "\x1b[31m不能\u202e").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\x1b" in out


def test_a_rule_whose_examples_fail_can_be_tried_all_the_same(run, write_pack, own_rule):
    own = write_pack({"x.yaml": own_rule.replace("这个⟦办不了⟧", "这个能办")})
    done = run("try", "own/x", "办不了", "--pack", own)
    assert done.err.startswith("own/x.yaml:4:")
    assert steps(done.out)["结果"][0].startswith("“办不了”：报告")
