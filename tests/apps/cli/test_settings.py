"""`coach check` under coach.yaml, and `coach config`, which says what applies."""

import os
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("small_house")


def write(**files: str) -> None:
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class TestWhatApplies:
    def test_packs_select_ignore_and_severity(self, run):
        write(coach_yaml="packs: [strict]\nseverity: {soon: error, positive: info}\n", a_txt="不能，尽快\n")
        done = run("check", "a.txt", "--format", "json")
        [entry] = done.document["results"]
        assert [(one["guideline"], one["severity"]) for one in entry["findings"]] == [
            ("no-cannot", "info"),
            ("soon", "error"),
        ]
        assert entry["scores"]["responsiveness"] == 50
        write(coach_yaml="packs: [strict]\nignore: [positive/old-name]\n")
        assert run("check", "a.txt", "--format", "json").findings == [("soon", "尽快")]
        write(coach_yaml="packs: [strict]\nselect: positive\n")
        assert run("check", "a.txt", "--format", "json").findings == [("no-cannot", "不能")]
        write(coach_yaml="packs: [strict]\nseverity: {no-cannot: off}\n")
        assert run("check", "a.txt", "--format", "json").findings == [("soon", "尽快")]

    def test_text_and_standard_input_too(self, run):
        write(coach_yaml="ignore: [no-cannot]\n")
        assert run("check", "--text", "不能").code == 0
        assert run("check", stdin="不能").code == 0

    def test_the_rule_decides_over_its_guideline_and_its_pack(self, run):
        write(coach_yaml="severity: {positive/no-cannot: info, positive: off, no-cannot: error}\n")
        done = run("check", "--text", "不能", "--format", "json")
        assert [one["severity"] for one in done.document["results"][0]["findings"]] == ["info"]

    def test_a_pack_of_ones_own_is_seen_from_the_file(self, run, write_pack, own_rule):
        write_pack({"x.yaml": own_rule})
        write(coach_yaml="packs: [./own]\n", lib__a_txt="办不了\n")
        os.chdir("lib")
        assert run("check", "a.txt", "--format", "json").findings == [("no-cannot", "办不了")]

    def test_fail_on_is_per_path_and_the_command_line_wins(self, run):
        overrides = "overrides:\n  - {paths: [lib], fail-on: error}\n  - {paths: [lib/b.txt], fail-on: warning}\n"
        write(coach_yaml="fail-on: never\n" + overrides, a_txt="不能\n", lib__a_txt="不能\n", lib__b_txt="不能\n")
        assert [run("check", name).code for name in ("a.txt", "lib/a.txt", "lib/b.txt", "lib")] == [0, 0, 1, 1]
        assert run("check", "a.txt", "--fail-on", "info").code == 1

    def test_overrides_add_to_ignore_and_severity_and_later_ones_win(self, run):
        write(
            coach_yaml="packs: [strict]\nignore: [soothe]\noverrides:\n  - {paths: '*.txt', ignore: [soon]}\n"
            "  - {paths: a.txt, severity: {no-cannot: info}}\n  - {paths: a.txt, severity: {no-cannot: error}}\n",
            a_txt="不能，尽快\n",
            b_jsonl='{"text": "不能，尽快"}\n',
        )
        entries = run("check", "a.txt", "b.jsonl", "--format", "jsonl").entries
        found = [[(one["guideline"], one["severity"]) for one in entry["findings"]] for entry in entries]
        assert found == [[("no-cannot", "error")], [("no-cannot", "warning"), ("soon", "info")]]

    def test_what_the_command_line_selects_is_checked_whatever_the_file_ignores(self, run):
        write(coach_yaml="ignore: [no-cannot]\nseverity: {soothe: off}\n")
        done = run("check", "--text", "不能", "--select", "no-cannot,soothe", "--context", "骗子", "--format", "json")
        assert {name for name, _ in done.findings} == {"no-cannot", "soothe"}

    def test_no_settings(self, run):
        write(coach_yaml="ignore: [no-cannot]\n")
        assert run("check", "--text", "不能", "--config", "none").code == 1

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("fail_on: error\n", "coach.yaml:1:1: 不认识的键“fail_on”，是不是 fail-on？"),
            ("ignore:\n  - no-cant\n", "coach.yaml:2: 没有叫“no-cant”的规则包、准则或规则，是不是“no-cannot”？"),
            ("overrides:\n  - {paths: never, select: [nope]}\n", "coach.yaml:2: 没有叫“nope”"),
            ("profile: 邮件\n", "coach.yaml:1: 没有叫“邮件”的场景设置"),
            ("packs: [./gone]\n", "coach.yaml:1: 没有这个规则包的文件夹：./gone"),
            ("allowlist:\n  - {rule: nope, text: a, reason: b, owner: c}\n", "coach.yaml:2: 没有叫“nope”"),
        ],
    )
    def test_what_is_wrong_is_told_with_exit_code_2(self, run, text: str, sentence: str):
        write(coach_yaml=text)
        done = run("check", "--text", "您好")
        assert (done.code, done.out) == (2, "")
        assert sentence in done.err

    def test_excluded_files_are_left_out_of_folders(self, run):
        write(coach_yaml="exclude: [lib/old]\n", lib__a_txt="a\n", lib__b_txt="b\n", lib__old__c_txt="c\n")
        paths = [one["origin"]["path"] for one in run("check", "lib", "--exclude", "b.*", "--format", "jsonl").entries]
        assert paths == ["lib/a.txt"]
        assert len(run("check", "lib/old/c.txt", "--format", "jsonl").entries) == 1


