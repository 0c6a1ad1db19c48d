"""Packs gathered into one rulebook: forgiving as a whole, strict in each part."""

import os
from pathlib import Path

import pytest


def problems(made) -> list[str]:
    return [str(problem) for problem in made.problems]


def ids(made) -> set[str]:
    return {rule.id for rule in made.rules}


def test_a_pack_of_ones_own_runs(make_coach, own_rule):
    own = make_coach({"x.yaml": own_rule})
    assert own.problems == ()
    assert ids(own) == {"own/x"}
    [finding] = own.check("這個辦不了的").findings
    assert (finding.rule, finding.guideline, finding.excerpt) == ("own/x", "no-cannot", "辦不了")
    assert finding.why == "门关了。"


def test_rules_may_stand_in_folders(make_coach, own_rule):
    assert ids(make_coach({"deep/er/x.yaml": own_rule, "y.yml": own_rule})) == {"own/x", "own/y"}


def test_hidden_and_other_files_are_passed_over(make_coach, own_rule):
    own = make_coach({"x.yaml": own_rule, ".draft.yaml": "坏[", ".git/x.yaml": "坏[", "README.md": "# 读我"})
    assert (ids(own), own.problems) == ({"own/x"}, ())


def test_two_rules_with_one_id(make_coach, own_rule):
    own = make_coach({"a/x.yaml": own_rule, "b/x.yaml": own_rule})
    [problem] = problems(own)
    assert problem.startswith("own/b/x.yaml:")
    assert "own/x" in problem
    assert "own/a/x.yaml" in problem
    assert own.check("办不了").findings


def test_two_packs_with_one_name(write_pack, own_rule):
    import coach

    one = write_pack({"x.yaml": own_rule}, "one")
    two = write_pack({"pack.yaml": "title: 第二\nname: one\n", "y.yaml": own_rule}, "two")
    both = coach.load([one, two])
    [problem] = problems(both)
    assert problem.startswith("two/pack.yaml:2:7: ")
    assert "“one”" in problem
    assert ids(both) == {"one/x"}


def test_a_pack_named_like_a_built_in_one(make_coach, own_rule):
    own = make_coach({"pack.yaml": "name: positive\n", "x.yaml": own_rule})
    [problem] = problems(own)
    assert problem.startswith("own/pack.yaml:1:7: ")


def with_line(rule: str, line: str) -> str:
    """`rule` with the line of the same key replaced by `line`, or with `line` at its end."""
    key = line.split(":")[0] + ":"
    lines = [line if one.startswith(key) else one for one in rule.splitlines()]
    return "\n".join(lines if line in lines else [*lines, line]) + "\n"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("anything: 1", "6:1: "),
        ("guideline: no-canot", "1:12: "),
        ("check: {kind: phrase, any: [办不了, '(坏']}", "2:34: "),
        ("check: {kind: phrase, any: [办不了, <nothing>]}", "2:34: "),
        ("check: {kind: phrase, any: [<nothing>]}", "2:29: "),
        ("check: {kind: phrase, any: [办不了, <nothing> 办]}", "2:34: "),
        ("check: {kind: phrase, any: [{regex: 不(能}]}", "2:37: "),
        ("check: {kind: phrase, any: [{regex: '\\b办不了'}]}", "2:37: "),
        ("check: {kind: phrase, any: [{pattern: ~4}]}", "2:"),
        ("check: {kind: phrase, any: [没法办]}", "4:12: "),
        ("check: {kind: tokens, any: [[{NOSUCH: x}]], near: [办不了]}", "2:"),
        ("unless: [{overlaps: 可以, quiet: 可以办}]", "6:10: "),
        ("unless: [{overlaps: <nothing>, quiet: 办不了}]", "6:21: "),
        ("only: [{clause: nothing, quiet: 办不了}]", "6:17: "),
        ("context: [<nothing>]", "6:11: "),
    ],
)
def test_a_broken_rule_is_named_at_its_place_and_the_others_run(make_coach, own_rule, line: str, place: str):
    own = make_coach({"broken.yaml": with_line(own_rule, line), "x.yaml": own_rule})
    told = problems(own)
    assert told
    assert told[0].startswith(f"own/broken.yaml:{place}"), told
    assert ids(own) == {"own/x"}
    assert own.check("办不了").findings


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("坏: [", "own/broken.yaml:"),
        ("- 不是规则\n", "own/broken.yaml:1:1: "),
        ("", "own/broken.yaml:1:1: "),
        ("guideline: no-cannot\nguideline: soon\n", "own/broken.yaml:2:1: "),
        ("guideline: no-cannot\n不能".encode("gb18030"), "own/broken.yaml:2:"),
    ],
    ids=repr,
)
def test_a_file_that_is_no_rule_is_named_and_the_others_run(make_coach, own_rule, content: str | bytes, place: str):
    own = make_coach({"broken.yaml": content, "x.yaml": own_rule})
    assert all(one.startswith(place) for one in problems(own))
    assert problems(own)
    assert ids(own) == {"own/x"}


