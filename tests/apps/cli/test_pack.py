"""`coach pack test DIR`: everything that does not hold, each at its line."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("small_house")


def test_a_pack_that_holds(run, write_pack, own_rule):
    own = write_pack(
        {
            "x.yaml": own_rule,
            "y.yaml": own_rule,
            "signals/later.yaml": "any: [迟些]\nexamples: [{flag: 迟些}, {quiet: 好}]\n",
        }
    )
    done = run("pack", "test", own)
    assert (done.code, done.err) == (0, "")
    assert "2 条规则" in done.out
    assert "6 个例子" in done.out


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (("{flag: 这个⟦办不了⟧}", "{flag: 这个能办}"), "own/x.yaml:4:", "应当报告"),
        (("⟦办不了⟧", "⟦办⟧不了"), "own/x.yaml:4:", "应当标在“办”"),
        (("{quiet: 这就办}", "{quiet: 也办不了}"), "own/x.yaml:5:", "应当安静"),
        (("⟦办不了⟧}", "⟦办不了⟧, better: 我不能办}"), "own/x.yaml:4:", "positive/no-cannot"),
        (("any: [办不了]", "any: [办不了, 没法办]"), "own/x.yaml:2:", "没法办"),
        (("guideline:", "guidline:"), "own/x.yaml:1:1: ", "guideline"),
        (("any: [办不了]", "any: [(办不了]"), "own/x.yaml:2:", "括号"),
        (("any: [办不了]", "any: [{regex: '\\b办不了'}]"), "own/x.yaml:2:", "\\b"),
        (("{quiet: 这就办}", "{quiet: 这就办}\nquiet: 1"), "own/x.yaml:", ""),
    ],
)
def test_what_does_not_hold_is_named_at_its_line(run, write_pack, own_rule, change, place: str, said: str):
    done = run("pack", "test", write_pack({"x.yaml": own_rule.replace(*change), "y.yaml": own_rule}))
    assert (done.code, done.out) == (2, "")
    first = done.err.splitlines()[0]
    assert first.startswith(place)
    assert said in first


def test_a_condition_that_is_not_needed_is_named(run, write_pack, own_rule):
    own = write_pack({"x.yaml": own_rule + "unless:\n  - {overlaps: 可以办, quiet: 可以办}\n"})
    done = run("pack", "test", own)
    assert done.code == 2
    assert done.err.startswith("own/x.yaml:7:5: ")


def test_everything_is_told_at_once(run, write_pack, own_rule):
    own = write_pack({"x.yaml": "坏: 了\n", "y.yaml": own_rule.replace("这就办", "办不了"), "z.yaml": "[\n"})
    done = run("pack", "test", own)
    assert done.code == 2
    assert {line.split(":")[0] for line in done.err.splitlines() if line.count(":") > 2} >= {
        "own/x.yaml",
        "own/y.yaml",
        "own/z.yaml",
    }


def test_only_its_own_faults_are_told(run, write_pack, own_rule, small_house: Path):
    (small_house / "positive" / "broken.yaml").write_text("坏: 了\n", encoding="utf-8")
    done = run("pack", "test", write_pack({"x.yaml": own_rule}))
    assert (done.code, done.err) == (0, "")


def test_several_packs(run, write_pack, own_rule):
    one, two = write_pack({"x.yaml": own_rule}, "one"), write_pack({"x.yaml": "坏: 了\n"}, "two")
    done = run("pack", "test", one, two)
    assert done.code == 2
    assert done.out.startswith("one：")
    assert done.err.startswith("two/x.yaml:1:1: ")


def test_a_built_in_pack(run, small_house: Path):
    done = run("pack", "test", str(small_house / "positive"))
    assert (done.code, done.err) == (0, "")
    assert "2 条规则" in done.out


def test_what_is_no_pack(run):
    Path("own").mkdir()
    assert run("pack", "test", "own").code == 2
    assert run("pack", "test", "none").code == 2
    assert run("pack", "test").code == 2
    assert run("pack", "nothing").code == 2


def test_the_working_folder_itself(run, write_pack, own_rule, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(write_pack({"x.yaml": own_rule, "y.yaml": "坏: 了\n"}))
    done = run("pack", "test", ".")
    assert done.code == 2
    assert done.err.startswith("y.yaml:1:1: ")
