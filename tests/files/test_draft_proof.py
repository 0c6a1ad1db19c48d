"""A draft of one file, tried: what is wrong with it, its examples, and the rules that it concerns."""

from pathlib import Path

import pytest

from coach.files.draft_proof import loading_problems, prove_draft
from coach.files.draft_sources import Packs
from coach.files.pack_files import PackFolder, list_packs, read_file


@pytest.fixture
def pack(write_pack, own_rule):
    write_pack({"late.yaml": own_rule})
    return next(one for one in list_packs(["own"], Path()) if one.name == "own")


def go_on() -> None:
    """Nothing stops the proof."""


def proof(pack: PackFolder, file: str, text: str | None = None, **options):
    packs = Packs(["own"])
    draft = packs.draft(pack, file, read_file(pack, file).text if text is None else text)
    return prove_draft(packs, draft, go_on, **options)


def builtin(name: str) -> PackFolder:
    return next(one for one in list_packs(["own"], Path()) if one.name == name)


def said(outcome) -> list[str]:
    return [str(one) for one in outcome.problems]


def test_a_rule_that_holds(pack):
    outcome = proof(pack, "late.yaml")
    assert outcome.problems == []
    assert outcome.rules == ["own/late"]
    flag, quiet = outcome.examples
    assert (flag.key, flag.text, flag.wanted, flag.found, flag.problem) == ("flag", "这个办不了", (2, 5), [(2, 5)], "")
    assert (quiet.key, quiet.found, quiet.problem) == ("quiet", [], "")


def test_examples_that_do_not_hold_say_what_was_found_instead(pack, own_rule):
    wrong = own_rule.replace("[办不了]", "[不了, 就办]")
    flag, quiet = proof(pack, "late.yaml", wrong).examples
    assert flag.problem == "应当标在“办不了”，却标在“不了”"
    assert quiet.problem == "这句应当安静，却报告了“就办”"
    assert quiet.found == [(1, 3)]
    nothing = own_rule.replace("[办不了]", "[没有这个]")
    assert proof(pack, "late.yaml", nothing).examples[0].problem == "这句应当报告，却没有"


def test_the_file_itself_is_not_touched(pack, own_rule):
    proof(pack, "late.yaml", own_rule.replace("办不了", "做不了"))
    assert Path("own/late.yaml").read_text(encoding="utf-8") == own_rule