class TestAllowlist:
    ENTRY = "{rule: no-cannot, text: 开封后, reason: 法务, owner: 王老师"

    def test_allowed_findings_are_counted_not_reported(self, run):
        write(coach_yaml=f"allowlist:\n  - {self.ENTRY}}}\n", a_txt="开封后不能退\n")
        done = run("check", "a.txt")
        assert (done.code, done.err) == (0, "")
        assert done.out == "检查了 1 条回复，没有新问题。另有 1 处已豁免或记在基线里。\n"
        assert run("check", "a.txt", "--format", "json").document["summary"]["suppressed"] == 1

    def test_expired_and_unused_entries_are_told(self, run):
        entries = f"  - {self.ENTRY}, expires: 2020-01-31}}\n  - {self.ENTRY}, path: lib}}\n"
        write(coach_yaml=f"allowlist:\n{entries}", a_txt="开封后不能退\n", lib__b_txt="您好\n")
        done = run("check", ".")
        assert done.code == 1
        assert "1 条豁免已过期，对应的问题重新报告：coach.yaml:2\n" in done.err
        assert "1 条豁免没有用上，可以删掉：coach.yaml:3\n" in done.err
        assert "没有用上" not in run("check", "a.txt").err
        assert "没有用上" not in run("check", ".", "--ignore", "no-cannot").err


def test_since(run):
    write(a_txt="不能\n")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True)
    assert run("check", ".", "--since", "HEAD").out == "没有读到回复。\n"
    write(a_txt="不能\n不能换\n", b_txt="不能改\n")
    done = run("check", ".", "--since", "HEAD", "--format", "jsonl")
    assert [one["origin"] for one in done.entries] == [
        {"path": "a.txt", "locator": "line 2"},
        {"path": "b.txt", "locator": "line 1"},
    ]
    done = run("check", ".", "--since", "nope")
    assert (done.code, done.out) == (2, "")
    assert "git 里没有“nope”这个版本" in done.err


class TestConfig:
    def test_every_value_with_its_source(self, run):
        write(coach_yaml="ignore: [soothe]\nfail-on: error\noverrides:\n  - {paths: [lib], fail-on: info}\n")
        write(lib__a_txt="您好\n")
        lines = run("config", "lib/a.txt", "--ignore", "soon").out.splitlines()
        assert lines[:2] == ["设置文件：coach.yaml", "用于：lib/a.txt"]
        rows = [" ".join(line.split()) for line in lines]
        assert "packs default 默认" in rows
        assert "ignore soothe coach.yaml:1" in rows
        assert "soon 命令行" in rows
        assert "fail-on info coach.yaml:4（overrides 第 1 项）" in rows

    def test_as_json(self, run):
        write(coach_yaml="severity: {soon: off}\n")
        document = run("config", "--format", "json").document
        assert (document["schema"], document["file"], document["path"]) == (1, "coach.yaml", None)
        assert document["settings"]["severity"] == [
            {"value": {"name": "soon", "level": "off"}, "source": "file", "line": 1, "override": None}
        ]
        assert document["settings"]["fail-on"][0]["source"] == "default"

    def test_an_excluded_path_and_no_file(self, run):
        write(a_txt="您好\n")
        out = run("config", "a.txt", "--exclude", "*.txt").out
        assert "没有找到 coach.yaml" in out
        assert "被 exclude 排除" in out


def test_config_says_whether_feedback_keeps_whole_replies(run):
    assert "反馈：只存标出的字" in run("config").out
    assert run("config", "--format", "json").document["feedback"] == {"texts": False}
    write(coach_yaml="feedback: {texts: true}\n")
    assert "反馈：存整条回复" in run("config").out
    assert run("config", "--format", "json").document["feedback"] == {"texts": True}
