"""`coach check`: what goes in, what comes out, and what the exit code says."""

import json
import os
from pathlib import Path

import pytest

from coach.apps.cli import output
from coach.apps.cli.main import COMMANDS


def write(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


pytestmark = pytest.mark.usefixtures("small_house")


class TestExitCode:
    def test_0_when_there_is_nothing_to_say(self, run):
        done = run("check", "--text", "好的")
        assert (done.code, done.err) == (0, "")
        assert "都很好" in done.out

    def test_1_when_there_are_findings(self, run):
        done = run("check", "--text", "不能退")
        assert (done.code, done.err) == (1, "")
        assert "不说不能" in done.out

    @pytest.mark.parametrize(
        ("threshold", "severities"),
        [
            ("error", {"error"}),
            ("warning", {"error", "warning"}),
            ("info", {"error", "warning", "info"}),
            ("never", set()),
        ],
    )
    def test_the_threshold(self, run, threshold: str, severities: set[str]):
        texts = {"error": "我查一下", "warning": "抱歉，不能退", "info": "抱歉，尽快", "clean": "抱歉，好的"}
        options = ("--context", "骗子", "--pack", "strict", "--fail-on", threshold)
        codes = {severity: run("check", "--text", text, *options).code for severity, text in texts.items()}
        assert codes == {severity: int(severity in severities) for severity in texts}

    def test_warnings_count_by_default(self, run):
        assert run("check", "--text", "尽快", "--pack", "all").code == 0
        assert run("check", "--text", "不能", "--pack", "all").code == 1

    def test_2_wins_over_1_and_the_rest_is_still_done(self, run):
        done = run("check", "none.txt", write("a.txt", "不能退"), "--format", "json")
        assert done.code == 2
        assert done.findings == [("no-cannot", "不能退")]
        assert done.document["summary"]["errors"] == 1

    def test_never_does_not_turn_2_into_0(self, run):
        assert run("check", "none.txt", "--fail-on", "never").code == 2

    def test_3_when_the_coach_itself_breaks(self, run, monkeypatch: pytest.MonkeyPatch):
        def broken(*_: object) -> None:
            raise RuntimeError("x")

        monkeypatch.setattr("coach.core.lint.Linter.check", broken)
        monkeypatch.delenv("COACH_DEBUG", raising=False)
        done = run("check", "--text", "不能退")
        assert (done.code, done.out) == (3, "")
        assert "RuntimeError" in done.err

    @pytest.mark.parametrize(
        "arguments",
        [["--format", "nothing"], ["--fail-on", "nothing"], ["--records", "nothing"], ["--nothing"], ["--text"]],
    )
    def test_2_for_a_wrong_option(self, run, arguments: list[str]):
        assert run("check", *arguments).code == 2

    def test_2_for_an_unknown_command_with_the_nearest(self, run):
        done = run("chek")
        assert done.code == 2
        assert "check" in done.err

    def test_2_and_usage_when_there_is_nothing_to_check_on_a_terminal(self, run):
        done = run("check", terminal=True)
        assert done.code == 2
        assert "Usage" in done.err


class TestInputs:
    def test_a_text_of_several_messages(self, run):
        done = run("check", "--text", "您好\n不能退", "--format", "jsonl")
        [entry] = done.entries
        assert entry["findings"][0]["message_index"] == 1
        assert entry["origin"] == {"path": None, "locator": None}

    def test_a_file(self, run):
        done = run("check", write("话术.txt", "好的\n不能退\n"), "--format", "jsonl")
        assert [(one["origin"]["locator"], len(one["findings"])) for one in done.entries] == [
            ("line 1", 0),
            ("line 2", 1),
        ]
        assert {one["origin"]["path"] for one in done.entries} == {"话术.txt"}
        assert "话术.txt:2" in run("check", "话术.txt").out

    def test_a_folder(self, run):
        write("lib/a.txt", "不能退")
        write("lib/deep/b.jsonl", '{"text": "无法换"}')
        done = run("check", "lib", "--format", "json")
        assert done.findings == [("no-cannot", "不能退"), ("no-cannot", "无法换")]
        assert done.document["summary"] == {
            "replies": 2,
            "marked": 2,
            "findings": 2,
            "error": 0,
            "warning": 2,
            "info": 0,
            "errors": 0,
        }

    @pytest.mark.parametrize("arguments", [[], ["-"]])
    def test_standard_input(self, run, arguments: list[str]):
        done = run("check", *arguments, "--format", "jsonl", stdin="您好\n不能退\n")
        [entry] = done.entries
        assert entry["origin"] == {"path": "-", "locator": None}
        assert entry["findings"][0]["start"] == 3

    def test_standard_input_of_json_lines(self, run):
        done = run("check", "--format", "jsonl", stdin='{"id": "a", "text": "好"}\n{"id": "b", "text": "不能"}\n')
        assert [(one["id"], len(one["findings"])) for one in done.entries] == [("a", 0), ("b", 1)]
        assert [one["origin"] for one in done.entries] == [
            {"path": "-", "locator": "line 1"},
            {"path": "-", "locator": "line 2"},
        ]

    def test_text_and_paths_together(self, run):
        done = run("check", "--text", "不能", write("a.txt", "无法"), "-", "--format", "jsonl", stdin="不能")
        assert [one["origin"]["path"] for one in done.entries] == [None, "a.txt", "-"]

    @pytest.mark.parametrize(("records", "count"), [("lines", 3), ("blocks", 1)])
    def test_how_replies_stand_in_a_text_file(self, run, records: str, count: int):
        done = run("check", write("a.txt", "一\n二\n不能"), "--records", records, "--format", "jsonl")
        assert len(done.entries) == count

    def test_the_customers_words(self, run):
        quiet = run("check", "--text", "我查一下", "--format", "json")
        assert quiet.findings == []
        assert quiet.document["results"][0]["not_evaluated"] == ["positive/soothe"]
        angry = run("check", "--text", "我查一下", "--context", "在吗", "--context", "你们是骗子", "--format", "json")
        assert angry.findings == [("soothe", "我查一下")]
        assert angry.document["results"][0]["not_evaluated"] == []

    def test_a_records_own_context_comes_first(self, run):
        lines = '{"text": "我查", "context": "你好"}\n{"text": "我查"}'
        done = run("check", "--context", "骗子", "--format", "jsonl", stdin=lines)
        assert [len(one["findings"]) for one in done.entries] == [0, 1]

    def test_a_conversation(self, run):
        chat = {
            "id": "c-1",
            "messages": [
                {"speaker": "customer", "text": "骗子"},
                {"speaker": "agent", "text": "我查"},
                {"speaker": "agent", "text": "不能退"},
                {"speaker": "customer", "text": "哼"},
                {"speaker": "agent", "text": "抱歉"},
            ],
        }
        done = run("check", write("a.jsonl", json.dumps(chat)), "--format", "jsonl")
        [entry] = done.entries
        assert (done.code, entry["id"]) == (1, "c-1")
        assert [(one["first_message"], one["text"]) for one in entry["turns"]] == [(1, "我查\n不能退"), (4, "抱歉")]
        assert [one["guideline"] for one in entry["turns"][0]["findings"]] == ["soothe", "no-cannot"]
        shown = run("check", "a.jsonl").out
        assert "c-1" in shown
        assert "第 2 条消息" in shown


IDLE = {
    "--reader": "jsonl",
    "--encoding": "big5",
    "--text-column": "话术",
    "--records": "lines",
    "--since": "HEAD",
    "--exclude": "*.bak",
}


class TestIdleOptions:
    """Options that say which files are read, and how, are refused where there is nothing that they could mean."""

    @pytest.mark.parametrize("option", IDLE)
    def test_with_a_text_alone(self, run, option: str):
        done = run("check", "--text", "不能退", option, IDLE[option])
        assert (done.code, done.out) == (2, "")
        assert f"Error: {option} 对 --text 的文字不起作用" in done.err

    def test_all_of_them_are_named(self, run):
        done = run("check", "--text", "不能退", *(part for pair in IDLE.items() for part in pair), "--fix")
        assert "、".join(IDLE) in done.err

    @pytest.mark.parametrize("option", ["--since", "--exclude"])
    @pytest.mark.parametrize("paths", [(), ("-",), ("-", "--text", "好")], ids=repr)
    def test_of_folders_with_standard_input(self, run, option: str, paths: tuple[str, ...]):
        done = run("check", *paths, option, IDLE[option], stdin="不能退")
        assert (done.code, done.out) == (2, "")
        assert f"Error: {option} 对" in done.err

    @pytest.mark.parametrize("option", ["--reader", "--encoding", "--text-column", "--records"])
    def test_say_how_standard_input_is_read(self, run, option: str):
        stdin = {"--reader": '{"text": "不能"}', "--encoding": "不能".encode("big5")}.get(option, "不能")
        assert run("check", "--text", "好", "-", option, IDLE[option], stdin=stdin).code == 1

    @pytest.mark.parametrize("option", ["--encoding", "--text-column", "--exclude"])
    def test_hold_for_a_file_beside_the_text(self, run, option: str):
        table = option == "--text-column"
        name = write("a.csv" if table else "a.txt", "内容,话术\n不能,好" if table else "好")
        if option == "--encoding":
            write(name, "好".encode("big5"))
        done = run("check", "--text", "好", name, option, IDLE[option], "--config", "none")
        assert (done.code, done.err) == (0, "")


class TestChoosingRules:
    def test_select_by_pack_guideline_and_rule(self, run):
        for name in ("positive", "no-cannot", "positive/no-cannot"):
            done = run("check", "--text", "不能，尽快", "--pack", "strict", "--select", name, "--format", "json")
            assert done.findings == [("no-cannot", "不能")]

    @pytest.mark.parametrize("names", [["--select", "soon,no-cannot"], ["--select", "soon", "--select", " no-cannot "]])
    def test_several_names(self, run, names: list[str]):
        done = run("check", "--text", "不能，尽快", "--pack", "strict", *names, "--format", "json")
        assert done.findings == [("no-cannot", "不能"), ("soon", "尽快")]

    def test_ignore_wins(self, run):
        names = ["--select", "soon,no-cannot", "--ignore", "positive"]
        assert run("check", "--text", "不能，尽快", "--pack", "all", *names, "--format", "json").findings == [
            ("soon", "尽快")
        ]

    @pytest.mark.parametrize("option", ["--select", "--ignore", "--pack", "--profile"])
    def test_an_unknown_name(self, run, option: str):
        done = run("check", "--text", "不能", option, "没有这个")
        assert (done.code, done.out) == (2, "")
        assert "没有这个" in done.err

    @pytest.mark.parametrize(
        ("option", "name", "nearest"),
        [("--select", "no-canot", "no-cannot"), ("--ignore", "positve", "positive"), ("--pack", "strit", "strict")],
    )
    def test_an_unknown_name_is_told_the_nearest(self, run, option: str, name: str, nearest: str):
        done = run("check", "--text", "不能", option, name)
        assert done.code == 2
        assert f"“{nearest}”" in done.err

    def test_a_pack_by_name_by_path_and_all(self, run, write_pack, own_rule):
        own = write_pack({"x.yaml": own_rule})
        text = "不能，尽快，办不了"

        def marked(*packs: str) -> set[str]:
            options = [part for pack in packs for part in ("--pack", pack)]
            return {guideline for guideline, _ in run("check", "--text", text, *options, "--format", "json").findings}

        assert marked() == {"no-cannot"}
        assert marked("strict") == marked("all") == {"no-cannot", "soon"}
        assert len(run("check", "--text", text, "--pack", own, "--format", "json").findings) == 2
        assert marked("strict", f"./{own}/") == {"no-cannot", "soon"}

    def test_a_profile_of_a_pack(self, run, write_pack, own_rule):
        own = write_pack({"pack.yaml": "name: own\nprofiles: {邮件: {ignore: [positive]}}\n", "x.yaml": own_rule})
        done = run("check", "--text", "不能，办不了", "--pack", own, "--profile", "邮件", "--format", "json")
        assert done.findings == [("no-cannot", "办不了")]


class TestBadInput:
    def test_a_file_that_is_not_utf8(self, run):
        name = write("a.txt", "您好\n".encode() + "不能".encode("gb18030"))
        done = run("check", name, write("b.txt", "不能"), "--format", "json")
        assert done.code == 2
        assert done.err.startswith("a.txt:2: ")
        assert "UTF-8" in done.err
        assert done.findings == [("no-cannot", "不能")]

    def test_standard_input_that_is_not_utf8(self, run):
        done = run("check", stdin="您好\n".encode() + b"\xff\xfe")
        assert done.code == 2
        assert done.err.startswith("-:2: ")

    @pytest.mark.parametrize("name", ["none.txt", "none.jsonl", "没有"])
    def test_a_missing_file(self, run, name: str):
        done = run("check", name)
        assert done.code == 2
        assert done.err == f"{name}: 没有这个文件\n"

    def test_a_file_no_reader_knows(self, run):
        done = run("check", write("a.docx", "不能"))
        assert done.code == 2
        assert done.err.startswith("a.docx: ")

    @pytest.mark.parametrize("line", ["{", "[]", '{"text": 1}', '{"text": "好", "context": 1}', '{"messages": 1}'])
    def test_a_malformed_line(self, run, line: str):
        name = write("a.jsonl", f'{{"id": "a", "text": "好"}}\n{line}\n{{"id": "b", "text": "不能"}}\n')
        done = run("check", name, "--format", "jsonl")
        assert done.code == 2
        assert done.err.startswith("a.jsonl:2: ")
        first, wrong, last = done.entries
        assert (first["id"], last["id"], len(last["findings"])) == ("a", "b", 1)
        assert wrong.keys() == {"schema", "id", "origin", "error"}
        assert (wrong["schema"], wrong["id"]) == (1, None)
        assert wrong["origin"] == {"path": "a.jsonl", "locator": "line 2"}
        assert wrong["error"]

    @pytest.mark.parametrize(
        ("name", "content", "place"),
        [
            ("broken.yaml", "{rule}anything: 1\n", "own/broken.yaml:6:1: "),
            ("broken.yaml", "guideline: a\nguideline: b\n", "own/broken.yaml:2:1: "),
            ("broken.yaml", "a: [", "own/broken.yaml:"),
            ("broken.yaml", "a: &x [*x]\n", "own/broken.yaml:1:"),
            ("broken.yaml", "a: 不能\n".encode("gb18030"), "own/broken.yaml:1:"),
            ("broken.yaml", "{rule:any: [{regex: 不(能}]}", "own/broken.yaml:2:"),
            ("broken.yaml", "{rule:any: [{regex: '\\b办不了'}]}", "own/broken.yaml:2:"),
            ("broken.yaml", "{rule:any: [{regex: (?:办+)+}]}", "own/broken.yaml:2:"),
            ("broken.yaml", "{rule:any: [没法办]}", "own/broken.yaml:4:"),
            ("broken.yaml", "{rule:any: [<nothing>]}", "own/broken.yaml:2:"),
            ("deep/x.yaml", "{rule}", "own/x.yaml:1:1: "),
            ("guidelines.yaml", "[]\n", "own/guidelines.yaml:1:1: "),
        ],
        ids=lambda value: repr(value)[:50],
    )
    def test_a_broken_pack(self, run, write_pack, own_rule, name: str, content: str | bytes, place: str):
        if isinstance(content, str) and content.startswith("{rule:"):
            content = own_rule.replace("any: [办不了]", content[len("{rule:") : -1])
        elif isinstance(content, str):
            content = content.replace("{rule}", own_rule)
        own = write_pack({"x.yaml": own_rule, name: content})
        done = run("check", "--text", "办不了，不能", "--pack", own, "--format", "json")
        assert done.code == 2
        assert done.err.startswith(place), done.err
        assert done.findings == [("no-cannot", "办不了"), ("no-cannot", "不能")]

    def test_a_folder_that_is_no_pack(self, run):
        Path("own").mkdir()
        done = run("check", "--text", "不能", "--pack", "own", "--format", "json")
        assert done.code == 2
        assert done.err.startswith("own: ")
        assert done.findings == [("no-cannot", "不能")]


STRANGE = {
    "empty": "",
    "white space": " \t\u3000",
    "control characters": "\x00\x01\x1b[31m\x7f不能\x9f",
    "half a template": "{{订单号，不能",
    "half a tag": "<attribute name='不能",
    "bidi": "\u202e不能\u2066",
    "zero width": "\u200b" * 1000,
    "emoji": "👨‍👩‍👧" * 50,
    "brackets": "【" * 2000 + "】" * 2000,
    "one megabyte": "您好，这边马上帮您查。" * 34000,
    "one megabyte of faults": "这个不能退，您看" * 42000,
    "one megabyte without a mark": "好" * 350000 + "不能",
}


class TestStrangeText:
    @pytest.mark.parametrize("form", ["terminal", "jsonl"])
    @pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
    def test_is_checked_like_any_other(self, run, text: str, form: str):
        done = run("check", "--format", form, stdin=text)
        assert done.code == (1 if "不能" in text else 0)
        assert done.err == ""
        if form == "jsonl":
            [entry] = done.entries
            for one in entry["findings"]:
                assert text[one["start"] : one["end"]] == one["excerpt"]

    def test_lone_surrogates_leave_as_they_came(self, run):
        done = run("check", "--format", "jsonl", stdin='{"text": "不能\\ud800"}\n{"text": "\\udfff"}\n')
        assert done.code == 1
        assert [len(one["findings"]) for one in done.entries] == [1, 0]
        assert done.entries[0]["findings"][0]["excerpt"] == "不能\ud800"
        assert "\\ud800" in done.out

    def test_lone_surrogates_on_a_terminal(self, run):
        done = run("check", stdin='{"text": "不能\\ud800"}\n')
        assert done.code == 1
        assert "不能\\ud800" in done.out

    def test_lone_surrogates_on_the_command_line(self, run_alone):
        done = run_alone("check", "--text", os.fsdecode("不能退".encode() + b"\xff"), PYTHONUTF8="1")
        assert done.code == 1
        assert "Error" not in done.err


class TestOutput:
    def test_output_is_utf8_whatever_the_locale(self, run_alone):
        done = run_alone("check", stdin="对不起，我不能退货", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
        assert done.code == 1
        assert "我不能退货" in done.out

    def test_there_is_no_colour_without_a_terminal(self, run):
        assert "\x1b" not in run("check", "--text", "不能退").out

    @pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
    def test_colour_on_a_terminal_unless_it_is_not_wanted(
        self, run, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
    ):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert ("\x1b[4m" in run("check", "--text", "不能退", terminal=True).out) is coloured

    def test_one_document_even_for_one_text(self, run):
        document = run("check", "--text", "不能退", "--format", "json").document
        assert document.keys() == {"schema", "results", "summary"}
        assert document["schema"] == 1
        assert len(document["results"]) == 1
        assert document["summary"]["warning"] == 1

    def test_one_line_an_input_in_order_clean_ones_too(self, run):
        texts = ["好", "不能", "好的", "无法"]
        done = run("check", write("a.txt", "\n".join(texts)), "--format", "jsonl")
        assert [len(one["findings"]) for one in done.entries] == [0, 1, 0, 1]

    def test_the_summary_counts(self, run):
        out = run("check", "--text", "不能，尽快", "--pack", "all").out
        assert out.splitlines()[-1] == "检查了 1 条回复，1 条可以更好：1 个警告，1 个提示。"

    def test_the_summary_of_several_has_their_average_score_where_scores_are_explained(self, run):
        path = write("a.txt", "好的\n不能\n好")  # 80, 77 and 80
        done = run("check", path, "--explain-score")
        assert done.out.splitlines()[-1] == "检查了 3 条回复，1 条可以更好：1 个警告。平均得分 79。"
        assert run("check", path).out.splitlines()[-1] == "检查了 3 条回复，1 条可以更好：1 个警告。"

    def test_nothing_to_read_is_said(self, run):
        Path("empty").mkdir()
        done = run("check", "empty")
        assert (done.code, done.out) == (0, "没有读到回复。\n")


class TestScores:
    def test_on_a_terminal_one_quiet_reply_shows_what_it_does_well_and_its_score(self, run, praise_pack, monkeypatch):
        monkeypatch.setattr(output, "is_watched", lambda: True)
        monkeypatch.setenv("NO_COLOR", "1")
        done = run("check", "--text", "谢谢您", "--pack", praise_pack)
        assert done.code == 0
        assert done.out.splitlines() == [
            "  亮点 道谢（“谢谢”）",
            "  得分 90 · 可靠 90 响应 90 保证 90 移情 90 有形 90",
            "",
            "检查了 1 条回复，都很好。",
        ]

    def test_elsewhere_a_quiet_reply_has_one_line(self, run, praise_pack):
        done = run("check", "--text", "谢谢您", "--pack", praise_pack)
        assert done.out == "检查了 1 条回复，都很好。\n"

    def test_one_reply_in_a_file_is_one_reply(self, run):
        assert "  得分 77 · " in run("check", write("a.txt", "不能")).out

    def test_of_many_only_those_with_findings_are_listed_without_a_score(self, run, praise_pack):
        done = run("check", write("a.txt", "谢谢\n不能，谢谢\n好"), "--pack", praise_pack)
        assert "得分" not in done.out.rsplit("\n", 2)[0]
        assert done.out.count("亮点 道谢（“谢谢”）") == 1

    def test_the_first_of_many_keeps_its_place(self, run):
        out = run("check", write("a.txt", "不能一\n不能二\n不能三")).out
        places = [line for line in out.splitlines() if line.startswith("a.txt:")]
        assert places == ["a.txt:1", "a.txt:2", "a.txt:3"]

    def test_every_score_is_explained_when_asked_for(self, run, praise_pack):
        arguments = ["check", write("a.txt", "谢谢\n不能"), "--pack", praise_pack, "--explain-score"]
        out = run(*arguments).out
        assert "a.txt:1\n  亮点 道谢（“谢谢”）\n  得分 90 · " in out
        assert "    +10  五个维度  体谅：道谢\n" in out
        assert "    -15  保证性  不说不能（警告，“不能”）\n" in out
        assert "    保证性  80 - 15 = 65\n" in out

    def test_json_carries_the_lines_when_asked_for(self, run):
        asked = run("check", "--text", "不能", "--format", "json", "--explain-score").document["results"][0]
        line = {"points": -15, "dimension": "assurance", "guideline": "no-cannot", "severity": "warning"}
        assert asked.pop("score_lines") == [line]
        assert run("check", "--text", "不能", "--format", "json").document["results"][0] == asked
        [entry] = run("check", "--text", "不能", "--format", "jsonl", "--explain-score").entries
        assert entry["score_lines"] == [line]


def test_help_names_every_command(run):
    done = run("--help")
    assert done.code == 0
    for name, (_, line) in COMMANDS.items():
        assert name in done.out
        assert line.split(":")[0].split(".")[0] in done.out


def test_the_version(run):
    import coach

    assert run("--version").out.split()[-1] == coach.__version__