def test_a_pack_that_is_no_pack(small_house, own_rule):
    import coach

    Path("own").mkdir()
    Path("own/x.yaml").write_text(own_rule, encoding="utf-8")
    own = coach.load(["own"])
    assert problems(own) == ["own: 这不是规则包：没有 pack.yaml"]
    assert own.rules == []


def test_a_pack_with_a_broken_pack_file_is_left_out_whole(make_coach, own_rule):
    own = make_coach({"pack.yaml": "name: own\nnam: x\n", "x.yaml": own_rule})
    assert problems(own) == ["own/pack.yaml:2:1: 不认识的键“nam”，是不是 name？"]
    assert own.rules == []


class TestOverride:
    def test_another_packs_severity(self, write_pack, own_rule):
        import coach

        own = write_pack({"pack.yaml": "name: own\noverride: {positive/no-cannot: {severity: error}}\n"})
        [finding] = coach.load(["default", own]).check("不能退").findings
        assert finding.severity == "error"
        assert coach.load().check("不能退").findings[0].severity == "warning"

    def test_another_packs_rule_off(self, write_pack):
        import coach

        own = write_pack({"pack.yaml": "name: own\noverride: {positive/no-cannot: off}\n"})
        changed = coach.load(["default", own])
        assert changed.problems == ()
        assert changed.check("不能退").findings == ()
        assert "positive/no-cannot" not in ids(changed)

    def test_a_rule_that_does_not_exist(self, make_coach):
        own = make_coach({"pack.yaml": "name: own\noverride:\n  positive/no-canot: off\n"})
        [problem] = problems(own)
        assert problem.startswith("own/pack.yaml:3:3: ")
        assert "是不是 positive/no-cannot？" in problem