def test_patterns_without_an_example_are_told_with_their_place(pack, own_rule):
    outcome = proof(pack, "late.yaml", own_rule.replace("[办不了]", "[办不了, 干不了]"))
    assert said(outcome) == ["own/late.yaml:2:34: 没有例子用到“干不了”，请加一个 flag 例子，或写明 untested"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("examples:", "exampels:", "是不是 examples？"),
        ("[办不了]", "[<refusl>]", "own/late.yaml:2:29: 没有叫 <refusl> 的词表或信号，是不是 refusal？"),
        ("no-cannot", "no-cannt", "own/late.yaml:1:12: 没有叫 no-cannt 的准则，是不是 no-cannot？"),
        ("[办不了]}", "[办不了}", "own/late.yaml:2:32: YAML 写得不对：第 2 行开始的括号没有配对"),
        ("kind: phrase", "kind: phrases", "不行，是不是 phrase？只能是"),
        ("guideline:", "guideline", "YAML 写得不对"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(pack, own_rule, old, new, told):
    outcome = proof(pack, "late.yaml", own_rule.replace(old, new))
    assert any(told in one for one in said(outcome)), said(outcome)
    assert outcome.book is None
    packs = Packs(["own"])
    assert loading_problems(packs, packs.draft(pack, "late.yaml", own_rule.replace(old, new)))


def test_a_rule_in_progress_is_tried_before_half_of_its_examples_are_quiet(pack, own_rule):
    outcome = proof(pack, "late.yaml", own_rule + "  - {flag: 也办不了}\n  - {flag: 还办不了}\n")
    assert any("至少一半例子要是 quiet" in one for one in said(outcome))
    assert [one.problem for one in outcome.examples] == ["", "", "", ""]


def test_a_better_text_must_pass_every_rule_of_every_pack(pack, own_rule):
    text = own_rule.replace("⟧}", "⟧, better: 亲这个不能办}")
    outcome = proof(pack, "late.yaml", text)
    assert "positive/no-cannot 报告了“不能办”" in next(one.problem for one in outcome.examples if one.key == "better")


def test_a_rule_that_reports_what_others_call_better_is_told(pack, own_rule):
    outcome = proof(pack, "late.yaml", own_rule.replace("办不了", "帮您换").replace("⟦办不了⟧", "⟦帮您换⟧"))
    assert any("rules/positive/no-cannot.yaml:7:" in one and "better" in one for one in said(outcome)), said(outcome)


def test_a_condition_that_earns_nothing_is_told_at_its_text(pack, own_rule):
    outcome = proof(pack, "late.yaml", own_rule + "unless:\n  - {overlaps: 好, quiet: 好的}\n")
    condition = outcome.examples[-1]
    assert (condition.path, condition.key) == (("unless", 0), "quiet")
    assert "没有用" in condition.problem


def test_a_signal_concerns_the_rules_that_use_it(pack):
    folder = builtin("language")
    text = read_file(folder, "signals/refusal.yaml").text
    outcome = proof(folder, "signals/refusal.yaml", text)
    assert outcome.rules == ["positive/no-cannot"]
    assert outcome.problems == []
    spoilt = text.replace("[不能, 无法]", "[不能, 无法, 可以退, 帮您换]")
    outcome = proof(folder, "signals/refusal.yaml", spoilt)
    assert any("rules/positive/no-cannot.yaml:7:" in one for one in said(outcome)), said(outcome)
    assert [one.problem for one in outcome.examples if one.text == "可以退的哦"] == ["这句应当安静，却报告了“可以退”"]


def test_without_time_the_rules_that_a_signal_concerns_are_counted(pack):
    outcome = proof(builtin("language"), "signals/refusal.yaml", seconds=-1)
    assert outcome.unproven == 1
    assert outcome.examples


def test_a_lexicon_and_a_new_one_that_nothing_uses(pack):
    assert proof(builtin("language"), "lexicons/courtesy.yaml").problems == []
    Path("own/lexicons").mkdir()
    Path("own/lexicons/days.yaml").write_text("words: [明天]\n", encoding="utf-8")
    outcome = proof(pack, "lexicons/days.yaml")
    assert (outcome.rules, outcome.problems) == ([], [])


def test_pack_yaml_and_guidelines_are_tried_with_all_that_needs_them(pack):
    assert proof(pack, "pack.yaml").problems == []
    assert "name" in said(proof(pack, "pack.yaml", "title: x\n"))[0]
    Path("own/guidelines.yaml").write_text("", encoding="utf-8")
    told = said(proof(pack, "guidelines.yaml", "mine: {title: x}\n"))
    assert any(one.startswith("own/guidelines.yaml:1:") for one in told)


def test_a_file_that_was_broken_can_be_mended(pack, own_rule):
    Path("own/late.yaml").write_text("a: [", encoding="utf-8")
    outcome = proof(pack, "late.yaml", own_rule)
    assert outcome.problems == []
    assert [one.problem for one in outcome.examples] == ["", ""]


def test_the_packs_are_fresh_until_a_file_changes(pack, own_rule):
    packs = Packs(["own"])
    assert packs.is_fresh()
    Path("own/late.yaml").write_text(own_rule + "# 改了\n", encoding="utf-8")
    assert not packs.is_fresh()


def test_a_proof_can_be_stopped(pack):
    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    packs = Packs(["own"])
    draft = packs.draft(pack, "late.yaml", read_file(pack, "late.yaml").text)
    with pytest.raises(StopError):
        prove_draft(packs, draft, stop)
