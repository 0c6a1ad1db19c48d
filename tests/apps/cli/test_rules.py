"""`coach rules` lists the rules, `coach rule ID` explains one."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("small_house")


class TestList:
    def test_the_rules_that_are_on_with_severity_and_title(self, run):
        done = run("rules")
        assert done.code == 0
        lines = done.out.splitlines()
        assert [line.split() for line in lines[:-1]] == [
            ["positive/no-cannot", "警告", "不说不能"],
            ["positive/soothe", "错误", "先安抚"],
        ]
        assert "2 条规则" in lines[-1]
        assert "2 条准则" in lines[-1]

    def test_more_packs_and_a_choice(self, run):
        assert "strict/soon" in run("rules", "--pack", "all").out
        assert "positive" not in run("rules", "--pack", "all", "--select", "soon").out
        assert "no-cannot" not in run("rules", "--ignore", "no-cannot").out

    def test_as_json(self, run):
        first, second = json.loads(run("rules", "--format", "json").out)
        assert first == {
            "id": "positive/no-cannot",
            "pack": "positive",
            "guideline": "no-cannot",
            "title": "不说不能",
            "severity": "warning",
            "dimension": "assurance",
            "what": "说了不能。",
            "why": "门关了。",
            "instead": "说能做的。",
            "source": "测试",
        }
        assert second["id"] == "positive/soothe"

    def test_2_when_a_pack_is_wrong_and_the_others_are_listed(self, run, write_pack, own_rule):
        own = write_pack({"x.yaml": own_rule, "broken.yaml": "坏: 了\n"})
        done = run("rules", "--pack", own)
        assert done.code == 2
        assert done.err.startswith("own/broken.yaml:1:1: ")
        assert "own/x" in done.out

    def test_2_for_an_unknown_name(self, run):
        done = run("rules", "--select", "no-canot")
        assert done.code == 2
        assert "“no-cannot”" in done.err


class TestSettings:
    """The packs of coach.yaml are known to all three commands; what it turns off is off in the list only."""

    @pytest.fixture
    def settings(self, write_pack, own_rule, monkeypatch):
        own = Path(write_pack({"x.yaml": own_rule}))
        monkeypatch.chdir(own.parent)
        text = f"packs: [{own.name}]\nignore: [soothe]\nseverity: {{no-cannot: info}}\n"
        Path("coach.yaml").write_text(text, encoding="utf-8")

    @pytest.mark.usefixtures("settings")
    def test_the_list_is_of_the_rules_that_are_on(self, run):
        *rules, last = run("rules").out.splitlines()
        assert [line.split()[:2] for line in rules] == [["own/x", "提示"], ["positive/no-cannot", "提示"]]
        assert "（按 coach.yaml）" in last
        assert "（按" not in run("rules", "--config", "none").out

    @pytest.mark.usefixtures("settings")
    def test_one_of_its_packs_is_explained_and_tried(self, run):
        assert "(own/x" in run("rule", "own/x").out
        assert "positive/soothe" in run("rule", "soothe").out
        assert run("try", "own/x", "不能退").code == 0
        assert run("rule", "own/x", "--config", "none").code == 2

    def test_2_when_it_is_broken_with_the_place(self, run, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path("coach.yaml").write_text("pakcs: [x]\n", encoding="utf-8")
        for command in (["rules"], ["rule", "no-cannot"], ["try", "不能", "不能退"]):
            done = run(*command)
            assert (done.code, done.out) == (2, "")
            assert done.err.startswith("coach.yaml:1:1: ")


class TestOne:
    @pytest.mark.parametrize("name", ["no-cannot", "positive/no-cannot", "positive/old-name"])
    def test_by_guideline_rule_or_old_id(self, run, name: str):
        done = run("rule", name)
        assert done.code == 0
        for part in (
            "不说不能  (positive/no-cannot",
            "警告",
            "说了不能。",
            "门关了。",
            "说能做的。",
            "亲，⟦不能退⟧的哦",
            "更好：我来帮您换",
            "我来帮您退",
            "我来帮您{action}（看一眼再用）",
            "我来帮您看，⟨能做的事⟩（填好空再用）",
            "测试",
        ):
            assert part in done.out

    def test_examples_with_the_customers_words(self, run):
        assert "您好，我查一下（客户：骗子）" in run("rule", "soothe").out

    def test_rules_of_packs_that_are_off_and_of_ones_own(self, run, write_pack, own_rule):
        assert "尽快处理" in run("rule", "strict/soon").out
        own = write_pack({"x.yaml": own_rule})
        done = run("rule", "no-cannot", "--pack", own)
        assert "(own/x" in done.out
        assert "(positive/no-cannot" in done.out

    def test_2_for_an_unknown_one_with_the_nearest(self, run):
        done = run("rule", "no-canot")
        assert (done.code, done.out) == (2, "")
        assert "“no-cannot”" in done.err

    def test_2_without_a_name(self, run):
        assert run("rule").code == 2