class TestLanguage:
    def test_the_shared_language_is_seen_by_every_pack(self, make_coach, own_rule):
        rule = own_rule.replace("[办不了]", "[<refusal>]").replace("⟦办不了⟧", "⟦不能⟧办")
        own = make_coach({"x.yaml": rule})
        assert own.problems == ()
        assert [one.excerpt for one in own.check("無法辦，能不能办").findings] == ["無法"]

    def test_a_pack_brings_signals_lexicons_and_guidelines_of_its_own(self, make_coach):
        own = make_coach(
            {
                "lexicons/slow.yaml": "words: [慢慢, 迟些]\n",
                "signals/later.yaml": "any: [<slow> 来]\nexamples: [{flag: 慢慢来}, {quiet: 快来}]\n",
                "guidelines.yaml": (
                    "own-pace: {title: 自己的, pack: own, dimension: empathy, severity: error, what: 甲。, why: 乙。,"
                    " instead: 丙。, source: 测试}\n"
                ),
                "x.yaml": (
                    "guideline: own-pace\ncheck: {kind: phrase, any: [<later>]}\n"
                    "examples: [{flag: 您⟦迟些来⟧}, {quiet: 您来}]\n"
                ),
            }
        )
        assert own.problems == ()
        [finding] = own.check("遲些來").findings
        assert (finding.guideline, finding.severity, finding.what) == ("own-pace", "error", "甲。")

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("lexicons/courtesy.yaml", "words: [亲爱的]\n"),
            ("signals/refusal.yaml", "any: [没门]\nexamples: [{flag: 没门}, {quiet: 好}]\n"),
            ("lexicons/refusal.yaml", "words: [没门]\n"),
        ],
    )
    def test_a_name_that_is_taken(self, make_coach, own_rule, name: str, text: str):
        own = make_coach({name: text, "x.yaml": own_rule})
        [problem] = problems(own)
        assert problem.startswith(f"own/{name}:")
        assert "已经用过" in problem
        assert ids(own) == {"own/x"}

    def test_a_guideline_that_is_taken(self, make_coach):
        own = make_coach(
            {
                "guidelines.yaml": (
                    "no-cannot: {title: 甲, pack: own, dimension: empathy, severity: error, what: 甲, why: 乙,"
                    " instead: 丙, source: 丁}\n"
                )
            }
        )
        assert [one.split(": ")[0] for one in problems(own)] == ["own/guidelines.yaml:1:1"]

    @pytest.mark.parametrize("text", ["- 一\n- 二\n", "只是文字\n"])
    def test_guidelines_that_are_no_mapping(self, make_coach, own_rule, text: str):
        own = make_coach({"guidelines.yaml": text, "x.yaml": own_rule})
        assert [one.split(": ")[0] for one in problems(own)] == ["own/guidelines.yaml:1:1"]
        assert ids(own) == {"own/x"}

    @pytest.mark.parametrize(
        ("files", "place"),
        [
            ({"signals/a.yaml": "any: ['(不能']\nexamples: [{flag: 不能}, {quiet: 好}]\n"}, "own/signals/a.yaml:1:7"),
            ({"signals/a.yaml": "any: [<b>]\nexamples: [{flag: 不能}, {quiet: 好}]\n"}, "own/signals/a.yaml:1:7"),
            ({"signals/a.yaml": "any: [不能]\nexamples: [{flag: 无法}, {quiet: 好}]\n"}, "own/signals/a.yaml:"),
            ({"lexicons/a.yaml": "words: [好, <b>]\n"}, "own/lexicons/a.yaml:1:12"),
            ({"lexicons/a.yaml": "words: [好, <a>]\n"}, "own/lexicons/a.yaml:1:12"),
        ],
    )
    def test_broken_language_is_named_and_the_others_run(self, make_coach, own_rule, files, place: str):
        own = make_coach({**files, "x.yaml": own_rule})
        assert problems(own)[0].startswith(place)
        assert ids(own) == {"own/x"}
        assert own.check("办不了").findings

    def test_a_signal_that_names_a_broken_one_says_so_at_its_own_place(self, make_coach, own_rule):
        examples = "examples: [{flag: 不能办}, {quiet: 好}]\n"
        own = make_coach(
            {
                "signals/user.yaml": f"any:\n  - 不能\n  - <wrong> 办\n{examples}",
                "signals/wrong.yaml": f"any: ['(不能']\n{examples}",
                "x.yaml": own_rule,
            }
        )
        told = dict(one.split(": ", 1) for one in problems(own))
        assert "own/signals/wrong.yaml:1:7" in told
        assert "own/signals/user.yaml:3:5" in told
        assert ids(own) == {"own/x"}


class TestEngine:
    @pytest.mark.parametrize("engine", ['">=0.1"', '">=0.1.0"', '">=0"'])
    def test_an_engine_that_is_new_enough(self, make_coach, own_rule, engine: str):
        own = make_coach({"pack.yaml": f"name: own\nengine: {engine}\n", "x.yaml": own_rule})
        assert (own.problems, ids(own)) == ((), {"own/x"})

    def test_an_engine_that_is_too_old(self, make_coach, own_rule):
        own = make_coach({"pack.yaml": 'name: own\nengine: ">=99.1"\n', "x.yaml": own_rule})
        [problem] = problems(own)
        assert problem.startswith("own/pack.yaml:2:9: ")
        assert "99.1" in problem
        assert own.rules == []


class TestExtendsAndProfiles:
    def test_a_pack_switches_on_built_in_packs(self, make_coach, own_rule):
        own = make_coach({"pack.yaml": "name: own\nextends: [strict]\n", "x.yaml": own_rule})
        assert ids(own) == {"own/x", "strict/soon"}

    def test_a_profile_selects_and_ignores(self, write_pack, own_rule):
        import coach

        pack = "name: own\nprofiles:\n  短: {select: [no-cannot]}\n  轻: {ignore: [own/x]}\n"
        own = write_pack({"pack.yaml": pack, "x.yaml": own_rule})
        assert ids(coach.load(["default", own], profile="短")) == {"own/x", "positive/no-cannot"}
        assert ids(coach.load(["default", own], profile="轻")) == {"positive/no-cannot", "positive/soothe"}
        assert ids(coach.load(["default", own], profile="短", ignore=["own"])) == {"positive/no-cannot"}

    def test_an_unknown_profile_is_told_the_nearest(self, write_pack, own_rule):
        import coach

        own = write_pack({"pack.yaml": "name: own\nprofiles: {bank-mail: {}}\n", "x.yaml": own_rule})
        with pytest.raises(coach.CoachError, match="是不是“bank-mail”"):
            coach.load([own], profile="bankmail")


class TestPlaceholdersAndWords:
    def test_a_packs_placeholders_are_known(self, make_coach, own_rule):
        pack = "name: own\nplaceholders: [{name: 办不了, type: time}]\n"
        own = make_coach({"pack.yaml": pack, "x.yaml": own_rule})
        assert own.check("等【办不了】").findings == ()
        assert own.check("等【真办不了】").findings

    def test_a_packs_words_are_known_to_the_segmenter(self, make_coach):
        pack = "name: own\nsegmenter: {add: [京准达]}\n"
        rule = (
            "guideline: no-cannot\ncheck: {kind: phrase, any: [京准], edge: word}\n"
            "examples: [{flag: 京准 好}, {quiet: 用京准达送}]\n"
        )
        own = make_coach({"pack.yaml": pack, "x.yaml": rule})
        assert own.problems == ()
        assert own.check("京准达").findings == ()


def test_problems_name_files_as_seen_from_the_working_folder(write_pack, own_rule, monkeypatch: pytest.MonkeyPatch):
    import coach

    write_pack({"broken.yaml": "坏: 了\n", "x.yaml": own_rule})
    assert problems(coach.load(["own"]))[0].startswith("own/broken.yaml:")
    monkeypatch.chdir("own")
    assert problems(coach.load(["."]))[0].startswith("broken.yaml:")
    monkeypatch.chdir(os.pardir + "/..")
    assert problems(coach.load(["work/own"]))[0].startswith("work/own/broken.yaml:")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("check: {kind: phrase, any: ['嘎嘎 {x} {x}']}", "写了两次"),
        ("check: {kind: phrase, any: ['嘎嘎 {1}']}", "名字要以字母或汉字开头"),
        ("check: {kind: tokens, any: [[{POS: VERB}]], near: [嘎嘎]}", "不能写 POS"),
        ("check: {kind: tokens, any: [[{TEXT: {REGEX: '(a+)+$'}}]], near: [嘎嘎]}", "IN 或 NOT_IN"),
        ("suggest: [{rewrite: '来{xx}'}]", "没有叫 {xx} 的捕获"),
        ("suggest: [{rewrite: '来{x'}]", "要成对"),
        ("suggest: [{rewrite: '⟨几点前⟩来', applicability: safe}]", "只能是 guide"),
        ("aliases: [own/other]", "是另一条规则"),
    ],
)
def test_what_could_never_work_is_refused_where_it_stands(make_coach, own_rule, line, said):
    loaded = make_coach({"other.yaml": own_rule, "rule.yaml": with_line(own_rule, line)})
    [told] = problems(loaded)
    assert told.startswith("own/rule.yaml:")
    assert said in told


def test_a_pattern_in_a_lexicon_is_refused(make_coach, own_rule):
    loaded = make_coach({"x.yaml": own_rule, "lexicons/quack.yaml": "words: [嘎嘎?]"})
    [told] = problems(loaded)
    assert told.startswith("own/lexicons/quack.yaml:1:")


def test_the_name_of_a_built_in_lexicon_is_taken(make_coach, own_rule):
    signal = "any: [嘎嘎]\nexamples: [{flag: 嘎嘎}, {quiet: 您好}]"
    [told] = problems(make_coach({"x.yaml": own_rule, "signals/number.yaml": signal}))
    assert "自带的词表" in told
